"""Codebook: the fields and words of a dataset as tables and JSON Schemas, made from the models."""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from afpak_claims.evidence.comparison import VERDICTS
from afpak_claims.records.claims import Assertion, Claim, Figure
from afpak_claims.records.field_texts import FIELD_TEXTS
from afpak_claims.records.fields import field_docs, field_order
from afpak_claims.records.findings import Finding
from afpak_claims.records.header import Article, Header
from afpak_claims.records.registry import RECORDS
from afpak_claims.records.sources import Source
from afpak_claims.records.vocabulary import VOCABULARY
from afpak_claims.releases import versions as releases
from afpak_claims.releases.freezing import changelog_section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records import estimates

__all__ = [
    "codebook_markdown",
    "evidence_markdown",
    "field_texts_module",
    "generated_files",
    "schemas",
    "words_module",
]


def schemas() -> dict[str, dict[str, Any]]:
    """Return a JSON Schema for each kind of data file, by file name."""
    from pydantic import TypeAdapter

    def of(kind: Any) -> dict[str, Any]:
        return TypeAdapter(kind).json_schema()

    figure_or_assertion = Figure | Assertion
    lists: dict[str, Any] = {"sources": Source, **VOCABULARY}
    found = {
        "dataset.json": of(Header),
        "article.json": of(Article),
        "claims.json": _file_schema(
            "claims", of(tuple[figure_or_assertion, ...]), ("topic", "title")
        ),
        "evidence.json": _file_schema("findings", of(tuple[Finding, ...]), ("topic",)),
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
    kinds = {kind.__name__: kind for kind in RECORDS}
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


def codebook_markdown(dataset: Dataset) -> str:
    """Return the tables of every record's fields and of every vocabulary word as Markdown."""
    parts = []
    for kind, title in RECORDS.items():
        parts += [f"### {title}", "", *_field_table(kind), ""]
    for name, kind in VOCABULARY.items():
        words = getattr(dataset, name).values()
        parts += [f"### Words: {name}", "", *_word_table(kind, words), ""]
    return "\n".join(parts)


def _field_table(kind: type) -> list[str]:
    docs = field_docs(kind)
    inherited = {f.name for f in fields(Claim)} if issubclass(kind, Claim) else set()
    if kind is Claim:
        inherited = set()
    types = {f.name: str(f.type) for f in fields(kind)}
    hints = get_type_hints(kind)
    required = {f.name for f in fields(kind) if f.default is f.default_factory}
    rows = [
        f"| `{key}` | {_plain_type(types[name], hints[name])} "
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


def _plain_type(annotation: str, hint: Any) -> str:
    """Say what a field takes in words that need no knowledge of the code."""
    text = annotation.removesuffix(" | None")
    if text.startswith("tuple["):
        of = text.removeprefix("tuple[").removesuffix(", ...]")
        return f"list: {_plain_type(of, get_args(hint)[0])}"
    if text in _PLAIN_TYPES:
        return _PLAIN_TYPES[text]
    closed = hint if get_origin(hint) is Literal else next(iter(get_args(hint)), None)
    if get_origin(closed) is not Literal:
        return text
    return ", ".join(f"`{choice}`" for choice in get_args(closed))


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
        if not isinstance(claim, Figure) or claim.retired:
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


def _who(dataset: Dataset, finding: Finding) -> str:
    source = dataset.sources[finding.source]
    name = source.answerable
    tertiary = " (tertiary)" if finding.reading == "tertiary" else ""
    when = f" ({finding.period.edtf})" if finding.period and finding.period.edtf else ""
    return f"{name}{tertiary}{when}:"


def _range(estimate: estimates.Estimate | None) -> str:
    return "" if estimate is None else estimate.in_words()


def field_texts() -> dict[str, dict[str, str]]:
    """Return the text under each field of each record class, read from the source."""
    return {kind.__name__: _attribute_docs(kind) for kind in RECORDS}


def field_texts_module() -> str:
    """Return the module `afpak_claims.records.field_texts`, read from the source of the records."""
    texts = field_texts()
    entries = "".join(
        f'    "{name}": {{\n{"".join(_entry(*field) for field in fields.items())}    }},\n'
        for name, fields in texts.items()
    )
    return f"{_TEXTS_HEAD}\nFIELD_TEXTS: dict[str, dict[str, str]] = {{\n{entries}}}\n"


_TEXTS_HEAD = '''"""Field texts: what stands under each field, where the source cannot be read.

This file is generated from the records by `afpak_claims.commands.generated.field_texts_module`.
"""

__all__ = ["FIELD_TEXTS"]
'''


def _entry(name: str, text: str) -> str:
    parts = textwrap.wrap(text, 80, drop_whitespace=False)
    if len(parts) == 1:
        return f'        "{name}": {_quoted(text)},\n'
    lines = "".join(f"            {_quoted(part)}\n" for part in parts)
    return f'        "{name}": (\n{lines}        ),\n'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if '"' not in text else repr(text)


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
    FIELD_TEXTS.update(field_texts())  # what is made here has the texts of today
    field_docs.cache_clear()
    due = {
        root / "data" / "schema" / name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas().items()
    }
    package = root / "src" / "afpak_claims"
    due[package / "filter_values.py"] = words_module(dataset)
    due[package / "records" / "field_texts.py"] = field_texts_module()
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
        text = _filled(text, f"data {version}", changelog_section(version, root / "data"))
    due[changelog] = text
    return due


def _filled(text: str, part: str, content: str) -> str:
    pattern = rf"(<!-- generated: {part} -->\n).*?(<!-- end: {part} -->)"
    return re.sub(
        pattern, lambda match: f"{match[1]}\n{content}\n\n{match[2]}", text, flags=re.DOTALL
    )
