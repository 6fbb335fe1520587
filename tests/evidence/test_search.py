"""The search: the first answer is the claim that a reader means."""

from __future__ import annotations

import pytest

import afpak_claims as ac
from afpak_claims.api import open_dataset
from afpak_claims.errors import UsageError
from afpak_claims.evidence.search import Index, index_of, search
from search_queries import FIRST, IN_THE_BROWSER


@pytest.fixture(scope="module")
def index() -> Index:
    """Return what `ac.search` makes of the released data for each question, made once."""
    return index_of(open_dataset("2.0.0").select())


def found_in(index: Index, query: str) -> list[str]:
    """Return the claims that are found, the best first."""
    return [answer.claim for answer in search(index, query)[0]]


@pytest.mark.parametrize(("query", "first"), FIRST.items())
def test_the_first_answer_is_the_claim_that_is_meant(index: Index, query: str, first: str) -> None:
    """The first answer is the claim that is meant."""
    assert found_in(index, query)[0] == first


def test_the_function_answers_as_its_index(index: Index) -> None:
    """`ac.search` of a version has the claims that its index gives, in their order."""
    query = "46000 civilians unama"
    assert found_in(index, query) == list(ac.search(query, version="2.0.0").index)


def test_there_are_fifty_queries_and_ten_for_the_browser() -> None:
    """There are fifty queries, and ten of them or more are for the browser too."""
    assert len(FIRST) >= 50
    assert len(set(IN_THE_BROWSER) & set(FIRST)) >= 10


def test_every_claim_is_found_by_the_words_of_its_id(index: Index) -> None:
    """Each claim is among the first five answers to the words of its own id."""
    for claim in ac.load_claims(version="2.0.0").index:
        assert claim in found_in(index, claim.replace("-", " "))[:5], claim


def test_an_id_is_first_found_by_itself(index: Index) -> None:
    """The first answer to the id of a claim is this claim."""
    for claim in ac.load_claims(version="2.0.0").index:
        assert found_in(index, claim)[0] == claim


def test_a_word_with_hyphens_is_found_by_its_parts() -> None:
    """A word with hyphens that no claim has gives what its parts give."""
    found = ac.search("US-led", version="2.0.0")
    assert list(found.index) == list(ac.search("US led", version="2.0.0").index)
    assert found.attrs["meant"] == {}


def test_the_middle_of_a_word_is_not_found() -> None:
    """What stands only inside of words, as isi in crisis, is not found; a beginning is."""
    assert ac.search("isi", version="2.0.0").empty
    assert not ac.search("cris", version="2.0.0").empty


def test_a_whole_word_in_a_note_is_above_a_part_of_a_title() -> None:
    """A beginning of a word in a title counts less than a whole word in a note."""
    words = {"ironworks": {"b": 6.0}, "iron": {"a": 1.0}}
    answers, _ = search(Index(("b", "a"), words, {}), "iron")
    assert [answer.claim for answer in answers] == ["a", "b"]


def test_another_form_of_a_word_is_found_behind_the_word_itself(index: Index) -> None:
    """Who mediates is found by mediators; no other word is meant, and the word itself is above."""
    words = {"accused": {"b": 6.0, "c": 6.0}, "accuses": {"a": 6.0}}
    forms = {"accus": ("accused", "accuses")}
    answers, meant = search(Index(("c", "b", "a"), words, {}, forms=forms), "accuses")
    assert ([answer.claim for answer in answers], meant) == (["a", "c", "b"], {})
    answers, meant = search(index, "Turkey mediators")
    assert "third-countries-chosen-to-mediate" in [answer.claim for answer in answers]
    assert (answers[0].is_whole, meant) == (True, {})


def test_what_lacks_a_rare_word_stands_behind_those_that_have_it() -> None:
    """Of two claims with one word each the one with the word that few claims have is first."""
    many = dict.fromkeys("abcd", 6.0)
    answers, _ = search(Index(tuple("abcde"), {"war": many, "proxy": {"e": 6.0}}, {}), "proxy war")
    assert answers[0].claim == "e"
    assert not any(answer.is_whole for answer in answers)


def test_a_claim_with_every_word_is_whole(index: Index) -> None:
    """Whether a claim has all that is asked for is told with each answer."""
    answers, _ = search(index, "civilian casualties 2019")
    assert answers[0].is_whole
    assert {answer.is_whole for answer in answers} == {True, False}


def test_a_year_that_is_asked_for_is_not_missing() -> None:
    """Claims that have the words and the year stand above all that have the words alone."""
    matched = list(ac.search("civilian casualties 2019", version="2.0.0")["matched"])
    with_year = matched.count("civilian;casualties;2019")
    assert with_year > 3
    assert matched.index("civilian;casualties") >= with_year


def test_the_article_of_a_name_is_no_word() -> None:
    """A claim that has only the "al" of a name that it lacks is not found; nor are beginnings."""
    assert ac.search("al-Shabaab", version="2.0.0").empty
    assert ac.search("BLA", version="2.0.0").empty


@pytest.mark.parametrize("word", ["havens", "unmissions", "safe", "isi"])
def test_another_word_is_not_taken_for_a_slip(word: str) -> None:
    """Nothing is meant by a short word, one with other first letters or one with many others."""
    assert ac.search(word, version="2.0.0").attrs["meant"] == {}


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
