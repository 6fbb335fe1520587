"""Measure a corpus: whether it grows in proportion, and from what size other processes pay.

    python benchmarks/corpus.py [--quick | --write]

The corpus is the fabricated world of the tests, scaled to a hundred claims an article.
``--write`` puts the tables into docs/benchmarks.md and docs/corpus.md.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import statistics
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import measure
from measure import Cost, seconds, table
from synthetic import write_corpus, write_dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[1]
QUICK, WRITE = "--quick" in sys.argv, "--write" in sys.argv
EACH = 100
"""Claims an article."""
ARTICLES = (10, 100) if QUICK else (100, 1_000)
PAYS = (10, 50) if QUICK else (10, 20, 50, 100, 200, 500)
DAY = dt.date(2000, 1, 1)


def _check(processes: int) -> measure.Prepare:
    def prepare(folder: Path) -> Callable[[], object]:
        from afpak_claims.corpus import folders as corpus_folders

        def run() -> None:
            found = corpus_folders.check(folder / "corpus", processes=processes)
            if found.problems:
                raise SystemExit(str(found.problems[0]))

        return run

    return prepare


def _freeze(folder: Path) -> Callable[[], object]:
    from afpak_claims.corpus import folders as corpus_folders
    from afpak_claims.releases import versions as releases

    found = corpus_folders.find(folder / "corpus")
    for dataset in found:
        shutil.rmtree(dataset / "releases", ignore_errors=True)

    def run() -> None:
        for dataset in found:
            releases.freeze(dataset, "0.2.0", date=DAY, notes="A measurement.")

    return run


def _open(folder: Path) -> Callable[[], object]:
    from afpak_claims.corpus import folders as corpus_folders
    from afpak_claims.frames.frames import claims_frame
    from afpak_claims.releases import versions as releases

    found = corpus_folders.find(folder / "corpus")
    return lambda: [claims_frame(releases.open_version(None, dataset)) for dataset in found]


def _dask_check(scheduler: str) -> measure.Prepare:
    def prepare(folder: Path) -> Callable[[], object]:
        from afpak_claims.corpus import dask_corpus as corpus

        return lambda: corpus.check(folder / "corpus", scheduler=scheduler)

    return prepare


def _dask_cluster(folder: Path) -> Callable[[], object]:
    from afpak_claims.corpus import dask_corpus as corpus

    _start_cluster()
    return lambda: corpus.check(folder / "corpus")


@cache
def _start_cluster() -> object:
    import distributed

    cluster = distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=":0",
        silence_logs=logging.CRITICAL,
    )
    return distributed.Client(cluster)


def _to_parquet(scheduler: str) -> measure.Prepare:
    def prepare(folder: Path) -> Callable[[], object]:
        from afpak_claims.corpus import dask_corpus as corpus

        return lambda: corpus.to_parquet(folder / "corpus", folder / "parquet", scheduler=scheduler)

    return prepare


def _read_parquet(folder: Path) -> Callable[[], object]:
    from afpak_claims.corpus import dask_corpus as corpus

    return lambda: [corpus.read_parquet(folder / "parquet", name) for name in corpus.PARTITIONED]


def _one_check(folder: Path) -> Callable[[], object]:
    from afpak_claims.files.folders import read_draft

    return lambda: read_draft(folder / "one", layout=True)


def _one_freeze(folder: Path) -> Callable[[], object]:
    from afpak_claims.releases import versions as releases

    shutil.rmtree(folder / "one" / "releases", ignore_errors=True)
    return lambda: releases.freeze(folder / "one", "0.1.0", date=DAY, notes="A measurement.")


def _one_open(folder: Path) -> Callable[[], object]:
    from afpak_claims.releases import versions as releases

    return lambda: releases.open_version(None, folder / "one")


def _one_frames(folder: Path) -> Callable[[], object]:
    from afpak_claims.exports.tables import main_tables
    from afpak_claims.releases import versions as releases

    return lambda: main_tables(releases.open_version(None, folder / "one"))


def _one_parquet(folder: Path) -> Callable[[], object]:
    from afpak_claims.exports import formats as exports
    from afpak_claims.releases import versions as releases

    dataset = releases.open_version(None, folder / "one")
    return lambda: exports.export(dataset, "parquet", folder / "one-parquet")


def _one_read(folder: Path) -> Callable[[], object]:
    import pandas as pd

    return lambda: pd.read_parquet(folder / "one-parquet" / "claims.parquet")


GROWTH: dict[str, tuple[str, measure.Prepare]] = {
    "check": ("check", _check(1)),
    "freeze": ("freeze every dataset", _freeze),
    "open": ("open every frozen dataset as a frame", _open),
    "to-parquet": ("`corpus.to_parquet`", _to_parquet("synchronous")),
    "read-parquet": ("`corpus.read_parquet`, three tables", _read_parquet),
    "one-check": ("one dataset: check", _one_check),
    "one-freeze": ("one dataset: freeze", _one_freeze),
    "one-open": ("one dataset: open the frozen version", _one_open),
    "one-frames": ("one dataset: open it as frames", _one_frames),
    "one-parquet": ("one dataset: export Parquet", _one_parquet),
    "one-read": ("one dataset: `pandas.read_parquet` of its claims", _one_read),
}
WAYS: dict[str, tuple[str, measure.Prepare]] = {
    "check": ("one process", _check(1)),
    "check-two": ("two processes", _check(2)),
    "dask": ("Dask, processes", _dask_check("processes")),
    "cluster": ("Dask, cluster of two workers", _dask_cluster),
}
ACTIONS = {name: prepare for name, (_, prepare) in (GROWTH | WAYS).items()}


def main() -> None:
    """Measure everything; print it, and write it into the pages where that is asked for."""
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        write_corpus(top / measure.WARM / "corpus", 2, EACH)
        write_dataset(top / measure.WARM / "one", 2 * EACH)
        pays = _measured(top, PAYS, WAYS, 1 if QUICK else 5, min, clock=True)
        growth = _measured(top, ARTICLES, GROWTH, 1 if QUICK else 3)
    texts = {
        ("benchmarks.md", "corpus"): _growth_text(growth),
        ("corpus.md", "pays"): _pays_text(pays),
    }
    for (page, mark), text in texts.items():
        print(f"\n{text}")
        if WRITE:
            measure.put(ROOT / "docs" / page, mark, text)


def _measured(  # noqa: PLR0913 - one argument a choice
    top: Path,
    sizes: tuple[int, ...],
    actions: dict[str, tuple[str, measure.Prepare]],
    runs: int,
    pick: Callable[[Iterable[float]], float] = statistics.median,
    *,
    clock: bool = False,
) -> dict[tuple[str, int], Cost]:
    costs: dict[tuple[str, int], Cost] = {}
    for size in sizes:
        folder = top / str(size)
        write_corpus(folder / "corpus", size, EACH)
        if "one-check" in actions:
            write_dataset(folder / "one", size * EACH)
        found = measure.measured(__file__, actions, folder, runs, pick, clock=clock)
        costs |= {(name, size): cost for name, cost in found.items()}
        shutil.rmtree(folder)
    return costs


def _growth_text(costs: dict[tuple[str, int], Cost]) -> str:
    small, large = ARTICLES
    rows = []
    for name, (label, _) in GROWTH.items():
        less, more = costs[name, small], costs[name, large]
        rows.append(
            [
                label,
                seconds(less.seconds),
                seconds(more.seconds),
                f"{more.seconds / less.seconds:.1f} times",
                f"{less.peak:,.0f} MB",
                f"{more.peak:,.0f} MB",
            ]
        )
    head = [
        "one process",
        f"{small * EACH:,} claims",
        f"{large * EACH:,} claims",
        "growth",
        f"memory at {small * EACH:,}",
        f"memory at {large * EACH:,}",
    ]
    return f"{measure.machine()}.\n\n{table(head, rows)}"


def _pays_text(costs: dict[tuple[str, int], Cost]) -> str:
    rows = [
        [f"{size * EACH:,}", *(seconds(costs[name, size].seconds) for name in WAYS)]
        for size in PAYS
    ]
    head = ["claims", *(label for label, _ in WAYS.values())]
    note = f"Time on the clock, the shortest of five runs; {measure.machine()}."
    return f"{note}\n\n{table(head, rows)}"


if __name__ == "__main__" and not measure.run_figures(ACTIONS):
    main()
