"""Atomic files: a file or a folder is written beside its place and put there whole.

Where the place is a link, what it points to is replaced, and the link stays.

Until everything is on the disk, what stood there before stays as it was. A folder cannot take the
place of another in one step: the old one is moved away first. Whoever is killed in that instant
leaves it under a hidden name, and the next `atomic_folder` of that place moves it back.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import platform
import re
import secrets
import shutil
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from afpak_claims.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["atomic_file", "atomic_folder", "locked", "may_run", "this_process"]


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
    """Return a name of our own in the same folder, so that renaming crosses no file system.

    It names the process, so that the next run can tell what a killed one left and delete it.
    """
    _sweep(place)
    return place.with_name(f".{place.name}.{this_process()}-{secrets.token_hex(4)}.part")


def _sweep(place: Path) -> None:
    """Delete what runs left beside a place that were killed while they wrote it."""
    part = re.compile(rf"\.{re.escape(place.name)}\.([0-9a-f]+-\d+)-[0-9a-f]+\.part")
    with suppress(OSError):  # the folder may be missing, or not be ours to list
        for left in place.parent.iterdir():
            match = part.fullmatch(left.name)
            if match and not may_run(match[1]):
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    left.unlink(missing_ok=True)


def this_process() -> str:
    """Return the name of this process: its machine, as a number, and its own number there."""
    return f"{zlib.crc32(platform.node().encode()):x}-{os.getpid()}"


def may_run(process: str) -> bool:
    """Whether a process, as `this_process` names it, may still run.

    >>> may_run(this_process())
    True
    """
    machine, _, number = process.partition("-")
    if machine != this_process().partition("-")[0] or os.name != "posix":
        return True  # another machine's, or one that signals would end instead of asking
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@contextmanager
def locked(lock: Path, doing: str) -> Iterator[None]:
    """Hold a lock, a file that names its process and its time; take over one that is stale.

    Stale is a lock whose process has ended, or that nobody can say more of after a day.

    Args:
        lock: The file, which is deleted at the end.
        doing: What is under way, for the message.

    Raises:
        UsageError: Somebody else holds it.
    """
    now = dt.datetime.now(tz=dt.UTC)
    mine = json.dumps(
        {"process": this_process(), "time": now.isoformat(timespec="seconds"), "token": _token()}
    )
    for _ in range(2):
        with suppress(FileExistsError):
            descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(mine)
            break
        _take_over(lock, doing, now)
    else:
        raise UsageError(_in_progress(lock, doing, "another run took it first"))
    try:
        yield
    finally:
        with suppress(OSError):
            if lock.read_text(encoding="utf-8") == mine:
                lock.unlink()


def _token() -> str:
    return secrets.token_hex(4)


def _take_over(lock: Path, doing: str, now: dt.datetime) -> None:
    """Move a stale lock out of the way; refuse one that may be held."""
    try:
        text = lock.read_text(encoding="utf-8")
        written = dt.datetime.fromtimestamp(lock.stat().st_mtime, tz=dt.UTC)
    except FileNotFoundError:
        return
    try:
        held = json.loads(text)
        process, since = str(held["process"]), str(held["time"])
    except (ValueError, TypeError, KeyError):
        process, since = "", written.isoformat(timespec="seconds")
    age = now - written
    stale = age > _OLD or (not may_run(process) if process else age > _UNWRITTEN)
    if not stale:
        holder = f"held by process {process} since {since}" if process else f"made {since}"
        raise UsageError(_in_progress(lock, doing, holder))
    aside = lock.with_name(f".{lock.name}.{this_process()}-{_token()}.part")
    with suppress(FileNotFoundError):
        lock.rename(aside)
        try:
            if aside.read_text(encoding="utf-8") != text and not lock.exists():
                aside.rename(lock)  # another run took the stale one first, and this is its lock
        finally:
            aside.unlink(missing_ok=True)


_OLD = dt.timedelta(days=1)
_UNWRITTEN = dt.timedelta(seconds=10)
"""How long a lock may be without the name of its process: the moment between two steps."""


def _in_progress(lock: Path, doing: str, holder: str) -> str:
    return (
        f"found {lock}, {holder}; expected no other {doing} in progress; wait for it, or delete "
        "the file if none is running"
    )


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
