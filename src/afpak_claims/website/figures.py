"""Figures: the ranges of a figure and of its findings, drawn to scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afpak_claims.drawings.ranges import Scale, Track, estimate_scale, lay_estimate
from afpak_claims.evidence.results import relation_words
from afpak_claims.records.claims import Figure
from afpak_claims.records.findings import COVERAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.traces import Trace
    from afpak_claims.records.estimates import Estimate
    from afpak_claims.records.periods import Period
    from afpak_claims.records.sources import Source

__all__ = ["figure_row"]

_SHOWN_OTHERS = 3
"""So many findings that decide nothing are shown at once; more of them fold away."""


@dataclass(frozen=True, slots=True)
class _Range:
    """One range of a drawing: who gives it, what it says, and where it lies."""

    who: str
    says: str
    when: str
    tag: str | None
    source: str | None
    track: Track


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Ranges on one scale; the first is the claim's."""

    ranges: tuple[_Range, ...]
    scale: Scale
    unit: str


@dataclass(frozen=True, slots=True)
class _FigureRow:
    """A figure with a drawing of what decides and one of what does not."""

    trace: Trace
    deciding: _Drawing
    others: _Drawing | None

    @property
    def folded(self) -> bool:
        """Whether there are so many other findings that they fold away."""
        return self.others is not None and len(self.others.ranges) > _SHOWN_OTHERS + 1


def figure_row(trace: Trace) -> _FigureRow:
    """Return a figure with its drawings."""
    shown = [pair for pair in trace.comparisons if not pair[0].is_input]
    values = [pair for pair in shown if pair[0].finding.about == "value"]
    others = [pair for pair in values if not pair[0].decides]
    return _FigureRow(
        trace,
        _drawing(trace, [pair for pair in values if pair[0].decides]),
        _drawing(trace, others) if others else None,
    )


def _drawing(trace: Trace, pairs: Sequence[tuple[Comparison, Source]]) -> _Drawing:
    claim = trace.claim
    assert isinstance(claim, Figure)  # noqa: S101 - only figures are drawn
    assert trace.unit is not None  # noqa: S101 - a figure has a unit
    found = [(pair, pair[0].finding.estimate) for pair in pairs]
    estimates = [claim.estimate, *(estimate for _, estimate in found if estimate)]
    scale = estimate_scale(estimates)
    own = _Range(
        "The article",
        claim.estimate.in_words(),
        _when(claim.period),
        None,
        None,
        lay_estimate(claim.estimate, scale),
    )
    ranges = (_range(trace, pair, estimate, scale) for pair, estimate in found if estimate)
    return _Drawing((own, *ranges), scale, trace.unit.plural)


def _range(
    trace: Trace, pair: tuple[Comparison, Source], estimate: Estimate, scale: Scale
) -> _Range:
    comparison, source = pair
    finding, coverage = comparison.finding, comparison.result.coverage
    silent = COVERAGES[coverage].phrase if coverage else str(comparison.scope)  # type: ignore[index] # one of four words
    said = comparison.result.relation not in {None, "silent"}
    return _Range(
        trace.who(finding, source),
        estimate.in_words(),
        _when(finding.period),
        relation_words(comparison.result) if said else silent,
        source.id,
        lay_estimate(estimate, scale),
    )


def _when(period: Period | None) -> str:
    return period.in_words() if period else "no date given"
