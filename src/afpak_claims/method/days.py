"""One day for many: what a claim of some day, or of every day, takes from single days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from afpak_claims.method.relations import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from afpak_claims.method.relations import Lie
    from afpak_claims.method.terms import ClaimTerms, FindingTerms, Span, World

__all__ = ["one_day_for_many"]

_STANDS = {
    "sometime": frozenset({"meets"}),
    "throughout": frozenset({"above", "below", "touches"}),
}


def one_day_for_many(
    claim: ClaimTerms,
    lies: Mapping[str, Lie],
    findings: Sequence[FindingTerms],
    world: World,
) -> dict[str, Lie]:
    """Return the relations that stand of a claim that holds at some time or throughout.

    Args:
        claim: The claim.
        lies: The relation of each finding, by id.
        findings: Those of them whose time is the claim's own.
        world: The vocabulary.
    """
    stands = _STANDS.get(claim.time.holds or "")
    if stands is None or claim.rank is not None:
        return dict(lies)
    kept = {
        finding.id: lies[finding.id] if lies[finding.id].relation in stands else SILENT
        for finding in findings
    }
    for group in _groups(findings, world):
        if any(lies[each.id].relation == "silent" for each in group):
            continue
        if any(lies[each.id].relation in stands for each in group):
            continue
        days = claim.time.days
        if days is not None and _covers(days, [each.time.days for each in group]):
            kept |= _for_all(group, lies)
    return {**lies, **kept}


def _groups(findings: Iterable[FindingTerms], world: World) -> list[list[FindingTerms]]:
    """Return the findings of the same roots and one series, and each that holds throughout."""
    series: dict[tuple[frozenset[str], str], list[FindingTerms]] = {}
    alone = []
    for finding in findings:
        roots = frozenset(world.root(actor) for actor in finding.origin)
        if finding.series:
            series.setdefault((roots, finding.series), []).append(finding)
        if finding.time.holds == "throughout":
            alone.append([finding])
    return [*series.values(), *alone]


def _covers(days: Span, parts: Iterable[Span | None]) -> bool:
    """Whether spans together are every day of a span."""
    known = sorted(
        (part for part in parts if part is not None), key=lambda part: part.start or dt.date.min
    )
    at = days.start
    if at is None:
        if all(part.start is not None for part in known):
            return False
        at = dt.date.min
    for part in known:
        if part.start is not None and part.start > at:
            return False
        if part.end is None or (days.end is not None and part.end >= days.end):
            return True
        if part.end >= at:
            at = part.end + dt.timedelta(days=1)
    return False


def _for_all(group: Sequence[FindingTerms], lies: Mapping[str, Lie]) -> dict[str, Lie]:
    """Return what a series that covers every day says, where no day of it stands for itself."""
    mine = {finding.id: lies[finding.id] for finding in sorted(group, key=lambda each: each.id)}
    overlapping = {name for name, lie in mine.items() if lie.relation == "overlaps"}
    if overlapping:
        return {name: lie if name in overlapping else SILENT for name, lie in mine.items()}
    sides = {lie.side or lie.relation for lie in mine.values()}
    if len(sides) == 1:
        nearest = min(mine, key=lambda name: (mine[name].gap or 0, name))
        return {name: lie if name == nearest else SILENT for name, lie in mine.items()}
    return dict.fromkeys(mine, SILENT)
