"""Script data: what the script of the page reads, column names and finished cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afpak_claims.evidence.citations.styles import render
from afpak_claims.evidence.citations.text import reference
from afpak_claims.evidence.headlines import answer_parts
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


def table(dataset: Dataset, traces: Iterable[Trace]) -> dict[str, Any]:
    """Return the table of claims: column names, finished cells of CSV, and where each is.

    The places of a claim are its own and all that contain them, so that a filter for a country
    finds what is in a region of it; a rank is about all years of its window.
    """
    claims = [trace.claim for trace in traces]
    found = cells("claims", (ClaimRow(dataset, claim) for claim in claims))
    rows: list[list[str | None]] = [
        [csv_cell(cell) for cell in row] for row in zip(*found.values(), strict=True)
    ]
    headline = list(found).index("headline")
    for row, trace in zip(rows, traces, strict=True):
        if row[headline] == _quoted(" ".join(answer_parts(trace))):
            row[headline] = None
    return {
        "columns": list(found),
        "rows": rows,
        "places": [sorted(around(dataset, claim.places)) for claim in claims],
        "windows": {
            claim.id: [str(day) for day in bounds(claim.rank.among)]
            for claim in claims
            if isinstance(claim, Figure) and claim.rank
        },
        "cited": {
            claim.id: [source.id for source in dataset.trace(claim.id).sources] for claim in dataset
        },
    }


def _quoted(text: str) -> str:
    """Return a text as the script writes it as a cell of CSV."""
    return '"{}"'.format(text.replace('"', '""')) if any(c in text for c in ',"\n\r') else text


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
    """Return each source as RIS, and the dataset itself as text and as RIS.

    What the page shows of a source, its addresses and its note, is left to the page: a mark that
    no text of the source has stands for each. The other styles are left to the library.
    """
    own = dataset.as_source()
    cited = {"text": render([own], "text"), "ris": render([own], "ris")}
    return {source.id: _marked(source) for source in dataset.sources.values()} | {"": cited}


def _marked(source: Source) -> dict[str, str]:
    written = render([source], "ris")
    if _MARK not in written:
        said = reference(source)
        shown = sorted(source.addresses, key=lambda address: address not in said)
        # The longest first: one address may begin as another does.
        for address in sorted(shown, key=len, reverse=True):
            written = written.replace(address, f"{_MARK}{shown.index(address)}")
        if source.note:
            written = written.replace(source.note, f"{_MARK}n")
    return {"ris": written}


_MARK = "^"
"""What stands for a note or, with its number in the list of sources, for an address."""


def span(claim: Claim) -> dict[str, str | None]:
    """Return the first and last day a claim can hold, as the frames have them."""
    period = claim.period
    start, end = (period.start, period.end) if period else (None, None)
    return {
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
    }
