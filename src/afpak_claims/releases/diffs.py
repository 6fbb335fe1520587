"""Diffs: what changed between two data versions, field by field, and how large a step it asks for.

Every change asks for a step of the data version; a release takes the largest of them.

====== ==========================================================================================
step   changes that ask for it
====== ==========================================================================================
major  a record is gone (what is out of use is retired, not deleted); an id comes to mean something
       else: the kind or metric of a claim, the claim of a finding or what it is about, the unit of
       a metric, what it is a share or the growth of, the base of a rate, the article itself; the
       record format
minor  everything that the two other rows do not name: a record is new, a claim is retired, a value,
       date, attribution, source or any other field is corrected
patch  texts that no value depends on: statements, notes, the reason why a sentence carries no
       claim, the description of the dataset; the archive address of a source
====== ==========================================================================================

The functions take and return plain values as `afpak_claims.evidence.dataset.contents` makes
them. Fields are named as in the YAML files, with dots: ``estimate.low``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from afpak_claims.cards import markdown_text
from afpak_claims.records.plain_values import in_words, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["STEPS", "Change", "Step", "apply", "bump", "changes_markdown", "diff", "records"]

Contents = dict[str, Any]
Record = dict[str, Any]
Step = Literal["none", "patch", "minor", "major"]

STEPS: tuple[Step, ...] = ("none", "patch", "minor", "major")
"""The steps of a data version, from the smallest on."""

_MAJOR = frozenset(
    {
        ("article", "source"),
        ("claims", "kind"),
        ("claims", "metric"),
        ("dataset", "schema_version"),
        ("findings", "about"),
        ("findings", "claim"),
        ("metrics", "growth_of"),
        ("metrics", "share_of"),
        ("metrics", "unit"),
        ("units", "per"),
    }
)
_PATCH = frozenset(
    {
        ("claims", "note"),
        ("claims", "statement"),
        ("dataset", "description"),
        ("findings", "note"),
        ("sentences", "reason"),
        ("sources", "archive"),
        ("sources", "note"),
    }
)
_ONE_RECORD = ("dataset", "article")
_LONGEST_LIST = 20
_LONGEST_TEXT = 60


class Change(NamedTuple):
    """One difference between two data versions."""

    collection: str
    """Where it is: ``results`` (a verdict or a check), ``claims``, ``findings``, ``sources``,
    a vocabulary such as ``metrics``, ``topics``, ``sentences`` or ``article`` (the outline),
    ``dataset`` (the header)."""
    id: str
    """The id of the record; of a sentence, its paragraph and number, as in ``3.2``."""
    change: Literal["added", "removed", "retired", "changed"]
    """What happened to the record, or to one field of it."""
    field: str = ""
    """The field with dots, as in ``estimate.low``; empty where the whole record came or went."""
    old: Any = None
    """The value before, as plain values; None where there was none."""
    new: Any = None
    """The value after, as plain values; None where there is none."""

    @property
    def step(self) -> Step:
        """The step of the data version that this change alone asks for."""
        at = (self.collection, self.field)
        if self.collection == "results":
            return "none"  # what was computed follows from the records, whose change has a step
        if self.change == "removed":
            # The outline follows the article, and nobody refers to its lines by an id.
            return "minor" if self.collection == "sentences" else "major"
        # What was not said before and is now is more of the same meaning.
        if self.change == "changed" and at in _MAJOR and self.old is not None:
            return "major"
        if self.change == "changed" and at in _PATCH:
            return "patch"
        return "minor"


def bump(changes: Iterable[Change]) -> Step:
    """Return the largest step that any of the changes asks for.

    >>> bump(
    ...     [
    ...         Change("claims", "a", "changed", "note", "One.", "Two."),
    ...         Change("claims", "b", "added"),
    ...     ]
    ... )
    'minor'
    """
    return max((change.step for change in changes), key=STEPS.index, default="none")


def diff(old: Contents, new: Contents) -> list[Change]:
    """Return every difference between the contents of two data versions, collection by collection.

    >>> old = {"topics": {"floods": "Flods"}}
    >>> diff(old, {"topics": {"floods": "Floods"}})[0].new
    'Floods'
    """
    before, after = records(old), records(new)
    return [
        change
        for collection in {**before, **after}
        for change in _differences(
            collection, before.get(collection, {}), after.get(collection, {})
        )
    ]


def apply(changes: Iterable[Change], old: Contents) -> Contents:
    """Return the contents that the changes lead to, from the contents that they were found in."""
    collections = {
        collection: {name: _flat(record) for name, record in known.items()}
        for collection, known in records(old).items()
    }
    for change in changes:
        known = collections.setdefault(change.collection, {})
        if change.change == "added":
            known[change.id] = _flat(change.new)
        elif change.change == "removed":
            del known[change.id]
        else:
            fields = known[change.id]
            fields.update(_flat({change.field: change.new}))
            if change.new is None:
                del fields[change.field]
    return _contents(old, collections)


def records(contents: Contents) -> dict[str, dict[str, Record]]:
    """Return the records of every collection by id, the header and the outline among them.

    >>> records({"topics": {"floods": "Floods"}})["topics"]
    {'floods': {'title': 'Floods'}}
    """
    found: dict[str, dict[str, Record]] = {}
    for name, values in contents.items():
        if name == "topics":
            found[name] = {topic: {"title": title} for topic, title in values.items()}
        elif name in _ONE_RECORD:
            found[name] = {name: {k: v for k, v in values.items() if k != "sentences"}}
        elif isinstance(values, list):
            found[name] = {record["id"]: record for record in values}
    if "article" in contents:
        found["sentences"] = {
            f"{line['paragraph']}.{line['sentence']}": line
            for line in contents["article"]["sentences"]
        }
    return found


def _contents(old: Contents, collections: Mapping[str, Mapping[str, Record]]) -> Contents:
    """Put records back into contents in canonical order; the inverse of `records`."""
    nested = {
        name: [_nested(fields) for fields in known.values()] for name, known in collections.items()
    }
    contents = dict(old)
    for name, found in nested.items():
        if name == "topics":
            titles = {topic: fields["title"] for topic, fields in collections[name].items()}
            contents[name] = dict(sorted(titles.items()))
        elif name in _ONE_RECORD:
            contents[name] = found[0]
        elif name != "sentences":
            contents[name] = sorted(found, key=sort_key)
    if "sentences" in nested:
        contents["article"]["sentences"] = sorted(
            nested["sentences"], key=lambda line: (line["paragraph"], line["sentence"])
        )
    return contents


def _differences(
    collection: str, old: Mapping[str, Record], new: Mapping[str, Record]
) -> Iterator[Change]:
    for name in {**old, **new}:
        if name not in new:
            yield Change(collection, name, "removed", old=old[name])
        elif name not in old:
            yield Change(collection, name, "added", new=new[name])
        elif old[name] != new[name]:
            yield from _field_changes(collection, name, old[name], new[name])


def _field_changes(collection: str, name: str, old: Record, new: Record) -> Iterator[Change]:
    retirement = new.get("retired") if "retired" not in old else None
    if retirement:
        yield Change(collection, name, "retired", "retired", None, retirement)
        new = {field: value for field, value in new.items() if field != "retired"}
    before, after = _flat(old), _flat(new)
    order = list({**old, **new})
    for field in sorted({**before, **after}, key=lambda at: order.index(at.partition(".")[0])):
        was, now = before.get(field), after.get(field)
        if was != now:
            yield Change(collection, name, "changed", field, was, now)


def _flat(record: Record, above: str = "") -> Record:
    """Return the fields of a record and of the maps in it by their dotted names."""
    fields: Record = {}
    for name, value in record.items():
        if isinstance(value, dict):
            fields.update(_flat(value, f"{above}{name}."))
        else:
            fields[f"{above}{name}"] = value
    return fields


def _nested(fields: Record) -> Record:
    """Return a record from its dotted fields; the inverse of `_flat`."""
    record: Record = {}
    for dotted, value in fields.items():
        *above, name = dotted.split(".")
        into = record
        for part in above:
            into = into.setdefault(part, {})
        into[name] = value
    return record


def changes_markdown(
    changes: Sequence[Change], counts: Mapping[str, int], since: str | None = None
) -> str:
    """Say in Markdown what a data version has in it and what is new: counts first, then lists.

    Args:
        changes: The differences from the version before.
        counts: How many records of each sort there are now.
        since: The version before; None for the first one, which has counts alone.

    Example:
        >>> print(changes_markdown([Change("claims", "b", "added")], {"claims": 2}, "0.1.0"))
        In it: 2 claims.
        <BLANKLINE>
        Since 0.1.0, a minor step: 1 claim added.
        <BLANKLINE>
        * Claims added: `b`.
        <BLANKLINE>
    """
    paragraphs = [f"In it: {', '.join(_counted(number, name) for name, number in counts.items())}."]
    if since is not None:
        paragraphs.append(f"Since {since}, {_step_words(changes)}: {_summary(changes)}.")
        paragraphs.append("\n".join(_lists(changes)))
    return "\n\n".join(part for part in paragraphs if part) + "\n"


def _counted(number: int, collection: str) -> str:
    name = _NAMES.get(collection, collection)
    return f"{number:,} {name.removesuffix('s') if number == 1 else name}"


_NAMES = {"dataset": "header", "article": "outline"}


def _step_words(changes: Sequence[Change]) -> str:
    step = bump(changes)
    return "no step" if step == "none" else f"a {step} step"


def _summary(changes: Sequence[Change]) -> str:
    touched = dict.fromkeys((change.collection, change.change, change.id) for change in changes)
    numbers = Counter((collection, change) for collection, change, _ in touched)
    parts = [f"{_counted(n, collection)} {change}" for (collection, change), n in numbers.items()]
    return ", ".join(parts) or "nothing changed"


def _lists(changes: Sequence[Change]) -> Iterator[str]:
    """One item a collection and sort of change; changed records with each of their fields."""
    grouped: dict[tuple[str, str], dict[str, list[Change]]] = {}
    for change in changes:
        by_id = grouped.setdefault((change.collection, change.change), {})
        by_id.setdefault(change.id, []).append(change)
    for (collection, sort), by_id in grouped.items():
        head = f"* {_NAMES.get(collection, collection).capitalize()} {sort}:"
        if sort in {"added", "removed"}:
            yield f"{head} {_some(list(by_id))}."
            continue
        yield head
        for name, fields in by_id.items():
            yield f"  * `{name}`: {'; '.join(_in_words(change) for change in fields)}."


def _some(names: list[str]) -> str:
    listed = ", ".join(f"`{name}`" for name in names[:_LONGEST_LIST])
    more = len(names) - _LONGEST_LIST
    return f"{listed} and {more:,} more" if more > 0 else listed


def _in_words(change: Change) -> str:
    if change.change == "retired":
        successor = change.new.get("replaced_by")
        instead = f" Use `{successor}` instead" if successor else ""
        reason = markdown_text(change.new["reason"])
        return f"{reason}{instead}" if instead else reason.removesuffix(".")
    sides = (change.old, change.new)
    if any(isinstance(side, str) and len(side) > _LONGEST_TEXT for side in sides):
        done = "added" if change.old is None else "deleted" if change.new is None else "reworded"
        return f"`{change.field}` {done}"
    return f"`{change.field}` {_shown(change.old)} → {_shown(change.new)}"


def _shown(value: object) -> str:
    return in_words(value, "not given", lambda text: f"“{markdown_text(text)}”")
