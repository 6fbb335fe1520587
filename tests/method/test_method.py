"""Method 2: cases in a file, worlds in which findings tell the truth, and claims worked by hand."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afpak_claims.method.coverage import coverage_of
from afpak_claims.method.robustness import alone, is_robust
from afpak_claims.method.terms import (
    Actor,
    ClaimTerms,
    FindingTerms,
    Metric,
    Span,
    Time,
    Window,
    World,
)
from afpak_claims.method.verdicts import Outcome, evaluate
from afpak_claims.method.wordings import ordinal
from afpak_claims.records.estimates import Estimate
from evidence.method_cases import Case, faults, read_cases
from examples import examples

OWN = Path(__file__).parents[1] / "evidence" / "cases.yaml"
SHARED = Path(__file__).parents[3] / "shared" / "method" / "cases-open.yaml"


def case_files() -> list[Path]:
    """Return the files of cases that are here."""
    if SHARED.is_file() or os.environ.get("AFPAK_CLAIMS_REQUIRE_SHARED"):
        return [OWN, SHARED]
    return [OWN]


@pytest.mark.parametrize(
    "case", [case for file in case_files() for case in read_cases(file)], ids=lambda case: case.id
)
def test_case(case: Any) -> None:
    """A case gives what it expects, and every invariant holds for it."""
    assert list(faults(case)) == []


def test_a_wrong_expectation_is_a_fault(tmp_path: Path) -> None:
    """The runner tells what differs, by name."""
    text = OWN.read_text(encoding="utf-8").replace("verdict: consistent", "verdict: below", 1)
    file = tmp_path / "cases.yaml"
    file.write_text(text, encoding="utf-8")
    found = [fault for case in read_cases(file) for fault in faults(case)]
    assert found == ["verdict: found 'consistent'; expected 'below'"]


# Worlds in which findings tell the truth

PLACES = {"land": None, "north": "land", "south": "land", "town": "north", "sea": None}
LEAVES = ("north", "south", "town", "sea")
WORLD = World(
    metrics={
        "killed": Metric("flow", whole=True),
        "civilians": Metric("flow", whole=True, within="killed"),
        "rate": Metric("rate"),
        "rank": Metric("rank", whole=True),
    },
    places=PLACES,
    actors={"a": Actor(), "b": Actor(party="p"), "c": Actor(speaks_for="b")},
)
YEARS = range(1990, 1996)


def days(first: int, last: int) -> Span:
    """Return the days of years."""
    return Span(dt.date(first, 1, 1), dt.date(last, 12, 31))


@st.composite
def truths(draw: st.DrawFn) -> dict[tuple[str, int, str], int]:
    """Return how many died, by leaf of the places, year and metric; civilians are of the killed."""
    found = {}
    for leaf in LEAVES:
        for year in YEARS:
            killed = draw(st.integers(0, 6))
            found[leaf, year, "killed"] = killed
            found[leaf, year, "civilians"] = draw(st.integers(0, killed))
    return found


def total(
    truth: dict[tuple[str, int, str], int], metric: str, places: frozenset[str], span: range
) -> int:
    """Return the true number of a quantity."""
    leaves = [leaf for leaf in LEAVES if WORLD.places_around(leaf) & places]
    return sum(truth[leaf, year, metric] for leaf in leaves for year in span)


@st.composite
def estimates(draw: st.DrawFn, value: float) -> Estimate:
    """Return a range that holds a value: exact, two-sided, or with one bound, open or not."""
    kind = draw(st.sampled_from(["exact", "both", "low", "high"]))
    if kind == "exact":
        return Estimate(best=value)
    low, low_open = value - draw(st.integers(0, 4)), False
    high, high_open = value + draw(st.integers(0, 4)), False
    if low < value:
        low_open = draw(st.booleans())
    if high > value:
        high_open = draw(st.booleans())
    if kind == "low":
        return Estimate(low=low, low_open=low_open)
    if kind == "high":
        return Estimate(high=high, high_open=high_open)
    if low == high:
        return Estimate(low=low, high=high)
    return Estimate(low=low, high=high, low_open=low_open, high_open=high_open)


@st.composite
def quantities(draw: st.DrawFn) -> tuple[str, frozenset[str], range]:
    """Return a metric, places and years."""
    first = draw(st.sampled_from(YEARS))
    last = draw(st.integers(first, YEARS[-1]))
    places = draw(st.frozensets(st.sampled_from(sorted(PLACES)), min_size=1, max_size=2))
    return draw(st.sampled_from(["killed", "civilians"])), places, range(first, last + 1)


@st.composite
def truthful(draw: st.DrawFn) -> tuple[int, ClaimTerms, list[FindingTerms]]:
    """Return a quantity's true value, a claim of it that may be wrong, and true findings."""
    truth = draw(truths())
    metric, places, span = draw(quantities())
    value = total(truth, metric, places, span)
    claimed = draw(estimates(value + draw(st.sampled_from([0, 0, 0, -9, 9]))))
    claim = ClaimTerms(
        metric,
        claimed,
        places=places,
        time=Time(given=True, days=days(span[0], span[-1]), holds="cumulative"),
    )
    findings = []
    for n in range(draw(st.integers(1, 5))):
        other, where, when = draw(quantities())
        findings.append(
            FindingTerms(
                f"f{n}",
                "value",
                frozenset(draw(st.sets(st.sampled_from(["a", "b", "c"]), max_size=2))),
                draw(estimates(total(truth, other, where, when))),
                metric=other,
                places=where,
                time=Time(given=True, days=days(when[0], when[-1]), holds="cumulative"),
            )
        )
    return value, claim, findings


def holds(estimate: Estimate, value: float) -> bool:
    """Whether a value is one that an estimate allows."""
    if estimate.low is None and estimate.high is None:
        return estimate.best == value
    low = estimate.low is None or (
        value > estimate.low if estimate.low_open else value >= estimate.low
    )
    high = estimate.high is None or (
        value < estimate.high if estimate.high_open else value <= estimate.high
    )
    return low and high


@settings(max_examples=examples(400), deadline=None)
@given(truthful())
def test_true_findings_never_speak_against_a_true_claim(
    made: tuple[int, ClaimTerms, list[FindingTerms]],
) -> None:
    """What is right never excludes what is right, and never meets what is wrong."""
    value, claim, findings = made
    assert claim.estimate is not None
    outcome = evaluate(claim, findings, WORLD)
    words = {lie.relation for lie in outcome.lies.values()}
    if holds(claim.estimate, value):
        assert not words & {"above", "below", "touches", "excludes"}
        assert outcome.verdict in {"consistent", "undecided"}
    else:
        assert "meets" not in words


@settings(max_examples=examples(300), deadline=None)
@given(
    st.lists(st.integers(20, 40), min_size=6, max_size=6),
    st.integers(20, 40),
    st.sampled_from(["sometime", "throughout"]),
    st.booleans(),
    st.sets(st.integers(0, 5), min_size=1),
)
def test_true_months_never_speak_against_a_true_claim_of_some_or_every_day(
    monthly: list[int], floor: int, how: str, is_floor: object, reported: set[int]
) -> None:
    """Single months, and series of them, exclude no claim that is right, and meet none wrong."""
    ends = [31, 28, 31, 30, 31, 30]
    estimate = Estimate(low=floor) if is_floor else Estimate(high=floor)
    span = Span(dt.date(1991, 1, 1), dt.date(1991, 6, 30))
    claim = ClaimTerms(
        "rate", estimate, places=frozenset({"land"}), time=Time(given=True, days=span, holds=how)
    )
    findings = [
        FindingTerms(
            f"m{month}",
            "value",
            frozenset({"a"}),
            Estimate(best=monthly[month]),
            series="monthly",
            time=Time(
                given=True,
                days=Span(dt.date(1991, month + 1, 1), dt.date(1991, month + 1, ends[month])),
                holds="throughout",
            ),
        )
        for month in sorted(reported)
    ]
    right = (any if how == "sometime" else all)(holds(estimate, value) for value in monthly)
    words = {lie.relation for lie in evaluate(claim, findings, WORLD).lies.values()}
    if right:
        assert not words & {"above", "below", "touches"}
    else:
        assert "meets" not in words


@settings(max_examples=examples(200), deadline=None)
@given(
    st.dictionaries(st.sampled_from(YEARS), st.integers(0, 5), min_size=6, max_size=6),
    st.sampled_from(YEARS),
    st.integers(1, 6),
    st.sets(st.sampled_from(YEARS), min_size=1),
)
def test_true_values_never_exclude_a_true_rank(
    values: dict[int, int], year: int, place: int, known: set[int]
) -> None:
    """Some years of a true series exclude no place that the year has, and meet no other."""
    true = 1 + sum(value > values[year] for value in values.values())
    claim = ClaimTerms(
        "rank",
        Estimate(low=place, high=place),
        places=frozenset({"land"}),
        time=Time(given=True, days=days(year, year), holds="cumulative"),
        rank=Window(year, YEARS[0], YEARS[-1]),
    )
    finding = FindingTerms(
        "f",
        "value",
        frozenset({"a"}),
        values={each: Estimate(best=values[each]) for each in known},
        time=claim.time,
    )
    relation = evaluate(claim, [finding], WORLD).lies["f"].relation
    assert relation in ({"meets", "silent"} if place == true else {"excludes", "silent"})


def test_no_coverage_is_both_part_and_whole() -> None:
    """Fewer places over more years is neither a part nor a whole."""
    claim = ClaimTerms(
        "killed",
        Estimate(low=1),
        places=frozenset({"land"}),
        time=Time(given=True, days=days(1991, 1992), holds="cumulative"),
    )
    finding = FindingTerms(
        "f",
        "value",
        estimate=Estimate(best=1),
        places=frozenset({"north"}),
        time=Time(given=True, days=days(1990, 1995), holds="cumulative"),
    )
    assert coverage_of(claim, finding, WORLD) == "other"


@settings(max_examples=examples(150), deadline=None)
@given(truthful(), st.integers(-9, 9))
def test_the_invariants_hold_in_any_world(
    made: tuple[int, ClaimTerms, list[FindingTerms]], wrong: int
) -> None:
    """Order, repetition, retirement, widening and the rest hold, one finding being wrong too."""
    _, claim, findings = made
    liar = FindingTerms(
        "liar", "value", frozenset({"a"}), Estimate(best=9 + wrong), time=claim.time
    )
    case = Case("made", claim, (*findings, liar), WORLD, {})
    assert list(faults(case)) == []


def test_places_in_a_ranking_are_written_as_they_are_said() -> None:
    """The teens end in th, also above a hundred."""
    numbers = (1, 2, 3, 4, 10, 11, 12, 13, 14, 21, 100, 101, 111, 112, 113, 114)
    written = "1st 2nd 3rd 4th 10th 11th 12th 13th 14th 21st 100th 101st 111th 112th 113th 114th"
    assert [ordinal(number) for number in numbers] == written.split()


def _outcome(best: float) -> Outcome:
    time = Time(given=True, days=days(1991, 1991), holds="cumulative")
    claim = ClaimTerms("killed", Estimate(low=430, low_open=True), time=time)
    found = FindingTerms("f", "value", frozenset({"a"}), Estimate(best=best), time=time)
    return evaluate(claim, [found], WORLD)


def test_a_bound_that_is_touched_has_a_gap_of_nothing() -> None:
    """Borderline and consistent have a gap of 0, which is no least one; undecided has none."""
    touched = _outcome(430)
    assert touched.verdict == "borderline"
    assert (touched.gap, touched.relative_gap, touched.at_least) == (0, 0, False)
    silent = evaluate(ClaimTerms("killed", Estimate(low=1)), [], WORLD)
    assert (silent.gap, silent.relative_gap, silent.at_least) == (None, None, False)


def test_a_gap_has_no_noise_of_binary_fractions() -> None:
    """What lies a tenth above lies a tenth above, and what meets has no least gap."""
    time = Time(given=True, days=days(1991, 1991), holds="cumulative")
    claim = ClaimTerms("rate", Estimate(low=1_234_567.1), time=time)
    lower = FindingTerms("lower", "value", frozenset({"a"}), Estimate(best=1_234_567), time=time)
    higher = FindingTerms("higher", "value", frozenset({"b"}), Estimate(best=2e6), time=time)
    lies = evaluate(claim, [lower, higher], WORLD).lies
    assert lies["lower"].gap == 0.1
    assert (lies["higher"].relation, lies["higher"].at_least) == ("meets", False)


def test_what_is_not_checkable_rests_on_nothing() -> None:
    """A prediction has no deciding findings, and none whose coverage was judged."""
    claim = ClaimTerms(type="prediction", places=frozenset({"land"}))
    told = FindingTerms("f", "event", frozenset({"a"}), stance="supports", covers={"when": "same"})
    outcome = evaluate(claim, [told], WORLD)
    assert (outcome.verdict, outcome.judged, outcome.decides) == ("not-checkable", 0, ())


def test_robust_is_said_only_of_what_decides() -> None:
    """One voice is never robust, and its own loss is the flip that is not listed."""
    alone_decides = _outcome(430)
    found = {"without a": "undecided"}
    assert is_robust(alone_decides, found) is False
    assert is_robust(alone_decides, {}) is True
    assert is_robust(evaluate(ClaimTerms("killed", Estimate(low=1)), [], WORLD), {}) is None
    assert alone("without a", alone_decides)
    assert not alone("without b", alone_decides)
