"""Ranks: the places that a year can have among others, by one origin's values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.method.ranges import Range, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afpak_claims.method.terms import Window
    from afpak_claims.records.estimates import Estimate

__all__ = ["rank_range"]


def rank_range(values: Mapping[int, Estimate], window: Window) -> Range:
    """Return the first and the last place that the year of a window can have.

    A year without a value can be above it; equals share the better place; without a value of its
    own the year can have any place.
    """
    years = range(window.first, window.last + 1)
    if window.year not in values:
        return Range(1, len(years))
    own = said(values[window.year])
    others = [
        said(values[year]) if year in values else None for year in years if year != window.year
    ]
    surely = sum(other is not None and own.below(other) for other in others)
    can = sum(other is None or _can_exceed(other, own) for other in others)
    return Range(1 + surely, 1 + can)


def _can_exceed(other: Range, own: Range) -> bool:
    """Whether some value of one range is more than some value of the other."""
    return other.high is None or own.low is None or other.high > own.low
