"""Codebook: the fields and the vocabularies of a dataset as Markdown tables."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from afpak_claims.cards import markdown_text
from afpak_claims.evidence.results import VERDICTS
from afpak_claims.records.claims import Claim, Figure
from afpak_claims.records.fields import field_docs, field_order
from afpak_claims.records.plain_values import in_words
from afpak_claims.records.registry import RECORDS
from afpak_claims.records.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

__all__ = ["codebook_markdown", "evidence_markdown"]


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
    "PageNumber": "page number",
    "PlayTime": "hours:minutes:seconds",
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
        f"| {word.id} | {' | '.join(_cell(getattr(word, name)) for name, _ in keys[1:])} |"
        for word in words
    ]
    head = "| " + " | ".join(key for _, key in keys) + " |"
    return [head, "|" + "---|" * len(keys), *rows]


def _cell(value: object) -> str:
    if value is None or value is False or value == ():
        return ""
    if value is True:
        return "yes"
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else in_words(value, "")
    return markdown_text(text)


def evidence_markdown(dataset: Dataset) -> str:
    """Return the answer of every figure that findings decide, as a Markdown table."""
    figures = [claim for claim in dataset if isinstance(claim, Figure) and not claim.retired]
    decided = [claim for claim in figures if dataset.result(claim.id).n_findings]
    order = list(VERDICTS)
    decided.sort(key=lambda claim: order.index(dataset.verdict(claim.id)))
    rows = [
        f"| `{claim.id}` | {markdown_text(dataset.headline(claim.id) or claim.statement)} "
        f"| {VERDICTS[dataset.verdict(claim.id)].phrase} (`{dataset.verdict(claim.id)}`) |"
        for claim in decided
    ]
    head = "| figure | the answer | in short |"
    counted = f"Figures on which findings decide ({len(decided)} of {len(figures)})."
    return "\n".join([counted, "", head, "|---|---|---|", *rows])
