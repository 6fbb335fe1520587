"""Ranges: how a range or a period is drawn to scale, for the page and the plots alike.

Places are percentages of the length of a drawing, which a template turns into SVG.

A drawing never says more than the words do: an end that nobody gave is an arrow, an end that is
itself excluded is hollow, an end that comes from our reading of a phrase is hatched.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from afpak_claims.records.estimates import format_number
from afpak_claims.records.periods import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afpak_claims.records.estimates import Estimate
    from afpak_claims.records.periods import Period

__all__ = [
    "MARKS",
    "End",
    "Scale",
    "Tick",
    "Track",
    "estimate_scale",
    "hatched",
    "lay_estimate",
    "lay_period",
    "needs_log_scale",
    "scale_from_zero",
    "scale_of_ranks",
    "years",
]

End = Literal["closed", "excluded", "open"]

MARKS: dict[str, str] = {
    "band": "what the article\u2019s words allow",
    "counts": "a figure found that counts toward the verdict",
    "aside": "a figure found that counts a part or something else",
    "range": "a range with both ends given",
    "excluded": "more than, less than: the end itself is excluded",
    "open": "an arrow: no end is given",
    "hatched": "hatched: read from a phrase, not given in the words",
    "value": "a single value",
}
"""What each mark of a picture means, on the page and in a plot."""
_LOG_FROM = 30
"""The ratio of greatest to least value from which on a linear scale would hide the least."""
_FROM_ZERO = 0.4
"""Below this share of the greatest value, the least one is shown with its distance from zero."""
_ARROW_ROOM = 0.3
_EDGE = 0.64
"""Where on a scale from zero the end of a claim's range stands."""
_MARGIN = 0.08
_TICKS = 4
_RANK_TICKS = 10
_LABEL_ROOM = 1.1
"""Half the width of a digit, in percent of the narrowest drawing."""
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on a scale."""

    at: float
    """Percent of the scale's length."""
    label: str

    @property
    def anchor(self) -> str:
        """Return how the label is aligned, so that it stays inside the drawing."""
        room = len(self.label) * _LABEL_ROOM
        if self.at < room:
            return "start"
        return "end" if self.at > 100 - room else "middle"


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of numbers and where on it each number lies."""

    low: float
    high: float
    log: bool
    ticks: tuple[Tick, ...]

    def at(self, value: float) -> float:
        """Return where a value lies, as a percentage of the length, kept inside it.

        >>> Scale(0, 200, log=False, ticks=()).at(50)
        25.0
        """
        return _share(value, self.low, self.high, log=self.log)


@dataclass(frozen=True, slots=True)
class Track:
    """One range laid on a scale; every place is a percentage of the scale's length."""

    left: float
    right: float
    left_end: End
    right_end: End
    best: float | None
    hatched: tuple[tuple[float, float], ...]
    """The stretches that come from our reading of a phrase."""
    words: str
    """What is drawn, for those who do not see it."""

    @property
    def width(self) -> float:
        """Return the length of the bar."""
        return round(self.right - self.left, 2)


def estimate_scale(estimates: Sequence[Estimate]) -> Scale:
    """Return a scale on which all of these estimates have room, with their open ends."""
    values = [v for e in estimates for v in (e.lower, e.best, e.upper) if v is not None]
    low, high = min(values), max(values)
    if needs_log_scale(low, high):
        low, high = 10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(high) + _MARGIN)
        return Scale(low, high, log=True, ticks=_log_ticks(low, high))
    low, high = _linear_ends(
        low,
        high,
        open_left=any(e.lower is None for e in estimates),
        open_right=any(e.upper is None for e in estimates),
    )
    return Scale(low, high, log=False, ticks=_linear_ticks(low, high))


def scale_from_zero(claim: Estimate, found: Iterable[Estimate]) -> Scale:
    """Return a scale from zero on which the end of a claim's range stands at the same place.

    The distance of a mark from that end is then the difference in percent of the claim's number,
    picture after picture; where something found is far greater, the scale goes on to it.

    >>> from afpak_claims.records.estimates import Estimate
    >>> scale_from_zero(Estimate(low=640, low_open=True), [Estimate(best=500)]).high
    1000.0
    """
    edge = claim.upper if claim.upper is not None else claim.lower or claim.best or 1
    values = [v for e in found for v in (e.lower, e.best, e.upper) if v is not None]
    high = max(edge / _EDGE, max(values, default=0) * (1 + _MARGIN))
    return Scale(0, high, log=False, ticks=_linear_ticks(0, high))


def scale_of_ranks(among: str) -> Scale:
    """Return a scale of the places that a year of a window of years can have.

    >>> scale_of_ranks("2014/2023").high
    10.5
    """
    first, last = bounds(among)
    years_in = last.year - first.year + 1 if first and last else 1
    low, high = 0.5, years_in + 0.5
    places = range(1, years_in + 1, math.ceil(years_in / _RANK_TICKS))
    return Scale(low, high, log=False, ticks=_labelled(places, low, high, log=False))


def needs_log_scale(least: float, greatest: float) -> bool:
    """Whether a linear scale would hide the least of positive values.

    >>> needs_log_scale(10, 299), needs_log_scale(10, 300)
    (False, True)
    """
    return least > 0 and greatest / least >= _LOG_FROM


def _linear_ends(
    low: float, high: float, *, open_left: bool, open_right: bool
) -> tuple[float, float]:
    span = high - low or abs(high) or 1
    top = high + span * (_ARROW_ROOM if open_right else _MARGIN)
    bottom = low - span * (_ARROW_ROOM if open_left else _MARGIN)
    if low >= 0 and (bottom < 0 or low < _FROM_ZERO * high or low == high):
        bottom = 0
    return bottom, top


def _linear_ticks(low: float, high: float) -> tuple[Tick, ...]:
    rough = (high - low) / _TICKS
    power = 10 ** math.floor(math.log10(rough))
    step = next(s * power for s in _STEPS if s * power >= rough * (1 - 1e-9))
    marks = (n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1))
    # Marks finer than the labels can tell apart are one mark.
    return _labelled(dict.fromkeys(round(mark, 9) for mark in marks), low, high, log=False)


def _log_ticks(low: float, high: float) -> tuple[Tick, ...]:
    first, last = round(math.log10(low)), round(math.log10(high))
    stride = math.ceil((last - first) / _TICKS) or 1
    return _labelled((10.0**n for n in range(first, last + 1, stride)), low, high, log=True)


def _labelled(marks: Iterable[float], low: float, high: float, *, log: bool) -> tuple[Tick, ...]:
    return tuple(Tick(_share(mark, low, high, log=log), format_number(mark)) for mark in marks)


def lay_estimate(estimate: Estimate, scale: Scale) -> Track:
    """Lay a reported range on a scale.

    >>> from afpak_claims.records.estimates import Estimate
    >>> claim = Estimate(low=430, low_open=True)
    >>> lay_estimate(claim, estimate_scale([claim])).words
    'From 430, itself excluded, on to the right without an end.'
    """
    lower, upper = estimate.lower, estimate.upper
    left = 0.0 if lower is None else scale.at(lower)
    right = 100.0 if upper is None else scale.at(upper)
    return Track(
        left,
        right,
        _end(lower, excluded=estimate.low_open),
        _end(upper, excluded=estimate.high_open),
        None if estimate.best is None else scale.at(estimate.best),
        hatched(estimate, left, right),
        _estimate_words(estimate),
    )


def _end(bound: float | None, *, excluded: bool) -> End:
    if bound is None:
        return "open"
    return "excluded" if excluded else "closed"


def hatched(estimate: Estimate, left: float, right: float) -> tuple[tuple[float, float], ...]:
    """Return where a bar is hatched: the half of it next to each interpreted bound.

    Args:
        estimate: The range.
        left: Where its bar begins, in percent.
        right: Where its bar ends.

    Returns:
        For each hatched stretch where it begins and how wide it is.

    Example:
        >>> from afpak_claims.records.estimates import Estimate
        >>> hatched(Estimate(low=200, interpreted=("low",)), 20, 100)
        ((20, 40.0),)
    """
    middle = round((left + right) / 2, 2)
    halves = {"low": (left, round(middle - left, 2)), "high": (middle, round(right - middle, 2))}
    return tuple(halves[name] for name in ("low", "high") if name in estimate.interpreted)


def _estimate_words(estimate: Estimate) -> str:
    lower, upper = estimate.lower, estimate.upper
    if lower is not None and lower == upper:
        return f"A point at {format_number(lower)}."
    low = "" if lower is None else format_number(lower) + ", itself excluded," * estimate.low_open
    high = "" if upper is None else format_number(upper) + ", itself excluded" * estimate.high_open
    words = _between(low, high)
    if estimate.best is not None and estimate.best not in {lower, upper}:
        words += f" Best value {format_number(estimate.best)}."
    if estimate.interpreted:
        ends = " and ".join(estimate.interpreted)
        words += f" Hatched at its {ends} end: read from a phrase, not given."
    return words


def lay_period(period: Period, scale: Scale) -> Track:
    """Lay a dated period on a scale of years, from the first to the last day it can hold."""
    start, end = period.start, period.end
    return Track(
        0.0 if start is None else scale.at(_year(start)),
        # The bar ends where the last day does.
        100.0 if end is None else scale.at(_year(end) + 1 / 366),
        _end(None if start is None else 0, excluded=False),
        _end(None if end is None else 0, excluded=False),
        None,
        (),
        _between(
            "" if start is None else start.isoformat(), "" if end is None else end.isoformat()
        ),
    )


def _between(low: str, high: str) -> str:
    if low and high:
        return f"From {low} to {high}."
    if low:
        return f"From {low.rstrip(',')}, on to the right without an end."
    return f"From the left without a beginning up to {high}."


def years(periods: Iterable[Period]) -> Scale:
    """Return a scale of years on which all of these periods have room."""
    days = [day for period in periods for day in (period.start, period.end) if day]
    if not days:
        return Scale(0, 1, log=False, ticks=())
    low, high = min(days).year - 1, max(days).year + 2
    # With the margin below a step of five or ten, the labels do not touch on a narrow screen.
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 250, 500, 1000, 2500) if s * 6 >= high - low)
    marks = (year for year in range(-(-low // step) * step, high, step) if _is_year(year))
    ticks = tuple(Tick(_share(year, low, high, log=False), str(year)) for year in marks)
    return Scale(low, high, log=False, ticks=ticks)


def _is_year(year: int) -> bool:
    """Whether there is such a year in the calendar: it begins with 1 and ends with 9999."""
    return dt.MINYEAR <= year <= dt.MAXYEAR


def _year(day: dt.date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _share(value: float, low: float, high: float, *, log: bool) -> float:
    if log:
        value, low, high = (math.log10(number) for number in (max(value, low), low, high))
    return round(min(max((value - low) / (high - low), 0), 1) * 100, 2)
