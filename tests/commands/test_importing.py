"""Importing: a sheet and fact-checks become claims that check accepts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from afpak_claims.api import open_dataset
from afpak_claims.commands.importing import (
    claims_of_reviews,
    claims_of_rows,
    sources_file,
    sources_of_reviews,
)
from afpak_claims.errors import UsageError
from afpak_claims.files.quantity_phrases.conventions import Writing
from afpak_claims.records.sources import Source

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
    assert printed.stderr == f"{sheet}: read as cells separated by commas\n"
    (started / "claims" / "strikes.yaml").write_text(printed.stdout, encoding="utf-8")

    checked = run("check", started)
    assert checked.returncode == 0, checked.stderr
    dataset = open_dataset(path=started)
    assert [str(dataset[f"strikes-{n}"].estimate) for n in (1, 2)] == [  # type: ignore[attr-defined] # both are figures
        "between 6 and 8",
        "more than 1,200",
    ]


def test_what_is_written_is_what_is_printed_and_nothing_is_overwritten(
    run: Callable[..., CompletedProcess[str]], started: Path, tmp_path: Path
) -> None:
    """With --write the file of claims is made, once; a topic that is no name is refused."""
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("What;When\nIt rose.;1994\n", encoding="utf-8")
    words = ("--path", started, "--map", "statement=What", "--map", "period.edtf=When")
    printed = run("import", "csv", sheet, "--topic", "river", *words)
    assert "separated by semicolons" in printed.stderr
    written = run("import", "csv", sheet, "--topic", "river", *words, "--write")
    place = started / "claims" / "river.yaml"
    assert written.stdout == f"{place}\n"
    assert place.read_text("utf-8") == printed.stdout

    again = run("import", "csv", sheet, "--topic", "river", *words, "--write")
    assert again.returncode == 1
    assert "expected no file of this topic; choose another topic" in again.stderr
    outside = run("import", "csv", sheet, "--topic", "../river", *words, "--write")
    assert "--topic: found '../river'; expected an id" in outside.stderr
    assert sorted(file.name for file in started.parent.iterdir()) == [
        "article.txt",
        "sheet.csv",
        "strikes",
    ]


def test_a_fault_names_row_and_column() -> None:
    """What is no number is told with the line of the sheet and the name of its column."""
    wrong = SHEET.replace(",8,", ",eight,")
    with pytest.raises(UsageError, match=r"line 2, column 'Most': found 'eight'; expected a num"):
        claims_of_rows(wrong, FIELDS, {"metric": "people_hit"}, BASE)
    with pytest.raises(UsageError, match=r"found no column 'Worst' in .* expected one of What, Le"):
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
        (
            "What,Least\nIt rose.,\n",
            {"statement": "What", "estimate.low": "Least"},
            {"metric": "people_hit"},
            "line 2, column 'Least': found an empty cell; expected a number; fill it in, or delete",
        ),
        (
            "What,Least,Most,Said\nIt rose.,,,six\n",
            {
                "statement": "What",
                "estimate.low": "Least",
                "estimate.high": "Most",
                "estimate.wording": "Said",
            },
            {"metric": "people_hit"},
            "line 2, columns 'Least', 'Most': found empty cells; expected a number in one of them",
        ),
        (
            "What;Least\nIt rose.;6\n",
            {"statement": "Whatever"},
            {},
            "found no column 'Whatever' in a first line separated by semicolons; expected one of",
        ),
    ],
)
def test_what_is_wrong_with_a_sheet_is_told_by_its_line(
    sheet: str, fields: dict[str, str], fixed: dict[str, str], message: str
) -> None:
    """No row, one id twice, a surplus or an empty cell, no bound: each has its own message."""
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


REVIEWS = [
    {
        "@type": "ClaimReview",
        "claimReviewed": "The Lorem never floods",
        "url": "https://example.org/check/1",
        "name": "Does the Lorem flood?",
        "author": {"@type": "Organization", "name": "Lorem Facts"},
        "datePublished": "1996-05-01T10:00Z",
    },
    {
        "claimReviewed": "The dam is full.",
        "url": "https://example.org/check/2",
        "headline": "The dam",
        "author": [{"@type": "Person", "name": "Vera Ficta"}],
        "publisher": {"name": "Ipsum Times"},
    },
    {"claimReviewed": "It also rose.", "url": "http://www.example.org/check/1/"},
    {"claimReviewed": "Nobody left."},
]


def test_the_addresses_of_fact_checks_become_sources_that_check_accepts(
    run: Callable[..., CompletedProcess[str]], started: Path, tmp_path: Path
) -> None:
    """With --write each address is one source below the others, and check finds nothing new."""
    for name in ("units", "metrics"):
        place = started / "vocabulary" / f"{name}.yaml"
        place.write_text(f"{name}: []\n", encoding="utf-8")
    file = tmp_path / "reviews.json"
    file.write_text(json.dumps(REVIEWS), encoding="utf-8")
    before = (started / "sources.yaml").read_text("utf-8")
    words = ("import", "claimreview", file, "--topic", "checks", "--path", started)

    printed = run(*words)
    assert "2 sources not printed; --write adds them to sources.yaml" in printed.stderr
    assert (started / "sources.yaml").read_text("utf-8") == before

    written = run(*words, "--write")
    assert written.returncode == 0, written.stderr
    assert "sources.yaml: added 2 sources" in written.stdout
    checked = run("check", started, "--strict")
    assert checked.returncode == 0, checked.stderr
    assert (started / "sources.yaml").read_text("utf-8").startswith(before)
    sources = open_dataset(path=started).sources
    assert [str(source.url) for source in sources.values()][1:] == [
        "https://example.org/check/1",
        "https://example.org/check/2",
    ]


def test_a_source_of_a_fact_check_has_what_the_document_says_and_no_more() -> None:
    """Title, author, publisher and day are kept where they are given; nothing is made up."""
    first, second = sources_of_reviews(json.dumps(REVIEWS), "checks", [])
    assert first == {
        "id": "checks-source-1",
        "type": "webpage",
        "title": "Does the Lorem flood?",
        "publisher": "Lorem Facts",
        "issued": "1996-05-01",
        "URL": "https://example.org/check/1",
    }
    assert second == {
        "id": "checks-source-2",
        "type": "webpage",
        "title": "The dam",
        "author": [{"literal": "Vera Ficta"}],
        "publisher": "Ipsum Times",
        "URL": "https://example.org/check/2",
    }


def test_an_address_that_the_dataset_has_is_no_second_source() -> None:
    """What is known by its page is left out, and no id is taken twice."""
    known = Source(id="checks-source-1", type="webpage", url="https://example.org/check/1/")
    [source] = sources_of_reviews(json.dumps(REVIEWS), "checks", [known])
    assert source["id"] == "checks-source-2"
    assert source["URL"] == "https://example.org/check/2"


def test_a_date_that_no_source_can_have_is_told_by_its_item() -> None:
    """A day that does not exist is refused and never mended."""
    review = {"claimReviewed": "It rose.", "url": "https://example.org/1"}
    wrong = json.dumps([{"claimReviewed": "It fell."}, review | {"datePublished": "1996-13-01"}])
    with pytest.raises(UsageError, match=r"item 2: .*1996-13-01"):
        sources_of_reviews(wrong, "checks", [])


def test_sources_are_added_to_an_empty_file_and_not_to_a_faulty_one() -> None:
    """The first source of a file stands where the empty list stood; problems come first."""
    added = sources_of_reviews(json.dumps(REVIEWS[:1]), "checks", [])
    assert sources_file("sources: []\n", added).startswith("sources:\n  - id: checks-source-1\n")
    with pytest.raises(UsageError, match=r"found problems in sources\.yaml"):
        sources_file("sources:\n  - id: A B\n", added)
