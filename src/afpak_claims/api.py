"""The door: open the shipped data, a version of it, or another folder; cite what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from afpak_claims.errors import DataError, UnknownWordError, UsageError
from afpak_claims.evidence import citations
from afpak_claims.evidence.dataset import DRAFT, Dataset
from afpak_claims.releases import versions as releases
from afpak_claims.releases.bundled_data import shipped_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable
    from os import PathLike

__all__ = ["citation", "cite", "open_dataset"]


def open_dataset(version: str | None = None, path: str | PathLike[str] | None = None) -> Dataset:
    """Open the shipped data, one version of it, or another folder of the same shape.

    Args:
        version: A data version such as ``"0.1.0"``; the newest released one where it is left
            out; ``"draft"`` for the YAML files, which no digest protects.
        path: Another folder of the same shape; it has no versions.

    Raises:
        DataError: The data does not hold, with every problem.
        DataNotFoundError: There is no such version or folder.
        UsageError: Both a version and a path were given.

    Example:
        >>> import afpak_claims as ac
        >>> ac.open_dataset().version == ac.versions()[0]
        True
    """
    if path is not None:
        if version not in {None, DRAFT}:
            message = (
                f"found version {version!r} beside a path; expected one of the two; "
                "a folder of YAML files has no versions"
            )
            raise UsageError(message)
        return open_folder(Path(path))
    if version == DRAFT:
        return open_folder(shipped_data())
    return releases.open_version(version)


def open_folder(root: Traversable, progress: Callable[[str], object] | None = None) -> Dataset:
    """Open a folder of YAML files.

    Raises:
        DataError: With every problem of every file.
        DataNotFoundError: The folder does not exist.
    """
    from afpak_claims.files.folders import read_draft

    draft, problems = read_draft(root, progress)
    if problems:
        raise DataError(problems)
    return Dataset.from_draft(draft)


def cite(
    record_id: str,
    style: str = "text",
    *,
    version: str | None = None,
    path: str | PathLike[str] | None = None,
) -> str:
    """Return the citations of a claim or a source, ready to paste.

    For a claim: the article, then the source of its attribution, then those of its findings,
    and last the dataset with its versions and digest.

    Args:
        record_id: A claim or a source.
        style: ``text``, ``markdown``, ``bibtex``, ``ris`` or ``csl-json``.
        version: A data version, as in `open_dataset`.
        path: Another folder of the same shape.

    Raises:
        UnknownWordError: There is no such record or style; the message names the nearest.

    Example:
        >>> import afpak_claims as ac
        >>> ac.cite("almirsad-article").startswith("Khalil Sufyan")
        True
    """
    dataset = open_dataset(version, path)
    if record_id in dataset.sources:
        return citations.render([dataset.sources[record_id]], style)
    if record_id not in dataset.claims:
        kind = "claim or source"
        raise UnknownWordError(kind, record_id, [*dataset.claims, *dataset.sources])
    return citations.render(dataset.trace(record_id).cited, style)


def citation(dataset: Dataset) -> str:
    """Return one line that cites the dataset itself."""
    stamp = dataset.stamp
    return (
        f"{dataset.header.title} (afpak-claims, data version {stamp.data_version}, {stamp.digest})."
    )
