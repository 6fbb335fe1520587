"""Build the sdist and the wheel twice, unlike each other in all but content: `build_check.py`.

Run by `.ci/run`, not by pytest: it needs the package `build`. The second time the sources lie in
another folder, with other rights, other times and another order on the disk, under another mask,
language and hash seed. The wheel is built from the sdist, as pip builds it. Both times give the
same bytes, and what is in them is listed and is what belongs there. ``SOURCE_DATE_EPOCH`` is
tried unset and set.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKED = re.compile(
    r"src/afpak_claims/([a-z_]+/){0,2}[a-z0-9_]+\.(py|html|css|js|txt)|src/afpak_claims/py\.typed"
    r"|src/afpak_claims/files/quantity_phrases/languages/[a-z]{2}\.yaml"
    r"|src/afpak_claims/_pyinstaller/hook-afpak_claims\.py"
    r"|data/([a-z_]+/)?(README\.md|[a-z0-9.-]+\.(yaml|json))"
    r"|tests/.+|docs/.+\.(md|py|svg|css)|(CHANGELOG|CONTRIBUTING|README|SECURITY)\.md|CITATION\.cff|LICENSE|Makefile"
    r"|conftest\.py|pyproject\.toml|\.gitignore|PKG-INFO"
)
INSTALLED = re.compile(
    r"afpak_claims/([a-z_]+/){0,2}[a-z0-9_]+\.(py|html|css|js|txt)|afpak_claims/py\.typed"
    r"|afpak_claims/files/quantity_phrases/languages/[a-z]{2}\.yaml"
    r"|afpak_claims/_pyinstaller/hook-afpak_claims\.py"
    r"|afpak_claims/_data/([a-z_]+/)?(README\.md|[a-z0-9.-]+\.(yaml|json))"
    r"|afpak_claims-[0-9.]+\.dist-info/(METADATA|RECORD|WHEEL|entry_points\.txt|licenses/LICENSE)"
)


def main() -> int:
    """Build, compare and list; return whether there are faults."""
    faults = []
    with tempfile.TemporaryDirectory() as room:
        for epoch in (None, "1900000000"):
            first, second = (
                _built(Path(room) / f"{name}-{epoch}", epoch, other=name == "second")
                for name in ("first", "second")
            )
            for one, two in zip(first, second, strict=True):
                digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (one, two)]
                if one.name != two.name or digests[0] != digests[1]:
                    faults.append(f"{one.name}: built twice, {digests[0]} and {digests[1]}")
                print(f"{digests[0]}  {one.name}  SOURCE_DATE_EPOCH={epoch or 'unset'}")
        sdist, wheel = first
        with tarfile.open(sdist) as archive:
            packed = [name.partition("/")[2] for name in archive.getnames()]
        with zipfile.ZipFile(wheel) as archive:
            unpacked = archive.namelist()
    tracked = _tracked()
    faults += _strays(sdist.name, packed, PACKED)
    faults += _strays(wheel.name, unpacked, INSTALLED)
    faults += [
        f"{sdist.name}: lacks {name}"
        for name in sorted(tracked - {*packed})
        if name.startswith(("src/", "data/", "tests/"))
    ]
    for fault in faults:
        print(fault, file=sys.stderr)
    return bool(faults)


def _built(room: Path, epoch: str | None, *, other: bool) -> tuple[Path, Path]:
    """Copy what version control has, build it there, and return the sdist and the wheel."""
    source, out = room / ("another" if other else "one") / "source", room / "dist"
    for name in sorted(_tracked(), reverse=other):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
            os.utime(source / name, (1e9, 1e9) if other else None)
            (source / name).chmod(0o600 if other else 0o644)
    unlike = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Kabul"} if other else {}
    environment = {**os.environ, **unlike}
    environment.pop("SOURCE_DATE_EPOCH", None)
    if epoch:
        environment["SOURCE_DATE_EPOCH"] = epoch
    done = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", out, source],
        env=environment,
        umask=0o077 if other else 0o022,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"the build failed\n{done.stdout}\n{done.stderr}")
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return sdist, wheel


def _tracked() -> set[str]:
    """Return the names of the files in version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return {*filter(None, listed.split("\0"))}


def _strays(archive: str, names: list[str], belongs: re.Pattern[str]) -> list[str]:
    print(f"{archive}: {len(names)} files")
    for name in sorted(names):
        print(f"  {name}")
    return [f"{archive}: a stray, {name}" for name in names if not belongs.fullmatch(name)]


if __name__ == "__main__":
    sys.exit(main())
