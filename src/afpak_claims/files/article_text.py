"""Article text: sentences with their digests, compared with the outline of a dataset.

A paragraph is a line that is not blank; a first line that is a byline, "By" and a name, is none.
What may be a sentence is no byline: a name has no comma, no possessive and no word of time.
A sentence ends with ``.``, ``!``, ``?`` or ``…``, with closing quotes, brackets or a footnote mark
after it, where white space and a capital letter, a digit or an opening quote follow; with the end
marks of other scripts, such as the full stop of Urdu, Hindi or Chinese; and at the end of its
paragraph. The full stop of an abbreviation, of an initial, of a German ordinal or of the number of
an item ends none. A sentence's digest is the first 16 hex digits of the SHA-256 of its text after
Unicode NFC and after folding every run of white space to one space.

The rule only proposes: an outline may cut a text elsewhere, also over the ends of lines, and is
compared by its own sentences and by where its paragraphs begin.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from afpak_claims.records.header import OutlineSentence

__all__ = [
    "FULL_STOPS",
    "Sentence",
    "TextComparison",
    "byline_of",
    "compare_with_index",
    "digest",
    "split_sentences",
]

FULL_STOPS = (".", "\u06d4", "\u0964", "\u3002", "\uff0e", "\u1362", "\u0589")
"""The full stops of scripts: Latin, Arabic (Urdu), Devanagari, Chinese, Ethiopic, Armenian."""

_NUMBERS = r"\d{1,3}(?:[,\u2013-]\d{1,3})*"
"""Footnotes behind a sentence: 3, or 3,4, or 3-5."""
_DIGIT = r"[\u00b9\u00b2\u00b3\u2070-\u2079]"
_RAISED = rf"{_DIGIT}(?:[,\u02d2\u02be\u2013\u207b]?{_DIGIT})*"
_FOOTNOTE = rf"(?:(?:\[{_NUMBERS}\])+|{_RAISED})?"
_CLOSING = (
    r"(?:[\"'\u201c\u2018\u201d\u2019)\]]|[ \u00a0\u202f]?\u00bb(?!\w)|[\u00ab\u2039\u203a](?!\w))*"
    + _FOOTNOTE
)
_OPENING = (
    r"(?:[\"'\u201c\u2018\u201e\u201a(\[\u00bf\u00a1]|[\u00ab\u2039][ \u00a0\u202f]?"
    r"|[\u00bb\u203a](?=\w))*"
)
_END = re.compile(
    rf"(?P<latin>[.!?\u2026]{_CLOSING}|(?<=[^\W\d_]{{2}})\.{_NUMBERS})\s+(?={_OPENING}[^\W_a-zß-öø-ÿ])"
    rf"|(?P<other>[\u06d4\u061f\u0964\u1362\u0589]{_CLOSING})\s*(?=\S)"
    r"|(?P<wide>(?:[\u3002\uff01\uff1f]|\u2026{2})+[\u201d\u2019\u300d\u300f\uff09]*)\s*(?=\S)"
)
_ABBREVIATIONS = frozenset(
    [
        *(
            "mr",
            "mrs",
            "ms",
            "dr",
            "st",
            "mt",
            "prof",
            "gen",
            "lt",
            "col",
            "maj",
            "capt",
            "sgt",
            "adm",
        ),
        *("sen", "rep", "gov", "pres", "rev", "hon", "jr", "sr", "vs", "e.g", "i.e", "al"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        *(
            "ret",
            "messrs",
            "z.b",
            "d.h",
            "u.a",
            "bzw",
            "usw",
            "mio",
            "mrd",
            "hr",
            "frau",
            "dipl",
            "med",
        ),
        *("mme", "mlle", "mm", "m", "janv", "févr", "avr", "juil", "déc"),
    ]
)
"""Abbreviations of English, German and French after which a name or a number goes on."""
_MAY_END = frozenset(
    [
        *("st", "jr", "sr", "al", "mt", "usw", "mio", "mrd", "rep", "sen", "gov"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    ]
)
"""Those that a sentence may end with: it does where a word follows that begins sentences."""
_HOURS = frozenset(["a.m", "p.m"])
_BEHIND_HOUR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]{2,4}\b|(?:Eastern|Pacific|Local) "
)
_BEFORE_NUMBERS = frozenset(
    [
        *("no", "nos", "nr", "vol", "fig", "figs", "p", "pp", "bd", "art", "ca", "approx", "ed"),
        *("c", "geb", "gest", "n°", "str", "ft", "in", "lb", "oz", "para", "sec", "ch"),
    ]
)
"""Abbreviations that go on only where a number follows."""
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.-?)+[^\W\d_a-z]")
"""Initials of a body, country or person before their last full stop, such as U.S or J.-P."""
_SPACED = re.compile(r"(?:[^\W\d_]|Chr)\.")
"""How an abbreviation with a space in it goes on after its first letter, such as z. B."""
_BEGINNINGS = frozenset(
    [
        *("a", "an", "the", "this", "that", "these", "those", "he", "she", "it", "they", "we"),
        *("i", "you", "in", "on", "at", "by", "from", "for", "with", "after", "before", "since"),
        *("but", "and", "yet", "so", "however", "then", "there", "when", "while", "its", "their"),
        *("der", "die", "das", "er", "sie", "es", "ein", "eine", "und", "aber", "auch", "le", "la"),
        *("how", "what", "who", "why", "where", "which", "if", "all", "no", "not", "his", "her"),
    ]
)
"""Words that begin a sentence where they follow initials with a capital letter."""
_CLOSED = "\u201d\u2019\u300d\u300f\uff09"
_BYLINE = re.compile(
    r"By(?: (?:(?:(?:[^\W\d_a-zß-öø-ÿ]\.-?)+|(?:Dr|Mrs?|Ms|Prof|St)\.|[^\W\d_a-zß-öø-ÿ][^\W\d_]*"
    r"(?:['\u2019-][^\W\d_]+)*)|and|&|a[ls](?:-\w+)?|bin|ibn|d[aeiu]|del|della|den|der|dos|el|"
    r"l[ae]|te[rn]|v[ao]n|zu))+"
)
_MOST_NAMES = 5
"""Words with a capital letter in a byline at most."""
_NO_NAMES = frozenset(
    [
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "spring", "summer", "autumn", "winter"),
        *("christmas", "easter", "thanksgiving", "halloween", "ramadan", "eid", "nowruz", "diwali"),
        *("hanukkah", "passover", "ashura", "muharram", "lent", "pentecost", "eve", "holiday"),
        *("day", "night", "morning", "evening", "noon", "midnight", "dawn", "dusk", "today"),
        *("tonight", "tomorrow", "yesterday", "now", "week", "month", "year", "century"),
        *("had", "has", "have", "was", "were", "is", "are", "will", "would"),
        *(_BEGINNINGS - {"a"}),
    ]
)
"""Words of time and of clauses: with one of them a line that begins with By may be a sentence."""
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
_ITEM = re.compile(
    rf"(?:^|[.!?:;\u2026\u06d4\u061f\u061b]{_CLOSING}\s+)"
    r"[(\[]?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{2,4})\Z"
)
"""The number or letter of an item of a list, at its beginning or behind the item before it."""
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
        for p, line in enumerate(_lines(text, wanted), start=1)
        for s, sentence in enumerate(_sentences(line.text), start=1)
    ]


class _Line(NamedTuple):
    """A line of a text that is not blank, and how many blank parts stand before it."""

    text: str
    block: int


def _lines(text: str, wanted: Container[str]) -> list[_Line]:
    lines: list[_Line] = []
    block, is_blank = 0, False
    for whole in text.splitlines():
        if line := whole.strip():
            block += is_blank and bool(lines)
            lines.append(_Line(line, block))
        is_blank = not line
    if lines and _is_byline(lines[0].text):
        own = (lines[0].text, *_sentences(lines[0].text))
        if not any(digest(sentence) in wanted for sentence in own):
            del lines[0]
    return lines


def byline_of(text: str) -> str | None:
    r"""Return the first line of a text where `split_sentences` leaves it out as a byline.

    >>> byline_of("By A. Writer\nOne."), byline_of("By Monday\nOne.")
    ('By A. Writer', None)
    """
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if _is_byline(first) else None


def _is_byline(line: str) -> bool:
    """Whether a line is "By" and a name, and nothing that may be a sentence.

    >>> _is_byline("By A. Writer and Vera Ficta"), _is_byline("By Christmas, Everything Changed")
    (True, False)
    """
    if not _BYLINE.fullmatch(plain := _folded(line)):
        return False
    names = [word.casefold() for word in plain.split()[1:] if not word[0].islower() and word != "&"]
    possessive = any(name.endswith(("'s", "\u2019s")) for name in names)
    # The title of a person has a full stop too, and never at the end of a byline.
    return (
        0 < len(names) <= _MOST_NAMES
        and not possessive
        and not plain.endswith(".")
        and _NO_NAMES.isdisjoint(part for name in names for part in name.split("-"))
    )


def _sentences(paragraph: str) -> list[str]:
    found, start = [], 0
    for match in _END.finditer(paragraph):
        if match["latin"] and _goes_on(paragraph, match.start()):
            continue
        if match["other"] and _other_goes_on(paragraph, match.start()):
            continue
        if match["wide"] and match["wide"][-1] in _CLOSED and _SPEECH.match(paragraph, match.end()):
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
    if _is_item(paragraph, at):
        return True
    follows = paragraph[at + 1 : at + _LONGEST_WORD].lstrip()
    if word.casefold() in _ABBREVIATIONS:
        return word.casefold() not in _MAY_END or not _begins(follows)
    if word.casefold() in _HOURS:
        return bool(_BEHIND_HOUR.match(follows))
    if word.casefold() in _BEFORE_NUMBERS:
        return follows[:1].isdigit()
    # One capital letter is an initial, unless it is a word of its own (I).
    if re.fullmatch(r"[^\W\d_a-z]", word) and word != "I":
        return True
    if re.fullmatch(r"[a-z]", word) and _SPACED.match(follows):
        return True
    if _INITIALS.fullmatch(word):
        return not _begins(follows)
    is_number = bool(re.fullmatch(r"\d{1,2}", word))
    return is_number and bool(_GERMAN_MONTH.match(follows) or _GERMAN_ARTICLE.search(before))


def _is_item(paragraph: str, at: int) -> bool:
    """Whether a mark stands behind the number of an item of a list."""
    start = max(0, at - _LONGEST_WORD)
    found = _ITEM.search(paragraph, start, at)
    if found is None or (found.start() == start > 0):
        return False
    before = paragraph[start : found.start()].split()
    is_number_of = bool(before) and before[-1].casefold() in _BEFORE_NUMBERS  # See p. 12.
    return paragraph[found.start()] != "." or not is_number_of


def _begins(follows: str) -> bool:
    """Whether a text begins with a word that begins a sentence."""
    return re.split(r"\W", follows.lstrip(), maxsplit=1)[0].casefold() in _BEGINNINGS


def _other_goes_on(paragraph: str, at: int) -> bool:
    """Whether the full stop of Urdu at a place belongs to initials, an item or a day."""
    if paragraph[at] != "\u06d4":
        return False
    before = paragraph[max(0, at - _LONGEST_WORD) : at]
    follows = paragraph[at + 1 : at + _LONGEST_WORD].lstrip()
    word = re.split(r"[\s\u06d4(\u201d\"']", before)[-1]
    if _is_item(paragraph, at):
        return True
    if re.fullmatch(r"\d{1,2}", word):
        return follows.startswith(_URDU_MONTHS)
    if word in _URDU_INITIALS or re.fullmatch(r"[\u0621-\u06d3]", word):
        return True
    if word not in _URDU_LETTERS:
        return False
    # These are words too: one of them is an initial beside others or behind a title.
    behind = re.match(r"([\u0621-\u06d3]+)\u06d4", follows)
    rest = re.split(r"[\s\u06d4]+", before)
    return (behind is not None and behind[1] in _URDU_LETTERS) or (
        len(rest) > 1 and rest[-2] in (_URDU_LETTERS | _URDU_TITLES)
    )


_URDU_INITIALS = frozenset(
    [
        *("ایم", "ایس", "ایچ", "ایف", "ایل", "این", "آر", "زیڈ", "ایکس", "ڈی", "کیو", "جے"),
        *("ڈبلیو", "وائی"),
    ]
)
"""Names of Latin letters that are nothing else in Urdu."""
_URDU_LETTERS = _URDU_INITIALS | frozenset(
    ["اے", "بی", "سی", "ای", "جی", "آئی", "کے", "او", "پی", "ٹی", "یو", "وی"]
)
"""Names of Latin letters in Urdu."""
_URDU_TITLES = frozenset(
    ["ڈاکٹر", "پروفیسر", "جنرل", "مسٹر", "جناب", "مولانا", "کرنل", "میجر", "جسٹس", "سر"]
)
_URDU_MONTHS = (
    *("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر"),
    *("نومبر", "دسمبر"),
)
_SPEECH = re.compile("[他她我你您它]们?[^\u3002\uff01\uff1f\uff0c\uff1b]{0,3}[说問问道喊答叫]")
"""Who said it, behind a quote of Chinese."""
_GERMAN_ARTICLE = re.compile(r"\b(?:[Dd](?:er|ie|as|em|en)|[Ii]m|[Zz]u[mr]|[Vv]om|[Bb]eim) \d+\Z")
_GERMAN_MONTH = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"Jahrhundert|Jahrestag)"
)


def compare_with_index(text: str, outline: Sequence[OutlineSentence]) -> TextComparison:
    """Compare a text with an outline, and name each sentence that differs.

    Where the rule cuts the text otherwise than the outline does, the outline's own sentences are
    looked for, over the ends of lines too: a text that has them all, in their order, nothing
    between them and the same paragraphs, matches.
    """
    ours = [Sentence(line.paragraph, line.sentence, line.digest) for line in outline]
    lines = _lines(text, {s.digest for s in ours})
    found = _found(ours, [line.text for line in lines])
    theirs = _numbered(found)
    matcher = SequenceMatcher(
        None, [s.digest for s in ours], [s.digest for s in theirs], autojunk=False
    )
    blocks = matcher.get_matching_blocks()
    equal = sum(block.size for block in blocks)
    if equal < _KINSHIP * len(ours):
        summary = f"{equal} of {len(ours)} sentences match: this is another text, not the article"
        return TextComparison(summary, (f"found {len(theirs)} sentences of another text",))
    differences = [
        line
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
        for line in _differences(ours[a:b], theirs[c:d])
    ]
    pairs = [
        (ours[block.a + n - 1 : block.a + n + 1], found[block.b + n - 1 : block.b + n + 1])
        for block in blocks
        for n in range(1, block.size)
    ]
    differences += _other_paragraphs(pairs, [line.block for line in lines])
    summary = f"{equal} of {len(ours)} sentences match"
    if not differences:
        summary += ": the text is the article that the claims were coded from"
    return TextComparison(summary, tuple(differences))


class _Span(NamedTuple):
    """A part of a text: its digest, and the lines that it begins and ends in, from 0."""

    digest: str
    first: int
    last: int


def _found(outline: Sequence[Sentence], lines: Sequence[str]) -> list[_Span]:
    """Cut lines by the rule, else where the sentences of an outline end, which may run on."""
    wanted = {line.digest for line in outline}
    due = [line.digest for line in outline]
    best: list[_Span] = []
    breaks = [_BREAK]
    if any(_SPACELESS.search(line) for line in lines):
        breaks.append(_BREAK_ANYWHERE)
    # One line is cut the same way over lines as line by line.
    cuts = (_line_by_line, _over_lines)[: len(lines)]
    for cut, where in ((_by_rule, _BREAK), *((cut, where) for where in breaks for cut in cuts)):
        spans = cut(lines, wanted, where)
        if sum(s.digest in wanted for s in spans) > sum(s.digest in wanted for s in best):
            best = spans
        if [span.digest for span in spans] == due:
            return spans
    return best or _by_rule(lines, wanted, _BREAK)


def _by_rule(lines: Sequence[str], _: set[str], __: re.Pattern[str]) -> list[_Span]:
    return [
        _Span(digest(sentence), n, n)
        for n, line in enumerate(lines)
        for sentence in _sentences(line)
    ]


def _line_by_line(lines: Sequence[str], wanted: set[str], breaks: re.Pattern[str]) -> list[_Span]:
    found, left = [], _MOST_TRIED
    for n, line in enumerate(lines):
        spans, left = _spans([_folded(line)], n, wanted, breaks, left)
        found += spans
    return found


def _over_lines(lines: Sequence[str], wanted: set[str], breaks: re.Pattern[str]) -> list[_Span]:
    return _spans([_folded(line) for line in lines], 0, wanted, breaks, _MOST_TRIED)[0]


def _numbered(spans: Sequence[_Span]) -> list[Sentence]:
    """Number spans by the lines that they begin in."""
    numbered: list[Sentence] = []
    for paragraph, group in groupby(spans, key=lambda span: span.first + 1):
        numbered += [Sentence(paragraph, n, s.digest) for n, s in enumerate(group, start=1)]
    return numbered


def _other_paragraphs(
    pairs: Sequence[tuple[Sequence[Sentence], Sequence[_Span]]], blocks: Sequence[int]
) -> list[str]:
    """Name the sentences that begin a paragraph in a text and not in the outline, or the reverse.

    A paragraph is a line, or lines with a blank one before and after them: whichever fits better.
    In lines that sentences run over, and with no blank one, a line that ends is no paragraph's end.

    Args:
        pairs: Two sentences of the outline that follow each other, and where a text has them.
        blocks: The number of the block between blank lines that each line is in.
    """
    readings = [_moved(pairs, range(len(blocks)))]
    if blocks and blocks[-1] != blocks[0]:
        readings.append(_moved(pairs, blocks))
    elif any(span.first != span.last for _, spans in pairs for span in spans):
        readings.append([line for line in readings[0] if line.endswith(_JOINED)])
    return min(readings, key=len)


_JOINED = "begins no paragraph of your text"


def _moved(
    pairs: Sequence[tuple[Sequence[Sentence], Sequence[_Span]]], places: Sequence[int]
) -> list[str]:
    moved = []
    for (before, line), (ended, begun) in pairs:
        begins = places[begun.first] != places[ended.last]
        if begins != (line.paragraph != before.paragraph):
            told = "begins a paragraph of its own in your text" if begins else _JOINED
            moved.append(f"paragraph {line.paragraph} sentence {line.sentence}: {told}")
    return moved


def _spans(
    lines: Sequence[str], first: int, wanted: set[str], breaks: re.Pattern[str], left: int
) -> tuple[list[_Span], int]:
    """Cut folded lines into spans that are wanted; the rule cuts what lies between them.

    A span is looked for where the last one ended, and else where a line begins or a mark stands
    before. Returned besides is how many more spans may be tried.

    Args:
        lines: The lines, over which a span may run.
        first: The number of the first line.
        wanted: The digests of the spans.
        breaks: Where a span may end.
        left: How many spans may be tried.
    """
    text = " ".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    spans: list[_Span] = []
    at = loose = 0

    def line_at(offset: int) -> int:
        return bisect_right(starts, offset) - 1

    def cut_between(begin: int, end: int) -> None:
        while begin < end:
            n = line_at(begin)
            stop = min(end, starts[n] + len(lines[n]))
            if part := text[begin:stop].strip():
                spans.extend(_Span(digest(s), first + n, first + n) for s in _sentences(part))
            begin = stop + 1

    def next_start(after: int) -> int:
        n = bisect_right(starts, after)
        line = starts[n] if n < len(starts) else len(text)
        for match in _RESUME.finditer(text, after + 1, line):
            if not _is_mark(text[max(0, match.start() - 2) : match.start()].rstrip()[-1:]):
                return match.start()
        return line

    while at < len(text):
        end, tried = _end_of(text, at, wanted, breaks)
        if end is not None:
            cut_between(loose, at)
            span = _Span(digest(text[at:end]), first + line_at(at), first + line_at(end - 1))
            spans.append(span)
            loose = end
            at = end + (text[end : end + 1] == " ")
            continue
        left -= tried
        if left <= 0:
            break
        at = next_start(at)
    cut_between(loose, len(text))
    return spans, left


def _end_of(
    paragraph: str, at: int, wanted: set[str], breaks: re.Pattern[str]
) -> tuple[int | None, int]:
    """Return where the span from a place ends that is wanted, and how many spans were tried.

    The longest is taken where several are wanted.
    """
    found, tried, done, running = None, 0, at, hashlib.sha256()
    for match in breaks.finditer(paragraph, at, min(at + _LONGEST_SPAN, len(paragraph))):
        if found is not None and match.end() > found + _LOOK_ON:
            break
        tried += 1
        running.update(paragraph[done : match.end()].encode())
        done = match.end()
        if running.hexdigest()[:_DIGITS] in wanted:
            found = done
    return found, tried


def _is_mark(sign: str) -> bool:
    """Whether a sign is a vowel or an accent of a letter, which regular expressions take for none.

    >>> _is_mark("\u0e35"), _is_mark(";")
    (True, False)
    """
    return unicodedata.category(sign).startswith("M")


_RESUME = re.compile(r"(?:(?<=[^\w\s]\s)|(?<=[^\w\s.,'\u2019-]))\S")
"""Where a sentence may begin after a changed one: after punctuation, but not inside a word."""
_BREAK = re.compile(r"\S(?=\s|\Z)|[^\w\s]")
"""Where a sentence may end: before white space, or with any punctuation."""
_SPACELESS = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua980-\ua9df\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts without spaces: Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese."""
_BREAK_ANYWHERE = re.compile(rf"{_BREAK.pattern}|{_SPACELESS.pattern}")
"""Where a sentence may end in a script without spaces: after any letter too."""


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
