"""Duplicates: nothing stands twice under two names."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.records.plain_values import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from afpak_claims.files.drafts import Draft, Entry

__all__ = [
    "alike",
    "findings_differ",
    "iso_once",
    "nothing_twice",
    "one_phrase_one_quantifier",
    "one_url_one_source",
    "page_of",
]


def alike(text: str) -> str:
    r"""Return a text without what readers do not see: case, spaces, invisible characters.

    >>> alike("High  water") == alike("high\u00a0water")
    True
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    seen = unicodedata.normalize("NFKC", text)
    kept = "".join(
        c for c in seen if unicodedata.category(c) not in {"Cf", "Cc", "Mn"} or c in " \t\n"
    )
    return " ".join(kept.casefold().split())


def nothing_twice(draft: Draft) -> Iterator[RuleViolation]:
    """No actor, place, caution, input or alias stands twice in one record."""
    for entry in draft.claims:
        claim, cited = entry.record, entry.record.attribution.to
        if max(map(len, (claim.places, claim.actors, claim.cautions, cited))) <= 1:
            continue
        lists: dict[tuple[str, ...], Collection[str]] = {
            (name,): getattr(claim, name) for name in ("places", "actors", "cautions")
        }
        lists["attribution", "to"] = cited
        yield from _twice(entry, lists)
    for found in draft.findings:
        record = found.record
        named: dict[tuple[str, ...], Collection[str]] = {
            ("inputs",): record.inputs,
            ("origin",): record.origin,
            ("places",): record.places or (),
        }
        yield from _twice(found, named)
    words: list[Entry[Any]] = [*draft.places, *draft.actors]
    for called in words:
        yield from _twice(called, {("aliases",): called.record.aliases})


def _twice(
    entry: Entry[Any], lists: dict[tuple[str, ...], Collection[str]]
) -> Iterator[RuleViolation]:
    for path, words in lists.items():
        if len({*words}) == len(words):
            continue
        for word, count in Counter(words).items():
            if count > 1:
                yield RuleViolation(
                    entry,
                    path,
                    f"found {word!r} {count} times; expected it once; delete the others",
                )


def _shared(
    named: Iterable[tuple[str, Entry[Any], tuple[str | int, ...]]],
) -> Iterator[tuple[Entry[Any], tuple[str | int, ...], str]]:
    """Return what comes after another record with the same key, and the id of that record."""
    first: dict[str, Entry[Any]] = {}
    for key, entry, path in named:
        other = first.setdefault(key, entry)
        if other is not entry:
            yield entry, path, other.record.id


def iso_once(draft: Draft) -> Iterator[RuleViolation]:
    """No two places have one ISO code."""
    codes = [(entry.record.iso, entry, ("iso",)) for entry in draft.places if entry.record.iso]
    for entry, path, other in _shared(codes):
        yield RuleViolation(
            entry,
            path,
            f"found {entry.record.iso!r}, the ISO code of {other!r}; expected one place per code; "
            "delete or correct one of them",
        )


def one_phrase_one_quantifier(draft: Draft) -> Iterator[RuleViolation]:
    """No phrase belongs to two quantifiers."""
    phrases = [
        (alike(phrase), entry, ("phrases", n))
        for entry in draft.quantifiers
        for n, phrase in enumerate(entry.record.phrases)
    ]
    for entry, path, other in _shared(phrases):
        yield RuleViolation(
            entry,
            path,
            f"found {entry.record.phrases[path[1]]!r}, a phrase of {other!r}; expected one "
            "quantifier per phrase; delete it from one of them",
        )


def one_url_one_source(draft: Draft) -> Iterator[RuleViolation]:
    """No two sources have one URL, with or without a slash at its end, as http or https.

    Nor is one kept at the URL of another.
    """
    addresses = [
        (page_of(address), entry, (field,))
        for field in ("URL", "archive")
        for entry in draft.sources
        if (address := getattr(entry.record, field.lower()))
    ]
    for entry, path, other in _shared(addresses):
        yield RuleViolation(
            entry,
            path,
            f"found the URL of {other!r}; expected one source per publication; correct the URL, "
            "or use one source for both",
        )


def page_of(address: str) -> str:
    """Return what addresses of one page have in common."""
    host, slash, rest = address.partition("://")[2].partition("/")
    page = host.lower().removeprefix("www.") + slash + rest.partition("#")[0]
    return page.rstrip("/")


def findings_differ(draft: Draft) -> Iterator[RuleViolation]:
    """No two findings are alike but for their id, and for case and spaces of their texts."""
    values = []
    for entry in draft.findings:
        record = plain(entry.record)
        del record["id"]
        values.append((alike(repr(sorted(record.items()))), entry, ()))
    for entry, path, other in _shared(values):
        yield RuleViolation(
            entry,
            path,
            f"found the same finding as {other!r} under another id; expected each finding once; "
            "delete one of them",
        )
