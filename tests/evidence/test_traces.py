"""Traces: a claim followed from the article to its evidence, in words that hold."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

import afpak_claims as ac
from afpak_claims.evidence.results import ATTRIBUTION_CHECKS, VERDICTS

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset


def _folded(text: str) -> str:
    return " ".join(text.split())


def test_every_claim_has_a_card(draft: Dataset, world: Dataset) -> None:
    """A card has the answer first, the statement, the verdict and the stamp."""
    for dataset in (draft, world):
        for claim in dataset:
            trace = dataset.trace(claim.id)
            text = _folded(trace.text(full=True))
            assert claim.statement in text
            assert f"({dataset.verdict(claim.id)})" in text
            assert VERDICTS[trace.verdict].phrase in text
            assert str(dataset.stamp) in text
            if claim.retired is None:
                assert text.startswith(str(trace.headline))
            assert trace._repr_html_().count("<dl>") == trace._repr_html_().count("</dl>")


def test_a_card_fits_a_screen(draft: Dataset) -> None:
    """Without full, no card has more than 45 lines at 80 columns."""
    for claim in draft:
        lines = draft.trace(claim.id).text(80).splitlines()
        assert len(lines) <= 45, claim.id


def test_the_answer_is_within_the_first_ten_lines(draft: Dataset) -> None:
    """Headline, verdict, basis and the credited body's own number with where it was read."""
    for claim in draft.select():
        trace = draft.trace(claim.id)
        top = trace.text(80).splitlines()[:10]
        told = _folded("\n".join(top))
        assert str(trace.headline) in told, claim.id
        assert VERDICTS[trace.verdict].phrase in told, claim.id
        assert "Rests on" in told or not any(c.decides for c, _ in trace.comparisons), claim.id
        assert "Own count" not in told or "http" in told or "nothing comparable" in told, claim.id


def test_a_card_names_bodies_and_cautions_and_no_words_of_the_method(draft: Dataset) -> None:
    """Neither the code of a verdict, nor an id of an actor or caution, nor what decides."""
    for claim in draft.select():
        trace = draft.trace(claim.id)
        lines = [
            line.text
            for section in trace.card().sections
            for line in section.lines
            if line.label in {"Rests on", "Verdict", "Careful", "Would change", "Check"}
        ]
        told = " ".join(lines)
        assert not re.search(r"\b(decides|origins?|tertiary|mirror|bounds?)\b", told), told
        assert not {*told.split()} & {c.id for c in trace.cautions if "-" in c.id}, told
        assert not [actor for actor in trace.names if "-" in actor and actor in told], told


def test_a_touch_is_no_difference(draft: Dataset) -> None:
    """A gap of zero is put into words and not into a percentage."""
    text = _folded(draft.trace("displaced-total-2008-2016").text())

    assert "level with it" in text
    assert "0%" not in text


def test_who_counted_stands_before_where_it_was_printed(draft: Dataset) -> None:
    """The army's tally in a newspaper is the army's, in the newspaper."""
    text = _folded(draft.trace("operations-militants-killed").text(full=True))

    assert "the Pakistani army (ISPR), in Dawn" in text


def test_an_unknown_origin_is_said(draft: Dataset) -> None:
    """Where nobody is known to have counted, the card says so."""
    assert "origin unknown, in " in _folded(
        draft.trace("operations-militants-killed").text(full=True)
    )


def test_a_full_card_shows_where_each_finding_was_read(draft: Dataset) -> None:
    """Addresses of the publication and of the copy that was read both stand on the card."""
    trace = draft.trace("drone-strikes-killed")
    text = trace.text(full=True)
    for _, source in trace.comparisons:
        for address in source.addresses:
            assert address in text


def test_notes_of_sources_are_on_the_full_card(draft: Dataset) -> None:
    """What is unknown of a source stands where it is used."""
    trace = draft.trace("operations-militants-killed")
    text = _folded(trace.text(full=True))
    for _, source in trace.comparisons:
        if source.note:
            assert f"[Source: {_folded(source.note)}]" in text


def test_tertiary_readings_are_marked(draft: Dataset) -> None:
    """A reader sees that a number comes from a compilation."""
    assert "read in a compilation" in _folded(
        draft.trace("drone-strikes-civilians-killed").text(full=True)
    )


def test_inputs_of_a_sum_stand_in_one_line(draft: Dataset) -> None:
    """The yearly values of a derived sum are listed beside it."""
    text = _folded(draft.trace("drone-strikes-count").text(full=True))

    assert "Added up: 2004 at least 1; 2005 at least 3; 2006 at least 2;" in text


def test_a_short_card_names_the_first_and_the_last_input_of_a_sum(draft: Dataset) -> None:
    """The short card says how many figures were added up, and two of them."""
    text = _folded(draft.trace("afghan-civilians-killed").text())

    assert "Added up: 13 figures, 2,412 (2009) to 1,659 (Jan 2021\u2013June 2021)." in text


def test_an_own_count_that_is_a_sum_is_read_where_its_inputs_were(draft: Dataset) -> None:
    """Three addresses of inputs at most stand by it, of as many sites, the closest first.

    The publication itself comes before a copy, and a copy before a quotation; then the most used.
    """
    trace = draft.trace("afghan-civilians-killed")
    (total,) = (c.finding for c, _ in trace.comparisons if c.decides)
    read = [s.where_read or "" for c, s in trace.comparisons if c.finding.id in total.inputs]
    lines = trace.card().sections[0].lines
    (own,) = (line.addresses for line in lines if line.label == "Own count")

    uses = Counter(urlsplit(address).netloc for address in read)
    order = ["primary", "mirror", "secondary", "tertiary"]
    closest = {
        site: min(
            order.index(c.finding.reading or "")
            for c, s in trace.comparisons
            if c.finding.id in total.inputs and urlsplit(s.where_read or "").netloc == site
        )
        for site in uses
    }
    sites = [urlsplit(address).netloc for address in own]
    assert set(own) <= set(read)
    assert sites == sorted(uses, key=lambda site: (closest[site], -uses[site]))[:3]
    assert closest[sites[0]] == 0


def test_who_counted_and_printed_is_named_once(draft: Dataset) -> None:
    """A body that published its own count, with or without an article, is not named twice."""
    told = _folded(draft.trace("unama-counts-recorded-only").text(full=True))

    assert "Oxford Research Group" in told
    assert "Oxford Research Group, in Oxford Research Group" not in told


def test_interpreted_bounds_are_told_apart(draft: Dataset) -> None:
    """The card has the article's phrase and the reading of it."""
    text = _folded(draft.trace("drone-strikes-civilians-killed").text(full=True))

    assert "Range \u201cseveral hundred\u201d, read as 300 to 999 people" in text


def test_a_retired_claim_says_so_first(world: Dataset) -> None:
    """The notice stands before the statement and names the successor."""
    retired = next(claim for claim in world if claim.retired)
    text = world.trace(retired.id).text()

    assert text.startswith(f"RETIRED in data version {retired.retired.in_version}")  # type: ignore[union-attr] # the data of the test has it
    assert retired.retired.replaced_by in text.splitlines()[0]  # type: ignore[operator, union-attr] # likewise


def test_programs_get_plain_values(world: Dataset) -> None:
    """The trace as a dict survives JSON unchanged and has every finding and result."""
    for claim in world:
        trace = world.trace(claim.id)
        values = trace.to_dict()
        assert values == json.loads(json.dumps(values))
        assert len(values["findings"]) == len(trace.comparisons)
        assert (values["verdict"], values["headline"]) == (trace.verdict, trace.headline)


def test_what_flips_a_verdict_is_its_sensitivity(draft: Dataset) -> None:
    """One change at a time, each with the verdict that it gives."""
    trace = draft.trace("drone-strikes-civilians-killed")

    assert dict(trace.sensitivity) == {
        "without tertiary readings": "consistent",
        "without lwj": "consistent",
    }
    assert "without the Long War Journal: fits every figure found" in _folded(trace.text())


def test_a_version_before_headlines_has_none() -> None:
    """What method 1 said has no headline and no basis, and its card begins with the statement."""
    trace = ac.open_dataset("1.1.0").trace("drone-strikes-count")

    assert trace.headline is None
    assert trace.result.basis is None
    assert trace.text().startswith(trace.claim.statement[:40])
    assert ac.load_claims("1.1.0")["headline"].isna().all()


def test_sources_begin_with_the_article(world: Dataset) -> None:
    """The article comes first, then the sources on the attribution, each once."""
    for claim in world:
        ids = [source.id for source in world.trace(claim.id).sources]
        assert ids[0] == world.article.source
        assert len(ids) == len({*ids})


@pytest.mark.parametrize(
    ("claim_id", "check"),
    [("drone-strikes-killed", "not-found"), ("afghan-civilians-killed", "contradicted")],
)
def test_the_attribution_check_is_said_in_words(draft: Dataset, claim_id: str, check: str) -> None:
    """The check is told where the article credits somebody by name."""
    assert ATTRIBUTION_CHECKS[check].phrase in _folded(draft.trace(claim_id).text())


def test_a_card_names_other_claims_in_words(draft: Dataset) -> None:
    """What a claim is part of, or disputes, is named as a reader knows it, and then by its id."""
    part = _folded(draft.trace("drone-strikes-civilians-killed").text())
    disputed = draft.claims["pakistan-concern-afghan-territory"]
    (other,) = (claim.id for claim in draft if claim.disputes == disputed.id)

    assert "people killed by US drone strikes in Pakistan (drone-strikes-killed)" in part
    assert disputed.statement.rstrip(".") in _folded(draft.trace(other).text())


def test_verdicts_are_told_without_words_of_the_records() -> None:
    """No reader is told of a finding."""
    assert not any("finding" in wording.told for wording in VERDICTS.values())
