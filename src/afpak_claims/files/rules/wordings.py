"""Wordings: a phrase of quantity gives its bounds and fits the unit of its metric."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from afpak_claims.files.drafts import RuleViolation, measured
from afpak_claims.files.quantity_phrases.conventions import Outcome, outcome, writing_of
from afpak_claims.files.quantity_phrases.days import days_in
from afpak_claims.files.quantity_phrases.numbers import numbers_in, numerals, pieces, size_at
from afpak_claims.files.quantity_phrases.tables import table_of
from afpak_claims.files.quantity_phrases.tokens import normal
from afpak_claims.files.rules.unit_words import measured_otherwise, other_unit, others_than
from afpak_claims.records.claims import Figure
from afpak_claims.records.estimates import format_number
from afpak_claims.records.findings import Finding
from afpak_claims.records.periods import bounds
from afpak_claims.records.plain_values import in_words
from afpak_claims.records.scalars import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.files.quantity_phrases.conventions import Writing
    from afpak_claims.files.rules.unit_words import Others
    from afpak_claims.records.estimates import Bound, Estimate
    from afpak_claims.records.periods import Period
    from afpak_claims.records.vocabulary import Unit

__all__ = [
    "numerals_in_statement",
    "percent_of_a_count",
    "units",
    "wordings",
    "wordings_understood",
]

_LONGEST_WORDING = 8
_MOST_KEPT = 32_768
"""How many wordings of a large dataset are read once for all rules."""


def wordings(draft: Draft) -> Iterator[RuleViolation]:
    """A wording is short, and its bounds follow from it where it is understood."""
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
        elif len(estimate.wording.split()) > _LONGEST_WORDING:
            yield _too_long(entry, "estimate", estimate.wording)
    unit_of = _unit_of(draft)
    for entry, figure, said in _said(draft):
        unit = unit_of.get(figure.metric)
        if isinstance(said, ValueError):
            yield RuleViolation(entry, ("estimate", "wording"), str(said))
        elif said.kind != "not understood" and not _is_open(unit, said):
            yield from _as_expected(entry, figure.estimate, said, _base(unit))
    yield from _of_findings(draft)


def _of_findings(draft: Draft) -> Iterator[RuleViolation]:
    """Say where the bounds of a finding are not those that its wording gives.

    The source can say more than the wording, so that what this leaves open is free.
    """
    if draft.unread & {"quantifiers"}:
        return
    unit_of, units = _unit_of(draft), [*draft.index(draft.units).values()]
    writing = _writing(draft)
    others: dict[str, Others] = {}
    for entry, metric in measured(draft):
        estimate: Estimate | None = getattr(entry.record, "estimate", None)
        if not isinstance(entry.record, Finding) or estimate is None or not estimate.wording:
            continue
        unit = unit_of.get(metric.id)
        try:
            said = _in_unit(estimate.wording, unit, writing)
        except ValueError as error:
            yield RuleViolation(entry, ("estimate", "wording"), str(error))
            continue
        if said.estimate is None or said.kind == "not understood" or _is_open(unit, said):
            continue
        if metric.unit not in others:
            others[metric.unit] = others_than(unit, units, writing)
        if other_unit(estimate.wording, others[metric.unit]):  # another rule says so
            continue
        given = {name: getattr(estimate, name) for name in ("low", "high")}
        if estimate.best is not None and set(given.values()) == {None}:
            given = dict.fromkeys(given, estimate.best)
        for name, found in given.items():
            due = getattr(said.estimate, name)
            if due is not None and (found is None or not _is_same(found, due, _base(unit))):
                yield RuleViolation(
                    entry,
                    ("estimate",),
                    f"found {_shown(found)} as {name}; expected {_shown(due)}, from the "
                    f"wording {estimate.wording!r}; change the bound or the wording",
                )
            elif due is not None and getattr(estimate, f"{name}_open") != (
                is_open := getattr(said.estimate, f"{name}_open")
            ):
                yield RuleViolation(
                    entry,
                    ("estimate", f"{name}_open"),
                    f"found {_shown(not is_open)}; expected {_shown(is_open)}, from the wording "
                    f"{estimate.wording!r}; change the bound or the wording",
                )


def wordings_understood(draft: Draft) -> Iterator[RuleViolation]:
    """A wording is understood, or its bounds rest on its coder alone."""
    unit_of = _unit_of(draft)
    for entry, figure, said in _said(draft):
        if isinstance(said, ValueError):
            continue
        if said.kind == "not understood" or _is_open(unit_of.get(figure.metric), said):
            yield RuleViolation(
                entry,
                ("estimate", "wording"),
                f"found {shown(figure.estimate.wording)}; expected a phrase that is read with "
                "certainty; compare the bounds with it yourself, or add it to "
                "vocabulary/quantifiers.yaml",
            )


def _said(draft: Draft) -> Iterator[tuple[Entry[Any], Figure, Outcome | ValueError]]:
    """Return what the wording of each figure says in its unit, or why it is no range."""
    if draft.unread & {"quantifiers"}:
        return
    writing = _writing(draft)
    unit_of = _unit_of(draft)
    for entry in draft.claims:
        if isinstance(entry.record, Figure) and entry.record.estimate.wording is not None:
            try:
                said = _in_unit(
                    entry.record.estimate.wording, unit_of.get(entry.record.metric), writing
                )
            except ValueError as error:
                yield entry, entry.record, error
            else:
                yield entry, entry.record, said


@lru_cache(maxsize=_MOST_KEPT)  # two rules ask for it
def _in_unit(wording: str, unit: Unit | None, writing: Writing) -> Outcome:
    """Return what a wording says of a quantity in a unit: nothing certain in another measure."""
    said = outcome(wording, writing)
    if said.reading is not None and said.reading.kind != "amount":
        return said
    is_convention = said.kind == "known quantifier"
    if measured_otherwise(wording, unit, writing, is_convention=is_convention):
        return Outcome("not understood")
    return said


def _writing(draft: Draft) -> Writing:
    header = draft.header.record if draft.header else None
    return writing_of(
        header,
        (entry.record for entry in draft.units),
        (entry.record for entry in draft.quantifiers),
    )


def _unit_of(draft: Draft) -> dict[str, Unit]:
    """Return the unit of each metric."""
    units = draft.index(draft.units)
    metrics = draft.index(draft.metrics)
    return {name: units[m.unit] for name, m in metrics.items() if m.unit in units}


def _is_open(unit: Unit | None, said: Outcome) -> bool:
    """Whether a share or a factor is understood of a metric in another unit."""
    kind = said.reading.kind if said.reading else "amount"
    if kind == "share":
        return unit is None or unit.id != "percent"
    return kind == "factor" and (unit is None or unit.id != "times")


def _base(unit: Unit | None) -> float:
    return (unit.base if unit else None) or 1


def _too_long(entry: Entry[Any], name: str, wording: str) -> RuleViolation:
    return RuleViolation(
        entry,
        (name, "wording"),
        f"found {len(wording.split())} words; expected at most {_LONGEST_WORDING}; shorten it",
    )


def _as_expected(
    entry: Entry[Any], estimate: Estimate, said: Outcome, base: float
) -> Iterator[RuleViolation]:
    """Say which bounds do not follow from the wording."""
    expected = said.estimate
    assert expected is not None  # noqa: S101 - what is understood or known has bounds
    if said.reading is not None:
        expected = _as_coded(estimate, expected, base)
    for name in ("low", "best", "high", "low_open", "high_open", "interpreted"):
        found, due = getattr(estimate, name), getattr(expected, name)
        if found != due:
            yield RuleViolation(
                entry,
                ("estimate", name),
                f"found {_shown(found)}; expected {_shown(due)}, from the "
                f"wording {estimate.wording!r}; change the bound or the wording",
            )


def _shown(value: object) -> str:
    """Write a bound as a reader sees it, so that it can be coded like that."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format_number(value)
    return in_words(value, "none")


def _as_coded(estimate: Estimate, expected: Estimate, base: float) -> Estimate:
    """Return the bounds that are expected, in the form that a coder may give them.

    One number may be coded as best value alone, or with its bounds; a share may be rounded; a
    number may be in thousands where the unit is; about a number, a coder may interpret bounds.
    """
    bounds: dict[str, float | None] = {}
    for name in ("low", "best", "high"):
        found, due = getattr(estimate, name), getattr(expected, name)
        is_same = found is not None and due is not None and _is_same(found, due, base)
        bounds[name] = found if is_same else due
    low, best, high = bounds["low"], bounds["best"], bounds["high"]
    interpreted: tuple[Bound, ...] = ()
    if low is not None and low == best == high:
        sides = {name: getattr(estimate, name) for name in ("low", "high")}
        if estimate.best is not None and set(sides.values()) == {None}:
            low = high = None
        elif estimate.best is None and None not in sides.values():
            best = None
    elif low is high is None:
        interpreted = estimate.interpreted
        low = estimate.low if "low" in interpreted else None
        high = estimate.high if "high" in interpreted else None
    return replace(expected, low=low, best=best, high=high, interpreted=interpreted)


_LEAST_SHARE = 10
"""From here on a share may be rounded to whole percent."""


def _is_same(found: float, due: float, base: float) -> bool:
    if due in {found, round(found * base, 9)}:
        return True
    decimals = len(str(found).partition(".")[2]) if found != int(found) else 0
    is_repeating = round(due, 6) != due  # as a third is, in percent
    return (
        is_repeating and (decimals > 0 or found >= _LEAST_SHARE) and round(due, decimals) == found
    )


def units(draft: Draft) -> Iterator[RuleViolation]:
    """The words of a quantity fit the unit of its metric, and counts are whole and not negative."""
    metrics = draft.index(draft.metrics)
    known = draft.index(draft.units)
    writing = _writing(draft)
    figures = {e.record.id: e.record for e in draft.claims if isinstance(e.record, Figure)}
    others: dict[str, Others] = {}
    entries: list[Entry[Any]] = [*draft.claims, *draft.findings]
    for entry in entries:
        record = entry.record
        estimate: Estimate | None = getattr(record, "estimate", None)
        figure = figures.get(record.claim) if isinstance(record, Finding) else record
        if estimate is None or not isinstance(figure, Figure):
            continue
        named = record.metric if isinstance(record, Finding) else None
        metric = metrics.get(named or figure.metric)
        if metric is None:
            continue
        if estimate.wording and metric.unit not in others:
            others[metric.unit] = others_than(known.get(metric.unit), known.values(), writing)
        unit = other_unit(estimate.wording, others[metric.unit]) if estimate.wording else None
        if unit is not None:
            yield RuleViolation(
                entry,
                ("estimate", "wording"),
                f"found the unit {unit.id!r}; expected {metric.unit!r}, the unit of metric "
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
    """A numeral in a figure's statement is a bound, a date, or in a wording or the unit."""
    language, decimal, *_ = _writing(draft)
    unit_of = _unit_of(draft)
    for entry in draft.claims:
        claim = entry.record
        if not isinstance(claim, Figure):
            continue
        period = claim.period
        spans = [(period.start, period.end)] if period and period.edtf else []
        spans += [bounds(claim.rank.among)] if claim.rank else []
        text = _without_days(claim.statement, language, spans)
        found = numbers_in(_NAME.sub(" ", text), language, decimal)
        known = _known_at_once(claim)
        others = [number for number in found if number.value not in known]
        if others:
            known |= _known_of_words(claim, unit_of.get(claim.metric), language, decimal)
        for number in others:
            if any(_is_same(number.value, value, 1) for value in known):
                continue
            if number.is_spelled and number.value <= _SMALL:
                continue
            yield RuleViolation(
                entry,
                ("statement",),
                f"found {_as_written(number.value)}; expected a bound of the estimate, a year or "
                "a day of the period, or a number of their wordings; correct the statement or the "
                "record",
            )


def _known_at_once(claim: Figure) -> set[float]:
    """Return the numbers that the fields of a figure give: bounds, level and years."""
    estimate, period = claim.estimate, claim.period
    known = {estimate.low, estimate.best, estimate.high, estimate.level}
    if claim.rank:
        known |= {day.year for day in bounds(claim.rank.among) if day}
    if period:
        known |= {day.year for day in (period.start, period.end) if day}
    return {value for value in known if value is not None}


def _known_of_words(
    claim: Figure, unit: Unit | None, language: str, decimal: str | None
) -> set[float]:
    """Return the numbers of the words of a figure, and the year that they exclude."""
    period = claim.period
    texts = [claim.estimate.wording, claim.reference, period and period.wording]
    texts.append(f"{unit.singular} {unit.plural}" if unit else None)
    known = {value for text in texts for value in numerals(text or "", language, decimal)}
    return known | _excluded_years(claim.statement, period) if period else known


def percent_of_a_count(draft: Draft) -> Iterator[RuleViolation]:
    """The statement of a figure that is no share calls none of its bounds a percentage."""
    language, decimal, *_ = _writing(draft)
    table = table_of(language)
    unit_of = _unit_of(draft)
    for entry in draft.claims:
        claim = entry.record
        unit = unit_of.get(claim.metric) if isinstance(claim, Figure) else None
        if not isinstance(claim, Figure) or unit is None or unit.dimension in {"ratio", "rate"}:
            continue
        if not any(words[0] in normal(claim.statement) for words in table.percent):
            continue
        tokens = pieces(claim.statement, table, decimal or table.decimal)
        percents = {
            tokens[n - 1].end for n in range(1, len(tokens)) if size_at(tokens, n, table.percent)
        }
        if not percents:
            continue
        bounds_of = {claim.estimate.low, claim.estimate.best, claim.estimate.high}
        for found in numbers_in(claim.statement, language, decimal):
            if found.value in bounds_of and found.end in percents:
                yield RuleViolation(
                    entry,
                    ("statement",),
                    f"found {format_number(found.value)} percent; expected it in {unit.label}, the "
                    "unit of the metric; correct the statement or the metric",
                )


def _without_days(
    statement: str, language: str, spans: list[tuple[dt.date | None, dt.date | None]]
) -> str:
    """Return the normal form of a statement without the days that lie in one of some spans."""
    text = normal(statement)
    if not spans:
        return text
    days = [day for day in days_in(statement, language) if any(day.is_within(*s) for s in spans)]
    for start, end in sorted({(day.start, day.end) for day in days}, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _excluded_years(statement: str, period: Period) -> set[float]:
    """Return the year that "after" or "before" puts just outside of the period."""
    years = {
        "after": period.start and period.start.year - 1,
        "before": period.end and period.end.year + 1,
    }
    return {year for word, year in years.items() if year and f"{word} {year}" in statement}


_NAME = re.compile(r"\b\d++/\d++\b|\b[^\W\d_]++-?\d++\b")
"""What has digits and is no quantity: parts of names (G20, 9/11)."""
_SMALL = 12
"""Words for numbers up to here are no numerals in a statement: "one of them"."""


def _as_written(number: float) -> str:
    return str(int(number)) if _YEARS[0] <= number <= _YEARS[1] else format_number(number)


_YEARS = (1500, 2099)
