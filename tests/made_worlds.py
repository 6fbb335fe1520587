"""Made worlds: datasets that are hostile or large, made of others, for the tests of the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from afpak_claims.evidence.dataset import Dataset, contents
from afpak_claims.records.registry import COLLECTIONS
from afpak_claims.records.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = "long " * 2000
ATTACKS = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 2</script><!--",
    "\"><img src=x onerror='window.hacked = 3'>",
    "' onmouseover='window.hacked = 4' x='",
    "javascript:window.hacked=5",
    "{{ 7 * 191 }}{% raw %}",
    "\u0627\u0644\u0646\u0647\u0631\u200f right to left",
    "]]>&lt;b&gt;&amp;\\u003cscript>",
    "=HYPERLINK(1)",
    LONG.strip(),
)
ADDRESS_ATTACK = "https://example.org/'onmouseover='window.hacked=6'/javascript:alert(1)//"

_FREE_TEXTS = frozenset(
    {"statement", "note", "name", "title", "definition", "label", "group", "reason", "wording"}
    | {"locator", "literal", "family", "given", "publisher", "container-title", "licence"}
    | {"description"}
)


def hostile(world: Dataset) -> Dataset:
    """Return a world whose every free text attacks the page, as far as the records let it."""
    attacks = iter(range(10**9))

    def attacked(key: str, value: str) -> str:
        if key in {"URL", "read_at", "archive"}:
            return ADDRESS_ATTACK
        if key in {"literal", "family", "given"}:  # of which several stand in a cell
            return f"{ATTACKS[next(attacks) % len(ATTACKS)]} {value}".replace(";", ",")
        if key in _FREE_TEXTS:
            return f"{ATTACKS[next(attacks) % len(ATTACKS)]} {value}"
        return value

    plain = _changed(json.loads(json.dumps(contents(world))), attacked)
    plain["topics"] = {topic: f"{ATTACKS[1]} {title}" for topic, title in world.topics.items()}
    plain["dataset"]["name"] = world.header.name  # an id, which takes no free text
    faults = [
        fault
        for name, kind in COLLECTIONS.items()
        for record in plain[name]
        for fault in validate(kind, record)[1]
    ]
    assert faults == []
    return Dataset.from_contents(plain, "0.0.0", "sha256:" + "0" * 64)


def _changed(value: Any, change: Callable[[str, str], str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _changed(part, change, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_changed(part, change, key) for part in value]
    return change(key, value) if isinstance(value, str) else value


def repeated(dataset: Dataset, times: int) -> Dataset:
    """Return a dataset with its claims and findings several times, each time under new ids."""
    plain = json.loads(json.dumps(contents(dataset)))

    def renamed(record: dict[str, Any], copy: int) -> dict[str, Any]:
        ids = {"id", "claim", "part_of", "disputes"} & record.keys()
        inputs = [f"{name}-{copy}" for name in record.get("inputs", ())]
        new = {name: f"{record[name]}-{copy}" for name in ids}
        return {**record, **new, **({"inputs": inputs} if inputs else {})}

    for name in ("claims", "findings"):
        plain[name] = [renamed(record, copy) for copy in range(times) for record in plain[name]]
    return Dataset.from_contents(plain, "0.0.0", "sha256:" + "0" * 64)
