"""Each rule of the method by itself: the word that it gives, and where it gives another."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from afpak_claims.method.coverage import axis_coverage, coverage_of
from afpak_claims.method.ranges import Range, allowed
from afpak_claims.method.relations import SILENT, value_relation
from afpak_claims.method.robustness import flips, is_robust
from afpak_claims.method.terms import (
    Actor,
    ClaimTerms,
    FindingTerms,
    Metric,
    Nature,
    Span,
    Time,
    World,
)
from afpak_claims.method.verdicts import evaluate
from afpak_claims.method.voices import of_credited, voices_of
from afpak_claims.records.estimates import Estimate

NATURES: tuple[Nature, ...] = ("flow", "stock", "rate", "level", "rank")
WORLD = World(
    metrics={
        **{nature: Metric(nature) for nature in NATURES},
        "growth": Metric("rate", growth=True),
    },
    places={"land": None, "north": "land", "south": "land", "sea": None},
    actors={"army": Actor(party="state"), "band": Actor(party="band"), "survey": Actor()},
)


def during(first: int, last: int, holds: str = "cumulative") -> Time:
    """Return the days of years."""
    return Time(given=True, days=Span(dt.date(first, 1, 1), dt.date(last, 12, 31)), holds=holds)


def found(name: str = "f", **terms: Any) -> FindingTerms:
    """Return a value of the survey."""
    given: dict[str, Any] = {"origin": frozenset({"survey"}), "estimate": Estimate(best=9), **terms}
    return FindingTerms(name, "value", **given)


def told(name: str, about: str, stance: str, *origin: str) -> FindingTerms:
    """Return an event or an attribution."""
    return FindingTerms(name, about, frozenset(origin), stance=stance)  # type: ignore[arg-type] # one of the words


CUMULATIVE, SOMETIME, THROUGHOUT = "cumulative", "sometime", "throughout"


@pytest.mark.parametrize(
    ("nature", "claimed", "reported", "word"),
    [
        ("flow", during(1990, 1995), during(1990, 1995), "same"),
        ("flow", during(1990, 1995), during(1991, 1992), "part"),
        ("flow", during(1990, 1995), during(1989, 1996), "whole"),
        ("flow", during(1990, 1995), during(1994, 1996), "other"),
        ("flow", during(1990, 1995), during(1994, 1996, SOMETIME), "other"),
        ("flow", during(1990, 1995), during(1994, 1994, SOMETIME), "part"),
        ("flow", during(1990, 1995, SOMETIME), during(1994, 1994), "same"),
        ("flow", during(1990, 1995, SOMETIME), during(1989, 1996), "whole"),
        ("flow", during(1990, 1995, SOMETIME), during(1989, 1996, SOMETIME), "other"),
        ("flow", during(1990, 1995, SOMETIME), during(1994, 1996), "other"),
        ("flow", during(1990, 1995), Time(given=True), "other"),
        ("flow", Time(given=True), during(1990, 1995), "other"),
        ("flow", Time(), during(1990, 1995), "part"),
        ("stock", Time(), during(1990, 1995), "other"),
        ("stock", Time(), Time(), "same"),
        ("rank", Time(), during(1990, 1990), "same"),
        ("rank", during(1990, 1990), during(1990, 1990), "same"),
        ("rank", during(1990, 1990), during(1991, 1991), "other"),
        ("rank", during(1990, 1991), during(1990, 1990), "other"),
        ("rank", during(1990, 1991, SOMETIME), during(1990, 1990, SOMETIME), "other"),
        ("rate", during(1990, 1995), during(1990, 1995), "same"),
        ("rate", during(1990, 1995), during(1991, 1991), "other"),
        ("rate", during(1990, 1995), during(1990, 1995, SOMETIME), "other"),
        ("stock", during(1990, 1995, SOMETIME), during(1991, 1991, SOMETIME), "same"),
        ("stock", during(1990, 1995, SOMETIME), during(1995, 1999, THROUGHOUT), "same"),
        ("stock", during(1990, 1995, SOMETIME), during(1995, 1999, SOMETIME), "other"),
        ("stock", during(1990, 1995, SOMETIME), during(1997, 1999, THROUGHOUT), "other"),
    ],
)
def test_the_time_of_a_finding_is_part_whole_or_other(
    nature: str, claimed: Time, reported: Time, word: str
) -> None:
    """What a nature adds up over days has parts in time; what holds on days has none."""
    claim = ClaimTerms(nature, time=claimed)
    assert axis_coverage(claim, found(time=reported), WORLD).when == word


def test_the_time_of_another_nature_is_another() -> None:
    """A stock says nothing of the days of a flow; an assertion has any time."""
    claim = ClaimTerms("flow", time=during(1990, 1990))
    assert axis_coverage(claim, found(metric="stock", time=claim.time), WORLD).when == "other"
    assert axis_coverage(ClaimTerms(), found(metric="stock"), WORLD)[::2] == ("same", "same")


@pytest.mark.parametrize(
    ("claimed", "reported", "word"),
    [
        ({"land"}, {"north", "south"}, "part"),
        ({"land"}, {"north", "sea"}, "other"),
        ({"north"}, {"land"}, "whole"),
        ({"north", "sea"}, {"land"}, "other"),
        ({"north"}, {"south"}, "other"),
        ({"north"}, set(), "other"),
        (set(), {"north"}, "other"),
        ({"north", "land"}, {"land"}, "same"),
    ],
)
def test_the_places_of_a_finding_are_part_whole_or_other(
    claimed: set[str], reported: set[str], word: str
) -> None:
    """All places of the one must lie in some of the other, not any of them."""
    claim = ClaimTerms("flow", places=frozenset(claimed))
    assert axis_coverage(claim, found(places=frozenset(reported)), WORLD).where == word


@pytest.mark.parametrize("nature", NATURES)
@pytest.mark.parametrize(
    ("places", "word"), [({"north"}, "part"), ({"north", "sea", "land"}, "whole")]
)
def test_only_counts_have_parts(nature: str, places: set[str], word: str) -> None:
    """A part, or a whole, of a rate, a level or a rank is another quantity."""
    time = during(1990, 1990)
    claim = ClaimTerms(nature, places=frozenset({"land"}), time=time)
    other = found(places=frozenset(places), time=time)
    due = word if nature in {"flow", "stock"} else "other"
    assert coverage_of(claim, other, WORLD) == due


@pytest.mark.parametrize(
    ("metric", "claimed", "reported", "word"),
    [
        ("growth", "a year before", "a year before", "same"),
        ("growth", "a year before", "a month before", "other"),
        ("growth", "a year before", None, "other"),
        ("growth", None, "a year before", "other"),
        ("growth", None, None, "other"),
        ("rate", None, None, "same"),
    ],
)
def test_a_growth_is_the_same_only_from_one_known_reference(
    metric: str, claimed: str | None, reported: str | None, word: str
) -> None:
    """Two growths of unknown reference are not known to be alike."""
    claim = ClaimTerms(metric, reference=claimed)
    assert axis_coverage(claim, found(reference=reported), WORLD).what == word


def test_what_has_no_bounds_leaves_it_open() -> None:
    """A claim without an estimate, or a finding without one, says nothing of the other."""
    assert value_relation(ClaimTerms("flow"), found(), "same", WORLD) == SILENT
    claim = ClaimTerms("flow", Estimate(best=9))
    assert value_relation(claim, found(estimate=None), "same", WORLD) == SILENT


@pytest.mark.parametrize(
    ("nature", "least"), [("flow", 0), ("stock", 0), ("rank", 1), ("rate", None), ("level", None)]
)
def test_the_values_of_a_nature_begin_somewhere(nature: Nature, least: float | None) -> None:
    """Counts begin at nothing, ranks at the first place, rates and levels nowhere."""
    assert allowed(Range(high=3), Metric(nature)).low == least


@pytest.mark.parametrize("kind", ["evaluation", "prediction", "prescription"])
def test_no_publication_decides_on_what_is_no_fact(kind: str) -> None:
    """What is judged, foretold or asked for is not checkable; an event is."""
    event = told("e", "event", "supports", "survey")
    assert evaluate(ClaimTerms(type=kind), [event], WORLD).verdict == "not-checkable"
    assert evaluate(ClaimTerms(type="event"), [event], WORLD).verdict == "supported"


@pytest.mark.parametrize(
    ("stances", "check"),
    [
        ((), "unchecked"),
        (("supports",), "confirmed"),
        (("supports", "qualifies"), "confirmed"),
        (("supports", "not-found"), "confirmed"),
        (("contradicts",), "contradicted"),
        (("contradicts", "not-found"), "contradicted"),
        (("qualifies",), "partly"),
        (("supports", "contradicts"), "partly"),
        (("not-found",), "not-found"),
    ],
)
def test_an_attribution_is_checked_by_what_the_credited_said(
    stances: tuple[str, ...], check: str
) -> None:
    """What was looked for in vain yields to what was found."""
    claim = ClaimTerms(type="event", credited=("survey",))
    asked = [told(f"a{n}", "attribution", word, "survey") for n, word in enumerate(stances)]
    assert evaluate(claim, asked, WORLD).check == check


def test_the_best_reading_is_told() -> None:
    """Of several readings the best counts, of a sum's inputs the weakest."""
    claim = ClaimTerms("flow", Estimate(low=1), time=during(1990, 1990))
    values = [
        found(name, reading=reading, time=claim.time)
        for name, reading in (("a", "tertiary"), ("b", "mirror"), ("c", "secondary"))
    ]
    assert evaluate(claim, values, WORLD).reading == "mirror"
    total = found("sum", reading="derived", inputs=("a", "b", "c"), time=claim.time)
    assert evaluate(claim, [*values, total], WORLD).reading == "tertiary"


def test_what_meets_has_a_gap_of_nothing() -> None:
    """Consistent has no distance, and what is contested has none to tell."""
    claim = ClaimTerms("flow", Estimate(low=5), time=during(1990, 1990))
    meets = evaluate(claim, [found(time=claim.time)], WORLD)
    assert (meets.verdict, meets.gap, meets.relative_gap) == ("consistent", 0, 0)


def test_the_parties_of_a_joint_report_are_told_together() -> None:
    """One voice of two parties has both; beside a body without a party it has none."""
    claim = ClaimTerms("flow", Estimate(low=5), time=during(1990, 1990))
    joint = found(origin=frozenset({"army", "band"}), time=claim.time)
    assert evaluate(claim, [joint], WORLD).parties(WORLD) == ["band and state"]
    mixed = joint._replace(origin=frozenset({"army", "survey"}))
    assert evaluate(claim, [mixed], WORLD).parties(WORLD) == [None]


def test_voices_are_in_the_order_of_their_names() -> None:
    """Whichever finding comes first; the unknown come last."""
    made = [
        found(f"f{n}", origin=frozenset(names))
        for n, names in enumerate((["survey"], [], ["army"]))
    ]
    assert [sorted(voice.roots) for voice in voices_of(made, WORLD)] == [["army"], ["survey"], []]


def test_a_joint_report_is_one_of_each_of_its_bodies() -> None:
    """A finding of two bodies is one of the credited body, though the other is not credited."""
    joint = found(origin=frozenset({"army", "survey"}))
    assert of_credited([joint], ["survey"], WORLD) == [joint]
    assert of_credited([joint], ["band"], WORLD) == []


def day(name: str, number: int, best: float, series: str | None = "daily") -> FindingTerms:
    """Return the value of one day of January 1990."""
    at = dt.date(1990, 1, number)
    time = Time(given=True, days=Span(at, at), holds="sometime")
    return found(name, estimate=Estimate(best=best), series=series, time=time, metric="stock")


@pytest.mark.parametrize(
    ("holds", "values", "relations"),
    [
        # A day that breaks it stands, on either side and on the very bound.
        ("throughout", (2, 7), ["above", "silent"]),
        ("throughout", (20, 7), ["below", "silent"]),
        ("throughout", (5, 7), ["touches", "silent"]),
        # Every day is there: one of them speaks for all.
        ("throughout", (7, 8), ["meets", "silent"]),
        ("sometime", (2, 3), ["silent", "above"]),
        # One day meets: the others say nothing, and no group speaks.
        ("sometime", (2, 7), ["silent", "meets"]),
        # One higher, one lower: nothing between is known.
        ("sometime", (2, 20), ["silent", "silent"]),
    ],
)
def test_days_speak_for_all_only_where_they_are_all(
    holds: str, values: tuple[float, float], relations: list[str]
) -> None:
    """A claim of more than 5 and up to 10 on two days, beside a series of both."""
    days_of = Span(dt.date(1990, 1, 1), dt.date(1990, 1, 2))
    claim = ClaimTerms(
        "stock",
        Estimate(low=5, low_open=True, high=10),
        time=Time(given=True, days=days_of, holds=holds),
    )
    made = [day(f"d{n}", n + 1, value) for n, value in enumerate(values)]
    lies = evaluate(claim, made, WORLD).lies
    assert [lies[each.id].relation for each in made] == relations


def test_a_series_with_a_silent_day_does_not_speak_for_all() -> None:
    """Where one day leaves it open, the days that share values say nothing of every day."""
    days_of = Span(dt.date(1990, 1, 1), dt.date(1990, 1, 2))
    claim = ClaimTerms(
        "stock", Estimate(low=5, high=10), time=Time(given=True, days=days_of, holds="sometime")
    )
    shared = day("d1", 1, 0)._replace(estimate=Estimate(low=8, high=12))
    leaves_open = day("d2", 2, 0)._replace(estimate=Estimate(low=3))
    both = leaves_open._replace(estimate=Estimate(low=9, high=11))
    assert evaluate(claim, [shared, both], WORLD).lies["d1"].relation == "overlaps"
    assert evaluate(claim, [shared, leaves_open], WORLD).lies["d1"].relation == "silent"


def test_what_is_not_said_is_not_taken_for_said() -> None:
    """Without a word a time is not given and not doubtful, a metric neither whole nor a growth."""
    assert Time() == Time(given=False, days=None, doubtful=False, holds=None)
    assert Metric("rate") == Metric(
        "rate", whole=False, within=None, checkable=True, unit="", growth=False
    )


def test_two_bodies_that_speak_for_each_other_have_one_root_each() -> None:
    """A circle of spokesmen, which check refuses, comes to an end."""
    circle = World({}, {}, {"one": Actor(speaks_for="other"), "other": Actor(speaks_for="one")})
    assert {circle.root("one"), circle.root("other")} <= {"one", "other"}


def test_a_joint_voice_is_left_out_by_all_its_names() -> None:
    """What a verdict loses with a voice is told by the names of its bodies, in order."""
    claim = ClaimTerms("flow", Estimate(low=5), time=during(1990, 1990))
    joint = found(origin=frozenset({"band", "army"}), time=claim.time)
    flipped = flips(claim, [joint], WORLD, evaluate(claim, [joint], WORLD))
    assert flipped == {"without army and band": "undecided"}


def test_nothing_flips_what_is_not_checkable() -> None:
    """A prediction has no verdict to lose, and is not robust either."""
    claim = ClaimTerms(type="prediction")
    outcome = evaluate(claim, [told("e", "event", "supports", "survey")], WORLD)
    assert flips(claim, [], WORLD, outcome) == {}
    assert is_robust(outcome, {}) is None
