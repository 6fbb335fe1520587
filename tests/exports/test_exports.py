"""Exports: each format is read by the tools that people open it with, and says the same."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import importlib
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
import zipfile
from contextlib import closing
from io import BytesIO, StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import afpak_claims as ac
from afpak_claims.evidence.citations.csl_json import csl
from afpak_claims.evidence.citations.text import reference
from afpak_claims.evidence.dataset import contents
from afpak_claims.evidence.results import FindingResult, as_plain
from afpak_claims.exports import tables
from afpak_claims.exports.formats import FORMATS, describe, export
from afpak_claims.exports.schema_org import dataset_jsonld
from afpak_claims.exports.sqlite import DATABASE
from afpak_claims.frames import columns as declared
from afpak_claims.frames import frames
from afpak_claims.stamps import SCHEMA_VERSION
from conftest import GOOD, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset

FRAMES = {
    "claims": frames.claims_frame,
    "evidence": frames.evidence_frame,
    "sources": frames.sources_frame,
}


@pytest.fixture(scope="module")
def exported(world: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export the fabricated world in every format, each under the name of the format."""
    folder = tmp_path_factory.mktemp("exports")
    for name in FORMATS:
        export(world, name, folder / name)
    return folder


def due(world: Dataset, name: str) -> pd.DataFrame:
    """Return the frame that a table of an export has to agree with."""
    return FRAMES[name](world.select())


def files(place: Path) -> dict[str, bytes]:
    """Return the bytes of a file, or of each file of a folder."""
    listed = sorted(place.rglob("*")) if place.is_dir() else [place]
    return {file.name: file.read_bytes() for file in listed}


def rows_of(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file by column."""
    return [*csv.DictReader(StringIO(file.read_bytes().decode(), newline=""))]


def workbook(file: Path) -> Any:
    """Open a workbook, whatever the name of the file."""
    import openpyxl

    return openpyxl.load_workbook(BytesIO(file.read_bytes()))


def cells(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return the rows of a frame as plain values."""
    return list(tables.plain_rows(frame))


# What holds for every format


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_has_the_files_that_the_format_declares(name: str, exported: Path) -> None:
    """A format is one file, or a folder of exactly the files that it names."""
    expected = set(describe(name).files) or {name}

    assert expected == {*files(exported / name)}


@pytest.mark.slow
def test_the_same_data_makes_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    """Another process, at another time, in another time zone, writes the same bytes."""
    code = """
        import sys
        from pathlib import Path
        from afpak_claims.api import open_dataset
        from afpak_claims.exports.formats import FORMATS, export
        dataset = open_dataset(path=sys.argv[1])
        for name in FORMATS:
            export(dataset, name, Path(sys.argv[2]) / name)
    """
    time.sleep(max(0.0, exported.stat().st_mtime + 2.1 - time.time()))  # zip counts two seconds
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "7", "TZ": "Asia/Kabul"}

    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), GOOD, tmp_path],
        check=True,
        env={**os.environ, **environment},
    )

    for name in FORMATS:
        assert files(exported / name) == files(tmp_path / name), name


def test_no_file_of_a_workbook_has_a_date(exported: Path) -> None:
    """The times inside a workbook are the first that its container can hold."""
    with zipfile.ZipFile(exported / "xlsx") as book:
        times = {entry.date_time for entry in book.infolist()}
        core = book.read("docProps/core.xml").decode()

    assert {(1980, 1, 1, 0, 0, 0)} == times
    assert {"1980-01-01T00:00:00Z"} == {*re.findall(r"\d{4}-\d\d-\d\dT[^<]+", core)}


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_stamped(name: str, exported: Path, world: Dataset) -> None:
    """Data version, digest, schema version and package version are in every export."""
    named = world.stamp._asdict()
    keys = ("data_version", "digest", "schema_version", "package_version", "method")
    stamp = {key: str(named[key]) for key in keys}

    for said in _stamps(name, exported / name):
        assert stamp == {key: said[key] for key in stamp}


def _stamps(name: str, place: Path) -> Iterator[dict[str, str]]:
    """Read the stamp with the means of the format, once a file that has a place for it."""
    if name in {"csv", "croissant"}:
        rows = rows_of(place / "codebook.csv")
        yield {row["name"]: row["meaning"] for row in rows if row["part"] == "dataset"}
    elif name == "xlsx":
        sheet = workbook(place)["citation"]
        yield dict(sheet.iter_rows(min_row=2, values_only=True))
    elif name == "parquet":
        import pyarrow.parquet as pq

        for file in place.iterdir():
            metadata = pq.read_schema(file).metadata
            yield {key.decode(): value.decode() for key, value in metadata.items()}
    elif name == "sqlite":
        with closing(sqlite3.connect(place / DATABASE)) as base:
            yield dict(base.execute("SELECT name, value FROM about"))
    elif name == "datapackage":
        yield json.loads((place / "datapackage.json").read_text("utf-8"))["afpak_claims"]
    elif name in {"json", "jsonl"}:
        lines = (
            place.read_text("utf-8").splitlines() if name == "jsonl" else [place.read_text("utf-8")]
        )
        for line in lines:
            yield {key: str(value) for key, value in json.loads(line)["stamp"].items()}
    elif name == "jsonld":
        yield _linked_stamp(json.loads(place.read_text("utf-8")))
    else:
        yield _cited_stamp(place.read_text("utf-8"))
    if name == "croissant":
        yield _linked_stamp(json.loads((place / "croissant.json").read_text("utf-8")))


def _linked_stamp(said: dict[str, Any]) -> dict[str, str]:
    return {
        "data_version": said["version"],
        "digest": said["identifier"],
        "schema_version": said["schemaVersion"],
        "package_version": said["measurementTechnique"].rpartition(" ")[2],
        "method": said["measurementTechnique"].partition("method ")[2].partition(" ")[0],
    }


def _cited_stamp(text: str) -> dict[str, str]:
    match = re.search(
        r"Data version (\S+), schema (\d+), method (\d+), package (\S+), (sha256:[0-9a-f]{64})",
        text,
    )
    assert match, text[:500]
    keys = ("data_version", "schema_version", "method", "package_version", "digest")
    return dict(zip(keys, match.groups(), strict=True))


@pytest.mark.parametrize("name", FORMATS)
def test_progress_names_what_is_written(name: str, world: Dataset, tmp_path: Path) -> None:
    """Every format says what it is about to write."""
    steps: list[str] = []

    export(world, name, tmp_path / "out", steps.append)

    assert steps
    assert all(isinstance(step, str) and step for step in steps)  # type: ignore[redundant-expr] # the data of the test has it


@pytest.mark.parametrize("name", FORMATS)
def test_no_claims_make_an_export_too(name: str, world: Dataset, tmp_path: Path) -> None:
    """A selection that nothing fits is exported like any other."""
    nothing = world.select(topic="lorem-dam", kind="figure")

    export(nothing, name, tmp_path / "out")

    assert not len(nothing)
    assert {*describe(name).files} <= {*files(tmp_path / "out")}


# What is refused, and what a failure leaves


def refusal(*args: Any) -> str:
    """Return the words with which an export is refused."""
    with pytest.raises(ac.UsageError) as caught:
        export(*args)
    return str(caught.value)


def test_an_unknown_format_names_the_nearest(world: Dataset, tmp_path: Path) -> None:
    """A misspelt format is refused with a remedy."""
    with pytest.raises(ac.UnknownValueError) as caught:
        export(world, "parket", tmp_path / "out")

    assert str(caught.value) == "found 'parket'; expected a format; did you mean 'parquet'?"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "package", "extra"), [("xlsx", "openpyxl", "excel"), ("parquet", "pyarrow", "parquet")]
)
def test_a_missing_extra_names_what_to_install(  # noqa: PLR0913, PLR0917 - three parameters, three fixtures
    name: str,
    package: str,
    extra: str,
    world: Dataset,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the package that a format needs, the message has the line that brings it."""
    monkeypatch.setitem(sys.modules, package, None)  # what Python has for a package that is barred

    expected = (
        f"found no package {package}; expected it for {name}; "
        f"install it: pip install 'afpak-claims[{extra}]'"
    )

    assert expected == refusal(world, name, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_parent_is_refused(world: Dataset, tmp_path: Path) -> None:
    """An export makes its own folder and none above it."""
    expected = (
        f"found no folder {tmp_path / 'nowhere'}; expected the parent folder of out to exist; "
        "create it or choose another path"
    )

    assert expected == refusal(world, "csv", tmp_path / "nowhere" / "out")


def test_a_file_where_a_folder_is_due_is_refused(world: Dataset, tmp_path: Path) -> None:
    """A folder of files does not take the place of a file."""
    (tmp_path / "out").write_text("mine")

    expected = (
        f"found a file at {tmp_path / 'out'}; expected a folder or nothing, since csv is a folder "
        "of files; choose another output"
    )

    assert expected == refusal(world, "csv", tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_folder_where_a_file_is_due_is_refused(world: Dataset, tmp_path: Path) -> None:
    """A file does not take the place of a folder."""
    expected = (
        f"found a folder at {tmp_path}; expected the name of a file, since json is one file; "
        "add a file name to it"
    )

    assert expected == refusal(world, "json", tmp_path)


def test_a_folder_with_other_files_is_left_alone(world: Dataset, tmp_path: Path) -> None:
    """Only what an export of the same format wrote is replaced whole; nobody's files go."""
    (tmp_path / "thesis.tex").write_text("mine")

    expected = (
        f"found 'thesis.tex' in {tmp_path}; expected an empty folder or an export of the format "
        "csv, which is replaced whole; choose another output"
    )

    assert expected == refusal(world, "csv", tmp_path)
    assert files(tmp_path) == {"thesis.tex": b"mine"}


def test_an_empty_folder_is_filled(world: Dataset, tmp_path: Path) -> None:
    """A folder that somebody made for the export serves."""
    export(world, "csv", tmp_path)

    assert {*describe("csv").files} == {*files(tmp_path)}


def test_a_link_stays_a_link(world: Dataset, tmp_path: Path) -> None:
    """What a link points to is replaced, and not the link."""
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")

    export(world, "csv", tmp_path / "link")

    assert (tmp_path / "link").is_symlink()
    assert {*describe("csv").files} == {*files(tmp_path / "there")}


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_an_interrupted_export_leaves_the_old_one(
    name: str, world: Dataset, exported: Path, tmp_path: Path
) -> None:
    """Whoever stops an export at its last step still has the old one, and nothing beside it."""
    old = shutil.copytree(exported, tmp_path / "old") / name
    steps: list[str] = []
    export(world, name, tmp_path / "counted", steps.append)
    left = iter(range(len(steps) - 1, -1, -1))

    def stop(_: str) -> None:
        if next(left) == 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(world.select(topic="lorem-dam"), name, old, stop)

    assert files(exported / name) == files(old)
    assert {*FORMATS} == {place.name for place in old.parent.iterdir()}


FAULTS = """
    import os, resource, signal, sys
    from importlib import import_module
    from pathlib import Path
    import pyarrow.parquet, openpyxl
    from afpak_claims.api import open_dataset
    from afpak_claims.errors import UsageError
    from afpak_claims.exports.formats import FORMATS, describe, export

    dataset, place = open_dataset(path=sys.argv[1]), Path(sys.argv[2])
    for name in FORMATS:
        import_module(f"afpak_claims.exports.{describe(name).module}")
"""


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_export(exported: Path, tmp_path: Path) -> None:
    """Where the system lets no file grow, each export says so and leaves what stood there."""
    code = """
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    for name in FORMATS:
        try:
            export(dataset, name, place / name)
        except UsageError as error:
            assert str(error).startswith(f"can't write {place / name} ("), error
        else:
            sys.exit(f"{name} was written")
    """
    shutil.copytree(exported, tmp_path / "old")

    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FAULTS + code), GOOD, tmp_path / "old"],
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )

    for name in FORMATS:
        assert files(exported / name) == files(tmp_path / "old" / name), name
    assert {*FORMATS} == {place.name for place in (tmp_path / "old").iterdir()}


@pytest.mark.slow
def test_a_killed_export_leaves_the_old_one(exported: Path, tmp_path: Path) -> None:
    """Killed at any step, an export leaves the old one whole; the next one does its work."""
    code = """
    for name in FORMATS:
        steps = []
        child = os.fork()
        if not child:
            def count(step):
                steps.append(step)
                if len(steps) == len(describe(name).files) // 2 + 1:
                    os.kill(os.getpid(), signal.SIGKILL)
            export(dataset.select(topic="lorem-dam"), name, place / name, count)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), name
    """
    old = shutil.copytree(exported, tmp_path / "old")

    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FAULTS + code), GOOD, old],
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )

    for name in FORMATS:
        assert files(exported / name) == files(old / name), name
    strays = {place.name for place in old.iterdir()} - {*FORMATS}
    assert all(re.fullmatch(r"\..+\.[0-9a-f]+-\d+-[0-9a-f]{8}\.part", stray) for stray in strays)


# Spreadsheet formulas


@pytest.fixture(scope="module")
def hostile(world: Dataset) -> Dataset:
    """Return the world with texts that a spreadsheet would run, one for each beginning."""
    texts = [f'{sign}HYPERLINK("https://example.org")' for sign in "=+-@\t\r\n＝＋－＠"]  # noqa: RUF001 - the wide signs are meant
    figures = [claim.id for claim in world.select()][: len(texts)]
    claims = dict(world.claims)
    for name, text in zip(figures, texts, strict=True):
        claims[name] = dataclasses.replace(claims[name], statement=text)
    return dataclasses.replace(world, claims=MappingProxyType(claims))


@pytest.mark.parametrize("name", ["csv", "datapackage", "croissant"])
def test_no_cell_of_a_csv_file_begins_a_formula(
    name: str, hostile: Dataset, tmp_path: Path
) -> None:
    """A text that a spreadsheet would run has an apostrophe before it, and nothing else has."""
    export(hostile, name, tmp_path / "out")
    found = [row["statement"] for row in rows_of(tmp_path / "out" / "claims.csv")]

    expected = [claim.statement for claim in hostile.select()]

    assert [text.lstrip("'") for text in found] == expected
    assert [text.startswith("'") for text in found] == ["HYPERLINK" in text for text in expected]


def test_no_cell_of_a_workbook_is_a_formula(hostile: Dataset, tmp_path: Path) -> None:
    """In a workbook a hostile text is a text, with the same apostrophe."""
    export(hostile, "xlsx", tmp_path / "out.xlsx")
    book = workbook(tmp_path / "out.xlsx")
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert "f" not in {cell.data_type for cell in every}
    assert not [
        c.value for c in every if isinstance(c.value, str) and c.value.startswith(("=", "@"))
    ]


def test_a_negative_number_stays_a_number(world: Dataset, tmp_path: Path) -> None:
    """Only texts are escape_formula: a number with a minus is a number in CSV and in a workbook."""
    name = "fields-under-water"
    claim = world.claims[name]
    low = dataclasses.replace(claim.estimate, low=-2.5)  # type: ignore[attr-defined] # the data of the test has it
    claims = {**world.claims, name: dataclasses.replace(claim, estimate=low)}  # type: ignore[call-arg] # the data of the test has it
    cold = dataclasses.replace(world, claims=MappingProxyType(claims))
    export(cold, "csv", tmp_path / "csv")
    export(cold, "xlsx", tmp_path / "out.xlsx")

    rows = rows_of(tmp_path / "csv" / "claims.csv")
    sheet = workbook(tmp_path / "out.xlsx")["claims"]
    head, *body = sheet.iter_rows(values_only=True)

    assert [row["low"] for row in rows if row["id"] == name] == ["-2.5"]
    assert [row[head.index("low")] for row in body if row[0] == name] == [-2.5]


# CSV and workbook


@pytest.mark.parametrize("name", tables.MAIN)
def test_csv_files_agree_with_the_frames(name: str, exported: Path, world: Dataset) -> None:
    """Read as text, a CSV file has the cells of the frame, and nothing where nothing is known."""
    with (exported / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        head, *body = csv.reader(stream)
    frame = due(world, name)

    assert ["id", *frame.columns] == head
    for row, found in zip(cells(frame), body, strict=True):
        assert [_written(cell) for cell in row] == [*map(_without_mark, found)]


def _without_mark(text: str) -> str:
    return text.removesuffix(".0") if text[:1].isdigit() else text


def _written(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    return f"{cell:.15g}" if isinstance(cell, float) and cell == int(cell) else str(cell)


def test_the_codebook_explains_every_column_and_every_word(exported: Path, world: Dataset) -> None:
    """Columns of the three tables and words of every vocabulary are in the codebook."""
    rows = rows_of(exported / "csv" / "codebook.csv")
    named = {(row["part"], row["name"]) for row in rows}

    for name in tables.MAIN:
        assert {(name, column) for column in ("id", *due(world, name).columns)} <= named
    for name in ("metrics", "places", "actors", "quantifiers", "cautions"):
        assert {(f"words: {name}", word) for word in getattr(world, name)} <= named
    assert all(row["meaning"] for row in rows)


def test_openpyxl_reads_the_workbook(exported: Path, world: Dataset) -> None:
    """Five sheets; the header is frozen, columns have widths, numbers and dates are such."""
    book = workbook(exported / "xlsx")

    assert book.sheetnames == ["claims", "evidence", "sources", "codebook", "citation"]
    for name in tables.MAIN:
        sheet = book[name]
        head, *body = sheet.iter_rows(values_only=True)
        frame = due(world, name)
        assert ("id", *frame.columns) == head
        assert [_shown(row) for row in cells(frame)] == [_shown(row) for row in body]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert {*sheet.column_dimensions} >= {cell.column_letter for cell in sheet[1]}
        assert all(of.width > 10 for of in sheet.column_dimensions.values())


def _read(cell: Any) -> Any:
    return cell.date() if hasattr(cell, "date") else cell


def _shown(row: tuple[Any, ...]) -> list[Any]:
    """Return cells with the 15 digits that a workbook keeps of a number."""
    return [
        float(f"{cell:.15g}")
        if isinstance(cell, int | float) and not isinstance(cell, bool)
        else _read(cell)
        for cell in row
    ]


def test_a_day_that_no_spreadsheet_can_hold_is_a_text(world: Dataset, tmp_path: Path) -> None:
    """Days before March 1900 are written out, since spreadsheets count them wrong or not at all."""
    name = "floods-drowned"
    claim = world.claims[name]
    period = dataclasses.replace(claim.period, edtf="1899-06-12/1994-06-14")  # type: ignore[type-var] # the data of the test has it
    claims = {**world.claims, name: dataclasses.replace(claim, period=period)}
    export(dataclasses.replace(world, claims=claims), "xlsx", tmp_path / "out.xlsx")

    head, *body = workbook(tmp_path / "out.xlsx")["claims"].iter_rows(values_only=True)
    row = dict(zip(head, next(row for row in body if row[0] == name), strict=True))

    assert row["start"] == "1899-06-12"
    assert row["end"].date().isoformat() == "1994-06-14"


def test_a_text_too_long_for_a_cell_is_refused(world: Dataset, tmp_path: Path) -> None:
    """Nothing is cut in silence: a workbook holds 32,767 characters a cell."""
    name = "floods-drowned"
    claims = {**world.claims, name: dataclasses.replace(world.claims[name], note="ä" * 32_768)}
    long = dataclasses.replace(world, claims=claims)

    expected = (
        "found 32,768 characters in the row of 'floods-drowned'; expected at most 32,767, "
        "which is what a cell holds; export as parquet, sqlite or csv"
    )

    assert expected == refusal(long, "xlsx", tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_libreoffice_opens_the_workbook(exported: Path, world: Dataset, tmp_path: Path) -> None:
    """An office suite reads every sheet, and computes nothing that we did not write."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("AFPAK_CLAIMS_REQUIRE_OFFICE"):
            pytest.fail("AFPAK_CLAIMS_REQUIRE_OFFICE is set and soffice is absent")
        pytest.skip("soffice is absent; Debian has it in libreoffice-calc-nogui")
    shutil.copy(exported / "xlsx", tmp_path / "out.xlsx")
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

    subprocess.run(
        [
            *(office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", every_sheet, "--outdir", tmp_path / "csv", tmp_path / "out.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    for name in tables.MAIN:
        with (tmp_path / "csv" / f"out-{name}.csv").open(encoding="utf-8", newline="") as stream:
            head, *body = csv.reader(stream)
        frame = due(world, name)
        assert ["id", *frame.columns] == head
        for row, found in zip(cells(frame), body, strict=True):
            assert [_text(cell) for cell in row] == [_text(_number(text)) for text in found]


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def _text(cell: Any) -> str:
    """Write a cell so that what an office suite shows and what we wrote can be compared."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return f"{cell:.6g}"
    return (
        ""
        if cell is None
        else _text(_number(cell))
        if isinstance(_number(str(cell)), float)
        else str(cell)
    )


# Parquet


@pytest.mark.parametrize("name", tables.MAIN)
def test_pandas_reads_the_frames_back(name: str, exported: Path, world: Dataset) -> None:
    """Values, dtypes, the order of columns, the index and the attributes are those of the frame."""
    frame = due(world, name)
    days = [column for column, dtype in frame.dtypes.items() if dtype == declared.DATE]

    with pd.option_context("mode.string_storage", "python"):  # Arrow stores them otherwise
        found = pd.read_parquet(exported / "parquet" / f"{name}.parquet")

    assert {"datetime64[ms]"} >= {str(found[column].dtype) for column in days}
    # Index and header have the default dtype that the pandas of the reader gives to texts.
    pd.testing.assert_frame_equal(
        frame.astype(dict.fromkeys(days, "datetime64[ms]")),
        found,
        check_index_type=False,
        check_column_type=False,
    )
    assert frame.attrs == found.attrs


@pytest.mark.slow
@pytest.mark.parametrize("name", tables.MAIN)
def test_polars_agrees_with_the_frames(name: str, exported: Path, world: Dataset) -> None:
    """Polars reads the same rows, and types that are as narrow."""
    import polars as pl

    found = pl.read_parquet(exported / "parquet" / f"{name}.parquet")
    types = {
        declared.TEXT: pl.String,
        declared.NUMBER: pl.Float64,
        declared.WHOLE: pl.Int64,
        declared.TRUTH: pl.Boolean,
        declared.DATE: pl.Datetime("ms"),
    }
    described = declared.describe_columns()[name]

    assert {key: types[of.dtype] for key, of in described.items()} == dict(found.schema)
    assert cells(due(world, name)) == [tuple(map(_read, row)) for row in found.rows()]


@pytest.mark.parametrize("name", tables.MAIN)
def test_polars_reads_every_row_of_a_csv(name: str, exported: Path, world: Dataset) -> None:
    """From the first row alone polars infers types that hold for the whole file."""
    import polars as pl

    _reads_with_polars(pl.read_csv(exported / "csv" / f"{name}.csv"), name, due(world, name))


@pytest.mark.slow
def test_polars_reads_the_evidence_of_each_version_with_inferred_types(tmp_path: Path) -> None:
    """Bounds that are whole for hundreds of rows and then a fraction are of one type."""
    import polars as pl

    from afpak_claims.exports.csv_files import write_frame

    for version in ac.versions():
        frame = ac.load_evidence(version, include_retired=True)
        write_frame(tmp_path / "evidence.csv", frame)
        _reads_with_polars(pl.read_csv(tmp_path / "evidence.csv"), "evidence", frame)


def _reads_with_polars(found: Any, table: str, frame: pd.DataFrame) -> None:
    import polars as pl

    assert found.height == len(frame)
    described = declared.describe_columns()[table]
    for key in found.columns:
        if found[key].null_count() == found.height:
            continue
        of = described[key].dtype
        if of in {declared.NUMBER, declared.WHOLE}:
            assert found.schema[key].is_numeric(), key
        if of == declared.TRUTH:
            assert found.schema[key] == pl.Boolean, key


@pytest.mark.parametrize("name", tables.MAIN)
def test_duckdb_agrees_with_the_frames(name: str, exported: Path, world: Dataset) -> None:
    """DuckDB queries the file in place and finds the same rows."""
    import duckdb

    file = exported / "parquet" / f"{name}.parquet"
    with duckdb.connect() as base:
        found = base.read_parquet(str(file)).fetchall()

    assert cells(due(world, name)) == [tuple(map(_read, row)) for row in found]


@pytest.mark.parametrize("name", tables.MAIN)
def test_parquet_carries_the_help_of_every_column(name: str, exported: Path) -> None:
    """Descriptions and units are in the schema, where Arrow keeps the metadata of fields."""
    import pyarrow.parquet as pq

    schema = pq.read_schema(exported / "parquet" / f"{name}.parquet")

    for column, of in declared.describe_columns()[name].items():
        metadata = schema.field(column).metadata
        assert of.description == metadata[b"description"].decode()
        assert (of.unit or "") == metadata.get(b"unit", b"").decode()
    assert declared.DESCRIPTIONS[name] == schema.metadata[b"description"].decode()


# SQLite


@pytest.fixture
def base(exported: Path) -> Iterator[sqlite3.Connection]:
    """Open the database of the world to read."""
    with closing(
        sqlite3.connect(f"file:{exported / 'sqlite' / DATABASE}?mode=ro", uri=True)
    ) as base:
        base.row_factory = sqlite3.Row
        yield base


def test_sqlite_finds_the_database_whole(base: sqlite3.Connection) -> None:
    """SQLite's own checks find neither a fault nor a reference that leads nowhere."""
    assert [row[0] for row in base.execute("PRAGMA integrity_check")] == ["ok"]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE evidence SET source = 'nobody'", "FOREIGN KEY constraint failed"),
        ("UPDATE claims SET topic = 'nothing'", "FOREIGN KEY constraint failed"),
        ("UPDATE claim_places SET place = 'nowhere'", "FOREIGN KEY constraint failed"),
        ("UPDATE claims SET kind = 'guess'", "CHECK constraint failed"),
        ("UPDATE claims SET low_open = 2", "CHECK constraint failed"),
        ("UPDATE claims SET statement = NULL", "NOT NULL constraint failed"),
    ],
)
def test_the_database_keeps_its_rules(statement: str, fault: str, exported: Path) -> None:
    """A reference to nothing, a word outside the vocabulary and a gap are refused."""
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize((exported / "sqlite" / DATABASE).read_bytes())
        copy.execute("PRAGMA foreign_keys = ON")

        with pytest.raises(sqlite3.IntegrityError, match=fault):
            copy.execute(statement)


LINKS = {
    ("claims", "places"): ("claim_places", "claim", "place"),
    ("evidence", "places"): ("evidence_places", "finding", "place"),
    ("evidence", "origin"): ("evidence_origins", "finding", "actor"),
    ("evidence", "origin_name"): ("evidence_origin_names", "finding", "name"),
    ("sources", "used_by"): ("source_findings", "source", "finding"),
    ("claims", "actors"): ("claim_actors", "claim", "actor"),
    ("claims", "attributed_to"): ("claim_credits", "claim", "actor"),
    ("claims", "cautions"): ("claim_cautions", "claim", "caution"),
    ("claims", "interpreted"): ("claim_interpreted", "claim", "bound"),
    ("evidence", "inputs"): ("evidence_inputs", "finding", "input"),
    ("sources", "author"): ("source_authors", "source", "author"),
}


@pytest.mark.parametrize("name", tables.MAIN)
def test_tables_and_links_agree_with_the_frames(
    name: str, base: sqlite3.Connection, world: Dataset
) -> None:
    """Put together again, a table and its links have the cells of the frame."""
    frame = due(world, name)
    rows = {row["id"]: dict(row) for row in base.execute(f"SELECT * FROM {name} ORDER BY position")}  # noqa: S608 - our own names
    for (table, column), (link, owner, value) in LINKS.items():
        if table == name:
            joined: dict[str, list[str]] = {}
            for row in base.execute(f"SELECT {owner}, {value} FROM {link} ORDER BY position"):  # noqa: S608 - likewise
                joined.setdefault(row[0], []).append(row[1])
            for key, row_of in rows.items():
                row_of[column] = ";".join(joined.get(key, ())) or None

    assert list(frame.index) == list(rows)
    for key, *expected in cells(frame):
        found = [rows[key][column] for column in frame.columns]
        assert [
            cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in expected
        ] == found


def test_columns_have_their_types(base: sqlite3.Connection) -> None:
    """Numbers are stored as numbers, whole numbers as such, days as text that sorts."""
    kinds = {
        column: {row[0] for row in base.execute(f"SELECT typeof({column}) FROM claims")}  # noqa: S608 - our own names
        for column in ("low", "paragraph", "low_open", "start", "statement")
    }

    assert {
        "low": {"real", "null"},
        "paragraph": {"integer"},
        "low_open": {"integer", "null"},
        "start": {"text", "null"},
        "statement": {"text"},
    } == kinds


def test_full_text_search_finds_words(base: sqlite3.Connection) -> None:
    """A search finds words in any case and without their accents, and joins by position."""
    query = """
        SELECT claims.id FROM claims_fts JOIN claims ON claims.position = claims_fts.rowid
        WHERE claims_fts MATCH ? ORDER BY rank
    """

    assert [row[0] for row in base.execute(query, ["GAUGE pre"])] == ["gauge-missing"]
    assert base.execute(query, ["helicopter"]).fetchall() == []


def test_the_view_joins_claim_finding_and_comparison(
    base: sqlite3.Connection, world: Dataset
) -> None:
    """Each finding has one row, with what was claimed, what was found, and how the two lie."""
    claims, evidence = due(world, "claims"), due(world, "evidence")
    rows = {row["finding"]: row for row in base.execute("SELECT * FROM comparisons")}

    assert {*evidence.index} == {*rows}
    for name, finding in evidence.iterrows():
        row, claim = rows[name], claims.loc[finding["claim"]]
        for column, cell in (
            ("claim", finding["claim"]),
            ("statement", claim["statement"]),
            ("claim_low", claim["low"]),
            ("finding_high", finding["high"]),
            ("relation", finding["relation"]),
            ("gap", finding["gap"]),
            ("verdict", claim["verdict"]),
            ("source_title", world.sources[finding["source"]].title),
        ):
            assert row[column] == (None if pd.isna(cell) else cell), (name, column)


def test_retired_and_unselected_claims_are_named(
    base: sqlite3.Connection, world: Dataset, tmp_path: Path
) -> None:
    """The id of a claim that is not in the table still resolves, with why it is not there."""
    retired = base.execute("SELECT * FROM claim_ids WHERE status = 'retired'").fetchall()
    dam = world.select(topic="lorem-dam")
    export(dam, "sqlite", tmp_path / "dam")
    with closing(sqlite3.connect(tmp_path / "dam" / DATABASE)) as part:
        states = dict(part.execute("SELECT id, status FROM claim_ids"))
        assert part.execute("PRAGMA foreign_key_check").fetchall() == []

    assert [
        (row["id"], row["retired_in"], row["reason"], row["replaced_by"]) for row in retired
    ] == [("floods-drowned-june", "0.2.0", "The sentence names the days.", "floods-drowned")]
    assert {name for name, state in states.items() if state == "current"} == {*dam.claims}
    assert {*states} == {*world.claims}


@pytest.mark.slow
def test_a_part_of_a_claim_that_is_left_out_breaks_no_key(world: Dataset, tmp_path: Path) -> None:
    """A selection may name a whole that it does not have; both formats with keys can say so."""
    part = world.select(place="dolor", metric="people_displaced")
    for name in ("sqlite", "datapackage"):
        export(part, name, tmp_path / name)

    assert {"floods-displaced-dolor"} == {*part.claims}
    with closing(sqlite3.connect(tmp_path / "sqlite" / DATABASE)) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("SELECT part_of FROM claims").fetchall() == [("floods-displaced",)]
    assert _package_faults(tmp_path / "datapackage") == []


def test_the_metadata_names_every_column(base: sqlite3.Connection, exported: Path) -> None:
    """No table, view or column is without its description."""
    metadata = json.loads((exported / "sqlite" / "metadata.json").read_text("utf-8"))
    named = metadata["databases"]["claims"]["tables"]
    query = (
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE '%_fts%'"
    )
    columns = {
        name: [row["name"] for row in base.execute(f"PRAGMA table_info({name})")]
        for (name,) in base.execute(query).fetchall()
    }

    assert columns == {name: list(of["columns"]) for name, of in named.items()}
    assert all(of["description"] and all(of["columns"].values()) for of in named.values())


@pytest.mark.slow
def test_datasette_serves_the_folder(exported: Path, world: Dataset) -> None:
    """Started on the folder as it is, Datasette answers its JSON API, searches and explains."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "datasette", str(exported / "sqlite"), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            _wait_for(address, server)
            table = _asked(f"{address}/claims/claims.json?_shape=objects&_size=max&_labels=on")
            found = _asked(f"{address}/claims/claims.json?_search=gauge&_shape=arrayfirst")
            view = _asked(f"{address}/claims/comparisons.json?_shape=arrayfirst&relation=above")
            with urllib.request.urlopen(f"{address}/claims/claims") as answer:  # noqa: S310 - our own server
                page = answer.read().decode()
        finally:
            server.terminate()

    assert [claim.id for claim in world.select()] == [row["id"] for row in table["rows"]]
    assert table["rows"][0]["topic"]["label"] == "Floods on the Lorem: people and fields"
    assert {"gauge-missing", "read-one-gauge", "distrust-may-grow"} == {*found}
    compared = [c for claim in world.select() for c in world.comparisons(claim.id)]
    assert sum(c.result.relation == "above" for c in compared) == len(view)
    assert "What is claimed, as one sentence in our own words." in page


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 - our own server
        except urllib.error.URLError:
            assert server.poll() is None, server.stderr and server.stderr.read()
            time.sleep(0.1)
        else:
            return
    pytest.fail("Datasette did not start within 20 seconds")


def _asked(address: str) -> Any:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        return json.load(answer)


# JSON


def test_the_document_has_the_canonical_records(exported: Path, world: Dataset) -> None:
    """Without what is computed, the document is what the digest is taken of."""
    document = json.loads((exported / "json").read_text("utf-8"))
    del document["stamp"]
    for claim in document["claims"]:
        due = {**as_plain(world.result(claim["id"])), "headline": world.headline(claim["id"])}
        assert {name: claim.pop(name) for name in due} == due
    evidence = frames.evidence_frame(world)
    for finding in document["findings"]:
        found = {name: finding.pop(name) for name in as_plain(FindingResult())}
        if "retired" in finding:  # compared no more
            assert not found["decides"]
            continue
        row = evidence.loc[finding["id"]]
        for name in ("relation", "side", "coverage", "gap", "relative_gap", "decides"):
            assert found[name] == (None if pd.isna(row[name]) else row[name])
    raw = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()

    assert contents(world) == document
    assert world.digest == f"sha256:{hashlib.sha256(raw).hexdigest()}"


def test_each_line_is_one_claim_with_its_findings(exported: Path, world: Dataset) -> None:
    """A line is what the card of the claim has for programs."""
    lines = (exported / "jsonl").read_text("utf-8").splitlines()

    expected = [json.loads(json.dumps(world.trace(claim.id).to_dict())) for claim in world.select()]

    assert expected == [json.loads(line) for line in lines]


# Data Package


def _package_faults(folder: Path) -> list[tuple[str, str]]:
    """Return what frictionless finds wrong, as the resource and the kind of fault."""
    import frictionless

    report = frictionless.validate(folder / "datapackage.json")
    return [
        *(("package", error.type) for error in report.errors),
        *((task.name, error.type) for task in report.tasks for error in task.errors),
    ]


@pytest.mark.slow
def test_frictionless_finds_the_package_valid(exported: Path) -> None:
    """Types, constraints, keys, hashes and sizes hold, and the descriptor is of version 2."""
    descriptor = json.loads((exported / "datapackage" / "datapackage.json").read_text("utf-8"))

    assert _package_faults(exported / "datapackage") == []
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in descriptor["resources"]:
        raw = (exported / "datapackage" / resource["path"]).read_bytes()
        assert len(raw) == resource["bytes"]
        assert f"sha256:{hashlib.sha256(raw).hexdigest()}" == resource["hash"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "old", "new", "faults"),
    [
        ("claims", "More than 1,200", "More than 1,300", {"hash-count"}),
        ("claims", ",assertion,", ",guess,", {"constraint-error"}),
        ("claims", ",2001-04-01,", ",2001-04-31,", {"type-error"}),
        ("evidence", ",ipsum-chronicle,", ",nobody,", {"foreign-key"}),
        ("claims", "dam-opened,", "gauge-missing,", {"primary-key", "unique-error"}),
    ],
)
def test_a_changed_cell_is_refused(  # noqa: PLR0913, PLR0917 - four parameters, two fixtures
    table: str, old: str, new: str, faults: set[str], exported: Path, tmp_path: Path
) -> None:
    """A change shows in the hash; with the hash mended, what cannot stand there still shows."""
    folder = shutil.copytree(exported / "datapackage", tmp_path / "package")
    file, descriptor = folder / f"{table}.csv", folder / "datapackage.json"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    if "hash-count" not in faults:
        raw = file.read_bytes()
        package = json.loads(descriptor.read_text("utf-8"))
        resource = next(of for of in package["resources"] if of["name"] == table)
        resource |= {"bytes": len(raw), "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}
        descriptor.write_text(json.dumps(package), encoding="utf-8")

    assert faults <= {fault for _, fault in _package_faults(folder)}


def test_the_package_names_sources_and_licences(exported: Path, world: Dataset) -> None:
    """Every source is cited in the descriptor, and the licence has its address."""
    package = json.loads((exported / "datapackage" / "datapackage.json").read_text("utf-8"))

    assert [reference(source) for source in world.sources.values()] == [
        source["title"] for source in package["sources"]
    ]
    assert package["licenses"] == [{"name": "CC0-1.0", "path": "https://spdx.org/licenses/CC0-1.0"}]


# Croissant and JSON-LD


@pytest.fixture(scope="module")
def mlcroissant() -> Any:
    """Import mlcroissant, whose import is slow."""
    return importlib.import_module("mlcroissant")


@pytest.mark.slow
# rdflib, which mlcroissant reads JSON-LD with, warns of a class of its own.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_mlcroissant_validates_a_release_without_a_word(mlcroissant: Any, tmp_path: Path) -> None:
    """For a released version there is neither an error nor a recommendation."""
    export(ac.open_dataset(), "croissant", tmp_path / "out")

    dataset = mlcroissant.Dataset(jsonld=tmp_path / "out" / "croissant.json")

    assert dataset.metadata.ctx.issues.report() == ""


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", tables.MAIN)
def test_mlcroissant_reads_the_rows(
    name: str, mlcroissant: Any, exported: Path, world: Dataset
) -> None:
    """The records that the metadata describe are the rows of the frame."""
    dataset = mlcroissant.Dataset(jsonld=exported / "croissant" / "croissant.json")
    frame = due(world, name)
    columns = ["id", *frame.columns]

    found = [
        tuple(_decoded(record[f"{name}/{column}"]) for column in columns)
        for record in dataset.records(name)
    ]

    assert cells(frame) == found


def _decoded(cell: Any) -> Any:
    return cell.decode() if isinstance(cell, bytes) else _read(cell)


def test_the_checksums_of_croissant_are_those_of_the_files(exported: Path) -> None:
    """Each file that the metadata list has the hash that they give."""
    folder = exported / "croissant"
    listed = json.loads((folder / "croissant.json").read_text("utf-8"))["distribution"]

    assert {file["contentUrl"]: file["sha256"] for file in listed} == {
        name: hashlib.sha256(raw).hexdigest()
        for name, raw in files(folder).items()
        if name != "croissant.json"
    }


SCHEMA_ORG = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}}


def test_json_ld_leaves_the_open_end_of_a_period_open(world: Dataset) -> None:
    """A period without a first or a last day is ``../`` or ``/..``, and none is made up."""
    document = dataset_jsonld(world)
    covered = {claim["identifier"]: claim.get("temporalCoverage") for claim in document["hasPart"]}
    assert covered["gauge-missing"] == "../2000-12-31"
    assert covered["dam-ended-floods"] == "2001-04-01/.."
    assert covered["floods-displaced"] == "1990-01-01/1995-12-31"
    assert covered["floods-for-decades"] is None
    assert "temporalCoverage" not in document  # open at both ends, taken together
    dated = world.select(metric="people_drowned")
    assert dataset_jsonld(dated)["temporalCoverage"] == "1994-06-12/1994-06-14"


def test_a_json_ld_processor_expands_the_description(exported: Path, world: Dataset) -> None:
    """Expanded with the context at hand, every claim is a Claim that appears in the article."""
    from pyld import jsonld

    def load(address: str, _: object) -> dict[str, Any]:
        assert address == "https://schema.org/", "nothing else may be asked for"
        return {"contextUrl": None, "documentUrl": address, "document": SCHEMA_ORG}

    document = json.loads((exported / "jsonld").read_text("utf-8"))
    (node,) = jsonld.expand(document, {"documentLoader": load, "base": ""})
    claims = node["https://schema.org/hasPart"]
    base = "https://example.org/lorem-floods"

    assert node["@type"] == ["https://schema.org/Dataset"]
    assert [{"@value": world.digest}] == node["https://schema.org/identifier"]
    assert [["https://schema.org/Claim"]] * len(world.select()) == [of["@type"] for of in claims]
    assert {f"{base}#{claim.id}": claim.statement for claim in world.select()} == {
        of["@id"]: of["https://schema.org/text"][0]["@value"] for of in claims
    }
    assert {f"{base}#source_upstream-gift"} == {
        of["https://schema.org/appearance"][0]["@id"] for of in claims
    }
    assert {f"{base}#source_{name}" for name in world.sources} == {
        of["@id"] for of in node["https://schema.org/citation"]
    }


def test_the_description_has_the_note_of_every_source(world: Dataset) -> None:
    """What is known of a source besides its fields stands in its description."""
    cited = dataset_jsonld(world)["citation"]
    notes = [source.note for source in world.sources.values()]
    assert any(notes)
    assert [source.get("description") for source in cited] == notes


def test_a_release_says_its_day_and_a_draft_does_not(draft: Dataset) -> None:
    """The day of publication is that of the frozen version, and nobody else's."""
    released = dataset_jsonld(ac.open_dataset("0.1.0"))

    assert re.fullmatch(r"\d{4}-\d\d-\d\d", released["datePublished"])
    assert "datePublished" not in dataset_jsonld(draft)


def test_the_description_rates_nothing(draft: Dataset) -> None:
    """No claim is reviewed: what the evidence says is left to the records."""
    text = json.dumps(dataset_jsonld(draft))
    assert not re.search(r'"(?:\w+Review|review\w*|\w*[Rr]ating\w*)"', text)
    assert "verdict" not in text


# Citations


def test_pybtex_reads_every_source(exported: Path, world: Dataset) -> None:
    """The BibTeX file has the dataset itself and each source under its id."""
    from pybtex.database import parse_string

    entries = parse_string((exported / "bibtex").read_text("utf-8"), "bibtex").entries

    assert ["lorem-floods", *world.sources] == list(entries)


def test_rispy_reads_every_source(exported: Path, world: Dataset) -> None:
    """The RIS file has the dataset itself and each source under its id."""
    import rispy

    entries = rispy.load(StringIO((exported / "ris").read_text("utf-8")))

    assert ["lorem-floods", *world.sources] == [entry["id"] for entry in entries]


def test_csl_json_has_every_source(exported: Path, world: Dataset) -> None:
    """The CSL-JSON file has the dataset itself and each source as the citations write it."""
    entries = json.loads((exported / "csl-json").read_text("utf-8"))

    assert entries[0]["type"] == "dataset"
    assert [csl(source) for source in world.sources.values()] == entries[1:]


def test_a_source_of_the_name_of_the_dataset_is_not_hidden(world: Dataset, tmp_path: Path) -> None:
    """Where a source has the id that the dataset would take, the dataset takes another."""
    taken = dataclasses.replace(world.sources["upstream-gift"], id="lorem-floods")
    crowded = dataclasses.replace(world, sources={**world.sources, "lorem-floods": taken})
    export(crowded, "csl-json", tmp_path / "out.json")

    ids = [entry["id"] for entry in json.loads((tmp_path / "out.json").read_text("utf-8"))]

    assert ["lorem-floods-data", *crowded.sources] == ids
