"""Wordings: a phrase of quantity gives its bounds and fits the unit of its metric."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.files.quantity_phrases import NUMBER_WORDS, SCALES, expected_estimate, numerals
from afpak_claims.records.claims import Figure
from afpak_claims.records.estimates import format_number
from afpak_claims.records.findings import Finding
from afpak_claims.records.periods import bounds
from afpak_claims.records.plain_values import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.records.estimates import Estimate
    from afpak_claims.records.periods import Period

__all__ = ["numerals_in_statement", "units", "wordings"]

_LONGEST_WORDING = 8


def wordings(draft: Draft) -> Iterator[RuleViolation]:
    """A wording is short; its numerals are bounds; its quantifier gives its bounds."""
    quantifiers = [entry.record for entry in draft.quantifiers]
    for entry in draft.claims:
        period = entry.record.period
        if period and period.wording and len(period.wording.split()) > _LONGEST_WORDING:
            yield _too_long(entry, "period", period.wording)
        if not isinstance(entry.record, Figure):
            continue
        estimate = entry.record.estimate
        if estimate.wording is None:
            yield RuleViolation(
                entry,
                ("estimate",),
                "missing wording; expected the quantity phrase of the article; add it",
            )
            continue
        if len(estimate.wording.split()) > _LONGEST_WORDING:
            yield _too_long(entry, "estimate", estimate.wording)
        if draft.unread & {"quantifiers"}:
            continue
        try:
            expected = expected_estimate(estimate.wording, quantifiers)
        except ValueError as error:
            yield RuleViolation(entry, ("estimate", "wording"), str(error))
            continue
        if expected is not None:
            yield from _as_expected(entry, estimate, expected)
        else:
            yield from _numerals_are_bounds(entry, estimate, estimate.wording)


def _too_long(entry: Entry[Any], name: str, wording: str) -> RuleViolation:
    return RuleViolation(
        entry,
        (name, "wording"),
        f"found {len(wording.split())} words; expected at most {_LONGEST_WORDING}; shorten it",
    )


def _as_expected(
    entry: Entry[Any], estimate: Estimate, expected: Estimate
) -> Iterator[RuleViolation]:
    for name in ("low", "best", "high", "low_open", "high_open", "interpreted"):
        found, due = getattr(estimate, name), getattr(expected, name)
        if found != due:
            yield RuleViolation(
                entry,
                ("estimate", name),
                f"found {in_words(found, 'none')}; expected {in_words(due, 'none')}, from the "
                f"wording {estimate.wording!r}; change the bound or the wording",
            )


def _numerals_are_bounds(
    entry: Entry[Any], estimate: Estimate, wording: str
) -> Iterator[RuleViolation]:
    bounds = {estimate.low, estimate.best, estimate.high}
    named = numerals(wording)
    for number in named:
        if number not in bounds:
            yield RuleViolation(
                entry,
                ("estimate", "wording"),
                f"found {format_number(number)}; expected a bound of the estimate; "
                "change the bound or the wording",
            )
    if not named:
        yield RuleViolation(
            entry,
            ("estimate", "wording"),
            f"found {wording!r}; expected a number or a phrase from vocabulary/quantifiers.yaml; "
            "change the wording or add the phrase to that file",
        )


_UNITS_BY_WORD = {
    "percent": "percent",
    "per cent": "percent",
    "%": "percent",
    "decades": "years",
    "decade": "years",
    "years": "years",
    "year": "years",
    "times": "times",
    "time": "times",
    "highest": "rank",
    "lowest": "rank",
    "steps": "steps",
    "step": "steps",
    "strikes": "strikes",
    "strike": "strikes",
    "people": "people",
    "persons": "people",
}


_UNIT_WORD = re.compile(rf"%|(?<![^\s%])(?:{'|'.join(_UNITS_BY_WORD)})(?![^\s%])")


def _named_units(wording: str) -> set[str]:
    """Return the units whose words stand in a wording."""
    return {_UNITS_BY_WORD[word] for word in _UNIT_WORD.findall(wording.lower())}


def units(draft: Draft) -> Iterator[RuleViolation]:
    """The words of a quantity fit the unit of its metric, and counts are whole and not negative."""
    metrics = draft.index(draft.metrics)
    figures = {e.record.id: e.record for e in draft.claims if isinstance(e.record, Figure)}
    entries: list[Entry[Any]] = [*draft.claims, *draft.findings]
    for entry in entries:
        record = entry.record
        estimate: Estimate | None = getattr(record, "estimate", None)
        figure = figures.get(record.claim) if isinstance(record, Finding) else record
        if estimate is None or not isinstance(figure, Figure):
            continue
        own = record.metric if isinstance(record, Finding) else None
        metric = metrics.get(own or figure.metric)
        if metric is None:
            continue
        for unit in _named_units(estimate.wording or "") - {metric.unit}:
            yield RuleViolation(
                entry,
                ("estimate", "wording"),
                f"found the unit {unit!r}; expected {metric.unit!r}, the unit of metric "
                f"{metric.id!r}; change the wording or the metric",
            )
        if metric.whole:
            for name in ("low", "best", "high"):
                value = getattr(estimate, name)
                if value is not None and (value < 0 or value != int(value)):
                    yield RuleViolation(
                        entry,
                        ("estimate", name),
                        f"found {format_number(value)}; expected a whole number of 0 or "
                        "more, since "
                        f"metric {metric.id!r} counts whole things; change it",
                    )


def numerals_in_statement(draft: Draft) -> Iterator[RuleViolation]:
    """A numeral in a figure's statement is a bound, a year of its period, or in its wordings."""
    for entry in draft.claims:
        claim = entry.record
        if not isinstance(claim, Figure):
            continue
        estimate, period = claim.estimate, claim.period
        known = {
            value for value in (estimate.low, estimate.best, estimate.high) if value is not None
        }
        known |= set(numerals(estimate.wording or ""))
        if claim.rank:
            known |= {day.year for day in bounds(claim.rank.among) if day}
        if period:
            known |= set(numerals(period.wording or ""))
            known |= {day.year for day in (period.start, period.end) if day}
            known |= _excluded_years(claim.statement, period)
        for number in numerals(_without_names(claim.statement)):
            if number not in known:
                yield RuleViolation(
                    entry,
                    ("statement",),
                    f"found {_as_written(number)}; expected a bound of the estimate, a year of "
                    "the period, or a number of their wordings; correct the statement or the "
                    "record",
                )


def _excluded_years(statement: str, period: Period) -> set[float]:
    """Return the year that "after" or "before" puts just outside of the period."""
    years = {
        "after": period.start and period.start.year - 1,
        "before": period.end and period.end.year + 1,
    }
    return {year for word, year in years.items() if year and f"{word} {year}" in statement}


def _without_names(statement: str) -> str:
    """Leave out what is no numeral of a quantity: parts of names (G20, 9/11), "one of them"."""
    return _NO_NUMERAL.sub(" ", statement)


_NO_NUMERAL = re.compile(
    r"\b\d+/\d+\b|\b[A-Za-z]+-?\d+\b"
    rf"|\b(?:{'|'.join(NUMBER_WORDS)})\b(?![ -](?:{'|'.join(SCALES)})\b)",
    re.IGNORECASE,
)


def _as_written(number: float) -> str:
    return str(int(number)) if _YEARS[0] <= number <= _YEARS[1] else format_number(number)


_YEARS = (1500, 2099)
