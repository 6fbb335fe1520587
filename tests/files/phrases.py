"""Run a list of phrases of quantity: how many are read right, not understood, or wrong.

``python tests/files/phrases.py FILE``: FILE has the columns wording, want and language, with a tab
between them. A wanted reading is ``12``, ``12..`` at least, ``>12`` more than, ``..12`` at most,
``<12`` fewer than, ``~12`` about, ``3..4`` a range, ``1.1 in 0.95..1.2`` a value in its range,
``x2`` a factor, or ``?`` where the phrase must not be understood. Shares are in percent.
Exits with 1 where one is wrong or fewer than 75 percent are right.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from afpak_claims.files.quantity_phrases.readings import Reading, read

if TYPE_CHECKING:
    from afpak_claims.records.estimates import Estimate

Result = Literal["right", "not understood", "wrong"]
LEAST_RIGHT = 0.75
_NUMBER = r"-?\d+(?:\.\d+)?"
_WANT = re.compile(
    rf"(?:(?P<best>{_NUMBER}) in )?(?:(?P<low>{_NUMBER})\.\.(?P<high>{_NUMBER})"
    rf"|(?P<sign>>=|<=|>|<|~|x|\.\.)?(?P<value>{_NUMBER})(?P<least>\.\.)?)"
)


def main() -> int:
    """Print the tally of a file, and what was read wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--table", action="store_true", help="print a table by language")
    parser.add_argument("--verbose", action="store_true", help="name what was not understood")
    options = parser.parse_args()
    rows = phrases(options.file)
    results = [(row, result(*row)) for row in rows]
    for (wording, want, language), outcome in results:
        if outcome == "wrong" or (options.verbose and outcome != "right"):
            reading = read(wording, language)
            said = "nothing" if reading is None else f"{reading.kind} {reading.estimate}"
            print(
                f"{outcome}: {wording!r} ({language}): wanted {want}, read {said}", file=sys.stderr
            )
    if options.table:
        print(table(rows))
    tally = Counter(outcome for _, outcome in results)
    print(
        f"{tally['right']} right, {tally['not understood']} not understood, {tally['wrong']} wrong"
    )
    return int(tally["wrong"] > 0 or tally["right"] < LEAST_RIGHT * len(rows))


def phrases(file: Path) -> list[tuple[str, str, str]]:
    """Return the rows of a list: wording, wanted reading, language."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["wording"], row["want"].strip(), row["language"].strip()) for row in rows]


def result(wording: str, want: str, language: str) -> Result:
    """Compare what is read of a phrase with what is wanted."""
    reading = read(wording, language)
    if want in {"", "?"}:
        return "right" if reading is None else "wrong"
    if reading is None:
        return "not understood"
    return "right" if agrees(reading, want) else "wrong"


def agrees(reading: Reading, want: str) -> bool:
    """Whether a reading is the wanted one, to the decimals in which that is written."""
    match = _WANT.fullmatch(want)
    if match is None:
        message = f"found the wanted reading {want!r}; expected the notation of this file's docs"
        raise ValueError(message)
    bounds: dict[str, str | None] = {
        "low": match["low"],
        "best": match["best"],
        "high": match["high"],
    }
    sign, value = match["sign"], match["value"]
    if value is not None:
        sides = {
            ">": ["low"],
            ">=": ["low"],
            "<": ["high"],
            "<=": ["high"],
            "..": ["high"],
            "~": ["best"],
        }.get(sign or "", ["low"] if match["least"] else ["low", "best", "high"])
        bounds |= dict.fromkeys(sides, value)
    found: Estimate = reading.estimate
    same = all(
        (getattr(found, name) is None) == (text is None)
        and (text is None or _same(getattr(found, name), text))
        for name, text in bounds.items()
    )
    opens = (found.low_open, found.high_open) == (sign == ">", sign == "<")
    return same and opens and (reading.kind == "factor") == (sign == "x")


def _same(value: float, text: str) -> bool:
    decimals = len(text.partition(".")[2])
    return value == float(text) or (decimals > 0 and round(value, decimals) == float(text))


def table(rows: list[tuple[str, str, str]]) -> str:
    """Return how each language is read, as a table in Markdown."""
    tallies: dict[str, Counter[str]] = {}
    for row in rows:
        tallies.setdefault(row[2], Counter())[result(*row)] += 1
    lines = ["| language | phrases | right | not understood | wrong |", "|---|--:|--:|--:|--:|"]
    for language, tally in sorted(tallies.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        cells = (tally[name] for name in ("right", "not understood", "wrong"))
        lines.append(f"| {language} | {tally.total()} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
