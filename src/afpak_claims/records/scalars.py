"""Scalars: numbers, truth values and short texts, as strict about their form as the records need.

YAML hands every scalar over as text, so that nothing is guessed; these types say what a field
takes. Each carries its own Pydantic schema and loads Pydantic only when somebody validates.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from afpak_claims.printable import PRINTABLE, unprintable

__all__ = [
    "Address",
    "Contact",
    "Digest",
    "IsoCode",
    "Item",
    "Language",
    "Line",
    "Number",
    "PageNumber",
    "PlayTime",
    "Slug",
    "Truth",
    "Version",
    "Whole",
    "Word",
    "shown",
]

_LONGEST_SHOWN = 60


class _Text:
    """The schema of a text that matches a pattern.

    Most texts are of ASCII. The pattern of those takes printable texts only, and none that the
    other does not take; it is matched faster.
    """

    def __init__(self, pattern: str, meaning: str, in_ascii: str | None = None) -> None:
        self.pattern = pattern
        self.meaning = meaning
        self.in_ascii = in_ascii or pattern

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Any:
        from pydantic_core import core_schema

        matches, matches_in_ascii = (
            re.compile(pattern).fullmatch for pattern in (self.pattern, self.in_ascii)
        )
        meaning = self.meaning

        def check(value: str) -> str:
            if matches_in_ascii(value):
                return value
            foreign = unprintable(value)
            if foreign:
                message = (
                    f"found the character U+{ord(foreign[0]):04X}; expected printable text; "
                    "delete it"
                )
                raise ValueError(message)
            if matches(value):
                return value
            message = f"found {shown(value)}; expected {meaning}; change it"
            raise ValueError(message)

        return core_schema.no_info_after_validator_function(
            check, core_schema.str_schema(strict=True)
        )

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        return {**handler(schema), "pattern": f"^{self.pattern}$"}


class _Parsed:
    """The schema of a value that may arrive as text: a number, a whole number, a truth value."""

    def __init__(self, kind: Literal["number", "whole", "truth"]) -> None:
        self.kind = kind

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Any:
        from pydantic_core import core_schema

        whole = core_schema.int_schema(strict=True)
        decimal = core_schema.float_schema(strict=True, allow_inf_nan=False)
        schema: Any = {
            "number": core_schema.union_schema([whole, decimal]),
            "whole": whole,
            "truth": core_schema.bool_schema(strict=True),
        }[self.kind]
        parse = _truth if self.kind == "truth" else _number
        return core_schema.no_info_before_validator_function(parse, schema)


def _number(value: object) -> object:
    """Turn the text of a plain decimal number into an int or a float; refuse look-alikes."""
    if isinstance(value, bool):
        message = f"found {str(value).lower()}; expected a number such as 1200; write a number"
        raise ValueError(message)  # noqa: TRY004 - pydantic collects ValueError and not TypeError
    if isinstance(value, int | float):
        return value
    match = _DECIMAL.fullmatch(value) if isinstance(value, str) else None
    if match and isinstance(value, str):
        number = float(value)
        return number if match[1] and number != int(number) else int(number)
    message = (
        f"found {shown(value)}; expected a plain decimal number such as 1200 or 37.9; "
        "write it in digits, with no separator and no leading zero"
    )
    raise ValueError(message)


_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,14})(\.\d{1,9})?", re.ASCII)


def _truth(value: object) -> object:
    """Turn the text true or false into a truth value."""
    if isinstance(value, str):
        if value in {"true", "false"}:
            return value == "true"
        message = f"found {shown(value)}; expected true or false; write one of them"
        raise ValueError(message)
    return value


def shown(value: object) -> str:
    """Show a found value in a message: short, on one line, and named where it is a collection."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "null"
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


Slug = Annotated[
    str,
    _Text(
        # Ids are names of files too, and these Windows keeps for devices.
        r"(?!(?:aux|con|nul|prn|com[0-9]|lpt[0-9])$)[a-z0-9]+(-[a-z0-9]+)*",
        "an id of lower-case letters, digits and single hyphens, not the name of a device",
    ),
]
Word = Annotated[
    str,
    _Text(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", "a name of lower-case letters, digits and underscores"),
]
Digest = Annotated[str, _Text(r"[0-9a-f]{16}", "the first 16 hex digits of a SHA-256")]
Line = Annotated[
    str,
    _Text(
        rf"(?!\s){PRINTABLE}+(?<!\s)",
        "one line of printable text with no space at its ends",
        r"[!-~](?:[ -~]*[!-~])?",
    ),
]
Item = Annotated[
    str,
    _Text(
        rf"(?!\s)(?:(?!;){PRINTABLE})+(?<!\s)",
        "one line of printable text with no semicolon, which separates several of them in a cell",
        r"[!-:<-~](?:[ -:<-~]*[!-:<-~])?",
    ),
]
Address = Annotated[
    str,
    _Text(
        r'https?://[^\s<>"]+',
        "an address that begins with http:// or https://",
        r"https?://[!#-;=?-~]+",
    ),
]
Contact = Annotated[
    str,
    _Text(
        r'(https?://|mailto:)[^\s<>"]+',
        "an address that begins with https://, http:// or mailto:",
        r"(https?://|mailto:)[!#-;=?-~]+",
    ),
]
Version = Annotated[
    str, _Text(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", "a version of three numbers such as 1.0.0")
]
IsoCode = Annotated[str, _Text(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "an ISO 3166 code such as PK-KP")]
Language = Annotated[
    str, _Text(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language code such as en, de or ur")
]
PageNumber = Annotated[
    str,
    _Text(r"[0-9A-Za-z]+([.-][0-9A-Za-z]+)*", "the number of a page such as 12, iv, A-3 or 12-13"),
]
PlayTime = Annotated[
    str,
    _Text(
        r"[0-9]{1,3}(:[0-5][0-9]){2}", "hours, minutes and seconds of a recording, such as 0:14:05"
    ),
]
Number = Annotated[float, _Parsed("number")]
Whole = Annotated[int, _Parsed("whole")]
Truth = Annotated[bool, _Parsed("truth")]
