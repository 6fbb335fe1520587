"""Vocabulary: the words of ``vocabulary/*.yaml``, each with its definition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from afpak_claims.records.fields import CONFIG
from afpak_claims.records.scalars import IsoCode, Item, Line, Number, Slug, Truth, Word, shown

__all__ = [
    "NATURES",
    "VOCABULARY",
    "Actor",
    "Alternative",
    "Caution",
    "Metric",
    "Nature",
    "Place",
    "Quantifier",
    "Unit",
]

Nature = Literal["flow", "stock", "rate", "level", "rank"]
NATURES: dict[Nature, str] = {
    "flow": "what happens over a period and adds up over its parts",
    "stock": "what there is on a day",
    "rate": "a change or a share, which has no parts",
    "level": "a measured height, which has no parts",
    "rank": "a place in an order",
}
"""What each nature means; it decides whether a part and a whole can be compared."""
_NUMERAL_LETTERS = frozenset({"N", "A", "B"})
_BOUND = r"(?a)(?:\d{1,9}(?:\.\d{1,9})? )?([NAB])|\d{1,12}(?:\.\d{1,9})?"


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
    unit: Word
    """The unit of every figure of this metric; a term of the units vocabulary."""
    additive: Truth
    """Whether figures of disjoint periods and places may be added."""
    whole: Truth
    """Whether every value is a whole number and none negative, as counts are."""
    nature: Nature
    """Whether it counts over a period, stands on a day, is a rate, a level or a rank."""
    within: Word | None = None
    """The metric that it is a part of, by definition: each of its units is one of that metric."""
    share_of: Line | None = None
    """What a share is of, that is what 100 percent would be; null if the metric is no share."""
    growth_of: Line | None = None
    """What grows, where the metric is a growth or a change; its figures say from what reference."""
    checkable: Truth = True
    """False if no publication can decide a figure of this metric."""
    not_checkable_because: Line | None = None
    """Why no publication can decide it; only if checkable is false."""

    def __post_init__(self) -> None:
        """Refuse an undecidable metric without a reason, and a share that is a growth."""
        if self.share_of is not None and self.growth_of is not None:
            message = (
                "found share_of and growth_of; expected a metric to be a share or a growth; delete "
                "one of them"
            )
            raise ValueError(message)
        if self.checkable == (self.not_checkable_because is not None):
            message = (
                "found checkable and not_checkable_because that do not fit; expected a reason "
                "exactly where checkable is false; add the reason or delete it"
            )
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What the numbers of a metric are counted or measured in."""

    __pydantic_config__ = CONFIG

    id: Word
    """The word."""
    label: Line
    """The name of the unit for tables and axes."""
    singular: Item
    """The word behind the number one."""
    plural: Item
    """The word behind any other number."""
    dimension: Item
    """What sort of quantity it is: a count, a ratio, money, time."""
    base: Number | None = None
    """How many of the plain unit one is, as 1000000000 for a billion; null if it is plain."""
    currency: Item | None = None
    """The ISO 4217 code of the currency, where it is money."""
    prices: Item | None = None
    """The year whose prices are meant, or current; where it is money."""
    per: Item | None = None
    """The base of a rate, that is how many of what one number is for, as 100,000 inhabitants."""

    def words(self, value: float | None) -> str:
        """Return the word behind a number."""
        return self.singular if value == 1 else self.plural


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
    aliases: tuple[Item, ...] = ()
    """Other spellings, also in other scripts."""


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
    short: Item | None = None
    """How a headline calls it; null if the name is short enough."""
    aliases: tuple[Item, ...] = ()
    """Other spellings, also in other scripts."""
    speaks_for: Slug | None = None
    """Whose voice it is: a spokesman's is that of the body that he speaks for."""
    party: Slug | None = None
    """The side of the conflict that it belongs to; null if it belongs to none."""

    @property
    def called(self) -> str:
        """How it is called in a sentence."""
        return self.short or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Other bounds that are given to the phrases of a quantifier."""

    __pydantic_config__ = CONFIG

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
    source: Line | None = None
    """Who reads the phrase so; null if nobody in particular does."""

    def __str__(self) -> str:
        """Return the bounds."""
        sides = (("low", self.low_open), ("best", False), ("high", self.high_open))
        named = [
            f"{name} {getattr(self, name)}{' excluded' if is_open else ''}"
            for name, is_open in sides
            if getattr(self, name) is not None
        ]
        return ", ".join(named)

    def __post_init__(self) -> None:
        """Refuse bounds that no wording could give."""
        for name in ("low", "best", "high"):
            text = getattr(self, name)
            if text is not None and not re.fullmatch(_BOUND, text):
                message = f"found {name} {shown(text)}; expected a number, or N, A or B; change it"
                raise ValueError(message)


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
    alternatives: tuple[Alternative, ...] = ()
    """Other bounds that the phrases are given, by which a verdict is tried."""

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

    @property
    def called(self) -> str:
        """What a reader sees of it; the id as words where this package has no words for it."""
        return CAUTIONS.get(self.id, self.id.replace("-", " ").capitalize())


CAUTIONS: dict[str, str] = {
    "rounded": "A round number",
    "interpreted-bounds": "A phrase read as numbers",
    "undefined-term": "An undefined word",
    "unclear-period": "No date",
    "unclear-area": "No clear place",
    "carried-period": "Date from an earlier sentence",
    "carried-attribution": "Source from an earlier sentence",
    "subset": "Part of another figure",
    "peak-or-average": "Peak or average not said",
    "one-sided": "Told from one side",
    "loaded-wording": "A judging word",
    "no-independent-evidence": "Nobody else counts this",
}
"""What a reader sees of each caution."""

VOCABULARY: dict[str, Any] = {
    "metrics": Metric,
    "units": Unit,
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
        match = re.fullmatch(_BOUND, text)
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
