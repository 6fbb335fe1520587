"""Lies: check finds the made-up wrong edits of the data, each by the rule that it breaks."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import pytest

from afpak_claims.files import strict_yaml
from afpak_claims.files.folders import read_draft
from lies import LIES, Files, World, read_files

DATA = Path(__file__).parents[2] / "data"
LEAST = len(LIES)
"""How many lies are found; the number may not fall."""


@pytest.fixture(scope="module")
def truth() -> Files:
    """Return the plain values of the data as they are."""
    return read_files(DATA)


def found(files: Files, truth: Files, folder: Path) -> set[str]:
    """Return the rules that the changed files break; a form that is refused counts as ``form``."""
    for name, values in files.items():
        if values != truth[name]:
            (folder / name).write_text(strict_yaml.write(values), encoding="utf-8")
    draft, problems = read_draft(folder)
    for name in files:
        shutil.copy(DATA / name, folder / name)
    return {problem.rule or "form" for problem in (*problems, *draft.warnings)}


def test_check_finds_every_lie(truth: Files, tmp_path: Path) -> None:
    """Of a hundred wrong edits, at least five of each sort, none passes."""
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    missed = []
    for lie in LIES:
        world = World(copy.deepcopy(truth))
        lie.tell(world)
        rules = found(world.files, truth, folder)
        if lie.rule not in rules:
            missed.append(f"{lie.rule}: {lie.text} (found {sorted(rules)})")

    assert missed == []
    assert len(LIES) - len(missed) >= LEAST >= 100
