"""CSV: tables as text, in which no cell is taken for a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import pandas as pd

    from afpak_claims.evidence.dataset import Dataset

__all__ = ["csv_cell", "csv_lines", "csv_table", "csv_text", "escape_formula", "write_csv"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - spreadsheets of East Asia take the wide signs too


def escape_formula(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers pass unchanged.

    >>> escape_formula("=1+1"), escape_formula("plain"), escape_formula(-1)
    ("'=1+1", 'plain', -1)
    """
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def csv_text(frame: pd.DataFrame) -> str:
    """Return a frame as CSV, its index as the first column, its text cells escaped."""
    from afpak_claims.exports.tables import plain_rows

    return csv_table([str(name) for name in (frame.index.name, *frame.columns)], plain_rows(frame))


def write_csv(dataset: Dataset, folder: Path, step: Callable[[str], object]) -> None:
    """Write the claims, the evidence, the sources and the codebook as CSV files of a folder."""
    from afpak_claims.exports.tables import CODEBOOK_HEAD, codebook_rows, main_tables

    for name, table in main_tables(dataset, step).items():
        step(f"{name}.csv")
        _write_text(folder / f"{name}.csv", csv_text(table.frame))
    _write_text(folder / "codebook.csv", csv_table(CODEBOOK_HEAD, codebook_rows(dataset)))


def csv_table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a line of column names and one line per row, as `csv_lines` writes them."""
    return csv_lines((head,)) + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    r"""Return rows of plain values as CSV, each text cell escaped; None is an empty cell.

    >>> csv_lines([("=1+1", None, 2.0)])
    "'=1+1,,2\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def csv_cell(cell: Any) -> str:
    r"""Return one plain value as it stands in a line of CSV: escaped, and quoted if needed.

    >>> csv_cell("=1, 2"), csv_cell(None)
    ('"\'=1, 2"', '')
    """
    return csv_lines(((cell, ""),)).removesuffix(",\n")


def _csv_cell(cell: Any) -> Any:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return escape_formula(cell)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
