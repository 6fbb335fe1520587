"""Comparison: records beside each other, and what the method says of them as results."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import afpak_claims as ac
from afpak_claims.evidence.comparison import compared
from afpak_claims.evidence.results import (
    ATTRIBUTION_CHECKS,
    RELATIONS,
    VERDICTS,
    FindingResult,
    relation_words,
)
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.findings import Judged

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset


def _finding(dataset: Dataset, claim: str, name: str) -> FindingResult:
    return next(c.result for c in dataset.comparisons(claim) if c.finding.id == name)


def test_only_the_total_of_a_sum_counts_toward_the_verdict(world: Dataset) -> None:
    """Inputs are shown and say nothing; a whole around the claim limits it."""
    decides = {c.finding.id for c in world.comparisons("floods-displaced") if c.decides}

    assert decides == {"displaced-survey", "displaced-bulletin"}
    assert _finding(world, "floods-displaced", "displaced-bulletin").coverage == "whole"
    assert _finding(world, "floods-displaced", "displaced-courier").words == "another quantity"


def test_a_finding_has_its_scope_and_how_sure_its_gap_is(world: Dataset) -> None:
    """Coverage in the words of schema 1, of values only; a gap of a whole is a least one."""
    told = {
        c.finding.id.removeprefix("displaced-"): (c.scope, c.result.gap, c.result.at_least)
        for c in world.comparisons("floods-displaced")
    }

    assert told == {
        "bulletin": ("broader", 50, True),
        "courier": ("different", None, None),
        "credited": (None, None, None),
        "survey": ("same", 100, False),
        "survey-early": ("narrower", None, None),
        "survey-late": ("narrower", None, None),
    }


def test_findings_of_schema_1_keep_the_scope_that_was_recorded() -> None:
    """The upgrade judges every axis alike, and a finding whose axes differ has no such scope."""
    old = ac.open_dataset("1.1.0")
    compared = [c for claim in old for c in old.comparisons(claim.id)]
    assert Counter(c.scope for c in compared if c.finding.about == "value") == {
        "narrower": 108,
        "different": 26,
        "same": 20,
        "broader": 2,
    }
    one = next(c for c in compared if c.scope == "same")
    assert one.finding.covers is not None
    mixed = replace(one.finding.covers, when=Judged(coverage="part", why="It ends early."))
    assert one._replace(finding=replace(one.finding, covers=mixed)).scope is None


def test_a_touch_has_its_side(world: Dataset) -> None:
    """Only a finding on the very bound needs to say on which side it lies."""
    claim = world["floods-displaced"]
    on_it = replace(
        world.findings["displaced-survey"],
        estimate=Estimate(best=1200),
        operation=None,
        inputs=(),
        reading="primary",
    )
    _, each = compared(claim, [on_it], world.world, world.actors)
    assert (each[on_it.id].relation, each[on_it.id].side) == ("touches", "above")
    assert _finding(world, "floods-displaced", "displaced-survey").side is None


def test_a_verdict_stands_beside_its_basis(world: Dataset) -> None:
    """Who counted, how many origins they are, and what would flip it."""
    result = world.result("floods-displaced")

    assert (result.verdict, result.gap, result.n_findings, result.n_origins) == ("above", 50, 2, 2)
    assert result.basis == (
        "2 reports, 2 origins, best reading: primary, coverage judged by hand in 1 of 2"
    )
    assert (result.independent, result.robust, result.credited) == (2, True, "above")


def test_coverage_judged_by_hand_is_told_in_the_basis(world: Dataset) -> None:
    """Without the judgement the verdict is another, and that is said."""
    result = world.result("floods-displaced-dolor")

    assert result.verdict == "consistent"
    assert result.basis is not None
    assert "coverage judged by hand in 1 of 1" in result.basis
    assert dict(result.flips) == {"without coverage judged by hand": "undecided"}
    assert result.robust is False


def test_one_origin_is_said_and_is_no_flip(world: Dataset) -> None:
    """That a verdict rests on one origin stands in the basis; it is never robust."""
    result = world.result("floods-drowned")

    assert (result.verdict, result.n_origins, result.robust) == ("below", 1, False)
    assert dict(result.flips) == {}
    assert "only Dolor, a party to the conflict" in str(result.basis)


def test_a_rank_takes_its_places_from_yearly_values(world: Dataset) -> None:
    """A rank with missing years is silent; its inputs count something else."""
    assert world.verdict("flood-year-rank") == "undecided"
    ranked = _finding(world, "flood-year-rank", "flood-year-rank-survey")
    assert (ranked.relation, ranked.words) == ("silent", "years are missing")
    assert _finding(world, "flood-year-rank", "flood-year-1993").words == (
        "added up in flood-year-rank-survey"
    )


def test_soldiers_killed_worked_by_hand(draft: Dataset) -> None:
    """Hundreds are 200 or more; a part that already has more meets it, one party's count alone.

    The agencies tell of 1,479 soldiers killed in five years, ISPR of 347 in one operation: both
    are parts of the whole since 2004, and a part that reaches 200 settles that the whole does.
    """
    result = draft.result("operations-soldiers-killed")
    agencies = _finding(
        draft,
        "operations-soldiers-killed",
        "operations-soldiers-killed-five-years-2013-business-recorder",
    )

    assert (agencies.coverage, agencies.relation) == ("part", "meets")
    assert agencies.words == "a part that already reaches what is claimed"
    assert (result.verdict, result.n_origins, result.independent) == ("consistent", 1, 0)
    assert "only Pakistan, a party to the conflict" in str(result.basis)
    assert result.flips["read as between 200 and 999"] == "below"


def test_north_waziristan_worked_by_hand(draft: Dataset) -> None:
    """People registered are another metric; what decides is a ceiling for two agencies.

    IDMC has 907,000 at most for North Waziristan and Khyber together, of May to December; the
    place is a whole around the claim's, the time is judged to hold all of it: a million and more
    lies above by 93,000 at least.
    """
    claim = "displaced-north-waziristan-2014"
    result = draft.result(claim)
    ceiling = _finding(draft, claim, "displaced-north-waziristan-khyber-idmc")

    assert (ceiling.coverage, ceiling.relation, ceiling.gap) == ("whole", "above", 93_000)
    registered = _finding(draft, claim, "displaced-north-waziristan-ocha-2014-07")
    assert (registered.coverage, registered.words) == ("other", "another quantity")
    assert (result.verdict, result.gap, result.at_least) == ("above", 93_000, True)
    assert dict(result.flips) == {"without coverage judged by hand": "undecided"}


def test_the_rank_of_2023_worked_by_hand(draft: Dataset) -> None:
    """Years surely above 2023 are counted from below, years that can be above it from above.

    By PICSS on militant attacks three years surely had more (2015, 2016, 2017), and two more can
    have had (2014 without a value, 2019 with a floor): 4th to 6th, which is not the first place.
    """
    claim = "pakistan-casualties-rank-2023"
    ranked = _finding(draft, claim, "pakistan-casualties-rank-2023-picss-by-militant-attacks")

    assert (ranked.relation, ranked.words) == (
        "excludes",
        "puts 2023 4th to 6th of 10 years, not 1st",
    )
    crss = _finding(draft, claim, "pakistan-casualties-rank-2023-crss-by-all-violence")
    assert (crss.relation, crss.words) == ("silent", "years are missing")
    assert (draft.verdict(claim), draft.result(claim).credited) == ("contradicted", "contradicted")


def test_the_true_inflation_of_january_leaves_the_claim_consistent(draft: Dataset) -> None:
    """One month below 30 says nothing of the others, which rose above it."""
    january = _finding(draft, "pakistan-inflation-2023", "pakistan-inflation-2023-2023-01")

    assert january.relation == "silent"
    assert january.words == "one day, which says nothing of the others"
    assert draft.verdict("pakistan-inflation-2023") == "consistent"


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (FindingResult(relation="above", gap=5789, relative_gap=0.144), "article 14% higher"),
        (
            FindingResult(relation="below", gap=10, relative_gap=0.05, at_least=True),
            "article at least 5% lower",
        ),
        (FindingResult(relation="touches", gap=0, relative_gap=0), "level with it"),
        (FindingResult(relation="above", gap=0, relative_gap=0), "level with it"),
        (FindingResult(relation="meets", gap=0, relative_gap=0), "fits"),
        (FindingResult(relation="above", gap=3), "article higher"),
        (FindingResult(relation="excludes"), "says otherwise"),
        (FindingResult(), ""),
    ],
)
def test_a_relation_is_told_with_the_size_of_the_difference(
    result: FindingResult, words: str
) -> None:
    """A percentage is of the finding, and says who is higher."""
    assert relation_words(result) == words


def test_every_word_of_the_method_has_a_wording(draft: Dataset) -> None:
    """No verdict, check or relation of the data is without its words for readers."""
    for claim in draft:
        result = draft.result(claim.id)
        assert result.verdict in VERDICTS
        assert result.attribution_check is None or result.attribution_check in ATTRIBUTION_CHECKS
        for comparison in draft.comparisons(claim.id):
            relation = comparison.result.relation
            assert relation is None or relation in RELATIONS
