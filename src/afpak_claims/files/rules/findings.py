"""Findings: they fit their claims, and a sum is the sum of its inputs."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.files.rules.duplicates import page_of
from afpak_claims.records.claims import Assertion, Figure
from afpak_claims.records.periods import bounds
from afpak_claims.records.plain_values import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.records.estimates import Estimate
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.periods import Period
    from afpak_claims.records.vocabulary import Metric

__all__ = [
    "additive",
    "filed_by_topic",
    "findings_fit",
    "inputs_fit_sum",
    "not_found_reads_nothing",
    "not_the_article",
    "sums",
]


def findings_fit(draft: Draft) -> Iterator[RuleViolation]:
    """A value bears on a figure or is one of a series, an attribution on a credited claim."""
    claims = draft.index(draft.claims)
    for entry in draft.findings:
        finding = entry.record
        claim = claims.get(finding.claim)
        is_beside = finding.series is not None and finding.metric is not None
        if finding.about == "value" and isinstance(claim, Assertion) and not is_beside:
            yield RuleViolation(
                entry,
                ("about",),
                f"found a value for the assertion {claim.id!r}; expected an event, or a value with "
                "metric and series, which decides nothing; change about",
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
        if total.operation == "rank":
            continue
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
        own = entry.record.metric or (figure.metric if isinstance(figure, Figure) else "")
        metric = metrics.get(own)
        if entry.record.operation == "sum" and metric and not metric.additive:
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


def not_the_article(draft: Draft) -> Iterator[RuleViolation]:
    """No finding rests on the article itself, under whatever address."""
    sources = draft.index(draft.sources)
    article = sources.get(draft.article.record.source) if draft.article else None
    if article is None:
        return
    own = {page_of(address) for address in article.addresses}
    for entry in draft.findings:
        source = sources.get(entry.record.source)
        if source and (
            source.id == article.id or own & {page_of(address) for address in source.addresses}
        ):
            yield RuleViolation(
                entry,
                ("source",),
                f"found {source.id!r}, the article itself; expected another publication; name "
                "what was read, or delete the finding",
            )


def not_found_reads_nothing(draft: Draft) -> Iterator[RuleViolation]:
    """A finding with stance not-found has no reading of a publication."""
    for entry in draft.findings:
        if entry.record.stance == "not-found" and entry.record.reading is not None:
            yield RuleViolation(
                entry,
                ("reading",),
                f"found {entry.record.reading!r} with stance 'not-found'; expected no reading, "
                "since nothing was found to read; delete it or change stance",
            )


def inputs_fit_sum(draft: Draft) -> Iterator[RuleViolation]:
    """The inputs of a sum do not overlap, and the sum runs as long as they do.

    Parts that have nobody in common, as the killed and the injured, may be of one period.
    """
    findings, metrics = draft.index(draft.findings), draft.index(draft.metrics)
    for entry in draft.findings:
        total = entry.record
        if total.operation == "rank" or _are_disjoint(total, findings, metrics):
            continue
        parts = sorted(
            (
                (bounds(part.period.edtf), part)
                for name in total.inputs
                if (part := findings.get(name)) and part.period and part.period.edtf
            ),
            key=lambda found: found[0][0] or dt.date.min,
        )
        fitting = {part.id for _, part in parts if part.claim == total.claim} - {total.id}
        if len(fitting) != len(total.inputs) or not (total.period and total.period.edtf):
            continue  # another rule says what is wrong with the inputs
        for ((_, end), one), ((start, _), other) in pairwise(parts):
            if end is None or start is None or start <= end:
                yield RuleViolation(
                    entry,
                    ("inputs",),
                    f"found {one.id!r} and {other.id!r}, whose periods overlap; expected inputs "
                    "that count no day twice; delete one of them",
                )
            elif (start - end).days > 1:
                yield RuleViolation(
                    entry,
                    ("inputs",),
                    f"found no input between {one.id!r} and {other.id!r}; expected inputs that "
                    "cover the period of the sum; add it",
                )
        if parts and (fault := _misses_ends(total.period, parts[0][0][0], parts[-1][0][1])):
            yield RuleViolation(entry, ("period", "edtf"), fault)


def _are_disjoint(
    total: Finding, findings: Mapping[str, Finding], metrics: Mapping[str, Metric]
) -> bool:
    """Whether the inputs are of one period and of metrics that the sum's holds side by side."""
    parts = [findings[name] for name in total.inputs if name in findings]
    named = [part.metric or "" for part in parts]
    sides = [metrics[name].within for name in named if name in metrics]
    periods = {part.period for part in parts}
    return (
        len({*named}) == len(parts) > 1
        and len(sides) == len(parts)
        and {*sides} == {total.metric}
        and periods == {total.period}
    )


def _misses_ends(period: Period, first: dt.date | None, last: dt.date | None) -> str | None:
    """Say where a sum does not run as long as its inputs; within a year at either end it does."""
    same_start = period.start == first or (
        period.start and first and period.start.year == first.year and period.start > first
    )
    same_end = period.end == last or (
        period.end and last and period.end.year == last.year and period.end < last
    )
    if same_start and same_end:
        return None
    return (
        f"found {period.edtf!r}; expected the period of the inputs, {first} to {last}; correct "
        "the period or the inputs"
    )
