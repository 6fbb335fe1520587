"""Printable text: which characters may be printed, and how the others are shown.

Refused are control characters, line and paragraph separators, lone surrogates, noncharacters,
marks that turn the direction of text, and characters without width. The joiners and direction
marks that some scripts need may stand behind a letter of such a script.
"""

from __future__ import annotations

import re

__all__ = ["PRINTABLE", "escaped", "escaped_lines", "unprintable"]

_INVISIBLE = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
_DIRECTION = r"\u202a-\u202e\u2066-\u2069"
_NEVER = (
    rf"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{_INVISIBLE}{_DIRECTION}"
)
_NEVER_BEYOND = r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 17)
)
_JOINERS = r"\u061c\u180b-\u180d\u180f\u200c-\u200f"
_SCRIPTS_WITH_JOINERS = (
    r"\u0590-\u08ff\u0900-\u0dff\u0e80-\u0eff\u0f00-\u109f\u1780-\u18af"
    r"\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
)
_UNPRINTABLE = re.compile(rf"[{_NEVER}{_NEVER_BEYOND}]|(?<![{_SCRIPTS_WITH_JOINERS}])[{_JOINERS}]")

PRINTABLE = rf"(?:[^{_NEVER}{_JOINERS}]|(?<=[{_SCRIPTS_WITH_JOINERS}])[{_JOINERS}])"
"""One printable character of the basic plane, as a pattern of Python and of ECMAScript."""


def unprintable(text: str) -> re.Match[str] | None:
    r"""Return the first character of a text that must not be printed.

    >>> unprintable("high water") is None
    True
    >>> unprintable("high\u202e water").start()
    4
    """
    return _UNPRINTABLE.search(text)


def escaped(text: str) -> str:
    r"""Write each character of a text that must not be printed as its code.

    >>> escaped("claims/e\nREADME.md")
    'claims/e\\x0aREADME.md'
    """
    return _UNPRINTABLE.sub(_code, text)


def escaped_lines(text: str) -> str:
    r"""Write each character that must not be printed as its code, and keep the line ends.

    >>> escaped_lines("one\ntwo\x1b[2J")
    'one\ntwo\\x1b[2J'
    """
    return "\n".join(escaped(line) for line in text.split("\n"))


def _code(match: re.Match[str]) -> str:
    number = ord(match[0])
    for most, form in ((0xFF, "\\x{:02x}"), (0xFFFF, "\\u{:04x}")):
        if number <= most:
            return form.format(number)
    return f"\\U{number:08x}"
