"""The public functions: open, load, add up, compare versions, cite, export, make the page."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypedDict, TypeVar

from afpak_claims.errors import (
    ClaimsError,
    DataError,
    DataNotFoundError,
    RetiredWarning,
    UnknownValueError,
    UsageError,
)
from afpak_claims.evidence.dataset import DRAFT, Dataset, warn_caller
from afpak_claims.releases import versions as releases
from afpak_claims.releases.bundled_data import bundled_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable
    from typing import Unpack

    import pandas as pd

    from afpak_claims import filter_values as words
    from afpak_claims.evidence.dataset import Undated
    from afpak_claims.evidence.totals import Total
    from afpak_claims.records.sources import Source

__all__ = [
    "changes_for",
    "cite",
    "diff",
    "export",
    "load_assertions",
    "load_claims",
    "load_evidence",
    "load_figures",
    "load_sources",
    "open_dataset",
    "open_folder",
    "page",
    "search",
    "sensitivity",
    "total",
]


def open_dataset(
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    *,
    digest: str | None = None,
    method: str | None = None,
    overlay: str | PathLike[str] | None = None,
) -> Dataset:
    """Open the bundled data, one version of it, or another dataset folder.

    Args:
        version: A data version such as ``"0.1.0"``; the newest released one where it is left
            out; ``"draft"`` for the YAML files, which no digest protects.
        path: A dataset folder to read instead of the bundled data: its YAML files, or, with
            *version*, one of its releases; or a frozen file.
        digest: ``sha256:`` and 64 hex digits that the records must have.
        method: ``"newest"`` to compute verdicts anew, whatever was frozen with the version.
        overlay: A folder of your own findings, sources and vocabulary, laid over the data.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.
        UsageError: The data has another digest, or an argument is no text.

    Example:
        >>> import afpak_claims as ac
        >>> ac.open_dataset().version == ac.versions()[0]
        True
    """
    if version is not None and not isinstance(version, str):
        remedy = "pass it as dataset=" if isinstance(version, Dataset) else "write it in quotes"
        message = f"found version={version!r}; expected a string such as '1.0.0'; {remedy}"
        raise UsageError(message)
    _need_texts(digest=digest, method=method)
    _need_texts(path=path, overlay=overlay, expected="a path", kinds=(str, PathLike))
    dataset = _opened_from(version, path, digest, method)
    if digest is not None and dataset.digest != digest:
        message = (
            f"found digest {dataset.digest} of {dataset.stamp.name} {dataset.version}; expected "
            f"{digest}; open the data that it was taken of"
        )
        raise UsageError(message)
    if overlay is not None:
        from afpak_claims.releases.overlays import overlaid

        return overlaid(dataset, Path(overlay))
    return dataset


def _need_texts(
    *, expected: str = "a string", kinds: tuple[type, ...] = (str,), **given: object
) -> None:
    """Refuse an argument that is of another kind than what is expected; None is left out."""
    for name, value in given.items():
        if value is not None and not isinstance(value, kinds):
            several = isinstance(value, Iterable)
            remedy = "ask for one at a time" if several else f"write it as {name}={str(value)!r}"
            message = f"found {name}={value!r}; expected {expected}; {remedy}"
            raise UsageError(message)


def _ids(given: Iterable[str], name: str) -> list[str]:
    """Return one id or several as a list; a frame is answered with how to pass its ids."""
    if isinstance(given, str):
        return [given]
    if hasattr(given, "iloc"):
        message = f"found a {type(given).__name__} as {name}; expected ids; pass list(frame.index)"
        raise UsageError(message)
    ids: list[Any] = list(given) if hasattr(given, "__iter__") else [given]
    for each in ids:
        if not isinstance(each, str):
            message = f"found {each!r} in {name}; expected an id or several; write it in quotes"
            raise UsageError(message)
    return ids


def _opened_from(
    version: str | None,
    path: str | PathLike[str] | None,
    digest: str | None,
    method: str | None,
) -> Dataset:
    if path is not None:
        root = Path(path)
        if root.is_file():
            return releases.open_file(root, digest)
        if version in {None, DRAFT}:
            return open_folder(root)
        try:
            return releases.open_version(version, root, digest=digest, method=method)
        except DataNotFoundError:
            from afpak_claims.corpus.folders import require_one

            require_one(root)
            raise
    if version == DRAFT:
        return open_folder(bundled_folder())
    return releases.open_version(version, digest=digest, method=method)


def open_folder(root: Traversable, progress: Callable[[str], object] | None = None) -> Dataset:
    """Open a folder of YAML files.

    Raises:
        DataError: With every problem of every file.
        DataNotFoundError: The folder does not exist, or holds several datasets.
    """
    from afpak_claims.files.folders import read_draft

    try:
        draft, problems = read_draft(root, progress)
        if problems:
            raise DataError(problems)
    except ClaimsError:
        from afpak_claims.corpus.folders import require_one

        require_one(root)
        raise
    return Dataset.from_draft(draft)


def cite(
    record_id: str | Iterable[str],
    style: str = "text",
    *,
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    dataset: Dataset | None = None,
) -> str:
    """Return the citations of claims, of sources or of the dataset itself, ready to paste.

    For a claim: the article, then the source of its attribution, then those of its findings,
    and last the dataset with its versions and digest. A source that several of them name is
    written once, and CSL-JSON is one array.

    Args:
        record_id: A claim, a source, or the dataset by its name; or several of them.
        style: The name of a style; ``afpak-claims cite --help`` lists them.
        version: A data version, as in `open_dataset`.
        path: A dataset folder to read instead of the bundled data.
        dataset: A dataset to cite from, instead of a version or a path.

    Raises:
        UnknownValueError: There is no such record or style; the message names the nearest.

    Warns:
        RetiredWarning: A record is out of use; the message names the reason and what replaces it.

    Example:
        >>> import afpak_claims as ac
        >>> ac.cite("almirsad-article").startswith("Khalil Sufyan")
        True
        >>> ac.cite(["drone-strikes-count", "drone-strikes-killed"], "bibtex").count("@dataset{")
        0
        >>> ac.cite("afpak-claims", version="2.0.0").startswith("afpak-claims (26 November 2026)")
        True
    """
    from afpak_claims.evidence.citations.styles import render

    dataset = dataset or open_dataset(version, path)
    wanted = _ids(record_id, "record_id")
    for each in wanted:
        record = dataset.claims.get(each) or dataset.sources.get(each)
        if record and record.retired:
            warn_caller(RetiredWarning(each, str(record.retired)))
    sources = [source for each in wanted for source in _cited(dataset, each)]
    own = dataset.own_id  # the dataset comes last, whichever claims name it
    sources.sort(key=lambda source: source.id == own)
    return render(sources, style)


def _cited(dataset: Dataset, record_id: str) -> Iterable[Source]:
    if record_id in dataset.sources:
        return (dataset.sources[record_id],)
    if record_id in dataset.claims:
        return dataset.trace(record_id).cited
    if record_id == dataset.own_id:
        return (dataset.as_source(),)
    known = [*dataset.claims, *dataset.sources, dataset.own_id]
    kind = "claim or source"
    raise dataset.unknown(kind, record_id, known)


class EvidenceSelection(TypedDict, total=False):
    """What `load_evidence` takes to choose the claims whose findings are meant."""

    topic: words.Topic | str | None
    kind: words.Kind | str | None
    attributed_to: words.AttributedTo | str | None
    place: words.Place | str | None
    actor: words.Actor | str | None
    verdict: words.Verdict | str | None
    include_retired: bool
    dataset: Dataset
    digest: str
    method: str
    overlay: str | PathLike[str]


class Selection(EvidenceSelection, total=False):
    """What the functions of this module take to choose claims; the first as `Dataset.select`."""

    metric: words.Metric | str | None
    during: str | None
    certain: bool
    undated: Undated


P = ParamSpec("P")
R = TypeVar("R")
_OF_THE_DATA = ("dataset", "digest", "method", "overlay")
"""The keywords that say what to open; the others choose among its claims."""


@functools.cache
def _keywords() -> tuple[inspect.Parameter, ...]:
    """Return the keywords that `Dataset.select` takes, then those that say what to open."""
    chosen = inspect.signature(Dataset.select).parameters.values()
    opened = (
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None)
        for name in _OF_THE_DATA
    )
    return (*(p for p in chosen if p.kind is p.KEYWORD_ONLY), *opened)


def _with_keywords(function: Callable[P, R]) -> Callable[P, R]:
    """Show the keywords of a selection in the signature, and explain one that is misspelt."""
    given = inspect.signature(function)
    shown = [p for p in given.parameters.values() if p.kind is not p.VAR_KEYWORD]
    known = {parameter.name: parameter for parameter in (*shown, *_keywords())}
    takes_dataset = "Dataset" in str(shown[0].annotation)

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        for name in kwargs:
            if name not in known:
                kind = f"argument of {function.__name__}"
                raise UnknownValueError(kind, name, known)
        if args and isinstance(args[0], Dataset) and not takes_dataset:
            message = (
                f"found a dataset as {next(iter(known))} of {function.__name__}; expected a "
                "string; pass it as dataset="
            )
            raise UsageError(message)
        return function(*args, **kwargs)

    vars(checked)["__signature__"] = given.replace(parameters=[*known.values()])
    return checked


def _chosen(
    version: str | None, path: str | PathLike[str] | None, selection: EvidenceSelection
) -> Dataset:
    """Open what is asked for, or take the dataset that was passed, and select from it."""
    asked: dict[str, Any] = {**selection}
    dataset, digest, method, overlay = (asked.pop(name, None) for name in _OF_THE_DATA)
    if dataset is None:
        opened = open_dataset(version, path, digest=digest, method=method, overlay=overlay)
        return opened.select(**asked)
    if not isinstance(dataset, Dataset):
        message = (
            f"found dataset={dataset!r}; expected a dataset; open it with open_dataset, or pass "
            "version= or path="
        )
        raise UsageError(message)
    for name, value in {
        "version": version,
        "path": path,
        "method": method,
        "overlay": overlay,
    }.items():
        if value is not None:
            message = f"found a dataset and {name}={value!r}; expected one of them; drop one"
            raise UsageError(message)
    if digest is not None and dataset.digest != digest:
        message = f"found digest {dataset.digest}; expected {digest}; open the data it is of"
        raise UsageError(message)
    return dataset.select(**asked)


@_with_keywords
def load_claims(
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return one row per claim.

    Args:
        version: A data version such as ``"0.1.0"``; the newest released one where it is left
            out; ``"draft"`` for the YAML files.
        path: A dataset folder to read instead of the bundled data.
        **selection: Which claims, as `Dataset.select` takes it; and ``dataset``, a dataset to
            make the frame of, ``digest``, ``method`` and ``overlay``, as `open_dataset` takes them.

    Returns:
        A frame with a row for each claim and the columns of `CLAIM_COLUMNS`, indexed by claim id in
        article order. ``low``, ``best`` and ``high`` are Float64 in the unit of the row's
        ``unit``, ``<NA>`` where the article gives no such bound; a bound named in
        ``interpreted`` comes from the quantifier conventions and not from the words. ``start``
        and ``end`` are the first and last day the period can hold, ``NaT`` where open or
        unknown. ``attrs["afpak_claims"]`` holds the versions, the digest and a citation.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.
        UnknownValueError: A selection with a word that the dataset does not have.

    Example:
        >>> import afpak_claims as ac
        >>> ac.load_claims(topic="displacement")["unit"].tolist()
        ['people', 'people']
    """
    from afpak_claims.frames.frames import claims_frame, naming_retired

    dataset = _chosen(version, path, selection)
    return naming_retired(claims_frame(dataset), dataset, "claims")


@_with_keywords
def load_figures(
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return one row per figure, with the columns that figures have.

    Arguments, dtypes, units and errors are those of `load_claims`; the column ``type`` is left
    out.

    Example:
        >>> import afpak_claims as ac
        >>> float(ac.load_figures().loc["drone-strikes-count", "low"])
        430.0
    """
    from afpak_claims.frames.columns import ONLY_ASSERTIONS
    from afpak_claims.frames.frames import claims_frame, naming_retired

    dataset = _chosen(version, path, _of_kind("figure", selection))
    frame = claims_frame(dataset).drop(columns=list(ONLY_ASSERTIONS))
    return naming_retired(frame, dataset, "claims")


@_with_keywords
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
    from afpak_claims.frames.columns import ONLY_FIGURES
    from afpak_claims.frames.frames import claims_frame, naming_retired

    dataset = _chosen(version, path, _of_kind("assertion", selection))
    frame = claims_frame(dataset).drop(columns=list(ONLY_FIGURES))
    return naming_retired(frame, dataset, "claims")


@_with_keywords
def load_sources(
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return one row per source, indexed by source id.

    Args:
        version: A data version, as in `load_claims`.
        path: A dataset folder to read instead of the bundled data.
        **selection: What to open, as for `load_claims`; every source is returned.

    Returns:
        A frame with the columns of `SOURCE_COLUMNS`, all text; ``<NA>`` is unknown. Authors are
        joined with ``;``. Dates are EDTF strings.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.

    Example:
        >>> import afpak_claims as ac
        >>> ac.load_sources().loc["almirsad-article", "author"]
        'Khalil Sufyan'
    """
    from afpak_claims.frames.frames import naming_retired, sources_frame

    dataset = _chosen(version, path, selection)
    return naming_retired(sources_frame(dataset), dataset, "sources")


@_with_keywords
def load_evidence(  # noqa: PLR0913 - one keyword a question, each named for the column it asks of
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    *,
    claim: str | None = None,
    metric: str | None = None,
    origin: str | None = None,
    source: str | None = None,
    series: str | None = None,
    about: str | None = None,
    reading: str | None = None,
    during: str | None = None,
    **selection: Unpack[EvidenceSelection],
) -> pd.DataFrame:
    """Return one row per finding, with its comparison to the claim it bears on.

    Args:
        version: A data version, as in `load_claims`.
        path: A dataset folder to read instead of the bundled data.
        claim: Only findings on this claim.
        metric: Only findings that count this metric.
        origin: Only findings that this actor counted or said, alone or with others.
        source: Only findings that were read in this source.
        series: Only the values of this series.
        about: ``value``, ``event`` or ``attribution``.
        reading: ``primary``, ``mirror``, ``secondary``, ``tertiary`` or ``derived``.
        during: Only findings whose own period may overlap this EDTF date or interval.
        **selection: Which claims' findings, as `Dataset.select` takes it.

    Returns:
        A frame with the columns of `EVIDENCE_COLUMNS`, indexed by finding id. ``low``, ``best``,
        ``high``, ``lower`` and ``upper`` are Float64 in the unit of the column ``unit``.
        ``relation`` says how the claim lies to what the finding leaves of its quantity, ``gap``
        by how much, ``relative_gap`` as a share of the finding's facing bound, ``decides``
        whether it counts toward the verdict.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.
        UnknownValueError: A word that the dataset does not have; the message names the nearest.
        UsageError: *during* is no date or interval.

    Example:
        >>> import afpak_claims as ac
        >>> ac.load_evidence(claim="drone-strikes-count")["claim"].unique().tolist()
        ['drone-strikes-count']
    """
    from afpak_claims.evidence.dataset import span_of
    from afpak_claims.frames.columns import describe_columns
    from afpak_claims.frames.frames import evidence_frame, naming_retired

    _need_texts(claim=claim, metric=metric, origin=origin, source=source, series=series)
    _need_texts(about=about, reading=reading, during=during)
    dataset = _chosen(version, path, selection)
    frame = evidence_frame(dataset)
    described = describe_columns()["evidence"]
    known: dict[str, tuple[Any, Iterable[str]]] = {
        "claim": (claim, dataset.claims),
        "metric": (metric, dataset.metrics),
        "origin": (origin, dataset.actors),
        "source": (source, dataset.sources),
        "series": (series, {f.series for f in dataset.findings.values() if f.series}),
        "about": (about, described["about"].words),
        "reading": (reading, described["reading"].words),
    }
    for column, (word, words_known) in known.items():
        if word is None:
            continue
        if word not in words_known:
            raise dataset.unknown(column, word, words_known)
        cells: Iterable[Any] = frame[column].str.split(";")
        frame = frame[[word in (cell if isinstance(cell, list) else ()) for cell in cells]]
    if during is not None:
        first, last = span_of(during)
        kept = frame["period"].notna()
        if last is not None:
            kept &= frame["start"].isna() | (frame["start"] <= str(last))
        if first is not None:
            kept &= frame["end"].isna() | (frame["end"] >= str(first))
        frame = frame[kept]
    return naming_retired(frame, dataset, "findings")


@_with_keywords
def search(
    query: str,
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return the claims that words and numbers ask for, the best first.

    Args:
        query: Words, names, numbers in any writing, years; ``"46000 civilians unama"``.
        version: A data version, as in `load_claims`.
        path: A dataset folder to read instead of the bundled data.
        **selection: Among which claims, as `Dataset.select` takes it; *dataset* for an open one.

    Returns:
        A frame with a row for each claim that has every term, or as many as any has; indexed by
        claim id, with ``verdict``, ``answer`` (the headline, or the statement where a version has
        none), ``matched`` (the terms found, joined with ``;``) and ``score``, Float64. A term that
        no claim has is taken for the nearest word: ``attrs["meant"]`` says which.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.
        UsageError: Nothing is asked.

    Example:
        >>> import afpak_claims as ac
        >>> ac.search("46000 civilians unama").index[0]
        'afghan-civilians-killed'
    """
    from afpak_claims.evidence.search import index_of
    from afpak_claims.evidence.search import search as searched
    from afpak_claims.frames.frames import answers_frame

    _need_texts(query=query)
    if not query.strip():
        message = f"found query={query!r}; expected words or numbers; name what you look for"
        raise UsageError(message)
    dataset = _chosen(version, path, selection)
    answers, meant = searched(index_of(dataset), query)
    frame = answers_frame(dataset, answers)
    frame.attrs["meant"] = meant
    return frame


@_with_keywords
def sensitivity(
    version: str | Dataset | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return what would flip each verdict, one change at a time.

    Args:
        version: A data version, as in `load_claims`, or a dataset.
        path: A dataset folder to read instead of the bundled data.
        **selection: Which claims, as `Dataset.select` takes it.

    Returns:
        A frame with a row for each claim and each change that gives it another verdict: without
        tertiary readings, without uncertain dates, without coverage set by hand, without each
        origin in turn, with each other reading of the claim's quantifier. Columns ``claim``,
        ``verdict``, ``change`` and ``becomes``, all text. A verdict of one origin is never
        robust; that is no row here.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.

    Example:
        >>> import afpak_claims as ac
        >>> list(ac.sensitivity().columns)
        ['claim', 'verdict', 'change', 'becomes']
    """
    from afpak_claims.evidence.judgements import flips
    from afpak_claims.frames.frames import listed_frame

    if isinstance(version, Dataset):
        selection, version = {**selection, "dataset": version}, None
    dataset = _chosen(version, path, selection)
    return listed_frame("sensitivity", list(flips(dataset)))


def _of_kind(kind: str, selection: Selection) -> Selection:
    asked = selection.get("kind")
    if asked not in {None, kind}:
        message = f"found kind={asked!r}; expected {kind!r} or none; call load_claims instead"
        raise UsageError(message)
    return {**selection, "kind": kind}


def diff(
    old: str | Dataset, new: str | Dataset, path: str | PathLike[str] | None = None
) -> pd.DataFrame:
    """Return what changed between two data versions, verdicts first, one row per field.

    Args:
        old: A data version, ``"draft"``, or a dataset.
        new: A data version, ``"draft"``, or a dataset.
        path: A dataset folder whose versions are meant, instead of the bundled data.

    Returns:
        A frame with the columns of `DIFF_COLUMNS`, all text: which record of which collection,
        what happened to it (``added``, ``removed``, ``retired``, ``changed``), the field with
        dots as in ``estimate.low``, and its old and new value; values that are not texts are
        written as JSON. ``attrs["bump"]`` is the version bump that the changes require: ``none``,
        ``patch``, ``minor`` or ``major``.

    Raises:
        DataNotFoundError: There is no such version.

    Example:
        >>> import afpak_claims as ac
        >>> ac.diff("0.1.0", "0.1.0").attrs["bump"]
        'none'
    """
    from afpak_claims.frames.frames import diff_frame
    from afpak_claims.releases.diffs import bump

    changes = releases.diff(_opened(old, path), _opened(new, path))
    frame = diff_frame(changes)
    frame.attrs["bump"] = bump(changes)
    return frame


def _opened(data: str | Dataset, path: str | PathLike[str] | None) -> Dataset:
    return data if isinstance(data, Dataset) else open_dataset(data, path)


def changes_for(
    ids: str | Iterable[str],
    since: str,
    version: str | None = None,
    path: str | PathLike[str] | None = None,
) -> pd.DataFrame:
    """Return what changed of some claims, findings or sources since a data version.

    To a claim belong its verdict and its attribution check, its findings and their sources.

    Args:
        ids: Ids of claims, findings or sources.
        since: The data version that a project has.
        version: The data version to move to; the newest where it is left out.
        path: A dataset folder to read instead of the bundled data.

    Returns:
        A frame with the columns of `DIFF_COLUMNS`, verdicts first; no rows where nothing changed.

    Raises:
        DataNotFoundError: There is no such version.
        UnknownValueError: Neither version has such an id; the message names the nearest.

    Example:
        >>> import afpak_claims as ac
        >>> len(ac.changes_for("drone-strikes-count", since="1.1.0", version="1.1.0"))
        0
    """
    from afpak_claims.frames.frames import diff_frame

    wanted = _ids(ids, "ids")
    old, new = open_dataset(since, path), open_dataset(version, path)
    return diff_frame(releases.changes_of(wanted, old, new))


def total(
    claims: Dataset | Iterable[str],
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    *,
    allow_overlap: bool = False,
) -> Total:
    """Add the ranges of figures and findings; refuse what would count anything twice.

    A bound of the sum is known where every range has it, open where any of them is open, and
    interpreted where any of them is. The best value is known where every range has one. The
    result is a range of what was reported, not a confidence interval.

    Two ranges count twice where one is a part of the other, or an input of it; where both are
    about the same claim, or count the same metric in places of which one contains the other, and
    their periods overlap. A missing date or place counts as overlapping. Snapshots on
    different dates also overlap: people counted in a camp in May may be counted again in June.

    Args:
        claims: A dataset, whose figures are added, or ids of figures and findings.
        version: With ids, a data version, as in `open_dataset`.
        path: With ids, a dataset folder to read instead of the bundled data.
        allow_overlap: Whether to add what counts twice all the same; the result's note then
            names every pair.

    Returns:
        An `Estimate` in the metric's unit that also has the ``metric``, the ``unit``, the
        ``ids`` that were added, a ``note`` and the ``stamp`` of the data.

    Raises:
        UnknownValueError: An id that the dataset does not have; the message names the nearest.
        UsageError: The ranges do not add up, or count something twice; the message names each
            pair and the remedy.

    Example:
        >>> import afpak_claims as ac
        >>> unama = "afghan-civilians-killed-unama"
        >>> str(ac.total([f"{unama}-{year}" for year in (2019, 2020)]))
        '6,438 people (Civilians killed, the sum of 2 ranges)'
    """
    from afpak_claims.evidence.totals import add_up

    if isinstance(claims, Dataset):
        if version is not None or path is not None:
            message = "found a dataset and a version or path; expected one of them; drop one"
            raise UsageError(message)
        return add_up(claims, list(claims.claims), allow_overlap=allow_overlap)
    if hasattr(claims, "columns"):
        message = "found a frame; expected a dataset or ids; pass its ids: total(list(frame.index))"
        raise UsageError(message)
    ids = _ids(claims, "claims")
    return add_up(open_dataset(version, path), ids, allow_overlap=allow_overlap)


@_with_keywords
def export(
    format: str,  # noqa: A002 - the word that the command line has for it
    output: str | PathLike[str],
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    *,
    force: bool = False,
    **selection: Unpack[Selection],
) -> None:
    """Write the data as a file, or as a folder of files, for other tools.

    Args:
        format: One of the formats that ``afpak-claims export --help`` lists.
        output: The file or folder to write; its own folder must exist. An earlier export of this
            format is replaced, anything else is not.
        version: A data version, as in `load_claims`.
        path: A dataset folder to read instead of the bundled data.
        force: Whether to replace a file that no export wrote.
        **selection: Which claims, as `Dataset.select` takes it.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.
        UnknownValueError: There is no such format; the message names the nearest.
        UsageError: The format needs a package that is absent, or *output* cannot be written.

    Example:
        >>> import afpak_claims as ac, pathlib, tempfile
        >>> file = pathlib.Path(tempfile.mkdtemp()) / "claims.json"
        >>> ac.export("json", file, topic="displacement")
        >>> file.stat().st_size > 1000
        True
    """
    from afpak_claims.exports import formats

    dataset = _chosen(version, path, selection)
    formats.export(dataset, format, Path(output), force=force)


@_with_keywords
def page(
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> str:
    """Return the data as one self-contained HTML page, in which anyone can check a figure.

    Args:
        version: A data version, as in `load_claims`.
        path: A dataset folder to read instead of the bundled data.
        **selection: Which claims, as `Dataset.select` takes it.

    Returns:
        The text of the page, to be written as UTF-8; it loads nothing.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.

    Example:
        >>> import afpak_claims as ac
        >>> ac.page(topic="displacement").startswith("<!doctype html>")
        True
    """
    from afpak_claims.website import page as html

    return html.page(_chosen(version, path, selection))


def site(
    output: str | PathLike[str],
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    *,
    base_url: str | None = None,
    **selection: Unpack[Selection],
) -> list[str]:
    """Write a folder of pages that can be linked: an index, a page for each claim, downloads.

    Each claim has its own address, a card of it to embed without script, and its record as JSON.
    The same data makes the same bytes; a folder that stands there is replaced whole.

    Args:
        output: The folder; what is there is replaced if it is empty or an earlier site.
        version: A data version, as in `load_claims`.
        path: A dataset folder to read instead of the bundled data.
        base_url: Where the site will stand. Canonical links, the feed of corrections and the
            sitemap need it and are left out without it.
        **selection: Which claims, as `Dataset.select` takes it.

    Returns:
        The names of the files, sorted.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.
        UsageError: The base address is none, or the folder cannot be written.

    Example:
        >>> import afpak_claims as ac, tempfile
        >>> files = ac.site(tempfile.mkdtemp(), topic="displacement")
        >>> "claim/displaced-total-2008-2016/embed.html" in files
        True
    """
    from afpak_claims.website.site import write_site

    return write_site(_chosen(version, path, selection), Path(output), base_url)
