"""Completion: bash, zsh and fish complete ids, topics, versions and the other words of the data."""

from __future__ import annotations

import contextlib
import os
import pty
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


_FISH = """
_AFPAK_CLAIMS_COMPLETE=fish_source afpak-claims | source
for line in $argv
  echo (complete --do-complete "afpak-claims $line" | string replace --regex "\t.*" "" | sort)
end
"""
_ZSH = """
autoload -Uz compinit && compinit -u -D
eval "$(_AFPAK_CLAIMS_COMPLETE=zsh_source afpak-claims)"
completed() { zle complete-word; print -r -- "$BUFFER" >> $SAID; BUFFER=; zle redisplay }
zle -N completed && bindkey '^T' completed
"""


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"found no {name} on the path")
    return found


def _environment(**more: str) -> dict[str, str]:
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": programs, **more}


@pytest.mark.slow
def test_bash_completes() -> None:
    """Bash itself asks the command for its words, and no error is shown."""
    done = subprocess.run(
        [_program("bash"), "-c", _SCRIPT, "bash", *IN_BASH],
        capture_output=True,
        text=True,
        check=True,
        env=_environment(),
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [LINES[line] for line in IN_BASH]


@pytest.mark.slow
def test_fish_completes(tmp_path: Path) -> None:
    """So does fish."""
    done = subprocess.run(
        [_program("fish"), "--no-config", "-c", _FISH, *LINES],
        capture_output=True,
        text=True,
        check=True,
        env=_environment(HOME=str(tmp_path)),
    )

    assert done.stderr == ""
    offered = dict(zip(LINES, done.stdout.splitlines(), strict=True))
    assert offered == {line: " ".join(sorted(words.split())) for line, words in LINES.items()}


@pytest.mark.slow
def test_zsh_completes(tmp_path: Path) -> None:
    """So does zsh at its prompt, where a word that is not the only one is completed in part."""
    zsh, said = _program("zsh"), tmp_path / "said.txt"
    (tmp_path / ".zshrc").write_text(_ZSH, encoding="utf-8")
    prompt, terminal = pty.openpty()
    with subprocess.Popen(
        [zsh, "-i"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=_environment(ZDOTDIR=str(tmp_path), SAID=str(said), TERM="dumb"),
        start_new_session=True,
    ) as shell:
        os.close(terminal)
        os.write(prompt, "".join(f"afpak-claims {line}\x14" for line in LINES).encode())
        os.write(prompt, b"exit\r")
        with contextlib.suppress(OSError):  # the end of a terminal whose last process has ended
            while os.read(prompt, 4096):
                pass
        shell.wait(60)
    os.close(prompt)

    due = [f"afpak-claims {_in_part(line, words.split())}" for line, words in LINES.items()]
    assert [line.rstrip() for line in said.read_text("utf-8").splitlines()] == due


def _in_part(line: str, words: list[str]) -> str:
    before, _, typed = line.rpartition(" ")
    shared = os.path.commonprefix(words)  # noqa: RUF071 - characters are meant
    return f"{before} {shared or typed}".lstrip()
