"""Corpus: a folder with many datasets, read, checked and written on Dask.

This sub-package is public. Each name is loaded on first use.

>>> from afpak_claims import corpus
>>> corpus.check.__name__
'check'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afpak_claims.corpus.dask_corpus import (
        PARTITIONED,
        DatasetResult,
        WriteSummary,
        bag,
        check,
        find,
        read_parquet,
        to_parquet,
    )

__all__ = [
    "PARTITIONED",
    "DatasetResult",
    "WriteSummary",
    "bag",
    "check",
    "find",
    "read_parquet",
    "to_parquet",
]

_OLD_NAMES = {"Read": "DatasetResult", "Written": "WriteSummary"}
"""Names until 1.1.0, with what they are called now."""


def __getattr__(name: str) -> object:
    """Load a public name on first use."""
    if name not in {*__all__, *_OLD_NAMES}:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.dask_corpus"), _OLD_NAMES.get(name, name))


def __dir__() -> list[str]:
    """List the public names only."""
    return list(__all__)
