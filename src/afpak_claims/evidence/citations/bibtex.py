"""BibTeX: entries that the classic styles and those of biblatex read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afpak_claims.evidence.citations.shared import address_of, remarks, shared_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afpak_claims.records.names import Name
    from afpak_claims.records.sources import Source

__all__ = ["write_bibtex"]

_BIBTEX_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "entry-encyclopedia": "incollection",
    "report": "techreport",
}
_BIBTEX_PLACES = {
    "article": ("journal", "publisher"),
    "book": ("series", "publisher"),
    "incollection": ("booktitle", "publisher"),
    "techreport": ("howpublished", "institution"),
    "misc": ("howpublished", "publisher"),
}
_BIBTEX_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)

_TEX = {
    **{char: f"\\{char}" for char in "&%$#_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # These print as other signs in TeX's oldest font encoding.
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
}
_TEX_TABLE = str.maketrans(_TEX)
_TEX_LIGATURE = r"([-',])(?=\1)"  # two of these print as one sign
_NAME_WORD = r"(?i)(?!(?:and|others)\Z)[^\W\d_]+(?:[.'\u2019-][^\W\d_]*)*"


def write_bibtex(sources: Sequence[Source]) -> str:
    """Write an entry for each source."""
    return "\n".join(map(_bibtex_entry, sources))


def _bibtex_entry(source: Source) -> str:
    kind = _BIBTEX_TYPES.get(source.type, "misc")
    if not all(_required(source, kind)):
        kind = "misc"  # which requires nothing; a strict style stops at an incomplete entry
    lines = (f"  {field} = {value},\n" for field, value in _bibtex_fields(source, kind))
    return f"@{kind}{{{source.id},\n{''.join(lines)}}}\n"


def _required(source: Source, kind: str) -> Iterator[object]:
    """Give what the classic styles require of an entry of a kind."""
    if kind != "misc":
        yield from (source.author, source.title, source.issued and shared_parts(source.issued))
        yield source.container_title if kind in {"article", "incollection"} else source.publisher


def _bibtex_fields(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    key = source.issuer or source.title
    if source.author:
        yield "author", f"{{{' and '.join(map(_tex_name, source.author))}}}"
    elif key:
        yield "key", f"{{{_tex(key)}}}"  # what a style sorts by where there is no author
    if source.title:
        yield "title", f"{{{_tex_whole(source.title)}}}"
    for field, value in _bibtex_places(source, kind):
        yield field, f"{{{_tex(value)}}}"
    if source.issued:
        yield from _bibtex_date(source.issued)
    if address := address_of(source):
        yield "url", f"{{{_bracefree(address)}}}"
    if source.accessed:
        yield "urldate", f"{{{source.accessed}}}"
    if said := " ".join(remarks(source)):
        yield "note", f"{{{_tex(said)}}}"
    if source.note:
        yield "annote", f"{{{_tex(source.note)}}}"


def _bibtex_places(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    container, publisher = _BIBTEX_PLACES[kind]
    if source.container_title:
        yield container, source.container_title
    elif kind == "misc":
        publisher = container  # the classic styles print no publisher of a @misc
    if source.publisher:
        yield publisher, source.publisher


def _bibtex_date(edtf: str) -> Iterator[tuple[str, str]]:
    """Give year and month for the classic styles, and the date for those of biblatex."""
    year, month, *_ = (*shared_parts(edtf), None, None)
    if year:
        yield "year", f"{{{year}}}"
    if month:
        yield "month", _BIBTEX_MONTHS[month - 1]
    yield "date", f"{{{edtf}}}"


def _tex(text: str) -> str:
    """Escape what TeX would read as a command or a ligature; braces stay balanced for BibTeX."""
    return re.sub(_TEX_LIGATURE, r"\1{}", text.translate(_TEX_TABLE))


def _tex_whole(text: str) -> str:
    """Brace a text so that no style changes its case or takes it apart."""
    tex = _tex(text)
    # BibTeX takes an opening brace with a backslash after it for an accented letter.
    return f"{{{{}}{tex}}}" if tex.startswith("\\") else f"{{{tex}}}"


def _tex_name(name: Name) -> str:
    if not (name.family and name.given):
        return _tex_whole(name.in_words())
    return ", ".join(_tex_name_part(part) for part in (name.family, name.given))


def _tex_name_part(part: str) -> str:
    """Brace a part of a name unless BibTeX reads it right as it is."""
    plain = all(re.fullmatch(_NAME_WORD, word) and word[0].isupper() for word in part.split(" "))
    return _tex(part) if plain else _tex_whole(part)


def _bracefree(address: str) -> str:
    """Percent-encode what no address may hold anyway and what would end a field or a macro."""
    return re.sub(r"[{}\\]", lambda match: f"%{ord(match[0]):02X}", address)
