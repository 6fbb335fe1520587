"""Accessibility: which rules of axe a page must keep, and what breaks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["violations"]

_WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""What axe is told: the rules, and that only what breaks them is wanted, which is faster."""


def violations(tab: Page, context: Any = None) -> list[tuple[str, str]]:
    """Return the rules that a page breaks, each with the first element that breaks it.

    Args:
        tab: The page, as it is seen now.
        context: Which part of it axe looks at, in the words of ``axe.run``; all of it by default.
    """
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(tab, context=context, options=_WCAG)
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in results.response["violations"]]
