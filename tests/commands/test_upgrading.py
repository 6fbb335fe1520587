"""Upgrading: a folder of schema 1 becomes one of schema 2, and says the same."""

from __future__ import annotations

import io
import subprocess
import tarfile
from typing import TYPE_CHECKING

import pytest

import afpak_claims as ac
from afpak_claims.evidence.dataset import Dataset
from afpak_claims.files.folders import read_draft
from command_line import run_here
from conftest import GOOD, ROOT

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = "4eed86b"
"""The last commit whose data has schema 1."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return the data as it was in schema 1."""
    made = subprocess.run(
        ["git", "-C", ROOT, "archive", BEFORE, "data"], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"found no commit {BEFORE} with data of schema 1 in a history of git")
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "data"


def test_an_upgraded_folder_has_no_problem_and_keeps_every_scope(old: Path, tmp_path: Path) -> None:
    """Each value keeps the scope that was recorded; what a person must fill in is marked."""
    done = run_here(["upgrade", str(old)], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "to fill in" in done.stderr

    draft, problems = read_draft(old)
    # Schema 1 had no field for the window of a rank, so only a person can give it.
    assert {problem.rule for problem in problems} == {"ranks-fit", "numerals-in-statement"}
    upgraded = Dataset.from_draft(draft)
    frozen = ac.load_evidence("1.1.0")["scope"].dropna()
    scopes = ac.load_evidence(dataset=upgraded)["scope"]
    assert len(frozen) > 100
    same = [name for name in frozen.index if scopes.get(name) == frozen[name]]
    assert len(same) >= len(frozen) - 3  # the draft had mended three records
    text = (old / "evidence" / "war-costs.yaml").read_text(encoding="utf-8")
    assert "    origin: []  # fill in: who counted it or said it first" in text
    assert len(draft.units) == 10


def test_an_upgraded_folder_is_in_canonical_form(old: Path, tmp_path: Path) -> None:
    """Fmt finds nothing to change, and the marks stay where they are."""
    run_here(["upgrade", str(old)], tmp_path)

    assert run_here(["fmt", str(old), "--check"], tmp_path).returncode == 0


def test_a_folder_of_another_schema_is_refused(tmp_path: Path) -> None:
    """There is nothing to upgrade in schema 2, and nothing is written."""
    done = run_here(["upgrade", str(GOOD)], tmp_path)

    assert done.returncode == 1
    assert "found schema 2 in" in done.stderr
    assert "nothing to upgrade" in done.stderr
