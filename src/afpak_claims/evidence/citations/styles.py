"""Styles: every style of citation with the function that writes it."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.errors import UnknownValueError
from afpak_claims.evidence.citations.bibtex import write_bibtex
from afpak_claims.evidence.citations.csl_json import write_csl
from afpak_claims.evidence.citations.ris import write_ris
from afpak_claims.evidence.citations.text import write_markdown, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from afpak_claims.records.sources import Source

__all__ = ["STYLES", "Bibliography", "Style", "render"]


class Bibliography(NamedTuple):
    """What is known of a file with every source in one style."""

    extension: str
    """The end of its name."""
    mark: bytes
    """What each such file has, so that an earlier one is known."""
    keys: Callable[[str], list[str]]
    """Returns the key of each entry, in order."""


class Style(NamedTuple):
    """A style of citation, and how it is written."""

    label: str
    """What people call it."""
    write: Callable[[Sequence[Source]], str]
    """Returns the citations of sources."""
    bibliography: Bibliography | None = None
    """The file of every source, which is then an export format too; None if there is none."""


def _csl_keys(text: str) -> list[str]:
    return [item["id"] for item in json.loads(text)]


STYLES: Mapping[str, Style] = {
    "text": Style("text", write_text),
    "markdown": Style("Markdown", write_markdown),
    "bibtex": Style(
        "BibTeX",
        write_bibtex,
        Bibliography("bib", b"@misc{", partial(re.findall, r"(?m)^@\w+\{([^,\s]+),$")),
    ),
    "ris": Style(
        "RIS",
        write_ris,
        Bibliography("ris", b"TY  - ", partial(re.findall, r"(?m)^ID  - (\S+)$")),
    ),
    "csl-json": Style("CSL-JSON", write_csl, Bibliography("json", b'"id"', _csl_keys)),
}
"""Every style by its name."""


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

    >>> from afpak_claims.records.names import Name
    >>> from afpak_claims.records.sources import Source
    >>> survey = Source(id="survey", type="report", author=(Name(literal="Lorem Survey"),))
    >>> print(render([survey], "bibtex"), end="")
    @misc{survey,
      author = {{Lorem Survey}},
    }
    """
    known = STYLES.get(style)
    if known is None:
        raise UnknownValueError("style", style, list(STYLES))  # noqa: EM101 - a kind of word, no message
    return known.write(tuple(dict.fromkeys(sources)))
