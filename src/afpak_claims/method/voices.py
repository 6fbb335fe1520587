"""Voices: findings whose origins speak for the same root are one, and reports never count twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afpak_claims.method.relations import Lie
    from afpak_claims.method.terms import FindingTerms, World

__all__ = ["Voice", "deciding", "live", "of_credited", "voices_of"]


class Voice(NamedTuple):
    """Findings that cannot be shown to come from more than one origin."""

    roots: frozenset[str]
    """In whose name they speak; empty where their origin is unknown."""
    findings: tuple[FindingTerms, ...]


def live(findings: Iterable[FindingTerms]) -> list[FindingTerms]:
    """Return the findings that are in use, in an order that does not depend on theirs."""
    return sorted((each for each in findings if not each.retired), key=lambda each: each.id)


def deciding(
    findings: Iterable[FindingTerms], lies: Mapping[str, Lie], *, is_figure: bool
) -> list[FindingTerms]:
    """Return the live findings that speak: those that say something, and for which none does."""
    known = live(findings)
    spoken_for = {name for each in known for name in each.inputs}
    spoken_for |= {each.revises for each in known if each.revises}
    return [
        each
        for each in known
        if each.id not in spoken_for and _says_something(each, lies, is_figure=is_figure)
    ]


def _says_something(finding: FindingTerms, lies: Mapping[str, Lie], *, is_figure: bool) -> bool:
    if finding.about == "value":
        return lies[finding.id].relation != "silent"
    if finding.about == "attribution" or finding.stance in {None, "not-found"}:
        return False
    return not (is_figure and finding.stance == "qualifies")


def voices_of(findings: Iterable[FindingTerms], world: World) -> list[Voice]:
    """Return the voices of findings: those whose roots are connected, and the unknown as one."""
    groups: list[tuple[set[str], list[FindingTerms]]] = []
    unknown: list[FindingTerms] = []
    for finding in findings:
        roots = {world.root(actor) for actor in finding.origin}
        if not roots:
            unknown.append(finding)
            continue
        joined = [group for group in groups if group[0] & roots]
        groups = [group for group in groups if not group[0] & roots]
        members = [each for group in joined for each in group[1]]
        groups.append((roots.union(*(group[0] for group in joined)), [*members, finding]))
    found = [Voice(frozenset(roots), tuple(members)) for roots, members in groups]
    found.sort(key=lambda voice: sorted(voice.roots))
    return [*found, Voice(frozenset(), tuple(unknown))] if unknown else found


def of_credited(
    findings: Iterable[FindingTerms], credited: Iterable[str], world: World
) -> list[FindingTerms]:
    """Return the findings of credited actors, or of those that speak for them."""
    named = {*credited}
    return [
        finding
        for finding in findings
        if any(not named.isdisjoint(world.spoken_for(actor)) for actor in finding.origin)
    ]
