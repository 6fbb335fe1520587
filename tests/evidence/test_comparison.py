"""Comparison: a claim beside each finding, and what all of them say together."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afpak_claims.evidence.comparison import (
    VERDICTS,
    AttributionCheck,
    Comparison,
    Verdict,
    attribution_check,
    compare,
    verdict,
)
from afpak_claims.files.folders import read_draft
from afpak_claims.records.claims import Assertion, AssertionType, Attribution, Figure, Locator
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.findings import Finding, Scope, Stance
from strategies import estimates

GOOD = read_draft(Path(__file__).parents[1] / "fixtures" / "good")[0]
WHERE = Locator(paragraph=1, sentence=1, digest="0" * 16)
NAMED = Attribution(naming="named", to=("lorem-survey",))
SMALL = st.integers(0, 6)
WHOLE = Estimate(low=10, high=20)
EQUAL, LESS, MORE = Estimate(best=15), Estimate(best=5), Estimate(best=30)


def figure(estimate: Estimate) -> Figure:
    """Make a figure that reports a range."""
    return Figure(
        id="floods",
        topic="river",
        kind="figure",
        statement="It flooded.",
        article=WHERE,
        attribution=NAMED,
        metric="floods",
        estimate=estimate,
    )


def assertion(kind: AssertionType = "event", attribution: Attribution = NAMED) -> Assertion:
    """Make an assertion of one type."""
    return Assertion(
        id="floods",
        topic="river",
        kind="assertion",
        statement="It flooded.",
        article=WHERE,
        attribution=attribution,
        type=kind,
    )


def value(estimate: Estimate, scope: Scope = "same", **fields: Any) -> Finding:
    """Make a finding that reports a range."""
    known = {"id": "found", "claim": "floods", "source": "survey", "reading": "primary"}
    return Finding(
        **{
            **known,
            "about": "value",
            "note": "Why.",
            "estimate": estimate,
            "scope": scope,
            **fields,
        }
    )


def stances(about: str, *given_stances: str) -> list[Finding]:
    """Make one finding a stance."""
    return [
        Finding(
            id=f"found-{n}",
            claim="floods",
            about=about,  # type: ignore[arg-type] # - the tests give one of the three
            source="survey",
            stance=stance,  # type: ignore[arg-type] # - likewise
            reading="primary",
            note="It says so.",
        )
        for n, stance in enumerate(given_stances)
    ]


def judged(claim: Figure | Assertion, findings: list[Finding], *, additive: bool = True) -> Verdict:
    """Return the verdict on a claim with these findings."""
    return verdict(claim, compare(claim, findings, additive=additive))


@pytest.mark.parametrize(
    ("findings", "due"),
    [
        ([], "unchecked"),
        ([value(EQUAL)], "consistent"),
        ([value(LESS)], "above"),
        ([value(MORE)], "below"),
        ([value(EQUAL), value(EQUAL)], "consistent"),
        ([value(LESS), value(LESS)], "above"),
        ([value(LESS), value(MORE)], "contested"),
        ([value(EQUAL), value(MORE)], "contested"),
        ([value(EQUAL), value(LESS)], "contested"),
        ([value(EQUAL, "narrower")], "unchecked"),
        ([value(LESS, "narrower")], "unchecked"),
        ([value(MORE, "narrower")], "below"),
        ([value(EQUAL, "broader")], "unchecked"),
        ([value(LESS, "broader")], "above"),
        ([value(MORE, "broader")], "unchecked"),
        ([value(LESS, "different")], "unchecked"),
        ([value(MORE, "different")], "unchecked"),
        ([value(EQUAL), value(MORE, "narrower")], "contested"),
        ([value(EQUAL), value(LESS, "narrower"), value(MORE, "broader")], "consistent"),
        (stances("event", "contradicts"), "unchecked"),
        (stances("attribution", "contradicts"), "unchecked"),
    ],
)
def test_the_verdict_on_a_figure(findings: list[Finding], due: Verdict) -> None:
    """Of 10 to 20 claimed: what 15, 5 and 30 found show, by scope and together."""
    assert judged(figure(WHOLE), findings) == due


@pytest.mark.parametrize("estimate", [LESS, MORE])
@pytest.mark.parametrize("scope", ["narrower", "broader", "different"])
def test_what_does_not_add_up_is_compared_in_the_same_scope_alone(
    estimate: Estimate, scope: Scope
) -> None:
    """A part of a share may be larger than the share of the whole, so it shows nothing."""
    assert judged(figure(WHOLE), [value(estimate, scope)], additive=False) == "unchecked"


@pytest.mark.parametrize(
    ("estimate", "due"), [(EQUAL, "consistent"), (LESS, "above"), (MORE, "below")]
)
def test_the_same_scope_decides_whether_or_not_the_metric_adds_up(
    estimate: Estimate, due: Verdict
) -> None:
    """Ranges of the same thing are compared as ranges."""
    assert judged(figure(WHOLE), [value(estimate)], additive=False) == due


def test_an_input_of_a_sum_does_not_vote_beside_its_sum() -> None:
    """The parts of a derived sum are compared, and the sum alone decides."""
    total = value(EQUAL, id="total", reading="derived", inputs=("one", "two"))
    parts = [value(MORE, "narrower", id="one"), value(LESS, id="two")]
    comparisons = compare(figure(WHOLE), [total, *parts], additive=True)
    assert [comparison.decides for comparison in comparisons] == [True, False, False]
    assert verdict(figure(WHOLE), comparisons) == "consistent"


def test_findings_on_other_claims_are_passed_over() -> None:
    """A comparison holds a claim against its own findings, in their order."""
    findings = [value(LESS, id="b"), value(MORE, id="x", claim="other"), value(EQUAL, id="a")]
    comparisons = compare(figure(WHOLE), findings, additive=True)
    assert [comparison.finding.id for comparison in comparisons] == ["b", "a"]


class TestScope:
    """Codebook: a narrower finding can only show a claim too low, a broader one only too high."""

    @given(estimates(SMALL), st.lists(estimates(SMALL), max_size=3), st.booleans())
    def test_a_narrower_finding_never_shows_a_claim_above(
        self,
        claimed: Estimate,
        found: list[Estimate],
        additive: bool,  # noqa: FBT001 - drawn
    ) -> None:
        """A part says nothing of how large the whole may be."""
        findings = [value(estimate, "narrower") for estimate in found]
        assert judged(figure(claimed), findings, additive=additive) in {"below", "unchecked"}

    @given(estimates(SMALL), st.lists(estimates(SMALL), max_size=3), st.booleans())
    def test_a_broader_finding_never_shows_a_claim_below(
        self,
        claimed: Estimate,
        found: list[Estimate],
        additive: bool,  # noqa: FBT001 - drawn
    ) -> None:
        """A larger whole says nothing of how small its part may be."""
        findings = [value(estimate, "broader") for estimate in found]
        assert judged(figure(claimed), findings, additive=additive) in {"above", "unchecked"}

    @given(estimates(), estimates(), st.booleans())
    def test_a_different_finding_decides_nothing(
        self,
        claimed: Estimate,
        found: Estimate,
        additive: bool,  # noqa: FBT001 - drawn
    ) -> None:
        """What counts another thing is shown and not compared."""
        (only,) = compare(figure(claimed), [value(found, "different")], additive=additive)
        assert (only.gap, only.decides) == (None, False)

    @given(estimates(SMALL), estimates(SMALL))
    def test_exchanging_claim_and_finding_mirrors_the_verdict(
        self, one: Estimate, other: Estimate
    ) -> None:
        """What is above the one is below the other; consistency has no direction."""
        mirror = {"above": "below", "below": "above", "consistent": "consistent"}
        there = judged(figure(one), [value(other)])
        assert judged(figure(other), [value(one)]) == mirror[there]

    @given(estimates(SMALL), st.lists(estimates(SMALL), min_size=1, max_size=4), st.randoms())
    def test_the_order_of_the_findings_decides_nothing(
        self, claimed: Estimate, found: list[Estimate], random: Any
    ) -> None:
        """Verdicts are those of the set of findings."""
        findings = [value(estimate) for estimate in found]
        shuffled = findings.copy()
        random.shuffle(shuffled)
        assert judged(figure(claimed), findings) == judged(figure(claimed), shuffled)


def due_for(given_stances: set[str]) -> Verdict:
    """Write the rule for an assertion as a table of what is among its stances."""
    against, partly, plainly = (
        stance in given_stances for stance in ("contradicts", "qualifies", "supports")
    )
    table: dict[tuple[bool, bool], Verdict] = {
        (True, True): "contested",
        (True, False): "contradicted",
        (False, True): "qualified" if partly else "supported",
        (False, False): "unchecked",
    }
    return table[against, partly or plainly]


@pytest.mark.parametrize(
    "given_stances",
    [set(chosen) for size in range(5) for chosen in itertools.combinations(get_args(Stance), size)],
    ids=lambda chosen: "+".join(sorted(chosen)) or "none",
)
def test_the_verdict_on_an_assertion(given_stances: set[str]) -> None:
    """Every set of stances has its verdict; what was not found takes no side."""
    findings = stances("event", *sorted(given_stances))
    assert judged(assertion(), findings) == due_for(given_stances)


@pytest.mark.parametrize("kind", get_args(AssertionType))
def test_what_no_finding_can_decide_is_not_checkable(kind: AssertionType) -> None:
    """Evaluations, predictions and prescriptions have no verdict, whatever is found."""
    due = (
        "not-checkable" if kind in {"evaluation", "prediction", "prescription"} else "contradicted"
    )
    assert judged(assertion(kind), stances("event", "contradicts")) == due


def test_an_attribution_finding_says_nothing_of_the_event() -> None:
    """Whether a source published a claim is apart from whether the claim holds."""
    assert judged(assertion(), stances("attribution", "supports")) == "unchecked"


@pytest.mark.parametrize(
    ("given_stances", "due"),
    [
        ([], "unchecked"),
        (["supports"], "confirmed"),
        (["not-found"], "not-found"),
        (["contradicts"], "contradicted"),
        (["supports", "not-found"], "confirmed"),
        (["contradicts", "not-found"], "contradicted"),
        (["contradicts", "supports"], "contradicted"),
    ],
)
@pytest.mark.parametrize("claim", [figure(WHOLE), assertion(), assertion("evaluation")])
def test_the_check_of_an_attribution(
    claim: Figure | Assertion, given_stances: list[str], due: AttributionCheck
) -> None:
    """What was found of the credited source, for claims of either kind and any type."""
    findings = stances("attribution", *given_stances)
    assert attribution_check(claim, compare(claim, findings, additive=True)) == due


def test_an_event_finding_says_nothing_of_the_attribution() -> None:
    """That an event took place does not show that the credited source reported it."""
    comparisons = compare(assertion(), stances("event", "supports"), additive=False)
    assert attribution_check(assertion(), comparisons) == "unchecked"


@pytest.mark.parametrize(
    "attribution",
    [Attribution(naming="none"), Attribution(naming="generic", group="officials")],
)
def test_where_nobody_is_named_there_is_no_attribution_to_check(attribution: Attribution) -> None:
    """The check is None, and not unchecked, where no source is credited by name."""
    claim = assertion(attribution=attribution)
    findings = stances("attribution", "supports")
    assert attribution_check(claim, compare(claim, findings, additive=False)) is None


def comparisons_in_the_world() -> dict[str, list[Comparison]]:
    """Hold every claim of the fabricated world against its findings."""
    metrics = GOOD.index(GOOD.metrics)
    findings = [entry.record for entry in GOOD.findings]
    return {
        claim.id: compare(
            claim,
            findings,
            additive=isinstance(claim, Figure) and metrics[claim.metric].additive,
        )
        for claim in GOOD.index(GOOD.claims).values()
    }


def test_the_verdicts_in_the_fabricated_world() -> None:
    """Every claim of the world has the verdict that its findings were written for."""
    claims = GOOD.index(GOOD.claims)
    assert {
        name: verdict(claims[name], found) for name, found in comparisons_in_the_world().items()
    } == {
        "floods-for-decades": "unchecked",
        "lorem-first-worry": "not-checkable",
        "floods-displaced": "above",
        "floods-displaced-dolor": "consistent",
        "fields-under-water": "contested",
        "floods-drowned": "below",
        "floods-drowned-june": "unchecked",
        "gauge-missing": "contested",
        "dam-opened": "supported",
        "dam-ended-floods": "contradicted",
        "dolor-rejects-gift": "qualified",
        "steps-three": "unchecked",
        "read-one-gauge": "not-checkable",
        "distrust-may-grow": "not-checkable",
    }


def test_the_attribution_checks_in_the_fabricated_world() -> None:
    """Every claim that credits somebody by name has its check, and no other one has."""
    claims = GOOD.index(GOOD.claims)
    checks = {
        name: attribution_check(claims[name], found)
        for name, found in comparisons_in_the_world().items()
    }
    assert {name: check for name, check in checks.items() if check is not None} == {
        "floods-displaced": "confirmed",
        "floods-displaced-dolor": "not-found",
        "gauge-missing": "contradicted",
        "read-one-gauge": "unchecked",
        "distrust-may-grow": "unchecked",
    }


def test_the_world_has_every_verdict_and_every_check() -> None:
    """No verdict is left without an example for the other tests to use."""
    claims = GOOD.index(GOOD.claims)
    found = comparisons_in_the_world()
    assert {verdict(claims[name], found[name]) for name in claims} == set(get_args(Verdict))
    checks = {attribution_check(claims[name], found[name]) for name in claims}
    assert checks == {None, *get_args(AttributionCheck)}


def test_every_verdict_is_explained() -> None:
    """The table of explanations has the verdicts, in their order, and nothing else."""
    assert tuple(VERDICTS) == get_args(Verdict)
