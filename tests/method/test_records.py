"""Records: what the method takes of claims, findings and vocabulary, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import afpak_claims as ac
from afpak_claims.method import terms
from afpak_claims.method.records import claim_terms, finding_terms, ranked_values, world_of
from afpak_claims.records.claims import Assertion, Figure
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.findings import Finding
from afpak_claims.records.periods import Period

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

YEAR_2023 = terms.Span(dt.date(2023, 1, 1), dt.date(2023, 12, 31))


@pytest.fixture(scope="module")
def data() -> Dataset:
    """Return a released version, whose records never change."""
    return ac.open_dataset("2.2.0")


@pytest.fixture(scope="module")
def rank(data: Dataset) -> Figure:
    """Return the figure that is a rank."""
    claim = data["pakistan-casualties-rank-2023"]
    assert isinstance(claim, Figure)
    return claim


def value(**fields: object) -> Finding:
    """Return a value of a year."""
    given = {
        "id": "f",
        "claim": "c",
        "about": "value",
        "source": "s",
        "origin": (),
        "estimate": Estimate(best=5),
        "reading": "primary",
        **fields,
    }
    return Finding(**given)  # type: ignore[arg-type] # as the fields are declared


def test_the_vocabulary_is_taken_with_what_the_rules_ask_for(data: Dataset) -> None:
    """A metric's nature, whole, unit and growth; the place around; whom an actor speaks for."""
    world = world_of(data.metrics, data.places, data.actors)

    assert world.metrics["civilians_killed"] == terms.Metric(
        "flow", whole=True, within="people_killed", unit="people"
    )
    assert {name for name, metric in world.metrics.items() if metric.growth} == {
        name for name, metric in data.metrics.items() if metric.growth_of
    }
    assert any(metric.growth for metric in world.metrics.values())
    assert world.places["pk-north-waziristan"] == data.places["pk-north-waziristan"].within
    assert world.actors["ispr"] == terms.Actor(
        data.actors["ispr"].speaks_for, data.actors["ispr"].party
    )


def test_a_figure_is_taken_with_its_window_and_the_bodies_that_it_names(rank: Figure) -> None:
    """Metric, range, places, days and rank; who is credited counts where somebody is named."""
    assert claim_terms(rank) == terms.ClaimTerms(
        metric=rank.metric,
        estimate=rank.estimate,
        places=frozenset({"pk"}),
        time=terms.Time(given=True, days=YEAR_2023, holds="cumulative"),
        rank=terms.Window(2023, 2014, 2023),
        credited=("picss",),
    )
    unnamed = replace(rank, attribution=replace(rank.attribution, naming="generic"))
    assert claim_terms(unnamed).credited is None


def test_a_figure_without_a_year_or_a_rank_has_no_window(rank: Figure) -> None:
    """A rank is of a year; without one there is nothing to rank."""
    for period in (None, Period(edtf="../2023", holds="cumulative")):
        assert claim_terms(replace(rank, period=period)).rank is None
    assert claim_terms(replace(rank, rank=None)).rank is None


def test_an_assertion_is_taken_with_its_type_and_no_number(data: Dataset) -> None:
    """Its type, places, days and who is credited."""
    claim = data["pakistan-fencing-national-strategy"]
    assert isinstance(claim, Assertion)
    assert claim_terms(claim) == terms.ClaimTerms(
        type="position", places=frozenset({"afpak-border"}), credited=("pakistan",)
    )


@pytest.mark.parametrize(
    ("period", "time"),
    [
        (None, terms.Time()),
        (
            Period(wording="for long", holds="throughout"),
            terms.Time(given=True, holds="throughout"),
        ),
        (
            Period(edtf="2023", holds="cumulative"),
            terms.Time(given=True, days=YEAR_2023, holds="cumulative"),
        ),
        *(
            (
                Period(edtf=f"2023{sign}", holds="cumulative"),
                terms.Time(given=True, days=YEAR_2023, doubtful=True, holds="cumulative"),
            )
            for sign in "?~"
        ),
    ],
)
def test_a_time_is_given_dated_and_doubtful_as_the_period_is(
    period: Period | None, time: terms.Time
) -> None:
    """No period is no time; one without a date is a time without days."""
    assert finding_terms(value(period=period)).time == time


def test_references_are_alike_where_they_mean_one_time_or_phrase() -> None:
    """A year is its days, and words are alike whatever their case and spaces."""
    year, days, other, words, again, none = (
        finding_terms(value(reference=text)).reference
        for text in (
            "2014",
            "2014-01-01/2014-12-31",
            "2015",
            "A  year before",
            "a year Before",
            None,
        )
    )
    assert year == days != other
    assert words == again == "a year before"
    assert none is None


def test_a_finding_is_taken_with_everything_that_decides(data: Dataset) -> None:
    """Origin, coverage by hand, series, inputs and what it revises; unknown places are none."""
    found = data.findings["afghan-civilians-injured-unama"]
    taken = finding_terms(found)
    assert taken.covers == {"when": "same"}
    assert taken.inputs == found.inputs
    assert taken.origin == frozenset({"unama"})
    assert (taken.id, taken.about, taken.estimate) == (found.id, "value", found.estimate)
    assert taken.retired is False
    revising = data.findings["afghan-civilians-injured-unama-2011"]
    assert finding_terms(revising).revises == revising.revises
    assert finding_terms(revising).series == revising.series
    gone = data.findings["afghan-civilians-killed-costs-of-war-aggregator"]
    assert finding_terms(gone).retired is True
    assert finding_terms(gone).covers == {}
    assert finding_terms(value()).places is None
    assert finding_terms(value(places=("pk",))).places == frozenset({"pk"})
    assert finding_terms(value(metric="m", reading="mirror")).metric == "m"
    event = value(about="event", estimate=None, stance="supports", note="So.", reading="mirror")
    assert (finding_terms(event).stance, finding_terms(event).reading) == ("supports", "mirror")


def test_what_is_ranked_is_the_value_of_each_year_and_a_part_is_a_floor(data: Dataset) -> None:
    """A value of another metric within the ranked one says how many there were at least."""
    five = Estimate(best=5)
    open_end = Estimate(high=5)

    def ranked(**fields: object) -> dict[int, Estimate]:
        given = {"period": Period(edtf="2012", holds="cumulative"), "estimate": five, **fields}
        return ranked_values([value(**given)], "people_killed", data.metrics)

    assert ranked() == ranked(metric="people_killed") == {2012: five}
    assert ranked(metric="civilians_killed") == {2012: Estimate(low=5)}
    assert ranked(metric="airstrikes") == {2012: five}
    assert ranked(metric="civilians_killed", estimate=open_end) == {2012: open_end}
    excluded = Estimate(low=5, low_open=True, high=9)
    assert ranked(metric="civilians_killed", estimate=excluded) == {
        2012: Estimate(low=5, low_open=True)
    }
    assert (
        ranked(period=None)
        == ranked(about="event", estimate=None, stance="supports", note="So.")
        == {}
    )
    assert ranked(period=Period(edtf="../2012", holds="cumulative")) == {}


def test_what_lies_around_ends_with_the_outermost_even_in_a_cycle() -> None:
    """A chain of places holds each of them once, and nothing else."""
    world = terms.World({}, {"village": "land", "land": None, "a": "b", "b": "a"}, {})

    assert world.places_around("village") == {"village", "land"}
    assert world.places_around("a") == {"a", "b"}
