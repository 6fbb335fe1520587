"""Run every example of the README, of the guides, of the docs and of the docstrings."""

from __future__ import annotations

import ast
import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "tests"))

from command_line import run_here  # noqa: E402 - the folder of the tests comes first
from examples import examples  # noqa: E402

# A busy machine is no fault; and what CI runs is the same each time.
settings.register_profile(
    "steady", deadline=None, derandomize="CI" in os.environ, max_examples=examples(100)
)
settings.load_profile("steady")
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CELL = re.compile(
    r"^```\{code-cell\} ipython3\n((?::[^\n]*\n)*)\n*(.*?)^```", re.MULTILINE | re.DOTALL
)
_OURS = ("afpak-claims", "cat", "cp", "mkdir", "sed")
"""The commands that a page of the docs may run; others, such as pip, are only shown."""

os.environ.setdefault("MPLBACKEND", "Agg")


_LONGEST = ("website/test_page_browser.py", "test_faults.py", "website/test_site_browser.py")
"""The files of tests that take longest, which begin; what begins last would run on alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, and leave the page that builds the site to `make slow`.

    The site has tests of its own.
    """
    longest = [ROOT / "tests" / name for name in _LONGEST]
    items.sort(key=lambda item: item.path not in longest)
    for item in items:
        if item.path == ROOT / "docs" / "site.md":
            item.add_marker("slow")


def console_sessions(document: Document) -> Iterator[Region]:
    """Find the sessions of the command line in a Markdown file."""
    for match in _CONSOLE.finditer(document.text):
        if "$ afpak-claims" in match[1]:
            yield Region(match.start(), match.end(), match[1], replay)


def rehearsals(document: Document) -> Iterator[Region]:
    """Find the sessions of the command line in a page of the docs."""
    for match in _CONSOLE.finditer(document.text):
        if any(command.split()[0] in _OURS for command, _ in _commands(match[1])):
            yield Region(match.start(), match.end(), match[1], rehearse)


def replay(example: Example) -> str | None:
    """Run each command of a session; where it shows output, that is what comes out."""
    for command, shown in _commands(example.parsed):
        arguments = shlex.split(command, comments=True)
        if arguments[0] != "afpak-claims" or "ARTICLE.txt" in arguments or not shown.strip():
            continue
        result = run_here(arguments[1:], ROOT)
        if shown.strip() != result.stdout.strip():
            return f"{command}\nshows\n{shown}\nand prints\n{result.stdout}{result.stderr}"
    return None


def rehearse(example: Example) -> str | None:
    """Run a session of the docs in a shell, in a folder that belongs to the page alone.

    The folder has a copy of the data and of the example world. A line with nothing but an
    ellipsis stands for any lines; a command that shows nothing has to succeed.
    """
    folder = example.namespace.get("__folder__") or _stage(example.namespace)
    for command, shown in _commands(example.parsed):
        if command.split()[0] not in _OURS or "ARTICLE.txt" in command:
            continue
        if command.startswith("afpak-claims ") and not _SHELL & set(command):
            printed = run_here(shlex.split(command)[1:], folder)
            result = subprocess.CompletedProcess(
                command, printed.returncode, printed.stderr + printed.stdout
            )
        else:
            result = _in_a_shell(command, folder)
        if shown.strip() and not _is_as_shown(shown, result.stdout):
            return f"{command}\nshows\n{shown}\nand prints\n{result.stdout}"
        if not shown.strip() and result.returncode:
            return f"{command}\nfails with\n{result.stdout}"
    return None


def _in_a_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S602 - the commands of our own pages
        command,
        shell=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
        env=_plain_terminal() | {"PATH": f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}"},
        check=False,
    )


_SHELL = set("|<>&;$`*?#\n")
"""What only a shell understands."""


def _plain_terminal() -> dict[str, str]:
    """Return the environment without the size of the terminal that the tests run in."""
    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}


def _commands(session: str) -> Iterator[tuple[str, str]]:
    """Part a session into commands, each with what it shows; "> " continues a command."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        end = next((n for n, line in enumerate(lines[1:], 1) if not line.startswith(">")), None)
        command = [lines[0], *(line[1:].removeprefix(" ") for line in lines[1:end])]
        yield "\n".join(command), "\n".join([] if end is None else lines[end:])


def _is_as_shown(shown: str, printed: str) -> bool:
    parts = (re.escape(part) for part in re.split("^…$", shown.strip(), flags=re.MULTILINE))
    return re.fullmatch(".*?".join(parts), printed.strip(), re.DOTALL) is not None


def _stage(namespace: dict[str, Any]) -> Path:
    """Make the folder in which the sessions of a page run."""
    folder = namespace["__folder__"] = Path(tempfile.mkdtemp())
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "tests/fixtures/good", folder / "tests/fixtures/good")
    shutil.copy(ROOT / "tests/fixtures/article.txt", folder / "tests/fixtures")
    program = folder / ".bin" / "afpak-claims"
    program.parent.mkdir()
    source, python = shlex.quote(str(ROOT / "src")), shlex.quote(sys.executable)
    program.write_text(f'#!/bin/sh\nPYTHONPATH={source} exec {python} -m afpak_claims "$@"\n')
    program.chmod(0o755)
    return folder


def cells(document: Document) -> Iterator[Region]:
    """Find the cells that a page of the docs runs."""
    for match in _CELL.finditer(document.text):
        yield Region(match.start(), match.end(), match[2], run_cell)


def run_cell(example: Example) -> None:
    """Run a cell as a notebook does: in the page's folder, its last value shown."""
    names = example.namespace
    code = ast.parse(example.parsed, example.path)
    last = code.body.pop() if isinstance(code.body[-1], ast.Expr) else None
    with contextlib.chdir(names.get("__cwd__", Path(example.path).parent)):
        exec(compile(code, example.path, "exec"), names)  # noqa: S102 - the cells of our own pages
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), example.path, "eval"), names)  # noqa: S307 - likewise
            shown = getattr(value, "_repr_html_", value.__repr__)
            shown()
        names["__cwd__"] = Path.cwd()


def clear_up(namespace: dict[str, Any]) -> None:
    """Close the pictures of a page and delete its folder."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    if namespace.get("__folder__"):
        shutil.rmtree(namespace["__folder__"])


_FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE

pytest_collect_file = SybilCollection(
    (
        Sybil(
            parsers=[PythonCodeBlockParser(doctest_optionflags=_FLAGS), console_sessions],
            patterns=["README.md", "CONTRIBUTING.md"],
        ),
        Sybil(
            parsers=[cells, rehearsals],
            patterns=["docs/*.md", "docs/*/*.md"],
            teardown=clear_up,
        ),
        Sybil(
            parsers=[DocTestParser(_FLAGS)],
            path="src/afpak_claims",
            patterns=["*.py"],  # at any depth
            document_types={".py": PythonDocStringDocument},
        ),
    )
).pytest()
