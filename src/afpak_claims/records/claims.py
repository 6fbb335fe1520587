"""The records: what a claim, a finding, a source and a vocabulary word are.

They are standard-library dataclasses, frozen all the way down, which Pydantic validates. Pydantic
itself is imported only when something is validated: a reader who opens a frozen data version,
whose digest proves that it was validated, never waits for it.

The text under each field is the one text from which the schema, the codebook and the help are
made.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    cast,
    get_args,
)

from afpak_claims.records.estimates import Estimate
from afpak_claims.records.periods import Period, bounds
from afpak_claims.records.scalars import (
    Address,
    Digest,
    IsoCode,
    Line,
    Slug,
    Truth,
    Version,
    Whole,
    Word,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from afpak_claims.cards import Card

__all__ = [
    "VOCABULARY",
    "Actor",
    "Article",
    "Assertion",
    "AssertionType",
    "Attribution",
    "Caution",
    "Claim",
    "Fault",
    "Figure",
    "Finding",
    "Header",
    "Licences",
    "Locator",
    "Metric",
    "Name",
    "OutlineSentence",
    "Place",
    "Quantifier",
    "Retired",
    "Source",
    "build",
    "plain",
    "validate",
]


_CONFIG: dict[str, Any] = {"extra": "forbid", "use_attribute_docstrings": True}

T = TypeVar("T")


AssertionType = Literal[
    "event", "causal", "position", "evaluation", "analysis", "prediction", "prescription"
]
Naming = Literal["named", "generic", "none"]
About = Literal["value", "event", "attribution"]
Stance = Literal["supports", "qualifies", "contradicts", "not-found"]
Scope = Literal["same", "narrower", "broader", "different"]
Reading = Literal["primary", "mirror", "secondary", "tertiary", "derived"]
Unit = Literal[
    "people",
    "strikes",
    "incidents",
    "percent",
    "rank",
    "times",
    "years",
    "steps",
    "analysts",
    "events",
]
SourceType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "broadcast",
    "dataset",
    "document",
    "entry-encyclopedia",
    "interview",
    "post",
    "post-weblog",
    "report",
    "speech",
    "webpage",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where in the article a claim stands."""

    __pydantic_config__ = _CONFIG

    paragraph: Whole
    """Number of the paragraph, from 1."""
    sentence: Whole
    """Number of the sentence in its paragraph, from 1."""
    digest: Digest
    """First 16 hex digits of the SHA-256 of the sentence, NFC and white space folded."""

    def __str__(self) -> str:
        """Return the place in words."""
        return f"paragraph {self.paragraph}, sentence {self.sentence} (digest {self.digest})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whom the article credits with a claim."""

    __pydantic_config__ = _CONFIG

    naming: Naming
    """Whether the article names who says it, credits a class of people, or nobody."""
    to: tuple[Slug, ...] = ()
    """The actors credited; given exactly where naming is named."""
    group: Line | None = None
    """The class credited, in our own words; given exactly where naming is generic."""

    def __str__(self) -> str:
        """Return whom the article credits in words."""
        return ", ".join(self.to) or self.group or "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """Why and since when a claim is out of use."""

    __pydantic_config__ = _CONFIG | {
        "alias_generator": lambda name: "in" if name == "in_version" else name
    }

    in_version: Version
    """The data version that retired the claim."""
    reason: Line
    """Why it was retired."""
    replaced_by: Slug | None = None
    """The claim that takes its place, where there is one."""

    def __str__(self) -> str:
        """Return in words since when, why, and what to use instead."""
        instead = f" Use {self.replaced_by!r} instead." if self.replaced_by else ""
        return f"RETIRED in data version {self.in_version}: {self.reason}{instead}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One atomic statement that the article makes."""

    __pydantic_config__ = _CONFIG

    id: Slug
    """The claim's own id; unique and never reused."""
    topic: Slug
    """The topic, which is the name of the file that holds the claim."""
    kind: Literal["figure", "assertion"]
    """figure for a quantity, assertion for everything else."""
    statement: Line
    """What is claimed, as one sentence in our own words."""
    period: Period | None = None
    """When it is claimed to hold; null where the article says nothing of time."""
    places: tuple[Slug, ...] = ()
    """Where; words of the places vocabulary."""
    actors: tuple[Slug, ...] = ()
    """Whom the claim is about; words of the actors vocabulary."""
    article: Locator
    """Where in the article the claim stands."""
    attribution: Attribution
    """Whom the article credits."""
    part_of: Slug | None = None
    """The figure that contains this one, so that the two must not be added."""
    disputes: Slug | None = None
    """The claim that this one rejects."""
    cautions: tuple[Slug, ...] = ()
    """What to be careful about; words of the cautions vocabulary."""
    note: Line | None = None
    """What the article leaves open, second readings, what was carried over."""
    retired: Retired | None = None
    """Set when the claim is out of use; its id still resolves."""

    def __str__(self) -> str:
        """Return the claim as a card for a terminal."""
        return _claim_card(self).text()

    def _repr_html_(self) -> str:
        """Return the claim as a card for a notebook."""
        return _claim_card(self).html()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Claim):
    """A claim that is a quantity."""

    kind: Literal["figure"]
    """figure: the claim is a quantity."""
    metric: Word
    """What is counted or measured; a word of the metrics vocabulary, which gives its unit."""
    estimate: Estimate
    """The range that the article gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion(Claim):
    """A claim that is not a quantity."""

    kind: Literal["assertion"]
    """assertion: the claim is not a quantity."""
    type: AssertionType
    """What sort of assertion it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one independent source reports on what a claim says."""

    __pydantic_config__ = _CONFIG

    id: Slug
    """The finding's own id; unique and never reused."""
    claim: Slug
    """The claim it bears on."""
    about: About
    """Whether it reports a value, an event, or whether the credited source published the claim."""
    source: Slug
    """The source that reports it."""
    locator: Line | None = None
    """Where in the source it stands."""
    estimate: Estimate | None = None
    """The range the source gives; findings about a value only."""
    period: Period | None = None
    """The dates the source gives."""
    stance: Stance | None = None
    """How it bears on the claim; findings about an event or an attribution only."""
    scope: Scope | None = None
    """What the source counts, seen from the claim; findings about a value only."""
    reading: Reading | None = None
    """What was actually read; null only where a publication was looked for and not found."""
    inputs: tuple[Slug, ...] = ()
    """The findings that a derived sum adds up."""
    note: Line | None = None
    """What the source says, why the scope is what it is, what stays open."""

    def __post_init__(self) -> None:
        """Refuse fields that do not fit what the finding is about."""
        fault = _finding_fault(self)
        if fault:
            raise ValueError(fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An author: a person with a family name, or a body as one literal."""

    __pydantic_config__ = _CONFIG

    family: Line | None = None
    """Family name of a person."""
    given: Line | None = None
    """Given names of a person."""
    literal: Line | None = None
    """Name of a body, or of a person whose name has no parts."""

    def __post_init__(self) -> None:
        """Refuse a name that is neither, or both."""
        if (self.family is None) == (self.literal is None) or (self.literal and self.given):
            message = (
                "found no single name; expected family and given, or literal; give one of them"
            )
            raise ValueError(message)

    def in_words(self) -> str:
        """Return the name as it is read."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


def _csl_name(name: str) -> str:
    return {"container_title": "container-title", "url": "URL"}.get(name, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication, described with CSL-JSON names; what is unknown is left out."""

    __pydantic_config__ = _CONFIG | {"alias_generator": _csl_name}

    id: Slug
    """The source's own id."""
    type: SourceType
    """What it is, as CSL names it."""
    title: Line | None = None
    """The printed title; null where it is unknown."""
    author: tuple[Name, ...] = ()
    """Who wrote it; empty where that is unknown."""
    container_title: Line | None = None
    """The newspaper, site or series it appeared in."""
    publisher: Line | None = None
    """Who published it."""
    issued: str | None = None
    """When it was published, as an EDTF string, as precise as known and no more."""
    accessed: str | None = None
    """When it was read, as an EDTF string."""
    url: Address | None = None
    """The publication's own address."""
    archive: Address | None = None
    """The address where it was read, where that differs."""
    licence: Line | None = None
    """The licence that the source states."""
    note: Line | None = None
    """What is unknown, and what to be careful about."""

    def __post_init__(self) -> None:
        """Refuse dates that do not exist."""
        for date in (self.issued, self.accessed):
            if date is not None:
                bounds(date)

    def __str__(self) -> str:
        """Return the source as a card for a terminal."""
        return _source_card(self).text()

    def _repr_html_(self) -> str:
        """Return the source as a card for a notebook."""
        return _source_card(self).html()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """What a figure counts or measures."""

    __pydantic_config__ = _CONFIG

    id: Word
    """The word."""
    label: Line
    """A short label for tables and plots."""
    definition: Line
    """What is counted, and what is not."""
    unit: Unit
    """The unit of every figure of this metric."""
    additive: Truth
    """Whether figures of disjoint periods and places may be added."""
    whole: Truth
    """Whether every value is a whole number and none negative, as counts are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is claimed to hold."""

    __pydantic_config__ = _CONFIG

    id: Slug
    """The word."""
    name: Line
    """The name for people."""
    definition: Line
    """What area is meant."""
    iso: IsoCode | None = None
    """ISO 3166-1 or 3166-2 code; null where none exists."""
    within: Slug | None = None
    """The place that contains it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, body, group or person that acts or is credited."""

    __pydantic_config__ = _CONFIG

    id: Slug
    """The word."""
    name: Line
    """The name for people."""
    definition: Line
    """Who is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantifier:
    """How a phrase of quantity becomes bounds.

    A bound is a number, or N, A or B for the numeral in the phrase, with a factor before it
    where the convention says so: ``0.9 N``.
    """

    __pydantic_config__ = _CONFIG

    id: Slug
    """The word."""
    phrases: tuple[Line, ...]
    """The phrases it covers; N, A and B stand for numerals."""
    definition: Line
    """What it means, and why the bounds are what they are."""
    low: Line | None = None
    """The low bound."""
    best: Line | None = None
    """The best value."""
    high: Line | None = None
    """The high bound."""
    low_open: Truth = False
    """Whether the low bound itself is excluded."""
    high_open: Truth = False
    """Whether the high bound itself is excluded."""
    interpreted: tuple[Literal["low", "high"], ...] = ()
    """The bounds that are convention and not words."""

    def __post_init__(self) -> None:
        """Refuse bounds that no wording could give."""
        fault = _quantifier_fault(self)
        if fault:
            raise ValueError(fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something to be careful about."""

    __pydantic_config__ = _CONFIG

    id: Slug
    """The word."""
    definition: Line
    """What it warns of."""


VOCABULARY: dict[str, Any] = {
    "metrics": Metric,
    "places": Place,
    "actors": Actor,
    "quantifiers": Quantifier,
    "cautions": Caution,
}
"""The record class of each vocabulary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSentence:
    """One sentence of the article, as its digest."""

    __pydantic_config__ = _CONFIG

    paragraph: Whole
    """Number of the paragraph, from 1."""
    sentence: Whole
    """Number of the sentence in its paragraph, from 1."""
    digest: Digest
    """First 16 hex digits of the SHA-256 of the sentence, NFC and white space folded."""
    reason: Line | None = None
    """Why the sentence carries no claim, where it carries none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The outline: the article's sentences as digests, and the article as a source."""

    __pydantic_config__ = _CONFIG

    source: Slug
    """The article's own entry among the sources."""
    sentences: tuple[OutlineSentence, ...]
    """Every sentence of the body, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licences:
    """Under what terms the dataset may be used."""

    __pydantic_config__ = _CONFIG

    records: Line
    """The licence of the records, as an SPDX identifier."""
    code: Line
    """The licence of the code, as an SPDX identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the dataset says of itself."""

    __pydantic_config__ = _CONFIG

    name: Slug
    """A short name for files and citations."""
    title: Line
    """The title."""
    description: Line
    """What is in it, and what it is not."""
    data_version: Version
    """The version that these records are, or are about to be released as."""
    schema_version: Whole
    """The version of the record format."""
    licences: Licences
    """The licences of the records and of the code."""
    url: Address | None = None
    """Where the dataset lives; null where it has no address yet."""


class Fault(NamedTuple):
    """What is wrong with one value, before it is known where in a file that value stands."""

    path: tuple[str | int, ...]
    """Keys and indexes from the top of the file."""
    message: str
    """What was found; what is expected; how to mend it."""


def validate(kind: type[T] | Any, value: object) -> tuple[T | None, list[Fault]]:
    """Turn plain values into a record; return it, or every fault that stands in the way.

    Args:
        kind: One of the record classes, ``Claim``, or a tuple type of one.
        value: Mappings, lists and texts as the YAML reader gives them.

    Returns:
        The record and no faults, or None and at least one fault.
    """
    from pydantic import ValidationError

    try:
        return _adapter(cast("Hashable", kind)).validate_python(value), []
    except ValidationError as error:
        faults = (
            Fault(_path(details), _sentence(details)) for details in error.errors(include_url=False)
        )
        return None, list(dict.fromkeys(faults))


@cache
def _adapter(kind: Any) -> Any:
    from pydantic import Field, TypeAdapter

    def tagged(of: Any) -> Any:
        return Annotated[of, Field(discriminator="kind")]

    if kind is Claim:
        return TypeAdapter(tagged(Figure | Assertion))
    return TypeAdapter(kind)


_TAGS = frozenset({"figure", "assertion", "int", "float"})
_UNKNOWN_FIELD = frozenset({"unexpected_keyword_argument", "extra_forbidden"})


def _path(details: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Return where a value stands, without the names that pydantic gives the members of unions."""
    place: tuple[str | int, ...] = details["loc"]
    last = len(place) - (details["type"] in _UNKNOWN_FIELD)  # a field of a tag's name is a field
    return (*(part for part in place[:last] if part not in _TAGS), *place[last:])


def _sentence(details: Mapping[str, Any]) -> str:
    """Write a fault that pydantic found in the words of this project."""
    context: dict[str, Any] = details.get("ctx", {})
    found = shown(details["input"])
    kind = details["type"]
    if kind == "value_error":
        return str(context["error"])
    if kind in {"missing", "missing_argument", "missing_keyword_only_argument"}:
        return "found nothing; expected this field; add it"
    if kind in _UNKNOWN_FIELD:
        return "found an unknown field; expected only fields of the codebook; rename or delete it"
    if kind == "literal_error":
        return f"found {found}; expected {context['expected']}; choose one of them"
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return (
            f"found {shown(context.get('tag'))} as kind; expected figure or assertion; choose one"
        )
    expected = _EXPECTED.get(kind)
    if expected:
        return f"found {found}; expected {expected}; rewrite it so"
    return str(details["msg"])


_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "dataclass_type": "a map of fields",
    "dataclass_exact_type": "a map of fields",
    "model_attributes_type": "a map of fields",
    "string_unicode": "printable text",
    "mapping_type": "a map of fields",
    "dict_type": "a map of fields",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "finite_number": "a finite number",
    "int_parsing_size": "a number of ordinary size",
}

_ORDER = {
    name: rank
    for rank, name in enumerate(
        ("id", "topic", "kind", "type", "statement", "metric", "estimate", "period")
    )
}


@cache
def field_order(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """Return the fields of a record class in canonical order: attribute, key, default."""
    config = getattr(kind, "__pydantic_config__", {})
    key = config.get("alias_generator", str)
    listed = [
        (f.name, key(f.name), None if f.default is MISSING else f.default) for f in fields(kind)
    ]
    if issubclass(kind, Claim):
        listed.sort(key=lambda f: _ORDER.get(f[0], len(_ORDER)))
    return tuple(listed)


def plain(record: Any) -> Any:
    """Turn a record into plain values in canonical order, leaving out what is at its default.

    >>> plain(Period(edtf="2004/2018", holds="cumulative"))
    {'edtf': '2004/2018', 'holds': 'cumulative'}
    """
    kind: Any = type(record)
    if record is None or kind is str or kind is int or kind is bool:
        return record
    if kind is tuple:
        return [plain(part) for part in record]
    if kind is float:
        return int(record) if record == int(record) else record
    return {
        key: plain(value)
        for name, key, default in field_order(kind)
        if (value := getattr(record, name)) != default
    }


_PARTS: dict[str, type] = {
    "estimate": Estimate,
    "period": Period,
    "article": Locator,
    "attribution": Attribution,
    "retired": Retired,
    "licences": Licences,
    "author": Name,
    "sentences": OutlineSentence,
}


def build(kind: type[T], value: Mapping[str, Any]) -> T:
    """Make a record of plain values that are known to be valid, without pydantic.

    The inverse of `plain`. Values that were not validated belong in `validate`.
    """
    target: Any = kind
    if kind is Claim:
        target = Figure if value["kind"] == "figure" else Assertion
    return target(**dict(_arguments(target, value)))  # type: ignore[no-any-return]


def _arguments(kind: type, value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, key, _ in field_order(kind):
        if key not in value:
            continue
        given = value[key]
        part = _PARTS.get(name)
        if isinstance(given, list):
            yield name, tuple(build(part, item) for item in given) if part else tuple(given)
        else:
            yield name, build(part, given) if part and isinstance(given, dict) else given


_NUMERAL_LETTERS = frozenset({"N", "A", "B"})
_BOUND = re.compile(r"(?:\d{1,9}(?:\.\d{1,9})? )?([NAB])|\d{1,12}(?:\.\d{1,9})?", re.ASCII)


def _quantifier_fault(quantifier: Quantifier) -> str | None:
    given = {name: getattr(quantifier, name) for name in ("low", "best", "high")}
    bounds = {name: text for name, text in given.items() if text is not None}
    if not bounds or not quantifier.phrases:
        return "found no phrase or no bound; expected one of each at least; add it"
    used = set()
    for name, text in bounds.items():
        match = _BOUND.fullmatch(text)
        if not match:
            return f"found {name} {shown(text)}; expected a number, or N, A or B; rewrite it so"
        used |= {match[1]} - {None}
    for phrase in quantifier.phrases:
        letters = [word for word in phrase.split() if word in _NUMERAL_LETTERS]
        if len(set(letters)) < len(letters) or not used <= set(letters):
            return (
                f"found the phrase {shown(phrase)}; expected each letter of the bounds, and no "
                "letter twice; rewrite it so"
            )
    for name in ("low", "high"):
        needed = getattr(quantifier, f"{name}_open") or name in quantifier.interpreted
        if needed and name not in bounds:
            return f"found {name} as open or interpreted and no {name}; expected that bound; add it"
    return None


_ADDRESSES = ("url", "archive")


def _claim_card(claim: Claim) -> Card:
    return _card(
        claim,
        title=claim.statement,
        subtitle=f"{claim.id} · {getattr(claim, 'type', claim.kind)} · {claim.topic}",
        footer=f"To follow it to its evidence: Dataset.trace({claim.id!r})",
        without={"id", "statement", "kind", "type", "topic", "retired"},
    )


def _source_card(source: Source) -> Card:
    return _card(
        source,
        title=source.title or "[title unknown]",
        subtitle=f"{source.id} · {source.type}",
        footer=f"To cite it: cite({source.id!r})",
        without={"id", "title", "type", *_ADDRESSES},
    )


def _card(record: Any, *, title: str, subtitle: str, footer: str, without: set[str]) -> Card:
    """Return the fields of a record, but for some, as the lines of a card."""
    from afpak_claims.cards import Card, Section
    from afpak_claims.cards import Line as Row

    rows = [
        Row(name.replace("_", " "), _in_words(value))
        for name, _, default in field_order(cast("type[Hashable]", type(record)))
        if name not in without and (value := getattr(record, name)) != default
    ]
    addresses = tuple(a for name in _ADDRESSES if (a := getattr(record, name, None)))
    if addresses:
        rows.append(Row("address", "", addresses))
    notice = str(getattr(record, "retired", None) or "")
    return Card(title, subtitle, (Section("", tuple(rows)),), footer, notice)


def _in_words(value: object) -> str:
    if isinstance(value, Name):
        return value.in_words()
    return "; ".join(map(_in_words, value)) if isinstance(value, tuple) else str(value)


def _finding_fault(finding: Finding) -> str | None:
    if finding.about == "value":
        if finding.estimate is None or finding.scope is None:
            return "found a value without estimate or scope; expected both; add them"
        if finding.stance is not None:
            return "found a stance on a value; a range is compared by itself; delete it"
    elif finding.stance is None:
        return f"found no stance; expected one of {', '.join(get_args(Stance))}; add it"
    elif finding.estimate is not None or finding.scope is not None:
        return "found an estimate or a scope; only findings about a value have them; delete it"
    if finding.reading is None and finding.stance != "not-found":
        return "found no reading; expected what was actually read; add it"
    if bool(finding.inputs) != (finding.reading == "derived"):
        return "found inputs without reading derived, or the reverse; expected both; mend one"
    if finding.note is None and (finding.about != "value" or finding.scope != "same"):
        return "found no note; expected what the source says, or why the scope differs; add it"
    return None
