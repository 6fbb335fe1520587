"""Importing: rows of a sheet, or fact-checks of ClaimReview, as the records of a topic."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from afpak_claims.errors import UsageError
from afpak_claims.files.folders import canonical_text
from afpak_claims.records.claims import Assertion, Figure
from afpak_claims.records.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["claims_of_reviews", "claims_of_rows", "topic_file"]

_LISTS = frozenset({"places", "actors", "cautions", "attribution.to"})
_NUMBERS = frozenset({"estimate.low", "estimate.best", "estimate.high"})
_FIELDS = frozenset(
    {
        *_LISTS,
        *_NUMBERS,
        *("id", "kind", "type", "statement", "metric", "short", "event", "part_of", "note"),
        *("estimate.wording", "estimate.low_open", "estimate.high_open"),
        *("period.edtf", "period.holds", "period.wording"),
        *("attribution.naming", "attribution.group"),
    }
)
_FIRST_LINE = 2
"""The line of a sheet that has its first row."""


def claims_of_rows(
    text: str, fields: Mapping[str, str], fixed: Mapping[str, str], base: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return a claim for each row of a sheet of comma-separated values.

    Args:
        text: The sheet; its first line names the columns.
        fields: The column of each field, such as ``estimate.low``.
        fixed: The value of fields that are the same in all rows.
        base: What every claim has besides: its topic and its place in the article.

    Raises:
        UsageError: A column is missing, or a row is no claim; the message names row and field.
    """
    reader = csv.DictReader(io.StringIO(text))
    columns = reader.fieldnames or []
    unknown = sorted({*fields, *fixed} - _FIELDS)
    if unknown:
        message = f"found the field {unknown[0]!r}; expected one of {', '.join(sorted(_FIELDS))}"
        raise UsageError(message)
    missing = [column for column in fields.values() if column not in columns]
    if missing:
        message = (
            f"found no column {missing[0]!r}; expected one of {', '.join(columns)}; correct --map"
        )
        raise UsageError(message)
    claims, faults = [], []
    for line, row in enumerate(reader, start=_FIRST_LINE):
        cells = {field: (row[column] or "").strip() for field, column in fields.items()}
        values = {**fixed, **cells}
        claim = _claim(values, f"{base['topic']}-{line - _FIRST_LINE + 1}", base)
        faults += [f"row {line}, {fault}" for fault in _faults(claim, fields)]
        claims.append(claim)
    if faults:
        raise UsageError("\n".join(faults))
    return claims


def claims_of_reviews(text: str, base: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return an assertion for each ClaimReview of a JSON document of schema.org.

    What was reviewed becomes the statement, the rating and its address the note; who said it is
    told as the group that is credited, until a person names an actor.

    Raises:
        UsageError: The text is no JSON, or has no ClaimReview.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"found no JSON ({error}); expected a document of schema.org; change the path"
        raise UsageError(message) from None
    reviews = [item for item in _items(document) if "claimReviewed" in item]
    if not reviews:
        message = "found no claimReviewed; expected items of the type ClaimReview"
        raise UsageError(message)
    return [_of_review(n, review, base) for n, review in enumerate(reviews, start=1)]


def topic_file(topic: str, title: str, claims: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of a file of claims in canonical form."""
    kept = [{name: value for name, value in claim.items() if name != "topic"} for claim in claims]
    value = {"topic": topic, "title": title, "claims": kept}
    name = f"claims/{topic}.yaml"
    raw = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    return canonical_text(name, raw.encode()) or raw


def _claim(values: Mapping[str, str], name: str, base: Mapping[str, Any]) -> dict[str, Any]:
    claim: dict[str, Any] = {"id": values.get("id") or name}
    for field, value in values.items():
        if not value:
            continue
        above, _, last = field.rpartition(".")
        into = claim.setdefault(above, {}) if above else claim
        into[last] = _listed(value) if field in _LISTS else _number(value, field)
    is_figure = "estimate" in claim
    claim.setdefault("kind", "figure" if is_figure else "assertion")
    if not is_figure:
        claim.setdefault("type", "event")
    if "edtf" in claim.get("period", {}):
        claim["period"].setdefault("holds", "cumulative" if is_figure else "sometime")
    claim.setdefault("attribution", {"naming": "none"})
    return {**claim, **copy.deepcopy(dict(base))}  # YAML would point from one to the other


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip()]


def _number(value: str, field: str) -> str:
    """Return a number as YAML writes it: without the marks between its groups."""
    return value.replace(",", "") if field in _NUMBERS else value


def _faults(claim: Mapping[str, Any], fields: Mapping[str, str]) -> Iterator[str]:
    kind = Figure if claim["kind"] == "figure" else Assertion
    _, problems = validate(kind, dict(claim))
    for path, message in problems:
        field = ".".join(map(str, path))
        column = fields.get(field)
        yield f"{f'column {column!r}' if column else field}: {message}"


def _items(document: Any) -> Iterable[dict[str, Any]]:
    """Iterate over the objects of a JSON-LD document, whichever way they are put together."""
    if isinstance(document, list):
        for part in document:
            yield from _items(part)
    elif isinstance(document, dict):
        yield document
        for name in ("@graph", "itemListElement", "item"):
            yield from _items(document.get(name))


def _of_review(n: int, review: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    said = " ".join(str(review["claimReviewed"]).split()).rstrip(".")
    item = review.get("itemReviewed") or {}
    author = item.get("author") if isinstance(item, dict) else None
    name = author.get("name") if isinstance(author, dict) else None
    date = item.get("datePublished") if isinstance(item, dict) else None
    rating = (review.get("reviewRating") or {}).get("alternateName")
    known = [
        f"The fact-check rates it {rating!r}." if rating else "",
        f"It is at {review['url']}." if review.get("url") else "",
    ]
    day = re.match(r"\d{4}(-\d{2}(-\d{2})?)?", str(date or ""))
    return {
        "id": f"{base['topic']}-{n}",
        "kind": "assertion",
        "type": "event",
        "statement": f"{said}.",
        **({"period": {"edtf": day[0], "holds": "sometime"}} if day else {}),
        "attribution": {"naming": "generic", "group": name} if name else {"naming": "none"},
        **({"note": " ".join(filter(None, known))} if any(known) else {}),
        **copy.deepcopy(dict(base)),
    }
