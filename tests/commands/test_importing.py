"""Importing: a sheet and fact-checks become claims that check accepts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from afpak_claims.api import open_dataset
from afpak_claims.commands.importing import claims_of_reviews, claims_of_rows
from afpak_claims.errors import UsageError
from afpak_claims.files.quantity_phrases.conventions import Writing

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
URDU = "دریا چڑھ گیا\u06d4"
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
    with pytest.raises(UsageError, match=r"line 2, column 'Most': found 'eight'; expected a num"):
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


@pytest.mark.parametrize(
    ("cell", "language", "decimal", "low"),
    [
        ("70,8", "de", None, 70.8),
        ("1.200", "de", None, 1200),
        ("70.8", "en", None, 70.8),
        ("1,200", "en", None, 1200),
        ("-12", "en", None, -12),
        ("\u221212", "en", None, -12),
        ("70,8", "en", ",", 70.8),
        ("70,8", "en", None, None),
        ("1.200,5", "en", None, None),
        ("--3", "en", None, None),
    ],
)
def test_a_number_is_read_as_the_dataset_writes_it(
    cell: str, language: str, decimal: str | None, low: float | None
) -> None:
    """The mark before decimals is the dataset's; another writing is refused and never guessed."""
    sheet = f'What,Least\n"In Dolor the river rose.","{cell}"\n'
    fields = {"statement": "What", "estimate.low": "Least"}
    fixed = {"metric": "people_hit", "estimate.wording": "so much", "period.edtf": "1994"}
    writing = Writing(language, decimal)
    if low is None:
        with pytest.raises(UsageError, match=r"line 2, column 'Least': found .* expected a number"):
            claims_of_rows(sheet, fields, fixed, BASE, writing)
    else:
        [claim] = claims_of_rows(sheet, fields, fixed, BASE, writing)
        assert float(claim["estimate"]["low"]) == low


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_sheet_may_be_separated_as_spreadsheets_do(separator: str, start: str) -> None:
    """Commas, semicolons and tabs separate, and a byte order mark is no part of a name."""
    sheet = start + separator.join(["What", "When"]) + "\n"
    sheet += separator.join(["The river rose.", "1994"]) + "\n"
    fields = {"statement": "What", "period.edtf": "When"}
    [claim] = claims_of_rows(sheet, fields, {}, BASE)
    assert claim["statement"] == "The river rose."
    assert claim["period"]["edtf"] == "1994"


@pytest.mark.parametrize(
    ("sheet", "fields", "fixed", "message"),
    [
        ("What\n", {"statement": "What"}, {}, "found no row; expected one or more"),
        (
            "What,Name\nIt rose.,a-b\nIt fell.,a-b\n",
            {"statement": "What", "id": "Name"},
            {},
            "line 3, id: found 'a-b' again, as in line 2",
        ),
        (
            'What,When\n"It\nrose.",1994\nIt fell.,whenever\n',
            {"statement": "What", "period.edtf": "When"},
            {},
            "line 4, column 'When'",
        ),
        ("What\nIt rose, and fell.\n", {"statement": "What"}, {}, "line 2, found more cells"),
        (
            "What\nIt rose.\n",
            {"statement": "What"},
            {"metric": "people_hit"},
            "line 2, estimate: found no bound; expected estimate.low",
        ),
    ],
)
def test_what_is_wrong_with_a_sheet_is_told_by_its_line(
    sheet: str, fields: dict[str, str], fixed: dict[str, str], message: str
) -> None:
    """No row, one id twice, a surplus cell, a figure without a bound: each has its own message."""
    with pytest.raises(UsageError) as caught:
        claims_of_rows(sheet, fields, fixed, BASE)
    assert message in str(caught.value)


def test_a_fact_check_may_have_lists_where_others_have_one() -> None:
    """Ratings and authors of a list are kept, and a statement ends with one full stop."""
    reviews = [
        {
            "claimReviewed": URDU,
            "itemReviewed": [{"author": [{"name": "A speaker"}, {"name": "Another"}]}],
            "reviewRating": [{"alternateName": "Right"}],
        },
        {"claimReviewed": "It never fell!", "itemReviewed": "x", "reviewRating": None},
    ]
    first, second = claims_of_reviews(json.dumps(reviews), BASE)
    assert first["statement"] == URDU
    assert first["attribution"]["group"] == "A speaker and Another"
    assert "Right" in first["note"]
    assert second["statement"] == "It never fell."


@pytest.mark.parametrize("value", [None, " ", "Did it?", 7])
def test_what_is_no_statement_is_refused_by_its_item(value: object) -> None:
    """Nothing, blanks and questions are no statement, and nothing is made up in their place."""
    reviews = [{"claimReviewed": "It rose."}, {"claimReviewed": value}]
    with pytest.raises(UsageError, match=r"item 2: found .*expected a statement"):
        claims_of_reviews(json.dumps(reviews), BASE)
