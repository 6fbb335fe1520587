"""Units of any kind: whatever a metric is measured in, check, card and page take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from afpak_claims.api import open_dataset
from afpak_claims.commands.starting import starting_files
from afpak_claims.files.folders import read_draft
from afpak_claims.website.page import page

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "On the Lorem somebody measured."
UNITS: dict[str, tuple[dict[str, Any], str, dict[str, Any], str]] = {
    "degrees below zero": (
        {"singular": "degree Celsius", "plural": "degrees Celsius", "dimension": "temperature"},
        "level",
        {"low": -12, "best": -12, "high": -12, "wording": "\u221212 \u00b0C"},
        "-12 degrees Celsius",
    ),
    "dollars of a year": (
        {"singular": "dollar of 2015", "plural": "dollars of 2015", "dimension": "money",
         "currency": "USD", "prices": "2015"},
        "flow",
        {"low": 1.76e12, "best": 1.76e12, "high": 1.76e12, "wording": "$1.76 trillion"},
        "1,760,000,000,000 dollars of 2015",
    ),
    "per 100,000": (
        {"singular": "per 100,000", "plural": "per 100,000", "dimension": "rate",
         "per": "100,000 inhabitants"},
        "rate",
        {"low": 12.4, "best": 12.4, "high": 12.4, "wording": "12.4 per 100,000"},
        "12.4 per 100,000",
    ),
    "percentage points": (
        {"singular": "percentage point", "plural": "percentage points", "dimension": "ratio"},
        "rate",
        {"low": -3, "low_open": True, "wording": "more than -3 percentage points"},
        "more than -3 percentage points",
    ),
    "tonnes": (
        {"singular": "tonne", "plural": "tonnes", "dimension": "mass"},
        "flow",
        {"low": 2.5, "high": 3.5, "wording": "between 2.5 and 3.5 tonnes"},
        "between 2.5 and 3.5 tonnes",
    ),
    "days": (
        {"singular": "day", "plural": "days", "dimension": "time"},
        "flow",
        {"low": 40, "low_open": True, "wording": "more than 40 days"},
        "more than 40 days",
    ),
    "votes": (
        {"singular": "vote", "plural": "votes", "dimension": "count"},
        "flow",
        {"low": 1, "best": 1, "high": 1, "wording": "one vote"},
        "1 vote",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", UNITS)
def test_a_figure_in_any_unit_is_checked_shown_and_drawn(tmp_path: Path, kind: str) -> None:
    """Check finds nothing, the card says number and unit, and the page draws it."""
    unit, nature, estimate, words = UNITS[kind]
    files = {
        name: yaml.safe_load(text)
        for name, text in starting_files("measured", "Measured", ARTICLE).items()
    }
    files["vocabulary/units.yaml"]["units"] = [{"id": "the_unit", "label": unit["plural"], **unit}]
    files["vocabulary/metrics.yaml"]["metrics"] = [
        {"id": "measured", "label": "Measured", "definition": "What was measured.",
         "unit": "the_unit", "additive": False, "whole": False, "nature": nature,
         **({"growth_of": "the measured share"} if unit["dimension"] == "ratio" else {})}
    ]  # fmt: skip
    claim = files["claims/first-topic.yaml"]["claims"][0]
    files["claims/first-topic.yaml"]["claims"] = [
        {
            "id": "measured-once",
            "kind": "figure",
            "statement": f"Somebody measured {words}.",
            "metric": "measured",
            "estimate": estimate,
            "period": {"edtf": "1994", "holds": "cumulative" if nature == "flow" else "sometime"},
            "article": claim["article"],
            "attribution": {"naming": "none"},
        }
    ]
    for name, value in files.items():
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")

    _, problems = read_draft(tmp_path)
    assert problems == []
    dataset = open_dataset(path=tmp_path)
    assert words in str(dataset.trace("measured-once"))
    assert "measured-once" in page(dataset)
