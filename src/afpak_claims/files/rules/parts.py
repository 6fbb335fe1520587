"""Parts: a figure within another, and claims that dispute each other."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from afpak_claims.errors import UsageError
from afpak_claims.files.drafts import RuleViolation
from afpak_claims.method.terms import Span, World
from afpak_claims.records.claims import Figure
from afpak_claims.records.periods import bounds
from afpak_claims.records.plain_values import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.records.estimates import Estimate

__all__ = ["no_cycles", "partitions_add_up", "parts_fit"]


def no_cycles(draft: Draft) -> Iterator[RuleViolation]:
    """No chain of references of one kind comes back to where it began."""
    chains: tuple[tuple[list[Entry[Any]], tuple[str, ...]], ...] = (
        ([*draft.claims], ("part_of", "disputes")),
        ([*draft.places], ("within",)),
        ([*draft.metrics], ("within",)),
        ([*draft.actors], ("speaks_for",)),
        ([*draft.findings], ("revises",)),
    )
    for entries, names in chains:
        records: dict[str, Any] = {entry.record.id: entry.record for entry in entries}
        for entry in entries:
            for name in names:
                chain = _chain(records, entry.record.id, name)
                if chain[-1] == entry.record.id and len(chain) > 1:
                    links = " → ".join(repr(each) for each in chain[:-1])
                    yield RuleViolation(
                        entry,
                        (name,),
                        f"found a circular reference ({links} → itself); expected no cycles; "
                        f"change or delete {name}",
                    )


def _chain(records: dict[str, Any], start: str, name: str) -> list[str]:
    """Follow a field from record to record, to its end or to the first that comes again."""
    chain = [start]
    while chain[-1] in records and (other := getattr(records[chain[-1]], name)):
        chain.append(other)
        if other in chain[:-1]:
            break
    return chain


def parts_fit(draft: Draft) -> Iterator[RuleViolation]:
    """A part belongs to a figure of the same unit, around its time and places, and no smaller."""
    claims = draft.index(draft.claims)
    units = {entry.record.id: entry.record.unit for entry in draft.metrics}
    places = {entry.record.id: entry.record.within for entry in draft.places}
    for entry in draft.claims:
        part = entry.record
        whole = claims.get(part.part_of or "")
        if whole is None:
            continue
        if not isinstance(part, Figure) or not isinstance(whole, Figure):
            yield RuleViolation(
                entry,
                ("part_of",),
                f"found part_of between {part.kind} {part.id!r} and {whole.kind} {whole.id!r}; "
                "expected two figures; delete part_of",
            )
            continue
        if units.get(part.metric) != units.get(whole.metric):
            yield RuleViolation(
                entry,
                ("part_of",),
                f"found {whole.id!r} in {units.get(whole.metric)}; expected a figure in "
                f"{units.get(part.metric)}; change part_of or the metric",
            )
        elif _larger(part.estimate, whole.estimate):
            yield RuleViolation(
                entry,
                ("estimate",),
                f"found {part.estimate.in_words()}, more than {whole.estimate.in_words()} of its "
                f"total {whole.id!r}; expected at most that; change a bound or part_of",
            )
        elif not whole.retired:
            yield from (
                _not_around(entry, whole, *outside) for outside in _outside(part, whole, places)
            )


def _not_around(
    entry: Entry[Any], whole: Figure, field: str, found: str, due: str
) -> RuleViolation:
    return RuleViolation(
        entry,
        (field,),
        f"found {found}, outside of {due} of its total {whole.id!r}; expected a part of it; "
        f"change {field} or part_of",
    )


def _outside(
    part: Figure, whole: Figure, around: dict[str, str | None]
) -> Iterator[tuple[str, str, str]]:
    """Return the fields in which a part does not lie within its whole, with what both have."""
    if part.period and whole.period and part.period.edtf and whole.period.edtf:
        inner, outer = Span(*bounds(part.period.edtf)), Span(*bounds(whole.period.edtf))
        if not inner.within(outer):
            yield "period", part.period.edtf, whole.period.edtf
    if around and part.places and whole.places:
        world = World({}, around, {})
        if any(world.places_around(place).isdisjoint(whole.places) for place in part.places):
            yield "places", in_words(part.places, "none"), in_words(whole.places, "none")


def partitions_add_up(draft: Draft) -> Iterator[RuleViolation]:
    """The parts of a figure that they divide add up to it."""
    figures = {e.record: e for e in draft.claims if isinstance(e.record, Figure)}
    live = [figure for figure in figures if not figure.retired]
    for whole in (figure for figure in live if figure.partitioned):
        entry = figures[whole]
        parts = [figure for figure in live if figure.part_of == whole.id]
        if len(parts) < _FEWEST_PARTS:
            yield RuleViolation(
                entry,
                ("partitioned",),
                f"found {'one part' if parts else 'no part'} of {whole.id!r}; expected at least "
                f"{_FEWEST_PARTS} that divide it; add the others, or delete partitioned",
            )
            continue
        try:
            added = reduce(add, (part.estimate for part in parts))
        except UsageError:  # one part has no bound on either side
            continue
        if added.compared_with(whole.estimate).relation in {"above", "below"}:
            yield RuleViolation(
                entry,
                ("partitioned",),
                f"found {added.in_words()} as the sum of the parts of {whole.id!r}; expected "
                f"{whole.estimate.in_words()}; correct a bound, or delete partitioned",
            )


_FEWEST_PARTS = 2


def _larger(part: Estimate, whole: Estimate) -> bool:
    both_high = part.upper is not None and whole.upper is not None
    return (both_high and part.upper > whole.upper) or (  # type: ignore[operator]
        part.compared_with(whole).relation == "above"
    )
