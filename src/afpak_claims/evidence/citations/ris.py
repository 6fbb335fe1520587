"""RIS: records for programs that manage references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.evidence.citations.shared import address_of, in_words, remarks, shared_parts
from afpak_claims.records.periods import bounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afpak_claims.records.sources import Source

__all__ = ["write_ris"]

_RIS_TYPES = {
    "article": "GEN",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "broadcast": "ADVS",
    "dataset": "DATA",
    "document": "GEN",
    "entry-encyclopedia": "ENCYC",
    "interview": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "speech": "GEN",
    "webpage": "ELEC",
}


def write_ris(sources: Sequence[Source]) -> str:
    """Write a record for each source."""
    return "\n".join(map(_ris_record, sources))


def _ris_record(source: Source) -> str:
    return "".join(f"{tag}  - {value}\n" for tag, value in _ris_lines(source) if value is not None)


def _ris_lines(source: Source) -> Iterator[tuple[str, str | None]]:
    yield "TY", _RIS_TYPES[source.type]
    yield "ID", source.id
    for name in source.author:
        yield "AU", ", ".join(part for part in (name.literal, name.family, name.given) if part)
    yield "TI", source.title
    yield "T2", source.container_title
    yield "PB", source.publisher
    if source.issued and (parts := shared_parts(source.issued)):
        yield "PY", f"{parts[0]:04}"
        yield "DA", _ris_date(parts) + _other_than(source.issued)
    elif source.issued and (start := bounds(source.issued)[0]):
        yield "DA", _ris_date((start.year,)) + _other_than(source.issued)
    yield "UR", address_of(source)
    if source.accessed and (parts := shared_parts(source.accessed)):
        yield "Y2", _ris_date(parts)
    for remark in remarks(source):
        yield "N1", remark
    yield "N1", source.note
    yield "ER", ""


def _other_than(edtf: str) -> str:
    """Say a range in words, in the part of a date that RIS has for other information."""
    return f"/{in_words(edtf)}" if "/" in edtf else ""


def _ris_date(parts: tuple[int, ...]) -> str:
    """Write YYYY/MM/DD, with nothing between the slashes for what is not known."""
    year, *rest = parts
    month, day = ([f"{number:02}" for number in rest] + ["", ""])[:2]
    return f"{year:04}/{month}/{day}"
