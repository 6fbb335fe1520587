"""Wordings: the words for each verdict, each relation and each reason for silence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

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
from afpak_claims.method.verdicts import evaluate
from afpak_claims.method.wordings import basis_words, finding_words, ordinal, verdict_words
from afpak_claims.records.estimates import Estimate

WORLD = World(
    metrics={
        "flow": Metric("flow"),
        "stock": Metric("stock"),
        "own": Metric("flow", checkable=False),
        "growth": Metric("rate", growth=True),
        "rate": Metric("rate"),
        "level": Metric("level"),
        "rank": Metric("rank"),
    },
    places={"land": None, "north": "land", "sea": None},
    actors={"army": Actor(party="state"), "band": Actor(party="band"), "survey": Actor()},
)
EVENT = ClaimTerms(type="event")


def during(first: int, last: int, holds: str = "cumulative") -> Time:
    """Return the days of years."""
    return Time(given=True, days=Span(dt.date(first, 1, 1), dt.date(last, 12, 31)), holds=holds)


def value(name: str = "f", **terms: Any) -> FindingTerms:
    """Return a value of the survey."""
    given: dict[str, Any] = {
        "origin": frozenset({"survey"}),
        "estimate": Estimate(best=9),
        "time": during(2010, 2014),
        **terms,
    }
    return FindingTerms(name, "value", **given)


SOME = ClaimTerms(
    "flow",
    Estimate(low=10, low_open=True),
    places=frozenset({"land"}),
    time=during(2010, 2014),
)


def event(stance: str, *origin: str, name: str = "f", **terms: Any) -> FindingTerms:
    """Return an event."""
    return FindingTerms(name, "event", frozenset(origin), stance=stance, **terms)


DENIED = event("contradicts", "army", name="g")


@pytest.mark.parametrize(
    ("claim", "findings", "words"),
    [
        (EVENT, [event("supports", "survey")], "reported by all that decide"),
        (EVENT, [event("qualifies", "survey")], "reported in part or under conditions"),
        (EVENT, [event("contradicts", "survey")], "excluded or denied by all that decide"),
        (EVENT, [event("supports", "survey"), DENIED], "the origins disagree"),
        (EVENT, [event("supports", "army"), DENIED], "one origin's own reports disagree"),
        (EVENT, [event("not-found", "survey")], "there are findings, none decides"),
        (EVENT, [], "nothing was looked for"),
        (SOME, [], "nobody is known to have counted it"),
        (SOME._replace(metric="own"), [], "no publication can decide it"),
        (SOME, [value(estimate=Estimate(best=12))], "nobody who decides excludes it"),
        (SOME, [value(estimate=Estimate(best=7))], "above all that decide, by 3"),
        (
            SOME,
            [value(estimate=Estimate(best=7)), value("g", estimate=Estimate(best=6))],
            "above all that decide, by 3",
        ),
        (
            SOME._replace(estimate=Estimate(best=10)),
            [value(estimate=Estimate(low=12))],
            "below all that decide, by at least 2",
        ),
        (
            SOME._replace(estimate=Estimate(best=10)),
            [value(estimate=Estimate(best=12))],
            "below all that decide, by 2",
        ),
        (SOME, [value(estimate=Estimate(best=10))], "on the very bound, from above"),
    ],
)
def test_each_verdict_has_its_words(
    claim: ClaimTerms, findings: list[FindingTerms], words: str
) -> None:
    """A verdict is told in one phrase, with the gap where there is one."""
    assert verdict_words(claim, evaluate(claim, findings, WORLD)) == words


def test_a_bound_that_is_met_from_both_sides_names_both() -> None:
    """An interval with two excluded bounds can be touched at either."""
    claim = SOME._replace(estimate=Estimate(low=10, low_open=True, high=20, high_open=True))
    findings = [
        value("f", estimate=Estimate(best=10)),
        value("g", estimate=Estimate(best=20), origin=frozenset({"army"})),
    ]
    said = verdict_words(claim, evaluate(claim, findings, WORLD))
    assert said == "on the very bound, from above and below"


RANKED = ClaimTerms(
    "rank", Estimate(low=1, best=1, high=1), rank=Window(2014, 2010, 2014), time=during(2014, 2014)
)


@pytest.mark.parametrize(
    ("claim", "finding", "others", "words"),
    [
        (SOME, value(estimate=Estimate(best=12)), [], "within what is claimed"),
        (
            SOME,
            value(estimate=Estimate(best=12), time=during(2011, 2012)),
            [],
            "a part that already reaches what is claimed",
        ),
        (
            SOME._replace(estimate=Estimate(high=10)),
            value(estimate=Estimate(best=8), time=during(2000, 2020)),
            [],
            "a whole that keeps it within what is claimed",
        ),
        (SOME, value(estimate=Estimate(low=5, high=15)), [], "shares values with what is claimed"),
        (
            SOME,
            value(estimate=Estimate(best=10)),
            [],
            "on the very bound that the claim excludes",
        ),
        (SOME, value(estimate=Estimate(best=7)), [], "the claim is 3 above it"),
        (
            SOME._replace(estimate=Estimate(best=10)),
            value(estimate=Estimate(best=12)),
            [],
            "the claim is 2 below it",
        ),
        (
            SOME._replace(estimate=Estimate(best=10)),
            value(estimate=Estimate(low=12)),
            [],
            "the claim is at least 2 below it",
        ),
        (SOME, event("not-found", "survey"), [], "looked for and not found"),
        (SOME, event("supports", "survey"), [], "supports"),
        (
            RANKED,
            value(estimate=Estimate(low=2, high=3), time=during(2014, 2014)),
            [],
            "puts 2014 2nd to 3rd of 5 years, not 1st",
        ),
        (
            RANKED,
            value(estimate=Estimate(best=2, low=2, high=2), time=during(2014, 2014)),
            [],
            "puts 2014 2nd of 5 years, not 1st",
        ),
        (
            RANKED,
            value(estimate=Estimate(low=2), time=during(2014, 2014)),
            [],
            "puts 2014 2nd to 5th of 5 years, not 1st",
        ),
        (
            RANKED._replace(estimate=Estimate(low=3)),
            value(estimate=Estimate(high=2), time=during(2014, 2014)),
            [],
            "puts 2014 1st to 2nd of 5 years, not 3rd",
        ),
        (
            RANKED,
            value(estimate=Estimate(low=1, high=5), time=during(2014, 2014)),
            [],
            "a bound that leaves it open",
        ),
        (
            RANKED,
            value(estimate=Estimate(low=1, high=5), inputs=("g",), time=during(2014, 2014)),
            [],
            "years are missing",
        ),
        (SOME, value(time=during(2011, 2012)), [value("sum", inputs=("f",))], "added up in sum"),
        (SOME, value(time=during(2011, 2012)), [value("new", revises="f")], "revised by new"),
        (SOME, value(metric="stock"), [], "another quantity"),
        (SOME, value(places=frozenset({"sea"})), [], "another place"),
        (SOME, value(time=during(2020, 2021)), [], "another or unknown time"),
        (SOME, value(time=during(2011, 2012)), [], "a part that does not reach it"),
        (
            SOME,
            value(estimate=Estimate(best=30), time=during(2000, 2020)),
            [],
            "a whole that leaves it open",
        ),
        (
            SOME,
            value(places=frozenset({"north"}), time=during(2000, 2020)),
            [],
            "a part in one respect, more in another",
        ),
        (
            ClaimTerms("growth", Estimate(best=10), reference="a year before"),
            value(reference="a month before"),
            [],
            "a growth from another or unknown reference",
        ),
        (
            ClaimTerms("growth", Estimate(best=10), reference="a year before"),
            value(metric="rate", reference="a month before"),
            [],
            "another quantity",
        ),
        (
            SOME._replace(metric="level"),
            value(places=frozenset({"north"})),
            [],
            "a level has no parts",
        ),
        (
            SOME._replace(metric="rate", places=frozenset({"north"})),
            value(places=frozenset({"land"})),
            [],
            "a rate has no parts",
        ),
        (SOME, value(estimate=Estimate(low=5)), [], "a bound that leaves it open"),
        (
            ClaimTerms("stock", Estimate(low=5), time=during(2010, 2014, "throughout")),
            value(time=during(2011, 2011, "sometime")),
            [],
            "one day, which says nothing of the others",
        ),
        (
            ClaimTerms("stock", Estimate(best=10), time=during(2010, 2014, "sometime")),
            value(time=during(2011, 2011, "throughout")),
            [],
            "one day, which says nothing of the others",
        ),
    ],
)
def test_each_finding_has_its_words(
    claim: ClaimTerms, finding: FindingTerms, others: list[FindingTerms], words: str
) -> None:
    """How a finding compares with its claim, or why it says nothing, is told in one phrase."""
    everything = [finding, *others]
    outcome = evaluate(claim, everything, WORLD)
    assert finding_words(claim, finding, outcome, WORLD, everything) == words


@pytest.mark.parametrize(
    ("claim", "findings", "words"),
    [
        (EVENT, [], "nothing decides"),
        (
            EVENT,
            [event("supports", "survey", reading="mirror")],
            "1 report, 1 origin, best reading: mirror",
        ),
        (
            EVENT,
            [event("supports", "army"), event("supports", "band", name="g")],
            "2 reports, 2 origins, only BAND and STATE, parties to the conflict",
        ),
        (
            EVENT,
            [event("supports", "army"), event("supports", name="g")],
            (
                "2 reports, 1 origin, besides reports whose origin is unknown, "
                "only STATE, a party to the conflict"
            ),
        ),
        (
            EVENT,
            [event("supports")],
            "1 report, 0 origins, besides reports whose origin is unknown",
        ),
        (ClaimTerms(type="position"), [event("supports", "army")], "1 report, 1 origin"),
        (
            SOME,
            [value(covers={"when": "same"}, estimate=Estimate(best=12), reading="primary")],
            "1 report, 1 origin, best reading: primary, coverage judged by hand in 1 of 1",
        ),
    ],
)
def test_a_basis_tells_how_many_report_and_who(
    claim: ClaimTerms, findings: list[FindingTerms], words: str
) -> None:
    """Reports, origins, their parties, the best reading and judgements are told in this order."""
    outcome = evaluate(claim, findings, WORLD)
    assert basis_words(claim, outcome, WORLD, str.upper) == words


def test_the_teens_are_written_with_th() -> None:
    """Each ending of a place, also beyond the first hundred."""
    numbers = (1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 23, 101, 111, 112, 113, 122)
    assert " ".join(map(ordinal, numbers)) == (
        "1st 2nd 3rd 4th 10th 11th 12th 13th 21st 22nd 23rd 101st 111th 112th 113th 122nd"
    )
