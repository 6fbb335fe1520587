"""The site in a real browser: every kind of page, in both schemes, wide and narrow.

Needs what test_page_browser.py needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accessibility import violations
from afpak_claims.evidence.search import index_of, search
from search_queries import IN_THE_BROWSER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser

    from afpak_claims.evidence.dataset import Dataset

pytestmark = pytest.mark.slow

KINDS = {
    "index": "index.html",
    "figure": "claim/afghan-civilians-killed/index.html",
    "rank": "claim/pakistan-casualties-rank-2023/index.html",
    "assertion": "claim/iea-territorial-integrity-core-duty/index.html",
    "embed": "claim/afghan-civilians-killed/embed.html",
    "embedded assertion": "claim/iea-territorial-integrity-core-duty/embed.html",
    "sources": "sources.html",
    "changes": "changes.html",
    "downloads": "downloads.html",
    "missing": "404.html",
    "all": "all.html",
}

HITS = "#page_hits li[data-hit]"
IN_SIGHT = """
one => one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().bottom <= innerHeight
"""
"""Whether an element is wholly within the window."""
OPENED = """
() => {
  document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
  for (const one of document.querySelectorAll("section, .card, .list > li, .sources li")) {
    one.style.contentVisibility = "visible";
  }
}
"""
"""Opens folds and lays out all of a page, which a browser does only near its window."""

SMALLEST = """
() => Math.min(...[...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && one.textContent.trim())
  .map((one) => parseFloat(getComputedStyle(one).fontSize) * 72 / 96 + 0.001))
"""
"""Returns the size of the smallest letters, in points."""
TOO_WIDE = """
() => [...document.body.querySelectorAll("*")]
  .filter((one) => !one.closest(".unseen, .skip, .defs, svg svg"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.right > innerWidth + 1 || box.left < -1))
  .map(([one]) => one.outerHTML.slice(0, 200))
"""
"""Returns the elements that stand out over a side of the window."""


@pytest.fixture
def context(chromium: Browser) -> Iterator[Any]:
    """Give contexts of the browser, and afterwards prove that no page asked for anything."""
    made, asked = [], []

    def new(**options: Any) -> Any:
        context = chromium.new_context(**options)
        made.append(context)
        context.on("request", lambda request: asked.append(request.url))
        return context

    yield new
    for context in made:
        context.close()
    assert [url for url in asked if not url.startswith("file:")] == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "all"])
def test_axe_finds_no_violation_on_any_kind_of_page(
    context: Any, site: Path, kind: str, width: int, scheme: str
) -> None:
    """WCAG 2.2 AA and best practice, folds open, at 320 and 1280 px, each in one scheme.

    The page with all claims is that of ``afpak-claims page``, which has its own tests. Of the
    sources, which all have the same elements, every eighth is looked at; `make slow` sees all.
    """
    tab = context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    tab.goto((site / KINDS[kind]).as_uri())
    tab.evaluate(OPENED)
    assert violations(tab, {"exclude": [[".sources li:not(:nth-child(8n+1))"]]}) == []


def test_axe_finds_no_violation_in_all_of_the_sources(context: Any, site: Path) -> None:
    """The same for every source at once, in the scheme and the width of a phone."""
    tab = context(viewport={"width": 390, "height": 844}).new_page()
    tab.goto((site / KINDS["sources"]).as_uri())
    tab.evaluate(OPENED)
    assert violations(tab) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_screen(context: Any, site: Path, kind: str) -> None:
    """On a phone no element stands out over a side, and no page scrolls sideways."""
    tab = context(viewport={"width": 390, "height": 844}).new_page()
    tab.goto((site / KINDS[kind]).as_uri())
    tab.evaluate(OPENED)
    for width in (390, 320):
        tab.set_viewport_size({"width": width, "height": 844})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_index_answers_in_place(context: Any, site: Path, width: int, scheme: str) -> None:
    """After 46000 and Enter the index has the answer and where it was read in sight; it leads on.

    The question is in the address, so it can be linked, and is there again on the way back.
    """
    tab = context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    index = (site / "index.html").as_uri()
    tab.goto(index)
    tab.wait_for_selector("html.ready", state="attached")
    tab.locator("#filter_q").press_sequentially("46000")
    tab.press("#filter_q", "Enter")

    hit = tab.locator(HITS).first
    assert tab.url == f"{index}?q=46000"
    assert tab.locator("#page_status").inner_text().startswith("1 of 1")
    assert not tab.locator("#page_rest").is_visible()
    assert "40,211" in hit.inner_text()
    assert "14%" in hit.inner_text()
    assert hit.locator("h3").evaluate(IN_SIGHT)
    read = hit.locator(".read a").first
    assert read.evaluate(IN_SIGHT)
    assert str(read.get_attribute("href")).startswith("https://")
    hit.locator("h3 a").click()
    assert tab.url.endswith("/claim/afghan-civilians-killed/index.html")
    tab.go_back()
    tab.wait_for_selector(HITS)
    assert tab.input_value("#filter_q") == "46000"


def test_the_index_answers_as_the_library(context: Any, site: Path, released: Dataset) -> None:
    """The order, the count and what was taken for another word are those of `ac.search`."""
    tab = context().new_page()
    tab.goto((site / "index.html").as_uri())
    tab.wait_for_selector("html.ready", state="attached")
    index = index_of(released)
    for query in (*IN_THE_BROWSER, "Costs of War", "zzzqq"):
        tab.fill("#filter_q", query)
        answers, meant = search(index, query)
        hits = tab.eval_on_selector_all(HITS, "all => all.map(one => one.dataset.hit)")
        assert hits == [answer.claim for answer in answers][:30], query
        assert tab.locator("#page_status").inner_text().startswith(f"{len(answers)} of "), query
        is_partial = bool(answers) and not any(answer.is_whole for answer in answers)
        assert tab.locator("#page_meant").is_visible() == (bool(meant) or is_partial), query


def test_without_script_the_index_leads_to_the_page_with_all(context: Any, site: Path) -> None:
    """The form sends the question to the page with all claims, which no script has to answer."""
    tab = context(java_script_enabled=False).new_page()
    tab.goto((site / "index.html").as_uri())
    tab.fill("#filter_q", "46000")
    tab.press("#filter_q", "Enter")
    tab.wait_for_url("**/all.html?q=46000")
    assert tab.locator("#afghan-civilians-killed").is_visible()


@pytest.mark.parametrize("kind", ["longest", "second", "assertion"])
def test_a_claim_is_printed_on_two_pages(context: Any, site: Path, kind: str) -> None:
    """A claim with its own sources needs two sheets of A4 at most, in letters of 8 pt or more.

    The claims with the longest pages are among those that are looked at.
    """
    pages = sorted((site / "claim").glob("*/index.html"), key=lambda page: page.stat().st_size)
    opened = {"longest": pages[-1], "second": pages[-2], "assertion": site / KINDS["assertion"]}
    tab = context().new_page()
    tab.goto(opened[kind].as_uri())
    tab.emulate_media(media="print")
    assert tab.evaluate(SMALLEST) >= 8
    printed = tab.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= printed.count(b"/Type /Page\n") <= 2
