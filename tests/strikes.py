"""Strikes: a fabricated sheet of single strikes whose yearly totals are those of a real count."""

from __future__ import annotations

import calendar
import csv
import io
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["YEARS", "Year", "sheet"]


class Year(NamedTuple):
    """How many strikes a year had, and from how many to how many people they killed."""

    year: int
    strikes: int
    killed: tuple[int, int]
    civilians: tuple[int, int]


YEARS = (
    Year(2004, 1, (6, 8), (2, 2)),
    Year(2005, 3, (16, 16), (5, 11)),
    Year(2006, 2, (94, 105), (90, 100)),
    Year(2007, 5, (36, 56), (11, 46)),
    Year(2008, 38, (252, 401), (59, 173)),
    Year(2009, 54, (471, 753), (100, 210)),
    Year(2010, 128, (755, 1108), (89, 197)),
    Year(2011, 75, (362, 666), (52, 152)),
    Year(2012, 50, (212, 410), (13, 63)),
    Year(2013, 27, (109, 195), (0, 4)),
    Year(2014, 25, (115, 186), (0, 2)),
    Year(2015, 13, (60, 85), (2, 5)),
    Year(2016, 3, (11, 12), (1, 1)),
    Year(2017, 5, (15, 22), (0, 3)),
    Year(2018, 1, (1, 3), (0, 0)),
)
"""The Bureau of Investigative Journalism on strikes in Pakistan; the single strikes are made up."""


def sheet() -> str:
    """Return a sheet with a row for each strike, several of them on one day.

    Each range of a year is divided among its strikes, so that the rows add up to it.
    """
    out = io.StringIO()
    rows = [row for year in YEARS for row in _rows(year)]
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _rows(year: Year) -> Iterator[dict[str, str]]:
    ranges = {"killed": _divided(year.killed, year.strikes)}
    ranges["civilians"] = _divided(year.civilians, year.strikes)
    for n in range(year.strikes):
        month, day = 1 + n % 12, 1 + n // 24  # two strikes share a day where there are many
        when = f"{day} {calendar.month_name[month]} {year.year}"
        row = {
            "Strike": f"strike-{year.year}-{n}",
            "Day": f"{year.year}-{month:02}-{day:02}",
            "When": when,
        }
        for name, people in (("killed", "people"), ("civilians", "civilians")):
            low, high = ranges[name][n]
            said = f"{low}" if low == high else f"{low} to {high}"
            row |= {
                f"Least {name}": str(low),
                f"Most {name}": str(high),
                f"Said {name}": said,
                f"What {name}": f"Strike S{year.year}{n:03} of {when} killed {said} {people}.",
            }
        yield row


def _divided(whole: tuple[int, int], parts: int) -> list[tuple[int, int]]:
    """Divide a range into ranges that add up to it."""
    lows = [whole[0] * (n + 1) // parts - whole[0] * n // parts for n in range(parts)]
    more = whole[1] - whole[0]
    widths = [more * (n + 1) // parts - more * n // parts for n in range(parts)]
    return [(low, low + width) for low, width in zip(lows, widths, strict=True)]
