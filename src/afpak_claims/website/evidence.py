"""Evidence: what was found on a claim, by who counted or said it, as a page lists it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from afpak_claims.evidence.headlines import amount, reference_words, short_period
from afpak_claims.evidence.plain_words import how_close, lies
from afpak_claims.records.findings import (
    COUNTED_AS,
    COVERAGES,
    READINGS,
    STANCES,
)
from afpak_claims.records.vocabulary import NATURES
from afpak_claims.website.templates import host

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.traces import Trace
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.sources import Source

__all__ = ["Entry", "Group", "groups_of", "read_at", "terms_of"]

UNKNOWN_ORIGIN = "Origin unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read: the words before the address, the address, and its source."""

    words: str
    source: Source
    said: str = ""
    """What was read there, where several things were."""
    distance: int = 0
    """How far it is from the publication itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding: what it has, how that lies to the claim, and where it was read."""

    finding: Finding
    decides: bool
    mark: str
    says: str
    facts: tuple[str, ...]
    judged: tuple[str, ...]
    """Why its coverage was judged by hand, an axis each."""
    place: Place
    inputs: tuple[Place, ...]
    """What it was made of, or the numbers of a series, by where that was read."""

    @property
    def input_words(self) -> str:
        """Say what the inputs are."""
        done = {"sum": "added up", "rank": "put in order"}
        if self.finding.operation is None:
            return "Number by number"
        return f"The {len(self.finding.inputs)} numbers {done[self.finding.operation]}"


@dataclass(frozen=True, slots=True)
class Group:
    """What one origin reports; what counts toward the verdict comes first."""

    name: str
    is_credited: bool
    entries: tuple[Entry, ...]

    @property
    def decides(self) -> bool:
        """Whether one of its reports counts toward the verdict."""
        return any(entry.decides for entry in self.entries)


def groups_of(trace: Trace, *, about_attribution: bool = False) -> list[Group]:
    """Return what was found on a claim by origin, or on whether the credited source said it.

    Origins whose reports count toward the verdict come first, the credited ones before others.
    What a total is made of stands with that total.
    """
    by_id = {c.finding.id: (c.finding, source) for c, source in trace.comparisons}
    credited = {actor.id for actor in trace.credited}
    made: dict[str, list[Entry]] = {}
    own: set[str] = set()
    series: dict[tuple[object, ...], list[Finding]] = {}
    for comparison, source in trace.comparisons:
        finding = comparison.finding
        if comparison.is_input or (finding.about == "attribution") is not about_attribution:
            continue
        name = trace.who(finding, source).partition(", in ")[0] if finding.origin else ""
        its = made.setdefault(name, [])
        if finding.series and not comparison.decides:
            key = (finding.series, finding.metric, finding.note, comparison.result.relation)
            members = series.setdefault((name, *key), [])
            members.append(finding)
            if len(members) == 1:
                its.append(_entry(trace, comparison, source, by_id))
        else:
            its.append(_entry(trace, comparison, source, by_id))
        if any(credited & trace.spoken_for(actor) for actor in finding.origin):
            own.add(name)
    folded = {members[0].id: members for members in series.values() if len(members) > 1}
    for its in made.values():
        its[:] = [
            _series(trace, entry, folded[entry.finding.id], by_id)
            if entry.finding.id in folded
            else entry
            for entry in its
        ]
    groups = [
        Group(name or UNKNOWN_ORIGIN, name in own, tuple(sorted(its, key=_deciding_first)))
        for name, its in made.items()
    ]
    return sorted(groups, key=lambda group: (not group.decides, not group.is_credited))


def _deciding_first(entry: Entry) -> bool:
    return not entry.decides


def _entry(
    trace: Trace,
    comparison: Comparison,
    source: Source,
    by_id: Mapping[str, tuple[Finding, Source]],
) -> Entry:
    finding = comparison.finding
    mark, says = STANCES[finding.stance][2:] if finding.stance else ("", "")
    other, unit = trace.counted(finding)
    if finding.estimate:
        says = finding.estimate.with_wording(unit)
    judged = finding.covers.axes if finding.covers else {}
    facts = (
        other,
        reference_words(finding.reference),
        short_period(finding.period),
        lies(trace.claim, comparison),
        finding.counted_as or "",
        finding.appears,
    )
    return Entry(
        finding,
        comparison.decides,
        mark,
        says,
        tuple(fact for fact in facts if fact),
        tuple(judgement.why.rstrip(".") for judgement in judged.values()),
        Place(
            READINGS[finding.reading].at if finding.reading else "",
            source,
            distance=how_close(finding.reading),
        ),
        tuple(_input_places(finding.inputs, by_id)),
    )


def _series(
    trace: Trace,
    first: Entry,
    members: Sequence[Finding],
    by_id: Mapping[str, tuple[Finding, Source]],
) -> Entry:
    """Return one entry for the values of a series that say nothing of the claim."""
    _, unit = trace.counted(members[0])
    begin, end = (short_period(members[n].period) for n in (0, -1))
    facts = tuple(f"{begin} to {end}" if fact == begin else fact for fact in first.facts)
    return replace(
        first,
        says=f"{len(members)} numbers",
        facts=(*facts, unit) if unit else facts,
        place=Place("a series", first.place.source),
        inputs=tuple(_input_places([member.id for member in members], by_id)),
    )


def _input_places(
    names: Iterable[str], by_id: Mapping[str, tuple[Finding, Source]]
) -> Iterable[Place]:
    """Return findings by the source where they were read."""
    read: dict[tuple[str, str, int], list[str]] = {}
    sources: dict[str, Source] = {}
    for name in names:
        if name in by_id:
            its, source = by_id[name]
            sources[source.id] = source
            words = READINGS[its.reading].at if its.reading else ""
            value = amount(its.estimate) if its.estimate else ""
            said = f"{short_period(its.period)} {value}".strip()
            distance = how_close(its.reading)
            read.setdefault((source.id, words, distance), []).append(said)
    for (source_id, words, distance), all_said in read.items():
        yield Place(words, sources[source_id], "; ".join(all_said), distance)


def read_at(trace: Trace) -> list[Place]:
    """Return where what counts toward the verdict was read; of a sum, where its inputs were.

    Publications stand before copies, and these before what quotes them. One address of each site
    stands for it: the evidence has them all.
    """
    places: dict[str, Place] = {}
    for group in groups_of(trace):
        for entry in group.entries:
            if entry.decides:
                derived = entry.finding.reading == "derived"
                for place in entry.inputs if derived else (entry.place,):
                    if place.source.where_read:
                        known = places.setdefault(host(place.source.where_read), place)
                        if place.distance < known.distance:
                            places[host(place.source.where_read)] = place
    return sorted(places.values(), key=lambda place: place.distance)


def terms_of(trace: Trace) -> dict[str, str]:
    """Return the words that decide how the findings lie to a figure, each with what it means."""
    terms: dict[str, str] = {}
    if trace.metric is None:
        return terms
    terms[trace.metric.nature] = _sentence(NATURES[trace.metric.nature])
    for comparison, _ in trace.comparisons:
        finding, coverage = comparison.finding, comparison.result.coverage
        if comparison.is_input or finding.about != "value":
            continue
        metric = trace.metrics.get(finding.metric or "")
        if metric and metric != trace.metric:
            terms.setdefault(metric.label, metric.definition)
            terms.setdefault(metric.nature, _sentence(NATURES[metric.nature]))
        if coverage:
            wording = COVERAGES[coverage]  # type: ignore[index] # one of four words
            terms.setdefault(wording.phrase, wording.sentence)
        if finding.counted_as:
            terms.setdefault(finding.counted_as, COUNTED_AS[finding.counted_as])
    return terms


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
