"""Tables: a dataset as tables of which every column is described, for all exports alike.

The columns of the claims, the evidence and the sources are those of the frames; their texts are
the field documentation of the records. The other tables hold the words that these three use.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import MappingProxyType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NamedTuple,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import pandas as pd

from afpak_claims.evidence.comparison import VERDICTS, AttributionCheck
from afpak_claims.frames import frames
from afpak_claims.records.claims import Assertion, Attribution, Claim, Figure, Locator, Retired
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.fields import field_docs, field_order
from afpak_claims.records.findings import Finding
from afpak_claims.records.periods import Period
from afpak_claims.records.sources import Source
from afpak_claims.records.vocabulary import VOCABULARY, Metric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from afpak_claims.evidence.dataset import Dataset

__all__ = [
    "CODEBOOK_HEAD",
    "DESCRIPTIONS",
    "MAIN",
    "Column",
    "Table",
    "about",
    "codebook_rows",
    "describe_columns",
    "main_tables",
    "plain_rows",
    "word_tables",
]

MAIN = ("claims", "evidence", "sources")
"""The tables that are frames."""

DESCRIPTIONS: dict[str, str] = {
    "claims": "One row a claim of the article, in the article's order; retired claims left out.",
    "evidence": "One row a finding, with how the claim it bears on lies beside it.",
    "sources": "One row a publication.",
    "claim_ids": "Every claim id, also of claims that are retired or were not selected.",
    "topics": "The topics, each with its title.",
    "metrics": "What figures count or measure.",
    "places": "Where claims hold.",
    "actors": "Whom claims are about, and who is credited.",
    "quantifiers": "How phrases of quantity become bounds.",
    "cautions": "What to be careful about.",
    "verdicts": "What the words of the column verdict mean.",
}
"""What each table holds, by table."""


class Column(NamedTuple):
    """What one column of a table holds."""

    dtype: str
    """The pandas dtype, as the frames declare it."""
    description: str
    """What it says."""
    unit: str | None = None
    """The unit of its numbers; None where it has none."""
    refers: str | None = None
    """The table whose ids its cells are; None where they are no ids."""
    many: bool = False
    """Whether a cell may hold several values, joined with ``;``."""
    words: tuple[str, ...] = ()
    """The words that a cell may hold; none named where the column is not closed."""
    required: bool = False
    """Whether every row has a value."""

    @property
    def kind(self) -> str:
        """The type in words for people."""
        return f"list of {_KINDS[self.dtype]}, joined with ;" if self.many else _KINDS[self.dtype]

    @property
    def help(self) -> str:
        """The description with the unit, in one text."""
        return f"{self.description} Unit: {self.unit}." if self.unit else self.description


_KINDS = {
    frames.TEXT: "text",
    frames.NUMBER: "number",
    frames.WHOLE: "whole number",
    frames.TRUTH: "true or false",
    frames.DATE: "date",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rows."""

    name: str
    columns: Mapping[str, Column]
    """Every column in order, the id first."""
    frame: pd.DataFrame
    """The rows, indexed by id."""


@cache
def describe_columns() -> Mapping[str, Mapping[str, Column]]:
    """Return every column of every table with its description, unit and type.

    Returns:
        By table, then by column in order; the index ``id`` is the first column of each.

    Example:
        >>> describe_columns()["evidence"]["relative_gap"].unit
        'share of the nearer bound of the finding'
    """
    described = {
        "claims": _framed(frames.CLAIM_COLUMNS, _CLAIMS, Claim),
        "evidence": _framed(frames.EVIDENCE_COLUMNS, _EVIDENCE, Finding),
        "sources": _framed(frames.SOURCE_COLUMNS, _SOURCES, Source),
        "claim_ids": _CLAIM_IDS,
        "topics": {
            "id": Column(frames.TEXT, "The word.", required=True),
            "title": Column(frames.TEXT, "The title of the topic.", required=True),
        },
        **{name: _word_columns(kind) for name, kind in VOCABULARY.items()},
        "verdicts": {
            "id": Column(frames.TEXT, "The word.", required=True),
            "meaning": Column(frames.TEXT, "What it says.", required=True),
        },
    }
    return MappingProxyType(
        {name: MappingProxyType(columns) for name, columns in described.items()}
    )


# Where the texts come from: a record and one of its keys, or a text of our own


class _From(NamedTuple):
    """A column that repeats a field of a record."""

    record: type
    key: str
    unit: str | None = None
    refers: str | None = None
    only_figures: bool = False


class _Made(NamedTuple):
    """A column that is computed."""

    description: str
    unit: str | None = None
    refers: str | None = None
    words: tuple[str, ...] = ()
    required: bool = False


_OF_ROW = "that of the column unit"
_OF_CLAIM = "that of the claim's metric"


_DATES: dict[str, _From | _Made] = {
    "start": _Made(str(Period.start.__doc__), unit="day"),
    "end": _Made(str(Period.end.__doc__), unit="day"),
}


def _bounds(unit: str) -> dict[str, _From | _Made]:
    return {
        **{name: _From(Estimate, name, unit) for name in ("low", "best", "high")},
        **{name: _From(Estimate, name) for name in ("low_open", "high_open")},
    }


_CLAIMS: dict[str, _From | _Made] = {
    "topic": _From(Claim, "topic", refers="topics"),
    "metric": _From(Figure, "metric", refers="metrics"),
    "unit": _From(Metric, "unit", only_figures=True),
    **_bounds(_OF_ROW),
    "interpreted": _From(Estimate, "interpreted"),
    "wording": _From(Estimate, "wording"),
    "type": _From(Assertion, "type"),
    "period": _From(Period, "edtf"),
    **_DATES,
    "holds": _From(Period, "holds"),
    "places": _From(Claim, "places", refers="places"),
    "actors": _From(Claim, "actors", refers="actors"),
    "naming": _From(Attribution, "naming"),
    "attributed_to": _From(Attribution, "to", refers="actors"),
    "article": _Made("The source that is the article.", refers="sources", required=True),
    "paragraph": _From(Locator, "paragraph"),
    "sentence": _From(Locator, "sentence"),
    "digest": _From(Locator, "digest"),
    "part_of": _From(Claim, "part_of", refers="claim_ids"),
    "disputes": _From(Claim, "disputes", refers="claim_ids"),
    "cautions": _From(Claim, "cautions", refers="cautions"),
    "verdict": _Made(
        "What all comparisons of the claim say together.",
        refers="verdicts",
        words=tuple(VERDICTS),
        required=True,
    ),
    "attribution_check": _Made(
        "Whether the credited source published the claim; empty where nobody is named.",
        words=get_args(AttributionCheck),
    ),
}
_EVIDENCE: dict[str, _From | _Made] = {
    "claim": _From(Finding, "claim", refers="claims"),
    "source": _From(Finding, "source", refers="sources"),
    **_bounds(_OF_CLAIM),
    "period": _Made("The dates the source gives, as an EDTF string."),
    **_DATES,
    "relation": _Made(
        "Whether the claim overlaps the finding or lies above or below it; empty where the "
        "finding cannot decide.",
        words=("overlaps", "above", "below"),
    ),
    "gap": _Made(
        "Distance between the two nearer bounds; 0 where they overlap or only touch.",
        unit=_OF_CLAIM,
    ),
    "relative_gap": _Made(
        "The gap divided by the nearer bound of the finding; empty where that bound is 0.",
        unit="share of the nearer bound of the finding",
    ),
    "inputs": _From(Finding, "inputs", refers="evidence"),
}
_SOURCES: dict[str, _From | _Made] = {
    "container_title": _From(Source, "container-title"),
    "url": _From(Source, "URL"),
}
_CLAIM_IDS: dict[str, Column] = {
    "id": Column(frames.TEXT, field_docs(Claim)["id"], required=True),
    "status": Column(
        frames.TEXT,
        "current for a row of claims, retired for a claim out of use, left-out for one that was "
        "not selected for this export.",
        words=("current", "retired", "left-out"),
        required=True,
    ),
    "retired_in": Column(frames.TEXT, field_docs(Retired)["in"]),
    "reason": Column(frames.TEXT, field_docs(Retired)["reason"]),
    "replaced_by": Column(frames.TEXT, field_docs(Retired)["replaced_by"], refers="claim_ids"),
}
_ALWAYS_THERE = (Claim, Attribution, Locator, Finding, Source, *VOCABULARY.values())
"""Records that every row has, so that what they require is in every row."""


def _framed(
    dtypes: dict[str, str], origins: dict[str, _From | _Made], record: type
) -> dict[str, Column]:
    """Describe the columns of a frame; those of no other origin are fields of its record."""
    return {
        name: _column(dtype, origins.get(name) or _From(record, name))
        for name, dtype in {"id": frames.TEXT, **dtypes}.items()
    }


def _column(dtype: str, origin: _From | _Made) -> Column:
    if isinstance(origin, _Made):
        return Column(
            dtype,
            origin.description,
            origin.unit,
            origin.refers,
            words=origin.words,
            required=origin.required,
        )
    field = _field(origin.record, origin.key)
    return Column(
        dtype,
        field_docs(origin.record)[origin.key],
        origin.unit,
        origin.refers,
        field.many,
        field.words,
        required=field.required and origin.record in _ALWAYS_THERE and not origin.only_figures,
    )


class _Field(NamedTuple):
    """What the annotation of a record's field says."""

    dtype: str
    many: bool
    words: tuple[str, ...]
    required: bool


_DTYPES = {str: frames.TEXT, float: frames.NUMBER, int: frames.WHOLE, bool: frames.TRUTH}


def _field(record: type, key: str) -> _Field:
    name = next(name for name, of, _ in field_order(record) if of == key)
    hint = get_type_hints(record)[name]
    if get_origin(hint) in {UnionType, Union}:
        hint = get_args(hint)[0]
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    given = next(f for f in fields(record) if f.name == name)
    return _Field(
        dtype=_DTYPES.get(hint, frames.TEXT),
        many=many,
        words=get_args(hint) if get_origin(hint) is Literal else (),
        required=given.default is MISSING,
    )


_WORD_REFERS = {"within": "places"}


def _word_columns(record: type) -> dict[str, Column]:
    docs = field_docs(record)
    return {
        name: Column(
            field.dtype,
            docs[key],
            refers=_WORD_REFERS.get(name),
            many=field.many,
            words=field.words,
            # What has a default that is no "unknown" is in every row too.
            required=field.required or default is False,
        )
        for name, key, default in field_order(record)
        for field in [_field(record, key)]
    }


# The tables of a dataset


def main_tables(
    dataset: Dataset, progress: Callable[[str], object] | None = None
) -> dict[str, Table]:
    """Return the claims, the evidence and the sources, as the frames have them.

    Retired claims and the findings on them are left out.
    """
    current = dataset.select()
    makers = (frames.claims_frame, frames.evidence_frame, frames.sources_frame)
    columns = describe_columns()
    made = {}
    for name, make in zip(MAIN, makers, strict=True):
        if progress:
            progress(name)
        made[name] = Table(name, columns[name], make(current))
    return made


def word_tables(dataset: Dataset) -> dict[str, Table]:
    """Return the tables that the main ones refer to: every claim id, the topics, the words."""
    columns = describe_columns()
    rows: dict[str, list[dict[str, Any]]] = {
        "claim_ids": list(_claim_ids(dataset)),
        "topics": [{"id": name, "title": title} for name, title in dataset.topics.items()],
        **{
            name: [
                {column: getattr(word, column) for column in columns[name]}
                for word in getattr(dataset, name).values()
            ]
            for name in VOCABULARY
        },
        "verdicts": [{"id": word, "meaning": meaning} for word, meaning in VERDICTS.items()],
    }
    return {name: Table(name, columns[name], _frame(rows[name], columns[name])) for name in rows}


def _claim_ids(dataset: Dataset) -> Iterator[dict[str, Any]]:
    for claim in dataset.unselected or dataset:
        retired = claim.retired
        status = "current" if claim.id in dataset.claims else "left-out"
        yield {
            "id": claim.id,
            "status": "retired" if retired else status,
            "retired_in": retired and retired.in_version,
            "reason": retired and retired.reason,
            "replaced_by": retired and retired.replaced_by,
        }


def _frame(rows: list[dict[str, Any]], columns: Mapping[str, Column]) -> pd.DataFrame:
    data = {
        name: pd.array([_joined(row[name]) for row in rows], dtype=column.dtype)  # type: ignore[call-overload] # one of five known names
        for name, column in columns.items()
    }
    return pd.DataFrame(data).set_index("id")


def _joined(value: Any) -> Any:
    return (";".join(value) or None) if isinstance(value, tuple) else value


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
    described = describe_columns()
    rows = [("dataset", name, "", "", text) for name, text in about(dataset).items()]
    rows += [
        (table, name, column.kind, column.unit or "", column.description)
        for table in MAIN
        for name, column in described[table].items()
    ]
    rows += [("words: topics", topic, "", "", title) for topic, title in dataset.topics.items()]
    for name in VOCABULARY:
        rows += [
            (f"words: {name}", word.id, "", getattr(word, "unit", ""), word.definition)
            for word in getattr(dataset, name).values()
        ]
    rows += [("words: verdicts", word, "", "", meaning) for word, meaning in VERDICTS.items()]
    return rows
