"""Progress: what a long export tells of the rows that it has come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["with_progress"]

_PROGRESS_ROWS = 5_000


def with_progress(rows: Iterable[Any], name: str, step: Callable[[str], object]) -> Iterator[Any]:
    """Pass rows on, and tell every few thousand of them."""
    for n, row in enumerate(rows):
        if n % _PROGRESS_ROWS == 0:
            step(f"{name} from row {n + 1:,}")
        yield row
