"""One truth: each fact that a reader sees is declared once, and no field is left off the card."""

from __future__ import annotations

import ast
import dataclasses
import re
import tomllib
from typing import TYPE_CHECKING, Any, get_args

import pytest

from afpak_claims.evidence import results
from afpak_claims.evidence.citations.styles import STYLES
from afpak_claims.exports.formats import FORMATS, describe
from afpak_claims.method import terms
from afpak_claims.records import claims, findings, periods, spots, vocabulary
from afpak_claims.records.claims import (
    Assertion,
    Attribution,
    Claim,
    Figure,
    Locator,
)
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.findings import Finding
from afpak_claims.records.periods import Period
from afpak_claims.records.retirement import Retired
from afpak_claims.records.sources import Source
from afpak_claims.records.vocabulary import Actor, Caution, Metric, Place
from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

WORDINGS: dict[str, tuple[Any, Any]] = {
    "holds": (periods.Holds, periods.HOLDS),
    "stance": (findings.Stance, findings.STANCES),
    "coverage": (findings.Coverage, findings.COVERAGES),
    "reading": (findings.Reading, findings.READINGS),
    "naming": (claims.Naming, claims.NAMINGS),
    "nature": (vocabulary.Nature, vocabulary.NATURES),
    "relation": (terms.Relation, results.RELATIONS),
    "part": (spots.TextPart, spots.PARTS),
}


@pytest.mark.parametrize("name", sorted(WORDINGS))
def test_each_closed_word_has_its_wording(name: str) -> None:
    """The wordings of a closed vocabulary are those of its words, in their order."""
    words, wordings = WORDINGS[name]
    assert sorted(get_args(words)) == sorted(wordings)


def test_no_other_table_words_a_closed_vocabulary() -> None:
    """A table that words a closed vocabulary stands beside it and nowhere else."""
    closed = {frozenset(get_args(words)): name for name, (words, _) in WORDINGS.items()}
    found: dict[str, set[str]] = {}
    for file in sorted((ROOT / "src" / "afpak_claims").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict) and _texts(node) in closed:
                found.setdefault(closed[_texts(node)], set()).add(file.name)

    assert {name: files for name, files in found.items() if len(files) > 1} == {}


OTHER_WORDS = {"csv", "json", "text", "markdown"}
"""Formats and styles whose names are words of other lists too, as the output of ``list``."""


def test_each_format_and_style_is_named_once() -> None:
    """Beside its registry no module names one, but that the page copies RIS."""
    names = {*FORMATS, *STYLES} - OTHER_WORDS
    quoted = re.compile(f'^(?!.*>>>).*"({"|".join(sorted(names))})"', re.MULTILINE)
    found = {
        (file.name, name)
        for file in (ROOT / "src" / "afpak_claims").rglob("*.py")
        if file.name not in {"formats.py", "styles.py"}
        for name in quoted.findall(file.read_text(encoding="utf-8"))
    }

    assert found == {("script_data.py", "ris")}


def test_the_direction_of_the_data_is_that_of_the_contract() -> None:
    """CONTRIBUTING names the sub-packages in the order in which they may import each other."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (layers,) = (
        contract["layers"]
        for contract in tools["importlinter"]["contracts"]
        if contract["containers"] == ["afpak_claims"]
    )
    package = ROOT / "src" / "afpak_claims"
    folders = [
        {name for name in layer.split(" | ") if (package / name).is_dir()} - {"_pyinstaller"}
        for layer in reversed(layers)
    ]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (line,) = (line for line in text.splitlines() if line.startswith("records → "))

    assert [{*step.split(", ")} for step in line.split(" → ")] == [each for each in folders if each]


@pytest.mark.parametrize("module", ["files/folders", "method/verdicts", "exports/csv_files"])
def test_the_places_that_a_newcomer_looks_for_are_named(module: str) -> None:
    """Where a claim is read, a verdict is made and a CSV file is written is in the docs."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

    assert f"`{module}`" in text
    assert (ROOT / "src" / "afpak_claims" / f"{module}.py").is_file()


def test_help_lists_what_the_registries_have(run: Callable[..., CompletedProcess[str]]) -> None:
    """The formats with their meaning, and the styles, in their order."""
    formats = " ".join(run("export", "--help").stdout.split())
    styles = "".join(run("cite", "--help").stdout.split())

    assert " ".join(f"{name} {describe(name).meaning}" for name in FORMATS) in formats
    assert f"[{'|'.join(STYLES)}]" in styles


@pytest.mark.parametrize("table", ["rules", "formats", "styles"])
def test_docs_make_their_tables_from_the_registries(table: str) -> None:
    """One page has the table, made anew with each build."""
    pages = (ROOT / "docs").glob("*.md")
    marked = [
        page.name for page in pages if f"```{{registry}} {table}\n" in page.read_text("utf-8")
    ]

    assert len(marked) == 1


def test_each_style_with_a_bibliography_is_an_export_format() -> None:
    """It has the name, the label and the end of the file name that the style declares."""
    for name, style in STYLES.items():
        assert (name in FORMATS) == (style.bibliography is not None)
        if style.bibliography:
            known = describe(name)
            assert style.label in known.meaning
            assert known.extension == style.bibliography.extension


def _texts(node: ast.Dict) -> frozenset[str]:
    """Return the keys of a table of texts; those of another table are none."""
    keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
    are_texts = all(isinstance(value, ast.Constant | ast.Tuple | ast.Call) for value in node.values)
    return frozenset(map(str, keys)) if are_texts and len(keys) == len(node.keys) else frozenset()


NOT_ON_THE_CARD = {
    "Finding.retired": "a retired finding is on no card",
    "Source.retired": "nothing in use rests on a retired source",
    "Attribution.to": "the names of the actors stand there",
    "Claim.actors": "the names of the actors stand there",
    "Claim.cautions": "the cautions themselves stand there",
    "Claim.kind": "the subtitle says it by the type, which only an assertion has",
    "Claim.places": "the names of the places stand there",
    "Figure.metric": "the label and the definition of the metric stand there",
    "Finding.source": "the source itself stands there",
    "Claim.topic": "the subtitle has the title of the topic",
    "Finding.id": "the card names findings by their source; evidence has the ids",
    "Finding.claim": "it is the claim of the card",
    "Estimate.interpreted": "the range says “read as” and the original wording instead",
    "Figure.event": "total reads it",
    "Figure.partitioned": "total and a rule of check read it",
    "Metric.id": "the label and the definition stand there",
    "Metric.additive": "it decides which findings count toward the verdict",
    "Metric.whole": "a rule of check reads it",
    "Place.id": "the name stands there",
    "Place.definition": "the codebook has it; the card keeps to the name",
    "Place.iso": "a code for programs",
    "Place.within": "the codebook has it",
    "Actor.aliases": "for search; the card keeps to the name",
    "Actor.party": "the basis names the parties",
    "Actor.speaks_for": "the basis counts voices",
    "Metric.checkable": "the verdict says it, with the reason",
    "Metric.unit": "the word of the unit stands there",
    "Metric.within": "it decides the coverage",
    "Place.aliases": "for search; the card keeps to the name",
    "Source.author": "cite has the whole reference",
    "Actor.definition": "the codebook has it; the card keeps to the name",
    "Source.type": "cite has the whole reference",
    "Source.title": "cite has the whole reference",
    "Source.issued": "cite has the whole reference",
    "Source.accessed": "cite has the whole reference",
    "Source.licence": "cite has the whole reference",
}
"""The fields that no line of a card shows, each with its reason."""

MARK = "zzqzz"


@pytest.mark.slow
def test_each_field_is_on_the_card_or_has_its_reason() -> None:
    """A field of a record is shown on the card of a claim, or its absence is explained."""
    from one_of_each import trace_with

    missing = set()
    for kind in (
        *(Claim, Figure, Assertion, Estimate, Period, Locator, Attribution, Retired),
        *(Finding, Source, Metric, Place, Actor, Caution),
    ):
        own = {f.name for f in dataclasses.fields(kind)}
        if kind in {Figure, Assertion}:
            own -= {f.name for f in dataclasses.fields(Claim)}
        for field in own:
            if not trace_with(kind, field, MARK):
                missing.add(f"{kind.__name__}.{field}")

    assert sorted(missing) == sorted(NOT_ON_THE_CARD)
