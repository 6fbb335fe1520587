"""A year of a project downstream: it pins a version, installs the newest package, and moves on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

import afpak_claims as ac
from command_line import run_here

ROOT = Path(__file__).parents[2]
PINNED = "1.0.0"
THEN = "eb19591"
"""The commit that released package 1.1.0, with which the project began."""
FRAMES = """
import json, sys
import afpak_claims as ac
version = sys.argv[1]
found = {"digest": ac.open_dataset(version).digest}
for name in ("claims", "figures", "assertions", "evidence", "sources"):
    frame = getattr(ac, f"load_{name}")(version)
    found[name] = {
        "dtypes": {column: str(dtype) for column, dtype in frame.dtypes.items()},
        "cells": json.loads(frame.to_json(orient="split", date_format="iso")),
    }
found["citation"] = ac.cite("drone-strikes-count", version=version).partition("afpak-claims")[0]
print(json.dumps(found, sort_keys=True))
"""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the package as it was when the project began."""
    folder = tmp_path_factory.mktemp("then")
    with (folder / "package.tar").open("wb") as file:
        made = subprocess.run(
            ["git", "-C", ROOT, "archive", THEN, "src", "data", "pyproject.toml"],
            stdout=file,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    if made.returncode:
        pytest.skip(f"found no commit {THEN}, where the project began, in a history of git")
    with tarfile.open(folder / "package.tar") as archive:
        archive.extractall(folder, filter="data")
    return folder


def frames(source: Path, version: str) -> dict[str, object]:
    """Return the frames of a version as a package gives them, in a process of its own."""
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FRAMES, version],
        env={**os.environ, "PYTHONPATH": str(source / "src")},
        capture_output=True,
        text=True,
        check=True,
        cwd=source,
    )
    return dict(json.loads(made.stdout))


@pytest.mark.slow
def test_a_pinned_version_is_the_same_in_the_newest_package(old: Path, tmp_path: Path) -> None:
    """Frames, digest and citation of the pinned version are those of the package of then."""
    assert run_here(["lock", "--data-version", PINNED], tmp_path).returncode == 0
    lock = json.loads((tmp_path / "afpak-claims.lock.json").read_text(encoding="utf-8"))
    before, after = frames(old, PINNED), frames(ROOT, PINNED)

    assert before["digest"] == lock["digest"]
    assert before == {name: _as_then(after[name], before[name]) for name in before}
    assert run_here(["verify-lock"], tmp_path).returncode == 0


def _as_then(now: Any, then: Any) -> Any:
    """Return a frame with the columns that it had then: later packages add some and drop none."""
    if not isinstance(then, dict):
        return now
    columns, known = then["cells"]["columns"], now["cells"]["columns"]
    places = [known.index(name) for name in columns]
    rows = [[row[at] for at in places] for row in now["cells"]["data"]]
    return {
        "dtypes": {name: now["dtypes"][name] for name in then["dtypes"]},
        "cells": {**now["cells"], "columns": columns, "data": rows},
    }


def test_the_project_sees_what_a_move_would_change(tmp_path: Path) -> None:
    """Asked for its ids, the newest version says which of them changed, and in which fields."""
    newest = ac.versions()[0]
    found = run_here(
        ["changes", "drone-strikes-count", "--since", PINNED, "--format", "json"], tmp_path
    )
    told = json.loads(found.stdout)

    assert found.returncode == 1
    assert (told["old"], told["new"]) == (PINNED, newest)
    assert {change["id"] for change in told["changes"]} >= {"drone-strikes-count"}
    assert all(change["field"] or change["change"] != "changed" for change in told["changes"])
