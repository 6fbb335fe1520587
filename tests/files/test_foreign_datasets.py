"""Foreign datasets: texts of others, in their own languages, work from file to page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import afpak_claims as ac
from afpak_claims.api import open_dataset

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
    listed = run("list", "--path", folder)
    dataset = open_dataset(path=folder)
    assert all(claim in listed.stdout for claim in dataset.claims)
    page = tmp_path / "claims.html"
    assert run("page", "--path", folder, "--output", page).returncode == 0
    assert all(claim in page.read_text("utf-8") for claim in dataset.claims)


def test_a_verdict_of_a_foreign_dataset_follows_from_its_findings() -> None:
    """A count below the report's is told as such, and one within its range fits."""
    dataset = open_dataset(path=FOREIGN / "refugee-report")
    assert dataset.verdict("displaced-end-of-1995") == "above"
    assert dataset.verdict("returned-1996") == "consistent"


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
