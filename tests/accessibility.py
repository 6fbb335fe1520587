"""Accessibility: which rules of axe a page must keep."""

from __future__ import annotations

__all__ = ["HUES", "WCAG"]

WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""What axe is told: the rules, and that only what breaks them is wanted, which is faster."""
HUES = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
"""The rule that a colour scheme can break, which changes hues and nothing else."""
