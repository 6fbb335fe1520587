"""Separate events: single events add up, whatever days and places they share."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from afpak_claims.api import open_dataset, total
from afpak_claims.errors import UsageError
from afpak_claims.evidence.totals import add_up
from afpak_claims.files.folders import read_draft
from conftest import GOOD
from strikes import YEARS, sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from afpak_claims.evidence.dataset import Dataset

pytestmark = pytest.mark.slow

ARTICLE = "Many strikes hit one village, and a list has them all."
REPORT = GOOD.parent / "foreign" / "refugee-report"
METRICS = {"killed": "people_killed", "civilians": "civilians_killed"}
SHEET_COLUMNS = {
    "estimate.low": "Least",
    "estimate.high": "Most",
    "estimate.wording": "Said",
    "statement": "What",
}
_FLOW = {"unit": "people", "additive": True, "whole": True, "nature": "flow"}
WORDS: dict[str, list[dict[str, Any]]] = {
    "units": [
        {"id": "people", "label": "people", "singular": "person", "plural": "people",
         "dimension": "count"}
    ],
    "metrics": [
        {"id": "people_killed", "label": "People killed", "definition": "By the list.", **_FLOW},
        {"id": "civilians_killed", "label": "Civilians killed", "definition": "By the list.",
         **_FLOW, "within": "people_killed"},
    ],
    "places": [{"id": "one-village", "name": "One village", "definition": "The village."}],
}  # fmt: skip


class Imported(NamedTuple):
    """A dataset that was made of a sheet of strikes."""

    folder: Path
    seconds: float
    """The time of the processor from the sheet to the page."""
    waited: float
    """The time that passed."""
    dataset: Dataset


@pytest.fixture(scope="module")
def imported(
    run: Callable[..., CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory
) -> Imported:
    """Start a dataset, import a sheet of 430 strikes twice, check it and make its page."""
    top = tmp_path_factory.mktemp("strikes")
    folder = top / "strikes"
    (top / "article.txt").write_text(f"{ARTICLE}\n", "utf-8")
    (top / "strikes.csv").write_text(sheet(), "utf-8")
    begun, waited = time.process_time(), time.perf_counter()

    def done(*words: str | Path) -> str:
        finished = run(*words)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    done("init", folder, "--article", top / "article.txt", "--title", "Strikes")
    for kind, words in WORDS.items():
        text = yaml.safe_dump({kind: words}, sort_keys=False)
        (folder / "vocabulary" / f"{kind}.yaml").write_text(text, "utf-8")
    for name, metric in METRICS.items():
        columns = {field: f"{column} {name}" for field, column in SHEET_COLUMNS.items()}
        columns |= {"period.edtf": "Day", "period.wording": "When", "event": "Strike"}
        maps = [f"--map={field}={column}" for field, column in columns.items()]
        fixed = [f"--set=metric={metric}", "--set=places=one-village"]
        source = ("import", "csv", top / "strikes.csv", "--topic", name)
        done(*source, "--path", folder, *maps, *fixed, "--write")
    done("fmt", folder)
    assert "no problem found" in done("check", folder, "--strict")
    done("page", "--path", folder, "--output", top / "page.html")
    times = (time.process_time() - begun, time.perf_counter() - waited)
    return Imported(folder, *times, open_dataset(path=folder))


_SLOWEST = 30
"""Seconds of the processor from the sheet to the page; on a quiet machine it takes five."""


def _of(dataset: Dataset, metric: str) -> list[str]:
    return [claim.id for claim in dataset if getattr(claim, "metric", None) == metric]


def test_430_imported_strikes_add_up(imported: Imported) -> None:
    """Without allow_overlap they give the totals of the list, on whatever days they share."""
    dataset = imported.dataset
    days = [claim.period.edtf for claim in dataset if claim.period]
    assert len(set(days)) < len(days) / 2  # two claims a strike, and strikes that share a day
    for metric, low, high in (("people_killed", 2515, 4026), ("civilians_killed", 424, 969)):
        ids = _of(dataset, metric)
        assert len(ids) == 430
        added = total(dataset.select(metric=metric))
        assert (added.low, added.high, added.note) == (low, high, None)
    print(  # noqa: T201 - a measure
        f"430 strikes, from file to page: {imported.seconds:.1f} s of the processor, "
        f"{imported.waited:.1f} s in all"
    )
    assert imported.seconds < _SLOWEST


def test_each_year_of_the_strikes_adds_up(imported: Imported) -> None:
    """The strikes of a year give its two ranges, as the list has them."""
    dataset = imported.dataset
    for metric in METRICS.values():
        names = _of(dataset, metric)
        for year in YEARS:
            due = year.killed if metric == "people_killed" else year.civilians
            ids = [
                name
                for name in names
                if str(dataset.claims[name].period.edtf).startswith(str(year.year))  # type: ignore[union-attr] # given
            ]
            added = add_up(dataset, ids)
            assert (len(ids), added.lower, added.upper) == (year.strikes, *due)


def test_the_page_of_the_strikes_has_each_of_them(imported: Imported) -> None:
    """A strike is told twice on the page, by the people and by the civilians that it killed."""
    made = (imported.folder.parent / "page.html").read_text("utf-8")
    assert made.count("<article ") == 2 * sum(year.strikes for year in YEARS) + 1


def test_two_figures_of_one_event_count_twice(imported: Imported) -> None:
    """Only different events lie apart; two counts of one and the same overlap as before."""
    folder = imported.folder.parent / "same"
    shutil.copytree(imported.folder, folder, dirs_exist_ok=True)
    file = folder / "claims/killed.yaml"
    text = file.read_text("utf-8")
    assert text.count("event: strike-2010-12\n") == 1
    file.write_text(text.replace("event: strike-2010-12\n", "event: strike-2010-0\n"), "utf-8")
    dataset = open_dataset(path=folder)
    ids = [
        claim.id
        for claim in dataset
        if getattr(claim, "event", None) == "strike-2010-0" and claim.topic == "killed"
    ]
    assert len(ids) == 2
    assert add_up(imported.dataset, ids).note is None
    with pytest.raises(UsageError, match="expected no double counting"):
        add_up(dataset, ids)


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


def test_a_sum_says_that_it_may_count_twice_only_of_what_may(imported: Imported) -> None:
    """Allowed or not, events are no doubt; of several ranges only those that overlap are named."""
    dataset = imported.dataset
    names = _of(dataset, "people_killed")[:3]
    assert add_up(dataset, names, allow_overlap=True).note is None
    good = open_dataset(path=GOOD)
    ids = ["floods-displaced", "floods-displaced-dolor"]
    mixed = add_up(good, ids, allow_overlap=True)
    assert str(mixed.note).endswith(
        "may count twice: 'floods-displaced-dolor', which is a part of 'floods-displaced'."
    )


def test_shares_may_divide_a_whole_too(tmp_path: Path) -> None:
    """Parts in percent are checked to make up their whole, though no share is ever added up."""
    folder = shutil.copytree(REPORT, tmp_path / "report")
    file = folder / "claims/refugee-report.yaml"
    text = file.read_text("utf-8")
    whole = text[text.index("  - id: children-at-school") : text.index("  - id: death-rate-1996")]
    parts = "".join(
        whole.replace("id: children-at-school", f"id: {name}-at-school")
        .replace("43", str(value))
        .replace("displaced children", f"displaced {name}")
        .replace("\n\n", "\n    part_of: children-at-school\n\n")
        for name, value in (("girls", 20), ("boys", 23))
    )
    divided = whole.replace("\n\n", "\n    partitioned: true\n\n")
    file.write_text(text.replace(whole, divided + parts), "utf-8")
    _, problems = read_draft(folder, layout=False)
    assert problems == []
    with pytest.raises(UsageError, match="does not add up"):
        total(["girls-at-school", "boys-at-school"], path=folder)

    file.write_text(file.read_text("utf-8").replace("23", "13"), "utf-8")
    _, problems = read_draft(folder, layout=False)
    assert [problem.rule for problem in problems] == ["partitions"]
