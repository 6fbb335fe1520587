"""Article text: sentences with their digests, compared with the outline of a dataset.

A paragraph is a line that is not blank; a first line that is a byline, "By" and a name, is none.
A sentence ends with ``.``, ``!``, ``?`` or ``…``, with closing quotes, brackets or a footnote mark
after it, where white space and a capital letter, a digit or an opening quote follow; with the end
marks of other scripts, such as the full stop of Urdu, Hindi or Chinese; and at the end of its
paragraph. The full stop of an abbreviation, of an initial or of a German ordinal ends none. A
sentence's digest is the first 16 hex digits of the SHA-256 of its text after Unicode NFC and after
folding every run of white space to one space.

The rule only proposes: an outline may cut a text elsewhere, and is compared by its own sentences.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from afpak_claims.records.header import OutlineSentence

__all__ = [
    "FULL_STOPS",
    "Sentence",
    "TextComparison",
    "compare_with_index",
    "digest",
    "split_sentences",
]

FULL_STOPS = (".", "\u06d4", "\u0964", "\u3002", "\uff0e", "\u1362", "\u0589")
"""The full stops of scripts: Latin, Arabic (Urdu), Devanagari, Chinese, Ethiopic, Armenian."""

_FOOTNOTE = r"(?:\[\d{1,3}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+)?"
_CLOSING = rf"(?:[\"'\u201c\u2018\u201d\u2019)\]]|[ \u00a0\u202f]?\u00bb)*{_FOOTNOTE}"
_OPENING = r"(?:[\"'\u201c\u2018\u201e(\[\u00bf\u00a1]|\u00ab[ \u00a0\u202f]?)*"
_END = re.compile(
    rf"(?P<latin>[.!?\u2026]{_CLOSING}|(?<=[^\W\d_]{{2}})\.\d{{1,3}})\s+(?={_OPENING}[^\W_a-zß-öø-ÿ])"
    rf"|(?P<other>[\u06d4\u061f\u0964\u1362\u0589]{_CLOSING})\s*(?=\S)"
    r"|(?P<wide>[\u3002\uff01\uff1f]+[\u201d\u2019\u300d\u300f\uff09]*)\s*(?=\S)"
)
_ABBREVIATIONS = frozenset(
    [
        *("mr", "mrs", "ms", "dr", "st", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "adm"),
        *("sen", "rep", "gov", "pres", "rev", "hon", "jr", "sr", "vs", "e.g", "i.e", "al"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        *("z.b", "d.h", "u.a", "bzw", "usw", "mio", "mrd", "hr", "frau", "dipl"),
        *("mme", "mlle", "mm", "m"),
    ]
)
"""Abbreviations of English, German and French after which a name or a number goes on."""
_BEFORE_NUMBERS = frozenset(
    ["no", "nos", "nr", "vol", "fig", "figs", "p", "pp", "bd", "art", "ca", "approx", "ed", "c"]
)
"""Abbreviations that go on only where a number follows."""
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.)+[^\W\d_a-z]")
"""Initials of a body or country before their last full stop, such as U.S or U.N."""
_BEGINNINGS = frozenset(
    [
        *("a", "an", "the", "this", "that", "these", "those", "he", "she", "it", "they", "we"),
        *("i", "you", "in", "on", "at", "by", "from", "for", "with", "after", "before", "since"),
        *("but", "and", "yet", "so", "however", "then", "there", "when", "while", "its", "their"),
    ]
)
"""Words that begin a sentence where they follow initials with a capital letter."""
_BYLINE = re.compile(
    r"By (?:(?:[^\W\d_a-z][\w'\u2019-]*\.?|and|de|van|von|al-\w+|bin|&)[ ,]*){1,8}"
)
_LONGEST_BYLINE = 80
_DIGITS = 16
"""Hex digits of a digest."""
_KINSHIP = 0.2
"""Below this share of equal sentences a text is called another text and not a changed one."""
_LONGEST_SPAN = 4_000
"""Characters of a sentence at most, where an outline is looked for by its own sentences."""
_LOOK_ON = 400
"""Characters behind a sentence of an outline in which a longer one that begins alike is found."""
_LONGEST_WORD = 40
"""Characters before and after a full stop that decide whether it ends a sentence."""
_MOST_TRIED = 400_000
"""Spans at most that are tried in vain as sentences of an outline; the rule cuts the rest."""


class Sentence(NamedTuple):
    """A sentence of a text, by its place and its digest."""

    paragraph: int
    sentence: int
    digest: str


class TextComparison(NamedTuple):
    """How a text compares with an outline."""

    summary: str
    differences: tuple[str, ...]
    """One line for each sentence that is changed, missing or new; empty where all match."""


def digest(sentence: str) -> str:
    """Return the digest of a sentence.

    >>> digest("A  sentence.") == digest("A sentence.")
    True
    """
    return hashlib.sha256(_folded(sentence).encode()).hexdigest()[:_DIGITS]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def split_sentences(text: str, wanted: Container[str] = frozenset()) -> list[Sentence]:
    r"""Cut a text into its numbered sentences; a byline whose digest is wanted is one of them.

    >>> [(s.paragraph, s.sentence) for s in split_sentences("By A\nOne. Two.\nThree.")]
    [(1, 1), (1, 2), (2, 1)]
    """
    return [
        Sentence(p, s, digest(sentence))
        for p, paragraph in enumerate(_paragraphs(text, wanted), start=1)
        for s, sentence in enumerate(_sentences(paragraph), start=1)
    ]


def _paragraphs(text: str, wanted: Container[str]) -> list[str]:
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    if paragraphs and _is_byline(paragraphs[0]):
        own = (paragraphs[0], *_sentences(paragraphs[0]))
        if not any(digest(sentence) in wanted for sentence in own):
            del paragraphs[0]
    return paragraphs


def _is_byline(line: str) -> bool:
    """Whether a line is "By" and a name, and no sentence that begins with By.

    >>> _is_byline("By A. Writer and Vera Ficta"), _is_byline("By the end of 2017, it fell.")
    (True, False)
    """
    return len(line) <= _LONGEST_BYLINE and bool(_BYLINE.fullmatch(line))


def _sentences(paragraph: str) -> list[str]:
    found, start = [], 0
    for match in _END.finditer(paragraph):
        if match["latin"] and _goes_on(paragraph, match.start()):
            continue
        found.append(paragraph[start : match.end()].strip())
        start = match.end()
    return [*found, paragraph[start:].strip()]


def _goes_on(paragraph: str, at: int) -> bool:
    """Whether the full stop at a place belongs to an abbreviation, an initial or an ordinal."""
    if paragraph[at] != "." or paragraph[at : at + 2] == "..":
        return False
    before = paragraph[max(0, at - _LONGEST_WORD) : at]
    word = re.split(r"[\s(\[\"'\u201c\u2018\u00ab\u201e]", before)[-1]
    follows = paragraph[at + 1 : at + _LONGEST_WORD].lstrip()
    if word.casefold() in _ABBREVIATIONS:
        return True
    if word.casefold() in _BEFORE_NUMBERS:
        return follows[:1].isdigit()
    # One capital letter is an initial, unless it is a word of its own (I).
    if re.fullmatch(r"[^\W\d_a-z]", word) and word != "I":
        return True
    if _INITIALS.fullmatch(word):
        return re.split(r"\W", follows, maxsplit=1)[0].casefold() not in _BEGINNINGS
    return bool(re.fullmatch(r"\d{1,2}", word) and _GERMAN_MONTH.match(follows))


_GERMAN_MONTH = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"Jahrhundert|Jahrestag)"
)


def compare_with_index(text: str, outline: Sequence[OutlineSentence]) -> TextComparison:
    """Compare a text with an outline, and name each sentence that differs.

    Where the rule cuts the text otherwise than the outline does, the outline's own sentences are
    looked for: a text that has them all, in their order and nothing between them, matches.
    """
    ours = [Sentence(line.paragraph, line.sentence, line.digest) for line in outline]
    theirs = split_sentences(text, {s.digest for s in ours})
    if [s.digest for s in ours] != [s.digest for s in theirs]:
        theirs = _cut_as(ours, text)
    matcher = SequenceMatcher(
        None, [s.digest for s in ours], [s.digest for s in theirs], autojunk=False
    )
    equal = sum(block.size for block in matcher.get_matching_blocks())
    if equal < _KINSHIP * len(ours):
        summary = f"{equal} of {len(ours)} sentences match: this is another text, not the article"
        return TextComparison(summary, (f"found {len(theirs)} sentences of another text",))
    differences = tuple(
        line
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
        for line in _differences(ours[a:b], theirs[c:d])
    )
    summary = f"{equal} of {len(ours)} sentences match"
    if not differences:
        summary += ": the text is the article that the claims were coded from"
    return TextComparison(summary, differences)


def _cut_as(outline: Sequence[Sentence], text: str) -> list[Sentence]:
    """Cut a text where the sentences of an outline end, and by the rule where none of them is."""
    wanted = {line.digest for line in outline}
    cut, left = [], _MOST_TRIED
    for p, paragraph in enumerate(_paragraphs(text, wanted), start=1):
        spans, left = _spans(_folded(paragraph), wanted, left)
        cut += [Sentence(p, s, digest(span)) for s, span in enumerate(spans, start=1)]
    return cut


def _spans(paragraph: str, wanted: set[str], left: int) -> tuple[list[str], int]:
    """Cut a folded paragraph into spans that are wanted; the rule cuts what lies between them.

    A span is looked for where the last one ended, and else where a mark stands before. Returned
    besides is how many more spans may be tried.
    """
    spans: list[str] = []
    start = loose = 0
    for match in _START.finditer(paragraph):
        at = match.start()
        before = paragraph[max(0, at - 2) : at].rstrip()[-1:]
        if at < start or (at > start and (before.isalnum() or left <= 0)):
            continue
        end, tried = _end_of(paragraph, at, wanted)
        if end is None:
            left -= tried
        else:
            spans += _sentences(paragraph[loose:at]) if paragraph[loose:at].strip() else []
            spans.append(paragraph[at:end])
            loose = end
            start = end + (paragraph[end : end + 1] == " ")
    rest = paragraph[loose:].strip()
    return spans + (_sentences(rest) if rest else []), left


def _end_of(paragraph: str, at: int, wanted: set[str]) -> tuple[int | None, int]:
    """Return where the span from a place ends that is wanted, and how many spans were tried.

    The longest is taken where several are wanted.
    """
    found, tried, done, running = None, 0, at, hashlib.sha256()
    for match in _BREAK.finditer(paragraph, at, min(at + _LONGEST_SPAN, len(paragraph))):
        if found is not None and match.end() > found + _LOOK_ON:
            break
        tried += 1
        running.update(paragraph[done : match.end()].encode())
        done = match.end()
        if running.hexdigest()[:_DIGITS] in wanted:
            found = done
    return found, tried


_START = re.compile(
    r"(?:^|(?<=\s)|(?<=[\u3002\uff01\uff1f\u06d4\u061f\u0964\u300d\u300f\u201d\uff0c]))\S"
)
"""Where a sentence may begin: after white space, or after a mark that needs none."""
_BREAK = re.compile(r"\S(?=\s|\Z)|[\u3002\uff01\uff1f\u06d4\u061f\u0964\u300d\u300f\u201d\uff0c]")
"""Where a sentence may end: before white space, or with a mark that needs none after it."""


def _differences(ours: list[Sentence], theirs: list[Sentence]) -> list[str]:
    changed = min(len(ours), len(theirs))
    return [
        *(f"paragraph {s.paragraph} sentence {s.sentence}: changed" for s in ours[:changed]),
        *(f"paragraph {s.paragraph} sentence {s.sentence}: missing" for s in ours[changed:]),
        *(
            f"paragraph {s.paragraph} sentence {s.sentence} of your text: not in the article"
            for s in theirs[changed:]
        ),
    ]
