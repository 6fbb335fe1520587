"""Coverage: how the quantity of a finding lies to that of a claim, on three axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from afpak_claims.method.terms import ClaimTerms, Coverage, FindingTerms, World

__all__ = [
    "WITHOUT_PARTS",
    "AxisCoverage",
    "axis_coverage",
    "computed_coverage",
    "coverage_of",
    "is_from_elsewhere",
]

WITHOUT_PARTS = frozenset({"rate", "level", "rank"})


class AxisCoverage(NamedTuple):
    """The word of each axis."""

    what: Coverage
    where: Coverage
    when: Coverage

    @property
    def together(self) -> Coverage:
        """What the three say together: a mixture of part and whole is neither."""
        words = {*self}
        if words == {"same"}:
            return "same"
        if words <= {"same", "part"}:
            return "part"
        if words <= {"same", "whole"}:
            return "whole"
        return "other"


def coverage_of(claim: ClaimTerms, finding: FindingTerms, world: World) -> Coverage:
    """Return the coverage in effect: that of the axes together, if the nature has parts."""
    together = axis_coverage(claim, finding, world).together
    nature = world.metrics[claim.metric].nature if claim.metric else None
    return "other" if together in {"part", "whole"} and nature in WITHOUT_PARTS else together


def axis_coverage(claim: ClaimTerms, finding: FindingTerms, world: World) -> AxisCoverage:
    """Return the word of each axis, judged by hand where it was judged."""
    return computed_coverage(claim, finding, world)._replace(**finding.covers)


def computed_coverage(claim: ClaimTerms, finding: FindingTerms, world: World) -> AxisCoverage:
    """Return the word of each axis as the records give it."""
    return AxisCoverage(
        _what(claim, finding, world), _where(claim, finding, world), _when(claim, finding, world)
    )


def _what(claim: ClaimTerms, finding: FindingTerms, world: World) -> Coverage:
    own, other = claim.metric, finding.metric or claim.metric
    if own is None or other is None:
        return "same"
    if own == other:
        return "other" if is_from_elsewhere(claim, finding, world) else "same"
    if own in world.metrics_around(other):
        return "part"
    return "whole" if other in world.metrics_around(own) else "other"


def is_from_elsewhere(claim: ClaimTerms, finding: FindingTerms, world: World) -> bool:
    """Whether a growth is not known to be measured from the reference of the claim's."""
    if claim.reference != finding.reference:
        return True
    return claim.reference is None and world.metrics[claim.metric or ""].growth


def _where(claim: ClaimTerms, finding: FindingTerms, world: World) -> Coverage:
    places = claim.places if finding.places is None else finding.places
    if places == claim.places:
        return "same"
    if not places or not claim.places:
        return "other"
    inside = all(not world.places_around(place).isdisjoint(claim.places) for place in places)
    around = all(not world.places_around(place).isdisjoint(places) for place in claim.places)
    if inside and around:
        return "same"
    return "part" if inside else "whole" if around else "other"


def _when(claim: ClaimTerms, finding: FindingTerms, world: World) -> Coverage:
    if claim.metric is None:
        return "same"
    nature = world.metrics[claim.metric].nature
    if finding.metric and world.metrics[finding.metric].nature != nature:
        return "other"
    time, other = claim.time, finding.time
    if not time.given:
        if nature == "flow":
            return "part"
        return "same" if nature == "rank" or not other.given else "other"
    if time.days is None or other.days is None:
        return "other"
    equal = time.days == other.days
    inside, around = other.days.within(time.days), time.days.within(other.days)
    if nature == "rank":
        return "same" if equal else "other"
    cumulative = (time.holds == "cumulative", other.holds == "cumulative")
    if nature == "flow":
        return _when_of_flow(cumulative, equal=equal, inside=inside, around=around)
    if any(cumulative):
        return "same" if all(cumulative) and equal else "other"
    meets = other.holds == "throughout" and other.days.meets(time.days)
    return "same" if inside or meets else "other"


def _when_of_flow(
    cumulative: tuple[bool, bool], *, equal: bool, inside: bool, around: bool
) -> Coverage:
    if all(cumulative):
        return "same" if equal else "part" if inside else "whole" if around else "other"
    if cumulative[0]:
        return "part" if inside else "other"
    if inside:
        return "same"
    return "whole" if around and cumulative[1] else "other"
