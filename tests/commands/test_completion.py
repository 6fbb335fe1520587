"""Completion: bash completes ids, topics, versions and the other words of the data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from afpak_claims.commands.cli import app
from conftest import GOOD

_SCRIPT = """
eval "$(_AFPAK_CLAIMS_COMPLETE=bash_source afpak-claims)"
for line in "$@"; do
  read -ra COMP_WORDS <<< "afpak-claims $line"
  COMPREPLY=() COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _afpak_claims_completion afpak-claims "${COMP_WORDS[-1]}"
  echo "${COMPREPLY[*]}"
done
"""
LINES = {
    "sho": "show",
    "show drone-strikes-k": "drone-strikes-killed",
    f"show --path {GOOD} floods-dr": "floods-drowned floods-drowned-june",
    "cite almi": "almirsad-article",
    "changes operations-soldiers-killed-five-years-2013-b": (
        "operations-soldiers-killed-five-years-2013-business-recorder"
    ),
    "list --topic dr": "drone-strikes",
    "list --metric civilians_k": "civilians_killed",
    "list --verdict cons": "consistent",
    "diff 1.": "1.1.0 1.0.0",
    "show drone-strikes-count --data-version d": "draft",
    "export csl": "csl-json",
    "show --path /no/such/folder a": "",
}
IN_BASH = ("sho", f"show --path {GOOD} floods-dr", "show --path /no/such/folder a")


@pytest.mark.parametrize("line", LINES)
def test_words_of_the_data_are_offered(line: str) -> None:
    """Each word is offered that the data has and that begins like what is typed."""
    *words, typed = line.split()
    shell = BashComplete(app, {}, "afpak-claims", "_AFPAK_CLAIMS_COMPLETE")

    offered = [item.value for item in shell.get_completions(words, typed)]

    assert offered == LINES[line].split()


def test_bash_completes() -> None:
    """Bash itself asks the command for its words, and no error is shown."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("found no bash on the path")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [bash, "-c", _SCRIPT, "bash", *IN_BASH],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": programs},
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [LINES[line] for line in IN_BASH]
