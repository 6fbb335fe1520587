"""Claim documents: one claim with its evidence as JSON, and the schema of such a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afpak_claims.evidence.traces import Trace

__all__ = ["claim_document", "claim_schema"]


def claim_document(trace: Trace, changes: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """Return a claim as ``show --format json`` has it, with what each version changed of it."""
    return {**trace.to_dict(), "changes": list(changes)}


def claim_schema() -> dict[str, Any]:
    """Return the JSON Schema of a claim document."""
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    number, count = {"type": ["number", "null"]}, {"type": "integer", "minimum": 0}
    record = {"type": "object", "required": ["id"], "properties": {"id": text}}
    finding = _object(
        {
            "id": text,
            "claim": text,
            "about": {"enum": ["value", "event", "attribution"]},
            "source": record,
            "origin_name": {"type": "array", "items": text},
            "relation": maybe,
            "coverage": maybe,
            "decides": {"type": "boolean"},
            "gap": number,
            "relative_gap": number,
        }
    )
    change = _object({"version": text, "date": text, "changes": text})
    stamp = _object({"data_version": text, "digest": text})
    known = _object(
        {
            "claim": {**record, "required": ["id", "kind", "statement", "topic"]},
            "topic": text,
            "metric": {"anyOf": [record, {"type": "null"}]},
            "unit": {"anyOf": [record, {"type": "null"}]},
            "article": record,
            "headline": maybe,
            "verdict": text,
            "attribution_check": maybe,
            "basis": maybe,
            "n_findings": count,
            "n_origins": count,
            "gap": number,
            "relative_gap": number,
            "findings": {"type": "array", "items": finding},
            "changes": {"type": "array", "items": change},
            "stamp": stamp,
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:afpak-claims:schema:2:claim",
        "title": "One claim with its evidence, its answer and its history",
        **known,
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}
