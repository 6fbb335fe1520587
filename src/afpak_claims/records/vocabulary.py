"""Vocabulary: the words of ``vocabulary/*.yaml``, each with its definition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from afpak_claims.records.fields import CONFIG
from afpak_claims.records.scalars import IsoCode, Item, Line, Slug, Truth, Word, shown

__all__ = ["VOCABULARY", "Actor", "Caution", "Metric", "Place", "Quantifier", "Unit"]

Unit = Literal[
    "people",
    "strikes",
    "incidents",
    "percent",
    "rank",
    "times",
    "years",
    "steps",
    "analysts",
    "events",
]
_NUMERAL_LETTERS = frozenset({"N", "A", "B"})
_BOUND = re.compile(r"(?:\d{1,9}(?:\.\d{1,9})? )?([NAB])|\d{1,12}(?:\.\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """What a figure counts or measures."""

    __pydantic_config__ = CONFIG

    id: Word
    """The word."""
    label: Line
    """A short label for tables and plots."""
    definition: Line
    """What is counted, and what is not."""
    unit: Unit
    """The unit of every figure of this metric."""
    additive: Truth
    """Whether figures of disjoint periods and places may be added."""
    whole: Truth
    """Whether every value is a whole number and none negative, as counts are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is claimed to hold."""

    __pydantic_config__ = CONFIG

    id: Slug
    """The word."""
    name: Line
    """The name for people."""
    definition: Line
    """What area is meant."""
    iso: IsoCode | None = None
    """ISO 3166-1 or 3166-2 code; null if none exists."""
    within: Slug | None = None
    """The place that contains it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, body, group or person that acts or is cited."""

    __pydantic_config__ = CONFIG

    id: Slug
    """The word."""
    name: Line
    """The name for people."""
    definition: Line
    """Who is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantifier:
    """How a phrase of quantity becomes bounds.

    A bound is a number, or N, A or B for the numeral in the phrase, with a factor before it
    where the convention says so: ``0.9 N``.
    """

    __pydantic_config__ = CONFIG

    id: Slug
    """The word."""
    phrases: tuple[Item, ...]
    """The phrases it covers; N, A and B stand for numerals."""
    definition: Line
    """What it means, and why the bounds are what they are."""
    low: Line | None = None
    """The low bound."""
    best: Line | None = None
    """The best value."""
    high: Line | None = None
    """The high bound."""
    low_open: Truth = False
    """Whether the low bound is exclusive."""
    high_open: Truth = False
    """Whether the high bound is exclusive."""
    interpreted: tuple[Literal["low", "high"], ...] = ()
    """The bounds that are convention and not words."""

    def __post_init__(self) -> None:
        """Refuse bounds that no wording could give."""
        fault = _quantifier_fault(self)
        if fault:
            raise ValueError(fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something to be careful about."""

    __pydantic_config__ = CONFIG

    id: Slug
    """The word."""
    definition: Line
    """What it warns of."""


VOCABULARY: dict[str, Any] = {
    "metrics": Metric,
    "places": Place,
    "actors": Actor,
    "quantifiers": Quantifier,
    "cautions": Caution,
}


def _quantifier_fault(quantifier: Quantifier) -> str | None:
    given = {name: getattr(quantifier, name) for name in ("low", "best", "high")}
    bounds = {name: text for name, text in given.items() if text is not None}
    for name, given_any in (("phrase", quantifier.phrases), ("bound", bounds)):
        if not given_any:
            return f"missing {name}; expected at least one {name}; add it"
    used = set()
    for name, text in bounds.items():
        match = _BOUND.fullmatch(text)
        if not match:
            return f"found {name} {shown(text)}; expected a number, or N, A or B; change it"
        used |= {match[1]} - {None}
    for phrase in quantifier.phrases:
        letters = [word for word in phrase.split() if word in _NUMERAL_LETTERS]
        if len(set(letters)) < len(letters) or not used <= set(letters):
            return (
                f"found the phrase {shown(phrase)}; expected each letter of the bounds, and no "
                "letter twice; change the phrase or the bounds"
            )
    for name in ("low", "high"):
        needed = getattr(quantifier, f"{name}_open") or name in quantifier.interpreted
        if needed and name not in bounds:
            return (
                f"found {name} as exclusive or interpreted without {name}; expected that "
                "bound; add it"
            )
    return None
