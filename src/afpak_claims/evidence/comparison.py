"""Comparison: one claim compared with one finding; verdict: what all its comparisons say.

Verdicts are computed and never stored, and nothing is averaged. A finding of the same scope is
compared as a range. A narrower one counts a part, so it can only show a claim too low; a broader
one can only show it too high; both only where the metric adds up. A different one decides
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from afpak_claims.records.claims import Assertion, Claim, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afpak_claims.records.estimates import Gap
    from afpak_claims.records.findings import Finding

__all__ = [
    "ATTRIBUTION_CHECKS",
    "VERDICTS",
    "AttributionCheck",
    "Comparison",
    "Verdict",
    "attribution_check",
    "compare",
    "verdict",
]

Verdict = Literal[
    "consistent",
    "above",
    "below",
    "contested",
    "unchecked",
    "supported",
    "qualified",
    "contradicted",
    "not-checkable",
]
VERDICTS: dict[Verdict, str] = {
    "consistent": "every finding that can decide overlaps the claim's range",
    "above": "the claim lies above every finding that can decide",
    "below": "the claim lies below every finding that can decide",
    "contested": "the findings disagree with one another",
    "unchecked": "no finding decides",
    "supported": "the findings report the same",
    "qualified": "the findings report the same only in part or under conditions",
    "contradicted": "the findings report the opposite",
    "not-checkable": "an evaluation, a prediction or a recommendation, which no finding can decide",
}
AttributionCheck = Literal["confirmed", "not-found", "contradicted", "unchecked"]
ATTRIBUTION_CHECKS: dict[AttributionCheck, str] = {
    "confirmed": "confirmed: the credited source published it",
    "not-found": "not found: looked for and not found, which does not prove that it does not exist",
    "contradicted": "contradicted: what the credited source published does not say so",
    "unchecked": "unchecked: nothing found says whether the credited source published it",
}
"""The wording of each attribution check; its name stands before the colon."""

_NOT_CHECKABLE = frozenset({"evaluation", "prediction", "prescription"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """One claim compared with one finding."""

    finding: Finding
    gap: Gap | None
    """How the claim compares with the finding; None if the finding is inconclusive."""
    is_input: bool
    """Whether the finding is added up in another one, which then speaks for it."""

    @property
    def decides(self) -> bool:
        """Whether this comparison enters the verdict."""
        return self.gap is not None and not self.is_input


def compare(claim: Claim, findings: Iterable[Finding], *, additive: bool) -> list[Comparison]:
    """Compare a claim with each of its findings.

    Args:
        claim: The claim.
        findings: The findings on it; those on other claims are passed over.
        additive: Whether the claim's metric adds up.
    """
    own = [finding for finding in findings if finding.claim == claim.id and finding.retired is None]
    inputs = {name for finding in own for name in finding.inputs}
    return [
        Comparison(finding, _gap(claim, finding, additive=additive), finding.id in inputs)
        for finding in own
    ]


def _gap(claim: Claim, finding: Finding, *, additive: bool) -> Gap | None:
    if not isinstance(claim, Figure) or finding.estimate is None:
        return None
    gap = claim.estimate.compared_with(finding.estimate)
    telling = {"narrower": "below", "broader": "above"}
    if finding.scope == "same" or (additive and gap.relation == telling.get(finding.scope or "")):
        return gap
    return None


def verdict(claim: Claim, comparisons: Sequence[Comparison]) -> Verdict:
    """Say what all comparisons of a claim say together."""
    if isinstance(claim, Assertion):
        return _assertion_verdict(claim, comparisons)
    relations = {c.gap.relation for c in comparisons if c.gap is not None and c.decides}
    if not relations:
        return "unchecked"
    if len(relations) > 1:
        return "contested"
    relation = relations.pop()
    return "consistent" if relation == "overlaps" else relation


def _assertion_verdict(claim: Assertion, comparisons: Sequence[Comparison]) -> Verdict:
    if claim.type in _NOT_CHECKABLE:
        return "not-checkable"
    stances = {c.finding.stance for c in comparisons if c.finding.about == "event"}
    stances.discard("not-found")
    if not stances:
        return "unchecked"
    if "contradicts" in stances:
        return "contradicted" if stances == {"contradicts"} else "contested"
    return "qualified" if "qualifies" in stances else "supported"


def attribution_check(claim: Claim, comparisons: Sequence[Comparison]) -> AttributionCheck | None:
    """Say whether the cited source published the claim; None where nobody is named."""
    if claim.attribution.naming != "named":
        return None
    stances = {c.finding.stance for c in comparisons if c.finding.about == "attribution"}
    if "contradicts" in stances:
        return "contradicted"
    if "supports" in stances:
        return "confirmed"
    return "not-found" if "not-found" in stances else "unchecked"
