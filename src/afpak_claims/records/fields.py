"""Fields: the order, the keys and the defaults of the fields of a record."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from typing import Any

__all__ = ["CONFIG", "field_docs", "field_order"]

CONFIG: dict[str, Any] = {"extra": "forbid"}
"""How pydantic treats every record."""


@cache
def field_order(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """Return the fields of a record class in canonical order: attribute, key, default."""
    config = getattr(kind, "__pydantic_config__", {})
    key = config.get("alias_generator", str)
    listed = [
        (f.name, key(f.name), None if f.default is MISSING else f.default) for f in fields(kind)
    ]
    first: tuple[str, ...] = getattr(kind, "__first_fields__", ())
    listed.sort(key=lambda f: first.index(f[0]) if f[0] in first else len(first))
    return tuple(listed)


@cache
def field_docs(kind: Any) -> dict[str, str]:
    """Return the documentation of each field of a record class, by key.

    The text is the one under the field. An installation may have neither the source nor its
    docstrings, so it is read from `afpak_claims.records.field_texts`, which is made from them.
    """
    from afpak_claims.records.field_texts import FIELD_TEXTS

    texts: dict[str, str] = {}
    for cls in reversed(kind.__mro__):
        texts |= FIELD_TEXTS.get(cls.__name__, {})
    return {key: texts.get(name, "") for name, key, _ in field_order(kind)}
