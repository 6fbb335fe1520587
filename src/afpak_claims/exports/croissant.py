"""Croissant: the CSV files of a dataset with the metadata that machine-learning tools read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from afpak_claims.exports.csv_files import write_csv
from afpak_claims.exports.read_back import write_json_file
from afpak_claims.exports.tables import MAIN, about, columns_of
from afpak_claims.frames.columns import (
    DATE,
    DESCRIPTIONS,
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
)
from afpak_claims.records.header import licence_address
from afpak_claims.releases.versions import release_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.frames.columns import Column

__all__ = ["METADATA", "write_croissant"]

METADATA = "croissant.json"
_CONFORMS = "http://mlcommons.org/croissant/1.0"
_CROISSANT_WORDS = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject"),
    *("fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField"),
    *("path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate"),
    *("separator", "source", "subField", "transform"),
)
_TYPES = {
    TEXT: "sc:Text",
    NUMBER: "sc:Float",
    WHOLE: "sc:Integer",
    TRUTH: "sc:Boolean",
    DATE: "sc:Date",
}


def write_croissant(dataset: Dataset, folder: Path, step: Callable[[str], object]) -> None:
    """Write the CSV files of `write_csv` and ``croissant.json`` beside them."""
    write_csv(dataset, folder, step)
    step(METADATA)
    write_json_file(folder / METADATA, _metadata(dataset, folder))


def _metadata(dataset: Dataset, folder: Path) -> dict[str, Any]:
    stamp, date = about(dataset), release_date(dataset)
    return {
        "@context": _context(),
        "@type": "sc:Dataset",
        "conformsTo": _CONFORMS,
        "name": dataset.header.name,
        "alternateName": stamp["title"],
        "description": stamp["description"],
        "version": stamp["data_version"],
        "identifier": stamp["digest"],
        "schemaVersion": stamp["schema_version"],
        "measurementTechnique": dataset.stamp.made_with,
        "license": licence_address(stamp["licence"]),
        "citeAs": stamp["citation"],
        **({"url": stamp["url"]} if "url" in stamp else {}),
        **({"datePublished": date} if date else {}),
        "distribution": [_file(file) for file in sorted(folder.glob("*.csv"))],
        "recordSet": [_record_set(name, columns_of(dataset, name)) for name in MAIN],
    }


def _context() -> dict[str, Any]:
    """Return what the words of the metadata mean, as the Croissant format prescribes it."""
    return {
        "@language": "en",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "conformsTo": "dct:conformsTo",
        **{word: f"cr:{word}" for word in _CROISSANT_WORDS},
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
    }


def _file(file: Path) -> dict[str, Any]:
    raw = file.read_bytes()
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": DESCRIPTIONS.get(file.stem, "What every column and every word means."),
        "contentUrl": file.name,
        "contentSize": f"{len(raw)} B",
        "encodingFormat": "text/csv",
        "sha256": hashlib.sha256(raw).hexdigest(),
    }


def _record_set(name: str, columns: Mapping[str, Column]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": DESCRIPTIONS[name],
        "key": {"@id": f"{name}/id"},
        "field": [_field(name, column, of) for column, of in columns.items()],
    }


def _field(table: str, name: str, column: Column) -> dict[str, Any]:
    refers = column.refers if column.refers in MAIN and not column.many else None
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{name}",
        "name": name,
        "description": column.help,
        "dataType": _TYPES[column.dtype],
        "source": _cells(table, name),
        **({"references": _cells(refers, "id")} if refers else {}),
    }


def _cells(table: str, column: str) -> dict[str, Any]:
    return {"fileObject": {"@id": f"{table}.csv"}, "extract": {"column": column}}
