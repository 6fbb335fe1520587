"""Arithmetic of estimates, held against every value of a grid."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afpak_claims.errors import UsageError
from afpak_claims.records.estimates import Estimate
from examples import examples
from strategies import estimates

WINDOW, INNER = 90, 40
RANGES = estimates(st.integers(-3, 6).map(lambda n: 4 * n))
"""Ranges with bounds on every fourth number, so that an open bound leaves numbers beside it."""


def allows(e: Estimate, value: int) -> bool:
    """Whether the words of an estimate allow a value, read off its fields one by one."""
    if e.low is not None and (value < e.low or (e.low_open and value == e.low)):
        return False
    if e.high is not None and (value > e.high or (e.high_open and value == e.high)):
        return False
    if e.best is None or e.low is not None:
        return True
    return value == e.best if e.high is None else value >= e.best


def values(e: Estimate) -> list[int]:
    """Return every whole number of the window that an estimate allows."""
    return [value for value in range(-WINDOW, WINDOW + 1) if allows(e, value)]


def has_lower(e: Estimate) -> bool:
    """Whether an estimate excludes the low end of the window."""
    return not allows(e, -WINDOW)


def has_upper(e: Estimate) -> bool:
    """Whether an estimate excludes the high end of the window."""
    return not allows(e, WINDOW)


class TestSum:
    """Design: open ends and interpreted bounds are carried through; a bound is known if all are."""

    @given(one=RANGES, other=RANGES)
    @settings(max_examples=examples(75), deadline=None)
    def test_a_sum_allows_exactly_what_two_values_make(
        self, one: Estimate, other: Estimate
    ) -> None:
        """Every pair of values adds up to one that the sum allows, and no other is allowed."""
        known = (has_lower(one) and has_lower(other)) or (has_upper(one) and has_upper(other))
        if not known:
            with pytest.raises(UsageError):
                one + other
            return
        made = {x + y for x, y in product(values(one), values(other))}
        total = one + other

        assert all(allows(total, value) for value in made)
        # An open bound of both leaves one number out on each side: look at every second one.
        allowed = {value for value in range(-INNER, INNER + 1, 2) if allows(total, value)}
        assert allowed <= made

    @given(one=RANGES, other=RANGES)
    @settings(max_examples=examples(75), deadline=None)
    def test_the_best_value_is_known_where_both_are(self, one: Estimate, other: Estimate) -> None:
        """A best value is the sum of two, never a bound in its stead."""
        try:
            total = one + other
        except UsageError:
            return
        both = one.best is not None and other.best is not None
        assert total.best == (one.best + other.best if both else None)  # type: ignore[operator] # likewise

    @given(one=RANGES, other=RANGES)
    @settings(max_examples=examples(75), deadline=None)
    def test_a_bound_is_interpreted_where_either_is(self, one: Estimate, other: Estimate) -> None:
        """What rests on a convention in a part rests on it in the sum, where the sum has it."""
        try:
            total = one + other
        except UsageError:
            return
        for side in ("low", "high"):
            by_convention = side in one.interpreted or side in other.interpreted
            has_it = getattr(total, side) is not None
            assert (side in total.interpreted) == (by_convention and has_it)

    @given(one=RANGES, other=RANGES, third=RANGES)
    @settings(max_examples=examples(60), deadline=None)
    def test_order_does_not_matter(self, one: Estimate, other: Estimate, third: Estimate) -> None:
        """Ranges with every bound known add up to the same in any order."""
        try:
            left = one + other + third
            right = third + (other + one)
        except UsageError:
            return
        assert {side: getattr(left, side) for side in ("low", "best", "high")} == {
            side: getattr(right, side) for side in ("low", "best", "high")
        }

    def test_only_estimates_are_added(self) -> None:
        """A bare number is not a report, and adding one fails as Python does it."""
        with pytest.raises(TypeError, match="unsupported operand"):
            Estimate(best=1) + 1  # type: ignore[operator] # it is wrong

    def test_decimals_add_up_as_written(self) -> None:
        """No digit comes from binary fractions."""
        assert Estimate(best=0.1) + Estimate(best=0.2) == Estimate(best=0.3)

    def test_a_sum_without_a_known_bound_is_refused(self) -> None:
        """At least one and at most one say nothing together, and the message says so."""
        with pytest.raises(UsageError) as caught:
            Estimate(low=1) + Estimate(high=2)
        assert str(caught.value) == (
            "found “1 or more” and “up to 2”, whose sum has no known bound; expected ranges that "
            "both have a lower or both an upper bound; leave one of them out"
        )

    @pytest.mark.parametrize(
        ("one", "other", "words"),
        [
            (Estimate(low=430, low_open=True), Estimate(best=70), "more than 500"),
            (Estimate(best=2), Estimate(best=3), "5"),
            (Estimate(low=1, high=2), Estimate(low=3, high=4), "between 4 and 6"),
            (
                Estimate(low=300, high=999, interpreted=("low", "high")),
                Estimate(best=1),
                "301 to 1,000",
            ),
            (Estimate(low=1, best=2, high=3), Estimate(best=5), "7 (between 6 and 8)"),
            (Estimate(best=2, high=3), Estimate(high=4), "up to 7"),
        ],
    )
    def test_sums_in_words(self, one: Estimate, other: Estimate, words: str) -> None:
        """A sum prints in plain words, as every estimate does."""
        assert str(one + other) == words


class TestOrder:
    """Certain is what holds for every pair of values, possible what holds for at least one."""

    @given(one=RANGES, other=RANGES)
    @settings(max_examples=examples(100), deadline=None)
    def test_comparisons_are_those_of_every_pair_of_values(
        self, one: Estimate, other: Estimate
    ) -> None:
        """Each of the five answers is the one that the grid gives."""
        pairs = list(product(values(one), values(other)))
        assert one.certainly_less(other) == all(x < y for x, y in pairs)
        assert one.certainly_greater(other) == all(x > y for x, y in pairs)
        assert one.possibly_less(other) == any(x < y for x, y in pairs)
        assert one.possibly_greater(other) == any(x > y for x, y in pairs)
        assert one.possibly_equal(other) == any(x == y for x, y in pairs)

    @given(one=RANGES, other=RANGES)
    @settings(max_examples=examples(60), deadline=None)
    def test_comparisons_agree_with_relations(self, one: Estimate, other: Estimate) -> None:
        """What overlaps is possibly equal, and what lies above is certainly greater."""
        relation = one.compared_with(other).relation
        assert one.possibly_equal(other) == (relation == "overlaps")
        assert one.certainly_greater(other) == (relation == "above")
        assert one.certainly_less(other) == (relation == "below")


@given(e=estimates())
@settings(max_examples=examples(50))
def test_an_estimate_prints_its_words(e: Estimate) -> None:
    """Print and in_words say the same."""
    assert f"{e}" == e.in_words()
