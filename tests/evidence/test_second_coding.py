"""The second coding of findings, and what docs/method.md says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import afpak_claims as ac
from evidence.coding_agreement import FIRST, Agreement, agreements, second_coding

METHOD = Path(__file__).parents[2] / "docs" / "method.md"


def test_at_least_120_findings_were_coded_twice() -> None:
    """Each is a live finding of the version of the first coding, and stands once."""
    findings = ac.open_dataset(FIRST).findings
    coded = [row["finding"] for row in second_coding()]

    assert len({*coded}) == len(coded) >= 120
    assert all(not findings[finding].retired for finding in coded)


@pytest.mark.parametrize("agreement", agreements(), ids=lambda each: each.field)
def test_the_docs_publish_the_computed_agreement(agreement: Agreement) -> None:
    """Each row of the table is what the script computes."""
    assert agreement.row() in METHOD.read_text(encoding="utf-8")


def test_kappa_is_zero_where_words_are_equal_by_chance() -> None:
    """Two codings that use two words half of the time each, independently, agree by chance."""
    by_chance = Agreement("stance", (("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")))

    assert by_chance.kappa == 0
    assert Agreement("stance", (("a", "a"), ("b", "b"))).kappa == 1
