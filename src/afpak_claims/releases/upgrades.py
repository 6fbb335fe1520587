"""Upgrades: records of an older record format brought to the next one, step by step.

Schema 1 to 2: the recorded scope becomes coverage that is judged by hand on all axes, origins are
unknown, units become vocabulary, and each metric gets a nature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afpak_claims.stamps import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Contents = Mapping[str, Any]

__all__ = [
    "OF_SCHEMA_1",
    "metric_from_1",
    "readable",
    "record_from_1",
    "units_from_1",
    "upgraded",
]

OF_SCHEMA_1 = "scope of schema 1"
"""The reason of coverage that was recorded as a scope."""

_COVERAGES = {"same": "same", "narrower": "part", "broader": "whole", "different": "other"}
_UNITS: dict[str, tuple[str, str, str]] = {
    "people": ("person", "people", "count"),
    "strikes": ("strike", "strikes", "count"),
    "incidents": ("incident", "incidents", "count"),
    "percent": ("percent", "percent", "ratio"),
    "rank": ("rank", "rank", "order"),
    "times": ("time", "times", "count"),
    "years": ("year", "years", "time"),
    "steps": ("step", "steps", "count"),
    "analysts": ("analyst", "analysts", "count"),
    "events": ("event", "events", "count"),
}
"""The closed list of units that schema 1 had: singular, plural, dimension."""
_NATURES = {"rank": "rank", "percent": "rate"}


def readable() -> frozenset[int]:
    """Return the record formats that this package reads."""
    return frozenset({*_UPGRADES, SCHEMA_VERSION})


def upgraded(values: Contents) -> dict[str, Any]:
    """Bring contents of an older record format to the one of this package.

    Raises:
        KeyError: There is no way from that format; its number is the key.
    """
    for step in range(values["schema_version"], SCHEMA_VERSION):
        values = {**_UPGRADES[step](values), "schema_version": step + 1}
    return dict(values)


def _contents_from_1(values: Contents) -> Contents:
    return {
        **values,
        "findings": [record_from_1(finding) for finding in values["findings"]],
        "metrics": [metric_from_1(metric) for metric in values["metrics"]],
        "units": units_from_1(values["metrics"]),
    }


def record_from_1(finding: Mapping[str, Any]) -> dict[str, Any]:
    """Return a finding of schema 1 as one of schema 2."""
    kept = {name: value for name, value in finding.items() if name != "scope"}
    made: dict[str, Any] = {}
    for name, value in kept.items():
        made[name] = value
        if name == "about":
            made["origin"] = []
    if scope := finding.get("scope"):
        judged = {"is": _COVERAGES[scope], "why": OF_SCHEMA_1}
        made["covers"] = {axis: dict(judged) for axis in ("what", "where", "when")}
    if finding.get("inputs"):
        made["operation"] = "sum"
    return made


def metric_from_1(metric: Mapping[str, Any]) -> dict[str, Any]:
    """Return a metric of schema 1 as one of schema 2, with the nature that its unit suggests."""
    return {**metric, "nature": _NATURES.get(metric["unit"], "flow")}


def units_from_1(metrics: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the units that metrics of schema 1 have, as vocabulary."""
    return [
        {"id": name, "label": name, "singular": one, "plural": many, "dimension": dimension}
        for name, (one, many, dimension) in sorted(_UNITS.items())
        if name in {metric["unit"] for metric in metrics}
    ]


_UPGRADES: dict[int, Callable[[Contents], Contents]] = {1: _contents_from_1}
"""From each older record format to the next one, so that every frozen version stays loadable.

The function at n takes contents of schema n and returns contents of schema n + 1. The header
keeps the schema version that it was frozen with, which the stamp and `diff` show.
"""
