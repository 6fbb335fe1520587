"""Terms: what the method takes of a claim, of a finding and of the vocabulary."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from afpak_claims.records.estimates import Estimate

__all__ = [
    "Actor",
    "Axis",
    "ClaimTerms",
    "Coverage",
    "FindingTerms",
    "Metric",
    "Nature",
    "Relation",
    "Span",
    "Time",
    "Window",
    "World",
]

Nature = Literal["flow", "stock", "rate", "level", "rank"]
Coverage = Literal["same", "part", "whole", "other"]
Axis = Literal["what", "where", "when"]
Relation = Literal["meets", "overlaps", "touches", "above", "below", "excludes", "silent"]


class Span(NamedTuple):
    """Days from the first to the last; None where an end is open and runs without end."""

    start: dt.date | None
    end: dt.date | None

    def within(self, other: Span) -> bool:
        """Whether every day of this span is one of the other."""
        return (other.start is None or (self.start is not None and other.start <= self.start)) and (
            other.end is None or (self.end is not None and self.end <= other.end)
        )

    def meets(self, other: Span) -> bool:
        """Whether some day is in both."""
        return (self.start is None or other.end is None or self.start <= other.end) and (
            self.end is None or other.start is None or other.start <= self.end
        )


class Time(NamedTuple):
    """When something holds."""

    given: bool = False
    """Whether anything is said of time, be it in words."""
    days: Span | None = None
    """The days, where there is a date."""
    doubtful: bool = False
    """Whether a date bears ``?`` or ``~``."""
    holds: str | None = None
    """``cumulative``, ``sometime`` or ``throughout``."""


class Window(NamedTuple):
    """The year that is ranked, and the years among which it is."""

    year: int
    first: int
    last: int


class Metric(NamedTuple):
    """What the method knows of a metric."""

    nature: Nature
    whole: bool = False
    within: str | None = None
    checkable: bool = True
    unit: str = ""
    growth: bool = False
    """Whether it is a growth, which is measured from a reference."""


class Actor(NamedTuple):
    """What the method knows of an actor."""

    speaks_for: str | None = None
    party: str | None = None


class World(NamedTuple):
    """The vocabulary."""

    metrics: Mapping[str, Metric]
    places: Mapping[str, str | None]
    """The place around each place."""
    actors: Mapping[str, Actor]

    def places_around(self, place: str) -> frozenset[str]:
        """Return a place and every place that it lies within."""
        return _chain(place, self.places.get)

    def metrics_around(self, metric: str) -> frozenset[str]:
        """Return a metric and every metric that it lies within."""
        return _chain(
            metric, lambda name: self.metrics[name].within if name in self.metrics else None
        )

    def spoken_for(self, actor: str) -> frozenset[str]:
        """Return an actor and all whose voice it is."""
        return _chain(
            actor, lambda name: self.actors[name].speaks_for if name in self.actors else None
        )

    def root(self, actor: str) -> str:
        """Return whose voice an actor is in the end."""
        seen = [actor]
        while (known := self.actors.get(seen[-1])) and known.speaks_for:
            if known.speaks_for in seen:
                break
            seen.append(known.speaks_for)
        return seen[-1]


def _chain(start: str, next_of: object) -> frozenset[str]:
    seen: list[str] = []
    at: str | None = start
    while at is not None and at not in seen:
        seen.append(at)
        at = next_of(at)  # type: ignore[operator] # a function of the vocabulary
    return frozenset(seen)


class ClaimTerms(NamedTuple):
    """What the method takes of a claim."""

    metric: str | None = None
    """The metric of a figure; None for an assertion."""
    estimate: Estimate | None = None
    type: str | None = None
    """The type of an assertion."""
    places: frozenset[str] = frozenset()
    time: Time = Time()
    rank: Window | None = None
    credited: tuple[str, ...] | None = None
    """The actors that are credited by name; None where nobody is."""
    reference: str | None = None
    """What a growth is measured from."""
    alternatives: tuple[tuple[str, Estimate], ...] = ()
    """Other readings of the quantifier, each with its words."""


class FindingTerms(NamedTuple):
    """What the method takes of a finding."""

    id: str
    about: Literal["value", "event", "attribution"]
    origin: frozenset[str] = frozenset()
    estimate: Estimate | None = None
    values: Mapping[int, Estimate] | None = None
    """Yearly values of one origin and definition, which are ranked."""
    reference: str | None = None
    """What a growth is measured from."""
    metric: str | None = None
    """The metric; None where it is the claim's."""
    places: frozenset[str] | None = None
    """The places; None where they are the claim's, empty where they are its own and unknown."""
    time: Time = Time()
    covers: Mapping[str, Coverage] = MappingProxyType({})
    """The coverage judged by hand, by axis."""
    series: str | None = None
    inputs: tuple[str, ...] = ()
    revises: str | None = None
    stance: str | None = None
    reading: str | None = None
    retired: bool = False
