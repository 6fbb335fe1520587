"""The real data: every record, every sentence, every figure of the evidence."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pycountry
import pytest
import yaml

from afpak_claims.files.folders import canonical_text, data_files, read_draft
from afpak_claims.records.claims import Figure
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from afpak_claims.evidence.dataset import Dataset

DATA = ROOT / "data"
FILES = [file.name for file in data_files(DATA)]  # type: ignore[union-attr] # the data of the test has it


def test_the_data_has_no_problem() -> None:
    """Every rule holds for every record."""
    _, problems = read_draft(DATA, layout=True)

    assert [] == [str(problem) for problem in problems]


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_in_canonical_form(name: str) -> None:
    """A data file is exactly what `afpak-claims fmt` writes."""
    raw = (DATA / name).read_bytes()

    assert canonical_text(name, raw) == raw.decode(), "mend it with: afpak-claims fmt"


def test_the_outline_covers_sixty_sentences(draft: Dataset) -> None:
    """Each of the 60 sentences carries a claim or says why not."""
    carried = {(claim.article.paragraph, claim.article.sentence) for claim in draft}
    outline = draft.article.sentences

    assert len(outline) == 60
    assert {(s.paragraph, s.sentence) for s in outline if s.reason is None} == carried


def test_the_outline_is_that_of_the_article(draft: Dataset, shared: Path) -> None:
    """Paragraphs, sentences and digests are those of the numbered article."""
    lines = (shared / "article" / "sentences.tsv").read_text("utf-8").splitlines()[1:]
    numbered = [tuple(line.split("\t")[:3]) for line in lines]

    assert numbered == [
        (str(s.paragraph), str(s.sentence), s.digest) for s in draft.article.sentences
    ]


def test_every_wording_stands_in_its_sentence(draft: Dataset, shared: Path) -> None:
    """A quantity phrase or a phrase of time is quoted as the article has it."""
    lines = (shared / "article" / "sentences.tsv").read_text("utf-8").splitlines()[1:]
    texts = {tuple(map(int, line.split("\t")[:2])): line.split("\t")[3] for line in lines}
    missing = []
    for claim in draft:
        text = texts[claim.article.paragraph, claim.article.sentence].casefold()
        phrases = [claim.period.wording if claim.period else None]
        phrases.append(claim.estimate.wording if isinstance(claim, Figure) else None)
        missing += [(claim.id, p) for p in phrases if p and p.casefold() not in text]

    assert missing == []


def test_no_bound_of_a_figure_is_invented(draft: Dataset) -> None:
    """Each bound of a figure is a numeral of its wording or is marked as interpreted."""
    from afpak_claims.files.quantity_phrases.numbers import numerals

    ordinals = {"the second time": 2, "Fourth": 4, "highest levels": 1}
    invented = []
    for claim in draft:
        if not isinstance(claim, Figure):
            continue
        estimate = claim.estimate
        said = {*numerals(estimate.wording or ""), ordinals.get(estimate.wording or "")}
        invented += [
            (claim.id, name)
            for name in ("low", "best", "high")
            if (value := getattr(estimate, name)) is not None
            and value not in said
            and name not in estimate.interpreted
        ]

    assert invented == []


def test_places_have_the_codes_of_iso_3166(draft: Dataset) -> None:
    """Every code exists, and a country is never without its code."""
    for place in draft.places.values():
        if place.iso is None:
            continue
        if "-" in place.iso:
            assert pycountry.subdivisions.get(code=place.iso) is not None, place.id  # type: ignore[no-untyped-call] # the package ships no types
        else:
            assert pycountry.countries.get(alpha_2=place.iso).name == place.name, place.id  # type: ignore[union-attr] # the data of the test has it
    assert {draft.places[name].iso for name in ("af", "pk")} == {"AF", "PK"}


def test_every_figure_has_evidence_or_says_why_not(draft: Dataset) -> None:
    """A figure has a finding or the caution that none was found, and never both."""
    with_findings = {finding.claim for finding in draft.findings.values()}
    for claim in draft.select(kind="figure"):
        assert (claim.id in with_findings) != ("no-independent-evidence" in claim.cautions), (
            claim.id
        )


def test_every_named_attribution_has_a_check(draft: Dataset) -> None:
    """A claim that credits somebody by name has an attribution check, the others have none."""
    for claim in draft:
        named = claim.attribution.naming == "named"
        assert named == (draft.attribution_check(claim.id) is not None), claim.id


@pytest.mark.parametrize(
    ("claim_id", "verdict"),
    [
        ("afghan-civilians-killed", "above"),
        ("afghan-civilians-injured", "above"),
        ("drone-strikes-killed", "consistent"),
        ("drone-strikes-civilians-killed", "contested"),
        ("pakistan-called-for-ceasefire", "contested"),
        ("talks-failed-over-pakistan-demands", "contested"),
    ],
)
def test_the_verdicts_that_readers_ask_for(draft: Dataset, claim_id: str, verdict: str) -> None:
    """The verdict follows from the findings, and its card says so."""
    assert verdict == draft.verdict(claim_id)
    assert f"({verdict})" in draft.trace(claim_id).text(full=True)


def test_no_finding_counts_twice(draft: Dataset) -> None:
    """The inputs of a sum do not decide beside the sum."""
    for claim in draft:
        comparisons = draft.comparisons(claim.id)
        inputs = {name for c in comparisons if c.decides for name in c.finding.inputs}
        assert inputs.isdisjoint(c.finding.id for c in comparisons if c.decides)


def test_what_happened_without_a_date_says_so(draft: Dataset) -> None:
    """Events, causes and positions without a date carry the caution; no dated claim does."""
    happened = {"event", "causal", "position"}
    undated = {
        claim.id
        for claim in draft
        if getattr(claim, "type", None) in happened and (not claim.period or not claim.period.edtf)
    }
    marked = {claim.id for claim in draft if "unclear-period" in claim.cautions}

    assert undated - marked == set()
    assert {name for name in marked if (p := draft[name].period) and p.edtf} == set()


@pytest.mark.parametrize(
    ("finding_id", "low", "high", "inputs"),
    [
        ("afghan-civilians-killed-unama", 40211, 40211, 13),
        ("afghan-civilians-injured-unama", 75859, 75859, 13),
        ("drone-strikes-count-tbij", 430, None, 15),
        ("drone-strikes-killed-tbij", 2515, 4026, 15),
        ("drone-strikes-civilians-killed-tbij", 424, 969, 15),
    ],
)
def test_derived_sums_can_be_added_up_again(
    draft: Dataset, finding_id: str, low: int, high: int | None, inputs: int
) -> None:
    """A sum over years is what its yearly findings add up to."""
    total = draft.findings[finding_id]
    parts = [draft.findings[name].estimate for name in total.inputs]

    assert len(parts) == inputs
    assert total.reading == "derived"
    assert (low, high) == (total.estimate.lower, total.estimate.upper)  # type: ignore[union-attr] # the data of the test has it
    assert low == sum(part.lower for part in parts)  # type: ignore[misc, union-attr] # the data of the test has it
    if high is not None:
        assert high == sum(part.upper for part in parts)  # type: ignore[misc, union-attr] # the data of the test has it


def test_the_yearly_series_are_those_that_were_read(draft: Dataset, shared: Path) -> None:
    """Every yearly value of the series is a finding with that value."""
    tables = yaml.safe_load((shared / "evidence" / "tables.yaml").read_text("utf-8"))
    columns = {
        ("unama_civilian_casualties", "killed"): "afghan-civilians-killed-unama",
        ("unama_civilian_casualties", "injured"): "afghan-civilians-injured-unama",
        ("tbij_drone_strikes_pakistan", "killed"): "drone-strikes-killed-tbij",
        ("tbij_drone_strikes_pakistan", "civilians_killed"): "drone-strikes-civilians-killed-tbij",
    }
    for (table, column), total in columns.items():
        parts = [draft.findings[name] for name in draft.findings[total].inputs]
        found = {p.period.edtf: (p.estimate.lower, p.estimate.upper) for p in parts}  # type: ignore[union-attr] # the data of the test has it
        due = {
            row["period"]: tuple(row[column])
            if isinstance(row[column], list)
            else (row[column],) * 2
            for row in tables[table]
        }
        assert due == found, column


def test_every_number_of_the_evidence_was_read(draft: Dataset, shared: Path) -> None:
    """Each bound of each finding stands in the collection of evidence, or was looked up since."""
    folder = shared / "evidence"
    text = " ".join((folder / name).read_text("utf-8") for name in FILES_READ)
    read = {float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text) if n != ","}
    read |= {round(n * 10**6) for n in list(read) if n < 100}
    ordinals = {"seventh": 7}
    read |= {value for word, value in ordinals.items() if word in text.casefold()}
    bounds = {
        (finding.id, value)
        for finding in draft.findings.values()
        if finding.estimate and finding.reading != "derived"
        for value in (finding.estimate.low, finding.estimate.best, finding.estimate.high)
        if value is not None
    }

    assert {(name, value) for name, value in bounds if value not in read} == {*LOOKED_UP.items()}


def test_every_row_of_the_evidence_is_used_or_explained(draft: Dataset, shared: Path) -> None:
    """The address of each row is a source's, or its row is listed as left out."""
    rows = yaml.safe_load((shared / "evidence" / "evidence.yaml").read_text("utf-8"))
    left_out = (DATA / "evidence" / "README.md").read_text("utf-8")
    listed = set()
    for first, last in re.findall(r"^\| ([A-Z]\d+)(?:\u2013[A-Z]?(\d+))? ", left_out, re.MULTILINE):
        listed |= {f"{first[0]}{n}" for n in range(int(first[1:]), int(last or first[1:]) + 1)}
    for refs in re.findall(r"^\| ([A-Z]\d+(?:, [A-Z]\d+)+) ", left_out, re.MULTILINE):
        listed |= set(refs.split(", "))
    addresses = " ".join(
        f"{s.url} {s.read_at} {s.archive} {s.note}".casefold() for s in draft.sources.values()
    )
    unexplained = [
        row["id"]
        for row in rows
        if row["id"] not in listed
        and not any(
            address.casefold() in addresses
            for address in re.findall(
                r"https?://[^\s;)]+", f"{row.get('url')} {row.get('read_at')}"
            )
        )
        and row["reading"] not in {"derived", "none"}
    ]

    assert unexplained == []


FILES_READ = ("evidence.yaml", "evidence2.yaml", "series.yaml", "tables.yaml")
LOOKED_UP = {
    "sbp-reserves-2023-01-27": 3.086,
    "sbp-reserves-2023-02-24": 3.814,
    "sbp-reserves-2023-04-28": 4.457,
    "sbp-reserves-2023-05-26": 4.0907,
    "sbp-reserves-2023-12-08": 7.041,
    "sbp-reserves-2023-12-15": 6.905,
    "sbp-reserves-2023-12-22": 7.757,
}
"""Reserves in billion dollars, looked up for 2.1.0 at the address of each finding's source."""


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "").replace("'", "")
    return re.findall(r"[a-z0-9]+", folded)


def test_no_run_of_nine_words_of_the_article_stands_in_the_project(shared: Path) -> None:
    """The article's sentences are nowhere in the files that git knows."""
    article = _words((shared / "article" / "article.txt").read_text("utf-8"))
    runs = {tuple(article[n : n + 9]) for n in range(len(article) - 8)}
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    found = []
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if not path.is_file() or path.suffix == ".png":
            continue
        words = _words(path.read_text("utf-8", errors="replace"))
        found += [
            (name, " ".join(words[n : n + 9]))
            for n in range(len(words) - 8)
            if tuple(words[n : n + 9]) in runs
        ]

    assert found == []
