"""The site in a real browser: every kind of page, in both schemes, wide and narrow.

Needs what test_page_browser.py needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accessibility import HUES, WCAG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser

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

OPENED = """
() => {
  document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
  for (const one of document.querySelectorAll(".card, .sources li")) {
    one.style.contentVisibility = "visible";
  }
}
"""
"""Opens folds and lays out all of a page, which a browser does only near its window."""

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


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "all"])
def test_axe_finds_no_violation_on_any_kind_of_page(
    context: Any, site: Path, kind: str, width: int
) -> None:
    """WCAG 2.2 AA and best practice, folds open, on a phone and a desktop, in both schemes.

    The page with all claims is that of ``afpak-claims page``, which has its own tests.
    """
    from axe_playwright_python.sync_playwright import Axe

    tab = context(viewport={"width": width, "height": 844}).new_page()
    tab.goto((site / KINDS[kind]).as_uri())
    tab.evaluate(OPENED)
    for scheme, rules in (("light", WCAG), ("dark", HUES)):
        tab.emulate_media(color_scheme=scheme)
        found = Axe().run(tab, options=rules).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


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


def test_the_index_searches(context: Any, site: Path) -> None:
    """What is typed on the index is answered on the page with all claims."""
    tab = context(viewport={"width": 390, "height": 844}).new_page()
    tab.goto((site / "index.html").as_uri())
    tab.fill("input[name=q]", "46000")
    tab.press("input[name=q]", "Enter")
    tab.wait_for_selector("html.ready", state="attached")
    assert tab.url.endswith("all.html?q=46000")
    hit = tab.locator("#page_hits li").first
    assert "40,211" in hit.inner_text()


@pytest.mark.parametrize("kind", ["figure", "assertion"])
def test_a_claim_is_printed_on_two_pages(context: Any, site: Path, kind: str) -> None:
    """A claim with its own sources needs two sheets of A4 at most."""
    tab = context().new_page()
    tab.goto((site / KINDS[kind]).as_uri())
    printed = tab.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= printed.count(b"/Type /Page\n") <= 2
