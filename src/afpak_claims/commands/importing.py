"""Importing: rows of a sheet, or fact-checks of ClaimReview, as records of claims and sources."""

from __future__ import annotations

import copy
import csv
import io
import itertools
import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from afpak_claims.errors import UsageError
from afpak_claims.files.article_text import FULL_STOPS
from afpak_claims.files.folders import canonical_text
from afpak_claims.files.quantity_phrases.conventions import ENGLISH
from afpak_claims.files.quantity_phrases.tables import table_of
from afpak_claims.files.quantity_phrases.tokens import normal, read_digits
from afpak_claims.files.rules.duplicates import page_of
from afpak_claims.files.strict_yaml import write
from afpak_claims.records.claims import Assertion, Figure
from afpak_claims.records.sources import Source
from afpak_claims.records.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from afpak_claims.files.quantity_phrases.conventions import Writing

__all__ = [
    "claims_of_reviews",
    "claims_of_rows",
    "separator_of",
    "sources_file",
    "sources_of_reviews",
    "topic_file",
]

_LISTS = frozenset({"places", "actors", "cautions", "attribution.to"})
_BOUNDS = frozenset({"low", "best", "high"})
_OF_BOUNDS = frozenset(f"estimate.{bound}" for bound in _BOUNDS)
_NUMBERS = _OF_BOUNDS | {"estimate.level"}
_FIELDS = frozenset(
    {
        *_LISTS,
        *_NUMBERS,
        *("id", "kind", "type", "statement", "metric", "reference", "short", "event"),
        *("part_of", "note"),
        *("estimate.wording", "estimate.low_open", "estimate.high_open"),
        *("period.edtf", "period.holds", "period.wording"),
        *("attribution.naming", "attribution.group"),
    }
)
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
"""What may separate the cells of a sheet, and its name."""
_QUESTIONS = ("?", "\u061f", "\uff1f")


def separator_of(text: str) -> str:
    """Return the name of what separates the cells of a sheet: what its first line has most of.

    >>> separator_of("What;Killed, at least;When")
    'semicolons'
    """
    return _SEPARATORS[_separator(text)]


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=text.partition("\n")[0].count)


def claims_of_rows(
    text: str,
    fields: Mapping[str, str],
    fixed: Mapping[str, str],
    base: Mapping[str, Any],
    writing: Writing = ENGLISH,
) -> list[dict[str, Any]]:
    """Return a claim for each row of a sheet of values separated by commas, semicolons or tabs.

    Args:
        text: The sheet; its first line names the columns.
        fields: The column of each field, such as ``estimate.low``.
        fixed: The value of fields that are the same in all rows.
        base: What every claim has besides: its topic and its place in the article.
        writing: How the dataset writes numbers: ``70,8`` is 70.8 only where it says so.

    Raises:
        UsageError: A column is missing, or a row is no claim; the message names line and column.
    """
    text = text.removeprefix("\ufeff")
    reader = csv.DictReader(io.StringIO(text), delimiter=_separator(text))
    columns = reader.fieldnames or []
    unknown = sorted({*fields, *fixed} - _FIELDS)
    if unknown:
        message = f"found the field {unknown[0]!r}; expected one of {', '.join(sorted(_FIELDS))}"
        raise UsageError(message)
    missing = [column for column in fields.values() if column not in columns]
    if missing:
        message = (
            f"found no column {missing[0]!r} in a first line separated by {separator_of(text)}; "
            f"expected one of {', '.join(columns)}; correct --map"
        )
        raise UsageError(message)
    claims: list[dict[str, Any]] = []
    faults: list[str] = []
    lines: dict[str, int] = {}
    line = reader.line_num + 1
    for n, row in enumerate(reader, start=1):
        claim, found = _claim_of_row(row, fields, fixed, f"{base['topic']}-{n}", base, writing)
        first = lines.setdefault(claim["id"], line)
        if first != line:
            found.append(f"id: found {claim['id']!r} again, as in line {first}; rename one")
        faults += [f"line {line}, {fault}" for fault in found]
        claims.append(claim)
        line = reader.line_num + 1
    if faults:
        raise UsageError("\n".join(faults))
    if not claims:
        message = "found no row; expected one or more below the line that names the columns"
        raise UsageError(message)
    return claims


def claims_of_reviews(text: str, base: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return an assertion for each ClaimReview of a JSON document of schema.org.

    What was reviewed becomes the statement, the rating and its address the note; who said it is
    told as the group that is credited, until a person names an actor.

    Raises:
        UsageError: The text is no JSON, has no ClaimReview, or reviews something that is no
            statement; the message names the item.
    """
    return [_of_review(n, review, base) for n, review in enumerate(_reviews(text), start=1)]


def sources_of_reviews(text: str, topic: str, known: Iterable[Source]) -> list[dict[str, Any]]:
    """Return a source for each address at which the ClaimReviews of a JSON document stand.

    A source has what the document says of it, title, author, publisher and day, and no more.

    Args:
        text: The document.
        topic: The topic of the claims, with which the ids of the sources begin.
        known: The sources that the dataset has; none of their addresses is returned again.

    Raises:
        UsageError: The text is no JSON, has no ClaimReview, or an item says something of its
            address that no source can have; the message names the item.
    """
    known = tuple(known)
    seen = {page_of(address) for source in known for address in source.addresses}
    free = (f"{topic}-source-{n}" for n in itertools.count(1))
    ids = {source.id for source in known}
    sources = []
    for n, review in enumerate(_reviews(text), start=1):
        address = review.get("url")
        if not isinstance(address, str) or "://" not in address or page_of(address) in seen:
            continue
        seen.add(page_of(address))
        source = _source_of(review, next(name for name in free if name not in ids))
        _, problems = validate(Source, source)
        for path, message in problems:
            told = f"item {n}: {'.'.join(map(str, path))}: {message}"
            raise UsageError(told)
        sources.append(source)
    return sources


def sources_file(known: str, sources: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of sources.yaml with more sources below those that it has.

    Raises:
        DataError: The file cannot be read.
        UsageError: It is not valid.
    """
    before = canonical_text("sources.yaml", known.encode())
    if before is None:
        message = "found problems in sources.yaml; expected none; run 'afpak-claims check'"
        raise UsageError(message)
    added = write({"sources": list(sources)})
    if before.endswith("sources: []\n"):
        return before.removesuffix("sources: []\n") + added
    return before + added.replace("sources:\n", "\n", 1)


def topic_file(topic: str, title: str, claims: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of a file of claims in canonical form."""
    kept = [{name: value for name, value in claim.items() if name != "topic"} for claim in claims]
    value = {"topic": topic, "title": title, "claims": kept}
    name = f"claims/{topic}.yaml"
    raw = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    return canonical_text(name, raw.encode()) or raw


def _claim_of_row(  # noqa: PLR0913, PLR0917 - what a row needs
    row: Mapping[str, str],
    fields: Mapping[str, str],
    fixed: Mapping[str, str],
    name: str,
    base: Mapping[str, Any],
    writing: Writing,
) -> tuple[dict[str, Any], list[str]]:
    """Return the claim of a row, and what is wrong with it."""
    if None in row:
        surplus = "found more cells than columns; put a cell that has the separator in quotes"
        return {"id": name}, [surplus]
    cells = {field: " ".join((row[column] or "").split()) for field, column in fields.items()}
    values = {**fixed, **cells}
    unread = {
        field: value
        for field, value in values.items()
        if field in _NUMBERS and value and _number(value, writing) is None
    }
    if unread:
        example = "1.234,5" if _mark(writing) == "," else "1,234.5"
        return {"id": values.get("id") or name}, [
            f"{_column(field, fields)}: found {value!r}; expected a number as the dataset writes "
            f"it, such as {example}; correct the cell, or decimal or language in dataset.yaml"
            for field, value in unread.items()
        ]
    claim = _claim(values, name, base, writing)
    return claim, list(_faults(claim, fields))


def _claim(
    values: Mapping[str, str], name: str, base: Mapping[str, Any], writing: Writing
) -> dict[str, Any]:
    claim: dict[str, Any] = {"id": values.get("id") or name}
    for field, value in values.items():
        if not value:
            continue
        above, _, last = field.rpartition(".")
        into = claim.setdefault(above, {}) if above else claim
        into[last] = (
            _listed(value)
            if field in _LISTS
            else _number(value, writing)
            if field in _NUMBERS
            else value
        )
    is_figure = "estimate" in claim or "metric" in claim or claim.get("kind") == "figure"
    claim.setdefault("kind", "figure" if is_figure else "assertion")
    if not is_figure:
        claim.setdefault("type", "event")
    if "edtf" in claim.get("period", {}):
        claim["period"].setdefault("holds", "cumulative" if is_figure else "sometime")
    claim.setdefault("attribution", {"naming": "none"})
    return {**claim, **copy.deepcopy(dict(base))}  # YAML would point from one to the other


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip()]


def _mark(writing: Writing) -> str | None:
    return writing.decimal or table_of(writing.language).decimal


def _number(value: str, writing: Writing) -> str | None:
    """Return a number as YAML writes it, or None where it is not certain which one it is."""
    written = normal(value).strip()
    digits = written.lstrip("-")
    read = read_digits(digits, _mark(writing)) if len(written) - len(digits) <= 1 else None
    if read is None:
        return None
    return f"{'-' if written != digits else ''}{read}"


def _column(field: str, fields: Mapping[str, str]) -> str:
    """Name the column that has a field or a part of it; the field, where no column has."""
    mapped = [each for each in fields if each == field or each.startswith(f"{field}.")]
    return f"column {fields[mapped[0]]!r}" if mapped else field


def _faults(claim: Mapping[str, Any], fields: Mapping[str, str]) -> Iterator[str]:
    if claim["kind"] == "figure" and not claim.get("estimate", {}).keys() & _BOUNDS:
        yield _without_bound(fields)
        return
    kind = Figure if claim["kind"] == "figure" else Assertion
    _, problems = validate(kind, dict(claim))
    for path, message in problems:
        yield f"{_column('.'.join(map(str, path)), fields)}: {message}"


def _without_bound(fields: Mapping[str, str]) -> str:
    """Say what to do about a figure that has no bound: its cells are empty, or none is mapped."""
    columns = [repr(column) for field, column in fields.items() if field in _OF_BOUNDS]
    if not columns:
        return "estimate: found no bound; expected estimate.low, best or high; map one with --map"
    if len(columns) == 1:
        return (
            f"column {columns[0]}: found an empty cell; expected a number; fill it in, or delete "
            "the row"
        )
    return (
        f"columns {', '.join(columns)}: found empty cells; expected a number in one of them at "
        "least; fill one in, or delete the row"
    )


def _reviews(text: str) -> list[dict[str, Any]]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"found no JSON ({error}); expected a document of schema.org; change the path"
        raise UsageError(message) from None
    reviews = [item for item in _items(document) if "claimReviewed" in item]
    if not reviews:
        message = "found no claimReviewed; expected items of the type ClaimReview"
        raise UsageError(message)
    return reviews


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
    item = _first(review.get("itemReviewed"))
    name = " and ".join(_names(item.get("author")))
    rating = next(iter(_names(review.get("reviewRating"), "alternateName")), None)
    known = [
        f"The fact-check rates it {rating!r}." if rating else "",
        f"It is at {review['url']}." if isinstance(review.get("url"), str) else "",
    ]
    day = _day(item)
    return {
        "id": f"{base['topic']}-{n}",
        "kind": "assertion",
        "type": "event",
        "statement": _statement(n, review["claimReviewed"]),
        **({"period": {"edtf": day, "holds": "sometime"}} if day else {}),
        "attribution": {"naming": "generic", "group": name} if name else {"naming": "none"},
        **({"note": " ".join(filter(None, known))} if any(known) else {}),
        **copy.deepcopy(dict(base)),
    }


def _source_of(review: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the source of a review; its author is a publisher where it is no person."""
    authors = review.get("author")
    authors = authors if isinstance(authors, list) else [authors]
    bodies = [author for author in authors if _is_body(author)]
    publishers = _names(review.get("publisher")) or _names(bodies)
    title = next(iter(_names(review, "name") + _names(review, "headline")), None)
    writers = _names([author for author in authors if not _is_body(author)])
    known = {
        "title": title,
        "author": [{"literal": writer} for writer in writers],
        "publisher": " and ".join(publishers),
        "issued": _day(review),
    }
    return {
        "id": name,
        "type": "webpage",
        **{field: value for field, value in known.items() if value},
        "URL": review["url"],
    }


def _is_body(author: Any) -> bool:
    return isinstance(author, dict) and str(author.get("@type")).endswith("Organization")


def _day(item: Mapping[str, Any]) -> str | None:
    """Return the day, month or year of an item of schema.org, whose time of day is left out."""
    day = re.match(r"\d{4}(-\d{2}(-\d{2})?)?(?!\d)", str(item.get("datePublished") or ""))
    return day[0] if day else None


def _statement(n: int, value: Any) -> str:
    """Return what was reviewed as a statement, with the full stop of its script."""
    said = " ".join(value.split()) if isinstance(value, str) else ""
    if not said.rstrip(".!?\u061f\uff1f\u2026 "):
        message = (
            f"item {n}: found {value!r} in claimReviewed; expected a statement; "
            "fill it in, or delete the item"
        )
        raise UsageError(message)
    if said.endswith(_QUESTIONS):
        message = (
            f"item {n}: found the question {said!r} in claimReviewed; expected a statement; "
            "say in the file what was claimed"
        )
        raise UsageError(message)
    return said if said.endswith(FULL_STOPS) else f"{said.rstrip('!')}."


def _first(value: Any) -> Mapping[str, Any]:
    """Return the first object of a value of JSON-LD, which may be one or a list of them."""
    values = value if isinstance(value, list) else [value]
    return next((each for each in values if isinstance(each, dict)), {})


def _names(value: Any, key: str = "name") -> list[str]:
    """Return the names in a value of JSON-LD: a text, an object that has one, or a list."""
    values = value if isinstance(value, list) else [value]
    found = [each.get(key) if isinstance(each, dict) else each for each in values]
    return [" ".join(each.split()) for each in found if isinstance(each, str) and each.strip()]
