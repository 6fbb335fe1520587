"""CSL-JSON: items for programs that write citations themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from afpak_claims.evidence.citations.shared import address_of, in_words, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afpak_claims.records.names import Name
    from afpak_claims.records.sources import Source

__all__ = ["csl", "write_csl"]


def csl(source: Source) -> dict[str, Any]:
    """Write a source as a CSL-JSON item.

    >>> from afpak_claims.records.sources import Source
    >>> csl(Source(id="gift", type="webpage", issued="2004?"))
    {'id': 'gift', 'type': 'webpage', 'issued': {'date-parts': [[2004]], 'circa': True}}
    """
    item = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": [_csl_name(name) for name in source.author],
        "container-title": source.container_title,
        "publisher": source.publisher,
        "issued": source.issued and _csl_date(source.issued),
        "accessed": source.accessed and _csl_date(source.accessed),
        "URL": address_of(source),
        "note": " ".join(part for part in (source.note, *terms(source)) if part),
    }
    return {field: value for field, value in item.items() if value}


def write_csl(sources: Sequence[Source]) -> str:
    """Write an array with an item for each source."""
    return json.dumps([csl(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def _csl_name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {part: value for part, value in parts.items() if value}


def _csl_date(edtf: str) -> dict[str, Any]:
    if ".." in edtf:
        return {"literal": in_words(edtf)}  # date-parts have no open end
    ends = (end.rstrip("?~").split("-") for end in edtf.split("/"))
    date: dict[str, Any] = {"date-parts": [[int(number) for number in end] for end in ends]}
    if "?" in edtf or "~" in edtf:
        date["circa"] = True
    return date
