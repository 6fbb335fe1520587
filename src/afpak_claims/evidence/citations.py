"""Citations: a source, written in five styles.

What is unknown stays unknown: text and Markdown say it plainly, the styles for machines leave
the field out. The year, month and day that they carry are those that every reading of the date
shares; a date with more to it (a range, a doubt) is also given in words.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal, get_args

from afpak_claims.cards import markdown_text
from afpak_claims.errors import UnknownValueError
from afpak_claims.records.periods import Period, bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from afpak_claims.records.sources import Name, Source

__all__ = ["STYLES", "Style", "csl", "reference", "render"]

Style = Literal["text", "markdown", "bibtex", "ris", "csl-json"]
STYLES: tuple[str, ...] = get_args(Style)

_UNKNOWN_AUTHOR = "[author unknown]"
_UNKNOWN_TITLE = "[title unknown]"


def render(sources: Sequence[Source], style: str) -> str:
    """Write sources in one style, each once, in the order given.

    Args:
        sources: The sources; a repeated one is written where it first stands.
        style: One of `STYLES`.

    Returns:
        Text that ends with a newline: one reference a line, a Markdown list, entries, or a JSON
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


def reference(source: Source) -> str:
    """Write one plain-text reference, ending in a full stop.

    No stop follows an address inside the reference, so that it can be copied whole.

    >>> from afpak_claims.records.sources import Name, Source
    >>> reference(Source(id="gift", type="webpage", author=(Name(literal="Lorem Survey"),)))
    'Lorem Survey (no date). [title unknown].'
    """
    said = (_who_and_when(source), source.title or _UNKNOWN_TITLE, *_places(source))
    return " ".join((*map(_stopped, said), *_found(source, source.url, _copy(source))))


def csl(source: Source) -> dict[str, Any]:
    """Write a source as a CSL-JSON item.

    >>> from afpak_claims.records.sources import Source
    >>> csl(Source(id="gift", type="webpage", issued="2004?"))
    {'id': 'gift', 'type': 'webpage', 'issued': {'date-parts': [[2004]], 'circa': True}}
    """
    item = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": [_csl_name(name) for name in source.author],
        "container-title": source.container_title,
        "publisher": source.publisher,
        "issued": source.issued and _csl_date(source.issued),
        "accessed": source.accessed and _csl_date(source.accessed),
        "URL": source.url,
        "note": " ".join(part for part in (source.note, *_terms(source)) if part),
    }
    return {field: value for field, value in item.items() if value}


# What every style says of a source


def _who_and_when(source: Source) -> str:
    who = _listed([name.in_words() for name in source.author]) or source.issuer
    return f"{who or _UNKNOWN_AUTHOR} ({_when(source.issued) if source.issued else 'no date'})"


def _listed(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _when(edtf: str) -> str:
    """Say a date in words, with square brackets for what already stands in round ones."""
    return _in_words(edtf).translate({ord("("): "[", ord(")"): "]"})


def _in_words(edtf: str) -> str:
    return Period(edtf=edtf, holds="sometime").in_words()


def _places(source: Source) -> list[str]:
    """Return where a source appeared, without repeating whom the reference begins with."""
    named: set[str | None] = {name.in_words() for name in source.author} or {source.issuer}
    places = dict.fromkeys((source.container_title, source.publisher))
    return [place for place in places if place and place not in named]


def _copy(source: Source) -> str | None:
    """Return the address where a source was read, where that is not its own."""
    return source.archive if source.archive != source.url else None


def _found(source: Source, url: str | None, copy: str | None) -> list[str]:
    """Say where and when a source was found, with a full stop after all of it."""
    parts = (
        url,
        copy and f"Read at {copy}",
        source.accessed and f"Accessed {_in_words(source.accessed)}",
    )
    found = " ".join(part for part in parts if part)
    return [f"{found}."] if found else []


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _terms(source: Source) -> Iterator[str]:
    """Say what machine-readable styles have no field for; an address comes last, unpunctuated."""
    if source.licence:
        yield _stopped(f"Licence: {source.licence}")
    if copy := _copy(source):
        yield f"Read at {copy}"


def _remarks(source: Source) -> Iterator[str]:
    """Say the same, and in words the date that a year, a month and a day cannot carry."""
    if source.issued and source.issued.strip("0123456789-"):
        yield f"Dated {_in_words(source.issued)}."
    yield from _terms(source)


def _shared_parts(edtf: str) -> tuple[int, ...]:
    """Return the year, month and day that every day of a date shares, as far as they go."""
    start, end = bounds(edtf)
    if start is None or end is None or start.year != end.year:
        return ()
    if start.month != end.month:
        return (start.year,)
    if start.day != end.day:
        return (start.year, start.month)
    return (start.year, start.month, start.day)


# Text and Markdown


def _write_text(sources: Sequence[Source]) -> str:
    return "".join(f"{reference(source)}\n" for source in sources)


def _write_markdown(sources: Sequence[Source]) -> str:
    return "".join(f"- {_markdown_item(source)}\n" for source in sources)


def _markdown_item(source: Source) -> str:
    title = source.title or _UNKNOWN_TITLE
    stop = _stopped(title)[len(title) :]
    shown = _link(title, source.url) if source.url else markdown_text(title)
    who, *places = (
        markdown_text(_stopped(part)) for part in (_who_and_when(source), *_places(source))
    )
    copy = _copy(source)
    found = _found(source, None, copy and _link(copy, copy))
    return " ".join((_not_a_block(who), shown + stop, *places, *found))


_BLOCK_START = re.compile(r"[#+=:-]|\d+(?=[.)])", re.ASCII)


def _not_a_block(text: str) -> str:
    """Keep the start of a list item from being read as a heading or another list."""
    match = _BLOCK_START.match(text)
    if not match:
        return text
    # Only punctuation can be escaped: before a digit a backslash would be printed.
    place = match.end() if match[0].isdecimal() else 0
    return f"{text[:place]}\\{text[place:]}"


def _link(text: str, address: str) -> str:
    """Write a link; in angle brackets every character of an address but these stands for itself."""
    target = re.sub(r"&(?=#?\w+;)", "&amp;", address.replace("\\", "%5C"))
    return f"[{markdown_text(text)}](<{target}>)"


# BibTeX

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
_TEX_LIGATURE = re.compile(r"([-',])(?=\1)")  # two of these print as one sign
_NAME_WORD = re.compile(r"(?!(?:and|others)\Z)[^\W\d_]+(?:[.'\u2019-][^\W\d_]*)*", re.IGNORECASE)


def _write_bibtex(sources: Sequence[Source]) -> str:
    return "\n".join(map(_bibtex_entry, sources))


def _bibtex_entry(source: Source) -> str:
    kind = _BIBTEX_TYPES.get(source.type, "misc")
    if kind == "article" and not source.container_title:
        kind = "misc"  # an @article without a journal is incomplete
    lines = (f"  {field} = {value},\n" for field, value in _bibtex_fields(source, kind))
    return f"@{kind}{{{source.id},\n{''.join(lines)}}}\n"


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
    if source.url:
        yield "url", f"{{{_bracefree(source.url)}}}"
    if source.accessed:
        yield "urldate", f"{{{source.accessed}}}"
    if remarks := " ".join(_remarks(source)):
        yield "note", f"{{{_tex(remarks)}}}"
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
    year, month, *_ = (*_shared_parts(edtf), None, None)
    if year:
        yield "year", f"{{{year}}}"
    if month:
        yield "month", _BIBTEX_MONTHS[month - 1]
    yield "date", f"{{{edtf}}}"


def _tex(text: str) -> str:
    """Escape what TeX would read as a command or a ligature; braces stay balanced for BibTeX."""
    return _TEX_LIGATURE.sub(r"\1{}", text.translate(_TEX_TABLE))


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
    plain = all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in part.split(" "))
    return _tex(part) if plain else _tex_whole(part)


def _bracefree(address: str) -> str:
    """Percent-encode what no address may hold anyway and what would end a field or a macro."""
    return re.sub(r"[{}\\]", lambda match: f"%{ord(match[0]):02X}", address)


# RIS

_RIS_TYPES = {
    "article": "GEN",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "broadcast": "ADVS",
    "dataset": "DATA",
    "document": "GEN",
    "entry-encyclopedia": "ENCYC",
    "interview": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "speech": "GEN",
    "webpage": "ELEC",
}


def _write_ris(sources: Sequence[Source]) -> str:
    return "\n".join(map(_ris_record, sources))


def _ris_record(source: Source) -> str:
    return "".join(f"{tag}  - {value}\n" for tag, value in _ris_lines(source) if value is not None)


def _ris_lines(source: Source) -> Iterator[tuple[str, str | None]]:
    yield "TY", _RIS_TYPES[source.type]
    yield "ID", source.id
    for name in source.author:
        yield "AU", ", ".join(part for part in (name.literal, name.family, name.given) if part)
    yield "TI", source.title
    yield "T2", source.container_title
    yield "PB", source.publisher
    if source.issued and (parts := _shared_parts(source.issued)):
        yield "PY", f"{parts[0]:04}"
        yield "DA", _ris_date(parts)
    yield "UR", source.url
    if source.accessed and (parts := _shared_parts(source.accessed)):
        yield "Y2", _ris_date(parts)
    for remark in _remarks(source):
        yield "N1", remark
    yield "N1", source.note
    yield "ER", ""


def _ris_date(parts: tuple[int, ...]) -> str:
    """Write YYYY/MM/DD, with nothing between the slashes for what is not known."""
    year, *rest = parts
    month, day = ([f"{number:02}" for number in rest] + ["", ""])[:2]
    return f"{year:04}/{month}/{day}"


# CSL-JSON


def _write_csl(sources: Sequence[Source]) -> str:
    return json.dumps([csl(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def _csl_name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {part: value for part, value in parts.items() if value}


def _csl_date(edtf: str) -> dict[str, Any]:
    if ".." in edtf:
        return {"literal": _in_words(edtf)}  # date-parts have no open end
    ends = (end.rstrip("?~").split("-") for end in edtf.split("/"))
    date: dict[str, Any] = {"date-parts": [[int(number) for number in end] for end in ends]}
    if "?" in edtf or "~" in edtf:
        date["circa"] = True
    return date


_WRITERS: dict[str, Callable[[Sequence[Source]], str]] = {
    "text": _write_text,
    "markdown": _write_markdown,
    "bibtex": _write_bibtex,
    "ris": _write_ris,
    "csl-json": _write_csl,
}
