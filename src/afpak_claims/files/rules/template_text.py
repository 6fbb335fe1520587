"""Template text: what a new record has to fill in, and marks of unfinished work."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.records.fields import field_order
from afpak_claims.records.registry import RECORDS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from afpak_claims.files.drafts import Draft

__all__ = ["TEMPLATES", "no_template_text"]

TEMPLATES = {
    "statement": "One sentence in your own words, complete without the article.",
    "wording": "more than 0",
    "note": "What the article leaves open.",
    "locator": "page or table",
    "metric": "metric_of_your_vocabulary",
}
"""What a new record has in each field that a person is to fill in."""

_UNFINISHED = re.compile(
    r"\b(?:TODO|FIXME|XXX|TBD|TBC)\b|(?i:\bfixme\b|\A(?:todo|xxx|tbd|tbc)\b(?=:|\.*\Z))"
    r"|(?i:\blorem ipsum\b)|\?{3}|<[a-z ]+>"
)
"""Marks of unfinished work. Small letters count where they are no word of a language."""


def no_template_text(draft: Draft) -> Iterator[RuleViolation]:
    """No text is one of a template, or a mark of unfinished work."""
    templates = frozenset(TEMPLATES.values())
    entries: list[Any] = [
        *(draft.claims + draft.findings + draft.sources),
        *(draft.metrics + draft.places + draft.actors),
        *(draft.quantifiers + draft.cautions),
        *(entry for entry in (draft.header, draft.article) if entry),
    ]
    for entry in entries:
        if not _may_have(_plain_texts(entry.record)):
            continue
        for path, text in _texts(entry.record, ()):
            unfinished = _UNFINISHED.search(text)
            if unfinished or text in templates:
                found = unfinished[0] if unfinished else text
                yield RuleViolation(
                    entry, path, f"found {found!r}; expected finished text; write it"
                )


_SIGNS = (
    *("todo", "fixme", "xxx", "tbd", "tbc", "lorem ipsum", "???", "<"),
    *(text.lower() for text in TEMPLATES.values()),
)
"""One of these stands in each mark of unfinished work and in each text of a template."""


def _may_have(texts: list[str]) -> bool:
    """Whether one of some texts may be one of a template or unfinished.

    Letters beyond ASCII may count as one of ASCII where small and capital letters are alike.
    """
    text = "\n".join(texts)
    return not text.isascii() or any(map(text.lower().__contains__, _SIGNS))


def _plain_texts(record: Any) -> list[str]:
    """Return what `_texts` does, without the places."""
    found: list[str] = []
    for name, _ in _text_fields(_kind(record)):
        value = getattr(record, name)
        if type(value) is str:
            found.append(value)
        elif type(value) is tuple:
            for part in value:
                found += [part] if type(part) is str else _plain_texts(part)
        elif value is not None:
            found += _plain_texts(value)
    return found


def _texts(record: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Return every text of a record and where it stands, but ids, dates and closed words."""
    for name, key in _text_fields(_kind(record)):
        value = getattr(record, name)
        if type(value) is str:
            yield (*path, key), value
        elif type(value) is tuple:
            for n, part in enumerate(value):
                if type(part) is str:
                    yield (*path, key, n), part
                else:
                    yield from _texts(part, (*path, key, n))
        elif value is not None:
            yield from _texts(value, (*path, key))


def _kind(record: Any) -> Hashable:
    return cast("Hashable", type(record))


@cache
def _text_fields(kind: Any) -> tuple[tuple[str, str], ...]:
    """Return the fields of a record class that are texts or hold records with texts."""
    kinds = {"Line", "Item", "Word", *(record.__name__ for record in RECORDS)}
    types = {field.name: re.findall(r"\w+", str(field.type)) for field in fields(kind)}
    return tuple(
        (name, key) for name, key, _ in field_order(kind) if not kinds.isdisjoint(types[name])
    )
