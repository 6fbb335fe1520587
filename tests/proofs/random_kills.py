"""Random kills: a release that is killed at any moment can be made again without a hand.

Run ``python tests/proofs/random_kills.py [--times 30] [--seed 1]``. Each time a copy of a dataset
with one version is released once more in a process of its own, which is killed after a random part
of the time that a whole run takes. Then the release is made again, and its files are verified.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from afpak_claims.releases.freezing import freeze
from afpak_claims.releases.versions import verify, versions

_DATASET = Path(__file__).parent.parent / "fixtures" / "foreign" / "refugee-report"
_DAY = dt.date(2030, 1, 31)
_CHILD = """
import datetime, pathlib, sys
from afpak_claims.releases.freezing import freeze
freeze(pathlib.Path(sys.argv[1]), "0.2.0", date=datetime.date(2030, 1, 31), notes="One more.")
"""


def _started(folder: Path) -> Path:
    """Return a dataset that has one version and is about to have the next."""
    data = folder / "data"
    shutil.copytree(_DATASET, data)
    freeze(data, "0.1.0", date=_DAY, notes="The first.")
    _change(data / "evidence" / "refugee-report.yaml", "13100", "13110")
    _change(data / "dataset.yaml", "data_version: '0.1.0'", "data_version: '0.2.0'")
    _change(data / "dataset.yaml", "data_version: 0.1.0", "data_version: 0.2.0")
    return data


def _change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def _run(data: Path, seconds: float | None) -> tuple[float, bool]:
    """Release in a process of its own; return how long it ran, and whether it was killed."""
    started = time.monotonic()
    with subprocess.Popen([sys.executable, "-c", _CHILD, str(data)]) as child:
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
    return time.monotonic() - started, child.returncode != 0


def main() -> int:
    """Kill, release again, verify; exit 1 where a version is not whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    draw = random.Random(asked.seed)  # noqa: S311 - when a run is killed is no secret
    with tempfile.TemporaryDirectory() as folder:
        whole, _ = _run(_started(Path(folder)), None)
    killed = faults = 0
    for n in range(1, asked.times + 1):
        with tempfile.TemporaryDirectory() as folder:
            data = _started(Path(folder))
            _, was_killed = _run(data, draw.uniform(0.3, 1.0) * whole)
            killed += was_killed
            left = versions(data)
            if "0.2.0" not in left:
                freeze(data, "0.2.0", date=_DAY, notes="One more.")
            names = sorted(path.name for path in (data / "releases").iterdir())
            expected = [
                f"{v}{end}" for v in ("0.1.0", "0.2.0") for end in (".json", ".results.json")
            ]
            problems = [*verify(data), *({*names} ^ {*expected, "index.json"})]
            faults += bool(problems)
            for problem in problems:
                sys.stdout.write(f"run {n}: {problem}\n")
    sys.stdout.write(f"{asked.times} runs, {killed} killed, {faults} faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
