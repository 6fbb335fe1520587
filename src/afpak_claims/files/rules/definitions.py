"""Definitions: a metric and its unit agree with each other and with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.files.quantity_phrases.conventions import writing_of
from afpak_claims.files.quantity_phrases.numbers import numerals
from afpak_claims.records.estimates import format_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft

__all__ = ["additive_fits_nature", "base_fits_words", "whole_fits_unit"]

_WITHOUT_SUM = frozenset({"rate", "level", "rank"})
_LEAST_SCALE = 1000


def additive_fits_nature(draft: Draft) -> Iterator[RuleViolation]:
    """A rate, a level or a rank does not add up."""
    for entry in draft.metrics:
        metric = entry.record
        if metric.additive and metric.nature in _WITHOUT_SUM:
            yield RuleViolation(
                entry,
                ("additive",),
                f"found true for {metric.id!r}, a {metric.nature}; expected false, because a "
                f"{metric.nature} does not add up; change additive or nature",
            )


def whole_fits_unit(draft: Draft) -> Iterator[RuleViolation]:
    """What is counted one by one is counted in whole numbers."""
    units = draft.index(draft.units)
    for entry in draft.metrics:
        metric, unit = entry.record, units.get(entry.record.unit)
        is_count = unit is not None and unit.dimension == "count" and (unit.base or 1) == 1
        if is_count and metric.nature in {"flow", "stock"} and not metric.whole:
            yield RuleViolation(
                entry,
                ("whole",),
                f"found false for {metric.id!r}, a count in {metric.unit}; expected true, because "
                "a count has no decimals; change whole, or the unit if it is a mean",
            )


def base_fits_words(draft: Draft) -> Iterator[RuleViolation]:
    """A unit whose words have a scale, as billion, has the base of that scale."""
    header = draft.header.record if draft.header else None
    language, decimal, *_ = writing_of(header, (), ())
    for entry in draft.units:
        unit = entry.record
        for words in dict.fromkeys((unit.singular, unit.plural, unit.label)):
            scale = next(iter(numerals(f"1 {words}", language, decimal)), 1)
            if scale >= _LEAST_SCALE and (unit.base or 1) != scale:
                yield RuleViolation(
                    entry,
                    ("base",),
                    f"found base {format_number(unit.base or 1)} for {words!r}; expected "
                    f"{format_number(scale)}; change base or the words",
                )
                break
