"""Installations without source or docstrings: exports, page and schemas are the same there."""

from __future__ import annotations

import compileall
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import GOOD, ROOT

PROGRAM = """
import hashlib, json, pathlib, sys
import afpak_claims as ac
from afpak_claims.commands.schemas import schemas
from afpak_claims.exports.formats import FORMATS, export
world, place = ac.open_dataset(path=sys.argv[1]), pathlib.Path(sys.argv[2])
place.mkdir()
for name in FORMATS:
    export(world, name, place / name)
found = {
    str(file.relative_to(place)): hashlib.sha256(file.read_bytes()).hexdigest()
    for file in sorted(place.rglob("*"))
    if file.is_file()
}
found["page"] = hashlib.sha256(ac.page(path=sys.argv[1]).encode()).hexdigest()
found["schemas"] = hashlib.sha256(json.dumps(schemas()).encode()).hexdigest()
print(json.dumps(found))
"""


def made_by(source: Path, place: Path, *options: str) -> dict[str, str]:
    """Return the digest of everything that a copy of the package makes."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *options, "-c", PROGRAM, str(GOOD), str(place)],
        capture_output=True,
        text=True,
        check=False,
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what the source makes."""
    return made_by(ROOT / "src", tmp_path_factory.mktemp("source") / "made")


@pytest.mark.slow
def test_without_docstrings_everything_is_the_same(
    expected: dict[str, str], tmp_path: Path
) -> None:
    """``python -OO`` strips docstrings; no export, page or schema needs one."""
    assert made_by(ROOT / "src", tmp_path / "made", "-OO") == expected


@pytest.mark.slow
def test_without_source_everything_is_the_same(expected: dict[str, str], tmp_path: Path) -> None:
    """An installation of bytecode alone makes the same exports, page and schemas."""
    package = tmp_path / "site" / "afpak_claims"
    shutil.copytree(
        ROOT / "src" / "afpak_claims", package, ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "data", package / "_data")
    assert compileall.compile_dir(package, quiet=1, legacy=True)
    for source in package.rglob("*.py"):
        source.unlink()

    assert made_by(package.parent, tmp_path / "made") == expected


def test_pyinstaller_finds_the_hook() -> None:
    """The entry point that PyInstaller asks names a folder, and in it the hook of this package."""
    (point,) = importlib.metadata.entry_points(group="pyinstaller40", name="hook-dirs").select(
        module="afpak_claims._pyinstaller"
    )
    (folder,) = point.load()()

    assert (Path(folder) / "hook-afpak_claims.py").is_file()
