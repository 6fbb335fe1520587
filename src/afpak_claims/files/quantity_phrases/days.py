"""Days: the dates of a text, whose numbers are no quantities."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.files.quantity_phrases.numbers import may_have, pieces, size_at
from afpak_claims.files.quantity_phrases.tables import table_of
from afpak_claims.files.quantity_phrases.tokens import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afpak_claims.files.quantity_phrases.tables import Table
    from afpak_claims.files.quantity_phrases.tokens import Token

__all__ = ["Day", "days_in"]

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MARKED = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_TWO_MARKED = re.compile(r"\d[-./]\d")
"""What stands in each date that is written in digits."""
_MOST_DAYS = 31
_LONGEST = 4
"""Words in the longest day: twenty - fifth of."""


class Day(NamedTuple):
    """A date in a text; in a span of days, the first or the last of them."""

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    """The year that stands behind it; None where none does."""

    def is_within(self, start: dt.date | None, end: dt.date | None) -> bool:
        """Whether it is a day of a span; None is an open end. Without a year, of any year of it."""
        if self.year is not None:
            years: Sequence[int] = [self.year]
        else:
            first = start.year if start else (end.year - 4 if end else 1)
            years = range(first, min(end.year if end else first + 4, first + 4) + 1)
        for year in years:
            try:
                day = dt.date(year, self.month, self.day)
            except ValueError:
                continue
            if (start is None or start <= day) and (end is None or day <= end):
                return True
        return False


def days_in(text: str, language: str = "en") -> list[Day]:
    """Return the days that a text names, in order; the places are those of its normal form.

    Args:
        text: Any text.
        language: The language that it is in.

    Example:
        >>> [(day.year, day.month, day.day) for day in days_in("Between 3 and 5 May 2010")]
        [(2010, 5, 3), (2010, 5, 5)]
        >>> days_in("5 of 12 in May")
        []
    """
    table = table_of(language)
    text = normal(text)
    found = [*_in_digits(text)] if _TWO_MARKED.search(text) else []
    if may_have(text, table.months):
        found += _beside_months(pieces(text, table, table.decimal), table)
    return sorted(found)


def _in_digits(text: str) -> Iterator[Day]:
    for match in _ISO.finditer(text):
        year, month, day = map(int, match.groups())
        yield Day(match.start(), match.end(), month, day, year)
    for match in _MARKED.finditer(text):
        first, last, year = int(match[1]), int(match[3]), int(match[4])
        yield Day(match.start(), match.end(), last, first, year)
        if match[2] == "/" and first != last:  # month first, as in the United States
            yield Day(match.start(), match.end(), first, last, year)


def _beside_months(tokens: Sequence[Token], table: Table) -> Iterator[Day]:
    end = 0
    for at, token in enumerate(tokens):
        if at < end or token.text not in table.months.firsts:
            continue
        size = size_at(tokens, at, table.months)
        if size:
            end = at + size
            month = int(table.months[tuple(word.text for word in tokens[at:end])])
            yield from _beside_month(tokens, at, end, month, table)


def _beside_month(
    tokens: Sequence[Token], at: int, after: int, month: int, table: Table
) -> Iterator[Day]:
    """Yield the day before a month, and the one before that, or else the day behind it."""
    if after < len(tokens) and tokens[after].text == ".":
        after += 1
    before = _day_before(tokens, at, table)
    if before:
        first, day = before
        end, year = _year(tokens, after)
        yield Day(tokens[first].start, tokens[end - 1].end, month, day, year)
        earlier = (
            _day_before(tokens, first - 1, table) if _is_joined(tokens, first, table) else None
        )
        if earlier:
            yield Day(tokens[earlier[0]].start, tokens[first].start, month, earlier[1], year)
        return
    behind = _day_at(tokens, after, table)
    if behind:
        end, day = behind
        end, year = _year(tokens, end)
        yield Day(tokens[at].start, tokens[end - 1].end, month, day, year)


def _is_joined(tokens: Sequence[Token], at: int, table: Table) -> bool:
    """Whether what stands before a place joins two days of one month."""
    return at > 1 and tokens[at - 1].text in table.between_days


def _day_before(tokens: Sequence[Token], end: int, table: Table) -> tuple[int, int] | None:
    """Return where the day that ends at a place starts, and the day."""
    for start in range(max(0, end - _LONGEST), end):
        found = _day_at(tokens, start, table)
        if found:
            stop = found[0]
            stop += size_at(tokens[:end], stop, table.of)
            if stop == end:
                return start, found[1]
    return None


def _day_at(tokens: Sequence[Token], at: int, table: Table) -> tuple[int, int] | None:
    """Return where the day that starts at a place ends, and the day."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.is_digits:
        end, value = at + 1, token.value if len(token.text) <= 2 else None  # noqa: PLR2004
        value = float(token.text) if value is None and re.fullmatch(r"0\d", token.text) else value
        follower = tokens[end] if end < len(tokens) else None
        if follower and follower.glued and follower.text in {".", *table.ordinal_suffixes}:
            end += 1
    else:
        size = size_at(tokens, at, table.days)
        end = at + size
        value = table.days[tuple(word.text for word in tokens[at:end])] if size else None
    if value is None or value != int(value) or not 1 <= value <= _MOST_DAYS:
        return None
    return end, int(value)


def _year(tokens: Sequence[Token], at: int) -> tuple[int, int | None]:
    """Return where the year at a place ends, and the year; the place where none is there."""
    after = at + (at < len(tokens) and tokens[at].text == ",")
    text = tokens[after].text if after < len(tokens) else ""
    if len(text) == 4 and text.isdecimal():  # noqa: PLR2004 - the digits of a year
        return after + 1, int(text)
    return at, None
