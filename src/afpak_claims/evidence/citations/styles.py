"""Styles: every style of citation with the function that writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.errors import UnknownValueError
from afpak_claims.evidence.citations.bibtex import write_bibtex
from afpak_claims.evidence.citations.csl_json import write_csl
from afpak_claims.evidence.citations.ris import write_ris
from afpak_claims.evidence.citations.text import write_markdown, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afpak_claims.records.sources import Source

__all__ = ["STYLES", "render"]

_WRITERS: dict[str, Callable[[Sequence[Source]], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "bibtex": write_bibtex,
    "ris": write_ris,
    "csl-json": write_csl,
}
STYLES: tuple[str, ...] = tuple(_WRITERS)
"""The names of the styles."""


def render(sources: Sequence[Source], style: str) -> str:
    """Write sources in one style, each once, in the order given.

    Args:
        sources: The sources; a repeated one is written where it first stands.
        style: One of `STYLES`.

    Returns:
        Text that ends with a newline: one reference per line, a Markdown list, entries, or a JSON
        array. No sources make an empty text, or an empty array.

    Raises:
        UnknownValueError: There is no such style.

    >>> from afpak_claims.records.sources import Name, Source
    >>> survey = Source(id="survey", type="report", author=(Name(literal="Lorem Survey"),))
    >>> print(render([survey], "bibtex"), end="")
    @techreport{survey,
      author = {{Lorem Survey}},
    }
    """
    write = _WRITERS.get(style)
    if write is None:
        raise UnknownValueError("style", style, STYLES)  # noqa: EM101 - a kind of word, no message
    return write(tuple(dict.fromkeys(sources)))
