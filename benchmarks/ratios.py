"""Print the speed ratios of the design, both sides measured in one run, medians of several.

    python benchmarks/ratios.py [--quick]

Whole commands are timed on the clock, as who waits for them does; the rest in processor time.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import measure
import peers
from measure import seconds
from synthetic import write_corpus, write_dataset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from measure import Cost

QUICK = "--quick" in sys.argv
RECORDS = 2_000 if QUICK else 20_000
DOUBTFUL = (4, 40 if QUICK else 400)
"""How many warnings there are, a few and many."""
CLAIMS = (500, 5_000)
"""How many claims with evidence the sizes are compared of; the greater has ten times as many."""
GROWN = {
    "frozen": "open a frozen version",
    "frames": "frames",
    "answers": "list",
    "index": "search index",
    "page": "page",
}
MOST_GROWTH = 15
"""How many times as long ten times the claims may take."""
SEARCH = 0.05
"""Seconds in which a question is answered once the index is made."""
SIZES = (1_000, 5_000) if QUICK else (1_000, 10_000, 100_000)


def main() -> None:
    """Measure everything and print one line a ratio."""
    print(measure.machine())
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        _make(top / measure.WARM, 10)
        _make(top / "checked", RECORDS)
        for size in SIZES:
            _make(top / str(size), size)
        started = measure.measured(__file__, peers.COMMANDS, top, 3 if QUICK else 15, clock=True)
        _line("first frame / import pandas", started, "first-frame", "import-pandas", 1.2)
        _line("show one card / import pandas", started, "one-card", "import-pandas", 0.5)
        checked = _measured(("check", "yaml-c"), top / "checked")
        _line(f"check of {RECORDS:,} / yaml.load(CSafeLoader)", checked, "check", "yaml-c", 0.6)
        for number in DOUBTFUL:
            folder = top / f"{number}-warnings"
            write_dataset(folder / "yaml", RECORDS, number)
            warned = _measured(("doubts", "check"), folder)
            what = f"{number} warnings of {RECORDS:,} / check without them"
            _line(what, warned, "doubts", "check", 0.1)
        for size in SIZES:
            cost = _measured(("check",), top / str(size))["check"]
            print(
                f"check of {size:>7,}: {cost.seconds / size * 1e6:>4.0f} µs a record, "
                f"peak {cost.peak:,.0f} MB"
            )
        _growth(top)
        opened = _measured(("frozen", "validate-json"), top / str(SIZES[-1]))
        what = f"open a frozen version of {SIZES[-1]:,} / validate_json"
        _line(what, opened, "frozen", "validate-json", 1.5)


def _make(folder: Path, size: int) -> None:
    write_dataset(folder / "yaml", size)
    _freeze(folder, folder / "yaml")


def _freeze(folder: Path, yaml: Path) -> None:
    from afpak_claims.api import open_folder
    from afpak_claims.evidence.dataset import canonical

    (folder / "frozen.json").write_bytes(canonical(open_folder(yaml)))


def _growth(top: Path) -> None:
    """Print what ten times the claims cost, in time and in memory, and how fast search answers."""
    costs = []
    for size in CLAIMS:
        folder = top / f"claims-{size}"
        write_corpus(folder, 1, size)
        _freeze(folder, folder / "article-0001")
        costs.append(_measured((*GROWN, "search"), folder))
    few, many = costs
    for action, what in GROWN.items():
        times = many[action].seconds / few[action].seconds
        mark = "ok" if times <= MOST_GROWTH else "TOO SLOW"
        print(
            f"{what} of {CLAIMS[0]:,} and {CLAIMS[1]:,} claims: {seconds(few[action].seconds)} and "
            f"{seconds(many[action].seconds)} = {times:.1f} times (at most {MOST_GROWTH}) {mark}, "
            f"peak {few[action].peak:,.0f} and {many[action].peak:,.0f} MB"
        )
    each = many["search"].seconds / len(peers.QUESTIONS)
    mark = "ok" if each <= SEARCH else "TOO SLOW"
    most = seconds(SEARCH)
    print(f"search in {CLAIMS[1]:,} claims: {seconds(each)} a question (at most {most}) {mark}")


def _measured(names: Iterable[str], folder: Path) -> dict[str, Cost]:
    return measure.measured(__file__, names, folder, 3 if QUICK else 5)


def _line(what: str, costs: Mapping[str, Cost], ours: str, theirs: str, limit: float) -> None:
    ratio = costs[ours].seconds / costs[theirs].seconds
    mark = "ok" if ratio <= limit else "TOO SLOW"
    both = f"{seconds(costs[ours].seconds)} / {seconds(costs[theirs].seconds)}"
    print(f"{what}: {both} = {ratio:.2f} (at most {limit}) {mark}")


if __name__ == "__main__" and not measure.run_figures(peers.ACTIONS):
    main()
