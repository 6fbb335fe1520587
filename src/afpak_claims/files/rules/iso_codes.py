"""ISO codes: the codes of places exist in ISO 3166-1 or 3166-2."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from afpak_claims.files.drafts import RuleViolation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft

__all__ = ["iso_codes_exist", "known_codes"]


@cache
def known_codes() -> frozenset[str]:
    """Return every code of ISO 3166-1 alpha-2 and ISO 3166-2.

    >>> "PK-KP" in known_codes()
    True
    """
    lines = files(__package__).joinpath("iso_3166.txt").read_text(encoding="ascii").splitlines()
    codes = set()
    for line in lines:
        if line and not line.startswith("#"):
            country, _, parts = line.partition(":")
            codes |= {country, *(f"{country}-{part}" for part in parts.split())}
    return frozenset(codes)


_OF_USERS = re.compile(r"(?:AA|Q[M-Z]|X[A-Z]|ZZ)(?:-|$)")
"""The codes that ISO 3166-1 leaves to its users, for what has no code of its own."""


def iso_codes_exist(draft: Draft) -> Iterator[RuleViolation]:
    """The ISO code of a place exists, and is of the country around it."""
    places = draft.index(draft.places)
    for entry in draft.places:
        code = entry.record.iso
        outer = places.get(entry.record.within or "")
        if code and code not in known_codes() and not _OF_USERS.match(code):
            yield RuleViolation(
                entry,
                ("iso",),
                f"found {code!r}; expected a code of ISO 3166-1 or 3166-2; correct or delete it",
            )
        elif code and "-" in code and outer and outer.iso and outer.iso[:2] != code[:2]:
            yield RuleViolation(
                entry,
                ("within",),
                f"found {outer.id!r} of ISO code {outer.iso!r} around a place of code {code!r}; "
                "expected places of one country; correct within or a code",
            )
