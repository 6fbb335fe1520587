"""Parquet: the frames as files that keep every dtype and say what each column means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from afpak_claims.exports.read_back import check_read
from afpak_claims.exports.tables import about, main_tables
from afpak_claims.frames.columns import DATE, DESCRIPTIONS, NUMBER, TEXT, TRUTH, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.exports.tables import Table
    from afpak_claims.frames.columns import Column

__all__ = ["arrow_table", "write_parquet"]


def write_parquet(dataset: Dataset, folder: Path, step: Callable[[str], object]) -> None:
    """Write the claims, the evidence and the sources as Parquet files of a folder.

    The schema carries the stamp under the keys of `tables.about`, what the table holds under
    ``description``, and each column its ``description`` and ``unit``. pandas reads the frames
    back with their index and dtypes, only the dates in milliseconds: Parquet has no seconds.
    """
    import pyarrow.parquet as pq

    stamp = about(dataset)
    for name, table in main_tables(dataset, step).items():
        step(f"{name}.parquet")
        labels = {"afpak_claims": json.dumps(stamp, ensure_ascii=False), **stamp}
        labels["description"] = DESCRIPTIONS[name]
        file, made = folder / f"{name}.parquet", arrow_table(table, labels)
        pq.write_table(made, file, compression="zstd")
        # NaN cannot be in it, so that what is equal is the same.
        check_read(pq.read_table(file).equals(made), due=True, what=file.name)


def arrow_table(table: Table, labels: dict[str, str]) -> Any:
    """Return a table for Arrow, the id first as everywhere else."""
    import pyarrow as pa

    types = {
        TEXT: pa.string(),
        NUMBER: pa.float64(),
        WHOLE: pa.int64(),
        TRUTH: pa.bool_(),
        DATE: pa.timestamp("ms"),
    }
    described = {
        name: pa.field(name, types[column.dtype], metadata=_labels(column))
        for name, column in table.columns.items()
    }
    in_pandas_order = [*table.frame.columns, table.frame.index.name]
    made = pa.Table.from_pandas(
        table.frame, schema=pa.schema([described[name] for name in in_pandas_order])
    )
    schema = pa.schema([*described.values()], metadata={**made.schema.metadata, **labels})
    return made.select([*described]).cast(schema)


def _labels(column: Column) -> dict[str, str]:
    return {
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"separator": ";"} if column.many else {}),
    }
