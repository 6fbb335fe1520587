"""Tables: how one language writes quantities, as data; one file a language in ``languages/``.

A table gives number words, scales, marks, and the phrases of each reading. In a phrase, N, A and B
stand for a number, O for an ordinal, S for a superlative, and ``nouns`` for what is counted. The
readings are written as a list of phrases has them: ``N..`` at least, ``>N`` more than, ``..N`` at
most, ``<N`` fewer than, ``~N`` about, ``A..B`` from A to B, ``A+-B`` as much on either side of A,
``xN`` a factor.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from afpak_claims.files.quantity_phrases.tokens import DASH, normal, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LANGUAGES", "Phrases", "Table", "Values", "table_of", "table_with", "words_of"]

_FOLDER = files("afpak_claims.files.quantity_phrases").joinpath("languages")
LANGUAGES = tuple(
    sorted(file.name.removesuffix(".yaml") for file in _FOLDER.iterdir() if file.is_file())
)
"""The languages that have a table."""
_SLOTS = frozenset({"N", "A", "B", "O", "S"})

_LONGEST = 6
"""Words in the longest entry that is looked for."""

Words = tuple[str, ...]


class _LookedFor:
    """What says quickly that no phrase of a collection stands at a place."""

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The first words of the phrases."""
        return frozenset([words[0] for words in cast("Iterable[Words]", self) if words])

    @cached_property
    def longest(self) -> int:
        """The number of words of the longest phrase, of which six are looked for at most."""
        return min(max(map(len, cast("Iterable[Words]", self)), default=0), _LONGEST)


class Phrases(_LookedFor, frozenset[Words]):
    """Phrases of a table."""


class Values(_LookedFor, dict[Words, float]):
    """Phrases of a table, each with its number."""


_NONE = Phrases()


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """How one language writes quantities; each phrase is a tuple of normal words."""

    language: str = "und"
    decimal: str | None = None
    """The mark before decimals; None where usage differs and only certain numbers are read."""
    slash_is_decimal: bool = False
    """Whether a slash may stand before decimals, so that 1/5 is no certain share."""
    numbers: Values = field(default_factory=Values)
    """Number words below 1,000."""
    scales: Values = field(default_factory=Values)
    """What multiplies the number before it."""
    bare: Phrases = _NONE
    """The scales that need no number before them."""
    compound: str | None = None
    """The word inside of numbers that are written as one word, where a language does that."""
    suffixes: dict[str, float] = field(default_factory=dict)
    """Letters behind digits that scale them."""
    money_suffixes: dict[str, float] = field(default_factory=dict)
    """Letters that do so only where money or something counted is named: m is also the metre."""
    plurals: Values = field(default_factory=Values)
    """Plurals without a number, which say twice their value at least."""
    one: Phrases = _NONE
    """Articles that say one before a scale or a fraction."""
    articles: Phrases = _NONE
    """Those of them before which a bare number is a name: a 747."""
    joins: Phrases = _NONE
    """The word between the parts of a number."""
    of: Phrases = _NONE
    """Between a share, a plural or a scale, and what it is of."""
    point: Phrases = _NONE
    half_more: Phrases = _NONE
    shifts: Values = field(default_factory=Values)
    """Words before a number that add to it: a quarter less than two."""
    minus: Phrases = _NONE
    abbreviations: frozenset[str] = frozenset()
    """Words that a point may follow."""
    lead: Phrases = _NONE
    """What may stand first and says nothing of the number."""
    idle: Phrases = _NONE
    """What may stand last and says nothing of the number."""
    ordinals: Values = field(default_factory=Values)
    ordinal_suffixes: frozenset[str] = frozenset()
    superlatives: Phrases = _NONE
    fractions: Values = field(default_factory=Values)
    """The number of parts that a word for one part divides by."""
    bare_fractions: Phrases = _NONE
    shares_before_nouns: bool = False
    """Whether a share may stand right before what it is of."""
    ordinal_stems: tuple[str, ...] = ()
    """Ordinals that are written as one word with the superlative behind them."""
    fold: tuple[str, ...] = ()
    """Endings of a number word that make a factor."""
    percent: Phrases = _NONE
    per: Phrases = _NONE
    interval: Phrases = _NONE
    """Names of an interval of confidence."""
    nouns: Phrases = _NONE
    """What quantities are of: words that change nothing of a number before them."""
    measures: Phrases = _NONE
    """Those of the nouns that money, mass, length, area or temperature is measured in."""
    times: Phrases = _NONE
    """Nouns of time, in which no share is told."""
    names: Phrases = _NONE
    """Nouns with which an ordinal is a name and no rank: the Second World War."""
    repeats: Phrases = _NONE
    """What follows an ordinal or a vague number: the third time, several times."""
    months: Values = field(default_factory=Values)
    """The names of the months, for the days in a text."""
    readings: tuple[tuple[str, Words], ...] = ()
    """Each phrase with its reading."""

    @cached_property
    def starts(self) -> frozenset[str]:
        """The words with which a number can start."""
        entries = (
            *(self.numbers, self.scales, self.plurals, self.ordinals, self.fractions),
            *(self.one, self.minus, self.shifts),
        )
        return frozenset(words[0] for part in entries for words in part if words)

    @cached_property
    def counted(self) -> Phrases:
        """The nouns that a share may be of: none that something is measured in."""
        return Phrases(self.nouns - self.measures)

    @cached_property
    def followers(self) -> Phrases:
        """What may follow a rank or a number and says nothing of it."""
        return Phrases(self.nouns | self.times | self.repeats)

    @cached_property
    def measured(self) -> Phrases:
        """The nouns in which something is measured, time with them."""
        return Phrases(self.measures | self.times)

    @cached_property
    def days(self) -> Values:
        """The words for the number of a day, as it is counted or in order."""
        return Values(self.numbers | self.ordinals)

    @cached_property
    def between_days(self) -> frozenset[str]:
        """What joins two days of one month: the word for "and", and what joins two bounds."""
        words = {DASH, "-", *(word for entry in self.joins for word in entry)}
        for _, phrase in self.of_readings("A..B", "A|B"):
            if "A" in phrase and "B" in phrase:
                words |= {*phrase[phrase.index("A") + 1 : phrase.index("B")]}
        return frozenset(words)

    def of_readings(self, *readings: str) -> tuple[tuple[str, Words], ...]:
        """Return the phrases of some readings."""
        if readings not in self._of_readings:
            found = tuple(entry for entry in self.readings if entry[0] in readings)
            self._of_readings[readings] = found
        return self._of_readings[readings]

    @cached_property
    def _of_readings(self) -> dict[tuple[str, ...], tuple[tuple[str, Words], ...]]:
        return {}

    @cached_property
    def after_number(self) -> tuple[tuple[str, Words], ...]:
        """The phrases with which what begins with a number may begin."""
        return tuple(
            (reading, words)
            for reading, words in self.readings
            if words and (words[0] in _SLOTS - {"S"} or words[:1] in self.numbers)
        )

    @cached_property
    def after_word(self) -> tuple[tuple[str, Words], ...]:
        """Those with which what begins with any word may begin."""
        return tuple(entry for entry in self.readings if _is_open(*entry))

    @cached_property
    def by_first(self) -> dict[str, tuple[tuple[str, Words], ...]]:
        """Those with which what begins with some word may begin, for each first word of one."""
        firsts = {words[0] for _, words in self.readings if words}
        return {
            first: tuple(
                (reading, words)
                for reading, words in self.readings
                if words[:1] == (first,) or _is_open(reading, words)
            )
            for first in firsts
        }

    @cached_property
    def beyond_digits(self) -> frozenset[str]:
        """The words without which the numbers of a text are those of its digits.

        What stands for one, for "of" or for "and" makes no number without one of them. A phrase
        stands in no text without its longest word, which stands in the fewest texts.
        """
        entries = (
            *(self.numbers, self.scales, self.plurals, self.fractions),
            *(self.minus, self.point, self.half_more, self.shifts),
        )
        of_phrases = {max(words, key=len) for part in entries for words in part if words}
        return frozenset(of_phrases | {*self.suffixes, *self.money_suffixes})


def _is_open(reading: str, words: Words) -> bool:
    """Whether a phrase begins with what any word may stand for, or is "about" without a word."""
    return words[:1] in {("nouns",), ("S",)} or (reading == "~N" and len(words) == 1)


def table_of(language: str) -> Table:
    """Return the table of a language; an empty one, which reads plain digits, where there is none.

    >>> table_of("de-AT").decimal
    ','
    """
    return _table(language.partition("-")[0].lower())


@lru_cache(maxsize=64)
def table_with(language: str, nouns: frozenset[Words]) -> Table:
    """Return the table of a language, with more nouns."""
    table = table_of(language)
    return replace(table, nouns=Phrases(table.nouns | nouns)) if nouns else table


@lru_cache(maxsize=64)
def _table(language: str) -> Table:
    if language not in LANGUAGES:
        return Table(language=language)
    from afpak_claims.files import strict_yaml  # who opens a release needs no YAML

    name = f"{language}.yaml"
    return _read(strict_yaml.read(_FOLDER.joinpath(name).read_bytes(), name))


def words_of(phrase: str) -> Words:
    """Return the words of a phrase in normal form, and its slots as they are.

    >>> words_of("More than N")
    ('more', 'than', 'N')
    """
    if phrase not in _SLOTS and phrase.isascii() and phrase.isalpha():
        return (phrase.lower(),)
    found: list[str] = []
    for part in phrase.split():
        if part in _SLOTS or part in {DASH, "."}:
            found.append(part)
        elif part.endswith("'"):
            found.append(normal(part))
        else:
            found += [token.text for token in tokens_of(normal(part), ".") if token.text != "."]
    return tuple(found)


def _read(values: dict[str, Any]) -> Table:
    counting = {words_of(text): float(n) for n, text in enumerate(values.get("counting", ()))}
    ordinals = {words_of(text): float(n) for n, text in enumerate(values.get("ordinals", ()), 1)}
    measures = _listed(values, "measures")
    kinds: dict[str, Any] = {
        name: _by_words(values.get(name, {}))
        for name in ("scales", "plurals", "fractions", "shifts", "months")
    }
    sets: dict[str, Any] = {
        name: Phrases(map(words_of, values.get(name, ())))
        for name in [
            "bare",
            "of",
            "one",
            "point",
            "half_more",
            "minus",
            "lead",
            "idle",
            "superlatives",
            "bare_fractions",
            "percent",
            "per",
            "interval",
            "times",
            "articles",
            "names",
            "repeats",
        ]
    }
    letters: dict[str, Any] = {
        name: {text: float(n) for n, texts in values.get(name, {}).items() for text in texts}
        for name in ("suffixes", "money_suffixes")
    }
    return Table(
        language=values["language"],
        decimal=values["decimal"],
        slash_is_decimal=values.get("slash_is_decimal", False),
        numbers=Values(counting | _by_words(values.get("numbers", {}))),
        ordinals=Values(ordinals | _by_words(values.get("other_ordinals", {}))),
        ordinal_suffixes=frozenset(values.get("ordinal_suffixes", ())),
        abbreviations=frozenset(values.get("abbreviations", ())),
        compound=values.get("compound"),
        shares_before_nouns=values.get("shares_before_nouns", False),
        ordinal_stems=tuple(values.get("ordinal_stems", ())),
        fold=tuple(values.get("fold", ())),
        nouns=Phrases(_listed(values, "nouns") | measures),
        measures=measures,
        joins=Phrases(map(words_of, values.get("and", ()))),
        readings=tuple(
            (reading, words_of(phrase))
            for reading, phrases in values["readings"].items()
            for phrase in phrases
        ),
        **kinds,
        **sets,
        **letters,
    )


def _listed(values: dict[str, Any], name: str) -> Phrases:
    """Return the phrases of a long list, which is one text with commas: it is read faster."""
    return Phrases(words for text in values.get(name, "").split(", ") if (words := words_of(text)))


def _by_words(values: dict[str, list[str]]) -> Values:
    return Values({words_of(text): float(n) for n, texts in values.items() for text in texts})
