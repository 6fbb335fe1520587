"""Slips: numbers that do not fit others, as after a digit too many or two in the wrong order."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from afpak_claims.files.drafts import RuleViolation, measured
from afpak_claims.records.estimates import format_number
from afpak_claims.records.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from afpak_claims.files.drafts import Draft, Entry

__all__ = ["no_part_above_whole", "numbers_of_note", "series_without_leap"]

_NUMERAL = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\d.,])\d{3,}(?![\d,])")


def _values(draft: Draft) -> Iterator[Entry[Finding]]:
    return (e for e in draft.findings if e.record.estimate and not e.record.retired)


def numbers_of_note(draft: Draft) -> Iterator[RuleViolation]:
    """A note has no number with the digits of a bound in another order."""
    for entry in _values(draft):
        estimate, note = entry.record.estimate, entry.record.note
        if estimate is None or not note:
            continue
        named = {text.replace(",", ""): text for text in _NUMERAL.findall(note)}
        bounds = (estimate.low, estimate.best, estimate.high)
        for bound in {str(int(b)) for b in bounds if b is not None and b == int(b)} - {*named}:
            turned = next((n for n in named if sorted(n) == sorted(bound)), None)
            if turned:
                yield RuleViolation(
                    entry,
                    ("estimate",),
                    f"found {format_number(float(bound))} with {named[turned]} in the note; "
                    "expected the same order of digits; read the source again, then change one of "
                    "them",
                )


_TOO_MUCH = 1.2
"""A part that is larger by less may come of two editions of one count."""


def no_part_above_whole(draft: Draft) -> Iterator[RuleViolation]:
    """A count of one body over a shorter time is no larger than that over a longer one."""
    groups: dict[Hashable, list[Entry[Finding]]] = defaultdict(list)
    for entry, metric in measured(draft):
        found = entry.record
        if not isinstance(found, Finding) or found.estimate is None or found.retired:
            continue
        period = found.period
        is_count = metric.nature == "flow" and found.origin
        if is_count and period and period.start and period.end and period.holds == "cumulative":
            groups[found.claim, found.origin, metric.id, found.places].append(entry)
    for entries in groups.values():
        for entry in entries:
            whole = next((other for other in entries if _exceeds(entry.record, other.record)), None)
            if whole:
                yield RuleViolation(
                    entry,
                    ("estimate",),
                    f"found {entry.record.estimate.in_words()}, more than {whole.record.id!r} has "  # type: ignore[union-attr] # only values are grouped
                    "for a longer time; expected at most that; read both sources again, then "
                    "change a number or a period",
                )


def _exceeds(part: Finding, whole: Finding) -> bool:
    """Whether a count within the period of another is clearly larger."""
    if not (part.period and whole.period and part.estimate and whole.estimate):
        return False
    low, high = part.estimate.lower, whole.estimate.upper
    if low is None or high is None or low <= _TOO_MUCH * high:
        return False
    inner, outer = part.period, whole.period
    if (inner.start, inner.end) == (outer.start, outer.end):
        return False
    return outer.start <= inner.start and inner.end <= outer.end  # type: ignore[operator] # both are dated


_LEAP = 10
"""From here on a value is out of line with those beside it."""
_SLIP = 5
"""From here on it is, too, where one digit less or more would put it between them."""
_FEWEST = 3
_LEAST_LARGE = 100
"""Small numbers change tenfold in one bad year."""


def series_without_leap(draft: Draft) -> Iterator[RuleViolation]:
    """No value of a series is ten times, or a tenth of, both values beside it, or nearly so."""
    groups: dict[Hashable, list[Entry[Finding]]] = defaultdict(list)
    for entry in _values(draft):
        found = entry.record
        if found.series and found.period and found.period.start:
            groups[found.series, found.claim, found.metric, found.places].append(entry)
    for entries in groups.values():
        if len(entries) < _FEWEST:
            continue
        entries.sort(key=lambda each: (each.record.period.start, each.record.id))  # type: ignore[union-attr] # all are dated
        values = [each.record.estimate.lower for each in entries]  # type: ignore[union-attr] # all have values
        for n, entry in enumerate(entries):
            beside = values[max(n - 1, 0) : n] + values[n + 1 : n + 2]
            beside += values[2:3] if n == 0 else values[-3:-2] if n == len(values) - 1 else []
            if _leaps(values[n], beside, is_between=0 < n < len(values) - 1):
                yield RuleViolation(
                    entry,
                    ("estimate",),
                    f"found {format_number(values[n] or 0)} next to "
                    f"{' and '.join(format_number(each or 0) for each in beside)} in series "
                    f"{entry.record.series!r}; expected no leap by a digit; read the source "
                    "again, then correct the number or explain it in the note",
                )


def _leaps(value: float | None, beside: Sequence[float | None], *, is_between: bool) -> bool:
    known = [each for each in beside if each is not None]
    if value is None or len(known) < len(beside) or min(value, *known) <= 0:
        return False
    if max(value, *known) < _LEAST_LARGE:
        return False
    least, most = min(known), max(known)
    if value >= _LEAP * most or _LEAP * value <= least:
        return True
    is_far = value >= _SLIP * most or _SLIP * value <= least
    return (
        is_between
        and is_far
        and any(least <= other <= most for other in (value / _LEAP, value * _LEAP))
    )
