"""Retirements: what is out of use leads to what is in use, and nothing rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afpak_claims.files.drafts import RuleViolation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft

__all__ = ["nothing_rests_on_retired", "part_of_live_whole", "successors_live"]


def successors_live(draft: Draft) -> Iterator[RuleViolation]:
    """What replaces a retired record is in use, directly or by way of other successors."""
    for entries in (draft.claims, draft.findings, draft.sources):
        records: dict[str, Any] = {entry.record.id: entry.record for entry in entries}
        for entry in entries:
            fault = _dead_end(entry.record, records)
            if fault:
                yield RuleViolation(entry, ("retired", "replaced_by"), fault)


def _dead_end(record: Any, records: dict[str, Any]) -> str | None:
    """Say why the successors of a record lead to none in use."""
    seen = [record.id]
    at = record
    while at.retired and at.retired.replaced_by:
        name = at.retired.replaced_by
        if name in seen:
            links = " → ".join(repr(each) for each in seen)
            return (
                f"found a circular reference ({links} → {name!r}); expected a successor in "
                "use; change or delete replaced_by"
            )
        if name not in records:
            return None
        seen.append(name)
        at = records[name]
    if at.retired and at is not record:
        return (
            f"found {at.id!r}, which is retired and names no successor; expected a record in "
            "use; change or delete replaced_by"
        )
    return None


def nothing_rests_on_retired(draft: Draft) -> Iterator[RuleViolation]:
    """A finding in use rests on a source in use, and adds up findings in use."""
    sources, findings = draft.index(draft.sources), draft.index(draft.findings)
    for entry in draft.findings:
        finding = entry.record
        if finding.retired:
            continue
        source = sources.get(finding.source)
        if source and source.retired:
            yield RuleViolation(
                entry,
                ("source",),
                f"found {source.id!r}, which is retired; expected a source in use; name another, "
                "or retire the finding",
            )
        for n, name in enumerate(finding.inputs):
            part = findings.get(name)
            if part and part.retired:
                yield RuleViolation(
                    entry,
                    ("inputs", n),
                    f"found {name!r}, which is retired; expected a finding in use; replace it",
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
