"""CSV: tables as text, in which no cell is taken for a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any

from afpak_claims.exports.read_back import write_csv_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from afpak_claims.evidence.dataset import Dataset

__all__ = [
    "csv_cell",
    "csv_lines",
    "csv_table",
    "csv_text",
    "escape_formula",
    "of_one_type",
    "write_csv",
    "write_frame",
]

# Spreadsheets of East Asia take the wide signs too. A text that looks escaped already is escaped
# once more, so that each cell can be read back as the text that it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001


def escape_formula(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers pass unchanged.

    >>> escape_formula("=1+1"), escape_formula("'=1+1"), escape_formula(-1)
    ("'=1+1", "''=1+1", -1)
    """
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return cell


def csv_text(frame: pd.DataFrame) -> str:
    """Return a frame as CSV, its index as the first column, its text cells escaped."""
    return csv_lines(_rows(frame))


def write_frame(file: Path, frame: pd.DataFrame, *, is_typed: bool = True) -> bytes:
    """Write a frame as a CSV file, read it back, and return its bytes.

    *is_typed* is false for records of an earlier schema, whose CSV stays what it was on its day:
    ``true`` in small letters, and a decimal mark in no whole number.
    """
    return _write_rows(file, [*_rows(frame, is_typed=is_typed)])


def _rows(frame: pd.DataFrame, *, is_typed: bool = True) -> Iterator[Sequence[Any]]:
    from afpak_claims.exports.tables import plain_rows

    yield [str(name) for name in (frame.index.name, *frame.columns)]
    if is_typed:
        yield from of_one_type(zip(*plain_rows(frame), strict=True))
    else:
        yield from (
            [str(cell).lower() if isinstance(cell, bool) else cell for cell in row]
            for row in plain_rows(frame)
        )


class _Decimal(float):
    """A number of a column with fractions, which is written with its decimal mark."""


def of_one_type(columns: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    r"""Return the rows of columns; where one has fractions, whole numbers get a decimal mark too.

    Polars takes the type of a column from its first rows.

    >>> csv_lines(of_one_type([(1.0, 2.0), (1.0, 27.6)]))
    '1,1.0\n2,27.6\n'
    """
    return zip(*map(_with_decimals, columns), strict=True)


def _with_decimals(cells: Sequence[Any]) -> Sequence[Any]:
    if all(cell.is_integer() for cell in cells if isinstance(cell, float)):
        return cells
    return [
        _Decimal(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell
        for cell in cells
    ]


def _write_rows(file: Path, rows: Sequence[Sequence[Any]]) -> bytes:
    cells = [[str(_csv_cell(cell)) for cell in row] for row in rows]
    return write_csv_file(file, cells, csv_lines(rows))


def write_csv(dataset: Dataset, folder: Path, step: Callable[[str], object]) -> None:
    """Write the claims, the evidence, the sources and the codebook as CSV files of a folder."""
    from afpak_claims.exports.tables import CODEBOOK_HEAD, codebook_rows, main_tables

    for name, table in main_tables(dataset, step).items():
        step(f"{name}.csv")
        write_frame(folder / f"{name}.csv", table.frame, is_typed=table.is_typed)
    _write_rows(folder / "codebook.csv", [CODEBOOK_HEAD, *codebook_rows(dataset)])


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
        return str(cell).upper()  # R reads no other word as logical
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if type(cell) is float and cell.is_integer():
        return int(cell)
    return escape_formula(cell)
