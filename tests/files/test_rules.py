"""Rules: what must hold between records, and every fault that a person can write into a file."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from afpak_claims.evidence.warnings import WARNINGS, warnings_of
from afpak_claims.files.drafts import field_path
from afpak_claims.files.folders import read_draft
from afpak_claims.files.rules.iso_codes import known_codes
from afpak_claims.files.rules.registry import RULES

if TYPE_CHECKING:
    from afpak_claims.errors import Problem

FIXTURES = Path(__file__).parents[1] / "fixtures"
FAULTS = sorted((FIXTURES / "bad").glob("*.yaml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the fabricated world to a folder that a test may spoil."""
    return Path(shutil.copytree(FIXTURES / "good", tmp_path / "world"))


def fault(name: str) -> dict[str, Any]:
    """Read one file of tests/fixtures/bad."""
    text = (FIXTURES / "bad" / f"{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def change(folder: Path, bad: dict[str, Any], by: str) -> None:
    """Put the text of one field of a fault into the world."""
    path = folder / bad["file"]
    text = path.read_text(encoding="utf-8")
    assert text.count(bad["find"]) == 1
    path.write_text(text.replace(bad["find"], bad[by]), encoding="utf-8", newline="")


def spoil(folder: Path, name: str) -> list[str]:
    """Put one fault into the world; return the lines that are due for it as a problem."""
    bad = fault(name)
    change(folder, bad, "replace")
    today = str(dt.date.today())  # noqa: DTZ011 - the day of the check is that of the clock here
    due = bad.get("problems", [bad["problem"]] if "problem" in bad else [])
    return [line.replace("{today}", today) for line in due]


def told(folder: Path) -> tuple[list[Problem], list[Problem]]:
    """Return every problem and every warning of a folder, as `check` has them."""
    draft, problems = read_draft(folder)
    return problems, [*draft.warnings, *(() if problems else warnings_of(folder, draft))]


def lines(folder: Path) -> list[str]:
    """Return every problem of a folder as its line."""
    _, problems = read_draft(folder)
    return [str(problem) for problem in problems]


def test_the_good_world_has_no_problem() -> None:
    """The fabricated world keeps every rule."""
    _, problems = read_draft(FIXTURES / "good")
    assert problems == []


@pytest.mark.parametrize("name", [path.stem for path in FAULTS])
def test_each_fault_gives_exactly_its_problems(folder: Path, name: str) -> None:
    """One fault gives the lines that its file names, at their place, and no other line."""
    due = spoil(folder, name)
    problems, warnings = told(folder)
    bad = fault(name)

    assert sorted(map(str, problems)) == sorted(due)
    assert sorted(map(str, warnings)) == bad.get("warnings", [])
    rules = {each.rule for each in (*problems, *warnings) if each.rule}
    assert sorted(rules) == bad.get("rules", [])


@pytest.mark.parametrize(
    "days",
    [
        "from 3 May 1990 to December 25th, 1995",
        "between 13 and 15 May 1990",
        "from 1990-05-13 on",
        "from the twenty-fifth of May on",
        "from 5/13/1990 on",
    ],
)
def test_a_day_of_the_period_may_stand_in_a_statement(folder: Path, days: str) -> None:
    """The numerals of a date are no numbers of the claim, where the date is in its period."""
    file = folder / "claims" / "river-floods.yaml"
    text = file.read_text("utf-8")
    place = "floods of the Lorem from 1990 to 1995.\n    metric"
    assert text.count(place) == 1
    changed = text.replace(place, f"floods of the Lorem {days}.\n    metric")
    file.write_text(changed, encoding="utf-8", newline="")

    assert lines(folder) == []


def test_faults_in_several_files_are_reported_in_one_run() -> None:
    """The faults of the next test stand in files of every kind."""
    assert {fault(name)["file"].partition("/")[0] for name in SEVERAL} == {
        "article.yaml",
        "claims",
        "dataset.yaml",
        "evidence",
        "sources.yaml",
        "vocabulary",
    }


SEVERAL = (
    "header-version-of-two-numbers",
    "rule-sentence-with-claim-and-reason",
    "source-with-an-address-of-another-scheme",
    "place-with-an-iso-code-in-small-letters",
    "yaml-duplicate-key",
    "rule-negative-count",
    "finding-event-without-note",
    "record-with-an-unknown-type",
)


def test_all_problems_come_out_together_and_sorted(folder: Path) -> None:
    """Eight faults in eight files give their eight lines in one run, in the order of the files."""
    due = [line for name in SEVERAL for line in spoil(folder, name)]
    assert sorted(due) == lines(folder)


def test_problems_of_one_file_are_sorted_by_line(folder: Path) -> None:
    """Problems are sorted by the number of their line and not by its digits."""
    spoil(folder, "rule-unknown-place")
    spoil(folder, "period-reversed")
    _, problems = read_draft(folder)
    assert [problem.line for problem in problems] == [8, 37]


def test_an_unreadable_file_hides_no_other_problem(folder: Path) -> None:
    """A file that is no YAML is one problem; what other files have is reported beside it."""
    due = spoil(folder, "yaml-tag") + spoil(folder, "rule-negative-count")
    assert due == lines(folder)


@pytest.mark.parametrize("file", ["metrics", "places", "actors", "quantifiers", "cautions"])
def test_nothing_is_called_unknown_that_may_stand_in_an_unreadable_file(
    folder: Path, file: str
) -> None:
    """A vocabulary that cannot be read gives one problem, not one for each use of its words."""
    (folder / f"vocabulary/{file}.yaml").write_text("{", encoding="utf-8")
    _, problems = read_draft(folder)
    assert [f"vocabulary/{file}.yaml"] == [problem.file for problem in problems]


def test_a_record_with_a_fault_is_not_called_unknown(folder: Path) -> None:
    """A reference to a claim that has a fault of its own is no second problem."""
    path = folder / "claims/river-floods.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("low_open: true", "low_open: yes"), encoding="utf-8")
    _, problems = read_draft(folder)
    assert [problem.field for problem in problems] == ["claims[2].estimate.low_open"]


def test_a_field_path_is_written_the_way_people_read_it() -> None:
    """Keys are joined by points and indexes stand in brackets; nothing breaks the line."""
    assert field_path(("claims", 3, "estimate", "low")) == "claims[3].estimate.low"
    assert field_path(()) == ""
    assert field_path(("a\nb",)) == "'a\\nb'"


@pytest.mark.parametrize(
    "wording", ["1,150 p\u0435rcent", "1,150 y\u0435ars", "1,150 PERC\u0116NT"]
)
def test_letters_that_only_resemble_those_of_a_unit_name_none(folder: Path, wording: str) -> None:
    """A Cyrillic e and an e with a dot belong to other words; nothing breaks on them."""
    path = folder / "evidence/river-floods.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("wording: 'fewer than 1,150'") == 1
    path.write_text(
        text.replace("wording: 'fewer than 1,150'", f"wording: '{wording}'"), encoding="utf-8"
    )
    assert lines(folder) == []


def test_decimals_add_up_as_people_add_them(folder: Path) -> None:
    """A sum of decimals is compared as written: a tenth and two tenths are three tenths."""
    path = folder / "vocabulary/metrics.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("whole: true", "whole: false"), encoding="utf-8")
    path = folder / "evidence/river-floods.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ("{low: 900, best: 1010, high: 1100, wording: '900 to 1,100 people'}", "{best: 0.3}"),
        ("{low: 400, best: 450, high: 500}", "{best: 0.1}"),
        ("{low: 500, best: 560, high: 600}", "{best: 0.2}"),
    ):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    assert lines(folder) == []


def test_a_territory_with_a_code_of_its_own_may_lie_within_its_state(folder: Path) -> None:
    """Greenland lies within Denmark; only the code of a region names the country around it."""
    path = folder / "vocabulary/places.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("iso: XX\n", "iso: DK\n").replace("XX-DOL", "GL").replace("XX-IP", "DK-81"),
        encoding="utf-8",
    )
    assert lines(folder) == []


def test_the_iso_codes_are_those_of_pycountry() -> None:
    """The list of codes is that of ISO 3166, as another package has it."""
    import pycountry

    due = {country.alpha_2 for country in pycountry.countries}
    due |= {part.code for part in pycountry.subdivisions}

    assert known_codes() == due


@pytest.mark.parametrize(
    "other", ["period: {edtf: '1994', holds: sometime}", "places: [ipsum]", "locator: p. 2"]
)
def test_one_number_may_stand_for_two_years_or_places(folder: Path, other: str) -> None:
    """A source can have one number for two times or places; on two pages it is one number."""
    path = folder / "evidence/river-floods.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: fields-bulletin\n")
    record = text[start : text.index("  - id: fields-courier")]
    field = other.partition(":")[0]
    kept = [line for line in record.splitlines() if not line.strip().startswith(f"{field}:")]
    again = (
        "\n".join(kept).rstrip().replace("fields-bulletin", "fields-again") + f"\n    {other}\n\n"
    )
    path.write_text(text[:start] + again + text[start:], encoding="utf-8")

    assert len(lines(folder)) == (other == "locator: p. 2")


def with_language(folder: Path, language: str, estimate: str) -> list[str]:
    """Give the world another language and a figure another estimate; return the problems."""
    for name, old, new in (
        ("dataset.yaml", "language: en\ndecimal: '.'\n", f"language: {language}\n"),
        ("claims/river-advice.yaml", "{best: 3, wording: three steps}", estimate),
    ):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
    draft, problems = read_draft(folder)
    found = [*problems, *draft.warnings]
    return [str(each) for each in found if each.file == "claims/river-advice.yaml"]


@pytest.mark.parametrize(
    ("language", "estimate", "found"),
    [
        ("de", "{low: 70800000, wording: 'mindestens 70,8 Millionen'}", []),
        ("de", "{best: 1234, wording: '1.234'}", []),
        ("en", "{high: 300, wording: no more than 300}", []),
        ("en", "{best: 25, wording: twenty-five}", []),
        ("en", "{best: 300, low: 280, interpreted: [low], wording: about 300}", []),
        (
            "de",
            "{low: 708000000, wording: 'mindestens 70,8 Millionen'}",
            ["estimate.low: found 708,000,000; expected 70,800,000, from the wording"],
        ),
        (
            "en",
            "{low: 300, low_open: true, wording: no more than 300}",
            [
                "estimate.high: found none; expected 300, from the wording",
                "estimate.low: found 300; expected none, from the wording",
                "estimate.low_open: found true; expected false, from the wording",
            ],
        ),
        (
            "en",
            "{low: 3, wording: three steps}",
            ["estimate.best: found none; expected 3", "estimate.high: found none; expected 3"],
        ),
        (
            "ur",
            "{low: 12, wording: hardly twelve}",
            ["estimate.wording: found 'hardly twelve'; expected a phrase that is read with"],
        ),
    ],
)
def test_the_bounds_follow_from_a_wording_in_its_language(
    folder: Path, language: str, estimate: str, found: list[str]
) -> None:
    """What is understood is checked; what is not leaves the bounds to the coder, with a caution."""
    told = [line for line in with_language(folder, language, estimate) if ".estimate" in line]

    assert len(told) == len(found), told
    assert all(any(due in line for line in told) for due in found), told


@pytest.mark.parametrize(
    ("value", "is_right"), [("33", True), ("33.3", True), ("33.33", True), ("33.4", False)]
)
def test_a_share_may_be_rounded_and_must_not_be_changed(
    folder: Path,
    value: str,
    is_right: bool,  # noqa: FBT001 - a case of the table
) -> None:
    """A third is 33, 33.3 or 33.33 percent, and no other number."""
    path = folder / "claims/river-floods.yaml"
    text = path.read_text(encoding="utf-8")
    old = "{low: 36, high: 40, high_open: true, interpreted: [low], wording: nearly 40 percent}"
    assert text.count(old) == 1
    path.write_text(text.replace(old, f"{{low: {value}, wording: at least a third}}"), "utf-8")

    assert any("at least a third" in line for line in lines(folder)) != is_right


def test_every_rule_and_warning_has_a_fault_that_breaks_it() -> None:
    """No rule stands without an example of what it forbids."""
    shown = {rule for path in FAULTS for rule in fault(path.stem).get("rules", ())}
    registered = {*(rule.id for rule in RULES), *WARNINGS}

    assert shown == registered


@pytest.mark.parametrize("name", [path.stem for path in FAULTS if "kept" in fault(path.stem)])
def test_what_is_nearly_a_fault_keeps_the_rules(folder: Path, name: str) -> None:
    """What lies just on the right side of a rule gives no line."""
    change(folder, fault(name), "kept")
    assert told(folder) == ([], [])


def test_every_warning_has_an_example_that_keeps_it() -> None:
    """Where only a person can judge, a false alarm costs most."""
    faults = [fault(path.stem) for path in FAULTS]
    kept = {rule for bad in faults if "kept" in bad for rule in bad["rules"]}
    warnings = {*(rule.id for rule in RULES if rule.severity == "warning"), *WARNINGS}

    assert warnings - kept == {"input-of-another-origin"}  # the good world has a sum of one origin


@pytest.mark.parametrize("name", [path.stem for path in FAULTS if "rules" in fault(path.stem)])
def test_a_message_of_a_rule_says_what_to_do(name: str) -> None:
    """What is found comes first, then what is expected, and last what to do about it."""
    bad = fault(name)
    for line in (*bad.get("problems", [bad.get("problem", "")]), *bad.get("warnings", ())):
        parts = re.fullmatch(r"\S+:\d+:\d+: .*?(?:found|missing) .+; expected .+; (\w+) .+", line)
        assert not line or (parts and parts[1] in REMEDIES), line


REMEDIES = (
    *("add", "change", "compare", "correct", "delete", "did", "leave", "make", "move", "name"),
    *("put", "rank", "read", "replace", "reword", "shorten", "use", "write"),
)
"""The words with which a remedy begins; did, as in "did you mean"."""


@pytest.mark.parametrize("wording", ["24 months", "several months"])
def test_a_wording_in_another_measure_is_not_understood(folder: Path, wording: str) -> None:
    """Two years are 24 months: no bound is demanded, and a person is asked to compare."""
    path = folder / "claims/river-floods.yaml"
    text = path.read_text(encoding="utf-8")
    found = "estimate: {low: 20, interpreted: [low], wording: decades}"
    assert text.count(found) == 1
    changed = f"estimate: {{best: 2, wording: {wording}}}"
    path.write_text(text.replace(found, changed), encoding="utf-8")
    draft, problems = read_draft(folder)

    assert [problem for problem in problems if "wording" in str(problem)] == []
    assert any(f"found '{wording}'" in str(warning) for warning in draft.warnings)
