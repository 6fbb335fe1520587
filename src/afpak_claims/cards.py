"""Cards: a titled set of labelled lines that prints itself as text, Markdown or HTML."""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

from afpak_claims.printable import columns, escaped, padded, wrapped

__all__ = ["Card", "Line", "Section", "markdown_text"]

_LABEL_WIDTH = 13
_NARROW = 60
"""In fewer columns a text stands below its label and not beside it."""
_STYLE = (
    "<style>.afpak-card{max-width:46em;border:1px solid color-mix(in srgb,currentColor 25%,"
    "transparent);border-radius:6px;padding:.9em 1.2em;margin:.5em 0;font-variant-numeric:"
    "tabular-nums}.afpak-card h3,.afpak-card h4{margin:0;font-weight:600}.afpak-card h3{"
    "font-size:1.1em}.afpak-card h4{margin-top:1em;font-size:.95em}.afpak-card p{margin:.25em 0;"
    "opacity:.75}.afpak-card dl{display:grid;grid-template-columns:minmax(7em,max-content) 1fr;"
    "gap:.2em 1em;margin:.4em 0 0}.afpak-card dt{opacity:.75}.afpak-card dd{margin:0;"
    "overflow-wrap:anywhere}.afpak-card a{color:inherit}</style>"
)


class Line(NamedTuple):
    """One labelled line."""

    label: str
    text: str
    addresses: tuple[str, ...] = ()
    """Where the line can be checked."""


class Section(NamedTuple):
    """Lines under one heading; the first section of a card has none."""

    heading: str
    lines: tuple[Line, ...]


class Card(NamedTuple):
    """What one record has to say, ready to be read; addresses begin with http."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    footer: str
    notice: str = ""
    """What a reader must know before anything else."""

    def text(self, width: int = 88, *, colour: bool = False) -> str:
        """Return the card for a terminal.

        Args:
            width: Columns to wrap at.
            colour: Whether to set headings and labels off with ANSI codes.
        """
        bold, dim, plain = ("\x1b[1m", "\x1b[2m", "\x1b[0m") if colour else ("", "", "")
        parts = [f"{bold}{escaped(self.notice)}{plain}\n"] if self.notice else []
        parts += [f"{bold}{row}{plain}" for row in wrapped(escaped(self.title), width)]
        parts += [f"{dim}{row}{plain}" for row in wrapped(escaped(self.subtitle), width)]
        for section in self.sections:
            parts.append("")
            if section.heading:
                parts.append(f"{bold}{section.heading}{plain}")
            for line in section.lines:
                parts += _text_rows(line, width, dim, plain)
        parts.append("")
        parts += [f"{dim}{row}{plain}" for row in wrapped(escaped(self.footer), width)]
        return "\n".join(parts) + "\n"

    def markdown(self) -> str:
        """Return the card as Markdown."""
        parts = [f"**{markdown_text(self.notice)}**\n"] if self.notice else []
        parts += [f"### {markdown_text(self.title)}\n", f"{markdown_text(self.subtitle)}\n"]
        for section in self.sections:
            if section.heading:
                parts.append(f"#### {markdown_text(section.heading)}\n")
            for line in section.lines:
                label = f"**{markdown_text(line.label)}** " if line.label else ""
                addresses = "".join(f" <{address}>" for address in line.addresses)
                parts.append(f"- {label}{markdown_text(line.text)}{addresses}")
            parts.append("")
        parts.append(f"*{markdown_text(self.footer)}*")
        return "\n".join(parts) + "\n"

    def html(self) -> str:
        """Return the card as HTML that loads nothing and escapes everything."""
        parts = [_STYLE, '<div class="afpak-card">']
        if self.notice:
            parts.append(f"<p><strong>{escape(self.notice)}</strong></p>")
        parts.append(f"<h3>{escape(self.title)}</h3><p>{escape(self.subtitle)}</p>")
        for section in self.sections:
            if section.heading:
                parts.append(f"<h4>{escape(section.heading)}</h4>")
            rows = "".join(
                f"<dt>{escape(line.label)}</dt><dd>{escape(line.text)}{_html_links(line)}</dd>"
                for line in section.lines
            )
            parts.append(f"<dl>{rows}</dl>")
        parts.append(f"<p><small>{escape(self.footer)}</small></p></div>")
        return "".join(parts)


def _text_rows(line: Line, width: int, dim: str, plain: str) -> list[str]:
    is_narrow = width < _NARROW
    indent = " " * (4 if is_narrow else _LABEL_WIDTH + 2)
    label = escaped(line.label)
    body = escaped(line.text)
    if is_narrow and not label:
        rows = wrapped(body, width, indent, indent)
    elif columns(label) < _LABEL_WIDTH and not is_narrow:
        rows = wrapped(body, width, f"  {padded(label, _LABEL_WIDTH)}", indent)
    else:
        rows = [f"  {label}", *wrapped(body, width, indent, indent)]
    rows[0] = rows[0].replace(label, f"{dim}{label}{plain}", 1) if label else rows[0]
    rows += [f"{indent}{dim}{escaped(address)}{plain}" for address in line.addresses]
    return rows


_MARKDOWN = r"(?a)[\\`*_\[\]{}<>|~$^#!]|&(?=#?\w+;)"


def markdown_text(text: str) -> str:
    r"""Escape what Markdown would read as markup.

    >>> markdown_text("a*b <c>")
    'a\\*b \\<c\\>'
    """
    return re.sub(_MARKDOWN, r"\\\g<0>", text)


def _html_links(line: Line) -> str:
    links = [
        f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(address)}</a>'
        for address in line.addresses
    ]
    return "<br>".join(["", *links] if line.text else links)
