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
from typing import Any

from afpak_claims.files.quantity_phrases.tokens import DASH, normal, tokens_of

__all__ = ["LANGUAGES", "Table", "table_of", "table_with", "words_of"]

_FOLDER = files("afpak_claims.files.quantity_phrases").joinpath("languages")
LANGUAGES = tuple(
    sorted(file.name.removesuffix(".yaml") for file in _FOLDER.iterdir() if file.is_file())
)
"""The languages that have a table."""
_SLOTS = frozenset({"N", "A", "B", "O", "S"})

Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """How one language writes quantities; each phrase is a tuple of normal words."""

    language: str = "und"
    decimal: str | None = None
    """The mark before decimals; None where usage differs and only certain numbers are read."""
    slash_is_decimal: bool = False
    """Whether a slash may stand before decimals, so that 1/5 is no certain share."""
    numbers: dict[Words, float] = field(default_factory=dict)
    """Number words below 1,000."""
    scales: dict[Words, float] = field(default_factory=dict)
    """What multiplies the number before it."""
    bare: frozenset[Words] = frozenset()
    """The scales that need no number before them."""
    compound: str | None = None
    """The word inside of numbers that are written as one word, where a language does that."""
    suffixes: dict[str, float] = field(default_factory=dict)
    """Letters behind digits that scale them."""
    money_suffixes: dict[str, float] = field(default_factory=dict)
    """Letters that do so only where money or something counted is named: m is also the metre."""
    plurals: dict[Words, float] = field(default_factory=dict)
    """Plurals without a number, which say twice their value at least."""
    one: frozenset[Words] = frozenset()
    """Articles that say one before a scale or a fraction."""
    articles: frozenset[Words] = frozenset()
    """Those of them before which a bare number is a name: a 747."""
    joins: frozenset[Words] = frozenset()
    """The word between the parts of a number."""
    of: frozenset[Words] = frozenset()
    """Between a share, a plural or a scale, and what it is of."""
    point: frozenset[Words] = frozenset()
    half_more: frozenset[Words] = frozenset()
    shifts: dict[Words, float] = field(default_factory=dict)
    """Words before a number that add to it: a quarter less than two."""
    minus: frozenset[Words] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    """Words that a point may follow."""
    lead: frozenset[Words] = frozenset()
    """What may stand first and says nothing of the number."""
    idle: frozenset[Words] = frozenset()
    """What may stand last and says nothing of the number."""
    ordinals: dict[Words, float] = field(default_factory=dict)
    ordinal_suffixes: frozenset[str] = frozenset()
    superlatives: frozenset[Words] = frozenset()
    fractions: dict[Words, float] = field(default_factory=dict)
    """The number of parts that a word for one part divides by."""
    bare_fractions: frozenset[Words] = frozenset()
    shares_before_nouns: bool = False
    """Whether a share may stand right before what it is of."""
    ordinal_stems: tuple[str, ...] = ()
    """Ordinals that are written as one word with the superlative behind them."""
    fold: tuple[str, ...] = ()
    """Endings of a number word that make a factor."""
    percent: frozenset[Words] = frozenset()
    per: frozenset[Words] = frozenset()
    interval: frozenset[Words] = frozenset()
    """Names of an interval of confidence."""
    nouns: frozenset[Words] = frozenset()
    """What quantities are of: words that change nothing of a number before them."""
    measures: frozenset[Words] = frozenset()
    """Those of the nouns that money, mass, length, area or temperature is measured in."""
    times: frozenset[Words] = frozenset()
    """Nouns of time, in which no share is told."""
    names: frozenset[Words] = frozenset()
    """Nouns with which an ordinal is a name and no rank: the Second World War."""
    repeats: frozenset[Words] = frozenset()
    """What follows an ordinal or a vague number: the third time, several times."""
    months: dict[Words, float] = field(default_factory=dict)
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
    def counted(self) -> frozenset[Words]:
        """The nouns that a share may be of: none that something is measured in."""
        return self.nouns - self.measures

    @cached_property
    def followers(self) -> frozenset[Words]:
        """What may follow a rank or a number and says nothing of it."""
        return self.nouns | self.times | self.repeats

    @cached_property
    def beyond_digits(self) -> frozenset[str]:
        """The words without which the numbers of a text are those of its digits.

        What stands for one, for "of" or for "and" makes no number without one of them.
        """
        entries = (
            *(self.numbers, self.scales, self.plurals, self.fractions),
            *(self.minus, self.point, self.half_more, self.shifts),
        )
        of_phrases = {words[-1] for part in entries for words in part if words}
        return frozenset(of_phrases | {*self.suffixes, *self.money_suffixes})


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
    return replace(table, nouns=table.nouns | nouns) if nouns else table


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
    kinds: dict[str, Any] = {
        name: _by_words(values.get(name, {}))
        for name in ("scales", "plurals", "fractions", "shifts", "months")
    }
    sets: dict[str, Any] = {
        name: frozenset(map(words_of, values.get(name, ())))
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
        numbers=counting | _by_words(values.get("numbers", {})),
        ordinals=ordinals | _by_words(values.get("other_ordinals", {})),
        ordinal_suffixes=frozenset(values.get("ordinal_suffixes", ())),
        abbreviations=frozenset(values.get("abbreviations", ())),
        compound=values.get("compound"),
        shares_before_nouns=values.get("shares_before_nouns", False),
        ordinal_stems=tuple(values.get("ordinal_stems", ())),
        fold=tuple(values.get("fold", ())),
        nouns=_listed(values, "nouns") | _listed(values, "measures"),
        measures=_listed(values, "measures"),
        joins=frozenset(map(words_of, values.get("and", ()))),
        readings=tuple(
            (reading, words_of(phrase))
            for reading, phrases in values["readings"].items()
            for phrase in phrases
        ),
        **kinds,
        **sets,
        **letters,
    )


def _listed(values: dict[str, Any], name: str) -> frozenset[Words]:
    """Return the phrases of a long list, which is one text with commas: it is read faster."""
    return frozenset(map(words_of, values.get(name, "").split(", "))) - {()}


def _by_words(values: dict[str, list[str]]) -> dict[Words, float]:
    return {words_of(text): float(n) for n, texts in values.items() for text in texts}
