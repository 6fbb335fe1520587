"""Feed: the corrections that each data version made, as Atom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.website.history import VersionChanges

__all__ = ["feed"]

_ATOM = "http://www.w3.org/2005/Atom"


def feed(
    dataset: Dataset,
    versions: Sequence[VersionChanges],
    base_url: str,
    address: Callable[[str], str],
) -> str:
    """Return the feed: an entry for each data version, with what it corrected, claim by claim.

    Args:
        dataset: The dataset, for its title and the statements of its claims.
        versions: What each version changed, the newest first; at least one.
        base_url: Where the site will be, ending in a slash.
        address: Gives the page of a claim, below the base address.
    """
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    _add(root, "title", f"{dataset.header.title}: corrections")
    _add(root, "subtitle", "What each data version corrected, the newest first.")
    _add(root, "id", base_url)
    _add(root, "link", rel="self", href=f"{base_url}feed.xml")
    _add(root, "link", rel="alternate", href=base_url)
    _add(root, "updated", f"{versions[0].date}T00:00:00Z")
    for name in dataset.header.authors or (dataset.header.name,):
        _add(_add(root, "author"), "name", str(name))
    for version in versions:
        _entry(root, dataset, version, base_url, address)
    ET.indent(root)
    declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
    return f"{declaration}{ET.tostring(root, encoding='unicode')}\n"


def _entry(
    root: ET.Element,
    dataset: Dataset,
    version: VersionChanges,
    base_url: str,
    address: Callable[[str], str],
) -> None:
    entry = _add(root, "entry")
    count = len(version.corrections)
    corrected = f"{count} claims corrected" if count > 1 else "1 claim corrected"
    _add(entry, "title", f"Data {version.version}: {corrected if count else 'no claim corrected'}")
    _add(entry, "id", f"{base_url}changes.html#v{version.version}")
    _add(entry, "link", rel="alternate", href=f"{base_url}changes.html#v{version.version}")
    _add(entry, "updated", f"{version.date}T00:00:00Z")
    _add(entry, "summary", version.notes)
    content = _add(entry, "content", type="xhtml")
    body = ET.SubElement(content, "{http://www.w3.org/1999/xhtml}div")
    if version.advisory:
        _html(body, "p", f"Known to be wrong with this version: {version.advisory}")
    # A reader shows the content in place of the summary, so that it may not be empty.
    listed = _html(body, "ul") if version.corrections else _html(body, "p", version.notes)
    for change in version.corrections:
        item = _html(listed, "li")
        link = _html(item, "a", dataset[change.claim].statement)
        link.set("href", f"{base_url}{address(change.claim)}")
        link.tail = f" {'; '.join(change.words)}"


def _add(above: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(above, f"{{{_ATOM}}}{name}", attributes)
    made.text = text
    return made


def _html(above: ET.Element, name: str, text: str | None = None) -> ET.Element:
    made = ET.SubElement(above, f"{{http://www.w3.org/1999/xhtml}}{name}")
    made.text = text
    return made
