"""Script data: what the script of the page reads, column names and finished cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afpak_claims.evidence.citations.csl_json import csl
from afpak_claims.evidence.citations.styles import render
from afpak_claims.exports.csv_files import csv_lines
from afpak_claims.frames.columns import ClaimRow, cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.evidence.traces import Trace
    from afpak_claims.records.claims import Claim

__all__ = ["around", "citing", "index", "span", "table"]

_HIDDEN_STYLES = ("markdown", "bibtex", "ris")


def index(dataset: Dataset, traces: Iterable[Trace]) -> list[dict[str, Any]]:
    """Return what each claim is found by."""
    return [
        {
            "id": trace.claim.id,
            "kind": trace.claim.kind,
            "topic": trace.claim.topic,
            "verdict": trace.verdict,
            "check": trace.attribution_check,
            "naming": trace.claim.attribution.naming,
            "to": trace.claim.attribution.to,
            "places": sorted(around(dataset, trace.claim.places)),
            **span(trace.claim),
        }
        for trace in traces
    ]


def table(dataset: Dataset, traces: Iterable[Trace]) -> dict[str, Any]:
    """Return the table of claims as lines of CSV: the names of the columns, a line per claim."""
    found = cells("claims", (ClaimRow(dataset, trace.claim) for trace in traces))
    lines = zip(found["id"], zip(*found.values(), strict=True), strict=True)
    return {
        "head": csv_lines((tuple(found),)),
        "rows": {key: csv_lines((line,)) for key, line in lines},
    }


def around(dataset: Dataset, places: Iterable[str]) -> set[str]:
    """Return places with all that contain them."""
    around: set[str] = set()
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        within = dataset.places[place].within
        if within and within not in around:
            waiting.append(within)
        around.add(place)
    return around


def citing(dataset: Dataset) -> dict[str, Any]:
    """Return each source in the styles that the page does not show."""
    return {
        source.id: {
            "csl-json": csl(source),
            **{style: render([source], style) for style in _HIDDEN_STYLES},
        }
        for source in dataset.sources.values()
    } | {"": _dataset_citing(dataset)}


def _dataset_citing(dataset: Dataset) -> dict[str, Any]:
    """Return the dataset itself in every style; each citation of a claim ends with it."""
    source = dataset.as_source()
    styles = ("text", *_HIDDEN_STYLES)
    return {
        "csl-json": csl(source),
        **{style: render([source], style) for style in styles},
    }


def span(claim: Claim) -> dict[str, str | None]:
    """Return the first and last day a claim can hold, as the frames have them."""
    period = claim.period
    start, end = (period.start, period.end) if period else (None, None)
    return {
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
    }
