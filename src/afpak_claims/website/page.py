"""Page: a whole dataset as one HTML file that loads nothing and opens anywhere.

A pure function of the dataset: no clock, no environment, so the same data makes the same bytes.
Everything can be read without its script; the script only searches, copies and saves.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from afpak_claims.drawings.ranges import (
    Scale,
    lay_estimate,
)
from afpak_claims.evidence.citations.text import reference
from afpak_claims.evidence.dataset import canonical
from afpak_claims.evidence.results import ATTRIBUTION_CHECKS, VERDICTS
from afpak_claims.exports.schema_org import dataset_jsonld
from afpak_claims.records.claims import NAMINGS, Figure
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.periods import HOLDS
from afpak_claims.releases.versions import release_date
from afpak_claims.website.figures import figure_row
from afpak_claims.website.script_data import around, citing, table
from afpak_claims.website.source_list import source_entries
from afpak_claims.website.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jinja2 import Template

    from afpak_claims.cards import Line, Section
    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.evidence.traces import Trace

__all__ = ["page"]

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
_LONGEST_ADDRESS = 30
_LONG = 1000
"""From so many claims on, what is out of sight is laid out only when it comes into sight."""
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
        "article_reference": reference(article),
        "article_addresses": article.addresses,
        "current": current,
        "of_all": _of_all(dataset, current),
        "long": _LONG,
        "retired": _by_topic(dataset, [trace for trace in traces if trace.claim.retired]),
        "figures": [figure_row(trace) for trace in current if isinstance(trace.claim, Figure)],
        "assertions": _by_topic(dataset, assertions),
        "cards": _by_topic(dataset, current),
        "timeline": timeline(current),
        "sources": source_entries(dataset, traces),
        "related": _related(dataset),
        "options": _options(dataset, current),
        "verdicts": VERDICTS,
        "check_words": _check_words(),
        "namings": NAMINGS,
        "holds": {word: wording.short for word, wording in HOLDS.items()},
        "legend": [(words, lay_estimate(mark, _LEGEND_SCALE)) for words, mark in _LEGEND],
        "table": _packed(json.dumps(table(dataset, current), ensure_ascii=False)),
        "citing": _packed(json.dumps(citing(dataset), ensure_ascii=False)),
        "records": _packed(canonical(dataset).decode()),
        "linked_data": _json(_linked_data(dataset)),
    }


def _of_all(dataset: Dataset, current: Sequence[Trace]) -> int | None:
    """Return how many claims there are if the page is of a selection of them, else None."""
    everything = sum(claim.retired is None for claim in dataset.parent or dataset)
    return everything if len(current) < everything else None


def _check_words() -> dict[str, str]:
    """Return each attribution check as a chip names it."""
    return {word: wording.phrase for word, wording in ATTRIBUTION_CHECKS.items()}


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
    return [
        section
        for section in trace.card(full=True, alone=False).sections
        if section.heading != "To cite"
    ]


def _short(address: str) -> str:
    """Return an address as a reader knows it again.

    >>> _short("https://www.example.org/floods/")
    'example.org/floods'
    """
    short = address.partition("://")[2].removeprefix("www.").rstrip("/")
    return short if len(short) <= _LONGEST_ADDRESS else f"{short[: _LONGEST_ADDRESS - 1]}…"


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
        "check": [(word, words) for word, words in _check_words().items() if word in checks],
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
    """Describe the dataset, its claims and their article; the page itself lists the sources."""
    described = dataset_jsonld(dataset)
    article = described["isBasedOn"]["@id"]
    cited = [source for source in described["citation"] if source["@id"] == article]
    return {**described, "citation": cited}


def _json(value: Any) -> Markup:
    return _escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _packed(text: str) -> Markup:
    """Compress what is read only when somebody copies or saves."""
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    return Markup(packed)  # noqa: S704 - letters, digits and three marks


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
