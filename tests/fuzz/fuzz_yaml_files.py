"""Any bytes as a YAML file: refused in one line, or read as the stock loader reads them."""

from __future__ import annotations

import re
from typing import Any

import yaml
from claims_under_test import is_one_clear_line

from afpak_claims.errors import DataError
from afpak_claims.files import strict_yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,99}")
_LINE = re.compile(
    r"(?!\s)[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]+(?<!\s)"
)


def one_input(raw: bytes) -> None:
    """Read, find places and comments, and write again what was read."""
    try:
        values = strict_yaml.read(raw, "f.yaml")
    except DataError as error:
        assert len(error.problems) == 1
        assert is_one_clear_line(error.problems[0])
        return
    assert _as_text(values) == _as_text(yaml.load(raw, LOADER))  # noqa: S506 - it makes texts only
    assert list(strict_yaml.marks(raw, "f.yaml")) == list(_paths(values, ()))
    head = strict_yaml.head_comment(raw)
    list(strict_yaml.comment_offsets(raw, "f.yaml"))
    assert all(line.startswith("#") for line in head.splitlines())
    if isinstance(values, dict) and _is_writable(values):
        assert values == strict_yaml.read(strict_yaml.write(values).encode(), "f.yaml")


def _as_text(value: Any) -> Any:
    """Forget the difference between nothing and the texts that stand for it."""
    if isinstance(value, dict):
        return {key: _as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_text(part) for part in value]
    return "" if value in {None, "null"} else value


def _paths(value: Any, path: strict_yaml.Path) -> Any:
    yield path
    pairs: Any = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else pairs:
        yield from _paths(part, (*path, key))


def _is_writable(value: Any) -> bool:
    """Whether a value has the shape that records have, which is what `write` takes."""
    if isinstance(value, dict):
        return bool(value) and all(
            _KEY.fullmatch(key) and _is_writable(part) for key, part in value.items()
        )
    if isinstance(value, list):
        kinds = {type(part) for part in value}
        return kinds in (set(), {str}, {dict}) and all(map(_is_writable, value))
    return isinstance(value, str) and _LINE.fullmatch(value) is not None
