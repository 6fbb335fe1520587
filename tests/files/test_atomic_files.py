"""Aside: what stood in a place stays until what takes it is whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from afpak_claims.files.atomic_files import atomic_file, atomic_folder

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones too."""
    return sorted(found.name for found in folder.iterdir())


def test_a_file_is_replaced_when_the_block_ends(tmp_path: Path) -> None:
    """Inside the block the old text is still there, after it the new one, and nothing else."""
    place = tmp_path / "floods.txt"
    place.write_text("old")

    with atomic_file(place) as aside:
        aside.write_text("new")
        assert place.read_text() == "old"

    assert place.read_text() == "new"
    assert names(tmp_path) == ["floods.txt"]


def test_a_file_stays_when_the_block_fails(tmp_path: Path) -> None:
    """An error in the block leaves the old file, and nothing of the new one."""
    place = tmp_path / "floods.txt"
    place.write_text("old")

    with pytest.raises(ZeroDivisionError), atomic_file(place) as aside:  # noqa: PT012 - it fails after the writing
        aside.write_text("ne")
        raise ZeroDivisionError

    assert place.read_text() == "old"
    assert names(tmp_path) == ["floods.txt"]


def test_a_file_that_nobody_wrote_is_an_error(tmp_path: Path) -> None:
    """A block that writes nothing does not make the old file go."""
    place = tmp_path / "floods.txt"
    place.write_text("old")

    with pytest.raises(FileNotFoundError), atomic_file(place):
        pass

    assert place.read_text() == "old"


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    """Files of the old folder that the new one does not have are gone."""
    place = tmp_path / "rivers"
    for name in ("lorem", "ipsum"):
        with atomic_folder(place) as aside:
            (aside / name).write_text(name)

    assert names(place) == ["ipsum"]
    assert names(tmp_path) == ["rivers"]


def test_a_folder_stays_when_the_block_fails(tmp_path: Path) -> None:
    """An error in the block leaves the old folder, and nothing of the new one."""
    place = tmp_path / "rivers"
    with atomic_folder(place) as aside:
        (aside / "lorem").write_text("old")

    with pytest.raises(ZeroDivisionError), atomic_folder(place) as aside:  # noqa: PT012 - likewise
        (aside / "lorem").write_text("new")
        raise ZeroDivisionError

    assert (place / "lorem").read_text() == "old"
    assert names(tmp_path) == ["rivers"]


@pytest.mark.parametrize("is_put", [False, True])
def test_what_a_killed_run_left_is_set_right(is_put: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    """Killed before the new folder was in place, the old one comes back; after that, it goes."""
    place, hidden = tmp_path / "rivers", tmp_path / ".rivers.afpak-claims-old"
    hidden.mkdir()
    (hidden / "old").touch()
    if is_put:
        place.mkdir()
        (place / "new").touch()

    with pytest.raises(ZeroDivisionError), atomic_folder(place):
        raise ZeroDivisionError

    assert names(place) == ["new" if is_put else "old"]
    assert names(tmp_path) == ["rivers"]


def test_new_files_and_folders_have_the_usual_rights(tmp_path: Path) -> None:
    """What is written aside can be read by whoever the user's mask lets read."""
    mask = os.umask(0o027)
    try:
        with atomic_folder(tmp_path / "rivers") as folder:
            (folder / "lorem").touch()
        with atomic_file(tmp_path / "floods.txt") as file:
            file.touch()
    finally:
        os.umask(mask)

    modes = [path.stat().st_mode & 0o777 for path in sorted(tmp_path.rglob("*"))]

    assert modes == [0o640, 0o750, 0o640]
