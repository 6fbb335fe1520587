"""Pictures: the range of a figure and what was found beside it, on one scale from zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from afpak_claims.drawings.ranges import Scale, Track, lay_estimate, scale_from_zero, scale_of_ranks
from afpak_claims.evidence.headlines import amount, short_period
from afpak_claims.evidence.plain_words import lies
from afpak_claims.records.claims import Figure
from afpak_claims.records.estimates import format_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.traces import Trace
    from afpak_claims.records.estimates import Estimate

__all__ = ["Picture", "picture"]

_NAMED = 2
_MOST_ROWS = 5
"""So many rows a picture has at most: the credited body, then who reports most often."""
_LEFT_HALF, _RIGHT_HALF = 48, 52
"""From where on, in percent, a label has room before a mark, and up to where behind it."""


class _Label(NamedTuple):
    """The words beside a mark: where they stand, and on which side of that place."""

    at: float
    side: Literal["before", "behind"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a picture: who says how much, and where that lies."""

    who: str
    when: str
    says: str
    tag: str
    tracks: tuple[Track, ...]
    label: _Label | None
    """Where the amount stands beside its mark; None where it has no room there."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The article's range as a band through all rows, and the rows."""

    own: Row
    rows: tuple[Row, ...]
    scale: Scale
    zone: Track
    unit: str


def picture(
    trace: Trace, wanted: Callable[[Comparison], bool], *, least: int = 1
) -> Picture | None:
    """Draw a figure beside some of its findings, each origin on a line of its own.

    Args:
        trace: The claim.
        wanted: Which comparisons are drawn.
        least: How many there are at least.

    Returns:
        The picture; None for an assertion, and where fewer of what is wanted count in the unit of
        the claim.
    """
    claim = trace.claim
    if not isinstance(claim, Figure) or trace.unit is None:
        return None
    groups: dict[tuple[str, str, bool], list[Comparison]] = {}
    for comparison, source in trace.comparisons:
        finding = comparison.finding
        same_unit = _unit(trace, comparison) == trace.unit.id
        if finding.estimate and same_unit and not comparison.is_input and wanted(comparison):
            who = trace.who(finding, source).partition(", in ")[0]
            ends = finding.estimate.lower is None or finding.estimate.upper is None
            groups.setdefault((who, lies(claim, comparison), ends), []).append(comparison)
    found = [c.finding.estimate for its in groups.values() for c in its if c.finding.estimate]
    if len(found) < least:
        return None
    if claim.rank:
        scale = scale_of_ranks(claim.rank.among)
    else:
        scale = scale_from_zero(claim.estimate, found)
    zone = lay_estimate(claim.estimate, scale)
    own = Row(
        "The article",
        short_period(claim.period),
        amount(claim.estimate),
        f"read as {claim.estimate.in_words()}" if claim.estimate.interpreted else "",
        (zone,),
        _label([zone]),
    )
    credited = {actor.id for actor in trace.credited}

    def rank(group: tuple[object, list[Comparison]]) -> tuple[bool, int]:
        origins = {actor for comparison in group[1] for actor in comparison.finding.origin}
        own = any(credited & trace.spoken_for(actor) for actor in origins)
        return not own, -len(group[1])

    shown = sorted(groups.items(), key=rank)[:_MOST_ROWS]
    rows = tuple(_row(who, tag, its, scale) for (who, tag, _), its in shown)
    unit = "place among the years, 1 the most" if claim.rank else f"{trace.unit.plural}, from zero"
    return Picture(own, rows, scale, zone, unit)


def _unit(trace: Trace, comparison: Comparison) -> str:
    metric = trace.metrics.get(comparison.finding.metric or "") or trace.metric
    return metric.unit if metric else ""


def _row(who: str, tag: str, its: Sequence[Comparison], scale: Scale) -> Row:
    estimates = [c.finding.estimate for c in its if c.finding.estimate]
    tracks = tuple(lay_estimate(estimate, scale) for estimate in estimates)
    whens = list(dict.fromkeys(short_period(c.finding.period) for c in its))
    return Row(
        f"{who[:1].upper()}{who[1:]}",
        whens[0] if len(whens) == 1 else f"{len(its)} figures",
        _spread(estimates),
        tag,
        tracks,
        _label(tracks),
    )


def _spread(estimates: Sequence[Estimate]) -> str:
    """Write several amounts as the least and the greatest; each where there are only two."""
    said = list(dict.fromkeys(amount(estimate) for estimate in estimates))
    if len(said) <= _NAMED:
        return " and ".join(said)
    ends = [v for e in estimates for v in (e.lower, e.upper) if v is not None]
    return f"{format_number(min(ends))} to {format_number(max(ends))}"


def _label(tracks: Sequence[Track]) -> _Label | None:
    left, right = min(t.left for t in tracks), max(t.right for t in tracks)
    if left > _LEFT_HALF:
        return _Label(left, "before")
    return _Label(right, "behind") if right < _RIGHT_HALF else None
