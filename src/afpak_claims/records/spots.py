"""Spots: what kind of part of a text something stands in, on which page, at which time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from afpak_claims.records.fields import CONFIG
from afpak_claims.records.scalars import PageNumber, PlayTime

__all__ = ["PARTS", "Spot", "TextPart"]

TextPart = Literal["heading", "caption", "list-item", "table-cell"]
PARTS: dict[TextPart, str] = {
    "heading": "heading",
    "caption": "caption",
    "list-item": "list item",
    "table-cell": "table cell",
}
"""The wording of each part of a text that is no sentence of a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where in a text, on paper or in a recording something stands, if not only in a sentence."""

    __pydantic_config__ = CONFIG

    part: TextPart | None = None
    """What it stands in; null for a sentence of a paragraph."""
    page: PageNumber | None = None
    """The page as printed, such as 12, iv or 12-13; null if there are none."""
    time: PlayTime | None = None
    """Hours, minutes and seconds from the beginning of a recording, such as 0:14:05."""

    def __post_init__(self) -> None:
        """Refuse a spot that says nothing."""
        if not (self.part or self.page or self.time):
            message = "found no part, page or time; expected one of them; add it, or delete spot"
            raise ValueError(message)

    def __str__(self) -> str:
        """Return it in words."""
        known = (
            PARTS[self.part] if self.part else "",
            f"page {self.page}" if self.page else "",
            f"at {self.time}" if self.time else "",
        )
        return ", ".join(filter(None, known))
