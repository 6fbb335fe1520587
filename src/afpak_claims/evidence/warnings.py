"""Warnings: what the records say together that only a person can judge.

They need verdicts, so they stand here and not beside the rules of the files.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.evidence.dataset import Dataset
from afpak_claims.files.folders import problems_at
from afpak_claims.method.records import claim_terms, finding_terms
from afpak_claims.method.verdicts import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

    from afpak_claims.errors import Problem
    from afpak_claims.files.drafts import Draft
    from afpak_claims.method.terms import World
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.findings import Finding

__all__ = ["WARNINGS", "Doubt", "doubts", "warnings_of"]

WARNINGS: dict[str, str] = {
    "check-against-own-numbers": "An attribution check fits how the credited body's own numbers "
    "lie.",
    "input-of-another-origin": "An input has the origin of its total.",
    "series-twice-a-day": "A series has one value a day.",
    "same-number-unknown-origin": "A finding of unknown origin is not a known one once more.",
}
"""What should hold, by the name of the rule."""
_AGAINST = frozenset({"above", "below", "contradicted"})


class Doubt(NamedTuple):
    """Something to look at again."""

    rule: str
    collection: str
    id: str
    path: tuple[str | int, ...]
    message: str


def doubts(dataset: Dataset) -> Iterator[Doubt]:
    """Return what a person should look at again."""
    own: dict[str, list[Finding]] = {}
    for finding in dataset.findings.values():
        own.setdefault(finding.claim, []).append(finding)
    for claim in dataset:
        if claim.id in own and claim.retired is None and claim.attribution.naming == "named":
            yield from _of_the_check(claim, own[claim.id], dataset.world)
    findings = [f for f in dataset.findings.values() if f.retired is None]
    by_id = {finding.id: finding for finding in findings}
    for finding in findings:
        for n, name in enumerate(finding.inputs):
            part = by_id.get(name)
            if part and {*part.origin} != {*finding.origin}:
                yield Doubt(
                    "input-of-another-origin",
                    "findings",
                    finding.id,
                    ("inputs", n),
                    f"found {name!r} of another origin; expected the origin of the total; change "
                    "one of them, or drop the input",
                )
    yield from _series(findings)
    yield from _twins(findings)


def _of_the_check(claim: Claim, findings: Iterable[Finding], world: World) -> Iterator[Doubt]:
    outcome = evaluate(claim_terms(claim), [finding_terms(each) for each in findings], world)
    check, credited = outcome.check, outcome.credited
    wrong = {
        "confirmed": credited in _AGAINST,
        "contradicted": credited in {"consistent", "silent"},
        "unchecked": credited not in {"silent", None},
    }
    if wrong.get(check or ""):
        yield Doubt(
            "check-against-own-numbers",
            "claims",
            claim.id,
            ("attribution",),
            f"found the check {check!r} while the credited body's own numbers are {credited}; "
            "expected the two to fit; correct a finding on the attribution, or a number",
        )


def _series(findings: list[Finding]) -> Iterator[Doubt]:
    revised = {finding.revises for finding in findings}
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        if finding.series and finding.id not in revised:
            key = (finding.series, finding.claim, finding.metric)
            groups.setdefault(key, []).append(finding)
    for members in groups.values():
        dated = [f for f in members if f.period and f.period.start and f.period.end]
        dated.sort(key=lambda f: (f.period.start, f.id) if f.period else ("", f.id))
        for one, other in pairwise(dated):
            if one.period and other.period and one.period.end >= other.period.start:  # type: ignore[operator] # both have dates
                yield Doubt(
                    "series-twice-a-day",
                    "findings",
                    other.id,
                    ("series",),
                    f"found a day that {one.id!r} has too; expected one value a day in series "
                    f"{one.series!r}; correct a period, or say which revises the other",
                )


def _twins(findings: list[Finding]) -> Iterator[Doubt]:
    known = {
        (f.claim, f.metric, f.estimate.lower, f.estimate.upper): f.id
        for f in findings
        if f.origin and f.estimate
    }
    for finding in findings:
        if finding.origin or not finding.estimate:
            continue
        key = (finding.claim, finding.metric, finding.estimate.lower, finding.estimate.upper)
        if key in known:
            yield Doubt(
                "same-number-unknown-origin",
                "findings",
                finding.id,
                ("origin",),
                f"found the number of {known[key]!r} without an origin; expected each count once; "
                "name who counted, or delete one of them",
            )


def warnings_of(root: Traversable, draft: Draft) -> list[Problem]:
    """Return the warnings of a draft without problems, each with its file and line."""
    entries = {
        (name, entry.record.id): entry
        for name in ("claims", "findings")
        for entry in getattr(draft, name)
    }
    found = list(doubts(Dataset.from_draft(draft)))
    problems = problems_at(
        root,
        [(entries[doubt.collection, doubt.id], doubt.path, doubt.message) for doubt in found],
    )
    return [
        problem._replace(severity="warning", rule=doubt.rule)
        for problem, doubt in zip(problems, found, strict=True)
    ]
