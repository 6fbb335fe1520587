"""The picture of the house, drawn from the layers that pyproject.toml has and lint checks."""  # noqa: INP001 - Sphinx loads it, nobody imports it

from __future__ import annotations

import ast
import tomllib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

_ROOT = Path(__file__).parents[2]
_FLOORS = (
    ("__main__", "Commands", "they print, write and exit; nothing below does"),
    ("corpus", "Results", "what people take away: here pandas begins"),
    ("api", "The dataset", "open, look up, select, compare versions"),
    ("files", "Files and records", "what a file holds, and what must hold of it"),
    ("cards", "The ground", "known to all, knowing nobody"),
)
"""The uppermost module of each floor, its name, and a line on it."""
_COMES_IN = {"files": "data/*.yaml", "releases": "data/releases/"}
_GOES_OUT = {
    "commands": "a terminal",
    "website": "one HTML page",
    "exports": "files of other tools",
    "drawings": "pictures",
    "frames": "DataFrames",
    "evidence": "cards",
}
_LEFT, _RIGHT, _WIDTH = 130, 670, 820
_BRICK, _GAP, _HEAD, _BETWEEN, _PAD = 30, 5, 42, 16, 12
_ROOF, _MARGIN = 74, 8
_LETTER = 5.9
"""About how wide a letter of the small type is."""
_LETTERS = 12.5
"""The size of a module's name, where the brick is wide enough."""


class Floor(NamedTuple):
    """A floor of the house."""

    name: str
    line: str
    rows: tuple[tuple[str, ...], ...]
    """Its layers from above, each with its modules."""

    @property
    def height(self) -> int:
        """How high the floor is drawn."""
        return _HEAD + len(self.rows) * (_BRICK + _GAP) - _GAP + _PAD


def layers() -> list[tuple[str, ...]]:
    """Read the layers, uppermost first."""
    tools = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    listed = tools["importlinter"]["contracts"][0]["layers"]
    return [tuple(name.strip(" ()") for name in layer.split("|")) for layer in listed]


def floors() -> Iterator[Floor]:
    """Part the layers into floors."""
    rows = layers()
    starts = [_row_of(first, rows) for first, _, _ in _FLOORS]
    for (_, name, line), start, end in zip(_FLOORS, starts, [*starts[1:], None], strict=True):
        yield Floor(name, line, tuple(rows[start:end]))


def _row_of(module: str, rows: Sequence[tuple[str, ...]]) -> int:
    for number, row in enumerate(rows):
        if module in row:
            return number
    message = f"found no layer with {module}; expected the first of a floor; mend _FLOORS"
    raise ExtensionError(message)


def summary(module: str) -> str:
    """Return what a module is for: the first line of its docstring."""
    package = _ROOT / "src" / "afpak_claims"
    home = package / module
    text = (home / "__init__.py" if home.is_dir() else package / f"{module}.py").read_text("utf-8")
    first, _, _ = (ast.get_docstring(ast.parse(text)) or "").partition("\n")
    return first.rstrip(".").replace("`", "")


def drawing() -> str:
    """Draw the house as SVG, coloured by the style sheet of the pages."""
    parts: list[str] = []
    y = _ROOF
    for floor in floors():
        parts += _draw_floor(floor, y)
        y += floor.height + _BETWEEN
    ground = y - _BETWEEN
    middle = (_LEFT + _RIGHT) / 2
    roof = f"{_LEFT - 26},{_ROOF - 8} {middle},{_MARGIN} {_RIGHT + 26},{_ROOF - 8}"
    return (
        f'<svg class="house" viewBox="0 0 {_WIDTH} {ground + 34}" role="img" '
        'aria-labelledby="house-title house-text"><title id="house-title">The house</title>'
        '<desc id="house-text">The modules in layers, commands above and errors below. '
        "YAML files and frozen versions come in on the left; tables, pictures, files and the "
        "page go out on the right.</desc>"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path class="tip" d="M0 0 8 4 0 8Z"/></marker></defs>'
        f'<polygon class="roof" points="{roof}"/>'
        f'<text class="roof-name" x="{middle}" y="{_ROOF - 22}">afpak_claims</text>'
        f'<path class="earth" d="M{_LEFT - 60} {ground + 7}H{_RIGHT + 60}"/>'
        f'<text class="caption" x="{middle}" y="{ground + 27}">'
        "A module knows those in rows below its own, and none beside or above it.</text>"
        f"{''.join(parts)}</svg>"
    )


def _draw_floor(floor: Floor, y: float) -> Iterator[str]:
    width = _RIGHT - _LEFT
    yield (
        f'<rect class="floor" x="{_LEFT}" y="{y}" width="{width}" height="{floor.height}" rx="4"/>'
    )
    yield (
        f'<text x="{_LEFT + _PAD}" y="{y + 26}"><tspan class="floor-name">{floor.name}</tspan>'
        f'<tspan class="floor-line" dx="10">{floor.line}</tspan></text>'
    )
    for number, row in enumerate(floor.rows):
        yield from _draw_row(row, y + _HEAD + number * (_BRICK + _GAP))


def _draw_row(row: Sequence[str], y: float) -> Iterator[str]:
    room = _RIGHT - _LEFT - 2 * _PAD
    width = (room - _GAP * (len(row) - 1)) / len(row)
    for number, module in enumerate(row):
        x = _LEFT + _PAD + number * (width + _GAP)
        size = f'width="{width:.1f}" height="{_BRICK}"'
        letters = min(_LETTERS, (width - 14) / len(module) / 0.61)
        yield f'<rect class="brick" x="{x:.1f}" y="{y}" {size} rx="3"/>'
        yield (
            f'<text x="{x + 8:.1f}" y="{y + 20}">'
            f'<tspan class="module" style="font-size:{letters:.1f}px">{module}</tspan>'
        )
        if len(row) == 1:
            said = _cut(summary(module), (width - 40) / _LETTER - 1.3 * len(module))
            yield f'<tspan class="said" dx="10">{escape(said)}</tspan>'
        yield "</text>"
    yield from _draw_doors(row, y + _BRICK / 2)


def _draw_doors(row: Sequence[str], y: float) -> Iterator[str]:
    out = ", ".join(_GOES_OUT[module] for module in row if module in _GOES_OUT)
    into = ", ".join(_COMES_IN[module] for module in row if module in _COMES_IN)
    if out:
        yield f'<path class="way" d="M{_RIGHT - _PAD + 1} {y}H{_RIGHT + 20}"/>'
        for number, words in enumerate(lines := out.split(", ")):
            at = y + 4 + 14 * (number - (len(lines) - 1) / 2)
            yield f'<text class="thing" x="{_RIGHT + 26}" y="{at:.0f}">{words}</text>'
    if into:
        yield f'<text class="thing from" x="{_LEFT - 26}" y="{y + 4}">{into}</text>'
        yield f'<path class="way" d="M{_LEFT - 21} {y}H{_LEFT + _PAD - 1}"/>'


def _cut(text: str, columns: float) -> str:
    """Cut a docstring's first line after a clause, so that it fits."""
    said = text.partition(": ")[2] or text
    said = said[0].lower() + said[1:] if said.split(" ", 1)[0].istitle() else said
    while len(said) > columns:
        shorter = max(said.rfind(sign) for sign in (";", ",", " and ", " to ", " in "))
        said = said[:shorter].rstrip(";,") if shorter > 0 else said[: int(columns) - 1] + "…"
    return said


class HouseDirective(Directive):
    """Put the drawing into a page."""

    option_spec: ClassVar = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Return the drawing as raw HTML."""
        return [nodes.raw("", f"<figure>{drawing()}</figure>", format="html")]


class FloorsDirective(Directive):
    """Put a list of the modules into a page, floor by floor."""

    def run(self) -> list[nodes.Node]:
        """Return a definition list for each floor."""
        return [node for floor in floors() for node in _listed(floor)]


def _listed(floor: Floor) -> list[nodes.Node]:
    terms = nodes.definition_list(classes=["floors"])
    for module in (module for row in floor.rows for module in row):
        term = nodes.term("", "", nodes.literal("", module))
        meaning = nodes.definition("", nodes.paragraph("", f"{summary(module)}."))
        terms += nodes.definition_list_item("", term, meaning)
    return [nodes.rubric("", floor.name), terms]


def setup(app: Sphinx) -> dict[str, bool]:
    """Add both directives."""
    app.add_directive("house", HouseDirective)
    app.add_directive("floors", FloorsDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
