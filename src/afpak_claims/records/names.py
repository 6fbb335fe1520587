"""Names of authors: persons, or bodies."""

from __future__ import annotations

from dataclasses import dataclass

from afpak_claims.records.fields import CONFIG
from afpak_claims.records.scalars import Item

__all__ = ["Name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An author: a person with a family name, or a body as one literal."""

    __pydantic_config__ = CONFIG

    family: Item | None = None
    """Family name of a person."""
    given: Item | None = None
    """Given names of a person."""
    literal: Item | None = None
    """Name of a body, or of a person whose name has no parts."""

    def __post_init__(self) -> None:
        """Refuse a name that is neither, or both."""
        if (self.family is None) == (self.literal is None) or (self.literal and self.given):
            message = (
                "found no single name; expected family and given, or literal; write one of them"
            )
            raise ValueError(message)

    def __str__(self) -> str:
        """Return the name as it is read."""
        return self.in_words()

    def in_words(self) -> str:
        """Return the name as it is read."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)
