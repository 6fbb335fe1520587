"""Periods: the EDTF subset, its strict bounds, and when something holds."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from afpak_claims.records.periods import HOLDS, Edtf, Period, bounds
from examples import examples
from strategies import edtf, lines

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its grammar warns of itself where pyparsing is new
    from edtf import parse_edtf

FORM = "YYYY, YYYY-MM, YYYY-MM-DD, a/b, a/.. or ../b, each date with ? or ~ at most"
YEARS = st.integers(2000, 2003)
FIRST_DAY, LAST_DAY = dt.date(1999, 1, 1).toordinal(), dt.date(2004, 12, 31).toordinal()


def oracle(text: str) -> tuple[dt.date | None, dt.date | None]:
    """Return the strict bounds that the edtf package gives."""
    parsed = parse_edtf(text)
    ends = (parsed.lower_strict(), parsed.upper_strict())
    lower, upper = (None if isinstance(end, float) else dt.date(*end[:3]) for end in ends)
    return lower, upper


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2004", dt.date(2004, 1, 1), dt.date(2004, 12, 31)),
        ("2004?", dt.date(2004, 1, 1), dt.date(2004, 12, 31)),
        ("2004~", dt.date(2004, 1, 1), dt.date(2004, 12, 31)),
        ("2004-02", dt.date(2004, 2, 1), dt.date(2004, 2, 29)),
        ("1900-02", dt.date(1900, 2, 1), dt.date(1900, 2, 28)),
        ("2000-02-29", dt.date(2000, 2, 29), dt.date(2000, 2, 29)),
        ("2004/2018", dt.date(2004, 1, 1), dt.date(2018, 12, 31)),
        ("2004/2004", dt.date(2004, 1, 1), dt.date(2004, 12, 31)),
        ("2004-06-17?/2018-01~", dt.date(2004, 6, 17), dt.date(2018, 1, 31)),
        ("2004/..", dt.date(2004, 1, 1), None),
        ("../2004-05", None, dt.date(2004, 5, 31)),
        ("0001", dt.date(1, 1, 1), dt.date(1, 12, 31)),
        ("9999", dt.date(9999, 1, 1), dt.date(9999, 12, 31)),
    ],
)
def test_a_date_or_interval_runs_from_its_first_to_its_last_day(
    text: str, start: dt.date | None, end: dt.date | None
) -> None:
    """Bounds are strict: a qualifier widens nothing, an open end is None."""
    assert bounds(text) == (start, end)


class TestOracle:
    """Codebook: what is accepted means what ISO 8601-2 says, as the edtf package reads it."""

    @settings(max_examples=examples(100), deadline=None)
    @given(edtf())
    @example("2004/..")
    @example("../2004-02~")
    @example("0099-12-31")
    def test_the_bounds_are_those_of_the_edtf_package(self, text: str) -> None:
        """Two parsers written apart agree on every day."""
        assert bounds(text) == oracle(text)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        (text, f"{FORM}; change the date")
        for text in (
            [
                " ",
                "..",
                "2004/../2005",
                "2004//2005",
                "04",
                "20040",
                "2004-1",
                "2004-01-1",
                "2004-1-01",
                "2004/05",
                " 2004",
                "2004 ",
                "2004\n",
                "2004-",
                "2004?~",
                "?2004",
                "2004-?05",
                "200u",
                "y20045",
                "2004-W05",
                "2004..2005",
                "2004-2005",
                "unknown",
                "open",
                "2004/open",
                "٢٠٠٤",
                "2004/..?",
                "..?/2004",
                "[2004,2005]",
                "2004\x00",
                "2004\u20132005",
            ]
        )
    ]
    + [
        (text, "a date that exists; change the date")
        for text in (
            [
                "2021-00",
                "2021-13",
                "2021-02-29",
                "2021-02-30",
                "1900-02-29",
                "2021-04-31",
                "2021-01-00",
                "2021-01-32",
                "2021-13/..",
                "../2021-02-30",
                "2021-20",
                "2021-42",
                "2021-21-01",
            ]
        )
    ]
    + [
        (
            text,
            (
                "dates, since a season has other months on each side of the equator; write the "
                "months of the season, as in 2004-06/2004-08, and its word in wording"
            ),
        )
        for text in ["2021-21", "2021-41"]
    ]
    + [
        (text, "a range whose end is after its start; swap its two ends")
        for text in ["2005/2004", "2004-02/2004-01", "2004-01-02/2004-01-01", "2004-05?/2003~"]
    ]
    + [
        (
            text,
            (
                "a date, since unspecified digits stand for a range; write the range, as in "
                "2010/2019, and the words in wording"
            ),
        )
        for text in ["201X", "20XX", "2XXX"]
    ]
    + [
        (
            text,
            (
                "a date that is as precise as known and no more; leave out what is unspecified, as "
                "in 2004 or 2004-02"
            ),
        )
        for text in ["2004-XX", "2004-02-XX", "2004-XX-XX"]
    ]
    + [
        (text, "a date at both ends, or .. for an end that is open; write .. or the date")
        for text in ["2004/", "/2004"]
    ]
    + [
        (text, "year, month and day with hyphens between them; write it like 2004-02-29")
        for text in ["200402", "20040229", "29.02.2004"]
    ]
    + [
        (text, "a day, since the time of day is not recorded; leave out what begins with T")
        for text in ["2004-02-29T12:00", "2004-02-29T"]
    ]
    + [
        (text, "a year from 0001 to 9999; write the year in wording if there is no other")
        for text in ["0000", "0000-01", "-0044", "Y12004", "Y-12004"]
    ]
    + [
        (
            "2004%",
            (
                "? or ~, since % says both at once; write ~ if the date is approximate, ? if it is "
                "uncertain"
            ),
        )
    ]
    + [("../..", "at least one end with a date; add the end that is known")],
)
def test_whatever_is_outside_the_subset_is_refused(text: str, due: str) -> None:
    """Impossible dates, reversed ranges and other notations are refused, and say what is due."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        bounds(text)
    assert str(caught.value) == f"found {text!r}; expected {due}"


@pytest.mark.parametrize(
    ("text", "shorter"),
    [("2004/2004-05", "2004"), ("2004-05/2004", "2004"), ("2004-05/2004-05-06", "2004-05")],
)
def test_an_interval_between_a_span_and_a_part_of_it_is_refused(text: str, shorter: str) -> None:
    """From a year to a month of that year runs neither forward nor back."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        bounds(text)
    assert str(caught.value) == (
        f"found {text!r}; expected a range whose end is after its start; write both ends with the "
        f"same precision, or {shorter} alone if all of it is meant"
    )


@given(st.text(max_size=30) | st.text("0123456789-/.?~", max_size=24))
def test_no_text_breaks_the_parser(text: str) -> None:
    """A text is a period or a ValueError, whatever stands in it."""
    try:
        start, end = bounds(text)
    except ValueError as error:
        assert str(error).startswith("found ")  # noqa: PT017 - both outcomes are facts
    else:
        assert start is not None or end is not None


def test_a_long_text_does_not_fill_the_message() -> None:
    """Of a long text only its beginning is shown."""
    with pytest.raises(ValueError, match=r"^found '9{40}'; expected"):
        bounds("9" * 10_000)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {},
            (
                "missing edtf and wording; expected at least one of them; add one, or delete "
                "the period"
            ),
        ),
        (
            {"holds": "sometime"},
            (
                "missing edtf and wording; expected at least one of them; add one, or delete "
                "the period"
            ),
        ),
        (
            {"edtf": "2004"},
            (
                "missing holds; expected cumulative, throughout or sometime for a period with "
                "dates; add it"
            ),
        ),
        (
            {"edtf": "2021-02-30", "holds": "sometime"},
            "found '2021-02-30'; expected a date that exists; change the date",
        ),
    ],
)
def test_a_period_that_says_nothing_is_refused(fields: dict[str, Any], message: str) -> None:
    """A period has words or dates, and dates say how they hold."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        Period(**fields)
    assert str(caught.value) == message


def test_a_period_of_words_alone_has_no_dates() -> None:
    """What the article does not date is not dated."""
    period = Period(wording="a few months ago")
    assert (period.start, period.end) == (None, None)


class TestHolding:
    """Codebook: throughout is every day; sometime and cumulative are at least one day.

    Each period is spread out into its days, an open end up to the end of the calendar used here,
    and the span likewise.
    """

    @staticmethod
    def days(start: dt.date | None, end: dt.date | None) -> set[int]:
        """Return every day from start to end, each as its number."""
        first = FIRST_DAY if start is None else start.toordinal()
        last = LAST_DAY if end is None else end.toordinal()
        return set(range(first, last + 1))

    @given(
        edtf(year=YEARS),
        edtf(year=YEARS),
        st.sampled_from(["cumulative", "throughout", "sometime"]),
    )
    def test_it_may_hold_where_one_of_its_days_lies(
        self, dates: str, span: str, holds: Any
    ) -> None:
        """A period may hold in a span exactly where the two share a day."""
        period = Period(edtf=dates, holds=holds)
        due = bool(self.days(*bounds(dates)) & self.days(*bounds(span)))
        assert period.may_hold_in(*bounds(span)) is due

    @given(edtf(year=YEARS), edtf(year=YEARS))
    def test_what_holds_throughout_must_hold_where_one_of_its_days_lies(
        self, dates: str, span: str
    ) -> None:
        """Since it holds on each of its days, one shared day is enough."""
        due = bool(self.days(*bounds(dates)) & self.days(*bounds(span)))
        assert Period(edtf=dates, holds="throughout").must_hold_in(*bounds(span)) is due

    @given(edtf(year=YEARS), edtf(year=YEARS), st.sampled_from(["cumulative", "sometime"]))
    def test_what_holds_sometime_must_hold_where_all_of_its_days_lie(
        self, dates: str, span: str, holds: Any
    ) -> None:
        """Since any of its days may be the one, every day has to lie in the span."""
        due = self.days(*bounds(dates)) <= self.days(*bounds(span))
        assert Period(edtf=dates, holds=holds).must_hold_in(*bounds(span)) is due

    @given(lines(), edtf(year=YEARS))
    def test_what_has_no_date_holds_nowhere_for_certain_nor_perhaps(
        self, wording: str, span: str
    ) -> None:
        """A period of words alone answers no question of dates."""
        period = Period(wording=wording)
        assert not period.may_hold_in(*bounds(span))
        assert not period.must_hold_in(*bounds(span))

    @given(edtf(), st.sampled_from(["cumulative", "throughout", "sometime"]))
    def test_everything_dated_must_hold_in_all_of_time(self, dates: str, holds: Any) -> None:
        """A span with both ends open leaves nothing out."""
        period = Period(edtf=dates, holds=holds)
        assert period.may_hold_in(None, None)
        assert period.must_hold_in(None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2004", "2004"),
        ("2004-05", "May 2004"),
        ("2004-05-06", "6 May 2004"),
        ("2004?", "2004 (uncertain)"),
        ("2004-05~", "May 2004 (approximately)"),
        ("2004/2018", "2004 to 2018"),
        ("2004-06-17/2018-01-24", "17 June 2004 to 24 January 2018"),
        ("2004~/..", "from 2004 (approximately) on"),
        ("../2004-05", "until May 2004"),
    ],
)
def test_a_period_is_said_in_plain_words(text: str, words: str) -> None:
    """Every shape of the subset has its phrase, and a qualifier is shown."""
    assert Period(edtf=text, holds="sometime").in_words() == words


def test_a_period_without_dates_is_said_in_its_own_words() -> None:
    """Where no date is given, the words of the article are quoted and the gap is named."""
    assert Period(wording="long ago").in_words() == "“long ago” (no date given)"


@pytest.mark.parametrize(
    ("period", "facts"),
    [
        (
            Period(edtf="2004/..", holds="sometime"),
            {"dates": "2004/..", "first day": "2004-01-01", "last day": "open"},
        ),
        (
            Period(edtf="../2004-02", holds="cumulative", wording="until then"),
            {
                "dates": "../2004-02",
                "first day": "open",
                "last day": "2004-02-29",
                "wording": "“until then”",
            },
        ),
        (
            Period(wording="long ago"),
            {"first day": "unknown", "last day": "unknown", "wording": "“long ago”"},
        ),
    ],
)
def test_the_card_of_a_period_tells_what_is_open_from_what_is_unknown(
    period: Period, facts: dict[str, str]
) -> None:
    """Only what is given has a line; an end that runs on is open, one of words is unknown."""
    shown = re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", period._repr_html_())
    assert dict(shown) == facts
    assert f"<h3>{period}</h3><p>Period</p>" in period._repr_html_()


@pytest.mark.parametrize(
    ("period", "meaning"),
    [
        (Period(edtf="2004", holds="cumulative"), "cumulative: a total over these days"),
        (
            Period(edtf="2004", holds="sometime"),
            "sometime: it holds on at least one of these days",
        ),
        (Period(wording="long ago"), "How it holds is unknown"),
    ],
)
def test_the_card_of_a_period_says_how_it_holds(period: Period, meaning: str) -> None:
    """A total is a total; what holds on days is said to hold."""
    assert meaning in period._repr_html_()


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        ("2004", True),
        ("2004-02-29?", True),
        ("2004/2005~", True),
        ("2004/..", True),
        ("../2004", True),
        ("..", False),
        ("2004~~", False),
        ("in 2004", False),
        ("2004/2005/2006", False),
    ],
)
def test_the_schema_has_a_pattern_of_the_whole_date(text: str, *, is_date: bool) -> None:
    """An editor marks what is no date, from its first to its last character."""
    pattern = TypeAdapter(Edtf).json_schema()["pattern"]
    assert bool(re.search(pattern, text)) == is_date


def test_how_a_claim_holds_is_said_for_a_card_a_sentence_and_a_heading() -> None:
    """Each word has its three phrases."""
    assert {word: tuple(phrases) for word, phrases in HOLDS.items()} == {
        "cumulative": ("a total over these days", ", a total over that time", ", in all"),
        "throughout": ("on every one of these days", ", on every day of it", ", throughout"),
        "sometime": ("on at least one of these days", ", at some time in it", ", at some time"),
    }
