"""A fabricated dataset of any size, in which every rule holds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from afpak_claims import yaml_files

if TYPE_CHECKING:
    from pathlib import Path

_PER_FILE = 1_000


def write_dataset(folder: Path, size: int) -> None:
    """Write a dataset of *size* claims, with one finding for every tenth."""
    sentences = [
        {"paragraph": n + 1, "sentence": 1, "digest": hashlib.sha256(b"%d" % n).hexdigest()[:16]}
        for n in range(100)
    ]
    _write(
        folder / "dataset.yaml",
        {
            "name": "lorem",
            "title": "Lorem",
            "description": "A fabricated dataset for measurements.",
            "data_version": "0.1.0",
            "schema_version": 1,
            "licences": {"records": "CC0-1.0", "code": "MIT"},
        },
    )
    _write(folder / "article.yaml", {"source": "lorem-gazette", "sentences": sentences})
    source = {"id": "lorem-gazette", "type": "webpage", "title": "Lorem gazette"}
    survey = {"id": "lorem-survey-report", "type": "report", "title": "Lorem survey"}
    _write(folder / "sources.yaml", {"sources": [source, survey]})
    for name, words in _VOCABULARY.items():
        _write(folder / "vocabulary" / f"{name}.yaml", {name: words})
    for start in range(0, size, _PER_FILE):
        numbers = range(start, min(start + _PER_FILE, size))
        topic = f"floods-{start // _PER_FILE}"
        claims = [_claim(n, sentences[(n - start) * 100 // _PER_FILE]) for n in numbers]
        _write(
            folder / "claims" / f"{topic}.yaml",
            {"topic": topic, "title": "Floods", "claims": claims},
        )
        findings = [_finding(n) for n in numbers if n % 10 == 0]
        _write(folder / "evidence" / f"{topic}.yaml", {"topic": topic, "findings": findings})
    if size < _PER_FILE:
        # Each sentence carries a claim or a reason; a small dataset leaves many without a claim.
        used = {(n * 100 // _PER_FILE) for n in range(size)}
        for n, sentence in enumerate(sentences):
            if n not in used:
                sentence["reason"] = "It carries no claim."
        _write(folder / "article.yaml", {"source": "lorem-gazette", "sentences": sentences})


def _claim(n: int, sentence: dict[str, object]) -> dict[str, object]:
    return {
        "id": f"river-floods-displaced-{n}",
        "kind": "figure",
        "statement": f"More than 1,200 people were displaced by flood {n} on the Lorem in 1990.",
        "metric": "people_displaced",
        "estimate": {"low": 1200, "low_open": True, "wording": "more than 1,200"},
        "period": {"edtf": "1990/1995", "holds": "cumulative", "wording": "between 1990 and 1995"},
        "places": ["lorem"],
        "actors": ["lorem-survey"],
        "article": {key: sentence[key] for key in ("paragraph", "sentence", "digest")},
        "attribution": {"naming": "named", "to": ["lorem-survey"]},
        "cautions": ["undefined-term"],
        "note": "Whether people who came back are counted is not said.",
    }


def _finding(n: int) -> dict[str, object]:
    return {
        "id": f"river-floods-displaced-{n}-survey",
        "claim": f"river-floods-displaced-{n}",
        "about": "value",
        "source": "lorem-survey-report",
        "estimate": {"low": 1000, "high": 1500},
        "period": {"edtf": "1990/1995", "holds": "cumulative"},
        "scope": "same",
        "reading": "primary",
    }


def _write(path: Path, values: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml_files.write(values), encoding="utf-8")


_VOCABULARY: dict[str, list[dict[str, object]]] = {
    "metrics": [
        {
            "id": "people_displaced",
            "label": "People displaced",
            "definition": "Number of people who had to leave their homes.",
            "unit": "people",
            "additive": True,
            "whole": True,
        }
    ],
    "places": [{"id": "lorem", "name": "Lorem", "definition": "The valley of the Lorem."}],
    "actors": [{"id": "lorem-survey", "name": "Lorem Survey", "definition": "A survey."}],
    "quantifiers": [
        {
            "id": "more-than",
            "phrases": ["more than N"],
            "definition": "More than the numeral.",
            "low": "N",
            "low_open": True,
        }
    ],
    "cautions": [{"id": "undefined-term", "definition": "A term is not defined."}],
}
