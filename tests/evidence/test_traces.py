"""Traces: a claim followed from the article to its evidence, in words that hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset


def _folded(text: str) -> str:
    return " ".join(text.split())


def test_every_claim_has_a_card(draft: Dataset, world: Dataset) -> None:
    """A card can be made of each claim, with its statement, its verdict and its stamp."""
    for dataset in (draft, world):
        for claim in dataset:
            trace = dataset.trace(claim.id)
            text = _folded(trace.text())
            assert claim.statement in text
            assert f"Verdict {dataset.verdict(claim.id)}: " in text
            assert str(dataset.stamp) in text
            assert trace._repr_html_().count("<dl>") == trace._repr_html_().count("</dl>")


def test_the_comparison_is_one_plain_sentence(draft: Dataset) -> None:
    """The UNAMA claim says by how much it lies above, in numbers and in percent."""
    text = _folded(draft.trace("afghan-civilians-killed").text())

    assert (
        "The article's more than 46,000 lies above what UNAMA has for January 2009 to June 2021 "
        "(40,211), by 5,789 or 14 %."
    ) in text


def test_touching_ranges_are_said_to_touch(draft: Dataset) -> None:
    """A gap of zero is put into words and not into a percentage."""
    text = _folded(draft.trace("drone-strikes-count").text())

    assert "The article's more than 430 lies just above" in text
    assert "the bounds touch but share no value" in text


def test_stances_on_a_figure_are_counted_beside_its_verdict(draft: Dataset) -> None:
    """A figure that no range decides still says how many findings speak against it."""
    trace = draft.trace("pakistan-casualties-rank-2023")
    stances = [c.finding.stance for c, _ in trace.comparisons if c.finding.about == "event"]
    text = _folded(trace.text())

    assert "Verdict unchecked: no finding decides Beside it" in text
    assert (
        f"{stances.count('contradicts')} contradict, {stances.count('qualifies')} qualify the claim"
    ) in text
    assert "Beside it" not in draft.trace("drone-strikes-killed").text()


def test_a_card_shows_where_each_finding_was_read(draft: Dataset) -> None:
    """Addresses of the publication and of the copy that was read both stand on the card."""
    trace = draft.trace("drone-strikes-killed")
    text = trace.text()
    for comparison, source in trace.comparisons:
        if comparison.is_input:
            continue
        for address in filter(None, (source.url, source.archive)):
            assert address in text


def test_tertiary_readings_are_marked(draft: Dataset) -> None:
    """A reader sees that a number comes from a compilation."""
    assert "(tertiary)" in _folded(draft.trace("drone-strikes-civilians-killed").text())


def test_inputs_of_a_sum_stand_in_one_line(draft: Dataset) -> None:
    """The yearly values of a derived sum are listed beside it and nowhere else."""
    text = _folded(draft.trace("drone-strikes-count").text())

    assert "Inputs: 2004 1; 2005 3; 2006 2;" in text
    assert text.count("One year of the") == 0


def test_interpreted_bounds_are_told_apart(draft: Dataset) -> None:
    """The card has the article's phrase and the reading of it."""
    text = _folded(draft.trace("drone-strikes-civilians-killed").text())

    assert "Range “several hundred”, read as 300 to 999 people" in text


def test_a_retired_claim_says_so_first(world: Dataset) -> None:
    """The notice stands before the statement and names the successor."""
    retired = next(claim for claim in world if claim.retired)
    text = world.trace(retired.id).text()

    assert text.startswith(f"RETIRED in data version {retired.retired.in_version}")  # type: ignore[union-attr] # the data of the test has it
    assert retired.retired.replaced_by in text.splitlines()[0]  # type: ignore[operator, union-attr] # likewise


def test_programs_get_plain_values(world: Dataset) -> None:
    """The trace as a dict survives JSON unchanged and has every finding."""
    for claim in world:
        trace = world.trace(claim.id)
        values = trace.to_dict()
        assert values == json.loads(json.dumps(values))
        assert len(values["findings"]) == len(trace.comparisons)


def test_sources_begin_with_the_article(world: Dataset) -> None:
    """The article comes first, then the sources on the attribution, each once."""
    for claim in world:
        ids = [source.id for source in world.trace(claim.id).sources]
        assert ids[0] == world.article.source
        assert len(ids) == len({*ids})


@pytest.mark.parametrize(
    ("claim_id", "words"),
    [
        ("drone-strikes-killed", "not found: looked for and not found"),
        ("afghan-civilians-killed", "contradicted: "),
        ("pakistan-argued-cooperation-necessary", "unchecked: nothing found says whether"),
        ("pakistan-fencing-national-strategy", "unchecked: nothing found says whether"),
    ],
)
def test_the_attribution_check_is_said_in_words(draft: Dataset, claim_id: str, words: str) -> None:
    """The check is explained where the article credits somebody by name."""
    assert words in _folded(draft.trace(claim_id).text())
