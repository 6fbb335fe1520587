"""Claims: the figures and the assertions of ``claims/<topic>.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar, Literal

from afpak_claims.records.estimates import Estimate
from afpak_claims.records.fields import CONFIG
from afpak_claims.records.periods import Edtf, Period, bounds
from afpak_claims.records.record_cards import card
from afpak_claims.records.retirement import Retired
from afpak_claims.records.scalars import Digest, Item, Line, Slug, Truth, Whole, Word, shown
from afpak_claims.records.spots import Spot

if TYPE_CHECKING:
    from afpak_claims.cards import Card

__all__ = [
    "FURTHER_FIELDS",
    "NAMINGS",
    "TYPES",
    "Assertion",
    "AssertionType",
    "Attribution",
    "Claim",
    "Figure",
    "Locator",
    "Naming",
    "Rank",
]

_LONGEST_SHORT = 60

AssertionType = Literal[
    "event", "causal", "position", "evaluation", "analysis", "prediction", "prescription"
]
Naming = Literal["named", "generic", "none"]
TYPES: dict[AssertionType, str] = {
    "event": "what happened",
    "causal": "cause and effect",
    "position": "what somebody says",
    "evaluation": "a judgement",
    "analysis": "an analysis",
    "prediction": "a forecast",
    "prescription": "advice",
}
"""The wording of each type of assertion."""
NAMINGS: dict[Naming, str] = {
    "named": "credits somebody by name",
    "generic": "credits a group, nobody by name",
    "none": "credits nobody",
}
"""The wording of each naming."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where in the article a claim appears."""

    __pydantic_config__ = CONFIG

    paragraph: Whole
    """Number of the paragraph, from 1."""
    sentence: Whole
    """Number of the sentence in its paragraph, from 1."""
    digest: Digest
    """First 16 hex digits of the SHA-256 of the sentence, NFC and white space folded."""
    spot: Spot | None = None
    """Where it stands, if in a heading, caption, list or table, on a page or in a recording."""

    @property
    def in_words(self) -> str:
        """The place in words, without the digest."""
        spot = f" ({self.spot})" if self.spot else ""
        return f"paragraph {self.paragraph}, sentence {self.sentence}{spot}"

    def __str__(self) -> str:
        """Return the place in words."""
        return f"{self.in_words} (digest {self.digest})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who the article cites for a claim."""

    __pydantic_config__ = CONFIG

    naming: Naming
    """Whether the article names who says it, cites a class of people, or nobody."""
    to: tuple[Slug, ...] = ()
    """The actors cited; given exactly if naming is named."""
    group: Line | None = None
    """The class of people cited, in our own words; given exactly if naming is generic."""

    def __str__(self) -> str:
        """Return who the article cites, in words."""
        return ", ".join(self.to) or self.group or "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One atomic statement that the article makes."""

    __pydantic_config__ = CONFIG
    __first_fields__: ClassVar = ("id", "topic", "kind", "type", "statement", "metric", "estimate")

    id: Slug
    """The claim's own id; unique and never reused."""
    topic: Slug
    """The topic, which is the name of the file that holds the claim."""
    kind: Literal["figure", "assertion"]
    """figure for a quantity, assertion for everything else."""
    statement: Line
    """What is claimed, as one sentence in our own words."""
    period: Period | None = None
    """When it is claimed to hold; null if the article says nothing about time."""
    places: tuple[Slug, ...] = ()
    """Where; terms of the places vocabulary."""
    actors: tuple[Slug, ...] = ()
    """Who the claim is about; terms of the actors vocabulary."""
    article: Locator
    """Where in the article the claim appears."""
    attribution: Attribution
    """Who the article cites."""
    part_of: Slug | None = None
    """The figure that contains this one, so that the two must not be added."""
    disputes: Slug | None = None
    """The claim that this one rejects."""
    cautions: tuple[Slug, ...] = ()
    """What to be careful about; terms of the cautions vocabulary."""
    note: Line | None = None
    """What the article leaves open, second readings, what was carried over."""
    retired: Retired | None = None
    """Set when the claim is retired; its id still resolves."""

    @property
    def known_as(self) -> str:
        """Return what it is called where another record names it, in words instead of its id."""
        return getattr(self, "short", None) or self.statement.rstrip(".")

    def __str__(self) -> str:
        """Return the claim as a card for a terminal."""
        return _claim_card(self).text()

    def _repr_html_(self) -> str:
        """Return the claim as a card for a notebook."""
        return _claim_card(self).html()


_SHOWN_IN_WORDS = frozenset(
    [
        "id",
        "topic",
        "kind",
        "statement",
        "period",
        "places",
        "actors",
        "article",
        "attribution",
        "part_of",
        "disputes",
        "cautions",
        "note",
        "retired",
    ]
)
"""The fields of every claim that frames and cards show in a place and in words of their own."""
FURTHER_FIELDS = tuple(f.name for f in fields(Claim) if f.name not in _SHOWN_IN_WORDS)
"""The others: each has a column and a line of the card as it is, without a second declaration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """What a rank orders: the years of a window, by a metric."""

    __pydantic_config__ = CONFIG

    of: Word
    """What the years are ordered by; a term of the metrics vocabulary."""
    among: Edtf
    """The years that are ordered, as an EDTF string."""

    def __post_init__(self) -> None:
        """Refuse a window without first and last year."""
        if None in bounds(self.among):
            message = f"found {self.among!r}; expected a window with both ends; add the other end"
            raise ValueError(message)

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.of}, {self.among}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Claim):
    """A claim that is a quantity."""

    kind: Literal["figure"]
    """figure: the claim is a quantity."""
    metric: Word
    """What is counted or measured; a term of the metrics vocabulary, which gives its unit."""
    estimate: Estimate
    """The range that the article gives."""
    reference: Line | None = None
    """What a growth is measured from: an EDTF date as 2014, or words; null if it is not said."""
    rank: Rank | None = None
    """What is ordered among which years, where the figure is a rank; the year is its period."""
    short: Item | None = None
    """What is counted, as a noun phrase of 60 characters at most and without a number."""
    event: Slug | None = None
    """The one event that is counted; figures of different events never count the same twice."""
    partitioned: Truth = False
    """Whether its parts are all of it, none of them overlapping."""

    def __post_init__(self) -> None:
        """Refuse a noun phrase that no headline can take."""
        if self.short and (len(self.short) > _LONGEST_SHORT or re.search(r"\d", self.short)):
            message = (
                f"found the noun phrase {shown(self.short)}; expected {_LONGEST_SHORT} characters "
                "at most and no digit; shorten it"
            )
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion(Claim):
    """A claim that is not a quantity."""

    kind: Literal["assertion"]
    """assertion: the claim is not a quantity."""
    type: AssertionType
    """What sort of assertion it is."""


def _claim_card(claim: Claim) -> Card:
    return card(
        claim,
        title=claim.statement,
        subtitle=f"{claim.id} · {getattr(claim, 'type', claim.kind)} · {claim.topic}",
        footer=f"To follow it to its evidence: Dataset.trace({claim.id!r})",
        without={"id", "statement", "kind", "type", "topic", "retired"},
    )
