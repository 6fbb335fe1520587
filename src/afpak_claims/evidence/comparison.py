"""Comparison: what the method says of a claim and of each of its findings, as results.

Verdicts are computed and never stored in a record, and nothing is averaged. The method is loaded
when something is computed: a released version has its results with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.evidence.results import ClaimResult, FindingResult
from afpak_claims.records.claims import Figure
from afpak_claims.records.findings import COVERAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from afpak_claims.files.quantity_phrases.conventions import Writing
    from afpak_claims.method import terms
    from afpak_claims.method.verdicts import Outcome
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.vocabulary import Actor

__all__ = ["Comparison", "Question", "asked", "compared"]


class Comparison(NamedTuple):
    """One finding, and what the method says of it beside its claim."""

    finding: Finding
    result: FindingResult
    is_input: bool
    """Whether the finding is an input of another one, which then speaks for it."""

    @property
    def decides(self) -> bool:
        """Whether it counts toward the verdict."""
        return self.result.decides

    @property
    def scope(self) -> str | None:
        """The coverage in the words of schema 1; None where it is about no value."""
        if self.finding.about != "value":
            return None
        coverage = self.result.coverage or _judged_alike(self.finding)
        return COVERAGES[coverage].scope if coverage else None  # type: ignore[index] # one of four words


def _judged_alike(finding: Finding) -> str | None:
    """Return the coverage that every axis was judged to have, as the upgrade from schema 1 does."""
    words = {judged.coverage for judged in finding.covers.axes.values()} if finding.covers else {}
    return next(iter(words)) if len(words) == 1 else None


class Question(NamedTuple):
    """A claim with its findings, as the method takes them."""

    claim: terms.ClaimTerms
    findings: tuple[terms.FindingTerms, ...]
    world: terms.World
    outcome: Outcome


def asked(
    claim: Claim,
    findings: Sequence[Finding],
    world: terms.World,
    writing: Writing | None = None,
) -> Question:
    """Ask the method what the findings say of a claim."""
    from afpak_claims.method.records import claim_terms, finding_terms
    from afpak_claims.method.verdicts import evaluate

    ours = claim_terms(claim)
    if isinstance(claim, Figure) and claim.estimate.wording:
        from afpak_claims.files.quantity_phrases.conventions import ENGLISH, alternative_estimates

        readings = alternative_estimates(claim.estimate.wording, writing or ENGLISH)
        ours = ours._replace(
            alternatives=tuple((reading.in_words(), reading) for reading in readings)
        )
    theirs = tuple(finding_terms(finding) for finding in findings)
    return Question(ours, theirs, world, evaluate(ours, theirs, world))


def compared(
    claim: Claim,
    findings: Sequence[Finding],
    world: terms.World,
    actors: Mapping[str, Actor],
    writing: Writing | None = None,
) -> tuple[ClaimResult, dict[str, FindingResult]]:
    """Return what the method says of a claim, and of each of its findings by id.

    Args:
        claim: The claim.
        findings: The findings on it; a retired one says nothing.
        world: What the method knows of the vocabulary.
        actors: The actors, for their names.
        writing: How the dataset writes its quantities, for other readings of the claim; English
            where it is left out.
    """
    from afpak_claims.method.robustness import alone, flips, is_robust
    from afpak_claims.method.wordings import basis_words, verdict_words

    question = asked(claim, findings, world, writing)
    ours, theirs, _, outcome = question
    flipped = flips(ours, theirs, world, outcome)
    robust = is_robust(outcome, flipped)
    if len(outcome.voices) == 1:  # said as "rests on one origin", not as a flip
        flipped = {change: flipped[change] for change in flipped if not alone(change, outcome)}

    def named(actor: str) -> str:
        return actors[actor].called if actor in actors else actor

    result = ClaimResult(
        verdict=outcome.verdict,
        attribution_check=outcome.check,
        credited=outcome.credited,
        words=verdict_words(ours, outcome),
        basis=basis_words(ours, outcome, world, named),
        n_findings=len(outcome.decides),
        n_origins=outcome.origins,
        independent=outcome.independent(world),
        gap=outcome.gap,
        relative_gap=outcome.relative_gap,
        at_least=outcome.at_least if outcome.gap is not None else None,
        robust=robust,
        flips=flipped,
    )
    deciding = {each.id for each in outcome.decides}
    return result, {
        each.id: _finding_result(question, each, decides=each.id in deciding)
        for each in theirs
        if not each.retired
    }


def _finding_result(
    question: Question, finding: terms.FindingTerms, *, decides: bool
) -> FindingResult:
    from afpak_claims.method.wordings import finding_words

    ours, theirs, world, outcome = question
    if finding.id not in outcome.lies:
        return FindingResult(decides=decides)
    lie = outcome.lies[finding.id]
    return FindingResult(
        relation=lie.relation,
        side=lie.side or None,
        gap=lie.gap,
        relative_gap=lie.relative,
        at_least=lie.at_least if lie.gap is not None else None,
        decides=decides,
        coverage=outcome.coverage[finding.id],
        words=finding_words(ours, finding, outcome, world, theirs),
    )
