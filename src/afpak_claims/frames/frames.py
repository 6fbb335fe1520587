"""Frames: a dataset as pandas DataFrames with fixed columns and dtypes.

Every column is there for zero rows too. A cell holds one value: fields with several ids join
them with ``;``, made for ``.str.split(";")`` and ``.str.get_dummies(";")``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from afpak_claims.records.claims import Figure
from afpak_claims.releases import diffs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.sources import Source
    from afpak_claims.releases.diffs import Change

__all__ = [
    "CLAIM_COLUMNS",
    "DIFF_COLUMNS",
    "EVIDENCE_COLUMNS",
    "ONLY_ASSERTIONS",
    "ONLY_FIGURES",
    "SOURCE_COLUMNS",
    "claims_frame",
    "diff_frame",
    "evidence_frame",
    "sources_frame",
]

TEXT, NUMBER, WHOLE, TRUTH, DATE = (
    "string[python]",
    "Float64",
    "Int64",
    "boolean",
    "datetime64[s]",
)

_QUANTITY = {
    "metric": TEXT,
    "unit": TEXT,
    "low": NUMBER,
    "best": NUMBER,
    "high": NUMBER,
    "low_open": TRUTH,
    "high_open": TRUTH,
    "interpreted": TEXT,
    "wording": TEXT,
}
_SPAN = {"period": TEXT, "start": DATE, "end": DATE}

CLAIM_COLUMNS: dict[str, str] = {
    "kind": TEXT,
    "topic": TEXT,
    "statement": TEXT,
    **_QUANTITY,
    "type": TEXT,
    **_SPAN,
    "holds": TEXT,
    "places": TEXT,
    "actors": TEXT,
    "naming": TEXT,
    "attributed_to": TEXT,
    "article": TEXT,
    "paragraph": WHOLE,
    "sentence": WHOLE,
    "digest": TEXT,
    "part_of": TEXT,
    "disputes": TEXT,
    "cautions": TEXT,
    "verdict": TEXT,
    "attribution_check": TEXT,
    "note": TEXT,
}
"""Columns and dtypes of `load_claims`; part of the contract."""

EVIDENCE_COLUMNS: dict[str, str] = {
    "claim": TEXT,
    "about": TEXT,
    "source": TEXT,
    "locator": TEXT,
    "low": NUMBER,
    "best": NUMBER,
    "high": NUMBER,
    "low_open": TRUTH,
    "high_open": TRUTH,
    **_SPAN,
    "scope": TEXT,
    "reading": TEXT,
    "stance": TEXT,
    "relation": TEXT,
    "gap": NUMBER,
    "relative_gap": NUMBER,
    "inputs": TEXT,
    "note": TEXT,
}
"""Columns and dtypes of `load_evidence`; part of the contract."""

SOURCE_COLUMNS: dict[str, str] = {
    "type": TEXT,
    "title": TEXT,
    "author": TEXT,
    "container_title": TEXT,
    "publisher": TEXT,
    "issued": TEXT,
    "accessed": TEXT,
    "url": TEXT,
    "archive": TEXT,
    "licence": TEXT,
}
"""Columns and dtypes of `load_sources`; part of the contract."""

DIFF_COLUMNS: dict[str, str] = dict.fromkeys(
    ("collection", "id", "change", "field", "old", "new"), TEXT
)
"""Columns and dtypes of `diff`; part of the contract."""

ONLY_FIGURES = frozenset(_QUANTITY)
"""The columns that assertions do not have."""
ONLY_ASSERTIONS = frozenset({"type"})
"""The columns that figures do not have."""


def diff_frame(changes: Sequence[Change]) -> pd.DataFrame:
    """Return changes as a frame with `DIFF_COLUMNS`."""
    data: dict[str, list[Any]] = {
        "collection": [change.collection for change in changes],
        "id": [change.id for change in changes],
        "change": [change.change for change in changes],
        "field": [change.field or None for change in changes],
        "old": [_as_text(change.old) for change in changes],
        "new": [_as_text(change.new) for change in changes],
    }
    frame = pd.DataFrame({name: _array(data[name], dtype) for name, dtype in DIFF_COLUMNS.items()})
    frame.attrs["bump"] = diffs.bump(changes)
    return frame


def _as_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def claims_frame(dataset: Dataset) -> pd.DataFrame:
    """Return the claims of a dataset as a frame with `CLAIM_COLUMNS`."""
    rows = ((claim.id, _claim_row(dataset, claim)) for claim in dataset)
    return _frame(rows, CLAIM_COLUMNS, dataset)


def evidence_frame(dataset: Dataset) -> pd.DataFrame:
    """Return the findings of a dataset as a frame with `EVIDENCE_COLUMNS`."""
    rows = (
        (comparison.finding.id, _finding_row(comparison))
        for claim in dataset
        for comparison in dataset.comparisons(claim.id)
    )
    return _frame(rows, EVIDENCE_COLUMNS, dataset)


def sources_frame(dataset: Dataset) -> pd.DataFrame:
    """Return the sources of a dataset as a frame with `SOURCE_COLUMNS`."""
    rows = ((source.id, _source_row(source)) for source in dataset.sources.values())
    return _frame(rows, SOURCE_COLUMNS, dataset)


def _claim_row(dataset: Dataset, claim: Claim) -> dict[str, Any]:
    period = claim.period
    row: dict[str, Any] = {
        "kind": claim.kind,
        "topic": claim.topic,
        "statement": claim.statement,
        "type": getattr(claim, "type", None),
        "period": period and period.edtf,
        "start": period and period.start,
        "end": period and period.end,
        "holds": period and period.holds,
        "places": _joined(claim.places),
        "actors": _joined(claim.actors),
        "naming": claim.attribution.naming,
        "attributed_to": _joined(claim.attribution.to),
        "article": dataset.article.source,
        "paragraph": claim.article.paragraph,
        "sentence": claim.article.sentence,
        "digest": claim.article.digest,
        "part_of": claim.part_of,
        "disputes": claim.disputes,
        "cautions": _joined(claim.cautions),
        "verdict": dataset.verdict(claim.id),
        "attribution_check": dataset.attribution_check(claim.id),
        "note": claim.note,
    }
    if isinstance(claim, Figure):
        estimate = claim.estimate
        row |= {
            "metric": claim.metric,
            "unit": dataset.metrics[claim.metric].unit,
            "low": estimate.low,
            "best": estimate.best,
            "high": estimate.high,
            "low_open": estimate.low_open,
            "high_open": estimate.high_open,
            "interpreted": _joined(estimate.interpreted),
            "wording": estimate.wording,
        }
    return row


def _finding_row(comparison: Comparison) -> dict[str, Any]:
    finding: Finding = comparison.finding
    gap, estimate, period = comparison.gap, finding.estimate, finding.period
    return {
        "claim": finding.claim,
        "about": finding.about,
        "source": finding.source,
        "locator": finding.locator,
        "low": estimate and estimate.low,
        "best": estimate and estimate.best,
        "high": estimate and estimate.high,
        "low_open": estimate and estimate.low_open,
        "high_open": estimate and estimate.high_open,
        "period": period and period.edtf,
        "start": period and period.start,
        "end": period and period.end,
        "scope": finding.scope,
        "reading": finding.reading,
        "stance": finding.stance,
        "relation": gap and gap.relation,
        "gap": gap and gap.absolute,
        "relative_gap": gap and gap.relative,
        "inputs": _joined(finding.inputs),
        "note": finding.note,
    }


def _source_row(source: Source) -> dict[str, Any]:
    row = {name: getattr(source, name) for name in SOURCE_COLUMNS if name != "author"}
    return {**row, "author": _joined(name.in_words() for name in source.author)}


def _joined(words: Iterable[str]) -> str | None:
    return ";".join(words) or None


def _frame(
    rows: Iterable[tuple[str, dict[str, Any]]], columns: dict[str, str], dataset: Dataset
) -> pd.DataFrame:
    keyed = list(rows)
    index = pd.Index([key for key, _ in keyed], dtype=TEXT, name="id")
    data = {
        name: _array([row.get(name) for _, row in keyed], dtype) for name, dtype in columns.items()
    }
    frame = pd.DataFrame(data, index=index, columns=list(columns))
    frame.attrs["afpak_claims"] = {**dataset.stamp._asdict(), "citation": dataset.citation}
    return frame


def _array(values: list[Any], dtype: str) -> Any:
    if dtype == DATE:
        days = ["NaT" if day is None else day.isoformat() for day in values]
        return np.array(days, dtype=DATE)
    return pd.array(values, dtype=dtype)  # type: ignore[call-overload] # one of five known names
