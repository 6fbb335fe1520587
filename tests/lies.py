"""Lies: a hundred made-up wrong edits of the data, which check must find.

Each is an edit of the plain values of one file; none of it is evidence. Ids that a lie needs are
looked up by what it needs of a record, so that the lies outlive the records of today.
"""

from __future__ import annotations

import copy
import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

from afpak_claims.files import strict_yaml
from afpak_claims.records.periods import bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["LIES", "Files", "Lie", "World", "read_files"]

Files = dict[str, dict[str, Any]]
"""The plain values of every YAML file of a dataset, by its name."""


class Lie(NamedTuple):
    """One wrong edit."""

    rule: str
    """What it breaks."""
    text: str
    """What is wrong, in words."""
    tell: Callable[[World], str]
    """Makes the edit; returns the name of the file that it changed."""


class World:
    """The plain values of a dataset, with what a lie looks up in it."""

    def __init__(self, files: Files) -> None:
        """Keep the files."""
        self.files = files

    def records(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Return every record of a kind with its file."""
        for name, values in self.files.items():
            if kind in values:
                yield from ((name, record) for record in values[kind])

    def first(
        self, kind: str, fits: Callable[[dict[str, Any]], Any] = lambda _: True, skip: int = 0
    ) -> tuple[str, dict[str, Any]]:
        """Return a record of a kind that fits, counted from the first."""
        found = ((name, record) for name, record in self.records(kind) if fits(record))
        return next(itertools.islice(found, skip, None))

    def source(self, name: str) -> dict[str, Any]:
        """Return a source by its id."""
        return next(record for _, record in self.records("sources") if record["id"] == name)


def read_files(root: Path) -> Files:
    """Read every YAML file of a dataset."""
    return {
        path.relative_to(root).as_posix(): strict_yaml.read(path.read_bytes(), path.name)
        for path in sorted(root.rglob("*.yaml"))
    }


def _edit(  # noqa: PLR0913, PLR0917 - a row of a table
    rule: str,
    text: str,
    kind: str,
    fits: Callable[[dict[str, Any]], Any],
    change: Callable[[dict[str, Any]], object],
    skip: int = 0,
) -> Lie:
    """Return a lie that changes one record."""

    def tell(world: World) -> str:
        name, record = world.first(kind, fits, skip)
        before = copy.deepcopy(record)
        change(record)
        assert record != before, (rule, text)
        return name

    return Lie(rule, text, tell)


def _set(**fields: Any) -> Callable[[dict[str, Any]], object]:
    return lambda record: record.update(fields)


def _in(field: str, **fields: Any) -> Callable[[dict[str, Any]], object]:
    return lambda record: record[field].update(fields)


def _live_figure(record: dict[str, Any]) -> bool:
    return record["kind"] == "figure" and "retired" not in record


def _assertion(record: dict[str, Any]) -> bool:
    return record["kind"] == "assertion" and "retired" not in record


def _edtf(record: dict[str, Any]) -> str:
    return str((record.get("period") or {}).get("edtf") or "")


def _figure_with(part: str) -> Callable[[dict[str, Any]], bool]:
    return lambda record: _live_figure(record) and part in record["statement"]


def _replaced(part: str, by: str) -> Callable[[dict[str, Any]], object]:
    return lambda record: record.update(statement=record["statement"].replace(part, by))


def _sum(record: dict[str, Any]) -> bool:
    return record.get("reading") == "derived" and record.get("operation", "sum") == "sum"


def _numerals() -> list[Lie]:
    rule = "numerals-in-statement"
    return [
        _edit(rule, f"{part} becomes {by}.", "claims", _figure_with(part), _replaced(part, by))
        for part, by in (
            ("80,000", "18,000"),
            ("2008 and 2016", "2008 and 2018"),
            ("30 percent", "13 percent"),
            ("more than 700", "more than 700, in 641 places,"),
            ("46,000", "64,000"),
            ("430", "340"),
            ("2,500", "25,000"),
        )
    ]


def _cycles() -> list[Lie]:
    rule = "no-cycles"

    def places(world: World) -> str:
        name, inner = world.first("places", lambda record: "within" in record)
        outer = next(r for _, r in world.records("places") if r["id"] == inner["within"])
        outer["within"] = inner["id"]
        return name

    def itself(world: World) -> str:
        name, place = world.first("places")
        place["within"] = place["id"]
        return name

    def wholes(world: World) -> str:
        name, part = world.first("claims", lambda record: "part_of" in record)
        whole = next(r for _, r in world.records("claims") if r["id"] == part["part_of"])
        whole["part_of"] = part["id"]
        return name

    def retirements(world: World) -> str:
        name, _ = world.first("claims", _assertion)
        found = [r for n, r in world.records("claims") if n == name and _assertion(r)][:3]
        for record, other in zip(found, [*found[1:], found[0]], strict=True):
            record["retired"] = _retired(other["id"])
        return name

    def dead_end(world: World) -> str:
        name, _ = world.first("claims", _assertion)
        one, other = [r for n, r in world.records("claims") if n == name and _assertion(r)][:2]
        one["retired"], other["retired"] = _retired(other["id"]), _retired()
        return name

    return [
        Lie(rule, "A place lies within one of its own parts.", places),
        Lie(rule, "A place lies within itself.", itself),
        Lie(rule, "A whole is a part of its part.", wholes),
        Lie("successors-live", "Three claims are retired in favour of each other.", retirements),
        Lie("successors-live", "The successor of a retired claim is retired.", dead_end),
    ]


def _retired(successor: str | None = None) -> dict[str, str]:
    made = {"in": "2.0.0", "reason": "It repeats another."}
    return {**made, "replaced_by": successor} if successor else made


def _wholes() -> list[Lie]:
    rule = "part-of-live-whole"

    def retire(*, successor: bool, skip: int = 0) -> Callable[[World], str]:
        def tell(world: World) -> str:
            name, part = world.first("claims", lambda record: "part_of" in record, skip)
            whole = next(r for _, r in world.records("claims") if r["id"] == part["part_of"])
            _, other = world.first(
                "claims", lambda r: _live_figure(r) and r["id"] not in {part["id"], whole["id"]}
            )
            whole["retired"] = _retired(other["id"] if successor else None)
            return name

        return tell

    def joins(world: World) -> str:
        _, whole = world.first("claims", lambda r: _live_figure(r) and "part_of" not in r)
        whole["retired"] = _retired()
        name, part = world.first(
            "claims",
            lambda r: _live_figure(r) and r["metric"] == whole["metric"] and r is not whole,
        )
        part["part_of"] = whole["id"]
        return name

    return [
        Lie(rule, "A whole is retired without a successor.", retire(successor=False)),
        Lie(rule, "A whole is retired with a successor.", retire(successor=True)),
        Lie(rule, "A second whole is retired.", retire(successor=False, skip=1)),
        Lie(rule, "A second whole is retired with a successor.", retire(successor=True, skip=1)),
        Lie(rule, "A claim in use joins a retired whole.", joins),
    ]


def _sentences() -> list[Lie]:
    rule = "covered"

    def alone(record: dict[str, Any], world: World) -> bool:
        at: str = record["article"]["digest"]
        return [r["article"]["digest"] for _, r in world.records("claims")].count(at) == 1

    def retire(skip: int, *, elsewhere: bool = False) -> Callable[[World], str]:
        def tell(world: World) -> str:
            name, record = world.first("claims", lambda r: _assertion(r) and alone(r, world), skip)
            other = world.first("claims", lambda r: r is not record and _assertion(r))[1]
            record["retired"] = _retired(other["id"] if elsewhere else None)
            return name

        return tell

    def unsaid(world: World) -> str:
        last = world.files["article.yaml"]["sentences"][-1]
        more = {**last, "sentence": str(int(last["sentence"]) + 1), "digest": "0" * 16}
        world.files["article.yaml"]["sentences"].append(more)
        return "article.yaml"

    def both(world: World) -> str:
        name, record = world.first("claims", lambda r: _assertion(r) and not alone(r, world))
        for _, other in world.records("claims"):
            if other["article"]["digest"] == record["article"]["digest"]:
                other["retired"] = _retired()
        return name

    return [
        Lie(rule, "The only claim of a sentence is retired.", retire(0)),
        Lie(rule, "The only claim of another sentence is retired.", retire(1)),
        Lie(rule, "It is retired in favour of a claim elsewhere.", retire(2, elsewhere=True)),
        Lie(rule, "All claims of a sentence are retired.", both),
        Lie(rule, "A sentence without a claim gives no reason.", unsaid),
    ]


def _sums() -> list[Lie]:
    rule = "inputs-fit-sum"

    def period(change: Callable[[str], str], skip: int = 0) -> Lie:
        return _edit(
            rule,
            "The period of a sum is not that of its inputs.",
            "findings",
            _sum,
            lambda record: record["period"].update(edtf=change(record["period"]["edtf"])),
            skip,
        )

    def input_of_another(world: World) -> str:
        name, total = world.first("findings", _sum)
        other = world.first(
            "findings", lambda r: r["about"] == "value" and r["claim"] != total["claim"]
        )
        total["inputs"][0] = other[1]["id"]
        return name

    def left_out(world: World) -> str:
        name, total = world.first("findings", _sum)
        del total["inputs"][len(total["inputs"]) // 2]
        return name

    def overlap(world: World) -> str:
        name, total = world.first("findings", _sum)
        found = {r["id"]: r for _, r in world.records("findings")}
        early, late = (found[total["inputs"][n]] for n in (1, 2))
        late["period"]["edtf"] = early["period"]["edtf"]
        return name

    return [
        period(lambda edtf: f"{edtf[:4]}/2024"),
        period(lambda edtf: f"1999/{edtf.partition('/')[2] or '2020'}", skip=1),
        Lie("sums", "An input counts something else.", input_of_another),
        Lie(rule, "An input in the middle is left out.", left_out),
        Lie(rule, "Two inputs are of one year.", overlap),
    ]


def _early() -> list[Lie]:
    rule = "finding-before-source"

    def late(days: str, skip: int) -> Lie:
        def tell(world: World) -> str:
            def fits(record: dict[str, Any]) -> bool:
                issued = world.source(record["source"]).get("issued")
                return bool(
                    _edtf(record)
                    and issued
                    and bounds(issued)[1]
                    and record["period"]["holds"] == "cumulative"
                    and not record.get("inputs")
                    and record.get("reading") != "derived"
                    and bounds(issued)[0].year < 2024  # type: ignore[union-attr] # issued has a first day
                )

            name, record = world.first("findings", fits, skip)
            record["period"]["edtf"] = days
            return name

        return Lie(rule, f"The count is dated {days}, after its source.", tell)

    return [
        late(f"{year}-0{n + 1}", n * 7) for n, year in enumerate((2025, 2025, 2025, 2025, 2025))
    ]


def _future() -> list[Lie]:
    rule = "no-future-dates"
    dated = lambda record: bool(_edtf(record)) and record.get("type") != "prediction"  # noqa: E731 - used thrice below
    return [
        _edit(rule, "A finding of 2062.", "findings", dated, _in("period", edtf="2062-02-22")),
        _edit(rule, "Read in 2032.", "sources", lambda _: True, _set(accessed="2032")),
        _edit(rule, "Printed in 2031.", "sources", lambda _: True, _set(issued="2031-05"), 3),
        _edit(
            rule,
            "An end in 2051.",
            "claims",
            lambda r: _edtf(r).endswith(".."),
            _in("period", edtf="2001/2051"),
        ),
        _edit(rule, "A claim of 2099.", "claims", dated, _in("period", edtf="2099")),
    ]


def _accessed() -> list[Lie]:
    issued = lambda record: len(record.get("issued", "")) == len("2024-01-01")  # noqa: E731 - used below
    return [
        _edit(
            "accessed-after-issued", f"Read {date}.", "sources", issued, _set(accessed=date), skip
        )
        for skip, date in enumerate(("1999", "2000-12-31", "2001-01", "1998-05-04", "2000"))
    ]


def _span() -> list[Lie]:
    rule = "period-within-span"
    return [
        _edit(
            rule,
            f"Dated {edtf} without a word on why.",
            kind,
            lambda r: (
                _edtf(r) and not (r.get("period") or {}).get("wording") and not r.get("inputs")
            ),
            _in("period", edtf=edtf, holds="sometime"),
            skip,
        )
        for kind, edtf, skip in (
            ("claims", "1947/1948", 0),
            ("claims", "1839/1842", 2),
            ("findings", "1901/2019", 5),
            ("findings", "1979", 9),
            ("claims", "1893-11-12", 4),
        )
    ]


def _years() -> list[Lie]:
    rule = "year-agrees-with-wording"

    def worded(text: str) -> Callable[[dict[str, Any]], bool]:
        return lambda r: bool(_edtf(r)) and text in (r["period"].get("wording") or "")

    return [
        _edit(
            rule, "A year later.", "claims", worded("August 2021"), _in("period", edtf="2022-08")
        ),
        _edit(rule, "Another end.", "claims", worded("2025"), _in("period", edtf="2001/2015")),
        _edit(
            rule, "Another wording.", "claims", worded("in 2014"), _in("period", wording="in 2016")
        ),
        _edit(
            rule,
            "After the year, and in it.",
            "claims",
            worded("fter 2004"),
            _in("period", edtf="2004/.."),
        ),
        _edit(rule, "Another year.", "claims", worded("in 2023"), _in("period", edtf="2022")),
    ]


def _article() -> list[Lie]:
    rule = "not-the-article"

    def own(skip: int) -> Callable[[World], str]:
        def tell(world: World) -> str:
            name, record = world.first("findings", lambda r: not r.get("inputs"), skip)
            record["source"] = world.files["article.yaml"]["source"]
            return name

        return tell

    def reprint(field: str) -> Callable[[World], str]:
        def tell(world: World) -> str:
            article = world.source(world.files["article.yaml"]["source"])
            used = world.first("findings")[1]["source"]
            world.source(used).update({field: article.get("URL") or article["archive"]})
            return "sources.yaml"

        return tell

    return [
        Lie(rule, "A finding rests on the article.", own(0)),
        Lie(rule, "Another finding rests on the article.", own(20)),
        Lie(rule, "A third finding rests on the article.", own(90)),
        Lie(rule, "A source has the address of the article.", reprint("URL")),
        Lie(rule, "A source was read at the address of the article.", reprint("archive")),
    ]


def _nothing_read() -> list[Lie]:
    rule = "not-found-reads-nothing"
    nothing = lambda record: record.get("stance") == "not-found"  # noqa: E731 - used below
    read = lambda record: record.get("stance") in {"supports", "qualifies"}  # noqa: E731 - used below
    return [
        _edit(rule, "Read as a copy.", "findings", nothing, _set(reading="mirror")),
        _edit(rule, "Read as tertiary.", "findings", nothing, _set(reading="tertiary"), 1),
        _edit(rule, "Read itself.", "findings", nothing, _set(reading="primary"), 2),
        _edit(rule, "Not found, and read.", "findings", read, _set(stance="not-found")),
        _edit(rule, "Not found, and read again.", "findings", read, _set(stance="not-found"), 9),
    ]


def _twice() -> list[Lie]:
    rule = "nothing-twice"

    def again(field: str) -> Callable[[dict[str, Any]], object]:
        return lambda record: record[field].append(record[field][0])

    def many(field: str) -> Callable[[dict[str, Any]], bool]:
        return lambda record: bool(record.get(field))

    return [
        _edit(rule, "An actor twice.", "claims", many("actors"), again("actors")),
        _edit(rule, "A place twice.", "claims", many("places"), again("places"), 4),
        _edit(rule, "A caution twice.", "claims", many("cautions"), again("cautions"), 9),
        _edit(rule, "An input twice.", "findings", many("inputs"), again("inputs")),
        _edit(
            rule,
            "A credited body twice.",
            "claims",
            lambda record: record["attribution"].get("to"),
            lambda record: record["attribution"]["to"].append(record["attribution"]["to"][0]),
        ),
    ]


def _iso() -> list[Lie]:
    plain = lambda record: "iso" not in record  # noqa: E731 - used below
    exists, once = "iso-codes", "one-iso-code-one-place"
    return [
        _edit(once, "The code of the state.", "places", plain, _set(iso="AF")),
        _edit(once, "The code of the other state.", "places", plain, _set(iso="PK"), 1),
        _edit(exists, "No list has it.", "places", plain, _set(iso="PK-XQ"), 1),
        _edit(exists, "No country.", "places", plain, _set(iso="UK"), 2),
        _edit(exists, "A part of another country.", "places", plain, _set(iso="AF-KP"), 2),
        _edit("form", "Lower case.", "places", lambda r: r.get("iso") == "AF", _set(iso="af")),
    ]


def _phrases() -> list[Lie]:
    rule = "one-phrase-one-quantifier"

    def added(of: str, phrase: str) -> Lie:
        return _edit(
            rule,
            f"{phrase!r} belongs to another.",
            "quantifiers",
            lambda record: record["id"] == of,
            lambda record: record["phrases"].append(phrase),
        )

    return [
        added(of, phrase)
        for of, phrase in (
            ("many", "several"),
            ("thousands", "Hundreds"),
            ("more-than", "nearly N"),
            ("hundreds", "several  hundred"),
            ("decades", "many"),
        )
    ]


def _addresses() -> list[Lie]:
    rule = "one-url-one-source"

    def same(change: Callable[[str], str], skip: int = 0) -> Callable[[World], str]:
        def tell(world: World) -> str:
            one = world.first("sources", lambda r: "URL" in r, skip)[1]
            other = world.first("sources", lambda r: "URL" in r, skip + 1)[1]
            other["URL"] = change(one["URL"])
            return "sources.yaml"

        return tell

    return [
        Lie(rule, "The address of another source.", same(lambda url: url)),
        Lie(rule, "With a slash at its end.", same(lambda url: f"{url.rstrip('/')}/", 2)),
        Lie(rule, "Under http.", same(lambda url: url.replace("https:", "http:"), 4)),
        Lie(rule, "With www.", same(lambda url: url.replace("://www.", "://"), 6)),
        Lie(rule, "With a part of the page.", same(lambda url: f"{url}#part", 8)),
    ]


def _copies() -> list[Lie]:
    rule = "findings-differ"

    def again(
        skip: int, change: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> Callable[[World], str]:
        def tell(world: World) -> str:
            name, record = world.first("findings", lambda r: not r.get("inputs"), skip)
            copied = change({**copy.deepcopy(record), "id": f"{record['id']}-again"})
            world.files[name]["findings"].append(copied)
            return name

        return tell

    def reversed_order(record: dict[str, Any]) -> dict[str, Any]:
        return dict(reversed(record.items()))

    return [
        *(
            Lie(rule, "A finding twice.", again(skip, lambda record: record))
            for skip in (0, 40, 80)
        ),
        Lie(rule, "A finding twice, its fields in another order.", again(5, reversed_order)),
        Lie(rule, "Another, in another order.", again(60, reversed_order)),
    ]


def _statements() -> list[Lie]:
    def like(change: Callable[[str], str]) -> Callable[[World], str]:
        def tell(world: World) -> str:
            name, record = world.first("claims", _assertion, 1)
            record["statement"] = change(world.first("claims", _assertion)[1]["statement"])
            return name

        return tell

    return [
        Lie("form", "A soft hyphen.", like(lambda text: f"{text[:5]}\u00ad{text[5:]}")),
        Lie("form", "A word joiner.", like(lambda text: f"{text[:9]}\u2060{text[9:]}")),
        Lie("statements", "A no-break space.", like(lambda text: text.replace(" ", "\u00a0", 1))),
        Lie("statements", "Other capitals.", like(str.swapcase)),
        Lie("statements", "Two spaces.", like(lambda text: text.replace(" ", "  ", 1))),
    ]


def _templates() -> list[Lie]:
    rule = "no-template-text"
    anything = lambda _: True  # noqa: E731 - used below
    return [
        _edit(
            rule, "FIXME in a note.", "claims", anything, _set(note="FIXME: is the wording right?")
        ),
        _edit(rule, "TODO for a title.", "sources", anything, _set(title="TODO title")),
        _edit(
            rule, "The locator of a template.", "findings", anything, _set(locator="page or table")
        ),
        _edit(
            rule,
            "The note of a template.",
            "claims",
            anything,
            _set(note="What the article leaves open."),
        ),
        _edit(rule, "TBD for a definition.", "actors", anything, _set(definition="TBD")),
    ]


def _people() -> list[Lie]:
    """Return lies that only a person can be sure of, which are warnings."""

    def stance(record: dict[str, Any]) -> bool:
        return record.get("stance") == "contradicts" and "note" in record

    interpreted = lambda record: "interpreted-bounds" in record.get("cautions", ())  # noqa: E731
    return [
        _edit(
            "cautions-fit",
            "A caution is left out.",
            "claims",
            interpreted,
            lambda r: r["cautions"].remove("interpreted-bounds"),
        ),
        _edit(
            "cautions-fit",
            "A caution too many.",
            "claims",
            _assertion,
            lambda r: r.setdefault("cautions", []).append("interpreted-bounds"),
        ),
        _edit(
            "cautions-fit",
            "A part without its caution.",
            "claims",
            lambda r: "part_of" in r and "subset" in r.get("cautions", ()),
            lambda r: r["cautions"].remove("subset"),
        ),
        _edit(
            "places-fit",
            "The place of the statement is left out.",
            "claims",
            lambda r: "in Pakistan" in r["statement"] and r.get("places") == ["pk"],
            _set(places=["af"]),
        ),
        _edit(
            "attribution-fits",
            "Nobody is credited for what somebody says.",
            "claims",
            lambda r: _assertion(r) and r["attribution"]["naming"] == "none",
            lambda r: r.update(
                statement=f"According to UNAMA, {r['statement'][0].lower()}{r['statement'][1:]}"
            ),
        ),
        _edit(
            "stance-fits-note",
            "The note denies what the stance supports.",
            "findings",
            lambda r: r.get("stance") == "supports",
            _set(note="The ministry denied it and said the opposite."),
        ),
        _edit(
            "stance-fits-note",
            "The note confirms what the stance contradicts.",
            "findings",
            stance,
            _set(note="The ministry confirmed it."),
        ),
    ]


LIES: tuple[Lie, ...] = (
    *_numerals(),
    *_cycles(),
    *_wholes(),
    *_sentences(),
    *_sums(),
    *_early(),
    *_future(),
    *_accessed(),
    *_span(),
    *_years(),
    *_article(),
    *_nothing_read(),
    *_twice(),
    *_iso(),
    *_phrases(),
    *_addresses(),
    *_copies(),
    *_statements(),
    *_templates(),
    *_people(),
)
"""Every lie."""
