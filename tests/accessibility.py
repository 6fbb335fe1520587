"""Accessibility: which rules of axe a page must keep."""

from __future__ import annotations

__all__ = ["WCAG"]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
