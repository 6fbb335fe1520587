"""The command line for readers; `contributors` adds the commands for contributors."""

from __future__ import annotations

import errno
import functools
import io
import json
import os
import shutil
import sys
import warnings
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from afpak_claims.api import cite as cite_record
from afpak_claims.api import open_dataset
from afpak_claims.commands.completion import complete_versions, completing
from afpak_claims.commands.contributors import register
from afpak_claims.commands.examples import TeachingGroup
from afpak_claims.commands.reports import plural
from afpak_claims.commands.terminal import (
    CSV,
    JSON,
    MARKDOWN,
    TABLE,
    colour,
    note,
    print_answers,
    print_frame,
    print_rows,
    print_table,
    progress,
    say,
    short,
    use_utf8,
)
from afpak_claims.errors import (
    ClaimsError,
    DataNotFoundError,
    RetiredWarning,
    UndatedWarning,
    UsageError,
)
from afpak_claims.evidence.citations.styles import STYLES
from afpak_claims.evidence.dataset import UNDATED
from afpak_claims.evidence.results import VERDICTS
from afpak_claims.exports import formats
from afpak_claims.releases import versions as releases
from afpak_claims.stamps import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matplotlib.axes import Axes

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records.claims import Claim
    from afpak_claims.releases.diffs import Change

__all__ = ["app", "main"]


_DRAWN = b"afpak-claims"
"""What a drawing has in its properties."""
_PICTURES = {".png": "Description", ".svg": "Description", ".pdf": "Subject"}
"""The extensions of the pictures that are drawn, and where each has its stamp."""


_path = click.option(
    "--path",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Read this dataset folder, or this frozen file, instead of the bundled data.",
)


def _which_data(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say which data to read."""

    @click.option(
        "--data-version",
        metavar="V",
        help="A released data version, or 'draft' for the YAML files.  [default: the newest]",
        shell_complete=complete_versions,
    )
    @_path
    @click.option(
        "--overlay",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Lay the findings, sources and words of this folder over the data.",
    )
    @functools.wraps(command)
    def opened(
        *args: Any,
        data_version: str | None,
        path: Path | None,
        overlay: Path | None,
        **options: Any,
    ) -> None:
        command(*args, dataset=open_dataset(data_version, path, overlay=overlay), **options)

    return opened


_claim_ids = completing(lambda dataset: dataset.claims)
_cited_ids = completing(lambda dataset: (*dataset.claims, *dataset.sources, dataset.own_id))
_record_ids = completing(lambda ds: (*ds.claims, *ds.findings, *ds.sources))
_topics = completing(lambda dataset: dataset.topics)
_metrics = completing(lambda dataset: dataset.metrics)
_places = completing(lambda dataset: dataset.places)
_actors = completing(lambda dataset: dataset.actors)
_verdicts = completing(lambda _: VERDICTS)


_table_format = click.option(
    "--format",
    "output",
    type=click.Choice([TABLE, CSV, JSON, MARKDOWN]),
    default=TABLE,
    show_default=True,
    help="How to print it; csv and json have every column.",
)


_output = click.option(
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="PATH",
    required=True,
    help="Output path; - is stdout where the output is one file. An earlier output is replaced.",
)
_force = click.option("--force", is_flag=True, help="Replace what is there, whoever wrote it.")
_STDOUT = Path("-")


@click.group(
    name="afpak-claims",
    cls=TeachingGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Start with: afpak-claims list --kind figure, then afpak-claims show drone-strikes-killed."
    ),
)
@click.version_option(
    __version__,
    "--version",
    message=f"afpak-claims {__version__} (record schema {SCHEMA_VERSION})",
)
def app() -> None:
    """Claims of an article, each with its range, its source and what others published about it.

    Without --path the bundled dataset is meant. Results go to stdout,
    messages to stderr. Exit codes: 0 success, 1 an error, an unknown value or a problem found,
    2 bad command-line syntax.
    """


@app.command("list")
@click.option(
    "--topic",
    metavar="TOPIC",
    help="A topic, such as drone-strikes.",
    shell_complete=_topics,
)
@click.option("--kind", metavar="KIND", help="figure or assertion.")
@click.option(
    "--metric",
    metavar="METRIC",
    help="A metric, such as civilians_killed.",
    shell_complete=_metrics,
)
@click.option(
    "--attributed-to",
    metavar="ACTOR",
    help="Cited by name in the article, such as unama.",
    shell_complete=_actors,
)
@click.option(
    "--place",
    metavar="PLACE",
    help="A place, such as pk; places within it match too.",
    shell_complete=_places,
)
@click.option(
    "--actor",
    metavar="ACTOR",
    help="An actor that the claim is about.",
    shell_complete=_actors,
)
@click.option(
    "--verdict",
    metavar="VERDICT",
    help=f"One of {', '.join(VERDICTS)}.",
    shell_complete=_verdicts,
)
@click.option(
    "--during", metavar="DATES", help="Dates that the claim may overlap, such as 2008/2016."
)
@click.option(
    "--certain", is_flag=True, help="With --during: only claims that definitely fall in it."
)
@click.option(
    "--undated",
    type=click.Choice(UNDATED),
    default="exclude",
    show_default=True,
    help="With --during: what happens to claims without a date.",
)
@click.option("--include-retired", is_flag=True, help="List retired claims too.")
@_table_format
@_which_data
def list_claims(dataset: Dataset, output: str, **selection: Any) -> None:
    """List the claims, all of them or those that match.

    Example: afpak-claims list --kind figure --verdict above
    """
    if selection["certain"] and not selection["during"]:
        message = "found --certain without --during; expected both; add, for example, --during 2014"
        raise UsageError(message)
    dataset = _selected(dataset, selection)
    if output in {CSV, JSON}:
        from afpak_claims.frames.frames import claims_frame

        print_frame(claims_frame(dataset), output)
        return
    print_answers([(c.id, *_answer(dataset, c)) for c in dataset], output)
    note(f"{len(dataset)} claims · {dataset.stamp}")


def _answer(dataset: Dataset, claim: Claim) -> tuple[str, str]:
    """Return the verdict of a claim, and its answer; its statement where a version has none."""
    return dataset.verdict(claim.id), dataset.headline(claim.id) or claim.statement


@app.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--most", type=click.IntRange(min=1), default=10, show_default=True, help="How many.")
@_table_format
@_which_data
def search_claims(dataset: Dataset, words: tuple[str, ...], most: int, output: str) -> None:
    """Find claims by words, names and numbers, the best first.

    Numbers are found in every writing: 46000, 46,000, 46k, forty-six thousand.

    Example: afpak-claims search 46000 civilians unama
    """
    from afpak_claims.evidence.search import index_of, search

    answers, meant = search(index_of(dataset), " ".join(words))
    for asked, instead in meant.items():
        say(f"found no {asked!r}; did you mean {instead!r}? Searched for that", err=True)
    if answers and not any(answer.is_whole for answer in answers):
        say("found no claim that has all of this; these have a part of it", err=True)
    shown = [dataset[answer.claim] for answer in answers[:most]]
    if output in {CSV, JSON}:
        from afpak_claims.frames.frames import answers_frame

        print_frame(answers_frame(dataset, answers[:most]), output)
        return
    if not answers:
        say("found no claim; expected words of a claim or its evidence; use fewer words", err=True)
        raise click.exceptions.Exit(1)
    print_answers([(claim.id, *_answer(dataset, claim)) for claim in shown], output)
    found = plural(len(answers), "claim")
    first = f"the first {len(shown)} of " if len(answers) > len(shown) else ""
    note(f"{first}{found}; for the evidence: afpak-claims show ID")


def _selected(dataset: Dataset, selection: dict[str, Any]) -> Dataset:
    """Select claims; count on stderr those that only their missing date leaves out."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UndatedWarning)
        selected = dataset.select(**selection)
    for warning in caught:
        if isinstance(warning.message, UndatedWarning):
            remedy = "see --undated include, --undated only"
            say(f"{warning.message.summary}; {remedy}", err=True)
    return selected


@app.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=_claim_ids)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="How to print the card.",
)
@click.option("--full", is_flag=True, help="Show every finding, every note and every address.")
@click.option("--sensitivity", is_flag=True, help="Show what would flip the verdict instead.")
@_which_data
def show(
    dataset: Dataset, ids: tuple[str, ...], output: str, *, full: bool, sensitivity: bool
) -> None:
    """Show a card per claim: the answer, what the article says, what others published.

    Example: afpak-claims show drone-strikes-killed --full
    """
    if sensitivity:
        rows = [
            (claim_id, dataset.verdict(claim_id), change, becomes)
            for claim_id in ids
            for change, becomes in dataset.result(claim_id).flips.items()
        ]
        print_table(("claim", "verdict", "change", "becomes"), rows, TABLE)
        for claim_id in ids:
            basis = dataset.result(claim_id).basis
            note(f"{claim_id} rests on {basis or 'nothing that is known'}")
        return
    traces = [dataset.trace(claim_id) for claim_id in ids]
    if output == "json":
        values = [trace.to_dict() for trace in traces]
        single = values[0] if len(values) == 1 else values
        say(json.dumps(single, ensure_ascii=False, indent=2))
        return
    if output == "text":
        width = min(shutil.get_terminal_size((88, 24)).columns, 100)
        texts = [trace.text(width, colour=colour(), full=full) for trace in traces]
    else:
        cards = [trace.card(full=full) for trace in traces]
        texts = [card.markdown() if output == "markdown" else card.html() for card in cards]
    click.echo("\n".join(texts), nl=output == "html")


@app.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=_cited_ids)
@click.option(
    "--style",
    type=click.Choice(tuple(STYLES)),
    default="text",
    show_default=True,
    help="How to write the citations.",
)
@_which_data
def cite(dataset: Dataset, ids: tuple[str, ...], style: str) -> None:
    """Print citations to paste: of claims with all their sources, of sources, or of the dataset.

    Several ids make one list, in which every source stands once; the dataset itself is cited by its
    name, afpak-claims.

    Example: afpak-claims cite drone-strikes-killed drone-strikes-count --style bibtex
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RetiredWarning)
        citations = cite_record(ids, style, dataset=dataset)
    for warning in caught:
        say(str(warning.message), err=True)
    say(citations, nl=False)


@app.command()
@click.argument("record_id", metavar="ID", shell_complete=_record_ids)
@_which_data
def report(dataset: Dataset, record_id: str) -> None:
    """Print a template for reporting an error in a claim, a finding or a source.

    It names the record, the data version and the digest; fill in the rest and send it.

    Example: afpak-claims report afghan-civilians-killed
    """
    from afpak_claims.evidence.error_reports import error_report

    made = error_report(dataset, record_id, f"afpak-claims report {record_id}")
    say(f"{made.subject}\n\n{made.text}", nl=False)
    if made.contact:
        say(f"\nSend it to: {made.contact}")
    else:
        note("this dataset names no address for errors; send it to whom you have the data from")


@app.command()
@_table_format
@_path
def versions(output: str, path: Path | None) -> None:
    """List the released data versions, newest first, and what is known to be wrong with them.

    Example: afpak-claims versions
    """
    with _of_one(path):
        history = releases.releases_at(path)
    if output == JSON:
        values = [release._asdict() for release in history]
        say(json.dumps(values, ensure_ascii=False, indent=2))
        return
    rows = [(r.version, r.date, r.digest, r.advisory or "", r.notes) for r in history]
    print_rows(("version", "date", "digest", "advisory", "notes"), rows, output)


@app.command()
@click.argument("old", metavar="OLD", shell_complete=complete_versions)
@click.argument("new", metavar="NEW", shell_complete=complete_versions)
@_table_format
@_path
def diff(old: str, new: str, output: str, path: Path | None) -> None:
    """Show what changed between two data versions, verdicts first; 'draft' is the YAML files.

    Example: afpak-claims diff 0.1.0 0.2.0 --format markdown
    """
    from afpak_claims.releases.diffs import bump, changes_markdown

    after = open_dataset(new, path)
    changes = releases.diff(open_dataset(old, path), after)
    if output == MARKDOWN:
        counts = {name: len(getattr(after, name)) for name in ("claims", "findings", "sources")}
        say(changes_markdown(changes, counts, old), nl=False)
        return
    _print_changes(changes, output, old, new)
    note(f"{len(changes)} changes, which ask for a {bump(changes)} step")


@app.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=_record_ids)
@click.option(
    "--since",
    required=True,
    metavar="V",
    help="The data version that you have.",
    shell_complete=complete_versions,
)
@click.option(
    "--data-version",
    metavar="V",
    help="The data version to move to.  [default: the newest]",
    shell_complete=complete_versions,
)
@_table_format
@_path
def changes(
    ids: tuple[str, ...], since: str, data_version: str | None, output: str, path: Path | None
) -> None:
    """Show what changed of some claims, findings or sources since a data version.

    To a claim belong its verdict, its findings and their sources. Exits with 1 if something
    changed, and with 0 if nothing did.

    Example: afpak-claims changes drone-strikes-count --since 1.0.0
    """
    old, new = open_dataset(since, path), open_dataset(data_version, path)
    found = releases.changes_of(ids, old, new)
    _print_changes(found, output, old.version, new.version)
    if found:
        raise click.exceptions.Exit(1)
    note(f"nothing changed from {old.version} to {new.version}")


def _print_changes(found: Sequence[Change], output: str, old: str, new: str) -> None:
    if output == JSON:
        from afpak_claims.releases.diffs import bump

        values = {
            "old": old,
            "new": new,
            "bump": bump(found),
            "changes": [change._asdict() for change in found],
        }
        say(json.dumps(values, ensure_ascii=False, indent=2))
        return
    rows = [
        (c.change, c.collection, c.id, c.field, short(c.old, output), short(c.new, output))
        for c in found
    ]
    print_rows(("change", "collection", "id", "field", "old", "new"), rows, output)


@contextmanager
def _of_one(path: Path | None) -> Iterator[None]:
    """Say that a folder holds several datasets where that is why a version is missing."""
    try:
        yield
    except DataNotFoundError:
        if path is not None:
            _require_one(path)
        raise


def _require_one(path: Path) -> None:
    from afpak_claims.corpus.folders import require_one

    require_one(path)


_LOCK = Path("afpak-claims.lock.json")


@app.command()
@click.option(
    "--data-version",
    metavar="V",
    help="The data version to pin.  [default: the newest]",
    shell_complete=complete_versions,
)
@_path
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    default=_LOCK,
    show_default=True,
    help="Where to write the lock file; it is replaced.",
)
def lock(data_version: str | None, path: Path | None, output: Path) -> None:
    """Pin a data version in a file: its number, its digest and the digest of its results.

    Example: afpak-claims lock --data-version 1.0.0
    """
    from afpak_claims.files.atomic_files import atomic_file
    from afpak_claims.releases import pins

    with _of_one(path):
        text = json.dumps(pins.pin(data_version, path)._asdict(), indent=2)
    with atomic_file(output) as aside:
        aside.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    note(f"{output}")


@app.command("verify-lock")
@click.argument(
    "file", type=click.Path(path_type=Path), metavar="[FILE]", default=_LOCK, required=False
)
@_path
def verify_lock(file: Path, path: Path | None) -> None:
    """Check that the pinned data version is here, byte for byte, with the results it had.

    Exits with 1 if it is not, and says what differs.

    Example: afpak-claims verify-lock
    """
    from afpak_claims.releases import pins

    with _of_one(path):
        found = pins.verify(file, path)
    say(f"data version {found.data_version} is what {file} pins: {found.digest}.")


@app.command()
@_table_format
@_which_data
def sources(dataset: Dataset, output: str) -> None:
    """List the sources, and how often each is used.

    Example: afpak-claims sources --format csv > sources.csv
    """
    uses = dict.fromkeys(dataset.sources, 0)
    for finding in dataset.findings.values():
        uses[finding.source] += 1
    uses[dataset.article.source] += len(dataset.claims)
    if output in {CSV, JSON}:
        from afpak_claims.frames.frames import sources_frame

        frame = sources_frame(dataset)
        frame.insert(0, "used", [uses[name] for name in frame.index])
        print_frame(frame, output)
        return
    from afpak_claims.evidence.citations.text import reference

    rows = [
        (source.id, str(uses[source.id]), reference(source)) for source in dataset.sources.values()
    ]
    print_table(("id", "used", "source"), rows, output)
    note(f"{len(rows)} sources · {dataset.stamp}")


def _export_help() -> str:
    listed = (f"{name:<12} {formats.describe(name).meaning}" for name in formats.FORMATS)
    parts = (
        "Write the data as a file or folder for other tools.",
        "FORMAT is one of:",
        "\b\n" + "\n".join(listed),
        "Example: afpak-claims export parquet --output claims",
    )
    return "\n\n".join(parts)


@app.command(help=_export_help())
@click.argument("format", metavar="FORMAT", shell_complete=completing(lambda _: formats.FORMATS))
@_output
@_force
@_which_data
def export(
    dataset: Dataset,
    format: str,  # noqa: A002 - what users call it
    output: Path,
    *,
    force: bool,
) -> None:
    if output == _STDOUT and formats.describe(format).files:
        message = (
            f"found - as the output of {format}, which is a folder of files; expected a path; "
            "name a folder"
        )
        raise UsageError(message)
    with _place(output) as place, progress("writing") as step:
        formats.export(dataset, format, place, step, force=force)
    note(f"{output} · {dataset.stamp}")


@contextmanager
def _place(output: Path) -> Iterator[Path]:
    """Give the path to write to; for - it is a temporary one, whose content goes to stdout."""
    if output != _STDOUT:
        yield output
        return
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "output")
        yield file
        raw = file.read_bytes()
        binary = getattr(sys.stdout, "buffer", None)
        if binary is None:
            sys.stdout.write(raw.decode())
        else:
            sys.stdout.flush()
            binary.write(raw)
            binary.flush()


@contextmanager
def _output_file(output: Path, mark: bytes, example: str, *, force: bool) -> Iterator[Path]:
    """Give the file to write, and put it in place of an earlier output."""
    from afpak_claims.files.atomic_files import atomic_file

    if output.is_dir():
        message = (
            f"found the folder {output}; expected the path of a file; "
            f"add a name, for example --output {output / example}"
        )
        raise UsageError(message)
    if not output.parent.is_dir():
        message = (
            f"found no folder {output.parent}; expected the parent folder of {output.name} to "
            "exist; create it or choose another path"
        )
        raise UsageError(message)
    with _place(output) as place:
        if not force:
            formats.check_replaceable(place, mark)
        with atomic_file(place) as aside:
            yield aside


@app.command("page")
@_output
@_force
@_which_data
def make_page(dataset: Dataset, output: Path, *, force: bool) -> None:
    """Write one self-contained HTML page in which anyone can check a figure.

    Example: afpak-claims page --output claims.html
    """
    from afpak_claims.exports.read_back import check_read
    from afpak_claims.releases.versions import release_date
    from afpak_claims.website.page import page

    text = page(dataset, date=release_date(dataset))
    with _output_file(output, b"<!doctype html>", "claims.html", force=force) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")
        check_read(aside.read_bytes().decode() == text, due=True, what="the page")
    note(f"{output} · {len(text.encode()):,} bytes · {dataset.stamp}")


@app.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder to write; an earlier site in it is replaced whole.",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="Where the site will stand; makes canonical links, a feed and a sitemap.",
)
@click.option("--force", is_flag=True, help="Replace a folder that no site is in.")
@_which_data
def site(dataset: Dataset, output: Path, base_url: str | None, *, force: bool) -> None:
    """Write a folder of pages that can be linked: an index, a page for each claim, downloads.

    Each claim has its own address, a card to embed, its record as JSON and what changed in which
    version. The folder can be put on any web server as it is.

    Example: afpak-claims site --output public --base-url https://example.org/claims/
    """
    from afpak_claims.website.site import write_site

    with progress("writing") as step:
        files = write_site(dataset, output, base_url, step, force=force)
    note(f"{output} · {plural(len(files), 'file')} · {dataset.stamp}")
    if base_url and "feed.xml" not in files:
        say("wrote no feed: it tells of released data versions; these records are none", err=True)


@app.command()
@click.argument("what", type=click.Choice(["ranges", "timeline"]))
@_output
@_force
@click.option(
    "--topic",
    metavar="TOPIC",
    help="A topic, such as drone-strikes.",
    shell_complete=_topics,
)
@_which_data
def plot(dataset: Dataset, what: str, output: Path, topic: str | None, *, force: bool) -> None:
    """Draw the ranges of the figures with their evidence, or a timeline of the claims.

    Example: afpak-claims plot ranges --topic drone-strikes --output ranges.png
    """
    from afpak_claims.drawings import plots as charts
    from afpak_claims.frames import frames

    if output.suffix not in _PICTURES:
        *first, last = _PICTURES
        message = (
            f"found the extension {output.suffix!r}; expected {', '.join(first)} or {last}; "
            "change --output"
        )
        raise UsageError(message)
    dataset = dataset.select(topic=topic)
    if what == "ranges":
        claims = frames.claims_frame(dataset.select(kind="figure"))
        evidence = frames.evidence_frame(dataset)
        parts = charts.range_pages(claims, evidence)
        draw: Callable[..., Axes] = functools.partial(charts.plot_ranges, evidence=evidence)
    else:
        claims = frames.claims_frame(dataset)
        parts = charts.timeline_pages(claims)
        draw = charts.plot_timeline
    pages = [output, *(_numbered(output, n) for n in range(2, len(parts) + 1))]
    for page_, part in zip(pages, parts, strict=True):
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            figure = draw(part).get_figure(root=True)
            assert figure is not None  # noqa: S101 - the axes were just drawn on one
            _save_picture(figure, page_, dataset, force=force)
        for message in dict.fromkeys(str(each.message) for each in told):
            if not message.startswith("Glyph "):  # what matplotlib says of each single letter
                say(f"warning: {message}", err=True)
        note(f"{page_} · {dataset.stamp}")
    if len(pages) > 1:
        count = f"{plural(len(claims), 'claim')} on {len(pages)} pages"
        say(f"{count}, {pages[0].name} to {pages[-1].name}: one would be too tall", err=True)
    for left in _pages_of_an_earlier_drawing(output, len(pages) + 1):
        left.unlink()
        say(f"deleted {left}: a page of an earlier drawing, which had more", err=True)


def _numbered(output: Path, number: int) -> Path:
    return output.with_stem(f"{output.stem}-{number}")


def _pages_of_an_earlier_drawing(output: Path, number: int) -> Iterator[Path]:
    """Yield the pages from a number on that have the stamp of a drawing."""
    while formats.is_export(_numbered(output, number), _DRAWN):
        yield _numbered(output, number)
        number += 1


def _save_picture(figure: Any, output: Path, dataset: Dataset, *, force: bool) -> None:
    """Write a drawing and let go of it."""
    import matplotlib.pyplot as plt

    with _output_file(output, _DRAWN, "ranges.png", force=force) as aside:
        # The hidden name aside does not tell what sort of picture it is to be.
        figure.savefig(
            aside,
            format=output.suffix[1:],
            dpi=150,
            bbox_inches="tight",
            metadata={_PICTURES[output.suffix]: f"afpak-claims {dataset.version} {dataset.digest}"},
        )
    plt.close(figure)


register(app)


def main() -> None:
    """Run the command line; explain what goes wrong on stderr and exit with 1."""
    if sys.stdout is None:
        say(
            "found a closed stdout; expected an open one; redirect it, for example to a file",
            err=True,
        )
        sys.exit(1)
    use_utf8()
    try:
        sys.exit(app(standalone_mode=False))
    except click.ClickException as error:
        sys.exit(_wrong_usage(error))
    except click.Abort:
        say("afpak-claims: stopped", err=True)
        sys.exit(130)
    except ClaimsError as error:
        say(error, err=True)
        sys.exit(1)
    except ValueError as error:
        say(f"afpak-claims: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        _forget_output()
        sys.exit(1)
    except OSError as error:
        say(f"afpak-claims: {_system_fault(error)}", err=True)
        _forget_output()
        sys.exit(1)


def _wrong_usage(error: click.ClickException) -> int:
    """Explain a wrong command line, whose words may hold anything; return the exit code."""
    told = io.StringIO()
    error.show(file=told)
    say(told.getvalue(), err=True, nl=False)
    return error.exit_code


def _system_fault(error: OSError) -> str:
    """Say in one line what failed: a full disk, a missing permission, a folder for a file."""
    place = repr(error.filename) if error.filename else "the output"
    reason = (error.strerror or str(error)).lower()
    expected, fix = _REMEDIES.get(
        error.errno or 0,
        ("a file that can be read or written", "fix that and run the command again"),
    )
    return f"can't read or write {place}: {reason}; expected {expected}; {fix}"


_REMEDIES = {
    errno.ENOSPC: (
        "free disk space",
        "free some and run the command again (nothing was half written)",
    ),
    errno.EACCES: (
        "permission to read or write it",
        "change its permissions or choose another path",
    ),
    errno.EROFS: ("a file system that can be written", "choose another path"),
    errno.EISDIR: ("a file name", "add one, for example claims.html"),
    errno.ENOENT: ("an existing file or folder", "change the path or create it"),
}
"""What is expected and how to fix it, by what the system says."""


def _forget_output() -> None:
    """Keep Python from complaining once more at exit of what can no longer be written."""
    with suppress(io.UnsupportedOperation):  # what stands for stdout may be no file of the system
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
