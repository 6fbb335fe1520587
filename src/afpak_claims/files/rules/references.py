"""References: ids are unique, every id that is named exists, and everything is used."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from afpak_claims.files.drafts import Entry, RuleViolation, field_path
from afpak_claims.files.rules.duplicates import page_of
from afpak_claims.records.claims import Figure
from afpak_claims.records.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.findings import Finding

__all__ = ["everything_used", "known_ids", "unique_ids"]


def unique_ids(draft: Draft) -> Iterator[RuleViolation]:
    """Claims, findings and sources share one space of ids; each vocabulary has its own."""
    spaces: tuple[list[Entry[Any]], ...] = (
        [*draft.claims, *draft.findings, *draft.sources],
        *(getattr(draft, name) for name in VOCABULARY),
    )
    for space in spaces:
        first: dict[str, Entry[Any]] = {}
        for entry in space:
            other = first.setdefault(entry.record.id, entry)
            if other is not entry:
                where = f"{other.file} {field_path(other.path)}"
                yield RuleViolation(
                    entry,
                    ("id",),
                    f"found {entry.record.id!r}, the id of {where}; expected a unique id; "
                    "change one of them",
                )


def known_ids(draft: Draft) -> Iterator[RuleViolation]:
    """Every id that a record names is defined."""
    known: dict[str, set[str]] = {}
    for entry, path, kind, word in _references(draft):
        if kind not in known:
            known[kind] = _known(draft, kind)
        if word not in known[kind] and kind not in draft.unread:
            home = _HOMES.get(kind, f"vocabulary/{kind}.yaml")
            near = difflib.get_close_matches(word, known[kind], n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"change it or add it to {home}"
            yield RuleViolation(entry, path, f"found {word!r}; expected an id of {home}; {remedy}")


_HOMES = {"claims": "claims/", "findings": "evidence/", "sources": "sources.yaml"}


def _known(draft: Draft, kind: str) -> set[str]:
    return {entry.record.id for entry in getattr(draft, kind)} | draft.invalid


_Reference = tuple[Entry[Any], tuple[str | int, ...], str, str]


def _references(draft: Draft) -> Iterator[_Reference]:
    """Return every id that a record names: the record, the field, the kind and the id."""
    for entry in draft.claims:
        yield from _claim_references(entry)
    for found in draft.findings:
        yield found, ("claim",), "claims", found.record.claim
        yield found, ("source",), "sources", found.record.source
        yield from _finding_references(found)
    for kind in ("claims", "findings", "sources"):
        for entry in getattr(draft, kind):
            if entry.record.retired and entry.record.retired.replaced_by:
                yield entry, ("retired", "replaced_by"), kind, entry.record.retired.replaced_by
    for kind, names in _WORD_REFERENCES.items():
        for entry in getattr(draft, kind):
            for name, of in names.items():
                if (word := getattr(entry.record, name)) is not None:
                    yield entry, (name,), of, word
    if draft.article:
        yield draft.article, ("source",), "sources", draft.article.record.source


_WORD_REFERENCES = {
    "places": {"within": "places"},
    "metrics": {"within": "metrics", "unit": "units"},
    "actors": {"speaks_for": "actors", "party": "actors"},
}
"""The fields of vocabulary that name other words, with the vocabulary that those are of."""


def _finding_references(entry: Entry[Finding]) -> Iterator[_Reference]:
    finding = entry.record
    for name, of in (("origin", "actors"), ("places", "places"), ("inputs", "findings")):
        for n, word in enumerate(getattr(finding, name) or ()):
            yield entry, (name, n), of, word
    if finding.metric is not None:
        yield entry, ("metric",), "metrics", finding.metric
    if finding.revises is not None:
        yield entry, ("revises",), "findings", finding.revises


def _claim_references(entry: Entry[Claim]) -> Iterator[_Reference]:
    claim = entry.record
    if isinstance(claim, Figure):
        yield entry, ("metric",), "metrics", claim.metric
        if claim.rank:
            yield entry, ("rank", "of"), "metrics", claim.rank.of
    for name in ("places", "actors", "cautions"):
        for n, word in enumerate(getattr(claim, name)):
            yield entry, (name, n), name, word
    for n, word in enumerate(claim.attribution.to):
        yield entry, ("attribution", "to", n), "actors", word
    for name in ("part_of", "disputes"):
        if (word := getattr(claim, name)) is not None:
            yield entry, (name,), "claims", word


def everything_used(draft: Draft) -> Iterator[RuleViolation]:
    """Every source and every vocabulary term is used; a source also by a note with its address."""
    if not draft.complete:
        return
    used = defaultdict(set)
    for _, _, kind, word in _references(draft):
        used[kind].add(word)
    used["sources"] |= _sources_in_notes(draft)
    for kind in ("metrics", "units", "places", "actors", "cautions", "sources"):
        misspelt = used[kind] - _known(draft, kind)
        for entry in getattr(draft, kind):
            name = entry.record.id
            if getattr(entry.record, "retired", None):
                continue
            if name not in used[kind] and not difflib.get_close_matches(name, misspelt, n=1):
                by = "record that uses it"
                if kind == "sources":
                    by = "finding that uses it, or note with its URL"
                yield RuleViolation(
                    entry,
                    (),
                    f"found unused {kind[:-1]} {name!r}; expected at least one {by}; use it or "
                    "delete it",
                )


_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def _sources_in_notes(draft: Draft) -> set[str]:
    """Return the sources whose address stands in the note of a claim or finding."""
    notes = [claim.record.note for claim in draft.claims]
    notes += [finding.record.note for finding in draft.findings]
    pages = {
        page_of(address.rstrip(".,;:)"))
        for note in notes
        if note and "://" in note
        for address in _ADDRESS.findall(note)
    }
    return {
        entry.record.id
        for entry in draft.sources
        if any(page_of(address) in pages for address in entry.record.addresses)
    }
