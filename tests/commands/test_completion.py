"""Completion: bash itself completes ids, topics, versions and the other words of the data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_bash_completes() -> None:
    """Each word is offered that the data has and that begins like what is typed, and no error."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("found no bash on the path")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [bash, "-c", _SCRIPT, "bash", *LINES],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": programs},
    )

    assert done.stderr == ""
    assert dict(zip(LINES, done.stdout.splitlines(), strict=True)) == LINES
