"""Quick exits: what is left unread gives what reading all of it gives."""

from __future__ import annotations

import functools
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import phrases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afpak_claims.files import folders
from afpak_claims.files.folders import DataFile, canonical_text, data_files, read_bytes, read_draft
from afpak_claims.files.quantity_phrases import days, numbers, readings
from afpak_claims.files.quantity_phrases.tables import LANGUAGES, Phrases, Values, table_of
from afpak_claims.files.quantity_phrases.tokens import normal
from afpak_claims.files.rules import template_text
from afpak_claims.printable import unprintable
from afpak_claims.records import scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Entry

HERE = Path(__file__).parent
GOOD = HERE.parent / "fixtures" / "good"
DATA = HERE.parents[1] / "data"
SHARED = HERE.parents[2] / "shared" / "phrases.tsv"
LISTS = (HERE / "phrases.tsv", HERE / "held_out_phrases.tsv", SHARED)
SIGNS = [
    "5",
    "1,200",
    "3.5",
    "2014",
    "1/3",
    "95%",
    ".5",
    "1e6",
    "-3",
    "-",
    "\u2013",
    "(",
    "$",
    "3.5.2014",
]


def _texts() -> Iterator[tuple[str, str]]:
    """Return texts of people, and words of the tables in any order, each with its language."""
    for file in filter(Path.is_file, LISTS):
        yield from ((text, language) for text, _, language in phrases.phrases(file))
    for folder in (GOOD, DATA):
        draft, _ = read_draft(folder)
        entries: list[Entry[Any]] = [*draft.claims, *draft.findings]
        for entry in entries:
            estimate = getattr(entry.record, "estimate", None)
            texts = (getattr(entry.record, "statement", None), entry.record.note)
            yield from ((text, "en") for text in (*texts, estimate and estimate.wording) if text)
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    for language in LANGUAGES:
        parts = [
            part for part in vars(table_of(language)).values() if isinstance(part, Phrases | Values)
        ]
        words = [" ".join(entry) for part in parts for entry in sorted(part)]
        words += [" ".join(phrase) for _, phrase in table_of(language).readings]
        for _ in range(150):
            chosen = [chance.choice([chance.choice(words), chance.choice(SIGNS)]) for _ in range(5)]
            yield " ".join(chosen).replace(" N", " 12").replace("A ", "3 "), language


@functools.cache
def texts() -> list[tuple[str, str]]:
    """Return the texts, made once and not before a test asks."""
    return [(text, language) for text, language in _texts() if language in LANGUAGES]


def test_where_digits_alone_are_read_the_pieces_say_the_same() -> None:
    """A text without a word or sign of a number has the numbers of its digits."""
    plain = [pair for pair in texts() if numbers._is_plain(pair[0], table_of(pair[1]))]  # noqa: SLF001

    assert len(plain) > len(texts()) / 20
    for text, language in plain:
        table = table_of(language)
        both = (
            numbers._of_digits(text, table.decimal),  # noqa: SLF001
            numbers._of_pieces(text, table, table.decimal),  # noqa: SLF001
        )
        of_digits, of_pieces = ([(n.end, n.value, n.is_spelled) for n in found] for found in both)
        assert of_digits == of_pieces, text  # where money is named before it, only starts differ


def test_a_text_without_part_of_a_date_has_no_day() -> None:
    """Where no name of a month and no two marked numbers stand, the full search finds no day."""
    for text, language in texts():
        table, known = table_of(language), normal(text)
        if not days._TWO_MARKED.search(known):  # noqa: SLF001
            assert [*days._in_digits(known)] == [], text  # noqa: SLF001
        if not numbers.may_have(known, table.months):
            tokens = numbers.pieces(known, table, table.decimal)
            assert [*days._beside_months(tokens, table)] == [], text  # noqa: SLF001


@pytest.mark.slow
def test_a_phrase_that_matches_is_among_those_that_are_tried() -> None:
    """No phrase of a table is left out that is all of some items, or "about" before a range."""
    for text, language in texts():
        table = table_of(language)
        items = readings.items_of(numbers.pieces(text, table, table.decimal), table)
        for at in range(len(items)):
            tried = {*readings._candidates(items[at:], table)}  # noqa: SLF001
            for entry in table.readings:
                is_about = entry[0] == "~N" and readings._starts_with(items[at:], entry[1])  # noqa: SLF001
                is_all = readings.matches(entry[1], items[at:], table) is not None
                assert entry in tried or not (is_all or is_about), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_that_stands_in_a_text_may_stand_in_it(language: str) -> None:
    """Wherever an entry of a table stands among the pieces, the text may have one."""
    table = table_of(language)
    parts = (table.months, table.interval, table.measured)
    for text in (text for text, other in texts() if other == language):
        tokens = numbers.pieces(text, table, table.decimal)
        for part in parts:
            stands = any(numbers.size_at(tokens, at, part) for at in range(len(tokens)))
            assert numbers.may_have(text, part) or not stands, text


FILES = [file for file in data_files(GOOD) if isinstance(file, DataFile)]
MARKS = [*" \n#:-'\"{}[],&*!|>%@`?~\t\r\x00\x1b\x85\u00a0\u2028\ufeff\ufffe", "null", "<<: x"]
MARKS += ["\n  - ", "\n---\n", "01", "1.0", "no", "\n\n", "  ", ": ", "''", "\n# a comment\n"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_that_is_read_quickly_is_one_that_the_strict_reader_takes(file: DataFile) -> None:
    """Whatever is changed in a file, the quick reader gives what the strict one gives, or nothing.

    Then the strict one judges.
    """
    raw = read_bytes(file, GOOD)
    assert folders._parse_canonical(file.name, raw) == folders._parse_strictly(file.name, raw)[0]  # noqa: SLF001
    chance, text, taken = random.Random(file.name), raw.decode(), 0  # noqa: S311 - the same changes each time
    for _ in range(40):
        at = chance.randrange(len(text))
        changed = text[:at] + chance.choice(MARKS) + text[at + chance.choice([0, 0, 1, 2, 9]) :]
        again = changed.encode()
        quickly = folders._parse_canonical(file.name, again)  # noqa: SLF001
        if quickly is not None:
            taken += 1
            assert folders._parse_strictly(file.name, again) == (quickly, []), changed  # noqa: SLF001
            assert canonical_text(file.name, again) == changed
    assert taken < 40, "no change was refused"


KINDS = [kind.__metadata__[0] for kind in vars(scalars).values() if hasattr(kind, "__metadata__")]
PATTERNS = [kind for kind in KINDS if isinstance(kind, scalars._Text)]  # noqa: SLF001


@pytest.mark.parametrize("kind", PATTERNS, ids=lambda kind: kind.meaning[:30])
@given(data=st.data())
def test_what_the_pattern_of_ascii_takes_is_printable_and_taken(
    kind: scalars._Text, data: st.DataObject
) -> None:
    """The faster pattern takes no text that the other refuses, nor one that is not printable."""
    import re

    text = data.draw(st.from_regex(kind.in_ascii, fullmatch=True))

    assert re.fullmatch(kind.pattern, text)
    assert unprintable(text) is None


@given(st.text())
def test_printable_ascii_is_told_without_the_pattern(text: str) -> None:
    """What is found to be printable at once has no character that is not."""
    from afpak_claims.printable import _unprintable

    assert (unprintable(text) is None) == (_unprintable().search(text) is None)


@given(
    st.lists(
        st.sampled_from(
            [*template_text._SIGNS, "TODO", "Fixme", "xxx:", "tbd.", "?", "<a b>", " ", "lorem\n"]  # noqa: SLF001
        )
        | st.text(max_size=3)
    ).map("".join)
)
def test_a_text_without_a_sign_is_finished(text: str) -> None:
    """Where none of the signs stands, no mark of unfinished work and no template is found."""
    if not template_text._may_have(["a text", text]):  # noqa: SLF001
        assert template_text._UNFINISHED.search(text) is None  # noqa: SLF001
        assert text not in template_text.TEMPLATES.values()
