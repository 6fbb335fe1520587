"""Do what CONTRIBUTING says of a small correction, in a clean clone: `contributor_check.py FOLDER`.

Run by `.ci/run`, not by pytest: it installs into an environment of its own. The commands are those
of the section of CONTRIBUTING; the edit between them is made here. Prints the time of both parts.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECTION = re.compile(r"^## A small correction\n(.*?)^## ", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^ *```console\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
NOTE = re.compile(r"^    note: ([^'\"\n|>]+)$", re.MULTILINE)
AIM = 300
"""Seconds that both parts together are to take, where nothing else runs."""


def main() -> int:
    """Clone, install and check, edit a note, check again; exit 1 where a command fails."""
    clone = Path(sys.argv[1])
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    found = SECTION.search((clone / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert found, "CONTRIBUTING has no section on a small correction"
    before, after = CONSOLE.findall(found[1])
    took = [_timed(before, clone)]
    edited = _edit(clone)
    took.append(_timed(after, clone))
    changed = subprocess.run(
        ["git", "status", "--short"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout.split()
    assert str(edited.relative_to(clone)) in changed, changed
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"a note of {edited.name}, from a clean clone to a green suite: install and first check "
        f"{took[0]:.0f} s, edit and second check {took[1]:.0f} s, of which the processor worked "
        f"{spent.ru_utime + spent.ru_stime:.0f} s; the aim is {AIM} s on a machine of its own"
    )
    return 0


def _timed(session: str, folder: Path) -> float:
    """Run the commands of a session in a shell, and return how many seconds they took."""
    started = time.monotonic()
    plain = {name: os.environ[name] for name in os.environ if not name.startswith("AFPAK_CLAIMS_")}
    for line in session.splitlines():
        command = line.strip().removeprefix("$ ")
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=plain,  # a contributor has none of what CI asks for
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit("\n".join((f"failed: {command}", done.stdout, done.stderr)))
    return time.monotonic() - started


def _edit(clone: Path) -> Path:
    """Add a sentence to the first note of one line that a claim has."""
    for path in sorted((clone / "data" / "claims").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if NOTE.search(text):
            path.write_text(NOTE.sub(r"    note: \1 Read twice.", text, count=1), encoding="utf-8")
            return path
    message = "found no note of one line in data/claims"
    raise SystemExit(message)


if __name__ == "__main__":
    raise SystemExit(main())
