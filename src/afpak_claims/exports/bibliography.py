"""Bibliographies: every source of a dataset in one file, after the dataset's own entry."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from afpak_claims.evidence.citations.styles import render
from afpak_claims.exports.read_back import check_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset

__all__ = ["write_bibtex", "write_csl_json", "write_ris"]


def write_bibtex(dataset: Dataset, file: Path, step: Callable[[str], object]) -> None:
    """Write every source as BibTeX."""
    _write(dataset, file, step, "bibtex")


def write_ris(dataset: Dataset, file: Path, step: Callable[[str], object]) -> None:
    """Write every source as RIS."""
    _write(dataset, file, step, "ris")


def write_csl_json(dataset: Dataset, file: Path, step: Callable[[str], object]) -> None:
    """Write every source as CSL-JSON."""
    _write(dataset, file, step, "csl-json")


def _write(dataset: Dataset, file: Path, step: Callable[[str], object], style: str) -> None:
    step("sources")
    sources = [dataset.as_source(), *dataset.sources.values()]
    file.write_text(render(sources, style), encoding="utf-8", newline="\n")
    found = _KEYS[style](file.read_text(encoding="utf-8"))
    check_rows([(key,) for key in found], [(source.id,) for source in sources], file.name)


_KEYS: dict[str, Callable[[str], list[str]]] = {
    "bibtex": re.compile(r"(?m)^@\w+\{([^,\s]+),$").findall,
    "ris": re.compile(r"(?m)^ID  - (\S+)$").findall,
    "csl-json": lambda text: [item["id"] for item in json.loads(text)],
}
"""How the key of each entry is found again."""
