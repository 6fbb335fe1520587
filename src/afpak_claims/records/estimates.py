"""Estimate: a range as it was reported, with open ends and interpreted bounds.

An estimate is what somebody said: "more than 430" has an open low bound and no high bound at all.
It is a confidence interval only where its level is given.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from afpak_claims.errors import UsageError
from afpak_claims.records.fields import CONFIG
from afpak_claims.records.scalars import Line, Number, Truth

__all__ = ["Bound", "Estimate", "Gap", "Relation", "exact_number", "format_number"]

Bound = Literal["low", "high"]
Relation = Literal["overlaps", "above", "below"]
_TOO_LARGE = 10**15
_DECIMALS = 9
_CERTAIN = 100
_MOST_SHOWN = 6
_LEAST_SHOWN = 2
_DIGITS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """How two ranges lie, seen from the first."""

    relation: Relation
    """Whether the first range overlaps the second, or lies above or below it."""
    absolute: float
    """Distance between the two nearer bounds; 0 where they overlap or only touch."""
    relative: float | None
    """The distance divided by the second range's nearer bound; unknown where that bound is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A reported range: low, best, high; null is "not given".

    >>> Estimate(low=430, low_open=True).in_words()
    'more than 430'
    """

    __pydantic_config__ = CONFIG

    low: Number | None = None
    """The lowest value reported; null when none was given."""
    best: Number | None = None
    """The single or best value reported; null when none was given."""
    high: Number | None = None
    """The highest value reported; null when none was given."""
    low_open: Truth = False
    """True if the low bound is exclusive, as in "more than 430"."""
    high_open: Truth = False
    """True if the high bound is exclusive, as in "nearly five million"."""
    interpreted: tuple[Bound, ...] = ()
    """The bounds that come from the quantifier conventions, not from the words."""
    level: Number | None = None
    """The level in percent, where low and high bound a confidence interval; null for a range."""
    wording: Line | None = None
    """The quantity phrase as the source has it, eight words at most."""

    def __post_init__(self) -> None:
        """Refuse a range that says nothing or contradicts itself."""
        problem = _fault(self)
        if problem:
            raise ValueError(problem)

    @property
    def lower(self) -> float | None:
        """The least value the words allow: low, else best where there is no low."""
        return self.best if self.low is None else self.low

    @property
    def upper(self) -> float | None:
        """The greatest value the words allow: high, else best where only best is given."""
        if self.high is not None:
            return self.high
        return self.best if self.low is None else None

    def compared_with(self, other: Estimate) -> Gap:
        """Say how this range compares with the other one.

        Ranges that share at least one value overlap. An open bound that only touches counts as
        not overlapping, with a gap of 0.

        >>> Estimate(low=46000, low_open=True).compared_with(Estimate(best=40211)).relation
        'above'
        """
        if _entirely_below(other, self):
            edge, near = self.lower, other.upper
            relation: Relation = "above"
        elif _entirely_below(self, other):
            edge, near = self.upper, other.lower
            relation = "below"
        else:
            return Gap("overlaps", 0, 0)
        assert edge is not None  # noqa: S101 - ranges that lie apart have these bounds
        assert near is not None  # noqa: S101 - likewise
        distance = abs(edge - near)
        return Gap(relation, distance, distance / abs(near) if near else None)

    def __add__(self, other: Estimate) -> Estimate:
        """Add two ranges: every value that a value of one and a value of the other can make.

        A bound of the sum is known where both ranges have it, open where either is open, and
        interpreted where either is. There is a best value only where both have one. The sum of
        confidence intervals has no level. Ranges know neither units nor what they count:
        `afpak_claims.total` does.

        Raises:
            UsageError: No bound of the sum is known.

        Example:
            >>> str(Estimate(low=430, low_open=True) + Estimate(best=70))
            'more than 500'
        """
        if not isinstance(other, Estimate):
            return NotImplemented
        return _sum(self, other)

    def certainly_less(self, other: Estimate) -> bool:
        """Whether every value of this range lies below every value of the other."""
        return _entirely_below(self, other)

    def certainly_greater(self, other: Estimate) -> bool:
        """Whether every value of this range lies above every value of the other.

        >>> Estimate(low=46000, low_open=True).certainly_greater(Estimate(best=40211))
        True
        """
        return _entirely_below(other, self)

    def possibly_equal(self, other: Estimate) -> bool:
        """Whether the two ranges share at least one value."""
        return not (_entirely_below(self, other) or _entirely_below(other, self))

    def possibly_less(self, other: Estimate) -> bool:
        """Whether some value of this range lies below some value of the other."""
        least, greatest = self.lower, other.upper
        return least is None or greatest is None or least < greatest

    def possibly_greater(self, other: Estimate) -> bool:
        """Whether some value of this range lies above some value of the other."""
        return other.possibly_less(self)

    def __str__(self) -> str:
        """Return the range in plain words."""
        return self.in_words()

    def _repr_html_(self) -> str:
        """Return the range as a card for a notebook."""
        from afpak_claims import cards

        sides = {"low": self.low_open, "best": False, "high": self.high_open}
        lines = [
            cards.Line(
                name, _bound_words(value, is_open=is_open, by_convention=name in self.interpreted)
            )
            for name, is_open in sides.items()
            if (value := getattr(self, name)) is not None
        ]
        if self.wording:
            lines.append(cards.Line("wording", f"“{self.wording}”"))
        footer = (
            "A range of what was said, not a confidence interval"
            if self.level is None
            else f"A confidence interval of {format_number(self.level)} percent, as it was said"
        )
        section = cards.Section("", tuple(lines))
        return cards.Card(str(self), "Estimate", (section,), footer).html()

    def in_words(self, unit: str = "") -> str:
        """Say the range in plain words, for example "between 2,500 and 4,000".

        >>> Estimate(low=300, high=999, interpreted=("low", "high")).in_words()
        '300 to 999'
        >>> Estimate(low=11, high=14, level=95).in_words("percent")
        'between 11 and 14 percent (95% confidence)'
        """
        text = _range_words(self)
        level = "" if self.level is None else f"{format_number(self.level)}% confidence"
        if self.best is not None and text != format_number(self.best):
            inside = ", ".join(filter(None, (text, level)))
            text = f"{format_number(self.best)} ({inside})" if inside else format_number(self.best)
            level = ""
        words = f"rank {text}" if unit == "rank" else f"{text} {unit}".rstrip()
        return f"{words} ({level})" if level else words

    def with_wording(self, unit: str = "") -> str:
        """Say the range in plain words, with the source's own phrase where ours interprets it.

        >>> Estimate(low=3, interpreted=("low",), wording="several").with_wording("times")
        '“several”, read as 3 or more times'
        """
        words = self.in_words(unit)
        return f"“{self.wording}”, read as {words}" if self.interpreted and self.wording else words


def format_number(value: float) -> str:
    """Write a number with thousands separators, and no more decimals than a reader can use.

    A number of more than six decimals has been computed: four digits of it are shown, and two
    decimals at least.

    >>> format_number(4000000.0), format_number(37.97), format_number(100 / 3)
    ('4,000,000', '37.97', '33.33')
    """
    number = round(value, _DECIMALS)
    if number != round(number, _MOST_SHOWN):
        magnitude = math.floor(math.log10(abs(number)))
        number = round(number, max(_LEAST_SHOWN, _DIGITS_SHOWN - 1 - magnitude))
    return exact_number(number)


def exact_number(value: float) -> str:
    """Write a number with thousands separators and all of its decimals.

    >>> exact_number(1200.0), exact_number(100 / 3)
    ('1,200', '33.333333333')
    """
    number = round(value, _DECIMALS)
    if number == int(number):
        return f"{int(number):,}"
    return f"{Decimal(str(number)):,f}"


def _entirely_below(lower: Estimate, upper: Estimate) -> bool:
    """Whether every value of the first range lies below every value of the second."""
    top, bottom = lower.upper, upper.lower
    if top is None or bottom is None:
        return False
    open_touch = (lower.high is not None and lower.high_open) or (
        upper.low is not None and upper.low_open
    )
    return top < bottom or (top == bottom and open_touch)


def _sum(one: Estimate, other: Estimate) -> Estimate:
    pair = (one, other)
    lower, upper = _added("lower", pair), _added("upper", pair)
    # A bound that nobody gave is left out: the best value stands in for it, as it does in `lower`.
    low = lower if any(e.low is not None for e in pair) else None
    high = upper if any(e.high is not None for e in pair) else None
    best = _added("best", pair)
    if low is best is high is None:
        message = (
            f"found “{one}” and “{other}”, whose sum has no known bound; expected ranges that both "
            "have a lower or both an upper bound; leave one of them out"
        )
        raise UsageError(message)
    kept: dict[Bound, float | None] = {"low": low, "high": high}
    sides: tuple[Bound, ...] = tuple(side for side in kept if kept[side] is not None)
    return Estimate(
        low=low,
        best=best,
        high=high,
        low_open=low is not None and any(e.low_open for e in pair),
        high_open=high is not None and any(e.high_open for e in pair),
        interpreted=tuple(side for side in sides if any(side in e.interpreted for e in pair)),
    )


def _added(name: str, pair: tuple[Estimate, Estimate]) -> float | None:
    """Add one bound of both; None where one of them does not have it."""
    one, other = (getattr(e, name) for e in pair)
    return None if one is None or other is None else round(one + other, _DECIMALS)


def _bound_words(value: float, *, is_open: bool, by_convention: bool) -> str:
    facts = [
        "excluded" if is_open else "",
        "by convention, not in the words" if by_convention else "",
    ]
    said = "; ".join(fact for fact in facts if fact)
    return f"{format_number(value)} ({said})" if said else format_number(value)


def _range_words(e: Estimate) -> str:
    low = None if e.low is None else format_number(e.low)
    high = None if e.high is None else format_number(e.high)
    if low is not None and high is not None:
        if e.low == e.high:
            return low
        if e.low_open or e.high_open:
            return (
                f"{'more than' if e.low_open else 'at least'} {low} and "
                f"{'less than' if e.high_open else 'at most'} {high}"
            )
        return f"{low} to {high}" if e.interpreted else f"between {low} and {high}"
    if low is not None:
        return f"more than {low}" if e.low_open else f"{low} or more"
    if high is not None:
        return f"less than {high}" if e.high_open else f"up to {high}"
    return ""


def _fault(e: Estimate) -> str | None:
    """Say what is wrong with the range, or nothing."""
    bounds = {
        name: value
        for name, value in (("low", e.low), ("best", e.best), ("high", e.high))
        if value is not None
    }
    if not bounds:
        return "missing bound; expected at least one of low, best and high; add one"
    for name, value in bounds.items():
        if not math.isfinite(value):
            return f"found {name} {value}; expected a finite number; leave the bound out if unknown"
        if abs(value) >= _TOO_LARGE or round(value, _DECIMALS) != value:
            return (
                f"found {name} {value}; expected less than {_TOO_LARGE:.0e} "
                f"and at most {_DECIMALS} decimals; round it"
            )
    values = list(bounds.values())
    if values != sorted(values):
        found = ", ".join(f"{name} {format_number(value)}" for name, value in bounds.items())
        return f"found {found}; expected low ≤ best ≤ high; put the bounds in order"
    for name in ("low", "high"):
        if getattr(e, f"{name}_open") and name not in bounds:
            return (
                f"found {name}_open without {name}; expected an exclusive bound to have a "
                f"value; add {name} or delete {name}_open"
            )
        if getattr(e, f"{name}_open") and bounds[name] == e.best:
            return (
                f"found best equal to the exclusive bound {name}; expected best inside the "
                f"range; change best or delete {name}_open"
            )
    for name in e.interpreted:
        if name not in bounds:
            return (
                f"found interpreted {name} without {name}; expected that bound; add it or "
                "delete it from interpreted"
            )
    if e.low is not None and e.low == e.high and (e.low_open or e.high_open):
        return (
            "found an exclusive bound on a range of one value; expected at least one value "
            "in the range; delete low_open or high_open"
        )
    if len(set(e.interpreted)) < len(e.interpreted):
        return "found a bound twice in interpreted; expected each bound once; delete one of them"
    return None if e.level is None else _level_fault(e, e.level)


def _level_fault(e: Estimate, level: float) -> str | None:
    """Say why the level is not that of a confidence interval, or nothing."""
    if not 0 < level < _CERTAIN:
        return (
            f"found level {format_number(level)}; expected a percentage between 0 and 100, as 95; "
            "change it"
        )
    if e.low is None or e.high is None or e.low_open or e.high_open or e.interpreted:
        return (
            "found a level without the two bounds of a confidence interval; expected low and high, "
            "neither exclusive nor interpreted; give both, or delete level"
        )
    return None
