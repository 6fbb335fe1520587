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

__all__ = [
    "LIES",
    "Files",
    "Lie",
    "World",
    "by_id",
    "copy_of",
    "edit",
    "figure_with",
    "put",
    "put_in",
    "read_files",
    "replaced",
    "retirement",
]

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


def edit(  # noqa: PLR0913, PLR0917 - a row of a table
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


def put(**fields: Any) -> Callable[[dict[str, Any]], object]:
    """Return a change that gives a record other fields."""
    return lambda record: record.update(fields)


def put_in(field: str, **fields: Any) -> Callable[[dict[str, Any]], object]:
    """Return a change that gives a map in a record other fields."""
    return lambda record: record[field].update(fields)


def _live_figure(record: dict[str, Any]) -> bool:
    return record["kind"] == "figure" and "retired" not in record


def _assertion(record: dict[str, Any]) -> bool:
    return record["kind"] == "assertion" and "retired" not in record


def _edtf(record: dict[str, Any]) -> str:
    return str((record.get("period") or {}).get("edtf") or "")


def figure_with(part: str) -> Callable[[dict[str, Any]], bool]:
    """Return a test for a figure in use with these words in its statement."""
    return lambda record: _live_figure(record) and part in record["statement"]


def replaced(part: str, by: str) -> Callable[[dict[str, Any]], object]:
    """Return a change of words of a statement."""
    return lambda record: record.update(statement=record["statement"].replace(part, by))


def _sum(record: dict[str, Any]) -> bool:
    return record.get("reading") == "derived" and record.get("operation", "sum") == "sum"


def _numerals() -> list[Lie]:
    rule = "numerals-in-statement"
    return [
        edit(rule, f"{part} becomes {by}.", "claims", figure_with(part), replaced(part, by))
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
            record["retired"] = retirement(other["id"])
        return name

    def dead_end(world: World) -> str:
        name, _ = world.first("claims", _assertion)
        one, other = [r for n, r in world.records("claims") if n == name and _assertion(r)][:2]
        one["retired"], other["retired"] = retirement(other["id"]), retirement()
        return name

    return [
        Lie(rule, "A place lies within one of its own parts.", places),
        Lie(rule, "A place lies within itself.", itself),
        Lie(rule, "A whole is a part of its part.", wholes),
        Lie("successors-live", "Three claims are retired in favour of each other.", retirements),
        Lie("successors-live", "The successor of a retired claim is retired.", dead_end),
    ]


def retirement(successor: str | None = None) -> dict[str, str]:
    """Return what a retired record says of it."""
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
            whole["retired"] = retirement(other["id"] if successor else None)
            return name

        return tell

    def joins(world: World) -> str:
        _, whole = world.first("claims", lambda r: _live_figure(r) and "part_of" not in r)
        whole["retired"] = retirement()
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
            record["retired"] = retirement(other["id"] if elsewhere else None)
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
                other["retired"] = retirement()
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
        return edit(
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
        edit(rule, "A finding of 2062.", "findings", dated, put_in("period", edtf="2062-02-22")),
        edit(rule, "Read in 2032.", "sources", lambda _: True, put(accessed="2032")),
        edit(rule, "Printed in 2031.", "sources", lambda _: True, put(issued="2031-05"), 3),
        edit(
            rule,
            "An end in 2051.",
            "claims",
            lambda r: _edtf(r).endswith(".."),
            put_in("period", edtf="2001/2051"),
        ),
        edit(rule, "A claim of 2099.", "claims", dated, put_in("period", edtf="2099")),
    ]


def _accessed() -> list[Lie]:
    issued = lambda record: len(record.get("issued", "")) == len("2024-01-01")  # noqa: E731 - used below
    return [
        edit("accessed-after-issued", f"Read {date}.", "sources", issued, put(accessed=date), skip)
        for skip, date in enumerate(("1999", "2000-12-31", "2001-01", "1998-05-04", "2000"))
    ]


def _span() -> list[Lie]:
    rule = "period-within-span"
    return [
        edit(
            rule,
            f"Dated {edtf} without a word on why.",
            kind,
            lambda r: (
                _edtf(r) and not (r.get("period") or {}).get("wording") and not r.get("inputs")
            ),
            put_in("period", edtf=edtf, holds="sometime"),
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
        edit(
            rule, "A year later.", "claims", worded("August 2021"), put_in("period", edtf="2022-08")
        ),
        edit(rule, "Another end.", "claims", worded("2025"), put_in("period", edtf="2001/2015")),
        edit(
            rule,
            "Another wording.",
            "claims",
            worded("in 2014"),
            put_in("period", wording="in 2016"),
        ),
        edit(
            rule,
            "After the year, and in it.",
            "claims",
            worded("fter 2004"),
            put_in("period", edtf="2004/.."),
        ),
        edit(rule, "Another year.", "claims", worded("in 2023"), put_in("period", edtf="2022")),
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
        edit(rule, "Read as a copy.", "findings", nothing, put(reading="mirror")),
        edit(rule, "Read as tertiary.", "findings", nothing, put(reading="tertiary"), 1),
        edit(rule, "Read itself.", "findings", nothing, put(reading="primary"), 2),
        edit(rule, "Not found, and read.", "findings", read, put(stance="not-found")),
        edit(rule, "Not found, and read again.", "findings", read, put(stance="not-found"), 9),
    ]


def _twice() -> list[Lie]:
    rule = "nothing-twice"

    def again(field: str) -> Callable[[dict[str, Any]], object]:
        return lambda record: record[field].append(record[field][0])

    def many(field: str) -> Callable[[dict[str, Any]], bool]:
        return lambda record: bool(record.get(field))

    return [
        edit(rule, "An actor twice.", "claims", many("actors"), again("actors")),
        edit(rule, "A place twice.", "claims", many("places"), again("places"), 4),
        edit(rule, "A caution twice.", "claims", many("cautions"), again("cautions"), 9),
        edit(rule, "An input twice.", "findings", many("inputs"), again("inputs")),
        edit(
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
        edit(once, "The code of the state.", "places", plain, put(iso="AF")),
        edit(once, "The code of the other state.", "places", plain, put(iso="PK"), 1),
        edit(exists, "No list has it.", "places", plain, put(iso="PK-XQ"), 1),
        edit(exists, "No country.", "places", plain, put(iso="UK"), 2),
        edit(exists, "A part of another country.", "places", plain, put(iso="AF-KP"), 2),
        edit("form", "Lower case.", "places", lambda r: r.get("iso") == "AF", put(iso="af")),
    ]


def _phrases() -> list[Lie]:
    rule = "one-phrase-one-quantifier"

    def added(of: str, phrase: str) -> Lie:
        return edit(
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
        edit(
            rule, "FIXME in a note.", "claims", anything, put(note="FIXME: is the wording right?")
        ),
        edit(rule, "TODO for a title.", "sources", anything, put(title="TODO title")),
        edit(
            rule, "The locator of a template.", "findings", anything, put(locator="page or table")
        ),
        edit(
            rule,
            "The note of a template.",
            "claims",
            anything,
            put(note="What the article leaves open."),
        ),
        edit(rule, "TBD for a definition.", "actors", anything, put(definition="TBD")),
    ]


def _people() -> list[Lie]:
    """Return lies that only a person can be sure of, which are warnings."""

    def stance(record: dict[str, Any]) -> bool:
        return record.get("stance") == "contradicts" and "note" in record

    interpreted = lambda record: "interpreted-bounds" in record.get("cautions", ())  # noqa: E731
    return [
        edit(
            "cautions-fit",
            "A caution is left out.",
            "claims",
            interpreted,
            lambda r: r["cautions"].remove("interpreted-bounds"),
        ),
        edit(
            "cautions-fit",
            "A caution too many.",
            "claims",
            _assertion,
            lambda r: r.setdefault("cautions", []).append("interpreted-bounds"),
        ),
        edit(
            "cautions-fit",
            "A part without its caution.",
            "claims",
            lambda r: "part_of" in r and "subset" in r.get("cautions", ()),
            lambda r: r["cautions"].remove("subset"),
        ),
        edit(
            "places-fit",
            "The place of the statement is left out.",
            "claims",
            lambda r: "in Pakistan" in r["statement"] and r.get("places") == ["pk"],
            put(places=["af"]),
        ),
        edit(
            "attribution-fits",
            "Nobody is credited for what somebody says.",
            "claims",
            lambda r: _assertion(r) and r["attribution"]["naming"] == "none",
            lambda r: r.update(
                statement=f"According to UNAMA, {r['statement'][0].lower()}{r['statement'][1:]}"
            ),
        ),
        edit(
            "stance-fits-note",
            "The note denies what the stance supports.",
            "findings",
            lambda r: r.get("stance") == "supports",
            put(note="The ministry denied it and said the opposite."),
        ),
        edit(
            "stance-fits-note",
            "The note confirms what the stance contradicts.",
            "findings",
            stance,
            put(note="The ministry confirmed it."),
        ),
    ]


def by_id(name: str) -> Callable[[dict[str, Any]], bool]:
    """Return a test for a record with this id."""
    return lambda record: record["id"] == name


def _value(record: dict[str, Any]) -> bool:
    return record.get("about") == "value" and "retired" not in record


def _measured_value(record: dict[str, Any]) -> bool:
    """Whether a record is an exact value with a date that no other record adds up."""
    return _value(record) and "best" in record["estimate"] and bool(_edtf(record))


def copy_of(
    kind: str, fits: Callable[[dict[str, Any]], Any], skip: int = 0, **changed: object
) -> Callable[[World], str]:
    """Return an edit that adds a record once more under another id, a little changed."""

    def tell(world: World) -> str:
        name, record = world.first(kind, fits, skip)
        more = {**copy.deepcopy(record), "id": f"{record['id']}-copy"}
        for field, value in changed.items():
            more[field] = value(more.get(field)) if callable(value) else value
        records = world.files[name][kind]
        records.insert(records.index(record) + 1, more)
        return name

    return tell


def _one_word_more(text: str | None) -> str:
    return f"Reportedly, {text or 'this is the number.'}"


def _copied_values() -> list[Lie]:
    rule = "values-differ"

    def again(text: str, skip: int, **changed: object) -> Lie:
        return Lie(rule, text, copy_of("findings", _measured_value, skip, **changed))

    return [
        again("A value again, with one word more in its note.", 0, note=_one_word_more),
        again("A value again, of another origin.", 1, origin=["pips"]),
        again("A value again, on another page.", 2, locator="p. 99"),
        again("A value again, read otherwise.", 3, reading="tertiary"),
        again("A value again, counted as something.", 4, counted_as="stated"),
    ]


def _copied_notes() -> list[Lie]:
    rule = "notes-differ"

    def told(about: str) -> Callable[[dict[str, Any]], bool]:
        return lambda record: record["about"] == about and len(record["note"].split()) > 10

    def without_a_word(note: str) -> str:
        return " ".join(word for n, word in enumerate(note.split()) if n != 4)

    return [
        Lie(rule, text, copy_of("findings", told(about), skip, note=change))
        for text, about, skip, change in (
            ("An event again, with one word more.", "event", 0, _one_word_more),
            ("An event again, without a word.", "event", 30, without_a_word),
            ("Another event again, without a word.", "event", 60, without_a_word),
            ("An attribution again, with one word more.", "attribution", 2, _one_word_more),
            ("An attribution again, without a word.", "attribution", 5, without_a_word),
        )
    ]


def _copied_figures() -> list[Lie]:
    rule = "figures-differ"

    def again(part: str, by: str) -> Callable[[World], str]:
        return copy_of("claims", figure_with(part), statement=lambda text: text.replace(part, by))

    return [
        Lie(rule, "A figure again, with one word changed.", again("carried out", "flew")),
        Lie(rule, "Another figure again.", again("were displaced", "had to flee")),
        Lie(rule, "A third figure again.", again("were injured", "were hurt")),
    ]


def _names() -> list[Lie]:
    rule = "names-differ"
    plain = lambda record: "aliases" not in record and "iso" not in record  # noqa: E731 - used below
    return [
        edit(rule, "A place goes by the name of another.", "places", plain, put(name="Kabul")),
        edit(rule, "An alias is the name of another.", "places", plain, put(aliases=["Pakistan"])),
        edit(rule, "An alias is the name of an actor.", "actors", plain, put(aliases=["nato"]), 3),
        edit(rule, "An actor is called as another.", "actors", plain, put(name="NATO"), 5),
        edit(
            rule,
            "Two metrics have one label.",
            "metrics",
            by_id("militants_killed"),
            put(label="People killed"),
        ),
        edit(
            rule,
            "Two figures are called alike.",
            "claims",
            by_id("drone-strikes-killed"),
            put(short="US drone strikes in Pakistan"),
        ),
    ]


def _worded_values() -> list[Lie]:
    rule = "wordings"

    def worded(**estimate: Any) -> Callable[[dict[str, Any]], object]:
        return put(estimate=estimate)

    return [
        edit(rule, f"A finding of {text}.", "findings", _measured_value, worded(**estimate), skip)
        for text, estimate, skip in (
            ("53,000, in words 35,000", {"best": 53000, "wording": "35,000"}, 0),
            ("200 and up, in words more than 200", {"low": 200, "wording": "more than 200"}, 3),
            ("up to 900, in words at least 900", {"high": 900, "wording": "at least 900"}, 6),
            ("2,500,000, in words 2,500", {"best": 2500000, "wording": "2,500"}, 9),
        )
    ]


def _percent_of_counts() -> list[Lie]:
    percent = "percent-of-a-count"

    def said(part: str, by: str) -> Lie:
        text = f"{part} becomes {by} in the statement."
        return edit(percent, text, "claims", figure_with(part), replaced(part, by))

    return [
        said("430 drone strikes", "430 percent of drone strikes"),
        said("46,000 civilians", "46,000% of the civilians"),
        said("4,000 people", "4,000 per cent of people"),
        edit(
            "units",
            "More than 430 percent, of a count of strikes.",
            "claims",
            by_id("drone-strikes-count"),
            put_in("estimate", wording="more than 430 percent"),
        ),
        edit(
            "units",
            "A finding of 12 percent, of a count.",
            "findings",
            lambda r: _measured_value(r) and r["claim"] == "drone-strikes-count",
            put(estimate={"best": 12, "wording": "12 percent"}),
        ),
    ]


def _swapped_units() -> list[Lie]:
    def unit(name: str, other: str, rule: str) -> Lie:
        return edit(rule, f"{name} is in {other}.", "metrics", by_id(name), put(unit=other))

    return [
        unit("inflation_rate", "people", "units"),
        unit("years_of_war", "people", "units"),
        unit("civilians_killed", "percent", "bases-named"),
        unit("families_verified", "people", "everything-used"),
        edit(
            "base-fits-words",
            "A billion is a million.",
            "units",
            by_id("billion_usd"),
            put(base=1000000),
        ),
    ]


def _natures() -> list[Lie]:
    return [
        edit(
            "bases-named",
            "Nobody says what grows.",
            "metrics",
            by_id("inflation_rate"),
            lambda record: record.pop("growth_of"),
        ),
        edit(
            "references-known",
            "A growth without a reference.",
            "claims",
            by_id("pakistan-inflation-2023"),
            lambda record: record.pop("reference"),
        ),
        edit(
            "references-fit",
            "A count with a reference.",
            "claims",
            by_id("drone-strikes-count"),
            put(reference="a year before"),
        ),
        edit(
            "additive-fits-nature",
            "A rate adds up.",
            "metrics",
            by_id("inflation_rate"),
            put(additive=True),
        ),
        edit(
            "additive-fits-nature",
            "A level adds up.",
            "metrics",
            by_id("foreign_reserves"),
            put(additive=True),
        ),
        edit(
            "whole-fits-unit",
            "Half a person can be killed.",
            "metrics",
            by_id("people_killed"),
            put(whole=False),
        ),
        edit(
            "within-fits",
            "Those on a register are of those who fled in a year.",
            "metrics",
            by_id("people_registered"),
            put(within="people_displaced"),
        ),
    ]


def _ranks() -> list[Lie]:
    rule = "ranks-fit"
    ranked = by_id("pakistan-casualties-rank-2023")

    def place(number: int, wording: str) -> Callable[[dict[str, Any]], object]:
        bounds = dict.fromkeys(("low", "best", "high"), number)
        return put_in("estimate", **bounds, wording=wording)

    return [
        edit(rule, "The eleventh of ten years.", "claims", ranked, place(11, "eleventh highest")),
        edit(rule, "The 25th of ten years.", "claims", ranked, place(25, "25th highest")),
        edit(rule, "A rank among ranks.", "claims", ranked, put_in("rank", of="casualties_rank")),
        edit(rule, "The year is not ranked.", "claims", ranked, put_in("rank", among="2012/2022")),
        edit(
            "ranks-recomputed",
            "A rank that its inputs do not give.",
            "findings",
            lambda r: r.get("operation") == "rank",
            lambda r: r.update(estimate={"low": 2, "high": 3}),
        ),
    ]


def _parts() -> list[Lie]:
    rule = "parts-fit"
    part = by_id("displaced-north-waziristan-2014")

    def year(to: str) -> Callable[[dict[str, Any]], object]:
        def change(record: dict[str, Any]) -> None:
            record["period"] = {"edtf": to, "holds": "cumulative", "wording": f"in {to}"}
            record["statement"] = record["statement"].replace("2014", to)

        return change

    return [
        edit(rule, "A part is later than its whole.", "claims", part, year("2017")),
        edit(rule, "A part is earlier than its whole.", "claims", part, year("2004")),
        edit(
            rule,
            "A part lies in another country than its whole.",
            "claims",
            by_id("drone-strikes-civilians-killed"),
            put(places=["af"], statement="Drone strikes killed several hundred civilians."),
        ),
    ]


def _transposed() -> list[Lie]:
    rule = "numbers-of-note"

    def told(number: str, noted: str, skip: int) -> Lie:
        return edit(
            rule,
            f"{number} is {noted} in its note.",
            "findings",
            _measured_value,
            lambda record: record.update(
                estimate={"best": int(number.replace(",", ""))},
                note=f"The report has {noted} in its table.",
            ),
            skip,
        )

    return [told("3,545", "5,345", 12), told("2,673", "2,763", 15), told("1,325", "1,352", 18)]


def _slips() -> list[Lie]:
    def times(name: str, factor: float, rule: str, text: str) -> Lie:
        return edit(
            rule,
            text,
            "findings",
            by_id(name),
            lambda record: record["estimate"].update(
                best=int(float(record["estimate"]["best"]) * factor)
            ),
        )

    return [
        times("unama-2015-killed", 10, "no-part-above-whole", "A year has more than its decade."),
        times("unama-2016-killed", 10, "no-part-above-whole", "Another has, too."),
        times(
            "displaced-total-unhcr-2008-end",
            1000,
            "series-without-leap",
            "A series leaps by 1,000.",
        ),
        edit(
            "series-without-leap",
            "A month of a series loses its point.",
            "findings",
            lambda r: r.get("series") == "pbs-monthly",
            lambda r: r["estimate"].update(best=round(float(r["estimate"]["best"]) * 10, 1)),
            4,
        ),
        edit(
            "series-twice-a-day",
            "A month of a series is dated as another.",
            "findings",
            lambda r: r.get("series") == "pbs-monthly",
            put_in("period", edtf="2023-02"),
            5,
        ),
    ]


def _wrong_years() -> list[Lie]:
    def year(name: str, edtf: str) -> Lie:
        rule = "year-agrees-with-id"
        return edit(
            rule, f"{name} is of {edtf}.", "findings", by_id(name), put_in("period", edtf=edtf)
        )

    def stated(text: str, edtf: str) -> Lie:
        return edit(
            "years-in-statement",
            f"What the statement dates {text} is of {edtf}.",
            "claims",
            lambda r: _assertion(r) and text in r["statement"] and _edtf(r),
            lambda r: r.update(period={"edtf": edtf, "holds": r["period"]["holds"]}),
        )

    def month(wording: str, edtf: str, skip: int) -> Lie:
        return edit(
            "year-agrees-with-wording",
            f"{wording} is {edtf}.",
            "claims",
            lambda r: _assertion(r) and bool(_edtf(r)),
            put(period={"edtf": edtf, "holds": "sometime", "wording": wording}),
            skip,
        )

    return [
        year("unama-2017-killed", "2015"),
        year("picss-2019-all-violence-killed", "2016"),
        year("unama-2012-injured", "2010"),
        stated("2014", "2009"),
        stated("2023", "2013"),
        month("in August 2021", "2021-07", 0),
        month("in October 2025", "2025-11", 1),
    ]


def _sources() -> list[Lie]:
    titled = lambda r: "title" in r and "issued" in r and "URL" in r  # noqa: E731 - used below
    elsewhere = "https://example.org/elsewhere"
    published = "one-publication-one-source"

    def copied(**changed: Any) -> Callable[[World], str]:
        def tell(world: World) -> str:
            name = copy_of("sources", titled, 4, URL=elsewhere, **changed)(world)
            _, finding = world.first("findings")
            finding["source"] = world.files[name]["sources"][-1]["id"]
            return name

        return tell

    def archived(world: World) -> str:
        one, other = (world.first("sources", titled, skip)[1] for skip in (2, 7))
        other["archive"] = one["URL"]
        return "sources.yaml"

    return [
        Lie(published, "A publication again, at another address.", copied()),
        Lie(published, "A publication again, with a note.", copied(note="Read elsewhere.")),
        Lie("one-url-one-source", "A source is kept at the address of another.", archived),
    ]


def _revisions() -> list[Lie]:
    rule = "revises-fits"
    revising = lambda r: "revises" in r and bool(_edtf(r))  # noqa: E731 - used below

    def turned(world: World) -> str:
        name, new = world.first("findings", by_id("unama-2016-killed-rev2018"))
        _, old = world.first("findings", by_id(new.pop("revises")))
        old["revises"] = new["id"]
        return name

    return [
        edit(
            rule, "It revises another year.", "findings", revising, put_in("period", edtf="2004"), 1
        ),
        edit(rule, "It revises another place.", "findings", revising, put(places=["af-kabul"]), 2),
        Lie("revises-later", "The older revises the newer.", turned),
    ]


def _origins() -> list[Lie]:
    def in_paper(paper: str) -> Callable[[World], str]:
        def tell(world: World) -> str:
            of = {r["id"] for _, r in world.records("sources") if r.get("container-title") == paper}
            name, record = world.first(
                "findings",
                lambda r: _value(r) and r["source"] in of and r["reading"] == "secondary",
            )
            record["origin"] = [paper.lower().replace(" ", "-")]
            return name

        return tell

    return [
        Lie("origin-counts", f"What {paper} prints is its own count.", in_paper(paper))
        for paper in ("Dawn", "Business Recorder")
    ]


def _places() -> list[Lie]:
    return [
        edit(
            "iso-codes",
            "A province lies in the neighbouring state.",
            "places",
            lambda r: r.get("iso", "").startswith("PK-"),
            put(within="af"),
        ),
        edit(
            "places-fit",
            "What happened in Afghanistan happened in Pakistan.",
            "claims",
            lambda r: "in Afghanistan" in r["statement"] and r.get("places") == ["af"],
            put(places=["pk"]),
        ),
    ]


def _unfounded_cautions() -> list[Lie]:
    rule = "cautions-fit"

    def cautious(caution: str) -> Callable[[dict[str, Any]], object]:
        return lambda record: record.setdefault("cautions", []).append(caution)

    return [
        edit(
            rule,
            "An exact number is called rounded.",
            "claims",
            by_id("steps-listed-four"),
            cautious("rounded"),
        ),
        edit(
            rule,
            "A credit is carried over where nobody is credited.",
            "claims",
            lambda r: r["attribution"]["naming"] == "none",
            cautious("carried-attribution"),
        ),
        edit(
            rule,
            "A dated claim has an unclear period.",
            "claims",
            by_id("drone-strikes-count"),
            cautious("unclear-period"),
        ),
    ]


def _stances() -> list[Lie]:
    rule = "stance-fits-note"
    supports = lambda r: r.get("stance") == "supports"  # noqa: E731 - used below
    return [
        edit(rule, f"It supports, and {note}", "findings", supports, put(note=note), skip)
        for skip, note in enumerate(
            (
                "No report of it was found.",
                "The paper does not mention it.",
                "The spokesman rejected the account.",
            )
        )
    ]


def _judged() -> list[Lie]:
    def reasonless(world: World) -> str:
        name, record = world.first("findings", lambda r: "when" in r.get("covers", {}))
        del record["covers"]["when"]["why"]
        return name

    return [
        Lie("form", "A coverage is judged without a reason.", reasonless),
        edit(
            "covers-differ",
            "A district is judged to be the whole of its country.",
            "findings",
            lambda r: (
                "pk-fata" in r.get("places", ()) and r["claim"] == "displaced-total-2008-2016"
            ),
            put(covers={"where": {"is": "whole", "why": "The area is large."}}),
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
    *_copied_values(),
    *_copied_notes(),
    *_copied_figures(),
    *_names(),
    *_worded_values(),
    *_percent_of_counts(),
    *_swapped_units(),
    *_natures(),
    *_ranks(),
    *_parts(),
    *_transposed(),
    *_slips(),
    *_wrong_years(),
    *_sources(),
    *_revisions(),
    *_origins(),
    *_places(),
    *_unfounded_cautions(),
    *_stances(),
    *_judged(),
)
"""Every lie."""
