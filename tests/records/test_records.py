"""Records: what they refuse, that nothing changes them, and their way to plain values and back."""

from __future__ import annotations

import dataclasses
import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from afpak_claims.files import strict_yaml
from afpak_claims.files.folders import read_draft
from afpak_claims.records import claims
from afpak_claims.records.claims import Assertion, Attribution, Claim, Figure, Locator, Rank
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.fields import field_docs, field_order
from afpak_claims.records.findings import Covers, Finding, Judged
from afpak_claims.records.header import Article, Header, Licences, OutlineSentence
from afpak_claims.records.names import Name
from afpak_claims.records.periods import Period
from afpak_claims.records.plain_values import build, plain
from afpak_claims.records.registry import COLLECTIONS
from afpak_claims.records.retirement import Retired
from afpak_claims.records.sources import Source
from afpak_claims.records.spots import Spot
from afpak_claims.records.validation import FieldError, validate
from afpak_claims.records.vocabulary import (
    Actor,
    Alternative,
    Caution,
    Metric,
    Place,
    Quantifier,
    Unit,
)
from examples import examples
from strategies import assertions, estimates, figures, findings, periods, sources

GOOD = read_draft(Path(__file__).parents[1] / "fixtures" / "good")[0]
ALL_KINDS = [
    Actor,
    Alternative,
    Article,
    Assertion,
    Attribution,
    Caution,
    Covers,
    Estimate,
    Figure,
    Finding,
    Header,
    Judged,
    Licences,
    Locator,
    Metric,
    Name,
    OutlineSentence,
    Period,
    Place,
    Quantifier,
    Rank,
    Retired,
    Source,
    Spot,
    Unit,
]
SLOW = settings(
    max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow], deadline=None
)


def every_record() -> list[Any]:
    """Return all records of the fabricated world."""
    assert GOOD.header
    assert GOOD.article
    listed = [entry.record for name in COLLECTIONS for entry in getattr(GOOD, name)]
    return [GOOD.header.record, GOOD.article.record, *listed]


def parts(value: Any) -> list[Any]:
    """Return a value and everything inside it."""
    if isinstance(value, tuple):
        return [value, *(inner for item in value for inner in parts(item))]
    if dataclasses.is_dataclass(value):
        inside = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return [value, *(inner for item in inside for inner in parts(item))]
    return [value]


def minimal(kind: str = "assertion") -> dict[str, Any]:
    """Return the plain values of the least claim that is valid."""
    own: dict[str, Any] = {"type": "event"}
    if kind == "figure":
        own = {"metric": "floods", "estimate": {"best": "3"}}
    return {
        "id": "floods",
        "topic": "river",
        "kind": kind,
        "statement": "It flooded.",
        "article": {"paragraph": "1", "sentence": "2", "digest": "0" * 16},
        "attribution": {"naming": "none"},
        **own,
    }


class TestFrozen:
    """Design: records are frozen all the way down (tuples, not lists)."""

    def test_nothing_inside_a_record_can_be_changed(self) -> None:
        """Every part is a frozen record, a tuple or a plain value."""
        inside = [inner for record in every_record() for inner in parts(record)]
        kinds = {type(value) for value in inside if not dataclasses.is_dataclass(value)}
        assert kinds == {str, int, float, bool, tuple, type(None)}
        assert all(
            value.__dataclass_params__.frozen  # type: ignore[union-attr] # each is a dataclass
            for value in inside
            if dataclasses.is_dataclass(value)
        )

    def test_a_field_cannot_be_set_nor_deleted(self) -> None:
        """Setting or deleting any field of any record raises and changes nothing."""
        for record in every_record():
            before = plain(record)
            for field in dataclasses.fields(record):
                with pytest.raises(dataclasses.FrozenInstanceError):
                    setattr(record, field.name, None)
                with pytest.raises(dataclasses.FrozenInstanceError):
                    delattr(record, field.name)
            assert plain(record) == before

    @pytest.mark.parametrize("kind", ALL_KINDS)
    def test_a_record_has_no_room_for_fields_of_others(self, kind: Any) -> None:
        """Records have slots, so that a misspelt field cannot be added from outside."""
        assert "__dict__" not in dir(kind)

    def test_every_record_can_be_a_member_of_a_set(self) -> None:
        """What is immutable has a hash, and equal records have the same."""
        assert len({*every_record(), *every_record()}) == len(every_record())


class TestRoundTrip:
    """Any record, written as plain values, comes back as the same record."""

    @SLOW
    @given(figures() | assertions())
    def test_claims(self, claim: Figure | Assertion) -> None:
        """A claim of either kind comes back through build and through validate."""
        values = plain(claim)
        assert build(Claim, values) == claim
        assert validate(Claim, values) == (claim, [])  # type: ignore[comparison-overlap] # one side is a generic pair

    @SLOW
    @given(findings())
    def test_findings(self, finding: Finding) -> None:
        """A finding comes back through build and through validate."""
        values = plain(finding)
        assert build(Finding, values) == finding
        assert validate(Finding, values) == (finding, [])  # type: ignore[comparison-overlap] # one side is a generic pair

    @SLOW
    @given(sources())
    def test_sources(self, source: Source) -> None:
        """A source comes back through build and through validate, its CSL names included."""
        values = plain(source)
        assert build(Source, values) == source
        assert validate(Source, values) == (source, [])  # type: ignore[comparison-overlap] # one side is a generic pair

    @SLOW
    @given(figures() | assertions())
    def test_claims_through_yaml(self, claim: Figure | Assertion) -> None:
        """Text that YAML could mistake for another value comes back as that text."""
        raw = strict_yaml.write(plain(claim)).encode()
        assert validate(Claim, strict_yaml.read(raw, "claim")) == (claim, [])  # type: ignore[comparison-overlap] # one side is a generic pair

    @SLOW
    @given(findings())
    def test_findings_through_yaml(self, finding: Finding) -> None:
        """Numbers come back as the numbers they were, to the last digit."""
        raw = strict_yaml.write(plain(finding)).encode()
        assert validate(Finding, strict_yaml.read(raw, "finding")) == (finding, [])  # type: ignore[comparison-overlap] # one side is a generic pair

    @SLOW
    @given(sources())
    def test_sources_through_yaml(self, source: Source) -> None:
        """Addresses with signs that YAML uses come back whole."""
        raw = strict_yaml.write({"sources": [plain(source)]}).encode()
        (values,) = strict_yaml.read(raw, "source")["sources"]
        assert validate(Source, values) == (source, [])  # type: ignore[comparison-overlap] # one side is a generic pair

    @SLOW
    @given(figures())
    def test_claims_through_json(self, claim: Figure) -> None:
        """The frozen form, JSON, keeps every value."""
        assert build(Claim, json.loads(json.dumps(plain(claim)))) == claim

    @given(estimates(), periods())
    def test_values_through_pickle(self, estimate: Estimate, period: Period) -> None:
        """Values can be sent to another process."""
        both = (estimate, period)
        assert pickle.loads(pickle.dumps(both)) == both  # noqa: S301 - made on the line itself

    def test_the_fabricated_world(self) -> None:
        """Every record of the world comes back the same."""
        for record in every_record():
            assert build(type(record), plain(record)) == record
            assert validate(type(record), plain(record)) == (record, [])


def test_plain_values_leave_out_what_is_not_given() -> None:
    """Unknown, empty and false values are left out; zero is a value and stays."""
    estimate = Estimate(low=0, wording="none")
    assert plain(estimate) == {"low": 0, "wording": "none"}


def test_plain_values_stand_in_canonical_order() -> None:
    """A claim reads from its id and kind over what it says to where it stands."""
    claim, faults = validate(Claim, dict(reversed(minimal("figure").items())))
    assert faults == []
    assert list(plain(claim)) == [
        "id",
        "topic",
        "kind",
        "statement",
        "metric",
        "estimate",
        "article",
        "attribution",
    ]


def test_a_whole_float_is_written_as_a_whole_number() -> None:
    """1200.0 and 1200 are one value and have one form."""
    assert json.dumps(plain(Estimate(low=1200.0))) == '{"low": 1200}'


def test_a_retired_claim_says_in_which_version() -> None:
    """The field is called in, which no Python attribute can be."""
    values = {"in": "0.2.0", "reason": "It was a slip."}
    retired, faults = validate(Retired, values)
    assert faults == []
    assert isinstance(retired, Retired)
    assert (retired.in_version, plain(retired)) == ("0.2.0", values)
    assert build(Retired, values) == retired


def test_a_source_has_the_names_of_csl() -> None:
    """URL and container-title are written as CSL-JSON writes them."""
    values = {
        "id": "courier",
        "type": "article-newspaper",
        "container-title": "Dolor Courier",
        "URL": "https://example.org",
    }
    source, faults = validate(Source, values)
    assert faults == []
    assert isinstance(source, Source)
    assert (source.container_title, source.url) == ("Dolor Courier", "https://example.org")
    assert plain(source) == values


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_kind_refuses_a_field_that_it_does_not_have(kind: Any) -> None:
    """A misspelt field is never dropped in silence."""
    _, faults = validate(kind, {"kind": "figure", "colour": "red"})
    due = "found an unknown field; expected only the fields in the codebook; rename or delete it"
    assert FieldError(("colour",), due) in faults


@pytest.mark.parametrize("name", ["figure", "assertion", "int", "float"])
def test_an_unknown_field_is_named_even_where_pydantic_uses_its_name(name: str) -> None:
    """The names of the members of a union are fields like others when somebody writes them."""
    _, faults = validate(Claim, {**minimal(), name: "1"})
    assert [fault.path for fault in faults] == [(name,)]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_field_is_documented(kind: Any) -> None:
    """Schema, codebook and help have one text for each field, the one under it."""
    texts = field_docs(kind)
    assert set(texts) == {key for _, key, _ in field_order(kind)}
    assert [name for name, text in texts.items() if not text.endswith(".")] == []


def test_every_field_is_used_in_the_fabricated_world() -> None:
    """Whatever a record can hold, the world has an example of it."""
    used: dict[type, set[str]] = {}
    for record in every_record():
        for part in parts(record):
            if dataclasses.is_dataclass(part) and not isinstance(part, type):
                used.setdefault(type(part), set()).update(plain(part))
    due = {kind: {key for _, key, _ in field_order(kind)} for kind in ALL_KINDS}
    # A claim's kind excludes nothing here: what neither kind uses would show up in the difference.
    # Events and divided figures have a world of their own in test_separate_events.py.
    due[Figure] -= {"disputes", "event", "partitioned"}
    # Spots are in the foreign datasets of test_foreign_datasets.py.
    del due[Spot]
    due[Locator] -= {"spot"}
    due[Finding] -= {"spot", "reference"}
    # So are confidence intervals, rates and growth.
    due[Estimate] -= {"level"}
    due[Figure] -= {"reference"}
    due[Metric] -= {"growth_of"}
    due[Unit] -= {"per"}
    due[Assertion] -= {"part_of", "retired"}
    assert used == due


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (
            {"kind": "opinion"},
            [
                FieldError(
                    (), "found 'opinion' as kind; expected figure or assertion; choose one of them"
                )
            ],
        ),
        (
            {"id": None},
            [FieldError(("id",), "found null; expected a string; change it")],
        ),
        (
            {"article": {"paragraph": "1", "sentence": "2"}},
            [
                FieldError(
                    ("article", "digest"),
                    "missing required field; expected it in every record of this kind; add it",
                )
            ],
        ),
        (
            {"places": "dolor", "actors": {"a": "b"}},
            [
                FieldError(("places",), "found 'dolor'; expected a list; change it"),
                FieldError(("actors",), "found a mapping; expected a list; change it"),
            ],
        ),
        (
            {"period": {"edtf": "2004", "holds": "always"}, "metric": "floods"},
            [
                FieldError(
                    ("period", "holds"),
                    "found 'always'; expected 'cumulative', 'throughout' or 'sometime'; "
                    "choose one of them",
                ),
                FieldError(
                    ("metric",),
                    "found an unknown field; expected only the fields in the codebook; "
                    "rename or delete it",
                ),
            ],
        ),
    ],
)
def test_every_fault_of_a_record_is_found_at_once(
    change: dict[str, Any], faults: list[FieldError]
) -> None:
    """A record with faults is no record, and each fault has its place and its remedy."""
    assert validate(Claim, {**minimal(), **change}) == (None, faults)


@pytest.mark.parametrize("value", [None, "text", [], 3, ["a"], True])
def test_only_a_map_is_a_record(value: Any) -> None:
    """Whatever else stands in the place of a record is named and refused."""
    for kind in (*COLLECTIONS.values(), Header, Article):
        record, faults = validate(kind, value)
        assert record is None
        assert [fault.message.partition("; ")[2] for fault in faults] == [
            "expected a mapping of fields; change it"
        ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (Name(family="Nemo", given="A. B."), "A. B. Nemo"),
        (Name(family="Nemo"), "Nemo"),
        (Name(literal="Lorem Survey"), "Lorem Survey"),
    ],
)
def test_a_name_is_read_with_the_given_name_first(name: Name, words: str) -> None:
    """A person is given name and family name; a body is its one name."""
    assert name.in_words() == words


def test_records_are_made_without_pydantic() -> None:
    """Who opens what was validated before does not wait for pydantic, nor for yaml."""
    program = (
        "import sys; from afpak_claims.records.claims import Claim; "
        "from afpak_claims.records.plain_values import build, plain; "
        f"values = {minimal('figure')!r}; values['estimate'] = {{'best': 3}}; "
        "assert plain(build(Claim, values)) == values; "
        "print(*sorted({'pydantic', 'pydantic_core', 'yaml', 'pandas'} & set(sys.modules)))"
    )
    source = str(Path(claims.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": source},
        check=True,
    )
    assert done.stdout == "\n"
