"""Tokens: the pieces of a wording, with digits of any script read by the marks of its language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "DASH",
    "MINUS",
    "Token",
    "digits_of",
    "for_script",
    "normal",
    "read_digits",
    "tokens_of",
]

DASH = "\u2013"
"""Between two bounds."""
MINUS = "\u2212"
"""The sign of a number."""
_HYPHENS = "\u2010\u2011\u2212\ufe63\uff0d-"
_DASHES = "\u2012\u2013\u2014"
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u0655\u0900-\u0963\u0980-\u09e3\u0a01-\u0dff])"
_NUMBER = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'\u066b\u066c\u060c]\d+)*"
_DIGITS = re.compile(_NUMBER)
_PIECE = re.compile(
    rf"(?P<number>{_NUMBER})"
    r"|(?P<part>(?<![^\s(<>~=$€£¥₹-])\.\d+(?![\d.,]))"
    rf"|(?P<word>{_LETTER}+(?:'(?={_LETTER}))?)"
    r"|(?P<mark>>=|<=|\S)"
)
_SPELLINGS = {
    "\u064a": "\u06cc",  # Arabic yeh and kaf, as Persian and Urdu write them
    "\u0649": "\u06cc",
    "\u0643": "\u06a9",
    "\u0640": "",
    "\u066a": "%",
    "\u2019": "'",
    "\u02bc": "'",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2248": "~",
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_DASHES, DASH),
}
_MOST_DIGITS = 15
_MOST_DECIMALS = 9


class Token(NamedTuple):
    """One piece of a wording."""

    text: str
    start: int
    end: int
    glued: bool
    """Whether it follows the piece before it without a space or hyphen."""
    value: float | None = None
    """The number that digits write; None for words, and for digits without a certain reading."""
    is_digits: bool = False


def normal(text: str) -> str:
    """Return a text with one spelling of each digit, space, hyphen and letter.

    A number with digits of two scripts is no number: question marks stand for it.

    >>> normal("۴۶ Mal")
    '46 mal'
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFC", text)
    parts = [_normal_letter(letter) for letter in letters]
    scripts = [_script(letter) for letter, part in zip(letters, parts, strict=True) for _ in part]
    known = "".join(parts)
    if len({*scripts} - {None}) <= 1:
        return known
    return _DIGITS.sub(lambda match: _of_one_script(match, scripts), known)


def _script(letter: str) -> int | None:
    """Return the zero of the script of a digit; None for what is no digit."""
    return ord(letter) - unicodedata.decimal(letter) if letter.isdecimal() else None


def _of_one_script(match: re.Match[str], scripts: list[int | None]) -> str:
    """Return a number; signs that no number has where its digits are of two scripts."""
    found = {*scripts[match.start() : match.end()]} - {None}
    return match[0] if len(found) == 1 else "?" * len(match[0])


@lru_cache(maxsize=4096)
def _normal_letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if "\uff00" <= letter <= "\uff5e":  # wide forms
        return unicodedata.normalize("NFKC", letter).lower()
    category = unicodedata.category(letter)
    if category == "Zs":
        return " "
    if letter not in _SPELLINGS and (category == "Cf" or "\u064b" <= letter <= "\u0652"):
        return ""
    return _SPELLINGS.get(letter, letter.casefold())


def tokens_of(text: str, decimal: str | None) -> tuple[Token, ...]:
    """Return the pieces of a normal text.

    Args:
        text: What `normal` returns.
        decimal: The mark before the decimals: a point, a comma, None if it is not known, or
            ``either`` where three digits behind any mark are a group.
    """
    tokens: list[Token] = []
    end = 0
    for match in _PIECE.finditer(text):
        start = match.start()
        glued = bool(tokens) and start == end
        kind, piece, stop = match.lastgroup, match[0], match.end()
        if kind == "word":  # most are; a tuple is made faster than by the names of its fields
            tokens.append(tuple.__new__(Token, (piece, start, stop, glued, None, False)))
        elif kind == "number":
            value = read_digits(piece, decimal)
            tokens.append(Token(piece, start, stop, glued, value, is_digits=True))
        elif kind == "part":
            value = read_digits(f"0{piece}", ".") if decimal == "." else None
            tokens.append(Token(piece, start, stop, glued, value, is_digits=True))
        else:
            mark = _dash(text, start) if piece in {"-", DASH} else piece
            if mark:
                tokens.append(Token(mark, start, stop, glued))
        end = stop + (piece == "-")
    return tuple(tokens)


def _dash(text: str, at: int) -> str:
    """Say what a hyphen or dash is: a sign, between two bounds, or nothing but a hyphen."""
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    opens = not after.isspace() and (not after.isalpha() or after == "\u221e")
    if text[at] == DASH:
        if at == 0:
            return MINUS if opens else "?"
        return DASH if before.isspace() == after.isspace() or after == "-" else "?"
    if before.isspace() and after.isspace():
        return DASH
    if opens and before in " ([<>~=$€£¥₹":
        return MINUS if before != "=" else "?"
    if opens and (before.isalnum() or before in "%°€$£"):
        return DASH
    return "" if before.isalnum() and after.isalnum() else "?"


_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<mark>[., '])\d{3}(?:(?P=mark)\d{3})*")
_INDIAN = re.compile(r"[1-9]\d?(?:(?P<mark>,)\d\d)+,\d{3}")
_PLAIN = re.compile(r"0|[1-9]\d*")
_UNCLEAR = {
    ".": re.compile(r"[1-9]\d{0,2}\.000|[1-9]\d\d (?!000)\d{3}"),
    ",": re.compile(r"[1-9]\d{0,2},000"),
}
"""Digits that may be written with the marks of another language, or be two numbers."""
_OTHER = {".": ",", ",": "."}


def digits_of(text: str, decimal: str | None) -> Iterator[tuple[int, int, float]]:
    """Return where digits stand in a normal text, and the numbers that are certain."""
    for match in _DIGITS.finditer(text):
        value = read_digits(match[0], decimal)
        if value is not None:
            yield match.start(), match.end(), value


@lru_cache(maxsize=4096)  # years and small numbers come again and again
def read_digits(text: str, decimal: str | None) -> float | None:
    """Return the number that digits and their marks write; None where that is not certain.

    >>> read_digits("70,8", ","), read_digits("1.234", ","), read_digits("1.234", None)
    (70.8, 1234, None)
    """
    if decimal == "either":
        groups = _GROUPED.fullmatch(text)
        return _read_marked(text, "," if groups and groups["mark"] == "." else ".")
    if decimal is None:  # only what both uses of the marks agree on
        values = {read_digits(text, mark) for mark in ".,"} - {None}
        plain = "'" in text or " " in text or not re.search(r"[.,\u060c]", text)
        if len(values) == 1 and (plain or not re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text)):
            return values.pop()
        return None
    return None if _UNCLEAR[decimal].fullmatch(text) else _read_marked(text, decimal)


def _read_marked(text: str, decimal: str) -> float | None:
    """Return the number that digits write where the mark before the decimals is known."""
    for mark, known in (("\u066b", decimal), ("\u066c", _OTHER[decimal]), ("\u060c", ",")):
        text = text.replace(mark, known)
    whole, point, decimals = text.partition(decimal)
    groups = _GROUPED.fullmatch(whole) or (_INDIAN.fullmatch(whole) if decimal == "." else None)
    if not (_PLAIN.fullmatch(whole) or (groups and groups["mark"] != decimal)):
        return None
    digits = re.sub(r"\D", "", whole)
    if (
        (point and not decimals.isdecimal())
        or len(digits) > _MOST_DIGITS
        or len(decimals) > _MOST_DECIMALS
    ):
        return None
    return float(f"{digits}.{decimals}") if decimals.strip("0") else int(digits)


def for_script() -> dict[str, str | dict[str, str]]:
    """Return the spellings and the patterns by which digits are read, for a script.

    It reads them as ``either``: three digits behind any mark are a group.
    """
    patterns = {
        "number": _NUMBER,
        "grouped": _GROUPED.pattern,
        "indian": _INDIAN.pattern,
        "plain": _PLAIN.pattern,
    }
    known = {
        name: pattern.replace("(?P<", "(?<").replace("(?P=mark)", r"\k<mark>")
        for name, pattern in patterns.items()
    }
    return {**known, "spellings": _SPELLINGS}
