"""Tables of the docs that are made from the registries they describe."""  # noqa: INP001 - Sphinx loads it, nobody imports it

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive

from afpak_claims.evidence.citations.styles import STYLES
from afpak_claims.exports import formats
from afpak_claims.files.rules.registry import RULES
from afpak_claims.frames.columns import describe_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

Table = tuple[Sequence[str], list[Sequence[str]]]


def _rules() -> Table:
    return ("rule", "what must hold"), [(f"`{rule.id}`", rule.statement) for rule in RULES]


def _formats() -> Table:
    rows = []
    for name in formats.FORMATS:
        known = formats.describe(name)
        rows.append((f"`{name}`", known.meaning, f"`{known.extra}`" if known.extra else ""))
    return ("format", "what it writes", "extra that it needs"), rows


def _styles() -> Table:
    return ("style", "what it writes"), [
        (f"`{name}`", style.label) for name, style in STYLES.items()
    ]


def _columns(table: str) -> Table:
    rows = [
        (f"`{name}`", column.dtype, column.unit or "", column.description)
        for name, column in describe_columns()[table].items()
    ]
    return ("column", "dtype", "unit", "meaning"), rows


_TABLES: dict[str, Callable[[], Table]] = {
    "rules": _rules,
    "formats": _formats,
    "styles": _styles,
    **{f"columns {name}": (lambda name=name: _columns(name)) for name in describe_columns()},
}


class RegistryDirective(Directive):
    """Put the table of a registry into a page, such as ``rules`` or ``columns claims``."""

    required_arguments = 1
    optional_arguments = 1
    option_spec: ClassVar[dict[str, object]] = {}

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        head, rows = _TABLES[" ".join(self.arguments)]()
        group = nodes.tgroup("", cols=len(head))
        group += [nodes.colspec(colwidth=1) for _ in head]
        group += nodes.thead("", _row(head))
        group += nodes.tbody("", *map(_row, rows))
        return [nodes.table("", group, classes=["registry"])]


def _row(cells: Sequence[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", _cell(cell)) for cell in cells))


def _cell(text: str) -> nodes.paragraph:
    if text.startswith("`"):
        return nodes.paragraph("", "", nodes.literal("", text.strip("`")))
    return nodes.paragraph("", text)


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("registry", RegistryDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
