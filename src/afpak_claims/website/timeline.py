"""Timeline: the dated claims as bars from their first to their last day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afpak_claims.drawings.ranges import Scale, Track, lay_period, years
from afpak_claims.website.script_data import span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afpak_claims.evidence.traces import Trace

__all__ = ["timeline"]


@dataclass(frozen=True, slots=True)
class _Timeline:
    """The dated claims in order of time on one scale, and those without a date."""

    scale: Scale
    dated: tuple[tuple[Trace, Track], ...]
    undated: tuple[Trace, ...]


def timeline(traces: Sequence[Trace]) -> _Timeline:
    """Lay the dated claims on a scale of years, the earliest first."""
    dated = sorted(
        (trace for trace in traces if trace.claim.period and trace.claim.period.edtf),
        key=_chronological,
    )
    scale = years(trace.claim.period for trace in dated if trace.claim.period)
    laid = tuple(
        (trace, lay_period(trace.claim.period, scale)) for trace in dated if trace.claim.period
    )
    ids = {trace.claim.id for trace in dated}
    return _Timeline(scale, laid, tuple(trace for trace in traces if trace.claim.id not in ids))


def _chronological(trace: Trace) -> tuple[str, str]:
    days = span(trace.claim)
    return days["start"] or "", days["end"] or "9999-12-31"
