"""Records: what the method takes of claims, findings and vocabulary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afpak_claims.method import terms
from afpak_claims.records.claims import Assertion, Claim, Figure
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.periods import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afpak_claims.records.findings import Finding
    from afpak_claims.records.periods import Period
    from afpak_claims.records.vocabulary import Actor, Metric, Place

__all__ = ["claim_terms", "finding_terms", "ranked_values", "world_of"]


def world_of(
    metrics: Mapping[str, Metric], places: Mapping[str, Place], actors: Mapping[str, Actor]
) -> terms.World:
    """Return what the method knows of the vocabulary."""
    return terms.World(
        metrics={
            metric.id: terms.Metric(
                metric.nature,
                metric.whole,
                metric.within,
                metric.checkable,
                metric.unit,
                growth=metric.growth_of is not None,
            )
            for metric in metrics.values()
        },
        places={place.id: place.within for place in places.values()},
        actors={actor.id: terms.Actor(actor.speaks_for, actor.party) for actor in actors.values()},
    )


def claim_terms(claim: Claim) -> terms.ClaimTerms:
    """Return what the method takes of a claim."""
    attribution = claim.attribution
    credited = attribution.to if attribution.naming == "named" else None
    places, time = frozenset(claim.places), _time(claim.period)
    if not isinstance(claim, Figure):
        kind = claim.type if isinstance(claim, Assertion) else None
        return terms.ClaimTerms(type=kind, places=places, time=time, credited=credited)
    return terms.ClaimTerms(
        metric=claim.metric,
        estimate=claim.estimate,
        places=places,
        time=time,
        rank=_window(claim),
        reference=_reference(claim.reference),
        credited=credited,
    )


def _time(period: Period | None) -> terms.Time:
    if period is None:
        return terms.Time()
    if period.edtf is None:
        return terms.Time(given=True, holds=period.holds)
    return terms.Time(
        given=True,
        days=terms.Span(*bounds(period.edtf)),
        doubtful=bool(re.search("[?~]", period.edtf)),
        holds=period.holds,
    )


def _reference(text: str | None) -> str | None:
    """Return a reference so that two ways of writing one time or one phrase are alike."""
    if text is None:
        return None
    try:
        first, last = bounds(text)
    except ValueError:  # words
        return " ".join(text.casefold().split())
    return f"{first}/{last}"


def _window(claim: Figure) -> terms.Window | None:
    year = claim.period.start if claim.period else None
    if claim.rank is None or year is None:
        return None
    first, last = bounds(claim.rank.among)
    assert first is not None  # noqa: S101 - a window has both ends
    assert last is not None  # noqa: S101 - likewise
    return terms.Window(year.year, first.year, last.year)


def finding_terms(finding: Finding) -> terms.FindingTerms:
    """Return what the method takes of a finding."""
    return terms.FindingTerms(
        id=finding.id,
        about=finding.about,
        origin=frozenset(finding.origin),
        estimate=finding.estimate,
        reference=_reference(finding.reference),
        metric=finding.metric,
        places=None if finding.places is None else frozenset(finding.places),
        time=_time(finding.period),
        covers={axis: judged.coverage for axis, judged in finding.covers.axes.items()}
        if finding.covers
        else {},
        series=finding.series,
        inputs=finding.inputs,
        revises=finding.revises,
        stance=finding.stance,
        reading=finding.reading,
        retired=finding.retired is not None,
    )


def ranked_values(
    inputs: Iterable[Finding], metric: str, metrics: Mapping[str, Metric]
) -> dict[int, Estimate]:
    """Return the yearly values that are ranked by a metric; a part of it is a floor."""
    values = {}
    for finding in inputs:
        year = finding.period.start if finding.period else None
        if year is None or finding.estimate is None:
            continue
        value = finding.estimate
        own = metrics.get(finding.metric or "")
        if own is not None and own.id != metric and own.within and value.lower is not None:
            value = Estimate(low=value.lower, low_open=value.low_open)
        values[year.year] = value
    return values
