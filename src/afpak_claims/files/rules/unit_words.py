"""Words of units: what a wording says its number is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.files.quantity_phrases.numbers import may_have, numbers_in, pieces, size_at
from afpak_claims.files.quantity_phrases.readings import level_in, read
from afpak_claims.files.quantity_phrases.tables import Phrases, table_with, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afpak_claims.files.quantity_phrases.conventions import Writing
    from afpak_claims.files.quantity_phrases.numbers import Found
    from afpak_claims.files.quantity_phrases.tables import Table, Words
    from afpak_claims.files.quantity_phrases.tokens import Token
    from afpak_claims.records.vocabulary import Unit

__all__ = ["Others", "measured_otherwise", "other_unit", "others_than"]

_TIME = "time"


class Others(NamedTuple):
    """What the words of the units of a dataset are beside those of one of them."""

    writing: Writing
    own: frozenset[str]
    """The words of the one unit."""
    entries: tuple[tuple[Unit, Phrases], ...]
    """The words of each unit that are of no unit of the dimension of the one."""
    all_entries: Phrases


def others_than(own: Unit | None, units: Iterable[Unit], writing: Writing) -> Others:
    """Return the words by which other units than one are known.

    Args:
        own: The unit of the metric; None if it is not known.
        units: All units of the dataset.
        writing: How the dataset writes its quantities.
    """
    table = table_with(writing.language, writing.nouns)
    units = list(units)
    known = _entries(own, table) if own else frozenset()
    alike = {e for u in units if own and u.dimension == own.dimension for e in _entries(u, table)}
    entries = tuple((unit, Phrases(_entries(unit, table) - alike)) for unit in units)
    return Others(
        writing,
        frozenset(word for entry in known for word in entry),
        entries,
        Phrases(entry for _, phrases in entries for entry in phrases),
    )


def other_unit(wording: str, others: Others) -> Unit | None:
    """Return the unit that a wording names in place of the own one; None without a doubt left.

    It is named where its word is the first noun behind the number, it is of another dimension, and
    none of its words is one of the own unit. A share, a rank, a factor, a rate or a
    confidence interval names none.

    Args:
        wording: The phrase of quantity.
        others: The words of the units, as `others_than` gives them for the own one.

    Example:
        >>> from afpak_claims.records.vocabulary import Unit
        >>> words = {"label": "years", "singular": "year", "plural": "years"}
        >>> years = Unit(id="years", dimension="time", **words)
        >>> words = {"label": "people", "singular": "person", "plural": "people"}
        >>> people = Unit(id="people", dimension="count", **words)
        >>> from afpak_claims.files.quantity_phrases.conventions import Writing
        >>> others = others_than(people, [people, years], Writing())
        >>> other_unit("five years", others).id
        'years'
        >>> other_unit("five people", others) is None
        True
    """
    if not may_have(wording, others.all_entries):
        return None
    writing = others.writing
    table = table_with(writing.language, writing.nouns)
    decimal = writing.decimal or table.decimal
    tokens = pieces(wording, table, decimal)
    numbers = numbers_in(wording, writing.language, decimal)
    at = _noun_at(tokens, numbers, table)
    named = None if at is None else _named(tokens, at, others)
    if at is None or named is None or _is_rate(tokens[at:], table):
        return None
    if level_in(wording, writing.language, writing.decimal, writing.nouns) is not None:
        return None
    reading = read(wording, writing.language, writing.decimal, writing.nouns)
    if reading.kind != "amount" if reading else len(numbers) > 1:
        return None
    return named


def _named(tokens: Sequence[Token], at: int, others: Others) -> Unit | None:
    """Return the first unit one of whose words stands at a place and is none of the own unit."""
    for unit, entries in others.entries:
        size = size_at(tokens, at, entries)
        if size and others.own.isdisjoint(token.text for token in tokens[at : at + size]):
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
    sizes = [(at, size_at(tokens, at, table.measured)) for at in range(len(tokens))]
    if not any(size for _, size in sizes):
        return False
    entries = {words_of(own.singular), words_of(own.plural)} if own else set()
    if is_convention and (own is None or own.dimension == _TIME or not _is_time(tokens, table)):
        entries |= {words_of(phrase) for known in writing.quantifiers for phrase in known.phrases}
    if own and own.currency:
        entries |= {words_of(own.currency)}
    words = {word for entry in entries for word in entry}
    return any(
        size and words.isdisjoint(token.text for token in tokens[at : at + size])
        for at, size in sizes
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
