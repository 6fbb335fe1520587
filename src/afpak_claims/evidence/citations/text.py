"""Text and Markdown: references for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afpak_claims.cards import markdown_text
from afpak_claims.evidence.citations.shared import (
    UNKNOWN_TITLE,
    appeared_in,
    archived_at,
    copy_of,
    found_at,
    stopped,
    who_and_when,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afpak_claims.records.sources import Source

__all__ = ["reference", "write_markdown", "write_text"]


def reference(source: Source) -> str:
    """Write one plain-text reference, ending in a full stop.

    No stop follows an address inside the reference, so that it can be copied whole.

    >>> from afpak_claims.records.names import Name
    >>> from afpak_claims.records.sources import Source
    >>> reference(Source(id="gift", type="webpage", author=(Name(literal="Lorem Survey"),)))
    'Lorem Survey (no date). [title unknown].'
    """
    said = (who_and_when(source), source.title or UNKNOWN_TITLE, *appeared_in(source))
    return " ".join(
        (*map(stopped, said), *found_at(source, source.url, copy_of(source), archived_at(source)))
    )


def write_text(sources: Sequence[Source]) -> str:
    """Write one reference per line."""
    return "".join(f"{reference(source)}\n" for source in sources)


def write_markdown(sources: Sequence[Source]) -> str:
    """Write a list with one reference per item."""
    return "".join(f"- {_markdown_item(source)}\n" for source in sources)


def _markdown_item(source: Source) -> str:
    title = source.title or UNKNOWN_TITLE
    stop = stopped(title)[len(title) :]
    shown = _link(title, source.url) if source.url else markdown_text(title)
    who, *places = (
        markdown_text(stopped(part)) for part in (who_and_when(source), *appeared_in(source))
    )
    copy, archive = copy_of(source), archived_at(source)
    found = found_at(source, None, copy and _link(copy, copy), archive and _link(archive, archive))
    return " ".join((_not_a_block(who), shown + stop, *places, *found))


_BLOCK_START = r"(?a)[#+=:-]|\d+(?=[.)])"


def _not_a_block(text: str) -> str:
    """Keep the start of a list item from being read as a heading or another list."""
    match = re.match(_BLOCK_START, text)
    if not match:
        return text
    # Only punctuation can be escaped: before a digit a backslash would be printed.
    place = match.end() if match[0].isdecimal() else 0
    return f"{text[:place]}\\{text[place:]}"


def _link(text: str, address: str) -> str:
    """Write a link; in angle brackets every character of an address but these stands for itself."""
    target = re.sub(r"&(?=#?\w+;)", "&amp;", address.replace("\\", "%5C"))
    return f"[{markdown_text(text)}](<{target}>)"
