"""Compare two versions of this package: frames, frozen files, exports, cards, citations, page.

Run ``python tests/both_sides.py OLD NEW``, where each is a checkout; the Python that runs it must
have what both need. For each data version that both have, one line per thing says whether both
sides are equal; a difference is shown with its first lines. Frames are compared in the columns of
the old side; how many the new side has besides stands behind the name, as "(+12)".
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from afpak_claims.evidence.citations.styles import STYLES
from afpak_claims.exports.formats import FORMATS

FRAMES = """
import json, sys
import afpak_claims as ac
version = sys.argv[1]
found = {}
for name in ("claims", "figures", "assertions", "evidence", "sources"):
    load = getattr(ac, f"load_{name}")
    frame = load(version) if name == "sources" else load(version, include_retired=True)
    found[name] = {
        "index": list(frame.index),
        **{
            column: [str(cells.dtype), *json.loads(cells.to_json(orient="values"))]
            for column, cells in frame.items()
        },
    }
print(json.dumps(found, sort_keys=True))
"""
VALUES = """
import json, pathlib, sqlite3, sys
place = pathlib.Path(sys.argv[1])
files = sorted(place.rglob("*")) if place.is_dir() else [place]
for file in files:
    if file.suffix == ".db":
        base = sqlite3.connect(file)
        tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in tables.fetchall():
            if not name.startswith("sqlite_"):
                print(name, base.execute(f'SELECT * FROM "{name}"').fetchall(), sep="\\n")
    elif file.suffix == ".xlsx" or (file == place and sys.argv[2] == "xlsx"):
        import openpyxl
        for sheet in openpyxl.load_workbook(file.open("rb")).worksheets:
            print(sheet.title, *sheet.iter_rows(values_only=True), sep="\\n")
    elif file.suffix == ".parquet":
        import pandas
        frame = pandas.read_parquet(file)
        print(file.name, frame.dtypes.to_dict(), frame.reset_index().to_csv(), sep="\\n")
    else:
        print(file.name, file.read_text("utf-8"), sep="\\n")
"""
FAILED = "failed: "
"""What stands for the output of a program that ended with an error."""
DESCRIBES = re.compile(
    r'^\s*"(description|rdfs:comment|hash|bytes|md5|sha256|column_help|title)": .*$|codebook',
    re.MULTILINE,
)


class Text(HTMLParser):
    """The text of a page, without its scripts and styles."""

    def __init__(self) -> None:
        """Start with no text."""
        super().__init__()
        self.parts: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave out what is not read."""
        self._skipped += tag in {"script", "style"}
        self.parts += [value or "" for name, value in attrs if name in {"title", "aria-label"}]

    def handle_endtag(self, tag: str) -> None:
        """Read on."""
        self._skipped -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self._skipped and data.strip():
            self.parts.append(" ".join(data.split()))


class Side:
    """One checkout."""

    def __init__(self, root: Path) -> None:
        """Run everything with its source."""
        self.root = root.resolve()
        self._env = {**os.environ, "PYTHONPATH": str(self.root / "src"), "COLUMNS": "88"}

    def python(self, *arguments: str | Path) -> str:
        """Run a Python with this side's package and return what it prints."""
        with tempfile.TemporaryDirectory() as elsewhere:
            done = subprocess.run(
                [sys.executable, "-W", "ignore", *map(str, arguments)],
                capture_output=True,
                text=True,
                check=False,
                env=self._env,
                cwd=elsewhere,
            )
        return f"{FAILED}{done.stderr}" if done.returncode else done.stdout

    def command(self, *arguments: str | Path) -> str:
        """Run the command line and return what it prints."""
        return self.python("-m", "afpak_claims", *arguments)

    def things(self, version: str) -> dict[str, str]:
        """Return everything that is compared, by name."""
        found = {
            f"frame {name}": json.dumps(frame, indent=1)
            for name, frame in json.loads(self.python("-c", FRAMES, version)).items()
        }
        frozen = self.root / "data" / "releases" / f"{version}.json"
        if frozen.exists():
            found["frozen file"] = hashlib.sha256(frozen.read_bytes()).hexdigest()
        ids = [
            claim["id"]
            for claim in json.loads(
                self.command(
                    "list", "--data-version", version, "--include-retired", "--format", "json"
                )
            )
        ]
        found["cards"] = self.command("show", *ids, "--data-version", version)
        found["cards as JSON"] = self.command(
            "show", *ids, "--data-version", version, "--format", "json"
        )
        for style in STYLES:
            found[f"citations {style}"] = self.command(
                "cite", *ids, "--data-version", version, "--style", style
            )
        with tempfile.TemporaryDirectory() as folder:
            for name in FORMATS:
                place = Path(folder) / name
                self.command("export", name, "--output", place, "--data-version", version)
                found[f"export {name}"] = self.python("-c", VALUES, place, name)
            page = Path(folder) / "page.html"
            self.command("page", "--output", page, "--data-version", version)
            text = Text()
            text.feed(page.read_text("utf-8"))
            found["page's text"] = "\n".join(text.parts)
        return found


def in_columns_of(was: str, now: str) -> tuple[str, int]:
    """Return a frame in the columns of an earlier one, and how many columns it has besides."""
    due, found = json.loads(was), json.loads(now)
    kept = {column: found[column] for column in due if column in found}
    return json.dumps(kept, indent=1), len(found) - len(kept)


def compare(old: Side, new: Side, version: str) -> int:
    """Print one line per thing, and the first differences; return how many differ."""
    before, after = old.things(version), new.things(version)
    differing = 0
    for name, was in before.items():
        label, now = name, after[name]
        if name.startswith("frame "):
            now, more = in_columns_of(was, now)
            label = f"{name} (+{more})" if more else name
        if FAILED in (was[: len(FAILED)], now[: len(FAILED)]):
            differing += 1
            print(f"{version:7} {label:22} {was[:200]} / {now[:200]}")
        elif was == now:
            print(f"{version:7} {label:22} equal")
        elif DESCRIBES.sub("", was) == DESCRIBES.sub("", now):
            print(f"{version:7} {label:22} equal values; descriptions reworded")
        else:
            differing += 1
            print(f"{version:7} {label:22} DIFFERENT")
            lines = difflib.unified_diff(was.splitlines(), now.splitlines(), "old", "new", n=0)
            for _, line in zip(range(12), lines, strict=False):
                print(f"        {line[:160]}")
    return differing


def main() -> int:
    """Compare both sides in every data version that the old one has."""
    old, new = (Side(Path(root)) for root in sys.argv[1:3])
    versions = json.loads(old.command("versions", "--format", "json"))
    return sum(compare(old, new, each) for each in (*(v["version"] for v in versions), "draft"))


if __name__ == "__main__":
    sys.exit(main() > 0)
