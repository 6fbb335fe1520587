"""Exports: a dataset in the file formats that other tools read.

The same data makes the same bytes: nothing here looks at a clock. Each export carries the data
version, the digest, the schema version and the package version; it is written aside and put in
place whole, so that one that fails leaves what stood there as it was.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.errors import UnknownValueError, UsageError
from afpak_claims.evidence.citations.styles import STYLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset

__all__ = ["FORMATS", "Format", "check_replaceable", "describe", "export", "is_export"]


class Format(NamedTuple):
    """A format, and how it is written."""

    meaning: str
    """What it is, for people."""
    module: str
    """The module that writes it."""
    writer: str
    """The function of that module that writes it."""
    arguments: tuple[str, ...] = ()
    """What this function is told beside the dataset and the place."""
    extension: str | None = None
    """The end of the name of a single file; None for the name of the format."""
    files: tuple[str, ...] = ()
    """The files of the folder that is written; empty where one file is."""
    needs: str | None = None
    """The package that it needs beside those that are always there."""
    extra: str | None = None
    """The extra that brings this package."""
    mark: tuple[str, bytes] = ("", b"")
    """The file by which an export is known, empty for one file, and what is in it."""


_CSV = ("claims.csv", "codebook.csv", "evidence.csv", "sources.csv")
_WORDS = (
    *("actors.csv", "cautions.csv", "claim_ids.csv", "metrics.csv", "places.csv"),
    *("quantifiers.csv", "topics.csv", "units.csv", "verdicts.csv"),
)
_PARQUET = ("claims.parquet", "evidence.parquet", "sources.parquet")

_FORMATS: dict[str, Format] = {
    "csv": Format(
        "a folder of CSV files with a codebook",
        "csv_files",
        "write_csv",
        files=_CSV,
        mark=("codebook.csv", b"part,name,type,unit,meaning"),
    ),
    "xlsx": Format(
        "a workbook with a sheet for each table",
        "xlsx",
        "write_xlsx",
        needs="openpyxl",
        extra="excel",
        mark=("", b">afpak-claims</dc:creator>"),
    ),
    "parquet": Format(
        "a folder of Parquet files",
        "parquet",
        "write_parquet",
        files=_PARQUET,
        needs="pyarrow",
        extra="parquet",
        mark=("claims.parquet", b"afpak_claims"),
    ),
    "sqlite": Format(
        "a folder with an SQLite database and its metadata for Datasette",
        "sqlite",
        "write_sqlite",
        files=("claims.db", "metadata.json"),
        mark=("claims.db", b"SQLite format 3"),
    ),
    "json": Format(
        "one document with every record", "json_documents", "write_json", mark=("", b'"stamp"')
    ),
    "jsonl": Format(
        "one claim per line with its findings",
        "json_documents",
        "write_jsonl",
        mark=("", b'"stamp"'),
    ),
    "datapackage": Format(
        "a folder that is a Data Package of version 2",
        "datapackage",
        "write_datapackage",
        files=tuple(sorted(({*_CSV} - {"codebook.csv"}) | {*_WORDS, "datapackage.json"})),
        mark=("datapackage.json", b'"afpak_claims"'),
    ),
    "jsonld": Format(
        "the dataset and its claims for schema.org",
        "schema_org",
        "write_jsonld",
        mark=("", b"https://schema.org/"),
    ),
    "croissant": Format(
        "a folder of CSV files with Croissant metadata",
        "croissant",
        "write_croissant",
        files=tuple(sorted((*_CSV, "croissant.json"))),
        mark=("croissant.json", b"http://mlcommons.org/croissant/"),
    ),
    **{
        name: Format(
            f"every source as {style.label}",
            "bibliography",
            "write_bibliography",
            (name,),
            extension=style.bibliography.extension,
            mark=("", style.bibliography.mark),
        )
        for name, style in STYLES.items()
        if style.bibliography
    },
}
FORMATS: tuple[str, ...] = tuple(_FORMATS)
"""The names of the formats."""


def describe(format: str) -> Format:  # noqa: A002 - the word that the command line has for it
    """Return what is known of a format.

    Raises:
        UnknownValueError: There is no such format; the message names the nearest.

    Example:
        >>> describe("parquet").files
        ('claims.parquet', 'evidence.parquet', 'sources.parquet')
    """
    known = _FORMATS.get(format)
    if known is None:
        raise UnknownValueError("format", format, FORMATS)  # noqa: EM101 - a kind of word, no message
    return known


def export(
    dataset: Dataset,
    format: str,  # noqa: A002 - the word that the command line has for it
    output: Path,
    progress: Callable[[str], object] | None = None,
    *,
    force: bool = False,
) -> None:
    """Write a dataset as a file, or as a folder of files, in one of `FORMATS`.

    Retired claims and the findings on them are left out, as `load_claims` leaves them out;
    ``json`` has them, and ``sqlite`` and ``datapackage`` say in ``claim_ids`` why they went.

    Args:
        dataset: The dataset; a selection of one exports that selection.
        format: One of `FORMATS`.
        output: The file or folder to write. What is there is replaced if it is empty or an export
            of this format; its own folder must exist.
        progress: Called with what is about to be written.
        force: Whether to replace a file, or the files of a folder, that no export wrote.

    Raises:
        UnknownValueError: There is no such format; the message names the nearest.
        UsageError: The format needs a package that is absent, or *output* cannot be written.

    Example:
        >>> import afpak_claims as ac, pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp()) / "claims"
        >>> export(ac.open_dataset(), "csv", folder)
        >>> sorted(file.name for file in folder.iterdir())
        ['claims.csv', 'codebook.csv', 'evidence.csv', 'sources.csv']
    """
    import sqlite3

    from afpak_claims.files.atomic_files import atomic_file, atomic_folder

    chosen = describe(format)
    _check_package(format, chosen)
    write = getattr(import_module(f"afpak_claims.exports.{chosen.module}"), chosen.writer)
    replaced = atomic_folder if chosen.files else atomic_file
    try:
        _check_place(format, chosen, output, force=force)
        # What a link points to is replaced, and the link stays.
        with replaced(output.resolve()) as aside:
            write(dataset, aside, progress or _unheard, *chosen.arguments)
    except (OSError, sqlite3.Error) as error:
        message = (
            f"can't write {output} ({error}); expected disk space and write "
            "permission; the old content is unchanged; choose another output"
        )
        raise UsageError(message) from error


def _unheard(_: str) -> None:
    """Take a step of the progress that nobody wants to hear of."""


def _check_package(name: str, chosen: Format) -> None:
    from importlib.util import find_spec

    if chosen.needs and find_spec(chosen.needs) is None:
        message = (
            f"found no package {chosen.needs}; expected it for {name}; "
            f"install it: pip install 'afpak-claims[{chosen.extra}]'"
        )
        raise UsageError(message)


def _check_place(name: str, chosen: Format, output: Path, *, force: bool) -> None:
    place = output.resolve()
    if not place.parent.is_dir():
        message = (
            f"found no folder {output.parent}; expected the parent folder of {output.name} "
            "to exist; "
            "create it or choose another path"
        )
        raise UsageError(message)
    if not chosen.files:
        if place.is_dir():
            message = (
                f"found a folder at {output}; expected the name of a file, since {name} is one "
                "file; add a file name to it"
            )
            raise UsageError(message)
        if not force:
            check_replaceable(output, chosen.mark[1])
        return
    if place.exists() and not place.is_dir():
        message = (
            f"found a file at {output}; expected a folder or nothing, since {name} is a folder of "
            "files; choose another output"
        )
        raise UsageError(message)
    there = {file.name for file in place.iterdir()} if place.exists() else set()
    strange = sorted(there - {*chosen.files})
    if strange:
        message = (
            f"found {strange[0]!r} in {output}; expected an empty folder or an export of the "
            f"format {name}, which is replaced whole; choose another output"
        )
        raise UsageError(message)
    if there and not force:
        check_replaceable(output / chosen.mark[0], chosen.mark[1], output)


def check_replaceable(file: Path, mark: bytes = b"", output: Path | None = None) -> None:
    """Refuse to replace what is no export: one has its stamp, and the mark of its format.

    Args:
        file: The file that would have the stamp.
        mark: What else is in such a file.
        output: What would be replaced, if it is not that file.

    Raises:
        UsageError: Something else is there.
    """
    place = output or file
    empty = place.is_file() and place.stat().st_size == 0
    if not place.exists() or empty or not (place.is_file() or place.is_dir()):
        return
    if not is_export(file, mark):
        message = (
            f"found {place}, which no export of this format wrote; expected nothing there, or an "
            "earlier export; choose another output, or replace it with --force"
        )
        raise UsageError(message)


_STAMP = re.compile(rb"sha256:[0-9a-f]{64}")


def is_export(file: Path, mark: bytes = b"") -> bool:
    """Say whether a file has the stamp of an export, and the mark of its format."""
    raw = _content(file)
    return mark in raw and bool(_STAMP.search(raw))


def _content(file: Path) -> bytes:
    """Return what may have the stamp of an export: the file, or the properties of a workbook."""
    import zipfile

    if not file.is_file():
        return b""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as book:
            name = "docProps/core.xml"
            return book.read(name) if name in book.namelist() else b""
    return file.read_bytes()
