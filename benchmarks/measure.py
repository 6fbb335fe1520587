"""Measuring: each figure in a process of its own, its processor time and its peak memory.

Processor time is what the process itself worked, in user and in system mode; other programs of a
shared machine stretch it far less than the time on the clock.
"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Prepare = Callable[[Path], Callable[[], object]]

_CHILD = "--child"
WARM = "warm"
"""The folder of a few records beside the others, on which each action runs once unmeasured."""


class Cost(NamedTuple):
    """What one run took."""

    processor: float
    """Seconds of processor time, in this process and those it started."""
    clock: float
    """Seconds on the clock."""
    peak: float
    """Largest memory of the process until the end of the run, in MB, imports included."""


def run_child(actions: Mapping[str, Prepare]) -> bool:
    """Where this process is a child, prepare and run one action, and print what it took."""
    if _CHILD not in sys.argv:
        return False
    name, folder = sys.argv[sys.argv.index(_CHILD) + 1 :][:2]
    warm = Path(folder).parent / WARM
    if warm.exists():  # what is loaded on first use is loaded for everybody
        actions[name](warm)()
    action = actions[name](Path(folder))
    start, clock = _processor(), time.perf_counter()
    action()
    took = Cost(_processor() - start, time.perf_counter() - clock, _peak())
    print(json.dumps(took))
    return True


def _processor() -> float:
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _peak() -> float:
    """Return the kernel's own peak of this process; getrusage would show the parent's too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
    return int(found[1]) / 1024 if found else float("nan")


def measured(
    script: str,
    names: Iterable[str],
    folder: Path,
    runs: int,
    pick: Callable[[Iterable[float]], float] = statistics.median,
) -> dict[str, Cost]:
    """Run actions in turn, several times over; return the median of each, or what *pick* picks."""
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for _ in range(runs):
        for name, listed in costs.items():
            out = subprocess.run(
                [sys.executable, script, _CHILD, name, str(folder)],
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            ).stdout
            listed.append(Cost(*json.loads(out.splitlines()[-1])))
    return {
        name: Cost(*(pick(values) for values in zip(*listed, strict=True)))
        for name, listed in costs.items()
    }


def machine() -> str:
    """Return the processor, the number of cores, the memory and the versions, in one line."""
    from importlib.metadata import version

    packages = ("pyyaml", "pydantic", "pandas")
    cpu = re.search(r"model name\s*:\s*(.+)", _text("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s+(\d+)", _text("/proc/meminfo"))
    return ", ".join(
        [
            cpu[1] if cpu else platform.processor() or platform.machine(),
            f"{os.cpu_count()} cores",
            f"{int(memory[1]) / 1024**2:.0f} GB" if memory else "memory unknown",
            f"Python {platform.python_version()}",
            *(f"{name} {version(name)}" for name in packages),
        ]
    )


def _text(path: str) -> str:
    return Path(path).read_text() if Path(path).exists() else ""


def seconds(value: float) -> str:
    """Return a time with three digits that matter."""
    if value < 1:
        return f"{value * 1000:.3g} ms" if value < 0.0995 else f"{value * 1000:.0f} ms"  # noqa: PLR2004 - 99.5 ms
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"  # noqa: PLR2004 - two digits


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown, the first column to the left and all others to the right."""
    names = list(head)
    lines = [f"| {' | '.join(names)} |", f"|---|{'---:|' * (len(names) - 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def put(page: Path, mark: str, text: str) -> None:
    """Put a text between the markers of a page."""
    start, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    before, _, rest = page.read_text("utf-8").partition(start)
    _, found, after = rest.partition(end)
    if not found:
        message = f"found no markers of {mark} in {page}; expected {start} and {end}; add them"
        raise SystemExit(message)
    page.write_text(f"{before}{start}\n\n{text}\n\n{end}{after}", encoding="utf-8")
