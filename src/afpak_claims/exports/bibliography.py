"""Bibliographies: every source of a dataset in one file, after the dataset's own entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.evidence.citations.styles import STYLES, render
from afpak_claims.exports.read_back import check_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset

__all__ = ["write_bibliography"]


def write_bibliography(
    dataset: Dataset, file: Path, step: Callable[[str], object], style: str
) -> None:
    """Write every source in a style, and read the keys back."""
    step("sources")
    sources = [dataset.as_source(), *dataset.sources.values()]
    file.write_text(render(sources, style), encoding="utf-8", newline="\n")
    known = STYLES[style].bibliography
    found = known.keys(file.read_text(encoding="utf-8")) if known else []
    check_rows([(key,) for key in found], [(source.id,) for source in sources], file.name)
