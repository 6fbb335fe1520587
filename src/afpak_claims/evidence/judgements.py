"""Judgements: coverage that was set by hand, and what the verdict would be without it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.evidence.comparison import asked
from afpak_claims.method.coverage import computed_coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.evidence.dataset import Dataset

__all__ = ["Flip", "Judgement", "flips", "judgements"]


class Judgement(NamedTuple):
    """One axis of one finding whose coverage was set by hand."""

    claim: str
    finding: str
    axis: str
    computed: str
    """What the records give."""
    judged: str
    """What was set instead."""
    verdict: str
    without: str
    """What the verdict would be without the judgements on this finding."""
    why: str


class Flip(NamedTuple):
    """One change that gives a claim another verdict."""

    claim: str
    verdict: str
    change: str
    becomes: str


def judgements(dataset: Dataset) -> Iterator[Judgement]:
    """Return every coverage that was set by hand, with its reason and what hangs on it."""
    for claim in dataset:
        findings = [f for f in dataset.findings.values() if f.claim == claim.id]
        for finding in findings:
            if finding.covers is None or finding.retired:
                continue
            others = [dataclasses.replace(f, covers=None) if f is finding else f for f in findings]
            question = asked(claim, findings, dataset.world)
            without = asked(claim, others, dataset.world).outcome.verdict
            mine = next(each for each in question.findings if each.id == finding.id)
            computed = computed_coverage(question.claim, mine, dataset.world)._asdict()
            for axis, judged in finding.covers.axes.items():
                yield Judgement(
                    claim.id,
                    finding.id,
                    axis,
                    computed[axis],
                    judged.coverage,
                    question.outcome.verdict,
                    without,
                    judged.why,
                )


def flips(dataset: Dataset) -> Iterator[Flip]:
    """Return every change that gives a claim of a dataset another verdict."""
    for claim in dataset:
        result = dataset.result(claim.id)
        for change, becomes in result.flips.items():
            yield Flip(claim.id, result.verdict, change, becomes)
