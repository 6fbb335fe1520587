"""Warnings: what the records say together that only a person can judge."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from afpak_claims.evidence.warnings import WARNINGS, warnings_of
from afpak_claims.files.folders import read_draft
from command_line import run_here
from conftest import GOOD, ROOT

if TYPE_CHECKING:
    from pathlib import Path

EVIDENCE = "evidence/river-floods.yaml"


def _warned(folder: Path) -> list[str]:
    draft, problems = read_draft(folder)
    assert problems == []
    return [str(problem) for problem in warnings_of(folder, draft)]


def test_the_real_data_is_warned_of_nothing_new() -> None:
    """What the draft is warned of is known: the credited numbers that the check contradicts."""
    draft, problems = read_draft(ROOT / "data")

    assert problems == []
    assert {w.rule for w in warnings_of(ROOT / "data", draft)} <= {*WARNINGS}


def test_a_check_that_does_not_fit_the_own_numbers(tmp_path: Path) -> None:
    """Confirmed, while the credited body's own numbers lie below the claim."""
    folder = shutil.copytree(GOOD, tmp_path / "world")
    text = (folder / EVIDENCE).read_text(encoding="utf-8")
    (folder / EVIDENCE).write_text(
        text.replace("    stance: qualifies\n", "    stance: supports\n"), encoding="utf-8"
    )
    (warning,) = _warned(folder)

    assert warning.startswith("claims/river-floods.yaml:")
    assert "found the check 'confirmed' while the credited body's own numbers are above" in warning
    done = run_here(["check", str(folder)], tmp_path)
    assert done.returncode == 0
    assert "no problem found, 1 warning" in done.stdout
    assert run_here(["check", str(folder), "--strict"], tmp_path).returncode == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "[lorem-survey]\n    source: lorem-survey-report\n    locator: table 3, rows",
            "[basin-office]\n    source: lorem-survey-report\n    locator: table 3, rows",
            "found 'displaced-survey-early' of another origin; expected the origin of the total",
        ),
        (
            "    reading: primary\n    note: The number of the first printing.\n",
            "    reading: primary\n    series: survey-yearly\n    note: The first printing.\n",
            "",
        ),
        (
            "    revises: flood-year-1994-first\n",
            "",
            "",
        ),
        (
            "    reading: primary\n    series: survey-yearly\n    revises: flood-year-1994-first\n",
            "    reading: primary\n    series: survey-yearly\n",
            "",
        ),
    ],
)
def test_what_does_not_fit_is_told(old: str, new: str, message: str, tmp_path: Path) -> None:
    """Inputs of another origin are told; a revised value is no second one of its day."""
    folder = shutil.copytree(GOOD, tmp_path / "world")
    text = (folder / EVIDENCE).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / EVIDENCE).write_text(text.replace(old, new), encoding="utf-8")

    warned = " ".join(_warned(folder))
    assert message in warned


def test_two_values_of_one_day_are_told(tmp_path: Path) -> None:
    """A series that has a day twice, without a revision, is told."""
    folder = shutil.copytree(GOOD, tmp_path / "world")
    text = (folder / EVIDENCE).read_text(encoding="utf-8")
    text = text.replace("    revises: flood-year-1994-first\n", "")
    text = text.replace(
        "    reading: primary\n    note: The number of the first printing.\n",
        "    reading: primary\n    series: survey-yearly\n    note: The first printing.\n",
    )
    (folder / EVIDENCE).write_text(text, encoding="utf-8")

    assert any("expected one value a day in series 'survey-yearly'" in w for w in _warned(folder))


def test_a_known_number_of_unknown_origin_is_told(tmp_path: Path) -> None:
    """The same number once with and once without an origin may be one count."""
    folder = shutil.copytree(GOOD, tmp_path / "world")
    text = (folder / EVIDENCE).read_text(encoding="utf-8")
    text += """
  - id: drowned-repeated
    claim: floods-drowned
    about: value
    origin: []
    source: basin-bulletin
    estimate: {low: 35}
    reading: tertiary
"""
    (folder / EVIDENCE).write_text(text, encoding="utf-8")

    assert any("found the number of 'drowned-courier'" in warning for warning in _warned(folder))
