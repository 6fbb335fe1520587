"""Dataset: the records of one folder or one frozen version, immutable, to look up and select.

What computes verdicts and prints cards is loaded on first use: a released version has its results
with it, and a frame of one needs neither.
"""

from __future__ import annotations

import dataclasses
import gc
import hashlib
import inspect
import json
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar, get_args, overload

from afpak_claims.errors import UndatedWarning, UnknownValueError, UsageError
from afpak_claims.evidence.results import (
    HEADLINES_SINCE,
    VERDICTS,
    ClaimResult,
    FindingResult,
    Results,
    result_of,
)
from afpak_claims.records.claims import Claim, Figure
from afpak_claims.records.header import Article, Header
from afpak_claims.records.periods import Period, bounds
from afpak_claims.records.plain_values import build, plain, sort_key
from afpak_claims.records.registry import COLLECTIONS
from afpak_claims.records.sources import Source
from afpak_claims.stamps import METHOD, SCHEMA_VERSION, Stamp

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from afpak_claims import filter_values as words
    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.traces import Trace
    from afpak_claims.files.drafts import Draft
    from afpak_claims.files.quantity_phrases.conventions import Writing
    from afpak_claims.method.terms import World
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.vocabulary import Actor, Caution, Metric, Place, Quantifier, Unit

__all__ = [
    "DRAFT",
    "UNDATED",
    "Dataset",
    "Known",
    "Undated",
    "canonical",
    "contents",
    "parsed",
    "span_of",
    "warn_caller",
]

T = TypeVar("T")
D = TypeVar("D")

DRAFT = "draft"
"""The version name of a YAML tree, which no digest protects."""

Undated = Literal["exclude", "include", "only"]
UNDATED: tuple[Undated, ...] = get_args(Undated)
"""What may become of claims without a date in a selection."""


_LISTED_IDS = 3


class Records(Mapping[str, T], Generic[T]):
    """Records by id; those of a release are made from plain values when somebody asks for one.

    >>> Records.of("units", {"a": 1, "b": 2})
    <2: 'a', 'b'>
    """

    __slots__ = ("_kind", "_made", "_name", "_selected_from", "_values", "_whole")

    def __init__(
        self,
        name: str,
        kind: type[T] | None,
        values: Iterable[Mapping[str, Any]],
        made: Mapping[str, T] | None = None,
        selected_from: Mapping[str, T] | None = None,
    ) -> None:
        """Keep plain values that are known to be valid, or records that are made already."""
        self._name, self._kind = name, kind
        self._selected_from = selected_from or {}
        self._values: Mapping[str, Any] = made or {value["id"]: value for value in values}
        self._made: dict[str, T] = dict(made or {})
        self._whole: Mapping[str, T] = self

    @classmethod
    def of(
        cls, name: str, records: Mapping[str, T], selected_from: Mapping[str, T] | None = None
    ) -> Records[T]:
        """Keep records that are made already, and those that they were selected from."""
        return cls(name, None, (), records, selected_from)

    def part(self, keys: Iterable[str], selected_from: Mapping[str, T]) -> Records[T]:
        """Return some of the records; what is made of them is made for these too."""
        part: Records[T] = Records(self._name, self._kind, (), None, selected_from)
        part._values = {key: self._values[key] for key in keys}
        part._made, part._whole = self._made, self._whole
        return part

    def is_part_of(self, other: Mapping[str, Any]) -> bool:
        """Whether `part` took these from others, in one step or several."""
        return self._whole is other

    def peeked(self, *fields: str) -> Iterator[tuple[Any, ...]]:
        """Yield each id with the values of some fields, and make no record for it."""
        for key, value in self._values.items():
            get = value.get if isinstance(value, dict) else partial(getattr, value)
            yield (key, *(get(name, None) for name in fields))

    def __getitem__(self, key: str) -> T:
        """Return one record.

        Raises:
            UnknownValueError: There is none; the message names why it is retired, or the nearest.
        """
        if key not in self._values:
            kind = self._name.removesuffix("s")
            left_out = self._selected_from.get(key)
            found = "" if left_out is None else _found_instead(kind, kind, left_out)
            raise UnknownValueError(kind, str(key), self, found)
        if key not in self._made:
            assert self._kind is not None  # noqa: S101 - else every record is made
            self._made[key] = build(self._kind, self._values[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        """Whether there is a record of this id."""
        return key in self._values

    @overload
    def get(self, key: str, /) -> T | None: ...
    @overload
    def get(self, key: str, /, default: D) -> T | D: ...
    def get(self, key: str, /, default: object = None) -> object:
        """Return one record, or a default, without looking for the nearest id."""
        return self[key] if key in self._values else default

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._values)

    def __repr__(self) -> str:
        """Return how many there are, and the first ids."""
        first = ", ".join(repr(key) for key in islice(self, _LISTED_IDS))
        more = ", …" if len(self) > _LISTED_IDS else ""
        return f"<{len(self)}: {first}{more}>" if len(self) else "<0>"


def _peeked(records: Mapping[str, Any], *fields: str) -> Iterator[tuple[Any, ...]]:
    known = records if isinstance(records, Records) else Records.of("", records)
    return known.peeked(*fields)


def _part(
    name: str, records: Mapping[str, T], keys: Iterable[str], selected_from: Mapping[str, T]
) -> Records[T]:
    known = records if isinstance(records, Records) else Records.of(name, records)
    return known.part(keys, selected_from)


def _found_instead(asked: str, kind: str, record: Any) -> str:
    """Say why a claim, finding or source is not among what was asked for."""
    if kind in asked:
        return str(record.retired or "this selection leaves it out")
    if record.retired:
        return f"it is a {kind}, {record.retired}"
    if kind == "finding":
        return f"it is a finding on the claim {record.claim!r}"
    return f"it is a {kind}"


class Known(NamedTuple):
    """What is known of the records that a dataset was opened with."""

    digest: str
    """Their digest."""
    parts: tuple[Any, ...]
    """The records themselves, by which a change in memory is seen."""
    results: Results | None = None
    """The results that were frozen with them; None where they are computed."""
    note: str = ""
    """What sets the dataset apart from a release."""
    released: str | None = None
    """The day on which they were released; None where they were not, or the day is not known."""


@dataclass(frozen=True, repr=False, eq=False)
class Dataset:
    """The records behind the frames: immutable, to look up, select and trace.

    >>> import afpak_claims as ac
    >>> ac.open_dataset()["drone-strikes-count"].estimate.in_words()
    'more than 430'
    """

    version: str
    """The data version, or ``draft`` for a YAML tree."""
    header: Header
    article: Article
    topics: Mapping[str, str]
    """Title of each topic, by topic."""
    claims: Mapping[str, Claim]
    """Every claim by id, retired ones too, in article order."""
    findings: Mapping[str, Finding]
    sources: Mapping[str, Source]
    metrics: Mapping[str, Metric]
    units: Mapping[str, Unit]
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    quantifiers: Mapping[str, Quantifier]
    cautions: Mapping[str, Caution]
    known: Known | None = None
    """What is known of the records; None where they are a draft."""
    parent: Dataset | None = None
    """The dataset that this is a selection of; None where nothing was left out."""

    @classmethod
    def from_draft(cls, draft: Draft) -> Dataset:
        """Make a dataset of a draft without problems."""
        assert draft.header is not None  # noqa: S101 - a draft without problems has both
        assert draft.article is not None  # noqa: S101 - likewise
        collections: dict[str, Any] = {
            name: Records.of(
                name,
                {
                    e.record.id: e.record
                    for e in sorted(getattr(draft, name), key=lambda e: sort_key(e.record))
                },
            )
            for name in COLLECTIONS
        }
        return cls(
            version=DRAFT,
            header=draft.header.record,
            article=draft.article.record,
            topics=Records.of("topics", dict(sorted(draft.topics.items()))),
            **collections,
        )

    @classmethod
    def from_contents(  # noqa: PLR0913, PLR0917 - each is a part of what a release is
        cls,
        contents: Mapping[str, Any],
        version: str,
        digest: str,
        results: Results | None = None,
        note: str = "",
        released: str | None = None,
    ) -> Dataset:
        """Make a dataset of canonical contents that a digest has proved whole."""
        header = {**contents["dataset"], "data_version": version}
        collections: dict[str, Any] = {
            name: Records(name, kind, contents[name]) for name, kind in COLLECTIONS.items()
        }
        made = cls(
            version=version,
            header=build(Header, header),
            article=build(Article, contents["article"]),
            topics=Records.of("topics", contents["topics"]),
            **collections,
        )
        return dataclasses.replace(made, known=Known(digest, made._parts, results, note, released))

    @property
    def _parts(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in _PARTS)

    @cached_property
    def is_changed(self) -> bool:
        """Whether a record was changed, added or left out in memory since it was opened.

        A selection leaves records out and is no change.
        """
        if self.known is None:
            return False
        for name, mine, opened in zip(_PARTS, self._parts, self.known.parts, strict=True):
            if mine is opened:
                continue
            selected = self.parent is not None and name in {"claims", "findings", "sources"}
            if selected and isinstance(mine, Records) and mine.is_part_of(opened):
                continue
            if not selected or any(opened.get(key) is not part for key, part in mine.items()):
                return True
        return False

    @cached_property
    def digest(self) -> str:
        """``sha256:`` and the SHA-256 of the canonical form of all records."""
        if self.known is not None and not self.is_changed:
            return self.known.digest
        return f"sha256:{hashlib.sha256(canonical(self)).hexdigest()}"

    @property
    def results(self) -> Results | None:
        """The results that were frozen with the records; None where they are computed."""
        return self.known.results if self.known and not self.is_changed else None

    @property
    def stamp(self) -> Stamp:
        """The versions and the digest that every result made of this dataset carries."""
        if self.is_changed:
            note = "changed in memory; not a released version"
        else:
            note = self.known.note if self.known else ""
        return Stamp(
            self.version,
            self.digest,
            self.header.schema_version,
            method=self.results.method if self.results else METHOD,
            name=self.header.name,
            note=note,
        )

    @property
    def unselected(self) -> Dataset | None:
        """The parent, by the name that it had in 1.1.0."""
        return self.parent

    @property
    def citation(self) -> str:
        """One line that cites the dataset itself."""
        stamp = self.stamp
        authors = ", ".join(map(str, self.header.authors))
        return (
            f"{authors and f'{authors}: '}{self.header.title} "
            f"({self.header.name}, data version {stamp.data_version}, {stamp.digest})."
        )

    @property
    def own_id(self) -> str:
        """The id by which the dataset itself is cited: its name, unless a record has that id."""
        name = self.header.name
        while name in self.sources or name in self.claims:
            name += "-data"
        return name

    def as_source(self) -> Source:
        """Return the dataset as a source, so that it can be cited like the others.

        Its container names the versions, its note has the whole digest: formats for citations
        have no other room for them. It is dated by the release of its version; a draft has no date.
        """
        return Source(
            id=self.own_id,
            type="dataset",
            title=self.header.title,
            author=self.header.authors,
            issued=self.known.released if self.known and not self.is_changed else None,
            container_title=str(self.stamp),
            publisher=self.header.name,
            url=self.header.url,
            licence=self.header.licences.records,
            note=(
                f"Data version {self.stamp.data_version}, schema {self.stamp.schema_version}, "
                f"method {self.stamp.method}, package {self.stamp.package_version}, "
                f"{self.stamp.digest}"
            ),
        )

    def __len__(self) -> int:
        """Return the number of claims, retired ones included."""
        return len(self.claims)

    def __iter__(self) -> Iterator[Claim]:
        """Iterate over the claims in article order."""
        return iter(self.claims.values())

    def __contains__(self, claim: object) -> bool:
        """Whether this dataset has a claim, given as its id or as the claim itself."""
        if isinstance(claim, Claim):
            return self.claims.get(claim.id) == claim
        return claim in self.claims

    def get(self, claim_id: str, default: Claim | None = None) -> Claim | None:
        """Return a claim, or a default where there is none."""
        return self.claims.get(claim_id, default)

    def __eq__(self, other: object) -> bool:
        """Whether two datasets have the same records, version and results."""
        if not isinstance(other, Dataset):
            return NotImplemented
        return self is other or (
            (self.stamp, [*self.claims], [*self.findings])
            == (other.stamp, [*other.claims], [*other.findings])
        )

    def __hash__(self) -> int:
        """Return a hash that equal datasets share."""
        return hash((self.stamp, len(self.claims)))

    def __copy__(self) -> Dataset:
        """Return the dataset itself, which nothing can change."""
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Dataset:
        """Return the dataset itself, which nothing can change."""
        return self

    def __getitem__(self, claim_id: str) -> Claim:
        """Return a claim, retired or not.

        Raises:
            UnknownValueError: This dataset has no such claim; the message names the nearest.
        """
        try:
            return self.claims[claim_id]
        except KeyError:
            kind = "claim"
            raise self.unknown(kind, claim_id, self.claims) from None

    def unknown(self, kind: str, record_id: str, known: Iterable[str]) -> UnknownValueError:
        """Return the error that says what an id is that is none of a kind.

        It names why the record is retired, or of which other kind it is, or the nearest known ids.
        """
        whole = self.parent or self
        for name in ("claims", "findings", "sources"):
            if record_id in getattr(whole, name):
                record = getattr(whole, name)[record_id]
                found = _found_instead(kind, name.removesuffix("s"), record)
                return UnknownValueError(kind, record_id, known, found)
        return UnknownValueError(kind, str(record_id), known)

    def __repr__(self) -> str:
        """Return one line: version, digest, and how much is in it."""
        return (
            f"<Dataset {self.header.name} {self.version} {self.digest[:19]}: "
            f"{len(self.claims)} claims, {len(self.findings)} findings, "
            f"{len(self.sources)} sources>"
        )

    def _repr_html_(self) -> str:
        """Return the dataset as a card for a notebook: its topics and how many claims they have."""
        from afpak_claims.cards import Card, Line, Section

        kinds = Counter((claim.topic, claim.kind) for claim in self)
        topics = tuple(
            Line(topic, f"{title} ({_counts(kinds[topic, 'figure'], kinds[topic, 'assertion'])})")
            for topic, title in self.topics.items()
            if kinds[topic, "figure"] or kinds[topic, "assertion"]
        )
        counted = f"{len(self.claims)} claims · {len(self.findings)} findings"
        about = Line("about", self.header.description)
        sections = (Section("", (about,)), Section("Topics", topics))
        subtitle = f"{counted} · {len(self.sources)} sources"
        return Card(self.header.title, subtitle, sections, str(self.stamp)).html()

    @cached_property
    def _finding_ids(self) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = {}
        for name, claim in _peeked(self.findings, "claim"):
            grouped.setdefault(claim, []).append(name)
        return grouped

    def _findings_on(self, claim_id: str) -> list[Finding]:
        return [self.findings[name] for name in self._finding_ids.get(claim_id, ())]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {name: actor.called for name, actor in self.actors.items()}

    def headline(self, claim_id: str) -> str | None:
        """Return the answer of a claim in two sentences; None for versions before 2.0.0."""
        frozen = self.result(claim_id).headline
        if frozen or self.stamp.method < HEADLINES_SINCE:
            return frozen
        return self.trace(claim_id).headline

    @cached_property
    def findings_by_source(self) -> dict[str, tuple[str, ...]]:
        """The ids of the findings in use that rest on each source."""
        grouped: dict[str, list[str]] = {}
        for finding in self.findings.values():
            if finding.retired is None:
                grouped.setdefault(finding.source, []).append(finding.id)
        return {source: tuple(ids) for source, ids in grouped.items()}

    @cached_property
    def world(self) -> World:
        """What the method knows of the vocabulary."""
        from afpak_claims.method.records import world_of

        return world_of(self.metrics, self.places, self.actors)

    @cached_property
    def _writing(self) -> Writing:
        """How the dataset writes its quantities."""
        from afpak_claims.files.quantity_phrases.conventions import writing_of

        return writing_of(self.header, self.units.values(), self.quantifiers.values())

    @cached_property
    def _compared(self) -> dict[str, tuple[ClaimResult, dict[str, FindingResult]]]:
        """What was computed so far, by claim."""
        return {}

    @cached_property
    def _read(self) -> dict[str, ClaimResult]:
        """What was read so far of the results that were frozen, by claim."""
        return {}

    def _computed(self, claim_id: str) -> tuple[ClaimResult, dict[str, FindingResult]]:
        claim = self[claim_id]
        if claim_id not in self._compared:
            from afpak_claims.evidence.comparison import compared

            findings = self._findings_on(claim_id)
            found = compared(claim, findings, self.world, self.actors, self._writing)
            self._compared[claim_id] = found
        return self._compared[claim_id]

    def result(self, claim_id: str) -> ClaimResult:
        """Return what the method says of a claim: the verdict, and what it rests on."""
        frozen = self.results
        if frozen is None:
            return self._computed(claim_id)[0]
        self[claim_id]
        if claim_id not in self._read:
            self._read[claim_id] = result_of(ClaimResult, frozen.claims[claim_id])
        return self._read[claim_id]

    def comparisons(self, claim_id: str) -> list[Comparison]:
        """Compare a claim with each of its findings."""
        from afpak_claims.evidence.comparison import Comparison

        self[claim_id]
        findings = [f for f in self._findings_on(claim_id) if f.retired is None]
        if self.results:
            frozen = self.results.findings
            results = {f.id: result_of(FindingResult, frozen[f.id]) for f in findings}
        else:
            results = self._computed(claim_id)[1]
        inputs = {name for finding in findings for name in finding.inputs}
        return [Comparison(f, results[f.id], f.id in inputs) for f in findings]

    def verdict(self, claim_id: str) -> str:
        """Say what all comparisons of a claim say together."""
        return self.result(claim_id).verdict

    def attribution_check(self, claim_id: str) -> str | None:
        """Say whether the cited source published the claim; None where nobody is named."""
        return self.result(claim_id).attribution_check

    def select(  # noqa: PLR0913 - one keyword a question, each named for the column it asks of
        self,
        *,
        topic: words.Topic | str | None = None,
        kind: words.Kind | str | None = None,
        metric: words.Metric | str | None = None,
        attributed_to: words.AttributedTo | str | None = None,
        place: words.Place | str | None = None,
        actor: words.Actor | str | None = None,
        verdict: words.Verdict | str | None = None,
        during: str | None = None,
        certain: bool = False,
        undated: Undated = "exclude",
        include_retired: bool = False,
    ) -> Dataset:
        """Return the dataset with only the claims that fit, and the findings on them.

        Args:
            topic: A topic, for example ``drone-strikes``.
            kind: ``figure`` or ``assertion``.
            metric: A metric, for example ``civilians_killed``.
            attributed_to: An actor that the article cites by name.
            place: A place; claims on places within it fit too.
            actor: An actor that the claim is about.
            verdict: A verdict, for example ``above``.
            during: An EDTF date or interval, for example ``2008/2016``; claims that may hold on
                some day of it fit.
            certain: With *during*, only claims that must hold on some day of it: what holds
                throughout its period if any day of that lies in *during*, what holds at some
                time or is a total only if all days do. ``?`` and ``~`` change no day.
            undated: What becomes of claims without a date. ``exclude`` leaves them out where
                *during* is asked, with a warning that counts them; ``include`` keeps them;
                ``only`` keeps nothing else, and asks nothing of *during*.
            include_retired: Whether retired claims fit too, with retired findings and sources.

        Raises:
            UnknownValueError: A word that this dataset does not have; the message names the
                nearest.
            UsageError: *certain* without *during*.
            UsageError: *during* is no date or interval of the EDTF subset, or a word is no text.

        Warns:
            UndatedWarning: Claims without a date fit otherwise, and *undated* leaves them out.

        Example:
            >>> import afpak_claims as ac
            >>> figures = ac.open_dataset().select(kind="figure", metric="people_displaced")
            >>> list(figures.select(during="2015").claims)
            ['displaced-total-2008-2016']
            >>> list(figures.select(during="2015", certain=True).claims)
            []
        """
        words_asked: dict[str, object] = {
            "topic": topic,
            "kind": kind,
            "metric": metric,
            "attributed_to": attributed_to,
            "place": place,
            "actor": actor,
            "verdict": verdict,
            "during": during,
        }
        for name, asked in words_asked.items():
            if asked is not None and not isinstance(asked, str):
                raise UsageError(_no_word(name, asked))
        for name, word, known in (
            ("topic", topic, self.topics),
            ("kind", kind, ("assertion", "figure")),
            ("metric", metric, self.metrics),
            ("cited actor", attributed_to, self.actors),
            ("place", place, self.places),
            ("actor", actor, self.actors),
            ("verdict", verdict, VERDICTS),
            ("value of undated", undated, UNDATED),
        ):
            if word is not None and word not in known:
                raise UnknownValueError(name, word, known)
        _check_flags(certain=certain, include_retired=include_retired)
        if certain and during is None:
            message = (
                "found certain=True without during; expected both; add, for example, during='2014'"
            )
            raise UsageError(message)
        span = None if during is None else span_of(during)
        places = None if place is None else self._within(place)

        def fits(claim: Claim) -> bool:
            return (
                (include_retired or claim.retired is None)
                and topic in {None, claim.topic}
                and kind in {None, claim.kind}
                and (metric is None or getattr(claim, "metric", None) == metric)
                and (attributed_to is None or attributed_to in claim.attribution.to)
                and (places is None or not places.isdisjoint(claim.places))
                and (actor is None or actor in claim.actors)
                and (verdict is None or self.verdict(claim.id) == verdict)
            )

        def in_time(claim: Claim) -> bool:
            if not _is_dated(claim):
                return undated != "exclude" or span is None
            return undated != "only" and (span is None or _holds_in(claim, span, certain=certain))

        claims = {claim.id: claim for claim in self if in_time(claim) and fits(claim)}
        if span is not None and undated == "exclude":
            left_out = sum(not _is_dated(claim) and fits(claim) for claim in self)
            if left_out:
                warn_caller(UndatedWarning(left_out))
        findings = [
            name
            for name, claim, retired in _peeked(self.findings, "claim", "retired")
            if claim in claims and (include_retired or retired is None)
        ]
        sources = [
            name
            for name, retired in _peeked(self.sources, "retired")
            if include_retired or retired is None
        ]
        origin = self.known
        if origin is None or self.is_changed:
            origin = Known(self.digest, self._parts, note=self.stamp.note)
        whole = self.parent or self
        return dataclasses.replace(
            self,
            claims=Records.of("claims", claims, whole.claims),
            findings=_part("findings", self.findings, findings, whole.findings),
            sources=self.sources
            if len(sources) == len(self.sources)
            else _part("sources", self.sources, sources, whole.sources),
            known=origin,
            parent=whole,
        )

    def _within(self, place: str) -> frozenset[str]:
        """Return the place and every place inside it."""
        inside = {place}
        while True:
            more = {p.id for p in self.places.values() if p.within in inside} - inside
            if not more:
                return frozenset(inside)
            inside |= more

    def trace(self, claim_id: str) -> Trace:
        """Follow a claim from the article to its evidence.

        The result prints itself as a card, in a terminal and in a notebook.

        Raises:
            UnknownValueError: This dataset has no such claim; the message names the nearest.
        """
        from afpak_claims.evidence.traces import Trace

        claim = self[claim_id]
        return Trace(
            claim=claim,
            topic=self.topics[claim.topic],
            metric=self.metrics[claim.metric] if isinstance(claim, Figure) else None,
            article=self.sources[self.article.source],
            places=tuple(self.places[name] for name in claim.places),
            actors=tuple(self.actors[name] for name in claim.actors),
            credited=tuple(self.actors[name] for name in claim.attribution.to),
            cautions=tuple(self.cautions[name] for name in claim.cautions),
            comparisons=tuple(
                (comparison, self.sources[comparison.finding.source])
                for comparison in self.comparisons(claim_id)
            ),
            result=self.result(claim_id),
            unit=self.units[self.metrics[claim.metric].unit] if isinstance(claim, Figure) else None,
            names=self._names,
            metrics=self.metrics,
            units=self.units,
            world=self.world,
            stamp=self.stamp,
            dataset=self.as_source(),
            contact=self.header.contact,
            language=self.header.language or "en",
            related=self._related(claim),
        )

    def _related(self, claim: Claim) -> dict[str, str]:
        """Return the claims that contain a claim or that it disputes, as a reader knows them."""
        everything = self.parent or self
        others = (everything.claims.get(name or "") for name in (claim.part_of, claim.disputes))
        return {other.id: other.known_as for other in others if other}


_PARTS = ("header", "article", "topics", *COLLECTIONS)


def span_of(during: str) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day that a question asks of.

    Raises:
        UsageError: It is no date or interval.
    """
    try:
        return bounds(during)
    except ValueError as error:
        message = f"during: {error}"
        raise UsageError(message) from None


def _check_flags(**flags: object) -> None:
    """Refuse what is neither true nor false, as the word "no" is."""
    for name, flag in flags.items():
        if flag not in (True, False):  # NumPy has truth values of its own
            message = f"found {name}={flag!r}; expected True or False; pass one of them"
            raise UsageError(message)


def _no_word(name: str, asked: object) -> str:
    """Say what is wrong with a value that is no text, and how to write it."""
    if name == "during":
        example = str(asked) if str(asked)[:1].isdigit() else "2008/2016"
        remedy = f"write it as {name}={example!r}"
    elif isinstance(asked, list | tuple | set | frozenset):
        remedy = "call select once per word, and join the results"
    else:
        remedy = f"write it as {name}={str(asked)!r}"
    return f"found {name}={asked!r}; expected a string; {remedy}"


def warn_caller(warning: Warning) -> None:
    """Warn at the line outside this package that led here, however many calls lie between."""
    package, _, _ = __name__.partition(".")
    level, frame = 1, inspect.currentframe()
    while frame and frame.f_globals.get("__name__", "").partition(".")[0] == package:
        level, frame = level + 1, frame.f_back
    warnings.warn(warning, stacklevel=level)


def _counts(figures: int, assertions: int) -> str:
    counts = {"figure": figures, "assertion": assertions}
    return ", ".join(f"{n} {name}{'s' * (n > 1)}" for name, n in counts.items() if n)


def _is_dated(claim: Claim) -> bool:
    return claim.period is not None and claim.period.edtf is not None


def _holds_in(claim: Claim, span: tuple[dt.date | None, dt.date | None], *, certain: bool) -> bool:
    assert claim.period is not None  # noqa: S101 - only dated claims are asked
    if isinstance(claim, Figure) and claim.rank and not certain:  # it is about all of its window
        window = Period(edtf=claim.rank.among, holds="sometime")
        if window.may_hold_in(*span):
            return True
    return claim.period.must_hold_in(*span) if certain else claim.period.may_hold_in(*span)


def contents(dataset: Dataset) -> dict[str, Any]:
    """Return everything published in a dataset as plain values in canonical order.

    The data version is left out: it names the contents and is no part of them.
    """
    header = plain(dataset.header)
    del header["data_version"]
    return {
        "schema_version": SCHEMA_VERSION,
        "dataset": header,
        "article": plain(dataset.article),
        "topics": dict(dataset.topics),
        **{name: plain(tuple(getattr(dataset, name).values())) for name in COLLECTIONS},
    }


def canonical(dataset: Dataset) -> bytes:
    """Return the canonical form of a dataset, the bytes that its digest is taken of."""
    text = json.dumps(contents(dataset), ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def parsed(raw: bytes) -> dict[str, Any]:
    """Return the contents that a canonical form is of.

    The cyclic garbage collector is paused meanwhile: it would rescan the growing values again and
    again, and parsed JSON has no cycles.

    Raises:
        ValueError: It is no JSON object, or has NaN or Infinity in it.
    """
    collects = gc.isenabled()
    if collects:  # only who switched it off may switch it on again, whatever other threads do
        gc.disable()
    try:
        values = json.loads(raw, parse_constant=_no_constant)
    finally:
        if collects:
            gc.enable()
    if not isinstance(values, dict):
        message = f"found {type(values).__name__}; expected a JSON object of records"
        raise ValueError(message)  # noqa: TRY004 - as for what is no JSON at all
    return values


def _no_constant(name: str) -> Any:
    message = f"found {name}; expected a finite number"
    raise ValueError(message)
