"""How many made examples a property is tried on: a quarter, and in `.ci/run` all."""

from __future__ import annotations

import os

__all__ = ["examples"]

_ALL = os.environ.get("AFPAK_CLAIMS_ALL_EXAMPLES") == "1"


def examples(full: int) -> int:
    """Return the number of examples for this run, of those that `.ci/run` tries."""
    return full if _ALL else -(-full // 4)
