"""Lies: check finds the made-up wrong edits of the data, each by the rule that it breaks."""

from __future__ import annotations

import marshal
import shutil
from pathlib import Path

import pytest

from afpak_claims.evidence.dataset import Dataset
from afpak_claims.evidence.warnings import WARNINGS, doubts
from afpak_claims.files import strict_yaml
from afpak_claims.files.drafts import Draft
from afpak_claims.files.folders import parse_file, read_draft
from afpak_claims.files.rules.registry import RULES, violations
from lies import LIES, Files, Lie, World, read_files

DATA = Path(__file__).parents[2] / "data"
_RULES = {rule.id: rule for rule in RULES}
LEAST = len(LIES)
"""How many lies are found; the number may not fall."""


@pytest.fixture(scope="module")
def truth() -> Files:
    """Return the plain values of the data as they are."""
    return read_files(DATA)


@pytest.fixture(scope="module")
def parts(truth: Files) -> dict[str, Draft]:
    """Return the records of each file of the data as it is."""
    return {name: parse_file(name, (DATA / name).read_bytes())[0] for name in truth}


def told(lie: Lie, truth: Files) -> dict[str, bytes]:
    """Return the files that a lie changes, as they are written with it."""
    # Plain values only, which marshal copies in a twentieth of the time of deepcopy.
    world = World(marshal.loads(marshal.dumps(truth)))  # noqa: S302 - made here
    lie.tell(world)
    return {
        name: strict_yaml.write(values).encode()
        for name, values in world.files.items()
        if values != truth[name]
    }


def draft_with(changed: dict[str, bytes], parts: dict[str, Draft]) -> Draft:
    """Return the draft with the changed files; it is incomplete where a form is refused.

    Only the changed files are read; of the others the records that they have are taken.
    """
    draft = Draft()
    for name, part in parts.items():
        if name in changed:
            part, faults = parse_file(name, changed[name])  # noqa: PLW2901 - the changed one
            draft.complete &= not faults
        draft.add(part)
    return draft


def found(draft: Draft) -> set[str]:
    """Return the rules that a draft breaks; a form that is refused counts as ``form``."""
    form = set() if draft.complete else {"form"}
    return form | {rule.id for rule, _ in violations(draft)}


def is_found(lie: Lie, draft: Draft) -> bool:
    """Say whether the rule of a lie finds it; the other rules are not asked."""
    if lie.rule in WARNINGS:
        return any(doubt.rule == lie.rule for doubt in doubts(Dataset.from_draft(draft)))
    if lie.rule == "form":
        return not draft.complete
    return any(True for _ in _RULES[lie.rule].apply(draft))


def test_check_finds_every_lie(truth: Files, parts: dict[str, Draft]) -> None:
    """Of the wrong edits none passes."""
    missed = []
    for lie in LIES:
        draft = draft_with(told(lie, truth), parts)
        if not is_found(lie, draft):
            missed.append(f"{lie.rule}: {lie.text} (found {sorted(found(draft))})")

    assert missed == []
    assert len(LIES) - len(missed) >= LEAST >= 186


def test_the_reading_of_a_folder_finds_the_same(
    truth: Files, parts: dict[str, Draft], tmp_path: Path
) -> None:
    """What `check` says of a folder with a lie is broken by the lie in the records, too."""
    for number, lie in enumerate(LIES[::25]):
        folder = Path(shutil.copytree(DATA, tmp_path / str(number)))
        changed = told(lie, truth)
        for name, raw in changed.items():
            (folder / name).write_bytes(raw)
        draft, problems = read_draft(folder)
        rules = {problem.rule or "form" for problem in (*problems, *draft.warnings)}
        assert rules == found(draft_with(changed, parts)), lie.text
