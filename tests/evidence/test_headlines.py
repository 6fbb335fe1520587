"""Headlines: two sentences that can be read aloud, the same wherever a claim is answered.

The table of all of them is read line by line when it changes. To write it again:
``PYTHONPATH=src:tests python tests/evidence/test_headlines.py``.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest

import afpak_claims as ac
from afpak_claims.evidence.headlines import LONGEST, answer_parts, headline
from conftest import ROOT

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

FOREIGN = ROOT / "tests" / "fixtures" / "foreign"
GOLDEN = ROOT / "tests" / "golden" / "headlines.tsv"
NOT_SAID = re.compile(
    r"\b(true|false|correct|wrong|debunked|findings?|coverage|conclusive|verdict|undecided|origins?"
    r"|voices?|interpreted|silent|primary|tertiary|bears? on|nan|none|null)\b",
    re.IGNORECASE,
)
"""What takes a side, and words of the method that a reader does not know."""
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
SENTENCE_END = re.compile(r"(?<![ .][A-Z])[.\u2026](?= [A-Z\u201c\u2018]|$)")
"""The end of a sentence; the stop of an initial is none."""


def table(dataset: Dataset) -> str:
    """Return every claim with its verdict and its headline, a line each."""
    return "".join(
        f"{claim.id}\t{dataset.verdict(claim.id)}\t{dataset.headline(claim.id)}\n"
        for claim in dataset.select()
    )


def test_the_headlines_are_those_that_were_read(draft: Dataset) -> None:
    """Every headline of the draft stands in the table; a changed one is to be read first."""
    expected = GOLDEN.read_text(encoding="utf-8")

    assert expected.splitlines() == table(draft).splitlines(), __doc__


def test_a_headline_is_two_sentences_of_plain_words(draft: Dataset, world: Dataset) -> None:
    """Two sentences, 220 characters at most, no jargon, no side taken, and no sign left over."""
    for dataset in (draft, world):
        for claim in dataset.select():
            text = str(dataset.headline(claim.id))
            said = text.replace(claim.statement.replace("'", "\u2019"), "")
            assert len(text) <= LONGEST, text
            assert len(SENTENCE_END.findall(text)) == 2, text
            assert not NOT_SAID.search(said), text
            assert "\u2026" not in text, text
            assert "  " not in text, text
            assert "'" not in text, text


def test_the_difference_is_relative_to_what_was_found(draft: Dataset) -> None:
    """46,000 is 14% more than 40,211; that 40,211 is 13% less than 46,000 is not said."""
    text = str(draft.headline("afghan-civilians-killed"))

    assert text.endswith(
        "add up to 40,211 (to June 2021): the article\u2019s figure is at least 14% higher."
    )
    assert not any(re.search(r"% (fewer|less)", str(draft.headline(c.id))) for c in draft)


def test_a_difference_between_ranges_is_a_least_one_and_is_not_rounded_up() -> None:
    """11.2 to 13.6 beside 9.8 to 11: only that 11.2 is 1.8% more than 11 is sure."""
    text = str(ac.open_dataset(path=FOREIGN / "refugee-report").headline("death-rate-1996"))

    assert text.endswith("the article\u2019s figure is at least 1% higher.")


def test_the_comparable_number_of_the_credited_body_is_named_first(draft: Dataset) -> None:
    """Same coverage, then the credited body's own, then the better reading, then the latest."""
    text = str(draft.headline("pakistan-security-incidents-2023"))
    assert text.index("PICSS (1,016)") < text.index("CRSS (784)")
    assert "UNAMA\u2019s own figures" in str(draft.headline("afghan-civilians-injured"))


def test_a_report_without_a_number_is_not_named_before_one_with_a_number(draft: Dataset) -> None:
    """Whoever reads the headline of a figure learns a number of others first."""
    for claim in draft.select(kind="figure"):
        _, _, found = str(draft.headline(claim.id)).partition(" fit: ")
        assert not found or re.match(r"[^,(]*\(", found), found


def test_who_speaks_is_named_and_each_voice_is_counted_once(draft: Dataset) -> None:
    """Somebody is always named, and no side counts more others than there are other voices."""
    for claim in draft.select(kind="assertion"):
        trace = draft.trace(claim.id)
        if not any(c.decides for c, _ in trace.comparisons):
            continue
        _, found = answer_parts(trace)
        is_unknown = any(c.decides and not c.finding.origin for c, _ in trace.comparisons)
        voices = (trace.result.n_origins or 0) + is_unknown
        for side in re.split("[;,] ", found):
            counted = [NUMBERS[each] for each in re.findall(r"(\w+) others?\b", side)]
            assert sum(counted) < voices or not counted, found
        assert not re.match(r"\w+ others? ", found), found


def test_who_reports_it_and_limits_it_elsewhere_is_on_both_sides(draft: Dataset) -> None:
    """The Emirate's spokesman says the same and its minister a part: neither hides the other."""
    assert str(draft.headline("iea-priority-negotiations")).endswith(
        "The Islamic Emirate reports the same; the Islamic Emirate\u2019s defence minister and "
        "Ajmal Farhan report it in part."
    )


def test_the_order_of_the_records_changes_no_headline(draft: Dataset) -> None:
    """The finding named first is chosen by rule and not by where it stands in a file."""
    for claim in draft.select():
        trace = draft.trace(claim.id)
        turned = dataclasses.replace(trace, comparisons=trace.comparisons[::-1])
        assert headline(trace) == headline(turned)


@pytest.mark.parametrize(
    ("claim", "part"),
    [
        ("drone-strikes-count", "more than 430 US drone strikes"),
        ("drone-strikes-killed", "2,500\u20134,000 people killed"),
        ("pakistan-casualties-rank-2023", "4th to 8th of 10 years, not 1st"),
        ("operations-soldiers-killed", "\u201chundreds\u201d of soldiers killed"),
        ("steps-listed-four", "four steps"),
        ("analysts-linking-pressures", "Only the article counts this"),
        ("operations-zarb-e-azb-2014", "only a party to the conflict says so"),
        ("iea-retaliatory-operations", "only parties to the conflict say so"),
        ("talks-failed-over-pakistan-demands", "reports the same; Khawaja Asif says otherwise."),
        ("displaced-total-2008-2016", "level with the article\u2019s words"),
    ],
)
def test_each_shape_of_claim_has_its_words(draft: Dataset, claim: str, part: str) -> None:
    """Floor, range, rank, quantity words, exact counts, one side, two sides, a touch."""
    assert part in str(draft.headline(claim))


def test_a_claim_without_evidence_says_so(draft: Dataset) -> None:
    """Where nothing was found, the second sentence says no more than that."""
    [first, *_] = draft.select(verdict="above")
    bare = dataclasses.replace(draft, findings={}, known=None)

    assert str(bare.headline(first.id)).endswith("No publication on it was found.")


def test_a_search_without_result_is_not_told_as_evidence(draft: Dataset) -> None:
    """That it was looked for in vain is said, and whose number was not found."""
    assert "the article\u2019s own number was not found at PICSS" in str(
        draft.headline("pakistan-security-incidents-2023")
    )


def test_released_headlines_stay_and_earlier_versions_have_none() -> None:
    """What was frozen with 2.0.0 is handed out; before it there were no headlines."""
    released = ac.open_dataset("2.0.0")
    frozen = released.results
    assert frozen is not None
    for claim in released:
        assert frozen.claims[claim.id]["headline"] == released.headline(claim.id)
    for version in ac.versions():
        if version.startswith(("0.", "1.")):
            old = ac.open_dataset(version)
            assert {old.headline(claim.id) for claim in old} == {None}


if __name__ == "__main__":
    GOLDEN.write_text(table(ac.open_dataset("draft")), encoding="utf-8", newline="\n")
