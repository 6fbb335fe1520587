"""Reports of check: for people and for machines, with warnings, and harmless to a terminal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afpak_claims.errors import Problem
from afpak_claims.printable import unprintable
from command_line import run_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

GOOD = Path(__file__).parents[1] / "fixtures" / "good"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the fabricated world to a folder that a test may spoil."""
    return Path(shutil.copytree(GOOD, tmp_path / "world"))


@pytest.fixture
def check(folder: Path) -> Callable[..., CompletedProcess[str]]:
    """Return what checks the folder."""
    return lambda *options: run_here(["check", str(folder), *options], folder)


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_warning_is_printed_and_counts_only_if_asked(
    folder: Path, check: Callable[..., CompletedProcess[str]]
) -> None:
    """What only a person can judge exits with 0, and with 1 under --strict."""
    edit(
        folder / "claims/river-floods.yaml",
        "cautions: [interpreted-bounds, subset]",
        "cautions: [subset]",
    )
    found, strict = check(), check("--strict")

    assert found.returncode == 0
    assert found.stderr == strict.stderr
    assert "claims/river-floods.yaml:45:15: warning: claims[3].cautions: " in found.stderr
    assert found.stdout.endswith("no problem found, 1 warning.\n")
    assert strict.returncode == 1


def test_the_json_report_has_every_field(
    folder: Path, check: Callable[..., CompletedProcess[str]]
) -> None:
    """A program gets the counts and each problem with its rule."""
    edit(folder / "sources.yaml", "accessed: '2025-03-01'", "accessed: '1995-03-01'")
    found = check("--format", "json")
    report = json.loads(found.stdout)

    assert found.returncode == 1
    assert (report["errors"], report["warnings"], report["not_listed"]) == (1, 0, {})
    (problem,) = report["problems"]
    assert problem.keys() == {*Problem._fields}
    assert (problem["file"], problem["line"], problem["column"]) == ("sources.yaml", 8, 15)
    assert (problem["severity"], problem["rule"]) == ("error", "accessed-after-issued")


def test_the_report_for_github_marks_the_line(
    folder: Path, check: Callable[..., CompletedProcess[str]]
) -> None:
    """A workflow shows each problem beside its line."""
    edit(folder / "sources.yaml", "accessed: '2025-03-01'", "accessed: '1995-03-01'")
    found = check("--format", "github")

    assert found.stdout.startswith(
        "::error file=sources.yaml,line=8,col=15,title=accessed-after-issued::sources[0].accessed: "
    )


def test_many_problems_of_one_file_are_counted(
    folder: Path, check: Callable[..., CompletedProcess[str]]
) -> None:
    """The first problems of a file are listed, the others counted, unless more are asked for."""
    extra = "".join(f"\n  - id: word-{n}\n    definition: Beware.\n" for n in range(80))
    with (folder / "vocabulary/cautions.yaml").open("a", encoding="utf-8") as stream:
        stream.write(extra)

    lines = check().stderr.splitlines()
    assert len(lines) == 51
    assert lines[-1] == ("vocabulary/cautions.yaml: and 30 problems more; list them with --most")
    assert len(check("--most", "100").stderr.splitlines()) == 80


def test_a_file_name_forges_no_line_of_a_report(
    folder: Path, check: Callable[..., CompletedProcess[str]]
) -> None:
    """A line end or an escape sequence in a name is shown as its code, in every format."""
    for name in (
        "e\nREADME.md:1:1: fake.yaml",
        "\x1b]8;;x\x07x.yaml",
        "\u202elmay",
    ):
        (folder / "claims" / name).write_text("topic: x\n", encoding="utf-8")
    for output in ("text", "json", "github"):
        found = check("--format", output)
        said = found.stdout + found.stderr
        assert found.returncode == 1
        assert [line for line in said.splitlines() if line.startswith("README")] == []
        assert unprintable(said.replace("\n", "")) is None


@pytest.mark.slow
@pytest.mark.parametrize("character", ["\x1b[2J", "\x07", "\u202e", "\u2066", "\x9b31m", "\udc9b"])
@pytest.mark.parametrize(
    "command",
    [
        ["{}"],
        ["list", "--{}"],
        ["list", "--topic", "{}"],
        ["list", "--during", "{}"],
        ["list", "--path", "{}"],
        ["list", "--data-version", "{}"],
        ["show", "{}"],
        ["cite", "{}"],
        ["sources", "--format", "{}"],
        ["diff", "{}", "1.0.0"],
        ["export", "{}", "--output", "x"],
        ["export", "json", "--output", "{}/x"],
        ["page", "--output", "{}/x"],
        ["plot", "ranges", "--output", "x.{}"],
        ["check", "{}"],
        ["fmt", "{}"],
        ["new", "{}", "--topic", "x", "--paragraph", "1", "--sentence", "1"],
        ["verify", "{}"],
        ["release", "{}", "--notes", "x", "--for-whom", "x"],
        ["schema", "--output", "/dev/null/{}"],
        ["generate", "--checkout", "{}"],
    ],
    ids=" ".join,
)
def test_no_argument_reaches_the_terminal_as_it_is(
    command: list[str], character: str, tmp_path: Path
) -> None:
    """Whatever an argument holds, what is printed of it can be printed."""
    found = run_here([part.replace("{}", f"a{character}b") for part in command], tmp_path)

    assert found.returncode != 0
    assert unprintable((found.stdout + found.stderr).replace("\n", "")) is None


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii"])
def test_what_is_redirected_is_utf8(encoding: str, tmp_path: Path) -> None:
    """Whatever the locale asks for, a file or a pipe gets UTF-8."""
    import os
    import subprocess
    import sys

    found = subprocess.run(
        [sys.executable, "-m", "afpak_claims", "show", "gauge-missing", "--path", GOOD],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        cwd=tmp_path,
        check=True,
    )

    assert "Pré" in found.stdout.decode()


def test_a_closed_stdout_is_told(tmp_path: Path) -> None:
    """A command that cannot print says so and exits with 1."""
    import subprocess
    import sys

    program = f"{sys.executable} -m afpak_claims list --path {GOOD} >&-"
    found = subprocess.run(
        ["sh", "-c", program], capture_output=True, text=True, cwd=tmp_path, check=False
    )

    assert found.returncode == 1
    assert found.stderr.startswith("found a closed stdout; expected an open one; ")


def test_a_device_without_end_is_no_article(tmp_path: Path) -> None:
    """The article is read up to a bound."""
    found = run_here(["verify", "/dev/zero"], tmp_path)

    assert found.returncode == 1
    assert "expected the text of an article" in found.stderr
