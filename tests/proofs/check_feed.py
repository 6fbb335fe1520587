"""Let a reader of feeds read the feed of a site: python check_feed.py FEED."""

from __future__ import annotations

import sys
from pathlib import Path

import feedparser


def main(file: Path) -> None:
    """Hold the feed against what a reader needs of it."""
    read = feedparser.parse(file.read_bytes())
    assert not read.bozo, read.bozo_exception
    assert read.version == "atom10", read.version
    for entry in read.entries:
        assert entry.id, entry
        assert entry.link, entry
        assert entry.updated_parsed, entry
        assert entry.content[0].value, entry
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    sys.stdout.write(f"{len(read.entries)} entries, newest {read.entries[0].title!r}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
