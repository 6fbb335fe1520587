"""Trees: every dataset of a tree is checked, by however many processes, in one report."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afpak_claims.api import load_claims
from afpak_claims.corpus import folders as corpus_folders
from afpak_claims.corpus.folders import CheckReport, check, find, is_corpus
from afpak_claims.errors import DataError, DataNotFoundError, Problem
from afpak_claims.files.folders import read_draft
from afpak_claims.releases.pins import pin

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = Path(__file__).parents[1] / "fixtures" / "good"
NAMES = ("1994/dolor", "1994/ipsum", "1995/lorem", "2000")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a tree of four datasets at two depths."""
    for name in NAMES:
        shutil.copytree(GOOD, tmp_path / "tree" / name)
    return tmp_path / "tree"


def spoil(folder: Path) -> Path:
    """Give a dataset two problems, in two files."""
    for name, found, wrong in (
        ("claims/river-floods.yaml", "metric: people_displaced", "metric: people_displased"),
        ("sources.yaml", "type: report", "type: repport"),
    ):
        file = folder / name
        text = file.read_text("utf-8")
        assert found in text
        file.write_text(text.replace(found, wrong, 1), encoding="utf-8")
    return folder


def files(report: CheckReport) -> list[str]:
    """Return the file of every problem once, in order."""
    return list(dict.fromkeys(problem.file for problem in report.problems))


def test_every_dataset_is_found_near_and_deep(tree: Path) -> None:
    """The folders come out sorted, and what has no data is passed over."""
    (tree / "notes").mkdir()
    (tree / "notes" / "plan.txt").write_text("Ask Dolor.")
    shutil.copytree(GOOD, tree / ".old")

    assert find(tree) == tuple(tree / name for name in NAMES)
    assert is_corpus(tree)


def test_a_dataset_is_not_searched_for_others(tree: Path) -> None:
    """What lies in a dataset belongs to it, and a single dataset is no tree."""
    shutil.copytree(GOOD, tree / "2000" / "claims" / "more")

    assert find(tree) == tuple(tree / name for name in NAMES)
    assert find(tree / "2000") == (tree / "2000",)
    assert not is_corpus(tree / "2000")


@pytest.mark.parametrize("name", ["dataset.yaml", "article.yaml"])
def test_a_dataset_that_lost_a_file_is_not_passed_over(tree: Path, name: str) -> None:
    """It is reported for the file that it lacks, the header too."""
    (tree / "1995" / "lorem" / name).unlink()

    lines = [str(problem) for problem in check(tree).problems]

    assert (
        f"1995/lorem/{name}:1:1: missing file; expected {name} in every dataset folder; create it"
        in lines
    )


def test_a_link_to_a_folder_is_a_problem(tree: Path) -> None:
    """It is neither followed, which might never end, nor passed over in silence."""
    (tree / "again").symlink_to(tree, target_is_directory=True)

    expected = (
        "again:1:1: found a symbolic link to a folder; expected a folder, since links are "
        "not followed; copy it "
        "here or delete the link"
    )

    assert [expected] == [str(problem) for problem in check(tree).problems]
    with pytest.raises(DataError, match="again:1:1"):
        find(tree)


def test_a_folder_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """The rest of the tree is checked all the same."""
    deep = tmp_path / "tree"
    shutil.copytree(GOOD, deep / "good")
    name = "n" * 200
    here = os.open(deep, os.O_RDONLY)
    try:
        for _ in range(25):  # a path too long to be opened from the top
            os.mkdir(name, dir_fd=here)
            inner = os.open(name, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
    finally:
        os.close(here)

    report = check(deep)

    assert report.datasets == 1
    (problem,) = report.problems
    assert problem.message == (
        "found a folder that cannot be read (File name too long); expected a readable one; "
        "change its permissions"
    )


def test_an_id_is_unique_in_its_dataset_only(tree: Path) -> None:
    """Four datasets with the same ids are four good datasets, and their records are counted."""
    draft, _ = read_draft(GOOD)

    report = check(tree)

    assert report == CheckReport(
        4, 4 * len(draft.claims), 4 * len(draft.findings), 4 * len(draft.sources), ()
    )
    assert report.in_words().endswith("of 4 datasets")


@pytest.mark.parametrize("processes", [1, 2])
def test_a_problem_names_the_folder_of_its_dataset(tree: Path, processes: int) -> None:
    """The report has the problems of each dataset, sorted, whoever read it."""
    for name in ("1994/dolor", "2000"):
        spoil(tree / name)
    due = [
        problem._replace(file=f"{name}/{problem.file}")
        for name in ("1994/dolor", "2000")
        for problem in read_draft(tree / name, layout=True)[1]
    ]

    report = check(tree, processes=processes)

    assert len(due) >= 4
    assert tuple(sorted(due)) == report.problems
    assert files(report)[0].startswith("1994/dolor/")


def test_a_dataset_that_goes_while_it_is_read_is_a_problem(tree: Path) -> None:
    """It is no reason to stop: what is left is checked."""

    def step(name: str) -> None:
        if name == NAMES[0]:
            shutil.rmtree(tree / NAMES[1])

    report = check(tree, step, processes=1)

    folder = tree / NAMES[1]
    assert report.problems == (
        Problem(
            NAMES[1],
            1,
            1,
            "",
            f"can't read the dataset (found no folder {folder}; expected a dataset folder; "
            "change the path); expected it to stay there during the check; run check again",
        ),
    )
    assert report.claims == 3 * 15


@pytest.mark.slow
def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    """Where the processes of the pool are killed, this one does what is left."""
    tree = tmp_path / "tree"
    for n in range(100):  # so many that most are left when the first is through
        shutil.copytree(GOOD, tree / f"{n:03}")
    spoil(tree / "099")
    due = check(tree, processes=1)
    names: list[str] = []

    def step(name: str) -> None:
        names.append(name)
        if len(names) == 1:
            for pid in children():
                os.kill(pid, signal.SIGKILL)

    assert due == check(tree, step, processes=2)
    assert [f"{n:03}" for n in range(100)] == sorted(names)


def children() -> list[int]:
    """Return the processes that this one has spawned to share its work."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    found = [int(line.split()[0]) for line in listed if "spawn_main" in line]
    assert found
    return found


@pytest.mark.slow
def test_a_large_tree_is_shared_out(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a size of the YAML on there are as many processes as cores; below it there is one."""
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("one core shares nothing")
    asked: list[int] = []
    shared_out = corpus_folders._shared_out  # noqa: SLF001 - whether it is used cannot be seen from outside

    def watched(*args: object, **options: object) -> object:
        asked.append(args[2])  # type: ignore[arg-type] # the number of processes
        return shared_out(*args, **options)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(corpus_folders, "_shared_out", watched)
    small = check(tree)
    assert asked == []

    monkeypatch.setattr(corpus_folders, "_WORTH_SHARING", 20_000)
    assert small == check(tree)
    assert asked == [min(len(os.sched_getaffinity(0)), len(NAMES))]


def test_a_tree_without_a_dataset_is_an_error(tmp_path: Path) -> None:
    """Nothing to check is not the same as no problem."""
    message = (
        f"found no dataset in {tmp_path}; expected dataset.yaml in it or in a folder below "
        "it; add one"
    )

    with pytest.raises(DataNotFoundError) as error:
        check(tmp_path)

    assert message == str(error.value)
    with pytest.raises(DataNotFoundError, match="expected a folder with datasets; change the path"):
        find(tmp_path / "nowhere")


def test_the_command_checks_a_tree(
    tree: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """`check` of a folder of datasets counts all of them, and exits with 1 for a problem in one."""
    good = run("check", tree)
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout == f"{check(tree).in_words()} in {tree}: no problem found.\n"

    spoil(tree / "1994/ipsum")
    bad = run("check", tree)
    assert (bad.returncode, bad.stdout) == (1, "")
    assert bad.stderr.splitlines() == [str(problem) for problem in check(tree).problems]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_records_say_together_is_a_warning_in_a_tree_too(
    tree: Path, processes: int
) -> None:
    """A dataset among others is warned of just what it is warned of by itself."""
    evidence = tree / "2000" / "evidence" / "river-floods.yaml"
    text = evidence.read_text("utf-8")
    assert "    stance: qualifies\n" in text
    evidence.write_text(text.replace("    stance: qualifies\n", "    stance: supports\n"), "utf-8")

    together = check(tree, processes=processes)
    assert together.problems == ()
    assert [(warning.file, warning.rule) for warning in together.warnings] == [
        ("2000/claims/river-floods.yaml", "check-against-own-numbers")
    ]


@pytest.mark.parametrize(
    "command",
    [("list",), ("search", "lorem"), ("page", "--output", "x.html"), ("cite", "floods-displaced")],
)
def test_a_tree_is_told_as_one_by_commands_on_one_dataset(
    run: Callable[..., subprocess.CompletedProcess[str]], tree: Path, command: tuple[str, ...]
) -> None:
    """Who gives a folder of datasets is told so, with one of them to give instead."""
    refused = run(*command, "--path", tree)
    assert refused.returncode == 1
    assert refused.stderr.startswith(
        f"found a folder of {len(NAMES)} datasets at {tree}; expected one dataset"
    )
    assert str(tree / NAMES[0]) in refused.stderr
    with pytest.raises(DataNotFoundError, match=r"afpak_claims\.corpus"):
        load_claims(path=tree)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_word_means_the_same_in_all_datasets_of_a_tree(tree: Path, processes: int) -> None:
    """The same metric with another definition is a problem, at the later dataset."""
    metrics = tree / "2000" / "vocabulary" / "metrics.yaml"
    text = metrics.read_text("utf-8")
    assert "each counted once" in text
    metrics.write_text(text.replace("each counted once", "each time they left", 1), "utf-8")

    report = check(tree, processes=processes)
    [problem] = report.problems
    assert problem.file == "2000/vocabulary/metrics.yaml"
    assert problem.field.endswith("definition")
    assert problem.message.startswith(
        "found another definition of 'people_displaced' than in 1994/dolor; expected one meaning"
    )


@pytest.mark.parametrize(
    "command",
    [
        "list --path TREE",
        "fmt TREE",
        "release 1.0.0 --notes One. --for-whom All. --path TREE",
        "upgrade TREE",
        "import csv SHEET --topic river --path TREE",
        "import claimreview SHEET --topic river --path TREE",
        "new river --topic river --paragraph 1 --sentence 1 --path TREE",
        "versions --path TREE",
        "diff 0.1.0 0.2.0 --path TREE",
        "diff 0.1.0 draft --path TREE",
        "changes floods-displaced --since 0.1.0 --path TREE",
        "lock --path TREE",
        "verify-lock LOCK --path TREE",
    ],
)
def test_every_command_tells_a_folder_of_datasets_as_such(
    run: Callable[..., subprocess.CompletedProcess[str]], tree: Path, command: str
) -> None:
    """What wants one dataset names one of them, and leaves nothing in the tree."""
    sheet = tree.parent / "sheet.csv"
    sheet.write_text("What\nThe river rose.\n", encoding="utf-8")
    lock = tree.parent / "lock.json"
    lock.write_text(json.dumps(pin()._asdict()), encoding="utf-8")
    named = {"TREE": tree, "SHEET": sheet, "LOCK": lock}
    words = [named.get(word, word) for word in command.split()]
    before = sorted(tree.rglob("*"))
    result = run(*words, cwd=tree.parent)

    assert result.returncode == 1
    assert f"found a folder of {len(NAMES)} datasets at {tree}; expected one" in result.stderr
    assert str(tree / NAMES[0]) in result.stderr
    assert result.stdout == ""
    assert sorted(tree.rglob("*")) == before
