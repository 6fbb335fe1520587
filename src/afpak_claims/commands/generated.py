"""Codebook: the fields and words of a dataset as tables and JSON Schemas, made from the models."""

from __future__ import annotations

import ast
import inspect
import json
import re
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

from afpak_claims.evidence.comparison import VERDICTS
from afpak_claims.records import claims as records
from afpak_claims.records import estimates, periods
from afpak_claims.records.claims import VOCABULARY, field_order
from afpak_claims.releases import versions as releases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from types import ModuleType

    from afpak_claims.evidence.dataset import Dataset

__all__ = [
    "codebook_markdown",
    "evidence_markdown",
    "field_docs",
    "generated_files",
    "schemas",
    "words_module",
]

_RECORDS: tuple[tuple[str, type], ...] = (
    ("Claim, both kinds", records.Claim),
    ("Figure, besides", records.Figure),
    ("Assertion, besides", records.Assertion),
    ("Estimate", estimates.Estimate),
    ("Period", periods.Period),
    ("Locator (article)", records.Locator),
    ("Attribution", records.Attribution),
    ("Retired", records.Retired),
    ("Finding", records.Finding),
    ("Source", records.Source),
    ("Author", records.Name),
    ("Outline sentence", records.OutlineSentence),
    ("Dataset header", records.Header),
    ("Licences", records.Licences),
    ("Metric", records.Metric),
    ("Place", records.Place),
    ("Actor", records.Actor),
    ("Quantifier", records.Quantifier),
    ("Caution", records.Caution),
)


def schemas() -> dict[str, dict[str, Any]]:
    """Return a JSON Schema for each kind of data file, by file name."""
    from pydantic import TypeAdapter

    def of(kind: Any) -> dict[str, Any]:
        return TypeAdapter(kind).json_schema()

    figure_or_assertion = records.Figure | records.Assertion
    lists: dict[str, Any] = {"sources": records.Source, **VOCABULARY}
    found = {
        "dataset.json": of(records.Header),
        "article.json": of(records.Article),
        "claims.json": _file_schema(
            "claims", of(tuple[figure_or_assertion, ...]), ("topic", "title")
        ),
        "evidence.json": _file_schema("findings", of(tuple[records.Finding, ...]), ("topic",)),
        **{
            f"{name}.json": _file_schema(name, of(_tuple_of(kind)), ())
            for name, kind in lists.items()
        },
    }
    for name in ("Figure", "Assertion"):
        record = found["claims.json"]["$defs"][name]
        # The file gives the topic, so a record in it must not.
        del record["properties"]["topic"]
        record["required"].remove("topic")
    for name, schema in found.items():
        _explain(schema)
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = f"{name.removesuffix('.json')} of an afpak-claims dataset"
    return found


def _explain(schema: dict[str, Any]) -> None:
    """Fill in the text of every inherited field, which pydantic leaves out."""
    kinds = {kind.__name__: kind for _, kind in _RECORDS}
    for name, definition in schema["$defs"].items():
        docs = field_docs(kinds[name])
        for key, field in definition.get("properties", {}).items():
            field.setdefault("description", docs[key])


def _tuple_of(kind: Any) -> Any:
    return tuple[kind, ...]


def _file_schema(key: str, array: dict[str, Any], heads: tuple[str, ...]) -> dict[str, Any]:
    definitions = array.pop("$defs", {})
    properties = {head: {"type": "string", "minLength": 1} for head in heads}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*heads, key],
        "properties": {**properties, key: {**array, "minItems": 0 if key in VOCABULARY else 1}},
        "$defs": definitions,
    }


def field_docs(kind: type) -> dict[str, str]:
    """Return the documentation of each field of a record class, by key."""
    module: ModuleType = inspect.getmodule(kind)  # type: ignore[assignment] # every record has one
    texts: dict[str, str] = {}
    for cls in reversed(kind.__mro__):
        if cls.__module__ == module.__name__:
            texts |= _attribute_docs(cls)
    return {key: texts.get(name, "") for name, key, _ in field_order(kind)}


def _attribute_docs(kind: type) -> dict[str, str]:
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(kind)).replace("\n\n\n", "\n"))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body
    return {
        statement.target.id: following.value.value
        for statement, following in pairwise(body)
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and isinstance(following, ast.Expr)
        and isinstance(following.value, ast.Constant)
        and isinstance(following.value.value, str)
    }


def codebook_markdown(dataset: Dataset) -> str:
    """Return the tables of every record's fields and of every vocabulary word as Markdown."""
    parts = []
    for title, kind in _RECORDS:
        parts += [f"### {title}", "", *_field_table(kind), ""]
    for name, kind in VOCABULARY.items():
        words = getattr(dataset, name).values()
        parts += [f"### Words: {name}", "", *_word_table(kind, words), ""]
    return "\n".join(parts)


def _field_table(kind: type) -> list[str]:
    docs = field_docs(kind)
    inherited = (
        {f.name for f in fields(records.Claim)} if issubclass(kind, records.Claim) else set()
    )
    if kind is records.Claim:
        inherited = set()
    types = {f.name: str(f.type) for f in fields(kind)}
    required = {f.name for f in fields(kind) if f.default is f.default_factory}
    rows = [
        f"| `{key}` | {_plain_type(types[name])} "
        f"| {'yes' if name in required else ''} | {docs[key]} |"
        for name, key, _ in field_order(kind)
        if name not in inherited
    ]
    return ["| field | type | required | meaning |", "|---|---|---|---|", *rows]


_PLAIN_TYPES = {
    "Address": "address",
    "Bound": "`low` or `high`",
    "Digest": "16 hex digits",
    "IsoCode": "ISO 3166 code",
    "Line": "text",
    "Number": "number",
    "Slug": "id",
    "Truth": "`true` or `false`",
    "Version": "version of three numbers",
    "Whole": "whole number",
    "Word": "word",
    "str": "EDTF date",
}


def _plain_type(annotation: str) -> str:
    """Say what a field takes in words that need no knowledge of the code."""
    text = annotation.removesuffix(" | None")
    if text.startswith("tuple["):
        return f"list: {_plain_type(text.removeprefix('tuple[').removesuffix(', ...]'))}"
    if text.startswith("Literal["):
        choices = re.findall(r"""["'](.*?)["']""", text)
    else:
        choices = list(get_args(getattr(records, text, getattr(periods, text, None))))
        choices = [choice for choice in choices if isinstance(choice, str)]
    if text in _PLAIN_TYPES:
        return _PLAIN_TYPES[text]
    return ", ".join(f"`{choice}`" for choice in choices) if choices else text


def _word_table(kind: type, words: Any) -> list[str]:
    keys = [(name, key) for name, key, _ in field_order(kind)]
    rows = [
        "| " + " | ".join(_cell(getattr(word, name)) for name, _ in keys) + " |" for word in words
    ]
    head = "| " + " | ".join(key for _, key in keys) + " |"
    return [head, "|" + "---|" * len(keys), *rows]


def _cell(value: object) -> str:
    if value is None or value is False or value == ():
        return ""
    if value is True:
        return "yes"
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return text.replace("|", "\\|")


def evidence_markdown(dataset: Dataset) -> str:
    """Return what the evidence says on every figure that it decides, as a Markdown table."""
    rows = []
    for claim in dataset:
        if not isinstance(claim, records.Figure) or claim.retired:
            continue
        unit = dataset.metrics[claim.metric].unit
        deciding = [c for c in dataset.comparisons(claim.id) if c.decides]
        if not deciding:
            continue
        found = "; ".join(
            f"{_who(dataset, c.finding)} {_range(c.finding.estimate)}" for c in deciding
        )
        check = dataset.attribution_check(claim.id) or "nobody named"
        rows.append(
            f"| `{claim.id}` | {claim.estimate.as_said(unit)} | {found} "
            f"| **{dataset.verdict(claim.id)}** | {check} |"
        )
    head = "| figure | the article | what was published | verdict | credited source |"
    return "\n".join([head, "|---|---|---|---|---|", *rows])


def _who(dataset: Dataset, finding: records.Finding) -> str:
    source = dataset.sources[finding.source]
    name = source.publisher or source.container_title or source.id
    tertiary = " (tertiary)" if finding.reading == "tertiary" else ""
    when = f" ({finding.period.edtf})" if finding.period and finding.period.edtf else ""
    return f"{name}{tertiary}{when}:"


def _range(estimate: estimates.Estimate | None) -> str:
    return "" if estimate is None else estimate.in_words()


def words_module(dataset: Dataset) -> str:
    """Return the module `afpak_claims.filter_values`: a dataset's words as types."""
    credited = {name for claim in dataset for name in claim.attribution.to}
    vocabularies: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("Topic", "A topic of the shipped data.", dataset.topics),
        ("Kind", "A kind of claim.", ("assertion", "figure")),
        ("Metric", "A word of the metrics vocabulary.", dataset.metrics),
        ("AttributedTo", "An actor whom some claim credits by name.", credited),
        ("Place", "A word of the places vocabulary.", dataset.places),
        ("Actor", "A word of the actors vocabulary.", dataset.actors),
        ("Verdict", "What all comparisons of a claim say together.", VERDICTS),
    )
    names = sorted(f'    "{name}",\n' for name, _, _ in vocabularies)
    types = "".join(_literal(name, doc, words) for name, doc, words in vocabularies)
    return f"{_WORDS_HEAD}\n__all__ = [\n{''.join(names)}]\n{types}"


_WORDS_HEAD = '''"""Words: what the shipped data can be selected by, as types that editors complete.

This file is generated from the data by `afpak_claims.commands.generated.words_module`. A folder
of your own may have other words, so the selections take any text beside these.
"""

from typing import Literal
'''


def _literal(name: str, doc: str, words: Iterable[str]) -> str:
    listed = "".join(f'    "{word}",\n' for word in sorted(words))
    return f'\n{name} = Literal[\n{listed}]\n"""{doc}"""\n'


def generated_files(dataset: Dataset, root: Path) -> dict[Path, str]:
    """Return the due text of every file of a checkout that is made from the data or the models.

    Args:
        dataset: The draft.
        root: The checkout; files that are generated only in part are read from it.
    """
    due = {
        root / "data" / "schema" / name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas().items()
    }
    due[root / "src" / "afpak_claims" / "filter_values.py"] = words_module(dataset)
    parts: tuple[tuple[str, str, Callable[[Dataset], str]], ...] = (
        ("data/README.md", "codebook", codebook_markdown),
        ("README.md", "evidence", evidence_markdown),
    )
    for name, part, make in parts:
        path = root / name
        due[path] = _filled(path.read_text(encoding="utf-8"), part, make(dataset))
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8")
    for version in releases.versions(root / "data"):
        text = _filled(text, f"data {version}", releases.data_section(version, root / "data"))
    due[changelog] = text
    return due


def _filled(text: str, part: str, content: str) -> str:
    pattern = rf"(<!-- generated: {part} -->\n).*?(<!-- end: {part} -->)"
    return re.sub(
        pattern, lambda match: f"{match[1]}\n{content}\n\n{match[2]}", text, flags=re.DOTALL
    )
