"""A fabricated dataset of any size, and a corpus of any number of them; every rule holds."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afpak_claims.files import strict_yaml
from afpak_claims.files.folders import read_draft
from afpak_claims.records.plain_values import plain
from afpak_claims.stamps import SCHEMA_MINOR, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afpak_claims.files.drafts import Draft

_PER_FILE = 1_000
_WORLD = Path(__file__).parents[1] / "tests" / "fixtures" / "good"


def write_dataset(folder: Path, size: int, doubtful: int = 4) -> None:
    """Write a dataset of *size* claims, with one finding for every tenth.

    So many findings as *doubtful* says are numbers of the credited body itself, which has no
    attribution check: `check` warns of each of them.
    """
    every = max(size // max(doubtful, 1) // 10, 1) * 10
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
            "schema_version": SCHEMA_VERSION,
            "schema_minor": SCHEMA_MINOR,
            "licences": {"records": "CC0-1.0", "code": "MIT"},
        },
    )
    _write(folder / "article.yaml", {"source": "lorem-gazette", "sentences": sentences})
    source = {"id": "lorem-gazette", "type": "webpage", "title": "Lorem gazette"}
    survey = {"id": "lorem-survey-report", "type": "report", "title": "Lorem survey"}
    _write(folder / "sources.yaml", {"sources": [source, survey]})
    for name, words in _VOCABULARY.items():
        _write(folder / "vocabulary" / f"{name}.yaml", {name: words})
    doubtful = min(doubtful, size // 100)  # the council counts something in a small dataset too
    for start in range(0, size, _PER_FILE):
        numbers = range(start, min(start + _PER_FILE, size))
        topic = f"floods-{start // _PER_FILE}"
        claims = [_claim(n, sentences[(n - start) * 100 // _PER_FILE]) for n in numbers]
        _write(
            folder / "claims" / f"{topic}.yaml",
            {"topic": topic, "title": "Floods", "claims": claims},
        )
        findings = [
            _finding(n, "lorem-survey" if n // every < doubtful and n % every == 0 else "council")
            for n in numbers
            if n % 10 == 0
        ]
        _write(folder / "evidence" / f"{topic}.yaml", {"topic": topic, "findings": findings})
    if size < _PER_FILE:
        # Each sentence carries a claim or a reason; a small dataset leaves many without a claim.
        used = {(n * 100 // _PER_FILE) for n in range(size)}
        for n, sentence in enumerate(sentences):
            if n not in used:
                sentence["reason"] = "It carries no claim."
        _write(folder / "article.yaml", {"source": "lorem-gazette", "sentences": sentences})


def _claim(n: int, sentence: dict[str, object]) -> dict[str, object]:
    """Return a claim in words of its own: one in five is a figure, as in the shipped data."""
    when = _WHEN[n // _FIGURE_EVERY % len(_WHEN)]
    is_figure = n % _FIGURE_EVERY == 0
    wording, estimate = _quantity(n)
    said = f"{wording[0].upper()}{wording[1:]}"
    claim: dict[str, object] = {
        "id": f"river-floods-displaced-{n:05}",
        "kind": "figure",
        "statement": f"{said} people were displaced by flood F{n} on the Lorem {when}.",
        "metric": "people_displaced",
        "estimate": {**estimate, "wording": wording},
    }
    if not is_figure:
        claim = {
            "id": f"river-floods-displaced-{n:05}",
            "kind": "assertion",
            "type": "event",
            "statement": f"Flood F{n} on the Lorem closed the road to village V{n} {when}.",
        }
    return {
        **claim,
        "period": {
            "edtf": "1990/1995",
            "holds": "cumulative" if is_figure else "sometime",
            "wording": "between 1990 and 1995",
        },
        "places": ["lorem"],
        "actors": ["lorem-survey"],
        "article": {key: sentence[key] for key in ("paragraph", "sentence", "digest")},
        "attribution": {"naming": "named", "to": ["lorem-survey"]},
        **({"cautions": ["undefined-term"]} if is_figure else {}),
        "note": "Whether people who came back are counted is not said.",
    }


_FIGURE_EVERY = 5
_WHEN = (
    *("in 1990", "between 1990 and 1995", "after the rain of 1990", "in five years"),
    "from 3 May 1990 on",
)


def _quantity(n: int) -> tuple[str, dict[str, object]]:
    """Return a wording and its bounds."""
    number = _LEAST + n
    texts: tuple[tuple[str, dict[str, object]], ...] = (
        (f"more than {number:,}", {"low": number, "low_open": True}),
        (f"at least {number:,}", {"low": number}),
        (f"about {number:,}", {"best": number}),
        (f"between {number:,} and {number + 500:,}", {"low": number, "high": number + 500}),
        (f"no more than {number:,}", {"high": number}),
        (f"{number:,}", {"best": number}),
        (f"over {number / 10:g} million", {"low": number * 100_000, "low_open": True}),
    )
    return texts[n % len(texts)]


_LEAST = 1200


def _finding(n: int, origin: str) -> dict[str, object]:
    return {
        "id": f"river-floods-displaced-{n:05}-survey",
        "claim": f"river-floods-displaced-{n:05}",
        "about": "value",
        "origin": [origin],
        "source": "lorem-survey-report",
        "estimate": {"low": _LEAST + n - 200, "high": _LEAST + n + 300},
        "period": {"edtf": "1990/1995", "holds": "cumulative"},
        "reading": "primary",
    }


def write_corpus(folder: Path, articles: int, claims_each: int = 100) -> None:
    """Write a tree of datasets, each the fabricated world of the tests several times over.

    It has the shapes of real data: figures and assertions, parts, disputes, retired claims, sums,
    findings of every kind, several topics.
    """
    world, problems = read_draft(_WORLD)
    if problems or claims_each < len(world.claims):
        message = f"found {claims_each} claims each; expected {len(world.claims)} or more"
        raise ValueError(message)
    copies, more = divmod(claims_each, len(world.claims))
    scaled = _scaled(world, copies, more)
    for n in range(1, articles + 1):
        name = f"article-{n:04}"
        for file, values in scaled.items():
            changed = {**values, "name": name} if file == "dataset.yaml" else values
            _write(folder / name / file, changed)


def _scaled(world: Draft, copies: int, more: int) -> dict[str, dict[str, Any]]:
    """Return the files of a world several times over, and *more* claims beside the last copy."""
    assert world.header is not None
    assert world.article is not None
    files: dict[str, dict[str, Any]] = {
        "dataset.yaml": plain(world.header.record),
        "sources.yaml": {"sources": _plain(world.sources)},
        **{
            f"vocabulary/{name}.yaml": {name: _plain(getattr(world, name))}
            for name in ("metrics", "units", "places", "actors", "quantifiers", "cautions")
        },
    }
    outline = plain(world.article.record.sentences)
    sentences = [_moved(line, copy, outline) for copy in range(copies) for line in outline]
    files["article.yaml"] = {**plain(world.article.record), "sentences": sentences}
    lone = _lone(world)
    claims: dict[str, list[dict[str, Any]]] = defaultdict(list)
    findings: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for copy in range(copies):
        for entry in world.claims:
            claim = plain(entry.record)
            topic = claim.pop("topic")
            claim["article"] = _moved(claim["article"], copy, outline)
            claims[topic].append(_renamed(claim, copy))
            if copy == copies - 1 and claim["id"] == lone:
                claims[topic] += [_renamed(claim, f"{copy}-more-{n}") for n in range(more)]
        for found in world.findings:
            findings[Path(found.file).stem].append(_renamed(plain(found.record), copy))
    for topic, listed in claims.items():
        head = {"topic": topic, "title": world.topics[topic]}
        files[f"claims/{topic}.yaml"] = {**head, "claims": listed}
    for topic, listed in findings.items():
        files[f"evidence/{topic}.yaml"] = {"topic": topic, "findings": listed}
    return files


def _plain(entries: Iterable[Any]) -> list[dict[str, Any]]:
    return [plain(entry.record) for entry in entries]


def _lone(world: Draft) -> str:
    """Return an assertion that names no other and that no other names; no number twice."""
    named = {entry.record.claim for entry in world.findings}
    for entry in world.claims:
        claim = entry.record
        successor = claim.retired and claim.retired.replaced_by
        named |= {name for name in (claim.part_of, claim.disputes, successor) if name}
    free = (e.record for e in world.claims if e.record.id not in named)
    return next(
        claim.id
        for claim in free
        if claim.kind == "assertion" and not (claim.part_of or claim.disputes or claim.retired)
    )


def _moved(place: dict[str, Any], copy: int, outline: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a sentence, or the locator of a claim, as many paragraphs later as copies went."""
    paragraph = place["paragraph"] + copy * outline[-1]["paragraph"]
    digest = hashlib.sha256(f"{paragraph} {place['sentence']}".encode()).hexdigest()[:16]
    return {**place, "paragraph": paragraph, "digest": digest}


def _renamed(record: dict[str, Any], copy: int | str) -> dict[str, Any]:
    """Return a record with ids of its own, and links to the records of the same copy."""
    if copy == 0:
        return record
    changed = {field: value for field, value in record.items() if field != "short"}
    for name in {"id", "claim", "part_of", "disputes", "revises"} & record.keys():
        changed[name] = f"{record[name]}-{copy}"
    if "inputs" in record:
        changed["inputs"] = [f"{name}-{copy}" for name in record["inputs"]]
    if "statement" in record:
        changed["statement"] = f"{record['statement'].removesuffix('.')}, in part P{copy}."
    if "replaced_by" in record.get("retired", ()):
        successor = f"{record['retired']['replaced_by']}-{copy}"
        changed["retired"] = {**record["retired"], "replaced_by": successor}
    return changed


def _write(path: Path, values: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(strict_yaml.write(values), encoding="utf-8")


_VOCABULARY: dict[str, list[dict[str, object]]] = {
    "metrics": [
        {
            "id": "people_displaced",
            "label": "People displaced",
            "definition": "Number of people who had to leave their homes.",
            "unit": "people",
            "additive": True,
            "whole": True,
            "nature": "flow",
        }
    ],
    "units": [
        {
            "id": "people",
            "label": "people",
            "singular": "person",
            "plural": "people",
            "dimension": "count",
        }
    ],
    "places": [{"id": "lorem", "name": "Lorem", "definition": "The valley of the Lorem."}],
    "actors": [
        {"id": "council", "name": "Council", "definition": "The council of the valley."},
        {"id": "lorem-survey", "name": "Lorem Survey", "definition": "A survey."},
    ],
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
