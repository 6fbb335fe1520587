"""Printable text: which characters may be printed, and how the others are shown.

Refused are control characters, line and paragraph separators, lone surrogates, noncharacters,
marks that turn the direction of text, and characters without width. The joiners and direction
marks that some scripts need may stand behind a letter of such a script.

Text for a terminal is measured in columns: Chinese takes two for a character, and what is written
above, below or between letters takes none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PRINTABLE", "columns", "escaped", "escaped_lines", "padded", "unprintable", "wrapped"]

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


@cache
def _unprintable() -> re.Pattern[str]:
    """Compile on first use, which costs as much as all that else is done to open a version."""
    return re.compile(rf"[{_NEVER}{_NEVER_BEYOND}]|(?<![{_SCRIPTS_WITH_JOINERS}])[{_JOINERS}]")


PRINTABLE = rf"(?:[^{_NEVER}{_JOINERS}]|(?<=[{_SCRIPTS_WITH_JOINERS}])[{_JOINERS}])"
"""One printable character of the basic plane, as a pattern of Python and of ECMAScript."""


def unprintable(text: str) -> re.Match[str] | None:
    r"""Return the first character of a text that must not be printed.

    >>> unprintable("high water") is None
    True
    >>> unprintable("high\u202e water").start()
    4
    """
    if text.isascii() and text.isprintable():
        return None
    return _unprintable().search(text)


def escaped(text: str) -> str:
    r"""Write each character of a text that must not be printed as its code.

    >>> escaped("claims/e\nREADME.md")
    'claims/e\\x0aREADME.md'
    """
    if text.isascii() and text.isprintable():
        return text
    return _unprintable().sub(_code, text)


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


def columns(text: str) -> int:
    """Return how many columns of a terminal a printable text takes.

    >>> columns("Kabul"), columns("\u5580\u5e03\u5c14"), columns("Ka\u0304bul")
    (5, 6, 5)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


_NO_COLUMN = frozenset(("Mn", "Me", "Cf"))
_TWO_COLUMNS = frozenset("WF")


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if unicodedata.category(char) in _NO_COLUMN:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _TWO_COLUMNS else 1


def padded(text: str, width: int) -> str:
    """Fill a text up with spaces to a number of columns.

    >>> padded("\u5580", 4)
    '\u5580  '
    """
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Wrap a text at its spaces, so that ids and addresses can be copied whole.

    A word that is wider than a line is broken between wide characters only, for scripts that have
    them put no spaces between words.

    Args:
        text: The text.
        width: How many columns a line has.
        first: What the first line begins with.
        rest: What each other line begins with.

    Returns:
        The lines; one that has only *first* if the text is empty.

    >>> wrapped("one two three", 9)
    ['one two', 'three']
    """
    lines, line, is_bare = [], first, True
    taken, indent = columns(first), columns(rest)
    for word in text.split():
        for n, part in enumerate(_parts(word, width - indent)):
            gap = "" if is_bare or n else " "
            needed = len(gap) + columns(part)
            if not is_bare and taken + needed > width:
                lines.append(line)
                line, taken, needed = rest + part, indent, needed - len(gap)
            else:
                line += gap + part
            taken += needed
            is_bare = False
    return [*lines, line]


def _parts(word: str, room: int) -> Iterator[str]:
    """Return a word, or, if it has no room on a line, the pieces between its wide characters."""
    if word.isascii() or columns(word) <= room or not any(_columns(char) > 1 for char in word):
        yield word
        return
    piece = ""
    for char in word:
        is_break = _columns(char) > 1 or (piece and _columns(piece[-1]) > 1)
        if piece and is_break and _columns(char):
            yield piece
            piece = ""
        piece += char
    yield piece
