"""Workbooks: the tables as sheets, in which no text is taken for a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from afpak_claims.errors import UsageError
from afpak_claims.exports.csv_files import escape_formula
from afpak_claims.exports.progress import with_progress
from afpak_claims.exports.read_back import check_rows
from afpak_claims.printable import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from openpyxl import Workbook

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.exports.tables import Table

__all__ = ["write_xlsx"]

_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
_FIRST_DAY = dt.date(1900, 3, 1)
"""Spreadsheets count days from here on alike; earlier days they cannot hold and get as text."""
_WIDTHS = {"text": 18, "number": 11, "whole number": 11, "true or false": 11, "date": 12}
_WIDE = {"id": 34, "statement": 70, "note": 60, "title": 50, "locator": 30, "url": 40}
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NO_DAY = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - workbooks have naive times; the first one that zip can hold


def write_xlsx(dataset: Dataset, file: Path, step: Callable[[str], object]) -> None:
    """Write a workbook: claims, evidence, sources, codebook and citation, a sheet each."""
    from afpak_claims.exports.tables import (
        CODEBOOK_HEAD,
        about,
        codebook_rows,
        main_tables,
        plain_rows,
    )

    tables = main_tables(dataset, step)
    book = _book(dataset)
    written: dict[str, list[list[Any]]] = {}
    try:
        for name, table in tables.items():
            widths = [_width(table, column) for column in table.columns]
            rows = _within_sheet(with_progress(plain_rows(table.frame), name, step), name)
            written[name] = _add_sheet(book, name, tuple(table.columns), rows, widths)
        step("codebook")
        _add_sheet(book, "codebook", CODEBOOK_HEAD, codebook_rows(dataset), [20, 34, 24, 24, 90])
        _add_sheet(book, "citation", ("about", "text"), about(dataset).items(), [20, 110])
        step("workbook")
        _save(book, file)
        step("reading back")
        _check_read_back(file, written)
    except _lxml_errors() as error:
        raise OSError(str(error)) from error
    finally:
        _close(book)


def _close(book: Workbook) -> None:
    """End the sheets of a workbook that was not saved; openpyxl leaves them half written."""
    for sheet in book.worksheets:
        unsaved: Any = sheet
        if not unsaved.closed:
            with suppress(Exception):  # what went wrong before is what counts
                unsaved.close()


def _lxml_errors() -> tuple[type[Exception], ...]:
    """Return what is raised for a full disk where openpyxl finds lxml to write with."""
    try:
        from lxml.etree import SerialisationError
    except ImportError:
        return ()
    return (SerialisationError,)


def _book(dataset: Dataset) -> Workbook:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    properties = book.properties
    properties.title = dataset.header.title
    properties.description = str(dataset.stamp)
    properties.version = dataset.version
    properties.identifier = dataset.digest
    properties.creator = "afpak-claims"
    properties.created = _NO_DAY
    return book


def _width(table: Table, name: str) -> int:
    column = table.columns[name]
    return _WIDE.get(name, 24 if column.many or column.refers else _WIDTHS[column.kind])


def _within_sheet(rows: Iterable[Sequence[Any]], name: str) -> Iterator[Sequence[Any]]:
    for n, row in enumerate(rows, start=2):
        if n > _MOST_ROWS:
            message = (
                f"found more {name} than the {_MOST_ROWS:,} rows of a sheet; expected no more; "
                "export them as parquet, sqlite or csv"
            )
            raise UsageError(message)
        yield row


def _add_sheet(
    book: Workbook,
    name: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Any]],
    widths: Sequence[int],
) -> list[list[Any]]:
    """Add a sheet; return the values of its cells."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(name)  # openpyxl gives no type to a sheet written by row
    # A sheet that is written row by row takes these only before its first row.
    sheet.freeze_panes = "B2"
    for n, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    bold = Font(bold=True)
    heads = [_sheet_cell(sheet, word) for word in head]
    for cell in heads:
        cell.font = bold
    sheet.append(heads)
    written = [[*head]]
    for row in rows:
        cells = [_sheet_cell(sheet, value, row[0]) for value in row]
        # Before they are appended: openpyxl writes the next value into the cell that it was given.
        written.append([getattr(cell, "value", cell) for cell in cells])
        sheet.append(cells)
    return written


def _check_read_back(file: Path, written: dict[str, list[list[Any]]]) -> None:
    """Open the workbook as a reader does, and compare every cell of the main sheets."""
    from openpyxl import load_workbook

    # A hidden name aside has no extension that openpyxl would take.
    with file.open("rb") as stream, closing(load_workbook(stream, read_only=True)) as book:
        for name, due in written.items():
            found = book[name].iter_rows(values_only=True)
            check_rows(map(_alike, found), map(_alike, due), f"the sheet {name}")


def _alike(row: Iterable[Any]) -> list[Any]:
    """Return a row as written and read alike: days as texts, numbers to 15 digits, "" as None."""
    return [_cell_alike(cell) for cell in row]


def _cell_alike(cell: Any) -> Any:
    if isinstance(cell, dt.date):
        return cell.isoformat()[:10]
    return float(f"{cell:.15g}") if type(cell) in {int, float} else None if cell == "" else cell


def _sheet_cell(sheet: Any, value: Any, row: str = "") -> Any:
    """Return what a sheet takes as it is: numbers and dates as such, every text as text."""
    if isinstance(value, dt.date) and value < _FIRST_DAY:
        value = value.isoformat()
    if not isinstance(value, str):
        return value
    text = escape_formula(escaped(value))
    if len(text) > _LONGEST_CELL:
        message = (
            f"found {len(text):,} characters in the row of {row!r}; expected at most "
            f"{_LONGEST_CELL:,}, which is what a cell holds; export as parquet, sqlite or csv"
        )
        raise UsageError(message)
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # a text such as #N/A is no error
    return cell


def _save(book: Workbook, file: Path) -> None:
    """Save a workbook without the time of day, which openpyxl writes in several places."""
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as saved, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as put:
        for name in saved.namelist():
            raw = saved.read(name)
            if name == "docProps/core.xml":
                raw = _SAVED.sub(rb"\g<1>" + _NO_DAY.isoformat().encode() + b"Z", raw)
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            put.writestr(entry, raw)
