"""Trace: a claim followed from its sentence in the article to what others published."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from afpak_claims.cards import Card, Line, Section
from afpak_claims.evidence import headlines
from afpak_claims.evidence.citations.text import reference
from afpak_claims.evidence.headlines import listed, order, reference_words, short_period
from afpak_claims.evidence.plain_words import basis, changes, how_close, lies
from afpak_claims.evidence.results import (
    ATTRIBUTION_CHECKS,
    HEADLINES_SINCE,
    VERDICTS,
    as_plain,
    percent,
)
from afpak_claims.records.claims import FURTHER_FIELDS, TYPES, Figure
from afpak_claims.records.estimates import format_number
from afpak_claims.records.findings import READINGS, STANCES
from afpak_claims.records.periods import HOLDS
from afpak_claims.records.plain_values import plain
from afpak_claims.records.record_cards import field_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.results import ClaimResult
    from afpak_claims.method.terms import World
    from afpak_claims.records.claims import Claim, Rank
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.periods import Period
    from afpak_claims.records.sources import Source
    from afpak_claims.records.vocabulary import Actor, Caution, Metric, Place, Unit
    from afpak_claims.stamps import Stamp

__all__ = ["LONGEST", "Trace"]

LONGEST = 45
"""So many lines a card for a terminal has at most, if it is not full."""


@dataclass(frozen=True)
class Trace:
    """A claim, where it stands, whom it credits, what others published, and how they compare."""

    claim: Claim
    topic: str
    """Title of the claim's topic."""
    metric: Metric | None
    unit: Unit | None
    article: Source
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    credited: tuple[Actor, ...]
    """The actors that the article credits by name."""
    cautions: tuple[Caution, ...]
    comparisons: tuple[tuple[Comparison, Source], ...]
    """Every finding on the claim with its comparison and its source."""
    result: ClaimResult
    """What the method says of the claim."""
    names: Mapping[str, str]
    """How each actor is called in a sentence, by id."""
    metrics: Mapping[str, Metric]
    """The metrics, for findings that count something else than the claim."""
    units: Mapping[str, Unit]
    """The units of these metrics."""
    world: World
    """What the method knows of the vocabulary."""
    stamp: Stamp
    dataset: Source
    """The dataset itself, as a source."""
    contact: str | None = None
    """Where the dataset wants errors reported."""
    language: str = "en"
    """The language of its wordings."""
    related: Mapping[str, str] = field(default_factory=dict)
    """By id the claims that contain it or that it disputes, each as a reader knows it."""

    @property
    def verdict(self) -> str:
        """What all comparisons of the claim say together."""
        return self.result.verdict

    @property
    def attribution_check(self) -> str | None:
        """Whether the credited source published the claim; None where nobody is named."""
        return self.result.attribution_check

    @property
    def headline(self) -> str | None:
        """The answer in two sentences; None for data versions before 2.0.0."""
        if self.stamp.method < HEADLINES_SINCE:
            return None
        return self.result.headline or headlines.headline(self)

    @property
    def sensitivity(self) -> Mapping[str, str]:
        """What flips the verdict, one change at a time, each with the verdict that it gives."""
        return self.result.flips

    def spoken_for(self, actor: str) -> frozenset[str]:
        """Return an actor and all whose voice it is."""
        return self.world.spoken_for(actor)

    def root(self, actor: str) -> str:
        """Return the actor in whose name an actor speaks in the end: itself, or another."""
        return self.world.root(actor)

    def is_own(self, finding: Finding) -> bool:
        """Whether a finding is of the body that the article credits, or of its voice."""
        named = {actor.id for actor in self.credited}
        return any(named & self.spoken_for(actor) for actor in finding.origin)

    def source_of(self, finding: Finding) -> Source:
        """Return the source where a finding was read."""
        return next(source for _, source in self.comparisons if source.id == finding.source)

    @property
    def cited(self) -> tuple[Source, ...]:
        """What a citation of the claim names: its sources, and last the dataset with its stamp."""
        return (*self.sources, self.dataset)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The article, then the sources on the attribution, then those of the other findings."""
        ordered = sorted(self.comparisons, key=lambda pair: pair[0].finding.about != "attribution")
        listed = {self.article.id: self.article}
        for _, source in ordered:
            listed.setdefault(source.id, source)
        return tuple(listed.values())

    def card(self, *, full: bool = False, shown: int = 3, alone: bool = True) -> Card:
        """Return the trace as a card, the answer first.

        Args:
            full: Whether every finding and every note stands on it.
            alone: Whether the card stands alone; else the notes of sources and the inputs of sums
                are left to what stands beside it.
            shown: How many findings of each sort stand on a card that is not full.
        """
        claim = self.claim
        wording = VERDICTS[self.verdict]
        how: Any = {"full": full, "most": shown, "alone": alone}
        lines = {
            "": self._answer_lines(full=full),
            "The article": self._claim_lines(full=full, alone=alone),
            "What counts toward the verdict": self._deciding_lines(**how),
            "Found too, but not used for the verdict": self._other_lines(**how),
            "Did the credited source say it": self._credit_lines(**how),
            "Be careful with": self._open_lines(full=full, alone=alone),
            "To cite": self._citation_lines(full=full),
        }
        return Card(
            title=self.headline or claim.statement,
            subtitle=f"{wording.mark} {wording.phrase} \u00b7 {claim.id} \u00b7 {self._kind()}",
            sections=tuple(Section(name, tuple(own)) for name, own in lines.items() if own),
            footer=str(self.stamp) if full else self._ways_on(),
            notice=str(claim.retired or ""),
        )

    def text(self, width: int = 88, *, colour: bool = False, full: bool = False) -> str:
        """Return the card for a terminal, wrapped at *width* columns.

        A card that is not full shows as many findings as fit into 45 lines of 80 columns.
        """
        if full:
            return self.card(full=True).text(width, colour=colour)
        for shown in (3, 2, 1):
            card = self.card(shown=shown)
            if card.text(_COLUMNS).count("\n") <= LONGEST:
                break
        return card.text(width, colour=colour)

    def markdown(self, *, full: bool = False) -> str:
        """Return the card as Markdown."""
        return self.card(full=full).markdown()

    def __str__(self) -> str:
        """Return the card for a terminal."""
        return self.text()

    def __repr__(self) -> str:
        """Return the card for a terminal, so that a bare notebook cell or prompt shows it."""
        return self.text()

    def _repr_html_(self) -> str:
        return self.card().html()

    def _repr_markdown_(self) -> str:
        return self.markdown()

    def to_dict(self) -> dict[str, Any]:
        """Return the trace as plain values for programs; ``json.dumps`` takes it as it is."""
        return {
            "claim": plain(self.claim),
            "topic": self.topic,
            "metric": plain(self.metric),
            "unit": plain(self.unit),
            "article": plain(self.article),
            "headline": self.headline,
            **{name: value for name, value in as_plain(self.result).items() if name != "headline"},
            "findings": [
                {
                    **plain(comparison.finding),
                    "source": plain(source),
                    "origin_name": [self.names[actor] for actor in comparison.finding.origin],
                    **as_plain(comparison.result),
                }
                for comparison, source in self.comparisons
            ],
            "stamp": self.stamp._asdict(),
        }

    def _kind(self) -> str:
        kind = getattr(self.claim, "type", None)
        return f"assertion, {TYPES[kind]}" if kind else "figure"

    def _answer_lines(self, *, full: bool) -> list[Line]:
        result, wording = self.result, VERDICTS[self.verdict]
        lines = [Line("Rests on", rests_on)] if (rests_on := basis(self)) else []
        lines += [own] if (own := self._own_line()) else []
        if result.gap:
            lines.append(Line("Difference", self._difference()))
        because = self.metric.not_checkable_because if self.metric else None
        code = f" ({self.verdict})" if full else ""
        lines.append(Line("Verdict", f"{because or wording.told}{code}"))
        if self.cautions and not full:
            names = [caution.called for caution in self.cautions]
            told = "; ".join([names[0], *(name[0].lower() + name[1:] for name in names[1:])])
            lines.append(Line("Careful", told))
        if flips := changes(self):
            shown = flips if full else flips[:2]
            more = f"; and {len(flips) - len(shown)} more" if len(flips) > len(shown) else ""
            lines.append(Line("Would change", f"{'; '.join(shown)}{more}"))
        return lines

    def _difference(self) -> str:
        result = self.result
        least = "at least " if headlines.is_least(self) else ""
        unit = f" {self.unit.words(result.gap)}" if self.unit else ""
        share = (
            f", which is {percent(result.relative_gap)} of the figure found"
            if result.relative_gap
            else ""
        )
        return f"{least}{format_number(result.gap or 0)}{unit}{share}"

    def _own_line(self) -> Line | None:
        """Say what the credited body's own number is, and where it can be read."""
        if not self.credited or not isinstance(self.claim, Figure):
            return None
        if own := self._own():
            return Line("Own count", self._fact(*own), self._read_at(*own))
        called = listed(actor.called for actor in self.credited)
        return Line("Own count", f"nothing comparable by {called} was found")

    def _own(self) -> tuple[Comparison, Source] | None:
        """Return the credited body's own number, with its source."""
        own = (p for p in self._deciding() if p[0].finding.estimate and self.is_own(p[0].finding))
        return next(own, None)

    def _read_at(self, comparison: Comparison, its_source: Source) -> tuple[str, ...]:
        """Return where a finding was read; of a sum, where most of its inputs were.

        Publications stand before copies, and these before what quotes them. One address of each
        site stands for it, and three sites for all.
        """
        finding = comparison.finding
        sites: dict[str, list[tuple[int, str]]] = {}
        if finding.operation == "sum":
            for other, source in self.comparisons:
                if other.finding.id in finding.inputs and source.where_read:
                    site = urlsplit(source.where_read).netloc
                    rank = how_close(other.finding.reading)
                    sites.setdefault(site, []).append((rank, source.where_read))
        most = sorted(sites.values(), key=lambda its: (min(its)[0], -len(its)))[:_SITES]
        return tuple(its[0][1] for its in most) or its_source.addresses[:1]

    def _claim_lines(self, *, full: bool, alone: bool) -> list[Line]:
        claim = self.claim
        lines = [Line("Says", claim.statement)] if self.headline and alone else []
        if isinstance(claim, Figure) and self.metric and self.unit:
            lines.append(
                Line("Range", claim.estimate.with_wording(self.unit.words(claim.estimate.best)))
            )
            if claim.rank:
                lines.append(Line("Ranked", self._ranked(claim.rank)))
            text = self.metric.label
            if full:
                text += f": {self.metric.definition} ({self.metric.nature})"
            if full and claim.short:
                text = f"{claim.short}. {text}"
            lines += [Line("Counts", text), *_base_lines(claim, self.metric, self.unit)]
        if claim.period:
            lines.append(Line("Period", _period_with_wording(claim.period)))
        if self.places:
            lines.append(Line("Place", "; ".join(place.name for place in self.places)))
        if self.actors and full:
            lines.append(Line("About", "; ".join(actor.name for actor in self.actors)))
        lines.append(self._credited_line())
        at = claim.article
        where = str(at) if full and alone else at.in_words
        known = self.article.addresses
        lines.append(Line("In article", where, known if full else known[:1]))
        if claim.part_of:
            whole = self._other(claim.part_of)
            lines.append(Line("Part of", f"{whole}; the two must not be added"))
        if claim.disputes:
            lines.append(Line("Disputes", self._other(claim.disputes)))
        if full:
            lines += field_lines(claim, FURTHER_FIELDS)
        if full and alone:
            lines.append(Line("Topic", self.topic))
        return lines

    def _other(self, claim_id: str) -> str:
        """Return another claim as a reader knows it, with the id to ask for it."""
        called = self.related.get(claim_id)
        return f"{called} ({claim_id})" if called else claim_id

    def _ranked(self, rank: Rank) -> str:
        """Say what a year is ranked by, and among which years."""
        metric = self.metrics.get(rank.of)
        label = metric.label if metric else rank.of
        return f"{label}, among the years {' to '.join(rank.among.split('/'))}"

    def _credited_line(self) -> Line:
        attribution = self.claim.attribution
        if attribution.naming == "named":
            return Line("Credits", f"{' and '.join(a.name for a in self.credited)}, by name")
        if attribution.naming == "generic":
            return Line("Credits", f"{attribution.group}, none of them by name")
        return Line("Credits", "nobody; the article says it in its own voice")

    def _credit_lines(self, *, full: bool, most: int, alone: bool) -> list[Line]:
        if not self.attribution_check:
            return []
        wording = ATTRIBUTION_CHECKS[self.attribution_check]
        code = f" ({self.attribution_check})" if full else ""
        lines = [Line("Check", f"{wording.mark} {wording.phrase}{code}")]
        asked = [pair for pair in self.comparisons if pair[0].finding.about == "attribution"]
        shown = asked if full else asked[: most - 1]
        return lines + [self._stance_line(*pair, full=full, alone=alone) for pair in shown]

    def _deciding(self) -> list[tuple[Comparison, Source]]:
        pairs = [pair for pair in self.comparisons if pair[0].decides]
        return sorted(pairs, key=lambda pair: order(pair[0], own=self.is_own(pair[0].finding)))

    def _deciding_lines(self, *, full: bool, most: int, alone: bool) -> list[Line]:
        deciding = self._deciding()
        shown = deciding if full else deciding[:most]
        lines = []
        for pair in shown:
            lines += self._finding_lines(*pair, full=full, alone=alone)
        if more := len(deciding) - len(shown):
            lines.append(Line("", f"and {more} more that count"))
        return lines

    def _other_lines(self, *, full: bool, most: int, alone: bool) -> list[Line]:
        others = [
            pair
            for pair in self.comparisons
            if not pair[0].decides
            and pair[0].finding.about != "attribution"
            and (not pair[0].is_input or (full and alone))
        ]
        shown = others if full else others[:most]
        lines = []
        for pair in shown:
            lines += self._finding_lines(*pair, full=full, brief=not full, alone=alone)
        if more := len(others) - len(shown):
            lines.append(Line("", f"and {more} more"))
        return lines

    def _finding_lines(
        self,
        comparison: Comparison,
        source: Source,
        *,
        full: bool,
        brief: bool = False,
        alone: bool = True,
    ) -> list[Line]:
        finding = comparison.finding
        if finding.about == "event":
            return [self._stance_line(comparison, source, full=full, brief=brief, alone=alone)]
        label = self._label(comparison)
        text = self._fact(comparison, source)
        if full:
            text += f" \u00b7 {comparison.result.words}" if comparison.result.words else ""
        if full:
            text += self._details(finding)
            text += f". {finding.note}" if finding.note else ""
            text += f" [Source: {source.note}]" if source.note and alone else ""
        read_at = source.addresses if full else ()
        # Where the own count was read stands at the top of the card already.
        if not full and not brief and (comparison, source) != self._own():
            read_at = self._read_at(comparison, source)[:1]
        lines = [Line(label, text, () if brief else read_at)]
        if finding.inputs and not brief:
            by_id = {c.finding.id: c.finding for c, _ in self.comparisons}
            parts = [by_id[name] for name in finding.inputs if name in by_id]
            if full or len(parts) == 1:
                told = "; ".join(map(_input_words, parts))
            else:
                ends = " to ".join(_value_and_when(parts[at]) for at in (0, -1))
                told = f"{len(parts)} figures, {ends}"
            word = {"sum": "Added up", "rank": "Ranked"}[str(finding.operation)]
            lines.append(Line("", f"{word}: {told}."))
        return lines

    def _label(self, comparison: Comparison) -> str:
        is_silent = comparison.result.relation in {None, "silent"}
        if is_silent and not isinstance(self.claim, Figure):
            return "beside it"
        return lies(self.claim, comparison) or str(comparison.scope)

    def _fact(self, comparison: Comparison, source: Source) -> str:
        """Say what a finding has, who counted it, when, and where it was read."""
        finding = comparison.finding
        assert finding.estimate is not None  # noqa: S101 - a finding about a value has one
        label, unit = self.counted(finding)
        what = f"{label}: " if label else ""
        facts = [
            f"{what}{finding.estimate.with_wording(unit)}",
            reference_words(finding.reference),
            short_period(finding.period),
            self.who(finding, source),
            finding.appears,
            READINGS[finding.reading].sentence if finding.reading else "",
        ]
        return " \u00b7 ".join(fact for fact in facts if fact)

    def counted(self, finding: Finding) -> tuple[str, str]:
        """Return what a finding counts, if not the claim's metric, and the word behind its number.

        The label of another count says what is counted; money, ratios and times need their unit.
        """
        best = finding.estimate.best if finding.estimate else None
        metric = self.metrics.get(finding.metric or "")
        if metric is None or metric == self.metric:
            return "", self.unit.words(best) if self.unit else ""
        unit = self.units[metric.unit]
        return metric.label, "" if unit.dimension == "count" else unit.words(best)

    def who(self, finding: Finding, source: Source) -> str:
        """Say who counted, and where it was printed if that is another."""
        printed = source.answerable
        if not finding.origin:
            return f"origin unknown, in {printed}" if self.stamp.method > 1 else printed
        who = listed(self.names.get(actor, actor) for actor in finding.origin)
        if finding.reading in {"primary", "derived"}:
            return who
        is_same = who.removeprefix("the ") == printed.removeprefix("the ")
        return who if is_same else f"{who}, in {printed}"

    def _details(self, finding: Finding) -> str:
        facts = [
            finding.counted_as or "",
            f"series {finding.series}" if finding.series else "",
            f"revises {finding.revises}" if finding.revises else "",
            f"places {', '.join(finding.places)}" if finding.places else "",
            *(
                f"judged by hand, {axis}: {judged}"
                for axis, judged in (finding.covers.axes if finding.covers else {}).items()
            ),
        ]
        told = "; ".join(fact for fact in facts if fact)
        return f" \u00b7 {told}" if told else ""

    def _stance_line(
        self,
        comparison: Comparison,
        source: Source,
        *,
        full: bool,
        brief: bool = False,
        alone: bool = True,
    ) -> Line:
        finding = comparison.finding
        stance = STANCES[finding.stance].phrase if finding.stance else ""
        reading = READINGS[finding.reading].sentence if finding.reading else ""
        facts = ", ".join(
            part for part in (self.who(finding, source), finding.appears, reading) if part
        )
        note = finding.note or ""
        if not full and len(note) > _SHORT_NOTE:
            note = f"{note[:_SHORT_NOTE].rsplit(' ', 1)[0]}\u2026"
        text = f"{facts}. {note}" if note else facts
        if full and source.note and alone:
            text += f" [Source: {source.note}]"
        when = short_period(finding.period)
        if full and when:
            text = f"{when} \u00b7 {text}"
        if full and finding.counted_as:
            text += f" ({finding.counted_as})"
        return Line(
            stance, text, () if brief else source.addresses if full else source.addresses[:1]
        )

    def _open_lines(self, *, full: bool, alone: bool) -> list[Line]:
        if not full:
            return []
        if alone:
            lines = [Line("Careful", f"{c.called}: {c.definition} ({c.id})") for c in self.cautions]
        else:
            names = "; ".join(caution.called for caution in self.cautions)
            lines = [Line("Careful", names)] if names else []
        if self.claim.note:
            lines.append(Line("Note", self.claim.note))
        return lines

    def _citation_lines(self, *, full: bool) -> list[Line]:
        if not full:
            return []
        count = len(self.sources) - 1
        noun = "source" if count == 1 else f"{count} sources"
        more = f"; its {noun}: afpak-claims cite {self.claim.id}" if count else ""
        words = f"afpak-claims, data {self.stamp.data_version}, claim {self.claim.id}{more}"
        contact = (self.contact,) if self.contact else ()
        return [
            Line("The claim", reference(self.article)),
            Line("This record", words),
            Line("An error?", f"afpak-claims report {self.claim.id}", contact),
        ]

    def _ways_on(self) -> str:
        """Say where there is more."""
        claim = self.claim.id
        return f"{self.stamp.short}; afpak-claims show --full, cite or report {claim}"


_SHORT_NOTE = 140
_SITES = 3
_COLUMNS = 80


def _base_lines(claim: Figure, metric: Metric, unit: Unit) -> list[Line]:
    """Say what a share is of, a rate is for, and a growth is measured from."""
    lines = [Line("Share of", metric.share_of)] if metric.share_of else []
    if metric.growth_of:
        since = reference_words(claim.reference) or "not said from what"
        lines.append(Line("Growth of", f"{metric.growth_of}, {since}"))
    elif claim.reference:
        lines.append(Line("Growth", reference_words(claim.reference)))
    return [*lines, Line("Rate per", unit.per)] if unit.per else lines


def _period_with_wording(period: Period) -> str:
    words = (
        f"{period.in_words()}{HOLDS[period.holds].after_dates if period.holds else ''}"
        if period.edtf
        else period.in_words()
    )
    if period.edtf and period.wording:
        words += f" (\u201c{period.wording}\u201d)"
    return words


def _input_words(finding: Finding) -> str:
    assert finding.estimate is not None  # noqa: S101 - the inputs of a sum are values
    when = finding.period.edtf if finding.period else finding.id
    return f"{when} {headlines.amount(finding.estimate)}"


def _value_and_when(finding: Finding) -> str:
    assert finding.estimate is not None  # noqa: S101 - the inputs of a sum are values
    when = short_period(finding.period) or finding.id
    return f"{headlines.amount(finding.estimate)} ({when})"
