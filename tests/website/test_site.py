"""Site: a folder of pages that can be linked, each small, each whole without the others."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

import afpak_claims as ac
from afpak_claims.api import open_dataset
from afpak_claims.errors import UsageError
from afpak_claims.website.feed import feed
from afpak_claims.website.history import of_claim, version_changes
from afpak_claims.website.site import write_site
from conftest import GOOD

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

pytestmark = pytest.mark.slow

BASE = "https://example.org/claims/"
ATOM = "{http://www.w3.org/2005/Atom}"
DISPUTED = "46,000"


class Links(HTMLParser):
    """What a page leads to, what it loads, and the ids that are in it."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Sort the addresses of one element."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        rel = values.get("rel", "")
        if "src" in values:
            self.loads.append(values["src"])
        if tag == "link" and rel not in {"canonical", "alternate"}:
            self.loads.append(values["href"])


@pytest.fixture(scope="module")
def small(world: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the site of the fabricated world once."""
    folder = tmp_path_factory.mktemp("small") / "public"
    write_site(world, folder, BASE)
    return folder


def pages(site: Path) -> list[Path]:
    """Return every HTML file but the page with all claims, which has tests of its own."""
    return [file for file in sorted(site.rglob("*.html")) if file.name != "all.html"]


def test_every_claim_has_its_address(site: Path, released: Dataset) -> None:
    """A page, a card to embed, a record and a picture for each claim, retired ones included."""
    for claim in released.claims:
        folder = site / "claim" / claim
        assert {file.name for file in folder.iterdir()} >= {"index.html", "embed.html"}
        assert json.loads((site / "claim" / f"{claim}.json").read_bytes())["claim"]["id"] == claim


def test_the_pages_are_small(site: Path) -> None:
    """An index of 350 kB, a claim of 60 kB, an embedded card of 20 kB, each at most."""
    assert (site / "index.html").stat().st_size <= 350_000
    assert max(file.stat().st_size for file in site.glob("claim/*/index.html")) <= 60_000
    assert max(file.stat().st_size for file in site.glob("claim/*/embed.html")) <= 20_000


def test_no_page_loads_anything(site: Path) -> None:
    """No script, picture, font or style comes from another file, and the policy forbids it.

    The index alone has a script, which searches.
    """
    for file in pages(site):
        text = file.read_text(encoding="utf-8")
        assert Links(text).loads == [], file
        assert "default-src 'none'" in unescape(text)
        assert ("<script" in text) == (file == site / "index.html"), file


def test_no_link_of_the_site_is_broken(site: Path) -> None:
    """Every link within the site leads to a file, and every anchor to an element."""
    found = {file: Links(file.read_text(encoding="utf-8")) for file in pages(site)}
    for file, page in found.items():
        name = file.relative_to(site).as_posix()
        for link in page.links:
            target = urljoin(f"{BASE}{name}", link)
            if not target.startswith(BASE):
                continue
            parts = urlsplit(target)
            path = unquote(parts.path.removeprefix("/claims/")) or "index.html"
            goal = site / path
            assert goal.is_file(), (name, link)
            if parts.fragment and goal.suffix == ".html" and goal in found:
                assert unquote(parts.fragment) in found[goal].ids, (name, link)


def test_an_embedded_card_states_no_claim_as_a_fact(site: Path, released: Dataset) -> None:
    """What was found comes first; title and heading hold nothing of the article's number."""
    text = (site / "claim/afghan-civilians-killed/embed.html").read_text(encoding="utf-8")
    title = re.search(r"<title>(.*?)</title>", text)
    heading = re.search(r"<h1>(.*?)</h1>", text)
    assert title is not None
    assert heading is not None
    assert DISPUTED not in title[1] + heading[1]
    assert "40,211" in heading[1]
    assert text.index(heading[1]) < text.index(DISPUTED)
    for claim in released:
        embed = (site / "claim" / claim.id / "embed.html").read_text(encoding="utf-8")
        assert claim.statement.rstrip(".") not in embed.partition("</title>")[0]
        assert '<meta name="robots" content="noindex">' in embed


def test_a_claim_page_is_told_to_others(site: Path) -> None:
    """Title, description, Open Graph and canonical link name the claim's own address."""
    text = (site / "claim/afghan-civilians-killed/index.html").read_text(encoding="utf-8")
    own = f"{BASE}claim/afghan-civilians-killed/"
    assert f'<link rel="canonical" href="{own}">' in text
    assert f'<meta property="og:image" content="{own}preview.png">' in text
    assert "<title>Civilians killed in Afghanistan: higher than every figure found</title>" in text
    png = (site / "claim/afghan-civilians-killed/preview.png").read_bytes()
    assert png.startswith(b"\x89PNG")


def test_every_document_has_the_published_form(site: Path) -> None:
    """The schema accepts each claim's record, and refuses one that lacks its verdict."""
    schema = json.loads((site / "schema/claim.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    for file in site.glob("claim/*.json"):
        document = json.loads(file.read_bytes())
        check.validate(document)
        del document["verdict"]
        assert not check.is_valid(document)


def test_a_claim_says_what_changed_in_which_version(released: Dataset) -> None:
    """The rank of 2023 was unchecked until 2.0.0 and is contradicted since."""
    versions = version_changes(released)
    changes = {v.version: words for v, words in of_claim("pakistan-casualties-rank-2023", versions)}
    assert list(changes) == ["2.0.0", "1.1.0", "0.2.0", "0.1.0"]
    assert changes["2.0.0"].startswith(
        "verdict: Nothing found to compare → Sources found say otherwise"
    )
    assert changes["0.1.0"] == "first published"
    assert version_changes(open_dataset("draft")) == ()


def test_the_feed_has_an_entry_for_each_version(site: Path, released: Dataset) -> None:
    """Atom names each version with its day; its corrections link to the pages of claims."""
    root = ET.fromstring((site / "feed.xml").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(version_changes(released))
    for entry in entries:
        for name in ("id", "title", "updated", "summary", "content"):
            assert entry.find(f"{ATOM}{name}") is not None
    assert root.findtext(f"{ATOM}updated") == "2026-11-26T00:00:00Z"
    links = {element.get("href") for element in entries[0].iter("{http://www.w3.org/1999/xhtml}a")}
    assert f"{BASE}claim/pakistan-casualties-rank-2023/" in links


def test_no_entry_of_the_feed_is_empty() -> None:
    """A version that corrected no claim says what it is about: readers show it, not the summary."""
    dataset = open_dataset("2.3.0")
    versions = version_changes(dataset)
    assert not versions[0].corrections
    root = ET.fromstring(feed(dataset, versions, BASE, str))  # noqa: S314 - our own feed
    for content in root.iter(f"{ATOM}content"):
        assert "".join(content.itertext()).strip()


def test_the_sitemap_lists_every_claim_in_use(site: Path, released: Dataset) -> None:
    """The index, the pages of text, and each claim by its canonical address."""
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>(.*?)</loc>", text)
    assert listed[0] == BASE
    assert {f"{BASE}claim/{claim.id}/" for claim in released if not claim.retired} <= {*listed}


def test_without_an_address_nothing_names_one(world: Dataset, tmp_path: Path) -> None:
    """No canonical link, no feed and no sitemap, where nobody said where the site will stand."""
    files = write_site(world, tmp_path / "site")
    assert not {"feed.xml", "sitemap.xml"} & {*files}
    for file in (tmp_path / "site").rglob("*.html"):
        assert 'rel="canonical"' not in file.read_text(encoding="utf-8")


def test_a_site_of_no_released_version_links_to_no_feed(world: Dataset, tmp_path: Path) -> None:
    """With an address it has a sitemap; a feed tells of released versions, and there is none."""
    files = write_site(world, tmp_path / "site", "https://example.org/floods/")

    assert "sitemap.xml" in files
    assert "feed.xml" not in files
    for file in (tmp_path / "site").rglob("*.html"):
        assert "feed.xml" not in file.read_text(encoding="utf-8"), file


def test_a_missing_parent_folder_is_named(world: Dataset, tmp_path: Path) -> None:
    """Nothing is made where the folder around the site is missing."""
    with pytest.raises(UsageError, match=r"found no folder .*nowhere; .* create it"):
        write_site(world, tmp_path / "nowhere" / "site")


def test_the_same_data_makes_the_same_bytes(small: Path, tmp_path: Path) -> None:
    """The command in another process, with another hash seed, differs in no file."""
    other = tmp_path / "other"
    subprocess.run(
        [sys.executable, "-m", "afpak_claims", "site", "--path", GOOD,
         "--output", other, "--base-url", BASE],
        check=True, env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    files = sorted(f.relative_to(small) for f in small.rglob("*.*"))
    assert files == sorted(f.relative_to(other) for f in other.rglob("*.*"))
    differ = [f for f in files if (small / f).read_bytes() != (other / f).read_bytes()]
    assert [f for f in differ if f.suffix not in {".xlsx", ".db"}] == []


def test_a_folder_of_somebody_else_is_left_alone(
    small: Path, world: Dataset, tmp_path: Path
) -> None:
    """Only an empty folder or an earlier site is replaced, and that whole."""
    folder = Path(shutil.copytree(small, tmp_path / "site"))
    (folder / "left.html").write_text("of an older site")
    write_site(world, folder)
    assert not (folder / "left.html").exists()

    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "index.html").write_text("mine")
    with pytest.raises(UsageError, match="which no export of this format wrote"):
        write_site(world, folder)
    assert (folder / "index.html").read_text() == "mine"


@pytest.mark.parametrize("address", ["example.org", "https://example.org/?a", "ftp://example.org"])
def test_a_base_address_is_one(world: Dataset, tmp_path: Path, address: str) -> None:
    """What is no address of a web site is refused, with an example."""
    with pytest.raises(UsageError, match=r"expected the address where the site will stand"):
        write_site(world, tmp_path / "site", address)


def test_the_function_writes_what_the_command_does(tmp_path: Path) -> None:
    """`ac.site` takes a selection and returns the names of the files."""
    files = ac.site(tmp_path / "site", topic="displacement")
    assert "claim/displaced-total-2008-2016/index.html" in files
    assert "claim/afghan-civilians-killed/index.html" not in files
