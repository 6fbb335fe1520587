"""A series of values beside an assertion: data to compute with, which decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import afpak_claims as ac
from afpak_claims.website.evidence import groups_of

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

CLAIM = "pakistan-reserves-fell"
SERIES = "sbp-reserves"


def test_the_values_of_a_series_have_no_relation_to_an_assertion(draft: Dataset) -> None:
    """They are neither for it nor against it, and do not count toward its verdict."""
    evidence = ac.load_evidence(dataset=draft, series=SERIES)

    assert len(evidence) >= 12
    assert {*evidence["claim"]} == {CLAIM}
    assert evidence[["relation", "coverage", "gap", "stance"]].isna().all(axis=None)
    assert not evidence["decides"].any()
    assert {*evidence["unit"]} == {"billion_usd"}


def test_the_verdict_rests_on_what_was_said(draft: Dataset) -> None:
    """Only the events count, however many values stand beside them."""
    result = draft.trace(CLAIM).result

    events = [f for f in draft.findings.values() if f.claim == CLAIM and f.about == "event"]
    assert result.n_findings == len(events)


def test_a_number_of_another_metric_has_its_unit_where_it_is_no_count(draft: Dataset) -> None:
    """Money without a unit says nothing; people need none, since the label has it."""
    card = draft.trace(CLAIM).text(full=True, width=200)

    assert "Reserves of foreign currency: 5.576 billion US dollars" in card


@pytest.mark.parametrize("claim", [CLAIM, "pakistan-inflation-2023"])
def test_a_series_is_one_entry_of_the_page(draft: Dataset, claim: str) -> None:
    """Its values stand together, each with where it was read, and none is lost."""
    entries = [entry for group in groups_of(draft.trace(claim)) for entry in group.entries]
    folded = [e for e in entries if e.input_words == "Number by number" and e.inputs]

    assert folded
    for entry in folded:
        written = "; ".join(place.said for place in entry.inputs).split("; ")
        assert entry.says == f"{len(written)} numbers"
