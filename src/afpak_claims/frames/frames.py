"""Frames: a dataset as pandas DataFrames with fixed columns and dtypes.

Every column is there for zero rows too. A cell holds one value: fields with several ids join
them with ``;``, made for ``.str.split(";")`` and ``.str.get_dummies(";")``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np
import pandas as pd

from afpak_claims.api import citation, open_dataset
from afpak_claims.errors import UsageError
from afpak_claims.records.claims import Figure
from afpak_claims.releases import diffs
from afpak_claims.releases import versions as releases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike
    from typing import Unpack

    from afpak_claims import filter_values as words
    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.dataset import Dataset, Undated
    from afpak_claims.records.claims import Claim, Finding, Source
    from afpak_claims.releases.diffs import Change

__all__ = [
    "CLAIM_COLUMNS",
    "DIFF_COLUMNS",
    "EVIDENCE_COLUMNS",
    "SOURCE_COLUMNS",
    "Selection",
    "claims_frame",
    "diff",
    "diff_frame",
    "evidence_frame",
    "load_assertions",
    "load_claims",
    "load_evidence",
    "load_figures",
    "load_sources",
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

_ONLY_FIGURES = frozenset(_QUANTITY)
_ONLY_ASSERTIONS = frozenset({"type"})


class Selection(TypedDict, total=False):
    """What `Dataset.select` and the functions of this module take to choose claims."""

    topic: words.Topic | str | None
    kind: words.Kind | str | None
    metric: words.Metric | str | None
    attributed_to: words.AttributedTo | str | None
    place: words.Place | str | None
    actor: words.Actor | str | None
    verdict: words.Verdict | str | None
    during: str | None
    certain: bool
    undated: Undated
    include_retired: bool


def load_claims(
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return one row a claim.

    Args:
        version: A data version such as ``"0.1.0"``; the newest released one where it is left
            out; ``"draft"`` for the YAML files.
        path: Another folder of the same shape.
        **selection: Which claims, as `Dataset.select` takes it.

    Returns:
        A frame of shape (claims, 31) with the columns of `CLAIM_COLUMNS`, indexed by claim id in
        article order. ``low``, ``best`` and ``high`` are Float64 in the unit of the row's
        ``unit``, ``<NA>`` where the article gives no such bound; a bound named in
        ``interpreted`` comes from the quantifier conventions and not from the words. ``start``
        and ``end`` are the first and last day the period can hold, ``NaT`` where open or
        unknown. ``attrs["afpak_claims"]`` holds the versions, the digest and a citation.

    Raises:
        DataError: The data does not hold, with every problem.
        DataNotFoundError: There is no such version or folder.
        UnknownWordError: A selection with a word that the dataset does not have.

    Example:
        >>> import afpak_claims as ac
        >>> ac.load_claims(topic="displacement")["unit"].tolist()
        ['people', 'people']
    """
    return claims_frame(open_dataset(version, path).select(**selection))


def load_figures(
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return one row a figure, with the columns that figures have.

    Arguments, dtypes, units and errors are those of `load_claims`; the column ``type`` is left
    out.

    Example:
        >>> import afpak_claims as ac
        >>> float(ac.load_figures().loc["drone-strikes-count", "low"])
        430.0
    """
    dataset = open_dataset(version, path).select(**_of_kind("figure", selection))
    return claims_frame(dataset).drop(columns=list(_ONLY_ASSERTIONS))


def load_assertions(
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return one row an assertion, with the columns that assertions have.

    Arguments, dtypes and errors are those of `load_claims`; the columns of quantities are left
    out.

    Example:
        >>> import afpak_claims as ac
        >>> ac.load_assertions().loc["imran-khan-removed", "type"]
        'event'
    """
    dataset = open_dataset(version, path).select(**_of_kind("assertion", selection))
    return claims_frame(dataset).drop(columns=list(_ONLY_FIGURES))


def load_sources(
    version: str | None = None, path: str | PathLike[str] | None = None
) -> pd.DataFrame:
    """Return one row a source, indexed by source id.

    Args:
        version: A data version, as in `load_claims`.
        path: Another folder of the same shape.

    Returns:
        A frame with the columns of `SOURCE_COLUMNS`, all text; ``<NA>`` is unknown. Authors are
        joined with ``;``. Dates are EDTF strings.

    Raises:
        DataError: The data does not hold, with every problem.
        DataNotFoundError: There is no such version or folder.

    Example:
        >>> import afpak_claims as ac
        >>> ac.load_sources().loc["almirsad-article", "author"]
        'Khalil Sufyan'
    """
    return sources_frame(open_dataset(version, path))


def load_evidence(
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return one row a finding, with its comparison to the claim it bears on.

    Args:
        version: A data version, as in `load_claims`.
        path: Another folder of the same shape.
        **selection: Which claims' findings, as `Dataset.select` takes it.

    Returns:
        A frame with the columns of `EVIDENCE_COLUMNS`, indexed by finding id. ``low``, ``best``
        and ``high`` are Float64 in the unit of the claim's metric. ``relation`` says whether the
        claim overlaps the finding or lies above or below it, ``gap`` by how much in that unit,
        ``relative_gap`` as a share of the finding's nearer bound; all three are ``<NA>`` where
        the finding cannot decide.

    Raises:
        DataError: The data does not hold, with every problem.
        DataNotFoundError: There is no such version or folder.
        UnknownWordError: A selection with a word that the dataset does not have.

    Example:
        >>> import afpak_claims as ac
        >>> ac.load_evidence().loc["afghan-civilians-killed-unama", "relation"]
        'above'
    """
    return evidence_frame(open_dataset(version, path).select(**selection))


def diff(old: str, new: str) -> pd.DataFrame:
    """Return what changed between two data versions, one row a field.

    Args:
        old: A data version, or ``"draft"``.
        new: A data version, or ``"draft"``.

    Returns:
        A frame with the columns of `DIFF_COLUMNS`, all text: which record of which collection,
        what happened to it (``added``, ``removed``, ``retired``, ``changed``), the field with
        dots as in ``estimate.low``, and its old and new value; values that are not texts are
        written as JSON. ``attrs["bump"]`` is the step that the changes ask for: ``none``,
        ``patch``, ``minor`` or ``major``.

    Raises:
        DataNotFoundError: There is no such version.

    Example:
        >>> import afpak_claims as ac
        >>> ac.diff("0.1.0", "0.1.0").attrs["bump"]
        'none'
    """
    return diff_frame(releases.diff(open_dataset(old), open_dataset(new)))


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


def _of_kind(kind: str, selection: Selection) -> Selection:
    asked = selection.get("kind")
    if asked not in {None, kind}:
        message = f"found kind={asked!r}; expected {kind!r} or none; call load_claims instead"
        raise UsageError(message)
    return {**selection, "kind": kind}


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
    frame.attrs["afpak_claims"] = {**dataset.stamp._asdict(), "citation": citation(dataset)}
    return frame


def _array(values: list[Any], dtype: str) -> Any:
    if dtype == DATE:
        days = ["NaT" if day is None else day.isoformat() for day in values]
        return np.array(days, dtype=DATE)
    return pd.array(values, dtype=dtype)  # type: ignore[call-overload] # one of five known names
