"""Results: what a method says of the claims of a dataset, computed once and then kept.

A released version hands out the results that were computed when it was released, whatever a
later package would compute.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Results"]


@dataclass(frozen=True, slots=True)
class Results:
    """The results of one data version, by id."""

    method: int
    """The number of the method that they were computed with."""
    claims: Mapping[str, Mapping[str, Any]]
    """``verdict`` and ``attribution_check`` of each claim."""
    findings: Mapping[str, Mapping[str, Any]]
    """``relation``, ``gap``, ``relative_gap`` and ``decides`` of each finding."""
    digest: str | None = None
    """The digest of the file that they were read from; None where they were just computed."""
