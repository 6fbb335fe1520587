"""Words of units: which wordings name a unit that is not that of their metric."""

from __future__ import annotations

import pytest

from afpak_claims.files.quantity_phrases.conventions import Writing, writing_of
from afpak_claims.files.rules.unit_words import measured_otherwise, other_unit, others_than
from afpak_claims.records.vocabulary import Quantifier, Unit


def unit(name: str, singular: str, plural: str, dimension: str) -> Unit:
    """Return a unit."""
    return Unit(id=name, label=plural, singular=singular, plural=plural, dimension=dimension)


UNITS = {
    made.id: made
    for made in (
        unit("persons", "person", "people", "count"),
        unit("refugees", "refugee", "refugees", "count"),
        unit("steps", "step", "steps", "count"),
        unit("percent", "percent", "percent", "ratio"),
        unit("percent_of_gdp", "percent of GDP", "percent of GDP", "share of GDP"),
        unit("per_100000", "per 100,000", "per 100,000", "rate"),
        unit("year", "year", "years", "time"),
        unit("rank", "rank", "rank", "order"),
        unit("times", "time", "times", "factor"),
    )
}
WRITING = writing_of(None, UNITS.values(), ())


def named(wording: str, own: str, writing: Writing = WRITING) -> str | None:
    """Return the id of the unit that a wording names in place of the own one."""
    found = other_unit(wording, others_than(UNITS.get(own), UNITS.values(), writing))
    return found.id if found else None


@pytest.mark.parametrize(
    ("wording", "own"),
    [
        ("70 percent of the people", "percent"),
        ("70% of the people", "percent"),
        ("between 20 and 30 per cent of people", "percent"),
        ("one in six people", "percent"),
        ("almost one in six people", "percent"),
        ("a third of the people", "percent"),
        ("1/3 of the people", "percent"),
        ("two thirds of people", "percent"),
        ("12.4 people per 100,000", "per_100000"),
        ("12.4 people per 100,000", "percent"),
        ("300 people", "refugees"),
        ("300 persons", "persons"),
        ("300 persons", "refugees"),
        ("five years", "year"),
        ("3 percent", "percent_of_gdp"),
        ("3 percent of GDP", "percent"),
        ("the second time", "rank"),
        ("the third year", "rank"),
        ("three times as many people", "times"),
        ("twice as many people", "times"),
        ("300 people in five years", "persons"),
        ("two people of five percent", "persons"),
        ("the highest levels", "persons"),
        ("decades", "year"),
        ("36 months", "year"),
        ("300 people in two decades", "persons"),
        ("300", "percent"),
        ("", "percent"),
    ],
)
def test_an_honest_wording_names_no_other_unit(wording: str, own: str) -> None:
    """Nothing is refused that may be said of a quantity in the own unit."""
    assert named(wording, own) is None


@pytest.mark.parametrize(
    ("wording", "own", "other"),
    [
        ("11.5 percent", "persons", "percent"),
        ("11.5 %", "persons", "percent"),
        ("11.5 per cent of the people", "persons", "percent"),
        ("between 20 and 30 percent", "persons", "percent"),
        ("20-30 years", "steps", "year"),
        ("more than five years", "persons", "year"),
        ("about 300 people", "percent", "persons"),
        ("2 million people", "percent", "persons"),
        ("11.5 percent", "hectares", "percent"),
        ("decades", "persons", "year"),
        ("Decades", "percent", "year"),
        ("two decades", "persons", "year"),
        ("36 months", "steps", "year"),
    ],
)
def test_the_noun_behind_the_number_names_another_unit(wording: str, own: str, other: str) -> None:
    """A number of something of another dimension is no quantity in the own unit."""
    assert named(wording, own) == other


def test_a_convention_of_time_gives_no_number_of_people() -> None:
    """Decades are 20 years or more by a convention, and never 20 people."""
    decades = Quantifier(id="decades", phrases=("decades",), definition="Two at least.", low="20")
    writing = Writing(quantifiers=(decades,))

    assert measured_otherwise("decades", UNITS["persons"], writing, is_convention=True)
    assert not measured_otherwise("decades", UNITS["year"], writing, is_convention=True)


def test_the_words_of_the_dataset_name_units_in_any_language() -> None:
    """No list of words is needed but that of the units."""
    units = [unit("trees", "Baum", "Bäume", "count"), unit("years", "Jahr", "Jahre", "time")]
    german = Writing("de")

    others = others_than(units[0], units, german)
    assert other_unit("rund 1.200 Jahre", others) == units[1]
    assert other_unit("rund 1.200 Bäume", others) is None


DOLLARS = Unit(
    id="usd",
    label="US dollars",
    singular="US dollar",
    plural="US dollars",
    dimension="money",
    currency="USD",
)
DAYS = unit("days", "day", "days", "time")
MONTHS = unit("months", "month", "months", "time")
RANK = UNITS["rank"]


@pytest.mark.parametrize(
    ("wording", "own"),
    [
        ("50 cents", DOLLARS),
        ("300 rupees", DOLLARS),
        ("36 hours", DAYS),
        ("two years", MONTHS),
        ("between two and three years", MONTHS),
        ("5 tonnes", unit("kg", "kilogram", "kilograms", "mass")),
        ("2 miles", unit("km", "kilometre", "kilometres", "length")),
        ("300 people per day", UNITS["persons"]),
        ("two years", None),
    ],
)
def test_a_measure_that_is_not_the_unit_is_found(wording: str, own: Unit | None) -> None:
    """Its number is no number of the unit."""
    assert measured_otherwise(wording, own, WRITING)


@pytest.mark.parametrize(
    ("wording", "own"),
    [
        ("5 million dollars", DOLLARS),
        ("$5 million", DOLLARS),
        ("one day", DAYS),
        ("a minimum of 90 days", DAYS),
        ("300 people", UNITS["persons"]),
        ("300", DAYS),
        ("15 years old", UNITS["year"]),
        ("c. 300 people", UNITS["persons"]),
        ("USD 5 million", DOLLARS),
    ],
)
def test_a_measure_that_is_the_unit_is_none_else(wording: str, own: Unit) -> None:
    """A word of the unit, a sign of money or no noun at all leaves the number as it is."""
    assert not measured_otherwise(wording, own, WRITING)


def test_a_phrase_of_a_quantifier_may_have_its_own_measure() -> None:
    """Who declares that a year or two is 12 to 24 says so in months."""
    phrase = Quantifier(id="a-year", phrases=("a year or two",), definition="A year.", low="12")
    writing = Writing(quantifiers=(phrase,))

    assert not measured_otherwise("a year or two", MONTHS, writing, is_convention=True)
    assert measured_otherwise("a year or two", MONTHS, writing)
