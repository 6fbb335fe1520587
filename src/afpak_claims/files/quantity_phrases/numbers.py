"""Numbers: tokens to numbers, in digits and in words, with their scales, money and units."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from afpak_claims.files.quantity_phrases.tables import table_of
from afpak_claims.files.quantity_phrases.tokens import (
    DASH,
    MINUS,
    Token,
    digits_of,
    normal,
    tokens_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afpak_claims.files.quantity_phrases.tables import Phrases, Table, Values

__all__ = [
    "Found",
    "Number",
    "may_have",
    "number_at",
    "numbers_in",
    "numerals",
    "pieces",
    "size_at",
    "tidy",
]

Kind = Literal["number", "share", "plural", "ordinal"]
_MONEY = frozenset(
    [
        "$",
        "€",
        "£",
        "¥",
        "₹",
        "₨",
        "₽",
        "؋",
        "usd",
        "eur",
        "gbp",
        "inr",
        "pkr",
        "afn",
        "chf",
        "jpy",
        "cny",
        "rs",
    ]
)
_DOLLARS = frozenset(["us", "ca", "c", "au", "nz", "hk", "nt", "s", "r"])
"""Letters before the sign of a dollar that say which one it is."""
_YEARS = (1500, 2099)
_DENOMINATORS = frozenset([*range(2, 11), 100])
_HUNDRED = 100
_LARGEST = 10**15
_PLAIN = re.compile(r"[A-Za-z0-9 ,.;:!?'\"()]*")
_POWER_OR_PART = re.compile(r"\de\d|(?<![\w.])\.\d")
"""Digits that are no number by themselves: of 1e6, and of .5."""
_WORD = re.compile(r"[a-z]+")
_THOUSAND = 1000
_TIMES = frozenset(["\N{MULTIPLICATION SIGN}", "\N{MIDDLE DOT}", "x"])
_FIRST_GROUP = re.compile(r"\d{1,3}\D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a wording."""

    value: float
    kind: Kind = "number"
    coefficient: float | None = None
    """What stands before its scale; None where more than one number makes the value."""
    scale: float = 1
    year: bool = False
    """Whether it may be a year: four bare digits."""
    money: bool = False
    guarded: bool = False
    """Whether its suffix is a scale only beside money or something counted."""
    ends_in_scale: bool = False
    units: frozenset[str] = frozenset()
    """What stands behind it: ``percent``, ``noun``, ``time``, ``rate``."""
    negative: bool = False
    grouped: bool = False
    """Whether its digits have a mark between groups: 30,000."""


@lru_cache(maxsize=1024)  # rules ask for the pieces of one wording several times
def pieces(text: str, table: Table, decimal: str | None) -> tuple[Token, ...]:
    """Return the tokens of a wording, long number words taken apart."""
    tokens: list[Token] = []
    found = tokens_of(normal(text), decimal)
    may_part = bool(table.ordinal_stems or table.compound)
    for n, token in enumerate(found):
        is_point = token.text == "." and bool(tokens)
        if is_point and (n == len(found) - 1 or tokens[-1].text in table.abbreviations):
            continue
        if not (may_part or token.text.endswith(table.fold)):
            tokens.append(token)
            continue
        parts = _parts(token.text, table)
        tokens += [token] if len(parts) == 1 else [token._replace(text=part) for part in parts]
    return tuple(tokens)


def _parts(word: str, table: Table) -> list[str]:
    """Take a word apart where it is made of number words; else return it alone."""
    for stem in table.ordinal_stems:
        if word.startswith(stem) and (word.removeprefix(stem),) in table.superlatives:
            return [stem, word.removeprefix(stem)]
    for ending in table.fold:
        stem = word.removesuffix(ending)
        if stem not in {word, ""} and table.numbers.get((stem,), 0) > 1:
            return [stem, ending]
    if table.compound and word.isalpha() and (word,) not in table.numbers:
        return _segments(word, table) or [word]
    return [word]


def _segments(word: str, table: Table) -> list[str] | None:
    if not word:
        return []
    for end in range(len(word), 1, -1):
        part = word[:end]
        known = (part,) in table.numbers or table.scales.get((part,), _LARGEST) <= 1000  # noqa: PLR2004 - hundred and thousand are written in one word
        if known or part == table.compound:
            rest = _segments(word[end:], table)
            if rest is not None:
                return rest if part == table.compound else [part, *rest]
    return None


def size_at(tokens: Sequence[Token], at: int, entries: Phrases | Values) -> int:
    """Return how many words of the longest entry stand at a place; 0 if none does."""
    if at >= len(tokens) or tokens[at].text not in entries.firsts:
        return 0
    words = tuple([token.text for token in tokens[at : at + entries.longest]])
    while words and words not in entries:
        words = words[:-1]
    return len(words)


def may_have(text: str, entries: Phrases | Values) -> bool:
    """Whether an entry may stand in the pieces of a text.

    Each piece is a part of the normal text, but for the signs that a hyphen or dash may be.
    """
    text = f"{normal(text)}{MINUS}{DASH}?"
    return any(map(text.__contains__, entries.firsts))


class Found(NamedTuple):
    """A number in a text."""

    start: int
    end: int
    value: float
    is_spelled: bool
    """Whether it is written in words only."""


def numbers_in(text: str, language: str = "en", decimal: str | None = None) -> list[Found]:
    """Return the numbers that a text writes in digits or words, in order, shares left out.

    Args:
        text: Any text; the places are those of its normal form.
        language: The language that it is in.
        decimal: The mark before decimals, where it is not that of the language; ``either`` reads
            three digits behind any mark as a group.

    Example:
        >>> [found.value for found in numbers_in("between 2,500 and five million")]
        [2500, 5000000]
    """
    table = table_of(language)
    decimal = decimal or table.decimal
    if _is_plain(text, table):
        return _of_digits(text, decimal)
    return _of_pieces(text, table, decimal)


def _of_digits(text: str, decimal: str | None) -> list[Found]:
    return [
        Found(start, end, tidy(value), is_spelled=False)
        for start, end, value in digits_of(text, decimal)
        if value < _LARGEST
    ]


def _of_pieces(text: str, table: Table, decimal: str | None) -> list[Found]:
    tokens = pieces(text, table, decimal)
    found = []
    end = 0
    for at, token in enumerate(tokens):
        read = _signed(tokens, at, table) if at >= end and _may_start(token, table) else None
        if read is not None:
            number, end = read
            is_spelled = not any(token.is_digits for token in tokens[at:end])
            found.append(Found(token.start, tokens[end - 1].end, number.value, is_spelled))
    return found


def _is_plain(text: str, table: Table) -> bool:
    """Whether the numbers of a text are those of its digits alone, as in most sentences.

    They are where no word or sign of the text makes numbers, and no word may be made of such words.
    """
    if table.compound or _PLAIN.fullmatch(text) is None:
        return False
    text = text.lower()
    if _POWER_OR_PART.search(text):
        return False
    is_folded = any(ending in text for ending in table.fold)
    return not is_folded and table.beyond_digits.isdisjoint(_WORD.findall(text))


def numerals(text: str, language: str = "en", decimal: str | None = None) -> list[float]:
    """Return the values of the numbers that a text writes, in order."""
    return list(_numerals(text, language, decimal))


@lru_cache(maxsize=4096)
def _numerals(text: str, language: str, decimal: str | None) -> tuple[float, ...]:
    """Return them; wordings and units come again and again."""
    return tuple(found.value for found in numbers_in(text, language, decimal))


def number_at(tokens: Sequence[Token], at: int, table: Table) -> tuple[Number, int] | None:
    """Read the number that starts at a place, with what it is of; None if none starts there."""
    if not _may_start(tokens[at], table):
        return None
    for read in (_one_and_more, _share, _ordinal, _plural, _signed):
        found = read(tokens, at, table)
        if found is not None:
            return _with_units(tokens, *found, table)
    return None


def _may_start(token: Token, table: Table) -> bool:
    text = token.text
    return text in table.starts or not text.isalpha() or text in _MONEY or text in _DOLLARS


def _entry(tokens: Sequence[Token], at: int, entries: Values) -> tuple[float, int]:
    size = size_at(tokens, at, entries)
    return (entries[tuple(t.text for t in tokens[at : at + size])], size) if size else (0, 0)


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _vulgar(text: str) -> float | None:
    """Return the value of a fraction that is one sign."""
    is_one = len(text) == 1 and unicodedata.category(text) == "No"
    value = unicodedata.numeric(text, None) if is_one else None
    return value if value is not None and 0 < value < 1 else None


def _one_and_more(tokens: Sequence[Token], at: int, table: Table) -> tuple[Number, int] | None:
    """Read "a year and a half", and "a percentage point", where no word for one stands."""
    one = size_at(tokens, at, table.articles)
    if not one or _entry(tokens, at, table.numbers)[1]:
        return None
    percent = size_at(tokens, at + one, table.percent)
    if percent:
        return Number(value=1, coefficient=1), at + one
    time = size_at(tokens, at + one, table.times)
    half = size_at(tokens, at + one + time, table.half_more) if time else 0
    units = frozenset(["time"])
    return (Number(value=1.5, units=units), at + one + time + half) if half else None


def _share(tokens: Sequence[Token], at: int, table: Table) -> tuple[Number, int] | None:
    """Read a fraction: a third, two thirds, half, 9/10, one of the signs."""
    share, end = _fraction(tokens, at, table)
    if share is None:
        return None
    after = end + (size_at(tokens, end, table.of))
    after += size_at(tokens, after, table.one)
    scale, size = _entry(tokens, after, table.scales)
    if size:  # half a million
        value = round(share * scale, 9)
        return Number(value=tidy(value), ends_in_scale=True), after + size
    value, size = _entry(tokens, after, table.numbers)
    after += size if value == 1 else 0
    if size_at(tokens, after, table.percent):  # half a percent, half of one percent
        return Number(value=tidy(share)), after
    return Number(value=100 * share, kind="share"), end


def _fraction(tokens: Sequence[Token], at: int, table: Table) -> tuple[float | None, int]:
    sign = _vulgar(_text(tokens, at))
    if sign is not None:
        return sign, at + 1
    one = size_at(tokens, at, table.one)
    parts, size = _entry(tokens, at + one, table.fractions)
    if size and (one or size_at(tokens, at, table.bare_fractions)):
        return 1 / parts, at + one + size
    digits = tokens[at]
    if digits.is_digits and _text(tokens, at + 1) == "/" and at + 2 < len(tokens):
        over, of = digits.value, tokens[at + 2].value
        more = _text(tokens, at + 3) == "/"
        if table.slash_is_decimal:
            return None, at
        if over and of and of in _DENOMINATORS and over < of and over == int(over) and not more:
            return over / of, at + 3
        return None, at
    count, words = (digits.value, 1) if digits.is_digits else _entry(tokens, at, table.numbers)
    parts, size = _entry(tokens, at + words, table.fractions)
    if words and size and count and 1 <= count < parts and count == int(count):
        return count / parts, at + words + size
    return None, at


def _ordinal(tokens: Sequence[Token], at: int, table: Table) -> tuple[Number, int] | None:
    value, size = _entry(tokens, at, table.ordinals)
    digits = tokens[at]
    if digits.is_digits and digits.value and digits.value == int(digits.value):
        suffix = tokens[at + 1] if at + 1 < len(tokens) else None
        if suffix and suffix.glued and suffix.text in table.ordinal_suffixes:
            value, size = digits.value, 2
    return (Number(value=value, kind="ordinal"), at + size) if size else None


def _plural(tokens: Sequence[Token], at: int, table: Table) -> tuple[Number, int] | None:
    """Read plurals without a number, which say twice the first of them at least."""
    factor, size = _entry(tokens, at, table.plurals)
    if not size:
        return None
    value, end = 2 * factor, at + size
    while end < len(tokens):
        of = size_at(tokens, end, table.of)
        factor, size = _entry(tokens, end + of, table.plurals)
        if not size:
            break
        value, end = value * factor, end + of + size
        if value >= _LARGEST:
            return None
    return Number(value=tidy(value), kind="plural"), end


def _signed(tokens: Sequence[Token], at: int, table: Table) -> tuple[Number, int] | None:
    start, money, negative = at, False, False
    while at < len(tokens):
        text = _text(tokens, at)
        word = size_at(tokens, at, table.minus)
        if (text == MINUS or word) and not negative:
            negative, at = True, at + (word or 1)
        elif text in _MONEY or (text in _DOLLARS and _text(tokens, at + 1) in _MONEY):
            money, at = True, at + 1
        else:
            break
    if at >= len(tokens) or (at > start and not tokens[at].is_digits and money):
        return None
    found = _amount(tokens, at, table)
    if found is None:
        return None
    if not (negative or money):
        return found
    number, end = found
    sign = -1 if negative else 1
    coefficient = None if number.coefficient is None else sign * number.coefficient
    return (
        replace(
            number,
            value=sign * number.value,
            coefficient=coefficient,
            money=money,
            year=False,
            negative=negative,
        ),
        end,
    )


class _Sum:
    """A number while it is read, part by part, each scale smaller than the one before it."""

    def __init__(self) -> None:
        self.total: float = 0
        self.group: float | None = None
        self.part: float = 0
        self.least: float = _LARGEST
        self.numbers = 0
        self.first: float = 1
        self.factor: float = 1
        self.spelled = True
        self.part_is_scaled = False

    def add(self, value: float, *, spelled: bool) -> bool:
        """Add a number; False if none can stand here."""
        group = self.group
        if group is None:
            if self.numbers and not 0 < value < self.least:
                return False
            self.group = value
        elif (
            spelled
            and self.spelled
            and group >= _HUNDRED
            and group % _HUNDRED == 0
            and 0 < value < _HUNDRED
            and value == int(value)
        ):
            self.group = group + value
        else:
            return False
        self.first = self.first if self.numbers else value
        self.numbers += 1
        self.spelled = spelled
        return True

    def add_part(self, part: float) -> None:
        """Add a fraction of the number, or of its scale: a million and a half."""
        if self.group is not None:
            self.group += part
        else:
            self.total += part * self.least
            self.numbers += 1

    def scale(self, scale: float) -> bool:
        """Multiply by a scale; False if it cannot stand here."""
        if self.group is None:
            if not self.part or self.part_is_scaled or scale <= self.least:
                return False  # only "lakh crore", "thousand billion"
            self.total += self.part * (scale - 1)
            self.part *= scale
            self.part_is_scaled = True
        elif scale <= _HUNDRED:
            if self.group >= _HUNDRED or not self.group:
                return False
            self.group *= scale
        elif scale >= self.least or not self.group:
            return False
        else:
            self.part = self.group * scale
            self.total, self.least, self.group = self.total + self.part, scale, None
        self.factor = self.factor * scale if self.numbers == 1 else self.factor
        return True


def _amount(tokens: Sequence[Token], start: int, table: Table) -> tuple[Number, int] | None:
    """Read a number without a sign: digits or words, each with its scales."""
    one = size_at(tokens, start, table.one)
    if one and start + one < len(tokens) and tokens[start + one].is_digits:
        return None  # ein 42-Jähriger
    whole = _share(tokens, start, table)
    if whole and whole[0].kind == "number":
        return whole
    size = size_at(tokens, start, table.one) if not _entry(tokens, start, table.numbers)[1] else 0
    _, scale = _entry(tokens, start + size, table.scales)
    total = _Sum()
    at = start
    bare = size_at(tokens, start, table.bare)
    if scale and (size or bare):
        total.add(1, spelled=True)
        at += size
    flags: dict[str, Any] = {}
    end = at
    while at < len(tokens):
        step = _step(tokens, at, table, total, flags)
        if not step:
            break
        at = end = at + step
    number = total.total + (total.group or 0)
    if not total.numbers or end == start or number >= _LARGEST:
        return None
    only = end == start + 1 and tokens[start].is_digits
    text = tokens[start].text
    grouped = bool(_FIRST_GROUP.match(text)) and (tokens[start].value or 0) >= _THOUSAND
    year = only and text.isdecimal() and len(text) == 4 and _YEARS[0] <= number <= _YEARS[1]  # noqa: PLR2004 - digits of a year
    return (
        Number(
            value=tidy(number),
            coefficient=total.first if total.numbers == 1 else None,
            scale=total.factor,
            year=year,
            guarded=bool(flags.get("guarded")),
            ends_in_scale=total.group is None or total.factor > 1,
            grouped=grouped,
        ),
        end,
    )


def _step(
    tokens: Sequence[Token], at: int, table: Table, total: _Sum, flags: dict[str, Any]
) -> int:
    """Take in what stands at a place; return how many tokens that are, 0 if the number ends."""
    token = tokens[at]
    if token.is_digits:
        return _digits(tokens, at, table, total)
    suffix = _suffix(tokens, at, table, total, flags)
    if suffix:
        return suffix
    shift, size = _entry(tokens, at, table.shifts)
    if size and _shifted(tokens, at + size, table, total, shift):
        return size + 1
    value, size = _entry(tokens, at, table.numbers)
    if size:
        return size if total.add(value, spelled=True) else 0
    if total.numbers:
        part, size = _part_more(tokens, at, table)
        if part:
            total.add_part(part)
            return size
    value, size = _entry(tokens, at, table.scales)
    if size:
        is_bare = size_at(tokens, at, table.bare) == size and value < total.least
        if total.numbers and total.group is None and is_bare:  # deux mille cent
            total.add(1, spelled=True)
        return size if total.numbers and total.scale(value) else 0
    point = size_at(tokens, at, table.point)
    if point and total.group is not None:
        return _decimals(tokens, at, point, table, total)
    join = size_at(tokens, at, table.joins)
    if join and total.numbers and total.spelled:
        joins = total.group is None or (total.group >= _HUNDRED and total.group % _HUNDRED == 0)
        value, size = _entry(tokens, at + join, table.numbers)
        if joins and size and total.add(value, spelled=True):
            return join + size
    return 0


def _shifted(tokens: Sequence[Token], at: int, table: Table, total: _Sum, shift: float) -> bool:
    """Add the number behind a word that shifts it; False if none is there."""
    if at >= len(tokens):
        return False
    digits = tokens[at]
    value = digits.value if digits.is_digits else table.numbers.get((digits.text,))
    if value is None or value != int(value) or value <= 0:
        return False
    return total.add(value + shift, spelled=not digits.is_digits)


def _part_more(tokens: Sequence[Token], at: int, table: Table) -> tuple[float, int]:
    """Return the fraction that is added to the number before it, and its size: and a quarter."""
    half = size_at(tokens, at, table.half_more)
    if half:
        return 0.5, half
    join = size_at(tokens, at, table.joins)
    if join and at + join < len(tokens) and not tokens[at + join].is_digits:
        part, end = _fraction(tokens, at + join, table)
        if part is not None:
            return part, end - at
    return 0, 0


def _power(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    """Return the power of ten behind digits and its size, the digits with it: 10^6, 1e6."""
    texts = [token.text for token in tokens[at : at + 5]]
    glued = [token.glued for token in tokens[at : at + 5]]
    if texts[1:2] == ["^"] and texts[0] == "10" and all(glued[1:3]):
        base, size = 0.1, 3
    elif texts[1:2] and texts[1] in _TIMES and texts[2:4] == ["10", "^"]:
        base, size = 1, 5
    elif texts[1:2] == ["e"] and all(glued[1:3]):
        base, size = 1, 3
    else:
        return 1, 1
    exponent = texts[size - 1] if len(texts) >= size else ""
    if not (exponent.isdecimal() and len(exponent) <= 2):  # noqa: PLR2004 - below a quadrillion
        return 1, 1
    return base * 10 ** int(exponent), size


def _digits(tokens: Sequence[Token], at: int, table: Table, total: _Sum) -> int:
    value = tokens[at].value
    if value is None:
        return 0
    power, taken = _power(tokens, at)
    if taken > 1:
        return taken if total.add(tidy(value * power), spelled=False) else 0
    if total.numbers:
        scale, size = _entry(tokens, at + 1, table.scales)
        if not size or scale >= total.least or total.group is not None:
            return 0
    part = tokens[at + 1] if at + 1 < len(tokens) else None
    more = _vulgar(part.text) if part else None
    size = 1
    if part and part.is_digits and value == int(value) and not table.slash_is_decimal:
        more, end = _fraction(tokens, at + 1, table)  # 2 1/2
        size = end - at - 1
    if not total.add(value + (more or 0), spelled=False):
        return 0
    return 1 if more is None else 1 + size


def _suffix(
    tokens: Sequence[Token], at: int, table: Table, total: _Sum, flags: dict[str, Any]
) -> int:
    token = tokens[at]
    after_digits = at > 0 and tokens[at - 1].is_digits and total.numbers == 1
    money = _text(tokens, at + 1) in _MONEY or (at > 1 and tokens[at - 2].text in _MONEY)
    if after_digits and total.group is not None and (token.glued or money):
        scale = table.suffixes.get(token.text) if token.glued else None
        if scale is None and token.text in table.money_suffixes:
            scale, flags["guarded"] = table.money_suffixes[token.text], True
        if scale is not None:
            return 1 if total.scale(scale) else 0
    return 0


def _decimals(tokens: Sequence[Token], at: int, point: int, table: Table, total: _Sum) -> int:
    """Read "point five" behind a number in words."""
    digits = ""
    end = at + point
    while True:
        value, size = _entry(tokens, end, table.numbers)
        if not size or value >= 10 or value != int(value):  # noqa: PLR2004 - one digit a word
            break
        digits, end = digits + str(int(value)), end + size
    if not digits or len(digits) > 9 or total.group is None or total.factor > 1:  # noqa: PLR2004 - decimals of an estimate
        return 0
    total.group = float(f"{int(total.group)}.{digits}")
    total.first = total.group
    return end - at


def _with_units(
    tokens: Sequence[Token], number: Number, at: int, table: Table
) -> tuple[Number, int]:
    """Take in what a number is of: percent, nouns, money, a rate."""
    units = set(number.units)
    money = number.money
    start = at
    needs_of = number.kind == "share"
    measured = False
    while at < len(tokens):
        text = _text(tokens, at)
        percent = size_at(tokens, at, table.percent)
        if percent and at == start and number.kind == "number":
            units.add("percent")
            at += percent
            continue
        if text in _MONEY and number.kind in {"number", "plural"}:
            money, at = True, at + 1
            continue
        may_of = needs_of or number.kind == "plural" or number.ends_in_scale or "percent" in units
        may_of = may_of or measured  # two tonnes of wheat
        of = size_at(tokens, at, table.of) if may_of else 0
        size = _noun(tokens, at + of, table)
        if needs_of and not (of or units):
            is_counted = size and not size_at(tokens, at, table.measured)
            size = size if table.shares_before_nouns and is_counted else 0
        if of and _text(tokens, at + of) in _MONEY:
            money, at = True, at + of + 1
        elif size and number.kind != "ordinal":
            is_time = size_at(tokens, at + of, table.times) == size
            if is_time and needs_of:
                break
            units.add("time" if is_time else "noun")
            measured = size_at(tokens, at + of, table.measures) == size
            at += of + size
            half = size_at(tokens, at, table.half_more) if is_time else 0
            if half and number.coefficient is not None:  # two years and a half
                number = replace(number, value=number.value + 0.5, coefficient=None)
                at += half
        elif rate := _rate(tokens, at, table) if number.kind == "number" else 0:
            units.add("rate")
            at += rate
        else:
            break
    return replace(number, units=frozenset(units), money=money), at


def _noun(tokens: Sequence[Token], at: int, table: Table) -> int:
    return max(size_at(tokens, at, table.nouns), size_at(tokens, at, table.times))


def _rate(tokens: Sequence[Token], at: int, table: Table) -> int:
    """Return how many tokens of "per 100,000 people" or "per day" stand at a place."""
    per = size_at(tokens, at, table.per)
    if not per:
        one = size_at(tokens, at, table.one)  # 300 a day
        time = size_at(tokens, at + one, table.times) if one else 0
        return one + time if time else 0
    base = _amount(tokens, at + per, table) if at + per < len(tokens) else None
    end = base[1] if base else at + per + size_at(tokens, at + per, table.scales)
    while noun := _noun(tokens, end, table):
        end += noun
    return end - at if end > at + per else 0


def tidy(value: float) -> float:
    """Return a number with nine decimals at most, and as an integer where it is whole."""
    value = round(value, 9)
    return int(value) if value == int(value) else value
