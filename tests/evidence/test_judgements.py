"""Judgements: coverage set by hand, and what would flip a verdict."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import afpak_claims as ac
from afpak_claims.evidence.judgements import judgements
from command_line import run_here
from conftest import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset


def test_each_axis_set_by_hand_is_listed(world: Dataset) -> None:
    """With what the records give, the reason, and what the verdict would be without it."""
    found = {(each.finding, each.axis): each for each in judgements(world)}

    assert {*found} == {
        ("displaced-dolor-bulletin", "when"),
        ("displaced-bulletin", "what"),
        ("displaced-bulletin", "where"),
    }
    dolor = found["displaced-dolor-bulletin", "when"]
    assert (dolor.computed, dolor.judged) == ("other", "same")
    assert (dolor.verdict, dolor.without) == ("consistent", "undecided")
    assert "gives no date" in dolor.why


def test_the_command_lists_them(tmp_path: Path) -> None:
    """As a table for people, as CSV for programs."""
    table = run_here(["judgements", str(GOOD)], tmp_path)
    listed = run_here(["judgements", str(GOOD), "--format", "csv"], tmp_path)

    assert "displaced-dolor-bulletin" in table.stdout
    assert listed.stdout.splitlines()[0] == (
        "claim,finding,axis,computed,judged,verdict,without,why"
    )
    assert len(listed.stdout.splitlines()) == 4


def test_the_command_lists_those_of_the_bundled_data_where_no_folder_is_named(
    tmp_path: Path,
) -> None:
    """Who installed the package needs no checkout to see what was judged by hand."""
    listed = run_here(["judgements", "--format", "csv"], tmp_path)
    rows = list(csv.DictReader(listed.stdout.splitlines()))

    findings = ac.open_dataset().findings.values()
    judged = {f.id for f in findings if f.covers and f.retired is None}
    assert {row["finding"] for row in rows} == judged


def test_sensitivity_is_a_frame_for_all_claims() -> None:
    """One row a claim and change, the same that the trace has."""
    frame = ac.sensitivity(path=GOOD)
    world = ac.open_dataset(path=GOOD)

    assert list(frame.columns) == ["claim", "verdict", "change", "becomes"]
    for claim, rows in frame.groupby("claim"):
        flips = dict(zip(rows["change"], rows["becomes"], strict=True))
        assert flips == dict(world.trace(str(claim)).sensitivity)
    assert ac.sensitivity(world).equals(frame)
    assert ac.sensitivity(world, kind="figure").equals(ac.sensitivity(path=GOOD, kind="figure"))


def test_show_tells_what_flips(tmp_path: Path) -> None:
    """The option replaces the card by what would flip the verdict."""
    done = run_here(
        ["show", "floods-displaced-dolor", "--sensitivity", "--path", str(GOOD)], tmp_path
    )

    assert done.returncode == 0
    assert "without coverage judged by hand" in done.stdout
    assert "undecided" in done.stdout
