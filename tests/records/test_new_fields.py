"""New fields: one that is declared at a record reaches everything that is made of records."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import GOOD, ROOT

if TYPE_CHECKING:
    from pathlib import Path

FIELD = '''
    audience: Line | None = None
    """Whom the sentence addresses."""
    retired: Retired | None = None
'''
VALUE = "The readers of the valley."
LOOK = f"""
import pathlib, sys
import afpak_claims as ac
from afpak_claims.exports.formats import FORMATS
top = pathlib.Path(sys.argv[1])
ds = ac.open_dataset(path=top / "world")
(top / "made").mkdir()
made = {{
    "schema": (top / "data/schema/claims.json").read_text("utf-8"),
    "codebook": (top / "data/README.md").read_text("utf-8"),
    "frame": " ".join(ac.load_claims(dataset=ds)["audience"].dropna()),
    "card of the record": str(ds["floods-drowned"]),
    "card": ds.trace("floods-drowned").text(200, full=True),
    "page": ac.page(dataset=ds),
}}
for name in FORMATS:
    ac.export(name, top / "made" / name, dataset=ds)
    written = [top / "made" / name, *(top / "made" / name).rglob("*")]
    made[name] = b"".join(f.read_bytes() for f in written if f.is_file()).decode("latin-1")
for name, text in made.items():
    print(name, "Whom the sentence addresses." in text, {VALUE!r} in text, sep=";")
"""
WITHOUT = {"bibtex", "ris", "csl-json", "jsonld", "croissant", "xlsx", "parquet"}
"""Formats that have no fields of claims, or that are packed."""


@pytest.mark.slow
def test_a_field_of_a_claim_is_added_in_one_place(tmp_path: Path) -> None:
    """Schema, codebook, frame, both cards, page and exports have it, made again by `generate`."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(GOOD, tmp_path / "world")
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path)
    record = tmp_path / "src/afpak_claims/records/claims.py"
    text = record.read_text(encoding="utf-8")
    place = "\n    retired: Retired | None = None\n"
    assert text.count(place) == 1
    record.write_text(text.replace(place, FIELD), encoding="utf-8")
    claims = tmp_path / "world/claims/river-floods.yaml"
    text = claims.read_text(encoding="utf-8")
    first = "  - id: floods-drowned\n"
    assert text.count(first) == 1
    claims.write_text(text.replace(first, f"{first}    audience: {VALUE}\n"), encoding="utf-8")

    _run(tmp_path, "-m", "afpak_claims", "generate")
    _run(tmp_path, "-m", "afpak_claims", "fmt", "world")
    _run(tmp_path, "-m", "afpak_claims", "check", "world")
    found = {
        name: (described == "True", shown == "True")
        for name, described, shown in (
            line.split(";") for line in _run(tmp_path, "-c", LOOK, str(tmp_path)).splitlines()
        )
    }

    assert found["schema"][0]
    assert found["codebook"][0]
    shown = {"frame", "card of the record", "card", "page", *found} - {"schema", "codebook"}
    assert {name for name in shown - WITHOUT if not found[name][1]} == set()


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
