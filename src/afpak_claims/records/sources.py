"""Sources: the publications of ``sources.yaml``, described with CSL-JSON names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from afpak_claims.records.fields import CONFIG
from afpak_claims.records.names import Name
from afpak_claims.records.periods import Edtf, bounds
from afpak_claims.records.record_cards import card
from afpak_claims.records.retirement import Retired
from afpak_claims.records.scalars import Address, Line, Slug

if TYPE_CHECKING:
    from afpak_claims.cards import Card

__all__ = ["Source", "SourceType"]

SourceType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "broadcast",
    "dataset",
    "document",
    "entry-encyclopedia",
    "interview",
    "post",
    "post-weblog",
    "report",
    "speech",
    "webpage",
]


def _csl_name(name: str) -> str:
    return {"container_title": "container-title", "url": "URL"}.get(name, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication, described with CSL-JSON names; what is unknown is left out."""

    __pydantic_config__ = CONFIG | {"alias_generator": _csl_name}

    id: Slug
    """The source's own id."""
    type: SourceType
    """What it is, as CSL names it."""
    title: Line | None = None
    """The printed title; null if unknown."""
    author: tuple[Name, ...] = ()
    """Who wrote it; empty if unknown."""
    container_title: Line | None = None
    """The newspaper, site or series it appeared in."""
    publisher: Line | None = None
    """Who published it."""
    issued: Edtf | None = None
    """When it was published, as an EDTF string, as precise as known and no more."""
    accessed: Edtf | None = None
    """When it was read, as an EDTF string."""
    url: Address | None = None
    """The publication's own address."""
    read_at: Address | None = None
    """The address where it was read, if that differs."""
    archive: Address | None = None
    """The address of an archived copy."""
    licence: Line | None = None
    """The licence that the source states."""
    note: Line | None = None
    """What is unknown, and what to be careful about."""
    retired: Retired | None = None
    """Set when the source is retired: nothing in use rests on it, and its id still resolves."""

    def __post_init__(self) -> None:
        """Refuse dates that do not exist."""
        for date in (self.issued, self.accessed):
            if date is not None:
                bounds(date)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the source is, where it was read if that differs, and an archived copy."""
        known = (self.url, self.read_at, self.archive)
        return tuple(dict.fromkeys(address for address in known if address))

    @property
    def where_read(self) -> str | None:
        """The address where it was read; None where none is known."""
        return self.read_at or self.archive or self.url

    @property
    def issuer(self) -> str | None:
        """Who publishes it, or where it appeared; None where neither is known."""
        return self.publisher or self.container_title

    @property
    def answerable(self) -> str:
        """Who answers for it, in the fewest words that are known of it."""
        names = ", ".join(str(name) for name in self.author)
        return self.issuer or names or self.title or self.id

    def __str__(self) -> str:
        """Return the source as a card for a terminal."""
        return _source_card(self).text()

    def _repr_html_(self) -> str:
        """Return the source as a card for a notebook."""
        return _source_card(self).html()


def _source_card(source: Source) -> Card:
    return card(
        source,
        title=source.title or "[title unknown]",
        subtitle=f"{source.id} · {source.type}",
        footer=f"To cite it: cite({source.id!r})",
        without={"id", "title", "type", "url", "read_at", "archive", "retired"},
        addresses=source.addresses,
    )
