"""Citations: what other programs read out of them is what the source says."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import unquote

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt
from pybtex.database import Entry, Person, parse_string
from pybtex.style.formatting.plain import Style as PlainStyle

import afpak_claims as ac
from afpak_claims.errors import UnknownValueError
from afpak_claims.evidence.citations.csl_json import csl
from afpak_claims.evidence.citations.styles import STYLES, render
from afpak_claims.evidence.citations.text import reference
from afpak_claims.files import strict_yaml
from afpak_claims.printable import unprintable
from afpak_claims.records.names import Name
from afpak_claims.records.periods import Period
from afpak_claims.records.sources import Source, SourceType
from afpak_claims.records.validation import validate
from examples import examples

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

ROOT = Path(__file__).parents[2]

NASTY = Source(
    id="nasty",
    type="report",
    title=r"""}{ @misc{x, a = "b"} 100% \end #1 $x$ a_b c^d ~e <f> |g| `h` -- '' ,, ER  - & ß""",
    author=(
        Name(family="van der } Berg", given="and"),
        Name(literal="Ministry of War, and Peace & others"),
        Name(family="others", given="José María"),
    ),
    container_title="The D & C_Reader",
    publisher="P & Q, 5%",
    issued="2004-02-03",
    accessed="2025-03-01",
    url="https://example.org/a_b%20c~d?e=f&g=h;i#j^k$l",
    archive="https://example.net/copy_of%20it?e=f&g=h#i--j",
    licence="CC-BY-4.0",
    note="@nobody{knows} 100% of $it & TY  - all_of_it",
)
FABRICATED = (
    NASTY,
    Source(id="bare", type="document"),
    Source(id="body", type="dataset", title="Tables", author=(Name(literal="Lorem Survey"),)),
    Source(id="doubtful", type="webpage", title="Dolor", issued="2020?", url="https://example.org"),
    Source(id="early", type="book", title="Annals", issued="0987", publisher="Ipsum Press"),
    Source(id="open-end", type="post-weblog", title="Diary", issued="2005/.."),
    Source(id="open-start", type="post", title="Diary", issued="../2010-05"),
    Source(id="in-a-year", type="speech", title="Talks", issued="2004-02/2004-11~"),
    Source(id="over-years", type="interview", title="Talks", issued="2004/2005-03"),
    Source(
        id="scripts",
        type="article-newspaper",
        title="سیلاب در لورم",
        author=(Name(family="نمونه", given="فرضی"), Name(literal="Река новостей")),
        container_title="ロレム新聞",
        issued="2011-12-31",
    ),
)


def sources_of(folder: str) -> tuple[Source, ...]:
    """Read the sources of a dataset folder."""
    raw = strict_yaml.read((ROOT / folder / "sources.yaml").read_bytes(), "sources.yaml")
    found = [validate(Source, value) for value in raw["sources"]]
    assert [fault for _, faults in found for fault in faults] == []
    return tuple(source for source, _ in found if source)  # type: ignore[misc, redundant-expr] # the data of the test has it


EVERY = {
    "fabricated": FABRICATED,
    "fixtures": sources_of("tests/fixtures/good"),
    "real": sources_of("data"),
}
worlds = pytest.mark.parametrize("sources", EVERY.values(), ids=EVERY)


# Readers that know nothing of the writers

TEX_MACROS = {
    "backslash": "\\",
    "braceleft": "{",
    "braceright": "}",
    "asciitilde": "~",
    "asciicircum": "^",
    "less": "<",
    "greater": ">",
    "bar": "|",
    "asciigrave": "`",
}


def untex(tex: str) -> str:
    """Read TeX as LaTeX prints it; fail on what would be a command, a comment or a formula."""

    def printed(match: re.Match[str]) -> str:
        macro, escaped, raw = match.groups()
        assert raw is None, f"{raw!r} is not escaped in {tex!r}"
        return TEX_MACROS[macro] if macro else escaped or ""

    assert not re.search(r"--|''|,,", tex), f"a ligature in {tex!r}"
    return re.sub(r"\\text([a-z]+)\{\}|\\([&%$#_])|[{}]|([\\&%$#_~^<>|`])", printed, tex)


def folded(text: str | None) -> str | None:
    """Fold white space, as BibTeX does."""
    return None if text is None else " ".join(text.split())


def read_bibtex(text: str) -> dict[str, Entry]:
    """Parse BibTeX with pybtex, which raises at the first thing that is wrong."""
    return dict(parse_string(text, "bibtex").entries.items())


def person(read: Person) -> tuple[str | None, str]:
    """Return the given and the family name of an author, as printed."""
    assert read.lineage_names == []
    given = untex(" ".join(read.first_names + read.middle_names))
    return given or None, untex(" ".join(read.prelast_names + read.last_names))


def read_field(entry: Entry, field: str) -> str | None:
    """Return a field as printed."""
    return untex(entry.fields[field]) if field in entry.fields else None


def authors(source: Source) -> list[tuple[str | None, str | None]]:
    """Return what any program should find as the authors of a source."""
    return [(folded(n.given), folded(n.literal or n.family)) for n in source.author]


def certain_year(source: Source) -> int | None:
    """Return the one year in which all of a date lies, where there is one."""
    if source.issued is None:
        return None
    period = Period(edtf=source.issued, holds="sometime")
    years = {day.year if day else None for day in (period.start, period.end)}
    return years.pop() if len(years) == 1 else None


# What is refused and what holds for every style


def test_styles() -> None:
    """The five public styles keep their names."""
    assert set(STYLES) >= {"text", "markdown", "bibtex", "ris", "csl-json"}


def test_unknown_style() -> None:
    """An unknown style is refused, with the nearest known one."""
    with pytest.raises(UnknownValueError) as caught:
        render(FABRICATED, "bibtext")
    assert str(caught.value).startswith("found 'bibtext'; expected a style; did you mean 'bibtex'")


@pytest.mark.parametrize("style", STYLES)
@worlds
def test_ends_with_a_newline(sources: tuple[Source, ...], style: str) -> None:
    """A list ends with one newline, so that it can be piped and appended to."""
    text = render(sources, style)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize(
    ("style", "nothing"),
    [("text", ""), ("markdown", ""), ("bibtex", ""), ("ris", ""), ("csl-json", "[]\n")],
)
def test_no_sources(style: str, nothing: str) -> None:
    """No sources make no lines, and in JSON an empty array."""
    assert nothing == render([], style)


@pytest.mark.parametrize("style", STYLES)
def test_repeated_source(style: str) -> None:
    """A source given twice is written once, where it first stands: two equal keys break BibTeX."""
    first, second = FABRICATED[:2]
    assert render([second, first], style) == render([second, first, second], style)


def test_light_import() -> None:
    """Whoever wants a citation waits neither for pandas nor for pydantic nor for a YAML reader."""
    program = (
        "import sys, afpak_claims.evidence.citations.styles;"
        "unwanted = {'pandas', 'pydantic', 'yaml', 'afpak_claims.evidence.dataset'};"
        "print(sorted(unwanted & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT / "src",
    )
    assert run.stdout == "[]\n"


# Text

REFERENCES = {
    "person, container, address": (
        Source(
            id="a",
            type="webpage",
            title="What the Lorem took",
            author=(Name(family="Ficta", given="Vera"),),
            container_title="The Lorem Reader",
            issued="2021-09-02",
            url="https://example.org/a",
            archive="https://example.net/b",
        ),
        (
            "Vera Ficta (2 September 2021). What the Lorem took. The Lorem Reader. "
            "https://example.org/a Read at https://example.net/b."
        ),
    ),
    "nothing known": (
        Source(id="a", type="document"),
        "[author unknown] (no date). [title unknown].",
    ),
    "publisher first where no author is known": (
        Source(id="a", type="webpage", container_title="Reader", publisher="Agency"),
        "Agency (no date). [title unknown]. Reader.",
    ),
    "container first where no publisher is known either": (
        Source(id="a", type="webpage", container_title="Reader", title="Rain"),
        "Reader (no date). Rain.",
    ),
    "a body that publishes its own work is named once": (
        Source(id="a", type="report", title="Rain", author=(Name(literal="B"),), publisher="B"),
        "B (no date). Rain.",
    ),
    "container and publisher of one name are named once": (
        Source(
            id="a",
            type="report",
            title="Rain",
            author=(Name(family="F"),),
            container_title="B",
            publisher="B",
        ),
        "F (no date). Rain. B.",
    ),
    "two authors": (
        Source(id="a", type="book", title="R", author=(Name(literal="A"), Name(literal="B"))),
        "A and B (no date). R.",
    ),
    "three authors": (
        Source(id="a", type="book", title="R", author=tuple(Name(literal=n) for n in "ABC")),
        "A, B and C (no date). R.",
    ),
    "doubt about the date": (
        Source(id="a", type="book", title="R", issued="1996?"),
        "[author unknown] (1996 [uncertain]). R.",
    ),
    "a range of dates": (
        Source(id="a", type="book", title="R", issued="1996-02/1997~"),
        "[author unknown] (February 1996 to 1997 [approximately]). R.",
    ),
    "a title that brings its own stop": (
        Source(id="a", type="book", title="Where does it rain?", publisher="P."),
        "P. (no date). Where does it rain?",
    ),
    "the day it was read": (
        Source(id="a", type="book", title="R", url="https://example.org", accessed="2025-03-01"),
        "[author unknown] (no date). R. https://example.org Accessed 1 March 2025.",
    ),
    "an archive that is the address itself": (
        Source(id="a", type="book", url="https://example.org", archive="https://example.org"),
        "[author unknown] (no date). [title unknown]. https://example.org.",
    ),
    "an archive where no own address is known": (
        Source(id="a", type="book", archive="https://example.net"),
        "[author unknown] (no date). [title unknown]. Read at https://example.net.",
    ),
}


@pytest.mark.parametrize(("source", "expected"), REFERENCES.values(), ids=REFERENCES)
def test_reference(source: Source, expected: str) -> None:
    """A reference says what is known, in one order, and plainly what is not."""
    assert expected == reference(source)


@worlds
def test_text(sources: tuple[Source, ...]) -> None:
    """Text is one reference a line, each with a stop at its end and its addresses whole."""
    lines = render(sources, "text").splitlines()
    assert [reference(source) for source in sources] == lines
    for source, line in zip(sources, lines, strict=True):
        assert line.endswith((".", "?", "!", "…"))
        for address in source.addresses:
            assert address in re.split(r" |\.$", line)


# Markdown


def read_markdown(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the printed text and the links (text, address) of each item of one Markdown list."""
    tokens = MarkdownIt("commonmark").parse(text)
    blocks = [token.type for token in tokens]
    item = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]
    assert ["bullet_list_open", *item * blocks.count("inline"), "bullet_list_close"] == blocks
    return [read_inline(token.children or []) for token in tokens if token.type == "inline"]


def read_inline(tokens: list[Any]) -> tuple[str, list[tuple[str, str]]]:
    """Return the printed text and the links of one paragraph; only text and links may be in it."""
    text, links, address, start = "", [], "", 0
    for token in tokens:
        if token.type == "link_open":
            address, start = unquote(token.attrs["href"]), len(text)
        elif token.type == "link_close":
            links.append((text[start:], address))
        else:
            assert token.type in {"text", "text_special"}
            text += token.content
    return text, links


def check_markdown(source: Source, printed: str, links: list[tuple[str, str]]) -> None:
    """Hold one item of a Markdown list against its source."""
    title = source.title or "[title unknown]"
    copies = [address for address in (source.where_read, source.archive) if address]
    copies = [copy for copy in dict.fromkeys(copies) if copy != source.url]
    expected = [(title, unquote(source.url))] if source.url else []
    assert [*expected, *((copy, unquote(copy)) for copy in copies)] == links
    plain = reference(source)
    if source.url and (copies or source.accessed):
        plain = plain.replace(f" {source.url} ", " ", 1)
    elif source.url:
        plain = plain.removesuffix(f" {source.url}.")
    assert plain == printed


@worlds
def test_markdown(sources: tuple[Source, ...]) -> None:
    """Markdown prints the same reference, with the title as the link to the source's address."""
    items = read_markdown(render(sources, "markdown"))
    for source, (printed, links) in zip(sources, items, strict=True):
        check_markdown(source, printed, links)


@pytest.mark.parametrize(
    "start",
    ["# A", "1. A", "12) A", "- A", "+ A", "* A", "> A", "---", "===", "~~~", "    A", "[A]"],
)
def test_markdown_start(start: str) -> None:
    """An author whose name looks like a heading, a list or a rule stays text."""
    source = Source(id="a", type="book", author=(Name(literal=start.strip()),))
    items = read_markdown(render([source], "markdown"))
    assert [(f"{start.strip()} (no date). [title unknown].", [])] == items


@pytest.mark.parametrize(
    "title", ["&lt;b&gt;", "&#65; &#x41;", "AT&T", "![a](b)", "<br>", "`a` $b$"]
)
def test_markdown_title(title: str) -> None:
    """A title with an entity, an image or a tag in it is printed as it is."""
    items = read_markdown(render([Source(id="a", type="book", title=title)], "markdown"))
    assert items == [(f"[author unknown] (no date). {title}.", [])]


def test_markdown_address() -> None:
    """An address with what Markdown would decode or unescape still leads to the same place."""
    source = Source(id="a", type="book", url=r"https://example.org/?a=1&copy;=(2)\_&lt=3")
    [(_, links)] = read_markdown(render([source], "markdown"))
    assert links == [("[title unknown]", r"https://example.org/?a=1&copy;=(2)\_&lt=3")]


# BibTeX


def check_bibtex(source: Source, entry: Entry) -> None:
    """Hold an entry that pybtex read against its source."""
    assert authors(source) == [person(read) for read in entry.persons.get("author", [])]
    for field, value in {"title": source.title, "annote": source.note}.items():
        assert folded(value) == read_field(entry, field)
    year = certain_year(source)
    assert (None if year is None else str(year)) == entry.fields.get("year")
    assert source.issued == entry.fields.get("date")
    assert source.accessed == entry.fields.get("urldate")
    assert (source.url or source.where_read) == entry.fields.get("url")


@worlds
def test_bibtex(sources: tuple[Source, ...]) -> None:
    """Pybtex reads back every source under its id: authors, title, dates and address."""
    entries = read_bibtex(render(sources, "bibtex"))
    assert [source.id for source in sources] == list(entries)
    for source in sources:
        check_bibtex(source, entries[source.id])


@worlds
def test_bibtex_places(sources: tuple[Source, ...]) -> None:
    """Where a source appeared and who published it stand in fields that its entry type prints."""
    printed = {
        "article": {"journal"},
        "book": {"series", "publisher"},
        "incollection": {"booktitle", "publisher"},
        "misc": {"howpublished"},
        "techreport": {"institution"},
    }
    entries = read_bibtex(render(sources, "bibtex"))
    for source in sources:
        entry = entries[source.id]
        shown = {
            untex(value) for field, value in entry.fields.items() if field in printed[entry.type]
        }
        known = {folded(source.container_title), folded(source.publisher)} - {None}
        assert shown <= known
        if known and (source.publisher or entry.type != "techreport"):
            assert shown


@pytest.mark.slow
@pytest.mark.parametrize("style", ["alpha", "plain", "unsrt", "unsrtalpha"])
def test_pybtex_prints_every_source(draft: Dataset, style: str) -> None:
    """The classic styles print title, year and address of every source, and complain of none."""
    from pybtex import PybtexEngine

    made = [*draft.sources.values(), draft.as_source()]
    printed = PybtexEngine().format_from_string(
        render(made, "bibtex"), style, output_backend="plaintext"
    )
    lines = [re.sub(r"[\W_]", "", line) for line in printed.splitlines() if line.strip()]

    assert len(made) == len(lines)
    for source in made:
        year = certain_year(source)
        # pybtex leaves the name of a sign that it has no character for.
        title = (source.title or "").replace("|", "textbar")
        known = (title, str(year or ""), source.url or source.where_read)
        due = [re.sub(r"[\W_]", "", part or "") for part in known]
        assert any(all(part in line for part in due) for line in lines), source.id


@pytest.mark.parametrize("kind", get_args(SourceType))
def test_types(kind: Any) -> None:
    """Each type of source has an entry type of the classic styles and a RIS type of the list."""
    source = Source(id="a", type=kind, container_title="C")
    entry = read_bibtex(render([source], "bibtex"))["a"]
    assert hasattr(PlainStyle, f"get_{entry.type}_template")
    [record] = rispy.loads(render([source], "ris"))
    assert record["type_of_reference"] in rispy.TYPE_OF_REFERENCE_MAPPING
    assert kind == csl(source)["type"]


@pytest.mark.parametrize(
    ("kind", "bibtex", "ris"),
    [
        ("article-newspaper", "article", "NEWS"),
        ("article-journal", "article", "JOUR"),
        ("book", "book", "BOOK"),
        ("dataset", "misc", "DATA"),
        ("entry-encyclopedia", "incollection", "ENCYC"),
        ("report", "techreport", "RPRT"),
        ("webpage", "misc", "ELEC"),
    ],
)
def test_common_types(kind: Any, bibtex: str, ris: str) -> None:
    """The usual types go where reference managers look for them."""
    source = Source(
        id="a",
        type=kind,
        author=(Name(literal="A"),),
        title="T",
        container_title="C",
        publisher="P",
        issued="2004",
    )
    assert render([source], "bibtex").startswith(f"@{bibtex}{{a,\n")
    assert render([source], "ris").startswith(f"TY  - {ris}\n")


@pytest.mark.parametrize("lacking", ["author", "title", "container_title", "issued"])
def test_an_incomplete_article_is_of_the_kind_that_requires_nothing(lacking: str) -> None:
    """Where a required field is unknown, the entry is a @misc, at which no strict style stops."""
    known = {"author": (Name(literal="A"),), "title": "T", "container_title": "C", "issued": "2004"}
    known.pop(lacking)
    made = render([Source(id="a", type="article-newspaper", **known)], "bibtex")  # type: ignore[arg-type] # each of its own type
    assert made.startswith("@misc{a,\n")


def test_bibtex_article_without_journal() -> None:
    """A newspaper article of no known newspaper is a @misc, for an @article needs its journal."""
    source = Source(id="a", type="article-newspaper", publisher="Agency")
    assert (
        render([source], "bibtex") == "@misc{a,\n  key = {Agency},\n  howpublished = {Agency},\n}\n"
    )


def test_bibtex_golden() -> None:
    """Nothing in a text can end its field, its entry or its line."""
    expected = r"""@techreport{nasty,
  author = {{van der \textbraceright{} Berg}, {and} and {Ministry of War, and Peace \& others} and {others}, José María},
  title = {{{}\textbraceright{}\textbraceleft{} @misc\textbraceleft{}x, a = "b"\textbraceright{} 100\% \textbackslash{}end \#1 \$x\$ a\_b c\textasciicircum{}d \textasciitilde{}e \textless{}f\textgreater{} \textbar{}g\textbar{} \textasciigrave{}h\textasciigrave{} -{}- '{}' ,{}, ER  - \& ß}},
  howpublished = {The D \& C\_Reader},
  institution = {P \& Q, 5\%},
  year = {2004},
  month = feb,
  date = {2004-02-03},
  url = {https://example.org/a_b%20c~d?e=f&g=h;i#j^k$l},
  urldate = {2025-03-01},
  note = {Licence: CC-BY-4.0. Read at https://example.net/copy\_of\%20it?e=f\&g=h\#i-{}-j},
  annote = {@nobody\textbraceleft{}knows\textbraceright{} 100\% of \$it \& TY  - all\_of\_it},
}
"""  # noqa: E501 - a field is one line
    assert expected == render([NASTY], "bibtex")


def test_bibtex_names() -> None:
    """A plain name is written plainly; one that BibTeX would take apart is braced whole."""
    names = {
        Name(family="Ficta", given="Anne-Ignota B."): "Ficta, Anne-Ignota B.",
        Name(family="O'Nemo", given="Ígnota"): "O'Nemo, Ígnota",
        Name(family="de la Ficta", given="Vera"): "{de la Ficta}, Vera",
        Name(family="Ficta Nemo"): "{Ficta Nemo}",
        Name(family="Ficta", given="Vera, Jr."): "Ficta, {Vera, Jr.}",
        Name(family="Black And White", given="Vera"): "{Black And White}, Vera",
        Name(literal="Sand and Gravel Board"): "{Sand and Gravel Board}",
        Name(literal="@ Large"): "{@ Large}",
        Name(literal="$ Bank"): r"{{}\$ Bank}",
    }
    source = Source(id="a", type="book", author=tuple(names))
    assert f"  author = {{{' and '.join(names.values())}}},\n" in render([source], "bibtex")


@pytest.mark.parametrize(
    ("issued", "fields"),
    [
        ("2021-09-02", ["year = {2021}", "month = sep", "date = {2021-09-02}"]),
        ("2021-12", ["year = {2021}", "month = dec", "date = {2021-12}"]),
        ("2021", ["year = {2021}", "date = {2021}"]),
        ("2020?", ["year = {2020}", "date = {2020?}", "note = {Dated 2020 (uncertain).}"]),
        ("2004-01/..", ["date = {2004-01/..}", "note = {Dated from January 2004 on.}"]),
        ("2004/2005", ["date = {2004/2005}", "note = {Dated 2004 to 2005.}"]),
        (
            "2004-01/2004-03",
            [
                "year = {2004}",
                "date = {2004-01/2004-03}",
                "note = {Dated January 2004 to March 2004.}",
            ],
        ),
    ],
)
def test_bibtex_date(issued: str, fields: list[str]) -> None:
    """Year and month are given where all of the date lies in them; the rest is said in words."""
    source = Source(id="a", type="webpage", issued=issued)
    lines = "".join(f"  {field},\n" for field in fields)
    assert f"@misc{{a,\n{lines}}}\n" == render([source], "bibtex")


def test_bibtex_address() -> None:
    """Braces and backslashes, which no address may hold, are percent-encoded: they end fields."""
    source = Source(id="a", type="book", url="https://example.org/}{\\x")
    entry = read_bibtex(render([source], "bibtex"))["a"]
    assert entry.fields["url"] == "https://example.org/%7D%7B%5Cx"


# RIS


def ris_author(name: Name) -> str:
    """Return an author as RIS has it."""
    return name.literal or ", ".join(part for part in (name.family, name.given) if part)


def check_ris(source: Source, record: dict[str, Any]) -> None:
    """Hold a record that rispy read against its source."""
    assert source.id == record["id"]
    assert source.title == record.get("title")
    assert [ris_author(name) for name in source.author] == record.get("authors", [])
    assert source.container_title == record.get("secondary_title")
    assert source.publisher == record.get("publisher")
    # The reader takes a semicolon in an address for the end of the address.
    assert (source.url or source.where_read or "") == ";".join(record.get("urls", []))
    year = certain_year(source)
    assert (None if year is None else f"{year:04}") == record.get("year")
    notes = record.get("notes", [])
    assert source.note is None or source.note == notes[-1]
    if source.url and source.where_read != source.url:
        assert f"Read at {source.where_read}" in notes
    if source.archive not in {None, source.url, source.where_read}:
        assert f"Archived at {source.archive}" in notes
    assert "unknown_tag" not in record


@worlds
def test_ris(sources: tuple[Source, ...]) -> None:
    """Rispy reads back every source: authors, title, container, publisher, year, address, notes."""
    records = rispy.loads(render(sources, "ris"))
    for source, record in zip(sources, records, strict=True):
        check_ris(source, record)


@worlds
def test_ris_lines(sources: tuple[Source, ...]) -> None:
    """Each record begins with its type, ends with ER, and each line between has a tag."""
    records = render(sources, "ris").split("\n\n")
    assert len(sources) == len(records)
    for record in records:
        tags = [
            re.fullmatch(r"([A-Z][A-Z0-9])  - .*", line) for line in record.strip("\n").split("\n")
        ]
        assert None not in tags
        names = [tag[1] for tag in tags if tag]
        assert (names[0], names[-1]) == ("TY", "ER")
        assert 1 == names.count("TY") == names.count("ER")


@pytest.mark.parametrize(
    ("issued", "year", "date"),
    [
        ("2021-09-02", "2021", "2021/09/02"),
        ("2021-12", "2021", "2021/12/"),
        ("0987", "0987", "0987//"),
        ("2020?", "2020", "2020//"),
        ("2004-01/2004-03", "2004", "2004///January 2004 to March 2004"),
        ("2004/2005", None, "2004///2004 to 2005"),
        ("2004/..", None, "2004///from 2004 on"),
        ("../2004", None, None),
        (None, None, None),
    ],
)
def test_ris_date(issued: str | None, year: str | None, date: str | None) -> None:
    """Dates are YYYY/MM/DD, nothing between the slashes for what is not certain, and a range."""
    [record] = rispy.loads(render([Source(id="a", type="book", issued=issued)], "ris"))
    assert (year, date) == (record.get("year"), record.get("date"))


# CSL-JSON

# The fields of a CSL-JSON item that a source can fill, as the CSL 1.0.2 specification has them.
TEXT = {"type": "string", "minLength": 1}
DATE = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": "integer", "minimum": 1},
            },
        },
        "circa": {"const": True},
        "literal": TEXT,
    },
}
NAME = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"family": TEXT, "given": TEXT, "literal": TEXT},
    "oneOf": [{"required": ["family"]}, {"required": ["literal"]}],
}
CSL_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture musical_score "
    "pamphlet paper-conference patent performance periodical personal_communication post "
    "post-weblog regulation report review review-book software song speech standard thesis treaty "
    "webpage"
)
CSL_JSON = Draft7Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["id", "type"],
            "properties": {
                "id": TEXT,
                "type": {"enum": CSL_TYPES.split()},
                "title": TEXT,
                "author": {"type": "array", "minItems": 1, "items": NAME},
                "container-title": TEXT,
                "publisher": TEXT,
                "issued": DATE,
                "accessed": DATE,
                "URL": TEXT,
                "note": TEXT,
            },
        },
    }
)


@worlds
def test_csl(sources: tuple[Source, ...]) -> None:
    """CSL-JSON is an array of items of the specification, which say what the sources say."""
    items = json.loads(render(sources, "csl-json"))
    CSL_JSON.validate(items)
    assert [csl(source) for source in sources] == items
    for source, item in zip(sources, items, strict=True):
        address = source.url or source.where_read
        assert (source.title, address) == (item.get("title"), item.get("URL"))
        assert list(source.author) == [Name(**name) for name in item.get("author", [])]
        assert (source.issued is None) == ("issued" not in item)


def test_csl_golden() -> None:
    """An item has the fields in the order of a reference, and in its note what has no field."""
    expected = {
        "id": "nasty",
        "type": "report",
        "title": NASTY.title,
        "author": [
            {"family": "van der } Berg", "given": "and"},
            {"literal": "Ministry of War, and Peace & others"},
            {"family": "others", "given": "José María"},
        ],
        "container-title": "The D & C_Reader",
        "publisher": "P & Q, 5%",
        "issued": {"date-parts": [[2004, 2, 3]]},
        "accessed": {"date-parts": [[2025, 3, 1]]},
        "URL": "https://example.org/a_b%20c~d?e=f&g=h;i#j^k$l",
        "note": "@nobody{knows} 100% of $it & TY  - all_of_it Licence: CC-BY-4.0. "
        "Read at https://example.net/copy_of%20it?e=f&g=h#i--j",
    }
    assert list(expected.items()) == list(csl(NASTY).items())


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2021-09-02", {"date-parts": [[2021, 9, 2]]}),
        ("2021-12", {"date-parts": [[2021, 12]]}),
        ("0987", {"date-parts": [[987]]}),
        ("2020?", {"date-parts": [[2020]], "circa": True}),
        ("2004-02/2005", {"date-parts": [[2004, 2], [2005]]}),
        ("2004/2005-03-01~", {"date-parts": [[2004], [2005, 3, 1]], "circa": True}),
        ("2005/..", {"literal": "from 2005 on"}),
        ("../2010-05?", {"literal": "until May 2010 (uncertain)"}),
    ],
)
def test_csl_date(issued: str, expected: dict[str, Any]) -> None:
    """A date keeps its precision, a range both ends, a doubt its mark; an open end is in words."""
    source = Source(id="a", type="book", issued=issued, accessed=issued)
    assert (expected, expected) == (csl(source)["issued"], csl(source)["accessed"])


def test_csl_schema_refuses() -> None:
    """The schema above can fail: it refuses a field, a type and a date that CSL does not have."""
    wrong = [
        {"id": "a", "type": "book", "archive_url": "https://example.org"},
        {"id": "a", "type": "newspaper"},
        {"id": "a", "type": "book", "issued": {"date-parts": []}},
    ]
    assert [CSL_JSON.is_valid([item]) for item in wrong] == [False, False, False]


def test_non_latin_scripts() -> None:
    """Every style keeps other scripts as they are, in UTF-8 and not as escapes."""
    source = next(source for source in FABRICATED if source.id == "scripts")
    for style in STYLES:
        for text in (source.title, source.container_title, "نمونه", "Река новостей"):
            assert str(text) in render([source], style)


# Any source at all


def lines() -> st.SearchStrategy[str]:
    """Make one-line texts, with more than their share of what is special in some style."""
    char = st.characters(exclude_categories=["Cc", "Cs"]).filter(
        lambda character: not unprintable(character)
    )
    special = st.sampled_from(
        [
            *"\\{}%$&#_~^@\"'`-,;<>|[]()*!.:+=/",
            " and ",
            "others",
            "ER  - ",
            "TY  - BOOK",
            "@book{x,",
        ]
    )
    return (
        st.lists(st.one_of(char, special), min_size=1, max_size=12)
        .map(lambda parts: "".join(parts).strip())
        .filter(bool)
    )


def days() -> st.SearchStrategy[str]:
    """Make EDTF strings of every form that a source may have."""
    day = st.dates(min_value=dt.date(1000, 1, 1)).map(dt.date.isoformat)
    date = st.builds(lambda text, size: text[:size], day, st.sampled_from([4, 7, 10]))
    doubtful = st.builds(str.__add__, date, st.sampled_from(["", "", "?", "~"]))
    return st.one_of(doubtful, doubtful.map("{}/..".format), doubtful.map("../{}".format))


def addresses() -> st.SearchStrategy[str]:
    """Make addresses of the characters that an address may hold."""
    return st.text("abzAZ09-._~:/?#[]@!$&'()*+,;=%", max_size=15).map(
        "https://example.org/".__add__
    )


def items() -> st.SearchStrategy[str]:
    """Make one-line texts of which several may stand in a cell."""
    return lines().map(lambda text: text.replace(";", ","))


def names() -> st.SearchStrategy[Name]:
    """Make names of people and of bodies."""
    return st.one_of(
        st.builds(Name, literal=items()),
        st.builds(Name, family=items(), given=st.none() | items()),
    )


def anything() -> st.SearchStrategy[Source]:
    """Make any source that the records allow."""
    return st.builds(
        Source,
        id=st.just("any"),
        type=st.sampled_from(get_args(SourceType)),
        title=st.none() | lines(),
        author=st.lists(names(), max_size=3).map(tuple),
        container_title=st.none() | lines(),
        publisher=st.none() | lines(),
        issued=st.none() | days(),
        accessed=st.none() | days(),
        url=st.none() | addresses(),
        read_at=st.none() | addresses(),
        archive=st.none() | addresses(),
        licence=st.none() | lines(),
        note=st.none() | lines(),
    )


def plain_source(source: Source) -> dict[str, Any]:
    """Return a source as the YAML reader gives it."""
    values = {name: getattr(source, name) for name in Source.__dataclass_fields__}
    author = [{p: getattr(n, p) for p in Name.__dataclass_fields__} for n in source.author]
    renamed = {"container-title": values.pop("container_title"), "URL": values.pop("url")}
    return {**values, **renamed, "author": author}


class TestAnySource:
    """What a source says can be read back from its citation, whatever characters it holds."""

    @given(anything())
    def test_is_allowed(self, source: Source) -> None:
        """The sources of these tests are such as the records allow."""
        assert (source, []) == validate(Source, plain_source(source))  # type: ignore[comparison-overlap] # one side is a generic pair

    @settings(max_examples=examples(100))
    @given(anything())
    def test_bibtex(self, source: Source) -> None:
        """Pybtex reads one entry, with the authors, the title and the address of the source."""
        [entry] = read_bibtex(render([source, source], "bibtex")).values()
        check_bibtex(source, entry)

    @settings(max_examples=examples(100))
    @given(anything())
    def test_ris(self, source: Source) -> None:
        """Rispy reads one record, with the authors, the title and the notes of the source."""
        [record] = rispy.loads(render([source], "ris"))
        address = source.url or source.where_read
        record["urls"] = [address] if address else []
        check_ris(source, record)

    @settings(max_examples=examples(100))
    @given(anything())
    def test_markdown(self, source: Source) -> None:
        """A Markdown reader finds one item, with the text of the reference and its links."""
        [(printed, links)] = read_markdown(render([source], "markdown"))
        check_markdown(source, printed, links)

    @given(anything())
    def test_csl(self, source: Source) -> None:
        """CSL-JSON is of the specification."""
        CSL_JSON.validate(json.loads(render([source], "csl-json")))

    @given(anything())
    def test_text(self, source: Source) -> None:
        """Text is one line."""
        assert [reference(source)] == render([source], "text").splitlines()


def test_several_ids_make_one_list(draft: Dataset) -> None:
    """Claims that share sources cite each of them once, and the dataset once and last."""
    ids = ["drone-strikes-killed", "drone-strikes-count", "unama-annual-report-2013"]
    items = json.loads(ac.cite(ids, "csl-json", dataset=draft))
    cited = [item["id"] for item in items]

    each = {source.id for claim in ids[:2] for source in draft.trace(claim).cited}
    assert sorted(cited) == sorted({*each, ids[2]})
    assert cited[-1] == draft.own_id
    assert len(read_bibtex(ac.cite(ids, "bibtex", dataset=draft))) == len(cited)
    assert len(rispy.loads(ac.cite(ids, "ris", dataset=draft))) == len(cited)


def test_the_dataset_is_cited_by_its_name() -> None:
    """A released version is dated by its release; a draft has no date."""
    [item] = json.loads(ac.cite("afpak-claims", "csl-json", version="2.0.0"))
    assert item["issued"] == {"date-parts": [[2026, 11, 26]]}
    assert "data 2.0.0" in item["container-title"]
    [item] = json.loads(ac.cite("afpak-claims", "csl-json", version="draft"))
    assert "issued" not in item


def test_a_source_without_an_own_address_has_the_one_where_it_was_read() -> None:
    """Programs that manage references get an address wherever one was read."""
    quoted = Source(id="a", type="report", title="R", read_at="https://example.net/b")
    assert csl(quoted)["URL"] == "https://example.net/b"
    assert "note" not in csl(quoted)
    own = Source(id="a", type="report", url="https://example.org", read_at="https://example.net/b")
    assert csl(own)["note"] == "Read at https://example.net/b"
    assert reference(own).endswith("https://example.org Read at https://example.net/b.")


@pytest.mark.parametrize(
    ("field", "words"), [("title", ("title",)), ("issued", ("date", "day", "year"))]
)
def test_what_a_source_lacks_is_said_in_its_note(
    draft: Dataset, field: str, words: tuple[str, ...]
) -> None:
    """A source without a title or a date has a note that speaks of it; nothing is left unsaid."""
    silent = [
        source.id
        for source in draft.sources.values()
        if not getattr(source, field)
        and not any(word in (source.note or "").lower() for word in words)
    ]

    assert silent == []


def test_most_sources_can_be_cited(draft: Dataset) -> None:
    """At least 85 of 100 sources have a title, 90 a date, and 98 an author or a body."""
    sources = draft.sources.values()

    assert sum(bool(each.title) for each in sources) >= 0.85 * len(sources)
    assert sum(bool(each.issued) for each in sources) >= 0.90 * len(sources)
    assert sum(bool(each.author or each.publisher or each.container_title) for each in sources) >= (
        0.98 * len(sources)
    )
