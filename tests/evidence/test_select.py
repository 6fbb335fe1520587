"""Select: dates checked day by day, and claims without a date that are never silently dropped."""

from __future__ import annotations

import dataclasses
import datetime as dt
import warnings
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import afpak_claims as ac
from afpak_claims.errors import UndatedWarning, UnknownValueError, UsageError
from afpak_claims.evidence.dataset import Undated
from afpak_claims.records.periods import Holds, Period
from conftest import GOOD
from examples import examples
from strategies import edtf

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from afpak_claims.evidence.dataset import Dataset

YEARS = st.integers(2003, 2005)
DAYS = [dt.date(2002, 12, 1) + dt.timedelta(days=n) for n in range(1160)]
"""Every day of the years asked of, and some before and after them for what has an open end."""


def days_of(text: str) -> set[dt.date]:
    """Return every day that an EDTF string names, by reading the days and not the string."""
    first, _, last = text.partition("/")
    begin = [day for day in DAYS if day.isoformat().startswith(first.rstrip("?~"))]
    end = [day for day in DAYS if day.isoformat().startswith((last or first).rstrip("?~"))]
    since = DAYS[0] if first == ".." else begin[0]
    until = DAYS[-1] if last == ".." else end[-1]
    return {day for day in DAYS if since <= day <= until}


def with_period(world: Dataset, period: Period | None) -> Dataset:
    """Return a dataset of one claim, which has this period."""
    claim = dataclasses.replace(world["floods-displaced"], period=period)
    return dataclasses.replace(world, claims={claim.id: claim})


def selected(dataset: Dataset, **selection: Any) -> list[str]:
    """Return the ids of a selection, whatever it warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UndatedWarning)
        return list(dataset.select(**selection).claims)


class TestDuring:
    """What holds throughout holds on each of its days, anything else on at least one of them."""

    @given(text=edtf(year=YEARS), holds=st.sampled_from(get_args(Holds)), span=edtf(year=YEARS))
    @settings(max_examples=examples(100), deadline=None)
    def test_each_day_taken_by_itself_gives_the_same_answer(
        self, world: Dataset, text: str, holds: Holds, span: str
    ) -> None:
        """A claim is selected if some course of days, or for certain if every course, meets it."""
        dataset = with_period(world, Period(edtf=text, holds=holds))
        asked, own = days_of(span), days_of(text)
        courses = [own] if holds == "throughout" else [{day} for day in own]
        met = [not course.isdisjoint(asked) for course in courses]

        assert bool(selected(dataset, during=span)) == any(met)
        assert bool(selected(dataset, during=span, certain=True)) == all(met)

    @pytest.mark.parametrize(
        ("during", "certain", "perhaps"),
        [
            (
                "1994-06",
                {"gauge-missing", "fields-under-water", "floods-drowned"},
                {"floods-displaced", "floods-displaced-dolor", "flood-year-rank"},
            ),
            (
                "1995/1999",
                {"gauge-missing"},
                {"floods-displaced", "floods-displaced-dolor", "flood-year-rank"},
            ),
            ("2020", {"dam-ended-floods"}, set()),
            ("2030-05", {"dam-ended-floods"}, {"distrust-may-grow"}),
            ("../1960", {"gauge-missing"}, set()),
        ],
    )
    def test_dates_of_the_fabricated_world(
        self, world: Dataset, during: str, certain: set[str], perhaps: set[str]
    ) -> None:
        """Precision, open ends and the way of holding decide what may and what must hold."""
        assert {*selected(world, during=during, certain=True)} == certain
        assert {*selected(world, during=during)} == certain | perhaps

    def test_what_must_hold_may_hold(self, draft: Dataset) -> None:
        """In the real data, certainty never adds a claim."""
        for year in range(2000, 2027):
            must = selected(draft, during=str(year), certain=True)
            assert set(must) <= set(selected(draft, during=str(year)))

    def test_certain_needs_dates(self, world: Dataset) -> None:
        """Certainty about nothing is refused and not passed over."""
        with pytest.raises(UsageError) as caught:
            world.select(certain=True)
        assert str(caught.value) == (
            "found certain=True without during; expected both; add, for example, during='2014'"
        )


class TestUndated:
    """Codebook: claims without a date are never silently dropped."""

    @pytest.mark.parametrize("during", ["1994", "2001/..", "../1980", "1990/2030"])
    @pytest.mark.parametrize("certain", [False, True])
    def test_include_is_exclude_and_only_together(
        self, world: Dataset, during: str, *, certain: bool
    ) -> None:
        """Every claim is on one side of the question, in the order of the article."""
        ids = {
            undated: selected(world, during=during, certain=certain, undated=undated)
            for undated in get_args(Undated)
        }
        assert not set(ids["exclude"]) & set(ids["only"])
        both = {*ids["exclude"], *ids["only"]}
        assert ids["include"] == [claim.id for claim in world.select() if claim.id in both]

    def test_a_period_of_words_alone_is_no_date(self, world: Dataset) -> None:
        """A claim with a wording of time and no dates counts as undated."""
        assert world["floods-for-decades"].period == Period(wording="for decades")
        assert "floods-for-decades" in selected(world, undated="only")

    def test_without_dates_asked_nothing_is_left_out(self, world: Dataset) -> None:
        """Exclude matters only where dates are asked of, and then nobody is warned."""
        assert list(world.select(undated="exclude").claims) == list(world.select().claims)

    @pytest.mark.parametrize("kind", ["figure", "assertion"])
    def test_the_warning_counts_those_that_fit_otherwise(self, world: Dataset, kind: str) -> None:
        """The count is of the undated claims of the kind that was asked for."""
        undated = [c for c in world.select(kind=kind) if not (c.period and c.period.edtf)]
        with pytest.warns(UndatedWarning) as caught:
            world.select(kind=kind, during="1994")
        assert [warning.message.count for warning in caught] == [len(undated)]  # type: ignore[union-attr] # the data of the test has it

    def test_the_warning_names_the_option(self, world: Dataset) -> None:
        """The remedy stands in the warning."""
        with pytest.warns(UndatedWarning) as caught:
            world.select(kind="figure", during="1994")
        assert str(caught[0].message) == (
            "excluded 2 undated claims that match every other filter; "
            "pass undated='include' to keep them or undated='only' to see just those"
        )

    @pytest.mark.parametrize("undated", ["include", "only"])
    def test_nobody_is_warned_where_nothing_is_left_out(
        self, world: Dataset, undated: Undated
    ) -> None:
        """Warnings are errors in these tests, so that a needless one would fail here."""
        world.select(during="1994", undated=undated)
        world.select(metric="people_drowned", during="1994")

    @pytest.mark.parametrize(
        "call",
        [
            lambda: ac.open_dataset(path=GOOD).select(during="1994"),
            lambda: ac.load_claims(path=GOOD, during="1994"),
            lambda: ac.load_figures(path=GOOD, during="1994"),
        ],
        ids=["select", "load_claims", "load_figures"],
    )
    def test_the_warning_points_at_the_line_of_the_caller(self, call: Callable[[], Any]) -> None:
        """However many calls lie between, the warning names the reader's file and not ours."""
        with pytest.warns(UndatedWarning) as caught:
            call()
        assert [warning.filename for warning in caught] == [__file__]

    def test_a_wrong_word_names_the_right_one(self, world: Dataset) -> None:
        """A misspelt choice is an error, as every word is."""
        with pytest.raises(UnknownValueError) as caught:
            world.select(during="1994", undated="includ")  # type: ignore[arg-type] # it is wrong
        assert str(caught.value) == (
            "found 'includ'; expected a value of undated; did you mean 'include' or 'exclude'?"
        )

    def test_the_command_line_counts_on_stderr(
        self, run: Callable[..., subprocess.CompletedProcess[str]]
    ) -> None:
        """The results alone go to stdout, the count and the options beside them."""
        done = run("list", "--kind", "figure", "--during", "1994", "--path", GOOD)
        assert (
            "excluded 2 undated claims that match every other filter; see --undated" in done.stderr
        )
        assert "floods-for-decades" not in done.stdout

    def test_the_command_line_lists_them_alone(
        self, run: Callable[..., subprocess.CompletedProcess[str]]
    ) -> None:
        """--undated only shows what the question left out, and says nothing else."""
        done = run(
            *("list", "--kind", "figure", "--during", "1994"),
            *("--undated", "only", "--path", GOOD, "--format", "csv"),
        )
        ids = [line.partition(",")[0] for line in done.stdout.splitlines()[1:]]
        assert (done.stderr, ids) == ("", ["floods-for-decades", "steps-three"])
