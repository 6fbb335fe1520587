"""Atomic files: what stood in a place stays until what takes it is whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from afpak_claims.errors import UsageError
from afpak_claims.files.atomic_files import atomic_file, atomic_folder, locked, this_process

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


# Locks and leftovers


def test_what_a_killed_run_left_is_deleted_by_the_next(tmp_path: Path) -> None:
    """Parts of a process that has ended go; those of one that runs stay."""
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            "import afpak_claims.files.atomic_files as a; print(a.this_process())",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    left, held = (tmp_path / f".out.{process}-0123abcd.part" for process in (ended, this_process()))
    left.write_text("half")
    held.write_text("half")
    with atomic_file(tmp_path / "out") as aside:
        aside.write_text("whole")

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([held.name, "out"])


def test_a_lock_names_its_process_and_its_time(tmp_path: Path) -> None:
    """While it is held, another is refused and told by whom; afterwards it is gone."""
    lock = tmp_path / "index.lock"
    with locked(lock, "release"):
        held = json.loads(lock.read_text(encoding="utf-8"))
        with pytest.raises(UsageError) as error, locked(lock, "release"):
            pass
    assert str(error.value) == (
        f"found {lock}, held by process {this_process()} since {held['time']}; expected no other "
        "release in progress; wait for it, or delete the file if none is running"
    )
    assert not lock.exists()


@pytest.mark.parametrize("age", [0, 60, 90_000])
def test_a_stale_lock_is_taken_over(tmp_path: Path, age: int) -> None:
    """A lock of a process that has ended is no lock, however old it is."""
    lock = tmp_path / "index.lock"
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    process = f"{this_process().partition('-')[0]}-{ended.pid}"
    lock.write_text(json.dumps({"process": process, "time": "2030-01-01T00:00:00+00:00"}))
    moment = time.time() - age
    os.utime(lock, (moment, moment))
    with locked(lock, "release"):
        assert this_process() in lock.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("age", "taken"), [(0, False), (60, True)])
def test_a_lock_without_a_name_is_taken_over_after_a_while(
    tmp_path: Path, age: int, taken: object
) -> None:
    """A run that was killed before it wrote its name leaves an empty lock."""
    lock = tmp_path / "index.lock"
    lock.touch()
    moment = time.time() - age
    os.utime(lock, (moment, moment))
    try:
        with locked(lock, "release"):
            held = True
    except UsageError:
        held = False
    assert held is taken
