"""Overlays: a folder of somebody's own findings, sources and words, laid over a data version.

::

    evidence/<topic>.yaml  sources.yaml
    vocabulary/{metrics,units,places,actors,quantifiers,cautions}.yaml

An overlay adds records and replaces those of its own ids; it takes nothing away.
"""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING

from afpak_claims.errors import DataError, DataNotFoundError, Problem
from afpak_claims.evidence.dataset import Dataset, Known
from afpak_claims.files.drafts import Draft, Entry
from afpak_claims.files.folders import DataFile, overlay_files, parse_file, problems_of, read_bytes
from afpak_claims.records.registry import COLLECTIONS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["overlaid"]


def overlaid(base: Dataset, folder: Path) -> Dataset:
    """Return a dataset with the records of a folder laid over it.

    Its stamp names the version and the digest of the overlay; its verdicts are computed by the
    method of this package, since no frozen ones know the findings of the overlay.

    Raises:
        DataError: The overlay breaks a rule, with every problem.
        DataNotFoundError: There is no such folder, or no file of an overlay in it.
    """
    if not folder.is_dir():
        message = f"found no folder {folder}; expected an overlay; change the path"
        raise DataNotFoundError(message)
    draft, problems, digest = Draft(), list[Problem](), hashlib.sha256()
    read: list[DataFile] = []
    for file in overlay_files(folder):
        if isinstance(file, Problem):
            problems.append(file)
            continue
        read.append(file)
        try:
            raw = read_bytes(file, folder)
            digest.update(f"{file.name}\0{len(raw)}\0".encode() + raw)
            part, faults = parse_file(file.name, raw)
        except DataError as error:
            problems.extend(error.problems)
            continue
        problems.extend(problems_of(folder, file.name, faults))
        draft.add(part)
    if not read and not problems:
        message = (
            f"found nothing to lay over the data in {folder}; expected evidence/*.yaml, "
            "sources.yaml or vocabulary/*.yaml; add one"
        )
        raise DataNotFoundError(message)
    joined = _joined(base, draft)
    problems.extend(problems_of(folder, None, (), joined))
    if problems:
        raise DataError(problems)
    made = Dataset.from_draft(joined)
    version = f"{base.version} + overlay {digest.hexdigest()[:12]}"
    made = dataclasses.replace(made, version=version)
    note = "with an overlay; not a released version"
    parts = tuple(getattr(made, name) for name in ("header", "article", "topics", *COLLECTIONS))
    return dataclasses.replace(made, known=Known(made.digest, parts, note=note))


def _joined(base: Dataset, over: Draft) -> Draft:
    """Return the records of both, those of the overlay in the place of their ids."""
    joined = Draft(
        header=Entry(base.header, "", ()),
        article=Entry(base.article, "", ()),
        topics={**base.topics, **over.topics},
        complete=False,
    )
    for name in COLLECTIONS:
        own = {entry.record.id for entry in getattr(over, name)}
        kept = [
            Entry(record, "", ()) for record in getattr(base, name).values() if record.id not in own
        ]
        getattr(joined, name).extend([*kept, *getattr(over, name)])
    return joined
