"""Check an installed wheel with no source tree in sight: `wheel_check.py WHEEL PYTHON`.

Run by `.ci/run`, not by pytest: it needs a wheel built from the sdist and an empty environment.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guides" / "your-own-article.md"
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
CODE = """
import json, sys
import afpak_claims as ac
new, old = ac.versions()[0], ac.versions()[-1]
a, b = ac.load_figures(version=old), ac.load_figures(version=new)
told = ac.diff(old, new)
told = told[(told["collection"] == "claims") & told["id"].isin(b.index)]
of_evidence = {"independent", "robust", "relative_gap", "attribution_check", "verdict"}
computed = of_evidence | {"basis", "credited", "gap", "headline", "n_findings", "n_origins"}
computed |= {"share_of", "growth_of"}  # of the metric
changed = [
    [name, column]
    for name in a.index.intersection(b.index)
    for column in a.columns.difference(computed)
    if str(a[column][name]) != str(b[column][name])
]
print(json.dumps({
    "home": ac.__file__,
    "versions": {v: ac.open_dataset(v).digest for v in ac.versions()},
    "claims": len(ac.load_claims()),
    "draft": len(ac.load_claims("draft")),
    "figures": {v: len(ac.load_figures(version=v)) for v in ac.versions()},
    "evidence": {v: len(ac.load_evidence(version=v)) for v in ac.versions()},
    "differs": sorted(changed),
    "diff": sorted(
        [row.id, column]
        for row in told.itertuples()
        if (column := row.field.split(".")[-1]) in a.columns.difference(computed)
    ),
}))
"""


def main() -> int:
    """Compare what the wheel holds and what the installed package says with the checkout."""
    wheel, python = Path(sys.argv[1]), Path(sys.argv[2]).absolute()
    faults = [*_strays(wheel), *_data_differences(wheel)]
    with tempfile.TemporaryDirectory() as empty:
        shown = subprocess.run(
            [python, "-I", "-c", CODE], cwd=empty, capture_output=True, text=True, check=True
        )
        said = json.loads(shown.stdout)
        card = subprocess.run(
            [python.parent / "afpak-claims", "show", "drone-strikes-killed"],
            cwd=empty,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        faults += _own_article(python.parent / "afpak-claims", Path(empty))
    index = json.loads((ROOT / "data" / "releases" / "index.json").read_text("utf-8"))
    due = {release["version"]: release["digest"] for release in index["releases"]}
    if str(ROOT) in said["home"]:
        faults.append(f"the source tree was in sight: {said['home']}")
    if due != said["versions"]:
        faults.append(f"digests differ: {said['versions']}; expected {due}")
    counts = index["releases"][0]["counts"]
    if counts["claims"] != said["claims"] or not said["draft"]:
        faults.append(f"found {said['claims']} claims; expected {counts['claims']}")
    if not said["diff"] or said["differs"] != said["diff"]:
        faults.append(f"figures differ in {said['differs']}; expected {said['diff']}")
    if "Pulitzer Center" not in card:
        faults.append(f"the card is not whole: {card}")
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{wheel.name}: {said['claims']} claims, {len(due)} data versions, digests as here")
    return bool(faults)


def _own_article(command: Path, empty: Path) -> list[str]:
    """Follow the guide to an article of one's own, from an empty folder to a page."""
    begun = time.perf_counter()
    programs = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    steps = [
        step for session in CONSOLE.findall(GUIDE.read_text("utf-8")) for step in _steps(session)
    ]
    for step in steps:
        done = subprocess.run(
            ["bash", "-c", step],
            check=False,
            cwd=empty,
            env={**os.environ, "PATH": programs},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            return [f"{GUIDE.name}: {step} failed: {done.stderr}"]
    took = time.perf_counter() - begun
    print(f"an article of one's own, the {len(steps)} commands of the guide: {took:.1f} s")
    return [] if len(steps) > 1 else [f"{GUIDE.name} has no commands"]


def _steps(session: str) -> list[str]:
    """Return the commands of a session, as they are typed; "> " continues one."""
    typed = re.findall(r"^\$ .*(?:\n> ?.*)*", session, re.MULTILINE)
    return [re.sub(r"^[$>] ?", "", step, flags=re.MULTILINE) for step in typed]


def _strays(wheel: Path) -> list[str]:
    names = zipfile.ZipFile(wheel).namelist()
    allowed = (
        ".py",
        ".html",
        ".css",
        ".js",
        "py.typed",
        ".yaml",
        ".json",
        "README.md",
        "iso_3166.txt",
    )
    return [
        f"the wheel holds a stray: {name}"
        for name in names
        if ".dist-info/" not in name
        and not (name.startswith("afpak_claims/") and name.endswith(allowed))
    ]


def _data_differences(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        packed = {
            name.removeprefix("afpak_claims/_data/"): hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if name.startswith("afpak_claims/_data/")
        }
    listed = subprocess.run(
        ["git", "ls-files", "data"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    tracked = {
        name.removeprefix("data/"): hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
        for name in listed
    }
    names = {name for name in {*packed, *tracked} if packed.get(name) != tracked.get(name)}
    return [f"data file differs between wheel and checkout: {name}" for name in sorted(names)]


if __name__ == "__main__":
    sys.exit(main())
