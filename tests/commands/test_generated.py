"""Codebook: every field and word is explained, and the tables are made from the records."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from afpak_claims.commands import codebook, schemas
from afpak_claims.records.fields import field_docs
from afpak_claims.records.registry import RECORDS

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset


def test_every_field_of_every_record_is_explained() -> None:
    """No field is without its sentence."""
    for kind in RECORDS:
        docs = field_docs(kind)
        assert len(docs) == len(fields(kind))
        assert all(text.endswith(".") for text in docs.values()), (kind, docs)


def test_the_codebook_has_every_word(draft: Dataset) -> None:
    """Each vocabulary word stands in the tables with its definition."""
    text = codebook.codebook_markdown(draft)
    for name in ("metrics", "places", "actors", "quantifiers", "cautions"):
        for word in getattr(draft, name).values():
            assert f"| {word.id} |" in text
            assert word.definition.replace("|", "\\|") in text


def test_the_evidence_table_has_every_decided_figure(draft: Dataset) -> None:
    """Figures that a finding decides are in the README's table, the others are not."""
    rows = [r for r in codebook.evidence_markdown(draft).splitlines() if r.startswith("| `")]
    decided = [
        claim.id
        for claim in draft.select(kind="figure")
        if any(comparison.decides for comparison in draft.comparisons(claim.id))
    ]

    assert sorted(decided) == sorted(row.split("`")[1] for row in rows)


def test_schemas_refuse_what_the_models_refuse() -> None:
    """An unknown field and a missing one are refused by the JSON Schema too."""
    import jsonschema
    import pytest

    schema = schemas.schemas()["cautions.json"]
    jsonschema.validate({"cautions": [{"id": "a", "definition": "B."}]}, schema)
    for wrong in (
        {"id": "a"},
        {"id": "a", "definition": "B.", "colour": "red"},
        {"id": "A", "definition": "B."},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"cautions": [wrong]}, schema)
