"""Run the fuzzer: `run.py [--seconds N] [--keep] [TARGET...]`; all targets where none is named.

What is found new is under ``build/fuzz/TARGET``; an input that breaks a rule is there as
``crash-…`` and goes, once the fault is mended, into ``corpus/TARGET`` under a name that says what
it is. With ``--keep`` the inputs that reach something new go into the corpus by themselves.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TARGETS = sorted(path.stem.removeprefix("fuzz_") for path in HERE.glob("fuzz_*.py"))
_ONE = "--one"
_BOUNDS = ("-timeout=10", "-rss_limit_mb=2048", "-max_len=4096")


def main() -> int:
    """Run each target in a process of its own, since the fuzzer ends the one it is in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target (%(default)s)")
    parser.add_argument("--keep", action="store_true", help="add what reaches something new")
    asked = parser.parse_args()
    if unknown := {*asked.targets} - {*TARGETS}:
        parser.error(f"found {', '.join(unknown)}; expected some of {', '.join(TARGETS)}")
    failed = [
        name for name in asked.targets or TARGETS if not run(name, asked.seconds, keep=asked.keep)
    ]
    print(f"== done; failed: {', '.join(failed) or 'none'}")
    return bool(failed)


def run(name: str, seconds: int, *, keep: bool) -> bool:
    """Fuzz one target for a time; return whether nothing was found that breaks a rule."""
    print(f"== {name}, {seconds} s", flush=True)
    found, kept = ROOT / "build" / "fuzz" / name, HERE / "corpus" / name
    found.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, __file__, _ONE, name, *_BOUNDS]
    options = (
        f"-max_total_time={seconds}",
        f"-artifact_prefix={found}/",
        f"-dict={HERE / name}.dict",
    )
    done = subprocess.run([*command, *options, str(found), str(kept)], check=False)
    if keep and not done.returncode:
        subprocess.run([*command, "-merge=1", str(kept), str(found)], check=True)
    return not done.returncode


def fuzz(name: str, options: list[str]) -> None:
    """Give the process to the fuzzer, with the package watched while it runs."""
    import atheris

    sys.path.insert(0, str(ROOT / "src"))
    with atheris.instrument_imports(include=["afpak_claims"]):
        target = import_module(f"fuzz_{name}")
    # Where it merges, the fuzzer runs this again, through a shell.
    again = shlex.join([sys.executable, __file__, _ONE, name])
    atheris.Setup([again, *options], target.one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == [_ONE]:
        fuzz(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main())
