"""Robustness: the verdict computed again with one thing changed at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.method.verdicts import evaluate, read_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afpak_claims.method.terms import ClaimTerms, FindingTerms, World
    from afpak_claims.method.verdicts import Outcome
    from afpak_claims.method.voices import Voice

__all__ = ["flips", "is_robust"]

_NOTHING_DECIDES = frozenset({"undecided", "unchecked", "not-checkable"})


def flips(
    claim: ClaimTerms, findings: Sequence[FindingTerms], world: World, outcome: Outcome
) -> dict[str, str]:
    """Return the changes that give another verdict, each with that verdict."""
    if outcome.verdict in _NOTHING_DECIDES:
        return {}
    found = {}
    for change, other, changed in _changes(claim, findings, world, outcome):
        verdict = evaluate(other, changed, world).verdict
        verdict = "undecided" if verdict == "unchecked" else verdict
        if verdict != outcome.verdict:
            found[change] = verdict
    return found


def is_robust(outcome: Outcome, flipped: dict[str, str]) -> bool | None:
    """Whether nothing flips a verdict; None where nothing decides."""
    return None if outcome.verdict in _NOTHING_DECIDES else not flipped


def _changes(
    claim: ClaimTerms, findings: Sequence[FindingTerms], world: World, outcome: Outcome
) -> Iterator[tuple[str, ClaimTerms, Sequence[FindingTerms]]]:
    by_id = {each.id: each for each in findings}
    yield (
        "without tertiary readings",
        claim,
        [each for each in findings if read_as(each, by_id) != "tertiary"],
    )
    yield (
        "without dates that are uncertain or approximate",
        claim,
        [each for each in findings if not each.time.doubtful],
    )
    yield "without coverage judged by hand", claim, [e._replace(covers={}) for e in findings]
    for voice in outcome.voices:
        yield _without(voice), claim, [e for e in findings if not _of(e, voice.roots, world)]
    for words, estimate in claim.alternatives:
        yield f"read as {words}", claim._replace(estimate=estimate), findings


def _without(voice: Voice) -> str:
    return f"without {' and '.join(sorted(voice.roots)) or 'reports of unknown origin'}"


def alone(change: str, outcome: Outcome) -> bool:
    """Whether a change leaves out the only voice that there is."""
    return [change] == [_without(voice) for voice in outcome.voices]


def _of(finding: FindingTerms, roots: frozenset[str], world: World) -> bool:
    """Whether a finding belongs to a voice; the unknown are one."""
    own = {world.root(actor) for actor in finding.origin}
    return bool(own & roots) if roots else not own
