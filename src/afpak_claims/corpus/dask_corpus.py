"""Corpus: a tree of many datasets as a Dask collection, on one machine or on a cluster.

The same call runs in this process (``scheduler="synchronous"``), in processes of this machine
(the default of Dask for such work), and on every worker of a cluster (where a
``distributed.Client`` is active). The workers of a cluster must see the tree, and the place to
write to, under the same paths.

A dataset is one piece of work. It may be done twice, where a worker was lost with what it had
done: nothing that it leaves behind depends on how often or where.

Needs the extra ``corpus``: ``pip install 'afpak-claims[corpus]'``.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from afpak_claims.corpus import folders
from afpak_claims.corpus.folders import CheckReport, DatasetFolder, find
from afpak_claims.errors import DataError, DataNotFoundError, UsageError
from afpak_claims.files.atomic_files import atomic_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    import pandas as pd

    from afpak_claims.errors import Problem
    from afpak_claims.exports.tables import Table
    from afpak_claims.files.drafts import Draft
    from afpak_claims.frames.columns import Column

__all__ = [
    "PARTITIONED",
    "DatasetResult",
    "WriteSummary",
    "bag",
    "check",
    "find",
    "read_parquet",
    "to_parquet",
]

PARTITIONED: dict[str, tuple[str, ...]] = {
    "claims": ("dataset", "topic"),
    "evidence": ("dataset", "topic"),
    "sources": ("dataset",),
}
"""The tables that `to_parquet` writes, each with the columns that its folders are named for."""

_DATASETS = "datasets.parquet"


class DatasetResult(NamedTuple):
    """One dataset of a corpus, read and checked."""

    name: str
    """Its path in the tree, with forward slashes."""
    draft: Draft
    """The records that are valid."""
    problems: list[Problem]
    """What is wrong with it; each file begins with the name."""


class WriteSummary(NamedTuple):
    """How many rows `to_parquet` wrote, and in how many files."""

    datasets: int
    claims: int
    evidence: int
    sources: int
    files: int


class _Part(NamedTuple):
    """What one dataset left in the place to write to."""

    about: dict[str, str]
    rows: dict[str, int]
    files: list[str]


def bag(root: str | PathLike[str], *, layout: bool = False) -> Any:
    """Return the datasets of a tree as a ``dask.bag.Bag`` of `DatasetResult`; nothing is read yet.

    Args:
        root: The tree.
        layout: Whether a file that is not in canonical form is a problem too.

    Raises:
        DataError: A folder of the tree cannot be read, or is a link.
        DataNotFoundError: The tree does not exist, or has no dataset.
        UsageError: Dask is not installed.

    Example:
        >>> from afpak_claims.releases.bundled_data import bundled_folder
        >>> counts = bag(bundled_folder()).map(lambda read: len(read.draft.sources))
        >>> counts.compute(scheduler="synchronous")[0] > 10
        True
    """
    found, strange = folders.dataset_folders(_absolute(root))
    if strange:
        raise DataError(strange)
    return _bag_of(found, root).map(_read, layout=layout)


def check(
    root: str | PathLike[str], *, layout: bool = True, scheduler: str | None = None
) -> CheckReport:
    """Check every dataset of a tree, and join all problems in one sorted report.

    Args:
        root: The tree.
        layout: Whether a file that is not in canonical form is a problem too.
        scheduler: ``synchronous``, ``threads`` or ``processes``; where it is left out, the
            cluster of the active client, or else processes of this machine.

    Returns:
        The counts and all problems, the same wherever it runs.

    Raises:
        DataNotFoundError: The tree does not exist, or has no dataset.
        UsageError: Dask is not installed.

    Example:
        >>> from afpak_claims.releases.bundled_data import bundled_folder
        >>> check(bundled_folder(), scheduler="synchronous").problems
        ()
    """
    found, strange = folders.dataset_folders(_absolute(root))
    if strange and not found:
        return CheckReport(0, 0, 0, 0, tuple(strange))
    reports = _bag_of(found, root).map(_check, layout=layout).compute(scheduler=scheduler)
    unlike = folders.unlike(_absolute(root), reports)
    return folders.joined([*reports, CheckReport(0, 0, 0, 0, (*strange, *unlike))])


def to_parquet(
    root: str | PathLike[str], output: str | PathLike[str], *, scheduler: str | None = None
) -> WriteSummary:
    """Write the claims, evidence and sources of a corpus as Parquet, a folder for each dataset.

    ::

        datasets.parquet
        claims/dataset=<name>/topic=<topic>/part.parquet
        evidence/dataset=<name>/topic=<topic>/part.parquet
        sources/dataset=<name>/part.parquet

    A name is the path of the dataset in the tree, as an address writes it: ``2024%2Florem``.
    ``datasets.parquet`` has the title, the digest, the licence and the citation of each. Retired
    claims and the findings on them are left out. `read_parquet` opens what was written.

    Each part is written aside and replaced whole, so that it is there once however often a
    worker was lost; the folder itself takes the place of an older one when all of it is there.

    Args:
        root: The tree.
        output: The folder to write. One that is there is replaced if it is empty or was written
            by this function.
        scheduler: As in `check`.

    Raises:
        DataError: With all problems of all datasets; nothing is written then.
        DataNotFoundError: The tree does not exist, or has no dataset.
        UsageError: Dask or pyarrow is not installed, or *output* cannot be written.
    """
    _needed("pyarrow.parquet")
    found, strange = folders.dataset_folders(_absolute(root))
    pieces = _bag_of(found, root)
    place = _absolute(output)
    _check_output(place)
    try:
        with atomic_folder(place) as aside:
            for name in PARTITIONED:
                (aside / name).mkdir()
            done = pieces.map(_write, str(aside)).compute(scheduler=scheduler)
            problems = [problem for part in done if isinstance(part, list) for problem in part]
            if problems or strange:
                raise DataError([*problems, *strange])
            _finish(aside, done)
    except OSError as error:
        message = (
            f"can't write {output} ({error}); expected disk space and write "
            "permission; the old content is unchanged; choose another output"
        )
        raise UsageError(message) from error
    rows = {name: sum(part.rows[name] for part in done) for name in PARTITIONED}
    return WriteSummary(len(done), **rows, files=1 + sum(len(part.files) for part in done))


def read_parquet(
    output: str | PathLike[str], table: str = "claims", filters: Any = None
) -> pd.DataFrame:
    """Open a table that `to_parquet` wrote, whole or filtered, with text for dataset and topic.

    Args:
        output: The folder.
        table: ``claims``, ``evidence``, ``sources`` or ``datasets``.
        filters: As `pandas.read_parquet` takes them; those on ``dataset`` and ``topic`` open no
            other folder.

    Returns:
        A frame with the columns and dtypes of `load_claims`, `load_evidence` or `load_sources`,
        before them ``dataset`` (and ``topic`` for the evidence), indexed by id, which is unique
        in its dataset only. For ``datasets``, all text, one row per dataset.
        ``attrs["afpak_claims"]`` holds ``digest`` and ``citation`` of the whole corpus, whatever
        the filters leave: those of its dataset where it has one, else one digest of all names
        and digests.

    Raises:
        DataNotFoundError: There is no such table.
        UsageError: pyarrow is not installed.
    """
    import pandas as pd

    _needed("pyarrow.parquet")
    where = Path(output) / (_DATASETS if table == "datasets" else table)
    if not where.exists() or table not in {*PARTITIONED, "datasets"}:
        message = (
            f"found no table {table!r} in {output}; expected a folder of to_parquet and one of "
            f"{', '.join(PARTITIONED)} or datasets; correct one of the two"
        )
        raise DataNotFoundError(message)
    stamp = _stamp(Path(output) / _DATASETS)
    if table == "datasets":
        frame = pd.read_parquet(where, filters=filters)
        frame.attrs.update(stamp)
        return frame
    keys = PARTITIONED[table]
    frame = pd.read_parquet(where, filters=filters, partitioning=_folders_of(keys))
    dtypes = {name: column.dtype for name, column in _columns(table).items()}
    text = dtypes.pop("id")
    frame.index = frame.index.astype(text)
    dtypes = {key: text for key in keys if key not in dtypes} | dtypes
    frame = frame.astype(dtypes)[[*dtypes]]
    frame.attrs.update(stamp)
    return frame


def _stamp(file: Path) -> dict[str, dict[str, str]]:
    """Return what a frame says of the corpus that it is of; nothing where its list is not there.

    It is short, since pandas copies it with every frame that is made of one.
    """
    import pyarrow.parquet as pq

    if not file.is_file():
        return {}
    listed = pq.read_table(file, columns=["dataset", "digest", "citation"]).to_pylist()
    if len(listed) == 1:
        return {"afpak_claims": {name: listed[0][name] for name in ("digest", "citation")}}
    lines = "".join(f"{one['dataset']} {one['digest']}\n" for one in listed)
    digest = f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"
    citation = f"A corpus of {len(listed)} datasets ({digest}), each cited in its table datasets."
    return {"afpak_claims": {"digest": digest, "citation": citation}}


def _folders_of(keys: tuple[str, ...]) -> Any:
    """Return how the folders are named: the values are texts, also where they look like numbers."""
    import pyarrow as pa
    from pyarrow import dataset as datasets

    schema = pa.schema([(key, pa.string()) for key in keys])
    return datasets.partitioning(schema, flavor="hive")


def _columns(table: str) -> Mapping[str, Column]:
    from afpak_claims.frames.columns import describe_columns

    return describe_columns()[table]


def _absolute(path: str | PathLike[str]) -> Path:
    """Return a path that means the same to every worker."""
    return Path(path).resolve()


def _needed(module: str) -> Any:
    """Import a module that an extra brings."""
    try:
        return import_module(module)
    except ImportError as error:
        message = (
            f"found no package {module.partition('.')[0]} ({error}); expected it for a corpus; "
            "install it: pip install 'afpak-claims[corpus]'"
        )
        raise UsageError(message) from None


def _bag_of(found: list[DatasetFolder], root: str | PathLike[str]) -> Any:
    bags = _needed("dask.bag")
    if not found:
        message = (
            f"found no dataset in {root}; expected dataset.yaml in it or in a folder below "
            "it; add one"
        )
        raise DataNotFoundError(message)
    return bags.from_sequence(found)


# What a worker does with one dataset


def _read(place: DatasetFolder, *, layout: bool) -> DatasetResult:
    return DatasetResult(place.name, *folders.read_dataset(place, layout=layout))


def _check(place: DatasetFolder, *, layout: bool) -> CheckReport:
    return folders.check_one(place, layout)


def _write(place: DatasetFolder, output: str) -> _Part | list[Problem]:
    """Write the parts of one dataset; return its problems where it has some."""
    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.exports.tables import about, main_tables

    draft, problems = folders.read_dataset(place, layout=False)
    if problems:
        return problems
    dataset = Dataset.from_draft(draft)
    made = main_tables(dataset)
    topic_of = made["claims"].frame["topic"]
    rows, files = {}, []
    for name, keys in PARTITIONED.items():
        frame = made[name].frame
        rows[name] = len(frame)
        whole = _arrow(made[name], keys)
        parts = [("", whole)]
        if "topic" in keys:
            topics = topic_of if name == "claims" else frame["claim"].map(topic_of)
            parts = [
                (f"/topic={topic}", whole.filter((topics == topic).to_numpy(bool)))
                for topic in dataset.topics
            ]
        for folder, part in parts:
            file = f"{name}/dataset={quote(place.name, safe='')}{folder}/part.parquet"
            _write_part(Path(output) / file, part)
            files.append(file)
    return _Part({"dataset": place.name, **about(dataset)}, rows, files)


def _arrow(table: Table, keys: tuple[str, ...]) -> Any:
    """Return a table without the columns that its folders tell, with one schema for all datasets.

    The stamp of the dataset is left out, since who opens many parts as one table is shown the
    schema of the first.
    """
    from afpak_claims.exports.parquet import arrow_table
    from afpak_claims.frames.columns import DESCRIPTIONS

    columns = {name: column for name, column in table.columns.items() if name not in keys}
    frame = table.frame[[name for name in columns if name != "id"]]
    frame.attrs.clear()
    labels = {"description": DESCRIPTIONS[table.name]}
    return arrow_table(replace(table, columns=columns, frame=frame), labels)


def _write_part(file: Path, part: Any) -> None:
    """Put a part in its place whole.

    It is forced to the disk later, with all others: until then the folder counts for nothing.
    """
    import pyarrow.parquet as pq

    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    pq.write_table(part, aside, compression="zstd")
    aside.replace(file)


# What is done here when all workers are through


def _check_output(place: Path) -> None:
    if not place.exists():
        return
    there = {file.name for file in place.iterdir()} if place.is_dir() else {place.name}
    strange = sorted(there - {*PARTITIONED, _DATASETS})
    if strange:
        message = (
            f"found {strange[0]!r} in {place}; expected an empty folder or one that to_parquet "
            "wrote, which is replaced whole; choose another output"
        )
        raise UsageError(message)


def _finish(aside: Path, done: list[_Part]) -> None:
    """Keep the parts that were reported and nothing else; list the datasets."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    reported = {aside / file for part in done for file in part.files}
    for file in [file for file in aside.rglob("*") if file.is_file()]:
        if file not in reported:  # a worker was killed while it wrote this
            file.unlink()
    listed = sorted((part.about for part in done), key=lambda about: about["dataset"])
    names = dict.fromkeys(name for about in listed for name in about)
    schema = pa.schema([(name, pa.string()) for name in names])
    pq.write_table(
        pa.Table.from_pylist(listed, schema=schema), aside / _DATASETS, compression="zstd"
    )
