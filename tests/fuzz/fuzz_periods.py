"""Any text as a period: refused in a sentence, or a range of days that runs forward."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from afpak_claims.records.periods import Holds, Period, bounds

_FIRST, _LAST = dt.date.min, dt.date.max


def one_input(raw: bytes) -> None:
    """Find the bounds, say them in words, and ask what holds when."""
    text = raw.decode("utf-8", "replace")
    try:
        start, end = bounds(text)
    except ValueError as error:
        assert str(error).startswith("found ")
        assert str(error).count("; ") >= 2
        return
    assert start is not None or end is not None
    assert (start or _FIRST) <= (end or _LAST)
    for holds in get_args(Holds):
        period = Period(edtf=text, holds=holds)
        assert (start, end) == (period.start, period.end)
        assert period.in_words() == str(period)
        assert period.may_hold_in(start, end)
        assert period.must_hold_in(start, end)
        assert period.must_hold_in(None, None)
        assert not period.must_hold_in(_FIRST, _FIRST) or period.may_hold_in(_FIRST, _FIRST)
        assert "\n" not in str(period)
