"""Tables: a dataset as tables of which every column is described, for all exports alike.

The columns of the claims, the evidence and the sources are those of the frames; their texts are
the field documentation of the records. The other tables hold the words that these three use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from afpak_claims.evidence.results import VERDICTS
from afpak_claims.frames import frames
from afpak_claims.frames.columns import OF_NO_DATASET, Column, describe_columns
from afpak_claims.records.vocabulary import VOCABULARY
from afpak_claims.stamps import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from afpak_claims.evidence.dataset import Dataset

__all__ = [
    "CODEBOOK_HEAD",
    "MAIN",
    "Table",
    "about",
    "codebook_rows",
    "columns_of",
    "main_tables",
    "plain_rows",
    "word_tables",
]

MAIN = ("claims", "evidence", "sources")
"""The tables that are frames."""
_TYPED_SINCE = 2
"""The minor part of schema 2 since which a CSV has words and numbers that R and Polars take."""
_SINCE = {"share_of": 2, "growth_of": 2, "reference": 2, "level": 2, "per": 2}
"""The minor part of schema 2 that brought a column. An export of records of an earlier one is what
it was on their day, so that a pinned version makes the same bytes under every later package."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rows."""

    name: str
    columns: Mapping[str, Column]
    """Every column in order, the id first."""
    frame: pd.DataFrame
    """The rows, indexed by id."""
    is_typed: bool = True
    """Whether a CSV of it has TRUE and FALSE, and decimals in a whole column or in none."""


# The tables of a dataset


def main_tables(
    dataset: Dataset, progress: Callable[[str], object] | None = None
) -> dict[str, Table]:
    """Return the claims, the evidence and the sources, as the frames have them.

    Retired claims and the findings on them are left out.
    """
    current = dataset.select()
    made = {}
    for name in MAIN:
        if progress:
            progress(name)
        made[name] = _table(current, name)
    return made


def word_tables(dataset: Dataset) -> dict[str, Table]:
    """Return the tables that the main ones refer to: every claim id, the topics, the words."""
    return {
        name: _table(dataset, name)
        for name in describe_columns()
        if name not in {*MAIN, *OF_NO_DATASET}
    }


def _table(dataset: Dataset, name: str) -> Table:
    columns, frame = columns_of(dataset, name), frames.table_frame(dataset, name)
    is_typed = _minor(dataset) >= _TYPED_SINCE
    return Table(name, columns, frame[[c for c in frame if c in columns]], is_typed)


def columns_of(dataset: Dataset, table: str) -> Mapping[str, Column]:
    """Return the columns of a table that the schema of the records has."""
    minor = _minor(dataset)
    return {
        name: column
        for name, column in describe_columns()[table].items()
        if _SINCE.get(name, 0) <= minor
    }


def _minor(dataset: Dataset) -> int:
    header = dataset.header
    return header.schema_minor if header.schema_version == SCHEMA_VERSION else 0


def plain_rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Return each row with its id first, as plain Python values; None where nothing is known."""
    columns = [frame.index.astype(object).tolist()]
    for name in frame:
        cells = frame[name].astype(object)
        columns.append([_plain(cell) for cell in cells.where(cells.notna(), None)])
    return zip(*columns, strict=True)


def _plain(cell: Any) -> Any:
    return cell.date() if isinstance(cell, pd.Timestamp) else cell


def about(dataset: Dataset) -> dict[str, str]:
    """Return what an export says of itself: the title, the stamp, the licence, how to cite it."""
    stamp = dataset.stamp
    return {
        "title": dataset.header.title,
        "description": dataset.header.description,
        **({"url": dataset.header.url} if dataset.header.url else {}),
        "data_version": stamp.data_version,
        "digest": stamp.digest,
        "schema_version": str(stamp.schema_version),
        "method": str(stamp.method),
        **({"note": stamp.note} if stamp.note else {}),
        "package_version": stamp.package_version,
        "licence": dataset.header.licences.records,
        "citation": dataset.citation,
    }


CODEBOOK_HEAD = ("part", "name", "type", "unit", "meaning")
"""The columns of the codebook."""


def codebook_rows(dataset: Dataset) -> list[tuple[str, str, str, str, str]]:
    """Return the codebook: the stamp, every column of the main tables, and every word.

    The columns are those of `CODEBOOK_HEAD`; the part ``dataset`` is the stamp, ``claims`` and
    the like are columns, and ``words: metrics`` and the like are words.
    """
    rows = [("dataset", name, "", "", text) for name, text in about(dataset).items()]
    rows += [
        (table, name, column.kind, column.unit or "", column.description)
        for table in MAIN
        for name, column in columns_of(dataset, table).items()
    ]
    rows += [("words: topics", topic, "", "", title) for topic, title in dataset.topics.items()]
    for name in VOCABULARY:
        rows += [
            (
                f"words: {name}",
                word.id,
                "",
                getattr(word, "unit", ""),
                getattr(word, "definition", word.id),
            )
            for word in getattr(dataset, name).values()
        ]
    rows += [
        ("words: verdicts", word, "", "", f"{wording.phrase}: {wording.sentence}")
        for word, wording in VERDICTS.items()
    ]
    return rows
