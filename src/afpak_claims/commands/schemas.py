"""Schemas: a JSON Schema for each kind of data file, made from the records."""

from __future__ import annotations

import copy
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from afpak_claims.evidence.results import ClaimResult, FindingResult
from afpak_claims.records.claims import Assertion, Figure
from afpak_claims.records.field_texts import RECORD_TEXTS
from afpak_claims.records.fields import field_docs
from afpak_claims.records.findings import Finding
from afpak_claims.records.header import Article, Header
from afpak_claims.records.registry import RECORDS
from afpak_claims.records.sources import Source
from afpak_claims.records.vocabulary import VOCABULARY
from afpak_claims.stamps import SCHEMA_VERSION, Stamp

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

__all__ = ["schemas"]


def schemas(dataset: Dataset | None = None) -> dict[str, dict[str, Any]]:
    """Return a JSON Schema for each kind of data file, by file name.

    Args:
        dataset: The dataset whose ids the fields may have; any id where it is left out.
    """
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
    for schema in found.values():
        _explain(schema)
    found |= _published(found)
    for name in ("Figure", "Assertion"):
        record = found["claims.json"]["$defs"][name]
        # The file gives the topic, so a record in it must not.
        del record["properties"]["topic"]
        record["required"].remove("topic")
    for name, schema in found.items():
        if dataset is not None and name not in _FOR_ANY_VERSION:
            _name_ids(schema, dataset)
        for definition in [*schema["$defs"].values(), schema]:
            if "properties" in definition:
                definition["minProperties"] = max(1, len(definition.get("required", ())))
        kind = name.removesuffix(".json")
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["$id"] = f"urn:afpak-claims:schema:{SCHEMA_VERSION}:{kind}"
        schema["title"] = f"{kind} of an afpak-claims dataset"
    return found


_FOR_ANY_VERSION = frozenset({"release.json", "results.json", "export.json"})

_DIGEST: dict[str, Any] = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_PLAIN = {"str": "string", "float": "number", "int": "integer", "bool": "boolean"}


def _computed(kind: type) -> dict[str, Any]:
    """Return the schema of each field of a result."""
    found: dict[str, Any] = {}
    for field in fields(kind):
        if str(field.type).startswith("Mapping"):
            found[field.name] = {"type": "object", "additionalProperties": {"type": "string"}}
            continue
        name, _, rest = str(field.type).partition(" | ")
        found[field.name] = {"type": [_PLAIN[name], "null"] if rest else _PLAIN[name]}
    return found


_OF_CLAIMS = _computed(ClaimResult)
_OF_FINDINGS = _computed(FindingResult)
"""What a method computes of each finding."""


def _published(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the schemas of what is published: a release, its results, the JSON export."""
    files = {"claims": "claims", "findings": "evidence", "sources": "sources"}
    files |= {name: name for name in VOCABULARY}
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {"schema_version": {"type": "integer", "minimum": 1}}
    for name in ("dataset", "article"):
        body = copy.deepcopy(found[f"{name}.json"])
        definitions |= body.pop("$defs", {})
        properties[name] = body
    # The data version names the contents and is no part of them.
    properties["dataset"]["required"].remove("data_version")
    properties["topics"] = {"type": "object", "additionalProperties": {"type": "string"}}
    for name, file in files.items():
        body = copy.deepcopy(found[f"{file}.json"])
        definitions |= body["$defs"]
        properties[name] = {**body["properties"][name], "minItems": 0}
    release = _object(properties) | {"$defs": definitions}
    results = _object(
        {
            "results": {"type": "integer", "minimum": 1},
            "data_version": {"type": "string"},
            "digest": _DIGEST,
            "method": {"type": "integer", "minimum": 1},
            "frames": {"type": "object", "additionalProperties": _object(_FRAME)},
            "claims": {"type": "object", "additionalProperties": _object(_OF_CLAIMS)},
            "findings": {"type": "object", "additionalProperties": _object(_OF_FINDINGS)},
        }
    ) | {"$defs": {}}
    exported = copy.deepcopy(release)
    for kind, computed in (
        ("Figure", _OF_CLAIMS),
        ("Assertion", _OF_CLAIMS),
        ("Finding", _OF_FINDINGS),
    ):
        definition = exported["$defs"][kind]
        definition["properties"] |= computed
        definition["required"] = [*definition["required"], *computed]
    stamp = {
        name: {"type": "integer" if name in {"schema_version", "method"} else "string"}
        for name in (*Stamp._fields, "citation")
    }
    exported["properties"] = {"stamp": _object(stamp), **exported["properties"]}
    exported["required"] = ["stamp", *exported["required"]]
    return {"release.json": release, "results.json": results, "export.json": exported}


_FRAME: dict[str, Any] = {
    "columns": {"type": "array", "items": {"type": "string"}},
    "digest": _DIGEST,
}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*properties],
        "properties": properties,
    }


_IDS = {
    "metric": "metrics",
    "of": "metrics",
    "unit": "units",
    "places": "places",
    "actors": "actors",
    "to": "actors",
    "origin": "actors",
    "speaks_for": "actors",
    "party": "actors",
    "cautions": "cautions",
    "source": "sources",
}
"""The collection whose ids a field has, by the name of the field."""
_AROUND = {"Place": "places", "Metric": "metrics"}
"""The same of the field within, by the record."""


def _name_ids(schema: dict[str, Any], dataset: Dataset) -> None:
    """List the ids that a field may have, so that an editor can offer them."""
    for title, definition in [*schema["$defs"].items(), ("", schema)]:
        homes = _IDS | {"within": _AROUND[title]} if title in _AROUND else _IDS
        for name, field in definition.get("properties", {}).items():
            ids = [*getattr(dataset, homes[name])] if name in homes else []
            texts = [field, *field.get("anyOf", ()), field.get("items", {})]
            for text in texts:
                if ids and text.get("type") == "string":
                    text["enum"] = ids
                    text.pop("pattern", None)


def _explain(schema: dict[str, Any]) -> None:
    """Fill in the text of every record and field."""
    kinds = {kind.__name__: kind for kind in RECORDS}
    for name, definition in [*schema["$defs"].items(), (schema.get("title", ""), schema)]:
        if name in kinds:
            _describe(definition, RECORD_TEXTS[name])
            docs = field_docs(kinds[name])
            for key, field in definition["properties"].items():
                if key in docs:
                    _describe(field, docs[key])


def _describe(schema: dict[str, Any], text: str) -> None:
    """Put the description last; pydantic takes that of a record from its class, if at all."""
    schema.pop("description", None)
    schema["description"] = text


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
