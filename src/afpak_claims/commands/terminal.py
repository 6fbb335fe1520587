"""Terminal: tables, notes, colour and progress, printed safely and so that they pipe."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from afpak_claims.cards import markdown_text
from afpak_claims.evidence.results import VERDICTS
from afpak_claims.printable import columns, escaped, escaped_lines, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = [
    "CSV",
    "JSON",
    "MARKDOWN",
    "TABLE",
    "colour",
    "note",
    "print_answers",
    "print_frame",
    "print_rows",
    "print_table",
    "progress",
    "say",
    "short",
    "use_utf8",
]

TABLE, CSV, JSON, MARKDOWN = "table", "csv", "json", "markdown"
_LONGEST_CELL = 60
_NARROWEST = 20
"""A last column narrower than this is hard to read; the cells then stand below one another."""
_GAP = "  "


def print_frame(frame: Any, output: str) -> None:
    """Print a frame with every column, as CSV or as JSON."""
    if output == CSV:
        from afpak_claims.exports.csv_files import csv_text

        click.echo(csv_text(frame), nl=False)
    else:
        records = frame.reset_index().to_json(
            orient="records", date_format="iso", force_ascii=False
        )
        click.echo(json.dumps(json.loads(records), ensure_ascii=False, indent=2))


def print_rows(head: Sequence[str], rows: Sequence[Sequence[str]], output: str) -> None:
    """Print rows as a table, as Markdown or as CSV."""
    if output != CSV:
        print_table(head, rows, output)
        return
    from afpak_claims.exports.csv_files import csv_table

    click.echo(csv_table(head, rows), nl=False)


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]], output: str) -> None:
    """Print rows as aligned columns or as a Markdown table.

    On a terminal the last column wraps; one too narrow for columns gets the cells of a row below
    one another. What is piped has one line per row.
    """
    lines = [[escaped(cell) for cell in row] for row in rows]
    if output == MARKDOWN:
        lines = [[markdown_text(cell) for cell in row] for row in lines]
        for row in (head, ["---"] * len(head), *lines):
            click.echo(f"| {' | '.join(row)} |")
        return
    widths = [max(map(columns, column)) for column in zip(head, *lines, strict=True)]
    room = _width() - sum(widths[:-1]) - len(_GAP) * (len(head) - 1)
    narrow = _is_terminal() and room < min(widths[-1], _NARROWEST)
    for n, row in enumerate((head, *lines)):
        for text in _stacked(row) if narrow else _aligned(row, widths, room):
            click.echo(click.style(text, bold=True) if n == 0 and colour() else text)


def print_answers(rows: Sequence[tuple[str, str, str]], output: str) -> None:
    """Print claims with their answers: id, verdict and answer.

    On a terminal each claim is a block: the verdict in words and the id on one line, the answer
    wrapped below. What is piped has one line per claim.
    """
    if output != TABLE or not _is_terminal():
        print_table(("id", "verdict", "answer"), rows, output)
        return
    width = max(_width(), _NARROWEST)
    for claim, verdict, answer in rows:
        wording = VERDICTS[verdict]
        first = f"{wording.mark} {wording.phrase}"
        gap = width - columns(first) - len(claim)
        head = [f"{first}{' ' * gap}{claim}"] if gap > 1 else [first, f"{_GAP}{claim}"]
        for line in head:
            click.echo(click.style(escaped(line), bold=True) if colour() else escaped(line))
        for part in wrapped(escaped(answer), width, _GAP, _GAP):
            click.echo(part)
        click.echo()


def _aligned(row: Sequence[str], widths: Sequence[int], room: int) -> Iterator[str]:
    *first, last = row
    start = "".join(padded(c, width) + _GAP for c, width in zip(first, widths, strict=False))
    parts = wrapped(last, room) if _is_terminal() else [last]
    for n, part in enumerate(parts):
        yield f"{start if n == 0 else ' ' * len(start)}{part}".rstrip()


def _stacked(row: Sequence[str]) -> Iterator[str]:
    """Return a row of a terminal too narrow for columns: the id, and below it each cell."""
    yield row[0]
    for cell in row[1:]:
        yield from wrapped(cell, _width(), _GAP, _GAP)


def _is_terminal() -> bool:
    """Whether stdout is there and a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def _width() -> int:
    return shutil.get_terminal_size((88, 24)).columns


def say(text: object = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a text that may hold anything: what must not be printed stands there as its code."""
    click.echo(escaped_lines(str(text)), err=err, nl=nl)


def note(text: str) -> None:
    """Say something beside the results, which alone go to stdout."""
    if sys.stderr is not None and sys.stderr.isatty():
        say("\n".join(wrapped(text, _width())) if columns(text) > _width() else text, err=True)


def use_utf8() -> None:
    """Let everything that is redirected be UTF-8, whatever the locale of the terminal is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def colour() -> bool:
    """Whether stdout is a terminal that wants colour."""
    return _is_terminal() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def short(value: Any, output: str) -> str:
    """Return a value as text, cut where a table could not show it."""
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value)
    return text if output == CSV or len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"


_NOTEBOOK = "JPY_PARENT_PID"
"""Set by Jupyter for its kernels and for the commands that a cell runs, which see a terminal."""


@contextmanager
def progress(doing: str) -> Iterator[Callable[[str], object] | None]:
    """Name each file on a terminal's stderr while it is read.

    A notebook would keep the codes that overwrite a line, so nothing is written there.
    """
    if sys.stderr is None or not sys.stderr.isatty() or _NOTEBOOK in os.environ:
        yield None
        return
    yield lambda name: sys.stderr.write(f"\r\x1b[K{doing} {escaped(name)}")
    sys.stderr.write("\r\x1b[K")
