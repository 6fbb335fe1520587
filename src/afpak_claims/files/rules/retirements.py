"""Retirements: what is out of use leads to what is in use, and nothing rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.files.drafts import RuleViolation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft

__all__ = ["part_of_live_whole", "successors_live"]


def successors_live(draft: Draft) -> Iterator[RuleViolation]:
    """What replaces a retired record is in use, directly or by way of other successors."""
    claims = draft.index(draft.claims)
    for entry in draft.claims:
        seen = [entry.record.id]
        at = entry.record
        while at.retired and at.retired.replaced_by:
            name = at.retired.replaced_by
            if name in seen:
                links = " → ".join(repr(each) for each in seen)
                yield RuleViolation(
                    entry,
                    ("retired", "replaced_by"),
                    f"found a circular reference ({links} → {name!r}); expected a successor in "
                    "use; change or delete replaced_by",
                )
                break
            if name not in claims:
                break
            seen.append(name)
            at = claims[name]
        else:
            if at.retired and at is not entry.record:
                yield RuleViolation(
                    entry,
                    ("retired", "replaced_by"),
                    f"found {at.id!r}, which is retired and names no successor; expected a claim "
                    "in use; change or delete replaced_by",
                )


def part_of_live_whole(draft: Draft) -> Iterator[RuleViolation]:
    """A claim in use is no part of a retired one."""
    claims = draft.index(draft.claims)
    for entry in draft.claims:
        whole = claims.get(entry.record.part_of or "")
        if whole and whole.retired and not entry.record.retired:
            instead = whole.retired.replaced_by
            remedy = f"write {instead!r}" if instead else "delete part_of"
            yield RuleViolation(
                entry,
                ("part_of",),
                f"found {whole.id!r}, which is retired; expected a figure in use; {remedy}",
            )
