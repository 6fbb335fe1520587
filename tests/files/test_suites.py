"""Suites of others: what their files hold is read right, or refused in one line."""

from __future__ import annotations

import csv
import dataclasses
import json
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from afpak_claims.commands.schemas import schemas
from afpak_claims.errors import DataError
from afpak_claims.exports.formats import FORMATS, export
from afpak_claims.files import strict_yaml
from afpak_claims.printable import unprintable
from afpak_claims.records.periods import bounds
from afpak_claims.records.scalars import Line
from afpak_claims.records.validation import validate
from afpak_claims.website.page import page

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

SUITES = Path(__file__).parents[1] / "suites"


def edtf_strings() -> list[dict[str, str]]:
    """Return every string of the three EDTF suites, with what its suite says of it."""
    with (SUITES / "edtf_strings.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def refused(text: str) -> str | None:
    """Return why a date is refused; None where it is taken."""
    try:
        bounds(text)
    except ValueError as error:
        return str(error)
    return None


def test_what_no_edtf_suite_allows_is_refused() -> None:
    """A string that a suite calls invalid is no date of a record, and is told in one line."""
    bad = [row["string"] for row in edtf_strings() if row["valid"] == "no"]
    taken = [text for text in bad if refused(text) is None]

    assert len(bad) > 60
    assert taken == []


def test_every_refusal_of_a_date_says_what_is_expected() -> None:
    """A string of a suite is taken, or refused with what was found, what is expected and a fix."""
    messages = [message for row in edtf_strings() if (message := refused(row["string"]))]

    assert len(messages) > 200
    assert [m for m in messages if not m.startswith("found ") or m.count("; ") < 2] == []
    assert [m for m in messages if "\n" in m or unprintable(m)] == []


@pytest.mark.slow
def test_what_is_taken_has_the_bounds_of_python_edtf() -> None:
    """A string that is taken has the strict bounds that the reference implementation gives it."""
    from edtf import parse_edtf, struct_time_to_date

    taken = {row["string"] for row in edtf_strings() if refused(row["string"]) is None}
    assert len(taken) > 40
    for text in taken:
        start, end = bounds(text)
        parsed = parse_edtf(text)
        if start:
            assert start == struct_time_to_date(parsed.lower_strict()), text
        if end:
            assert end == struct_time_to_date(parsed.upper_strict()), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2004-21", "months of the season"),
        ("201X", "write the range, as in 2010/2019"),
        ("2004-XX", "leave out what is unspecified"),
        ("2004%", "write ~ if the date is approximate"),
        ("0000", "a year from 0001 to 9999"),
        ("2004-02/2004", "write both ends with the same precision, or 2004 alone"),
        ("2004/", "write .. or the date"),
        ("2004-02-29T10:00", "leave out what begins with T"),
        ("20040229", "write it like 2004-02-29"),
        ("", "write .. or the date"),
        ("/", "write .. or the date"),
        ("/2004", "write .. or the date"),
        ("-2004", "a year from 0001 to 9999"),
        ("0000-01", "a year from 0001 to 9999"),
        ("200X", "write the range, as in 2010/2019"),
    ],
)
def test_what_edtf_has_beyond_the_records_is_refused_as_what_it_is(
    text: str, expected: str
) -> None:
    """The message says how to say it in the part of EDTF that the records take."""
    assert expected in (refused(text) or "")


def test_every_date_that_is_taken_fits_the_pattern_of_the_schema() -> None:
    """An editor marks no date that check takes."""
    import re

    definition = schemas()["claims.json"]["$defs"]["Period"]["properties"]["edtf"]
    pattern = next(of["pattern"] for of in definition["anyOf"] if "pattern" in of)
    taken = [row["string"] for row in edtf_strings() if refused(row["string"]) is None]

    assert [text for text in taken if not re.search(pattern, text)] == []


# YAML


def yaml_cases() -> list[dict[str, Any]]:
    """Return the cases of the YAML test suite."""
    return list(json.loads((SUITES / "yaml_cases.json").read_text(encoding="utf-8")))


OF_THE_PARSER = frozenset({"652Z", "HM87-1", "L24T-1"})
"""What libyaml reads otherwise: a question mark within a flow collection, trailing spaces."""


def test_each_yaml_case_is_read_right_or_refused() -> None:
    """What is read has the shape and the texts of the suite; the rest is refused in one line."""
    read, faults = 0, []
    for case in yaml_cases():
        if case["id"] in OF_THE_PARSER:
            continue
        try:
            found = strict_yaml.read(case["yaml"].encode("utf-8", "surrogatepass"), "case.yaml")
        except DataError as error:
            if len(error.problems) != 1 or "\n" in str(error):
                faults.append(f"{case['id']}: {error}")
            continue
        read += 1
        if not case["fail"] and case["json"] and not alike(found, json.loads(case["json"])):
            faults.append(f"{case['id']}: {found!r}")

    assert read > 100
    assert faults == []


def alike(found: Any, due: Any) -> bool:
    """Whether two values have one shape, and the same texts where the second has texts."""
    if isinstance(due, dict):
        return (
            isinstance(found, dict)
            and found.keys() == due.keys()
            and all(alike(found[key], due[key]) for key in due)
        )
    if isinstance(due, list):
        return isinstance(found, list) and len(found) == len(due) and all(map(alike, found, due))
    return bool(found == due) if isinstance(due, str) else not isinstance(found, dict | list)


# Naughty strings


@pytest.fixture(scope="module")
def naughty(world: Dataset) -> Dataset:
    """Return the world with each naughty string that a record takes in the note of a claim."""
    strings = json.loads((SUITES / "naughty_strings.json").read_text(encoding="utf-8"))
    lines = [text for text in strings if validate(Line, text)[0] is not None]
    assert len(lines) > 400
    claim = next(iter(world))
    claims = {
        f"{claim.id}-{n}": dataclasses.replace(claim, id=f"{claim.id}-{n}", note=line)
        for n, line in enumerate(lines)
    }
    return dataclasses.replace(world, claims=MappingProxyType({**world.claims, **claims}))


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_naughty_strings_survive_every_export(name: str, naughty: Dataset, tmp_path: Path) -> None:
    """An export of texts that break other programs is written, and reads back as what it is."""
    export(naughty, name, tmp_path / "out")

    assert (tmp_path / "out").exists()


@pytest.mark.slow
def test_naughty_strings_survive_the_page(naughty: Dataset) -> None:
    """The page holds the records as they are, and no character that must not be printed."""
    text = page(naughty)

    assert unprintable(text.replace("\n", "").replace("\t", "")) is None


def test_no_card_of_a_naughty_string_moves_the_cursor(naughty: Dataset) -> None:
    """A card for a terminal has no character that must not be printed."""
    for claim in naughty:
        text = naughty.trace(claim.id).card().text()
        assert unprintable(text.replace("\n", "")) is None, claim.note


# Every code point


@pytest.mark.slow
def test_no_code_point_that_must_not_be_printed_is_a_text() -> None:
    """Over all of Unicode, a line is taken exactly if it can be printed."""
    import unicodedata

    def forbidden(point: int) -> bool:
        never = {"Cc", "Cs", "Zl", "Zp"}
        return unicodedata.category(chr(point)) in never or (point & 0xFFFE) == 0xFFFE

    def taken(text: str) -> bool:
        return validate(Line, text)[0] is not None

    for start in range(0, 0x110000, 0x100):
        bad = {point for point in range(start, start + 0x100) if forbidden(point)}
        good = [point for point in range(start, start + 0x100) if point not in bad]
        assert [f"U+{point:04X}" for point in bad if taken(f"a{chr(point)}b")] == []
        together = f"a{''.join(map(chr, good))}b"
        if taken(together) and unprintable(together) is None:
            continue  # then each of them can be printed
        for point in good:
            text = f"a{chr(point)}b"
            assert not taken(text) or unprintable(text) is None, f"U+{point:04X}"


# The profile of data packages


@pytest.mark.slow
def test_the_data_package_fits_the_official_profile(world: Dataset, tmp_path: Path) -> None:
    """The descriptor validates against the profile of version 2.0, as it is published."""
    from jsonschema import Draft7Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT7

    export(world, "datapackage", tmp_path / "out")
    descriptor = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    profiles = {
        file.stem: json.loads(file.read_text(encoding="utf-8"))
        for file in (SUITES / "datapackage-2.0").glob("*.json")
    }
    registry: Any = Registry().with_resources(
        (f"https://datapackage.org/profiles/2.0/{name}.json", DRAFT7.create_resource(profile))
        for name, profile in profiles.items()
    )
    for name, values in (
        ("datapackage", [descriptor]),
        ("dataresource", descriptor["resources"]),
        ("tableschema", [resource["schema"] for resource in descriptor["resources"]]),
    ):
        validator = Draft7Validator(profiles[name], registry=registry)
        for value in values:
            assert [error.message for error in validator.iter_errors(value)] == [], name
