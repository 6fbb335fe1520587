"""Separate events: single events add up, whatever days and places they share."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from afpak_claims.api import open_dataset, total
from afpak_claims.commands.starting import starting_files
from afpak_claims.errors import UsageError
from afpak_claims.evidence.totals import add_up
from afpak_claims.files.article_text import split_sentences
from afpak_claims.files.folders import read_draft
from afpak_claims.website.page import page
from conftest import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLE = "Many strikes hit one village, and a list has them all."
METRICS = {"killed": "people_killed", "civilians_killed": "civilians_killed"}


@pytest.fixture(scope="module")
def years(shared: Path) -> list[dict[str, Any]]:
    """Return strikes, killed and civilians killed by year."""
    tables = yaml.safe_load((shared / "evidence" / "tables.yaml").read_text("utf-8"))
    return list(tables["tbij_drone_strikes_pakistan"])


def shares(whole: int, parts: int) -> Iterator[int]:
    """Divide a number into whole parts that add up to it."""
    for n in range(parts):
        yield whole * (n + 1) // parts - whole * n // parts


def strikes(years: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Make a fabricated strike for each of a year, whose numbers add up to those of the year."""
    [place] = split_sentences(ARTICLE)
    for year in years:
        count = year["strikes"]
        for name, metric in METRICS.items():
            low_of, high_of = year[name]
            lows, more = shares(low_of, count), shares(high_of - low_of, count)
            for n, (low, above) in enumerate(zip(lows, more, strict=True)):
                high = low + above
                exact = {"low": low, "best": low, "high": low, "wording": f"{low}"}
                of_two = {"low": low, "high": high, "wording": f"{low} to {high}"}
                event = f"strike-{year['period']}-{n}"
                yield {
                    "id": f"{event}-{name.replace('_', '-')}",
                    "kind": "figure",
                    "statement": f"Strike S{year['period']}{n:03} killed "
                    f"{low if low == high else f'{low} to {high}'} {name.replace('_', ' ')}.",
                    "metric": metric,
                    "estimate": exact if low == high else of_two,
                    "period": {"edtf": year["period"], "holds": "cumulative"},
                    "places": ["one-village"],
                    "article": place._asdict(),
                    "attribution": {"naming": "none"},
                    "event": event,
                }


@pytest.fixture(scope="module")
def sheet(years: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a dataset with the strikes as figures, each of its own event."""
    folder = tmp_path_factory.mktemp("strikes") / "strikes"
    files = {
        name: yaml.safe_load(text)
        for name, text in starting_files("strikes", "Strikes", ARTICLE).items()
    }
    metric = {"unit": "people", "additive": True, "whole": True, "nature": "flow"}
    files["vocabulary/units.yaml"]["units"] = [
        {"id": "people", "label": "people", "singular": "person", "plural": "people",
         "dimension": "count"}
    ]  # fmt: skip
    files["vocabulary/metrics.yaml"]["metrics"] = [
        {"id": id_, "label": label, "definition": f"{label}, by the list.", **metric, **more}
        for id_, label, more in (
            ("people_killed", "People killed", {}),
            ("civilians_killed", "Civilians killed", {"within": "people_killed"}),
        )
    ]
    files["vocabulary/places.yaml"]["places"] = [
        {"id": "one-village", "name": "One village", "definition": "The village of the list."}
    ]
    files["claims/first-topic.yaml"]["claims"] = list(strikes(years))
    for name, value in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def test_430_strikes_in_one_village_add_up(sheet: Path, years: list[dict[str, Any]]) -> None:
    """Without allow_overlap the events give the totals of the list, and no note of a doubt."""
    begun = time.perf_counter()
    _, problems = read_draft(sheet)
    assert problems == []
    dataset = open_dataset(path=sheet)
    assert sum(year["strikes"] for year in years) == len(dataset) / 2 == 430
    for metric, low, high in (("people_killed", 2515, 4026), ("civilians_killed", 424, 969)):
        ids = [claim.id for claim in dataset if getattr(claim, "metric", None) == metric]
        added = add_up(dataset, ids)
        assert (added.low, added.high, added.note) == (low, high, None)
    assert page(dataset).count("<article ") == len(dataset)
    print(f"430 strikes, from file to page: {time.perf_counter() - begun:.1f} s")  # noqa: T201 - a measure


def test_two_figures_of_one_event_count_twice(sheet: Path) -> None:
    """Only different events lie apart; two counts of one and the same overlap as before."""
    folder = sheet.parent / "same"
    shutil.copytree(sheet, folder, dirs_exist_ok=True)
    file = folder / "claims/first-topic.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("event: strike-2005-1\n", "event: strike-2005-0\n"), "utf-8")
    ids = ["strike-2005-0-killed", "strike-2005-1-killed"]
    assert total(ids, path=sheet).note is None
    with pytest.raises(UsageError, match="expected no double counting"):
        total(ids, path=folder)


def _divided(folder: Path, ipsum: str) -> Path:
    """Divide a figure of the fabricated world into two parts."""
    file = folder / "claims/river-floods.yaml"
    text = file.read_text("utf-8")
    part = text[text.index("  - id: floods-displaced-dolor") :].partition("\n\n")[0]
    other = (
        part.replace("floods-displaced-dolor", "floods-displaced-ipsum")
        .replace("lived in Dolor", "lived in Ipsum")
        .replace("[dolor]", "[lorem-basin]")
        .replace("Several hundred", ipsum.capitalize())
    )
    several = "{low: 300, high: 999, interpreted: [low, high], wording: several hundred}"
    number = ipsum.replace(",", "")
    own = f"{{low: {number}, best: {number}, high: {number}, wording: '{ipsum}'}}"
    other = other.replace(several, own).replace("    cautions: [interpreted-bounds, subset]\n", "")
    divided = text.replace(
        "id: floods-displaced\n", "id: floods-displaced\n    partitioned: true\n"
    )
    file.write_text(divided.replace(part, f"{part}\n\n{other}"), "utf-8")
    return folder


def test_parts_that_divide_a_figure_add_up_to_it(tmp_path: Path) -> None:
    """Parts that fit pass and may be added; parts that cannot be all of it are a problem."""
    fits = _divided(shutil.copytree(GOOD, tmp_path / "fits"), "1,000")
    _, problems = read_draft(fits, layout=False)
    assert problems == []
    added = total(["floods-displaced-dolor", "floods-displaced-ipsum"], path=fits)
    assert (added.low, added.high, added.note) == (1300, 1999, None)

    short = _divided(shutil.copytree(GOOD, tmp_path / "short"), "100")
    _, problems = read_draft(short, layout=False)
    assert ["partitions"] == [problem.rule for problem in problems]
    assert "as the sum of the parts of 'floods-displaced'" in problems[0].message
