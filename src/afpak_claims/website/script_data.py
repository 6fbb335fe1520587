"""Script data: what the script of the page reads, column names and finished cells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from afpak_claims.evidence.citations.csl_json import csl
from afpak_claims.evidence.citations.styles import render
from afpak_claims.exports.csv_files import csv_cell
from afpak_claims.frames.columns import ClaimRow, cells
from afpak_claims.records.claims import Figure
from afpak_claims.records.periods import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.evidence.traces import Trace
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.sources import Source

__all__ = ["around", "citing", "span", "table"]

_HIDDEN_STYLES = ("markdown", "bibtex", "ris")


def table(dataset: Dataset, traces: Iterable[Trace]) -> dict[str, Any]:
    """Return the table of claims: column names, finished cells of CSV, and where each is.

    The places of a claim are its own and all that contain them, so that a filter for a country
    finds what is in a region of it; a rank is about all years of its window.
    """
    claims = [trace.claim for trace in traces]
    found = cells("claims", (ClaimRow(dataset, claim) for claim in claims))
    return {
        "columns": list(found),
        "rows": [[csv_cell(cell) for cell in row] for row in zip(*found.values(), strict=True)],
        "places": [sorted(around(dataset, claim.places)) for claim in claims],
        "windows": {
            claim.id: [str(day) for day in bounds(claim.rank.among)]
            for claim in claims
            if isinstance(claim, Figure) and claim.rank
        },
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
    """Return each source in the styles that the page does not show.

    The addresses of a source, which each style repeats, are written once; in the styles a mark
    that no text of a record may contain stands for each.
    """
    return {source.id: _source_citing(source) for source in dataset.sources.values()} | {
        "": _dataset_citing(dataset)
    }


def _source_citing(source: Source) -> dict[str, Any]:
    written: Any = {
        "csl-json": csl(source),
        **{style: render([source], style) for style in _HIDDEN_STYLES},
    }
    # The longest first: one address may begin as another does.
    addresses = sorted(source.addresses, key=len, reverse=True)
    if _MARK in json.dumps(written):
        addresses = []
    for number, address in enumerate(addresses):
        written = _replaced(written, address, f"{_MARK}{number}")
    return {**written, "addresses": addresses}


_MARK = "^"
"""What stands for an address, with its number, in a source whose texts do not have it."""


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(part, old, new) for key, part in value.items()}
    return value.replace(old, new) if isinstance(value, str) else value


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
