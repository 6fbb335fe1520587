"""Fonts: what the texts of a drawing are set in, where the usual font lacks their letters."""

from __future__ import annotations

import unicodedata
import warnings
from collections import defaultdict
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matplotlib.axes import Axes

__all__ = ["find_new_fonts", "fonts_to_install", "letters_of", "set_fonts"]

_FONTS = {
    "ARABIC": "Noto Naskh Arabic",
    "BOPOMOFO": "Noto Sans CJK TC",
    "CJK": "Noto Sans CJK SC",
    "HANGUL": "Noto Sans CJK KR",
    "HIRAGANA": "Noto Sans CJK JP",
    "IDEOGRAPHIC": "Noto Sans CJK SC",
    "FULLWIDTH": "Noto Sans CJK SC",
    "KATAKANA": "Noto Sans CJK JP",
    "EMOJI": "Noto Emoji",
}
"""A font for each script whose name alone does not give it, by the first word of its letters."""
_NO_FONT = "Last Resort"
"""What matplotlib draws boxes with."""


def set_fonts(axes: Axes) -> None:
    """Set the texts of a drawing in fonts that have their letters, and warn of what none has."""
    from matplotlib import rcParams
    from matplotlib.text import Text

    figure = axes.get_figure(root=True)
    texts: list[Any] = [] if figure is None else figure.findobj(Text)
    usual = [str(name) for name in rcParams["font.family"]]
    wanted = {sign for text in texts for sign in _signs(text.get_text())}
    missing = wanted - _letters_of_usual()
    if not missing:
        return
    found, without = _families(missing)
    if without and find_new_fonts():
        found, without = _families(missing)
    for text in texts:
        if not missing.isdisjoint(text.get_text()):
            text.set_fontfamily([*usual, *found])
    if without:
        named = "; ".join(
            f"{script.lower()} letters ({' '.join(sorted(signs)[:3])}): install {font}"
            for script, font, signs in fonts_to_install(without)
        )
        message = (
            f"found no font with {named}; expected one for every letter that is drawn; boxes "
            "stand in their place"
        )
        warnings.warn(message, stacklevel=3)


def fonts_to_install(signs: Iterable[str]) -> Iterator[tuple[str, str, set[str]]]:
    """Return each script of some letters, a font that has it, and its letters.

    >>> [(script, font) for script, font, _ in fonts_to_install("中ے")]
    [('ARABIC', 'Noto Naskh Arabic'), ('CJK', 'Noto Sans CJK SC')]
    """
    scripts: dict[str, set[str]] = defaultdict(set)
    for sign in signs:
        scripts[unicodedata.name(sign, "UNNAMED").split()[0]].add(sign)
    for script, its in sorted(scripts.items()):
        yield script, _FONTS.get(script, f"Noto Sans {script.title()}"), its


def _signs(text: str) -> set[str]:
    """Return the signs of a text that a font must have."""
    return {sign for sign in text if unicodedata.category(sign)[0] not in "CZM"}


def _families(missing: set[str]) -> tuple[list[str], set[str]]:
    """Return the installed families that have the most of some letters, and what none has."""
    from matplotlib.font_manager import fontManager

    fonts = {
        font.name: font.fname
        for font in reversed(fontManager.ttflist)
        if font.style == "normal" and _NO_FONT not in font.name
    }
    found: list[str] = []
    left = set(missing)
    while left:
        having = {name: len(left & letters_of(path)) for name, path in sorted(fonts.items())}
        best = max(having, key=lambda name: having[name], default=None)
        if best is None or not having[best]:
            break
        found.append(best)
        left -= letters_of(fonts[best])
    return found, left


@cache
def find_new_fonts() -> bool:
    """Tell matplotlib of the fonts that were installed since it listed them, once per process.

    It keeps its list between programs and does not look again.
    """
    from matplotlib.font_manager import findSystemFonts, fontManager

    known = {font.fname for font in fontManager.ttflist}
    new = [path for path in findSystemFonts() if path not in known]
    for path in new:
        with suppress(OSError, RuntimeError):  # a file that matplotlib cannot read
            fontManager.addfont(path)
    return bool(new)


def _letters_of_usual() -> frozenset[str]:
    from matplotlib.font_manager import FontProperties, findfont

    return letters_of(str(findfont(FontProperties())))


@cache
def letters_of(path: str) -> frozenset[str]:
    """Return the letters that a font file has; none where it cannot be read."""
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(map(chr, FT2Font(path).get_charmap()))
    except (OSError, RuntimeError):
        return frozenset()
