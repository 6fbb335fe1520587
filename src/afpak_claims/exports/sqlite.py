"""SQLite: the tables as a database with keys, indexes, full-text search and a view that joins.

Beside it stands ``metadata.json``, with which Datasette explains every column.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from afpak_claims.errors import UsageError
from afpak_claims.exports.read_back import check_read, check_rows, write_json_file
from afpak_claims.exports.tables import about, main_tables, plain_rows, word_tables
from afpak_claims.frames.columns import (
    DATE,
    DESCRIPTIONS,
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    Column,
    describe_columns,
    rows,
    values,
)
from afpak_claims.records.header import licence_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.exports.tables import Table

__all__ = ["DATABASE", "METADATA", "write_sqlite"]

DATABASE = "claims.db"
METADATA = "metadata.json"
_ORDER = (
    *("topics", "units", "metrics", "places", "actors", "quantifiers", "cautions", "verdicts"),
    *("claim_ids", "sources", "claims", "evidence"),
)
"""The tables in an order in which each stands after those that it refers to."""


def write_sqlite(dataset: Dataset, folder: Path, step: Callable[[str], object]) -> None:
    """Write a database and what Datasette needs to explain it, as two files of a folder."""
    tables = {**word_tables(dataset), **main_tables(dataset, step)}
    stamp = about(dataset)
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as base:
        _fill(base, dataset, tables, step)
        base.executemany("INSERT INTO about VALUES (?, ?)", stamp.items())
        base.execute("COMMIT")
    step(f"{DATABASE}: reading back")
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as base:
        check_read(base.execute("PRAGMA integrity_check").fetchone(), ("ok",), DATABASE)
        check_read(base.execute("PRAGMA foreign_key_check").fetchone(), None, DATABASE)
        for name in _ORDER:
            found = base.execute(f"SELECT * FROM {name} ORDER BY position")  # noqa: S608 - our own names
            check_rows(found, _rows(tables[name]), f"{DATABASE}: {name}")
    step(METADATA)
    write_json_file(folder / METADATA, _metadata(stamp, tables))


def _fill(
    base: sqlite3.Connection,
    dataset: Dataset,
    tables: dict[str, Table],
    step: Callable[[str], object],
) -> None:
    # A database that nobody else sees, and that is thrown away if this fails, needs no journal.
    for setting in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF"):
        base.execute(f"PRAGMA {setting}")
    base.execute(f"PRAGMA user_version = {dataset.stamp.schema_version:d}")
    base.execute("BEGIN")
    for statement in _schema(tables):
        _run(base, statement)
    for name in _ORDER:
        step(f"{DATABASE}: {name}")
        base.executemany(_insert(tables[name]), _rows(tables[name]))
    for link in _LINKS:
        step(f"{DATABASE}: {link.name}")
        base.executemany(_insert_link(link), _link_rows(dataset, link))
    for name in _SEARCHED:
        step(f"{DATABASE}: search in {name}")
        base.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")  # noqa: S608 - our own names


def _run(base: sqlite3.Connection, statement: str) -> None:
    try:
        base.execute(statement)
    except sqlite3.OperationalError as error:
        if "no such module" not in str(error):
            raise
        message = (
            f"found SQLite {sqlite3.sqlite_version} without full-text search ({error}); expected "
            "FTS5; use a Python whose SQLite has it, or export as parquet or datapackage"
        )
        raise UsageError(message) from error


# The schema


class _Link(NamedTuple):
    """A table with one row for each value of a field that has several."""

    name: str
    table: str
    owner: str
    value: str
    field: str
    refers: str | None


_LINKS = tuple(
    _Link(*row)
    for row in (
        ("claim_places", "claims", "claim", "place", "places", "places"),
        ("claim_actors", "claims", "claim", "actor", "actors", "actors"),
        ("claim_credits", "claims", "claim", "actor", "attributed_to", "actors"),
        ("claim_cautions", "claims", "claim", "caution", "cautions", "cautions"),
        ("claim_interpreted", "claims", "claim", "bound", "interpreted", None),
        ("evidence_places", "evidence", "finding", "place", "places", "places"),
        ("evidence_origins", "evidence", "finding", "actor", "origin", "actors"),
        ("evidence_origin_names", "evidence", "finding", "name", "origin_name", None),
        ("evidence_inputs", "evidence", "finding", "input", "inputs", "evidence"),
        ("source_authors", "sources", "source", "author", "author", None),
        ("source_findings", "sources", "source", "finding", "used_by", "evidence"),
        ("place_aliases", "places", "place", "alias", "aliases", None),
        ("actor_aliases", "actors", "actor", "alias", "aliases", None),
        ("quantifier_alternatives", "quantifiers", "quantifier", "reading", "alternatives", None),
        ("quantifier_phrases", "quantifiers", "quantifier", "phrase", "phrases", None),
        ("quantifier_interpreted", "quantifiers", "quantifier", "bound", "interpreted", None),
    )
)
_SEARCHED = {
    "claims": ("statement", "wording", "note"),
    "evidence": ("locator", "note"),
    "sources": ("title", "container_title", "publisher"),
}
"""The columns that full-text search looks into, by table."""
_LABELS = ("statement", "title", "name", "label")
"""Columns by which people know a row, the best first."""
_INDEXED = {
    "claims": ("topic", "metric", "verdict", "start", "part_of", "disputes"),
    "evidence": ("claim", "source"),
}
_TYPES = {
    TEXT: "TEXT",
    NUMBER: "REAL",
    WHOLE: "INTEGER",
    TRUTH: "INTEGER",
    DATE: "TEXT",
}
_POSITION = Column(
    dtype=WHOLE, cell="position", text="Place in the order of this table, from 1.", always=True
)

_VIEW = "comparisons"
_BOUNDS = ("low", "best", "high", "low_open", "high_open", "period", "start", "end")
_VIEW_COLUMNS: dict[str, tuple[str, str]] = {
    "claim": ("claims", "id"),
    **{
        name: ("claims", name)
        for name in (
            *("kind", "topic", "statement", "headline", "metric", "unit", "type", "verdict"),
            *("basis", "robust"),
        )
    },
    **{f"claim_{name}": ("claims", name) for name in _BOUNDS},
    "finding": ("evidence", "id"),
    "about": ("evidence", "about"),
    **{f"finding_{name}": ("evidence", name) for name in _BOUNDS},
    **{
        name: ("evidence", name)
        for name in (
            *("coverage", "scope", "reading", "stance", "relation", "decides", "gap"),
            *("relative_gap", "note"),
        )
    },
    "finding_metric": ("evidence", "metric"),
    "source": ("evidence", "source"),
    "source_title": ("sources", "title"),
    "source_publisher": ("sources", "publisher"),
    "source_url": ("sources", "url"),
}
"""From which table and column each column of the view comes."""


def _columns(table: Table) -> dict[str, Column]:
    """Return the columns of a table in the database: the position, and none with many values."""
    listed = {
        column: described
        for column, described in table.columns.items()
        if not any((link.table, link.field) == (table.name, column) for link in _LINKS)
    }
    return {"id": listed.pop("id"), "position": _POSITION, **listed}


def _schema(tables: Mapping[str, Table]) -> Iterator[str]:
    yield "CREATE TABLE about (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)"
    for name in _ORDER:
        columns = ",\n  ".join(
            _declared(column, of) for column, of in _columns(tables[name]).items()
        )
        yield f"CREATE TABLE {name} (\n  {columns}\n)"
    for link in _LINKS:
        yield _link_table(link)
    for name, searched in _INDEXED.items():
        for column in searched:
            yield f'CREATE INDEX {name}_{column} ON {name} ("{column}")'
    for link in _LINKS:
        if link.refers:
            yield f"CREATE INDEX {link.name}_{link.value} ON {link.name} ({link.value})"
    for name, searched in _SEARCHED.items():
        yield (
            f"CREATE VIRTUAL TABLE {name}_fts USING fts5 ({', '.join(searched)}, "
            f"content='{name}', content_rowid='position', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
    yield _view()


def _declared(name: str, column: Column) -> str:
    """Declare a column with everything that is known to hold for it."""
    parts = [f'"{name}"', _TYPES[column.dtype]]
    if column.required:
        parts.append("NOT NULL")
    if name == "id":
        parts.append("PRIMARY KEY")
    if name == "position":
        parts.append("UNIQUE")
    if column.refers:
        parts.append(f"REFERENCES {column.refers} (id)")
    elif column.words:
        listed = ", ".join(f"'{word}'" for word in column.words)
        parts.append(f'CHECK ("{name}" IN ({listed}))')
    if column.dtype == TRUTH:
        parts.append(f'CHECK ("{name}" IN (0, 1))')
    return " ".join(parts)


def _link_table(link: _Link) -> str:
    refers = f" REFERENCES {link.refers} (id)" if link.refers else ""
    return (
        f"CREATE TABLE {link.name} (\n"
        f"  {link.owner} TEXT NOT NULL REFERENCES {link.table} (id),\n"
        "  position INTEGER NOT NULL,\n"
        f"  {link.value} TEXT NOT NULL{refers},\n"
        f"  PRIMARY KEY ({link.owner}, position)\n)"
    )


def _view() -> str:
    chosen = ",\n  ".join(
        f'{table}."{of}" AS "{name}"' for name, (table, of) in _VIEW_COLUMNS.items()
    )
    return (
        f"CREATE VIEW {_VIEW} AS\nSELECT\n  {chosen}\n"
        "FROM evidence\n"
        "JOIN claims ON claims.id = evidence.claim\n"
        "JOIN sources ON sources.id = evidence.source"
    )


# The rows


def _insert(table: Table) -> str:
    marks = ", ".join("?" for _ in _columns(table))
    return f"INSERT INTO {table.name} VALUES ({marks})"  # noqa: S608 - our own names


def _rows(table: Table) -> Iterator[Sequence[Any]]:
    kept = [name for name in _columns(table) if name not in {"id", "position"}]
    for position, (key, *cells) in enumerate(plain_rows(table.frame[kept]), 1):
        yield [key, position, *map(_stored, cells)]


def _stored(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _insert_link(link: _Link) -> str:
    return f"INSERT INTO {link.name} VALUES (?, ?, ?)"  # noqa: S608 - our own names


def _link_rows(dataset: Dataset, link: _Link) -> Iterator[tuple[str, int, str]]:
    """Return the values one by one, the records in the order in which the dataset has them."""
    current = dataset.select()
    columns = describe_columns()[link.table]
    found = {values(row, columns["id"])[0]: row for row in rows(current, link.table)}
    for key in current.findings if link.table == "evidence" else getattr(current, link.table):
        for position, value in enumerate(values(found[key], columns[link.field]), 1):
            yield key, position, str(value)


# What Datasette shows


def _metadata(stamp: dict[str, str], tables: Mapping[str, Table]) -> dict[str, Any]:
    described = {
        "about": {
            "description": "What this file was made of.",
            "columns": {"name": "What is said.", "value": "Its text."},
        },
        **{name: _table_metadata(tables[name]) for name in _ORDER},
        **{link.name: _link_metadata(link) for link in _LINKS},
        _VIEW: {
            "description": "One row per finding, with the claim that it bears on and its source.",
            "columns": _view_help(),
        },
    }
    licence = stamp["licence"]
    return {
        "title": stamp["title"],
        "description": f"{stamp['description']} {stamp['citation']}",
        "license": licence,
        "license_url": licence_address(licence),
        "about": f"afpak-claims {stamp['package_version']}, schema {stamp['schema_version']}",
        "databases": {"claims": {"tables": described}},
    }


def _table_metadata(table: Table) -> dict[str, Any]:
    columns = {column: of.help for column, of in _columns(table).items()}
    found: dict[str, Any] = {"description": DESCRIPTIONS[table.name], "columns": columns}
    if table.name in _SEARCHED:
        found |= {"fts_table": f"{table.name}_fts", "fts_pk": "position"}
    label = next((name for name in _LABELS if name in columns), "id")
    return {**found, "label_column": label, "sort": "position"}


def _link_metadata(link: _Link) -> dict[str, Any]:
    columns = {
        link.owner: f"The id of the row of {link.table}.",
        "position": "Place among the values of that row, from 1.",
        link.value: describe_columns()[link.table][link.field].description,
    }
    return {"description": f"{link.table}: {columns[link.value]}", "columns": columns}


def _view_help() -> dict[str, str]:
    described = describe_columns()
    return {name: described[table][of].help for name, (table, of) in _VIEW_COLUMNS.items()}
