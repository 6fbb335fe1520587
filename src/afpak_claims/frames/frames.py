"""Frames: a dataset as pandas DataFrames with fixed columns and dtypes.

Every column is there for zero rows too. A cell holds one value: fields with several ids join
them with ``;``, made for ``.str.split(";")`` and ``.str.get_dummies(";")``.
"""

from __future__ import annotations

from types import MethodType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pandas.api.types import is_list_like

from afpak_claims.errors import UnknownValueError
from afpak_claims.frames.columns import (
    CLAIM_COLUMNS,
    DATE,
    DIFF_COLUMNS,
    EVIDENCE_COLUMNS,
    NUMBER,
    SOURCE_COLUMNS,
    TEXT,
    cells,
    columns_of,
    rows,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.evidence.search import Answer
    from afpak_claims.records.vocabulary import Unit

__all__ = [
    "CLAIM_COLUMNS",
    "DIFF_COLUMNS",
    "EVIDENCE_COLUMNS",
    "SOURCE_COLUMNS",
    "Provenance",
    "answers_frame",
    "claims_frame",
    "diff_frame",
    "evidence_frame",
    "listed_frame",
    "naming_retired",
    "sources_frame",
    "table_frame",
]


def claims_frame(dataset: Dataset) -> pd.DataFrame:
    """Return the claims of a dataset as a frame with `CLAIM_COLUMNS`."""
    return table_frame(dataset, "claims")


def evidence_frame(dataset: Dataset) -> pd.DataFrame:
    """Return the findings of a dataset as a frame with `EVIDENCE_COLUMNS`."""
    return table_frame(dataset, "evidence")


def sources_frame(dataset: Dataset) -> pd.DataFrame:
    """Return the sources of a dataset as a frame with `SOURCE_COLUMNS`."""
    return table_frame(dataset, "sources")


def table_frame(dataset: Dataset, table: str) -> pd.DataFrame:
    """Return a table of `describe_columns` as a frame, indexed by id."""
    found = cells(table, rows(dataset, table))
    index = pd.Index(found.pop("id"), dtype=TEXT, name="id")
    columns = columns_of(table)
    data = {name: _array(values, columns[name].dtype) for name, values in found.items()}
    frame = pd.DataFrame(data, index=index)
    stamp = {**dataset.stamp._asdict(), "citation": dataset.citation}
    frame.attrs["afpak_claims"] = Provenance(stamp, dataset, table)
    return frame


class Provenance(dict[str, Any]):
    """The stamp of a frame, which also knows what the frame was made of.

    It equals the same stamp as a plain ``dict``, and passes through pickle and files as one.
    """

    __slots__ = ("_dataset", "_table")

    def __init__(self, stamp: dict[str, Any], dataset: Dataset, table: str) -> None:
        """Keep the stamp, and the records that the frame shows."""
        super().__init__(stamp)
        self._dataset, self._table = dataset, table

    def __deepcopy__(self, _: object) -> Provenance:
        """Return itself, for pandas copies the attributes of a frame into each that it makes."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the stamp alone."""
        return dict, ({**self},)

    @property
    def units(self) -> Mapping[str, Unit]:
        """The units of the dataset, by id."""
        return self._dataset.units

    def covers(self, frame: pd.DataFrame) -> bool:
        """Say whether each row of a frame is a record, with the cells that it was loaded with."""
        made = table_frame(self._dataset, self._table)
        found = frame.set_index("id") if "id" in frame else frame
        if not (found.index.is_unique and found.index.isin(made.index).all()):
            return False
        due = made.loc[found.index]
        return all(_same_cells(due[name], found[name]) for name in made if name in found)


def _same_cells(due: pd.Series, found: pd.Series) -> bool:
    try:
        return due.equals(found.astype(due.dtype))
    except (TypeError, ValueError):  # cells that the column cannot hold
        return False


_LOOK_UP_OR_DERIVE = (
    *("get_loc", "get_slice_bound", "_get_indexer_strict", "drop"),
    *("take", "_view", "_getitem_slice", "delete"),
)
"""The methods by which pandas finds ids in an index, and by which it makes an index of another."""


def naming_retired(frame: pd.DataFrame, dataset: Dataset, collection: str) -> pd.DataFrame:
    """Return a frame that says why an id is missing that is retired, as its rows and columns do.

    The error is still a ``KeyError``. What pandas makes of this frame says it too, as long as its
    index is made of the one here, and not of a column or a file.
    """
    records = getattr(dataset.parent or dataset, collection)
    retired = {name: str(r.retired) for name, r in records.items() if r.retired}
    if retired:
        _name_retired(frame.index, collection.removesuffix("s"), retired)
    return frame


def _name_retired(index: pd.Index, kind: str, retired: dict[str, str]) -> None:
    def named(asked: Any) -> UnknownValueError | None:
        missing = [id_ for id_ in asked if isinstance(id_, str) and id_ in retired]
        if not missing:
            return None
        first, *others = missing
        why = "; ".join([retired[first], *(f"{id_!r}: {retired[id_]}" for id_ in others)])
        return UnknownValueError(kind, first, retired, why)

    def naming(method: Callable[..., Any]) -> Callable[..., Any]:
        def called(self: pd.Index, *args: Any, **kwargs: Any) -> Any:
            try:
                found = method(self, *args, **kwargs)
            except KeyError:
                error = named(args[0] if args and is_list_like(args[0]) else args[:1])
                if error is None:
                    raise
                raise error from None
            if type(found) is pd.Index:
                own(found)
            return found

        return called

    # A method that another pandas does not have leaves its plain KeyError.
    names = [name for name in _LOOK_UP_OR_DERIVE if hasattr(pd.Index, name)]
    methods = [(name, naming(getattr(pd.Index, name))) for name in names]

    def own(index: pd.Index) -> None:
        # A subclass of Index would make the frame unequal to the same frame read from a file.
        vars(index).update([(name, MethodType(method, index)) for name, method in methods])

    own(index)


def diff_frame(changes: Sequence[object]) -> pd.DataFrame:
    """Return changes, as `releases.diffs` has them, as a frame with `DIFF_COLUMNS`."""
    return listed_frame("changes", changes)


def listed_frame(table: str, rows: Sequence[object]) -> pd.DataFrame:
    """Return rows that have no id of their own as a frame with the columns of their table."""
    found = cells(table, rows)
    columns = columns_of(table)
    return pd.DataFrame(
        {
            name: _array(found[name], column.dtype)
            for name, column in columns.items()
            if table != "changes" or name in DIFF_COLUMNS
        }
    )


def answers_frame(dataset: Dataset, answers: Sequence[Answer]) -> pd.DataFrame:
    """Return the answers of a search as a frame, indexed by claim, the best first."""
    ids = [answer.claim for answer in answers]
    data = {
        "verdict": _array([dataset.verdict(claim) for claim in ids], TEXT),
        "answer": _array([dataset.headline(c) or dataset[c].statement for c in ids], TEXT),
        "matched": _array([";".join(answer.matched) for answer in answers], TEXT),
        "score": _array([float(answer.score) for answer in answers], NUMBER),
    }
    return pd.DataFrame(data, index=pd.Index(ids, dtype=TEXT, name="id"))


def _array(values: list[Any], dtype: str) -> Any:
    if dtype == DATE:
        days = ["NaT" if day is None else day.isoformat() for day in values]
        return np.array(days, dtype=DATE)
    return pd.array(values, dtype=dtype)  # type: ignore[call-overload] # one of five known names
