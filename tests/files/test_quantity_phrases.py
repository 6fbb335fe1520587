"""Quantities: numerals and quantifier phrases, and the bounds that they give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afpak_claims.files.folders import read_draft
from afpak_claims.files.quantity_phrases import expected_estimate, numerals
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.vocabulary import Quantifier

GOOD = Path(__file__).parents[1] / "fixtures" / "good"
QUANTIFIERS = [entry.record for entry in read_draft(GOOD)[0].quantifiers]


@pytest.mark.parametrize(
    ("wording", "values"),
    [
        ("", []),
        ("some people", []),
        ("430", [430]),
        ("more than 1,200 people", [1200]),
        ("between 2,500 and 4,000", [2500, 4000]),
        ("37.97 percent", [37.97]),
        ("37%", [37]),
        ("five million", [5000000]),
        ("2.5 million", [2500000]),
        ("two hundred thousand", [200000]),
        ("three-million", [3000000]),
        ("Twelve steps", [12]),
        ("someone often", []),
        ("1990 and 1995,", [1990, 1995]),
        ("1,200, several hundred", [1200]),
    ],
)
def test_the_numbers_that_a_wording_names(wording: str, values: list[float]) -> None:
    """Digits, the words up to twelve, and the scales; a word inside another one is none."""
    assert numerals(wording) == values


@pytest.mark.parametrize(
    ("wording", "estimate"),
    [
        ("decades", Estimate(low=20, interpreted=("low",))),
        ("more than 1,200 people", Estimate(low=1200, low_open=True)),
        ("over two million", Estimate(low=2000000, low_open=True)),
        (
            "nearly 40 percent",
            Estimate(low=36, high=40, high_open=True, interpreted=("low",)),
        ),
        ("nearly 0.7", Estimate(low=0.63, high=0.7, high_open=True, interpreted=("low",))),
        ("Between 20 and 30", Estimate(low=20, high=30)),
        ("several", Estimate(low=3, interpreted=("low",))),
        ("several hundred", Estimate(low=300, high=999, interpreted=("low", "high"))),
        ("the second time", Estimate(low=2, best=2, high=2)),
        ("three steps", None),
        ("overall 12", None),
        ("severally", None),
    ],
)
def test_a_phrase_gives_its_bounds(wording: str, estimate: Estimate | None) -> None:
    """The longest phrase decides; a phrase inside another word is none."""
    assert expected_estimate(wording, QUANTIFIERS) == estimate


def test_the_order_of_the_vocabulary_decides_nothing() -> None:
    """The longest phrase decides, wherever it stands in its file."""
    expected = expected_estimate("several hundred", QUANTIFIERS)
    assert expected_estimate("several hundred", reversed(QUANTIFIERS)) == expected


def test_numerals_that_run_backwards_give_no_estimate() -> None:
    """Bounds out of order are a ValueError, which the rules turn into a problem."""
    with pytest.raises(ValueError, match=r"^found low 30, high 20; expected low ≤ best ≤ high"):
        expected_estimate("between 30 and 20", QUANTIFIERS)


@given(st.integers(0, 10**12))
def test_a_number_is_found_with_and_without_its_separators(value: int) -> None:
    """Thousands separators change nothing."""
    assert numerals(f"about {value:,} people") == numerals(f"about {value} people") == [value]


@given(st.text(max_size=80) | st.text("0123456789,.- milon", max_size=80))
def test_every_numeral_of_any_text_is_a_finite_number(wording: str) -> None:
    """No text makes a number too large to compare or print."""
    assert all(abs(value) < 1e40 for value in numerals(wording))


def test_a_numeral_of_thousands_of_digits_is_read_in_pieces() -> None:
    """Python's limit on the digits of an int is never met."""
    assert len(numerals("9" * 5000)) > 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "missing bound; expected at least one bound; add it"),
        (
            {"phrases": (), "low": "3"},
            "missing phrase; expected at least one phrase; add it",
        ),
        ({"low": "some"}, "found low 'some'; expected a number, or N, A or B; change it"),
        ({"high": "N 0.9"}, "found high 'N 0.9'; expected a number, or N, A or B; change it"),
        ({"best": "1e3"}, "found best '1e3'; expected a number, or N, A or B; change it"),
        (
            {"low": "A"},
            (
                "found the phrase 'about N'; expected each letter of the bounds, and no letter "
                "twice; change the phrase or the bounds"
            ),
        ),
        (
            {"phrases": ("N or N",), "low": "N"},
            (
                "found the phrase 'N or N'; expected each letter of the bounds, and no letter "
                "twice; change the phrase or the bounds"
            ),
        ),
        (
            {"low": "N", "high_open": True},
            "found high as exclusive or interpreted without high; expected that bound; add it",
        ),
        (
            {"best": "N", "interpreted": ("low",)},
            "found low as exclusive or interpreted without low; expected that bound; add it",
        ),
    ],
)
def test_a_quantifier_that_no_wording_could_meet_is_refused(
    fields: dict[str, Any], message: str
) -> None:
    """A convention that would fail on its first figure is refused where it is written."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        Quantifier(**{"id": "about", "phrases": ("about N",), "definition": "About it.", **fields})
    assert str(caught.value) == message


@given(
    st.sampled_from(["N", "0.9 N", "1.1 N", "12"]),
    st.sampled_from([None, "N", "1.1 N", "900"]),
    st.booleans(),
    st.integers(0, 10**6),
)
def test_a_convention_gives_an_estimate_or_says_why_not(
    low: str,
    high: str | None,
    low_open: bool,  # noqa: FBT001 - drawn by hypothesis
    value: int,
) -> None:
    """Every quantifier that can be written, on every numeral, gives a range or a ValueError."""
    quantifier = Quantifier(
        id="about",
        phrases=("about N",),
        definition="About it.",
        low=low,
        high=high,
        low_open=low_open,
    )
    factor, _, letter = low.rpartition(" ")
    due = 12 if low == "12" else round(float(factor or 1) * value, 9)
    try:
        estimate = expected_estimate(f"about {value}", [quantifier])
    except ValueError:
        assert high is not None
    else:
        assert estimate is not None
        assert (estimate.low, estimate.low_open) == (due, low_open)
        assert letter in {"N", "12"}
