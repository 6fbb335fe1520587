"""Stamps: which versions a result was made with."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["SCHEMA_VERSION", "Stamp", "__version__"]

__version__ = "1.1.0"
SCHEMA_VERSION = 1
"""The version of the record format that this package reads and writes."""


class Stamp(NamedTuple):
    """The three versions and the digest that every export, card and citation carries."""

    data_version: str
    """The data version, or ``draft``."""
    digest: str
    """``sha256:`` and 64 hex digits over the canonical form of the records."""
    schema_version: int = SCHEMA_VERSION
    """The version of the record format."""
    package_version: str = __version__
    """The version of this package."""

    @property
    def made_with(self) -> str:
        """Which package computed what the records do not say themselves, in words."""
        return f"recorded and compared with afpak-claims {self.package_version}"

    def __str__(self) -> str:
        """Return the stamp as one line, with the digest cut to its first 12 digits."""
        return (
            f"afpak-claims data {self.data_version} ({self.digest[:19]}), "
            f"schema {self.schema_version}, package {self.package_version}"
        )
