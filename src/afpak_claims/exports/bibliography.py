"""Bibliographies: every source of a dataset in one file, after the dataset's own entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.evidence.citations.styles import render

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
    text = render([dataset.as_source(), *dataset.sources.values()], style)
    file.write_text(text, encoding="utf-8", newline="\n")
