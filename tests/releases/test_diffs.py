"""Diffs: two sets of contents and what changed between them."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afpak_claims.api import open_folder
from afpak_claims.evidence.dataset import contents
from afpak_claims.records.claims import Assertion, Attribution, Figure, Locator
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.fields import field_order
from afpak_claims.records.header import Article, Header, Licences, OutlineSentence
from afpak_claims.records.periods import Period
from afpak_claims.records.registry import COLLECTIONS
from afpak_claims.records.retirement import Retired
from afpak_claims.releases.diffs import STEPS, Change, apply, bump, changes_markdown, diff
from examples import examples

GOOD = Path(__file__).parents[1] / "fixtures" / "good"
WORLD = contents(open_folder(GOOD))


def world() -> dict[str, Any]:
    """Return the contents of the fabricated world, to spoil."""
    return copy.deepcopy(WORLD)


def record(values: dict[str, Any], collection: str, name: str) -> dict[str, Any]:
    """Return one record of some contents."""
    return next(found for found in values[collection] if found["id"] == name)


def article_order(claim: dict[str, Any]) -> tuple[int, int, str]:
    """Sort claims as a dataset does."""
    return (claim["article"]["paragraph"], claim["article"]["sentence"], claim["id"])


VALUES = st.sampled_from(["other text", "second text", 7, 0.5, ["a", "b"], []])
ADDRESSES = frozenset({"id", "article", "claim", "paragraph", "sentence"})
"""What gives a record its place; a change of these is drawn apart, where it stays sortable."""


@st.composite
def edited_records(draw: st.DrawFn, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave some records out, change and delete some fields of the others."""
    kept = [copy.deepcopy(one) for one in found if draw(st.integers(0, 9)) != 0]
    for one in kept:
        for field in sorted(one.keys() - ADDRESSES):
            action = draw(st.integers(0, 11))
            if action == 0:
                del one[field]
            elif action == 1 and isinstance(one[field], dict):
                name = draw(st.sampled_from(sorted(one[field])))
                one[field][name] = draw(VALUES)
            elif action == 1:
                one[field] = draw(VALUES)
    return kept


@st.composite
def versions(draw: st.DrawFn) -> dict[str, Any]:
    """Draw contents that a later version of the fabricated world might have."""
    values = world()
    for name in COLLECTIONS:
        values[name] = draw(edited_records(values[name]))
    for claim in values["claims"]:
        if draw(st.integers(0, 5)) == 0:
            claim["retired"] = {"in": "0.3.0", "reason": draw(st.sampled_from(["One.", "Two."]))}
        if draw(st.integers(0, 5)) == 0:
            claim["article"]["paragraph"] = draw(st.integers(1, 4))
    values["claims"].sort(key=article_order)
    values["article"]["sentences"] = draw(edited_records(values["article"]["sentences"]))
    values["article"]["source"] = draw(st.sampled_from(["upstream-gift", "another"]))
    values["dataset"] = (
        draw(edited_records([values["dataset"]]) | st.just([]))[:1] or WORLD["dataset"]
    )
    values["dataset"] = (
        values["dataset"][0] if isinstance(values["dataset"], list) else WORLD["dataset"]
    )
    for topic in sorted(values["topics"]):
        action = draw(st.integers(0, 3))
        if action == 0:
            values["topics"][topic] = draw(st.sampled_from(["One", "Two"]))
        elif action == 1:
            del values["topics"][topic]
    return values


class TestDiff:
    """Says record by record and field by field what is not the same."""

    def test_nothing(self) -> None:
        """Equal contents have no differences and ask for no step."""
        assert diff(world(), world()) == []
        assert bump([]) == "none"

    def test_added_and_removed(self) -> None:
        """A record that came or went is one change with the whole record."""
        gone = world()
        survey = record(gone, "sources", "lorem-survey-report")
        gone["sources"].remove(survey)
        name = "lorem-survey-report"
        assert [Change("sources", name, "removed", "", survey, None)] == diff(world(), gone)
        assert [Change("sources", name, "added", "", None, survey)] == diff(gone, world())

    def test_fields(self) -> None:
        """A changed record is one change a field, named with dots as in the file."""
        new = world()
        claim = record(new, "claims", "floods-displaced")
        claim["estimate"]["low"] = 1300
        claim["estimate"]["high"] = 1400
        del claim["period"]["wording"]
        claim["places"] = ["dolor"]
        at = ("claims", "floods-displaced")
        assert [
            Change(*at, "changed", "estimate.low", 1200, 1300),
            Change(*at, "changed", "estimate.high", None, 1400),
            Change(*at, "changed", "period.wording", "between 1990 and 1995", None),
            Change(*at, "changed", "places", ["lorem-basin"], ["dolor"]),
        ] == diff(world(), new)

    def test_retired(self) -> None:
        """A retirement is one change, beside those of other fields."""
        new = world()
        claim = record(new, "claims", "steps-three")
        claim["retired"] = {"in": "0.3.0", "reason": "It counts headings."}
        claim["note"] = "See the headings."
        at = ("claims", "steps-three")
        assert [
            Change(*at, "retired", "retired", None, claim["retired"]),
            Change(*at, "changed", "note", None, "See the headings."),
        ] == diff(world(), new)

    def test_retired_again(self) -> None:
        """A retirement that is only corrected, or taken back, is a change of its fields."""
        new = world()
        record(new, "claims", "floods-drowned-june")["retired"]["reason"] = "The days are named."
        (change,) = diff(world(), new)
        assert (change.change, change.field) == ("changed", "retired.reason")
        del record(new, "claims", "floods-drowned-june")["retired"]
        back = [change.field for change in diff(world(), new)]
        assert back == ["retired.in", "retired.reason", "retired.replaced_by"]

    def test_everywhere(self) -> None:
        """The header, the outline, its sentences and the topics are compared too."""
        new = world()
        new["dataset"]["licences"]["records"] = "CC-BY-4.0"
        new["article"]["source"] = "basin-bulletin"
        new["article"]["sentences"][2]["reason"] = "It announces."
        del new["article"]["sentences"][8]
        new["topics"]["lorem-dam"] = "The dam"
        assert [change[:4] for change in diff(world(), new)] == [
            ("dataset", "dataset", "changed", "licences.records"),
            ("article", "article", "changed", "source"),
            ("topics", "lorem-dam", "changed", "title"),
            ("sentences", "1.3", "changed", "reason"),
            ("sentences", "4.2", "removed", ""),
        ]


class TestApply:
    """A diff has everything that is needed to come from one version to the other."""

    def test_nothing(self) -> None:
        """No changes lead to the contents themselves, in the order that a dataset gives them."""
        after = apply([], world())
        assert world() == after
        assert list(world()["topics"]) == list(after["topics"])

    @settings(max_examples=examples(30), deadline=None)
    @given(old=versions(), new=versions())
    def test_old_to_new(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        """The diff of two versions, applied to the old one, gives the new one; neither changes."""
        before = copy.deepcopy((old, new))
        after = apply(diff(old, new), old)
        assert after == new
        assert list(after["topics"]) == list(new["topics"])
        assert before == (old, new)


KINDS: dict[str, tuple[type, ...]] = {
    **{name: (kind,) for name, kind in COLLECTIONS.items() if name != "claims"},
    "claims": (Figure, Assertion),
    "dataset": (Header,),
    "article": (Article,),
    "sentences": (OutlineSentence,),
}
MAPS = {
    "estimate": Estimate,
    "period": Period,
    "article": Locator,
    "attribution": Attribution,
    "retired": Retired,
    "licences": Licences,
}


def fields_of(kind: type, above: str = "") -> list[str]:
    """Return the dotted names of all fields of a record class, as the files have them."""
    names = []
    for name, key, _ in field_order(kind):
        inner = MAPS.get(name)
        names += fields_of(inner, f"{above}{key}.") if inner else [f"{above}{key}"]
    return names


class TestBump:
    """The step of a release is the largest that any of its changes asks for."""

    def test_every_field(self) -> None:
        """A corrected field asks for a minor step, but for the fields that are named here."""
        steps = {
            (collection, field): Change(collection, "x", "changed", field, "a", "b").step
            for collection, kinds in KINDS.items()
            for kind in kinds
            for field in fields_of(kind)
        }
        assert {at: step for at, step in steps.items() if step != "minor"} == {
            ("article", "source"): "major",
            ("claims", "kind"): "major",
            ("claims", "metric"): "major",
            ("claims", "note"): "patch",
            ("claims", "statement"): "patch",
            ("dataset", "description"): "patch",
            ("dataset", "schema_version"): "major",
            ("findings", "about"): "major",
            ("findings", "claim"): "major",
            ("findings", "note"): "patch",
            ("metrics", "growth_of"): "major",
            ("metrics", "share_of"): "major",
            ("metrics", "unit"): "major",
            ("sentences", "reason"): "patch",
            ("sources", "archive"): "patch",
            ("sources", "note"): "patch",
            ("units", "per"): "major",
        }

    def test_what_was_not_said(self) -> None:
        """Saying what a share is of, where nothing was said before, is no other meaning."""
        assert Change("metrics", "x", "changed", "share_of", None, "fields").step == "minor"

    @pytest.mark.parametrize("collection", [*COLLECTIONS, "topics"])
    def test_records(self, collection: str) -> None:
        """A record that came asks for a minor step, one that went for a major one."""
        assert Change(collection, "x", "added", new={"note": "a"}).step == "minor"
        assert Change(collection, "x", "removed", old={"note": "a"}).step == "major"

    def test_sentences(self) -> None:
        """A sentence that was split or joined in the outline asks for a minor step."""
        assert Change("sentences", "1.1", "added").step == "minor"
        assert Change("sentences", "1.1", "removed").step == "minor"

    def test_retired(self) -> None:
        """A claim that was retired asks for a minor step."""
        change = Change("claims", "x", "retired", "retired", None, {"in": "1.1.0", "reason": "So."})
        assert change.step == "minor"

    @settings(max_examples=examples(15), deadline=None)
    @given(old=versions(), new=versions())
    def test_never_smaller(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        """The step is never smaller than that of any single change, and is that of one."""
        changes = diff(old, new)
        step = bump(changes)
        assert all(STEPS.index(bump([change])) <= STEPS.index(step) for change in changes)
        assert step in {bump([change]) for change in changes} or not changes


COUNTS = {"claims": 1, "figures": 1, "assertions": 0, "findings": 1200, "sources": 2}


class TestMarkdown:
    """What a changelog says of a release."""

    def test_first(self) -> None:
        """A first release has counts alone."""
        due = "In it: 1 claim, 1 figure, 0 assertions, 1,200 findings, 2 sources.\n"
        assert due == changes_markdown([Change("claims", "x", "added")], COUNTS)

    def test_nothing(self) -> None:
        """Without changes it says so."""
        assert changes_markdown([], {"claims": 2}, "1.0.0").endswith(
            "\n\nSince 1.0.0, no step: nothing changed.\n"
        )

    def test_later(self) -> None:
        """A later release counts its changes, then lists them, values with before and after."""
        changes = [
            Change("dataset", "dataset", "changed", "title", "A", "B_1 *and* C"),
            Change("claims", "a", "changed", "estimate.low", 1200, 1300.5),
            Change("claims", "a", "changed", "estimate.low_open", None, new=True),
            Change("claims", "a", "changed", "note", None, "long " * 20),
            Change("claims", "b", "changed", "statement", "long " * 20, "short"),
            Change("claims", "b", "changed", "places", ["x", "y"], None),
            Change("claims", "c", "retired", "retired", None, {"in": "1.1.0", "reason": "Twice."}),
            Change(
                "claims",
                "d",
                "retired",
                "retired",
                None,
                {"in": "1.1.0", "reason": "Twice.", "replaced_by": "a"},
            ),
            *(Change("findings", f"f{n}", "added") for n in range(22)),
            Change("sources", "s", "removed"),
            Change("sources", "t", "changed", "author", [{"family": "Ficta", "given": "V."}], None),
            Change("sources", "t", "changed", "note", "long " * 20, None),
        ]
        listed = ", ".join(f"`f{n}`" for n in range(20))
        assert (
            "In it: 2 claims.\n"
            "\n"
            "Since 1.0.0, a major step: 1 header changed, 2 claims changed, 2 claims retired, "
            "22 findings added, 1 source removed, 1 source changed.\n"
            "\n"
            "* Header changed:\n"
            "  * `dataset`: `title` “A” → “B\\_1 \\*and\\* C”.\n"
            "* Claims changed:\n"
            "  * `a`: `estimate.low` 1,200 → 1,300.5; `estimate.low_open` not given → true; "
            "`note` added.\n"
            "  * `b`: `statement` reworded; `places` “x”, “y” → not given.\n"
            "* Claims retired:\n"
            "  * `c`: Twice.\n"
            "  * `d`: Twice. Use `a` instead.\n"
            f"* Findings added: {listed} and 2 more.\n"
            "* Sources removed: `s`.\n"
            "* Sources changed:\n"
            "  * `t`: `author` “Ficta” “V.” → not given; `note` deleted.\n"
        ) == changes_markdown(changes, {"claims": 2}, "1.0.0")
