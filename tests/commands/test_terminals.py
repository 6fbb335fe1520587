"""Terminals: what is printed fits the terminal, and ids and verdicts can be copied whole."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from afpak_claims.cards import Card, Line, Section
from afpak_claims.evidence.results import VERDICTS
from afpak_claims.printable import columns, wrapped
from command_line import run_here, run_in_terminal
from conftest import GOOD, ROOT

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

DRAFT = ("--data-version", "draft")
SCRIPTS = [
    "\u5580\u5e03\u5c14\u53d1\u751f\u7206\u70b8\u4e8b\u4ef6",
    "\u06a9\u0627\u0628\u0644 \u0645\u06cc\u06ba \u062f\u06be\u0645\u0627\u06a9\u06c1",
    "\u0645\u06cc\u200c\u0631\u0648\u062f \u0628\u0647 \u06a9\u0627\u0628\u0644",
    "Ka\u0304bul, Gha\u0304zi\u0304 and Z\u030ca\u0304bul",
    "\ud55c\uad6d\uc5b4 text",
]
"""Chinese, Urdu, Persian with its joiner, Latin with combining marks, Korean."""


@pytest.mark.slow
@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_list_fits_and_keeps_ids_and_verdicts_whole(draft: Dataset, width: int) -> None:
    """No line is wider than the terminal; each id and each verdict stands on one line."""
    sent = run_here(["list", *DRAFT], ROOT, columns=width).stdout
    lines = sent.split("\n")
    text = "\n".join(lines)

    assert max(map(wcswidth, lines)) <= width
    for claim in draft.select():
        assert any(claim.id in line.split() for line in lines), claim.id
        assert VERDICTS[draft.verdict(claim.id)].phrase in text
    folded = " ".join(text.split())
    for claim in draft.select():
        assert str(draft.headline(claim.id)) in folded


@pytest.mark.slow
def test_a_list_asks_the_terminal_how_wide_it_is() -> None:
    """A process in a terminal of 60 columns prints the list of 60 columns."""
    list_here = run_here(["list", "--path", str(GOOD)], ROOT, columns=60).stdout

    assert run_in_terminal(["list", "--path", str(GOOD)], 60).startswith(list_here)


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_card_fits_the_terminal(draft: Dataset, width: int) -> None:
    """Only an address or an id that is longer than a line may be wider than the terminal."""
    for claim in draft.select():
        for line in draft.trace(claim.id).text(width).splitlines():
            assert wcswidth(line) <= width or len(line.split()) == 1, line


@pytest.mark.slow
def test_show_asks_the_terminal_how_wide_it_is(draft: Dataset) -> None:
    """The card that a terminal of 60 columns gets is the one of 60 columns."""
    claim = "afghan-civilians-killed"

    assert draft.trace(claim).text(60) == run_in_terminal(["show", claim, *DRAFT], 60)


def test_no_card_has_more_than_45_lines(draft: Dataset) -> None:
    """Without --full, at 80 columns, as the terminal shows it."""
    for claim in draft.select():
        assert draft.trace(claim.id).text(80).count("\n") <= 45, claim.id


def test_the_own_number_and_its_address_stand_within_ten_lines(draft: Dataset) -> None:
    """A figure that credits a body shows its own number and where to read it, or that none was."""
    shown = 0
    for claim in draft.select(kind="figure"):
        trace = draft.trace(claim.id)
        top = trace.text(80).splitlines()[:10]
        deciding = [c.finding for c, _ in trace.comparisons if c.decides]
        own = any(finding.estimate and trace.is_own(finding) for finding in deciding)
        shown += own
        assert any(line.startswith("  Own count") for line in top) == bool(trace.credited), claim.id
        assert any("http" in line for line in top) or not own, claim.id
    assert shown >= 3


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str) -> None:
    """Wide characters take two columns; marks and joiners none."""
    assert wcswidth(text) == columns(text)


@given(st.text(st.characters(categories=["L", "Mn", "N", "P", "Zs"], max_codepoint=0xFFFF)))
def test_wrapping_loses_nothing_and_splits_no_letter(text: str) -> None:
    """All words come back in their order, and no line begins with a mark of the line before."""
    lines = wrapped(text, 12)

    assert "".join(text.split()) == "".join("".join(lines).split())
    for line in lines[1:]:
        is_mark = bool(line) and unicodedata.category(line[0]) == "Mn"
        assert not is_mark or any(word.startswith(line[0]) for word in text.split())


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_card_in_any_script_keeps_to_its_width(text: str, width: int) -> None:
    """Labels, titles and texts are measured in columns, and values stand below one another."""
    section = Section("", (Line(text[:6], f"{text} " * 12), Line("Plain", "value")))
    card = Card(f"{text} " * 9, text, (section,), text)
    lines = card.text(width).splitlines()

    assert max(map(wcswidth, lines)) <= width
    if width >= 60:  # below that, values stand under their labels
        labelled = next(line for line in lines if line.startswith(f"  {text[:6]}"))
        start = labelled.index(text[:6].split(maxsplit=1)[0], len(text[:6]) + 2)
        assert wcswidth(labelled[:start]) == len("  Plain        ")


@pytest.mark.slow
@pytest.mark.parametrize("env", [{}, {"JPY_PARENT_PID": "1"}])
def test_a_notebook_gets_no_progress_lines(env: dict[str, str]) -> None:
    """In a terminal progress overwrites its line; in a cell of a notebook nothing is left."""
    sent = run_in_terminal(["check", str(GOOD)], 80, **env)

    assert ("\x1b[K" in sent) == (not env)
    assert "no problem found" in sent
