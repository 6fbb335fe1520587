"""Header: what ``dataset.yaml`` says of the dataset, and the outline of ``article.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from afpak_claims.records.fields import CONFIG
from afpak_claims.records.names import Name
from afpak_claims.records.periods import Edtf, bounds
from afpak_claims.records.scalars import (
    Address,
    Contact,
    Digest,
    Language,
    Line,
    Slug,
    Version,
    Whole,
)

__all__ = ["Article", "Header", "Licences", "OutlineSentence", "licence_address"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSentence:
    """One sentence of the article, as its digest."""

    __pydantic_config__ = CONFIG

    paragraph: Whole
    """Number of the paragraph, from 1."""
    sentence: Whole
    """Number of the sentence in its paragraph, from 1."""
    digest: Digest
    """First 16 hex digits of the SHA-256 of the sentence, NFC and white space folded."""
    reason: Line | None = None
    """Why the sentence has no claim, if it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The outline: the article's sentences as digests, and the article as a source."""

    __pydantic_config__ = CONFIG

    source: Slug
    """The article's own entry among the sources."""
    sentences: tuple[OutlineSentence, ...]
    """Every sentence of the body, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licences:
    """Under what terms the dataset may be used."""

    __pydantic_config__ = CONFIG

    records: Line
    """The licence of the records, as an SPDX identifier."""
    code: Line
    """The licence of the code, as an SPDX identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the dataset says about itself."""

    __pydantic_config__ = CONFIG

    name: Slug
    """A short name for files and citations."""
    title: Line
    """The title."""
    description: Line
    """What is in it, and what it is not."""
    data_version: Version
    """The version that these records are, or are about to be released as."""
    schema_version: Whole
    """The version of the record format."""
    schema_minor: Whole = 0
    """Its minor part: a step for each optional field that was added."""
    licences: Licences
    """The licences of the records and of the code."""
    authors: tuple[Name, ...] = ()
    """Who is cited as its author: persons, or a body; empty if nobody is named."""
    span: Edtf | None = None
    """The years that the dataset is about, as an EDTF string; null if it is not said."""
    url: Address | None = None
    """Where the dataset lives; null if it has no address yet."""
    language: Language | None = None
    """The language of its wordings, as de or ur; null for English."""
    decimal: Literal[".", ","] | None = None
    """The mark before decimals in its wordings; null for that of the language."""
    contact: Contact | None = None
    """Where errors are reported: a web address, or mailto: and an address; null if nowhere."""

    def __post_init__(self) -> None:
        """Refuse a span that does not exist."""
        if self.span is not None:
            bounds(self.span)


def licence_address(spdx: str) -> str:
    """Return the page of an SPDX licence.

    >>> licence_address("CC0-1.0")
    'https://spdx.org/licenses/CC0-1.0'
    """
    return f"https://spdx.org/licenses/{spdx}"
