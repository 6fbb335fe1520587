"""Findings: what one source reports on what a claim says, as in ``evidence/<topic>.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from afpak_claims.records.estimates import Estimate
from afpak_claims.records.fields import CONFIG
from afpak_claims.records.periods import Period
from afpak_claims.records.retirement import Retired
from afpak_claims.records.scalars import Line, Slug

__all__ = [
    "READINGS",
    "SCOPES",
    "STANCES",
    "About",
    "Finding",
    "Reading",
    "Scope",
    "Stance",
]

About = Literal["value", "event", "attribution"]
Stance = Literal["supports", "qualifies", "contradicts", "not-found"]
Scope = Literal["same", "narrower", "broader", "different"]
Reading = Literal["primary", "mirror", "secondary", "tertiary", "derived"]

STANCES: dict[Stance, tuple[str, str]] = {
    "contradicts": ("contradicts", "contradict"),
    "qualifies": ("qualifies", "qualify"),
    "supports": ("supports", "support"),
    "not-found": ("looked for and not found", "looked for and not found"),
}
"""What one finding does, and what several do, by stance."""
SCOPES: dict[Scope, str] = {
    "same": "same scope",
    "narrower": "narrower scope: it counts a part",
    "broader": "broader scope: it counts more",
    "different": "different scope: it decides nothing",
}
"""The wording of each scope."""
READINGS: dict[Reading, str] = {
    "primary": "read in the publication itself",
    "mirror": "read in a copy",
    "secondary": "read in a report that quotes it",
    "tertiary": "read in a compilation (tertiary)",
    "derived": "added up from the inputs below",
}
"""The wording of each reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one source reports about what a claim says."""

    __pydantic_config__ = CONFIG

    id: Slug
    """The finding's own id; unique and never reused."""
    claim: Slug
    """The claim that the finding is about."""
    about: About
    """Whether it reports a value, an event, or whether the cited source published the claim."""
    source: Slug
    """The source that reports it."""
    locator: Line | None = None
    """Where in the source it appears."""
    estimate: Estimate | None = None
    """The range the source gives; findings about a value only."""
    period: Period | None = None
    """The dates the source gives."""
    stance: Stance | None = None
    """How it compares with the claim; findings about an event or an attribution only."""
    scope: Scope | None = None
    """What the source counts, seen from the claim; findings about a value only."""
    reading: Reading | None = None
    """What was read; null only if a publication was looked for and not found."""
    inputs: tuple[Slug, ...] = ()
    """The findings that a derived sum adds up."""
    note: Line | None = None
    """What the source says, why the scope is what it is, what remains open."""
    retired: Retired | None = None
    """Set when the finding is retired: it counts no more, and its id still resolves."""

    def __post_init__(self) -> None:
        """Refuse fields that do not fit what the finding is about."""
        fault = _finding_fault(self)
        if fault:
            raise ValueError(fault)


def _finding_fault(finding: Finding) -> str | None:
    if finding.about == "value":
        for name in ("estimate", "scope"):
            if getattr(finding, name) is None:
                return f"missing {name}; expected it in every finding about a value; add it"
        if finding.stance is not None:
            return (
                "found a stance on a value; expected stances only on events and "
                "attributions; delete stance"
            )
    elif finding.stance is None:
        return f"missing stance; expected one of {', '.join(get_args(Stance))}; add it"
    for name in ("estimate", "scope") if finding.about != "value" else ():
        if getattr(finding, name) is not None:
            return f"found {name}; expected it only in findings about a value; delete it"
    if finding.reading is None and finding.stance != "not-found":
        return "missing reading; expected what was actually read; add it"
    if finding.inputs and finding.reading != "derived":
        return (
            f"found reading {finding.reading!r} with inputs; expected 'derived' for a sum; "
            "change reading or delete inputs"
        )
    if finding.reading == "derived" and not finding.inputs:
        return "missing inputs; expected them with reading 'derived'; add inputs or change reading"
    if finding.note is None and (finding.about != "value" or finding.scope != "same"):
        return "missing note; expected what the source says, or why the scope differs; add it"
    return None
