"""Replacing: an export takes the place of an earlier export and of nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afpak_claims.errors import UsageError
from afpak_claims.exports.csv_files import escape_formula
from afpak_claims.exports.formats import FORMATS, describe, export
from command_line import run_here

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

GOOD = Path(__file__).parents[1] / "fixtures" / "good"
FOLDERS = [name for name in FORMATS if describe(name).files]
SINGLE = [name for name in FORMATS if not describe(name).files]


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_an_export_replaces_an_earlier_one(name: str, world: Dataset, tmp_path: Path) -> None:
    """The same format may be written again over what it wrote."""
    export(world, name, tmp_path / "out")
    export(world, name, tmp_path / "out")

    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", FOLDERS)
def test_files_of_the_same_name_are_kept(name: str, world: Dataset, tmp_path: Path) -> None:
    """A folder whose files only have the names of an export is no export."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for file in describe(name).files:
        (folder / file).write_text("mine")

    with pytest.raises(UsageError, match=r"which no export of this format wrote; .*--force$"):
        export(world, name, folder)
    assert {file.read_text() for file in folder.iterdir()} == {"mine"}
    export(world, name, folder, force=True)
    assert "mine" not in {file.read_bytes()[:4].decode("latin-1") for file in folder.iterdir()}


@pytest.mark.parametrize("name", SINGLE)
def test_a_file_of_somebody_is_kept(name: str, world: Dataset, tmp_path: Path) -> None:
    """A file that no export wrote stays, unless it is empty or its loss is asked for."""
    file = tmp_path / "mine"
    file.write_text("mine")

    with pytest.raises(UsageError, match="which no export of this format wrote"):
        export(world, name, file)
    assert file.read_text() == "mine"
    export(world, name, file, force=True)
    assert file.stat().st_size > 100


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [["page", "--output", "mine.html"], ["plot", "ranges", "--output", "mine.svg"]]
)
def test_a_page_and_a_picture_replace_only_their_own(command: list[str], tmp_path: Path) -> None:
    """Written twice they stand; a file of somebody else stays."""
    arguments = [*command, "--path", str(GOOD)]
    assert [run_here(arguments, tmp_path).returncode for _ in range(2)] == [0, 0]
    (tmp_path / command[-1]).write_text("mine")
    assert run_here(arguments, tmp_path).returncode == 1
    assert (tmp_path / command[-1]).read_text() == "mine"
    assert run_here([*arguments, "--force"], tmp_path).returncode == 0


@pytest.mark.parametrize("name", [name for name in SINGLE if name != "xlsx"])
def test_one_file_may_go_to_stdout(name: str, world: Dataset, tmp_path: Path) -> None:
    """With - as output, stdout gets the bytes of the file."""
    export(world, name, tmp_path / "out")
    found = run_here(["export", name, "--path", str(GOOD), "--output", "-"], tmp_path)

    assert found.stdout == (tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_cannot_go_to_stdout(name: str, tmp_path: Path) -> None:
    """A format of several files needs a path."""
    found = run_here(["export", name, "--path", str(GOOD), "--output", "-"], tmp_path)

    assert found.returncode == 1
    assert found.stderr.startswith(f"found - as the output of {name}, ")


def test_what_reads_back_otherwise_replaces_nothing(
    world: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export that a reader would read otherwise is refused, and the old one stays."""
    export(world, "csv", tmp_path / "out")
    before = (tmp_path / "out" / "claims.csv").read_bytes()
    monkeypatch.setattr("csv.reader", lambda _: iter([["other"]]))

    with pytest.raises(UsageError, match=r"was read back; expected .*; nothing was replaced"):
        export(world, "csv", tmp_path / "out")
    assert (tmp_path / "out" / "claims.csv").read_bytes() == before
    shutil.rmtree(tmp_path / "out")


def test_an_escaped_text_and_its_escape_stay_apart() -> None:
    """Each cell can be read back as the text that it was."""
    texts = ["=1", "'=1", "''=1", "'plain", "plain", "＝1", "'＝1"]  # noqa: RUF001 - the wide signs are meant
    cells = [escape_formula(text) for text in texts]

    assert len(set(cells)) == len(texts)
    assert not any(cell.startswith(("=", "＝")) for cell in cells)  # noqa: RUF001 - likewise
