"""Estimates: ranges as they were said, and how two of them lie."""

from __future__ import annotations

import dataclasses
import math
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afpak_claims.records.estimates import Estimate, Gap, exact_number, format_number
from strategies import estimates, numbers

MORE_THAN_430 = Estimate(low=430, low_open=True)
UP_TO_430 = Estimate(high=430)
GRID = [step / 2 for step in range(-4, 20)]
SMALL = st.integers(0, 6)
MIRROR = {"above": "below", "below": "above", "overlaps": "overlaps"}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {},
            "missing bound; expected at least one of low, best and high; add one",
        ),
        (
            {"wording": "some", "low_open": True},
            "missing bound; expected at least one of low, best and high; add one",
        ),
        (
            {"low": 2, "high": 1},
            "found low 2, high 1; expected low ≤ best ≤ high; put the bounds in order",
        ),
        (
            {"low": 2, "best": 1.5},
            "found low 2, best 1.5; expected low ≤ best ≤ high; put the bounds in order",
        ),
        (
            {"best": 2000, "high": 1},
            "found best 2,000, high 1; expected low ≤ best ≤ high; put the bounds in order",
        ),
        (
            {"high": 1, "low_open": True},
            (
                "found low_open without low; expected an exclusive bound to have a value; add "
                "low or delete low_open"
            ),
        ),
        (
            {"best": 1, "high_open": True},
            (
                "found high_open without high; expected an exclusive bound to have a value; add "
                "high or delete high_open"
            ),
        ),
        (
            {"low": 1, "interpreted": ("high",)},
            (
                "found interpreted high without high; expected that bound; add it or delete it "
                "from interpreted"
            ),
        ),
        (
            {"low": 1, "high": 1, "high_open": True},
            (
                "found an exclusive bound on a range of one value; expected at least one value "
                "in the range; delete low_open or high_open"
            ),
        ),
        (
            {"best": 5, "high": 5, "high_open": True},
            (
                "found best equal to the exclusive bound high; expected best inside the range; "
                "change best or delete high_open"
            ),
        ),
        (
            {"low": 5, "best": 5, "low_open": True},
            (
                "found best equal to the exclusive bound low; expected best inside the range; "
                "change best or delete low_open"
            ),
        ),
        (
            {"low": 1, "interpreted": ("low", "low")},
            "found a bound twice in interpreted; expected each bound once; delete one of them",
        ),
        (
            {"best": math.nan},
            "found best nan; expected a finite number; leave the bound out if unknown",
        ),
        (
            {"low": -math.inf},
            "found low -inf; expected a finite number; leave the bound out if unknown",
        ),
        (
            {"high": 10**15},
            (
                "found high 1000000000000000; expected less than 1e+15 and at most 9 decimals; "
                "round it"
            ),
        ),
        (
            {"best": 1 / 3},
            f"found best {1 / 3}; expected less than 1e+15 and at most 9 decimals; round it",
        ),
        (
            {"low": 1, "high": 2, "level": 0},
            "found level 0; expected a percentage between 0 and 100, as 95; change it",
        ),
        (
            {"low": 1, "high": 2, "level": 100},
            "found level 100; expected a percentage between 0 and 100, as 95; change it",
        ),
    ],
)
def test_a_range_that_contradicts_itself_is_refused(fields: dict[str, Any], message: str) -> None:
    """The constructor itself refuses what no reader could mean."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        Estimate(**fields)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "fields",
    [
        {"low": 1},
        {"high": 2},
        {"low": 1, "high": 2, "low_open": True},
        {"low": 1, "high": 2, "high_open": True},
        {"low": 1, "high": 2, "interpreted": ("low",), "wording": "a few"},
    ],
)
def test_a_level_needs_both_bounds_of_an_interval(fields: dict[str, Any]) -> None:
    """A confidence interval has two bounds, which the source gives and which belong to it."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        Estimate(**fields, level=95)
    assert str(caught.value) == (
        "found a level without the two bounds of a confidence interval; expected low and high, "
        "neither exclusive nor interpreted; give both, or delete level"
    )


def test_an_estimate_cannot_be_changed() -> None:
    """A range is a value: whoever wants another one makes another one."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        MORE_THAN_430.low = 500  # type: ignore[misc] # - the point of the test
    assert MORE_THAN_430.low == 430


@pytest.mark.parametrize(
    ("estimate", "lower", "upper"),
    [
        (Estimate(low=1), 1, None),
        (Estimate(high=3), None, 3),
        (Estimate(best=2), 2, 2),
        (Estimate(low=1, best=2), 1, None),
        (Estimate(best=2, high=3), 2, 3),
        (Estimate(low=1, best=2, high=3), 1, 3),
        (Estimate(low=0, high=0), 0, 0),
    ],
)
def test_the_outer_values_are_those_the_words_allow(
    estimate: Estimate, lower: float | None, upper: float | None
) -> None:
    """A lone best value is both ends; a low with no high is open upwards."""
    assert (estimate.lower, estimate.upper) == (lower, upper)


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        (MORE_THAN_430, Estimate(best=430), Gap("above", 0, 0)),
        (MORE_THAN_430, Estimate(best=430.5), Gap("overlaps", 0, 0)),
        (Estimate(low=430), Estimate(best=430), Gap("overlaps", 0, 0)),
        (MORE_THAN_430, UP_TO_430, Gap("above", 0, 0)),
        (MORE_THAN_430, MORE_THAN_430, Gap("overlaps", 0, 0)),
        (MORE_THAN_430, Estimate(best=400), Gap("above", 30, 0.075)),
        (Estimate(best=400), MORE_THAN_430, Gap("below", 30, 30 / 430)),
        (Estimate(best=5), Estimate(best=0), Gap("above", 5, None)),
        (Estimate(best=-5), Estimate(best=-10), Gap("above", 5, 0.5)),
        (Estimate(low=1, best=9), Estimate(best=100), Gap("overlaps", 0, 0)),
        (Estimate(low=1, high=3), Estimate(low=3, high=5), Gap("overlaps", 0, 0)),
        (
            Estimate(low=1, high=3, high_open=True),
            Estimate(low=3, high=5),
            Gap("below", 0, 0),
        ),
    ],
)
def test_two_ranges_overlap_or_lie_apart(one: Estimate, other: Estimate, gap: Gap) -> None:
    """The relation, the distance and its share of the second range's nearer bound."""
    assert one.compared_with(other) == gap


def holds(estimate: Estimate, value: float, *, closed: bool = False) -> bool:
    """Say whether a range allows a value, read from its bounds one by one."""
    low = estimate.best if estimate.low is None else estimate.low
    only_best = estimate.low is None and estimate.high is None
    high = estimate.best if only_best else estimate.high
    if low is not None and (value < low or (value == low and estimate.low_open and not closed)):
        return False
    return high is None or value < high or (value == high and (closed or not estimate.high_open))


class TestComparison:
    """Codebook: ranges that share a value overlap; else the claim lies above or below.

    The bounds drawn are whole numbers, so that a shared value shows on a grid of half steps.
    """

    @given(estimates(SMALL), estimates(SMALL))
    @example(Estimate(low=3, low_open=True), Estimate(high=3))
    @example(Estimate(low=2, high=3, high_open=True), Estimate(low=2, low_open=True, high=3))
    def test_the_relation_is_that_of_the_values(self, one: Estimate, other: Estimate) -> None:
        """Overlap means a common value; above and below mean that every value is so."""
        first = [value for value in GRID if holds(one, value)]
        second = [value for value in GRID if holds(other, value)]
        if set(first) & set(second):
            due = "overlaps"
        else:
            due = "above" if min(first) > max(second) else "below"
        assert one.compared_with(other).relation == due

    @given(estimates(SMALL), estimates(SMALL))
    def test_the_gap_is_the_least_distance_of_their_values(
        self, one: Estimate, other: Estimate
    ) -> None:
        """The distance is that of the two nearest values, open bounds counted as reached."""
        first = [value for value in GRID if holds(one, value, closed=True)]
        second = [value for value in GRID if holds(other, value, closed=True)]
        due = min(abs(a - b) for a in first for b in second)
        assert one.compared_with(other).absolute == due

    @given(estimates(SMALL), estimates(SMALL))
    def test_the_relative_gap_is_measured_by_the_second_range(
        self, one: Estimate, other: Estimate
    ) -> None:
        """Distance over the second range's nearer bound; unknown only where that is 0."""
        gap = one.compared_with(other)
        near = other.upper if gap.relation == "above" else other.lower
        if gap.relation == "overlaps":
            assert gap.relative == 0
        elif near == 0:
            assert gap.relative is None
        else:
            assert near is not None
            assert gap.relative == gap.absolute / abs(near)

    @given(estimates(), estimates())
    def test_exchanging_the_two_ranges_mirrors_the_relation(
        self, one: Estimate, other: Estimate
    ) -> None:
        """What lies above the other has the other below it, at the same distance."""
        there, back = one.compared_with(other), other.compared_with(one)
        assert (back.relation, back.absolute) == (MIRROR[there.relation], there.absolute)

    @given(estimates())
    def test_every_range_overlaps_itself(self, one: Estimate) -> None:
        """No estimate is empty."""
        assert one.compared_with(one) == Gap("overlaps", 0, 0)


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (Estimate(best=3), "3"),
        (Estimate(low=430), "430 or more"),
        (MORE_THAN_430, "more than 430"),
        (UP_TO_430, "up to 430"),
        (Estimate(high=430, high_open=True), "less than 430"),
        (Estimate(low=2500, high=4000), "between 2,500 and 4,000"),
        (Estimate(low=300, high=999, interpreted=("low", "high")), "300 to 999"),
        (
            Estimate(low=36, high=40, high_open=True, interpreted=("low",)),
            "at least 36 and less than 40",
        ),
        (Estimate(low=1, high=2, low_open=True), "more than 1 and at most 2"),
        (Estimate(low=2, best=2, high=2), "2"),
        (Estimate(low=1, best=2, high=3), "2 (between 1 and 3)"),
        (Estimate(low=1, best=2), "2 (1 or more)"),
        (Estimate(best=2, high=3), "2 (up to 3)"),
        (Estimate(low=0, high=0), "0"),
        (Estimate(low=11, high=14, level=95), "between 11 and 14 (95% confidence)"),
        (Estimate(low=11, best=12, high=14, level=95), "12 (between 11 and 14, 95% confidence)"),
    ],
)
def test_a_range_is_said_in_plain_words(estimate: Estimate, words: str) -> None:
    """Open bounds, missing bounds and single values each have their phrase."""
    assert estimate.in_words() == words


def test_the_unit_follows_the_words() -> None:
    """A unit stands behind the range with one space."""
    assert MORE_THAN_430.in_words("strikes") == "more than 430 strikes"


@pytest.mark.parametrize(
    ("estimate", "unit", "words"),
    [
        (
            Estimate(low=3, interpreted=("low",), wording="several"),
            "",
            "“several”, read as 3 or more",
        ),
        (Estimate(low=3, interpreted=("low",)), "times", "3 or more times"),
        (Estimate(best=3, wording="three"), "", "3"),
        (Estimate(best=3), "rank", "rank 3"),
    ],
)
def test_the_source_is_quoted_where_its_words_are_interpreted(
    estimate: Estimate, unit: str, words: str
) -> None:
    """A number that stands in the words needs no quotation; a place in a ranking is named first."""
    assert estimate.with_wording(unit) == words


def test_the_card_of_a_range_has_a_line_for_each_bound() -> None:
    """What is excluded and what rests on a convention is said beside the bound; none is made up."""
    estimate = Estimate(
        low=36, high=40, high_open=True, interpreted=("low",), wording="three dozen to forty"
    )
    assert re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", estimate._repr_html_()) == [
        ("low", "36 (by convention, not in the words)"),
        ("high", "40 (excluded)"),
        ("wording", "“three dozen to forty”"),
    ]
    assert "<dt>wording" not in Estimate(best=3)._repr_html_()


@given(estimates())
def test_every_range_has_words(estimate: Estimate) -> None:
    """No shape of estimate is left without a phrase, and each names each of its bounds."""
    words = estimate.in_words()
    given_bounds = {estimate.low, estimate.best, estimate.high} - {None}
    assert all(format_number(value) in words for value in given_bounds if value is not None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1,000"),
        (4000000.0, "4,000,000"),
        (-1200, "-1,200"),
        (37.97, "37.97"),
        (1234.5, "1,234.5"),
        (0.1 + 0.2, "0.3"),
        (33.333333333, "33.33"),
        (0.884955752, "0.885"),
        (-1234.56789012, "-1,234.57"),
        (12.345678, "12.345678"),
        (0.00002, "0.00002"),
    ],
)
def test_a_number_is_written_for_people(value: float, text: str) -> None:
    """Thousands are parted; a decimal has the digits it was given, and no noise of the machine."""
    assert format_number(value) == text


@given(numbers())
def test_a_written_number_reads_back_as_the_same_number(value: float) -> None:
    """Nothing of a number that a record may hold is lost where it is written whole."""
    assert float(exact_number(value).replace(",", "")) == value


@given(numbers())
def test_a_shown_number_has_four_digits_at_least_and_is_short(value: float) -> None:
    """A reader sees no ninth decimal of a third, and a number hardly other than that kept."""
    shown = format_number(value).replace(",", "")
    assert float(shown) == pytest.approx(value, rel=5e-4)
    assert len(shown.partition(".")[2]) <= 6 or abs(value) < 0.01
