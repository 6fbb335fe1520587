"""Bundled data: the data folder that belongs to this package."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from afpak_claims.errors import DataNotFoundError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["bundled_folder"]


def bundled_folder() -> Traversable:
    """Return the data folder beside the package, or that of the checkout around it.

    Raises:
        DataNotFoundError: The installation has no data.
    """
    package = resources.files("afpak_claims")
    packaged = package.joinpath("_data")
    if packaged.is_dir():
        return packaged
    if isinstance(package, Path):
        checkout = package.parents[1]
        if (checkout / "pyproject.toml").is_file() and (checkout / "data").is_dir():
            return checkout / "data"
    message = (
        f"found no data beside {package}; expected the folder _data; install the package again"
    )
    raise DataNotFoundError(message)
