"""Wordings: how what the method says is told to readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.method.coverage import WITHOUT_PARTS, axis_coverage, is_from_elsewhere
from afpak_claims.method.relations import finding_range
from afpak_claims.method.voices import live
from afpak_claims.records.estimates import format_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from afpak_claims.method.coverage import AxisCoverage
    from afpak_claims.method.terms import ClaimTerms, FindingTerms, World
    from afpak_claims.method.verdicts import Outcome

__all__ = ["basis_words", "finding_words", "verdict_words"]

_MEETS = {
    "same": "within what is claimed",
    "part": "a part that already reaches what is claimed",
    "whole": "a whole that keeps it within what is claimed",
}
_SIMPLE = {
    "consistent": "nobody who decides excludes it",
    "contested": "the origins disagree",
    "mixed": "one origin's own reports disagree",
    "contradicted": "excluded or denied by all that decide",
    "undecided": "there are findings, none decides",
    "supported": "reported by all that decide",
    "qualified": "reported in part or under conditions",
}


def basis_words(
    claim: ClaimTerms, outcome: Outcome, world: World, named: Callable[[str], str] = str
) -> str:
    """Say what a verdict rests on.

    Args:
        claim: The claim.
        outcome: What the method says of it.
        world: The vocabulary.
        named: Returns how a party is called.
    """
    if not outcome.decides:
        return "nothing decides"
    parts = [
        _counted(len(outcome.decides), "report"),
        _counted(outcome.origins, "origin"),
    ]
    if any(not voice.roots for voice in outcome.voices):
        parts.append("besides reports whose origin is unknown")
    parties = outcome.parties(world)
    if parties and None not in parties and claim.type != "position":
        names = sorted({named(str(party)) for party in parties})
        noun = "a party" if len(names) == 1 else "parties"
        parts.append(f"only {' and '.join(names)}, {noun} to the conflict")
    if outcome.reading:
        parts.append(f"best reading: {outcome.reading}")
    if outcome.judged:
        parts.append(f"coverage judged by hand in {outcome.judged} of {len(outcome.decides)}")
    return ", ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def verdict_words(claim: ClaimTerms, outcome: Outcome) -> str:
    """Say a verdict in words."""
    verdict = outcome.verdict
    if verdict in {"above", "below"}:
        least = "at least " if outcome.at_least else ""
        gap = format_number(outcome.gap or 0)
        return f"{verdict} all that decide, by {least}{gap}"
    if verdict == "borderline":
        lies = [outcome.lies[each.id] for each in outcome.decides if each.about == "value"]
        sides = sorted({lie.side for lie in lies if lie.side})
        return f"on the very bound, from {' and '.join(sides)}"
    if verdict == "unchecked":
        figure = claim.metric is not None
        return "nobody is known to have counted it" if figure else "nothing was looked for"
    if verdict == "not-checkable":
        return "no publication can decide it"
    return _SIMPLE[verdict]


def finding_words(
    claim: ClaimTerms,
    finding: FindingTerms,
    outcome: Outcome,
    world: World,
    others: Iterable[FindingTerms] = (),
) -> str:
    """Say how a finding lies to the claim, or why it says nothing."""
    if finding.id not in outcome.lies:
        return {"not-found": "looked for and not found"}.get(
            str(finding.stance), str(finding.stance)
        )
    lie = outcome.lies[finding.id]
    coverage = outcome.coverage[finding.id]
    if lie.relation == "meets":
        return _MEETS[coverage]
    if lie.relation == "overlaps":
        return "shares values with what is claimed"
    if lie.relation == "touches":
        return "on the very bound that the claim excludes"
    if lie.relation in {"above", "below"}:
        least = "at least " if lie.at_least else ""
        return f"the claim is {least}{format_number(lie.gap or 0)} {lie.relation} it"
    if lie.relation == "excludes":
        return _excluded(claim, finding)
    return _silence(claim, finding, world, others)


def _excluded(claim: ClaimTerms, finding: FindingTerms) -> str:
    found, window, claimed = finding_range(claim, finding), claim.rank, claim.estimate
    if found is None or window is None or claimed is None:
        return "excludes what is claimed"
    years = window.last - window.first + 1
    low, high = int(found.low or 1), int(found.high or years)
    place = ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"
    wanted = ordinal(int(claimed.low or claimed.best or claimed.high or 1))
    return f"puts {window.year} {place} of {years} years, not {wanted}"


def ordinal(number: int) -> str:
    """Write a place in a ranking.

    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _silence(
    claim: ClaimTerms,
    finding: FindingTerms,
    world: World,
    others: Iterable[FindingTerms],
) -> str:
    """Say why a value says nothing: the first reason that fits."""
    axes = axis_coverage(claim, finding, world)
    return (
        _spoken_for(finding, others)
        or _of_another_reference(claim, finding, axes, world)
        or next((_ELSEWHERE[n] for n, word in enumerate(axes) if word == "other"), None)
        or _of_a_part(claim, axes, world)
        or _of_the_whole(claim, finding)
    )


def _of_another_reference(
    claim: ClaimTerms, finding: FindingTerms, axes: AxisCoverage, world: World
) -> str | None:
    is_same = finding.metric in {None, claim.metric} and claim.metric is not None
    if axes.what != "other" or not is_same or not is_from_elsewhere(claim, finding, world):
        return None
    return "a growth from another or unknown reference"


_ELSEWHERE = ("another quantity", "another place", "another or unknown time")
_PARTS = {
    "other": "a part in one respect, more in another",
    "part": "a part that does not reach it",
    "whole": "a whole that leaves it open",
}


def _spoken_for(finding: FindingTerms, others: Iterable[FindingTerms]) -> str | None:
    known = live(others)
    total = next((each.id for each in known if finding.id in each.inputs), None)
    if total:
        return f"added up in {total}"
    revision = next((each.id for each in known if each.revises == finding.id), None)
    return revision and f"revised by {revision}"


def _of_a_part(claim: ClaimTerms, axes: AxisCoverage, world: World) -> str | None:
    nature = world.metrics[claim.metric].nature if claim.metric else ""
    if nature in WITHOUT_PARTS and axes.together in {"part", "whole"}:
        return f"a {nature} has no parts"
    return _PARTS.get(axes.together)


def _of_the_whole(claim: ClaimTerms, finding: FindingTerms) -> str:
    if finding.values is not None or (claim.rank is not None and finding.inputs):
        return "years are missing"
    if claim.time.holds in {"sometime", "throughout"} and claim.rank is None:
        return "one day, which says nothing of the others"
    return "a bound that leaves it open"
