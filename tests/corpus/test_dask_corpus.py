"""Corpus: what Dask makes of a tree is the same in one process, in several, and on a cluster.

The cluster is a real one of two workers, each a process of its own, of which one is killed while
it works.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from afpak_claims.api import open_dataset
from afpak_claims.corpus import folders as corpus_folders
from afpak_claims.errors import DataError, DataNotFoundError, UsageError
from afpak_claims.frames.frames import (
    CLAIM_COLUMNS,
    EVIDENCE_COLUMNS,
    SOURCE_COLUMNS,
    claims_frame,
    evidence_frame,
    sources_frame,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.slow

_NEEDED = ("dask", "distributed", "pyarrow")
_ABSENT = [name for name in _NEEDED if find_spec(name) is None]
if _ABSENT and os.environ.get("AFPAK_CLAIMS_REQUIRE_CORPUS") != "1":
    pytest.skip(
        f"{' and '.join(_ABSENT)} not installed, which the extra corpus brings",
        allow_module_level=True,
    )

from afpak_claims.corpus import dask_corpus as corpus  # noqa: E402 - it is tested only where its packages are there

GOOD = Path(__file__).parents[1] / "fixtures" / "good"
DATASETS = 28
MANY = 60
"""How many datasets keep two workers busy long enough to kill one half-way."""
ONE = "synchronous"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tree of good datasets, at two depths."""
    return _grown(tmp_path_factory.mktemp("corpus") / "tree", DATASETS)


@pytest.fixture(scope="module")
def large_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tree of many good datasets."""
    return _grown(tmp_path_factory.mktemp("large") / "tree", MANY)


def _grown(root: Path, count: int) -> Path:
    for n in range(count):
        shutil.copytree(GOOD, root / f"{1990 + n // 10}" / f"article-{n:02}")
    return root


@pytest.fixture(scope="module")
def spoiled(tree: Path) -> Path:
    """Return the tree with a problem in every seventh dataset, of several kinds."""
    return _spoiled(tree)


@pytest.fixture(scope="module")
def large_spoiled(large_tree: Path) -> Path:
    """Return the large tree with the same problems."""
    return _spoiled(large_tree)


def _spoiled(tree: Path) -> Path:
    root = tree.parent / "spoiled"
    shutil.copytree(tree, root)
    for n, folder in enumerate(corpus.find(root)):
        if n % 21 == 0:
            (folder / "dataset.yaml").unlink()
        elif n % 7 == 0:
            file = folder / "claims" / "river-floods.yaml"
            text = file.read_text("utf-8")
            file.write_text(text.replace("dolor", "doler").replace("1200", "1300"), "utf-8")
    return root


@pytest.fixture(scope="module")
def reported(spoiled: Path) -> corpus_folders.CheckReport:
    """Return what the command line reports of the spoiled tree."""
    return corpus_folders.check(spoiled, processes=1)


@pytest.fixture(scope="module")
def written(tree: Path) -> Path:
    """Return what one process makes of the tree."""
    output = tree.parent / "written"
    corpus.to_parquet(tree, output, scheduler=ONE)
    return output


@pytest.fixture
def client() -> Iterator[Any]:
    """Start a cluster of two workers on this machine, which is used while its client is active."""
    import distributed

    with (
        distributed.LocalCluster(  # type: ignore[no-untyped-call] # the data of the test has it
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=":0",  # any free port, since 8787 may be taken
            silence_logs=logging.CRITICAL,  # that a worker was killed is no news here
        ) as cluster,
        distributed.Client(cluster) as active,  # type: ignore[no-untyped-call] # the data of the test has it
    ):
        yield active


class Killer(threading.Thread):
    """Kills a worker with SIGKILL once some of the work is done."""

    def __init__(self, client: Any, done: Callable[[], int], after: int) -> None:
        """Watch *done*, and kill a busy worker when it has reached *after*."""
        super().__init__(daemon=True)
        self.client, self.done, self.after = client, done, after
        self.pids = client.run(os.getpid)
        self.killed: int | None = None
        self.done_when_killed = 0

    def run(self) -> None:
        """Wait, then kill."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            self.done_when_killed = self.done()
            busy = [name for name, keys in self.client.processing().items() if keys]
            if self.done_when_killed >= self.after and busy:
                self.killed = self.pids[busy[0]]
                os.kill(self.killed, signal.SIGKILL)
                return
            time.sleep(0.005)

    def proof(self, client: Any) -> None:
        """Prove that a worker was killed half-way, and that the cluster has none of that id."""
        self.join()
        assert self.killed is not None
        assert self.after <= self.done_when_killed < MANY
        client.wait_for_workers(2, timeout=30)
        assert self.killed not in client.run(os.getpid).values()


def parts(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a folder, hidden ones too, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_killed_worker_neither_loses_nor_doubles_a_part(large_tree: Path, client: Any) -> None:
    """What two workers write, one of them killed half-way, is what one process writes."""
    tree, written = large_tree, large_tree.parent / "written"
    corpus.to_parquet(tree, written, scheduler=ONE)
    output = tree.parent / "from-the-cluster"

    def done() -> int:
        return len(list(tree.parent.glob(".from-the-cluster.*.part/sources/*/part.parquet")))

    killer = Killer(client, done, after=MANY // 4)
    killer.start()
    counts = corpus.to_parquet(tree, output)
    killer.proof(client)

    assert parts(written) == parts(output)
    assert counts == corpus.WriteSummary(
        datasets=MANY,
        claims=MANY * 14,  # of its 15 claims one is retired
        evidence=MANY * len(open_dataset(path=GOOD).select().findings),
        sources=MANY * 5,
        files=len(parts(output)),
    )
    for table in corpus.PARTITIONED:
        frame = corpus.read_parquet(output, table).reset_index()
        assert getattr(counts, table) == len(frame)
        assert not frame.duplicated(["dataset", "id"]).any()
        assert set(frame["dataset"]) == {
            folder.relative_to(tree).as_posix() for folder in corpus.find(tree)
        }


def test_a_killed_worker_neither_loses_nor_doubles_a_problem(
    large_spoiled: Path, client: Any
) -> None:
    """The report of two workers, one of them killed half-way, is that of one process."""
    due = corpus.check(large_spoiled, scheduler=ONE)

    def done() -> int:
        states = client.run_on_scheduler(
            lambda dask_scheduler: [task.state for task in dask_scheduler.tasks.values()]
        )
        return states.count("memory")  # type: ignore[no-any-return] # the data of the test has it

    killer = Killer(client, done, after=3)
    killer.start()
    report = corpus.check(large_spoiled)
    killer.proof(client)

    assert due == report
    assert {problem.file.split("/")[1] for problem in due.problems} == {
        f"article-{n:02}" for n in range(0, MANY, 7)
    }


def test_the_cluster_is_used_where_a_client_is_active(tree: Path, client: Any) -> None:
    """The same call runs on the workers, and the records come back as they are read here."""
    pids = set(corpus.bag(tree).map(lambda _: os.getpid()).compute())
    assert pids <= set(client.run(os.getpid).values())

    ids = corpus.bag(tree).map(lambda read: {e.record.id for e in read.draft.claims})
    assert [set(open_dataset(path=GOOD).claims)] * DATASETS == ids.compute()


@pytest.mark.parametrize("scheduler", [ONE, "threads", "processes"])
def test_the_report_is_the_same_in_every_way_of_running(
    spoiled: Path, reported: corpus_folders.CheckReport, scheduler: str
) -> None:
    """It is that of `corpus_folders.check`, which the command line uses, too."""
    assert reported == corpus.check(spoiled, scheduler=scheduler)


def test_layout_is_a_problem_where_it_is_asked_for(tmp_path: Path) -> None:
    """As in `check` of the command line, which asks; `bag` and `to_parquet` do not."""
    file = Path(shutil.copytree(GOOD, tmp_path / "tree" / "one")) / "claims" / "lorem-dam.yaml"
    file.write_text(file.read_text("utf-8").replace("\n\n", "\n"), encoding="utf-8")

    (problem,) = corpus.check(tmp_path / "tree", scheduler=ONE).problems

    assert problem.file == "one/claims/lorem-dam.yaml"
    assert corpus.check(tmp_path / "tree", layout=False, scheduler=ONE).problems == ()
    assert corpus.to_parquet(tmp_path / "tree", tmp_path / "out", scheduler=ONE).claims == 14


def test_the_frames_come_back_as_they_were(written: Path) -> None:
    """Every part of a dataset holds what the frames of it hold, with their columns and dtypes."""
    import pandas as pd

    world = open_dataset(path=GOOD).select()
    for table, columns, due in (
        ("claims", CLAIM_COLUMNS, claims_frame(world)),
        ("evidence", EVIDENCE_COLUMNS, evidence_frame(world)),
        ("sources", SOURCE_COLUMNS, sources_frame(world)),
    ):
        frame = corpus.read_parquet(written, table, [("dataset", "==", "1992/article-25")])
        assert {"dataset", "topic"} & {*frame.columns} == {*corpus.PARTITIONED[table]}
        assert frame["dataset"].unique().tolist() == ["1992/article-25"]
        found = frame[[*columns]].loc[due.index]
        pd.testing.assert_frame_equal(due, found, check_flags=False, obj=table)


def test_every_dataset_is_listed_with_its_digest(written: Path) -> None:
    """What a part was made of can be cited, since the list has each dataset once."""
    listed = corpus.read_parquet(written, "datasets")

    assert len(listed) == DATASETS
    assert set(listed["digest"]) == {open_dataset(path=GOOD).digest}
    assert listed["dataset"].is_unique


@pytest.mark.parametrize("table", [*corpus.PARTITIONED, "datasets"])
def test_a_frame_says_of_which_corpus_it_is(written: Path, tmp_path: Path, table: str) -> None:
    """Every table has the same digest and citation, filtered or not; of one dataset, its own."""
    whole = corpus.read_parquet(written, "claims").attrs["afpak_claims"]
    some = corpus.read_parquet(written, table, [("dataset", "==", "1992/article-25")])
    assert some.attrs["afpak_claims"] == whole
    assert whole["citation"].startswith(f"A corpus of {DATASETS} datasets ({whole['digest']})")

    shutil.copytree(GOOD, tmp_path / "tree" / "good")
    corpus.to_parquet(tmp_path / "tree", tmp_path / "out", scheduler=ONE)
    due = {**claims_frame(open_dataset(path=GOOD)).attrs["afpak_claims"]}
    found = corpus.read_parquet(tmp_path / "out", table).attrs["afpak_claims"]
    assert found == {name: due[name] for name in ("digest", "citation")}


def test_other_tools_read_the_parts(written: Path) -> None:
    """DuckDB takes dataset and topic from the names of the folders, slash and all."""
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")

    rows = duckdb.sql(
        "SELECT dataset, topic, count(*) FROM read_parquet("  # noqa: S608 - a path of this test
        f"'{written}/claims/*/*/*.parquet', hive_partitioning = true) "
        "WHERE dataset = '1990/article-03' GROUP BY ALL ORDER BY topic"
    ).fetchall()

    assert rows == [
        ("1990/article-03", "lorem-dam", 4),
        ("1990/article-03", "river-advice", 3),
        ("1990/article-03", "river-floods", 7),
    ]


def test_a_name_of_digits_stays_text(tmp_path: Path) -> None:
    """A dataset in a folder called 007 is not the seventh."""
    shutil.copytree(GOOD, tmp_path / "tree" / "007")
    corpus.to_parquet(tmp_path / "tree", tmp_path / "out", scheduler=ONE)

    claims = corpus.read_parquet(tmp_path / "out")

    assert set(claims["dataset"]) == {"007"}


def test_nothing_is_written_where_there_is_a_problem(spoiled: Path, tmp_path: Path) -> None:
    """The error has every problem, and what stood there stays as it was."""
    tree = tmp_path / "tree"
    shutil.copytree(GOOD, tree / "good")
    corpus.to_parquet(tree, tmp_path / "out", scheduler=ONE)
    before = parts(tmp_path / "out")
    for folder in corpus.find(spoiled)[:8]:
        shutil.copytree(folder, tree / folder.name)

    with pytest.raises(DataError) as error:
        corpus.to_parquet(tree, tmp_path / "out", scheduler=ONE)

    assert corpus.check(tree, layout=False, scheduler=ONE).problems == error.value.problems
    assert before == parts(tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "tree"]


def test_a_dataset_that_went_leaves_no_part(tmp_path: Path) -> None:
    """A folder that is written again has the tree as it is now."""
    for name in ("dolor", "ipsum"):
        shutil.copytree(GOOD, tmp_path / "tree" / name)
    corpus.to_parquet(tmp_path / "tree", tmp_path / "out", scheduler=ONE)
    shutil.rmtree(tmp_path / "tree" / "dolor")

    counts = corpus.to_parquet(tmp_path / "tree", tmp_path / "out", scheduler=ONE)

    assert counts.claims == 14
    assert set(corpus.read_parquet(tmp_path / "out")["dataset"]) == {"ipsum"}
    assert corpus.read_parquet(tmp_path / "out", "datasets")["dataset"].tolist() == ["ipsum"]


def test_a_topic_without_evidence_has_a_part_without_rows(tmp_path: Path) -> None:
    """Each table has the same folders, so that none is missed by who reads one by name."""
    shutil.copytree(GOOD, tmp_path / "tree" / "good")
    corpus.to_parquet(tmp_path / "tree", tmp_path / "out", scheduler=ONE)

    evidence = corpus.read_parquet(tmp_path / "out", "evidence", [("topic", "==", "river-advice")])

    assert evidence.empty
    assert list(evidence) == ["dataset", "topic", *EVIDENCE_COLUMNS]


def test_another_folder_is_not_written_over(tree: Path, tmp_path: Path) -> None:
    """Only an empty folder or one of this function's own is replaced."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("The only copy.")

    with pytest.raises(UsageError, match=r"found 'thesis.txt' in .*/out; expected an empty folder"):
        corpus.to_parquet(tree, tmp_path / "out", scheduler=ONE)

    assert (tmp_path / "out" / "thesis.txt").read_text() == "The only copy."


def test_a_place_that_cannot_be_written_is_said(tree: Path, tmp_path: Path) -> None:
    """A folder in a folder that is not there is a sentence and no traceback."""
    with pytest.raises(UsageError, match=r"can't write .* choose another output"):
        corpus.to_parquet(tree, tmp_path / "nowhere" / "out", scheduler=ONE)


def test_a_table_that_is_not_there_is_said(written: Path, tmp_path: Path) -> None:
    """The message names the tables."""
    for folder, table in ((written, "clams"), (tmp_path, "claims"), (tmp_path, "datasets")):
        with pytest.raises(DataNotFoundError, match="claims, evidence, sources or datasets"):
            corpus.read_parquet(folder, table)


def test_a_tree_without_a_dataset_is_an_error(tmp_path: Path) -> None:
    """Nothing to do is not the same as done."""
    for call in (corpus.bag, corpus.check):
        with pytest.raises(DataNotFoundError, match=r"expected dataset\.yaml in it or in a folder"):
            call(tmp_path)
    with pytest.raises(DataNotFoundError, match=r"expected dataset\.yaml in it or in a folder"):
        corpus.to_parquet(tmp_path, tmp_path / "out")


def test_a_missing_package_is_named_with_its_extra(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Dask there is one sentence that says what to install."""
    monkeypatch.setitem(sys.modules, "dask.bag", None)  # as Python marks what cannot be imported

    with pytest.raises(
        UsageError, match=r"no package dask .* pip install 'afpak-claims\[corpus\]'"
    ):
        corpus.check(tree)


def test_a_link_in_the_tree_is_in_the_report(tmp_path: Path) -> None:
    """What cannot be looked into is a problem beside those of the datasets."""
    tree = tmp_path / "tree"
    shutil.copytree(GOOD, tree / "good")
    (tree / "again").symlink_to(tree, target_is_directory=True)

    report = corpus.check(tree, scheduler=ONE)

    assert report == corpus_folders.check(tree)
    assert [problem.file for problem in report.problems] == ["again"]
    for call in (corpus.bag, lambda root: corpus.to_parquet(root, tmp_path / "out", scheduler=ONE)):
        with pytest.raises(DataError, match="again:1:1: found a symbolic link to a folder"):
            call(tree)
