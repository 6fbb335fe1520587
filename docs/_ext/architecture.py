"""The picture of the architecture, made from the import contracts that lint checks."""  # noqa: INP001 - Sphinx loads it, nobody imports it

from __future__ import annotations

import ast
import tomllib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import Directive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_ROOT = Path(__file__).parents[2]
_PACKAGE = "afpak_claims"
_READS = {"files": "data/*.yaml", "releases": "data/releases/*.json"}
_MAKES = {
    "commands": "text in a terminal",
    "website": "one HTML page, or a site",
    "exports": "files for other tools",
    "drawings": "plots",
    "frames": "DataFrames",
    "evidence": "datasets, cards",
    "method": "verdicts",
}

Layers = list[list[str]]


def contracts() -> dict[str, Layers]:
    """Return the layers of the package and of each sub-package, from the uppermost down."""
    tools = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    return {
        container: [[name.strip() for name in layer.split("|")] for layer in contract["layers"]]
        for contract in tools["importlinter"]["contracts"]
        for container in contract["containers"]
    }


def summary(module: str) -> str:
    """Return what a module or sub-package is for: the first line of its docstring."""
    home = _ROOT / "src" / Path(*module.split("."))
    file = home / "__init__.py" if home.is_dir() else home.with_suffix(".py")
    first, _, _ = (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").partition("\n")
    said = first.partition(": ")[2] or first
    return said.rstrip(".").replace("`", "")


def picture() -> str:
    """Draw the layers as HTML, the uppermost first."""
    found = contracts()
    rows = "".join(_layer(layer, found) for layer in found[_PACKAGE])
    return f'<figure class="architecture"><div class="layers">{rows}</div></figure>'


def _layer(layer: list[str], found: dict[str, Layers]) -> str:
    boxes = "".join(_box(f"{_PACKAGE}.{name}", found) for name in layer)
    return f'<div class="layer">{boxes}</div>'


def _box(module: str, found: dict[str, Layers]) -> str:
    name = module.rpartition(".")[2]
    ways = "".join(
        f'<span class="{side}">{escape(words[name])}</span>'
        for side, words in (("reads", _READS), ("makes", _MAKES))
        if name in words
    )
    inside = "".join(_inside(module, found))
    return (
        f'<div class="box"><p><code>{name}</code> {escape(summary(module))}{ways}</p>{inside}</div>'
    )


def _inside(module: str, found: dict[str, Layers]) -> Iterator[str]:
    for layer in found.get(module, ()):
        chips = "".join(
            f'<code title="{escape(summary(f"{module}.{name}"))}">{name}</code>' for name in layer
        )
        yield f'<div class="modules">{chips}</div>'


class ArchitectureDirective(Directive):
    """Put the picture into a page."""

    def run(self) -> list[nodes.Node]:
        """Return the picture as raw HTML."""
        return [nodes.raw("", picture(), format="html")]


class ModulesDirective(Directive):
    """Put a list of the modules into a page, sub-package by sub-package."""

    def run(self) -> list[nodes.Node]:
        """Return a definition list for each sub-package."""
        found = contracts()
        listed: list[nodes.Node] = []
        for container, layers in found.items():
            if container != _PACKAGE:
                names = [name for layer in layers for name in layer]
                listed += [
                    nodes.rubric("", container.removeprefix(f"{_PACKAGE}.")),
                    _definitions(container, names),
                ]
        return listed


def _definitions(container: str, names: list[str]) -> nodes.Node:
    terms = nodes.definition_list(classes=["modules"])
    for name in names:
        term = nodes.term("", "", nodes.literal("", name))
        text = f"{summary(f'{container}.{name}')}."
        meaning = nodes.definition("", nodes.paragraph("", text))
        terms += nodes.definition_list_item("", term, meaning)
    return terms


def setup(app: Sphinx) -> dict[str, bool]:
    """Add both directives."""
    app.add_directive("architecture", ArchitectureDirective)
    app.add_directive("modules", ModulesDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
