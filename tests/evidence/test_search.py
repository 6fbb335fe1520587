"""The search: the first answer is the claim that a reader means."""

from __future__ import annotations

import pytest

import afpak_claims as ac
from afpak_claims.errors import UsageError
from search_queries import FIRST, IN_THE_BROWSER


@pytest.mark.parametrize(("query", "first"), FIRST.items())
def test_the_first_answer_is_the_claim_that_is_meant(query: str, first: str) -> None:
    """The first answer is the claim that is meant."""
    assert ac.search(query, version="2.0.0").index[0] == first


def test_there_are_fifty_queries_and_ten_for_the_browser() -> None:
    """There are fifty queries, and ten of them are for the browser too."""
    assert len(FIRST) >= 50
    assert len(set(IN_THE_BROWSER) & set(FIRST)) == 10


def test_every_claim_is_found_by_the_words_of_its_id() -> None:
    """Each claim is among the first five answers to the words of its own id."""
    for claim in ac.load_claims(version="2.0.0").index:
        found = ac.search(claim.replace("-", " "), version="2.0.0")
        assert claim in found.index[:5], claim


def test_answers_come_with_verdict_and_headline_and_the_best_score_first() -> None:
    """Answers come with verdict and headline and the best score first."""
    found = ac.search("civilians killed", version="2.0.0")
    assert list(found.columns) == ["verdict", "answer", "matched", "score"]
    assert found["score"].is_monotonic_decreasing
    assert found["answer"].str.len().max() <= 220


def test_a_misspelt_word_is_taken_for_the_nearest_one_and_that_is_said() -> None:
    """A misspelt word is taken for the nearest one and that is said."""
    found = ac.search("waziristn", version="2.0.0")
    assert found.attrs["meant"] == {"waziristn": "waziristan"}
    assert not found.empty


def test_a_word_that_no_claim_has_has_no_answer() -> None:
    """A word that no claim has has no answer."""
    assert ac.search("zzzqq", version="2.0.0").empty


@pytest.mark.parametrize("query", ["", "  "])
def test_an_empty_query_is_refused(query: str) -> None:
    """An empty query is refused."""
    with pytest.raises(UsageError, match="expected words or numbers"):
        ac.search(query)
