"""Record cards: the fields of one record as the lines of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afpak_claims.records.fields import field_order

if TYPE_CHECKING:
    from collections.abc import Collection

    from afpak_claims.cards import Card, Line

__all__ = ["card", "field_lines"]


def card(  # noqa: PLR0913 - one argument a part of a card
    record: Any,
    *,
    title: str,
    subtitle: str,
    footer: str,
    without: set[str],
    addresses: tuple[str, ...] = (),
) -> Card:
    """Return the fields of a record, but for some, as the lines of a card."""
    from afpak_claims.cards import Card, Line, Section

    kind: Any = type(record)
    rows = field_lines(record, [name for name, _, _ in field_order(kind) if name not in without])
    if addresses:
        rows.append(Line("address", "", addresses))
    notice = str(getattr(record, "retired", None) or "")
    return Card(title, subtitle, (Section("", tuple(rows)),), footer, notice)


def field_lines(record: Any, names: Collection[str]) -> list[Line]:
    """Return a line for each of some fields of a record that has another value than its default."""
    from afpak_claims.cards import Line

    kind: Any = type(record)
    return [
        Line(name.replace("_", " "), _in_words(value))
        for name, _, default in field_order(kind)
        if name in names and (value := getattr(record, name)) != default
    ]


def _in_words(value: object) -> str:
    return "; ".join(map(_in_words, value)) if isinstance(value, tuple) else str(value)
