"""Statements: what a claim says, and who the article cites for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afpak_claims.files.article_text import FULL_STOPS, split_sentences
from afpak_claims.files.drafts import RuleViolation
from afpak_claims.files.rules.duplicates import alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft

__all__ = ["attributed", "statements"]


def attributed(draft: Draft) -> Iterator[RuleViolation]:
    """Cited actors are given exactly if they are named, a cited group exactly if it is generic."""
    for entry in draft.claims:
        attribution = entry.record.attribution
        for name, what, naming in (
            ("to", "actor", "named"),
            ("group", "group", "generic"),
        ):
            given = bool(getattr(attribution, name))
            if given and attribution.naming != naming:
                yield RuleViolation(
                    entry,
                    ("attribution", name),
                    f"found {_an(what)} with naming {attribution.naming!r}; expected {what}s only "
                    f"with naming {naming!r}; change naming or delete {name}",
                )
            elif not given and attribution.naming == naming:
                yield RuleViolation(
                    entry,
                    ("attribution",),
                    f"missing {what}; expected {_an(what)} if naming is {naming!r}; add the {what}",
                )


def _an(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


_STOP_WITHIN = re.compile(rf"[{''.join(FULL_STOPS)}](?:(?<=\w{{4}}\.)\s|(?<!\.))\s*\S")
"""A full stop before other words; behind a shorter word it may be that of an abbreviation."""


def statements(draft: Draft) -> Iterator[RuleViolation]:
    """Every statement is one sentence and unique."""
    first: dict[str, str] = {}
    for entry in draft.claims:
        statement = entry.record.statement
        if not statement.endswith(FULL_STOPS):
            yield RuleViolation(
                entry,
                ("statement",),
                "missing full stop at the end; expected one whole sentence; add it",
            )
        elif _STOP_WITHIN.search(statement) and len(split_sentences(statement)) > 1:
            yield RuleViolation(
                entry,
                ("statement",),
                "found more than one sentence; expected one whole sentence; make a claim of each, "
                "or join them",
            )
        other = first.setdefault(alike(statement), entry.record.id)
        if other != entry.record.id:
            yield RuleViolation(
                entry,
                ("statement",),
                f"found the same statement as claim {other!r}; expected a unique statement; "
                "reword one of them",
            )
