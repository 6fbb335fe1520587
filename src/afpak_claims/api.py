"""The public functions: open, load, add up, compare versions, cite, export, make the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from afpak_claims.errors import DataError, UnknownValueError, UsageError
from afpak_claims.evidence.citations.styles import render
from afpak_claims.evidence.dataset import DRAFT, Dataset
from afpak_claims.releases import versions as releases
from afpak_claims.releases.bundled_data import bundled_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.resources.abc import Traversable
    from os import PathLike
    from typing import Unpack

    import pandas as pd

    from afpak_claims import filter_values as words
    from afpak_claims.evidence.dataset import Undated
    from afpak_claims.evidence.totals import Total

__all__ = [
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
    "total",
]


def open_dataset(version: str | None = None, path: str | PathLike[str] | None = None) -> Dataset:
    """Open the bundled data, one version of it, or another dataset folder.

    Args:
        version: A data version such as ``"0.1.0"``; the newest released one where it is left
            out; ``"draft"`` for the YAML files, which no digest protects.
        path: A dataset folder to read instead of the bundled data; it has no versions.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.
        UsageError: Both a version and a path were given.

    Example:
        >>> import afpak_claims as ac
        >>> ac.open_dataset().version == ac.versions()[0]
        True
    """
    if path is not None:
        if version not in {None, DRAFT}:
            message = (
                f"found version {version!r} and a path; expected one of them; "
                "a folder of YAML files has no versions"
            )
            raise UsageError(message)
        return open_folder(Path(path))
    if version == DRAFT:
        return open_folder(bundled_folder())
    return releases.open_version(version)


def open_folder(root: Traversable, progress: Callable[[str], object] | None = None) -> Dataset:
    """Open a folder of YAML files.

    Raises:
        DataError: With every problem of every file.
        DataNotFoundError: The folder does not exist.
    """
    from afpak_claims.files.folders import read_draft

    draft, problems = read_draft(root, progress)
    if problems:
        raise DataError(problems)
    return Dataset.from_draft(draft)


def cite(
    record_id: str,
    style: str = "text",
    *,
    version: str | None = None,
    path: str | PathLike[str] | None = None,
) -> str:
    """Return the citations of a claim or a source, ready to paste.

    For a claim: the article, then the source of its attribution, then those of its findings,
    and last the dataset with its versions and digest.

    Args:
        record_id: A claim or a source.
        style: ``text``, ``markdown``, ``bibtex``, ``ris`` or ``csl-json``.
        version: A data version, as in `open_dataset`.
        path: A dataset folder to read instead of the bundled data.

    Raises:
        UnknownValueError: There is no such record or style; the message names the nearest.

    Example:
        >>> import afpak_claims as ac
        >>> ac.cite("almirsad-article").startswith("Khalil Sufyan")
        True
    """
    dataset = open_dataset(version, path)
    if record_id in dataset.sources:
        return render([dataset.sources[record_id]], style)
    if record_id not in dataset.claims:
        kind = "claim or source"
        raise UnknownValueError(kind, record_id, [*dataset.claims, *dataset.sources])
    return render(dataset.trace(record_id).cited, style)


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
    """Return one row per claim.

    Args:
        version: A data version such as ``"0.1.0"``; the newest released one where it is left
            out; ``"draft"`` for the YAML files.
        path: A dataset folder to read instead of the bundled data.
        **selection: Which claims, as `Dataset.select` takes it.

    Returns:
        A frame of shape (claims, 31) with the columns of `CLAIM_COLUMNS`, indexed by claim id in
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
    from afpak_claims.frames.frames import claims_frame

    return claims_frame(open_dataset(version, path).select(**selection))


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
    from afpak_claims.frames.frames import claims_frame

    dataset = open_dataset(version, path).select(**_of_kind("figure", selection))
    return claims_frame(dataset).drop(columns=list(ONLY_ASSERTIONS))


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
    from afpak_claims.frames.frames import claims_frame

    dataset = open_dataset(version, path).select(**_of_kind("assertion", selection))
    return claims_frame(dataset).drop(columns=list(ONLY_FIGURES))


def load_sources(
    version: str | None = None, path: str | PathLike[str] | None = None
) -> pd.DataFrame:
    """Return one row per source, indexed by source id.

    Args:
        version: A data version, as in `load_claims`.
        path: A dataset folder to read instead of the bundled data.

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
    from afpak_claims.frames.frames import sources_frame

    return sources_frame(open_dataset(version, path))


def load_evidence(
    version: str | None = None,
    path: str | PathLike[str] | None = None,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return one row per finding, with its comparison to the claim it bears on.

    Args:
        version: A data version, as in `load_claims`.
        path: A dataset folder to read instead of the bundled data.
        **selection: Which claims' findings, as `Dataset.select` takes it.

    Returns:
        A frame with the columns of `EVIDENCE_COLUMNS`, indexed by finding id. ``low``, ``best``
        and ``high`` are Float64 in the unit of the claim's metric. ``relation`` says whether the
        claim overlaps the finding or lies above or below it, ``gap`` by how much in that unit,
        ``relative_gap`` as a share of the finding's nearer bound; all three are ``<NA>`` where
        the finding cannot decide.

    Raises:
        DataError: The data failed validation, with every problem.
        DataNotFoundError: There is no such version or folder.
        UnknownValueError: A selection with a word that the dataset does not have.

    Example:
        >>> import afpak_claims as ac
        >>> ac.load_evidence().loc["afghan-civilians-killed-unama", "relation"]
        'above'
    """
    from afpak_claims.frames.frames import evidence_frame

    return evidence_frame(open_dataset(version, path).select(**selection))


def _of_kind(kind: str, selection: Selection) -> Selection:
    asked = selection.get("kind")
    if asked not in {None, kind}:
        message = f"found kind={asked!r}; expected {kind!r} or none; call load_claims instead"
        raise UsageError(message)
    return {**selection, "kind": kind}


def diff(old: str, new: str) -> pd.DataFrame:
    """Return what changed between two data versions, one row per field.

    Args:
        old: A data version, or ``"draft"``.
        new: A data version, or ``"draft"``.

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

    return diff_frame(releases.diff(open_dataset(old), open_dataset(new)))


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
    ids = [claims] if isinstance(claims, str) else list(claims)
    return add_up(open_dataset(version, path), ids, allow_overlap=allow_overlap)


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

    dataset = open_dataset(version, path).select(**selection)
    formats.export(dataset, format, Path(output), force=force)


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

    return html.page(open_dataset(version, path).select(**selection))
