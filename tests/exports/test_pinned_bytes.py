"""Pinned bytes: an export of a released version is the same under every later package.

``PYTHONPATH=src:tests python tests/exports/test_pinned_bytes.py VERSION`` adds the digests of a
version that was just released. Those of a version are never changed.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import pytest

import afpak_claims as ac

GOLDEN = Path(__file__).parents[1] / "golden" / "export_digests.json"
FORMATS = ("csv", "datapackage", "json", "jsonl", "jsonld", "bibtex", "ris", "csl-json")
"""The formats that are text. The others hold the same tables, and the version of the package inside
of what is compressed or hashed, where it cannot be masked."""
KNOWN = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
MASKED = "package …"


def digests(version: str, folder: Path) -> dict[str, str]:
    """Return a digest of each file of each export, the version of the package masked."""
    found = {}
    for name in FORMATS:
        place = folder / name
        ac.export(name, place, version=version)
        for file in [place] if place.is_file() else sorted(place.iterdir()):
            text = file.read_text(encoding="utf-8")
            for told in (
                f"package {ac.__version__}",
                f"afpak-claims {ac.__version__}",
                f"package_version,,,{ac.__version__}",
                f'package_version":"{ac.__version__}',
                f'package_version": "{ac.__version__}',
            ):
                text = text.replace(told, MASKED)
            inside = name if file == place else f"{name}/{file.name}"
            found[inside] = hashlib.sha256(text.encode()).hexdigest()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("version", KNOWN)
def test_an_export_of_a_version_is_what_it_was(version: str, tmp_path: Path) -> None:
    """Nothing but the version of the package changes from one package to the next."""
    assert digests(version, tmp_path) == KNOWN[version]


def test_every_released_version_has_its_digests() -> None:
    """A release is not complete without them."""
    assert {*KNOWN} == {*ac.versions()}


if __name__ == "__main__":
    for given in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as made:
            KNOWN.setdefault(given, digests(given, Path(made)))
    GOLDEN.write_text(json.dumps(KNOWN, indent=1) + "\n", encoding="utf-8")
