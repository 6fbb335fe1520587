"""Scalars: nothing is guessed, and what a field takes is decided by its form alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afpak_claims.printable import unprintable
from afpak_claims.records.scalars import (
    Address,
    Digest,
    IsoCode,
    Line,
    Number,
    Slug,
    Truth,
    Version,
    Whole,
    Word,
    shown,
)
from afpak_claims.records.validation import validate


def valid(kind: Any, value: object) -> Any:
    """Return the value that a scalar type makes of one that it takes."""
    made, faults = validate(kind, value)
    assert faults == []
    return made


def fault(kind: Any, value: object) -> str:
    """Return the one fault of a value that a scalar type refuses."""
    made, faults = validate(kind, value)
    assert made is None
    (only,) = faults
    return only.message


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("-0", 0),
        ("7", 7),
        ("-7", -7),
        ("1200", 1200),
        ("37.9", 37.9),
        ("-0.5", -0.5),
        ("1.0", 1),
        ("1.10", 1.1),
        ("999999999999999", 999999999999999),
        ("0.000000001", 1e-09),
    ],
)
def test_plain_decimal_text_is_a_number(text: str, number: float) -> None:
    """Digits, one point and one minus are read as they stand; a whole value is an int."""
    made = valid(Number, text)
    assert (made, type(made)) == (number, type(number))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1_000",
        "1,000",
        "017",
        "00",
        "0o17",
        "0x1F",
        "0b1",
        "12:30",
        "1e3",
        "1E3",
        ".nan",
        "nan",
        "NaN",
        ".inf",
        "-.inf",
        "inf",
        "Infinity",
        "1e999",
        "+5",
        "5.",
        ".5",
        "--5",
        "5%",
        "1/2",
        "1.2.3",
        "five",
        "٣",
        "\uff11\uff12",
        "²",
        "1\n",
        "\u22125",
        "1234567890123456",
        "0.1234567891",
        "true",
        "null",
    ],
)
def test_whatever_only_looks_like_a_number_is_refused(text: str) -> None:
    """Other bases, separators, exponents, infinities and foreign digits are no numbers here."""
    assert fault(Number, text) == (
        f"found {text!r}; expected a plain decimal number such as 1200 or 37.9; "
        "write it in digits, with no separator and no leading zero"
    )


@pytest.mark.parametrize(
    ("value", "name"), [([1], "a list"), ({"a": 1}, "a mapping"), (None, "null")]
)
def test_a_collection_is_no_number(value: object, name: str) -> None:
    """A list, a map or nothing where a number is due is named as what it is."""
    assert fault(Number, value) == (
        f"found {name}; expected a plain decimal number such as 1200 or 37.9; "
        "write it in digits, with no separator and no leading zero"
    )


def test_a_truth_value_is_no_number() -> None:
    """True is not 1, though Python thinks so."""
    assert fault(Number, value=True) == (
        "found true; expected a number such as 1200; write a number"
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_is_finite(value: float) -> None:
    """What is not finite is refused even where it comes as a float."""
    made, faults = validate(Number, value)
    assert made is None
    assert faults


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_whole_number_of_ordinary_size_is_read_from_its_digits(number: int) -> None:
    """Up to fifteen digits, text and number are one."""
    assert valid(Whole, str(number)) == number


@given(st.integers(-(10**12), 10**12), st.integers(1, 9))
def test_every_decimal_is_read_from_its_digits(digits: int, places: int) -> None:
    """A decimal means what its digits say."""
    text = f"{digits / 10**places:.{places}f}"
    assert valid(Number, text) == float(text)


@pytest.mark.parametrize("text", ["1.5", "-0.25"])
def test_a_whole_number_has_no_decimals(text: str) -> None:
    """A fraction is refused where a whole number is due, and never rounded."""
    assert fault(Whole, text) == f"found {text}; expected a whole number; change it"


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_true_and_false_are_truth_values(text: str, value: object) -> None:
    """The two words of YAML 1.2 are read; Python's own values pass."""
    assert valid(Truth, text) is value
    assert valid(Truth, value) is value


@pytest.mark.parametrize(
    "text", ["NO", "no", "yes", "on", "off", "y", "n", "True", "TRUE", "0", "1", ""]
)
def test_no_other_word_is_a_truth_value(text: str) -> None:
    """Norway's NO and its kin stay text, and text is no truth value."""
    assert fault(Truth, text) == f"found {text!r}; expected true or false; write one of them"


@pytest.mark.parametrize("value", [0, 1, 1.0, None, []])
def test_numbers_and_collections_are_no_truth_values(value: object) -> None:
    """Nothing but true and false is a truth value."""
    assert fault(Truth, value) == f"found {shown(value)}; expected true or false; change it"


FORMS: list[tuple[Any, list[str], list[str], str]] = [
    (
        Slug,
        ["a", "0", "a-b", "river-floods-1990", "x1", "aux-b", "com", "com10"],
        [
            "",
            "A",
            "a--b",
            "-a",
            "a-",
            "a_b",
            "a b",
            "é",
            "a\n",
            "a.b",
            "a/b",
            "../a",
            "\uff41",
            "aux",
            "nul",
            "com1",
        ],
        "an id of lower-case letters, digits and single hyphens, not the name of a device",
    ),
    (
        Word,
        ["a", "a1", "people_displaced"],
        ["", "1a", "_a", "a_", "a__b", "A", "a-b", "a b", "a\n"],
        "a name of lower-case letters, digits and underscores",
    ),
    (
        Digest,
        ["0123456789abcdef"],
        ["", "0123456789abcde", "0123456789abcdef0", "0123456789ABCDEF", "0123456789abcdeg"],
        "the first 16 hex digits of a SHA-256",
    ),
    (
        Line,
        ["a", "Pré", "a  b", "水", "\U0001f30a", "\u0645\u06cc\u200c\u062e", "1", "null"],
        [
            "",
            " ",
            " a",
            "a ",
            "a\nb",
            "a\r",
            "a\tb",
            "\x00",
            "\x7f",
            "a\x85b",
            "a\u2028b",
            "a\u2029b",
            "\ufeffa",
            "a\xa0",
            "\u3000a",
            "a\ufffe",
            "a\u200db",
            "a\u202eb",
            "a\u2066b",
            "a\u00adb",
            "\x1b]8;;x\x07",
        ],
        "one line of printable text with no space at its ends",
    ),
    (
        Address,
        ["http://a", "https://example.org/a?b=c&d=%20#e", "https://example.org/é"],
        [
            "",
            "example.org",
            "ftp://a",
            "javascript:alert(1)",
            "https://",
            "https://a b",
            "HTTP://a",
            "https://a\n",
            'https://a"b',
            "https://a<b",
            " https://a",
            "data:text/html,x",
            "//a",
        ],
        "an address that begins with http:// or https://",
    ),
    (
        Version,
        ["0.0.0", "1.0.0", "10.20.30"],
        [
            "",
            "1",
            "1.0",
            "1.0.0.0",
            "01.0.0",
            "1.0.0a1",
            "v1.0.0",
            "1.0.0\n",
            "1.-1.0",
            "\u0661.0.0",
        ],
        "a version of three numbers such as 1.0.0",
    ),
    (
        IsoCode,
        ["XX", "XX-IP", "XX-1", "XX-DOL"],
        ["", "X", "XXX", "xx", "XX-", "XX-ABCD", "XX-ip", "XX IP"],
        "an ISO 3166 code such as PK-KP",
    ),
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, good, _, _ in FORMS for text in good]
)
def test_a_text_of_the_right_form_passes_unchanged(kind: Any, text: str) -> None:
    """A text is never trimmed, folded or normalised on its way in."""
    assert valid(kind, text) == text


@pytest.mark.parametrize(
    ("kind", "text", "due"), [(kind, text, due) for kind, _, bad, due in FORMS for text in bad]
)
def test_a_text_of_another_form_is_refused_with_the_form_that_is_due(
    kind: Any, text: str, due: str
) -> None:
    """The message shows what was found and says what is expected."""
    character = unprintable(text)
    expected = (
        f"found the character U+{ord(character[0]):04X}; expected printable text; delete it"
        if character
        else f"found {shown(text)}; expected {due}; change it"
    )
    assert fault(kind, text) == expected


@pytest.mark.parametrize("value", [1, 1.5, True, None, ["a"], {"a": "b"}, b"a"])
def test_only_text_is_text(value: object) -> None:
    """Nothing is turned into text on the quiet."""
    assert fault(Line, value) == f"found {shown(value)}; expected a string; change it"


@pytest.mark.parametrize("kind", [form[0] for form in FORMS])
def test_the_json_schema_carries_the_same_pattern(kind: Any) -> None:
    """What an editor checks with the schema is what the reader checks."""
    from pydantic import TypeAdapter

    pattern = TypeAdapter(kind).json_schema()["pattern"]
    good, bad = next((good, bad) for form, good, bad, _ in FORMS if form is kind)
    # JSON Schema patterns are searched, and $ is the end of the text alone.
    matches = [bool(re.search(f"{pattern[:-1]}\\Z", text)) for text in [*good, *bad]]
    assert matches == [True] * len(good) + [False] * len(bad)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "a mapping"),
        ([], "a list"),
        ((), "a list"),
        (None, "null"),
        ("a", "'a'"),
        ("a\nb", "'a\\nb'"),
        (1.5, "1.5"),
        ("x" * 100, f"'{'x' * 58}…"),
    ],
)
def test_a_found_value_is_shown_short_and_on_one_line(value: object, text: str) -> None:
    """A message never grows with the value that it complains about."""
    assert shown(value) == text
