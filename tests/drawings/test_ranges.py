"""Drawings: to scale, inside their scale, and never more than the words say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from afpak_claims.drawings.ranges import Scale, estimate_scale, lay_estimate, lay_period, years
from afpak_claims.records.estimates import Estimate
from examples import examples
from strategies import estimates, periods

if TYPE_CHECKING:
    from afpak_claims.records.periods import Period


@pytest.mark.parametrize(
    ("estimate", "ends", "words"),
    [
        (Estimate(low=20, high=30), ("closed", "closed"), "From 20 to 30."),
        (
            Estimate(low=430, low_open=True),
            ("excluded", "open"),
            "From 430, itself excluded, on to the right without an end.",
        ),
        (
            Estimate(high=5, high_open=True),
            ("open", "excluded"),
            "From the left without a beginning up to 5, itself excluded.",
        ),
        (Estimate(low=3), ("closed", "open"), "From 3, on to the right without an end."),
        (Estimate(best=7), ("closed", "closed"), "A point at 7."),
        (
            Estimate(low=900, best=1010, high=1100),
            ("closed", "closed"),
            "From 900 to 1,100. Best value 1,010.",
        ),
        (
            Estimate(low=300, high=999, interpreted=("low", "high")),
            ("closed", "closed"),
            "From 300 to 999. Hatched at its low and high end: read from a phrase, not given.",
        ),
    ],
)
def test_ends_and_words_are_those_of_the_estimate(
    estimate: Estimate, ends: tuple[str, str], words: str
) -> None:
    """An end that is not given is open, an excluded one is marked, and the text says both."""
    track = lay_estimate(estimate, estimate_scale([estimate]))

    assert ends == (track.left_end, track.right_end)
    assert words == track.words


def test_half_of_a_bar_is_hatched_at_the_interpreted_bound() -> None:
    """Only the side that comes from a convention is hatched."""
    scale = Scale(0, 100, log=False, ticks=())

    low = lay_estimate(Estimate(low=36, high=40, interpreted=("low",)), scale)
    high = lay_estimate(Estimate(low=36, high=40, interpreted=("high",)), scale)
    assert low.hatched == ((36.0, 2.0),)
    assert high.hatched == ((38.0, 2.0),)
    assert lay_estimate(Estimate(low=36, high=40), scale).hatched == ()


def test_a_wide_span_has_a_logarithmic_scale() -> None:
    """From thirty-fold on a scale is logarithmic; below that, or at zero, it is not."""
    assert estimate_scale([Estimate(best=2), Estimate(best=60)]).log
    assert not estimate_scale([Estimate(best=3), Estimate(best=60)]).log
    assert not estimate_scale([Estimate(best=0), Estimate(best=60)]).log


def test_equal_distances_are_equal_lengths() -> None:
    """On a linear scale a bar of twice the length is twice as long."""
    short, long = Estimate(low=100, high=200), Estimate(low=100, high=300)
    scale = estimate_scale([short, long])

    widths = [lay_estimate(estimate, scale).width for estimate in (short, long)]

    assert widths[1] == pytest.approx(2 * widths[0], abs=0.02)


class TestInsideTheScale:
    """Whatever the estimates are, every mark lies inside the drawing and keeps their order."""

    @given(st.lists(estimates(), min_size=1, max_size=6))
    @settings(max_examples=examples(100))
    @example([Estimate(best=1e-09)])  # ticks finer than the labels tell apart
    def test_estimates(self, given_estimates: list[Estimate]) -> None:
        """Bars, best values and ticks lie between 0 and 100; ticks rise."""
        scale = estimate_scale(given_estimates)

        for estimate in given_estimates:
            track = lay_estimate(estimate, scale)
            assert 0 <= track.left <= track.right <= 100
            if track.best is not None:
                assert track.left <= track.best <= track.right
        places = [tick.at for tick in scale.ticks]
        assert places == sorted(places)
        assert len(set(places)) == len(places) <= 8
        assert all(0 <= place <= 100 for place in places)

    @given(st.lists(estimates(), min_size=2, max_size=6))
    @settings(max_examples=examples(100))
    def test_order(self, given_estimates: list[Estimate]) -> None:
        """A range that lies above another is never drawn below it."""
        scale = estimate_scale(given_estimates)
        first, second = given_estimates[:2]

        if first.compared_with(second).relation == "above":
            assert lay_estimate(first, scale).left >= lay_estimate(second, scale).right

    @given(st.lists(periods().filter(lambda period: period.edtf), min_size=1, max_size=6))
    @settings(max_examples=examples(100))
    def test_periods(self, given_periods: list[Period]) -> None:
        """Every dated period has its place on a scale of whole years with few labels."""
        scale = years(given_periods)

        for period in given_periods:
            track = lay_period(period, scale)
            assert 0 <= track.left <= track.right <= 100
            assert (track.left_end == "open") == (period.start is None)
            assert (track.right_end == "open") == (period.end is None)
        assert all(re.fullmatch(r"\d+", tick.label) for tick in scale.ticks)
        assert len(scale.ticks) <= 8


def test_no_periods_have_an_empty_scale() -> None:
    """A dataset without dates has a timeline without years."""
    assert years([]).ticks == ()


def test_labels_at_the_edges_stay_inside() -> None:
    """A long label near an end is aligned to that end."""
    scale = estimate_scale([Estimate(low=1, high=8 * 10**5)])

    assert [tick.anchor for tick in scale.ticks] == ["start", "middle", "middle", "end"]
