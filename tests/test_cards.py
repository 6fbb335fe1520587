"""Cards: one set of lines as text, Markdown and HTML, harmless in each."""

from __future__ import annotations

from markdown_it import MarkdownIt

from afpak_claims.cards import Card, Line, Section, markdown_text
from afpak_claims.printable import escaped

HOSTILE = "<script>alert(1)</script> *bold* [link](javascript:1) \x1b[2J \u202egnol"
CARD = Card(
    title=HOSTILE,
    subtitle=HOSTILE,
    sections=(
        Section("", (Line("Range", "more than 430"),)),
        Section(
            "Sources",
            (
                Line(HOSTILE, HOSTILE, ("https://example.org/?a=1&b=<2>",)),
                Line("Long", "word " * 80),
            ),
        ),
    ),
    footer="made of 0.1.0",
    notice="Retired.",
)


def test_text_keeps_to_its_width() -> None:
    """No line of running text is wider than asked for."""
    lines = (Line("Long", "word " * 80), Line("A label of many words", "word " * 80))
    card = Card("A title " * 20, "sub", (Section("Sources", lines),), "foot")

    assert 55 < max(map(len, card.text(60).splitlines())) <= 60


def test_text_cannot_move_the_cursor() -> None:
    """Control characters and direction marks of the data are not printed."""
    text = CARD.text()

    assert "\x1b" not in text
    assert "\u202e" not in text


def test_colour_is_asked_for() -> None:
    """Codes for bold and dim appear only on request, and change no word."""
    plain, colour = CARD.text(), CARD.text(colour=True)

    assert "\x1b[1m" in colour
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):
        colour = colour.replace(code, "")
    assert plain == colour


def test_the_notice_comes_first() -> None:
    """What a reader must know before anything else stands before anything else."""
    assert CARD.text().startswith("Retired.")
    assert CARD.html().index("Retired.") < CARD.html().index("<h3>")
    assert CARD.markdown().startswith("**Retired.**")


def test_html_escapes_everything() -> None:
    """No tag and no attribute of the data survives as markup."""
    html = CARD.html()

    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert 'href="https://example.org/?a=1&amp;b=&lt;2&gt;"' in html
    assert "src=" not in html


def test_markdown_renders_as_the_words() -> None:
    """A Markdown reader shows the data as text, not as markup."""
    rendered = MarkdownIt().render(CARD.markdown())

    assert "<em>bold</em>" not in rendered
    assert 'href="javascript' not in rendered
    assert "<script>" not in rendered


def test_escaped_markdown_comes_back() -> None:
    """What is escaped is shown unchanged."""
    assert MarkdownIt().renderInline(markdown_text("a*b_c#d|e~f")) == "a*b_c#d|e~f"


def test_printable_leaves_letters_of_any_script() -> None:
    """Letters stay; what cannot be printed is shown as its code."""
    assert escaped("Пеш é 漢 \u200f") == "Пеш é 漢 \\u200f"
