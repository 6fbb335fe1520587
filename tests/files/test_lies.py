"""Lies: check finds the made-up wrong edits of the data, each by the rule that it breaks."""

from __future__ import annotations

import marshal
import shutil
from collections import Counter
from pathlib import Path

import pytest

from afpak_claims.evidence.dataset import Dataset
from afpak_claims.evidence.warnings import WARNINGS, doubts
from afpak_claims.files import strict_yaml
from afpak_claims.files.drafts import Draft
from afpak_claims.files.folders import parse_file, read_draft
from afpak_claims.files.rules.registry import RULES, violations
from lies import LIES, Files, Lie, World, read_files
from lies_by_rule import MISSED, MORE_LIES

DATA = Path(__file__).parents[2] / "data"
EVERY = (*LIES, *MORE_LIES)
LEAST = 385
"""How many lies are found at least; the number may not fall."""
FEWEST = 5
"""How many lies are told of a rule at least."""


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


def found(
    changed: dict[str, bytes], parts: dict[str, Draft], *, of_verdicts: bool = False
) -> set[str]:
    """Return the rules that the changed files break; a form that is refused counts as ``form``.

    Only the changed files are read; of the others the records that they have are taken.
    """
    draft, rules = spoilt(changed, parts)
    rules |= {doubt.rule for doubt in doubts(Dataset.from_draft(draft))} if of_verdicts else set()
    return rules | {rule.id for rule, _ in violations(draft)}


def spoilt(changed: dict[str, bytes], parts: dict[str, Draft]) -> tuple[Draft, set[str]]:
    """Return the records with the changed files, and ``form`` where one of them is refused."""
    draft, rules = Draft(), set[str]()
    for name, part in parts.items():
        if name in changed:
            part, faults = parse_file(name, changed[name])  # noqa: PLW2901 - the changed one
            draft.complete &= not faults
            rules |= {"form"} if faults else set()
        draft.add(part)
    return draft, rules


def is_found(lie: Lie, truth: Files, parts: dict[str, Draft]) -> bool:
    """Whether the rule that a lie breaks finds it; the other rules are not asked."""
    changed = told(lie, truth)
    assert changed, f"found no change in {lie.text!r}; expected an edit"
    draft, rules = spoilt(changed, parts)
    if lie.rule in WARNINGS:
        return any(doubt.rule == lie.rule for doubt in doubts(Dataset.from_draft(draft)))
    own = [rule for rule in RULES if rule.id == lie.rule]
    return lie.rule in rules or any(next(rule.apply(draft), None) for rule in own)


def test_check_finds_every_lie(truth: Files, parts: dict[str, Draft]) -> None:
    """Of the wrong edits those alone pass that are known to, each with its reason."""
    missed = [lie.text for lie in EVERY if not is_found(lie, truth, parts)]

    assert sorted(missed) == sorted(MISSED)
    assert len(EVERY) - len(missed) >= LEAST


def test_each_rule_has_five_lies() -> None:
    """Every rule and every warning is lied to at least five times."""
    told_of = Counter(lie.rule for lie in EVERY)

    assert [name for name in (*(r.id for r in RULES), *WARNINGS) if told_of[name] < FEWEST] == []


def test_the_reading_of_a_folder_finds_the_same(
    truth: Files, parts: dict[str, Draft], tmp_path: Path
) -> None:
    """What `check` says of a folder with a lie is broken by the lie in the records, too."""
    for number, lie in enumerate(EVERY[::50]):
        folder = Path(shutil.copytree(DATA, tmp_path / str(number)))
        changed = told(lie, truth)
        for name, raw in changed.items():
            (folder / name).write_bytes(raw)
        draft, problems = read_draft(folder)
        rules = {problem.rule or "form" for problem in (*problems, *draft.warnings)}
        assert rules == found(changed, parts), lie.text
