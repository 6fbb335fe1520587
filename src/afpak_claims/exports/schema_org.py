"""JSON-LD: a dataset and its claims in the words of schema.org.

Each claim is a Claim and none a ClaimReview: the dataset rates nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afpak_claims.exports.read_back import write_json_file
from afpak_claims.records.claims import Figure
from afpak_claims.records.header import licence_address
from afpak_claims.releases.versions import release_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.names import Name
    from afpak_claims.records.sources import Source

__all__ = ["dataset_jsonld", "write_jsonld"]

_TYPES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "dataset": "Dataset",
    "entry-encyclopedia": "Article",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "webpage": "WebPage",
}


def dataset_jsonld(dataset: Dataset) -> dict[str, Any]:
    """Describe a dataset and its claims as JSON-LD.

    Claims have the address of the dataset with ``#<claim id>`` after it, sources with
    ``#source_<source id>``, as the anchors of the page are; a dataset without an address has
    these relative to wherever the description is published. Retired claims are left out.

    >>> import afpak_claims as ac
    >>> dataset_jsonld(ac.open_dataset())["@type"]
    'Dataset'
    """
    current = dataset.select()
    header, stamp, base = dataset.header, dataset.stamp, dataset.header.url or ""
    date = release_date(dataset)
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}#page_top",
        "name": header.title,
        "description": header.description,
        "version": stamp.data_version,
        "identifier": stamp.digest,
        "schemaVersion": str(stamp.schema_version),
        "creditText": dataset.citation,
        **({"creator": [_author(name) for name in header.authors]} if header.authors else {}),
        "measurementTechnique": dataset.stamp.made_with,
        "license": licence_address(header.licences.records),
        "isAccessibleForFree": True,
        **({"url": base} if base else {}),
        **({"datePublished": date} if date else {}),
        **_covered(current),
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": metric.label,
                "description": metric.definition,
                "unitText": metric.unit,
            }
            for metric in dataset.metrics.values()
        ],
        "isBasedOn": {"@id": f"{base}#source_{dataset.article.source}"},
        "citation": [_source(source, base) for source in dataset.sources.values()],
        "hasPart": [_claim(current, claim, base) for claim in current],
    }


def write_jsonld(dataset: Dataset, file: Path, step: Callable[[str], object]) -> None:
    """Write the description of a dataset and its claims as a JSON-LD document."""
    step("claims")
    write_json_file(file, dataset_jsonld(dataset), indent=1)


def _covered(dataset: Dataset) -> dict[str, Any]:
    """Say which days and places the claims are about, as far as that is known."""
    periods = [claim.period for claim in dataset if claim.period]
    dated = [(period.start, period.end) for period in periods if period.start or period.end]
    starts, ends = ([day[side] for day in dated] for side in (0, 1))
    places = dict.fromkeys(place for claim in dataset for place in claim.places)
    covered: dict[str, Any] = {}
    if dated:  # one period without an end leaves that of all of them open
        first = None if None in starts else min(day for day in starts if day)
        last = None if None in ends else max(day for day in ends if day)
        if first or last:
            covered["temporalCoverage"] = _interval(first, last)
    if places:
        covered["spatialCoverage"] = [
            {"@type": "Place", "name": dataset.places[place].name} for place in places
        ]
    return covered


def _claim(dataset: Dataset, claim: Claim, base: str) -> dict[str, Any]:
    article = {"@id": f"{base}#source_{dataset.article.source}"}
    about = [dataset.actors[actor].name for actor in claim.actors]
    if isinstance(claim, Figure):
        about.append(dataset.metrics[claim.metric].label)
    period = claim.period
    when = period and (period.start or period.end) and _interval(period.start, period.end)
    places = [{"@type": "Place", "name": dataset.places[name].name} for name in claim.places]
    known = {
        "identifier": claim.id,
        "text": claim.statement,
        "appearance": article,
        "firstAppearance": article,
        "about": [{"@type": "Thing", "name": name} for name in about],
        "temporalCoverage": when,
        "spatialCoverage": places,
        "isPartOf": claim.part_of and {"@id": f"{base}#{claim.part_of}"},
    }
    given = {key: value for key, value in known.items() if value}
    return {"@type": "Claim", "@id": f"{base}#{claim.id}", **given}


def _interval(*days: Any) -> str:
    return "/".join(day.isoformat() if day else ".." for day in days)


def _source(source: Source, base: str) -> dict[str, Any]:
    known = {
        "name": source.title,
        "description": source.note,
        "author": [_author(name) for name in source.author],
        "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
        "isPartOf": source.container_title
        and {"@type": "CreativeWork", "name": source.container_title},
        "datePublished": _date(source.issued),
        "url": source.url,
        "archivedAt": source.archive,
        "license": source.licence,
    }
    given = {key: value for key, value in known.items() if value}
    kind = _TYPES.get(source.type, "CreativeWork")
    return {"@type": kind, "@id": f"{base}#source_{source.id}", **given}


def _author(name: Name) -> dict[str, str]:
    """Describe an author; whether a name without parts is a person's is unknown."""
    kind = "Person" if name.family else "Thing"
    return {"@type": kind, "name": name.in_words()}


def _date(edtf: str | None) -> str | None:
    """Return a date where it is a plain one; schema.org has no words for doubt or ranges."""
    plain = edtf is not None and all(sign.isdecimal() or sign == "-" for sign in edtf)
    return edtf if plain else None
