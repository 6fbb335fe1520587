"""Folders: a dataset is read whole, whatever lies in the folder, and every problem comes out."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afpak_claims.errors import DataError, DataNotFoundError, Problem
from afpak_claims.files import strict_yaml
from afpak_claims.files.folders import DataFile, canonical_text, data_files, read_bytes, read_draft
from afpak_claims.files.strict_yaml import MAX_BYTES
from afpak_claims.records.claims import Figure
from afpak_claims.records.plain_values import plain
from examples import examples
from strategies import assertions, figures, findings, lines, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft

GOOD = Path(__file__).parents[1] / "fixtures" / "good"
FILES = sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.yaml"))
COLLECTIONS = ("claims", "findings", "sources", "metrics", "places", "actors", "cautions")
MODERATE = settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the fabricated world to a folder that a test may spoil."""
    return Path(shutil.copytree(GOOD, tmp_path / "world"))


def lines_of(folder: Any, **options: Any) -> list[str]:
    """Return every problem of a folder as its line."""
    _, problems = read_draft(folder, **options)
    return [str(problem) for problem in problems]


def contents(draft: Draft) -> dict[str, Any]:
    """Return what a draft holds as plain values by id, in no order."""
    assert draft.header
    assert draft.article
    listed = {
        name: {entry.record.id: plain(entry.record) for entry in getattr(draft, name)}
        for name in (*COLLECTIONS, "quantifiers")
    }
    singles = {"header": plain(draft.header.record), "article": plain(draft.article.record)}
    return {**listed, **singles, "topics": draft.topics}


WORLD = contents(read_draft(GOOD)[0])


def test_the_world_is_read_whole() -> None:
    """Every file has its records, and nothing in the world is a problem."""
    draft, problems = read_draft(GOOD)
    assert problems == []
    assert draft.topics.keys() == {"lorem-dam", "river-advice", "river-floods"}
    assert all(getattr(draft, name) for name in COLLECTIONS)


def test_the_files_are_listed_in_a_fixed_order() -> None:
    """The singles, the lists, then claims and evidence by name."""
    listed = [file.name for file in data_files(GOOD) if isinstance(file, DataFile)]
    assert sorted(listed) == FILES
    assert listed[:3] == ["dataset.yaml", "article.yaml", "sources.yaml"]
    assert listed[-5:] == sorted(listed[-5:])


def test_progress_names_each_file_before_it_is_read() -> None:
    """Whoever watches hears of every file, once and in order."""
    heard: list[str] = []
    read_draft(GOOD, heard.append)
    assert heard == [file.name for file in data_files(GOOD) if isinstance(file, DataFile)]


def test_a_folder_that_is_not_there_is_another_error(tmp_path: Path) -> None:
    """Where there is no dataset, nothing is wrong with its data."""
    with pytest.raises(DataNotFoundError) as caught:
        read_draft(tmp_path / "nowhere")
    assert str(caught.value) == (
        f"found no folder {tmp_path / 'nowhere'}; expected a dataset folder; change the path"
    )


def test_a_file_in_the_place_of_the_folder_is_no_folder(tmp_path: Path) -> None:
    """A path to a file is answered as such."""
    (tmp_path / "file").touch()
    with pytest.raises(DataNotFoundError, match=r"^found a file .*; expected a dataset folder"):
        read_draft(tmp_path / "file")


def test_an_empty_folder_is_no_dataset(tmp_path: Path) -> None:
    """It is answered in one line that says how to start a dataset, and not with nine files."""
    with pytest.raises(DataNotFoundError, match=r"^found no dataset in .*afpak-claims init"):
        read_draft(tmp_path)


def test_a_folder_with_sources_alone_lacks_every_other_file(tmp_path: Path) -> None:
    """Each file that a dataset needs is named, and evidence is not among them."""
    shutil.copy(GOOD / "sources.yaml", tmp_path)
    needed = [file for file in FILES if not file.startswith(("claims/", "evidence/"))]
    assert lines_of(tmp_path) == sorted(
        f"{name}:1:1: missing file; expected {name} in every dataset folder; create it"
        for name in [*needed, "claims/<topic>.yaml"]
        if name != "sources.yaml"
    )


@pytest.mark.parametrize(
    "name", [name for name in FILES if not name.startswith(("claims/", "evidence/"))]
)
def test_a_missing_file_is_one_problem(folder: Path, name: str) -> None:
    """What a missing file would have held is not called missing again."""
    (folder / name).unlink()
    assert lines_of(folder) == [
        f"{name}:1:1: missing file; expected {name} in every dataset folder; create it"
    ]


def test_a_dataset_without_claims_lacks_them(folder: Path) -> None:
    """No claims at all is one problem, not one for each finding on them."""
    shutil.rmtree(folder / "claims")
    assert lines_of(folder) == [
        (
            "claims/<topic>.yaml:1:1: missing file; expected claims/<topic>.yaml in every "
            "dataset folder; create it"
        )
    ]


def test_a_dataset_may_have_no_evidence(folder: Path) -> None:
    """What nobody checked is unchecked, and only what nothing uses is left to complain of."""
    shutil.rmtree(folder / "evidence")
    _, problems = read_draft(folder)
    assert {problem.rule for problem in problems} == {"everything-used"}


def test_a_topic_with_no_claim_is_refused(folder: Path) -> None:
    """An empty topic would be a name for nothing."""
    text = "topic: lorem-moon\ntitle: The moon over the Lorem\nclaims: []\n"
    (folder / "claims/lorem-moon.yaml").write_text(text, encoding="utf-8")
    assert lines_of(folder) == [
        (
            "claims/lorem-moon.yaml:3:9: claims: found none; expected a list with at least one "
            "record; add one"
        )
    ]


@pytest.mark.parametrize(
    "name", ["claims/notes.txt", "evidence/river-floods.yml", "claims/x.yaml~"]
)
def test_a_stray_file_is_named(folder: Path, name: str) -> None:
    """A file that would be passed over in silence is a problem instead."""
    (folder / name).write_text("claims: []", encoding="utf-8")
    assert lines_of(folder) == [
        f"{name}:1:1: found a file that is not read; expected *.yaml; rename it"
    ]


@pytest.mark.parametrize("name", ["claims/README.md", "evidence/.hidden.yaml", "claims/.x.swp"])
def test_a_readme_and_hidden_files_are_no_data(folder: Path, name: str) -> None:
    """What people and editors leave beside the data disturbs nobody."""
    (folder / name).write_text("claims: []", encoding="utf-8")
    assert lines_of(folder) == []


@pytest.mark.parametrize("name", ["claims/folder.yaml", "vocabulary/places.yaml", "dataset.yaml"])
def test_a_folder_with_the_name_of_a_file_is_refused(folder: Path, name: str) -> None:
    """A directory called x.yaml is named as something that is not a file."""
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()
    assert lines_of(folder) == [
        f"{name}:1:1: found a folder or device; expected a YAML file; rename or delete it"
    ]


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    """A file without end is refused and not read."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(folder / "claims/pipe.yaml")
    assert lines_of(folder) == [
        (
            "claims/pipe.yaml:1:1: found a folder or device; expected a YAML file; "
            "rename or delete it"
        )
    ]


def link(where: Path, to: Path | str) -> None:
    """Make a symbolic link, or skip where nobody may."""
    try:
        where.symlink_to(to)
    except OSError as error:
        pytest.skip(f"this system makes no symbolic links: {error}")


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """A file elsewhere on the machine cannot be shown through a dataset."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("topic: secret\n", encoding="utf-8")
    link(folder / "claims/secret.yaml", secret)
    assert lines_of(folder) == [
        (
            "claims/secret.yaml:1:1: found a link to a file outside the data folder; "
            "expected a file inside it; copy the file here"
        )
    ]


def test_a_folder_of_links_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """Nor can a whole folder elsewhere be."""
    shutil.move(folder / "evidence", tmp_path / "elsewhere")
    link(folder / "evidence", tmp_path / "elsewhere")
    _, problems = read_draft(folder)
    assert {problem.message.partition(";")[0] for problem in problems} == {
        "found a link to a file outside the data folder"
    }


def test_a_link_inside_the_folder_is_a_file(folder: Path) -> None:
    """What stays in the folder may be linked."""
    shutil.move(folder / "sources.yaml", folder / "all-sources.yaml")
    link(folder / "sources.yaml", "all-sources.yaml")
    assert lines_of(folder) == []


def test_the_folder_itself_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    """Where the reader keeps the folder is the reader's business."""
    link(tmp_path / "linked", folder)
    assert lines_of(tmp_path / "linked") == []


@pytest.mark.parametrize("target", ["loop.yaml", "nowhere.yaml"])
def test_a_link_to_itself_or_to_nothing_is_refused(folder: Path, target: str) -> None:
    """A circle of links ends in one line, as a link to nothing does."""
    link(folder / "claims/loop.yaml", target)
    assert lines_of(folder) == [
        (
            "claims/loop.yaml:1:1: found a folder or device; expected a YAML file; "
            "rename or delete it"
        )
    ]


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the right to read everything for a moment, where the tests run with it."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no permissions that a test could take away")
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Copy the world to a folder that every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(shutil.copytree(GOOD, Path(name) / "world"))


def test_a_file_without_permission_is_one_problem(open_folder: Path) -> None:
    """A file that cannot be opened is named with the reason of the system."""
    read_draft(open_folder)
    (open_folder / "sources.yaml").chmod(0)
    with as_nobody():
        found = lines_of(open_folder)
    assert found == [
        (
            "sources.yaml:1:1: found a file that cannot be read (Permission denied); "
            "expected a readable one; change its permissions"
        )
    ]


def test_a_folder_without_permission_is_one_problem(open_folder: Path) -> None:
    """Claims that cannot be listed are one problem, not one for each finding on them."""
    read_draft(open_folder)
    (open_folder / "claims").chmod(0)
    with as_nobody():
        found = lines_of(open_folder)
    (open_folder / "claims").chmod(0o755)
    assert found == [
        (
            "claims:1:1: found a folder that cannot be read (Permission denied); "
            "expected a readable one; change its permissions"
        )
    ]


def test_a_file_that_goes_away_while_the_folder_is_read_is_one_problem(folder: Path) -> None:
    """Between the list and the reading a file may vanish."""

    def vanish(name: str) -> None:
        if name == "sources.yaml":
            (folder / name).unlink()

    _, problems = read_draft(folder, vanish)
    assert problems == [
        Problem(
            "sources.yaml",
            1,
            1,
            "",
            "found a folder or device; expected a YAML file; rename or delete it",
        )
    ]


@pytest.mark.parametrize("text", [None, "{", "moon\n"])
def test_a_file_that_changes_after_it_was_read_costs_only_its_lines(
    folder: Path, text: str | None
) -> None:
    """Its problems are still reported, at the first line where their own is gone."""
    path = folder / "vocabulary/cautions.yaml"
    unused = "\n  - id: moon\n    definition: Beware.\n"
    path.write_text(path.read_text(encoding="utf-8") + unused, encoding="utf-8")

    def change(name: str) -> None:
        if name.startswith("evidence/"):
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_text(text, encoding="utf-8")

    _, problems = read_draft(folder, change)
    assert problems == [
        Problem(
            "vocabulary/cautions.yaml",
            1,
            1,
            "cautions[3]",
            "found unused caution 'moon'; expected at least one record that uses it; "
            "use it or delete it",
            rule="everything-used",
        )
    ]


def test_a_file_is_never_read_beyond_the_bound(folder: Path) -> None:
    """Of a file without end no more is read than shows that it is too large."""
    path = folder / "claims/huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES * 100)
    assert len(read_bytes(DataFile("claims/huge.yaml", path), folder)) == MAX_BYTES + 1


@pytest.mark.parametrize(
    "name", ["claims/Moon Rise.yaml", "claims/moon\nrise.yaml", "claims/é.yaml"]
)
def test_a_file_name_that_is_no_topic_is_refused(folder: Path, name: str) -> None:
    """The topic of a claim is the name of its file, which has to be an id."""
    (folder / "claims/river-advice.yaml").rename(folder / name)
    _, problems = read_draft(folder)
    assert {problem.file for problem in problems} == {name}
    expected = "in the name of a file" if "\n" in name else "expected an id of lower-case letters"
    assert any(expected in problem.message for problem in problems)


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_the_world_is_canonical(name: str) -> None:
    """The world has the layout that fmt gives, byte for byte."""
    raw = (GOOD / name).read_bytes()
    assert canonical_text(name, raw) == raw.decode()


@pytest.mark.parametrize("name", FILES)
def test_line_ends_of_either_kind_give_one_canonical_text(name: str) -> None:
    """A checkout with other line ends is canonical after fmt, and not refused before."""
    raw = (GOOD / name).read_bytes()
    assert canonical_text(name, raw.replace(b"\n", b"\r\n")) == raw.decode()


def test_the_layout_is_a_problem_only_where_it_is_asked_for(folder: Path) -> None:
    """A file in another layout is valid; the check of the layout names its first other line."""
    path = folder / "sources.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    type: book\n", "    type:   book\n"), encoding="utf-8")
    line = text[: text.index("    type: book")].count("\n") + 1
    assert lines_of(folder) == []
    assert lines_of(folder, layout=True) == [
        (
            f"sources.yaml:{line}:1: found non-canonical formatting; "
            "expected the output of fmt; run 'afpak-claims fmt'"
        )
    ]


def test_the_world_keeps_the_layout() -> None:
    """The check of the layout finds nothing in the world."""
    assert lines_of(GOOD, layout=True) == []


def test_a_file_with_faults_has_no_canonical_text() -> None:
    """Nothing is rewritten that was not understood."""
    assert canonical_text("sources.yaml", b"sources: [{id: almanac}]") is None


def test_a_comment_is_kept_where_it_stands() -> None:
    """A comment above a record and one behind a value stay there."""
    raw = (GOOD / "vocabulary" / "cautions.yaml").read_bytes()
    lines = raw.decode().splitlines()
    lines[1] = f"  # above the first\n{lines[1]}  # behind its id"
    text = canonical_text("vocabulary/cautions.yaml", "\n".join(lines).encode())

    assert text is not None
    assert text.splitlines()[1:3] == [
        "  # above the first",
        f"{raw.decode().splitlines()[1]}  # behind its id",
    ]


def shuffled(value: Any, by: random.Random) -> Any:
    """Return plain values with the keys of every map in another order."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda _: by.random())
        return {key: shuffled(value[key], by) for key in keys}
    return [shuffled(part, by) for part in value] if isinstance(value, list) else value


def quoted(value: Any) -> str:
    """Write plain values in a layout of other hands: flow style, every text in quotes."""
    return yaml.safe_dump(
        value, default_flow_style=True, default_style='"', allow_unicode=True, sort_keys=False
    )


class TestCanonicalText:
    """fmt changes the layout and nothing else."""

    @MODERATE
    @given(st.lists(figures() | assertions(), min_size=1, max_size=3), lines(), st.integers())
    def test_claims(self, claims: list[Any], title: str, seed: int) -> None:
        """Claims in any layout and any order of keys have one canonical text."""
        values = [plain(claim) for claim in claims]
        for value in values:
            del value["topic"]
        self.check("claims/x.yaml", {"topic": "x", "title": title, "claims": values}, seed)

    @MODERATE
    @given(st.lists(findings(), min_size=1, max_size=3), st.integers())
    def test_findings(self, found: list[Any], seed: int) -> None:
        """Findings in any layout and any order of keys have one canonical text."""
        values = [plain(finding) for finding in found]
        self.check("evidence/x.yaml", {"topic": "x", "findings": values}, seed)

    @MODERATE
    @given(st.lists(sources(), min_size=1, max_size=3), st.integers())
    def test_sources(self, listed: list[Any], seed: int) -> None:
        """Sources in any layout and any order of keys have one canonical text."""
        self.check("sources.yaml", {"sources": [plain(source) for source in listed]}, seed)

    @staticmethod
    def check(name: str, values: dict[str, Any], seed: int) -> None:
        """Prove that all layouts lead to the one text, and the text to itself and the values."""
        text = canonical_text(name, strict_yaml.write(values).encode())
        assert text is not None
        assert canonical_text(name, text.encode()) == text
        other = quoted(as_text(shuffled(values, random.Random(seed))))  # noqa: S311 - no secret
        assert canonical_text(name, other.encode()) == text
        assert strict_yaml.read(text.encode(), name) == as_text(values)


def as_text(value: Any) -> Any:
    """Return plain values as the reader gives them: every scalar as its text."""
    if isinstance(value, dict):
        return {key: as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_text(part) for part in value]
    if isinstance(value, bool):
        return str(value).lower()
    return f"{Decimal(repr(value)):f}" if isinstance(value, float) else str(value)


@settings(max_examples=examples(20), deadline=None)
@given(st.integers())
def test_the_order_of_keys_and_records_changes_no_record(seed: int) -> None:
    """Files in another layout, order of keys and order of entries hold the same records."""
    by = random.Random(seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for file in by.sample(FILES, len(FILES)):
            values = strict_yaml.read((GOOD / file).read_bytes(), file)
            if file.startswith(("vocabulary/", "evidence/", "sources")):
                (key,) = (key for key, part in values.items() if isinstance(part, list))
                by.shuffle(values[key])
            (root / file).parent.mkdir(exist_ok=True)
            (root / file).write_text(quoted(shuffled(values, by)), encoding="utf-8")
        draft, problems = read_draft(root)
    assert problems == []
    assert contents(draft) == WORLD


@pytest.mark.parametrize("order", [sorted, reversed])
def test_a_dataset_is_read_from_an_archive_as_from_a_folder(tmp_path: Path, order: Any) -> None:
    """A wheel that was never unpacked holds the same records, in whatever order it has them."""
    path = tmp_path / "world.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in order(FILES):
            archive.write(GOOD / name, name)
    with zipfile.ZipFile(path) as archive:
        draft, problems = read_draft(zipfile.Path(archive))
        assert problems == []
        assert contents(draft) == WORLD
        assert [type(entry.record) for entry in draft.claims].count(Figure) == len(
            [value for value in WORLD["claims"].values() if value["kind"] == "figure"]
        )


def spoilt(draw: st.DrawFn, raw: bytes) -> bytes:
    """Return a file with one accident of editing."""
    at, length = draw(st.integers(0, len(raw))), draw(st.integers(0, 40))
    rows = raw.split(b"\n")
    row = draw(st.integers(0, len(rows) - 1))
    accidents = [
        raw[:at] + raw[at + length :],
        raw[:at] + draw(st.binary(max_size=8)) + raw[at:],
        raw[:at] + draw(st.text(max_size=8)).encode() + raw[at + length :],
        raw[:at],
        b"\n".join([*rows[:row], *rows[row + 1 :]]),
        b"\n".join([*rows[:row], rows[row], *rows[row:]]),
        b"\n".join([*rows[:row], b"  " + rows[row], *rows[row + 1 :]]),
        b"\n".join([*rows[:row], rows[row].partition(b":")[0] + b": N", *rows[row + 1 :]]),
    ]
    return draw(st.sampled_from(accidents))


def any_yaml() -> st.SearchStrategy[Any]:
    """Return plain values of every shape."""
    scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)
    keys = st.sampled_from(["id", "claims", "sources", "places", "topic", "kind", "estimate"])
    return st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(keys | st.text(max_size=5), inner, max_size=4)
        ),
        max_leaves=12,
    )


@st.composite
def broken_worlds(draw: st.DrawFn) -> dict[str, bytes]:
    """Return one or two files of the world as nobody should write them."""
    chosen = draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=2, unique=True))
    made = {}
    for name in chosen:
        raw = (GOOD / name).read_bytes()
        value = draw(any_yaml())
        made[name] = draw(
            st.sampled_from(
                [
                    spoilt(draw, raw),
                    spoilt(draw, spoilt(draw, raw)),
                    yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "replace"),
                    draw(st.binary(max_size=200)),
                ]
            )
        )
    return made


@MODERATE
@given(broken_worlds())
def test_no_file_however_broken_stops_the_reading(broken: dict[str, bytes]) -> None:
    """Whatever stands in a file, the answer is problems, each on one printable line."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(shutil.copytree(GOOD, Path(name) / "world"))
        for file, raw in broken.items():
            (root / file).write_bytes(raw)
        _, problems = read_draft(root, layout=True)
        for file, raw in broken.items():
            try:
                canonical_text(file, raw)
            except DataError as error:
                assert error.problems  # noqa: PT017 - a refusal is one of two good outcomes
    assert problems == sorted(problems)
    assert [str(problem) for problem in problems if not str(problem).isprintable()] == []
