"""Reports of check: its problems as lines for people, JSON, or annotations of a workflow."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from afpak_claims.commands.terminal import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afpak_claims.errors import Problem

__all__ = ["MOST_PER_FILE", "REPORT_FORMATS", "plural", "print_report"]

REPORT_FORMATS = ("text", "json", "github")
MOST_PER_FILE = 50
"""How many problems of one file are listed; the others are counted."""


def print_report(problems: Sequence[Problem], output: str, most: int = MOST_PER_FILE) -> None:
    """Print problems: as text to stderr, as JSON or annotations to stdout."""
    listed, hidden = _capped(problems, most)
    if output == "json":
        say(json.dumps(_values(problems, listed, hidden), ensure_ascii=True, indent=2))
    elif output == "github":
        for problem in listed:
            say(_annotation(problem))
        for file, count in hidden.items():
            say(f"::error file={_property(file)}::and {plural(count, 'problem')} more")
    else:
        for problem in listed:
            say(problem, err=True)
        for file, count in hidden.items():
            say(f"{file}: and {plural(count, 'problem')} more; list them with --most", err=True)


def plural(count: int, noun: str) -> str:
    """Write how many there are.

    >>> plural(2, "warning")
    '2 warnings'
    """
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _capped(problems: Sequence[Problem], most: int) -> tuple[list[Problem], dict[str, int]]:
    """Return the first problems of each file, and how many more each has."""
    listed: list[Problem] = []
    hidden: dict[str, int] = {}
    for file, group in groupby(sorted(problems), key=lambda problem: problem.file):
        of_file = list(group)
        listed += of_file[:most]
        if len(of_file) > most:
            hidden[file] = len(of_file) - most
    return listed, hidden


def _values(
    problems: Sequence[Problem], listed: Sequence[Problem], hidden: dict[str, int]
) -> dict[str, object]:
    return {
        **{f"{kind}s": _count(problems, kind) for kind in ("error", "warning")},
        "problems": [problem._asdict() for problem in listed],
        "not_listed": hidden,
    }


def _count(problems: Sequence[Problem], severity: str) -> int:
    return sum(problem.severity == severity for problem in problems)


def _annotation(problem: Problem) -> str:
    """Write a problem as a command that a GitHub workflow shows beside the line."""
    places = {
        "file": problem.file,
        "line": problem.line,
        "col": problem.column,
        "title": problem.rule or "form",
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    field = f"{problem.field}: " if problem.field else ""
    return f"::{problem.severity} {properties}::{_data(field + problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
