"""Folders: a corpus is a folder with many datasets, each checked by itself.

An id is unique in its dataset and says nothing about another. Above a size the datasets are
shared out over all cores; what comes out is the same.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.errors import DataError, DataNotFoundError, Problem
from afpak_claims.evidence.warnings import warnings_of
from afpak_claims.files.drafts import Draft, Entry
from afpak_claims.files.folders import no_garbage_collection, problems_at, read_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from importlib.resources.abc import Traversable

__all__ = [
    "CheckReport",
    "DatasetFolder",
    "SharedWord",
    "check",
    "check_one",
    "dataset_folders",
    "find",
    "is_corpus",
    "joined",
    "read_dataset",
    "report",
    "require_one",
    "unlike",
]

_MARKS = frozenset({"dataset.yaml", "article.yaml", "sources.yaml"})
"""Any of these makes a folder a dataset, so that one that lost its header is no longer passed over
but told what it lacks."""

_WORTH_SHARING = 4_000_000
"""Bytes of YAML from which other processes win more than the time that they take to start;
measured in docs/corpus.md."""

_MOST_PROCESSES = 61
"""More than these Windows cannot wait for."""


class DatasetFolder(NamedTuple):
    """Where a dataset of a tree lies."""

    name: str
    """Its path in the tree, with forward slashes; ``.`` where the tree is one dataset."""
    folder: Path


class SharedWord(NamedTuple):
    """A word of a vocabulary that datasets of one corpus must mean alike, and where it stands."""

    collection: str
    id: str
    field: str
    """What of it must be alike."""
    value: str
    dataset: str
    place: tuple[str, tuple[str | int, ...]]
    """Its file, and the path of the record in it."""


class CheckReport(NamedTuple):
    """How much was checked, and what is wrong with it."""

    datasets: int
    claims: int
    findings: int
    sources: int
    problems: tuple[Problem, ...]
    """All errors of all datasets, sorted; each file begins with the folder of its dataset."""
    warnings: tuple[Problem, ...] = ()
    """What only a person can judge, likewise."""
    words: tuple[SharedWord, ...] = ()
    """What the datasets must mean alike, for a corpus of them."""

    def in_words(self) -> str:
        """Return how much was checked.

        >>> CheckReport(2, 28, 30, 6, ()).in_words()
        '28 claims, 30 findings and 6 sources of 2 datasets'
        """
        return (
            f"{self.claims:,} claims, {self.findings:,} findings and {self.sources:,} sources "
            f"of {self.datasets:,} dataset{'s' * (self.datasets != 1)}"
        )


def find(root: Path) -> tuple[Path, ...]:
    """Return the folder of every dataset of a tree, sorted; empty where there is none.

    A folder with ``dataset.yaml`` is one dataset, and so is one that has lost it but still has
    ``article.yaml`` or ``sources.yaml``. What lies in a dataset is not searched for others, and
    neither are hidden folders.

    Raises:
        DataError: A folder that cannot be read, or a link to one, which is not followed.
        DataNotFoundError: The tree does not exist.

    Example:
        >>> from afpak_claims.releases.bundled_data import bundled_folder
        >>> find(bundled_folder()) == (bundled_folder(),)
        True
    """
    found, strange = dataset_folders(root)
    if strange:
        raise DataError(strange)
    return tuple(dataset.folder for dataset in found)


def is_corpus(root: Path) -> bool:
    """Say whether a folder holds datasets and is not one itself.

    >>> from afpak_claims.releases.bundled_data import bundled_folder
    >>> is_corpus(bundled_folder())
    False
    """
    return any(isinstance(one, DatasetFolder) and one.name != "." for one in _walk(root))


def require_one(root: Traversable) -> None:
    """Refuse a folder that holds datasets and is none, instead of naming every file that it lacks.

    Raises:
        DataNotFoundError: It does; the message names one of them.
    """
    if not isinstance(root, Path) or not is_corpus(root):
        return
    found = find(root)
    message = (
        f"found a folder of {len(found)} datasets at {root}; expected one dataset; give one of "
        f"them, such as {found[0]}, or read all of them with afpak_claims.corpus"
    )
    raise DataNotFoundError(message)


def dataset_folders(root: Path) -> tuple[list[DatasetFolder], list[Problem]]:
    """Return the datasets of a tree by name, and where none could be looked for.

    Raises:
        DataNotFoundError: The tree does not exist.
    """
    if not root.is_dir():
        message = f"found no folder {root}; expected a folder with datasets; change the path"
        raise DataNotFoundError(message)
    seen = list(_walk(root))
    return (
        sorted(one for one in seen if isinstance(one, DatasetFolder)),
        sorted(one for one in seen if isinstance(one, Problem)),
    )


def _walk(root: Path) -> Iterator[DatasetFolder | Problem]:
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        name = folder.relative_to(root).as_posix()
        try:
            with os.scandir(folder) as scanned:
                children = list(scanned)
        except OSError as error:
            yield _problem(
                name,
                f"found a folder that cannot be read ({error.strerror}); expected a readable one; "
                "change its permissions",
            )
            continue
        if not _MARKS.isdisjoint(child.name for child in children):
            yield DatasetFolder(name, folder)
            continue
        for child in children:
            if child.name.startswith("."):
                continue
            if child.is_dir(follow_symlinks=False):
                waiting.append(Path(child.path))
            elif child.is_symlink() and Path(child.path).is_dir():
                yield _problem(
                    Path(child.path).relative_to(root).as_posix(),
                    "found a symbolic link to a folder; expected a folder, since links are "
                    "not followed; copy it "
                    "here or delete the link",
                )


def _problem(name: str, message: str) -> Problem:
    return Problem(name, 1, 1, "", message)


def read_dataset(dataset: DatasetFolder, *, layout: bool = True) -> tuple[Draft, list[Problem]]:
    """Read one dataset of a tree; the files of its problems begin with its name."""
    try:
        draft, problems = read_draft(dataset.folder, layout=layout)
    except (DataNotFoundError, OSError) as error:  # it went, or was closed, since it was found
        message = (
            f"can't read the dataset ({error}); expected it to stay there during the check; "
            "run check again"
        )
        return Draft(complete=False), [_problem(dataset.name, message)]
    draft.warnings = [_within(dataset.name, warning) for warning in draft.warnings]
    return draft, [_within(dataset.name, problem) for problem in problems]


def _within(name: str, problem: Problem) -> Problem:
    return problem if name == "." else problem._replace(file=f"{name}/{problem.file}")


def report(draft: Draft, problems: Iterable[Problem]) -> CheckReport:
    """Return the report on one dataset."""
    counts = (len(draft.claims), len(draft.findings), len(draft.sources))
    return CheckReport(1, *counts, tuple(sorted(problems)), tuple(draft.warnings))


def joined(reports: Iterable[CheckReport]) -> CheckReport:
    """Return several reports as one.

    >>> joined([CheckReport(1, 14, 15, 3, ()), CheckReport(1, 14, 15, 3, ())])
    CheckReport(datasets=2, claims=28, findings=30, sources=6, problems=(), warnings=(), words=())
    """
    listed = list(reports)
    return CheckReport(
        datasets=sum(one.datasets for one in listed),
        claims=sum(one.claims for one in listed),
        findings=sum(one.findings for one in listed),
        sources=sum(one.sources for one in listed),
        problems=tuple(sorted(problem for one in listed for problem in one.problems)),
        warnings=tuple(sorted(problem for one in listed for problem in one.warnings)),
    )


def check(
    root: Path,
    progress: Callable[[str], object] | None = None,
    *,
    layout: bool = True,
    processes: int | None = None,
) -> CheckReport:
    """Check every dataset of a tree: every file, every record, every rule, all problems at once.

    Args:
        root: The tree; a single dataset is one too.
        progress: Called with the name of each dataset.
        layout: Whether a file that is not in canonical form is a problem too.
        processes: How many may share the work; where it is left out, one for a small tree and
            as many as there are cores for a large one. Like everything that starts processes,
            more than one need a script that keeps its own calls under
            ``if __name__ == "__main__":``.

    Returns:
        The counts and all problems, the same however many processes there are.

    Raises:
        DataNotFoundError: The tree does not exist, or has no dataset.

    Example:
        >>> from afpak_claims.releases.bundled_data import bundled_folder
        >>> check(bundled_folder()).problems
        ()
    """
    found, strange = dataset_folders(root)
    if not found and not strange:
        message = (
            f"found no dataset in {root}; expected dataset.yaml in it or in a folder below "
            "it; add one"
        )
        raise DataNotFoundError(message)
    wanted = processes or (_cores() if _is_large(found) else 1)
    wanted = min(wanted, len(found), _MOST_PROCESSES)
    run = _one_by_one if wanted < 2 else _shared_out  # noqa: PLR2004 - one process shares nothing
    reports = [*run(found, progress or _unheard, wanted, layout=layout)]
    elsewhere = CheckReport(0, 0, 0, 0, (*strange, *unlike(root, reports)))
    return joined([*reports, elsewhere])


def _unheard(_: str) -> None:
    """Take a step of the progress that nobody wants to hear of."""


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_large(found: Iterable[DatasetFolder]) -> bool:
    total = 0
    for dataset in found:
        total += _size(dataset.folder)
        if total >= _WORTH_SHARING:
            return True
    return False


def _size(folder: Path) -> int:
    sizes = 0
    for file in folder.rglob("*.yaml"):
        try:
            sizes += file.stat().st_size
        except OSError:  # reading it will tell
            continue
    return sizes


@no_garbage_collection()
def check_one(dataset: DatasetFolder, layout: bool) -> CheckReport:  # noqa: FBT001 - a call in another process
    """Check one dataset of a tree: its files, the rules, and what its records say together."""
    draft, problems = read_dataset(dataset, layout=layout)
    if not problems:
        doubts = warnings_of(dataset.folder, draft)
        draft.warnings += [_within(dataset.name, doubt) for doubt in doubts]
    return report(draft, problems)._replace(words=tuple(_words(dataset.name, draft)))


def _words(name: str, draft: Draft) -> Iterator[SharedWord]:
    """Return what other datasets of a corpus must mean alike: what is counted, and in what."""
    for collection, fields in _ALIKE.items():
        for entry in getattr(draft, collection):
            for field in fields:
                value = getattr(entry.record, field)
                if value is not None:
                    place = (entry.file, entry.path)
                    yield SharedWord(collection, entry.record.id, field, value, name, place)


_ALIKE = {
    "metrics": ("unit", "definition", "share_of", "growth_of"),
    "units": ("dimension", "per"),
}


def unlike(root: Path, reports: Iterable[CheckReport]) -> Iterator[Problem]:
    """Name each word that two datasets of a corpus mean otherwise, at the later of them."""
    first: dict[tuple[str, str, str], SharedWord] = {}
    for word in sorted(word for one in reports for word in one.words):
        known = first.setdefault((word.collection, word.id, word.field), word)
        if known.value == word.value:
            continue
        message = (
            f"found another {word.field} of {word.id!r} than in {known.dataset}; expected "
            f"one meaning in a corpus, there {known.value!r}; rename one of the two, or use one "
            "meaning"
        )
        file, path = word.place
        folder = root if word.dataset == "." else root / word.dataset
        entry: Entry[None] = Entry(None, file, path)
        (problem,) = problems_at(folder, [(entry, (word.field,), message)])
        yield _within(word.dataset, problem)


def _one_by_one(
    found: Iterable[DatasetFolder], progress: Callable[[str], object], _: int, *, layout: bool
) -> Iterator[CheckReport]:
    for dataset in found:
        progress(dataset.name)
        yield check_one(dataset, layout)


def _shared_out(
    found: list[DatasetFolder], progress: Callable[[str], object], processes: int, *, layout: bool
) -> Iterator[CheckReport]:
    """Check datasets in other processes, the large ones first, so that none is waited for alone.

    They are spawned: a fork of a process with threads, such as a notebook, may never end. Where
    one is killed, this process does what is left over.
    """
    # No `with`: it would wait for everything in line when somebody presses Ctrl-C.
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    left = set(found)
    try:
        line = sorted(found, key=lambda dataset: (-_size(dataset.folder), dataset))
        running: dict[Future[CheckReport], DatasetFolder] = {
            pool.submit(check_one, dataset, layout): dataset for dataset in line
        }
        for future in as_completed(running):
            dataset = running[future]
            one = future.result()
            progress(dataset.name)
            left.discard(dataset)
            yield one
    except BrokenProcessPool:
        yield from _one_by_one(sorted(left), progress, 1, layout=layout)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
