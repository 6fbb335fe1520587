"""Foreign datasets: texts of others, in their own languages, work from file to page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import afpak_claims as ac
from afpak_claims.api import open_dataset
from afpak_claims.exports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

FOREIGN = Path(__file__).parent.parent / "fixtures" / "foreign"
NAMES = ("refugee-report", "fact-checked-statements", "article-in-urdu")


@pytest.mark.parametrize("name", NAMES)
def test_a_foreign_dataset_is_checked_verified_listed_and_shown(
    run: Callable[..., CompletedProcess[str]], tmp_path: Path, name: str
) -> None:
    """A refugee report, a fact-checker's statements and an Urdu article pass from file to page."""
    folder = FOREIGN / name
    checked = run("check", folder)
    assert checked.returncode == 0, checked.stderr
    assert "no problem found" in checked.stdout
    verified = run("verify", folder.with_suffix(".txt"), "--path", folder)
    assert "sentences match: the text is the article" in verified.stdout
    assert "no problem found.\n" in run("check", folder, "--strict").stdout
    listed = run("list", "--path", folder)
    dataset = open_dataset(path=folder)
    assert all(claim in listed.stdout for claim in dataset.claims)
    page = tmp_path / "claims.html"
    assert run("page", "--path", folder, "--output", page).returncode == 0
    assert all(claim in page.read_text("utf-8") for claim in dataset.claims)


FOUND_BY = {
    "refugee-report": ("returned valley", "returned-1996"),
    "fact-checked-statements": ("Bäume", "trees-in-the-valley"),
    "article-in-urdu": ("سیلاب", "flood-displaced"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_foreign_dataset_is_searched_and_exported(
    run: Callable[..., CompletedProcess[str]], tmp_path: Path, name: str
) -> None:
    """Words of its language find its claims, and every format holds them."""
    folder = FOREIGN / name
    words, claim = FOUND_BY[name]
    assert claim in run("search", words, "--path", folder).stdout
    dataset = open_dataset(path=folder)
    for form in FORMATS:
        written = tmp_path / form
        ac.export(form, written, dataset=dataset)
        assert any(file.stat().st_size for file in (written, *written.rglob("*")))
    text = (tmp_path / "json").read_text("utf-8")
    assert [claim.id for claim in dataset if claim.statement not in text] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "what"),
    [*((name, "ranges") for name in NAMES), *((name, "timeline") for name in NAMES[:2])],
)
def test_a_foreign_dataset_is_drawn(
    run: Callable[..., CompletedProcess[str]], tmp_path: Path, name: str, what: str
) -> None:
    """Its ranges and its dates are drawn in letters of its script, or a font is named."""
    drawn = run("plot", what, "--path", FOREIGN / name, "--output", tmp_path / "drawn.svg")
    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / "drawn.svg").stat().st_size > 1000
    if drawn.stderr:
        assert "install Noto Naskh Arabic" in drawn.stderr


def test_a_verdict_of_a_foreign_dataset_follows_from_its_findings() -> None:
    """A count below the report's is told as such, and one within its range fits."""
    dataset = open_dataset(path=FOREIGN / "refugee-report")
    assert dataset.verdict("displaced-end-of-1995") == "above"
    assert dataset.verdict("returned-1996") == "consistent"
    statements = open_dataset(path=FOREIGN / "fact-checked-statements")
    assert statements.verdict("trees-in-the-valley") == "above"
    assert statements.verdict("river-never-rose") == "contradicted"
    assert statements.verdict("houses-new") == "consistent"
    assert "12% (11.5\u201312.5)" in str(statements.headline("houses-new"))
    article = open_dataset(path=FOREIGN / "article-in-urdu")
    assert article.verdict("children-out-of-school") == "consistent"


def test_words_of_another_language_keep_their_letters() -> None:
    """German nouns keep their capital letter in a headline, and decimals are read as German."""
    dataset = open_dataset(path=FOREIGN / "fact-checked-statements")
    assert "70,800,000 Bäume" in str(dataset.headline("trees-in-the-valley"))


def test_what_is_no_sentence_is_told_by_its_spot_wherever_a_place_is_shown(
    run: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    """Captions, cells, pages and times of a recording are on card, page, frames and exports."""
    report = FOREIGN / "refugee-report"
    card = " ".join(open_dataset(path=report).trace("displaced-end-of-1995").card().text().split())
    assert "paragraph 1, sentence 1 (caption, page iv)" in card
    assert "table 3, last row (table cell, page 12)" in card
    page = tmp_path / "claims.html"
    assert run("page", "--path", report, "--output", page).returncode == 0
    assert "paragraph 1, sentence 1 (caption, page iv)" in page.read_text("utf-8")
    assert "table 3, last row (table cell, page 12)" in page.read_text("utf-8")

    claims, evidence = ac.load_claims(path=report), ac.load_evidence(path=report)
    assert claims["spot"].dropna().to_dict() == {"displaced-end-of-1995": "caption, page iv"}
    assert evidence.at["displaced-survey", "spot"] == "table cell, page 12"
    speech = ac.load_claims(path=FOREIGN / "fact-checked-statements")
    assert speech.at["trees-in-the-valley", "spot"] == "at 0:14:05"
    exported = tmp_path / "csv"
    assert run("export", "csv", "--path", report, "--output", exported).returncode == 0
    assert "caption, page iv" in (exported / "claims.csv").read_text("utf-8")
    assert "table cell, page 12" in (exported / "evidence.csv").read_text("utf-8")
