"""Strict YAML: text to plain values, every value with its place, and plain values to text.

What is read is the part of YAML that has one meaning: maps, lists and texts of one UTF-8
document. Nothing is guessed (``NO`` is the text "NO", ``1.10`` is the text "1.10"); only a plain
``null`` is nothing. Anchors, aliases, tags, merge keys, equal keys and a second document are
refused with their line.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from afpak_claims.errors import DataError, Problem
from afpak_claims.records.plain_values import plain
from afpak_claims.records.scalars import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "MAX_BYTES",
    "Mark",
    "comment_offsets",
    "head_comment",
    "item_marks",
    "item_starts",
    "marks",
    "read",
    "write",
]

MAX_BYTES = 64 * 1024 * 1024
_MAX_SCALAR = 100_000
_MAX_DEPTH = 20
# Values take far more memory than the bytes they are written in; this bounds it.
_MAX_EVENTS = 1_000_000
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NOTHING = frozenset({"null", ""})

Path = tuple["str | int", ...]


class Mark(NamedTuple):
    """Where a value begins, both from 1."""

    line: int
    column: int


def read(raw: bytes, name: str) -> Any:
    """Turn the bytes of a YAML file into maps, lists, texts and None.

    Raises:
        DataError: With the one place where the text stops being readable.
    """
    return _compose(_decode(raw, name), name, None)


def marks(raw: bytes, name: str) -> dict[Path, Mark]:
    """Return where every value of a readable YAML file begins, by its path from the top."""
    places: dict[Path, Mark] = {}
    _compose(_decode(raw, name), name, places)
    return places


_ITEM = re.compile(rb"^  - ", re.MULTILINE)
_OTHER_BREAKS = re.compile(rb"\r|\xc2\x85|\xe2\x80[\xa8\xa9]")


def item_starts(raw: bytes) -> list[int]:
    """Return where the items of the list of a file begin, if its layout is the canonical one.

    What breaks lines beside the line feed is counted by no other part of this module; a file that
    has such a break has no items here.
    """
    return [] if _OTHER_BREAKS.search(raw) else [match.start() for match in _ITEM.finditer(raw)]


def item_marks(
    raw: bytes, name: str, starts: list[int], number: int, record: str
) -> dict[Path, Mark]:
    """Return where the values of one item of a list begin, by their path from the item.

    Only the lines of the item are read. Nothing is returned where those are not the lines of the
    record that is asked for, as in a file of another layout.

    Args:
        raw: The bytes of the file.
        name: The name of the file.
        starts: Where its items begin, as `item_starts` gives it.
        number: Which item.
        record: The id that the item must have.
    """
    if number >= len(starts):
        return {}
    places: dict[Path, Mark] = {}
    lines = raw[starts[number] : (*starts, len(raw))[number + 1]]
    try:
        values = _compose(_decode(lines, name), name, places)
    except DataError:
        return {}
    if not (isinstance(values, list) and len(values) == 1 and isinstance(values[0], dict)):
        return {}
    before = raw.count(b"\n", 0, starts[number])
    return (
        {at[1:]: Mark(line + before, column) for at, (line, column) in places.items() if at}
        if values[0].get("id") == record
        else {}
    )


def _decode(raw: bytes, name: str) -> str:
    if len(raw) > MAX_BYTES:
        raise _refused(
            name, 1, 1, f"found more than {MAX_BYTES:,} bytes; expected a smaller file; split it"
        )
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise _refused(
            name,
            1,
            1,
            "found a byte order mark; expected UTF-8 without one; save the file without it",
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        found = f"found the byte 0x{raw[error.start]:02x}"
        raise _refused(
            name, line, column, f"{found}; expected UTF-8; save the file as UTF-8"
        ) from None
    return text


def _compose(text: str, name: str, places: dict[Path, Mark] | None) -> Any:
    try:
        return _build(_events(text), name, places)
    except yaml.reader.ReaderError as error:
        # The C loader counts bytes and the pure one characters; both stop at the first such one.
        before = text[: text.index(chr(error.character))]
        raise _refused(
            name,
            before.count("\n") + 1,
            len(before) - before.rfind("\n"),
            f"found the character U+{error.character:04X}; expected printable text; delete it",
        ) from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: the pure loader, on an escape
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = getattr(error, "problem", None) or "an escape for no character"
        if mark and problem.startswith("exceeded maximum nesting"):
            # Newer parsers look far ahead and give up; what lies before says where it began.
            _compose(text[: mark.index], name, places)
        raise _refused(
            name,
            line,
            column,
            f"found {_plainly(problem)}; expected YAML; see CONTRIBUTING for the layout",
        ) from None


def _events(text: str) -> Iterator[Any]:
    """Iterate over the parser's events; `yaml.parse` asks for each of them twice."""
    return iter(LOADER(text).get_event, None)


def _plainly(problem: str) -> str:
    if "cannot start any token" in problem:
        return "a tab, or another character that cannot begin a value"
    if problem.startswith("found "):
        return problem.removeprefix("found ")
    return f"text that is not YAML ({problem})"


def _build(events: Iterator[Any], name: str, places: dict[Path, Mark] | None) -> Any:  # noqa: C901, PLR0912, PLR0915 - one loop over the events, kept flat for speed
    documents = 0
    root: Any = None
    # One frame a collection: the collection, the pending key, and its path when places are kept.
    stack: list[tuple[Any, Path]] = []
    holder: Any = None
    key: Any = None
    for event in islice(events, _MAX_EVENTS):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value: Any = event.value
            if event.anchor is not None or event.tag is not None:
                raise _unwanted(event, name)
            if len(value) > _MAX_SCALAR:
                raise _refused_at(
                    event,
                    name,
                    f"found a text of {len(value):,} characters; "
                    f"expected {_MAX_SCALAR:,} at most; shorten it",
                )
            if type(holder) is dict and key is None:
                if value == "<<":
                    raise _refused_at(
                        event,
                        name,
                        "found a merge key; expected plain keys; write the fields out",
                    )
                if value in holder:
                    raise _refused_at(
                        event,
                        name,
                        f"found the key {value[:60]!r} twice; "
                        "expected unique keys; delete one of them",
                    )
                key = value
                continue
            if value in _NOTHING and event.implicit[0]:
                value = None
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                raise _unwanted(event, name)
            if len(stack) >= _MAX_DEPTH:
                raise _refused_at(
                    event,
                    name,
                    f"found more than {_MAX_DEPTH} levels of nesting; expected fewer; "
                    "flatten the value",
                )
            if type(holder) is dict and key is None:
                raise _refused_at(
                    event, name, "found a collection as a key; expected a string; write a plain key"
                )
            value = {} if kind is yaml.MappingStartEvent else []
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
            holder = stack[-1][0] if stack else None
            key = None
            continue
        elif kind is yaml.AliasEvent:
            raise _unwanted(event, name)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _refused_at(
                    event,
                    name,
                    "found a second YAML document (---); expected one per file; move it to "
                    "its own file",
                )
            continue
        else:
            continue
        path: Path = ()
        if holder is None:
            root = value
        elif type(holder) is dict:
            holder[key] = value
            if places is not None:
                path = (*stack[-1][1], key)
            key = None
        else:
            holder.append(value)
            if places is not None:
                path = (*stack[-1][1], len(holder) - 1)
        if places is not None:
            places[path] = Mark(event.start_mark.line + 1, event.start_mark.column + 1)
        if kind is not yaml.ScalarEvent:
            stack.append((value, path))
            holder = value
    for event in events:
        raise _refused_at(
            event,
            name,
            f"found more than {_MAX_EVENTS:,} keys, values and ends; expected fewer; "
            "split the file",
        )
    if not documents:
        raise _refused(
            name,
            1,
            1,
            "found an empty file; expected a mapping; write the records or delete the file",
        )
    return root


def _unwanted(event: Any, name: str) -> DataError:
    if type(event) is yaml.AliasEvent:
        found = f"the alias *{event.anchor}"
    elif event.anchor is not None:
        found = f"the anchor &{event.anchor}"
    else:
        found = f"the tag {shown(event.tag)}"
    return _refused_at(event, name, f"found {found}; expected plain values; write the value out")


def _refused_at(event: Any, name: str, message: str) -> DataError:
    mark = event.start_mark
    return _refused(name, mark.line + 1, mark.column + 1, message)


def _refused(name: str, line: int, column: int, message: str) -> DataError:
    return DataError([Problem(name, line, column, "", message)])


def head_comment(raw: bytes) -> str:
    """Return the lines of comment that a file begins with; `write` can put them back."""
    lines = raw.decode("utf-8").replace("\r\n", "\n").splitlines(keepends=True)
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:count])


def comment_offsets(raw: bytes, name: str) -> Iterator[int]:
    """Return where each comment below the head begins, in characters of the decoded text."""
    text = _decode(raw, name).replace("\r\n", "\n")
    spans = [_inside(event, text) for event in _events(text) if type(event) is yaml.ScalarEvent]
    at = len(head_comment(raw))
    for start, end in [*spans, (len(text), len(text))]:
        while (offset := text.find("#", at, start)) >= 0:
            yield offset
            at = text.find("\n", offset)
            if at < 0:
                return
        at = max(at, end)


def _inside(event: Any, text: str) -> tuple[int, int]:
    """Return where a text stands; the line that opens a block of lines may have a comment."""
    start, end = event.start_mark.index, event.end_mark.index
    return (text.find("\n", start) if event.style in {"|", ">"} else start, end)


def write(values: Any, head: str = "") -> str:
    """Turn plain values into canonical YAML text, which `read` turns back into the same values.

    Block style throughout; the small maps of a record and lists of texts stand on one line; a
    blank line parts records. Numbers and truth values come back as text, as everything does.
    The texts must be single lines of printable characters, as the records have them. A value may
    be a record, or a tuple, in place of what `plain` makes of it.
    """
    return head + "".join(_block(values, ""))


def _block(values: dict[str, Any], indent: str) -> list[str]:
    lines: list[str] = []
    for key, value in values.items():
        if type(value) is str:
            lines.append(f"{indent}{key}: {_text(value, in_flow=False)}\n")
            continue
        if type(value) is not dict and type(value) is not list:
            if _is_part(value, key):
                lines.append(f"{indent}{key}: {_on_one_line(value)}\n")
                continue
            value = plain(value)  # noqa: PLW2901 - the same value
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{indent}{key}:\n")
            lines += _records(value, f"{indent}  ", on_one_line=key in _LISTS_OF_LINES)
        elif isinstance(value, dict) and value and key not in _ON_ONE_LINE:
            lines.append(f"{indent}{key}:\n")
            lines += _block(value, f"{indent}  ")
        else:
            lines.append(f"{indent}{key}: {_flow(value, in_flow=False)}\n")
    return lines


def _records(values: list[dict[str, Any]], indent: str, *, on_one_line: bool) -> list[str]:
    if on_one_line:
        return [f"{indent}- {_flow(value, in_flow=True)}\n" for value in values]
    records: list[str] = []
    for value in values:
        lines = _block(value, f"{indent}  ")
        parting = "\n" if records else ""
        lines[0] = f"{parting}{indent}- {lines[0].lstrip()}"
        records += lines
    return records


def _is_part(value: Any, key: str) -> bool:
    """Whether a value is a record or a tuple of texts that stands on one line."""
    if type(value) is tuple:
        return not value or type(value[0]) is str
    return key in _ON_ONE_LINE and hasattr(value, "__dataclass_fields__")


@lru_cache(maxsize=4096)  # places, actors, periods and credits of one article are few
def _on_one_line(value: Any) -> str:
    """Return the text of a record or a tuple of texts that stands behind its key."""
    return _flow(plain(value), in_flow=False)


def _flow(value: Any, *, in_flow: bool) -> str:
    kind = type(value)
    if kind is str:
        return _text(value, in_flow=in_flow)
    if kind is dict:
        pairs = [f"{key}: {_flow(part, in_flow=True)}" for key, part in value.items()]
        return f"{{{', '.join(pairs)}}}"
    if kind is list:
        return f"[{', '.join([_flow(part, in_flow=True) for part in value])}]"
    if kind is bool:
        return str(value).lower()
    return str(value) if kind is int else f"{Decimal(repr(value)):f}"


def _text(text: str, *, in_flow: bool) -> str:
    """Write a text plain where every YAML reader takes it for text, else in quotes."""
    if (_PLAIN_IN_FLOW if in_flow else _PLAIN).fullmatch(text):
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'{}'".format(text.replace("'", "''"))


_ON_ONE_LINE = frozenset(
    {"estimate", "period", "article", "attribution", "rank", "retired", "spot"}
    | {"what", "where", "when"}
)
_LISTS_OF_LINES = frozenset({"sentences", "author", "alternatives"})
# A plain text looks like no other value, and begins with a letter, a digit or "..".
_BEGINNING = (
    r"(?!(?:[-+]?[\d._][\d._:eE+-]*|0[xo]\w+|true|false|yes|no|on|off|y|n|null|~"
    r"|\d{4}-\d\d?-\d\d?.*)\Z)(?:\w|\.\./)"
)
# A colon or a hash is safe inside a word.
_PLAIN = re.compile(rf"{_BEGINNING}(?:[^:#\n]++|:(?=\S)|(?<=\S)#)*+", re.IGNORECASE)
_PLAIN_IN_FLOW = re.compile(
    rf"{_BEGINNING}(?:[^:#\n,\[\]{{}}?\"'&*!|>%@`]++|(?<=\S)#)*+", re.IGNORECASE
)
