"""Dates: they agree with each other, with their words, with the dataset and with today."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.files.quantity_phrases.tables import table_of
from afpak_claims.records.claims import Figure
from afpak_claims.records.periods import bounds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft, Entry

__all__ = [
    "accessed_after_issued",
    "finding_before_source",
    "no_future_dates",
    "period_within_span",
    "year_agrees_with_id",
    "year_agrees_with_wording",
    "years_in_statement",
]

_YEAR = re.compile(r"(?<![\w.,])(?:1[5-9]|20)\d\d(?![\d,]|\.\d)", re.ASCII)
_EXCLUSIVE = re.compile(rf"\b(after|before) (?:the end of )?({_YEAR.pattern})", re.ASCII)


class _Dated(NamedTuple):
    """One EDTF string of a record."""

    entry: Entry[Any]
    path: tuple[str, ...]
    edtf: str


def _with_period(draft: Draft) -> Iterator[Entry[Any]]:
    yield from draft.claims
    yield from draft.findings


def _dated(draft: Draft) -> Iterator[_Dated]:
    for entry in _with_period(draft):
        period = entry.record.period
        if period and period.edtf:
            yield _Dated(entry, ("period", "edtf"), period.edtf)
    for source in draft.sources:
        for name in ("issued", "accessed"):
            if (date := getattr(source.record, name)) is not None:
                yield _Dated(source, (name,), date)


def no_future_dates(draft: Draft) -> Iterator[RuleViolation]:
    """No date is later than the day of the check, but that of a prediction."""
    for entry, path, edtf in _dated(draft):
        last = bounds(edtf)[1]
        if last and last <= draft.today:  # as of most
            continue
        if getattr(entry.record, "type", None) == "prediction":
            continue
        for end in edtf.split("/"):
            first = None if end == ".." else bounds(end)[0]
            if first and first > draft.today:
                yield RuleViolation(
                    entry,
                    path,
                    f"found {edtf!r}; expected no date after today, {draft.today}; correct it",
                )
                break


def finding_before_source(draft: Draft) -> Iterator[RuleViolation]:
    """A finding is not later than the date of its source."""
    sources = draft.index(draft.sources)
    for entry in draft.findings:
        period, source = entry.record.period, sources.get(entry.record.source)
        if not (period and period.edtf and source):
            continue
        printed = source.issued or source.accessed
        last_day = bounds(printed)[1] if printed else None
        ends = bounds(period.edtf)
        found = ends[1] if period.holds in {"cumulative", "throughout"} else ends[0]
        if last_day and found and found > last_day:
            yield RuleViolation(
                entry,
                ("period", "edtf"),
                f"found {period.edtf!r}, which ends on {found}, after its source "
                f"{source.id!r} of {printed}; expected a period that ends by then; correct the "
                "period or the source",
            )


def accessed_after_issued(draft: Draft) -> Iterator[RuleViolation]:
    """A source was not accessed before it was issued."""
    for entry in draft.sources:
        source = entry.record
        issued = source.issued and bounds(source.issued)[0]
        accessed = source.accessed and bounds(source.accessed)[1]
        if issued and accessed and accessed < issued:
            yield RuleViolation(
                entry,
                ("accessed",),
                f"found {source.accessed!r}; expected no day before {source.issued}, the date of "
                "the source; correct one of them",
            )


def period_within_span(draft: Draft) -> Iterator[RuleViolation]:
    """A period lies within the span that the dataset states, or its note says why not."""
    span = draft.header.record.span if draft.header else None
    if span is None:
        return
    first, last = bounds(span)
    for entry in _with_period(draft):
        period = entry.record.period
        if not (period and period.edtf):
            continue
        said = set(_YEAR.findall(entry.record.note or ""))
        for day, outside in (
            (period.start, bool(first and period.start and period.start < first)),
            (period.end, bool(last and period.end and period.end > last)),
        ):
            if outside and str(_year(day)) not in said:
                yield RuleViolation(
                    entry,
                    ("period", "edtf"),
                    f"found {period.edtf!r}; expected a period within {span}, the span of the "
                    f"dataset, or a note that says why {_year(day)} is meant; correct the period "
                    "or the note",
                )
                break


def _year(day: dt.date | None) -> int:
    return day.year if day else 0


def year_agrees_with_wording(draft: Draft) -> Iterator[RuleViolation]:
    """The years of a period, and its months in English, agree with those in its wording."""
    header = draft.header.record if draft.header else None
    is_english = header is None or (header.language or "en").lower().startswith("en")
    for entry in _with_period(draft):
        period = entry.record.period
        if period and period.edtf and period.wording:
            for message in _apart(period.edtf, period.wording, is_english=is_english):
                yield RuleViolation(entry, ("period", "edtf"), message)


@lru_cache(maxsize=4096)  # the periods of an article come again and again
def _apart(edtf: str, wording: str, *, is_english: bool) -> tuple[str, ...]:
    """Say where the months and years of a period are not those of its words."""
    found = (_other_month(edtf, wording) if is_english else None, _other_years(edtf, wording))
    return tuple(message for message in found if message)


def _other_years(edtf: str, wording: str) -> str | None:
    """Say where a wording has years, and the period others."""
    named = {int(year) for year in _YEAR.findall(wording)}
    if not named:
        return None
    for word, year in _EXCLUSIVE.findall(wording.lower()):
        named.discard(int(year))
        named.add(int(year) + (1 if word == "after" else -1))
    given = {int(end[:4]) for end in edtf.split("/") if end != ".."}
    if len(given) == 1 and "/" in edtf:
        fits = given <= named
    else:
        fits = named <= given if len(named) < len(given) else given <= named
    if fits:
        return None
    return (
        f"found {edtf!r} for the words {wording!r}; expected the years of the words, "
        f"{_listed(named)}; correct one of them"
    )


_MONTHS = {words[0]: int(month) for words, month in table_of("en").months.items()}
_BESIDE = re.compile(r"\b(?:after|before|by|until)\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b", re.IGNORECASE)


def _other_month(edtf: str, wording: str) -> str | None:
    """Say where a wording has months, and the period others; after a month is another one."""
    given = {int(end[5:7]) for end in edtf.split("/") if len(end) > len("2021-") and end != ".."}
    if not given:
        return None
    named = {_MONTHS[name.casefold()]: name for name in _MONTH.findall(wording)}
    is_beside = _BESIDE.search(wording)
    if not named or is_beside or not given.isdisjoint(named):
        return None
    return (
        f"found {edtf!r} for the words {wording!r}; expected a month of the words, "
        f"{' or '.join(named.values())}; correct one of them"
    )


_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)


def year_agrees_with_id(draft: Draft) -> Iterator[RuleViolation]:
    """A year in the id of a value is one of its period, its source or its reference."""
    sources = draft.index(draft.sources)
    for entry in draft.findings:
        found, period = entry.record, entry.record.period
        named = {int(year) for year in _ANY_YEAR.findall(found.id)}
        if not named or found.estimate is None or not (period and period.edtf):
            continue
        source = sources.get(found.source)
        dates = [period.edtf, *((source.issued, source.accessed) if source else ())]
        is_reference = not named.isdisjoint(
            int(year) for year in _ANY_YEAR.findall(found.reference or "")
        )
        if not is_reference and not any(
            _has_year(date, year) for date in dates if date for year in named
        ):
            yield RuleViolation(
                entry,
                ("period", "edtf"),
                f"found {period.edtf!r} of {found.id!r}; expected a period of {_listed(named)}, or "
                "a source of that year; correct the period, or rename the finding",
            )


def _has_year(edtf: str, year: int, beside: int = 0) -> bool:
    """Whether a year is one of a period, or as many years beside it as are given."""
    first, last = bounds(edtf)
    return (first is None or first.year - beside <= year) and (
        last is None or year <= last.year + beside
    )


def years_in_statement(draft: Draft) -> Iterator[RuleViolation]:
    """A year in the statement of an assertion is one of its period, or just beside it."""
    for entry in draft.claims:
        claim, period = entry.record, entry.record.period
        if isinstance(claim, Figure) or not (period and period.edtf):
            continue
        for year in _YEAR.findall(claim.statement):
            if not _has_year(period.edtf, int(year), 1) and year not in (period.wording or ""):
                yield RuleViolation(
                    entry,
                    ("period", "edtf"),
                    f"found {period.edtf!r} beside a statement of {year}; expected a period with "
                    "that year; correct one of them",
                )
                break


def _listed(years: set[int]) -> str:
    return " and ".join(str(year) for year in sorted(years))
