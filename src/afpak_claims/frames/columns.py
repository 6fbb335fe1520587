"""Columns: each column of each table, declared once, with where its cells come from.

Frames, exports, codebook, docs and the page take names, types, texts and cells from here. Nothing
in this module needs pandas. A text that describes a column is the one under the field of the
record that the column repeats; only a column that is computed has a text of its own.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import MISSING, fields
from functools import cache
from operator import attrgetter
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

from afpak_claims.evidence.results import ATTRIBUTION_CHECKS, RELATIONS, VERDICTS
from afpak_claims.records.claims import (
    FURTHER_FIELDS,
    Assertion,
    Attribution,
    Claim,
    Figure,
    Locator,
)
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.fields import field_docs, field_order
from afpak_claims.records.findings import COVERAGES, Finding
from afpak_claims.records.periods import Period
from afpak_claims.records.retirement import Retired
from afpak_claims.records.sources import Source
from afpak_claims.records.vocabulary import VOCABULARY, Metric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.evidence.results import ClaimResult, FindingResult

__all__ = [
    "CLAIM_COLUMNS",
    "DATE",
    "DESCRIPTIONS",
    "DIFF_COLUMNS",
    "EVIDENCE_COLUMNS",
    "NUMBER",
    "OF_NO_DATASET",
    "ONLY_ASSERTIONS",
    "ONLY_FIGURES",
    "SOURCE_COLUMNS",
    "TEXT",
    "TRUTH",
    "WHOLE",
    "ClaimRow",
    "Column",
    "EvidenceRow",
    "SourceRow",
    "cells",
    "columns_of",
    "describe_columns",
    "rows",
    "table_digest",
    "values",
]

TEXT, NUMBER, WHOLE, TRUTH, DATE = (
    "string[python]",
    "Float64",
    "Int64",
    "boolean",
    "datetime64[s]",
)
_KINDS = {
    TEXT: "text",
    NUMBER: "number",
    WHOLE: "whole number",
    TRUTH: "true or false",
    DATE: "date",
}
_DTYPES = {str: TEXT, float: NUMBER, int: WHOLE, bool: TRUTH}


class Column(NamedTuple):
    """One column of a table."""

    cell: str | Callable[[Any], Any]
    """Where the cell comes from: a path of attributes from the row, or a function of the row."""
    dtype: str = TEXT
    """The pandas dtype."""
    repeats: tuple[type, str] | None = None
    """The record and the key of the field that the column repeats; None if it is computed."""
    text: str = ""
    """What a computed column says."""
    unit: str | None = None
    """The unit of its numbers; None if it has none."""
    refers: str | None = None
    """The table whose ids its cells are; None if they are no ids."""
    closed: tuple[str, ...] = ()
    """The words that a computed cell may hold."""
    always: bool = False
    """Whether every row has a value in a computed column."""
    listed: bool = False
    """Whether a computed cell may hold several values, joined with ``;``."""
    partial: bool = False
    """Whether some rows lack the record that the column repeats a field of."""

    @property
    def description(self) -> str:
        """What it says."""
        return field_docs(self.repeats[0])[self.repeats[1]] if self.repeats else self.text

    @property
    def many(self) -> bool:
        """Whether a cell may hold several values, joined with ``;``."""
        return _field(*self.repeats).many if self.repeats else self.listed

    @property
    def words(self) -> tuple[str, ...]:
        """The words that a cell may hold; none named if the column is not closed."""
        return _field(*self.repeats).words if self.repeats else self.closed

    @property
    def required(self) -> bool:
        """Whether every row has a value."""
        if not self.repeats:
            return self.always
        record, _ = self.repeats
        field = _field(*self.repeats)
        # a list that is required may still be empty
        return not self.partial and record in _IN_EVERY_ROW and field.required and not field.many

    @property
    def kind(self) -> str:
        """The type in words for people."""
        return f"list of {_KINDS[self.dtype]}, joined with ;" if self.many else _KINDS[self.dtype]

    @property
    def help(self) -> str:
        """The description with the unit, in one text."""
        return f"{self.description} Unit: {self.unit}." if self.unit else self.description


class _Field(NamedTuple):
    """What the annotation of a record's field says."""

    dtype: str
    many: bool
    words: tuple[str, ...]
    required: bool


_hints = cache(get_type_hints)
"""Reads the annotations of a record, once for all of its fields."""


@cache
def _field(record: type, key: str) -> _Field:
    """Read a field's annotation; what has a default other than "unknown" is in every row."""
    name, default = next((name, default) for name, of, default in field_order(record) if of == key)
    hint = _hints(record)[name]
    if get_origin(hint) in {UnionType, Union}:
        hint = get_args(hint)[0]
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    given = next(f for f in fields(record) if f.name == name)
    return _Field(
        dtype=_DTYPES.get(hint, TEXT),
        many=many,
        words=get_args(hint) if get_origin(hint) is Literal else (),
        required=given.default is MISSING or default is False,
    )


_IN_EVERY_ROW = (Claim, Attribution, Locator, Finding, Source, *VOCABULARY.values())
"""Records that every row has, so that what they require is in every row."""


def _of(record: type, key: str, at: str, dtype: str = TEXT, **rest: Any) -> Column:
    """Return a column that repeats a field; *at* leads from the row to the record."""
    name = next(name for name, of, _ in field_order(record) if of == key)
    return Column(cell=f"{at}.{name}" if at else name, dtype=dtype, repeats=(record, key), **rest)


def _spot(at: str) -> Column:
    """Return the column of where a claim or finding stands besides its sentence."""
    spot = attrgetter(f"{at}.spot")
    return Column(
        cell=lambda row: str(spot(row)) if spot(row) else None,
        text="The heading, caption, list item or table cell, the page or the time of a recording "
        "that it stands in, in words; else empty.",
    )


DESCRIPTIONS: dict[str, str] = {
    "claims": "One row per claim of the article, in the article's order; retired claims left out.",
    "evidence": "One row per finding, with how it compares with the claim it is about.",
    "sources": "One row per publication.",
    "claim_ids": "Every claim id, also of claims that are retired or were not selected.",
    "topics": "The topics, each with its title.",
    "metrics": "What figures count or measure.",
    "units": "What the numbers of metrics are counted or measured in.",
    "places": "Where claims hold.",
    "actors": "Who claims are about, and who is cited.",
    "quantifiers": "How phrases of quantity become bounds.",
    "cautions": "What to be careful about.",
    "verdicts": "What the words of the column verdict mean.",
}
"""What each table holds, by table."""


# The claims


class ClaimRow(NamedTuple):
    """A claim with the dataset that it stands in: one row of the claims."""

    dataset: Dataset
    claim: Claim

    @property
    def metric(self) -> Metric | None:
        """What a figure counts; None for an assertion."""
        return self.dataset.metrics[self.claim.metric] if isinstance(self.claim, Figure) else None

    @property
    def result(self) -> ClaimResult:
        """What the method says of the claim."""
        return self.dataset.result(self.claim.id)

    @property
    def headline(self) -> str | None:
        """The answer in two sentences."""
        return self.dataset.headline(self.claim.id)


class EvidenceRow(NamedTuple):
    """A finding beside its claim, with the dataset that it stands in: one row of the evidence."""

    dataset: Dataset
    comparison: Comparison

    @property
    def finding(self) -> Finding:
        """The finding."""
        return self.comparison.finding

    @property
    def result(self) -> FindingResult:
        """What the method says of it."""
        return self.comparison.result

    @property
    def metric(self) -> Metric | None:
        """What it counts: its own metric, or that of its claim; None for an assertion."""
        if self.finding.about != "value":
            return None
        claim = self.dataset.claims[self.finding.claim]
        own = self.finding.metric or (claim.metric if isinstance(claim, Figure) else None)
        return self.dataset.metrics[own] if own else None

    @property
    def places(self) -> tuple[str, ...]:
        """Where it counts: its own places, or those of its claim."""
        own = self.finding.places
        return self.dataset.claims[self.finding.claim].places if own is None else own

    @property
    def source(self) -> Source:
        """The source where it was read."""
        return self.dataset.sources[self.finding.source]

    @property
    def origin_name(self) -> tuple[str, ...]:
        """How its origins are called."""
        return tuple(self.dataset.actors[name].called for name in self.finding.origin)

    @property
    def whole_year(self) -> bool | None:
        """Whether its period is one calendar year; None where it has no dates."""
        edtf = self.finding.period.edtf if self.finding.period else None
        return None if edtf is None else len(edtf.rstrip("?~")) == len("2004")


class SourceRow(NamedTuple):
    """A source with the dataset that it stands in: one row of the sources."""

    dataset: Dataset
    source: Source

    @property
    def used_by(self) -> tuple[str, ...]:
        """The findings in use that rest on it."""
        return self.dataset.findings_by_source.get(self.source.id, ())


def _estimate(at: str, unit: str) -> dict[str, Column]:
    return {
        **{name: _of(Estimate, name, at, NUMBER, unit=unit) for name in ("low", "best", "high")},
        **{
            name: Column(dtype=NUMBER, cell=f"{at}.{name}", text=text, unit=unit)
            for name, text in _FILLED.items()
        },
        **{name: _of(Estimate, name, at, TRUTH) for name in ("low_open", "high_open")},
        "level": _of(Estimate, "level", at, NUMBER, unit="percent"),
    }


_FILLED = {
    "lower": "The least value that the words allow: low, else best; null where a side is open.",
    "upper": "The greatest value that the words allow: high, else best where there is no low.",
}


def _days(at: str) -> dict[str, Column]:
    texts = {
        "start": "The first day the period can hold; null where it is open or unknown.",
        "end": "The last day the period can hold; null where it is open or unknown.",
    }
    return {
        name: Column(dtype=DATE, cell=f"{at}.{name}", text=text, unit="day")
        for name, text in texts.items()
    }


_CLAIMS: dict[str, Column] = {
    "id": _of(Claim, "id", "claim"),
    "kind": _of(Claim, "kind", "claim"),
    "topic": _of(Claim, "topic", "claim", refers="topics"),
    "statement": _of(Claim, "statement", "claim"),
    "headline": Column(
        cell="headline",
        text="The answer in two sentences: what the article says, and what others published; "
        "empty for versions before 2.0.0.",
    ),
    "metric": _of(Figure, "metric", "claim", refers="metrics"),
    "unit": _of(Metric, "unit", "metric", partial=True, refers="units"),
    "share_of": _of(Metric, "share_of", "metric"),
    "growth_of": _of(Metric, "growth_of", "metric"),
    "reference": _of(Figure, "reference", "claim"),
    **_estimate("claim.estimate", "that of the column unit"),
    "interpreted": _of(Estimate, "interpreted", "claim.estimate"),
    "wording": _of(Estimate, "wording", "claim.estimate"),
    "type": _of(Assertion, "type", "claim"),
    "period": _of(Period, "edtf", "claim.period"),
    **_days("claim.period"),
    "holds": _of(Period, "holds", "claim.period"),
    "places": _of(Claim, "places", "claim", refers="places"),
    "actors": _of(Claim, "actors", "claim", refers="actors"),
    "naming": _of(Attribution, "naming", "claim.attribution"),
    "attributed_to": _of(Attribution, "to", "claim.attribution", refers="actors"),
    "article": Column(
        cell="dataset.article.source",
        text="The source that is the article.",
        refers="sources",
        always=True,
    ),
    "paragraph": _of(Locator, "paragraph", "claim.article", WHOLE),
    "sentence": _of(Locator, "sentence", "claim.article", WHOLE),
    "digest": _of(Locator, "digest", "claim.article"),
    "spot": _spot("claim.article"),
    "part_of": _of(Claim, "part_of", "claim", refers="claim_ids"),
    "disputes": _of(Claim, "disputes", "claim", refers="claim_ids"),
    "cautions": _of(Claim, "cautions", "claim", refers="cautions"),
    "verdict": Column(
        cell="result.verdict",
        text="What all comparisons of the claim say together.",
        refers="verdicts",
        closed=tuple(VERDICTS),
        always=True,
    ),
    "basis": Column(
        cell="result.basis",
        text="What the verdict rests on, in words; empty for versions before 2.0.0.",
    ),
    "n_findings": Column(
        dtype=WHOLE,
        cell="result.n_findings",
        text="How many findings count toward the verdict; empty for versions before 2.0.0.",
        unit="findings",
    ),
    "n_origins": Column(
        dtype=WHOLE,
        cell="result.n_origins",
        text="How many voices they are, those of unknown origin not counted; empty for versions "
        "before 2.0.0.",
        unit="origins",
    ),
    "independent": Column(
        dtype=WHOLE,
        cell="result.independent",
        text="How many of these voices belong to no party to the conflict; empty for versions "
        "before 2.0.0.",
        unit="origins",
    ),
    "gap": Column(
        dtype=NUMBER,
        cell="result.gap",
        text="The least gap on the side that the verdict names, 0 where it is consistent or "
        "borderline; else empty.",
        unit="that of the column unit",
    ),
    "relative_gap": Column(
        dtype=NUMBER,
        cell="result.relative_gap",
        text="That gap divided by the facing bound of its finding; empty where there is no gap.",
        unit="share of the facing bound of the finding",
    ),
    "robust": Column(
        dtype=TRUTH,
        cell="result.robust",
        text="Whether no single change flips the verdict; empty where nothing decides, and for "
        "versions before 2.0.0.",
    ),
    "attribution_check": Column(
        cell="result.attribution_check",
        text="Whether the credited source published the claim; empty where nobody is named.",
        closed=tuple(ATTRIBUTION_CHECKS),
    ),
    "credited": Column(
        cell="result.credited",
        text="How the credited body's own numbers lie, as a verdict over them alone; silent where "
        "none decides, empty where nobody is named and for versions before 2.0.0.",
        closed=("silent", *VERDICTS),
    ),
    "note": _of(Claim, "note", "claim"),
    **{name: _of(Claim, name, "claim", _field(Claim, name).dtype) for name in FURTHER_FIELDS},
}


def _only(*records: type) -> frozenset[str]:
    return frozenset(
        name for name, column in _CLAIMS.items() if column.repeats and column.repeats[0] in records
    )


ONLY_FIGURES = _only(Figure, Metric, Estimate)
"""The columns of the claims that only figures have."""
ONLY_ASSERTIONS = _only(Assertion)
"""The columns of the claims that only assertions have."""


# The evidence, the sources, the changes


_OF_CLAIM = "that of the claim's metric"
_OF_FINDING = "that of the column unit"
_EVIDENCE: dict[str, Column] = {
    "id": _of(Finding, "id", "finding"),
    "claim": _of(Finding, "claim", "finding", refers="claims"),
    "about": _of(Finding, "about", "finding"),
    "metric": Column(
        cell="metric.id",
        text="What it counts, of its own or that of its claim; empty where it is about no value.",
        refers="metrics",
    ),
    "unit": Column(cell="metric.unit", text="The unit of its numbers.", refers="units"),
    "share_of": _of(Metric, "share_of", "metric"),
    "growth_of": _of(Metric, "growth_of", "metric"),
    "reference": _of(Finding, "reference", "finding"),
    "places": Column(
        cell="places",
        text="Where it counts, of its own or as its claim; joined with ;.",
        refers="places",
        listed=True,
    ),
    "origin": _of(Finding, "origin", "finding", refers="actors"),
    "origin_name": Column(
        cell="origin_name", text="How its origins are called; joined with ;.", listed=True
    ),
    "source": _of(Finding, "source", "finding", refers="sources"),
    "source_title": Column(cell="source.title", text="The printed title of the source."),
    "publisher": Column(
        cell="source.issuer", text="Who publishes the source, or where it appeared."
    ),
    "reading": _of(Finding, "reading", "finding"),
    "locator": _of(Finding, "locator", "finding"),
    "spot": _spot("finding"),
    **_estimate("finding.estimate", _OF_FINDING),
    "period": Column(
        cell="finding.period.edtf", text="The dates the source gives, as an EDTF string."
    ),
    **_days("finding.period"),
    "holds": _of(Period, "holds", "finding.period"),
    "whole_year": Column(
        dtype=TRUTH,
        cell="whole_year",
        text="Whether the period is one calendar year; empty where there are no dates.",
    ),
    "counted_as": _of(Finding, "counted_as", "finding"),
    "series": _of(Finding, "series", "finding"),
    "coverage": Column(
        cell="result.coverage",
        text="How its quantity lies to that of the claim; empty where it is about no value, and "
        "for versions before 2.0.0.",
        closed=tuple(COVERAGES),
    ),
    "covers": Column(
        cell=lambda row: str(row.finding.covers) if row.finding.covers else None,
        text="The axes whose coverage was judged by hand, each with its word; else empty.",
    ),
    "covers_why": Column(
        cell=lambda row: (
            " ".join(dict.fromkeys(j.why for j in row.finding.covers.axes.values()))
            if row.finding.covers
            else None
        ),
        text="The reasons of what was judged by hand.",
    ),
    "scope": Column(
        cell="comparison.scope",
        text="The coverage in the words of schema 1; empty where it is about no value.",
        closed=tuple(wording.scope for wording in COVERAGES.values()),
    ),
    "stance": _of(Finding, "stance", "finding"),
    "relation": Column(
        cell="result.relation",
        text="How the claim lies to what the finding leaves of its quantity; empty where it is "
        "about no value. Versions before 2.0.0 have overlaps, above and below alone.",
        closed=tuple(RELATIONS),
    ),
    "side": Column(
        cell="result.side",
        text="The side of the claim, where the relation is a touch.",
        closed=("above", "below"),
    ),
    "decides": Column(
        dtype=TRUTH,
        cell="result.decides",
        text="Whether the finding counts toward the verdict.",
        always=True,
    ),
    "gap": Column(
        dtype=NUMBER,
        cell="result.gap",
        text="Distance between the two facing bounds; 0 where they overlap or only touch.",
        unit=_OF_CLAIM,
    ),
    "relative_gap": Column(
        dtype=NUMBER,
        cell="result.relative_gap",
        text="The gap divided by the facing bound of the finding; empty where that bound is 0.",
        unit="share of the nearer bound of the finding",
    ),
    "operation": _of(Finding, "operation", "finding"),
    "inputs": _of(Finding, "inputs", "finding", refers="evidence"),
    "revises": _of(Finding, "revises", "finding", refers="evidence"),
    "note": _of(Finding, "note", "finding"),
}
_SOURCES: dict[str, Column] = {
    name: _of(Source, key, "source")
    for name, key in (
        ("id", "id"),
        ("type", "type"),
        ("title", "title"),
        ("author", "author"),
        ("container_title", "container-title"),
        ("publisher", "publisher"),
        ("issued", "issued"),
        ("accessed", "accessed"),
        ("url", "URL"),
        ("read_at", "read_at"),
        ("archive", "archive"),
        ("licence", "licence"),
        ("note", "note"),
    )
} | {
    "used_by": Column(
        cell="used_by",
        text="The findings in use that rest on it; joined with ;.",
        refers="evidence",
        listed=True,
    )
}


def _as_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


_DIFF: dict[str, Column] = {
    "collection": Column(cell="collection", text="The collection that the record stands in."),
    "id": Column(cell="id", text="The id of the record."),
    "change": Column(cell="change", text="What happened to the record, or to one field of it."),
    "field": Column(
        cell=lambda change: change.field or None,
        text="The field with dots; empty for a whole record.",
    ),
    "old": Column(
        cell=lambda change: _as_text(change.old), text="The value before; JSON if it is not a text."
    ),
    "new": Column(
        cell=lambda change: _as_text(change.new), text="The value after; JSON if it is not a text."
    ),
}


OF_NO_DATASET = ("changes", "sensitivity")
"""The tables that are answers and no part of a dataset."""

_SENSITIVITY: dict[str, Column] = {
    "claim": Column(cell="claim", text="The claim.", refers="claims", always=True),
    "verdict": Column(cell="verdict", text="Its verdict.", closed=tuple(VERDICTS), always=True),
    "change": Column(cell="change", text="What is left out, or read otherwise.", always=True),
    "becomes": Column(
        cell="becomes", text="The verdict then.", closed=tuple(VERDICTS), always=True
    ),
}


# The words that the other tables use


_CLAIM_IDS: dict[str, Column] = {
    "id": _of(Claim, "id", ""),
    "status": Column(
        cell="status",
        text="current for a row of claims, retired for a claim out of use, left-out for one that "
        "was not selected for this export.",
        closed=("current", "retired", "left-out"),
        always=True,
    ),
    "retired_in": _of(Retired, "in", "retired"),
    "reason": _of(Retired, "reason", "retired"),
    "replaced_by": _of(Retired, "replaced_by", "retired", refers="claim_ids"),
}


def _word(name: str, text: str) -> Column:
    return Column(cell=name, text=text, always=True)


_WORD_REFERS = {
    ("places", "within"): "places",
    ("metrics", "within"): "metrics",
    ("metrics", "unit"): "units",
    ("actors", "speaks_for"): "actors",
    ("actors", "party"): "actors",
}


def _word_columns(table: str, record: type) -> dict[str, Column]:
    return {
        name: _of(
            record, key, "", _field(record, key).dtype, refers=_WORD_REFERS.get((table, name))
        )
        for name, key, _ in field_order(record)
    }


@cache
def describe_columns() -> Mapping[str, Mapping[str, Column]]:
    """Return every column of every table with its description, unit and type.

    Returns:
        By table, then by column in order; the index ``id`` is the first column of each.

    Example:
        >>> describe_columns()["evidence"]["relative_gap"].unit
        'share of the nearer bound of the finding'
    """
    return MappingProxyType({name: columns_of(name) for name in _TABLES})


@cache
def columns_of(table: str) -> Mapping[str, Column]:
    """Return the columns of one table, as `describe_columns` has them."""
    columns = _TABLES[table]
    return MappingProxyType(columns if isinstance(columns, dict) else _word_columns(table, columns))


_TABLES: dict[str, dict[str, Column] | type] = {
    "claims": _CLAIMS,
    "evidence": _EVIDENCE,
    "sources": _SOURCES,
    "changes": _DIFF,
    "sensitivity": _SENSITIVITY,
    "claim_ids": _CLAIM_IDS,
    "topics": {
        "id": _word("id", "The word."),
        "title": _word("title", "The title of the topic."),
    },
    **VOCABULARY,
    "verdicts": {
        "id": _word("id", "The word."),
        "meaning": _word("meaning", "What it says."),
    },
}
"""The columns of each table, or the record whose fields are its columns."""


def _dtypes(columns: Mapping[str, Column]) -> dict[str, str]:
    return {name: column.dtype for name, column in columns.items() if name != "id"}


CLAIM_COLUMNS = _dtypes(_CLAIMS)
"""Columns and dtypes of `load_claims`; part of the contract."""
EVIDENCE_COLUMNS = _dtypes(_EVIDENCE)
"""Columns and dtypes of `load_evidence`; part of the contract."""
SOURCE_COLUMNS = _dtypes(_SOURCES)
"""Columns and dtypes of `load_sources`; part of the contract."""
DIFF_COLUMNS = {name: column.dtype for name, column in _DIFF.items()}
"""Columns and dtypes of `diff`; part of the contract."""


# Rows and cells


class _Topic(NamedTuple):
    """One row of the topics."""

    id: str
    title: str


class _Meaning(NamedTuple):
    """One row of the verdicts."""

    id: str
    meaning: str


class _ClaimId(NamedTuple):
    """One row of the claim ids."""

    id: str
    status: str
    retired: Retired | None


def _claim_ids(dataset: Dataset) -> Iterator[_ClaimId]:
    for claim in dataset.parent or dataset:
        status = "current" if claim.id in dataset.claims else "left-out"
        yield _ClaimId(claim.id, "retired" if claim.retired else status, claim.retired)


def rows(dataset: Dataset, table: str) -> Iterable[Any]:
    """Return what the columns of a table of a dataset take their cells from, row by row."""
    made: dict[str, Callable[[], Iterable[Any]]] = {
        "claims": lambda: (ClaimRow(dataset, claim) for claim in dataset),
        "evidence": lambda: (
            EvidenceRow(dataset, one) for claim in dataset for one in dataset.comparisons(claim.id)
        ),
        "sources": lambda: (SourceRow(dataset, source) for source in dataset.sources.values()),
        "claim_ids": lambda: _claim_ids(dataset),
        "topics": lambda: (_Topic(*topic) for topic in dataset.topics.items()),
        "verdicts": lambda: (
            _Meaning(word, f"{wording.phrase}: {wording.sentence}")
            for word, wording in VERDICTS.items()
        ),
        **{name: getattr(dataset, name).values for name in VOCABULARY},
    }
    return made[table]()


def cells(table: str, rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Return the cells of a table by column: plain values, with None where nothing is known.

    Args:
        table: ``claims``, ``evidence``, ``sources`` or another table of `describe_columns`.
        rows: What the columns of that table take their cells from, as `rows` returns it.
    """
    reached = {"": list(rows)}
    return {
        name: list(map(_joined, _reached(column.cell, reached)))
        for name, column in columns_of(table).items()
    }


def _reached(source: str | Callable[[Any], Any], reached: dict[str, list[Any]]) -> list[Any]:
    """Return what a path leads to from each row, or a function makes of it.

    Columns share the beginnings of their paths, so what these lead to is kept.
    """
    if not isinstance(source, str):
        return [source(row) for row in reached[""]]
    if source not in reached:
        before, _, name = source.rpartition(".")
        reached[source] = [
            None if value is None else getattr(value, name, None)
            for value in _reached(before, reached)
        ]
    return reached[source]


def table_digest(dataset: Dataset, table: str, columns: Iterable[str] | None = None) -> str:
    """Return ``sha256:`` and a digest of the cells of a table, as the frame of it has them.

    Args:
        dataset: The dataset; retired claims and the findings on them are left out.
        table: ``claims``, ``evidence`` or ``sources``.
        columns: The columns that count, the id apart; all of them where it is left out.
    """
    described = columns_of(table)
    found = cells(table, rows(dataset.select(), table))
    names = ["id", *(columns or (name for name in described if name != "id"))]
    kept = {
        name: [_digested(cell, described[name].dtype) for cell in found[name]] for name in names
    }
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _digested(cell: Any, dtype: str) -> Any:
    if cell is None:
        return None
    if dtype == DATE:
        return cell.isoformat()
    return float(cell) if dtype == NUMBER else cell


def values(row: Any, column: Column) -> tuple[Any, ...]:
    """Return the values of one cell, each by itself; none where nothing is known."""
    (value,) = _reached(column.cell, {"": [row]})
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _joined(value: Any) -> Any:
    return (";".join(map(str, value)) or None) if isinstance(value, tuple) else value
