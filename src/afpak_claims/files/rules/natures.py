"""Natures: how a quantity holds and is ranked fits what its metric measures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from afpak_claims.files.drafts import RuleViolation, measured
from afpak_claims.method.ranks import rank_range
from afpak_claims.method.records import claim_terms, ranked_values
from afpak_claims.records.claims import Figure
from afpak_claims.records.estimates import format_number
from afpak_claims.records.periods import bounds
from afpak_claims.records.plain_values import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.method.terms import Window
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.findings import Finding

__all__ = [
    "holds_fits_nature",
    "inputs_of_one_origin",
    "ranks_fit",
    "ranks_recomputed",
    "revises_fits",
    "revises_later",
]

_CAN = {"flow": "cumulative or sometime", "stock": "sometime or throughout"}
_NEVER = {("flow", "throughout"), ("stock", "cumulative")}


def holds_fits_nature(draft: Draft) -> Iterator[RuleViolation]:
    """A flow never holds throughout, a stock is never cumulative."""
    for entry, metric in measured(draft):
        record = entry.record
        if record.period is None or record.estimate is None:
            continue
        if (metric.nature, record.period.holds) in _NEVER:
            yield RuleViolation(
                entry,
                ("period", "holds"),
                f"found {record.period.holds!r} of {metric.id!r}, a {metric.nature}; expected "
                f"{_CAN[metric.nature]}; change holds or the metric",
            )


def ranks_fit(draft: Draft) -> Iterator[RuleViolation]:
    """A figure has a rank exactly if its metric is one; its year lies in the window."""
    metrics = draft.index(draft.metrics)
    for entry in draft.claims:
        claim = entry.record
        if not isinstance(claim, Figure) or claim.metric not in metrics:
            continue
        is_rank = metrics[claim.metric].nature == "rank"
        if is_rank != (claim.rank is not None):
            found, remedy = ("missing rank", "add it") if is_rank else ("found a rank", "delete it")
            yield RuleViolation(
                entry,
                ("rank",),
                f"{found} on a figure of {claim.metric!r}; expected it exactly if the "
                f"nature of the metric is rank; {remedy}",
            )
            continue
        window = claim_terms(claim).rank if claim.rank else None
        if window and not window.first <= window.year <= window.last:
            yield RuleViolation(
                entry,
                ("rank", "among"),
                f"found {claim.rank.among!r}, without {window.year}; expected the year of the "  # type: ignore[union-attr] # a window comes of a rank
                "period among the years that are ranked; correct one of them",
            )
        yield from _of_places_in_window(entry, claim, window)
        ranked = metrics.get(claim.rank.of) if claim.rank else None
        if ranked and ranked.nature == "rank":
            yield RuleViolation(
                entry,
                ("rank", "of"),
                f"found {ranked.id!r}, itself a rank; expected the metric whose values are ranked; "
                "change it",
            )
    claims = draft.index(draft.claims)
    for found_entry in draft.findings:
        figure = claims.get(found_entry.record.claim)
        if figure and found_entry.record.operation == "rank" and not getattr(figure, "rank", None):
            yield RuleViolation(
                found_entry,
                ("operation",),
                f"found a rank on {found_entry.record.claim!r}, which ranks nothing; expected a "
                "sum; change the operation",
            )


def _of_places_in_window(
    entry: Entry[Claim], claim: Figure, window: Window | None
) -> Iterator[RuleViolation]:
    """Say which bound is no place that a year can have."""
    last = window.last - window.first + 1 if window else None
    for name in ("low", "best", "high"):
        place = getattr(claim.estimate, name)
        if last is not None and place is not None and not 1 <= place <= last:
            yield RuleViolation(
                entry,
                ("estimate", name),
                f"found place {format_number(place)} of {last} years; expected 1 to {last}; "
                "correct the place or the window",
            )


def ranks_recomputed(draft: Draft) -> Iterator[RuleViolation]:
    """A derived rank is what its inputs give, which are yearly values of one definition."""
    claims, findings = draft.index(draft.claims), draft.index(draft.findings)
    metrics = draft.index(draft.metrics)
    for entry in draft.findings:
        finding, claim = entry.record, claims.get(entry.record.claim)
        if finding.operation != "rank" or not isinstance(claim, Figure) or not claim.rank:
            continue
        window = claim_terms(claim).rank
        inputs = [findings[name] for name in finding.inputs if name in findings]
        if window is None or len(inputs) != len(finding.inputs) or finding.estimate is None:
            continue
        for one, other in pairwise(sorted(each.series or "" for each in inputs)):
            if not other.startswith(one):
                yield RuleViolation(
                    entry,
                    ("inputs",),
                    f"found values of the series {one!r} and {other!r}; expected one definition; "
                    "rank each series by itself",
                )
                break
        values = ranked_values(inputs, claim.rank.of, metrics)
        due = rank_range(values, window)
        found = (finding.estimate.lower, finding.estimate.upper)
        if found != (due.low, due.high):
            yield RuleViolation(
                entry,
                ("estimate",),
                f"found {in_words(found[0], 'none')} to {in_words(found[1], 'none')}; expected "
                f"{in_words(due.low, 'none')} to {in_words(due.high, 'none')}, the places that "
                "the inputs give; change the range or an input",
            )


def inputs_of_one_origin(draft: Draft) -> Iterator[RuleViolation]:
    """The inputs of a derived finding come of one origin."""
    findings = draft.index(draft.findings)
    for entry in draft.findings:
        inputs = [findings[name] for name in entry.record.inputs if name in findings]
        for n, (one, other) in enumerate(pairwise(inputs), start=1):
            if {*one.origin} != {*other.origin}:
                yield RuleViolation(
                    entry,
                    ("inputs", n),
                    f"found {other.id!r} of {in_words(other.origin, 'unknown origin')} beside "
                    f"{one.id!r} of {in_words(one.origin, 'unknown origin')}; expected inputs of "
                    "one origin; leave it out",
                )
                break


def revises_fits(draft: Draft) -> Iterator[RuleViolation]:
    """A finding revises one of its own origin, claim, metric, places and period."""
    findings = draft.index(draft.findings)
    for entry in draft.findings:
        old = findings.get(entry.record.revises or "")
        if old is None:
            continue
        new = entry.record
        same = all(
            getattr(new, name) == getattr(old, name) for name in ("claim", "metric", "places")
        )
        if not same or {*new.origin} != {*old.origin} or _when(new) != _when(old) or old is new:
            yield RuleViolation(
                entry,
                ("revises",),
                f"found {old.id!r}; expected another finding of the same origin, claim, metric, "
                "places and period; change it or delete revises",
            )


def _when(finding: Finding) -> object:
    """Return the days of a finding, however they are written."""
    period = finding.period
    return period and (period.start, period.end, period.edtf is None)


def revises_later(draft: Draft) -> Iterator[RuleViolation]:
    """What revises a number was published no earlier than it."""
    findings, sources = draft.index(draft.findings), draft.index(draft.sources)
    for entry in draft.findings:
        old = findings.get(entry.record.revises or "")
        new_source = sources.get(entry.record.source)
        old_source = sources.get(old.source) if old else None
        if not (old and new_source and old_source and new_source.issued and old_source.issued):
            continue
        last, first = bounds(new_source.issued)[1], bounds(old_source.issued)[0]
        if last and first and last < first:
            yield RuleViolation(
                entry,
                ("revises",),
                f"found {old.id!r} of {old_source.issued}, revised by a source of "
                f"{new_source.issued}; expected the later number to revise the earlier; move "
                "revises to the other finding, or correct a date",
            )
