"""Strict YAML: one meaning, no guesses, every value with its place, and no way to do harm."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afpak_claims.errors import DataError
from afpak_claims.files import strict_yaml
from afpak_claims.files.strict_yaml import (
    MAX_BYTES,
    Mark,
    comment_offsets,
    head_comment,
    item_marks,
    item_starts,
    marks,
    read,
)
from examples import examples
from strategies import lines, numbers, words

LOADERS = {"pure": yaml.SafeLoader}
if hasattr(yaml, "CSafeLoader"):
    LOADERS["libyaml"] = yaml.CSafeLoader  # type: ignore[assignment] # either loader reads


@pytest.fixture(params=sorted(LOADERS))
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read with each of the two loaders: that of libyaml, and that of Python alone."""
    monkeypatch.setattr(strict_yaml, "LOADER", LOADERS[request.param])
    return str(request.param)


def refusal(raw: bytes) -> str:
    """Return the one line with which a file is refused."""
    with pytest.raises(DataError) as caught:
        read(raw, "f.yaml")
    (problem,) = caught.value.problems
    assert marks_refuse_too(raw)
    return str(problem)


def marks_refuse_too(raw: bytes) -> bool:
    """Say whether the places of a file are refused as its values are."""
    try:
        marks(raw, "f.yaml")
    except DataError:
        return True
    return False


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("true", "true"),
        ("1.10", "1.10"),
        ("017", "017"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2004-05-06", "2004-05-06"),
        (".nan", ".nan"),
        ("~", "~"),
        ("=", "="),
        ("Null", "Null"),
        ("null", None),
        ("", None),
        ("'null'", "null"),
        ('""', ""),
        ("[]", []),
        ("{}", {}),
        ("[a, [b]]", ["a", ["b"]]),
        ("{a: , b}", {"a": None, "b": None}),
        ('"\\u00e9\\n"', "é\n"),
        ("|\n  x\n  y", "x\ny"),
        ("a # b", "a"),
        ("a#b", "a#b"),
        ("http://a/b", "http://a/b"),
    ],
)
def test_nothing_is_guessed(text: str, value: Any) -> None:
    """Every scalar is text; only a plain null, or nothing at all, is nothing."""
    assert read(f"key: {text}".encode(), "f.yaml") == {"key": value}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("key", ["NO", "null", "1", "true", "~", "a b", "é", ""])
def test_keys_are_text_too(key: str) -> None:
    """No key becomes a number, a truth value or nothing."""
    assert read(f"? {key}\n: x".encode(), "f.yaml") == {key: "x"}


REFUSALS: list[tuple[bytes, str]] = [
    (b"", "1:1: found an empty file; expected a mapping; write the records or delete the file"),
    (b"\n\n", "1:1: found an empty file; expected a mapping; write the records or delete the file"),
    (
        b"# only this\n",
        "1:1: found an empty file; expected a mapping; write the records or delete the file",
    ),
    (
        b"\xef\xbb\xbfa: b",
        "1:1: found a byte order mark; expected UTF-8 without one; save the file without it",
    ),
    (
        "a: b".encode("utf-16"),
        "1:1: found a byte order mark; expected UTF-8 without one; save the file without it",
    ),
    (
        b"\xfe\xff\x00a",
        "1:1: found a byte order mark; expected UTF-8 without one; save the file without it",
    ),
    (b"a: b\nc: \xe9\n", "2:4: found the byte 0xe9; expected UTF-8; save the file as UTF-8"),
    (b"\xff", "1:1: found the byte 0xff; expected UTF-8; save the file as UTF-8"),
    (b"a: \xed\xa0\x80", "1:4: found the byte 0xed; expected UTF-8; save the file as UTF-8"),
    (b"\x00", "1:1: found the character U+0000; expected printable text; delete it"),
    (
        "é: é\nb: é\x00".encode(),
        "2:5: found the character U+0000; expected printable text; delete it",
    ),
    (
        b"a: b\x1b[31m",
        "1:5: found the character U+001B; expected printable text; delete it",
    ),
    ("a: \ufffe".encode(), "1:4: found the character U+FFFE; expected printable text; delete it"),
    (b"a: &x b", "1:4: found the anchor &x; expected plain values; write the value out"),
    (b"a: &x {}", "1:4: found the anchor &x; expected plain values; write the value out"),
    (b"a: &x []", "1:4: found the anchor &x; expected plain values; write the value out"),
    (b"&x a: b", "1:1: found the anchor &x; expected plain values; write the value out"),
    (b"a: *x", "1:4: found the alias *x; expected plain values; write the value out"),
    (b"*x : a", "1:1: found the alias *x; expected plain values; write the value out"),
    (b"a: !x b", "1:4: found the tag '!x'; expected plain values; write the value out"),
    (b"a: !x {}", "1:4: found the tag '!x'; expected plain values; write the value out"),
    (b"a: ! 'b'", "1:4: found the tag '!'; expected plain values; write the value out"),
    (b"a: ! {}", "1:4: found the tag '!'; expected plain values; write the value out"),
    (
        b"a: !!int 1",
        "1:4: found the tag 'tag:yaml.org,2002:int'; expected plain values; write the value out",
    ),
    (
        b"a: !!python/object/apply:os.system [echo]",
        (
            "1:4: found the tag 'tag:yaml.org,2002:python/object/apply:os.system'; "
            "expected plain values; write the value out"
        ),
    ),
    (
        b"a: !<x%0Ay> b",
        "1:4: found the tag 'x\\ny'; expected plain values; write the value out",
    ),
    (b"<<: {a: b}", "1:1: found a merge key; expected plain keys; write the fields out"),
    (
        b"'<<': {a: b}",
        "1:1: found a merge key; expected plain keys; write the fields out",
    ),
    (b"a: 1\nb: 2\na: 3", "3:1: found the key 'a' twice; expected unique keys; delete one of them"),
    (b"{a: 1, 'a': 2}", "1:8: found the key 'a' twice; expected unique keys; delete one of them"),
    (b"a: 1\n? a\n", "2:3: found the key 'a' twice; expected unique keys; delete one of them"),
    (b"[a]: b", "1:1: found a collection as a key; expected a string; write a plain key"),
    (b"? {a: b}\n: c", "1:3: found a collection as a key; expected a string; write a plain key"),
    (
        b"a: b\n---\nc: d",
        "2:1: found a second YAML document (---); expected one per file; move it to its own file",
    ),
    (
        b"a: b\n---\n",
        "2:1: found a second YAML document (---); expected one per file; move it to its own file",
    ),
    (
        b"\ta: b",
        (
            "1:1: found a tab, or another character that cannot begin a value; "
            "expected YAML; see CONTRIBUTING for the layout"
        ),
    ),
    (
        b"a: @b",
        (
            "1:4: found a tab, or another character that cannot begin a value; "
            "expected YAML; see CONTRIBUTING for the layout"
        ),
    ),
]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("raw", "due"), REFUSALS, ids=lambda part: repr(part)[:40])
def test_whatever_has_more_than_one_meaning_is_refused_at_its_place(raw: bytes, due: str) -> None:
    """The line and column are those of the fault, and each has its remedy; so for both loaders."""
    assert refusal(raw) == f"f.yaml:{due}"


BROKEN = [
    b"a: [b",
    b"a: 'b",
    b'a: "b',
    b"a: b: c",
    b"- a\nb: 1",
    b"a: 1\n b: 2",
    b"a: *",
    b"a: &",
    b"a\n...\nb: 1",
    b"%YAML 2.0\n---\na: b",
    b"]",
    b"{a: b",
    b'a: "\\x"',
    b'a: "\\U00110000"',
    b"a: |9\n x",
    b"a: !<",
    b"? a\n: b\n: c\n- d",
]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("raw", BROKEN, ids=repr)
def test_text_that_is_no_yaml_is_refused_on_one_line(raw: bytes) -> None:
    """Whatever the loader calls the fault, it is one line that ends with the remedy."""
    line = refusal(raw)
    assert line.startswith("f.yaml:")
    assert line.endswith("; expected YAML; see CONTRIBUTING for the layout")
    assert line.isprintable()


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("raw", [b"a: b\nc:\n  - d\n", "é: 'x\n\n  y'\n".encode()])
@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_the_ends_of_lines_make_no_difference(raw: bytes, end: bytes) -> None:
    """A file saved on another system has the same values at the same lines."""
    other = raw.replace(b"\n", end)
    assert read(other, "f.yaml") == read(raw, "f.yaml")
    assert marks(other, "f.yaml") == marks(raw, "f.yaml")


DEEP = 10_000


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "raw",
    [
        b"[" * DEEP,
        b"[" * DEEP + b"]" * DEEP,
        b"{a: " * DEEP,
        b"- " * DEEP,
        b"a: " + b"[" * DEEP + b"]" * DEEP,
        b"".join(b" " * n + b"a:\n" for n in range(1000)),
    ],
    ids=["open", "closed", "maps", "dashes", "inside", "indented"],
)
def test_thousands_of_levels_are_refused_at_the_twenty_first(raw: bytes) -> None:
    """Nesting stops early: neither the stack nor the time grows with the file."""
    assert refusal(raw).endswith(
        "found more than 20 levels of nesting; expected fewer; flatten the value"
    )


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("handle", ["!nesting!x", "!exceeded-maximum-nesting!x"])
def test_a_file_is_never_read_in_part(handle: str) -> None:
    """A tag whose name is that of another fault is refused, and nothing before it is returned."""
    assert "f.yaml:2:4: " in refusal(f"a: b\nc: {handle} d\n".encode())


@pytest.mark.usefixtures("loader")
def test_twenty_levels_are_allowed() -> None:
    """The bound is beyond anything that a record needs."""
    value = read(b"[" * 20 + b"]" * 20, "f.yaml")
    depth = 0
    while isinstance(value, list):
        value, depth = value[0] if value else None, depth + 1
    assert depth == 20


@pytest.mark.slow
def test_a_text_of_fifty_megabytes_is_refused() -> None:
    """One endless value does not reach the records."""
    raw = b"a: '" + b"x" * 50_000_000 + b"'"
    assert refusal_of_values(raw) == (
        "f.yaml:1:4: found a text of 50,000,000 characters; expected 100,000 at most; shorten it"
    )


def refusal_of_values(raw: bytes) -> str:
    """Return the refusal of a large file, which is not read a second time for its places."""
    with pytest.raises(DataError) as caught:
        read(raw, "f.yaml")
    return str(caught.value)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("raw", [b"a: " + b"x" * 100_001, b"a: |\n " + b"x" * 100_001])
def test_a_long_text_is_refused_whatever_its_style(raw: bytes) -> None:
    """A text may have 100,000 characters and no more."""
    assert refusal(raw).endswith(
        "found a text of 100,001 characters; expected 100,000 at most; shorten it"
    )
    assert read(raw[:-1], "f.yaml") == {"a": "x" * 100_000}


def test_a_file_over_the_bound_is_refused_before_it_is_parsed() -> None:
    """The size alone decides, whatever the bytes are."""
    assert refusal_of_values(bytes(MAX_BYTES + 1)) == (
        f"f.yaml:1:1: found more than {MAX_BYTES:,} bytes; expected a smaller file; split it"
    )


@pytest.mark.usefixtures("loader")
def test_a_billion_laughs_are_refused_at_the_first() -> None:
    """Anchors are refused where they stand, so nothing ever multiplies."""
    rows = ['a0: &a0 ["lol"]']
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert refusal("\n".join(rows).encode()) == (
        "f.yaml:1:5: found the anchor &a0; expected plain values; write the value out"
    )


def test_a_tag_that_names_a_program_runs_nothing(tmp_path: Path) -> None:
    """The file that the program would write is not there afterwards."""
    trace = tmp_path / "trace"
    raw = f"a: !!python/object/apply:os.system ['echo > {trace}']".encode()
    assert "found the tag" in refusal(raw)
    assert not trace.exists()


def test_python_reads_the_same_where_libyaml_is_missing() -> None:
    """Without the C loader the module is importable and reads with the pure one."""
    program = (
        "import yaml; del yaml.CSafeLoader; "
        "from afpak_claims.files import strict_yaml; "
        "assert strict_yaml.LOADER is yaml.SafeLoader; "
        "print(strict_yaml.read(b'a: [NO, null, 1.10]', 'f'))"
    )
    if "libyaml" not in LOADERS:
        program = program.replace("del yaml.CSafeLoader; ", "")
    source = str(Path(strict_yaml.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": source},
        check=True,
    )
    assert done.stdout == "{'a': ['NO', None, '1.10']}\n"


def test_every_value_has_its_place() -> None:
    """Line and column are those where the value begins, counted from 1 in characters."""
    raw = "é: ü\nlist:\n  - one\n  - {a: é, b: c}\n  - - 'x'\nlong: |\n  text\nnone:\n".encode()
    assert marks(raw, "f.yaml") == {
        (): Mark(1, 1),
        ("é",): Mark(1, 4),
        ("list",): Mark(3, 3),
        ("list", 0): Mark(3, 5),
        ("list", 1): Mark(4, 5),
        ("list", 1, "a"): Mark(4, 9),
        ("list", 1, "b"): Mark(4, 15),
        ("list", 2): Mark(5, 5),
        ("list", 2, 0): Mark(5, 7),
        ("long",): Mark(6, 7),
        ("none",): Mark(8, 6),
    }


@pytest.mark.usefixtures("loader")
def test_the_places_in_one_item_are_those_in_the_whole_file() -> None:
    """The lines of one record give each of its values the place that the whole file gives it."""
    raw = (
        "# é\ntopic: ü\nclaims:\n  - id: a\n    at: {line: 1}\n\n  # of b\n"
        "  - id: b\n    note: |\n      one\n      two\n    to: [x, é]\n"
    ).encode()
    whole, starts = marks(raw, "f.yaml"), item_starts(raw)
    for number, record in enumerate("ab"):
        assert item_marks(raw, "f.yaml", starts, number, record) == {
            path[2:]: mark for path, mark in whole.items() if path[:2] == ("claims", number)
        }


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"claims:\n- id: a\n- id: b\n", id="another indent"),
        pytest.param(b"claims: [{id: a}, {id: b}]\n", id="in one line"),
        pytest.param(b"note:\n  - id: x\nclaims:\n  - id: a\n  - id: b\n", id="another list"),
        pytest.param(b"claims:\n  - id: a\n  - id: b\nnote: c\n", id="more behind the list"),
        pytest.param(b"note: |\n  - id: a\n  - b\nclaims:\n  - id: b\n", id="a text like items"),
        pytest.param(b"claims:\n  - id: a\r  - id: b\n", id="another end of a line"),
    ],
)
def test_the_lines_of_an_item_are_not_guessed(raw: bytes) -> None:
    """Where the lines are not surely those of the record, no place is given."""
    assert item_marks(raw, "f.yaml", item_starts(raw), 1, "b") == {}


@pytest.mark.parametrize(
    ("raw", "head"),
    [
        (b"a: b\n", ""),
        (b"# one\n# two\na: b\n", "# one\n# two\n"),
        (b"# one\r\n# two\r\na: b\r\n", "# one\n# two\n"),
        (b"# one\n\n# two\na: b\n", "# one\n"),
        (b" # one\na: b\n", ""),
        (b"# all", "# all"),
        (b"", ""),
        ("# é\na: b # c\n".encode(), "# é\n"),
    ],
)
def test_the_head_comment_is_the_lines_before_everything_else(raw: bytes, head: str) -> None:
    """It ends at the first line that does not begin with a hash."""
    assert head_comment(raw) == head


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("raw", "mark"),
    [
        (b"a: b\n", None),
        (b"# head\na: b\n", None),
        (b"a: b#c\n", None),
        (b"a: 'b # c'\n", None),
        (b'a: "b # c"\n', None),
        (b"a: |\n  b # c\n", None),
        (b"a: http://x/#y\n", None),
        (b"'a # b': c\n", None),
        (b"a: b # c\n", Mark(1, 6)),
        (b"# head\n\n# inner\na: b\n", Mark(3, 1)),
        (b"a:\n  # inner\n  - b\n", Mark(2, 3)),
        (b"a: [b, # inner\n  c]\n", Mark(1, 8)),
        (b"a: b\n# last", Mark(2, 1)),
        (b"a: >- # why\n  b\n", Mark(1, 7)),
        (b"a: |\n  b # c\n# last\n", Mark(3, 1)),
        ("é: é # é\n".encode(), Mark(1, 6)),
        (b"# a\r\n# b\r\n# c\r\n#\r\na: b\r\n", None),
        (b"# a\r\nb: c # d\r\n", Mark(2, 6)),
    ],
)
def test_the_first_comment_below_the_head(raw: bytes, mark: Mark | None) -> None:
    """A hash inside a text is no comment; one below the head is found wherever it hides."""
    text = raw.decode().replace("\r\n", "\n")
    found = next(comment_offsets(raw, "f.yaml"), None)
    at = (
        None
        if found is None
        else Mark(text.count("\n", 0, found) + 1, found - text.rfind("\n", 0, found))
    )
    assert at == mark


def values() -> st.SearchStrategy[dict[str, Any]]:
    """Return what records look like as plain values: fields of texts, lists and maps."""
    # The fields of a record are never words such as no and on, which old YAML takes for false.
    names = words().map("a_{}".format)
    small = st.dictionaries(names, lines() | st.lists(lines(), max_size=3), min_size=1, max_size=3)
    field = lines() | st.lists(lines(), max_size=3) | small
    record = st.dictionaries(names, field, min_size=1, max_size=4)
    special = st.sampled_from(["estimate", "period", "author", "sentences", "note", "claims"])
    lists = st.lists(record, max_size=3) | st.lists(small, max_size=3)
    return st.dictionaries(special | names, field | lists, min_size=1, max_size=4)


QUICK = settings(
    max_examples=examples(50),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


class TestWriting:
    """What is written is read back as the same values, whatever stands in a text."""

    @pytest.mark.usefixtures("loader")
    @QUICK
    @given(values())
    def test_written_values_are_read_back(self, value: dict[str, Any]) -> None:
        """Writing and reading is the identity, for both loaders."""
        raw = strict_yaml.write(value).encode()
        assert read(raw, "f.yaml") == value

    @QUICK
    @given(values())
    def test_other_yaml_readers_read_the_same_texts(self, value: dict[str, Any]) -> None:
        """No text that is written turns into a number, a date or a truth value elsewhere."""
        assert yaml.safe_load(strict_yaml.write(value)) == value

    @QUICK
    @given(values())
    def test_writing_is_canonical(self, value: dict[str, Any]) -> None:
        """What was read is written as the same text."""
        text = strict_yaml.write(value)
        assert strict_yaml.write(read(text.encode(), "f.yaml")) == text

    @QUICK
    @given(values())
    def test_marks_have_the_values_of_the_file(self, value: dict[str, Any]) -> None:
        """There is one place for each value, inside the file, in the order of the file."""
        text = strict_yaml.write(value)
        places = marks(text.encode(), "f.yaml")
        assert set(places) == set(paths(value, ()))
        rows = text.split("\n")
        assert all(mark.column <= len(rows[mark.line - 1]) + 1 for mark in places.values())
        assert list(places.values()) == sorted(places.values())

    @QUICK
    @given(st.dictionaries(words(), numbers(), min_size=1, max_size=5))
    def test_numbers_are_written_in_digits(self, value: dict[str, float]) -> None:
        """No exponent, no separator, and every digit that the number has."""
        back = read(strict_yaml.write(value).encode(), "f.yaml")
        assert {key: float(text) for key, text in back.items()} == value
        assert all(set(text) <= set("-0123456789.") for text in back.values())

    def test_truth_values_are_written_in_lower_case(self) -> None:
        """They are written as the records read them."""
        assert strict_yaml.write({"a": True, "b": [False]}) == "a: true\nb: [false]\n"

    def test_a_value_that_stands_twice_is_written_twice(self) -> None:
        """No anchor is ever written, since none would be read."""
        shared = {"low": "x"}
        assert strict_yaml.write({"a": shared, "b": shared}) == "a:\n  low: x\nb:\n  low: x\n"

    def test_the_head_is_put_back(self) -> None:
        """What stood above the file stands above it again."""
        assert strict_yaml.write({"a": "b"}, "# head\n") == "# head\na: b\n"


def paths(value: Any, at: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Return the path of a value and of everything inside it."""
    inside: Any = value.items() if isinstance(value, dict) else ()
    inside = enumerate(value) if isinstance(value, list) else inside
    return [at, *(path for key, part in inside for path in paths(part, (*at, key)))]


@pytest.mark.usefixtures("loader")
@QUICK
@given(
    st.binary(max_size=60)
    | st.text("ab:-?[]{},#&*!|>'\"%@ \n\t\\<é\x85", max_size=60).map(str.encode)
)
def test_any_bytes_are_values_or_one_problem(raw: bytes) -> None:
    """Reading never fails in another way, and a refusal is one printable line."""
    try:
        read(raw, "f.yaml")
    except DataError as error:
        assert str(error).isprintable()  # noqa: PT017 - both outcomes are facts
    first = None
    try:
        first = marks(raw, "f.yaml")
    except DataError:
        assert first is None
    else:
        assert set(first) == set(paths(read(raw, "f.yaml"), ()))
