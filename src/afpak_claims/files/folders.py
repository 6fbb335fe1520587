"""Folders: the YAML files of a dataset, read into a draft of records, with every problem found.

::

    dataset.yaml  article.yaml  sources.yaml
    vocabulary/{metrics,units,places,actors,quantifiers,cautions}.yaml
    claims/<topic>.yaml  evidence/<topic>.yaml
"""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from afpak_claims.errors import DataError, DataNotFoundError, Problem
from afpak_claims.files import canonical_yaml, strict_yaml
from afpak_claims.files.drafts import Draft, Entry, field_path
from afpak_claims.files.rules.registry import violations
from afpak_claims.files.yaml_comments import keep_comments
from afpak_claims.printable import unprintable
from afpak_claims.records.claims import Claim
from afpak_claims.records.findings import Finding
from afpak_claims.records.header import Article, Header
from afpak_claims.records.plain_values import given, plain
from afpak_claims.records.scalars import Line, shown
from afpak_claims.records.sources import Source
from afpak_claims.records.validation import FieldError, validate
from afpak_claims.records.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

__all__ = [
    "DataFile",
    "canonical_text",
    "data_files",
    "no_garbage_collection",
    "overlay_files",
    "parse_file",
    "problems_at",
    "problems_of",
    "read_bytes",
    "read_draft",
    "require_dataset",
]

_SINGLE: dict[str, Any] = {"dataset.yaml": Header, "article.yaml": Article}
_LISTS: dict[str, tuple[str, Any]] = {
    "sources.yaml": ("sources", Source),
    **{f"vocabulary/{name}.yaml": (name, kind) for name, kind in VOCABULARY.items()},
}
_TOPICAL: dict[str, tuple[str, Any]] = {
    "claims": ("claims", Claim),
    "evidence": ("findings", Finding),
}
_NOT_DATA = frozenset({"README.md"})


class DataFile(NamedTuple):
    """One file of a dataset folder."""

    name: str
    """Its path in the folder, with forward slashes."""
    where: Traversable


def require_dataset(root: Traversable) -> None:
    """Refuse a path where no dataset is, instead of naming every file that it lacks.

    Raises:
        DataNotFoundError: There is no folder, or nothing of a dataset in it.
    """
    if not root.is_dir():
        found = "a file" if root.is_file() else "no folder"
        message = f"found {found} {root}; expected a dataset folder; change the path"
        raise DataNotFoundError(message)
    parts = {name.partition("/")[0] for name in (*_SINGLE, *_LISTS, *_TOPICAL)}
    if parts.isdisjoint(entry.name for entry in root.iterdir()) and not _is_released(root):
        message = (
            f"found no dataset in {root}; expected dataset.yaml and what belongs to it; change "
            f"the path, or start one: afpak-claims init {root} --article ARTICLE.txt"
        )
        raise DataNotFoundError(message)


def _is_released(root: Traversable) -> bool:
    return root.joinpath("releases", "index.json").is_file()


def data_files(root: Traversable) -> Iterator[DataFile | Problem]:
    """List the files of a dataset folder in a fixed order, and what is amiss with the list.

    Raises:
        DataNotFoundError: The folder does not exist, or holds nothing of a dataset.
    """
    require_dataset(root)
    for name in (*_SINGLE, *_LISTS):
        where = root.joinpath(*name.split("/"))
        yield DataFile(name, where) if where.is_file() or where.is_dir() else _missing(name)
    yield from _stray_words(root)
    for folder in _TOPICAL:
        names = _names(root, folder)
        if isinstance(names, Problem):
            yield names
            continue
        where = root.joinpath(folder)
        found = False
        for name in names:
            if name in _NOT_DATA or name.startswith("."):
                continue
            path = f"{folder}/{name}"
            if foreign := unprintable(name):
                yield _foreign(path, foreign[0])
                continue
            if name.endswith(".yaml"):
                found = True
                yield DataFile(path, where.joinpath(name))
            else:
                yield Problem(
                    path, 1, 1, "", "found a file that is not read; expected *.yaml; rename it"
                )
        if not found and folder == "claims":
            yield _missing("claims/<topic>.yaml")


def overlay_files(root: Traversable) -> Iterator[DataFile | Problem]:
    """List the files of an overlay: those of a dataset folder that are there, claims apart."""
    for name in _LISTS:
        where = root.joinpath(*name.split("/"))
        if where.is_file():
            yield DataFile(name, where)
    yield from _stray_words(root)
    for folder in ("evidence", "claims"):
        names = _names(root, folder)
        if isinstance(names, Problem):
            yield names
            continue
        for name in names:
            path = f"{folder}/{name}"
            if name in _NOT_DATA or name.startswith("."):
                continue
            if foreign := unprintable(name):
                yield _foreign(path, foreign[0])
            elif folder == "claims":
                message = "found claims; expected findings, sources or vocabulary; move them"
                yield Problem(path, 1, 1, "", message)
            elif name.endswith(".yaml"):
                yield DataFile(path, root.joinpath(folder, name))


def problems_of(
    root: Traversable, name: str | None, faults: Iterable[FieldError], draft: Draft | None = None
) -> list[Problem]:
    """Return faults of a file, and what breaks a rule in the files of a folder, with their lines.

    Args:
        root: The folder.
        name: The file of the faults.
        faults: What is wrong with its records.
        draft: Records, of which only those that stand in a file of the folder can be at fault.
    """
    places = _Places(root)
    found = [places.problem(name, *fault) for fault in faults] if name else []
    for rule, violation in violations(draft) if draft else ():
        if violation.entry.file and rule.severity == "error":
            at = (*violation.entry.path, *violation.path)
            problem = places.problem(violation.entry.file, at, violation.message)
            found.append(problem._replace(rule=rule.id))
    return found


def problems_at(
    root: Traversable, found: Iterable[tuple[Entry[Any], strict_yaml.Path, str]]
) -> list[Problem]:
    """Return problems of records with the lines of their fields; each file is read once."""
    places = _Places(root)
    return [places.of_record(entry, path, message) for entry, path, message in found]


def _stray_words(root: Traversable) -> Iterator[Problem]:
    """Name what lies among the vocabularies and is none."""
    names = _names(root, "vocabulary")
    if isinstance(names, Problem):
        yield names
        return
    expected = f"expected one of {', '.join(VOCABULARY)}; rename or delete it"
    for path in (f"vocabulary/{name}" for name in names if not name.startswith(".")):
        if path not in _LISTS:
            yield Problem(path, 1, 1, "", f"found a file that is not read; {expected}")


def _foreign(path: str, character: str) -> Problem:
    message = (
        f"found the character U+{ord(character):04X} in the name of a file; expected printable "
        "text; rename the file"
    )
    return Problem(path, 1, 1, "", message)


def _names(root: Traversable, folder: str) -> list[str] | Problem:
    """List the names in a folder of the dataset; none where the folder is absent."""
    where = root.joinpath(folder)
    try:
        return sorted(child.name for child in where.iterdir()) if where.is_dir() else []
    except OSError as error:  # no right to list it, or it went since it was seen
        return Problem(folder, 1, 1, "", _unreadable("folder", error))


def _missing(name: str) -> Problem:
    return Problem(
        name, 1, 1, "", f"missing file; expected {name} in every dataset folder; create it"
    )


def _unreadable(kind: str, error: OSError) -> str:
    return (
        f"found a {kind} that cannot be read ({error.strerror}); expected a readable one; "
        "change its permissions"
    )


def read_bytes(file: DataFile, root: Traversable) -> bytes:
    """Return the bytes of a data file; refuse links out of the folder and files without end."""
    problem = None
    if (
        isinstance(file.where, Path)
        and isinstance(root, Path)
        # os.path.realpath, since Path.resolve raises on a symlink loop before Python 3.13
        and not Path(os.path.realpath(file.where)).is_relative_to(os.path.realpath(root))
    ):
        problem = (
            "found a link to a file outside the data folder; expected a file inside it; "
            "copy the file here"
        )
    if problem is None and not file.where.is_file():
        problem = "found a folder or device; expected a YAML file; rename or delete it"
    if problem is None:
        try:
            with file.where.open("rb") as stream:
                return stream.read(strict_yaml.MAX_BYTES + 1)
        except OSError as error:
            problem = _unreadable("file", error)
    raise DataError([Problem(file.name, 1, 1, "", problem)])


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Pause the search for cycles: the values and records of files have none, and are many.

    Where they are no longer needed at the end, no search goes through them at all.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@no_garbage_collection()
def read_draft(
    root: Traversable, progress: Callable[[str], object] | None = None, *, layout: bool = False
) -> tuple[Draft, list[Problem]]:
    """Read every file of a folder, validate every record, apply every rule.

    Args:
        root: The folder.
        progress: Called with the name of each file before it is read.
        layout: Whether a file that is not in canonical form is a problem too.

    Returns:
        The records that are valid, and all errors of all files, sorted; what only a person can
        judge is in the `warnings` of the draft.
    """
    draft = Draft()
    problems: list[Problem] = []
    places = _Places(root)
    for file in data_files(root):
        if isinstance(file, Problem):
            problems.append(file)
            draft.complete = False
            draft.unread.add(_collection(file.file))
            continue
        if progress:
            progress(file.name)
        try:
            raw = read_bytes(file, root)
            canonical = _parse_canonical(file.name, raw)
            part, faults = (canonical, []) if canonical else _parse_strictly(file.name, raw)
        except DataError as error:
            problems.extend(error.problems)
            draft.complete = False
            draft.unread.add(_collection(file.name))
            continue
        problems.extend(places.problem(file.name, *fault) for fault in faults)
        if faults:
            draft.complete = False
        elif layout and not canonical:
            problems.extend(_layout_problem(file.name, raw, part))
        draft.add(part)
    for rule, violation in violations(draft):
        problem = places.of_record(violation.entry, violation.path, violation.message)
        problem = problem._replace(severity=rule.severity, rule=rule.id)
        (problems if rule.severity == "error" else draft.warnings).append(problem)
    draft.warnings.sort()
    return draft, sorted(set(problems))


def _collection(name: str) -> str:
    """Return the collection that a file holds; its own name where it holds none."""
    key, _ = _LISTS.get(name) or _TOPICAL.get(name.partition("/")[0], (name, None))
    return key


class _Places:
    """Looks up lines and columns; a file is read a second time only when it has a problem."""

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._marks: dict[str, dict[strict_yaml.Path, strict_yaml.Mark]] = {}
        self._items: dict[str, tuple[bytes, list[int]]] = {}

    def problem(self, name: str, path: strict_yaml.Path, message: str) -> Problem:
        if name not in self._marks:
            try:
                self._marks[name] = strict_yaml.marks(self._bytes(name), name)
            except DataError:  # the file changed since it was first read
                self._marks[name] = {}
        line, column = _nearest(self._marks[name], path)
        return Problem(name, line, column, field_path(path), message)

    def of_record(self, entry: Entry[Any], path: strict_yaml.Path, message: str) -> Problem:
        """Return a problem of a record; of a canonical file only the lines of that are read."""
        at = (*entry.path, *path)
        if entry.file not in self._marks and len(entry.path) == 2:  # noqa: PLR2004 - the list and the number
            marks = self._of_item(entry.file, entry.path[1], getattr(entry.record, "id", None))
            if marks:
                line, column = _nearest(marks, path)
                return Problem(entry.file, line, column, field_path(at), message)
        return self.problem(entry.file, at, message)

    def _of_item(self, name: str, number: Any, record: Any) -> dict[Any, strict_yaml.Mark]:
        if name not in self._items:
            try:
                raw = self._bytes(name)
            except DataError:  # the file changed since it was first read
                raw = b""
            self._items[name] = (raw, strict_yaml.item_starts(raw))
        raw, starts = self._items[name]
        return strict_yaml.item_marks(raw, name, starts, number, record)

    def _bytes(self, name: str) -> bytes:
        return read_bytes(DataFile(name, self._root.joinpath(*name.split("/"))), self._root)


def _nearest(
    marks: Mapping[strict_yaml.Path, strict_yaml.Mark], path: strict_yaml.Path
) -> tuple[int, int]:
    """Return where a value begins, or the value that it would be in."""
    at = path
    while at and at not in marks:
        at = at[:-1]
    return marks.get(at, (1, 1))


def parse_file(name: str, raw: bytes) -> tuple[Draft, list[FieldError]]:
    """Return the valid records of one file, and what is wrong with the others."""
    canonical = _parse_canonical(name, raw)
    return (canonical, []) if canonical else _parse_strictly(name, raw)


def _parse_strictly(name: str, raw: bytes) -> tuple[Draft, list[FieldError]]:
    values, draft = strict_yaml.read(raw, name), Draft()
    return draft, list(_read_file(DataFile(name, Path(name)), values, draft))


def _parse_canonical(name: str, raw: bytes) -> Draft | None:
    """Return the records of a file that is valid and in canonical form; None if it is not both.

    The quick reader only guesses. The proof is that the records, written again, are the file: the
    strict reader reads from a canonical text the records that it was written of.
    """
    values, draft = canonical_yaml.values_of(raw), Draft()
    if values is None or any(_read_file(DataFile(name, Path(name)), values, draft)):
        return None
    text = strict_yaml.write(_file_values(name, draft, given), strict_yaml.head_comment(raw))
    return draft if text.encode() == raw else None


def _read_file(file: DataFile, values: Any, draft: Draft) -> Iterator[FieldError]:
    if file.name in _SINGLE:
        record, faults = validate(_SINGLE[file.name], values)
        yield from faults
        if record is not None:
            entry: Entry[Any] = Entry(record, file.name, ())
            setattr(draft, {"dataset.yaml": "header", "article.yaml": "article"}[file.name], entry)
        return
    if not isinstance(values, dict):
        draft.unread.add(_collection(file.name))
        yield FieldError(
            (), f"found {shown(values)}; expected a mapping of fields; rewrite the file"
        )
        return
    topical = file.name not in _LISTS
    key, kind = _TOPICAL[file.name.split("/", 1)[0]] if topical else _LISTS[file.name]
    due = {key, "topic", "title"} if kind is Claim else {key, "topic"} if topical else {key}
    for name in sorted(values.keys() - due):
        yield FieldError((name,), f"found an unknown field; expected {_listed(due)}; delete it")
    for name in sorted(due - values.keys()):
        yield FieldError((), f"missing {name}; expected it at the top of the file; add it")
    topic = Path(file.name).stem
    if topical and values.get("topic", topic) != topic:
        yield FieldError(
            ("topic",),
            f"found {shown(values['topic'])}; expected {topic!r}, the name of the file; "
            "change one of them",
        )
    if kind is Claim:
        title, faults = validate(Line, values.get("title", topic))
        if not faults:
            draft.topics[topic] = str(title)
        yield from (FieldError(("title",), fault.message) for fault in faults)
    items = values.get(key, [])
    if key not in values or not isinstance(items, list):
        draft.unread.add(key)
    if not isinstance(items, list) or (not items and topical):
        yield FieldError(
            (key,),
            f"found {shown(items) if items else 'none'}; expected a list with at least one "
            "record; add one",
        )
        return
    yield from _read_records(file, key, kind, items, draft)


def _read_records(
    file: DataFile, key: str, kind: Any, items: list[Any], draft: Draft
) -> Iterator[FieldError]:
    into: list[Entry[Any]] = getattr(draft, key)
    topic = Path(file.name).stem
    for n, item in enumerate(items):
        value = item
        if kind is Claim and isinstance(item, dict):
            if "topic" in item:
                yield FieldError(
                    (key, n, "topic"),
                    "found a topic in a record; expected it only at the top of the file; delete it",
                )
            value = {**item, "topic": topic}
        record, faults = validate(kind, value)
        yield from (FieldError((key, n, *fault.path), fault.message) for fault in faults)
        if record is not None:
            into.append(Entry(record, file.name, (key, n)))
        elif key != "quantifiers" and isinstance(item, dict) and isinstance(item.get("id"), str):
            draft.invalid.add(item["id"])
        else:  # quantifiers are found by their phrases, and what has no id might have any
            draft.unread.add(key)


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def canonical_text(name: str, raw: bytes) -> str | None:
    """Return a data file in canonical form; None where its records are not valid.

    Comments stay where they stand: those on a line of their own above what they stand above,
    the others behind what they stand behind.

    Raises:
        DataError: It is not readable.
    """
    draft, faults = parse_file(name, raw)
    if faults:
        return None
    text = _canonical(name, raw, draft)
    _check_read_back(name, text, draft)
    return text


def _canonical(name: str, raw: bytes, draft: Draft) -> str:
    text = strict_yaml.write(_file_values(name, draft), strict_yaml.head_comment(raw))
    return keep_comments(text, raw, name)


def _check_read_back(name: str, text: str, draft: Draft) -> None:
    """Refuse a canonical text from which other records would be read than it was made of."""
    try:
        found, faults = _parse_strictly(name, text.encode())
    except (DataError, UnicodeEncodeError):
        found, faults = Draft(), []
    if faults or _file_values(name, found) != _file_values(name, draft):
        message = (
            "found other records when the canonical text was read back; expected those of the "
            "file; the file is unchanged; report this"
        )
        raise DataError([Problem(name, 1, 1, "", message)])


def _layout_problem(name: str, raw: bytes, draft: Draft) -> Iterator[Problem]:
    """Say where a valid file leaves canonical form; line ends of either kind are accepted."""
    text = _canonical(name, raw, draft)
    found, due = raw.decode().replace("\r\n", "\n"), text
    if found != due:
        pairs = zip(found.splitlines(), due.splitlines(), strict=False)
        first = next((n for n, (a, b) in enumerate(pairs, start=1) if a != b), 1)
        message = (
            "found non-canonical formatting; expected the output of fmt; run 'afpak-claims fmt'"
        )
        yield Problem(name, first, 1, "", message)


def _file_values(
    name: str, draft: Draft, values: Callable[[Any], dict[str, Any]] = plain
) -> dict[str, Any]:
    """Return what a file has, with the values that are asked for of each record."""
    single = draft.header or draft.article
    if single:
        return dict(values(single.record))
    if name in _SINGLE:
        return {}
    if name in _LISTS:
        key, _ = _LISTS[name]
        return {key: [values(entry.record) for entry in getattr(draft, key)]}
    key, kind = _TOPICAL[name.split("/", 1)[0]]
    topic = Path(name).stem
    records = [values(entry.record) for entry in getattr(draft, key)]
    if kind is Claim:
        for record in records:
            del record["topic"]
        return {"topic": topic, "title": draft.topics[topic], key: records}
    return {"topic": topic, key: records}
