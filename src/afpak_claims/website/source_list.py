"""Source list: every source with the claims that have a finding from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afpak_claims.evidence.citations.text import reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.evidence.traces import Trace
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.sources import Source

__all__ = ["source_entries"]


@dataclass(frozen=True, slots=True)
class _SourceEntry:
    """A source with the claims on which it has a finding."""

    source: Source
    reference: str
    is_article: bool
    used_by: tuple[Claim, ...]

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Return the addresses that the reference does not have."""
        return tuple(a for a in self.source.addresses if a not in self.reference)

    @property
    def parts(self) -> list[tuple[str, str | None]]:
        """Return the reference in pieces, those that are addresses with where they lead."""
        parts: list[tuple[str, str | None]] = []
        rest = self.reference
        for address in (a for a in self.source.addresses if a in self.reference):
            before, found, rest = rest.partition(address)
            parts += [(before, None), (found, found or None)]
        return [part for part in (*parts, (rest, None)) if part[0]]


def source_entries(
    dataset: Dataset, traces: Iterable[Trace], sources: Iterable[Source] | None = None
) -> list[_SourceEntry]:
    """Return every source, or those that are given, sorted by reference."""
    listed = dataset.sources if sources is None else {source.id: source for source in sources}
    used: dict[str, dict[str, Claim]] = {}
    for trace in traces:
        for _, source in trace.comparisons:
            used.setdefault(source.id, {})[trace.claim.id] = trace.claim
    entries = (
        _SourceEntry(
            source,
            reference(source),
            source.id == dataset.article.source,
            tuple(used.get(source.id, {}).values()),
        )
        for source in listed.values()
    )
    return sorted(entries, key=_alphabetical)


def _alphabetical(entry: _SourceEntry) -> tuple[bool, str, str]:
    """Sort by reference, those without an author last."""
    return entry.reference.startswith("["), entry.reference.casefold(), entry.source.id
