"""Lies by rule: more made-up wrong edits, so that each rule has five at least.

Each was written before it was tried; those that check does not find are in ``MISSED``, with why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lies import Lie, by_id, copy_of, edit, put, put_in, replaced, retirement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lies import World

    Record = dict[str, Any]
    Change = Callable[[Record], object]

__all__ = ["MISSED", "MORE_LIES"]


def _each(rule: str, text: str, kind: str, changes: Iterable[tuple[str, Change]]) -> list[Lie]:
    """Return lies that change one record each, by its id."""
    return [edit(rule, text.format(name), kind, by_id(name), change, 0) for name, change in changes]


def _by_text(rule: str, part: str, by: str) -> Lie:
    """Return a lie that changes words of the statement of a claim."""
    return edit(
        rule,
        f"{part!r} becomes {by!r} in a statement.",
        "claims",
        lambda record: part in record["statement"],
        replaced(part, by),
    )


def _pop(field: str) -> Change:
    return lambda record: record.pop(field)


def _swap(old: str, new: str, field: str) -> Change:
    """Return a change that puts one id for another in a list."""
    return lambda record: record.update(
        {field: [new if each == old else each for each in record[field]]}
    )


def _ids() -> list[Lie]:
    unique, known = "unique-ids", "known-ids"
    return [
        *_each(
            unique,
            "{} takes the id of another record.",
            "findings",
            [("unama-2015-killed", put(id="drone-strikes-count"))],
        ),
        *_each(
            unique,
            "The source {} takes the id of a finding.",
            "sources",
            [("gulf-news-undated", put(id="unama-2015-killed"))],
        ),
        *_each(
            unique,
            "{} takes the id of a claim of another topic.",
            "claims",
            [("border-trade-affected", put(id="pakistan-inflation-2023"))],
        ),
        *_each(
            unique,
            "{} takes the id of another actor.",
            "actors",
            [("dawn-news", put(id="dawn"))],
        ),
        *_each(
            unique,
            "{} takes the id of another metric.",
            "metrics",
            [("people_injured", put(id="people_killed"))],
        ),
        *_each(
            known,
            "{} names something that is misspelt or of another kind.",
            "claims",
            [
                ("drone-strikes-count", put(places=["pk-fatah"])),
                ("drone-strikes-killed", put(actors=["untied-states"])),
                ("afghan-officials-reject-claims", put(disputes="pakistan-concern")),
            ],
        ),
        *_each(
            known,
            "{} names what does not exist.",
            "findings",
            [
                ("unama-2015-killed", put(claim="afghan-civilian-killed")),
                ("unama-2016-killed", put(source="hrw-2071")),
            ],
        ),
        *_each(
            known,
            "{} lies within an actor.",
            "places",
            [("pk-bajaur", put(within="pakistan"))],
        ),
    ]


def _unused() -> list[Lie]:
    rule = "everything-used"

    def more(kind: str, first: str, **changed: Any) -> Lie:
        return Lie(
            rule, f"Nothing uses it: {changed['id']}.", copy_of(kind, by_id(first), **changed)
        )

    return [
        more(
            "sources",
            "gulf-news-undated",
            id="gulf-news-2020-05",
            title="Another report",
            URL="https://example.org/another",
        ),
        more("actors", "cnn", id="cbs", name="CBS"),
        more("cautions", "rounded", id="roundish"),
        more("metrics", "people_injured", id="people_missing", label="People missing"),
        more("places", "pk-khyber", id="pk-kurram", name="Kurram"),
    ]


def _outline() -> list[Lie]:
    rule = "outline-without-gap"

    def outline(text: str, change: Callable[[list[Record]], object]) -> Lie:
        def tell(world: World) -> str:
            change(world.files["article.yaml"]["sentences"])
            return "article.yaml"

        return Lie(rule, text, tell)

    def swap(sentences: list[Record]) -> None:
        sentences[12], sentences[13] = sentences[13], sentences[12]

    def renumber(at: int, field: str, number: str) -> Callable[[list[Record]], object]:
        return lambda sentences: sentences[at].update({field: number})

    return [
        outline("A sentence is left out.", lambda sentences: sentences.pop(8)),
        outline("The first sentence is left out.", lambda sentences: sentences.pop(0)),
        outline("Two sentences are in the other order.", swap),
        outline("A sentence is counted twice.", renumber(21, "sentence", "1")),
        outline("A paragraph is passed over.", renumber(59, "paragraph", "20")),
    ]


def _located() -> list[Lie]:
    return _each(
        "located",
        "{} is said to be in another sentence.",
        "claims",
        [
            ("drone-strikes-count", put_in("article", digest="9ade724a63ebe89b")),
            ("drone-strikes-killed", put_in("article", sentence="3")),
            ("afghan-civilians-killed", put_in("article", paragraph="9")),
            ("afghan-civilians-injured", put_in("article", paragraph="5")),
            ("pakistan-inflation-2023", put_in("article", sentence="22")),
        ],
    )


def _order() -> list[Lie]:
    def moved(topic: str, old: int, new: int) -> Lie:
        def tell(world: World) -> str:
            name = f"claims/{topic}.yaml"
            claims = world.files[name]["claims"]
            claims.insert(new, claims.pop(old))
            return name

        return Lie("article-order", f"A claim of {topic} is moved.", tell)

    drones = {"paragraph": "4", "sentence": "2", "digest": "9ade724a63ebe89a"}
    return [
        *_each(
            "article-order",
            "{} is said to be in the sentence of another topic.",
            "claims",
            [("afghan-civilians-injured", put_in("article", **drones))],
        ),
        moved("airstrikes", 0, 7),
        moved("border", 5, 0),
        moved("drone-strikes", 1, 4),
        moved("war-costs", 2, 5),
        moved("iea-position", 7, 1),
    ]


def _wordings() -> list[Lie]:
    claims = [
        ("drone-strikes-count", "a large number of strikes"),
        ("afghan-civilians-killed", "scores upon scores"),
        ("afghan-civilians-injured", "an untold number"),
        ("pakistan-security-incidents-2023", "quite a lot"),
        ("displaced-north-waziristan-2014", "a great many people"),
    ]
    return [
        *_each(
            "wordings-understood",
            "The wording of {} is one that gives no bounds.",
            "claims",
            [(name, put_in("estimate", wording=wording)) for name, wording in claims],
        ),
        *_each(
            "wordings",
            "Hundreds of {} are 2,000 at least.",
            "claims",
            [("operations-soldiers-killed", put_in("estimate", low="2000"))],
        ),
        *_each(
            "units",
            "Half a person is killed in {}.",
            "findings",
            [("unama-2015-killed", put_in("estimate", best="3545.5"))],
        ),
        _by_text("percent-of-a-count", "80,000 civilians", "80,000 percent of the civilians"),
        _by_text("percent-of-a-count", "more than 700", "more than 700 %"),
    ]


def _chains() -> list[Lie]:
    def partition(rule: str, whole: str, *parts: str) -> Lie:
        def tell(world: World) -> str:
            name, record = world.first("claims", by_id(whole))
            record["partitioned"] = "true"
            for each in parts:
                world.first("claims", by_id(each))[1]["part_of"] = whole
            return name

        return Lie(rule, f"{' and '.join(parts) or 'No parts'} are said to divide {whole}.", tell)

    return [
        *_each(
            "no-cycles",
            "{} is within a part of it.",
            "metrics",
            [("casualties", put(within="soldiers_killed"))],
        ),
        *_each(
            "no-cycles",
            "{} speaks for who speaks for it.",
            "actors",
            [("pakistan", put(speaks_for="ispr"))],
        ),
        *_each(
            "no-cycles",
            "{} revises what revises it.",
            "findings",
            [("unama-2010-killed", put(revises="afghan-civilians-killed-unama-2010"))],
        ),
        *_each(
            "parts-fit",
            "{} is no part of what it names.",
            "claims",
            [
                ("drone-strikes-civilians-killed", put(part_of="drone-strikes-count")),
                (
                    "displaced-north-waziristan-2014",
                    put_in("estimate", low="6000000", wording="over six million"),
                ),
            ],
        ),
        partition("partitions", "drone-strikes-killed"),
        partition("partitions", "displaced-total-2008-2016"),
        partition("partitions", "operations-militants-killed", "drone-strikes-civilians-killed"),
        partition("partitions", "drone-strikes-killed", "afghan-civilians-killed"),
        partition("partitions", "afghan-civilians-killed", "afghan-civilians-injured"),
        partition("parts-fit", "drone-strikes-killed", "operations-militants-killed"),
        partition(
            "parts-fit",
            "drone-strikes-killed",
            "operations-militants-killed",
            "operations-soldiers-killed",
        ),
    ]


def _claims() -> list[Lie]:
    attributed = "attributed"
    return [
        *_each(
            attributed,
            "Whom {} credits does not go with the kind of credit.",
            "claims",
            [
                ("drone-strikes-count", lambda record: record["attribution"].pop("to")),
                ("drone-strikes-killed", put_in("attribution", naming="none")),
                ("drone-strikes-civilians-killed", put_in("attribution", naming="named")),
                ("operations-militants-killed", lambda record: record["attribution"].pop("group")),
                ("border-fencing-criticised", put_in("attribution", naming="none")),
            ],
        ),
        _by_text("statements", "in 2023.", "in 2023. It has fallen since."),
        _by_text("statements", "criticized in Afghanistan.", "criticized in Afghanistan"),
        _by_text(
            "attribution-fits", "Foreign forces withdrew", "As reported by Dawn, forces withdrew"
        ),
        _by_text("attribution-fits", "The security incidents", "According to UNAMA, the incidents"),
        _by_text("attribution-fits", "The United States carried", "Citing AFP, the US carried"),
        _by_text(
            "attribution-fits",
            "Inflation in Pakistan rose",
            "The State Bank is credited with the words that inflation in Pakistan rose",
        ),
        *_each(
            "places-fit",
            "{} took place somewhere else than its statement says.",
            "claims",
            [
                ("islamic-emirate-took-kabul", put(places=["pk"])),
                ("operations-zarb-e-azb-2014", put(places=["pk-bajaur"])),
                ("wars-caused-human-losses", put(places=["ye"])),
            ],
        ),
        *(
            Lie(
                "figures-differ",
                f"{name} again, in other words.",
                copy_of("claims", by_id(name), statement=statement),
            )
            for name, statement in (
                (
                    "afghan-civilians-killed",
                    "The war in Afghanistan killed more than 46,000 civilians from 2009 to 2021.",
                ),
                (
                    "pakistan-inflation-2023",
                    "In 2023 inflation in Pakistan went beyond 30 percent.",
                ),
            )
        ),
    ]


def _filed() -> list[Lie]:
    def moved(name: str, topic: str) -> Lie:
        def tell(world: World) -> str:
            home, record = world.first("findings", by_id(name))
            world.files[home]["findings"].remove(record)
            world.files[f"evidence/{topic}.yaml"]["findings"].append(record)
            return home

        return Lie("filed-by-topic", f"{name} is filed under {topic}.", tell)

    return [
        moved("unama-2015-killed", "drone-strikes"),
        moved("sbp-reserves-2023-12-29", "war-costs"),
        moved("drone-strikes-count-printed-as-bureau", "border"),
        moved("border-clashes-several-watchdog", "mutual-accusations"),
        moved("displaced-total-hrcp-2008", "military-operations"),
    ]


def _findings() -> list[Lie]:
    fit = "findings-fit"
    return [
        *_each(
            fit,
            "{} is about a claim of another kind.",
            "findings",
            [
                ("unama-2015-killed", put(claim="afghan-war-human-cost-high")),
                ("drone-strikes-count-tbij-2010", put(claim="drone-civilian-toll-varies")),
                (
                    "drone-strikes-count-printed-as-bureau",
                    put(claim="drone-strikes-civilians-killed"),
                ),
                (
                    "afghan-civilians-killed-attribution-unama",
                    put(claim="wars-caused-human-losses"),
                ),
                (
                    "pakistan-casualties-rank-2023-attribution-picss",
                    put(claim="operations-militants-killed"),
                ),
            ],
        ),
        *_each(
            "sums",
            "{} is not what its inputs give.",
            "findings",
            [
                ("afghan-civilians-killed-unama", put_in("estimate", best="42011")),
                ("drone-strikes-count-tbij", put_in("estimate", low="439")),
                ("drone-strikes-killed-tbij", put_in("estimate", high="4260")),
                ("displaced-total-unhcr-returned", put_in("estimate", best="4517289")),
            ],
        ),
        *_each(
            "additive",
            "{} does not add up.",
            "metrics",
            [
                (name, put(additive="false"))
                for name in (
                    "civilians_killed",
                    "civilians_injured",
                    "drone_strikes",
                    "people_killed",
                    "people_returned",
                )
            ],
        ),
        *_each(
            "inputs-fit-sum",
            "{} is of a year that its total has already.",
            "findings",
            [("drone-strikes-count-tbij-2010", put_in("period", edtf="2011"))],
        ),
        *_each(
            "inputs-of-one-origin",
            "{} was counted by another body than the other inputs.",
            "findings",
            [
                ("drone-strikes-count-tbij-2010", put(origin=["new-america"])),
                ("afghan-civilians-killed-unama-2019", put(origin=["ohchr"])),
                ("displaced-total-unhcr-2012-returned", put(origin=["idmc"])),
                ("pips-2015-killed", put(origin=["crss"])),
                ("pips-2021-injured", put(origin=["pips", "picss"])),
            ],
        ),
        *_each(
            "holds-fits-nature",
            "{} holds as nothing of its nature can.",
            "findings",
            [
                ("unama-2015-killed", put_in("period", holds="throughout")),
                ("displaced-total-unhcr-2010-end", put_in("period", holds="cumulative")),
                ("displaced-north-waziristan-ocha-2014-09", put_in("period", holds="cumulative")),
                ("drone-strikes-count-tbij-2010", put_in("period", holds="throughout")),
            ],
        ),
        *_each(
            "holds-fits-nature",
            "{} holds on every day.",
            "claims",
            [("afghan-civilians-killed", put_in("period", holds="throughout"))],
        ),
    ]


def _ranks() -> list[Lie]:
    rank = "pakistan-casualties-rank-2023"
    return [
        *_each("ranks-fit", "{} loses its window.", "claims", [(rank, _pop("rank"))]),
        *_each(
            "ranks-recomputed",
            "{} is no rank that its inputs give.",
            "findings",
            [
                (f"{rank}-picss-by-all-violence", put_in("estimate", high="5")),
                (f"{rank}-crss-by-all-violence", put_in("estimate", low="3")),
                (
                    f"{rank}-pips-by-terrorist-attacks",
                    _swap(
                        f"{rank}-pips-by-terrorist-attacks-2015",
                        f"{rank}-picss-by-militant-attacks-2015",
                        "inputs",
                    ),
                ),
                (
                    f"{rank}-picss-by-militant-attacks",
                    lambda record: record.update(inputs=record["inputs"][:-1]),
                ),
            ],
        ),
    ]


def _metrics() -> list[Lie]:
    return [
        *_each(
            "bases-named",
            "{} does not say what it is of.",
            "metrics",
            [
                ("casualties", put(unit="percent")),
                ("drone_strikes", put(share_of="all strikes")),
            ],
        ),
        *_each(
            "bases-named",
            "{} is a rate, and not for anything.",
            "units",
            [("incidents", put(dimension="rate"))],
        ),
        *_each(
            "parts-fit",
            "{} is a part of a growth.",
            "claims",
            [("drone-strikes-civilians-killed", put(part_of="pakistan-inflation-2023"))],
        ),
        *_each(
            "within-fits",
            "{} is within what it cannot be a part of.",
            "metrics",
            [
                ("soldiers_killed", put(within="security_incidents")),
                ("people_in_displacement", put(within="people_displaced")),
                ("registrations", put(within="people_registered")),
                ("inflation_rate", put(within="foreign_reserves")),
            ],
        ),
        *_each(
            "references-fit",
            "{} is no growth, and has a reference.",
            "findings",
            [
                ("unama-2015-killed", put(reference="a year before")),
                ("sbp-reserves-2023-12-29", put(reference="the end of 2022")),
                ("displaced-total-unhcr-2010-end", put(reference="2009")),
            ],
        ),
        *_each(
            "references-fit",
            "{} is no growth, and has a reference.",
            "claims",
            [("pakistan-casualties-rank-2023", put(reference="2014"))],
        ),
        *_each(
            "references-known",
            "{} does not say what it is measured from.",
            "findings",
            [
                (f"pakistan-inflation-2023-{name}", _pop("reference"))
                for name in ("2023-02", "imf", "aggregator", "pbs-2023")
            ],
        ),
        *_each(
            "levels-named",
            "The interval of {} has no level.",
            "findings",
            [
                (name, put(estimate={"low": low, "high": high, "wording": wording}))
                for name, low, high, wording in (
                    ("unama-2015-killed", "3400", "3700", "95% CI 3,400 to 3,700"),
                    (
                        "unama-2016-killed",
                        "3300",
                        "3600",
                        "3,300 to 3,600 (95 percent confidence interval)",
                    ),
                    ("unama-2017-killed", "3300", "3500", "confidence interval 3,300 to 3,500"),
                    ("unama-2014-killed", "3500", "3900", "90% confidence limits: 3,500 to 3,900"),
                    ("unama-2013-killed", "2800", "3100", "95 % C.I., 2,800 to 3,100"),
                )
            ],
        ),
        *_each(
            "additive-fits-nature",
            "{} has a nature that does not add up.",
            "metrics",
            [
                ("casualties_rank", put(additive="true")),
                ("civilians_killed", put(nature="level")),
                ("security_incidents", put(nature="rate")),
            ],
        ),
        *_each(
            "whole-fits-unit",
            "{} may be counted in parts.",
            "metrics",
            [
                (name, put(whole="false"))
                for name in (
                    "civilians_killed",
                    "drone_strikes",
                    "security_incidents",
                    "families_verified",
                )
            ],
        ),
        *_each(
            "base-fits-words",
            "{} has another base than its words.",
            "units",
            [
                ("billion_usd", _pop("base")),
                ("people", put(label="thousand people", plural="thousand people")),
                ("strikes", put(singular="dozen strikes", plural="dozen strikes")),
                ("families", put(label="million families", base="1000")),
            ],
        ),
    ]


def _revisions() -> list[Lie]:
    def turned(new: str, day: str) -> Lie:
        def tell(world: World) -> str:
            record = world.first("findings", by_id(new))[1]
            world.source(record["source"])["issued"] = day
            return "sources.yaml"

        return Lie("revises-later", f"What {new} is from was printed in {day}.", tell)

    def older(new: str, source: str) -> Lie:
        return edit(
            "revises-later",
            f"{new} is from an older source.",
            "findings",
            by_id(new),
            put(source=source),
        )

    return [
        *_each(
            "revises-fits",
            "{} revises what counts something else.",
            "findings",
            [
                ("unama-2016-killed-rev2018", put(origin=["ohchr"])),
                ("unama-2011-killed-rev2013", put(revises="unama-2012-killed")),
                ("pakistan-security-incidents-2023-crss-revised", put(metric="militant_attacks")),
            ],
        ),
        turned("unama-2011-killed-rev2013", "2011-06"),
        turned("pakistan-security-incidents-2023-crss-revised", "2023-12-01"),
        older("unama-2016-injured-rev2018", "unama-annual-report-2013"),
        older("afghan-civilians-killed-unama-2015", "unama-annual-report-2014"),
    ]


def _judged() -> list[Lie]:
    def judged(axis: str, word: str) -> Change:
        return put(covers={axis: {"is": word, "why": "Both speak of the same people."}})

    return _each(
        "covers-differ",
        "The coverage of {} is judged as it is computed, or as no judgement can be.",
        "findings",
        [
            ("unama-2015-killed", judged("where", "same")),
            ("afghan-civilians-killed-unama-to-2014", judged("when", "part")),
            ("displaced-north-waziristan-2014-nadra-2014", judged("what", "same")),
            ("operations-soldiers-killed-bajaur-2009-02", judged("where", "whole")),
        ],
    )


def _years() -> list[Lie]:
    return [
        *_each(
            "year-agrees-with-id",
            "{} is of another year than its id says.",
            "findings",
            [
                ("displaced-total-unhcr-2012-returned", put_in("period", edtf="2018")),
                ("drone-strikes-count-tbij-2006", put_in("period", edtf="2001")),
            ],
        ),
        _by_text(
            "years-in-statement",
            "withdrew from Afghanistan in August 2021",
            "withdrew from Afghanistan in August 2012",
        ),
        _by_text("years-in-statement", "crisis in 2023", "crisis in 2032"),
        _by_text(
            "years-in-statement",
            "in Pakistan between 2004 and 2018 differ",
            "in Pakistan between 2004 and 2081 differ",
        ),
    ]


def _vocabulary() -> list[Lie]:
    return [
        *_each("iso-codes", "The code of {} is no code.", "places", [("ye", put(iso="YM"))]),
        *_each(
            "one-iso-code-one-place",
            "{} has the code of another place.",
            "places",
            [
                ("ly", put(iso="YE")),
                ("pk-malakand", put(iso="PK-KP")),
                ("pk-fata", put(iso="PK-KP")),
            ],
        ),
    ]


def _sources() -> list[Lie]:
    def again(name: str, **changed: Any) -> Lie:
        def tell(world: World) -> str:
            url = f"https://example.org/{name}"
            file = copy_of("sources", by_id(name), URL=url, **changed)(world)
            world.first("findings")[1]["source"] = f"{name}-copy"
            return file

        return Lie("one-publication-one-source", f"{name} again, at another address.", tell)

    def live(world: World, name: str) -> Record:
        return next(r for _, r in world.records("findings") if r["id"] == name)

    def withdrawn(name: str) -> Lie:
        def tell(world: World) -> str:
            world.source(live(world, name)["source"])["retired"] = retirement()
            return "sources.yaml"

        return Lie("nothing-rests-on-retired", f"The source of {name} is retired.", tell)

    retired = "successors-live"
    return [
        again("9-11-commission-2004-07", title=str.upper),
        again("unama-annual-report-2013", type="webpage"),
        again("afghanistan-international-2024-09", note="The same page, seen again."),
        withdrawn("displaced-total-hrcp-2008"),
        withdrawn("border-clashes-several-watchdog"),
        withdrawn("pakistan-fencing-national-strategy-ispr-2017"),
        *_each(
            "nothing-rests-on-retired",
            "{} is retired, and its total stays.",
            "findings",
            [
                ("drone-strikes-count-tbij-2010", put(retired=retirement())),
                ("afghan-civilians-killed-unama-2019", put(retired=retirement())),
            ],
        ),
        edit(
            retired,
            "A source is retired in favour of one that is retired without a successor.",
            "sources",
            by_id("tns-2017-12"),
            lambda record: record["retired"].update(replaced_by="tns-2017-12"),
        ),
        Lie(retired, "The successor of a retired finding is retired.", _dead_end),
        Lie(retired, "Two retired findings replace each other.", _each_other),
    ]


def _dead_end(world: World) -> str:
    name, record = world.first("findings", by_id("drone-civilian-toll-columbia-2011"))
    record["retired"] = retirement()
    return name


def _each_other(world: World) -> str:
    name, record = world.first(
        "findings", by_id("operations-soldiers-killed-five-years-2013-business-recorder")
    )
    record["retired"] = retirement("operations-soldiers-killed-five-years-2013")
    return name


def _slips() -> list[Lie]:
    def best(number: str) -> Change:
        return put_in("estimate", best=number)

    def noted(number: str, note: str) -> Change:
        return put(estimate={"best": number}, note=note)

    return [
        *_each(
            "numbers-of-note",
            "Two digits of {} are in the other order in its note.",
            "findings",
            [
                ("afghan-civilians-killed-unama-to-2013", noted("14064", "The table has 14,604.")),
                ("operations-militants-killed-pips-2014", noted("1917", "It counts 1971 dead.")),
            ],
        ),
        *_each(
            "no-part-above-whole",
            "{} has a digit too many.",
            "findings",
            [
                ("unama-2013-killed", best("29590")),
                ("unama-2014-injured", best("68490")),
                ("afghan-civilians-killed-unama-2009", best("24120")),
            ],
        ),
        *_each(
            "series-without-leap",
            "A digit of {} is lost, or one is too many.",
            "findings",
            [
                ("drone-strikes-count-tbij-2010", put_in("estimate", low="1280")),
                ("afghan-civilians-injured-unama-2018", best("71890")),
                ("displaced-total-idmc-2011-end", best("90000")),
            ],
        ),
    ]


def _secondary() -> list[Lie]:
    return _each(
        "origin-counts",
        "{} is the count of the paper that prints it.",
        "findings",
        [
            ("displaced-north-waziristan-2014-nadra-2014", put(origin=["express-tribune"])),
            ("pips-2015-killed", put(origin=["the-news"])),
            ("crss-2019-killed", put(origin=["pakistan-today"])),
        ],
    )


def _schema() -> list[Lie]:
    return [
        Lie("schema-version", f"The header says {field} {number}.", _header(field, number))
        for field, number in (
            ("schema_version", "1"),
            ("schema_version", "3"),
            ("schema_version", "22"),
            ("schema_minor", "9"),
            ("schema_minor", "12"),
        )
    ]


def _header(field: str, number: str) -> Callable[[World], str]:
    def tell(world: World) -> str:
        world.files["dataset.yaml"][field] = number
        return "dataset.yaml"

    return tell


def _of_verdicts() -> list[Lie]:
    def anonymous(name: str, source: str, **changed: Any) -> Lie:
        return Lie(
            "same-number-unknown-origin",
            f"{name} again, elsewhere and of nobody.",
            copy_of("findings", by_id(name), source=source, origin=[], **changed),
        )

    return [
        *_each(
            "check-against-own-numbers",
            "What the body that {} names published is said to be otherwise.",
            "findings",
            [
                ("afghan-civilians-killed-attribution-unama", put(stance="supports")),
                ("afghan-civilians-injured-attribution-unama", put(stance="supports")),
                ("pakistan-casualties-rank-2023-attribution-picss", put(stance="supports")),
                (
                    "pakistan-security-incidents-2023-attribution-picss",
                    put(stance="contradicts", reading="secondary"),
                ),
                ("decades-of-war-attribution-muttaqi-2025", put(stance="contradicts")),
            ],
        ),
        *_each(
            "input-of-another-origin",
            "The total {} is of another body than its inputs.",
            "findings",
            [
                ("drone-strikes-count-tbij", put(origin=["pulitzer-center"])),
                ("drone-strikes-killed-new-america", put(origin=["lwj"])),
                ("afghan-civilians-killed-unama", put(origin=["united-nations"])),
                ("displaced-total-unhcr-returned", put(origin=["ocha"])),
                ("afghan-civilians-injured-unama", put(origin=[])),
            ],
        ),
        *_each(
            "series-twice-a-day",
            "{} is dated as another value of its series.",
            "findings",
            [
                ("displaced-total-unhcr-2010-end", put_in("period", edtf="2009-12-31")),
                ("displaced-total-idmc-2010-new", put_in("period", edtf="2009")),
                ("sbp-reserves-2023-12-22", put_in("period", edtf="2023-12-29")),
                ("displaced-north-waziristan-fdma-2014-06-30", put_in("period", edtf="2014-06-27")),
            ],
        ),
        anonymous("displaced-total-ivap-2015", "nation-hrcp-2009"),
        anonymous("operations-militants-killed-pips-2014", "dawn-2014-07"),
        anonymous("unama-2016-killed", "upi-2013"),
        anonymous("pakistan-security-incidents-2023-crss", "brec-pips-2022"),
        anonymous("border-clashes-several-watchdog", "dawn-2014-07", note="The paper has 19."),
    ]


MORE_LIES: tuple[Lie, ...] = (
    *_ids(),
    *_unused(),
    *_outline(),
    *_located(),
    *_order(),
    *_wordings(),
    *_chains(),
    *_claims(),
    *_filed(),
    *_findings(),
    *_ranks(),
    *_metrics(),
    *_revisions(),
    *_judged(),
    *_years(),
    *_vocabulary(),
    *_sources(),
    *_slips(),
    *_secondary(),
    *_schema(),
    *_of_verdicts(),
)
"""Every further lie."""

MISSED = {
    "The interval of unama-2017-killed has no level.": "The words give no level to compare with.",
    "The interval of unama-2013-killed has no level.": "C.I. with full stops is read as two words.",
    "strikes has another base than its words.": "A dozen is below the scales that need a base.",
}
"""The lies that check does not find, with why."""
