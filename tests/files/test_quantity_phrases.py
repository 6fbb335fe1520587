"""Quantity phrases: what is read of a wording, and what is known not to be read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import phrases
import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from afpak_claims.files.folders import read_draft
from afpak_claims.files.quantity_phrases.conventions import Writing, alternative_estimates, outcome
from afpak_claims.files.quantity_phrases.days import days_in
from afpak_claims.files.quantity_phrases.numbers import numbers_in, numerals
from afpak_claims.files.quantity_phrases.readings import read
from afpak_claims.files.quantity_phrases.tables import LANGUAGES, table_of
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.vocabulary import Quantifier

HERE = Path(__file__).parent
GOOD = HERE.parent / "fixtures" / "good"
SHARED = HERE.parents[2] / "shared" / "phrases.tsv"
OWN = phrases.phrases(HERE / "phrases.tsv")
QUANTIFIERS = tuple(entry.record for entry in read_draft(GOOD)[0].quantifiers)
WORLD = Writing(quantifiers=QUANTIFIERS)


def listed(file: Path) -> list[tuple[str, str, str]]:
    """Return the phrases of a file; skip the test where it is not on this machine."""
    if not file.is_file() and not os.environ.get("AFPAK_CLAIMS_REQUIRE_SHARED"):
        pytest.skip("../shared is absent; it is no part of the project")
    return phrases.phrases(file)


def test_the_phrases_of_the_own_list_are_read_as_wanted() -> None:
    """Each phrase gives the bounds that the list wants, or none where it wants none."""
    assert [row for row in OWN if phrases.result(*row) != "right"] == []


def test_no_phrase_of_the_shared_list_is_read_wrong() -> None:
    """Of the phrases that others listed, none is wrong and three quarters are right at least."""
    results = [phrases.result(*row) for row in listed(SHARED)]

    assert "wrong" not in results
    assert results.count("right") >= phrases.LEAST_RIGHT * len(results)


def test_the_runner_counts_and_fails_where_one_is_wrong(tmp_path: Path) -> None:
    """Three counts are printed, and a wrong reading gives exit code 1."""
    file = tmp_path / "phrases.tsv"
    file.write_text("wording\twant\tlanguage\n12\t13\ten\numpteen\t20\ten\n7\t7\ten\n", "utf-8")
    done = subprocess.run(
        [sys.executable, HERE / "phrases.py", file], capture_output=True, text=True, check=False
    )

    assert done.stdout == "1 right, 1 not understood, 1 wrong\n"
    assert "wrong: '12' (en): wanted 13" in done.stderr
    assert done.returncode == 1


def test_no_phrase_of_the_held_out_list_is_read_wrong() -> None:
    """Of phrases that the reader was not written for, none is wrong and most are right."""
    results = [phrases.result(*row) for row in phrases.phrases(HERE / "held_out_phrases.tsv")]

    assert "wrong" not in results
    assert results.count("right") >= phrases.LEAST_RIGHT * len(results)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("shared", SHARED),
        ("own", HERE / "phrases.tsv"),
        ("held out", HERE / "held_out_phrases.tsv"),
    ],
)
def test_the_docs_have_the_shares_of_each_list(name: str, file: Path) -> None:
    """The tables of the docs are those that the runner prints."""
    rows = listed(file)
    text = (HERE.parents[1] / "docs" / "quantities.md").read_text("utf-8")
    _, _, rest = text.partition(f"<!-- phrases: {name} -->\n")
    due = phrases.table(rows)

    assert rest.partition("<!-- end -->")[0].strip() == due


UNDERSTOOD = [row for row in OWN if row[1] != "?"]


@given(st.sampled_from(UNDERSTOOD), st.integers(0, 12))
def test_an_unknown_word_anywhere_leaves_a_phrase_not_understood(
    row: tuple[str, str, str], place: int
) -> None:
    """What is not known is never passed over."""
    words = row[0].split(" ")
    words.insert(place % (len(words) + 1), "zorp")

    assert read(" ".join(words), row[2]) is None


@given(
    st.sampled_from(UNDERSTOOD),
    st.sampled_from(["not", "hardly", "if", "before", "half of", "nearly", "perhaps"]),
)
def test_a_hedge_before_a_phrase_never_leaves_its_reading_as_it_was(
    row: tuple[str, str, str], hedge: str
) -> None:
    """A phrase that is denied or doubted does not say what it says alone."""
    assert read(f"{hedge} {row[0]}", row[2]) != read(*row[::2])


@given(st.integers(0, 999_999), st.sampled_from(["en", "de", "fr", "es", "fa"]))
def test_a_number_in_words_is_read_back(value: int, language: str) -> None:
    """What another package writes in words is read as the number that it wrote."""
    words = num2words(value, lang=language).replace(",", "")
    reading = read(words, language)

    assert reading is not None, words
    assert reading.estimate == Estimate(low=value, best=value, high=value)


@given(st.integers(1, 99))
def test_an_ordinal_in_words_is_a_rank(value: int) -> None:
    """What another package writes as an ordinal is read as that rank."""
    reading = read(f"the {num2words(value, to='ordinal')}")
    assert reading is not None
    assert (reading.kind, reading.estimate.best) == ("rank", value)


@given(
    st.decimals(0, 10**9, places=2, allow_nan=False),
    st.sampled_from(["en", "de", "fr", "en_IN", "de_AT"]),
)
def test_a_number_as_the_language_writes_it_is_read_back(value: Any, locale: str) -> None:
    """What another package writes with the marks of a language is read as that number."""
    text = format_decimal(value, locale=locale)
    reading = read(f"{text} %", locale[:2])

    assert reading is not None, text
    assert reading.estimate.best == float(value)


@given(st.integers(0, 10**12), st.sampled_from("\u0660\u06f0\u0966\u09e6\u0a66\u0ae6\u0be6\uff10"))
def test_the_digits_of_every_script_are_read(value: int, zero: str) -> None:
    """A number says the same in the digits of any script."""
    text = "".join(chr(ord(zero) + int(digit)) for digit in str(value))
    assert numerals(f"{text} x") == [value]


@pytest.mark.parametrize("text", ["3\u06f00 people", "1,\u06660\u06660 people", "\u06f5\u0665"])
def test_a_number_with_digits_of_two_scripts_is_none(text: str) -> None:
    """Whoever wrote it may have meant another number; nothing of it is read."""
    assert numerals(text) == []
    assert read(text) is None


def test_each_number_may_be_in_its_own_script() -> None:
    """Two numbers of two scripts are two numbers."""
    assert numerals("3 \u062a\u0627 \u06f5", "fa") == [3, 5]


@given(st.text(max_size=60) | st.text("0123456789,.-\u2013%$ kmnotw()/", max_size=30))
def test_any_text_has_a_reading_or_none(wording: str) -> None:
    """No text is too strange to be refused quietly, in any language."""
    for language in LANGUAGES:
        reading = read(wording, language)
        assert reading is None or isinstance(reading.estimate, Estimate)
    assert all(abs(value) < 1e15 for value in numerals(wording))


@pytest.mark.parametrize(
    "part", ["the ", "hundreds of ", "5 in ", "a half and ", "1e99 ", "10^99 "]
)
def test_a_wording_that_goes_on_and_on_has_no_reading(part: str) -> None:
    """No length and no size of number breaks the reader."""
    assert read(f"{part * 1_000}5") is None
    assert all(abs(value) < 1e15 for value in numerals(part * 1_000))


@given(st.integers(0, 10**12))
def test_a_number_is_found_with_and_without_its_separators(value: int) -> None:
    """Thousands separators change nothing."""
    assert numerals(f"about {value:,} people") == numerals(f"about {value} people") == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", []),
        ("some people", []),
        ("more than 1,200 people", [1200]),
        ("between 2,500 and 4,000", [2500, 4000]),
        ("37.97 percent", [37.97]),
        ("three-million", [3000000]),
        ("someone often", []),
        ("1990 and 1995,", [1990, 1995]),
        ("1,200, several hundred", [1200]),
        ("twenty-five of one hundred and fifty", [25, 150]),
        ("from -12 to minus two", [-12, -2]),
    ],
)
def test_the_numbers_that_a_text_writes(text: str, values: list[float]) -> None:
    """Every number of a text is found, whatever else stands there."""
    assert numerals(text) == values


def test_a_group_behind_any_mark_is_read_where_either_is_allowed() -> None:
    """A search does not know the language of its reader: 40.211 is 40,211 there."""
    assert [found.value for found in numbers_in("40.211 or 1.5", "en", "either")] == [40211, 1.5]


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("On May 3, 2010, twelve died", "en", [(2010, 5, 3)]),
        ("from 28 April to 3 May 2010", "en", [(None, 4, 28), (2010, 5, 3)]),
        ("on 3/5/2010", "en", [(2010, 3, 5), (2010, 5, 3)]),
        ("In May 2010 12 died, 300 in June", "en", []),
        ("vom 3. bis 5. Mai 2010", "de", [(2010, 5, 3), (2010, 5, 5)]),
        ("le 1er mai", "fr", [(None, 5, 1)]),
        ("۳ مئی ۲۰۱۰", "ur", [(2010, 5, 3)]),
        ("2010-05-13", "xx", [(2010, 5, 13)]),
    ],
)
def test_the_days_that_a_text_names(
    text: str, language: str, days: list[tuple[int | None, int, int]]
) -> None:
    """A day is beside the name of its month, or all in digits; either order of a date is one."""
    assert [(day.year, day.month, day.day) for day in days_in(text, language)] == days


@pytest.mark.parametrize(
    ("wording", "estimate"),
    [
        ("decades", Estimate(low=20, interpreted=("low",))),
        ("more than 1,200 people", Estimate(low=1200, low_open=True)),
        ("over two million", Estimate(low=2000000, low_open=True)),
        ("nearly 40 percent", Estimate(low=36, high=40, high_open=True, interpreted=("low",))),
        ("nearly 0.7", Estimate(low=0.63, high=0.7, high_open=True, interpreted=("low",))),
        ("Between 20 and 30", Estimate(low=20, high=30)),
        ("several", Estimate(low=3, interpreted=("low",))),
        ("several hundred", Estimate(low=300, high=999, interpreted=("low", "high"))),
        ("several million people", Estimate(low=3000000, interpreted=("low",))),
        ("the second time", Estimate(low=2, best=2, high=2)),
    ],
)
def test_a_quantifier_of_the_dataset_gives_its_bounds(wording: str, estimate: Estimate) -> None:
    """The longest phrase of the dataset that is the whole wording decides."""
    said = outcome(wording, WORLD)
    assert (said.kind, said.estimate) == ("known quantifier", estimate)


@pytest.mark.parametrize(
    "wording",
    ["overall 12", "severally", "not several", "no more than several", "several zorps", "umpteen"],
)
def test_a_phrase_beside_other_words_is_not_understood(wording: str) -> None:
    """A quantifier speaks only where nothing else does."""
    assert outcome(wording, WORLD).kind == "not understood"


@pytest.mark.parametrize("wording", ["between 20 and 30,000", "between 20 and 30 million people"])
def test_a_convention_does_not_speak_of_numbers_that_may_share_a_scale(wording: str) -> None:
    """Between 20 and 30,000 may be from 20,000 on: what a dataset declares does not settle it."""
    assert outcome(wording, WORLD).kind != "known quantifier"


def test_a_denied_quantifier_is_read_by_its_words() -> None:
    """No more than 300 is at most 300, though the dataset has a convention for more than."""
    said = outcome("no more than 300", WORLD)
    assert (said.kind, said.estimate) == ("understood", Estimate(high=300))


def test_the_order_of_the_vocabulary_decides_nothing() -> None:
    """The longest phrase decides, wherever it stands in its file."""
    expected = outcome("several hundred", WORLD)
    assert outcome("several hundred", Writing(quantifiers=QUANTIFIERS[::-1])) == expected


def test_a_quantifier_gives_its_alternatives() -> None:
    """Other bounds of a phrase follow its numbers."""
    assert alternative_estimates("nearly 100", WORLD) == [
        Estimate(low=95, best=98, high=100, low_open=True, high_open=True)
    ]
    assert alternative_estimates("not nearly 100", WORLD) == []


def test_numerals_that_run_backwards_give_no_estimate() -> None:
    """Bounds out of order are a ValueError, which the rules turn into a problem."""
    with pytest.raises(ValueError, match=r"^found low 30, high 20; expected low ≤ best ≤ high"):
        outcome("between 30 and 20", WORLD)


def test_a_language_without_a_table_is_read_by_the_phrases_of_its_dataset() -> None:
    """Another language is data: its quantifiers, its decimal mark and the words of its units."""
    at_least = Quantifier(id="at-least", phrases=("legalább N",), definition="At least.", low="N")
    writing = Writing("hu", ",", frozenset({("fő",)}), (at_least,))

    assert outcome("legalább 1.200,5 fő", writing).estimate == Estimate(low=1200.5)
    assert outcome("70,8 fő", writing).estimate == Estimate(low=70.8, best=70.8, high=70.8)
    assert outcome("körülbelül 70 fő", writing).kind == "not understood"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_of_a_table_stands_under_two_readings(language: str) -> None:
    """A phrase has one meaning in its language."""
    found: dict[tuple[str, ...], str] = {}
    for reading, phrase in table_of(language).readings:
        assert found.setdefault(phrase, reading) == reading


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_noun_of_a_table_is_a_word_of_its_readings(language: str) -> None:
    """What a quantity is of is never taken for what says its bounds, nor the reverse."""
    table = table_of(language)
    said = {(word,) for _, phrase in table.readings for word in phrase}
    numbers = {*table.numbers, *table.scales, *table.fractions, *table.plurals}

    twice = {("increase",), ("rise",), ("growth",), ("c",)}  # a fivefold rise; circa, and degrees
    assert (table.nouns | table.times) & said <= twice
    assert not table.nouns & (numbers | table.months.keys())


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "missing bound; expected at least one bound; add it"),
        (
            {"phrases": (), "low": "3"},
            "missing phrase; expected at least one phrase; add it",
        ),
        ({"low": "some"}, "found low 'some'; expected a number, or N, A or B; change it"),
        ({"high": "N 0.9"}, "found high 'N 0.9'; expected a number, or N, A or B; change it"),
        ({"best": "1e3"}, "found best '1e3'; expected a number, or N, A or B; change it"),
        (
            {"low": "A"},
            (
                "found the phrase 'about N'; expected each letter of the bounds, and no letter "
                "twice; change the phrase or the bounds"
            ),
        ),
        (
            {"phrases": ("N or N",), "low": "N"},
            (
                "found the phrase 'N or N'; expected each letter of the bounds, and no letter "
                "twice; change the phrase or the bounds"
            ),
        ),
        (
            {"low": "N", "high_open": True},
            "found high as exclusive or interpreted without high; expected that bound; add it",
        ),
        (
            {"best": "N", "interpreted": ("low",)},
            "found low as exclusive or interpreted without low; expected that bound; add it",
        ),
    ],
)
def test_a_quantifier_that_no_wording_could_meet_is_refused(
    fields: dict[str, Any], message: str
) -> None:
    """A convention that would fail on its first figure is refused where it is written."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        Quantifier(**{"id": "about", "phrases": ("about N",), "definition": "About it.", **fields})
    assert str(caught.value) == message


@given(
    st.sampled_from(["N", "0.9 N", "1.1 N", "12"]),
    st.sampled_from([None, "N", "1.1 N", "900"]),
    st.booleans(),
    st.integers(0, 10**6),
)
def test_a_convention_gives_an_estimate_or_says_why_not(
    low: str,
    high: str | None,
    low_open: bool,  # noqa: FBT001 - drawn by hypothesis
    value: int,
) -> None:
    """Every quantifier that can be written, on every numeral, gives a range or a ValueError."""
    quantifier = Quantifier(
        id="about",
        phrases=("about N",),
        definition="About it.",
        low=low,
        high=high,
        low_open=low_open,
    )
    factor, _, letter = low.rpartition(" ")
    due = 12 if low == "12" else round(float(factor or 1) * value, 9)
    try:
        estimate = outcome(f"about {value}", Writing(quantifiers=(quantifier,))).estimate
    except ValueError:
        assert high is not None
    else:
        assert estimate is not None
        assert (estimate.low, estimate.low_open) == (due, low_open)
        assert letter in {"N", "12"}


_SENTENCE = [
    "people",
    "killed",
    "a",
    "an",
    "of",
    "and",
    "the",
    "in",
    "by",
    "1,200",
    "2004",
    "430",
    "4.000",
    "1,2",
    "3'000",
    "12",
    "2,500,",
    "5.",
    "(7)",
    "1.234.567",
    "12,34,567",
    "k",
    "m",
    "bn",
    "million",
    "half",
    "point",
    "no.",
    "no",
    "first",
    "third",
    "dozen",
    "1990s",
    "5th",
    "0",
    "00",
    "007",
    "9999999999999999",
    "minus",
    "fourfold",
    "times",
    "one",
    "twenty",
    "per",
    "s's",
    "!",
    "?",
    ";",
    ":",
    "10",
    "000",
    "1e6",
    ".5",
    "e",
]


@given(
    words=st.lists(st.sampled_from(_SENTENCE), max_size=9),
    language=st.sampled_from(["en", "fr", "xx"]),
    decimal=st.sampled_from([None, "either"]),
)
def test_a_plain_sentence_is_read_as_any_other(
    words: list[str], language: str, decimal: str | None
) -> None:
    """A sign at the end, by which a text is taken apart, changes none of its numbers."""
    text = " ".join(words)
    assert numbers_in(text, language, decimal) == numbers_in(f"{text} ~", language, decimal)
