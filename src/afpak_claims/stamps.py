"""Stamps: which versions a result was made with."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["METHOD", "SCHEMA_MINOR", "SCHEMA_VERSION", "Stamp", "__version__"]

__version__ = "2.3.0"
SCHEMA_VERSION = 2
"""The version of the record format that this package reads and writes."""
SCHEMA_MINOR = 3
"""Its minor part; records of an earlier one are read as they are."""
METHOD = 2
"""The number of the rules by which this package compares claims with findings."""


class Stamp(NamedTuple):
    """The versions and the digest that every export, card and citation carries."""

    data_version: str
    """The data version, or ``draft``."""
    digest: str
    """``sha256:`` and 64 hex digits over the canonical form of the records."""
    schema_version: int = SCHEMA_VERSION
    """The version of the record format."""
    package_version: str = __version__
    """The version of this package."""
    method: int = METHOD
    """The method that the verdicts were computed with."""
    name: str = "afpak-claims"
    """The name of the dataset."""
    note: str = ""
    """What sets it apart from a release: records changed in memory, results computed anew."""

    @property
    def short(self) -> str:
        """The name, the version and the first digits of the digest."""
        return f"{self.name} data {self.data_version} ({self.digest[:19]})"

    @property
    def made_with(self) -> str:
        """Which package computed what the records do not say themselves, in words."""
        return (
            f"recorded and compared by method {self.method} "
            f"with afpak-claims {self.package_version}"
        )

    def __str__(self) -> str:
        """Return the stamp as one line, with the digest cut to its first 12 digits."""
        note = f" ({self.note})" if self.note else ""
        return (
            f"{self.name} data {self.data_version} ({self.digest[:19]}), "
            f"schema {self.schema_version}, method {self.method}{note}, "
            f"package {self.package_version}"
        )
