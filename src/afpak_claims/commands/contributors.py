"""Commands for contributors: check, fmt, new, verify, judgements, upgrade, release and more."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from afpak_claims.commands.reports import MOST_PER_FILE, REPORT_FORMATS, plural, print_report
from afpak_claims.commands.terminal import CSV, MARKDOWN, TABLE, note, print_rows, progress, say
from afpak_claims.errors import DataError, DataNotFoundError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from afpak_claims.corpus.folders import CheckReport
    from afpak_claims.files.drafts import Draft

__all__ = ["register"]

_DEFAULT = Path("data")
_folder_argument = click.argument(
    "folder", type=click.Path(path_type=Path), metavar="[DIR]", default=_DEFAULT
)
_folder_option = click.option(
    "--path",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    default=_DEFAULT,
    show_default=True,
    help="The data folder.",
)


def register(app: click.Group) -> None:
    """Add the commands for contributors to the command line."""
    for command in (
        init,
        importing,
        check,
        fmt,
        new,
        verify,
        judgements,
        upgrade,
        release,
        schema,
        generate,
    ):
        app.add_command(command)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--article",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The article as UTF-8 text, a paragraph a line; only digests of it are kept.",
)
@click.option("--title", help="The dataset's title.  [default: from the name of DIR]")
@click.option("--language", help="The article's language, as de or ur, if it is not English.")
def init(folder: Path, article: Path, title: str | None, language: str | None) -> None:
    """Start a dataset on an article of yours: every file, valid, with commented examples.

    The outline of the article is made from its sentences, as a proposal: cut it elsewhere if
    that is better. DIR must be empty or new.

    Example: afpak-claims init floods --article article.txt --title "Claims on the floods"
    """
    from afpak_claims.commands.starting import name_of, starting_files
    from afpak_claims.files.article_text import byline_of

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"found something at {folder}; expected an empty folder or none; choose another"
        raise UsageError(message)
    title = title or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    text = _text_of(article)
    files = starting_files(name_of(title), title, text, language)
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, content)
        say(place)
    if byline := byline_of(text):
        say(f"left out as a byline, not as a sentence: {byline}", err=True)
    quoted = shlex.quote(str(folder))
    say(f"Next:\n  afpak-claims check {quoted}\n  afpak-claims list --path {quoted}", err=True)


@click.group("import")
def importing() -> None:
    """Print the rows of a sheet, or fact-checks, as the claims of a topic, or write them.

    With --write they go into claims/TOPIC.yaml of your dataset. Then run check.

    Example: afpak-claims import csv strikes.csv --topic strikes --map statement=What --write
    """


def _import_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--topic", required=True, help="The topic, which is the name of its file."),
        click.option("--title", help="The topic's title.  [default: from its name]"),
        click.option("--paragraph", type=int, default=1, show_default=True, help="From 1."),
        click.option("--sentence", type=int, default=1, show_default=True, help="From 1."),
        click.option(
            "--write", "into_files", is_flag=True, help="Write claims/TOPIC.yaml; print nothing."
        ),
        _folder_option,
    ):
        command = option(command)
    return command


@importing.command("csv")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="The column of a field, such as estimate.low=Killed; once for each field.",
)
@click.option(
    "--set",
    "fixed",
    multiple=True,
    metavar="FIELD=VALUE",
    help="The value of a field that is the same in all rows, such as metric=people_killed.",
)
@_import_options
def import_csv(  # noqa: PLR0913, PLR0917 - one argument an option
    file: Path,
    mapped: tuple[str, ...],
    fixed: tuple[str, ...],
    folder: Path,
    sentence: int,
    paragraph: int,
    title: str | None,
    topic: str,
    *,
    into_files: bool,
) -> None:
    """Print a claim for each row of a sheet.

    Cells are separated by commas, semicolons or tabs, as the first line shows and a message on
    stderr says; the places, actors and cautions of one cell by semicolons. Numbers are read as the
    dataset writes them (language and decimal in dataset.yaml). A row without an id gets the topic
    and its number.
    """
    from afpak_claims.commands.importing import claims_of_rows, separator_of, topic_file
    from afpak_claims.files.quantity_phrases.conventions import writing_of

    draft = _draft_of(folder)
    base = _base(draft, folder, topic, paragraph, sentence)
    header = draft.header.record if draft.header else None
    writing = writing_of(header, (), ())
    text = _text_of(file)
    say(f"{file}: read as cells separated by {separator_of(text)}", err=True)
    claims = claims_of_rows(text, _pairs(mapped), _pairs(fixed), base, writing)
    _deliver(folder, topic, topic_file(topic, title or _title_of(topic), claims), into_files)


@importing.command("claimreview")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@_import_options
def import_claimreview(  # noqa: PLR0913, PLR0917 - one argument an option
    file: Path,
    folder: Path,
    sentence: int,
    paragraph: int,
    title: str | None,
    topic: str,
    *,
    into_files: bool,
) -> None:
    """Print an assertion for each ClaimReview of a JSON document of schema.org.

    The statements are those of the fact-checker: say them in your own words. With --write, the
    addresses of the fact-checks become sources too, at the end of sources.yaml.
    """
    from afpak_claims.commands.importing import (
        claims_of_reviews,
        sources_file,
        sources_of_reviews,
        topic_file,
    )

    text, draft = _text_of(file), _draft_of(folder)
    claims = claims_of_reviews(text, _base(draft, folder, topic, paragraph, sentence))
    sources = sources_of_reviews(text, topic, [entry.record for entry in draft.sources])
    place = folder / "sources.yaml"
    whole = sources_file(_text_of(place), sources) if sources and into_files else None
    _deliver(folder, topic, topic_file(topic, title or _title_of(topic), claims), into_files)
    if whole:
        _replace(place, whole)
        say(f"{place}: added {plural(len(sources), 'source')}")
    elif sources:
        count = plural(len(sources), "source")
        say(f"{file}: {count} not printed; --write adds them to sources.yaml", err=True)


def _deliver(folder: Path, topic: str, text: str, into_files: bool) -> None:  # noqa: FBT001 - a flag of the command
    """Print a file of claims, or write it where no other one is."""
    if not into_files:
        say(text, nl=False)
        return
    place = folder / "claims" / f"{topic}.yaml"
    if place.exists():
        message = f"found {place}; expected no file of this topic; choose another topic"
        raise UsageError(message)
    _replace(place, text)
    say(place)


def _draft_of(folder: Path) -> Draft:
    from afpak_claims.corpus.folders import require_one
    from afpak_claims.files.folders import read_draft

    require_one(folder)
    return read_draft(folder)[0]


def _check_id(name: str, value: str) -> None:
    """Refuse what can be no id, and so no name of a file."""
    from afpak_claims.records.scalars import Slug
    from afpak_claims.records.validation import validate

    _, problems = validate(Slug, value)
    if problems:
        message = f"{name}: {problems[0].message}"
        raise UsageError(message)


def _base(draft: Draft, folder: Path, topic: str, paragraph: int, sentence: int) -> dict[str, Any]:
    """Return what every imported claim has: its topic and its place in the article."""
    _check_id("--topic", topic)
    outline = draft.article.record.sentences if draft.article else ()
    for line in outline:
        if (line.paragraph, line.sentence) == (paragraph, sentence):
            place = {"paragraph": paragraph, "sentence": sentence, "digest": line.digest}
            return {"topic": topic, "article": place}
    message = (
        f"found no sentence {sentence} of paragraph {paragraph} in {folder / 'article.yaml'}; "
        "expected one of the outline; correct --paragraph and --sentence, or --path"
    )
    raise UsageError(message)


def _pairs(values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, equals, other = value.partition("=")
        if not equals:
            message = f"found {value!r}; expected FIELD=COLUMN or FIELD=VALUE; add the sign"
            raise UsageError(message)
        pairs[name.strip()] = other.strip()
    return pairs


def _title_of(topic: str) -> str:
    return topic.replace("-", " ").capitalize()


@click.command()
@_folder_argument
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option(
    "--format",
    "output",
    type=click.Choice(REPORT_FORMATS),
    default="text",
    show_default=True,
    help="Lines for people, JSON for programs, or annotations for a GitHub workflow.",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    metavar="N",
    default=MOST_PER_FILE,
    show_default=True,
    help="How many problems to list per file; the others are counted.",
)
def check(folder: Path, output: str, most: int, *, strict: bool) -> None:
    """Check a data folder: every file, every record, every rule, all problems at once.

    Prints one line per problem, as file:line:column: field: found; expected; fix, and exits
    with 1; if there is none, prints a summary and exits with 0. What only a person can judge is
    a warning, which counts with --strict. If DIR holds several datasets, at any depth, all are
    checked, in parallel when they are large.

    Example: afpak-claims check data --strict
    """
    from afpak_claims.corpus import folders as corpus_folders

    with progress("checking") as step:
        if corpus_folders.is_corpus(folder):
            found = corpus_folders.check(folder, step)
            summary = found.in_words()
        else:
            found, summary = _check_one(folder, step)
    problems = (*found.problems, *found.warnings)
    print_report(problems, output, most)
    if found.problems or (strict and found.warnings):
        raise click.exceptions.Exit(1)
    if output == "text":
        warned = plural(len(found.warnings), "warning")
        state = f"no problem found, {warned}" if found.warnings else "no problem found"
        say(f"{summary} in {folder}: {state}.")


def _check_one(folder: Path, step: Callable[[str], object] | None) -> tuple[CheckReport, str]:
    """Check one dataset, with the releases that lie in its folder."""
    from afpak_claims.files.folders import no_garbage_collection

    with no_garbage_collection():
        return _checked(folder, step)


def _checked(folder: Path, step: Callable[[str], object] | None) -> tuple[CheckReport, str]:
    from afpak_claims.corpus.folders import report
    from afpak_claims.evidence.warnings import warnings_of
    from afpak_claims.files.folders import read_draft
    from afpak_claims.releases.versions import release_problems

    draft, problems = read_draft(folder, step, layout=True)
    if not problems:
        draft.warnings += warnings_of(folder, draft)
    found = report(draft, [*problems, *release_problems(folder)])
    claims, findings = plural(len(draft.claims), "claim"), plural(len(draft.findings), "finding")
    summary = f"{claims}, {findings} and {plural(len(draft.sources), 'source')}"
    return found, summary


@click.command()
@_folder_argument
@click.option(
    "--check",
    "check_only",
    is_flag=True,
    help="Change nothing; exit with 1 if a file would change.",
)
def fmt(folder: Path, *, check_only: bool) -> None:
    """Rewrite every data file with canonical formatting; values and comments stay."""
    from afpak_claims.corpus.folders import require_one
    from afpak_claims.files.folders import canonical_text, data_files, read_bytes, read_draft

    require_one(folder)
    changed, problems = [], []
    for file in data_files(folder):
        if isinstance(file, Problem):
            problems.append(file)
            continue
        try:
            raw = read_bytes(file, folder)
            text = canonical_text(file.name, raw)
        except DataError as error:
            problems.extend(error.problems)
            continue
        if text is None:
            _, found = read_draft(folder)
            problems.extend(problem for problem in found if problem.file == file.name)
        elif text.encode() != raw:
            changed.append(file.name)
            if not check_only:
                _replace(folder / file.name, text)
    for name in changed:
        say(name)
    if problems:
        raise DataError(problems)
    if check_only and changed:
        raise click.exceptions.Exit(1)


_SPOT = (
    "# outside of running text, add a spot to article, as in spot: {part: caption, page: '12'}\n"
)


@click.command()
@click.argument("claim_id", metavar="ID")
@click.option("--topic", required=True, help="The topic, which is the name of its file.")
@click.option("--paragraph", type=int, required=True, help="Paragraph of the article, from 1.")
@click.option("--sentence", type=int, required=True, help="Sentence of that paragraph, from 1.")
@click.option("--assertion", is_flag=True, help="An assertion; without it, a figure.")
@_folder_option
def new(  # noqa: PLR0913 - one argument an option
    claim_id: str, topic: str, paragraph: int, sentence: int, folder: Path, *, assertion: bool
) -> None:
    """Print a record to fill in, with its locator and digest.

    Paste it into the topic's file in article order, fill in what is missing, run check.
    """
    from afpak_claims.files import strict_yaml
    from afpak_claims.files.rules.template_text import TEMPLATES

    _check_id("ID", claim_id)
    _check_id("--topic", topic)
    draft = _draft_of(folder)
    if draft.article is None:
        message = (
            f"can't read article.yaml in {folder}; expected the outline; run 'afpak-claims check'"
        )
        raise DataNotFoundError(message)
    taken = {
        *draft.index(draft.claims),
        *draft.index(draft.findings),
        *draft.index(draft.sources),
    }
    if claim_id in taken | draft.invalid:
        message = f"found {claim_id!r}, which is taken; expected a unique id; choose another"
        raise UsageError(message)
    digests = {(s.paragraph, s.sentence): s.digest for s in draft.article.record.sentences}
    digest = digests.get((paragraph, sentence))
    if digest is None:
        message = (
            f"found paragraph {paragraph} sentence {sentence}; expected a sentence of the outline, "
            f"which ends at paragraph {max(digests)[0]} sentence {max(digests)[1]}; correct it"
        )
        raise UsageError(message)
    quantity: dict[str, Any] = {
        "metric": next(iter(draft.index(draft.metrics)), TEMPLATES["metric"]),
        "estimate": {"low": 0, "low_open": True, "wording": TEMPLATES["wording"]},
    }
    record: dict[str, Any] = {
        "id": claim_id,
        "kind": "assertion" if assertion else "figure",
        **({"type": "event"} if assertion else {}),
        "statement": TEMPLATES["statement"],
        **({} if assertion else quantity),
        "period": {"edtf": "2001/2025", "holds": "sometime"},
        "places": [],
        "actors": [],
        "article": {"paragraph": paragraph, "sentence": sentence, "digest": digest},
        "attribution": {"naming": "none"},
        "note": TEMPLATES["note"],
    }
    where = f"# for claims/{topic}.yaml, below claims:\n{_SPOT}"
    text = strict_yaml.write({"claims": [record]}).removeprefix("claims:\n")
    say(where + text, nl=False)


@click.command()
@click.argument("article", type=click.Path(path_type=Path), metavar="ARTICLE.txt")
@click.option(
    "--path",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The data folder.  [default: the data of this package]",
)
def verify(article: Path, folder: Path | None) -> None:
    """Compare your own copy of the article with the digest of every sentence.

    The text has one paragraph per line, or blank lines between its paragraphs; a byline before
    the first is ignored. Paragraphs that are joined or parted are differences too.
    """
    from afpak_claims.api import open_dataset
    from afpak_claims.files import article_text

    text = _text_of(article)
    outline = open_dataset(path=folder).article.sentences
    report = article_text.compare_with_index(text, outline)
    for line in report.differences:
        say(line, err=True)
    say(report.summary)
    if report.differences:
        raise click.exceptions.Exit(1)


def _text_of(article: Path) -> str:
    """Read a text file, and no more of it than a data file may hold."""
    from afpak_claims.files.strict_yaml import MAX_BYTES

    try:
        with article.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            message = (
                f"{article}: found more than {MAX_BYTES:,} bytes; expected the text of an "
                "article; change the path"
            )
            raise DataNotFoundError(message)
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{article}: found no readable text ({error}); expected UTF-8; change the path"
        raise DataNotFoundError(message) from None


@click.command()
@click.argument("version", metavar="VERSION")
@click.option("--notes", required=True, help="What the release is about, in one sentence.")
@click.option("--for-whom", required=True, help="Who should upgrade to it, and who needn't.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: dt.datetime.now(tz=dt.UTC).strftime("%Y-%m-%d"),
    help="The day of the release.  [default: today]",
)
@_folder_option
def release(version: str, notes: str, for_whom: str, date: dt.datetime, folder: Path) -> None:
    """Freeze the data folder as an immutable data version.

    Fails if the data has problems, the version exists, or the version bump is too small for the
    changes. Writes version and date into CITATION.cff and a heading into CHANGELOG.md if they are
    beside the folder. Prints the changelog's Data section.

    Example: afpak-claims release 1.2.0 --notes "Two sources more." --for-whom "Everybody."
    """
    from afpak_claims.corpus.folders import require_one
    from afpak_claims.releases.freezing import changelog_section, freeze

    require_one(folder)
    made = freeze(folder, version, date=date.date(), notes=notes, for_whom=for_whom)
    section = changelog_section(version, folder)
    _tell_citation(folder.resolve().parent / "CITATION.cff", made.version, made.date)
    _tell_changelog(folder.resolve().parent / "CHANGELOG.md", made.version, section)
    say(section)


def _tell_citation(file: Path, version: str, date: str) -> None:
    """Write the version and the date of a release into a citation file, if there is one."""
    if file.is_file():
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^version: .*$", f"version: {version}", text)
        _replace(file, re.sub(r"(?m)^date-released: .*$", f"date-released: {date}", text))


def _tell_changelog(file: Path, version: str, section: str) -> None:
    """Put the heading and the section of a release below the unreleased changes, if any."""
    heading = "## Unreleased\n"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    if heading in text:
        generated = (
            f"<!-- generated: data {version} -->\n\n{section}\n\n<!-- end: data {version} -->"
        )
        _replace(file, text.replace(heading, f"{heading}\n## Data {version}\n\n{generated}\n", 1))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.option(
    "--format",
    "output",
    type=click.Choice([TABLE, CSV, MARKDOWN]),
    default=TABLE,
    show_default=True,
    help="How to print it.",
)
def judgements(folder: Path | None, output: str) -> None:
    """List coverage that was set by hand: the reason, the verdict, and what it would be without.

    Without a folder, that of the bundled data.

    Example: afpak-claims judgements
    """
    from afpak_claims.api import open_dataset, open_folder
    from afpak_claims.evidence.judgements import Judgement
    from afpak_claims.evidence.judgements import judgements as all_judgements

    rows = list(all_judgements(open_folder(folder) if folder else open_dataset()))
    print_rows(Judgement._fields, rows, output)
    note(f"{len(rows)} axes set by hand")


@click.command()
@_folder_argument
def upgrade(folder: Path) -> None:
    """Rewrite the YAML files of schema 1 as schema 2, and mark what a person must fill in.

    What was recorded as a scope becomes coverage set by hand where the records do not give it;
    origins are unknown. Nothing is written unless all of it can be.

    Example: afpak-claims upgrade data
    """
    from afpak_claims.commands.upgrading import upgraded_files
    from afpak_claims.corpus.folders import require_one

    require_one(folder)
    files = upgraded_files(folder)
    for name, text in files.items():
        _replace(folder / name, text)
        say(name)
    marks = sum(text.count("# fill in") for text in files.values())
    say(
        f"upgraded to schema 2; {plural(marks, 'place')} to fill in, marked '# fill in'; "
        "then run check",
        err=True,
    )


@click.command()
@click.option(
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the schema files into this folder instead.",
)
@click.option(
    "--path",
    "data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="List the ids of this dataset folder, so that an editor can offer them.",
)
def schema(folder: Path | None, data: Path | None) -> None:
    """Print the JSON Schemas of the data files, or write them for editors to use.

    An editor with a YAML language server finds the schema of a file by its first line, such as:
    # yaml-language-server: $schema=../schema/claims.json

    Example: afpak-claims schema --path data --output data/schema
    """
    from afpak_claims.api import open_folder
    from afpak_claims.commands.schemas import schemas

    made = schemas(None if data is None else open_folder(data))
    if folder is None:
        say(json.dumps(made, ensure_ascii=False, indent=2))
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        _replace(folder / name, json.dumps(content, ensure_ascii=False, indent=2) + "\n")
        say(folder / name)


@click.command()
@click.option(
    "--check",
    "check_only",
    is_flag=True,
    help="Change nothing; exit with 1 if a file is out of date.",
)
@click.option(
    "--checkout",
    "root",
    type=click.Path(path_type=Path),
    metavar="DIR",
    default=Path(),
    help="The checkout.  [default: this folder]",
)
def generate(root: Path, *, check_only: bool) -> None:
    """Update what is made from the data: schemas, codebook and README tables."""
    from afpak_claims.api import open_folder
    from afpak_claims.commands.generated import generated_files

    stale = [
        (path, text)
        for path, text in generated_files(open_folder(root / "data"), root).items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        say(path)
        if not check_only:
            _replace(path, text)
    if check_only and stale:
        raise click.exceptions.Exit(1)


def _replace(path: Path, text: str) -> None:
    """Write a text file atomically."""
    from afpak_claims.files.atomic_files import atomic_file

    with atomic_file(path) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")
