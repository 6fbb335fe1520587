"""Retirement: a record that is out of use, whose id still resolves."""

from __future__ import annotations

from dataclasses import dataclass

from afpak_claims.records.fields import CONFIG
from afpak_claims.records.scalars import Line, Slug, Version

__all__ = ["Retired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """Why and since when a record is retired."""

    __pydantic_config__ = CONFIG | {
        "alias_generator": lambda name: "in" if name == "in_version" else name
    }

    in_version: Version
    """The data version that retired the record."""
    reason: Line
    """Why it was retired."""
    replaced_by: Slug | None = None
    """The record of its kind that replaces it, if there is one."""

    def __str__(self) -> str:
        """Return in words since when, why, and what to use instead."""
        instead = f" Use {self.replaced_by!r} instead." if self.replaced_by else ""
        return f"RETIRED in data version {self.in_version}: {self.reason}{instead}"
