"""Shares, rates, intervals and growth: what a number is of, for and from is told and compared."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import afpak_claims as ac
from afpak_claims.api import open_dataset
from afpak_claims.commands.codebook import codebook_markdown
from afpak_claims.commands.schemas import schemas
from afpak_claims.evidence.comparison import asked
from afpak_claims.files.folders import read_draft
from afpak_claims.method.records import world_of
from afpak_claims.records.estimates import Estimate
from afpak_claims.website.page import page

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

REPORT = Path(__file__).parent.parent / "fixtures" / "foreign" / "refugee-report"


@pytest.fixture(scope="module")
def report() -> Dataset:
    """Open the report that has a share, a rate with an interval and a growth."""
    return open_dataset(path=REPORT)


def verdict(dataset: Dataset, finding_id: str, *, metrics: Any = (), **changes: Any) -> str:
    """Return the verdict on a claim by one of its findings, with other fields."""
    finding = dataclasses.replace(dataset.findings[finding_id], **changes)
    known = {**dataset.metrics, **{metric.id: metric for metric in metrics}}
    world = world_of(known, dataset.places, dataset.actors)
    return asked(dataset.claims[finding.claim], [finding], world).outcome.verdict


def test_shares_of_different_wholes_decide_nothing(report: Dataset) -> None:
    """A share of the children of school age says nothing of one of all children."""
    other = "school-survey-of-school-age"
    assert report.verdict("children-at-school") == "undecided"
    assert verdict(report, other) == "undecided"
    assert verdict(report, other, metric=None) == "below"
    within = dataclasses.replace(
        report.metrics["school_age_at_school"], within="children_at_school"
    )
    assert verdict(report, other, metrics=[within]) == "undecided"


def test_rates_with_another_base_decide_nothing(report: Dataset) -> None:
    """Deaths per 10,000 are no deaths per 1,000, and nobody converts them in silence."""
    assert verdict(report, "deaths-survey") == "above"
    rate = dataclasses.replace(report.metrics["death_rate"], id="of_more", unit="per_10000")
    assert verdict(report, "deaths-survey", metrics=[rate], metric="of_more") == "undecided"


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("1990", "undecided"),
        (None, "undecided"),
        ("the year before", "undecided"),
        ("1995", "below"),
        ("1995-01/1995-12", "below"),
    ],
)
def test_growth_from_another_reference_decides_nothing(
    report: Dataset, reference: str | None, found: str
) -> None:
    """A growth is compared with one from the same time, however that is written."""
    assert verdict(report, "rents-survey-earlier", reference=reference) == found


def test_growth_from_the_same_words_is_compared(report: Dataset) -> None:
    """A reference in words is the same whatever its capitals; two unknown ones are not."""
    for mine, theirs, found in (
        ("The year before", "the year  before", "below"),
        (None, None, "undecided"),
    ):
        claim = dataclasses.replace(report.claims["rents-rose"], reference=mine)  # type: ignore[call-arg] # a figure
        finding = dataclasses.replace(report.findings["rents-survey-earlier"], reference=theirs)
        outcome = asked(claim, [finding], report.world).outcome
        assert outcome.verdict == found


def test_the_reason_is_told(report: Dataset) -> None:
    """The full card says that a growth is from another reference."""
    card = " ".join(report.trace("rents-rose").text(full=True).split())
    assert "a growth from another or unknown reference" in card


def test_what_a_number_is_of_for_and_from_is_told_wherever_it_is_shown(report: Dataset) -> None:
    """Card, page, frames, codebook and JSON Schema have wholes, bases, levels and references."""
    cards = " ".join(" ".join(str(report.trace(claim.id)).split()) for claim in report)
    shown = (
        "Share of displaced children Period",
        "Rate per 1,000 displaced people",
        "12.4 (between 11.2 and 13.6, 95% confidence) per 1,000 displaced people",
        "10.4 (between 9.8 and 11, 90% confidence)",
        "Growth of mean rent, measured from 1995",
        "55 percent · measured from 1990",
    )
    assert [words for words in shown if words not in cards] == []

    text = page(report)
    told = ("displaced children", "95% confidence", "90% confidence", "mean rent, measured from")
    assert [words for words in (*told, "measured from 1990") if words not in text] == []

    claims, evidence = ac.load_claims(dataset=report), ac.load_evidence(dataset=report)
    assert claims["share_of"].dropna().to_dict() == {"children-at-school": "displaced children"}
    assert claims["growth_of"].dropna().to_dict() == {"rents-rose": "mean rent"}
    assert claims["reference"].dropna().to_dict() == {"rents-rose": "1995"}
    assert claims["level"].dropna().to_dict() == {"death-rate-1996": 95}
    assert evidence.at["rents-survey-earlier", "reference"] == "1990"
    assert evidence.at["deaths-survey", "level"] == 90
    whole = "displaced children of school age"
    assert evidence.at["school-survey-of-school-age", "share_of"] == whole

    book = codebook_markdown(report)
    fields = ("share_of", "growth_of", "reference", "level", "per")
    assert [name for name in fields if f"| `{name}` |" not in book] == []
    assert "| 1,000 displaced people |" in book
    described = json.dumps(schemas())
    assert [name for name in fields if f'"{name}"' not in described] == []


@pytest.mark.parametrize("name", ["json", "csv", "sqlite"])
def test_exports_have_wholes_bases_levels_and_references(
    report: Dataset, tmp_path: Path, name: str
) -> None:
    """Whatever programs read has what a number is of, for and from."""
    ac.export(name, tmp_path / "made", dataset=report)
    written = [tmp_path / "made", *(tmp_path / "made").rglob("*")]
    made = b"".join(file.read_bytes() for file in written if file.is_file()).decode("latin-1")
    fields = ("share_of", "growth_of", "reference", "level", "per")
    words = ("displaced children of school age", "mean rent", "1,000 displaced people")
    assert [word for word in (*fields, *words) if word not in made] == []


def test_a_sum_of_intervals_is_no_interval() -> None:
    """The level of a confidence interval does not survive that another is added to it."""
    interval = Estimate(low=11, best=12, high=13, level=95)
    assert (interval + interval) == Estimate(low=22, best=24, high=26)
    assert "confidence interval of 95 percent" in interval._repr_html_()


def _lines(folder: Path) -> tuple[list[str], list[str]]:
    """Return the rules of the problems and of the warnings of a folder."""
    draft, problems = read_draft(folder)
    return [each.rule for each in problems], [each.rule for each in draft.warnings]


@pytest.mark.parametrize(
    ("file", "old", "new", "problems", "warnings"),
    [
        ("vocabulary/metrics.yaml", "    growth_of: mean rent\n", "", ["bases-named"], []),
        ("vocabulary/units.yaml", "    per: 1,000 displaced people\n", "", ["bases-named"], []),
        ("evidence/refugee-report.yaml", "    reference: '1990'\n", "", [], ["references-known"]),
        (
            "evidence/refugee-report.yaml",
            "    metric: school_age_at_school\n",
            "    metric: school_age_at_school\n    covers:\n      what: {is: same, why: So.}\n",
            ["covers-differ"],
            [],
        ),
        (
            "evidence/refugee-report.yaml",
            "    reference: '1990'\n",
            "    reference: '1990'\n    covers:\n      what: {is: same, why: It is nearly so.}\n",
            ["covers-differ"],
            [],
        ),
        ("claims/refugee-report.yaml", "level: 95, ", "", ["levels-named"], []),
    ],
)
def test_check_asks_what_a_number_is_of(  # noqa: PLR0913, PLR0917 - a row of the table
    tmp_path: Path, file: str, old: str, new: str, problems: list[str], warnings: list[str]
) -> None:
    """A share without a whole, a rate without a base, a growth without a reference are told."""
    folder = shutil.copytree(REPORT, tmp_path / "report")
    before = _lines(folder)[1]
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    found, warned = _lines(folder)
    assert [rule for rule in found if rule not in {"canonical", "references-fit"}] == problems
    assert [rule for rule in warned if rule not in before] == warnings


def test_records_of_an_earlier_schema_are_asked_nothing(tmp_path: Path) -> None:
    """A share without a whole is no problem where the schema had no field for it."""
    folder = shutil.copytree(REPORT, tmp_path / "report")
    for file, old, new in (
        ("dataset.yaml", "schema_minor: 2", "schema_minor: 1"),
        ("vocabulary/metrics.yaml", "    share_of: displaced children\n", ""),
        ("vocabulary/units.yaml", "    per: 1,000 displaced people\n", ""),
    ):
        path = folder / file
        text = path.read_text("utf-8")
        path.write_text(text.replace(old, new), "utf-8")
    assert _lines(folder)[0] == []
