"""Upgrading: the YAML files of schema 1 rewritten as schema 2."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afpak_claims.errors import DataError, Problem, UsageError
from afpak_claims.files import strict_yaml
from afpak_claims.files.drafts import Draft
from afpak_claims.files.folders import canonical_text, data_files, parse_file, read_bytes
from afpak_claims.method.coverage import computed_coverage, coverage_of
from afpak_claims.method.records import claim_terms, finding_terms, world_of
from afpak_claims.records.claims import Figure
from afpak_claims.releases.upgrades import (
    OF_SCHEMA_1,
    metric_from_1,
    record_from_1,
    units_from_1,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from afpak_claims.files.folders import DataFile
    from afpak_claims.records.findings import Finding

__all__ = ["upgraded_files"]

_METRICS, _UNITS, _HEADER = "vocabulary/metrics.yaml", "vocabulary/units.yaml", "dataset.yaml"
_MARKS = {
    r"(?m)^( +origin: \[\])$": "who counted it or said it first",
    r"(?m)^( +nature: \w+)$": "flow, stock, rate, level or rank",
    rf"(?m)^( +\w+: \{{is: \w+, why: {OF_SCHEMA_1}\}})$": "the reason, or other fields",
}
"""What a person must fill in, by what it stands behind."""


def upgraded_files(folder: Path) -> dict[str, str]:
    """Return the new text of every file of a folder that changes.

    Raises:
        DataError: A file cannot be read, or breaks a rule of schema 2.
        UsageError: The folder is of another schema.
    """
    values = {file.name: _values(file, folder) for file in _files(folder)}
    heads = {
        name: strict_yaml.head_comment((folder / name).read_bytes())
        for name in values
        if (folder / name).is_file()
    }
    found = values.get(_HEADER, {}).get("schema_version")
    if found != "1":
        message = f"found schema {found} in {folder / _HEADER}; expected 1; nothing to upgrade"
        raise UsageError(message)
    old_scopes = _upgrade(values)
    heads[_UNITS] = re.sub(r"\bmetrics\b", "units", heads.get(_METRICS, ""))
    texts = {name: strict_yaml.write(value, heads.get(name, "")) for name, value in values.items()}
    with tempfile.TemporaryDirectory() as aside:
        world = Path(shutil.copytree(folder, Path(aside) / "data"))
        judged = _judged(_draft(world, texts), old_scopes)
        for name, value in values.items():
            for finding in value.get("findings", ()) if name.startswith("evidence/") else ():
                if finding["id"] in judged:
                    finding["covers"] = judged[finding["id"]]
            texts[name] = _marked(_canonical(name, strict_yaml.write(value, heads.get(name, ""))))
    return {
        name: text
        for name, text in texts.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    }


def _files(folder: Path) -> Iterator[DataFile]:
    for file in data_files(folder):
        if not isinstance(file, Problem):
            yield file
        elif file.file != _UNITS:  # which schema 1 did not have
            raise DataError([file])


def _values(file: DataFile, folder: Path) -> Any:
    return strict_yaml.read(read_bytes(file, folder), file.name)


def _upgrade(values: dict[str, Any]) -> dict[str, str]:
    """Change the values in place; return the scope that each finding had."""
    scopes: dict[str, str] = {}
    values[_HEADER]["schema_version"] = "2"
    values[_HEADER].pop("schema_minor", None)
    metrics = values[_METRICS]["metrics"]
    values[_UNITS] = {"units": units_from_1(metrics)}
    values[_METRICS]["metrics"] = [metric_from_1(metric) for metric in metrics]
    for name, value in values.items():
        if name.startswith("evidence/"):
            for finding in value["findings"]:
                if "scope" in finding:
                    scopes[finding["id"]] = record_from_1(finding)["covers"]["what"]["is"]
            made = [record_from_1(finding) for finding in value["findings"]]
            value["findings"] = [{k: v for k, v in f.items() if k != "covers"} for f in made]
    return scopes


def _draft(world: Path, texts: Mapping[str, str]) -> Draft:
    draft = Draft()
    problems = []
    for name, text in texts.items():
        (world / name).parent.mkdir(exist_ok=True)
        part, faults = parse_file(name, text.encode())
        problems += [f"{name}: {fault.message}" for fault in faults]
        draft.add(part)
    if problems:
        message = "\n".join(problems)
        raise UsageError(message)
    return draft


def _judged(draft: Draft, scopes: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the coverage that must be set by hand for each finding to keep its scope."""
    claims = draft.index(draft.claims)
    world = world_of(
        draft.index(draft.metrics), draft.index(draft.places), draft.index(draft.actors)
    )
    found = {}
    for entry in draft.findings:
        finding: Finding = entry.record
        claim, word = claims.get(finding.claim), scopes.get(finding.id)
        if not isinstance(claim, Figure) or word is None:
            continue
        ours, theirs = claim_terms(claim), finding_terms(finding)
        if coverage_of(ours, theirs, world) == word:
            continue
        axes = computed_coverage(ours, theirs, world)._asdict()
        found[finding.id] = {
            axis: {"is": word, "why": OF_SCHEMA_1} for axis, is_ in axes.items() if is_ != word
        }
    return found


def _canonical(name: str, text: str) -> str:
    return canonical_text(name, text.encode()) or text


def _marked(text: str) -> str:
    for pattern, what in _MARKS.items():
        text = re.sub(pattern, rf"\1  # fill in: {what}", text)
    return text
