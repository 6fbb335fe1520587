"""PyInstaller: the folder with the hook that puts the data into a frozen program."""

from __future__ import annotations

from pathlib import Path

__all__ = ["hook_dirs"]


def hook_dirs() -> list[str]:
    """Return the folders with hooks; PyInstaller finds this function by its entry point."""
    return [str(Path(__file__).parent)]
