"""Importing: a sheet and fact-checks become claims that check accepts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from afpak_claims.api import open_dataset
from afpak_claims.commands.importing import claims_of_reviews, claims_of_rows
from afpak_claims.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

BASE = {
    "topic": "strikes",
    "article": {"paragraph": 1, "sentence": 1, "digest": "0123456789abcdef"},
}
SHEET = """What,Least,Open,Most,Said,Year
In Dolor 6 to 8 people were hit.,6,,8,6 to 8,1994
"In Ipsum more than 1,200 people were hit.","1,200",true,,"more than 1,200",1995
"""
FIELDS = {
    "statement": "What",
    "estimate.low": "Least",
    "estimate.low_open": "Open",
    "estimate.high": "Most",
    "estimate.wording": "Said",
    "period.edtf": "Year",
}


@pytest.fixture
def started(run: Callable[..., CompletedProcess[str]], tmp_path: Path) -> Path:
    """Start a dataset with one metric in it."""
    article = tmp_path / "article.txt"
    article.write_text("A list has all strikes on the Lorem.\n", encoding="utf-8")
    folder = tmp_path / "strikes"
    assert run("init", folder, "--article", article).returncode == 0
    words = {
        "units": "units:\n  - {id: people, label: people, singular: person, plural: people, "
        "dimension: count}\n",
        "metrics": "metrics:\n  - {id: people_hit, label: People hit, definition: By the list., "
        "unit: people, additive: true, whole: true, nature: flow}\n",
    }
    for name, text in words.items():
        (folder / "vocabulary" / f"{name}.yaml").write_text(text, encoding="utf-8")
    run("fmt", folder)
    return folder


def test_a_sheet_becomes_a_topic_that_check_accepts(
    run: Callable[..., CompletedProcess[str]], started: Path, tmp_path: Path
) -> None:
    """What import prints is a file of claims in canonical form, with the numbers of the sheet."""
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    maps = [f"--map={field}={column}" for field, column in FIELDS.items()]
    fixed = "--set=metric=people_hit"
    printed = run("import", "csv", sheet, "--topic", "strikes", "--path", started, *maps, fixed)
    assert printed.returncode == 0, printed.stderr
    (started / "claims" / "strikes.yaml").write_text(printed.stdout, encoding="utf-8")

    checked = run("check", started)
    assert checked.returncode == 0, checked.stderr
    dataset = open_dataset(path=started)
    assert [str(dataset[f"strikes-{n}"].estimate) for n in (1, 2)] == [  # type: ignore[attr-defined] # both are figures
        "between 6 and 8",
        "more than 1,200",
    ]


def test_a_fault_names_row_and_column() -> None:
    """What is no number is told with the line of the sheet and the name of its column."""
    wrong = SHEET.replace(",8,", ",eight,")
    with pytest.raises(UsageError, match=r"row 2, column 'Most': found 'eight'; expected a plain"):
        claims_of_rows(wrong, FIELDS, {"metric": "people_hit"}, BASE)
    with pytest.raises(UsageError, match=r"found no column 'Worst'; expected one of What, Least"):
        claims_of_rows(SHEET, {"estimate.low": "Worst"}, {}, BASE)
    with pytest.raises(UsageError, match=r"found the field 'lowest'; expected one of"):
        claims_of_rows(SHEET, {"lowest": "Least"}, {}, BASE)


def test_a_fact_check_becomes_an_assertion_of_whom_it_credits() -> None:
    """Statement, speaker, day and rating of a ClaimReview are kept, in a graph as in a list."""
    review = {
        "@type": "ClaimReview",
        "claimReviewed": "The Lorem never  floods",
        "url": "https://example.org/check/1",
        "itemReviewed": {
            "author": {"name": "A speaker in Dolor"},
            "datePublished": "1994-05-01T10:00",
        },
        "reviewRating": {"alternateName": "Half right"},
    }
    [claim] = claims_of_reviews(json.dumps({"@graph": [review]}), BASE)
    assert claim["statement"] == "The Lorem never floods."
    assert claim["attribution"] == {"naming": "generic", "group": "A speaker in Dolor"}
    assert claim["period"] == {"edtf": "1994-05-01", "holds": "sometime"}
    assert "Half right" in claim["note"]
    assert len(claims_of_reviews(json.dumps([review, review]), BASE)) == 2
    with pytest.raises(UsageError, match="found no claimReviewed"):
        claims_of_reviews("{}", BASE)
    with pytest.raises(UsageError, match="found no JSON"):
        claims_of_reviews("<html>", BASE)
