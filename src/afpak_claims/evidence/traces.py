"""Trace: a claim followed from its sentence in the article to what others published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from afpak_claims.cards import Card, Line, Section
from afpak_claims.evidence.citations.text import reference
from afpak_claims.evidence.comparison import (
    ATTRIBUTION_CHECKS,
    VERDICTS,
    AttributionCheck,
    Comparison,
    Verdict,
)
from afpak_claims.records.claims import Figure
from afpak_claims.records.estimates import RELATIONS, format_number
from afpak_claims.records.findings import READINGS, SCOPES, STANCES
from afpak_claims.records.periods import HOLDS
from afpak_claims.records.plain_values import plain

if TYPE_CHECKING:
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.periods import Period
    from afpak_claims.records.sources import Source
    from afpak_claims.records.vocabulary import Actor, Caution, Metric, Place
    from afpak_claims.stamps import Stamp

__all__ = ["Trace"]


@dataclass(frozen=True)
class Trace:
    """A claim, where it stands, whom it credits, what others published, and how they compare."""

    claim: Claim
    topic: str
    """Title of the claim's topic."""
    metric: Metric | None
    article: Source
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    credited: tuple[Actor, ...]
    """The actors that the article credits by name."""
    cautions: tuple[Caution, ...]
    comparisons: tuple[tuple[Comparison, Source], ...]
    """Every finding on the claim with its comparison and its source."""
    verdict: Verdict
    attribution_check: AttributionCheck | None
    stamp: Stamp
    dataset: Source
    """The dataset itself, as a source."""

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

    def card(self) -> Card:
        """Return the trace as a card."""
        claim = self.claim
        sections = (
            Section("", tuple(self._claim_lines())),
            Section("Whom the article credits", tuple(self._credit_lines())),
            Section("What was published", tuple(self._finding_lines())),
            Section("How they compare", tuple(self._verdict_lines())),
            Section("What stays open", tuple(self._open_lines())),
            Section("To cite", tuple(self._citation_lines())),
        )
        return Card(
            title=claim.statement,
            subtitle=f"{claim.id} · {self._kind()} · {self.topic}",
            sections=tuple(section for section in sections if section.lines),
            footer=str(self.stamp),
            notice=str(claim.retired or ""),
        )

    def text(self, width: int = 88, *, colour: bool = False) -> str:
        """Return the card for a terminal, wrapped at *width* columns."""
        return self.card().text(width, colour=colour)

    def markdown(self) -> str:
        """Return the card as Markdown."""
        return self.card().markdown()

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
            "article": plain(self.article),
            "verdict": self.verdict,
            "attribution_check": self.attribution_check,
            "findings": [
                {
                    **plain(comparison.finding),
                    "source": plain(source),
                    "decides": comparison.decides,
                    "relation": comparison.gap.relation if comparison.gap else None,
                    "gap": comparison.gap.absolute if comparison.gap else None,
                    "relative_gap": comparison.gap.relative if comparison.gap else None,
                }
                for comparison, source in self.comparisons
            ],
            "sentences": [sentence for _, sentence in self._sentences()],
            "stamp": self.stamp._asdict(),
        }

    def _kind(self) -> str:
        kind = getattr(self.claim, "type", None)
        return f"assertion ({kind})" if kind else "figure"

    def _claim_lines(self) -> list[Line]:
        claim = self.claim
        lines = []
        if isinstance(claim, Figure) and self.metric:
            lines.append(Line("Range", claim.estimate.as_said(self.metric.unit)))
            lines.append(Line("Counts", f"{self.metric.label}: {self.metric.definition}"))
        if claim.period:
            lines.append(Line("Period", _period_with_wording(claim.period)))
        if self.places:
            lines.append(Line("Place", "; ".join(place.name for place in self.places)))
        if self.actors:
            lines.append(Line("About", "; ".join(actor.name for actor in self.actors)))
        at = claim.article
        lines.append(Line("In article", str(at), self.article.addresses))
        if claim.part_of:
            lines.append(Line("Part of", f"{claim.part_of}; the two must not be added"))
        if claim.disputes:
            lines.append(Line("Disputes", claim.disputes))
        return lines

    def _credit_lines(self) -> list[Line]:
        attribution = self.claim.attribution
        if attribution.naming == "named":
            names = " and ".join(actor.name for actor in self.credited)
            lines = [Line("Credited", f"{names}, by name")]
        elif attribution.naming == "generic":
            lines = [Line("Credited", f"{attribution.group}, none of them by name")]
        else:
            lines = [Line("Credited", "nobody; the article says it in its own voice")]
        if self.attribution_check:
            lines.append(Line("Check", ATTRIBUTION_CHECKS[self.attribution_check]))
        lines += [
            _stance_line(comparison.finding, source)
            for comparison, source in self.comparisons
            if comparison.finding.about == "attribution"
        ]
        return lines

    def _finding_lines(self) -> list[Line]:
        lines = []
        by_id = {comparison.finding.id: comparison.finding for comparison, _ in self.comparisons}
        shown = [
            pair
            for pair in self.comparisons
            if pair[0].finding.about != "attribution" and not pair[0].is_input
        ]
        for comparison, source in sorted(shown, key=lambda pair: not pair[0].decides):
            finding = comparison.finding
            if finding.about == "event":
                lines.append(_stance_line(finding, source))
                continue
            lines.append(_value_line(comparison, source, self.metric))
            if finding.inputs:
                parts = [_input_words(by_id[name]) for name in finding.inputs]
                lines.append(Line("", f"Inputs: {'; '.join(parts)}."))
        return lines

    def _verdict_lines(self) -> list[Line]:
        lines = [Line("Verdict", f"{self.verdict}: {VERDICTS[self.verdict]}")]
        if stances := self._stances_beside():
            lines.append(Line("Beside it", stances))
        lines += [Line(label, sentence) for label, sentence in self._sentences()]
        return lines

    def _stances_beside(self) -> str:
        """Count the findings without a range on a figure, which its verdict does not look at."""
        if not isinstance(self.claim, Figure):
            return ""
        counts = Counter(
            c.finding.stance for c, _ in self.comparisons if c.finding.about == "event"
        )
        told = [
            f"{counts[stance]} {one if counts[stance] == 1 else several}"
            for stance, (one, several) in STANCES.items()
            if counts[stance] and stance != "not-found"
        ]
        if not told:
            return ""
        return (
            f"findings without a range, on which a figure's verdict does not rest: "
            f"{', '.join(told)} the claim"
        )

    def _sentences(self) -> list[tuple[str, str]]:
        return [
            (
                RELATIONS[comparison.gap.relation],
                _comparison_sentence(self.claim, comparison, source),
            )
            for comparison, source in self.comparisons
            if comparison.decides and comparison.gap and isinstance(self.claim, Figure)
        ]

    def _open_lines(self) -> list[Line]:
        lines = [Line("Careful", f"{c.id}: {c.definition}") for c in self.cautions]
        if self.claim.note:
            lines.append(Line("Note", self.claim.note))
        return lines

    def _citation_lines(self) -> list[Line]:
        count = len(self.sources)
        more = f"; all {count} sources: afpak-claims cite {self.claim.id}" if count > 1 else ""
        return [
            Line("The claim", reference(self.article)),
            Line(
                "This record",
                f"afpak-claims, data {self.stamp.data_version}, claim {self.claim.id}{more}",
            ),
        ]


def _period_with_wording(period: Period) -> str:
    words = (
        f"{period.in_words()}{HOLDS[period.holds].after_dates if period.holds else ''}"
        if period.edtf
        else period.in_words()
    )
    if period.edtf and period.wording:
        words += f" (“{period.wording}”)"
    return words


def _stance_line(finding: Finding, source: Source) -> Line:
    parts = [
        finding.note or "",
        f"{source.answerable}",
        READINGS[finding.reading] if finding.reading else "",
    ]
    text = " — ".join(part for part in (parts[0], ", ".join(p for p in parts[1:] if p)) if part)
    return Line(str(finding.stance), text, source.addresses)


def _value_line(comparison: Comparison, source: Source, metric: Metric | None) -> Line:
    finding = comparison.finding
    assert finding.estimate is not None  # noqa: S101 - a finding about a value has one
    unit = metric.unit if metric else ""
    facts = [
        finding.estimate.in_words(unit),
        finding.period.in_words() if finding.period else "",
        source.answerable,
        finding.locator or "",
        SCOPES[finding.scope] if finding.scope else "",
        READINGS[finding.reading] if finding.reading else "",
    ]
    text = " · ".join(fact for fact in facts if fact)
    if finding.note:
        text += f". {finding.note}"
    label = RELATIONS[comparison.gap.relation] if comparison.gap else str(finding.scope)
    return Line(label, text, source.addresses)


def _input_words(finding: Finding) -> str:
    assert finding.estimate is not None  # noqa: S101 - the inputs of a sum are values
    when = finding.period.edtf if finding.period else finding.id
    low, high = finding.estimate.lower, finding.estimate.upper
    value = format_number(low or 0) if low == high else f"{low:,.10g}\u2013{high:,.10g}"
    return f"{when} {value}"


def _comparison_sentence(claim: Figure, comparison: Comparison, source: Source) -> str:
    finding, gap = comparison.finding, comparison.gap
    assert gap is not None  # noqa: S101 - only deciding comparisons are put into words
    assert finding.estimate is not None  # noqa: S101 - they hold values
    when = f" for {finding.period.in_words()}" if finding.period else ""
    theirs = f"what {source.answerable} has{when} ({finding.estimate.in_words()})"
    ours = f"The article's {claim.estimate.in_words()}"
    if gap.relation == "overlaps":
        return f"{ours} overlaps {theirs}."
    if gap.absolute == 0:
        return f"{ours} lies just {gap.relation} {theirs}: the bounds touch but share no value."
    share = "" if gap.relative is None else f" or {_percent(gap.relative)}"
    return f"{ours} lies {gap.relation} {theirs}, by {format_number(gap.absolute)}{share}."


def _percent(share: float) -> str:
    percent = share * 100
    return f"{percent:.0f} %" if percent >= 1 else f"{percent:.1g} %"
