"""Coverage: what is judged by hand differs from what the records give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.method.coverage import computed_coverage
from afpak_claims.method.records import claim_terms, finding_terms, world_of
from afpak_claims.records.claims import Figure
from afpak_claims.records.plain_values import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.vocabulary import Metric

__all__ = ["covers_differ"]


def covers_differ(draft: Draft) -> Iterator[RuleViolation]:
    """Coverage judged by hand differs from the computed one, and joins no two units or wholes.

    What the places make a part is no whole, nor the reverse.
    """
    judged = [entry for entry in draft.findings if entry.record.covers]
    if not judged:
        return
    claims, metrics = draft.index(draft.claims), draft.index(draft.metrics)
    world = world_of(metrics, draft.index(draft.places), draft.index(draft.actors))
    for entry in judged:
        finding, claim = entry.record, claims.get(entry.record.claim)
        if not isinstance(claim, Figure) or claim.metric not in metrics or not finding.covers:
            continue
        own = metrics.get(finding.metric or claim.metric)
        if own is None:
            continue
        computed = computed_coverage(claim_terms(claim), finding_terms(finding), world)._asdict()
        for axis, word in finding.covers.axes.items():
            if word.coverage == computed[axis]:
                yield RuleViolation(
                    entry,
                    ("covers", axis, "is"),
                    f"found {word.coverage!r}, which is the computed coverage; expected another "
                    f"word; delete {axis}",
                )
            elif axis == "where" and {word.coverage, computed[axis]} == {"part", "whole"}:
                yield RuleViolation(
                    entry,
                    ("covers", axis, "is"),
                    f"found {word.coverage!r}, while the places make it a {computed[axis]}; "
                    "expected no contradiction; correct the places, or delete where",
                )
            elif axis == "what" and word.coverage != "other":
                apart = _apart(claim, finding, metrics[claim.metric], own)
                if apart:
                    yield RuleViolation(
                        entry,
                        ("covers", axis, "is"),
                        f"found {word.coverage!r} between {apart[0]} and {apart[1]}; expected "
                        f"other, since the {apart[2]} differ; delete {axis}",
                    )


def _apart(
    claim: Figure, finding: Finding, metric: Metric, own: Metric
) -> tuple[str, str, str] | None:
    """Return what of finding and claim makes them incomparable, and its name."""
    differ = {
        "units": (own.unit, metric.unit),
        "wholes of the shares": (own.share_of, metric.share_of),
        "quantities that grow": (own.growth_of, metric.growth_of),
        "references": (finding.reference, claim.reference),
    }
    for name, (theirs, mine) in differ.items():
        if theirs != mine:
            return in_words(theirs, "none"), in_words(mine, "none"), name
    return None
