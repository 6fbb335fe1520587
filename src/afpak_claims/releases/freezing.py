"""Freezing: the YAML files of a data folder become a release that never changes.

What a release keeps from the earlier ones: every claim stays, retired where it is out of use.
Findings, sources and vocabulary words may go, since what nothing uses is deleted. No id is
reused: one that went may only come back with the record that it last had.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from afpak_claims.errors import DataError, Problem, UsageError
from afpak_claims.evidence.dataset import Dataset, canonical, contents, parsed
from afpak_claims.evidence.results import as_plain
from afpak_claims.files.atomic_files import atomic_file, locked
from afpak_claims.files.folders import require_dataset
from afpak_claims.frames.columns import describe_columns, table_digest
from afpak_claims.records.registry import COLLECTIONS
from afpak_claims.releases import diffs
from afpak_claims.releases.versions import (
    FOLDER,
    INDEX,
    INDEX_SCHEMA,
    RESULTS_SCHEMA,
    Release,
    diff,
    find,
    history,
    is_newer,
    numbers,
    open_version,
)
from afpak_claims.stamps import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.releases.diffs import Change, Contents, Step

__all__ = ["changelog_section", "freeze", "next_version", "results_bytes"]

_ONE_ID_SPACE = ("claims", "findings", "sources")


def freeze(
    root: Path, version: str, *, date: dt.date, notes: str, for_whom: str | None = None
) -> Release:
    """Freeze the YAML files of a data folder as a release: records, results and index, or none.

    Args:
        root: The data folder.
        version: The data version, which ``dataset.yaml`` must already name.
        date: The day of the release.
        notes: What the release is about.
        for_whom: Who should move to it, and who need not.

    Raises:
        DataError: The folder has problems, names another version, or drops or reuses an id.
        UsageError: The version is not new, its step is too small, nothing changed, or another
            release is under way.
    """
    if not notes.strip():
        message = "missing notes; expected what the release is about; add a sentence"
        raise UsageError(message)
    require_dataset(root)
    (root / FOLDER).mkdir(exist_ok=True)
    with locked(root / FOLDER / f"{INDEX}.lock", "release"):
        earlier = history(root)
        _check_version(version, earlier)
        _check_date(date, earlier)
        dataset = _releasable(root, version, earlier)
        raw = canonical(dataset)
        digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
        results = results_bytes(dataset, version, digest)
        release = Release(
            version=version,
            date=date.isoformat(),
            digest=digest,
            results=f"sha256:{hashlib.sha256(results).hexdigest()}",
            package_version=__version__,
            schema_version=SCHEMA_VERSION,
            notes=notes.strip(),
            for_whom=for_whom,
            counts=_counts(dataset),
        )
        if contents(Dataset.from_contents(parsed(raw), version, release.digest)) != contents(
            dataset
        ):
            message = (
                "found other records when the release was read back; expected those of the "
                "folder; nothing was released; report this"
            )
            raise UsageError(message)
        files = {
            root / FOLDER / f"{version}.json": raw,
            root / FOLDER / f"{version}.results.json": results,
        }
        _put(files, root / FOLDER / INDEX, _index_bytes((release, *earlier)))
    return release


def changelog_section(version: str | None = None, root: Traversable | None = None) -> str:
    """Return the "Data" section that the changelog has for a release, made from the diff.

    Args:
        version: A data version; the newest one where it is left out.
        root: A data folder; that of this package where it is left out.

    Raises:
        DataError: A frozen file is missing, changed or cut, or needs a newer package.
        DataNotFoundError: There is no such version.
    """
    release = find(version, root)
    earlier = [r.version for r in history(root) if is_newer(release.version, r.version)]
    changes: list[Change] = []
    if earlier:
        changes = diff(open_version(earlier[0], root), open_version(release.version, root))
    stamp = f"Data version {release.version} of {release.date}, schema {release.schema_version}"
    paragraphs = [
        "### Data",
        f"{stamp}, `{release.digest}`.",
        release.notes,
        f"For whom: {release.for_whom}" if release.for_whom else "",
        diffs.changes_markdown(changes, release.counts, earlier[0] if earlier else None),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def next_version(version: str, step: Step) -> str:
    """Return the version that lies one step after another.

    >>> next_version("1.4.2", "minor")
    '1.5.0'
    """
    major, minor, patch = numbers(version)
    after = {
        "none": (major, minor, patch),
        "patch": (major, minor, patch + 1),
        "minor": (major, minor + 1, 0),
        "major": (major + 1, 0, 0),
    }
    return ".".join(str(number) for number in after[step])


def _step(old: str, new: str) -> Step:
    """Return the step from one version to a later one."""
    parts: tuple[Step, ...] = ("major", "minor", "patch")
    pairs = zip(parts, numbers(old), numbers(new), strict=True)
    return next(part for part, before, after in pairs if before != after)


def _check_version(version: str, earlier: tuple[Release, ...]) -> None:
    numbers(version)
    if any(release.version == version for release in earlier):
        after = next_version(earlier[0].version, "patch")
        message = (
            f"found a release {version}; expected a new version, since a frozen one never "
            f"changes; release {after} or later"
        )
        raise UsageError(message)
    if earlier and not is_newer(version, earlier[0].version):
        after = next_version(earlier[0].version, "patch")
        message = (
            f"found version {version} after {earlier[0].version}; expected a later one; "
            f"release {after} or later"
        )
        raise UsageError(message)


def _check_date(date: dt.date, earlier: tuple[Release, ...]) -> None:
    if earlier and date.isoformat() < earlier[0].date:
        message = (
            f"found the date {date}; expected no day before {earlier[0].date}, the date of "
            f"release {earlier[0].version}; correct --date"
        )
        raise UsageError(message)


def _releasable(root: Path, version: str, earlier: tuple[Release, ...]) -> Dataset:
    """Return the dataset of a data folder that may be released as this version."""
    from afpak_claims.files.folders import read_draft

    draft, problems = read_draft(root, layout=True)
    if problems:
        raise DataError(problems)
    dataset = Dataset.from_draft(draft)
    tree = _Tree(root, draft, contents(dataset))
    frozen = {release.version: contents(open_version(release.version, root)) for release in earlier}
    problems = [*_header_problems(tree, version), *_id_problems(tree, frozen)]
    changes: list[Change] = []
    if earlier:
        changes = diffs.diff(frozen[earlier[0].version], tree.values)
        problems.extend(_retirement_problems(tree, changes, version))
    if problems:
        raise DataError(problems)
    if earlier:
        _check_step(changes, earlier[0].version, version)
    return dataset


def _check_step(changes: list[Change], newest: str, version: str) -> None:
    asked = diffs.bump(changes)
    if asked == "none":
        message = (
            f"found no change since {newest}; expected at least one; change the data before "
            "you release it"
        )
        raise UsageError(message)
    taken = _step(newest, version)
    if diffs.STEPS.index(taken) < diffs.STEPS.index(asked):
        why = next(change for change in changes if change.step == asked)
        field = f" {why.field}" if why.field else ""
        message = (
            f"found {version} after {newest}, a {taken} bump; expected a {asked} bump, since "
            f"{why.collection} has {why.id!r}{field} {why.change}; "
            f"release {next_version(newest, asked)}"
        )
        raise UsageError(message)


class _Tree(NamedTuple):
    """A data folder that is about to be released."""

    root: Path
    draft: Draft
    values: Contents

    def problem(self, entry: Entry[Any], field: tuple[str, ...], message: str) -> Problem:
        """Return a problem of a record, with the line of the field."""
        from afpak_claims.files import strict_yaml
        from afpak_claims.files.drafts import field_path

        path = (*entry.path, *field)
        marks = strict_yaml.marks((self.root / entry.file).read_bytes(), entry.file)
        line, column = marks.get(path, (1, 1))
        return Problem(entry.file, line, column, field_path(path), message)


def _header_problems(tree: _Tree, version: str) -> Iterator[Problem]:
    header = tree.draft.header
    assert header is not None  # noqa: S101 - a draft without problems has one
    for field, due, why in (
        ("data_version", version, "the version to release"),
        ("schema_version", SCHEMA_VERSION, "the record format that this package writes"),
    ):
        found = getattr(header.record, field)
        if found != due:
            message = f"found {found}; expected {due}, {why}; write {field}: {due}"
            yield tree.problem(header, (field,), message)


def _retirement_problems(tree: _Tree, changes: list[Change], version: str) -> Iterator[Problem]:
    """A claim that this release retires says so."""
    for change in changes:
        if change.change == "retired" and change.new["in"] != version:
            message = (
                f"found {change.new['in']}; expected {version}, the version that retires it; "
                "correct it"
            )
            entry = _entries(tree.draft)[change.collection, change.id]
            yield tree.problem(entry, ("retired", "in"), message)


def _id_problems(tree: _Tree, frozen: Mapping[str, Contents]) -> Iterator[Problem]:
    """No claim goes, and no id is reused; *frozen* has the newest version first."""
    now = diffs.records(tree.values)
    homes = {_space(name, key): name for name in COLLECTIONS for key in now[name]}
    for (space, key), last in _last_records(frozen).items():
        home = homes.get((space, key))
        if home is None and last.collection == "claims":
            yield Problem(
                f"claims/{last.record['topic']}.yaml",
                1,
                1,
                "claims",
                f"missing claim {key!r}; expected it, since data version {last.version} has it; "
                "restore it, and retire it if it is withdrawn",
            )
        elif home is not None and (
            home != last.collection
            or (last.version != next(iter(frozen)) and now[home][key] != last.record)
        ):
            yield tree.problem(
                _entries(tree.draft)[home, key],
                ("id",),
                f"found {key!r}, an id of data version {last.version}; expected one that was "
                "never used, or the record as it was then; change the id",
            )


class _Last(NamedTuple):
    """The newest frozen record of an id."""

    version: str
    collection: str
    record: Mapping[str, Any]


def _last_records(frozen: Mapping[str, Contents]) -> dict[tuple[str, str], _Last]:
    last: dict[tuple[str, str], _Last] = {}
    for version, values in frozen.items():
        known = diffs.records(values)
        for name in COLLECTIONS:
            for key, record in known[name].items():
                last.setdefault(_space(name, key), _Last(version, name, record))
    return last


def _space(collection: str, key: str) -> tuple[str, str]:
    """Return an id with the space in which it is unique."""
    return ("" if collection in _ONE_ID_SPACE else collection, key)


def _entries(draft: Draft) -> dict[tuple[str, str], Entry[Any]]:
    return {
        (name, entry.record.id): entry for name in COLLECTIONS for entry in getattr(draft, name)
    }


def _counts(dataset: Dataset) -> dict[str, int]:
    figures = sum(claim.kind == "figure" for claim in dataset)
    return {
        "claims": len(dataset),
        "figures": figures,
        "assertions": len(dataset) - figures,
        "findings": len(dataset.findings),
        "sources": len(dataset.sources),
    }


def _index_bytes(releases: tuple[Release, ...]) -> bytes:
    listed = [
        {name: value for name, value in release._asdict().items() if value is not None}
        for release in releases
    ]
    values = {"schema": INDEX_SCHEMA, "releases": listed}
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def _put(files: Mapping[Path, bytes], index: Path, listed: bytes) -> None:
    """Put the frozen files and then the index in place.

    The index comes last: until it names the frozen files, they count for nothing, and the next
    run may write over them.
    """
    try:
        for file, raw in files.items():
            with atomic_file(file) as aside:
                aside.write_bytes(raw)
        with atomic_file(index) as aside:
            aside.write_bytes(listed)
    except OSError:
        for file in files:
            file.unlink(missing_ok=True)
        raise


def results_bytes(dataset: Dataset, version: str, digest: str) -> bytes:
    """Return the file of the results of a dataset, in canonical form."""
    values = {
        "results": RESULTS_SCHEMA,
        "data_version": version,
        "digest": digest,
        "method": dataset.stamp.method,
        "frames": _frames(dataset),
        **_computed_results(dataset),
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _frames(dataset: Dataset) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for table in ("claims", "evidence", "sources"):
        columns = [name for name in describe_columns()[table] if name != "id"]
        found[table] = {"columns": columns, "digest": table_digest(dataset, table, columns)}
    return found


def _computed_results(dataset: Dataset) -> dict[str, dict[str, dict[str, Any]]]:
    """Compute the results of every claim and every finding, retired ones too."""
    claims, findings = {}, {}
    for claim in sorted(dataset.claims):
        claims[claim] = {**as_plain(dataset.result(claim)), "headline": dataset.headline(claim)}
        for comparison in dataset.comparisons(claim):
            findings[comparison.finding.id] = as_plain(comparison.result)
    return {"claims": claims, "findings": dict(sorted(findings.items()))}
