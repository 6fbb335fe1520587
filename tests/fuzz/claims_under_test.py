"""What the targets share: the fabricated world, folders in memory, and how a refusal looks."""

from __future__ import annotations

import io
import re
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from afpak_claims.errors import Problem

GOOD = Path(__file__).parents[1] / "fixtures" / "good"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def is_one_clear_line(problem: Problem) -> bool:
    """Whether a problem says in one line where it is, what was found and what to do."""
    return (
        problem.line >= 1
        and problem.column >= 1
        and not _CONTROL.search(str(problem))
        and problem.message.startswith(("found ", "missing ", "can't "))
    )


@cache
def good_files() -> dict[str, bytes]:
    """Return the files of the fabricated world by their names."""
    return {
        path.relative_to(GOOD).as_posix(): path.read_bytes()
        for path in sorted(GOOD.rglob("*.yaml"))
    }


class InMemory(Traversable):
    """A folder or a file that is nowhere on the disk, as a resource of a package may be."""

    def __init__(self, files: Mapping[str, bytes], path: str = "") -> None:
        """Keep every file, and which place this one is."""
        self._files, self._path = files, path

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self._path.rpartition("/")[2]

    def _inner(self) -> str:
        return f"{self._path}/" if self._path else ""

    def iterdir(self) -> Iterator[InMemory]:
        """List what is in the folder."""
        begin = self._inner()
        names = {name.removeprefix(begin).split("/")[0] for name in self._files if begin in name}
        yield from (self.joinpath(name) for name in sorted(names))

    def is_dir(self) -> bool:
        """Whether files lie below."""
        return any(name.startswith(self._inner()) for name in self._files)

    def is_file(self) -> bool:
        """Whether it is a file."""
        return self._path in self._files

    def joinpath(self, *names: str) -> InMemory:  # type: ignore[override] # one name is enough here
        """Return a place below this one."""
        return InMemory(self._files, self._inner() + "/".join(names))  # type: ignore[abstract] # only what is read is written

    def open(self, mode: str = "r", *_: Any, **__: Any) -> Any:
        """Open the file for reading bytes."""
        assert mode == "rb"
        return io.BytesIO(self._files[self._path])
