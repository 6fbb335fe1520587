"""Print the speed ratios of the design, both sides measured in one run, medians of several.

    python benchmarks/ratios.py [--quick]

Whole commands are timed as processes, in turn; the rest in one process, in turn.
"""

from __future__ import annotations

import gc
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from synthetic import write_dataset

from afpak_claims.dataset import Dataset, canonical, parsed
from afpak_claims.folders import read_draft

if TYPE_CHECKING:
    from collections.abc import Callable

QUICK = "--quick" in sys.argv
RUNS = 3 if QUICK else 9
RECORDS = 2_000 if QUICK else 20_000
SIZES = (1_000, 5_000) if QUICK else (1_000, 10_000, 100_000)


def main() -> None:
    """Measure everything and print one line a ratio."""
    print(f"Python {platform.python_version()} on {platform.machine()}, medians of {RUNS}")
    _commands()
    with tempfile.TemporaryDirectory() as folder:
        _check(Path(folder) / "twenty")
        _growth(Path(folder))
        _frozen(Path(folder))


def _line(what: str, ours: float, theirs: float, limit: float, bound: str) -> None:
    ratio = ours / theirs
    mark = "ok" if ratio <= limit else "TOO SLOW"
    print(
        f"{what:<46} {ours * 1000:>9.1f} ms {theirs * 1000:>9.1f} ms  "
        f"{ratio:.2f} (at most {limit}) {mark}; bound by {bound}"
    )


def _median_pair(
    ours: Callable[[], object], theirs: Callable[[], object], runs: int
) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for n, action in enumerate((ours, theirs)):
            gc.collect()
            start = time.perf_counter()
            action()
            times[n].append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def _process(*args: str) -> Callable[[], object]:
    command = [sys.executable, *args]
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _commands() -> None:
    pandas = _process("-c", "import pandas")
    load = _process("-c", "import afpak_claims as ac; ac.load_claims()")
    show = _process("-m", "afpak_claims", "show", "drone-strikes-killed")
    for action in (pandas, load, show):
        action()
    _line("first frame / import pandas", *_median_pair(load, pandas, RUNS), 1.25, "import pandas")
    _line("show one card / import pandas", *_median_pair(show, pandas, RUNS), 0.5, "imports")


def _check(folder: Path) -> None:
    write_dataset(folder, RECORDS)
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))]

    def theirs() -> None:
        for text in texts:
            yaml.load(text, yaml.CSafeLoader)

    def ours() -> None:
        _, problems = read_draft(folder, layout=True)
        if problems:
            raise SystemExit(str(problems[0]))

    _line(
        f"check {RECORDS:,} records / yaml.load(CSafeLoader)",
        *_median_pair(ours, theirs, 3),
        0.6,
        "parser events and Pydantic",
    )


def _growth(folder: Path) -> None:
    script = (
        "import re, sys, time; from pathlib import Path\n"
        "from afpak_claims.folders import read_draft\n"
        # The kernel's own peak of this process; getrusage would show the parent's too.
        "peak = lambda: int(re.search(r'VmHWM:\\s+(\\d+)',"
        " Path('/proc/self/status').read_text())[1])\n"
        "read_draft(Path(sys.argv[2])); base = peak()\n"
        "start = time.perf_counter(); draft = read_draft(Path(sys.argv[1]))\n"
        "print(time.perf_counter() - start, peak() - base)"
    )
    small = folder / "warm"
    write_dataset(small, 10)
    for size in SIZES:
        data = folder / str(size)
        write_dataset(data, size)
        out = subprocess.run(
            [sys.executable, "-c", script, str(data), str(small)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        seconds, kilobytes = float(out[0]), float(out[1])
        print(
            f"read and check {size:>7,} records: {seconds / size * 1e6:>6.0f} µs a record, "
            f"{kilobytes / size:>5.1f} kB a record"
        )


def _frozen(folder: Path) -> None:
    import json

    from pydantic import TypeAdapter

    from afpak_claims.records import Assertion, Figure

    draft, problems = read_draft(folder / str(SIZES[-1]))
    if problems:
        raise SystemExit(str(problems[0]))
    raw = canonical(Dataset.from_draft(draft))
    del draft
    claims = json.dumps(json.loads(raw)["claims"], ensure_ascii=False).encode()
    adapter = TypeAdapter(tuple[Figure | Assertion, ...])

    def ours() -> None:
        import hashlib

        digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
        Dataset.from_contents(parsed(raw), "1.0.0", digest)

    _line(
        f"open a frozen version of {SIZES[-1]:,} / validate_json",
        *_median_pair(ours, lambda: adapter.validate_json(claims), 3),
        1.5,
        "json.loads",
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
