"""Articles: sentences are cut and digested the same way everywhere."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import segmenters

from afpak_claims.files.article_text import compare_with_index, digest, split_sentences
from conftest import ROOT

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records.header import OutlineSentence

TEXT = (
    "By A Writer\nThe river rose. It fell again!\n\n"
    "Nobody asked why (at first). “Why?” came later.\n"
)


def _by_hand(*spans: tuple[int, int, str]) -> list[OutlineSentence]:
    from afpak_claims.records.header import OutlineSentence

    return [OutlineSentence(paragraph=p, sentence=s, digest=digest(t)) for p, s, t in spans]


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


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("By A Writer", False),
        ("By Vera Ficta and J. R. Lorem", False),
        ("By the end of 2017, the river had fallen.", True),
        ("By 2017 the river had fallen.", True),
        ("By Lorem, the river is wide.", True),
        ("By then, Dolor Ipsum had left.", True),
        ("By José de la Lorem", False),
        ("By Jose\u0301 O'Dolor & Vera van der Ficta", False),
        ("By Lorem al-Dolor", False),
        ("By Election Day Trump Had Won Ohio.", True),
        ("By Election Day Trump Had Won Ohio", True),
        ("By Monday", True),
        ("By Ficta Monday", True),
        ("By Mid-March", True),
        ("By Christmas, Everything Changed", True),
        ("By Boris Johnson's Account, He Won", True),
        ("By Vera Ficta\u2019s Count", True),
        ("By Then Lorem Had Won", True),
        ("By Vera Ficta.", True),
        ("By One Two Three Four Five Six", True),
        ("By and", True),
    ],
)
def test_a_byline_is_a_name_and_nothing_else(line: str, *, is_kept: bool) -> None:
    """A first paragraph that only begins with By is one, and verify misses no change in it."""
    assert len(split_sentences(f"{line}\nThe river rose.")) == 1 + is_kept


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Lorem came. Gen. Ipsum left.", 2),
        ("It cost no. 5 dearly. He said no. She left.", 3),
        ("J. R. Ficta wrote it. Then I. Nobody else.", 3),
        ("The U.S. river rose in the U.S. The rest was dry.", 2),
        ("He said so.[3] She left.\u00b2 They stayed.", 3),
        ("The river rose\u2026 And fell. “Why?” Nobody asked.", 4),
        ("Am 3. Oktober 2020 stieg der Fluss. Am Ende sank er, z.B. Nachts.", 2),
        ("The U.S. Army left. The U.N. said so. It saw the U.S. He stayed.", 4),
        ("It ended.12 He left. See No.12 Then go.", 3),
        ("„Er ging.“ Sie blieb.", 2),
        ("Es fehlten Säcke, z. B. am Ufer. Um 500 v. Chr. stand er hoch.", 2),
        ("In der 4. Klasse war sie geb. 1950 eingetragen. Er nicht.", 2),
        ("Le 3 janv. 1995, J.-P. Dolor est venu. Il est parti.", 2),
        ("1. The river rose. It fell.", 2),
        ("It left the U.S. How far is Mt. Lorem?", 2),
        ("M. Ficta est venu. « Oui. » Il est parti.", 3),
        ("دریا چڑھ گیا۔ کیا وہ اترا؟ جی ہاں۔", 3),  # noqa: RUF001 - of its script
        ("نهر بالا آمد. آیا پایین رفت؟ بله.", 3),
        ("नदी चढ़ी। वह उतरी। हाँ।", 3),
        ("1. First item. 2. Second item. The list has 3. It is short.", 4),
        ("See p. 12. It fell. In vol. 3. Nobody cared.", 4),
        ("It fell.[1][2] It rose.3,4 It dried.\u00b9,\u00b2 They left.", 4),
        ("»Er ging.« Sie blieb. »Nein.«", 3),
        ("At 5 p.m. Monday it rose. At 6 p.m. It fell.", 3),
        ("Lorem et al. The rest is in Main St. He ran.", 3),
        ("ڈاکٹر اے۔ کیو۔ خان آئے۔ ایم۔ اے۔ جناح گئے۔ پولیس آئی۔ سب گئے۔", 4),  # noqa: RUF001 - of its script
        ("وہ ۱۲۔ مارچ کو آیا۔ ۱۔ پہلی بات۔ ۲۔ دوسری بات۔", 3),  # noqa: RUF001 - of its script
        ("河水上涨了……没有人看见。“为什么！”他问道。", 3),  # noqa: RUF001 - of its script
        ("河水上涨了。“为什么？”没有人问。", 3),  # noqa: RUF001 - of its script
    ],
)
def test_the_ends_of_sentences_of_other_languages_and_scripts(text: str, sentences: int) -> None:
    """Abbreviations, initials, ordinals and footnote marks end none; each script has its stop."""
    assert len(split_sentences(text)) == sentences


def test_an_outline_made_by_hand_verifies_in_any_script() -> None:
    """What counts are the outline's own sentences, wherever the rule would have cut."""
    from afpak_claims.records.header import OutlineSentence

    text = "The river rose. It fell; nobody saw it.\n河水上涨了，没有人看见。后来退了。"  # noqa: RUF001 - of its script
    spans = [
        (1, 1, "The river rose. It fell;"),
        (1, 2, "nobody saw it."),
        (2, 1, "河水上涨了，"),  # noqa: RUF001 - of its script
        (2, 2, "没有人看见。后来退了。"),
    ]
    outline = [OutlineSentence(paragraph=p, sentence=s, digest=digest(t)) for p, s, t in spans]
    assert compare_with_index(text, outline).differences == ()

    changed = compare_with_index(text.replace("nobody", "somebody"), outline)
    assert changed.differences == ("paragraph 1 sentence 2: changed",)
    assert compare_with_index(f"{text} 还有。", outline).differences == (
        "paragraph 2 sentence 3 of your text: not in the article",
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("河水上涨了；没有人看见。", ("河水上涨了；", "没有人看见。")),  # noqa: RUF001 - of its script
        ("河水上涨了…没有人看见。", ("河水上涨了…", "没有人看见。")),
        ("河水上涨了没有人看见", ("河水上涨了", "没有人看见")),
        ("မြစ်ရေတက်သည်။မြစ်ရေကျသည်။", ("မြစ်ရေတက်သည်။", "မြစ်ရေကျသည်။")),
        ("แม่น้ำขึ้นแล้วมันก็ลง", ("แม่น้ำขึ้น", "แล้วมันก็ลง")),
        ("ទឹកឡើង។ទឹកស្រក។", ("ទឹកឡើង។", "ទឹកស្រក។")),
        ("He came—she left.", ("He came—", "she left.")),
        ("It rose/it fell:nobody saw.", ("It rose/", "it fell:", "nobody saw.")),
    ],
)
def test_an_outline_may_cut_where_no_space_is(text: str, parts: tuple[str, ...]) -> None:
    """A sentence may end with any punctuation, and after any letter of a script without spaces."""
    outline = _by_hand(*((1, n, part) for n, part in enumerate(parts, start=1)))
    assert compare_with_index(text, outline).differences == ()

    last = f"paragraph 1 sentence {len(parts)}: changed"
    assert compare_with_index(text[:-1], outline).differences == (last,)


def test_a_changed_clause_leaves_the_next_ones_found() -> None:
    """Behind a change an outline is found again, at the next punctuation."""
    parts = ("河水上涨了；", "没有人看见；", "后来退了。")  # noqa: RUF001 - of its script
    outline = _by_hand(*((1, n, part) for n, part in enumerate(parts, start=1)))
    text = "".join(parts).replace("上", "下")
    assert compare_with_index(text, outline).differences == ("paragraph 1 sentence 1: changed",)


WRAPPED = "The river\nrose. It\nfell.\nNobody saw\nit."
VERSE = "دریا چڑھا،\nپھر اترا۔\nکون دیکھے؟"  # noqa: RUF001 - of its script


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            WRAPPED,
            [(1, 1, "The river rose."), (1, 2, "It fell."), (1, 3, "Nobody saw it.")],
        ),
        (
            WRAPPED,
            [(1, 1, "The river rose."), (1, 2, "It fell."), (2, 1, "Nobody saw it.")],
        ),
        (
            "The river\nrose.\nIt fell.\n\nNobody saw\nit.\n",
            [(1, 1, "The river rose."), (1, 2, "It fell."), (2, 1, "Nobody saw it.")],
        ),
        ("One day:\n- it rose\n- it fell", [(1, 1, "One day: - it rose - it fell")]),
        (VERSE, [(1, 1, "دریا چڑھا، پھر اترا۔"), (2, 1, "کون دیکھے؟")]),  # noqa: RUF001 - likewise
    ],
)
def test_an_outline_whose_sentences_run_over_lines_verifies(
    text: str, spans: list[tuple[int, int, str]]
) -> None:
    """Lines may end inside a sentence, in wrapped text, lists and verse; a change is still told."""
    outline = _by_hand(*spans)
    assert compare_with_index(text, outline).differences == ()

    changed = compare_with_index(f"{text[:-1]} again.", outline)
    assert changed.differences != ()


PARAGRAPHS = [(1, 1, "It rose."), (1, 2, "It fell."), (2, 1, "It dried."), (3, 1, "They left.")]


@pytest.mark.parametrize(
    ("text", "differences"),
    [
        ("It rose. It fell.\nIt dried.\nThey left.", ()),
        ("It rose. It fell.\n\nIt dried.\n\nThey left.", ()),
        ("It rose.\nIt fell.\n\nIt dried.\n\nThey left.", ()),
        (
            "It rose. It fell. It dried.\nThey left.",
            ("paragraph 2 sentence 1: begins no paragraph of your text",),
        ),
        (
            "It rose.\nIt fell. It\ndried.\n\nThey left.",
            ("paragraph 2 sentence 1: begins no paragraph of your text",),
        ),
        (
            "It rose.\nIt fell.\nIt dried.\nThey left.",
            ("paragraph 1 sentence 2: begins a paragraph of its own in your text",),
        ),
        (
            "It rose. It fell. It was dry. They left.",
            ("paragraph 2 sentence 1: changed",),
        ),
    ],
)
def test_paragraphs_that_are_joined_or_parted_are_told(
    text: str, differences: tuple[str, ...]
) -> None:
    """A text with all sentences and other paragraphs is no copy of the article."""
    report = compare_with_index(text, _by_hand(*PARAGRAPHS))
    assert report.differences == differences
    assert ("the text is the article" in report.summary) is not bool(differences)


@pytest.mark.parametrize("line", ["By Midnight", "By Monday, Kabul."])
def test_a_first_paragraph_that_an_outline_has_is_no_byline(line: str) -> None:
    """A name-like first line stays where the outline has it, and goes where it has not."""
    from afpak_claims.records.header import OutlineSentence

    spans = [(1, 1, line), (2, 1, "The river rose.")]
    outline = [OutlineSentence(paragraph=p, sentence=s, digest=digest(t)) for p, s, t in spans]
    text = f"{line}\nThe river rose."
    assert compare_with_index(text, outline).differences == ()
    assert compare_with_index(text, _outline(text)).differences == ()  # type: ignore[arg-type] # what the test passes fits


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "times"),
    [
        ("lorem ipsum dolor sit, amet. ", 3_000),
        ("lorem ipsum dolor sit, amet.\n", 3_000),
        ("a. ", 100_000),
        ("a—", 100_000),
        ("河水上涨了；", 20_000),  # noqa: RUF001 - of its script
        ("แม่น้ำขึ้น\n", 5_000),
    ],
)
def test_a_long_text_that_does_not_match_is_told_in_seconds(part: str, times: int) -> None:
    """The spans that are tried are bounded, in one long paragraph as in many lines or stops."""
    outline = _outline("\n".join(f"The river rose {n} times." for n in range(50)))
    started = time.process_time()
    assert "this is another text" in compare_with_index(part * times, outline).summary  # type: ignore[arg-type] # what the test passes fits
    assert time.process_time() - started < 10


def test_one_changed_sentence_of_thousands_is_found() -> None:
    """Only the sentence that was changed is told, in a paragraph of two thousand."""
    sentences = [f"The river rose {n} times." for n in range(2_000)]
    outline = _outline(" ".join(sentences))
    sentences[700] = "It fell."
    assert compare_with_index(" ".join(sentences), outline).differences == (  # type: ignore[arg-type] # what the test passes fits
        "paragraph 1 sentence 701: changed",
    )


def test_the_guide_has_the_table_of_the_segmenters() -> None:
    """What the guide says of this package's sentences is what the script counts."""
    guide = (ROOT / "docs" / "guides" / "your-own-article.md").read_text("utf-8")
    name, cut = next(segmenters.segmenters())
    assert name == "this package"
    for language, called in segmenters.LANGUAGES.items():
        texts = segmenters.paragraphs(segmenters.SENTENCES, language)
        assert 15 <= sum(map(len, texts)) <= 30
        assert f"| {called} | {segmenters.tally(cut, texts, language)} |" in guide


def test_a_segmenter_that_is_not_installed_is_left_out() -> None:
    """The script prints its table with what is there, and says what is not."""
    script = Path(segmenters.__file__)
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_OTHERS, script], capture_output=True, text=True, check=True
    )
    assert done.stderr == "pysbd is not installed\nsentencex is not installed\n"
    assert done.stdout.startswith("| right / missed / wrong | this package |\n")


WITHOUT_OTHERS = """
import runpy, sys
sys.modules["pysbd"] = sys.modules["sentencex"] = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
