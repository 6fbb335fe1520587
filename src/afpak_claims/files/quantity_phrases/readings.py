"""Readings: what a phrase of quantity says, where that is certain."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from afpak_claims.files.quantity_phrases.numbers import Number, may_have, number_at, pieces, tidy
from afpak_claims.files.quantity_phrases.tables import table_with
from afpak_claims.files.quantity_phrases.tokens import DASH
from afpak_claims.records.estimates import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from afpak_claims.files.quantity_phrases.tables import Table, Words
    from afpak_claims.files.quantity_phrases.tokens import Token

__all__ = ["Item", "Kind", "Reading", "first_bound", "items_of", "level_in", "matches", "read"]

Kind = Literal["amount", "share", "factor", "rank"]
Item = Number | str
"""A part of a phrase: a number, or a word that no number takes in."""
_PERCENT = 100
_LEVELS = frozenset([50, 66, 68, 80, 90, 95, 98, 99])
"""The levels at which an interval of confidence is given."""
_SMALL_WHOLES = frozenset([*range(3, 11), 100])
"""The wholes of which "four of five" tells a share and not a count."""
_SHARED_SCALE = 1000
_MOST_PIECES = 100
"""Words and signs of a phrase at most; a wording has eight words."""


class Reading(NamedTuple):
    """What a phrase says."""

    estimate: Estimate
    kind: Kind = "amount"
    """Shares are in percent; a factor is how many times; a rank counts from 1."""


@lru_cache(maxsize=4096)
def read(
    wording: str,
    language: str = "en",
    decimal: str | None = None,
    nouns: frozenset[Words] = frozenset(),
) -> Reading | None:
    """Return what a phrase of quantity says; None where any part of it is not understood.

    Args:
        wording: The phrase.
        language: The language it is in.
        decimal: The mark before decimals, where it is not that of the language.
        nouns: Words that a number may be of, besides those of the language.

    >>> str(read("no more than 300 people").estimate)
    'up to 300'
    >>> str(read("mindestens 70,8 Millionen", "de").estimate)
    '70,800,000 or more'
    >>> read("hardly 300") is None
    True
    """
    table = table_with(language, nouns)
    tokens = pieces(wording, table, decimal or table.decimal)
    if len(tokens) > _MOST_PIECES:
        return None
    try:
        return _with_brackets(tokens, table)
    except ValueError:  # bounds out of order, or too large
        return None


def level_in(
    wording: str,
    language: str = "en",
    decimal: str | None = None,
    nouns: frozenset[Words] = frozenset(),
) -> float | None:
    """Return the level of the confidence interval that a phrase names; None where it names none.

    Args:
        wording: The phrase.
        language: The language it is in.
        decimal: The mark before decimals, where it is not that of the language.
        nouns: Words that a number may be of, besides those of the language.

    >>> level_in("12.4 (95% CI 11.2 to 13.6)")
    95
    """
    table = table_with(language, nouns)
    if not may_have(wording, table.interval):
        return None
    items = items_of(pieces(wording, table, decimal or table.decimal), table)
    return next(
        (
            item.value
            for at, item in enumerate(items)
            if isinstance(item, Number) and _words_at(items, at + 1, table.interval)
        ),
        None,
    )


def items_of(tokens: Sequence[Token], table: Table) -> list[Item]:
    """Return the numbers of a phrase, each with what it is of, and the words around them."""
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        found = number_at(tokens, at, table)
        if found is None:
            items.append(tokens[at].text)
            at += 1
        else:
            number, at = found
            items.append(number)
    return _without_ends(_shares(items, table), table)


def _with_brackets(tokens: Sequence[Token], table: Table) -> Reading | None:
    """Read a phrase, and the range in brackets behind its number."""
    texts = [token.text for token in tokens]
    pair = next((pair for pair in ("()", "[]") if pair[0] in texts), None)
    if pair is None:
        return _one(items_of(tokens, table), table)
    opens = texts.index(pair[0])
    if texts[-1] != pair[1] or texts.count(pair[0]) > 1 or not opens:
        return None
    main = _one(items_of(tokens[:opens], table), table)
    inside = _one(items_of(tokens[opens + 1 : -1], table), table, listed=True)
    if main is None or inside is None:
        return None
    best, around = main.estimate, inside.estimate
    exact = best.best is not None and best.low == best.best == best.high
    is_range = around.low is not None and around.high is not None and around.best is None
    if not (exact and is_range and around.low <= best.best <= around.high):  # type: ignore[operator] # both are given
        return None
    return Reading(Estimate(low=around.low, best=best.best, high=around.high), main.kind)


def _one(items: list[Item], table: Table, *, listed: bool = False) -> Reading | None:
    items, is_interval = _interval(items, table)
    if listed and len(items) == 3 and items[1] == ",":  # noqa: PLR2004 - A, B
        items = [items[0], DASH, items[2]]
    if not _is_certain(items):
        return None
    found = {reading for reading in _readings(items, table) if reading is not None}
    if len(found) != 1:
        return None
    reading = found.pop()
    is_range = reading.estimate.low is not None and reading.estimate.high is not None
    return reading if is_range or not is_interval else None


def _is_certain(items: list[Item]) -> bool:
    """Whether no number may be a year, and no letter behind one may be a unit."""
    numbers = [item for item in items if isinstance(item, Number)]
    named = any(number.money or number.units & {"noun", "percent"} for number in numbers)
    of_time = any("time" in number.units for number in numbers)
    return all(
        (named or of_time or not number.year)
        and (named or not number.guarded)
        and not ("percent" in number.units and number.money)
        for number in numbers
    )


def _interval(items: list[Item], table: Table) -> tuple[list[Item], bool]:
    """Leave out the level and the name of an interval before its bounds."""
    level = items[0] if items else None
    named = _words_at(items, 1, table.interval)
    if not isinstance(level, Number) or not named or level.value not in _LEVELS:
        named = _words_at(items, 0, table.interval)
        if not named:
            return items, False
        start = named
    else:
        start = 1 + named
    if start < len(items) and items[start] in {":", ",", "=", "of"}:
        start += 1
    return items[start:], True


def _words_at(items: Sequence[Item], at: int, entries: frozenset[Words]) -> int:
    for size in range(min(6, len(items) - at), 0, -1):
        if tuple(items[at : at + size]) in entries:
            return size
    return 0


def _without_ends(items: list[Item], table: Table) -> list[Item]:
    """Leave out what stands first or last and says nothing of the number."""
    while items and items[-1] in {",", ".", ";", ":"}:
        items = items[:-1]
    for phrase in table.idle:
        if tuple(items[-len(phrase) :]) == phrase:
            items = items[: -len(phrase)]
    return items


def _readings(items: list[Item], table: Table) -> Iterator[Reading | None]:
    if len(items) == 1 and isinstance(items[0], Number):
        yield _alone(items[0])
    for reading, phrase in _candidates(items, table):
        values = matches(phrase, items, table)
        if values is not None:
            yield _of(reading, values)
        elif reading == "~N" and _starts_with(items, phrase):
            yield from _ranges(items[len(phrase) - 1 :], table)
    lead = _words_at(items, 0, table.lead)
    if lead and len(items) > lead:
        is_one = tuple(items[:lead]) in table.one  # "a second" is no rank
        is_named = tuple(items[:lead]) in table.articles and _is_bare(items[lead:])
        for found in _readings(items[lead:], table) if not is_named else ():
            if not (is_one and found and found.kind == "rank"):
                yield found


def _candidates(items: list[Item], table: Table) -> Iterable[tuple[str, Words]]:
    """Return the phrases with which some items can begin."""
    if not items:
        return table.readings
    first = items[0]
    if isinstance(first, Number):
        return table.after_number
    return table.by_first.get(first, table.after_word)


def _is_bare(items: list[Item]) -> bool:
    """Whether a phrase is a number of nothing."""
    return (
        len(items) == 1
        and isinstance(items[0], Number)
        and items[0].kind == "number"
        and not _named(items[0])
    )


def _starts_with(items: list[Item], phrase: Words) -> bool:
    """Whether the words of a phrase before its number stand first."""
    *words, last = phrase
    return last == "N" and items[: len(words)] == words


def _ranges(items: list[Item], table: Table) -> Iterator[Reading | None]:
    """Read a range, which "about" leaves as it is."""
    for reading, phrase in table.of_readings("A..B", "A|B"):
        values = matches(phrase, items, table)
        if values is not None:
            yield _of(reading, values)


def _alone(number: Number) -> Reading | None:
    if number.kind == "plural":
        return Reading(Estimate(low=number.value))
    return None if number.kind == "ordinal" else _of("N", {"N": number})


def matches(phrase: Words, items: Sequence[Item], table: Table) -> Mapping[str, Number] | None:
    """Return the numbers at the slots of a phrase; None if it is not all of the items."""
    if len(phrase) > len(items):
        return None
    values: dict[str, Number] = {}
    at = 0
    for word in phrase:
        item = items[at] if at < len(items) else None
        if word == "nouns":
            size = _nouns(items, at, table)
            if not size:
                return None
            at += size
            continue
        if word in {"N", "A", "B", "O"}:
            wanted = {"ordinal"} if word == "O" else {"number", "share"}
            if not isinstance(item, Number) or item.kind not in wanted:
                return None
            values[word] = item
        elif word == "S":
            if not isinstance(item, str) or (item,) not in table.superlatives:
                return None
        elif item != word and not _is_number(item, word, table):
            return None
        at += 1
    if "O" in phrase or "S" in phrase:
        size = _nouns(items, at, table)
        words = [(word,) for word in items[at : at + size]]
        if "S" not in phrase and any(w in table.names or w in table.measures for w in words):
            return None
        at += size
    return values if at == len(items) else None


def _is_number(item: Item | None, word: str, table: Table) -> bool:
    """Whether a number is the one that a word of a phrase says."""
    value = table.numbers.get((word,))
    return value is not None and item == Number(value=value, coefficient=value)


def _nouns(items: Sequence[Item], at: int, table: Table) -> int:
    start = at
    while size := _words_at(items, at, table.followers):
        at += size
    return at - start


def _shares(items: list[Item], table: Table) -> list[Item]:
    """Put one share for "one in six"."""
    numbers = [item for item in items if isinstance(item, Number)]
    if len(numbers) < 2 and all(number.kind != "ordinal" for number in numbers):  # noqa: PLR2004 - A and B
        return items
    phrases = table.of_readings("A/B", "A of B", "1/O")
    at = 0
    while at < len(items):
        for reading, phrase in phrases:
            part = items[at : at + len(phrase)]
            values = matches(phrase, part, table)
            share = _share(reading, values) if values else None
            if share is not None:
                end = at + len(phrase)
                while reading == "1/O" and (size := _words_at(items, end, table.counted)):
                    end += size
                items = [*items[:at], share, *items[end:]]
                break
        at += 1
    return items


def _share(reading: str, values: Mapping[str, Number]) -> Number | None:
    if reading == "1/O":
        whole = values["O"].value
        return Number(value=_PERCENT / whole, kind="share") if whole > 1 else None
    part, whole_number = values["A"], values["B"]
    certain = (
        part.kind == whole_number.kind == "number"
        and not whole_number.year
        and not (part.units - {"noun"} or whole_number.units - {"noun"})
        and not (part.units and whole_number.units)  # three attacks in ten districts
        and not (part.money or whole_number.money or part.guarded or whole_number.guarded)
        and 0 < part.value < whole_number.value
        and part.value == int(part.value)
        and whole_number.value == int(whole_number.value)
    )
    if whole_number.value >= _SHARED_SCALE and part.value > 1:
        certain = False  # a rate, or a share of so many
    if reading == "A of B":
        certain = certain and whole_number.value in _SMALL_WHOLES and part.value > 1
    if not certain:
        return None
    return Number(value=_PERCENT * part.value / whole_number.value, kind="share")


_FORM = re.compile(
    r"(?P<before>>|<|~|\.\.|x%?|-)?(?P<value>[NAO]|\d+(?:\.\d+)?)(?P<after>\.\.B?|\|B|\+-B)?"
)


def _of(form: str, values: Mapping[str, Number]) -> Reading | None:
    """Return the reading that a table's form gives to the numbers of a phrase."""
    match = _FORM.fullmatch(form)
    if match is None:
        return None
    before, after = match["before"] or "", match["after"] or ""
    if after == "+-B":
        return _around(values["A"], values["B"])
    if "B" in after:
        return _range(values["A"], values["B"], is_either=after == "|B")
    number = values.get(match["value"]) or Number(value=float(match["value"]))
    value = tidy(number.value)
    kind: Kind = "share" if number.kind == "share" else "amount"
    if match["value"] in {"O", "1"}:
        kind = "rank"
    if before == "x":
        plain = kind == "amount" and not number.units and not number.money and value > 0
        return Reading(_exactly(value), "factor") if plain else None
    if before == "x%":
        return Reading(_exactly(value / _PERCENT), "factor") if kind == "share" else None
    if before == "-":
        return Reading(_exactly(-value), kind) if value > 0 else None
    if before == "~":
        return Reading(Estimate(best=value), kind)
    if before in {">", "<"}:
        if before == ">":
            return Reading(Estimate(low=value, low_open=True), kind)
        return Reading(Estimate(high=value, high_open=True), kind)
    if before == "..":
        return Reading(Estimate(high=value), kind)
    return Reading(Estimate(low=value) if after else _exactly(value), kind)


def _exactly(value: float) -> Estimate:
    value = tidy(value)
    return Estimate(low=value, best=value, high=value)


def _range(low: Number, high: Number, *, is_either: bool) -> Reading | None:
    """Return the range from one number to another; a scale or a unit may belong to both."""
    first = first_bound(low, high)
    if first is None or not first < high.value or (low.year and high.year and not _named(high)):
        return None
    share = "share" in {low.kind, high.kind}
    if share and any(n.kind != "share" and "percent" not in n.units for n in (low, high)):
        return None
    if ("percent" in low.units) > ("percent" in high.units) and high.kind != "share":
        return None
    if is_either and (high.value > 2 * first or first <= 0):
        return None
    estimate = Estimate(low=tidy(first), high=tidy(high.value))
    return Reading(estimate, "share" if share else "amount")


def _around(middle: Number, way: Number) -> Reading | None:
    """Return a number with as much on either side: 300 ± 20."""
    is_plain = middle.kind == way.kind == "number" and middle.scale == way.scale == 1
    if not is_plain or ("percent" in way.units) != ("percent" in middle.units) or way.value <= 0:
        return None
    low, high = middle.value - way.value, middle.value + way.value
    return Reading(Estimate(low=tidy(low), best=tidy(middle.value), high=tidy(high)))


def _named(number: Number) -> bool:
    return number.money or bool(number.units)


def first_bound(low: Number, high: Number) -> float | None:
    """Return the first bound, by the scale of the second where that belongs to both.

    None where it may belong to both: 20-30,000 has thousands behind both of its numbers, or not.
    """
    if high.grouped and 0 < abs(low.value) < _SHARED_SCALE:
        return None
    if low.scale > 1 or high.scale <= 1 or low.kind == "share":
        if low.coefficient is None or low.scale > 1 or low.value >= _SHARED_SCALE:
            return low.value
        return low.value if high.coefficient is not None else None
    if low.coefficient is None:
        return low.value if low.ends_in_scale and low.value >= _SHARED_SCALE else None
    shared = low.coefficient * high.scale
    if shared < high.value:
        return tidy(shared) if high.coefficient is not None else None
    if high.scale < _SHARED_SCALE or low.value >= _SHARED_SCALE:
        return low.value
    return None
