"""Templates: how the files of this package become HTML, and what that HTML may load."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from afpak_claims.evidence.citations.shared import in_words
from afpak_claims.evidence.results import ATTRIBUTION_CHECKS, VERDICTS
from afpak_claims.records.findings import STANCES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Template


__all__ = [
    "archived",
    "compact",
    "day",
    "host",
    "linked",
    "packed",
    "part",
    "policy",
    "script",
    "style",
    "template",
    "text_fragment",
]

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]']")


def template(name: str) -> Template:
    """Return a template of this package; what a record says is always escaped in it."""
    return _environment().get_template(name)


def style(*names: str) -> Markup:
    """Return style sheets of this package, and the marks of all words, for one style element."""
    sheets = [*map(part, names), _marks()]
    text = re.sub(r" ?([{};])\s|(?<=[\w-])(:) ", r"\1\2", _squeezed("\n".join(sheets)))
    return Markup(text)  # noqa: S704 - our own files


def script(*names: str) -> Markup:
    """Return scripts of this package, one behind the other, for one script element."""
    return Markup(_squeezed("\n".join(map(part, names))))  # noqa: S704 - our own files


def _squeezed(text: str) -> str:
    """Return a style sheet or a script without its indents, blank lines and comments of a line."""
    lines = (line.strip() for line in text.splitlines())
    is_comment = re.compile(r"//|/\*[^*]*\*/$").match
    return "\n".join(line for line in lines if line and not is_comment(line))


def _marks() -> str:
    """Return the rules that set the mark of each verdict, check and stance before its words."""
    marks = {word: wording.mark for word, wording in (VERDICTS | ATTRIBUTION_CHECKS).items()}
    marks |= {word: its.mark for word, its in STANCES.items()}
    return "\n".join(
        f'.chip.{word}::before {{ content: "{mark}" / ""; }}' for word, mark in marks.items()
    )


def packed(text: str) -> Markup:
    """Compress what only a script reads, in base 85 with a comma for the sign of an element."""
    signs = base64.b85encode(zlib.compress(text.encode(), 9)).decode().replace("<", ",")
    return Markup(signs)  # noqa: S704 - signs of which none ends an element


def part(name: str) -> str:
    """Return the text of a file of this package."""
    return resources.files("afpak_claims.website").joinpath(name).read_text(encoding="utf-8")


def policy(
    styles: Iterable[str], scripts: Iterable[str] = (), *, forms: Literal["none", "self"] = "none"
) -> str:
    """Return a content security policy that forbids every request and all that is not ours.

    A form may lead to another page of the same site where *forms* says so.

    >>> policy(["p { margin: 0 }"]).split("; ")[0]
    "default-src 'none'"
    """
    allowed = " ".join(map(_hashed, scripts)) or "'none'"
    return (
        f"default-src 'none'; img-src data:; style-src {' '.join(map(_hashed, styles))}; "
        f"script-src {allowed}; base-uri 'none'; form-action '{forms}'"
    )


def _hashed(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def linked(text: str, *, in_short: bool = False) -> Markup:
    """Return a text in which every address is a link, shown as its site alone if *in_short*.

    >>> linked("Read at http://example.org/a, twice.")
    Markup('Read at <a href="http://example.org/a">http://example.org/a</a>, twice.')
    >>> linked("See http://example.org/a", in_short=True)
    Markup('See <a href="http://example.org/a">example.org</a>')
    """
    pieces, at = Markup(), 0
    for match in _ADDRESS.finditer(text):
        pieces += escape(text[at : match.start()])
        shown = host(match[0]) if in_short else match[0]
        pieces += Markup('<a href="{}">{}</a>').format(match[0], shown)
        at = match.end()
    return pieces + escape(text[at:])


def host(address: str) -> str:
    """Return the site of an address as a reader knows it again.

    >>> host("https://www.example.org/floods/1994")
    'example.org'
    """
    return urlsplit(address).netloc.rpartition("@")[2].removeprefix("www.") or address


def text_fragment(address: str, phrase: str | None) -> str:
    """Return an address that opens at a phrase of the page, where the browser can do that.

    One word without a digit leads to the page itself: it may stand earlier in the text too, and
    what stands around it is not known.

    >>> text_fragment("https://example.org/a", "more than 1,200")
    'https://example.org/a#:~:text=more%20than%201%2C200'
    >>> text_fragment("https://example.org/a", "Several")
    'https://example.org/a'
    """
    if not phrase or not re.search(r"\d|\S\s+\S", phrase):
        return address
    encoded = quote(phrase, safe="").replace("-", "%2D")
    return f"{address.partition('#')[0]}#:~:text={encoded}"


def tight(made: Markup) -> Markup:
    """Return HTML without the line ends of its template, which no text of a record has."""
    return Markup(re.sub(r"\s*\n\s*", "", made))  # noqa: S704 - HTML stays HTML


def compact(page: str) -> str:
    r"""Return a page in fewer bytes, with the same content to every reader of HTML.

    Quotation marks around plain values go, end tags that HTML lets one leave out, and escapes of
    an apostrophe. What a script, a style sheet or preformatted text holds is left as it is.

    >>> compact('<ul class="key"><li>one</li><li title="a b">two</li></ul>')
    '<ul class=key><li>one<li title="a b">two</ul>'
    """
    pieces = _UNTOUCHED.split(page)
    pieces[::2] = [_END.sub("", _TAG.sub(_unquoted, piece)) for piece in pieces[::2]]
    return "".join(pieces)


_UNTOUCHED = re.compile(r"(<script\b.*?</script>|<style\b.*?</style>|<pre\b.*?</pre>)", re.DOTALL)
_TAG = re.compile("<[a-z][^<>]*>|&#39;")
_PLAIN_VALUE = re.compile(r"""="([^\s"'=<>`&]+)"(?=[ >])""")
_END = re.compile("</(?:li|dt|dd)>(?=<(?:li|dt|dd|/ul|/ol|/dl)[ >])")


def _unquoted(match: re.Match[str]) -> str:
    return "'" if match[0] == "&#39;" else _PLAIN_VALUE.sub(r"=\1", match[0])


def archived(address: str) -> str:
    """Return where the Internet Archive lists its copies of an address, if it has any.

    >>> archived("https://example.org/a")
    'https://web.archive.org/web/*/https://example.org/a'
    """
    return f"https://web.archive.org/web/*/{address}"


def day(date: str) -> str:
    """Return a day as a reader writes it.

    >>> day("2026-11-26")
    '26 November 2026'
    """
    return in_words(date)


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(part),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "archived": archived,
        "day": day,
        "host": host,
        "linked": linked,
        "text_fragment": text_fragment,
        "tight": tight,
    }
    return environment
