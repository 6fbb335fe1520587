"""Any text as an article: cut into numbered sentences, and held against outlines."""

from __future__ import annotations

from itertools import pairwise

from claims_under_test import GOOD

from afpak_claims.api import open_dataset
from afpak_claims.files.article_text import compare_with_index, digest, split_sentences
from afpak_claims.records.header import OutlineSentence

_OUTLINE = open_dataset(path=GOOD).article.sentences


def one_input(raw: bytes) -> None:
    """Cut the text; it is itself, and it differs from the outline by as many lines as it says."""
    text = raw.decode("utf-8", "replace")
    sentences = split_sentences(text)
    if sentences:
        assert (1, 1) == sentences[0][:2]
    for before, after in pairwise(sentences):
        assert after[:2] in {
            (before.paragraph, before.sentence + 1),
            (before.paragraph + 1, 1),
        }
    assert all(len(sentence.digest) == len(digest("")) for sentence in sentences)
    own = [OutlineSentence(paragraph=p, sentence=s, digest=d) for p, s, d in sentences]
    assert compare_with_index(text, own).differences == ()
    report = compare_with_index(text, _OUTLINE)
    same = [s.digest for s in sentences] == [s.digest for s in _OUTLINE]
    assert same == (report.differences == ())
    assert all("\n" not in line for line in (report.summary, *report.differences))
