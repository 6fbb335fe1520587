"""Articles: sentences are cut and digested the same way everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from afpak_claims.files.article_text import compare_with_index, digest, split_sentences

if TYPE_CHECKING:
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset

TEXT = (
    "By A Writer\nThe river rose. It fell again!\n\n"
    "Nobody asked why (at first). “Why?” came later.\n"
)


def _outline(text: str) -> list[object]:
    from afpak_claims.records.header import OutlineSentence

    return [
        OutlineSentence(paragraph=s[0], sentence=s[1], digest=s[2]) for s in split_sentences(text)
    ]


def test_a_text_is_cut_at_ends_of_sentences() -> None:
    """Quotes and brackets stay with their sentence; the byline is no paragraph."""
    assert [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)][:4] == [s[:2] for s in split_sentences(TEXT)][
        :4
    ]
    assert digest("Nobody asked why (at first).") == split_sentences(TEXT)[2].digest


def test_abbreviations_before_small_letters_do_not_end_a_sentence() -> None:
    """A full stop ends a sentence only before a capital letter, a digit or a quote."""
    assert len(split_sentences("The U.S. drone flew. It landed.")) == 2


def test_white_space_and_composition_do_not_change_a_digest() -> None:
    """The digest folds white space and composes characters."""
    assert digest("a  cafe\u0301\tnear") == digest("a caf\u00e9 near")


def test_an_equal_text_matches() -> None:
    """Every sentence of the same text matches."""
    report = compare_with_index(TEXT, _outline(TEXT))  # type: ignore[arg-type] # what the test passes fits

    assert report.differences == ()
    assert report.summary.startswith(
        f"{len(split_sentences(TEXT))} of {len(split_sentences(TEXT))} sentences match"
    )


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("fell again", "fell", "paragraph 1 sentence 2: changed"),
        (" It fell again!", "", "paragraph 1 sentence 2: missing"),
        (
            "The river rose.",
            "The river rose. Then it sank.",
            "paragraph 1 sentence 2 of your text: not in the article",
        ),
    ],
)
def test_a_changed_text_is_told_sentence_by_sentence(old: str, new: str, line: str) -> None:
    """A changed, a missing and a new sentence are each named by place."""
    assert (line,) == compare_with_index(TEXT.replace(old, new), _outline(TEXT)).differences  # type: ignore[arg-type] # what the test passes fits


def test_another_text_is_told_apart() -> None:
    """A text that shares nothing is another text and no changed article."""
    report = compare_with_index("Something else. Entirely.", _outline(TEXT))  # type: ignore[arg-type] # what the test passes fits

    assert "this is another text" in report.summary


def test_the_real_article_matches_in_full(draft: Dataset, shared: Path) -> None:
    """The article that the claims were coded from matches sentence by sentence."""
    text = (shared / "article" / "article.txt").read_text("utf-8")

    assert compare_with_index(text, draft.article.sentences).differences == ()
