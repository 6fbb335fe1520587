"""Drafts: the records of one folder, each with where it stands, and what breaks a rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from afpak_claims.records.registry import COLLECTIONS
from afpak_claims.records.scalars import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.errors import Problem
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.header import Article, Header
    from afpak_claims.records.sources import Source
    from afpak_claims.records.vocabulary import Actor, Caution, Metric, Place, Quantifier, Unit

__all__ = ["Draft", "Entry", "RuleViolation", "field_path", "measured"]

T = TypeVar("T")


class Entry(NamedTuple, Generic[T]):
    """A record and where it stands."""

    record: T
    file: str
    path: tuple[str | int, ...]


class RuleViolation(NamedTuple):
    """A rule that does not hold for a record."""

    entry: Entry[Any]
    path: tuple[str | int, ...]
    """Field of the record, from the record."""
    message: str


@dataclass
class Draft:
    """The valid records of one folder, in file order, with where each stands."""

    header: Entry[Header] | None = None
    article: Entry[Article] | None = None
    topics: dict[str, str] = field(default_factory=dict)
    claims: list[Entry[Claim]] = field(default_factory=list)
    findings: list[Entry[Finding]] = field(default_factory=list)
    sources: list[Entry[Source]] = field(default_factory=list)
    metrics: list[Entry[Metric]] = field(default_factory=list)
    units: list[Entry[Unit]] = field(default_factory=list)
    places: list[Entry[Place]] = field(default_factory=list)
    actors: list[Entry[Actor]] = field(default_factory=list)
    quantifiers: list[Entry[Quantifier]] = field(default_factory=list)
    cautions: list[Entry[Caution]] = field(default_factory=list)
    invalid: set[str] = field(default_factory=set)
    """Ids of records that could not be read, so that nothing is called missing that is there."""
    unread: set[str] = field(default_factory=set)
    """Collections of which a whole file could not be read, so that any id may be among them."""
    today: dt.date = field(default_factory=dt.date.today)
    """The day of the check, after which no date may lie."""
    warnings: list[Problem] = field(default_factory=list)
    """What only a person can judge."""
    complete: bool = True
    """False where some record could not be read: what is unused or uncovered is then unknown."""

    def add(self, other: Draft) -> None:
        """Add the records of another draft, those of one more file."""
        self.header = other.header or self.header
        self.article = other.article or self.article
        self.topics |= other.topics
        self.invalid |= other.invalid
        self.unread |= other.unread
        for name in COLLECTIONS:
            getattr(self, name).extend(getattr(other, name))

    def index(self, entries: list[Entry[T]]) -> dict[str, T]:
        """Return records by id."""
        return {entry.record.id: entry.record for entry in entries}  # type: ignore[attr-defined]


def measured(draft: Draft) -> Iterator[tuple[Entry[Any], Metric]]:
    """Return the claims and findings of which it is known what they measure, each with its metric.

    A finding that names no metric of its own has that of its claim.
    """
    claims, metrics = draft.index(draft.claims), draft.index(draft.metrics)
    entries: list[Entry[Any]] = [*draft.claims, *draft.findings]
    for entry in entries:
        record = entry.record
        figure = claims.get(record.claim) if hasattr(record, "claim") else record
        named = getattr(record, "metric", None) or getattr(figure, "metric", None)
        if metric := metrics.get(named or ""):
            yield entry, metric


def field_path(path: tuple[str | int, ...]) -> str:
    """Write a path the way people read it: ``claims[3].estimate.low``."""
    text = ""
    for part in path:
        name = part if isinstance(part, int) or part.isprintable() else shown(part)
        text += f"[{part}]" if isinstance(part, int) else f".{name}" if text else str(name)
    return text
