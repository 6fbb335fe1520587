"""Plain values: a record as mappings, lists and strings, and back."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from afpak_claims.records.claims import Assertion, Claim, Figure
from afpak_claims.records.estimates import exact_number
from afpak_claims.records.fields import field_order
from afpak_claims.records.registry import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["build", "given", "in_words", "plain", "sort_key"]

T = TypeVar("T")


def plain(record: Any) -> Any:
    """Turn a record into plain values in canonical order, leaving out what is at its default.

    >>> from afpak_claims.records.periods import Period
    >>> plain(Period(edtf="2004/2018", holds="cumulative"))
    {'edtf': '2004/2018', 'holds': 'cumulative'}
    """
    kind: Any = type(record)
    if kind in _AS_THEY_ARE:
        return record
    if kind is tuple:
        return [plain(part) for part in record]
    if kind is float:
        return int(record) if record == int(record) else record
    values, keys = _fields(kind)
    return {
        key: value if type(value) in _AS_THEY_ARE else plain(value)
        for (key, default), value in zip(keys, values(record), strict=True)
        if value is not default and value != default
    }


def given(record: Any) -> dict[str, Any]:
    """Return what `plain` does, the parts of the record as they are.

    >>> from afpak_claims.records.claims import Attribution
    >>> given(Attribution(naming="named", to=("lorem-survey",)))
    {'naming': 'named', 'to': ('lorem-survey',)}
    """
    kind: Any = type(record)
    values, keys = _fields(kind)
    return {
        key: value
        for (key, default), value in zip(keys, values(record), strict=True)
        if value is not default and value != default
    }


_AS_THEY_ARE = frozenset({type(None), str, int, bool, dict})


@cache
def _fields(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, Any], ...]]:
    """Return what gets the values of all fields of a record, and their keys and defaults."""
    order = field_order(kind)
    names = [name for name, _, _ in order]
    values = attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)
    return values, tuple((key, default) for _, key, default in order)


def build(kind: type[T], value: Mapping[str, Any]) -> T:
    """Make a record of plain values that are known to be valid, without pydantic.

    The inverse of `plain`. Values that were not validated belong in `validate`.
    """
    target: Any = kind
    if kind is Claim:
        target = Figure if value["kind"] == "figure" else Assertion
    made = {}
    for name, key, part in _parts(target):
        if key not in value:
            continue
        given = value[key]
        if isinstance(given, list):
            given = tuple([build(part, item) for item in given]) if part else tuple(given)
        elif part and isinstance(given, dict):
            given = build(part, given)
        made[name] = given
    return target(**made)  # type: ignore[no-any-return]


@cache
def _parts(kind: type) -> tuple[tuple[str, str, type | None], ...]:
    """Return the fields of a record class: attribute, key, the class of the records it holds.

    The class is read from the annotation; it is None where the field holds no records.
    """
    records = {record.__name__: record for record in RECORDS}
    held = {
        f.name: records[word]
        for f in fields(kind)
        for word in re.findall(r"\w+", str(f.type))
        if word in records
    }
    return tuple((name, key, held.get(name)) for name, key, _ in field_order(kind))


def sort_key(record: Any) -> tuple[Any, ...]:
    """Sort claims as the article has them, findings by their claim, everything else by id.

    Args:
        record: A record, or the plain values of one.
    """
    get = record.get if isinstance(record, dict) else partial(getattr, record)
    at = get("article", None)
    where = plain(at) if at else {"paragraph": 0, "sentence": 0}
    return (where["paragraph"], where["sentence"], get("claim", ""), get("id"))


def in_words(value: object, nothing: str, quoted: Callable[[str], str] = str) -> str:
    """Write a plain value for people.

    Args:
        value: A value as `plain` gives it.
        nothing: What stands for null.
        quoted: How a text is written.

    Example:
        >>> in_words([1200, True, None], "none")
        '1,200, true, none'
    """
    if value is None:
        return nothing
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return exact_number(value)
    if isinstance(value, dict):
        return " ".join(in_words(part, nothing, quoted) for part in value.values())
    if isinstance(value, list | tuple):
        return ", ".join(in_words(part, nothing, quoted) for part in value) or nothing
    return quoted(str(value))
