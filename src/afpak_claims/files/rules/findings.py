"""Findings: they fit their claims, and a sum is the sum of its inputs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.records.claims import Assertion, Figure
from afpak_claims.records.plain_values import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.records.estimates import Estimate
    from afpak_claims.records.findings import Finding

__all__ = ["additive", "filed_by_topic", "findings_fit", "sums"]


def findings_fit(draft: Draft) -> Iterator[RuleViolation]:
    """A value bears on a figure, an attribution on a credited claim."""
    claims = draft.index(draft.claims)
    for entry in draft.findings:
        finding = entry.record
        claim = claims.get(finding.claim)
        if finding.about == "value" and isinstance(claim, Assertion):
            yield RuleViolation(
                entry,
                ("about",),
                f"found a value for the assertion {claim.id!r}; expected an event; change about",
            )
        if finding.about == "attribution" and claim and claim.attribution.naming != "named":
            yield RuleViolation(
                entry,
                ("about",),
                f"found an attribution for {claim.id!r}, which cites no source by name; "
                "expected a value or an event; change about",
            )


def sums(draft: Draft) -> Iterator[RuleViolation]:
    """A derived sum is what its inputs add up to, and they are findings on the same claim."""
    findings = draft.index(draft.findings)
    for entry in draft.findings:
        total = entry.record
        inputs = [findings[name] for name in total.inputs if name in findings]
        if len(inputs) != len(total.inputs) or total.estimate is None or not inputs:
            continue
        for n, part in enumerate(inputs):
            if part.claim != total.claim or part.estimate is None or part.id == total.id:
                yield RuleViolation(
                    entry,
                    ("inputs", n),
                    f"found {part.id!r}; expected another value for {total.claim!r}; change "
                    "the input",
                )
                break
        else:
            yield from _adds_up(entry, [part.estimate for part in inputs if part.estimate])


def _adds_up(entry: Entry[Finding], parts: list[Estimate]) -> Iterator[RuleViolation]:
    total = entry.record
    repeated = [name for name, count in Counter(total.inputs).items() if count > 1]
    if repeated:
        yield RuleViolation(
            entry,
            ("inputs",),
            f"found {repeated[0]!r} twice; expected each input once; delete one of them",
        )
    assert total.estimate is not None  # noqa: S101 - only sums with an estimate are added up
    names = ("lower", "upper") if total.estimate.best is None else ("lower", "best", "upper")
    for name in names:
        bounds = [getattr(part, name) for part in parts]
        due = None if None in bounds else round(sum(bounds), 9)
        found = getattr(total.estimate, name)
        if found != due:
            yield RuleViolation(
                entry,
                ("estimate",),
                f"found {in_words(found, 'none')} as {name} bound; expected "
                f"{in_words(due, 'none')}, the sum of the inputs; change the sum or an input",
            )


def additive(draft: Draft) -> Iterator[RuleViolation]:
    """Only findings of a metric that adds up are summed."""
    claims, metrics = draft.index(draft.claims), draft.index(draft.metrics)
    for entry in draft.findings:
        figure = claims.get(entry.record.claim)
        metric = metrics.get(figure.metric) if isinstance(figure, Figure) else None
        if entry.record.inputs and metric and not metric.additive:
            yield RuleViolation(
                entry,
                ("inputs",),
                f"found a sum of metric {metric.id!r}, which is not additive; expected no sum; "
                "delete inputs",
            )


def filed_by_topic(draft: Draft) -> Iterator[RuleViolation]:
    """A finding stands in the file of its claim's topic."""
    claims = draft.index(draft.claims)
    for entry in draft.findings:
        claim = claims.get(entry.record.claim)
        if claim and entry.file != f"evidence/{claim.topic}.yaml":
            yield RuleViolation(
                entry,
                ("claim",),
                f"found a finding on {claim.id!r} of topic {claim.topic!r}; expected it in "
                f"evidence/{claim.topic}.yaml; move it to that file",
            )
