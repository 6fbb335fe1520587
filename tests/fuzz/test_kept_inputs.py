"""The kept inputs of the fuzzer, put to each target on every run of the test suite."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent / "corpus"
TARGETS = sorted(path.stem.removeprefix("fuzz_") for path in CORPUS.parent.glob("fuzz_*.py"))
_LARGEST = 4096


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_the_kept_inputs_meet_the_rules_of_their_target(target: str) -> None:
    """No input that was ever found raises anything or breaks what the target asserts."""
    one_input = import_module(f"fuzz_{target}").one_input
    kept = sorted((CORPUS / target).iterdir())

    assert kept
    for path in kept:
        raw = path.read_bytes()
        try:
            one_input(raw)
        except Exception as error:
            error.add_note(f"the input is {path}, {raw[:200]!r}")
            raise


def test_the_kept_inputs_are_small_and_have_a_target() -> None:
    """The corpus is for every checkout: small files, in the folder of a target."""
    assert TARGETS == sorted(path.name for path in CORPUS.iterdir())
    sizes = {path: path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()}

    assert {path: size for path, size in sizes.items() if size > _LARGEST} == {}
