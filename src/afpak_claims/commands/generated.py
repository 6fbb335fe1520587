"""Generated files: what a checkout has that is made from the data or the records."""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING

from afpak_claims.commands.codebook import codebook_markdown, evidence_markdown
from afpak_claims.commands.schemas import schemas
from afpak_claims.evidence.results import VERDICTS
from afpak_claims.records.field_texts import FIELD_TEXTS, RECORD_TEXTS
from afpak_claims.records.fields import field_docs
from afpak_claims.records.registry import RECORDS
from afpak_claims.releases import versions as releases
from afpak_claims.releases.freezing import changelog_section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset

__all__ = [
    "field_texts_module",
    "generated_files",
    "words_module",
]


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
    records = "".join(_entry(kind.__name__, _class_text(kind), "    ") for kind in RECORDS)
    return (
        f"{_TEXTS_HEAD}\nRECORD_TEXTS: dict[str, str] = {{\n{records}}}\n"
        f"\nFIELD_TEXTS: dict[str, dict[str, str]] = {{\n{entries}}}\n"
    )


_TEXTS_HEAD = '''"""Field texts: what stands under each field, where the source cannot be read.

This file is generated from the records by `afpak_claims.commands.generated.field_texts_module`.
"""

__all__ = ["FIELD_TEXTS", "RECORD_TEXTS"]
'''


def _class_text(kind: type) -> str:
    return inspect.cleandoc(kind.__doc__ or "")


def _entry(name: str, text: str, indent: str = "        ") -> str:
    parts = [part for line in text.splitlines(keepends=True) for part in _pieces(line)]
    if len(parts) == 1:
        return f'{indent}"{name}": {_quoted(text)},\n'
    lines = "".join(f"{indent}    {_quoted(part)}\n" for part in parts)
    return f'{indent}"{name}": (\n{lines}{indent}),\n'


def _pieces(line: str) -> list[str]:
    """Part a long line, keeping each character."""
    return textwrap.wrap(line, 80, drop_whitespace=False, replace_whitespace=False) or [line]


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
        ("Topic", "A topic of the bundled data.", dataset.topics),
        ("Kind", "A kind of claim.", ("assertion", "figure")),
        ("Metric", "A word of the metrics vocabulary.", dataset.metrics),
        ("AttributedTo", "An actor that some claim cites by name.", credited),
        ("Place", "A word of the places vocabulary.", dataset.places),
        ("Actor", "A word of the actors vocabulary.", dataset.actors),
        ("Verdict", "What all comparisons of a claim say together.", VERDICTS),
    )
    names = sorted(f'    "{name}",\n' for name, _, _ in vocabularies)
    types = "".join(_literal(name, doc, words) for name, doc, words in vocabularies)
    return f"{_WORDS_HEAD}\n__all__ = [\n{''.join(names)}]\n{types}"


_WORDS_HEAD = '''"""Words: what the bundled data can be selected by, as types that editors complete.

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
    RECORD_TEXTS.update({kind.__name__: _class_text(kind) for kind in RECORDS})
    FIELD_TEXTS.update(field_texts())  # what is made here has the texts of today
    field_docs.cache_clear()
    due = {
        root / "data" / "schema" / name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas(dataset).items()
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
