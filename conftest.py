"""Run every example of the README, of the guides and of the docstrings."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path
from typing import TYPE_CHECKING

from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def console_sessions(document: Document) -> Iterator[Region]:
    """Find the sessions of the command line in a Markdown file."""
    for match in _CONSOLE.finditer(document.text):
        if "$ afpak-claims" in match[1]:
            yield Region(match.start(), match.end(), match[1], replay)


def replay(example: Example) -> str | None:
    """Run each command of a session; where it shows output, that is what comes out."""
    for part in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        arguments = shlex.split(command, comments=True)
        if arguments[0] != "afpak-claims" or "ARTICLE.txt" in arguments or not shown.strip():
            continue
        result = subprocess.run(  # noqa: S603 - the commands of our own pages
            [sys.executable, "-m", "afpak_claims", *arguments[1:]],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        if shown.strip() != result.stdout.strip():
            return f"{command}\nshows\n{shown}\nand prints\n{result.stdout}{result.stderr}"
    return None


_FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE

pytest_collect_file = (
    Sybil(
        parsers=[PythonCodeBlockParser(doctest_optionflags=_FLAGS), console_sessions],
        patterns=["README.md", "CONTRIBUTING.md"],
    )
    + Sybil(
        parsers=[DocTestParser(_FLAGS)],
        patterns=["src/afpak_claims/*.py"],
        document_types={".py": PythonDocStringDocument},
    )
).pytest()
