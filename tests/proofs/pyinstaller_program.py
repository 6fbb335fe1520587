"""PyInstaller: a frozen program has the data, and says what the installed package says.

Run ``python tests/proofs/pyinstaller_program.py FOLDER``. In FOLDER the package is installed with
what it needs and nothing else, beside PyInstaller; a program of a few lines is frozen, moved away
from what it was made of, and run. Prints how long that took and what the program weighs.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PROGRAM = """
import sys
import afpak_claims as ac
from afpak_claims.commands.cli import main
if len(sys.argv) > 1:
    main()
for version in ac.versions():
    print(version, ac.open_dataset(version).digest, len(ac.load_claims(version)))
print(ac.load_claims("draft").shape, ac.load_evidence().shape, ac.load_sources().shape)
print(ac.search("46000 civilians unama").index[0], ac.total(["drone-strikes-killed"]))
print(ac.cite("drone-strikes-count", "bibtex"))
print(len(ac.page()))
"""


def _run(*command: str | Path, folder: Path) -> str:
    """Run a command with no source tree in sight; return what it printed."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{command[0]} ended with {done.returncode}:\n{done.stderr[-4000:]}"
        raise SystemExit(message)
    return done.stdout


def main() -> int:
    """Install, freeze, compare; exit 1 where the frozen program says something else."""
    folder = Path(sys.argv[1]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    program = folder / "program.py"
    program.write_text(_PROGRAM, encoding="utf-8")
    _run(sys.executable, "-m", "venv", "venv", folder=folder)
    python = folder / "venv" / "bin" / "python"
    quiet = ("--quiet", "--disable-pip-version-check")
    _run(python, "-m", "pip", "install", *quiet, _ROOT, "pyinstaller>=6.10", folder=folder)
    started = time.monotonic()
    _run(python, "-m", "PyInstaller", "--log-level", "ERROR", "--noconfirm", program, folder=folder)
    seconds = time.monotonic() - started
    expected = _run(python, program, folder=folder)
    card = _run(python, program, "show", "drone-strikes-killed", folder=folder)
    (folder / "venv").rename(folder / "away")
    frozen = folder / "dist" / "program" / "program"
    started = time.monotonic()
    faults = [
        f"found {found[:500]!r}; expected {due[:500]!r}"
        for found, due in (
            (_run(frozen, folder=folder), expected),
            (_run(frozen, "show", "drone-strikes-killed", folder=folder), card),
        )
        if found != due or not due
    ]
    runs = time.monotonic() - started
    size = sum(file.stat().st_size for file in frozen.parent.rglob("*") if file.is_file())
    data = sum(
        file.stat().st_size
        for file in (frozen.parent / "_internal" / "afpak_claims").rglob("*")
        if file.is_file()
    )
    sys.stdout.write(
        f"PyInstaller: frozen in {seconds:.0f} s, {size / 1e6:.0f} MB, of which "
        f"{data / 1e6:.1f} MB are files of this package; two runs in {runs:.1f} s; "
        f"{len(faults)} faults\n"
    )
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return bool(faults)


if __name__ == "__main__":
    raise SystemExit(main())
