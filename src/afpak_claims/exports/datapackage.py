"""Data packages: the tables as CSV files with a Data Package v2 descriptor.

The descriptor says of every file its hash and its size, of every column its type and what may
stand in it, and which columns hold ids of which table.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from afpak_claims.evidence.citations.text import reference
from afpak_claims.exports.csv_files import write_frame
from afpak_claims.exports.read_back import write_json_file
from afpak_claims.exports.tables import about, main_tables, word_tables
from afpak_claims.frames.columns import DATE, DESCRIPTIONS, NUMBER, TEXT, TRUTH, WHOLE
from afpak_claims.records.header import licence_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.exports.tables import Table
    from afpak_claims.frames.columns import Column

__all__ = ["DESCRIPTOR", "TABLES", "write_datapackage"]

DESCRIPTOR = "datapackage.json"
TABLES = (
    *("claims", "evidence", "sources", "claim_ids"),
    *("topics", "units", "metrics", "places", "actors", "quantifiers", "cautions", "verdicts"),
)
"""The tables of a data package, a CSV file each."""

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {
    TEXT: "string",
    NUMBER: "number",
    WHOLE: "integer",
    TRUTH: "boolean",
    DATE: "date",
}
_PATTERNS = {"digest": "[0-9a-f]{16}"}
_ADDRESSES = frozenset({"url", "archive"})


def write_datapackage(dataset: Dataset, folder: Path, step: Callable[[str], object]) -> None:
    """Write a Data Package: a CSV file for each table, and the descriptor of them all."""
    tables = {**main_tables(dataset, step), **word_tables(dataset)}
    resources = []
    for name in TABLES:
        step(f"{name}.csv")
        table = tables[name]
        raw = write_frame(folder / f"{name}.csv", table.frame, is_typed=table.is_typed)
        resources.append(_resource(table, raw))
    write_json_file(folder / DESCRIPTOR, _package(dataset, resources))


def _package(dataset: Dataset, resources: list[dict[str, Any]]) -> dict[str, Any]:
    stamp, header = about(dataset), dataset.header
    licence = header.licences.records
    contributors = [{"title": str(name), "roles": ["creator"]} for name in header.authors]
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": header.name,
        "title": header.title,
        "description": header.description,
        "id": stamp["digest"],
        "version": stamp["data_version"],
        **({"homepage": header.url} if header.url else {}),
        **({"contributors": contributors} if contributors else {}),
        "licenses": [{"name": licence, "path": licence_address(licence)}],
        "sources": [
            {"title": reference(source), **({"path": source.url} if source.url else {})}
            for source in dataset.sources.values()
        ],
        "resources": resources,
        "afpak_claims": stamp,
    }


def _resource(table: Table, raw: bytes) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "description": f"{DESCRIPTIONS[table.name]} {_APOSTROPHE}",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "schema": _schema(table),
    }


_APOSTROPHE = "A text that a spreadsheet would run as a formula has an apostrophe before it."


def _schema(table: Table) -> dict[str, Any]:
    keys = [
        {
            "fields": [name],
            "reference": {"resource": _referred(table, column), "fields": ["id"]},
        }
        for name, column in table.columns.items()
        if column.refers and not column.many
    ]
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(name, column) for name, column in table.columns.items()],
        "missingValues": [""],
        "primaryKey": ["id"],
        **({"foreignKeys": keys} if keys else {}),
    }


def _referred(table: Table, column: Column) -> str:
    """Return the resource that a column refers to; the empty name is the resource itself."""
    assert column.refers is not None  # noqa: S101 - only columns with a reference are asked
    return "" if column.refers == table.name else column.refers.replace("_", "-")


def _field(name: str, column: Column) -> dict[str, Any]:
    kind = _TYPES[column.dtype]
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if name == "id":
        constraints["unique"] = True
    if column.words and not column.many:
        constraints["enum"] = [*column.words]
    if kind == "integer":
        constraints["minimum"] = 1 if column.repeats else 0  # a place in the text, or a count
    if name in _PATTERNS:
        constraints["pattern"] = _PATTERNS[name]
    return {
        "name": name,
        "type": kind,
        **({"format": "uri"} if name in _ADDRESSES else {}),
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"separator": ";"} if column.many else {}),
        **({"constraints": constraints} if constraints else {}),
    }
