"""One of each: a claim with every record that its card can show, and any field of it changed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from afpak_claims.api import open_dataset
from afpak_claims.records.claims import Assertion, Attribution, Claim, Rank
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.findings import Covers, Finding, Judged
from afpak_claims.records.periods import Period
from afpak_claims.records.retirement import Retired
from afpak_claims.records.spots import Spot
from conftest import GOOD

if TYPE_CHECKING:
    from afpak_claims.evidence.traces import Trace

__all__ = ["trace_with"]


def trace_with(kind: type, field: str, mark: str) -> bool:
    """Whether the card of a claim changes if one field of one of its records does.

    Args:
        kind: The record class.
        field: The field that is changed.
        mark: What a text is changed to.
    """
    base = _trace(assertion=kind is Assertion)
    changed = _changed(base, kind, field, mark)
    return changed.card(full=True) != base.card(full=True)


def _trace(*, assertion: bool) -> Trace:
    dataset = open_dataset(path=GOOD)
    trace = dataset.trace("dam-opened" if assertion else "floods-displaced")
    claim: Any = trace.claim
    if not assertion:
        claim = dataclasses.replace(
            claim,
            part_of="whole",
            disputes="other",
            cautions=("loaded",),
            retired=Retired(in_version="0.1.0", reason="Why.", replaced_by="new"),
            period=Period(edtf="1990/1995", holds="cumulative", wording="then"),
            estimate=Estimate(
                low=1200, best=1250, high=1400, interpreted=("high",), wording="some 1,200"
            ),
        )
    caution = next(iter(dataset.cautions.values()))
    return dataclasses.replace(trace, claim=claim, cautions=(caution,))


def _changed(trace: Trace, kind: type, field: str, mark: str) -> Trace:
    """Return the trace with one field changed, in whichever record of it has that class."""
    claim: Any = trace.claim
    if issubclass(kind, Claim):
        return dataclasses.replace(trace, claim=_with(claim, field, mark))
    for name in ("article", "attribution", "retired", "period", "estimate"):
        part = getattr(claim, name, None)
        if type(part) is kind:
            if kind is Attribution and field == "group":
                part = Attribution(naming="generic", group="them")
                claim = dataclasses.replace(claim, attribution=part)
                trace = dataclasses.replace(trace, claim=claim)
                return _generic(trace, mark)
            return dataclasses.replace(
                trace, claim=dataclasses.replace(claim, **{name: _with(part, field, mark)})
            )
    if kind is Finding:
        return _with_findings(trace, field, mark)
    for name in ("places", "actors", "credited", "cautions"):
        parts = getattr(trace, name)
        if parts and type(parts[0]) is kind:
            changes: dict[str, Any] = {name: (_with(parts[0], field, mark), *parts[1:])}
            return dataclasses.replace(trace, **changes)
    if type(trace.unit) is kind:
        return dataclasses.replace(trace, unit=_with(trace.unit, field, mark))
    if type(trace.metric) is kind:
        return dataclasses.replace(trace, metric=_with(trace.metric, field, mark))
    pairs = tuple((c, _with(source, field, mark)) for c, source in trace.comparisons)
    return dataclasses.replace(trace, comparisons=pairs)


def _generic(trace: Trace, mark: str) -> Trace:
    claim = dataclasses.replace(
        trace.claim, attribution=dataclasses.replace(trace.claim.attribution, group=mark)
    )
    return dataclasses.replace(trace, claim=claim)


def _with_findings(trace: Trace, field: str, mark: str) -> Trace:
    pairs = []
    for compared, source in trace.comparisons:
        finding = compared.finding
        if field == "id" and compared.is_input:
            pairs.append((compared, source))
            continue
        may = {
            "locator",
            "reference",
            "spot",
            "note",
            "inputs",
            "metric",
            "places",
            "series",
            "covers",
            "revises",
        }
        if getattr(finding, field) is not None or field in may | {"counted_as"}:
            finding = _with(finding, field, mark)
        pairs.append((compared._replace(finding=finding), source))
    return dataclasses.replace(trace, comparisons=tuple(pairs))


_OTHERS: dict[str, Any] = {
    "naming": "none",
    "holds": "throughout",
    "edtf": "1991",
    "estimate": Estimate(best=7),
    "period": Period(edtf="1991", holds="sometime"),
    "stance": "contradicts",
    "counted_as": "modelled",
    "operation": "rank",
    "origin": ("dolor-council",),
    "covers": Covers(what=Judged(coverage="other", why="zzqzz")),
    "nature": "level",
    "rank": Rank(of="zzqzz", among="2001/2002"),
    "checkable": True,
    "reading": "tertiary",
    "about": "event",
    "type": "causal",
    "retired": None,
    "unit": "incidents",
    "low": 3,
    "best": 1300,
    "high": 5000,
    "level": 95,
    "low_open": True,
    "high_open": True,
    "interpreted": ("low",),
    "spot": Spot(page="9"),
    "paragraph": 9,
    "sentence": 9,
    "in_version": "0.9.0",
    "kind": "assertion",
    "inputs": (),
    "url": "https://example.org/zzqzz",
    "archive": "https://example.org/zzqzz",
}


def _with(record: Any, field: str, mark: str) -> Any:
    """Return a copy of a record with another value in one field, past its own checks."""
    value = getattr(record, field)
    other = _OTHERS.get(field, (mark,) if isinstance(value, tuple) else mark)
    if isinstance(value, bool) and field not in _OTHERS:
        other = not value
    if dataclasses.is_dataclass(value) and field not in _OTHERS:
        inner = dataclasses.fields(value)[0].name
        other = _with(value, inner, mark)
    copy = object.__new__(type(record))
    for each in dataclasses.fields(record):
        object.__setattr__(copy, each.name, getattr(record, each.name))
    object.__setattr__(copy, field, other)
    return copy
