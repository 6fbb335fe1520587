"""Validation: plain values become records, by pydantic, or every fault is named."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar, cast

from afpak_claims.records.claims import Assertion, Claim, Figure
from afpak_claims.records.scalars import shown

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

__all__ = ["FieldError", "validate"]

T = TypeVar("T")


class FieldError(NamedTuple):
    """What is wrong with one value, before it is known where in a file that value stands."""

    path: tuple[str | int, ...]
    """Keys and indexes from the top of the file."""
    message: str
    """What was found; what is expected; how to fix it."""


def validate(kind: type[T] | Any, value: object) -> tuple[T | None, list[FieldError]]:
    """Turn plain values into a record; return it, or every fault that stands in the way.

    Args:
        kind: One of the record classes, ``Claim``, or a tuple type of one.
        value: Mappings, lists and texts as the YAML reader gives them.

    Returns:
        The record and no faults, or None and at least one fault.
    """
    from pydantic import ValidationError

    try:
        return _adapter(cast("Hashable", kind)).validate_python(value), []
    except ValidationError as error:
        faults = (
            FieldError(_path(details), _sentence(details))
            for details in error.errors(include_url=False)
        )
        return None, list(dict.fromkeys(faults))


@cache
def _adapter(kind: Any) -> Any:
    from pydantic import Field, TypeAdapter

    def tagged(of: Any) -> Any:
        return Annotated[of, Field(discriminator="kind")]

    if kind is Claim:
        return TypeAdapter(tagged(Figure | Assertion))
    return TypeAdapter(kind)


_TAGS = frozenset({"figure", "assertion", "int", "float"})
_UNKNOWN_FIELD = frozenset({"unexpected_keyword_argument", "extra_forbidden"})


def _path(details: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Return where a value stands, without the names that pydantic gives the members of unions."""
    place: tuple[str | int, ...] = details["loc"]
    last = len(place) - (details["type"] in _UNKNOWN_FIELD)  # a field of a tag's name is a field
    return (*(part for part in place[:last] if part not in _TAGS), *place[last:])


def _sentence(details: Mapping[str, Any]) -> str:
    """Write a fault that pydantic found in the words of this project."""
    context: dict[str, Any] = details.get("ctx", {})
    found = shown(details["input"])
    kind = details["type"]
    if kind == "value_error":
        return str(context["error"])
    if kind in {"missing", "missing_argument", "missing_keyword_only_argument"}:
        return "missing required field; expected it in every record of this kind; add it"
    if kind in _UNKNOWN_FIELD:
        return (
            "found an unknown field; expected only the fields in the codebook; rename or delete it"
        )
    if kind == "literal_error":
        return f"found {found}; expected {context['expected']}; choose one of them"
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return (
            f"found {shown(context.get('tag'))} as kind; expected figure or assertion; "
            "choose one of them"
        )
    expected = _EXPECTED.get(kind)
    if expected:
        return f"found {found}; expected {expected}; change it"
    return str(details["msg"])


_EXPECTED = {
    "string_type": "a string",
    "tuple_type": "a list",
    "dataclass_type": "a mapping of fields",
    "dataclass_exact_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "string_unicode": "printable text",
    "mapping_type": "a mapping of fields",
    "dict_type": "a mapping of fields",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "finite_number": "a finite number",
    "int_parsing_size": "a number of ordinary size",
}
