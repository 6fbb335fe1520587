"""JSON files: the records with what is computed of them, as one document or one claim per line."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from afpak_claims.evidence.dataset import contents
from afpak_claims.evidence.results import ClaimResult, FindingResult, as_plain
from afpak_claims.exports.progress import with_progress
from afpak_claims.exports.read_back import check_read, check_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.dataset import Dataset

__all__ = ["write_json", "write_jsonl"]

_PROGRESS = 1_000


def write_json(dataset: Dataset, file: Path, step: Callable[[str], object]) -> None:
    """Write one JSON document with every record, one record a line, and with the computed fields.

    What is retired is in it, as everything that the digest is taken of. A claim has its
    ``verdict`` and ``attribution_check`` beside its fields, a finding its ``relation``, ``gap``
    and ``relative_gap``, and whether it ``decides``.
    """
    dataset = _whole(dataset)
    values = {"stamp": _stamp(dataset), **contents(dataset)}
    computed = {
        "claims": _claims(dataset, values["claims"]),
        "findings": _findings(dataset, values["findings"]),
    }
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        for n, (name, value) in enumerate(values.items()):
            stream.write("{\n" if n == 0 else ",\n")
            stream.write(f"{_line(name)}: ")
            if isinstance(value, list):
                rows = computed.get(name, value)
                stream.writelines(_listed(with_progress(rows, name, step)))
            else:
                stream.write(_line(value))
        stream.write("\n}\n")
    _check_read_back(file, values)


def _whole(dataset: Dataset) -> Dataset:
    """Return the dataset with what is retired, unless more than that was left out."""
    opened = dataset.parent
    if opened is None or any(c.retired is None and c.id not in dataset.claims for c in opened):
        return dataset
    return opened


def _check_read_back(file: Path, values: dict[str, Any]) -> None:
    """Read the document and compare its records, without what is computed, with the dataset's."""
    found = json.loads(file.read_bytes())
    for name in ("claims", "findings"):
        for record in found[name]:
            for computed in _COMPUTED[name]:
                del record[computed]
    check_read(found.keys(), values.keys(), file.name)
    for name, value in values.items():
        if isinstance(value, list):
            check_rows((r.items() for r in found[name]), (r.items() for r in value), name)
        else:
            check_read(found[name], value, name)


_COMPUTED = {
    "claims": tuple(field.name for field in fields(ClaimResult)),
    "findings": tuple(field.name for field in fields(FindingResult)),
}
"""What a record of the document has beside its fields."""


def write_jsonl(dataset: Dataset, file: Path, step: Callable[[str], object]) -> None:
    """Write one claim per line with its findings, its metric, its verdict and the stamp.

    Each line is what ``afpak-claims show ID --format json`` prints. Retired claims are left out.
    """
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        for claim in with_progress(dataset.select(), "claims", step):
            stream.write(f"{_line(dataset.trace(claim.id).to_dict())}\n")
    with file.open(encoding="utf-8", newline="\n") as stream:
        ids = [(json.loads(line)["claim"]["id"],) for line in stream]
    check_rows(ids, ((claim.id,) for claim in dataset.select()), file.name)


def _stamp(dataset: Dataset) -> dict[str, Any]:
    return {**dataset.stamp._asdict(), "citation": dataset.citation}


def _claims(dataset: Dataset, plain: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for claim in plain:
        yield {
            **claim,
            **as_plain(dataset.result(claim["id"])),
            "headline": dataset.headline(claim["id"]),
        }


def _findings(dataset: Dataset, plain: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    compared: dict[str, dict[str, Comparison]] = {}
    for finding in plain:
        claim = finding["claim"]
        if claim not in compared:
            compared = {claim: {c.finding.id: c for c in dataset.comparisons(claim)}}
        comparison = compared[claim].get(finding["id"])  # a retired finding is compared no more
        result = comparison.result if comparison else FindingResult()
        yield {**finding, **as_plain(result)}


def _listed(rows: Iterable[Any]) -> Iterator[str]:
    """Write a list with one value a line, so that two documents can be compared by line."""
    end = "["
    for row in rows:
        yield f"{end}\n{_line(row)}"
        end = ","
    yield "[]" if end == "[" else "\n]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
