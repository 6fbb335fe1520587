"""Bibliographies: every source of a dataset in one file, after the dataset's own entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afpak_claims import citations
from afpak_claims.records import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afpak_claims.dataset import Dataset

__all__ = ["as_source", "write_bibtex", "write_csl_json", "write_ris"]


def as_source(dataset: Dataset) -> Source:
    """Return the dataset as a source, so that it can be cited like the others.

    Its note has the stamp and the whole digest: formats for citations have no other room for
    them.

    >>> import afpak_claims as ac
    >>> as_source(ac.open_dataset()).type
    'dataset'
    """
    header, stamp = dataset.header, dataset.stamp
    entry = Source(
        id=header.name,
        type="dataset",
        title=header.title,
        url=header.url,
        licence=header.licences.records,
        note=(
            f"Data version {stamp.data_version}, schema {stamp.schema_version}, package "
            f"{stamp.package_version}, {stamp.digest}"
        ),
    )
    while entry.id in dataset.sources:
        entry = replace(entry, id=f"{entry.id}-data")
    return entry


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
    text = citations.render([as_source(dataset), *dataset.sources.values()], style)
    file.write_text(text, encoding="utf-8", newline="\n")
