"""YAML comments: the canonical text keeps every comment and no comment changes a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afpak_claims.files import strict_yaml
from afpak_claims.files.folders import canonical_text
from afpak_claims.files.yaml_comments import keep_comments
from conftest import GOOD

if TYPE_CHECKING:
    from collections.abc import Sequence

FILES = {
    path.relative_to(GOOD).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(GOOD.rglob("*.yaml"))
}


@pytest.mark.parametrize(
    ("canonical", "raw", "kept"),
    [
        ("a: b\n", "a: b # c\n", "a: b  # c\n"),
        ("a: b\nc: d\n", "c: d # of c\n# above a\na: b\n", "# above a\na: b\nc: d  # of c\n"),
        ("a: b\n", "a: b\n# last\n", "a: b\n# last\n"),
        ("a:\n  - b\n", "a:\n  # of b\n  - b\n", "a:\n  # of b\n  - b\n"),
        ("a: [b, c]\n", "a: [b, # of b\n  c]\n", "a: [b, c]  # of b\n"),
        ("a: b\n", "a: >- # why\n  b\n", "a: b  # why\n"),
        ("a: b\n", "a: b\nc: [] # of the default\n", "a: b  # of the default\n"),
        ("a: 'b # c'\n", "a: 'b # c'   # d\n", "a: 'b # c'  # d\n"),
    ],
)
def test_a_comment_moves_with_what_it_stands_by(canonical: str, raw: str, kept: str) -> None:
    """A comment above a key moves with the key, one behind a value with the value."""
    assert keep_comments(canonical, raw.encode(), "f.yaml") == kept


@given(
    st.sampled_from(sorted(FILES)),
    st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=8),
)
def test_no_comment_is_lost_and_no_value_changed(
    name: str, places: Sequence[tuple[int, bool]]
) -> None:
    """Comments put anywhere into a canonical file are all kept, once, where they were put."""
    lines = FILES[name].splitlines()
    for number, (at, trailing) in enumerate(places):
        line = at % len(lines)
        if trailing and lines[line].strip() and "#" not in lines[line]:
            lines[line] += f"  # comment {number}"
        else:
            below = next(
                (each for each in lines[line:] if each.strip() and each.lstrip()[0] != "#"), ""
            )
            indent = " " * (len(below) - len(below.lstrip()))
            lines.insert(line, f"{indent}# comment {number}")
    raw = "\n".join([*lines, ""]).encode()
    text = canonical_text(name, raw)

    assert text is not None
    assert strict_yaml.read(text.encode(), name) == strict_yaml.read(FILES[name].encode(), name)
    assert all(text.count(f"# comment {number}\n") == 1 for number in range(len(places)))
    assert canonical_text(name, text.encode()) == text
