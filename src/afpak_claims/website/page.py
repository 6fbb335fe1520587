"""Page: a whole dataset as one HTML file that loads nothing and opens anywhere.

A pure function of the dataset: no clock, no environment, so the same data makes the same bytes.
Everything can be read without its script; the script only searches, copies, prints and saves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from afpak_claims.drawings.ranges import MARKS, Scale, lay_estimate
from afpak_claims.evidence.error_reports import blank_report
from afpak_claims.evidence.results import ATTRIBUTION_CHECKS, VERDICTS
from afpak_claims.exports.schema_org import dataset_jsonld
from afpak_claims.records.claims import NAMINGS
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.periods import HOLDS
from afpak_claims.releases.versions import release_date
from afpak_claims.website.claim_cards import claim_views, wordings
from afpak_claims.website.script_data import around, citing, dumped, packed_index, table
from afpak_claims.website.source_list import source_entries
from afpak_claims.website.templates import compact, packed, policy, script, style, template
from afpak_claims.website.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.evidence.traces import Trace
    from afpak_claims.website.claim_cards import ClaimView

__all__ = ["page"]

_LEGEND = (
    (MARKS["range"], Estimate(low=1, high=70)),
    (f"{MARKS['excluded']}; {MARKS['open']}", Estimate(low=4, low_open=True)),
    (MARKS["hatched"], Estimate(low=1, high=70, interpreted=("low", "high"))),
    (MARKS["value"], Estimate(best=5)),
)
_LEGEND_SCALE = Scale(0, 100, log=False, ticks=())
_LONG = 1000
"""From so many claims on, what is out of sight is laid out only when it comes into sight."""
_HEAD_SCRIPT = 'document.documentElement.classList.add("script");'
_OPEN = frozenset({"undecided", "unchecked", "not-checkable"})
"""The verdicts that are no answer."""
_DISPUTED = frozenset({"contradicted", "contested", "mixed"})
"""The verdicts of assertions that stand above the topics."""


def page(dataset: Dataset, *, date: str | None = None) -> str:
    """Return a dataset as one self-contained HTML page.

    The page has a search on top, every claim with its answer and evidence at the anchor
    ``#<claim id>``, the figures drawn to scale beside what was published, the sources, and the
    data itself to save. It makes no request, and its content security policy forbids every one.

    Args:
        dataset: The dataset; a selection of one makes a page of that selection.
        date: When the data version was released, for the footer; left out, it is looked up among
            the released versions.

    Example:
        >>> import afpak_claims as ac
        >>> page(ac.open_dataset().select(topic="displacement")).count("<article ")
        2
    """
    styles, own_script = style("shared.css", "hits.css", "page.css"), script("search.js", "page.js")
    made = template("page.html").render(
        **_contents(dataset),
        date=date or release_date(dataset),
        style=styles,
        script=own_script,
        head_script=Markup(_HEAD_SCRIPT),  # noqa: S704 - our own words
        policy=policy([styles], scripts=(_HEAD_SCRIPT, own_script)),
    )
    return compact(made)


def _contents(dataset: Dataset) -> dict[str, Any]:
    views = claim_views(dataset)
    current = [view for view in views if view.trace.claim.retired is None]
    sources = source_entries(dataset, [view.trace for view in views])
    listed = [entry.source.id for entry in sources]
    traces = [view.trace for view in current]
    figures = _best_first(view for view in current if view.trace.claim.kind == "figure")
    assertions = _best_first(view for view in current if view.trace.claim.kind == "assertion")
    return {
        **wordings(),
        "dataset": dataset,
        "stamp": dataset.stamp,
        "citation": dataset.citation,
        "article": dataset.sources[dataset.article.source],
        "current": current,
        "of_all": _of_all(dataset, traces),
        "long": _LONG,
        "figure_standing": _Standing.of(figures),
        "assertion_standing": _Standing.of(assertions),
        "answered": [view for view in figures if view.trace.verdict not in _OPEN],
        "unanswered": [view for view in figures if view.trace.verdict in _OPEN],
        "disputed": [view for view in assertions if view.trace.verdict in _DISPUTED],
        "topics": _topics(view for view in assertions if view.trace.verdict not in _DISPUTED),
        "retired": [view for view in views if view.trace.claim.retired],
        "timeline": timeline(traces),
        "sources": sources,
        "options": _options(dataset, traces),
        "holds": {word: wording.short for word, wording in HOLDS.items()},
        "legend": [(words, lay_estimate(mark, _LEGEND_SCALE)) for words, mark in _LEGEND],
        "report": blank_report(dataset, "the page"),
        "index": packed_index(dataset),
        "table": packed(dumped(table(dataset, _shown(current), listed))),
        "citing": packed(dumped(citing(dataset, listed))),
        "linked_data": _escaped(dumped(_linked_data(dataset))),
    }


# How it stands


@dataclass(frozen=True, slots=True)
class _Share:
    """The claims of one verdict among others: how many, where the first is, and its bar."""

    verdict: str
    number: int
    first: str
    at: float
    width: float


@dataclass(frozen=True, slots=True)
class _Standing:
    """How many claims there are, and what the answers are."""

    all: int
    answered: int
    shares: tuple[_Share, ...]

    @classmethod
    def of(cls, views: Sequence[ClaimView]) -> _Standing:
        """Count claims that are in the order of their verdicts."""
        counts = Counter(view.trace.verdict for view in views)
        first: dict[str, str] = {}
        for view in views:
            first.setdefault(view.trace.verdict, view.trace.claim.id)
        shares, before = [], 0
        for verdict, number in counts.items():
            at, width = (round(100 * part / len(views), 2) for part in (before, number))
            shares.append(_Share(verdict, number, first[verdict], at, width))
            before += number
        answered = sum(number for verdict, number in counts.items() if verdict not in _OPEN)
        return cls(len(views), answered, tuple(shares))


@dataclass(frozen=True, slots=True)
class _Topic:
    """The assertions of a topic and how they stand."""

    title: str
    views: tuple[ClaimView, ...]

    @property
    def shares(self) -> tuple[_Share, ...]:
        """Return how the assertions of the topic stand."""
        return _Standing.of(self.views).shares


def _best_first(views: Iterable[ClaimView]) -> list[ClaimView]:
    """Sort claims by their verdict, then the largest difference first, then as the article goes."""
    order = list(VERDICTS)

    def rank(view: ClaimView) -> tuple[int, float]:
        return order.index(view.trace.verdict), -(view.trace.result.relative_gap or 0)

    return sorted(views, key=rank)


def _topics(views: Iterable[ClaimView]) -> list[_Topic]:
    """Group assertions by topic; the topic with the most answers comes first."""
    groups: dict[str, list[ClaimView]] = {}
    for view in views:
        groups.setdefault(view.trace.topic, []).append(view)
    topics = [_Topic(title, tuple(members)) for title, members in groups.items()]
    return sorted(topics, key=lambda topic: (-_Standing.of(topic.views).answered, topic.title))


def _shown(views: Iterable[ClaimView]) -> dict[str, dict[str, str]]:
    """Return what the card of each claim shows of it, by the name of its column."""
    return {
        view.trace.claim.id: {
            "statement": view.said,
            "headline": f"{view.said} {view.found}".strip(),
            "note": view.trace.claim.note or "",
        }
        for view in views
    }


def _of_all(dataset: Dataset, current: Sequence[Trace]) -> int | None:
    """Return how many claims there are if the page is of a selection of them, else None."""
    everything = sum(claim.retired is None for claim in dataset.parent or dataset)
    return everything if len(current) < everything else None


def _options(dataset: Dataset, traces: Sequence[Trace]) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter offers: only words that fit at least one claim."""
    claims = [trace.claim for trace in traces]
    verdicts = {trace.verdict for trace in traces}
    checks = {trace.attribution_check for trace in traces}
    namings = {claim.attribution.naming for claim in claims}
    return {
        "kind": [(kind, f"{kind}s") for kind in ("figure", "assertion")],
        "topic": _named(dataset.topics, {claim.topic for claim in claims}),
        "verdict": [(word, VERDICTS[word].phrase) for word in VERDICTS if word in verdicts],
        "check": [(word, its.phrase) for word, its in ATTRIBUTION_CHECKS.items() if word in checks],
        "naming": [(word, words) for word, words in NAMINGS.items() if word in namings],
        "credited": _named(
            {f"to:{actor.id}": actor.name for actor in dataset.actors.values()},
            {f"to:{actor}" for claim in claims for actor in claim.attribution.to},
        ),
        "place": _named(
            {place.id: place.name for place in dataset.places.values()},
            {place for claim in claims for place in around(dataset, claim.places)},
        ),
    }


def _named(names: Mapping[str, str], used: set[str]) -> list[tuple[str, str]]:
    return sorted(((word, names[word]) for word in used), key=lambda pair: (pair[1], pair[0]))


def _linked_data(dataset: Dataset) -> dict[str, Any]:
    """Describe the dataset and its article; its claims and sources are on the page."""
    described = dataset_jsonld(dataset)
    article = described["isBasedOn"]["@id"]
    cited = [source for source in described["citation"] if source["@id"] == article]
    left_out = ("hasPart", "variableMeasured", "spatialCoverage")
    kept = {name: value for name, value in described.items() if name not in left_out}
    return {**kept, "citation": cited}


def _escaped(text: str) -> Markup:
    """Keep JSON from ending the script element that holds it; it stays the same JSON."""
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - JSON without "<" cannot leave its element
