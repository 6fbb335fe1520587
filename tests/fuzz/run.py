"""Run the fuzzer: `run.py [--seconds N] [--keep] [TARGET...]`; all targets where none is named.

What is found new is under ``build/fuzz/TARGET``; an input that breaks a rule is there as
``crash-…`` and goes, once mended and named for its fault, into ``corpus/TARGET``. With ``--keep``
the few inputs that reach something new go into the corpus by themselves.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TARGETS = sorted(path.stem.removeprefix("fuzz_") for path in HERE.glob("fuzz_*.py"))
_LARGEST = 4096
_SLOWEST = 10
_MEGABYTES = 2048


def main() -> int:
    """Run each target in a process of its own, since the fuzzer ends the one it is in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (%(default)s)")
    parser.add_argument("--keep", action="store_true", help="add what reaches something new")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked, options = parser.parse_known_args()
    if asked.one:
        return fuzz(asked.one, options)
    failed = []
    for name in asked.targets or TARGETS:
        print(f"== {name}, {asked.seconds} s", flush=True)
        found = ROOT / "build" / "fuzz" / name
        found.mkdir(parents=True, exist_ok=True)
        kept = HERE / "corpus" / name
        kept.mkdir(parents=True, exist_ok=True)
        bounds = [f"-timeout={_SLOWEST}", f"-rss_limit_mb={_MEGABYTES}", f"-max_len={_LARGEST}"]
        command = [sys.executable, str(Path(__file__)), "--one", name, *bounds]
        words = HERE / f"{name}.dict"
        run = [f"-max_total_time={asked.seconds}", f"-artifact_prefix={found}/", str(found)]
        if words.exists():
            run.insert(0, f"-dict={words}")
        status = subprocess.run([*command, "-print_final_stats=1", *run, str(kept)], check=False)
        if status.returncode:
            failed.append(name)
        elif asked.keep:
            subprocess.run([*command, "-merge=1", str(kept), str(found)], check=True)
    print(f"== {len(failed)} targets failed {' '.join(failed)}")
    return bool(failed)


def fuzz(name: str, options: list[str]) -> int:
    """Give the process to the fuzzer, with the package watched while it runs."""
    import atheris

    sys.path.insert(0, str(ROOT / "src"))
    with atheris.instrument_imports(include=["afpak_claims"]):
        target = import_module(f"fuzz_{name}")
    atheris.Setup([sys.argv[0], *options], target.one_input)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
