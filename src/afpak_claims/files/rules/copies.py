"""Copies: nothing is told twice under two ids with a word or two changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.files.rules.duplicates import alike
from afpak_claims.records.claims import Figure

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.records.findings import Finding

__all__ = ["figures_differ", "names_differ", "notes_differ", "publications_differ", "values_differ"]


def values_differ(draft: Draft) -> Iterator[RuleViolation]:
    """No number of one source stands twice on a claim, of one metric, place and time."""
    first: dict[Hashable, Entry[Finding]] = {}
    for entry in draft.findings:
        found = entry.record
        if found.estimate is None or found.retired:
            continue
        bounds = replace(found.estimate, wording=None)
        key = (found.claim, found.source, found.metric, found.places, found.period, bounds)
        other = first.setdefault(key, entry)
        if other is not entry and replace(found, id=other.record.id) != other.record:
            yield RuleViolation(
                entry,
                ("estimate",),
                f"found the number that {other.record.id!r} has from {found.source!r} too; "
                "expected each number of a source once; delete one of them, name both bodies in "
                "one origin, or say what differs in metric, places or period",
            )


def notes_differ(draft: Draft) -> Iterator[RuleViolation]:
    """No two findings of one source on one claim have notes that differ in one word only."""
    groups: dict[Hashable, list[Entry[Finding]]] = defaultdict(list)
    for entry in draft.findings:
        found = entry.record
        if found.estimate is None and found.note and not found.retired:
            key = (found.claim, found.source, found.about, found.stance, found.period)
            groups[key].append(entry)
    for entries in groups.values():
        for n, entry in enumerate(entries):
            for other in entries[:n]:
                if _is_nearly(entry.record, other.record):
                    yield RuleViolation(
                        entry,
                        ("note",),
                        f"found nearly the note of {other.record.id!r}, from the same source; "
                        "expected each finding once; delete one of them, or say what differs",
                    )
                    break


_FEWEST_WORDS = 5
"""Shorter notes can differ in one word and say two things."""


def _is_nearly(one: Finding, other: Finding) -> bool:
    """Whether two notes are not alike, and alike but for one word."""
    words, others = (Counter(alike(each.note or "").split()) for each in (one, other))
    apart = max((words - others).total(), (others - words).total())
    return apart == 1 and min(words.total(), others.total()) >= _FEWEST_WORDS


def figures_differ(draft: Draft) -> Iterator[RuleViolation]:
    """No two figures of one sentence have the same bounds, metric, places, actors and period.

    Those of two events may.
    """
    first: dict[Hashable, str] = {}
    for entry in draft.claims:
        claim = entry.record
        if not isinstance(claim, Figure) or claim.retired:
            continue
        counted = (claim.metric, claim.estimate, claim.places, claim.actors, claim.period)
        other = first.setdefault((claim.article.digest, claim.event, *counted), claim.id)
        if other != claim.id:
            yield RuleViolation(
                entry,
                ("estimate",),
                f"found the number of {other!r}, of the same sentence; expected each number once; "
                "delete one of them, or say what differs in metric, places, actors, period or "
                "event",
            )


_Named = tuple["Entry[Any]", tuple[str | int, ...], str]
"""A record, and the field in which a name stands, with it."""


def names_differ(draft: Draft) -> Iterator[RuleViolation]:
    """No two places, actors, metrics or figures go by one name."""
    with_aliases: tuple[list[Entry[Any]], ...] = ([*draft.places], [*draft.actors])
    named: list[list[_Named]] = [
        [
            *((entry, ("name",), entry.record.name) for entry in entries),
            *(
                (entry, ("aliases", n), alias)
                for entry in entries
                for n, alias in enumerate(entry.record.aliases)
            ),
        ]
        for entries in with_aliases
    ]
    named.append([(entry, ("label",), entry.record.label) for entry in draft.metrics])
    shorts: list[_Named] = [
        (entry, ("short",), entry.record.short)
        for entry in draft.claims
        if isinstance(entry.record, Figure) and entry.record.short and not entry.record.retired
    ]
    for of_a_kind in (*named, shorts):
        first: dict[str, str] = {}
        for entry, path, name in of_a_kind:
            other = first.setdefault(alike(name), entry.record.id)
            if other != entry.record.id:
                yield RuleViolation(
                    entry,
                    path,
                    f"found {name!r}, which is a name of {other!r} too; expected one name for "
                    "one thing; correct it, or use one record for both",
                )


def publications_differ(draft: Draft) -> Iterator[RuleViolation]:
    """No two sources have one title, date and publisher."""
    first: dict[Hashable, str] = {}
    for entry in draft.sources:
        source = entry.record
        if not (source.title and source.issued) or source.retired:
            continue
        key = (alike(source.title), source.issued, source.container_title, source.publisher)
        other = first.setdefault(key, source.id)
        if other != source.id:
            yield RuleViolation(
                entry,
                ("title",),
                f"found the title, date and publisher of {other!r}; expected one source per "
                "publication; use one source for both, or correct what differs",
            )
