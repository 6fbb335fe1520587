"""Page: one file, the same bytes for the same data, the numbers of the frames."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pandas as pd
import pytest
from lxml import html
from pyld import jsonld

from afpak_claims.api import open_dataset
from afpak_claims.evidence.citations.text import reference
from afpak_claims.evidence.results import VERDICTS
from afpak_claims.evidence.search import for_script, index_of
from afpak_claims.frames.frames import claims_frame, evidence_frame
from afpak_claims.records.claims import Figure
from afpak_claims.records.findings import COVERAGES
from afpak_claims.stamps import __version__
from afpak_claims.website.page import page
from conftest import GOOD, ROOT
from made_worlds import ADDRESS_ATTACK, hostile

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

GOLDEN = ROOT / "tests" / "golden" / "page.html"
REGENERATE = "PYTHONPATH=src:tests python -P tests/website/test_page.py"


NO_ANSWER = {"undecided", "unchecked", "not-checkable"}
SCHEMA = "https://schema.org/"


def expanded(document: dict[str, Any]) -> dict[str, Any]:
    """Return the one node that a JSON-LD processor makes of a document, without a request."""

    def offline(url: str, _options: dict[str, Any]) -> dict[str, Any]:
        assert url == SCHEMA
        context = {"@context": {"@vocab": SCHEMA}}
        return {"document": context, "documentUrl": url, "contextUrl": None}

    options = {"documentLoader": offline, "base": "https://example.org/page.html"}
    (node,) = jsonld.expand(document, options)
    return dict(node)


def golden_form(text: str) -> str:
    """Return a page without what has a file or a number of its own: style, scripts, version."""
    text = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", text, flags=re.DOTALL)
    text = re.sub(r'(<script type="?application/zlib"? id="?\w+"?>)[^<]*', r"\1…", text)
    text = re.sub(r"sha256-[\w+/]+=*", "sha256-…", text)
    # The version with its dots as they are, and as Markdown in JSON escapes them.
    for dot in (".", r"\."):
        text = text.replace(f"package {__version__.replace('.', dot)}", "package …")
    text = text.replace(f"afpak-claims {__version__}", "afpak-claims …")
    return re.sub(r"(Package version(?:</dt>)?<dd>)[^<]*", r"\1…", text)


def unpacked(tree: Any, name: str) -> str:
    """Return a text that the page holds compressed."""
    packed = tree.get_element_by_id(name).text.replace(",", "<")
    return zlib.decompress(base64.b85decode(packed)).decode()


def entries(card: Any) -> list[Any]:
    """Return the findings that a card lists."""
    return list(card.xpath(".//details[@class='evidence']/div/ul/li"))


@pytest.fixture(scope="module")
def real(draft: Dataset) -> Any:
    """Return the page of the real data, parsed."""
    return html.document_fromstring(page(draft))


@pytest.fixture(scope="module")
def small(world: Dataset) -> Any:
    """Return the page of the fabricated world, parsed."""
    return html.document_fromstring(page(world))


def words(element: Any) -> str:
    """Return the text of an element as it is read."""
    return " ".join(element.text_content().split())


def numbers(text: str) -> list[float]:
    """Return the numbers in a text, in order."""
    return [float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def given(row: Any) -> set[float]:
    """Return the bounds that a row of a frame gives."""
    return {float(row[name]) for name in ("low", "best", "high") if not pd.isna(row[name])}


# One file, made by a pure function


def test_page_of_the_fabricated_world_is_the_golden_one(world: Dataset) -> None:
    """The page is what it was; a wanted change is written with the command in the message."""
    assert GOLDEN.read_text(encoding="utf-8") == golden_form(page(world)), REGENERATE


def test_page_is_a_pure_function(world: Dataset) -> None:
    """Another process with another hash seed, clock zone and language makes the same bytes."""
    code = (
        "import sys; from afpak_claims.api import open_dataset; "
        "from afpak_claims.website.page import page; "
        "sys.stdout.buffer.write(page(open_dataset(path=sys.argv[1])).encode())"
    )
    odd = {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Kabul",
        "LC_ALL": "C",
        "PYTHONPATH": str(ROOT / "src"),
    }
    made = subprocess.run(
        [sys.executable, "-c", code, str(GOOD)],
        check=True,
        capture_output=True,
        env={**os.environ, **odd},
    )

    assert page(world).encode() == made.stdout


def test_page_of_the_real_data_is_under_590_kilobytes(draft: Dataset) -> None:
    """The file can be sent by e-mail and opens at once."""
    assert len(page(draft).encode()) < 590_000


def test_a_page_needs_no_pandas() -> None:
    """The page is made of records, so nobody who makes one waits for pandas."""
    code = "import sys, afpak_claims.website.page; print('pandas' in sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    made = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env
    )

    assert made.stdout == "False\n"


def test_policy_allows_only_what_is_in_the_file(world: Dataset) -> None:
    """The content security policy names the digest of each style and script, and no address."""
    text = page(world)
    policy = html.document_fromstring(text).xpath("//meta[@http-equiv]/@content")[0]

    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": _digests(text, "style"),
        "script-src": _digests(text, "script"),
        "base-uri": "'none'",
        "form-action": "'none'",
    } == parts


def _digests(text: str, element: str) -> str:
    bodies = re.findall(f"<{element}>(.*?)</{element}>", text, flags=re.DOTALL)
    assert bodies
    digests = (base64.b64encode(hashlib.sha256(body.encode()).digest()) for body in bodies)
    return " ".join(f"'sha256-{digest.decode()}'" for digest in digests)


@pytest.mark.parametrize("name", ["small", "real"])
def test_nothing_is_loaded_from_anywhere(name: str, request: pytest.FixtureRequest) -> None:
    """No element has an address that a browser would open by itself."""
    tree = request.getfixturevalue(name)

    assert tree.xpath("//@src | //@srcset | //@poster | //@action | //@style") == []
    assert tree.xpath("//iframe | //object | //embed | //base | //img") == []
    assert all(link.startswith("data:") for link in tree.xpath("//link/@href"))


@pytest.mark.parametrize("name", ["small", "real"])
def test_every_link_in_the_page_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    """Ids are unique, and every link inside the page has its target."""
    tree = request.getfixturevalue(name)
    ids = tree.xpath("//@id")
    inside = {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")}

    assert len(set(ids)) == len(ids)
    assert inside <= set(ids)
    assert set(tree.xpath("//@aria-labelledby")) | set(tree.xpath("//label/@for")) <= set(ids)


# What it says


def test_figures_have_the_numbers_of_the_frame(real: Any, draft: Dataset) -> None:
    """Every figure stands once, with the bounds and the verdict of its row."""
    frame = claims_frame(draft.select(kind="figure"))
    cards = real.xpath("//section[@id='page_figures' or @id='page_open']/article")

    assert sorted(frame.index) == sorted(card.get("id") for card in cards)
    for card in cards:
        claim = frame.loc[card.get("id")]
        (amount,) = card.xpath(".//dt[.='Range']/following-sibling::dd[1]")
        assert given(claim) <= set(numbers(words(amount)))
        assert claim["unit"] in words(amount)
        assert VERDICTS[claim["verdict"]].phrase in words(card.find_class("chip")[0])
        assert claim["headline"] == words(card.find(".//h3"))


def test_figures_with_an_answer_come_first_and_the_largest_difference_before_others(
    real: Any, draft: Dataset
) -> None:
    """Within a verdict the figures stand by how far they are from what was found."""
    order = list(VERDICTS)
    cards = real.xpath("//section[@id='page_figures']/article/@id")
    ranks = [
        (order.index(draft.verdict(claim)), -(draft.result(claim).relative_gap or 0))
        for claim in cards
    ]

    assert ranks == sorted(ranks)
    assert {draft.verdict(claim) for claim in cards}.isdisjoint(NO_ANSWER)
    unanswered = real.xpath("//section[@id='page_open']/article/@id")
    assert {draft.verdict(claim) for claim in unanswered} <= NO_ANSWER


def test_findings_have_the_numbers_of_the_frame(real: Any, draft: Dataset) -> None:
    """Every value found is listed once beside its claim, a series together, unless a sum speaks."""
    frame = evidence_frame(draft.select())
    inputs = {name for names in frame["inputs"].dropna() for name in names.split(";")}
    values = frame[frame["low"].notna() | frame["best"].notna() | frame["high"].notna()]
    wanted = Counter(
        (row["claim"], frozenset(given(row)))
        for name, row in values.iterrows()
        if name not in inputs and row["about"] == "value"
    )

    listed = Counter(
        (card.get("id"), frozenset(numbers(said)))
        for card in real.xpath("//article")
        for entry in entries(card)
        if entry.find("./b").get("class") is None
        for said in said_of(entry)
    )

    assert set(wanted) == {(claim, its & given_there(wanted, claim, its)) for claim, its in listed}
    assert wanted.total() == listed.total()


def said_of(entry: Any) -> list[str]:
    """Return the value of an entry, or the values of a series with their times."""
    value: str = words(entry.find("./b"))
    if not value.endswith(" numbers"):
        return [value]
    every = [said for p in entry.findall("./details/p") for said in part_of(p).split("; ")]
    assert value == f"{len(every)} numbers"
    return every


def part_of(paragraph: Any) -> str:
    """Return what stands before the address."""
    return str(words(paragraph)).partition(": ")[0]


def given_there(
    wanted: Counter[tuple[Any, frozenset[float]]], claim: str, its: frozenset[float]
) -> frozenset[float]:
    """Return the bounds of the finding that numbers read in words belong to."""
    fitting = [bounds for name, bounds in wanted if name == claim and bounds <= its]
    return max(fitting, key=len, default=frozenset())


def test_assertions_stand_once_in_their_topic(real: Any, draft: Dataset) -> None:
    """Every assertion has one card in the fold of its topic, or above if sources disagree."""
    frame = claims_frame(draft.select(kind="assertion"))
    cards = real.xpath("//section[@id='page_assertions']//article")

    assert sorted(frame.index) == sorted(card.get("id") for card in cards)
    for card in cards:
        claim = frame.loc[card.get("id")]
        assert claim["headline"] == words(card.find(".//h3"))
        assert VERDICTS[claim["verdict"]].phrase in words(card.find_class("chip")[0])
        fold = card.xpath("parent::details/summary/span[@class='title']")
        assert [draft.topics[claim["topic"]]] == [
            words(title).rpartition(" ")[0] for title in fold
        ] or claim["verdict"] in {"contested", "contradicted", "mixed"}


def test_the_strip_says_how_it_stands(real: Any, draft: Dataset) -> None:
    """The numbers in the strip are the lengths of the frames."""
    claims = claims_frame(draft.select())
    for kind, part in zip(
        ("figure", "assertion"), real.find_class("strip")[0].findall("div"), strict=True
    ):
        its = claims[claims["kind"] == kind]
        answered = (~its["verdict"].isin(NO_ANSWER)).sum()
        assert f"{len(its)} {kind}s: {answered} with an answer" == words(part.find("h2"))
        assert its["verdict"].value_counts().to_dict() == {
            link.get("data-verdict"): numbers(words(link))[0] for link in part.iter("a")
        }
    assert numbers(words(real.get_element_by_id("sources_title"))) == [len(draft.sources)]


def test_timeline_is_in_order_of_time(real: Any, draft: Dataset) -> None:
    """Dated claims stand by their first day; how many have no date is said."""
    frame = claims_frame(draft.select())
    timeline = real.get_element_by_id("page_timeline")
    dated = [link.removeprefix("#") for link in timeline.xpath(".//li/p/a/@href")]

    starts = [frame.loc[name, "start"] for name in dated]
    known = [start for start in starts if not pd.isna(start)]
    assert known == sorted(known)
    assert set(dated) == set(frame.index[frame["period"].notna()])
    assert f"{frame['period'].isna().sum()} claims without a date" in words(timeline)


def test_every_claim_has_its_card(real: Any, draft: Dataset) -> None:
    """A card says the statement, what is in the article, and each note with its place."""
    for claim in draft:
        card = real.get_element_by_id(claim.id)
        text = words(card)
        assert claim.statement.removesuffix(".") in text.replace("\u2019", "'")
        assert " ".join((claim.note or "").split()) in text
        sections = {
            s.heading: s for s in draft.trace(claim.id).card(full=True, alone=False).sections
        }
        for line in sections["The article"].lines:
            assert line.label == "Credits" or " ".join(line.text.split()) in text
        for comparison, source in draft.trace(claim.id).comparisons:
            if not comparison.is_input:
                assert " ".join((comparison.finding.note or "").split()) in text
                where = source.where_read or f"#source_{source.id}"
                derived = comparison.finding.reading == "derived"
                assert derived or where in card.xpath(".//a/@href")


@pytest.mark.parametrize("version", ["draft", "2.0.0"])
def test_no_card_says_its_statement_twice(version: str) -> None:
    """A statement that the headline has, with either apostrophe, is not said again below it."""
    for card in html.document_fromstring(page(open_dataset(version))).iter("article"):
        headline, *again = (
            words(part).replace("\u2019", "'")
            for part in (card.find(".//h3"), *card.find_class("says"))
        )
        assert all(statement not in headline for statement in again)


def test_the_link_into_the_article_names_the_quoted_phrase(real: Any, draft: Dataset) -> None:
    """The browser shows the place of a figure; one word may stand elsewhere in the article too."""
    for claim in draft.select(kind="figure"):
        card = real.get_element_by_id(claim.id)
        phrases = [a.partition("#:~:text=")[2] for a in card.xpath(".//a/@href") if "#:~:" in a]
        assert isinstance(claim, Figure)
        wording = claim.estimate.wording
        assert wording
        assert [unquote(phrase) for phrase in phrases] == ([wording] if " " in wording else [])


@pytest.mark.parametrize("claim", ["border-clashes-several", "steps-needed-several"])
def test_a_phrase_of_one_word_links_to_the_article_itself(
    real: Any, draft: Dataset, claim: str
) -> None:
    """The word several, which is in the article before, leads to the article without a place."""
    card = real.get_element_by_id(claim)
    assert draft.trace(claim).article.where_read in card.xpath(".//a/@href")


def test_words_that_decide_are_explained_on_the_card(real: Any, draft: Dataset) -> None:
    """Each coverage that a figure's findings have is explained on its card."""
    explained = 0
    for claim in draft.select(kind="figure"):
        terms = {words(term) for term in real.get_element_by_id(claim.id).xpath(".//dl/dt")}
        for comparison, _ in draft.trace(claim.id).comparisons:
            if comparison.result.coverage and not comparison.is_input:
                assert COVERAGES[comparison.result.coverage].phrase in terms  # type: ignore[index] # one of four
                explained += 1
    assert explained > 50


def test_a_retired_claim_stays_at_its_address(small: Any, world: Dataset) -> None:
    """Its card has the notice and leads to its successor; no list or count has it."""
    (retired,) = (claim for claim in world if claim.retired)
    card = small.get_element_by_id(retired.id)

    assert world.trace(retired.id).card().notice == words(card.find_class("notice")[0])
    assert f"#{retired.retired.replaced_by}" in card.xpath(".//a/@href")  # type: ignore[union-attr] # the data of the test has it
    assert card.get("data-claim") is None


def test_sources_have_their_reference(real: Any, draft: Dataset) -> None:
    """Every source has its reference, in which addresses are links shown in short."""
    for source in draft.sources.values():
        entry = real.get_element_by_id(f"source_{source.id}")
        parts = entry.find("./p").xpath("./text() | ./a/@href")
        said = "".join(parts)
        assert reference(source) == said
        assert set(source.addresses) <= set(entry.xpath(".//a/@href"))


def test_every_drawing_has_a_text(real: Any) -> None:
    """Each drawing is hidden from those who cannot see it, and its numbers stand beside it."""
    pictures = real.find_class("picture")

    assert all(svg.get("aria-hidden") for svg in real.xpath("//svg[not(ancestor::svg)]"))
    assert len(pictures) > 10
    for picture in pictures:
        assert words(picture.find("figcaption"))
        assert all(words(row.find_class("value")[0]) for row in picture.iter("li"))


def test_the_index_in_the_page_is_that_of_the_library(small: Any, world: Dataset) -> None:
    """The script searches what the library searches, by the same rules."""
    assert json.loads(unpacked(small, "page_index")) == json.loads(
        json.dumps(for_script(index_of(world)))
    )


def test_linked_data_is_valid(real: Any) -> None:
    """A processor finds the dataset and the article that it is based on."""
    (text,) = real.xpath("//script[@type='application/ld+json']/text()")

    node = expanded(json.loads(text))
    assert [f"{SCHEMA}Dataset"] == node["@type"]
    assert node[f"{SCHEMA}isBasedOn"][0]["@id"] == node[f"{SCHEMA}citation"][0]["@id"]


def test_date_is_shown_only_where_it_is_given(world: Dataset) -> None:
    """The page knows no clock: a release date is handed in or left out."""
    assert "released 2026-01-31" in page(world, date="2026-01-31")
    assert "released" not in words(html.document_fromstring(page(world)).find(".//footer"))


def test_empty_selection_makes_a_page(world: Dataset) -> None:
    """A page without claims is still a page."""
    empty = html.document_fromstring(page(world.select(topic="lorem-dam", kind="figure")))

    assert words(empty.get_element_by_id("page_status")) == "0 claims"


# Hostile data


def test_hostile_texts_stay_texts(world: Dataset) -> None:
    """No text becomes an element or an attribute, and all of it can still be read."""
    harmless, attacked = page(world), page(hostile(world))
    tree = html.document_fromstring(attacked)

    assert _elements(html.document_fromstring(harmless)) == _elements(tree)
    assert [name for name in _attributes(tree) if name.startswith("on")] == []
    assert _attributes(html.document_fromstring(harmless)) == _attributes(tree)
    links = {link for link in tree.xpath("//a/@href") if not link.startswith("#")}
    assert {link.partition("#:~:")[0] for link in links} <= {
        ADDRESS_ATTACK,
        "https://example.org/lorem-floods",
        "mailto:errors@example.org",
    }
    assert "<script>window.hacked = 1</script>" in tree.text_content()
    assert "{{ 7 * 191 }}" in tree.text_content()
    assert "1337" not in tree.text_content()


def _elements(tree: Any) -> set[str]:
    return {element.tag for element in tree.iter() if isinstance(element.tag, str)}


def _attributes(tree: Any) -> set[str]:
    return {name for element in tree.iter() for name in element.attrib}


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(golden_form(page(open_dataset(path=GOOD))), encoding="utf-8")


def test_the_page_of_a_selection_says_how_many_claims_it_leaves_out(world: Dataset) -> None:
    """A page of some claims does not say that it holds every figure and every assertion."""
    some, whole = page(world.select(kind="figure")), page(world.select())
    figures = len(world.select(kind="figure"))

    assert f"{figures} of the {len(world.select())} claims of" in some
    assert "Every claim of <a" not in some
    assert "Every claim of <a" in whole
