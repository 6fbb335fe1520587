"""Strategies: valid records of every shape, for the property tests."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, get_args

from hypothesis import strategies as st

from afpak_claims.printable import unprintable
from afpak_claims.records.claims import (
    Assertion,
    AssertionType,
    Attribution,
    Figure,
    Locator,
    Rank,
)
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.findings import (
    CountedAs,
    Coverage,
    Covers,
    Finding,
    Judged,
    Operation,
    Reading,
    Stance,
)
from afpak_claims.records.names import Name
from afpak_claims.records.periods import Holds, Period, bounds
from afpak_claims.records.retirement import Retired
from afpak_claims.records.sources import Source, SourceType
from afpak_claims.records.spots import Spot, TextPart

_LARGEST = 10**15 - 1


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def lines() -> st.SearchStrategy[str]:
    """Return texts of one printable line, those that YAML could mistake among them."""
    characters = st.characters(exclude_categories=("Cc", "Cs")).filter(
        lambda character: not unprintable(character)
    )
    awkward = st.sampled_from(
        [
            "null",
            "~",
            "NO",
            "1.10",
            "017",
            "12:30",
            "a: b",
            "# a",
            "- a",
            "- id: a",
            "{a}",
            "[",
            "]",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a",
            "'",
            '"',
            "''",
            "\\",
            "\\n",
            "?",
            ":",
            "<<",
            "=",
            "|",
            "---",
            "...",
            "2004-05-06",
            "true",
            "a #b",
            "a:",
            ">-",
            "🌊",
            "á",
            "-1",
        ]
    )
    free = st.text(characters, min_size=1, max_size=40).map(str.strip).filter(bool)
    return free | awkward


def slugs() -> st.SearchStrategy[str]:
    """Return ids of lower-case letters, digits and single hyphens."""
    return st.from_regex(
        re.compile(
            r"(?!(?:aux|con|nul|prn|com\d|lpt\d)$)[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", re.ASCII
        ),
        fullmatch=True,
    )


def words() -> st.SearchStrategy[str]:
    """Return names of lower-case letters, digits and underscores."""
    return st.from_regex(re.compile(r"[a-z][a-z0-9]{0,7}(_[a-z0-9]{1,8}){0,3}"), fullmatch=True)


def digests() -> st.SearchStrategy[str]:
    """Return sixteen hexadecimal digits."""
    return st.text("0123456789abcdef", min_size=16, max_size=16)


def numbers() -> st.SearchStrategy[float]:
    """Return the numbers that a record may hold: whole ones, and decimals of few digits."""
    whole = st.integers(-_LARGEST, _LARGEST)
    decimal = st.builds(
        lambda digits, places: round(digits / 10**places, 9),
        st.integers(-(10**12), 10**12),
        st.integers(1, 9),
    )
    return whole | decimal


@st.composite
def estimates(
    draw: st.DrawFn,
    values: st.SearchStrategy[float] | None = None,
    *,
    wording: st.SearchStrategy[str] | None = None,
) -> Estimate:
    """Return ranges with any of the three bounds, open or closed, interpreted or not."""
    values = numbers() if values is None else values
    names = draw(st.sets(st.sampled_from(["low", "best", "high"]), min_size=1))
    given = [name for name in ("low", "best", "high") if name in names]
    ordered = sorted(draw(values) for _ in given)
    bound: dict[str, Any] = dict(zip(given, ordered, strict=True))
    for name, opposite in (("low", "high"), ("high", "low")):
        may_be_open = name in bound and bound[name] not in {bound.get("best"), bound.get(opposite)}
        bound[f"{name}_open"] = may_be_open and draw(st.booleans())
    outer = [name for name in given if name != "best"]
    interpreted = draw(st.permutations(outer).map(tuple))[: draw(st.integers(0, 2))]
    text = draw(_maybe(lines() if wording is None else wording))
    is_range = "low" in names and "high" in names and not interpreted
    if is_range and not (bound["low_open"] or bound["high_open"]):
        bound["level"] = draw(_maybe(st.sampled_from([50, 95, 99.5])))
    return Estimate(**bound, interpreted=interpreted, wording=text)


@st.composite
def dates(draw: st.DrawFn, *, year: st.SearchStrategy[int] | None = None) -> str:
    """Return EDTF dates of each precision, qualified or not."""
    years = st.integers(1, 9999) if year is None else year
    day = dt.date(draw(years), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    last = dt.date(day.year, day.month, 28)
    text = draw(st.sampled_from([day, last])).isoformat()
    return text[: draw(st.sampled_from([4, 7, 10]))] + draw(st.sampled_from(["", "?", "~"]))


def _runs_forward(edtf: str) -> bool:
    try:
        bounds(edtf)
    except ValueError:
        return False
    return True


@st.composite
def edtf(draw: st.DrawFn, *, year: st.SearchStrategy[int] | None = None) -> str:
    """Return every shape of the EDTF subset: dates, closed and open intervals."""
    start, end = draw(dates(year=year)), draw(dates(year=year))
    interval = f"{start}/{end}" if _runs_forward(f"{start}/{end}") else f"{start}/{start}"
    return draw(st.sampled_from([start, interval, interval, f"{start}/..", f"../{end}"]))


@st.composite
def periods(draw: st.DrawFn, *, year: st.SearchStrategy[int] | None = None) -> Period:
    """Return periods with dates, with words, or with both."""
    dated = draw(st.booleans())
    holds = st.sampled_from(get_args(Holds))
    return Period(
        edtf=draw(edtf(year=year)) if dated else None,
        holds=draw(holds if dated else _maybe(holds)),
        wording=draw(_maybe(lines()) if dated else lines()),
    )


def _several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=3).map(tuple)


def _locators() -> st.SearchStrategy[Locator]:
    number = st.integers(1, 999)
    return st.builds(
        Locator, paragraph=number, sentence=number, digest=digests(), spot=_maybe(_spots())
    )


def _spots() -> st.SearchStrategy[Spot]:
    pages = _maybe(st.sampled_from(["12", "iv", "A-3", "12-13"]))
    times = _maybe(st.sampled_from(["0:14:05", "100:00:59"]))
    return st.builds(Spot, part=st.sampled_from(get_args(TextPart)), page=pages, time=times)


def _attributions() -> st.SearchStrategy[Attribution]:
    return st.one_of(
        st.just(Attribution(naming="none")),
        st.builds(Attribution, naming=st.just("generic"), group=lines()),
        st.builds(
            Attribution,
            naming=st.just("named"),
            to=st.lists(slugs(), min_size=1, max_size=3).map(tuple),
        ),
    )


def _versions() -> st.SearchStrategy[str]:
    number = st.integers(0, 30)
    return st.tuples(number, number, number).map(lambda parts: ".".join(map(str, parts)))


def _claim_fields() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "id": slugs(),
        "topic": slugs(),
        "statement": lines(),
        "period": _maybe(periods()),
        "places": _several(slugs()),
        "actors": _several(slugs()),
        "article": _locators(),
        "attribution": _attributions(),
        "part_of": _maybe(slugs()),
        "disputes": _maybe(slugs()),
        "cautions": _several(slugs()),
        "note": _maybe(lines()),
        "retired": _maybe(
            st.builds(Retired, in_version=_versions(), reason=lines(), replaced_by=_maybe(slugs()))
        ),
    }


def figures() -> st.SearchStrategy[Figure]:
    """Return figures with every field, given or not."""
    return st.builds(
        Figure,
        **_claim_fields(),
        kind=st.just("figure"),
        metric=words(),
        estimate=estimates(),
        reference=_maybe(lines()),
        rank=_maybe(st.builds(Rank, of=words(), among=st.just("2014/2023"))),
        short=_maybe(st.sampled_from(["people displaced", "strikes on the river"])),
    )


def assertions() -> st.SearchStrategy[Assertion]:
    """Return assertions with every field, given or not."""
    return st.builds(
        Assertion,
        **_claim_fields(),
        kind=st.just("assertion"),
        type=st.sampled_from(get_args(AssertionType)),
    )


def _covers() -> st.SearchStrategy[Covers]:
    judged = st.builds(Judged, coverage=st.sampled_from(get_args(Coverage)), why=lines())
    return st.builds(Covers, what=_maybe(judged), where=_maybe(judged), when=judged)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Return findings on values, on events and on attributions."""
    about = draw(st.sampled_from(["value", "event", "attribution"]))
    fields: dict[str, Any] = {
        "id": draw(slugs()),
        "claim": draw(slugs()),
        "about": about,
        "origin": draw(_several(slugs())),
        "source": draw(slugs()),
        "locator": draw(_maybe(lines())),
        "spot": draw(_maybe(_spots())),
        "period": draw(_maybe(periods())),
        "reading": draw(st.sampled_from(get_args(Reading))),
    }
    if about == "value":
        fields["estimate"] = draw(estimates())
        fields["reference"] = draw(_maybe(lines()))
        fields["metric"] = draw(_maybe(words()))
        fields["places"] = draw(_maybe(_several(slugs())))
        fields["counted_as"] = draw(_maybe(st.sampled_from(get_args(CountedAs))))
        fields["series"] = draw(_maybe(slugs()))
        fields["covers"] = draw(_maybe(_covers()))
        fields["revises"] = draw(_maybe(slugs()))
    else:
        fields["stance"] = draw(st.sampled_from(get_args(Stance)))
        if fields["stance"] == "not-found" and draw(st.booleans()):
            fields["reading"] = None
    if fields["reading"] == "derived" and about != "value":
        fields["reading"] = "primary"
    if fields["reading"] == "derived":
        fields["inputs"] = draw(st.lists(slugs(), min_size=1, max_size=3).map(tuple))
        fields["operation"] = draw(st.sampled_from(get_args(Operation)))
    needs_note = about != "value"
    fields["note"] = draw(lines() if needs_note else _maybe(lines()))
    return Finding(**fields)


def _names() -> st.SearchStrategy[Name]:
    part = lines().map(lambda text: text.replace(";", ","))
    person = st.builds(Name, family=part, given=_maybe(part))
    return person | st.builds(Name, literal=part)


def _addresses() -> st.SearchStrategy[str]:
    path = st.text("abcxyz0123456789/?&=%#~.:-_é", max_size=20)
    return st.builds("{}://example.org/{}".format, st.sampled_from(["http", "https"]), path)


def sources() -> st.SearchStrategy[Source]:
    """Return sources with every field, known or not."""
    return st.builds(
        Source,
        id=slugs(),
        type=st.sampled_from(get_args(SourceType)),
        title=_maybe(lines()),
        author=_several(_names()),
        container_title=_maybe(lines()),
        publisher=_maybe(lines()),
        issued=_maybe(edtf()),
        accessed=_maybe(dates()),
        url=_maybe(_addresses()),
        read_at=_maybe(_addresses()),
        archive=_maybe(_addresses()),
        licence=_maybe(lines()),
        note=_maybe(lines()),
    )
