"""Bases: a share says what it is of, a rate what it is for, a growth what it is measured from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afpak_claims.files.drafts import RuleViolation, measured
from afpak_claims.files.quantity_phrases.conventions import writing_of
from afpak_claims.files.quantity_phrases.readings import level_in
from afpak_claims.records.estimates import format_number
from afpak_claims.records.plain_values import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.records.estimates import Estimate
    from afpak_claims.records.vocabulary import Metric

__all__ = ["bases_named", "levels_named", "references_fit", "references_known", "within_fits"]

_SINCE_MINOR = 2
"""Records of an earlier minor part of the schema had no field to say it in."""


def _is_asked(draft: Draft) -> bool:
    return draft.header is not None and draft.header.record.schema_minor >= _SINCE_MINOR


def bases_named(draft: Draft) -> Iterator[RuleViolation]:
    """A share says what it is of, a growth what grows, a rate what it is for; none has parts."""
    if not _is_asked(draft):
        return
    for entry in draft.units:
        unit = entry.record
        if (unit.dimension == "rate") != (unit.per is not None):
            found, remedy = ("found per", "delete it") if unit.per else ("missing per", "add it")
            yield RuleViolation(
                entry,
                ("per",),
                f"{found} in a unit of dimension {unit.dimension!r}; expected it exactly if the "
                f"dimension is rate, for example 100,000 inhabitants; {remedy}",
            )
    units = draft.index(draft.units)
    for word in draft.metrics:
        metric = word.record
        dimension = units[metric.unit].dimension if metric.unit in units else None
        named = metric.share_of or metric.growth_of
        if dimension == "ratio" and not named:
            yield RuleViolation(
                word,
                (),
                f"missing share_of or growth_of for {metric.id!r}, in {metric.unit}; expected what "
                "it is a share of or what grows; add one of them",
            )
        elif metric.share_of and dimension not in {"ratio", None}:
            yield RuleViolation(
                word,
                ("share_of",),
                f"found share_of in {metric.unit}, of dimension {dimension!r}; expected a share in "
                "a unit of dimension ratio; delete it",
            )
        elif (named or dimension == "rate") and metric.nature != "rate":
            yield RuleViolation(
                word,
                ("nature",),
                f"found {metric.nature!r}; expected 'rate' of a share, a growth or a rate, which "
                "have no parts; change it",
            )


def within_fits(draft: Draft) -> Iterator[RuleViolation]:
    """A metric within another is of its nature and unit, a share or a growth of the same."""
    metrics = draft.index(draft.metrics)
    for entry in draft.metrics:
        whole = metrics.get(entry.record.within or "")
        name = whole and _unlike(entry.record, whole)
        if whole and name:
            yield RuleViolation(
                entry,
                ("within",),
                f"found {whole.id!r}, whose {name} is {_said(whole, name)}; expected a metric with "
                f"{name} {_said(entry.record, name)}; change or delete within",
            )


def _unlike(one: Metric, other: Metric) -> str | None:
    """Return the field by which two metrics cannot be compared."""
    names = ("unit", "share_of", "growth_of", "nature")
    return next((name for name in names if getattr(one, name) != getattr(other, name)), None)


def _said(metric: Metric, name: str) -> str:
    return in_words(getattr(metric, name), "not given", repr)


def references_fit(draft: Draft) -> Iterator[RuleViolation]:
    """Only a figure or value of a growth has a reference."""
    for entry, metric in _growths(draft, is_growth=False):
        if entry.record.reference:
            yield RuleViolation(
                entry,
                ("reference",),
                f"found a reference for a value of {metric.id!r}, which is no growth; expected it "
                "only for a metric with growth_of; delete it, or add growth_of to the metric",
            )


def references_known(draft: Draft) -> Iterator[RuleViolation]:
    """A growth says what it is measured from; else it decides nothing."""
    for entry, metric in _growths(draft, is_growth=True):
        if not entry.record.reference:
            yield RuleViolation(
                entry,
                ("reference",),
                f"missing reference for a value of growth metric {metric.id!r}; expected what the "
                "growth is measured from, because it is inconclusive without; add it if the text "
                "says it",
            )


def _growths(draft: Draft, *, is_growth: bool) -> Iterator[tuple[Entry[Any], Metric]]:
    """Return the figures and values of metrics that are a growth, or of those that are none."""
    for entry, metric in measured(draft):
        record = entry.record
        is_value = getattr(record, "estimate", None) is not None
        if is_value and not record.retired and bool(metric.growth_of) == is_growth:
            yield entry, metric


def levels_named(draft: Draft) -> Iterator[RuleViolation]:
    """A wording that names the level of a confidence interval gives that level."""
    if not _is_asked(draft):
        return
    header = draft.header.record if draft.header else None
    language, decimal, nouns, _ = writing_of(header, (entry.record for entry in draft.units), ())
    entries: list[Entry[Any]] = [*draft.claims, *draft.findings]
    for entry in entries:
        estimate: Estimate | None = getattr(entry.record, "estimate", None)
        if estimate is None:
            continue
        wording = estimate.wording
        due = level_in(wording, language, decimal, nouns) if wording else None
        if due is not None and estimate.level != due:
            found = "no level" if estimate.level is None else format_number(estimate.level)
            yield RuleViolation(
                entry,
                ("estimate", "level"),
                f"found {found}; expected {format_number(due)}, from the wording "
                f"{wording!r}; change the level or the wording",
            )
