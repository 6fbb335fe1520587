"""Page: a whole dataset as one HTML file that loads nothing and opens anywhere.

A pure function of the dataset: no clock, no environment, so the same data makes the same bytes.
Everything can be read without its script; the script only searches, copies and saves.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from afpak_claims.drawings.ranges import (
    Scale,
    Track,
    estimate_scale,
    lay_estimate,
    lay_period,
    years,
)
from afpak_claims.evidence import citations
from afpak_claims.evidence.comparison import ATTRIBUTION_CHECKS, VERDICTS
from afpak_claims.evidence.dataset import canonical
from afpak_claims.exports.csv_files import csv_lines
from afpak_claims.exports.schema_org import dataset_jsonld
from afpak_claims.frames.columns import ClaimRow, cells
from afpak_claims.records.claims import NAMINGS, Figure
from afpak_claims.records.estimates import RELATIONS, Estimate
from afpak_claims.records.periods import HOLDS
from afpak_claims.releases.versions import release_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jinja2 import Template

    from afpak_claims.cards import Line, Section
    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.evidence.traces import Trace
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.periods import Period
    from afpak_claims.records.sources import Source

__all__ = ["page"]

_HIDDEN_STYLES = ("markdown", "bibtex", "ris")
_LEGEND = (
    ("a range with both ends given", Estimate(low=1, high=70)),
    ("more than: the end itself is excluded, an arrow has no end", Estimate(low=4, low_open=True)),
    (
        "hatched: read from a phrase, not given in the words",
        Estimate(low=1, high=70, interpreted=("low", "high")),
    ),
    ("a single value", Estimate(best=5)),
)
_LEGEND_SCALE = Scale(0, 100, log=False, ticks=())
_LONGEST_ADDRESS = 48
_LONG = 1000
"""From so many claims on, what is out of sight is laid out only when it comes into sight."""
_SHOWN_OTHERS = 3
"""So many findings that decide nothing are shown at once; more of them fold away."""
_HEAD_SCRIPT = 'document.documentElement.classList.add("script");'


def page(dataset: Dataset, *, date: str | None = None) -> str:
    """Return a dataset as one self-contained HTML page.

    The page has every claim with its card at the anchor ``#<claim id>``, the figures drawn to
    scale beside what was published, the sources, and the data itself to save. It makes no
    request, and its content security policy forbids every one.

    Args:
        dataset: The dataset; a selection of one makes a page of that selection.
        date: When the data version was released, for the footer; left out, it is looked up among
            the released versions.

    Example:
        >>> import afpak_claims as ac
        >>> page(ac.open_dataset().select(topic="displacement")).count("<article ")
        2
    """
    style, script = Markup(_part("page.css")), Markup(_part("page.js"))  # noqa: S704 - our own files
    return _template().render(
        **_contents(dataset),
        date=date or release_date(dataset),
        style=style,
        script=script,
        head_script=Markup(_HEAD_SCRIPT),  # noqa: S704 - our own words
        policy=_policy(style, scripts=(_HEAD_SCRIPT, script)),
    )


def _contents(dataset: Dataset) -> dict[str, Any]:
    traces = [dataset.trace(claim.id) for claim in dataset]
    current = [trace for trace in traces if trace.claim.retired is None]
    assertions = [trace for trace in current if trace.claim.kind == "assertion"]
    article = dataset.sources[dataset.article.source]
    return {
        "dataset": dataset,
        "stamp": dataset.stamp,
        "citation": dataset.citation,
        "article": article,
        "article_reference": citations.reference(article),
        "article_addresses": article.addresses,
        "current": current,
        "long": _LONG,
        "retired": _by_topic(dataset, [trace for trace in traces if trace.claim.retired]),
        "figures": [_figure_row(trace) for trace in current if isinstance(trace.claim, Figure)],
        "assertions": _by_topic(dataset, assertions),
        "cards": _by_topic(dataset, current),
        "timeline": _timeline(current),
        "sources": _source_entries(dataset, traces),
        "related": _related(dataset),
        "options": _options(dataset, current),
        "verdicts": VERDICTS,
        "check_words": _check_words(),
        "namings": NAMINGS,
        "holds": {word: wording.short for word, wording in HOLDS.items()},
        "legend": [(words, lay_estimate(mark, _LEGEND_SCALE)) for words, mark in _LEGEND],
        "index": _json(_index(dataset, current)),
        "table": _json(_table(dataset, current)),
        "citing": _json(_citing(dataset)),
        "records": _escaped(canonical(dataset).decode()),
        "linked_data": _json(_linked_data(dataset)),
    }


def _check_words() -> dict[str, str]:
    """Return each attribution check as a chip names it."""
    return {
        word: f"attribution {wording.partition(':')[0]}"
        for word, wording in ATTRIBUTION_CHECKS.items()
    }


# The figures, drawn to scale


@dataclass(frozen=True, slots=True)
class _Range:
    """One range of a drawing: who gives it, what it says, and where it lies."""

    who: str
    says: str
    when: str
    tag: str | None
    source: str | None
    track: Track


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Ranges on one scale; the first is the claim's."""

    ranges: tuple[_Range, ...]
    scale: Scale
    unit: str


@dataclass(frozen=True, slots=True)
class _FigureRow:
    """A figure with a drawing of what decides and one of what does not."""

    trace: Trace
    deciding: _Drawing
    others: _Drawing | None

    @property
    def folded(self) -> bool:
        """Whether there are so many other findings that they fold away."""
        return self.others is not None and len(self.others.ranges) > _SHOWN_OTHERS + 1


def _figure_row(trace: Trace) -> _FigureRow:
    shown = [pair for pair in trace.comparisons if not pair[0].is_input]
    values = [pair for pair in shown if pair[0].finding.about == "value"]
    others = [pair for pair in values if not pair[0].decides]
    return _FigureRow(
        trace,
        _drawing(trace, [pair for pair in values if pair[0].decides]),
        _drawing(trace, others) if others else None,
    )


def _drawing(trace: Trace, pairs: Sequence[tuple[Comparison, Source]]) -> _Drawing:
    claim = trace.claim
    assert isinstance(claim, Figure)  # noqa: S101 - only figures are drawn
    assert trace.metric is not None  # noqa: S101 - a figure has a metric
    found = [(pair, pair[0].finding.estimate) for pair in pairs]
    estimates = [claim.estimate, *(estimate for _, estimate in found if estimate)]
    scale = estimate_scale(estimates)
    own = _Range(
        "The article",
        claim.estimate.in_words(),
        _when(claim.period),
        None,
        None,
        lay_estimate(claim.estimate, scale),
    )
    ranges = (_range(pair, estimate, scale) for pair, estimate in found if estimate)
    return _Drawing((own, *ranges), scale, trace.metric.unit)


def _range(pair: tuple[Comparison, Source], estimate: Estimate, scale: Scale) -> _Range:
    comparison, source = pair
    finding, gap = comparison.finding, comparison.gap
    return _Range(
        source.answerable,
        estimate.in_words(),
        _when(finding.period),
        RELATIONS[gap.relation] if gap else f"{finding.scope} scope",
        source.id,
        lay_estimate(estimate, scale),
    )


def _when(period: Period | None) -> str:
    return period.in_words() if period else "no date given"


# The timeline


@dataclass(frozen=True, slots=True)
class _Timeline:
    """The dated claims in order of time on one scale, and those without a date."""

    scale: Scale
    dated: tuple[tuple[Trace, Track], ...]
    undated: tuple[Trace, ...]


def _timeline(traces: Sequence[Trace]) -> _Timeline:
    dated = sorted(
        (trace for trace in traces if trace.claim.period and trace.claim.period.edtf),
        key=_chronological,
    )
    scale = years(trace.claim.period for trace in dated if trace.claim.period)
    laid = tuple(
        (trace, lay_period(trace.claim.period, scale)) for trace in dated if trace.claim.period
    )
    ids = {trace.claim.id for trace in dated}
    return _Timeline(scale, laid, tuple(trace for trace in traces if trace.claim.id not in ids))


def _chronological(trace: Trace) -> tuple[str, str]:
    span = _span(trace.claim)
    return span["start"] or "", span["end"] or "9999-12-31"


def _span(claim: Claim) -> dict[str, str | None]:
    """Return the first and last day a claim can hold, as the frames have them."""
    period = claim.period
    start, end = (period.start, period.end) if period else (None, None)
    return {
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
    }


# The claims and the sources


def _by_topic(dataset: Dataset, traces: Iterable[Trace]) -> list[tuple[str, str, list[Trace]]]:
    """Group traces by topic, topics in the order in which the article comes to them."""
    groups: dict[str, list[Trace]] = {}
    for trace in traces:
        groups.setdefault(trace.claim.topic, []).append(trace)
    return [(topic, dataset.topics[topic], members) for topic, members in groups.items()]


def _related(dataset: Dataset) -> dict[str, list[tuple[str, str]]]:
    """Return the claims that each claim is tied to, with how, from both ends."""
    related: dict[str, list[tuple[str, str]]] = {}
    for claim in dataset:
        successor = claim.retired.replaced_by if claim.retired else None
        for other, there, back in (
            (claim.part_of, "part of", "contains"),
            (claim.disputes, "disputes", "disputed by"),
            (successor, "replaced by", "replaces"),
        ):
            if other and other in dataset.claims:
                related.setdefault(claim.id, []).append((there, other))
                related.setdefault(other, []).append((back, claim.id))
    return related


@dataclass(frozen=True, slots=True)
class _SourceEntry:
    """A source with the claims on which it has a finding."""

    source: Source
    reference: str
    is_article: bool
    used_by: tuple[str, ...]

    @property
    def parts(self) -> list[tuple[str, str | None]]:
        """Return the reference in pieces, those that are addresses with where they lead."""
        parts: list[tuple[str, str | None]] = []
        rest = self.reference
        for address in self.source.addresses:
            before, found, rest = rest.partition(address)
            parts += [(before, None), (found, found or None)]
        return [part for part in (*parts, (rest, None)) if part[0]]


def _source_entries(dataset: Dataset, traces: Iterable[Trace]) -> list[_SourceEntry]:
    used: dict[str, dict[str, None]] = {}
    for trace in traces:
        for _, source in trace.comparisons:
            used.setdefault(source.id, {})[trace.claim.id] = None
    entries = (
        _SourceEntry(
            source,
            citations.reference(source),
            source.id == dataset.article.source,
            tuple(used.get(source.id, ())),
        )
        for source in dataset.sources.values()
    )
    return sorted(entries, key=_alphabetical)


def _alphabetical(entry: _SourceEntry) -> tuple[bool, str, str]:
    """Sort by reference, those without an author last."""
    return entry.reference.startswith("["), entry.reference.casefold(), entry.source.id


def _grouped(section: Section) -> list[tuple[str, list[Line]]]:
    """Return the lines of a card's section by label; one without a label belongs to the last."""
    groups: list[tuple[str, list[Line]]] = []
    for line in section.lines:
        if line.label or not groups:
            groups.append((line.label, [line]))
        else:
            groups[-1][1].append(line)
    return groups


def _sections(trace: Trace) -> list[Section]:
    """Return what a card says; how to cite it is told by the page in its own way."""
    return [section for section in trace.card().sections if section.heading != "To cite"]


def _short(address: str) -> str:
    """Return an address as a reader knows it again.

    >>> _short("https://www.example.org/floods/")
    'example.org/floods'
    """
    short = address.partition("://")[2].removeprefix("www.").rstrip("/")
    return short if len(short) <= _LONGEST_ADDRESS else f"{short[: _LONGEST_ADDRESS - 1]}…"


# What the script reads


def _index(dataset: Dataset, traces: Iterable[Trace]) -> list[dict[str, Any]]:
    """Return what each claim is found by."""
    return [
        {
            "id": trace.claim.id,
            "kind": trace.claim.kind,
            "topic": trace.claim.topic,
            "verdict": trace.verdict,
            "check": trace.attribution_check,
            "naming": trace.claim.attribution.naming,
            "to": trace.claim.attribution.to,
            "places": sorted(_around(dataset, trace.claim.places)),
            **_span(trace.claim),
        }
        for trace in traces
    ]


def _table(dataset: Dataset, traces: Iterable[Trace]) -> dict[str, Any]:
    """Return the table of claims as lines of CSV: the names of the columns, a line per claim."""
    found = cells("claims", (ClaimRow(dataset, trace.claim) for trace in traces))
    lines = zip(found["id"], zip(*found.values(), strict=True), strict=True)
    return {
        "head": csv_lines((tuple(found),)),
        "rows": {key: csv_lines((line,)) for key, line in lines},
    }


def _around(dataset: Dataset, places: Iterable[str]) -> set[str]:
    """Return places with all that contain them."""
    around: set[str] = set()
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        within = dataset.places[place].within
        if within and within not in around:
            waiting.append(within)
        around.add(place)
    return around


def _citing(dataset: Dataset) -> dict[str, Any]:
    """Return each source in the styles that the page does not show."""
    return {
        source.id: {
            "csl-json": citations.csl(source),
            **{style: citations.render([source], style) for style in _HIDDEN_STYLES},
        }
        for source in dataset.sources.values()
    } | {"": _dataset_citing(dataset)}


def _dataset_citing(dataset: Dataset) -> dict[str, Any]:
    """Return the dataset itself in every style; each citation of a claim ends with it."""
    source = dataset.as_source()
    styles = ("text", *_HIDDEN_STYLES)
    return {
        "csl-json": citations.csl(source),
        **{style: citations.render([source], style) for style in styles},
    }


def _options(dataset: Dataset, traces: Sequence[Trace]) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter offers: only words that fit at least one claim."""
    claims = [trace.claim for trace in traces]
    verdicts = {trace.verdict for trace in traces}
    checks = {trace.attribution_check for trace in traces}
    namings = {claim.attribution.naming for claim in claims}
    return {
        "kind": [(kind, f"{kind}s") for kind in ("figure", "assertion")],
        "topic": _named(dataset.topics, {claim.topic for claim in claims}),
        "verdict": [(word, word.replace("-", " ")) for word in VERDICTS if word in verdicts],
        "check": [(word, words) for word, words in _check_words().items() if word in checks],
        "naming": [(word, words) for word, words in NAMINGS.items() if word in namings],
        "credited": _named(
            {f"to:{actor.id}": actor.name for actor in dataset.actors.values()},
            {f"to:{actor}" for claim in claims for actor in claim.attribution.to},
        ),
        "place": _named(
            {place.id: place.name for place in dataset.places.values()},
            {place for claim in claims for place in _around(dataset, claim.places)},
        ),
    }


def _named(names: Mapping[str, str], used: set[str]) -> list[tuple[str, str]]:
    return sorted(((word, names[word]) for word in used), key=lambda pair: (pair[1], pair[0]))


def _linked_data(dataset: Dataset) -> dict[str, Any]:
    """Describe the dataset, its claims and their article; the page itself lists the sources."""
    described = dataset_jsonld(dataset)
    article = described["isBasedOn"]["@id"]
    cited = [source for source in described["citation"] if source["@id"] == article]
    return {**described, "citation": cited}


def _json(value: Any) -> Markup:
    return _escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _escaped(text: str) -> Markup:
    """Keep JSON from ending the script element that holds it; it stays the same JSON."""
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - JSON without "<" cannot leave its element


# The template


def _policy(style: str, scripts: Iterable[str]) -> str:
    """Forbid every request and everything that is not exactly ours."""
    allowed = " ".join(map(_hashed, scripts))
    return (
        f"default-src 'none'; img-src data:; style-src {_hashed(style)}; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashed(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _part(name: str) -> str:
    return resources.files("afpak_claims.website").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_part),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "grouped": _grouped,
        "sections": _sections,
        "short": _short,
    }
    return environment.get_template("page.html")
