"""YAML comments: those of a file carried over to its canonical text, each to where it stood.

A comment on a line of its own stays above the key or item that it stood above, and a comment
behind a value stays on the line of that value. It moves with its key, and if the canonical text
has no such key, since its value was the default, to the next one that there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

from afpak_claims.files import strict_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["keep_comments"]


class _Comment(NamedTuple):
    """A comment below the head of a file."""

    line: int
    column: int
    text: str
    trailing: bool
    """Whether something stands before it on its line."""


class _Place(NamedTuple):
    """Where a key or an item of a list begins."""

    line: int
    column: int
    path: strict_yaml.Path


def keep_comments(canonical: str, raw: bytes, name: str) -> str:
    r"""Return the canonical text of a file with the comments that stand in the file.

    Args:
        canonical: The canonical text, with the comment at the head of the file.
        raw: The file.
        name: Its name, for messages.

    Example:
        >>> raw = b"# first\na: 1\n# second\nb:   2 # third\n"
        >>> keep_comments("# first\na: 1\nb: 2\n", raw, "f.yaml")
        '# first\na: 1\n# second\nb: 2  # third\n'
    """
    if canonical.encode() == raw:
        return canonical
    found = list(_comments(raw, name))
    if not found:
        return canonical
    before = list(_places(raw.decode("utf-8").replace("\r\n", "\n")))
    after = {place.path: place.line for place in _places(canonical)}
    lines = canonical.splitlines()
    above: dict[int, list[str]] = {}
    for comment in found:
        at = _anchor(comment, before, after, len(lines))
        if comment.trailing and at < len(lines):
            lines[at] += f"  {comment.text}"
        else:
            above.setdefault(at, []).append(comment.text)
    return "".join(f"{line}\n" for line in _merged(lines, above))


def _merged(lines: list[str], above: dict[int, list[str]]) -> Iterator[str]:
    for number, line in enumerate([*lines, ""]):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        yield from (f"{indent}{text}" for text in above.get(number, ()))
        if number < len(lines):
            yield line


def _anchor(
    comment: _Comment,
    before: list[_Place],
    after: dict[strict_yaml.Path, int],
    end: int,
) -> int:
    """Return the line of the canonical text that a comment belongs to."""
    at = (comment.line, comment.column)
    if comment.trailing:
        candidates: Iterable[_Place] = reversed([p for p in before if (p.line, p.column) < at])
    else:
        candidates = (place for place in before if (place.line, place.column) > at)
    return next((after[place.path] for place in candidates if place.path in after), end)


def _comments(raw: bytes, name: str) -> Iterator[_Comment]:
    """Find the comments below the head, outside of texts."""
    text = raw.decode("utf-8").replace("\r\n", "\n")
    for offset in strict_yaml.comment_offsets(raw, name):
        start = text.rfind("\n", 0, offset) + 1
        written = text[offset:].partition("\n")[0].rstrip()
        line = text.count("\n", 0, offset)
        yield _Comment(line, offset - start, written, bool(text[start:offset].strip()))


def _places(text: str) -> Iterator[_Place]:
    root = yaml.compose(text, Loader=strict_yaml.LOADER)
    yield from _inside(root, ())


def _inside(node: yaml.Node | None, path: strict_yaml.Path) -> Iterator[_Place]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield _Place(key.start_mark.line, key.start_mark.column, (*path, key.value))
            yield from _inside(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield _Place(value.start_mark.line, value.start_mark.column, (*path, number))
            yield from _inside(value, (*path, number))
