"""Article text: sentences with their digests, compared with the outline of a dataset.

A paragraph is a line that is not blank; a first line that begins with "By " is the byline and no
paragraph. A sentence ends with ``.``, ``!`` or ``?``, with closing quotes or brackets after it,
where white space and a capital letter, a digit or an opening quote follow, and at the end of its
paragraph. A sentence's digest is the first 16 hex digits of the SHA-256 of its text after
Unicode NFC and after folding every run of white space to one space.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afpak_claims.records.header import OutlineSentence

__all__ = ["Sentence", "TextComparison", "compare_with_index", "digest", "split_sentences"]

_END = re.compile(r"(?<=[.!?])([\"'\u201d\u2019)\]]*)\s+(?=[\"'\u201c\u2018(\[]*[A-Z0-9À-Þ])")
_KINSHIP = 0.2
"""Below this share of equal sentences a text is called another text and not a changed one."""


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
    folded = " ".join(unicodedata.normalize("NFC", sentence).split())
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def split_sentences(text: str) -> list[Sentence]:
    r"""Cut a text into its numbered sentences.

    >>> [(s.paragraph, s.sentence) for s in split_sentences("By A\nOne. Two.\nThree.")]
    [(1, 1), (1, 2), (2, 1)]
    """
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    if paragraphs and paragraphs[0].startswith("By "):
        del paragraphs[0]
    return [
        Sentence(p, s, digest(sentence))
        for p, paragraph in enumerate(paragraphs, start=1)
        for s, sentence in enumerate(_END.sub(r"\1\n", paragraph).split("\n"), start=1)
    ]


def compare_with_index(text: str, outline: Sequence[OutlineSentence]) -> TextComparison:
    """Compare a text with an outline, and name each sentence that differs."""
    ours = [Sentence(line.paragraph, line.sentence, line.digest) for line in outline]
    theirs = split_sentences(text)
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
