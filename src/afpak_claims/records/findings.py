"""Findings: what one origin reports on what a claim says, as in ``evidence/<topic>.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from afpak_claims.records.estimates import Estimate
from afpak_claims.records.fields import CONFIG
from afpak_claims.records.periods import Period
from afpak_claims.records.retirement import Retired
from afpak_claims.records.scalars import Line, Slug, Word
from afpak_claims.records.spots import Spot

__all__ = [
    "COUNTED_AS",
    "COVERAGES",
    "PUBLISHED",
    "READINGS",
    "STANCES",
    "About",
    "CountedAs",
    "Coverage",
    "CoverageWording",
    "Covers",
    "Finding",
    "Judged",
    "Operation",
    "Reading",
    "Stance",
]

About = Literal["value", "event", "attribution"]
Stance = Literal["supports", "qualifies", "contradicts", "not-found"]
Coverage = Literal["same", "part", "whole", "other"]
CountedAs = Literal["counted", "registered", "verified", "estimated", "modelled", "stated"]
Operation = Literal["sum", "rank"]
Reading = Literal["primary", "mirror", "secondary", "tertiary", "derived"]


class StanceWording(NamedTuple):
    """How a reader is told what a report does."""

    does: str
    """What one finding does."""
    do: str
    """What several do."""
    mark: str
    """The mark before it, so that colour is never alone."""
    phrase: str
    """What a report does, on a page."""


STANCES: dict[Stance, StanceWording] = {
    "contradicts": StanceWording("contradicts", "contradict", "\u25a0", "says otherwise"),
    "qualifies": StanceWording("qualifies", "qualify", "\u25d0", "says it in part"),
    "supports": StanceWording("supports", "support", "\u25cf", "says the same"),
    "not-found": StanceWording(
        "looked for and not found", "looked for and not found", "\u25c7", "looked for, not found"
    ),
}
"""The wording of each stance."""


class CoverageWording(NamedTuple):
    """How a reader is told how a finding covers what is claimed."""

    phrase: str
    """What the finding counts, seen from the claim."""
    scope: str
    """The word of schema 1, which the column scope keeps."""
    sentence: str
    """What it means for what the finding can show."""


COVERAGES: dict[Coverage, CoverageWording] = {
    "same": CoverageWording(
        "counts the same", "same", "The same thing, in the same place and years."
    ),
    "part": CoverageWording(
        "counts only a part",
        "narrower",
        "Fewer years, a smaller place or fewer kinds: it can only show the article too low.",
    ),
    "whole": CoverageWording(
        "counts more than that",
        "broader",
        "More years, a larger place or more kinds: it can only show the article too high.",
    ),
    "other": CoverageWording(
        "counts something else",
        "different",
        "Other years or another thing: it settles nothing.",
    ),
}
"""The wording of each coverage."""


class ReadingWording(NamedTuple):
    """How a reader is told what was read."""

    sentence: str
    """What was read, behind the name of the source."""
    at: str
    """What stands before the address where it was read."""


READINGS: dict[Reading, ReadingWording] = {
    "primary": ReadingWording("read in the publication itself", "read at"),
    "mirror": ReadingWording("read in a copy", "a copy at"),
    "secondary": ReadingWording("read in a report that quotes it", "quoted at"),
    "tertiary": ReadingWording("read in a compilation", "listed at"),
    "derived": ReadingWording("worked out from the figures below", "worked out here"),
}
"""The wording of each reading."""
PUBLISHED = tuple(reading for reading in READINGS if reading != "derived")
"""The readings of something that others published, the nearest first."""
COUNTED_AS: dict[CountedAs, str] = {
    "counted": "Added up from single cases.",
    "registered": "Entered on a list of people, before or without a check.",
    "verified": "Checked by whoever counts, by rules of their own, before it was counted.",
    "estimated": "Worked out from what is known of a part.",
    "modelled": "Computed with a model.",
    "stated": "Said without saying how it was counted.",
}
"""How a number came about, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The coverage of one axis, judged by hand."""

    __pydantic_config__ = CONFIG | {
        "alias_generator": lambda name: "is" if name == "coverage" else name
    }

    coverage: Coverage
    """The coverage that is judged to hold."""
    why: Line
    """The reason."""

    def __str__(self) -> str:
        """Return the word and the reason."""
        return f"{self.coverage}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers:
    """The coverage judged by hand, by axis; an axis without it is computed."""

    __pydantic_config__ = CONFIG

    what: Judged | None = None
    """What is counted."""
    where: Judged | None = None
    """Where it is counted."""
    when: Judged | None = None
    """When it is counted."""

    def __post_init__(self) -> None:
        """Refuse an empty judgement."""
        if not self.axes:
            message = "found no axis; expected what, where or when; add one, or delete covers"
            raise ValueError(message)

    @property
    def axes(self) -> dict[str, Judged]:
        """The axes that are judged by hand, each with its judgement."""
        named = {"what": self.what, "where": self.where, "when": self.when}
        return {name: judged for name, judged in named.items() if judged is not None}

    def __str__(self) -> str:
        """Return each axis with its word."""
        return ", ".join(f"{name}: {judged.coverage}" for name, judged in self.axes.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one origin reports about what a claim says."""

    __pydantic_config__ = CONFIG

    id: Slug
    """The finding's own id; unique and never reused."""
    claim: Slug
    """The claim that the finding is about."""
    about: About
    """Whether it reports a value, an event, or whether the cited source published the claim."""
    origin: tuple[Slug, ...]
    """Who counted it or said it first; actors. Several published it together; empty if unknown."""
    source: Slug
    """The source where it was read."""
    locator: Line | None = None
    """Where in the source it appears."""
    spot: Spot | None = None
    """Where it appears, if in a heading, caption, list or table, on a page or in a recording."""
    metric: Word | None = None
    """What it counts, if that is not the metric of the claim."""
    places: tuple[Slug, ...] | None = None
    """Where it counts, if not in the places of the claim; empty if its own place is unknown."""
    counted_as: CountedAs | None = None
    """How the number came about."""
    estimate: Estimate | None = None
    """The range the source gives; findings about a value only."""
    reference: Line | None = None
    """What a growth is measured from: an EDTF date as 2014, or words; null if it is not said."""
    period: Period | None = None
    """The dates the source gives."""
    stance: Stance | None = None
    """How it compares with the claim; findings about an event or an attribution only."""
    reading: Reading | None = None
    """What was read; null only if a publication was looked for and not found."""
    series: Slug | None = None
    """A name that joins the values of one series of one origin and one definition."""
    covers: Covers | None = None
    """The coverage judged by hand, where the computed one is not right; by axis, with a reason."""
    operation: Operation | None = None
    """What a derived finding does with its inputs: add them up, or rank a year among them."""
    inputs: tuple[Slug, ...] = ()
    """The findings that a derived finding is made of."""
    revises: Slug | None = None
    """The finding whose number its own origin corrected with this one."""
    note: Line | None = None
    """What the source says, and what remains open."""
    retired: Retired | None = None
    """Set when the finding is retired: it counts no more, and its id still resolves."""

    def __post_init__(self) -> None:
        """Refuse fields that do not fit what the finding is about."""
        fault = _finding_fault(self)
        if fault:
            raise ValueError(fault)

    @property
    def appears(self) -> str:
        """Where in the source it appears, in words; empty if that is not known."""
        spot = str(self.spot or "")
        return f"{self.locator} ({spot})" if self.locator and spot else self.locator or spot


def _finding_fault(finding: Finding) -> str | None:
    if finding.about == "value":
        if finding.estimate is None:
            return "missing estimate; expected it in every finding about a value; add it"
        if finding.stance is not None:
            return (
                "found a stance on a value; expected stances only on events and "
                "attributions; delete stance"
            )
    elif finding.stance is None:
        return f"missing stance; expected one of {', '.join(get_args(Stance))}; add it"
    for name in _ONLY_VALUES if finding.about != "value" else ():
        if getattr(finding, name) not in {None, ()}:
            return f"found {name}; expected it only in findings about a value; delete it"
    if finding.reading is None and finding.stance != "not-found":
        return "missing reading; expected what was actually read; add it"
    if finding.about != "value" and finding.note is None:
        return "missing note; expected what the source says; add it"
    return _derivation_fault(finding)


_ONLY_VALUES = (
    *("estimate", "metric", "places", "counted_as", "series", "covers", "operation", "inputs"),
    *("reference", "revises"),
)


def _derivation_fault(finding: Finding) -> str | None:
    """Reading, inputs and operation of a derived finding stand together, or none of them."""
    if finding.inputs and finding.reading != "derived":
        return (
            f"found reading {finding.reading!r} with inputs; expected 'derived'; "
            "change reading or delete inputs"
        )
    if finding.reading == "derived" and not finding.inputs:
        return "missing inputs; expected them with reading 'derived'; add inputs or change reading"
    if (finding.operation is None) == bool(finding.inputs):
        return (
            "found inputs and operation that do not stand together; expected sum or rank exactly "
            "where there are inputs; add the operation or delete it"
        )
    return None
