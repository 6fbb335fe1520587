"""Canonical YAML: the values of a file in the layout of `strict_yaml.write`, read line by line.

Most files are in that layout, and its lines are read in a third of the time that the events of a
YAML parser take. The values are a guess: this reader refuses nothing and proves nothing. Whoever
calls it writes the values again and compares the text; where the texts differ, the strict reader
reads the file and names what is wrong with it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

__all__ = ["values_of"]

_LONGEST = 900_000
_LONGEST_LINE = 100_000
_MOST_BRACKETS = 20
"""A text within these bounds is within those of the strict reader, too."""


def values_of(raw: bytes) -> dict[str, Any] | None:
    r"""Return what a file has if it is in canonical layout; None where it cannot be.

    Maps and lists that are written on one line may be shared: they are for reading only.

    Args:
        raw: The bytes of the file.

    Example:
        >>> values_of(b"# Rain\ntitle: Rain\nclaims:\n  - id: wet\n    places: [lorem, 'no']\n")
        {'title': 'Rain', 'claims': [{'id': 'wet', 'places': ['lorem', 'no']}]}
        >>> values_of(b"title: Rain\nclaims:\n- id: wet\n- in:\tLorem\n") is None
        True
    """
    if len(raw) > _LONGEST:
        return None
    if b" #" in raw:  # most likely a comment, which the canonical text would not have
        return None
    try:
        lines = raw.decode().split("\n")
    except UnicodeDecodeError:
        return None
    if (
        max(map(len, lines)) > _LONGEST_LINE
        # Control characters, tabs and other line breaks than the line feed are not printable.
        or not "".join(lines).isprintable()
    ):
        return None
    first = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    try:
        return _block(lines[first:])
    except (AttributeError, LookupError, TypeError, ValueError):  # it is in another layout
        return None


def _block(lines: list[str]) -> dict[str, Any]:
    """Return the values of lines, by how far each is indented."""
    top: dict[str, Any] = {}
    # By indentation, the map or list that a line belongs to.
    holders: dict[int, Any] = {0: top}
    opened: tuple[dict[str, Any], str] | None = None
    for line in lines:
        body = line.lstrip(" ")
        if not body:
            continue
        indent = len(line) - len(body)
        is_item = body.startswith("- ")
        if opened:  # a key that stood alone on its line
            holders[indent] = opened[0][opened[1]] = [] if is_item else {}
            opened = None
        if is_item:
            body = body[2:]
            if body.startswith("{"):
                holders[indent].append(_value(body))
                continue
            record: dict[str, Any] = {}
            holders[indent].append(record)
            indent += 2
            holders[indent] = record
        key, _, written = body.partition(": ")
        if written:
            holders[indent][key] = _value(written)
        else:
            opened = (holders[indent], key.removesuffix(":"))
    return top


def _value(written: str) -> Any:
    first = written[0]
    if first in "{[":
        return _on_one_line(written)
    return _unquoted(written) if first in "'\"" else written


def _unquoted(written: str) -> str:
    quote = written[0]
    return written[1:-1].replace("''", "'") if quote == "'" else written[1:-1]


@lru_cache(maxsize=4096)  # places, actors, periods and credits of one article are few
def _on_one_line(written: str) -> Any:
    if written.count("{") + written.count("[") > _MOST_BRACKETS:
        raise ValueError
    value, end = _flow(written, 0)
    if end != len(written):
        raise ValueError
    return value


_SCALAR = re.compile(r"""'(?:[^']|'')*+'|"[^"]*"|[^,\[\]{}'"]+""")


def _flow(text: str, at: int) -> tuple[Any, int]:
    """Return the value that begins at a place of a line, and where it ends."""
    if text[at] == "[":
        items: list[Any] = []
        at += 1
        while text[at] != "]":
            item, at = _flow(text, at + 2 if items else at)
            items.append(item)
        return items, at + 1
    if text[at] == "{":
        pairs: dict[str, Any] = {}
        at += 1
        while text[at] != "}":
            colon = text.index(": ", at)
            key = text[at:colon].removeprefix(", ")
            pairs[key], at = _flow(text, colon + 2)
        return pairs, at + 1
    match = _SCALAR.match(text, at)
    if not match:
        raise ValueError
    return _value(match[0]), match.end()
