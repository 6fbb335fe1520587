"""Template text: what a new record has to fill in, and marks of unfinished work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.records.plain_values import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

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

_UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|TBD|TBC)\b|\blorem ipsum\b|<[a-z ]+>")


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
        for path, text in _texts(plain(entry.record), ()):
            unfinished = _UNFINISHED.search(text)
            if unfinished or text in templates:
                found = unfinished[0] if unfinished else text
                yield RuleViolation(
                    entry, path, f"found {found!r}; expected finished text; write it"
                )


def _texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, (*path, key))
    elif isinstance(value, list):
        for n, part in enumerate(value):
            yield from _texts(part, (*path, n))
