"""Releases: frozen data versions, each one file of canonical JSON, and the index of their digests.

``releases/<version>.json`` holds the canonical form of a dataset and nothing else, so that the
SHA-256 of the file is the digest of the dataset; ``releases/index.json`` lists the versions with
their digests. A file that does not match its digest is refused. A version, once frozen, never
changes and never goes.

What a release keeps from the earlier ones: every claim stays, retired where it is out of use.
Findings, sources and vocabulary words may go, since what nothing uses is deleted. No id is
reused: one that went may only come back with the record that it last had.
"""

from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from afpak_claims.errors import (
    DataError,
    DataNotFoundError,
    Problem,
    UnknownValueError,
    UsageError,
)
from afpak_claims.evidence.dataset import Dataset, contents, parsed
from afpak_claims.evidence.results import Results
from afpak_claims.releases import upgrades
from afpak_claims.releases.bundled_data import bundled_folder
from afpak_claims.stamps import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from afpak_claims.releases.diffs import Change, Contents

__all__ = [
    "FOLDER",
    "INDEX",
    "INDEX_SCHEMA",
    "NEWEST",
    "RESULTS_SCHEMA",
    "Release",
    "changes_of",
    "diff",
    "find",
    "folder_of",
    "history",
    "is_newer",
    "numbers",
    "open_file",
    "open_version",
    "read_results",
    "release_date",
    "release_problems",
    "releases_at",
    "require",
    "verdict_changes",
    "verify",
    "versions",
]

FOLDER = "releases"
INDEX = "index.json"
INDEX_SCHEMA = 2
RESULTS_SCHEMA = 1
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_LISTED = 8
_UPGRADE = "upgrade the package: pip install -U afpak-claims"
_RESTORE = "install the package again, or restore the file from version control"


class Release(NamedTuple):
    """One frozen data version, as the index lists it."""

    version: str
    """The data version."""
    date: str
    """The day of the release, as YYYY-MM-DD."""
    digest: str
    """``sha256:`` and the 64 hex digits of the frozen file."""
    schema_version: int
    """The record format that it was frozen with."""
    notes: str
    """What the release is about."""
    counts: Mapping[str, int]
    """How many claims, figures, assertions, findings and sources; retired claims included."""
    for_whom: str | None = None
    """Who should move to it, and who need not."""
    results: str | None = None
    """The digest of its results; None where none were frozen."""
    package_version: str | None = None
    """The version of the package that brought it."""
    advisory: str | None = None
    """What is known to be wrong with it, and what to use instead; outside of its digest."""


def versions(path: str | PathLike[str] | Traversable | None = None) -> tuple[str, ...]:
    """Return the released data versions in this package, newest first.

    Args:
        path: A data folder; that of this package where it is left out.

    Raises:
        DataError: The index of releases is broken or of a newer package.
        DataNotFoundError: There is no dataset at *path*.

    Example:
        >>> import afpak_claims as ac
        >>> ac.versions()[-1]
        '0.1.0'
    """
    return tuple(release.version for release in releases_at(folder_of(path)))


def releases_at(root: Traversable | None) -> tuple[Release, ...]:
    """Return the `history` of a folder that somebody named; one without a dataset is refused."""
    found = history(root)
    if not found and root is not None:
        from afpak_claims.files.folders import require_dataset

        require_dataset(root)
    return found


def folder_of(path: str | PathLike[str] | Traversable | None) -> Traversable | None:
    """Return a data folder as a place to read from; None stands for that of this package."""
    return Path(path) if isinstance(path, str | PathLike) else path


def history(root: Traversable | None = None) -> tuple[Release, ...]:
    """Return the releases of a data folder with their digests, dates and notes, newest first.

    Raises:
        DataError: The index of releases is broken or of a newer package.
    """
    index = _file(root, INDEX)
    if not index.is_file():
        return ()
    try:
        listed = json.loads(index.read_bytes())
        if listed["schema"] > INDEX_SCHEMA:
            found = f"found an index of schema {listed['schema']}"
            raise _refused(INDEX, f"{found}; expected {INDEX_SCHEMA} at most; {_UPGRADE}")
        releases = [Release(**entry) for entry in listed["releases"]]
        releases.sort(key=lambda release: numbers(release.version), reverse=True)
        whole = all(_is_whole(release) for release in releases)
    except (ValueError, TypeError, KeyError, RecursionError):  # the last: lists in lists in lists
        whole = False
    if not whole:
        message = f"found a damaged list of releases; expected it as it was written; {_RESTORE}"
        raise _refused(INDEX, message)
    return tuple(releases)


def _is_whole(release: Release) -> bool:
    """Whether an entry of the index, which anything may have written, is what was written."""
    text = (str, type(None))
    kinds: dict[str, Any] = {
        "date": str,
        "notes": str,
        "schema_version": int,
        "for_whom": text,
        "package_version": text,
        "advisory": text,
        "results": text,
    }
    return (
        all(isinstance(getattr(release, name), kind) for name, kind in kinds.items())
        and isinstance(release.counts, dict)
        and all(isinstance(number, int) for number in release.counts.values())
        and _DIGEST.fullmatch(release.digest) is not None
    )


def open_version(
    version: str | None = None,
    root: Traversable | None = None,
    *,
    digest: str | None = None,
    method: str | None = None,
) -> Dataset:
    """Open a frozen data version, after its bytes have matched its digest.

    Args:
        version: A data version; the newest one where it is left out.
        root: A data folder; that of this package where it is left out.
        digest: The digest that the records must have, where a project pins it.
        method: ``"newest"`` to compute the results anew, whatever was frozen with the records.

    Raises:
        DataError: A frozen file is missing, changed or cut, or needs a newer package.
        DataNotFoundError: There is no such version.
        UsageError: The version has another digest.

    Example:
        >>> open_version("0.1.0").stamp.data_version
        '0.1.0'
    """
    if method not in {None, NEWEST}:
        kind = "value of method"
        raise UnknownValueError(kind, str(method), (NEWEST,))
    release = find(version, root)
    if digest is not None:
        _require_digest(release, digest, root)
    name = f"{release.version}.json"
    raw = _verified_bytes(release, root)
    results = None if method == NEWEST else read_results(release, root)
    note = "computed anew" if method == NEWEST else ""
    try:
        values = _upgraded(parsed(raw), name)
        return Dataset.from_contents(
            values, release.version, release.digest, results, note, release.date
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        message = f"found no records ({error}); expected those of a release; {_RESTORE}"
        raise _refused(name, message) from error


NEWEST = "newest"
"""Asks for the method of this package instead of the results that were frozen."""


def open_file(file: Path, digest: str | None = None) -> Dataset:
    """Open a frozen file by itself, as somebody hands it on; its digest is what it is known by.

    Raises:
        DataError: It holds no records, or needs a newer package.
        DataNotFoundError: There is no such file.
        UsageError: It has another digest.
    """
    try:
        raw = file.read_bytes()
    except OSError as error:
        message = f"can't read {file} ({error.strerror}); expected a frozen file; change the path"
        raise DataNotFoundError(message) from None
    found = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    if digest is not None and digest != found:
        message = f"found digest {found} of {file}; expected {digest}; get the file again"
        raise UsageError(message)
    root = file.parent.parent
    known = [release for release in history(root) if release.digest == found]
    if known:
        return open_version(known[0].version, root)
    try:
        values = _upgraded(parsed(raw), file.name)
        return Dataset.from_contents(values, file.stem, found)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        message = (
            f"found no records ({error}); expected a frozen version, or the folder of a dataset; "
            "change the path"
        )
        raise DataError([Problem(str(file), 1, 1, "", message)]) from error


def read_results(release: Release, root: Traversable | None) -> Results | None:
    """Return the results that were frozen with a version; None where there are none.

    Raises:
        DataError: The file is missing, changed or cut, or belongs to other records.
    """
    if release.results is None:
        return None
    name = f"{release.version}.results.json"
    raw = _frozen_bytes(name, release.results, root)
    try:
        values = parsed(raw)
        belongs = (values["data_version"], values["digest"])
        results = Results(values["method"], values["claims"], values["findings"], release.results)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        message = f"found no results ({error}); expected those of a release; {_RESTORE}"
        raise _refused(name, message) from error
    if belongs != (release.version, release.digest):
        message = (
            f"found the results of data version {belongs[0]} with digest {belongs[1]}; expected "
            f"those of {release.version} with {release.digest}; {_RESTORE}"
        )
        raise _refused(name, message)
    return results


def verify(root: Traversable | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with the frozen files of a data folder: nothing, where all is well.

    Raises:
        DataError: The index of releases is broken or of a newer package.
    """
    problems: list[Problem] = []
    for release in history(root):
        try:
            _verified_bytes(release, root)
            read_results(release, root)
        except DataError as error:
            problems.extend(error.problems)
    return tuple(problems)


def release_problems(root: Traversable) -> tuple[Problem, ...]:
    """Return what is wrong with the releases of a data folder: their files and their order."""
    try:
        listed = history(root)
        problems = list(verify(root))
    except DataError as error:
        return error.problems
    for later, earlier in pairwise(listed):
        if later.date < earlier.date:
            message = (
                f"found release {later.version} of {later.date}, before release "
                f"{earlier.version} of {earlier.date}; expected a date not before that; "
                f"{_RESTORE}"
            )
            problems.append(Problem(f"{FOLDER}/{INDEX}", 1, 1, "", message, rule="release-order"))
    return tuple(problems)


def require(
    specifier: str,
    digest: str | None = None,
    path: str | PathLike[str] | Traversable | None = None,
    *,
    version: str | None = None,
) -> None:
    """Raise an error unless the data version that is opened is the one a project is made for.

    Args:
        specifier: Data versions that fit, as in PEP 440: ``">=1.0,<2"``, ``"==1.2.0"``.
        digest: ``sha256:`` and 64 hex digits, where the bytes matter too.
        path: A data folder; that of this package where it is left out.
        version: The version that the project opens; the newest one where it is left out.

    Raises:
        DataError: A digest was given, and the frozen file is missing, changed or cut.
        DataNotFoundError: There is no such released version.
        UsageError: The version or the digest does not fit; the message says what to do.

    Example:
        >>> import afpak_claims as ac
        >>> ac.require(">=0.1")
    """
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    root = folder_of(path)
    try:
        asked = SpecifierSet(specifier)
    except (InvalidSpecifier, TypeError):
        message = (
            f"found {specifier!r}; expected versions as in PEP 440; write them like '>=1.0,<2'"
        )
        raise UsageError(message) from None
    found = find(version, root)
    if found.version not in asked:
        remedy = _remedy(release.version for release in history(root) if release.version in asked)
        which = "" if version else " as the newest"
        message = (
            f"found data version {found.version}{which} in afpak-claims {__version__}; "
            f"expected data {specifier}; {remedy}"
        )
        raise UsageError(message)
    if digest is not None:
        _require_digest(found, digest, root)


def _require_digest(found: Release, digest: str, root: Traversable | None) -> None:
    if not _DIGEST.fullmatch(digest):
        message = f"found digest {digest!r}; expected sha256: and 64 hex digits; copy all of it"
        raise UsageError(message)
    _verified_bytes(found, root)
    if found.digest != digest:
        remedy = _remedy(release.version for release in history(root) if release.digest == digest)
        message = (
            f"found digest {found.digest} of data version {found.version}; "
            f"expected {digest}; {remedy}"
        )
        raise UsageError(message)


def _remedy(fitting: Iterator[str]) -> str:
    version = next(fitting, None)
    if version is None:
        return f"no version in this package fits: {_UPGRADE}"
    return f"open the one that fits: version={version!r}"


def diff(old: Dataset, new: Dataset) -> list[Change]:
    """Return what changed from one dataset to another: verdicts first, then field by field."""
    from afpak_claims.releases import diffs

    return [*verdict_changes(old, new), *diffs.diff(contents(old), contents(new))]


def verdict_changes(old: Dataset, new: Dataset) -> list[Change]:
    """Return the verdicts and attribution checks that differ, of claims that both have."""
    from afpak_claims.releases import diffs

    return [
        diffs.Change("results", claim.id, "changed", name, before, after)
        for claim in new
        if claim.id in old.claims
        for name in ("verdict", "attribution_check")
        if (before := getattr(old, name)(claim.id)) != (after := getattr(new, name)(claim.id))
    ]


def changes_of(ids: Iterable[str], old: Dataset, new: Dataset) -> list[Change]:
    """Return what changed of some records: of claims also their findings and their sources.

    Raises:
        UnknownValueError: Neither dataset has such an id; the message names the nearest.
    """
    wanted = set(ids)
    known = {key for one in (old, new) for kind in _CITED for key in getattr(one, kind)}
    for name in sorted(wanted - known):
        kind = "claim, finding or source"
        raise UnknownValueError(kind, name, known)
    for one in (old, new):
        for finding in one.findings.values():
            if finding.claim in wanted or finding.id in wanted:
                wanted |= {finding.id, finding.source}
    return [change for change in diff(old, new) if change.id in wanted]


_CITED = ("claims", "findings", "sources")


def numbers(version: str) -> tuple[int, int, int]:
    """Return the three numbers of a version."""
    match = _VERSION.fullmatch(version)
    if not match:
        message = f"found version {version!r}; expected three numbers; write it like 1.0.0"
        raise UsageError(message)
    return (int(match[1]), int(match[2]), int(match[3]))


def is_newer(version: str, other: str) -> bool:
    """Whether a version comes after another."""
    return numbers(version) > numbers(other)


def _file(root: Traversable | None, name: str) -> Traversable:
    return (bundled_folder() if root is None else root).joinpath(FOLDER).joinpath(name)


def find(version: str | None, root: Traversable | None) -> Release:
    """Return a release; the newest one where no version is named."""
    known = releases_at(root)
    if not known:
        remedy = "install the package again" if root is None else "release one"
        message = (
            f"found no released data version; expected {_file(root, INDEX)}; "
            f"open the YAML files with version='draft', or {remedy}"
        )
        raise DataNotFoundError(message)
    for release in known:
        if version in {None, release.version}:
            return release
    listed = ", ".join(release.version for release in known[:_LISTED])
    more = f" and {len(known) - _LISTED} older" if len(known) > _LISTED else ""
    message = (
        f"found no data version {version!r}; expected one of {listed}{more}; "
        f"correct the version, or {_UPGRADE}"
    )
    raise DataNotFoundError(message)


def _verified_bytes(release: Release, root: Traversable | None) -> bytes:
    """Return the bytes of a frozen version, which have its digest."""
    return _frozen_bytes(f"{release.version}.json", release.digest, root)


def _frozen_bytes(name: str, due: str, root: Traversable | None) -> bytes:
    """Return the bytes of a frozen file, which have the digest that the index gives."""
    file = _file(root, name)
    if not file.is_file():
        message = f"missing file; expected it, since {INDEX} lists it; {_RESTORE}"
        raise _refused(name, message)
    raw = file.read_bytes()
    digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    if digest != due:
        message = (
            f"found digest {digest}; expected {due}, since a frozen version never changes; "
            f"{_RESTORE}"
        )
        raise _refused(name, message)
    return raw


def _upgraded(values: Contents, name: str) -> Contents:
    """Bring contents of an older record format to the one of this package, step by step."""
    schema = values["schema_version"]
    if schema not in upgrades.readable():
        message = f"found schema {schema}; expected {SCHEMA_VERSION}, which this package reads"
        raise _refused(name, f"{message}; {_UPGRADE}")
    return upgrades.upgraded(values)


def _refused(name: str, message: str) -> DataError:
    return DataError([Problem(f"{FOLDER}/{name}", 1, 1, "", message)])


def release_date(dataset: Dataset) -> str | None:
    """Return the day when a dataset was released; None where it is not one of the bundled versions.

    >>> import afpak_claims as ac
    >>> release_date(ac.open_dataset("draft")) is None
    True
    """
    known = {(release.version, release.digest): release.date for release in history()}
    return known.get((dataset.version, dataset.digest))
