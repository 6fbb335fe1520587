"""Conventions: the bounds that a dataset's own quantifiers give to a phrase."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from afpak_claims.files.quantity_phrases.numbers import number_at, pieces, size_at
from afpak_claims.files.quantity_phrases.readings import first_bound, read
from afpak_claims.files.quantity_phrases.tables import table_with, words_of
from afpak_claims.records.estimates import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afpak_claims.files.quantity_phrases.numbers import Number
    from afpak_claims.files.quantity_phrases.readings import Reading
    from afpak_claims.files.quantity_phrases.tables import Table, Words
    from afpak_claims.files.quantity_phrases.tokens import Token
    from afpak_claims.records.estimates import Bound
    from afpak_claims.records.header import Header
    from afpak_claims.records.vocabulary import Alternative, Quantifier, Unit

__all__ = ["ENGLISH", "Outcome", "Writing", "alternative_estimates", "outcome", "writing_of"]


class Writing(NamedTuple):
    """How a dataset writes its quantities."""

    language: str = "en"
    """The language of its wordings."""
    decimal: str | None = None
    """The mark before decimals, where it is not that of the language."""
    nouns: frozenset[Words] = frozenset()
    """The words of its units."""
    quantifiers: tuple[Quantifier, ...] = ()
    """Its own phrases of quantity."""

    def __hash__(self) -> int:
        """Return a hash that is cheap, since it is taken for each wording."""
        return hash((self.language, self.decimal, self.nouns, len(self.quantifiers)))


ENGLISH = Writing()


class Outcome(NamedTuple):
    """What is known of a phrase: the bounds that follow from it, or none."""

    kind: Literal["understood", "known quantifier", "not understood"]
    estimate: Estimate | None = None
    reading: Reading | None = None
    """What the words say by themselves; None for a convention."""


class _Match(NamedTuple):
    quantifier: Quantifier
    values: dict[str, float]
    scale: float


def writing_of(
    header: Header | None, units: Iterable[Unit], quantifiers: Iterable[Quantifier]
) -> Writing:
    """Return how a dataset writes its quantities: as its header says, else as English does."""
    nouns = {words_of(word) for unit in units for word in (unit.singular, unit.plural)}
    language, decimal = (header.language, header.decimal) if header else (None, None)
    return Writing(language or "en", decimal, frozenset(nouns - {()}), tuple(quantifiers))


@lru_cache(maxsize=4096)  # two rules and the headlines ask the same
def outcome(wording: str, writing: Writing = ENGLISH) -> Outcome:
    """Say what a phrase of quantity gives: bounds by its words, by a convention, or none.

    The quantifiers come first: what a dataset declares holds in it. The longest phrase that is the
    whole of the wording, but for nouns, decides.

    Raises:
        ValueError: A convention gives bounds that are no range.

    Example:
        >>> outcome("no more than 300").kind, outcome("umpteen").kind
        ('understood', 'not understood')
    """
    match = _match(wording, writing)
    if match is not None:
        quantifier = match.quantifier
        return Outcome("known quantifier", _estimate(quantifier, match, quantifier.interpreted))
    reading = read(wording, writing.language, writing.decimal, writing.nouns)
    if reading is None:
        return Outcome("not understood")
    return Outcome("understood", reading.estimate, reading)


def alternative_estimates(wording: str, writing: Writing) -> list[Estimate]:
    """Return the other bounds that the quantifier of a wording is given."""
    match = _match(wording, writing)
    return [_estimate(other, match) for other in match.quantifier.alternatives] if match else []


def _match(wording: str, writing: Writing) -> _Match | None:
    table = table_with(writing.language, writing.nouns)
    tokens = pieces(wording, table, writing.decimal or table.decimal)
    parts = [tokens[start:] for start in {0, size_at(tokens, 0, table.lead)}]
    found = [
        (len(phrase), _Match(quantifier, *values))
        for quantifier in writing.quantifiers
        for phrase in map(_phrase, quantifier.phrases)
        for part in parts
        if (values := _values(phrase, part, table)) is not None
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


@lru_cache(maxsize=4096)
def _phrase(phrase: str) -> Words:
    return words_of(phrase)


def _values(
    phrase: Words, tokens: Sequence[Token], table: Table
) -> tuple[dict[str, float], float] | None:
    """Return the numbers at the letters of a phrase and the scale behind it.

    None where other words than those and nouns are there.
    """
    numbers: dict[str, Number] = {}
    at = 0
    for word in phrase:
        if at >= len(tokens):
            return None
        if word in {"N", "A", "B"}:
            found = number_at(tokens, at, table)
            if found is None or found[0].kind not in {"number", "share"}:
                return None
            numbers[word], at = found
        elif tokens[at].text == word:
            at += 1
        else:
            return None
    if {"A", "B"} <= numbers.keys():
        low, high = numbers["A"], numbers["B"]
        if first_bound(low, high) != low.value:  # a scale may belong to both
            return None
    values = {word: number.value for word, number in numbers.items()}
    scale: float = 1
    size = 0 if values else size_at(tokens, at, table.scales)
    if size:  # several million
        scale = table.scales[tuple(token.text for token in tokens[at : at + size])]
        at += size
    while at < len(tokens):
        of = size_at(tokens, at, table.of)
        entries = (table.nouns, table.times, table.repeats, table.percent)
        size = max(size_at(tokens, at + of, words) for words in entries)
        if not size:
            return None
        at += of + size
    return values, scale


def _estimate(
    reading: Quantifier | Alternative, match: _Match, interpreted: tuple[Bound, ...] = ()
) -> Estimate:
    low, best, high = (
        _bound(text, match.values, match.scale)
        for text in (reading.low, reading.best, reading.high)
    )
    return Estimate(
        low=low,
        best=best,
        high=high,
        low_open=reading.low_open,
        high_open=reading.high_open,
        interpreted=interpreted,
    )


def _bound(expression: str | None, values: dict[str, float], scale: float) -> float | None:
    if expression is None:
        return None
    *factor, last = expression.split()
    value = values[last] if last in values else float(last)
    value = round((float(factor[0]) if factor else 1) * value * scale, 9)
    return int(value) if value == int(value) else value
