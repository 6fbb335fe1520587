"""The command line as its users meet it: results on stdout, problems on stderr, honest exits."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from afpak_claims.commands.cli import app
from afpak_claims.errors import DataNotFoundError
from conftest import GOOD, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from afpak_claims.evidence.dataset import Dataset

    Run = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize("name", sorted(app.commands))
def test_every_command_teaches(run: Run, name: str) -> None:
    """Each command has help that begins with what it does."""
    result = run(name, "--help")

    assert result.returncode == 0
    assert result.stderr == ""
    assert app.commands[name].help.split("\n")[0].split()[0] in result.stdout  # type: ignore[union-attr] # the data of the test has it


_OF_THE_BUNDLED_DATA = ("afghan", "drone", "civilians", "unama", "such as pk", "name, afpak-claims")


@pytest.mark.parametrize(
    "name", ["report", "show", "cite", "plot", "changes", "list", "search", "export"]
)
def test_help_shows_words_of_the_dataset_that_is_named(
    run: Run, world: Dataset, tmp_path: Path, name: str
) -> None:
    """With --path, on either side of --help, the examples are of that dataset or of none."""
    from afpak_claims.evidence.dataset import canonical

    frozen = tmp_path / "0.1.0.json"
    frozen.write_bytes(canonical(world))
    helps = [
        run(name, "--path", GOOD, "--help").stdout,
        run(name, "--help", "--path", GOOD).stdout,
        run(name, "--path", frozen, "--help").stdout,
        run(name, "--path", GOOD / "nowhere", "--help").stdout,
    ]
    assert [text for text in helps if any(w in text.lower() for w in _OF_THE_BUNDLED_DATA)] == []
    assert helps[0] == helps[1]
    if name in {"report", "show", "cite", "changes"}:
        examples = [text.partition("Example: ")[2].split()[2] for text in helps]
        assert set(examples[:3]) <= world.claims.keys()
        assert examples[3] == "ID"


def test_the_example_of_another_dataset_runs(run: Run) -> None:
    """What the help of report tells to run with --path works."""
    text = run("report", "--path", GOOD, "--help").stdout
    words = text.partition("Example: ")[2].split("\n")[0].split()[1:]
    assert run(*words, "--path", GOOD).returncode == 0


def test_list_prints_every_claim(run: Run, world: Dataset) -> None:
    """Without options each claim that is not retired is a row."""
    result = run("list", "--path", GOOD)
    ids = [line.split()[0] for line in result.stdout.splitlines()[1:]]

    assert [claim.id for claim in world.select()] == ids
    assert result.stderr == ""


@pytest.mark.parametrize("form", ["csv", "json"])
def test_lists_for_programs_have_every_column(run: Run, world: Dataset, form: str) -> None:
    """CSV and JSON carry the frame."""
    from afpak_claims.frames.frames import CLAIM_COLUMNS

    out = run("list", "--path", GOOD, "--format", form).stdout
    rows = json.loads(out) if form == "json" else list(csv.DictReader(io.StringIO(out)))

    assert ["id", *CLAIM_COLUMNS] == list(rows[0])
    assert [claim.id for claim in world.select()] == [row["id"] for row in rows]


def test_show_prints_a_card_a_claim(run: Run, world: Dataset) -> None:
    """Each id gets its card, in the order asked for."""
    ids = [claim.id for claim in world][:2]
    result = run("show", *ids, "--path", GOOD)

    assert result.returncode == 0
    assert result.stdout.index(ids[0]) < result.stdout.index(f"{ids[1]} ·")
    assert "\x1b" not in result.stdout


def test_show_as_json_is_the_trace(run: Run, world: Dataset) -> None:
    """Programs get plain values with the verdict and the stamp."""
    claim = next(iter(world))
    found = json.loads(run("show", claim.id, "--path", GOOD, "--format", "json").stdout)

    assert claim.id == found["claim"]["id"]
    assert world.verdict(claim.id) == found["verdict"]
    assert world.digest == found["stamp"]["digest"]


def test_a_search_without_an_answer_prints_no_table(run: Run) -> None:
    """Where no claim is found, stdout is empty, and stderr says what to do."""
    result = run("search", "zzzqq", "--path", GOOD)

    assert result.returncode == 1
    assert result.stdout == ""
    assert "found no claim" in result.stderr


def test_an_unknown_id_is_explained(run: Run) -> None:
    """A misspelt id exits with 1 and names the nearest."""
    result = run("show", "drone-strikes-kiled", "--data-version", "draft")

    assert result.returncode == 1
    assert result.stdout == ""
    assert "did you mean 'drone-strikes-killed'" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_retired_id_gives_reason_and_successor(run: Run) -> None:
    """What is retired and cannot be shown is explained; what is cited is told on stderr."""
    shown = run("show", "drowned-courier-first", "--path", str(GOOD))
    cited = run("cite", "dolor-courier-reprint", "--path", str(GOOD))

    assert shown.returncode == 1
    assert shown.stderr == (
        "found 'drowned-courier-first'; expected a claim; it is a finding, RETIRED in data version "
        "0.2.0: The newspaper took the number back. Use 'drowned-courier' instead.\n"
    )
    assert cited.returncode == 0
    assert cited.stderr == (
        "cited 'dolor-courier-reprint', RETIRED in data version 0.2.0: It reprints another "
        "source. Use 'dolor-courier-1994' instead.\n"
    )


def test_wrong_usage_exits_with_2(run: Run) -> None:
    """An option that does not exist is wrong usage."""
    assert run("list", "--colour").returncode == 2


def test_a_missing_folder_is_explained(run: Run, tmp_path: Path) -> None:
    """A folder that is not there gives one line and no traceback."""
    result = run("check", tmp_path / "nowhere")

    assert result.returncode == 1
    assert "expected a dataset folder" in result.stderr
    assert "Traceback" not in result.stderr


def test_check_reports_every_problem_of_every_file(run: Run, tmp_path: Path) -> None:
    """Two faults in two files are two lines, sorted, and nothing is printed on stdout."""
    folder = tmp_path / "data"
    shutil.copytree(GOOD, folder)
    for name in ("dataset.yaml", "article.yaml"):
        path = folder / name
        path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")
    result = run("check", folder)
    lines = result.stderr.splitlines()

    assert result.returncode == 1
    assert result.stdout == ""
    assert lines == sorted(lines)
    assert ["article.yaml", "dataset.yaml"] == [line.split(":")[0] for line in lines]


def test_check_says_what_it_checked(run: Run, world: Dataset) -> None:
    """A folder without problems gives one line with its counts."""
    result = run("check", GOOD)

    assert result.returncode == 0
    assert f"{len(world.claims)} claims" in result.stdout


def test_fmt_restores_the_layout_and_nothing_else(run: Run, tmp_path: Path) -> None:
    """A file with another layout comes back to its bytes."""
    folder = tmp_path / "data"
    shutil.copytree(GOOD, folder)
    path = folder / "sources.yaml"
    due = path.read_bytes()
    path.write_bytes(due.replace(b"\n\n", b"\n\n\n").replace(b"\n", b"\r\n"))

    assert run("fmt", folder, "--check").returncode == 1
    assert run("fmt", folder).stdout == "sources.yaml\n"
    assert due == path.read_bytes()
    assert run("fmt", folder, "--check").returncode == 0


def test_fmt_keeps_comments(run: Run, tmp_path: Path) -> None:
    """A comment inside a file stays where it is, and check has nothing against it."""
    folder = shutil.copytree(GOOD, tmp_path / "data")
    path = folder / "sources.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2:2] = ["    # asked for on 1 March"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert run("fmt", folder).stdout == ""
    assert run("check", folder).returncode == 0
    assert path.read_text(encoding="utf-8").splitlines() == lines


def test_new_prints_a_record_that_reads(run: Run, world: Dataset) -> None:
    """The record has the locator and the digest of the sentence asked for."""
    line = world.article.sentences[-1]
    result = run(
        "new", "my-claim", "--topic", next(iter(world.topics)), "--path", GOOD,
        "--paragraph", str(line.paragraph), "--sentence", str(line.sentence),
    )  # fmt: skip

    assert result.returncode == 0
    assert f"digest: {line.digest}" in result.stdout.replace("'", "")


def test_new_refuses_a_taken_id(run: Run, world: Dataset) -> None:
    """An id that exists cannot be given again."""
    taken = next(iter(world)).id
    result = run(
        "new", taken, "--topic", "x", "--paragraph", "1", "--sentence", "1", "--path", GOOD
    )

    assert result.returncode == 1
    assert "taken" in result.stderr


@pytest.mark.parametrize(("claim", "topic"), [("x", "aux"), ("x", "A b"), ("nul", "x")])
def test_new_refuses_what_can_be_no_id(run: Run, claim: str, topic: str) -> None:
    """No file can have the name of a device, so no topic or claim is printed with it."""
    place = ("--paragraph", "1", "--sentence", "1", "--path", GOOD)
    result = run("new", claim, "--topic", topic, *place)
    assert (result.returncode, result.stdout) == (1, "")
    assert "expected an id of lower-case letters" in result.stderr


def test_verify_names_a_changed_sentence(run: Run, shared: Path, tmp_path: Path) -> None:
    """One changed word in a copy of the article is found by paragraph and sentence."""
    text = (shared / "article" / "article.txt").read_text("utf-8")
    copy = tmp_path / "copy.txt"
    copy.write_text(text.replace("battlefield", "field"), "utf-8")

    whole = run("verify", shared / "article" / "article.txt")
    changed = run("verify", copy)
    other = run("verify", ROOT / "LICENSE")

    assert (whole.returncode, whole.stdout.split(" match")[0]) == (0, "60 of 60 sentences")
    assert (changed.returncode, changed.stderr) == (1, "paragraph 2 sentence 3: changed\n")
    assert (other.returncode, "another text" in other.stdout) == (1, True)


def test_sources_counts_uses(run: Run, world: Dataset) -> None:
    """Each source says how often it is used."""
    out = run("sources", "--path", GOOD, "--format", "csv").stdout
    rows = {row["id"]: int(row["used"]) for row in csv.DictReader(io.StringIO(out))}

    assert {*world.sources} == {*rows}
    assert sum(rows.values()) == len(world.findings) + len(world.claims)


def test_the_schemas_accept_the_data(run: Run) -> None:
    """The printed JSON Schemas accept the YAML files of the real data as other tools read them."""
    import jsonschema
    import yaml

    schemas = json.loads(run("schema").stdout)
    for name, schema in schemas.items():
        if name in {"release.json", "results.json", "export.json"}:
            continue  # what these describe is no YAML, and tested with it
        kind = name.removesuffix(".json")
        paths = [*(ROOT / "data").glob(f"{kind}.yaml"), *(ROOT / "data").glob(f"*/{kind}.yaml")]
        paths += sorted((ROOT / "data" / kind).glob("*.yaml"))
        assert paths, name
        validator = jsonschema.Draft202012Validator(schema)
        validator.check_schema(schema)
        for path in paths:
            values = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
            assert list(validator.iter_errors(values)) == [], path


def test_generated_files_are_fresh(run: Run) -> None:
    """Schemas, codebook and README tables are what the models and the data give."""
    result = run("generate", "--check")

    assert (0, "") == (result.returncode, result.stdout), "mend it with: afpak-claims generate"


def test_a_closed_pipe_is_no_error() -> None:
    """`afpak-claims list | head -1` ends quietly."""
    import subprocess
    import sys

    command = f"{sys.executable} -m afpak_claims list --data-version draft | head -n 1"
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT / "src", check=False
    )

    assert result.stderr == ""
    assert result.stdout.startswith("id")


def test_versions_lists_the_newest_first(run: Run) -> None:
    """Each released version stands with its digest; JSON has the whole index."""
    import afpak_claims as ac

    listed = json.loads(run("versions", "--format", "json").stdout)

    assert [*ac.versions()] == [release["version"] for release in listed]
    assert run("versions").stdout.splitlines()[1].startswith(ac.versions()[0])


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_diff_tells_what_changed(run: Run, form: str) -> None:
    """In each format the added findings of 0.2.0 are told."""
    result = run("diff", "0.1.0", "0.2.0", "--format", form)

    assert result.returncode == 0
    assert "afghan-civilians-injured-unama" in result.stdout


def test_diff_of_an_unknown_version_is_explained(run: Run) -> None:
    """A version that was never released is refused with those that were."""
    result = run("diff", "0.1.0", "9.9.9")

    assert result.returncode == 1
    assert "0.1.0" in result.stderr
    assert "Traceback" not in result.stderr


def test_release_freezes_a_copy(run: Run, tmp_path: Path) -> None:
    """A tree is frozen, listed and refused a second time."""
    folder = tmp_path / "data"
    shutil.copytree(GOOD, folder)
    version = next(
        line.split(": ")[1].strip("'")
        for line in (folder / "dataset.yaml").read_text("utf-8").splitlines()
        if line.startswith("data_version")
    )
    options = ("--path", folder, "--notes", "A first one.", "--for-whom", "nobody.")
    first, second = run("release", version, *options), run("release", version, *options)

    assert first.returncode == 0, first.stderr
    assert f"Data version {version}" in first.stdout
    assert (folder / "releases" / f"{version}.json").is_file()
    assert second.returncode == 1
    assert version in second.stderr


def test_a_file_that_cannot_be_written_is_explained(run: Run, tmp_path: Path) -> None:
    """A folder as --output gets an example of a file; a missing folder is named."""
    folder = run("page", "--path", GOOD, "--output", tmp_path)
    missing = run("page", "--path", GOOD, "--output", tmp_path / "nowhere" / "x.html")

    assert f"add a name, for example --output {tmp_path / 'claims.html'}" in folder.stderr
    assert "expected the parent folder of x.html to exist" in missing.stderr
    assert (folder.returncode, missing.returncode) == (1, 1)


def test_certain_without_dates_is_refused_in_the_words_of_the_command(run: Run) -> None:
    """The message names the flags."""
    result = run("list", "--path", GOOD, "--certain")

    assert result.returncode == 1
    assert "found --certain without --during; expected both" in result.stderr


def test_page_writes_one_file(run: Run, tmp_path: Path) -> None:
    """The page has every claim at its anchor, and a second run writes the same bytes."""
    from afpak_claims.api import open_dataset

    file = tmp_path / "claims.html"
    result = run("page", "--path", GOOD, "--output", file)
    text = file.read_bytes()
    run("page", "--path", GOOD, "--output", file)

    assert result.returncode == 0, result.stderr
    assert all(f"<article id={claim.id} ".encode() in text for claim in open_dataset(path=GOOD))
    assert text == file.read_bytes()


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "bibtex"])
def test_export_writes_where_it_is_told(run: Run, tmp_path: Path, form: str) -> None:
    """A format is written to the path, and nothing is printed."""
    result = run("export", form, "--path", GOOD, "--output", tmp_path / "out")

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / "out").exists()


def test_an_unknown_format_names_the_nearest(run: Run, tmp_path: Path) -> None:
    """A misspelt format is refused with a remedy, and nothing is written."""
    result = run("export", "parqet", "--output", tmp_path / "out")

    assert result.returncode == 1
    assert "did you mean 'parquet'" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
@pytest.mark.parametrize("what", ["ranges", "timeline"])
def test_plot_writes_a_picture(run: Run, tmp_path: Path, what: str) -> None:
    """A PNG comes out."""
    result = run("plot", what, "--path", GOOD, "--output", tmp_path / "plot.png")

    assert result.returncode == 0, result.stderr
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "line",
    [
        *("versions --path P", "list --path P", "show x --path P", "search x --path P"),
        *("cite x --path P", "sources --path P", "judgements P", "diff 0.1.0 0.2.0 --path P"),
        *("changes x --since 0.1.0 --path P", "export json --output out --path P"),
        *("page --output out --path P", "site --output out --path P", "report x --path P"),
        *("plot ranges --output out.svg --path P", "lock --path P", "fmt P", "upgrade P"),
        *("verify ARTICLE --path P", "import csv ARTICLE --topic t --map statement=a --path P"),
        *("new x --topic t --paragraph 1 --sentence 1 --path P",),
        "release 0.1.0 --notes The-first. --for-whom All. --path P",
    ],
)
def test_a_path_without_a_dataset_is_an_error_that_says_what_to_do(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command says that there is no folder or no dataset, and leaves nothing behind."""
    article = str(ROOT / "tests" / "fixtures" / "article.txt")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    for path, remedy in (("nowhere", "change the path"), ("empty", "afpak-claims init empty")):
        asked = [{"P": path, "ARTICLE": article}.get(word, word) for word in line.split()]
        with pytest.raises(DataNotFoundError, match=remedy):
            app(asked, standalone_mode=False)
    assert [entry.name for entry in tmp_path.rglob("*")] == ["empty"]


def test_a_card_of_a_released_version_loads_little() -> None:
    """A card needs no frame, no reader of YAML, no rule of the method and no other command."""
    code = (
        "import sys; from afpak_claims.commands.cli import app; "
        "app(['show', 'drone-strikes-killed'], standalone_mode=False); "
        "loaded = {name.removeprefix('afpak_claims.') for name in sys.modules}; "
        "unwanted = {'pandas', 'pydantic', 'yaml', 'difflib', 'csv', 'sqlite3', 'files', 'frames', "
        "'method.verdicts', 'method.robustness', 'method.wordings', 'evidence.search', "
        "'evidence.totals', 'releases.diffs', 'exports.read_back', 'website', 'drawings'}; "
        "print(*sorted(loaded & unwanted), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )

    assert done.stderr == "\n"
