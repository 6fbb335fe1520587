"""Shared: what every style says of a source, and how it says what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.records.periods import Period, bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.records.sources import Source

__all__ = [
    "UNKNOWN_TITLE",
    "address_of",
    "appeared_in",
    "archived_at",
    "copy_of",
    "found_at",
    "in_words",
    "remarks",
    "shared_parts",
    "stopped",
    "terms",
    "who_and_when",
]

_UNKNOWN_AUTHOR = "[author unknown]"
UNKNOWN_TITLE = "[title unknown]"


def who_and_when(source: Source) -> str:
    """Say who wrote or publishes a source, and when it was issued."""
    who = _listed([name.in_words() for name in source.author]) or source.issuer
    return f"{who or _UNKNOWN_AUTHOR} ({_when(source.issued) if source.issued else 'no date'})"


def _listed(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _when(edtf: str) -> str:
    """Say a date in words, with square brackets for what already stands in round ones."""
    return in_words(edtf).translate({ord("("): "[", ord(")"): "]"})


def in_words(edtf: str) -> str:
    """Say a date in words."""
    return Period(edtf=edtf, holds="sometime").in_words()


def appeared_in(source: Source) -> list[str]:
    """Return where a source appeared, without repeating whom the reference begins with."""
    named: set[str | None] = {name.in_words() for name in source.author} or {source.issuer}
    places = dict.fromkeys((source.container_title, source.publisher))
    return [place for place in places if place and place not in named]


def copy_of(source: Source) -> str | None:
    """Return the address where a source was read, where that is not its own."""
    return source.where_read if source.where_read != source.url else None


def address_of(source: Source) -> str | None:
    """Return the source's own address, or where it was read if no own one is known."""
    return source.url or source.where_read


def archived_at(source: Source) -> str | None:
    """Return the address of an archived copy, unless it is its own or where it was read."""
    return source.archive if source.archive not in {source.url, source.where_read} else None


def found_at(
    source: Source, url: str | None, copy: str | None, archive: str | None = None
) -> list[str]:
    """Say where and when a source was found, with a full stop after all of it."""
    parts = (
        url,
        copy and f"Read at {copy}",
        archive and f"Archived at {archive}",
        source.accessed and f"Accessed {in_words(source.accessed)}",
    )
    found = " ".join(part for part in parts if part)
    return [f"{found}."] if found else []


def stopped(text: str) -> str:
    """Return a text that ends with a full stop or another end of a sentence."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def terms(source: Source) -> Iterator[str]:
    """Say what machine-readable styles have no field for; an address comes last, unpunctuated."""
    if source.licence:
        yield stopped(f"Licence: {source.licence}")
    if source.url and (copy := copy_of(source)):
        yield f"Read at {copy}"
    if archive := archived_at(source):
        yield f"Archived at {archive}"


def remarks(source: Source) -> Iterator[str]:
    """Say the same, and in words the date that a year, a month and a day cannot carry."""
    if source.issued and source.issued.strip("0123456789-"):
        yield f"Dated {in_words(source.issued)}."
    yield from terms(source)


def shared_parts(edtf: str) -> tuple[int, ...]:
    """Return the year, month and day that every day of a date shares, as far as they go."""
    start, end = bounds(edtf)
    if start is None or end is None or start.year != end.year:
        return ()
    if start.month != end.month:
        return (start.year,)
    if start.day != end.day:
        return (start.year, start.month)
    return (start.year, start.month, start.day)
