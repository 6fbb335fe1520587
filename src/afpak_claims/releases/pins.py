"""Pins: a data version with its digests, kept in a project, and whether it is still the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.errors import DataNotFoundError, UsageError
from afpak_claims.releases.versions import find, folder_of, open_version

if TYPE_CHECKING:
    from os import PathLike

__all__ = ["Pin", "pin", "verify"]


class Pin(NamedTuple):
    """What a lock file holds."""

    name: str
    """The name of the dataset."""
    data_version: str
    """The data version."""
    digest: str
    """The digest of its records."""
    results_digest: str | None
    """The digest of its results; None where none were frozen."""
    method: int
    """The method that its results were computed with."""


def pin(version: str | None = None, path: str | PathLike[str] | None = None) -> Pin:
    """Return what pins a data version: the newest where none is named.

    Raises:
        DataError: A frozen file is missing, changed or cut.
        DataNotFoundError: There is no such version.

    Example:
        >>> pin("1.0.0").digest[:19]
        'sha256:2e58d51490a8'
    """
    root = folder_of(path)
    release = find(version, root)
    stamp = open_version(release.version, root).stamp
    return Pin(stamp.name, release.version, release.digest, release.results, stamp.method)


def verify(lock: Path, path: str | PathLike[str] | None = None) -> Pin:
    """Check a lock file against the data that is here; return what it pins.

    Raises:
        DataError: A frozen file is missing, changed or cut.
        DataNotFoundError: There is no such lock file or no such version.
        UsageError: The file is no lock file, or the data is not what it pins.
    """
    try:
        values = json.loads(Path(lock).read_text(encoding="utf-8"))
        due = Pin(**{name: values[name] for name in Pin._fields})
    except OSError as error:
        message = (
            f"can't read {lock} ({error.strerror}); expected a lock file; write it with "
            "'afpak-claims lock'"
        )
        raise DataNotFoundError(message) from None
    except (ValueError, KeyError, TypeError):
        message = f"found no pin in {lock}; expected a lock file; write it with 'afpak-claims lock'"
        raise UsageError(message) from None
    found = pin(due.data_version, path)
    for name in Pin._fields:
        if getattr(found, name) != getattr(due, name):
            message = (
                f"found {name} {getattr(found, name)} of data version {due.data_version}; "
                f"expected {getattr(due, name)}, which {lock} pins; install the package again, "
                "or find out who changed the data"
            )
            raise UsageError(message)
    return due
