"""Ranges: the values that an estimate allows, in whole numbers where the metric counts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from afpak_claims.method.terms import Metric
    from afpak_claims.records.estimates import Estimate

__all__ = ["Range", "allowed", "said"]


class Range(NamedTuple):
    """Values between two bounds; None where a side is unbounded."""

    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False

    def within(self, other: Range) -> bool:
        """Whether every value of this range is one of the other."""
        low = other.low is None or (
            self.low is not None
            and (
                self.low > other.low
                or (self.low == other.low and (self.low_open or not other.low_open))
            )
        )
        high = other.high is None or (
            self.high is not None
            and (
                self.high < other.high
                or (self.high == other.high and (self.high_open or not other.high_open))
            )
        )
        return low and high

    def below(self, other: Range) -> bool:
        """Whether every value of this range is less than every value of the other."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (
            self.high == other.low and (self.high_open or other.low_open)
        )

    def closed(self) -> Range:
        """Return the range with its excluded bounds put back."""
        return Range(self.low, self.high)


def said(estimate: Estimate) -> Range:
    """Return the bounds as they were said: best alone is one value, else it decides nothing."""
    if estimate.low is None and estimate.high is None:
        return Range(estimate.best, estimate.best)
    return Range(estimate.low, estimate.high, estimate.low_open, estimate.high_open)


def allowed(bounds: Range, metric: Metric) -> Range:
    """Return the values that bounds allow of a metric: whole ones, and none below its least."""
    low, high = bounds.low, bounds.high
    low_open, high_open = bounds.low_open, bounds.high_open
    if metric.whole:
        if low is not None:
            low, low_open = (math.floor(low) + 1 if low_open else math.ceil(low)), False
        if high is not None:
            high, high_open = (math.ceil(high) - 1 if high_open else math.floor(high)), False
    if low is None and metric.nature in _LEAST:
        low, low_open = _LEAST[metric.nature], False
    return Range(low, high, low_open, high_open)


_LEAST = {"flow": 0, "stock": 0, "rank": 1}
"""Where the values of a nature begin, whatever is said."""
