"""Words of units: what a wording says its number is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.files.quantity_phrases.numbers import numbers_in, pieces, size_at
from afpak_claims.files.quantity_phrases.readings import level_in, read
from afpak_claims.files.quantity_phrases.tables import table_with, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afpak_claims.files.quantity_phrases.conventions import Writing
    from afpak_claims.files.quantity_phrases.numbers import Found
    from afpak_claims.files.quantity_phrases.tables import Table, Words
    from afpak_claims.files.quantity_phrases.tokens import Token
    from afpak_claims.records.vocabulary import Unit

__all__ = ["measured_otherwise", "other_unit"]

_TIME = "time"


def other_unit(
    wording: str, own: Unit | None, units: Iterable[Unit], writing: Writing
) -> Unit | None:
    """Return the unit that a wording names in place of the own one; None without a doubt left.

    It is named where its word is the first noun behind the number, it is of another dimension, and
    none of its words is one of the own unit. A share, a rank, a factor, a rate or a
    confidence interval names none.

    Args:
        wording: The phrase of quantity.
        own: The unit of the metric; None if it is not known.
        units: All units of the dataset.
        writing: How the dataset writes its quantities.

    Example:
        >>> from afpak_claims.records.vocabulary import Unit
        >>> words = {"label": "years", "singular": "year", "plural": "years"}
        >>> years = Unit(id="years", dimension="time", **words)
        >>> words = {"label": "people", "singular": "person", "plural": "people"}
        >>> people = Unit(id="people", dimension="count", **words)
        >>> from afpak_claims.files.quantity_phrases.conventions import Writing
        >>> other_unit("five years", people, [people, years], Writing()).id
        'years'
        >>> other_unit("five people", people, [people, years], Writing()) is None
        True
    """
    table = table_with(writing.language, writing.nouns)
    decimal = writing.decimal or table.decimal
    tokens = pieces(wording, table, decimal)
    numbers = numbers_in(wording, writing.language, decimal)
    at = _noun_at(tokens, numbers, table)
    is_interval = level_in(wording, writing.language, writing.decimal, writing.nouns) is not None
    if at is None or is_interval or _is_rate(tokens[at:], table):
        return None
    reading = read(wording, writing.language, writing.decimal, writing.nouns)
    if reading.kind != "amount" if reading else len(numbers) > 1:
        return None
    known = _entries(own, table) if own else frozenset()
    words = {word for entry in known for word in entry}
    alike = {e for u in units if own and u.dimension == own.dimension for e in _entries(u, table)}
    for unit in units:
        size = size_at(tokens, at, _entries(unit, table) - alike)
        if size and words.isdisjoint(token.text for token in tokens[at : at + size]):
            return unit
    return None


def measured_otherwise(
    wording: str, own: Unit | None, writing: Writing, *, is_convention: bool = False
) -> bool:
    """Say whether a wording measures in anything but the own unit, as 50 cents in dollars.

    It does where a noun of money, time, mass, length, area or temperature is no word of the unit.

    Args:
        wording: The phrase of quantity.
        own: The unit of the metric; None if it is not known.
        writing: How the dataset writes its quantities.
        is_convention: Whether a quantifier gives the bounds; the words of its phrases are its own.

    Example:
        >>> from afpak_claims.files.quantity_phrases.conventions import Writing
        >>> from afpak_claims.records.vocabulary import Unit
        >>> words = {"label": "dollars", "singular": "dollar", "plural": "dollars"}
        >>> dollars = Unit(id="usd", dimension="money", **words)
        >>> measured_otherwise("50 cents", dollars, Writing())
        True
        >>> measured_otherwise("50 dollars", dollars, Writing())
        False
    """
    table = table_with(writing.language, writing.nouns)
    tokens = pieces(wording, table, writing.decimal or table.decimal)
    entries = {words_of(own.singular), words_of(own.plural)} if own else set()
    if is_convention and (own is None or own.dimension == _TIME or not _is_time(tokens, table)):
        entries |= {words_of(phrase) for known in writing.quantifiers for phrase in known.phrases}
    if own and own.currency:
        entries |= {words_of(own.currency)}
    words = {word for entry in entries for word in entry}
    measures = table.measures | table.times
    return any(
        words.isdisjoint(token.text for token in tokens[at : at + size])
        for at in range(len(tokens))
        if (size := size_at(tokens, at, measures))
    )


def _is_time(tokens: Sequence[Token], table: Table) -> bool:
    """Whether a wording is a word of time and nothing else."""
    return _noun_at(tokens, (), table) is not None


def _noun_at(tokens: Sequence[Token], numbers: Sequence[Found], table: Table) -> int | None:
    """Return the place of the first word that stands behind a number and before no other.

    A word of time may stand alone: "decades" is some number of them.
    """
    if not numbers:
        lead = size_at(tokens, 0, table.lead)
        is_time = lead < len(tokens) and size_at(tokens, lead, table.times) == len(tokens) - lead
        return lead if is_time else None
    starts = {number.start for number in numbers}
    for number in numbers:
        at = next((n for n, token in enumerate(tokens) if token.start >= number.end), len(tokens))
        at += size_at(tokens, at, table.of)
        before_number = at + 1 < len(tokens) and tokens[at + 1].start in starts
        if at < len(tokens) and not before_number:
            return at
    return None


def _is_rate(tokens: Sequence[Token], table: Table) -> bool:
    """Whether what stands behind a number says per what it is; "per cent" does not."""
    return any(
        size_at(tokens, at, table.per) and not size_at(tokens, at, table.percent)
        for at in range(len(tokens))
    )


def _entries(unit: Unit, table: Table) -> frozenset[Words]:
    """Return the words of a unit, and those of percent or time of such a unit."""
    entries = frozenset({words_of(unit.singular), words_of(unit.plural)})
    if unit.dimension == _TIME:
        entries |= table.times
    return entries | table.percent if entries & table.percent else entries
