"""Script data: what the script of the page reads, column names and finished cells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from afpak_claims.evidence.citations.styles import STYLES, render
from afpak_claims.evidence.citations.text import reference
from afpak_claims.evidence.search import for_script, index_of
from afpak_claims.exports.csv_files import csv_cell, of_one_type
from afpak_claims.frames.columns import ClaimRow, cells
from afpak_claims.records.claims import Figure
from afpak_claims.records.periods import bounds
from afpak_claims.website.templates import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.sources import Source

__all__ = ["around", "citing", "dumped", "packed_index", "span", "table"]


def dumped(value: Any) -> str:
    """Return a value as JSON in as few bytes as there can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def packed_index(dataset: Dataset) -> Markup:
    """Return what can be found of a dataset, as the script of every page with a search reads it."""
    return packed(dumped(for_script(index_of(dataset))))


def table(
    dataset: Dataset, shown: Mapping[str, Mapping[str, str]], listed: Sequence[str]
) -> dict[str, Any]:
    """Return the table of claims: column names, finished cells of CSV, and where each is.

    A cell that the page shows of the claim as it is written is null. The places of a claim are its
    own and all that contain them, so that a filter for a country finds what is in a region of it; a
    rank is about all years of its window.

    Args:
        dataset: The dataset of the page.
        shown: What the page shows of each claim, by its id and the name of the column.
        listed: The ids of the sources, in the order in which the page lists them.
    """
    claims = [dataset[claim_id] for claim_id in shown]
    found = cells("claims", (ClaimRow(dataset, claim) for claim in claims))
    rows: list[list[str | None]] = [
        [csv_cell(cell) for cell in row] for row in of_one_type(found.values())
    ]
    for row, texts in zip(rows, shown.values(), strict=True):
        for name, text in texts.items():
            at = list(found).index(name)
            if text and row[at] == _quoted(text):
                row[at] = None
    place = {source: at for at, source in enumerate(listed)}
    return {
        "columns": list(found),
        "rows": rows,
        "places": [sorted(around(dataset, claim.places)) for claim in claims],
        "windows": {
            claim.id: [str(day) for day in bounds(claim.rank.among)]
            for claim in claims
            if isinstance(claim, Figure) and claim.rank
        },
        "styles": {style: STYLES[style].label for style in _COPIED},
        "cited": {
            claim.id: [place[source.id] for source in dataset.trace(claim.id).sources]
            for claim in dataset
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


def citing(dataset: Dataset, listed: Sequence[str]) -> dict[str, Any]:
    """Return each listed source and the dataset itself in the styles that the page copies.

    The text of a source is on the page. What the page shows of a source, its id, addresses and
    note, is left to the page: a mark that no text of the source has stands for each. The other
    styles are left to the library.
    """
    own = dataset.as_source()
    return {
        "sources": {
            style: [_marked(dataset.sources[source], style) for source in listed]
            for style in _COPIED
            if style != _TEXT
        },
        "dataset": {style: render([own], style) for style in _COPIED},
    }


def _marked(source: Source, style: str) -> str:
    written = render([source], style)
    if _MARK not in written:
        said = reference(source)
        shown = sorted(source.addresses, key=lambda address: address not in said)
        # The longest first: one address may begin as another does.
        for address in sorted(shown, key=len, reverse=True):
            written = written.replace(address, f"{_MARK}{shown.index(address)}")
        if source.note:
            written = written.replace(source.note, f"{_MARK}n")
        written = written.replace(f"ID  - {source.id}\n", f"ID  - {_MARK}i\n")
    return written


_TEXT = "text"
_COPIED = (_TEXT, "ris")
"""The styles of citation that the page copies; the text is read from the page itself."""
_MARK = "^"
"""What stands for an id, a note or, with its number in the list of sources, for an address."""


def span(claim: Claim) -> dict[str, str | None]:
    """Return the first and last day a claim can hold, as the frames have them."""
    period = claim.period
    start, end = (period.start, period.end) if period else (None, None)
    return {
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
    }
