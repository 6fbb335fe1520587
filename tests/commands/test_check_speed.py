"""The speed of check, beside that of the YAML parser alone."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
import yaml

from afpak_claims.commands.contributors import _check_one

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "fixtures" / "good"


def _seconds_of_the_parser(texts: list[str]) -> float:
    start = process_time()
    for text in texts:
        yaml.load(text, yaml.CSafeLoader)
    return process_time() - start


@pytest.mark.alone
def test_check_takes_six_tenths_of_the_parser_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 3,000 made records; it took four tenths when this was written, on a busy machine.

    What is loaded on first use is loaded before. The records are checked once only, since their
    phrases are remembered; the parser reads them before and after.
    """
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    synthetic = pytest.importorskip("synthetic", reason="the benchmarks are in the repository only")
    synthetic.write_dataset(tmp_path, 3_000)
    texts = [file.read_text("utf-8") for file in tmp_path.rglob("*.yaml")]
    _check_one(GOOD, None)

    before = _seconds_of_the_parser(texts)
    start = process_time()
    report, _ = _check_one(tmp_path, None)
    seconds = process_time() - start
    after = _seconds_of_the_parser(texts)

    assert report.problems == ()
    assert seconds <= 0.6 * (before + after) / 2
