"""Errors: one tree, every problem on a line, and nothing lost on the way between processes."""

from __future__ import annotations

import copy
import pickle

import pytest

from afpak_claims import errors
from afpak_claims.errors import (
    ClaimsError,
    DataError,
    DataNotFoundError,
    Problem,
    UnknownValueError,
    UsageError,
)

FIRST = Problem("claims/a.yaml", 2, 5, "claims[0].id", "found null; expected an id; add it")
SECOND = Problem("claims/a.yaml", 10, 1, "", "found a tab; expected spaces; replace it")
EVERY_ERROR = [
    ClaimsError("something"),
    DataError([SECOND, FIRST]),
    DataNotFoundError("found no folder; expected one; correct the path"),
    UnknownValueError("claim", "flood", ["floods", "dam"]),
    UsageError("found a chart of nothing; expected a chart; name one"),
]


def test_a_problem_prints_as_compilers_print_theirs() -> None:
    """A problem is file, line, column, field and message, parted by colons."""
    assert str(FIRST) == "claims/a.yaml:2:5: claims[0].id: found null; expected an id; add it"


def test_a_problem_of_a_whole_file_names_no_field() -> None:
    """Where no field is known, none is printed, and no empty place for one."""
    assert str(SECOND) == "claims/a.yaml:10:1: found a tab; expected spaces; replace it"


def test_a_data_error_prints_one_line_a_problem_in_the_order_of_lines() -> None:
    """Problems are sorted by the number of the line, so that 2 comes before 10."""
    assert str(DataError([SECOND, FIRST])) == f"{FIRST}\n{SECOND}"


def test_a_data_error_keeps_its_problems_as_a_tuple() -> None:
    """Nobody can add a problem to an error that was raised."""
    assert DataError(iter([SECOND, FIRST])).problems == (FIRST, SECOND)


@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: type(error).__name__)
def test_every_error_is_one_of_ours(error: ClaimsError) -> None:
    """One except clause catches whatever this library raises on purpose."""
    assert isinstance(error, ClaimsError)


def test_the_tree_has_no_branch_that_the_tests_do_not_know() -> None:
    """The errors tested here are all that there are."""
    public = {getattr(errors, name) for name in errors.__all__}
    assert {type(error) for error in EVERY_ERROR} == {
        kind for kind in public if issubclass(kind, ClaimsError)
    }


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: type(error).__name__)
def test_an_error_comes_out_of_a_pickle_as_it_went_in(error: ClaimsError, protocol: int) -> None:
    """An error raised in a worker process reaches the parent whole."""
    back = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 - made on the line itself
    assert (type(back), str(back), back.args, vars(back)) == (
        type(error),
        str(error),
        error.args,
        vars(error),
    )


@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: type(error).__name__)
def test_a_copied_error_says_the_same(error: ClaimsError) -> None:
    """Copies keep the message, which some test runners and pools rely on."""
    assert str(copy.deepcopy(error)) == str(error)


def test_an_unknown_word_names_the_nearest_known_ones() -> None:
    """A misspelt word is answered with what it may have meant."""
    error = UnknownValueError("place", "ipsm", ["ipsum", "dolor", "ipsum-dam"])
    assert str(error) == "found 'ipsm'; expected a place; did you mean 'ipsum' or 'ipsum-dam'?"


def test_an_unknown_word_that_is_near_nothing_lists_a_short_vocabulary() -> None:
    """Where nothing is near and the words are few, all are named in order."""
    error = UnknownValueError("kind", "xyzzy", ["figure", "assertion"])
    assert str(error) == "found 'xyzzy'; expected a kind; known: assertion, figure"


def test_an_unknown_word_of_an_empty_vocabulary_says_so() -> None:
    """An empty vocabulary is called empty."""
    assert (
        str(UnknownValueError("topic", "floods", []))
        == "found 'floods'; expected a topic; known: none"
    )


def test_an_unknown_word_of_a_long_vocabulary_does_not_fill_the_screen() -> None:
    """Of many words only their number and the two ends are shown."""
    error = UnknownValueError("claim", "xyzzy", (f"claim-{n:02}" for n in range(17)))
    assert (
        str(error) == "found 'xyzzy'; expected a claim; there are 17; "
        "find one with 'afpak-claims search', or list them with 'afpak-claims list'"
    )


def test_an_unknown_word_is_a_key_error_and_prints_without_its_quotes() -> None:
    """Code that expects KeyError of a lookup keeps working, and its text stays readable."""
    error = UnknownValueError("kind", "x", ["figure"])
    assert isinstance(error, KeyError)
    assert not str(error).startswith("'")


def test_a_usage_error_is_a_value_error() -> None:
    """Code that expects ValueError of a bad argument keeps working."""
    assert issubclass(UsageError, ValueError)
