"""Aside: a file or a folder is written beside its place and put there whole.

Where the place is a link, what it points to is replaced, and the link stays.

Until everything is on the disk, what stood there before stays as it was. A folder cannot take the
place of another in one step: the old one is moved away first. Whoever is killed in that instant
leaves it under a hidden name, and the next `atomic_folder` of that place moves it back.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["atomic_file", "atomic_folder"]


@contextmanager
def atomic_file(place: Path) -> Iterator[Path]:
    """Give a file to write, and put it in its place when the block ends without an error.

    >>> import pathlib, tempfile
    >>> place = pathlib.Path(tempfile.mkdtemp()) / "floods.txt"
    >>> with atomic_file(place) as aside:
    ...     _ = aside.write_text("high water")
    >>> place.read_text()
    'high water'
    """
    target = Path(os.path.realpath(place))
    aside = _beside(target)
    with _as_of(place, aside):
        _check_replaceable(target)
        try:
            yield aside
            _to_disk(aside)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
        _folder_to_disk(target.parent)


@contextmanager
def atomic_folder(place: Path) -> Iterator[Path]:
    """Give an empty folder to fill, and put it in its place when the block ends without an error.

    >>> import pathlib, tempfile
    >>> place = pathlib.Path(tempfile.mkdtemp()) / "floods"
    >>> with atomic_folder(place) as aside:
    ...     _ = (aside / "rivers.txt").write_text("Lorem")
    >>> [file.name for file in place.iterdir()]
    ['rivers.txt']
    """
    target = Path(os.path.realpath(place))
    aside = _beside(target)
    with _as_of(place, aside):
        _recover(target)
        aside.mkdir()
        try:
            yield aside
            for path in aside.rglob("*"):
                (_folder_to_disk if path.is_dir() else _to_disk)(path)
            _folder_to_disk(aside)
            _put(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        _folder_to_disk(target.parent)


@contextmanager
def _as_of(place: Path, aside: Path) -> Iterator[None]:
    """Let an error of the system name the place that the user gave, not the one aside of it."""
    try:
        yield
    except OSError as error:
        if error.filename is None or str(error.filename).startswith(str(aside)):
            error.filename = str(place)
        raise


def _check_replaceable(place: Path) -> None:
    """Refuse a device or a pipe, which its owner could put a file in the place of."""
    if place.exists() and not (place.is_file() or place.is_dir()):
        raise OSError(errno.EINVAL, "no file that could be replaced")


def _beside(place: Path) -> Path:
    """Return a name of our own in the same folder, so that renaming crosses no file system."""
    return place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")


def _old(place: Path) -> Path:
    return place.with_name(f".{place.name}.afpak-claims-old")


def _recover(place: Path) -> None:
    """Undo what a run left that was killed while it put its folder in place."""
    old = _old(place)
    if old.is_dir() and place.exists():
        shutil.rmtree(old)
    elif old.is_dir():
        old.rename(place)


def _put(aside: Path, place: Path) -> None:
    if not place.exists():
        aside.rename(place)
        return
    old = _old(place)
    place.rename(old)
    try:
        aside.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _to_disk(file: Path) -> None:
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


def _folder_to_disk(folder: Path) -> None:
    """Make the names in a folder last; only POSIX systems let a folder be opened for it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
