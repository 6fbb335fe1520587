"""Measuring with pyperf: each figure in processes of its own, its time and its peak memory.

Where it is not said to be time on the clock, time is processor time: what the process itself
worked, in user and in system mode, and those that it started. Other programs of a shared machine
stretch it far less.
"""

from __future__ import annotations

import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyperf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Prepare = Callable[[Path], Callable[[], object]]

_FIGURES = "--figures"
WARM = "warm"
"""The folder of a few records beside the others, on which each action runs once unmeasured."""


class Cost(NamedTuple):
    """What an action took."""

    seconds: float
    """The median over the runs."""
    peak: float
    """Largest memory of the process until the end of the run, in MB, imports included."""


def run_figures(actions: Mapping[str, Prepare]) -> bool:
    """Where this process is asked for figures, measure them with pyperf."""
    if _FIGURES not in sys.argv:
        return False
    runner = pyperf.Runner(values=1, warmups=0, loops=1, add_cmdline_args=_pass_on)
    runner.argparser.add_argument(_FIGURES)
    runner.argparser.add_argument("--folder", type=Path)
    runner.argparser.add_argument("--clock", action="store_true")
    asked = runner.parse_args()
    for name in asked.figures.split(","):
        runner.bench_time_func(name, _timed, actions[name], asked.folder, asked.clock)
    return True


def _pass_on(command: list[str], asked: Any) -> None:
    """Tell the processes that pyperf starts what this one was told."""
    command += [_FIGURES, asked.figures, "--folder", str(asked.folder)]
    if asked.clock:
        command.append("--clock")


def _timed(loops: int, prepare: Prepare, folder: Path, clock: bool) -> float:  # noqa: FBT001 - as pyperf calls it
    warm = folder.parent / WARM
    if warm.exists():  # what is loaded on first use is loaded for everybody
        prepare(warm)()
    now = time.perf_counter if clock else _processor
    took = 0.0
    for _ in range(loops):
        action = prepare(folder)
        start = now()
        action()
        took += now() - start
    return took


def _processor() -> float:
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def measured(  # noqa: PLR0913 - one argument a choice
    script: str,
    names: Iterable[str],
    folder: Path,
    runs: int,
    pick: Callable[[Iterable[float]], float] = statistics.median,
    *,
    clock: bool = False,
) -> dict[str, Cost]:
    """Measure the actions of a script; return the median of each over the runs, or what is picked.

    Args:
        script: A script that hands its actions to `run_figures`.
        names: The actions.
        folder: What they work on.
        runs: How many processes each action gets.
        pick: Which of the runs counts.
        clock: Whether time is time on the clock.
    """
    command = [sys.executable, script, _FIGURES, ",".join(names), "--folder", str(folder)]
    command += ["--processes", "1", "--quiet", *(["--clock"] if clock else [])]
    found: list[pyperf.BenchmarkSuite] = []
    with tempfile.TemporaryDirectory() as temporary:
        for n in range(runs):  # in turn, so that all of them meet the same busy and quiet times
            out = str(Path(temporary) / f"{n}.json")
            subprocess.run([*command, "--output", out], check=True, stdout=subprocess.DEVNULL)
            found.append(pyperf.BenchmarkSuite.load(out))
    return {
        name: Cost(
            pick(value for suite in found for value in suite.get_benchmark(name).get_values()),
            statistics.median(
                run.get_metadata()["mem_max_rss"] / 1024**2
                for suite in found
                for run in suite.get_benchmark(name).get_runs()
            ),
        )
        for name in found[0].get_benchmark_names()
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
