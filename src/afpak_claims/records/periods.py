"""Period: when a claim holds, as a small part of EDTF (ISO 8601-2) with strict bounds.

Dates are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, each with ``?`` (uncertain) or ``~``
(approximate) after it; intervals are ``a/b``, ``a/..`` and ``../b``. A qualifier is kept and
shown, and changes no bound: 2004 runs from 2004-01-01 to 2004-12-31, qualified or not.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple

from afpak_claims.records.fields import CONFIG
from afpak_claims.records.scalars import Line

__all__ = ["HOLDS", "Edtf", "Holds", "HoldsWording", "Period", "bounds"]

Holds = Literal["cumulative", "throughout", "sometime"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~]?", re.ASCII)
_WELL_FORMED = r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~]?"
_OPEN = ".."
_MONTHS = 12
_SEASONS = (21, 41)
"""What EDTF has for seasons in the place of a month."""


class _EdtfSchema:
    """The pattern of the dates, for editors; `bounds` decides which of them exist."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        pattern = rf"^(?:{_WELL_FORMED}(?:/(?:{_WELL_FORMED}|\.\.))?|\.\./{_WELL_FORMED})$"
        return {**handler(schema), "pattern": pattern}


Edtf = Annotated[str, _EdtfSchema()]
"""A date or a range of dates in the part of EDTF that the records take."""


class HoldsWording(NamedTuple):
    """How a reader is told how a claim holds over its period."""

    meaning: str
    """What the word means, of the days of the period."""
    after_dates: str
    """The same behind the dates, on a card."""
    short: str
    """The same behind the dates of a drawing."""


HOLDS: dict[Holds, HoldsWording] = {
    "cumulative": HoldsWording("a total over these days", ", a total over that time", ", in all"),
    "throughout": HoldsWording(
        "on every one of these days", ", on every day of it", ", throughout"
    ),
    "sometime": HoldsWording(
        "on at least one of these days", ", at some time in it", ", at some time"
    ),
}
"""The wording of each word of how a claim holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The date range of a claim and how it holds.

    >>> Period(edtf="2004/2018", holds="cumulative").end
    datetime.date(2018, 12, 31)
    """

    __pydantic_config__ = CONFIG

    edtf: Edtf | None = None
    """The dates as an EDTF string; null when the article gives only words."""
    holds: Holds | None = None
    """How the claim holds: a total over the period, on every day, or on at least one day of it."""
    wording: Line | None = None
    """The words of time as the source has them, eight words at most."""

    def __post_init__(self) -> None:
        """Refuse dates that do not exist or run backwards."""
        if self.edtf is None and self.wording is None:
            message = (
                "missing edtf and wording; expected at least one of them; add one, or "
                "delete the period"
            )
            raise ValueError(message)
        if self.edtf is not None:
            bounds(self.edtf)
            if self.holds is None:
                message = (
                    "missing holds; expected cumulative, throughout or sometime for a "
                    "period with dates; add it"
                )
                raise ValueError(message)

    @property
    def start(self) -> dt.date | None:
        """The first day the period can hold; null where it is open or unknown."""
        return None if self.edtf is None else bounds(self.edtf)[0]

    @property
    def end(self) -> dt.date | None:
        """The last day the period can hold; null where it is open or unknown."""
        return None if self.edtf is None else bounds(self.edtf)[1]

    def may_hold_in(self, start: dt.date | None, end: dt.date | None) -> bool:
        """Whether what has this period may hold on some day of a span; None is an open end."""
        if self.edtf is None:
            return False
        return (self.start is None or end is None or self.start <= end) and (
            self.end is None or start is None or start <= self.end
        )

    def must_hold_in(self, start: dt.date | None, end: dt.date | None) -> bool:
        """Whether what has this period must hold on some day of a span; None is an open end.

        What holds throughout does so where any of its days lies in the span. What holds at some
        time, or as a total, does so only where all of its days lie in the span.
        """
        if not self.may_hold_in(start, end):
            return False
        if self.holds == "throughout":
            return True
        return (start is None or (self.start is not None and start <= self.start)) and (
            end is None or (self.end is not None and self.end <= end)
        )

    def in_words(self) -> str:
        """Say the period in plain words.

        >>> Period(edtf="2005/..", holds="sometime").in_words()
        'from 2005 on'
        """
        if self.edtf is None:
            return f"“{self.wording}” (no date given)"
        start, slash, end = self.edtf.partition("/")
        if not slash:
            return _date_words(start)
        if end == _OPEN:
            return f"from {_date_words(start)} on"
        if start == _OPEN:
            return f"until {_date_words(end)}"
        return f"{_date_words(start)} to {_date_words(end)}"

    def __str__(self) -> str:
        """Return the period in plain words."""
        return self.in_words()

    def _repr_html_(self) -> str:
        """Return the period as a card for a notebook."""
        from afpak_claims import cards

        facts = {
            "dates": self.edtf,
            "first day": self.start or ("open" if self.edtf else "unknown"),
            "last day": self.end or ("open" if self.edtf else "unknown"),
            "wording": self.wording and f"“{self.wording}”",
        }
        lines = tuple(cards.Line(name, str(fact)) for name, fact in facts.items() if fact)
        footer = _meaning(self.holds)
        return cards.Card(str(self), "Period", (cards.Section("", lines),), footer).html()


def _meaning(holds: Holds | None) -> str:
    if holds is None:
        return "How it holds is unknown"
    verb = "" if holds == "cumulative" else "it holds "
    return f"{holds}: {verb}{HOLDS[holds].meaning}"


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of an EDTF string; None where an end is open.

    >>> bounds("2021-02")
    (datetime.date(2021, 2, 1), datetime.date(2021, 2, 28))
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _days(edtf, edtf)
    if first == last == _OPEN:
        raise ValueError(
            _expected(edtf, "at least one end with a date", "add the end that is known")
        )
    start = None if first == _OPEN else _days(first, edtf)[0]
    end = None if last == _OPEN else _days(last, edtf)[1]
    if start and end and (_days(last, edtf)[0] < start or end < _days(first, edtf)[1]):
        remedy = "swap its two ends"
        if first.startswith(last) or last.startswith(first):
            shorter = min(first, last, key=len)
            remedy = (
                f"write both ends with the same precision, or {shorter} alone if all of it is meant"
            )
        raise ValueError(_expected(edtf, "a range whose end is after its start", remedy))
    return start, end


def _days(text: str, whole: str) -> tuple[dt.date, dt.date]:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(_expected(whole, *_advice(text)))
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.group(2, 3))
    if year == 0:
        raise ValueError(_expected(whole, *_advice(text)))
    if month is not None and _SEASONS[0] <= month <= _SEASONS[1] and day is None:
        raise ValueError(_expected(whole, *_advice(text)))
    try:
        if month is None:
            return dt.date(year, 1, 1), dt.date(year, _MONTHS, 31)
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return dt.date(year, month, 1), dt.date(year, month, last)
        return (dt.date(year, month, day),) * 2
    except ValueError:
        raise ValueError(_expected(whole, "a date that exists", "change the date")) from None


_TAKEN = "YYYY, YYYY-MM, YYYY-MM-DD, a/b, a/.. or ../b, each date with ? or ~ at most"
_ADVICE: tuple[tuple[str, str, str], ...] = (
    (
        r"\d{4}-(?:2[1-9]|3\d|4[01])[?~%]?",
        "dates, since a season has other months on each side of the equator",
        "write the months of the season, as in 2004-06/2004-08, and its word in wording",
    ),
    (
        r"\d{1,3}X{1,3}",
        "a date, since unspecified digits stand for a range",
        "write the range, as in 2010/2019, and the words in wording",
    ),
    (
        r"\d{4}-(?:XX|\d\d-XX|XX-XX)",
        "a date that is as precise as known and no more",
        "leave out what is unspecified, as in 2004 or 2004-02",
    ),
    (
        r"[\d-]+%",
        "? or ~, since % says both at once",
        "write ~ if the date is approximate, ? if it is uncertain",
    ),
    (
        r"0000(?:-.*)?|-\d.*|Y-?\d+.*",
        "a year from 0001 to 9999",
        "write the year in wording if there is no other",
    ),
    (r"", "a date at both ends, or .. for an end that is open", "write .. or the date"),
    (
        r"\d{4}-\d\d-\d\dT.*",
        "a day, since the time of day is not recorded",
        "leave out what begins with T",
    ),
    (
        r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{8}|\d{6}",
        "year, month and day with hyphens between them",
        "write it like 2004-02-29",
    ),
)
"""What EDTF has and the records have not, or what looks like a date, and how to say it."""


def _advice(text: str) -> tuple[str, str]:
    """Return what is expected in place of a text that is no date, and how to fix it."""
    for pattern, expected, remedy in _ADVICE:
        if re.fullmatch(pattern, text, re.ASCII):
            return expected, remedy
    return _TAKEN, "change the date"


def _expected(found: str, expected: str, remedy: str) -> str:
    return f"found {found[:40]!r}; expected {expected}; {remedy}"


def _date_words(text: str) -> str:
    date = text.rstrip("?~")
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    words = f"{calendar.month_name[int(month)]} {year}" if month else year
    if day:
        words = f"{int(day)} {words}"
    qualifier = {"?": " (uncertain)", "~": " (approximately)"}.get(text[len(date) :], "")
    return words + qualifier
