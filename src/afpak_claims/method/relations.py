"""Relations: how what a finding leaves of a quantity lies to what is claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.method.ranges import Range, allowed, said
from afpak_claims.method.ranks import rank_range

if TYPE_CHECKING:
    from afpak_claims.method.terms import (
        ClaimTerms,
        Coverage,
        FindingTerms,
        Metric,
        Relation,
        World,
    )

__all__ = ["SILENT", "Lie", "finding_range", "left_range", "value_relation"]


class Lie(NamedTuple):
    """How a finding lies to a claim."""

    relation: Relation
    side: str = ""
    """``above`` or ``below``, for a touch."""
    gap: float | None = None
    """The distance between the bounds that face each other, as they were said."""
    relative: float | None = None
    """The gap over the size of the finding's facing bound; None where that is 0."""
    at_least: bool = False
    """Whether the gap is a least one: of a part, a whole, or a finding with one bound."""

    @property
    def word(self) -> str:
        """The relation, with its side where it is a touch."""
        return f"{self.relation}-{self.side}" if self.side else self.relation


SILENT = Lie("silent")


def finding_range(claim: ClaimTerms, finding: FindingTerms) -> Range | None:
    """Return what a finding says: its bounds, or the places that its values give a year."""
    if finding.values is not None:
        return rank_range(finding.values, claim.rank) if claim.rank else None
    return said(finding.estimate) if finding.estimate else None


def left_range(reported: Range, coverage: Coverage) -> Range | None:
    """Return what a finding leaves of the quantity claimed; None where it leaves everything."""
    if coverage == "same":
        return reported
    if coverage == "part" and reported.low is not None:
        return Range(low=reported.low, low_open=reported.low_open)
    if coverage == "whole" and reported.high is not None:
        return Range(high=reported.high, high_open=reported.high_open)
    return None


def value_relation(
    claim: ClaimTerms, finding: FindingTerms, coverage: Coverage, world: World
) -> Lie:
    """Return how a value lies to the claim, each finding by itself."""
    reported = finding_range(claim, finding)
    if claim.metric is None or claim.estimate is None or reported is None:
        return SILENT
    left = left_range(reported, coverage)
    if left is None:
        return SILENT
    metric, claimed = world.metrics[claim.metric], said(claim.estimate)
    theirs, mine = allowed(left, metric), allowed(claimed, metric)
    one_sided = coverage != "same" or left.low is None or left.high is None
    if theirs.below(mine) or mine.below(theirs):
        return _apart(claimed, left, metric, above=theirs.below(mine), at_least=one_sided)
    if theirs.within(mine):
        return Lie("meets", gap=0, relative=0)
    if metric.nature == "rank":
        return SILENT
    both = left.low is not None and left.high is not None
    if (coverage == "same" and both) or theirs.within(allowed(claimed.closed(), metric)):
        return Lie("overlaps", gap=0, relative=0)
    return SILENT


def _apart(claimed: Range, left: Range, metric: Metric, *, above: bool, at_least: bool) -> Lie:
    if metric.nature == "rank":
        return Lie("excludes")
    side = "above" if above else "below"
    facing = left.high if above else left.low
    edge = claimed.low if above else claimed.high
    if facing is None or edge is None:  # the least value that there can be
        facing, edge = facing or 0, edge or 0
    gap = max(edge - facing if above else facing - edge, 0)
    relative = gap / abs(facing) if facing else None
    if not gap:
        return Lie("touches", side, 0, relative, at_least)
    return Lie("above" if above else "below", "", _clean(gap), relative, at_least)


def _clean(number: float) -> float:
    """Return a difference without the noise of binary fractions."""
    rounded = round(number, 9)
    return int(rounded) if rounded == int(rounded) else rounded
