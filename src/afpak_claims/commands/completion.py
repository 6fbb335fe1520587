"""Completion: the words that a shell may put for an argument, from the data that is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.api import open_dataset
from afpak_claims.errors import ClaimsError
from afpak_claims.evidence.dataset import DRAFT
from afpak_claims.releases import versions as releases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import click

    from afpak_claims.evidence.dataset import Dataset

    Complete = Callable[[click.Context, click.Parameter, str], list[str]]

__all__ = ["complete_versions", "completing"]


def completing(words: Callable[[Dataset], Iterable[str]]) -> Complete:
    """Return what completes a parameter with words of the dataset that the command line names.

    Where that cannot be opened there are none: the command itself will say why.
    """

    def complete(context: click.Context, _: click.Parameter, start: str) -> list[str]:
        asked = context.params
        try:
            dataset = open_dataset(asked.get("data_version"), asked.get("path"))
        except ClaimsError:
            return []
        return [word for word in words(dataset) if word.startswith(start)]

    return complete


def complete_versions(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    """Return the released versions, and the word for the YAML files."""
    try:
        released = releases.versions(context.params.get("path"))
    except ClaimsError:
        released = ()
    return [version for version in (*released, DRAFT) if version.startswith(start)]
