"""Totals: what adds up is added, and what would count twice is refused by name."""

from __future__ import annotations

import dataclasses
import re
import shutil
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import afpak_claims as ac
from afpak_claims.errors import UnknownValueError, UsageError
from afpak_claims.evidence.totals import add_up
from afpak_claims.records.claims import Figure
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.periods import Period
from conftest import GOOD
from examples import examples
from strategies import estimates

if TYPE_CHECKING:
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset

REMEDY = "expected no double counting; drop one of them, or pass allow_overlap=True"


def year(number: int) -> Period:
    """Return a year over which a total is taken."""
    return Period(edtf=str(number), holds="cumulative")


def figures(world: Dataset, *changes: dict[str, Any]) -> Dataset:
    """Return a dataset of copies of one figure, each with its own changes: a, b, c and so on."""
    model = world["floods-drowned"]
    made = [
        dataclasses.replace(model, **{"id": name, **change})
        for name, change in zip("abcdefghijkl", changes, strict=False)
    ]
    return dataclasses.replace(world, claims={claim.id: claim for claim in made}, findings={})


def refusal(claims: Any, **options: Any) -> list[str]:
    """Return the lines of a refusal."""
    with pytest.raises(UsageError) as caught:
        ac.total(claims, **options)
    return str(caught.value).splitlines()


class TestWhatAddsUp:
    """Design: total adds ranges, with open ends and interpreted bounds carried through."""

    def test_inputs_add_up_to_every_derived_sum(self, draft: Dataset) -> None:
        """In the real data, adding the inputs of a derived finding gives the finding's range."""
        sums = [f for f in draft.findings.values() if f.operation == "sum" and f.retired is None]
        assert sums
        for finding in sums:
            assert add_up(draft, finding.inputs) == finding.estimate, finding.id

    def test_disjoint_years_of_one_source_equal_its_sum(self, draft: Dataset) -> None:
        """The thirteen UNAMA years, named one by one, are the derived total."""
        whole = "afghan-civilians-killed-unama"
        total = ac.total([f"{whole}-{number}" for number in range(2009, 2022)], "draft")
        assert total == draft.findings[whole].estimate
        assert (total.unit, total.metric.id, len(total.ids)) == ("people", "civilians_killed", 13)

    def test_the_inputs_of_the_fabricated_sum(self) -> None:
        """Low, best and high are each the sum of their kind."""
        total = ac.total(["displaced-survey-early", "displaced-survey-late"], path=GOOD)
        assert (total.low, total.best, total.high) == (900, 1010, 1100)

    def test_a_total_is_an_estimate(self) -> None:
        """What takes an estimate takes a total."""
        total = ac.total(["floods-drowned"], path=GOOD)
        assert isinstance(total, Estimate)
        assert total == Estimate(low=20, high=30)
        assert hash(total) == hash(Estimate(low=20, high=30))
        assert str(total + Estimate(best=1)) == "between 21 and 31"

    def test_one_id_needs_no_list(self) -> None:
        """A text is one id and no row of letters."""
        assert ac.total("floods-drowned", path=GOOD) == Estimate(low=20, high=30)

    def test_a_total_says_what_it_is(self) -> None:
        """Printed, it has its range, its unit, its metric and how much was added."""
        total = ac.total(["displaced-survey-early", "displaced-survey-late"], path=GOOD)
        assert str(total) == (
            "1,010 (between 900 and 1,100) people (People displaced, the sum of 2 ranges)"
        )

    def test_a_total_of_one_range_is_no_sum(self) -> None:
        """One range is said to be one, and another thing than an estimate is another thing."""
        total = ac.total(["floods-drowned"], path=GOOD)
        assert str(total) == "between 20 and 30 people (People drowned, 1 range)"
        assert total != "between 20 and 30"

    def test_the_card_of_a_total_begins_with_what_may_count_twice(self) -> None:
        """The note stands before what was added, and only where something may count twice."""
        pair = ["floods-displaced", "floods-displaced-dolor"]
        told = ac.total(pair, path=GOOD, allow_overlap=True)
        lines = dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", told._repr_html_()))
        assert list(lines) == ["careful", "added", "meaning"]
        assert lines["added"] == "; ".join(pair)
        assert "careful" not in ac.total(["floods-drowned"], path=GOOD)._repr_html_()

    def test_a_total_carries_its_stamp(self, world: Dataset) -> None:
        """The data version and the digest go with the number."""
        assert ac.total(["floods-drowned"], path=GOOD).stamp == world.stamp

    @given(parts=st.lists(estimates(st.integers(0, 999)), min_size=1, max_size=5))
    @settings(max_examples=examples(60), deadline=None)
    def test_disjoint_years_add_up_as_their_estimates_do(
        self, world: Dataset, parts: list[Estimate]
    ) -> None:
        """A total of figures that share nothing is the sum of their ranges, or refused with it."""
        years = [{"estimate": part, "period": year(1990 + n)} for n, part in enumerate(parts)]
        dataset = figures(world, *years)
        try:
            expected = reduce(add, parts)
        except UsageError:
            with pytest.raises(UsageError, match="no known bound"):
                ac.total(dataset)
            return
        assert ac.total(dataset) == dataclasses.replace(expected, wording=None)


class TestPartsAndWholes:
    """Design: part_of marks a subset; a part and its whole must not be added, however far apart."""

    def test_a_part_and_its_whole(self) -> None:
        """The pair is named, with what is wrong and how to mend it."""
        assert refusal(["floods-displaced", "floods-displaced-dolor"], path=GOOD) == [
            "found 'floods-displaced-dolor', which is a part of 'floods-displaced'; " + REMEDY
        ]

    def test_the_real_pair_of_drone_deaths(self) -> None:
        """Civilians are among all who were killed, and are another metric besides."""
        pair = ["drone-strikes-killed", "drone-strikes-civilians-killed"]
        assert refusal(pair, version="draft") == [
            "found 'drone-strikes-civilians-killed', which is a part of 'drone-strikes-killed'; "
            + REMEDY,
            (
                "found the metrics people_killed (people), civilians_killed (people); "
                "expected one; add the figures of one of them"
            ),
        ]

    def test_a_part_of_a_part(self, world: Dataset) -> None:
        """The chain is followed, also through a figure that is not added."""
        dataset = figures(
            world,
            {"period": year(1990)},
            {"period": year(1991), "part_of": "a"},
            {"period": year(1992), "part_of": "b"},
        )
        assert refusal(dataset) == [
            f"found {part!r}, which is a part of {whole!r}; {REMEDY}"
            for part, whole in (("b", "a"), ("c", "a"), ("c", "b"))
        ]

    def test_a_selection_remembers_what_it_left_out(self, world: Dataset) -> None:
        """The middle of a chain may be left out of a selection, and the ends still belong."""
        dataset = figures(
            world,
            {"period": year(1990)},
            {"period": year(1991), "part_of": "a", "places": ("ipsum",)},
            {"period": year(1992), "part_of": "b", "topic": "lorem-dam"},
        )
        middle = dataset.claims.pop("b")  # type: ignore[attr-defined] # a dict, as made above
        retired = dataclasses.replace(middle, retired=world["floods-drowned-june"].retired)
        dataset.claims["b"] = retired  # type: ignore[index] # likewise
        chosen = dataset.select()
        assert list(chosen.claims) == ["a", "c"]
        assert refusal(chosen) == [f"found 'c', which is a part of 'a'; {REMEDY}"]

    def test_an_input_and_its_sum(self) -> None:
        """A derived finding contains its inputs."""
        assert refusal(["displaced-survey", "displaced-survey-late"], path=GOOD) == [
            "found 'displaced-survey-late', which is a part of 'displaced-survey'; " + REMEDY
        ]

    @pytest.mark.parametrize("whole", ["displaced-survey-early", "floods-displaced"])
    def test_what_is_reported_of_a_part_and_of_its_whole(self, whole: str) -> None:
        """A finding is kept apart as its claim is, beside a finding and beside a figure."""
        assert refusal([whole, "displaced-dolor-bulletin"], path=GOOD) == [
            f"found {whole!r} and 'displaced-dolor-bulletin', of which "
            "'floods-displaced-dolor' is a part of 'floods-displaced' with a missing date; "
            + REMEDY
        ]


class TestOverlap:
    """Design: the same metric counts twice where periods and places overlap or are missing."""

    @pytest.mark.parametrize(
        ("one", "other", "reason"),
        [
            ({}, {}, "with overlapping periods and in lorem-basin"),
            (
                {"places": ("dolor",)},
                {},
                "with overlapping periods and in dolor, which is in lorem-basin",
            ),
            (
                {"places": ("ipsum-dam",)},
                {},
                "with overlapping periods and in ipsum-dam, which is in lorem-basin",
            ),
            (
                {},
                {"places": ("ipsum", "dolor")},
                "with overlapping periods and in ipsum, which is in lorem-basin",
            ),
            ({"places": ()}, {}, "with overlapping periods and with a missing place"),
            ({"period": None}, {}, "with a missing date and in lorem-basin"),
            (
                {"period": Period(wording="once")},
                {"places": ()},
                "with a missing date and with a missing place",
            ),
            (
                {"period": Period(edtf="1994/..", holds="cumulative")},
                {"period": year(2004)},
                "with overlapping periods and in lorem-basin",
            ),
            (
                {"period": Period(edtf="1990", holds="sometime")},
                {"period": Period(edtf="1991", holds="cumulative")},
                "at two dates, not as totals over periods and in lorem-basin",
            ),
        ],
    )
    def test_what_may_count_twice_is_refused(
        self, world: Dataset, one: dict[str, Any], other: dict[str, Any], reason: str
    ) -> None:
        """The reason names the time and the place."""
        assert refusal(figures(world, one, other)) == [
            f"found 'a' and 'b', which both count people_drowned {reason}; {REMEDY}"
        ]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"period": year(1990)}, {"period": year(1991)}),
            ({"places": ("dolor",)}, {"places": ("ipsum",)}),
            ({"places": ("dolor",)}, {"places": ("ipsum-dam",), "period": None}),
            (
                {"places": ("dolor",), "period": Period(edtf="1990", holds="sometime")},
                {"places": ("ipsum",), "period": Period(edtf="1991", holds="sometime")},
            ),
        ],
    )
    def test_what_lies_apart_is_added(
        self, world: Dataset, one: dict[str, Any], other: dict[str, Any]
    ) -> None:
        """Another time, or another place, and nothing counts twice."""
        total = ac.total(figures(world, one, other))
        assert (total, total.note) == (Estimate(low=40, high=60), None)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("people_affected", "people_displaced"), ("people_displaced", "people_affected")],
    )
    def test_a_metric_within_another_counts_what_that_counts(
        self, world: Dataset, one: str, other: str
    ) -> None:
        """Whoever is counted by the narrower metric is counted by the wider one, in any order."""
        lines = refusal(figures(world, {"metric": one}, {"metric": other}))
        assert lines[0].startswith(f"found 'a' and 'b', which both count {one} with overlapping")

    def test_only_different_events_lie_apart(self, world: Dataset) -> None:
        """Two events have nothing in common; one event, or one that is unknown, may be counted."""
        two = figures(world, {"event": "one"}, {"event": "two"})
        assert ac.total(two) == Estimate(low=40, high=60)
        for other in ("one", None):
            assert len(refusal(figures(world, {"event": "one"}, {"event": other}))) == 1

    def test_only_parts_that_divide_their_whole_lie_apart(self, world: Dataset) -> None:
        """The parts of one partitioned figure are added, those of another figure are not."""

        def parts(partitioned: object, of: str | None) -> Dataset:
            return figures(
                world,
                {"period": year(1990), "partitioned": partitioned},
                {"part_of": "a"},
                {"part_of": of},
            )

        divided = parts("yes", "a")
        assert add_up(divided, ["b", "c"]) == Estimate(low=40, high=60)
        for dataset in (parts(None, "a"), parts("yes", None)):
            with pytest.raises(UsageError, match="found 'b' and 'c', which both count"):
                add_up(dataset, ["b", "c"])

    def test_rival_findings(self) -> None:
        """Two findings on one claim and one time are rivals and no parts."""
        pair = ["displaced-survey", "displaced-bulletin"]
        assert refusal(pair, path=GOOD) == [
            (
                "found 'displaced-survey' and 'displaced-bulletin', rivals on the claim "
                f"'floods-displaced' with overlapping periods; {REMEDY}"
            )
        ]

    def test_a_claim_and_what_was_found_on_it(self) -> None:
        """A figure is no more to be added to its finding than to itself."""
        assert refusal(["floods-drowned", "drowned-courier"], path=GOOD) == [
            (
                "found 'floods-drowned' and 'drowned-courier', rivals on the claim "
                f"'floods-drowned' with overlapping periods; {REMEDY}"
            )
        ]

    def test_a_finding_has_places_of_its_own(self, tmp_path: Path) -> None:
        """A finding counts in its own places; without any, anywhere."""
        pair = ["floods-displaced-dolor", "displaced-bulletin"]
        assert len(refusal(pair, path=GOOD)) == 1
        folder = shutil.copytree(GOOD, tmp_path / "world")
        claims = folder / "claims" / "river-floods.yaml"
        text = claims.read_text(encoding="utf-8").replace("    part_of: floods-displaced\n", "")
        claims.write_text(text, encoding="utf-8")
        evidence = folder / "evidence" / "river-floods.yaml"
        early = "    locator: table 3, row 1\n"
        text = evidence.read_text(encoding="utf-8").replace(early, f"{early}    places: [ipsum]\n")
        evidence.write_text(text, encoding="utf-8")

        apart = ac.total(["floods-displaced-dolor", "displaced-survey-early"], path=folder)
        assert (apart.low, apart.high) == (700, 1499)

    def test_the_killed_and_the_injured_add_up_to_casualties(self) -> None:
        """Parts that have nobody in common add up to the metric that holds both."""
        total = ac.total(
            ["picss-2023-militant-attacks-killed", "picss-2023-militant-attacks-injured"], "draft"
        )
        assert total.metric.id == "casualties"

    def test_allowed_overlap_is_said_in_the_note(self) -> None:
        """The sum is given, and with it what it counts twice."""
        pair = ["floods-displaced", "floods-displaced-dolor"]
        total = ac.total(pair, path=GOOD, allow_overlap=True)
        assert total == Estimate(low=1500, low_open=True, interpreted=("low",))
        assert total.note == (
            "Overlap was allowed, so that this may count twice: 'floods-displaced-dolor', which "
            "is a part of 'floods-displaced'."
        )
        assert str(total) == (
            f"more than 1,500 people (People displaced, the sum of 2 ranges). {total.note}"
        )

    def test_a_long_list_of_pairs_is_cut(self, world: Dataset) -> None:
        """Twelve figures make sixty-six pairs; the message stays readable."""
        lines = refusal(figures(world, *[{}] * 12))
        assert (len(lines), lines[-1]) == (21, "and 46 more")

    def test_a_list_of_twenty_pairs_is_whole(self, world: Dataset) -> None:
        """Five figures of each of two years make twenty pairs, and none is left out."""
        years = [{"period": year(number)} for number in (1990, 1991) for _ in range(5)]
        lines = refusal(figures(world, *years))
        assert (len(lines), lines[-1][:17]) == (20, "found 'i' and 'j'")


class TestWhatNeverAddsUp:
    """Design: one additive metric and one unit; no overlap that is allowed changes that."""

    @pytest.mark.parametrize("allow_overlap", [False, True])
    @pytest.mark.parametrize(
        ("ids", "line"),
        [
            (
                ["fields-under-water"],
                (
                    "found fields_flooded, in percent, which does not add up; expected an additive "
                    "metric; take its figures one by one"
                ),
            ),
            (
                ["floods-drowned", "floods-displaced"],
                (
                    "found the metrics people_drowned (people), people_displaced (people); "
                    "expected one; add the figures of one of them"
                ),
            ),
            (
                ["floods-drowned", "floods-drowned"],
                "found 'floods-drowned' 2 times; expected it once; drop the others",
            ),
            (
                ["dam-opened"],
                (
                    "found 'dam-opened', which has no range; expected figures; select them with "
                    "kind='figure'"
                ),
            ),
            (
                ["dam-opened", "gauge-missing"],
                (
                    "found 2 assertions, among them 'dam-opened', which has no range; expected "
                    "figures; select them with kind='figure'"
                ),
            ),
            (
                ["floods-drowned-june"],
                (
                    "found 'floods-drowned-june', which is retired; expected claims in use; add "
                    "'floods-drowned' instead"
                ),
            ),
            (
                ["drowned-courier-first"],
                (
                    "found 'drowned-courier-first', which is retired; expected findings in use; "
                    "add 'drowned-courier' instead"
                ),
            ),
            (
                ["displaced-credited"],
                (
                    "found 'displaced-credited', a finding about an attribution; expected findings "
                    "about a value; leave it out"
                ),
            ),
            ([], "missing range; expected at least one figure or finding; select some"),
        ],
    )
    def test_what_does_not_add_up_is_refused(
        self, ids: list[str], line: str, *, allow_overlap: bool
    ) -> None:
        """The message says what was found, what is expected and how to mend it."""
        assert refusal(ids, path=GOOD, allow_overlap=allow_overlap) == [line]

    def test_everything_wrong_is_said_at_once(self, world: Dataset) -> None:
        """The whole world cannot be added, for four reasons in one message."""
        lines = refusal(world)
        assert any("'floods-displaced-dolor', which is a part of" in line for line in lines)
        assert any("'floods-drowned-june', which is retired" in line for line in lines)
        assert any("found 7 assertions, among them" in line for line in lines)
        assert any("found the metrics" in line for line in lines)

    def test_an_unknown_id_names_the_nearest(self) -> None:
        """Ids of claims and of findings are both known."""
        with pytest.raises(UnknownValueError) as caught:
            ac.total(["displaced-survey-earl"], path=GOOD)
        assert "found 'displaced-survey-earl'; expected a claim or finding; did you mean" in str(
            caught.value
        )

    def test_a_dataset_brings_its_own_version(self, world: Dataset) -> None:
        """A version beside an open dataset is refused and not passed over."""
        assert refusal(world, version="draft") == [
            "found a dataset and a version or path; expected one of them; drop one"
        ]


def test_every_figure_of_the_real_data_is_a_total_of_itself_or_refused(draft: Dataset) -> None:
    """Alone, a figure adds up exactly where its metric does."""
    for claim in draft.select(kind="figure"):
        assert isinstance(claim, Figure)
        alone = dataclasses.replace(draft, claims={claim.id: claim})
        if draft.metrics[claim.metric].additive:
            same = dataclasses.replace(claim.estimate, wording=None)
            assert ac.total(alone) == same
        else:
            assert "does not add up" in refusal(alone)[0]


@pytest.mark.parametrize("metric", ["civilians_killed", "soldiers_killed"])
def test_rivals_of_the_real_data_add_up_only_where_that_is_allowed(
    draft: Dataset, metric: str
) -> None:
    """All findings on the claims of a metric overlap, and the note of their sum names the pairs."""
    claims = draft.select(metric=metric).claims
    found = [
        comparison.finding
        for claim in claims
        for comparison in draft.comparisons(claim)
        if comparison.finding.estimate
        and comparison.scope in {"same", "narrower"}
        and comparison.finding.metric in {None, metric}
    ]
    ids = [finding.id for finding in found]
    assert any(line.startswith("found ") for line in refusal(ids, version="draft"))
    total = ac.total(ids, "draft", allow_overlap=True)
    parts = [finding.estimate for finding in found if finding.estimate]
    assert total == dataclasses.replace(reduce(add, parts), wording=None)
    assert "rivals on the claim" in str(total.note) or "is a part of" in str(total.note)
