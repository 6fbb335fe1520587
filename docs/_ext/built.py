"""What these pages need beside Sphinx: the one-file page, and a check of the built site.

The check reads every built file: a link within the site has its target, nothing is loaded from
outside, and every public name of the package has its entry in the API reference.
"""  # noqa: INP001 - Sphinx loads it, nobody imports it

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from sphinx.util import logging

import afpak_claims as ac
from afpak_claims.releases.versions import release_date
from afpak_claims.website.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_PAGE = "claims.html"
_LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
_NO_FETCH = {"next", "prev", "canonical", "index", "search", "author", "license"}
_TYPED = re.compile(r"afpak-claims [^,]+?(?=[,.]?$|, )|file:line:column")
_log = logging.getLogger(__name__)


class Link(NamedTuple):
    """An address in a built page."""

    address: str
    is_loaded: bool
    """Whether a browser loads it by itself, without a click."""


class Reader(HTMLParser):
    """Collects the anchors and the links of one built page."""

    def __init__(self) -> None:
        """Start with nothing found."""
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an anchor, a link, or something to load."""
        found = {name: value or "" for name, value in attrs}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.links.append(Link(found["href"], is_loaded=False))
        if tag in _LOADING and _LOADING[tag] in found:
            is_loaded = _NO_FETCH.isdisjoint(found.get("rel", "").split())
            self.links.append(Link(found[_LOADING[tag]], is_loaded))


def write_page(app: Sphinx, error: Exception | None) -> None:
    """Put the one-file page of the newest released data beside the pages."""
    if error is None and app.builder.name == "html":
        dataset = ac.open_dataset()
        text = page(dataset, date=release_date(dataset))
        (Path(app.outdir) / _PAGE).write_text(text, "utf-8")


def check_site(app: Sphinx, error: Exception | None) -> None:
    """Warn of everything that does not hold in the built site."""
    if error is not None or app.builder.name != "html":
        return
    root = Path(app.outdir)
    readers = {path.relative_to(root).as_posix(): _read(path) for path in root.rglob("*.html")}
    for name, reader in readers.items():
        for link in reader.links:
            fault = _fault(name, link, readers, root)
            if fault:
                _log.warning("%s: %s", name, fault, type="site", subtype="link")
    for name in _undocumented(app):
        _log.warning("api: %s is public and has no entry", name, type="site", subtype="api")


def _read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text("utf-8"))
    return reader


def _fault(name: str, link: Link, readers: dict[str, Reader], root: Path) -> str | None:
    parts = urlsplit(link.address)
    if parts.scheme == "data":
        return None
    if parts.scheme or parts.netloc:
        return f"loads {link.address}, from outside" if link.is_loaded else None
    target = _target(name, unquote(parts.path))
    if not (root / target).exists():
        return f"links to {link.address}, which is not there"
    anchor = unquote(parts.fragment)
    if anchor and target in readers and anchor not in readers[target].anchors:
        return f"links to {link.address}, where no such anchor is"
    return None


def _target(name: str, path: str) -> str:
    if not path:
        return name
    folder = PurePosixPath(name).parent
    return os.path.normpath(folder / path)


def _undocumented(app: Sphinx) -> Iterator[str]:
    objects = app.env.domains.python_domain.objects
    for name in ac.__all__:
        if not name.startswith("_") and f"afpak_claims.{name}" not in objects:
            yield name


def every_page(_app: Sphinx, env: BuildEnvironment, *_changes: set[str]) -> set[str]:
    """Build every page every time: what it shows may change while its text does not."""
    return env.found_docs


def set_commands_off(_app: Sphinx, _command: object, lines: list[str]) -> None:
    """Set what is to be typed, or is printed, in the type of code."""
    lines[:] = [_TYPED.sub(r"``\g<0>``", line) for line in lines]


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect everything to its moment of the build."""
    for part in ("description", "epilog"):
        app.connect(f"sphinx-click-process-{part}", set_commands_off)
    app.connect("env-get-outdated", every_page)
    app.connect("build-finished", write_page, priority=400)
    app.connect("build-finished", check_site)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
