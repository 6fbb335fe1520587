"""Tables: every column of every table is described, and holds what is said of it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

from afpak_claims.exports import tables
from afpak_claims.frames import columns as declared
from afpak_claims.frames import frames

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset


def test_describe_columns_has_every_column_of_every_frame() -> None:
    """Each column of the frames is described once, in their order, in a whole sentence."""
    described = declared.describe_columns()
    columns = (frames.CLAIM_COLUMNS, frames.EVIDENCE_COLUMNS, frames.SOURCE_COLUMNS)

    for name, dtypes in zip(tables.MAIN, columns, strict=True):
        assert ["id", *dtypes] == list(described[name])
        assert dtypes == {key: of.dtype for key, of in described[name].items() if key != "id"}
    for column in itertools.chain.from_iterable(of.values() for of in described.values()):
        assert re.fullmatch(r"\S.*\.", column.description)


def test_every_number_has_a_unit_and_every_reference_a_table() -> None:
    """A column of decimal numbers says in what, and a column of ids says whose."""
    described = declared.describe_columns()

    for name in tables.MAIN:
        for column in described[name].values():
            assert (column.dtype == declared.NUMBER) <= (column.unit is not None)
    for column in itertools.chain.from_iterable(of.values() for of in described.values()):
        assert column.refers is None or "id" in described[column.refers]


def test_the_words_of_a_column_are_all_that_it_holds(draft: Dataset) -> None:
    """In the real data, closed columns hold only their words, and required ones are never empty."""
    every = {**tables.main_tables(draft), **tables.word_tables(draft)}

    for table in every.values():
        frame = table.frame.reset_index()
        for name, column in table.columns.items():
            found = frame[name].dropna()
            if column.many:
                found = found.str.split(";").explode()
            assert not column.words or {*found} <= {*column.words}, (table.name, name)
            assert not column.required or frame[name].notna().all(), (table.name, name)
            if column.refers:
                assert {*found} <= {*every[column.refers].frame.index} or column.many


def test_the_descriptions_cannot_be_changed() -> None:
    """Everybody is handed the same descriptions, so nobody may write to them."""
    described = declared.describe_columns()

    with pytest.raises(TypeError):
        described["claims"]["id"] = None  # type: ignore[index] # the very thing that is refused


def test_plain_rows_have_nothing_of_pandas(world: Dataset) -> None:
    """A cell is a Python text, number, truth value or day, or None where nothing is known."""
    every = [*tables.main_tables(world).values(), *tables.word_tables(world).values()]
    kinds = {
        type(cell).__name__ for of in every for row in tables.plain_rows(of.frame) for cell in row
    }

    assert kinds == {"str", "float", "int", "bool", "date", "NoneType"}


def test_help_and_kind_are_words_for_people() -> None:
    """Help has the unit after the description; the kind says how several values are joined."""
    claims = declared.describe_columns()["claims"]

    assert claims["low"].help == (
        "The lowest value reported; null when none was given. Unit: that of the column unit."
    )
    assert claims["places"].kind == "list of text, joined with ;"
    assert [claims[name].kind for name in ("low", "paragraph", "low_open", "start", "note")] == [
        *("number", "whole number", "true or false", "date", "text"),
    ]
