"""Accessibility: which rules of axe a page must keep."""

from __future__ import annotations

__all__ = ["WCAG"]

WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""What axe is told: the rules, and that only what breaks them is wanted, which is faster."""
