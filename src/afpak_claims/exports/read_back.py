"""Reading back: what an export wrote is read as its users read it, and compared."""

from __future__ import annotations

import csv
import json
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from afpak_claims.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["check_read", "check_rows", "write_csv_file", "write_json_file"]


def check_rows(found: Iterable[Sequence[Any]], due: Iterable[Sequence[Any]], file: str) -> None:
    """Refuse what was written if its rows are not those that were meant.

    Raises:
        UsageError: A row differs; nothing has been replaced.
    """
    for number, (one, other) in enumerate(zip_longest(found, due), 1):
        where = f"row {number} of {file}"
        if one is None or other is None:
            check_read(one, other, where)
            continue
        for column, (cell, wanted) in enumerate(zip_longest(one, other), 1):
            if cell != wanted:
                check_read(cell, wanted, f"cell {column} of {where}")


def check_read(found: object, due: object, what: str) -> None:
    """Refuse what was written if reading it gives something else.

    Raises:
        UsageError: It differs; nothing has been replaced.
    """
    if found != due:
        message = (
            f"found {_short(found)} when {what} was read back; expected {_short(due)}; nothing "
            "was replaced; report this, and export in another format"
        )
        raise UsageError(message)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 100


def write_csv_file(file: Path, rows: Sequence[Sequence[Any]], text: str) -> bytes:
    """Write a CSV file and read it back; return its bytes.

    Args:
        file: Where to write it.
        rows: The cells that a reader of CSV must get, as texts, the head first.
        text: What to write.
    """
    raw = text.encode()
    file.write_bytes(raw)
    with file.open(encoding="utf-8", newline="") as stream:
        check_rows(csv.reader(stream), rows, file.name)
    return raw


def write_json_file(file: Path, values: object, indent: int = 2) -> None:
    """Write a JSON document and read it back."""
    text = json.dumps(values, ensure_ascii=False, indent=indent)
    file.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    check_read(json.loads(file.read_text(encoding="utf-8")), values, file.name)
