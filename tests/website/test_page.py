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

import pandas as pd
import pytest
from lxml import html
from pyld import jsonld

from afpak_claims.api import open_dataset
from afpak_claims.evidence.citations.text import reference
from afpak_claims.evidence.dataset import canonical
from afpak_claims.evidence.results import VERDICTS
from afpak_claims.frames.frames import claims_frame, evidence_frame
from afpak_claims.stamps import __version__
from afpak_claims.website.page import page
from conftest import GOOD, ROOT
from made_worlds import ADDRESS_ATTACK, hostile

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

GOLDEN = ROOT / "tests" / "golden" / "page.html"
REGENERATE = "PYTHONPATH=src:tests python tests/website/test_page.py"


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
    text = re.sub(r'(<script type="application/zlib" id="\w+">)[^<]*', r"\1…", text)
    text = re.sub(r"sha256-[\w+/]+=*", "sha256-…", text)
    # The version with its dots as they are, and as Markdown in JSON escapes them.
    for dot in (".", r"\."):
        text = text.replace(f"package {__version__.replace('.', dot)}", "package …")
    text = text.replace(f"afpak-claims {__version__}", "afpak-claims …")
    return re.sub(r"(Package version</dt><dd>)[^<]*", r"\1…", text)


def unpacked(tree: Any, name: str) -> str:
    """Return a text that the page holds compressed."""
    return zlib.decompress(base64.b64decode(tree.get_element_by_id(name).text)).decode()


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


def test_page_of_the_real_data_is_under_one_megabyte(draft: Dataset) -> None:
    """The file can be sent by e-mail."""
    assert len(page(draft).encode()) < 1_000_000


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
    """Every figure stands in the table with the bounds and the verdict of its row."""
    frame = claims_frame(draft.select(kind="figure"))
    rows = real.xpath("//section[@id='page_figures']//tr[@data-claim]")

    assert list(frame.index) == [row.get("data-claim") for row in rows]
    for row in rows:
        claim = frame.loc[row.get("data-claim")]
        amount = words(row.find_class("amount")[0])
        assert given(claim) == set(numbers(amount))
        assert claim["unit"] in amount
        assert VERDICTS[claim["verdict"]].phrase in words(row.find_class("chip")[0])


def test_findings_have_the_numbers_of_the_frame(real: Any, draft: Dataset) -> None:
    """Every value found is drawn once beside its claim, unless a sum speaks for it."""
    frame = evidence_frame(draft.select())
    inputs = {name for names in frame["inputs"].dropna() for name in names.split(";")}
    values = frame[(frame["about"] == "value") & ~frame.index.isin(inputs)]
    wanted = Counter(
        (row["claim"], row["source"], frozenset(given(row))) for _, row in values.iterrows()
    )

    drawn = Counter(
        (
            range_.iterancestors("tr").__next__().get("data-claim"),
            range_.xpath(".//a/@href")[0].removeprefix("#source_"),
            frozenset(numbers(words(range_.xpath("./p/span")[0]))),
        )
        for range_ in real.xpath("//section[@id='page_figures']//li[@class='found']")
    )

    assert wanted == drawn


def test_assertions_stand_once_in_their_topic(real: Any, draft: Dataset) -> None:
    """Every assertion has one row, with the type and the verdict of the frame."""
    frame = claims_frame(draft.select(kind="assertion"))
    rows = real.xpath("//section[@id='page_assertions']//tr[@data-claim]")

    assert set(frame.index) == {row.get("data-claim") for row in rows}
    assert len(frame) == len(rows)
    for row in rows:
        claim = frame.loc[row.get("data-claim")]
        statement, kind, _ = (words(cell) for cell in row)
        assert [claim["statement"], claim["type"]] == [statement, kind]
        assert VERDICTS[claim["verdict"]].phrase in words(row.find_class("chip")[0])
        title = row.xpath("ancestor::div[@data-group]/h3")[0]
        assert draft.topics[claim["topic"]] == words(title)


def test_counts_are_those_of_the_frames(real: Any, draft: Dataset) -> None:
    """The numbers beside the headings are the lengths of the frames."""
    claims = claims_frame(draft.select())
    counts = {
        heading.getparent().get("id") or heading.get("data-count"): int(words(heading))
        for heading in real.xpath("//h2/span[contains(@class, 'count')]")
    }

    assert {
        "figures_title": (claims["kind"] == "figure").sum(),
        "assertions_title": (claims["kind"] == "assertion").sum(),
        "timeline_title": claims["period"].notna().sum(),
        "cards_title": len(claims),
        "sources_title": len(draft.sources),
    } == {name: counts[name] for name in counts if name != "retired_title"}


def test_timeline_is_in_order_of_time(real: Any, draft: Dataset) -> None:
    """Dated claims stand by their first day; the others are named below, without a date."""
    frame = claims_frame(draft.select())
    dated = real.xpath("//ol[@data-list='dated']/li/@data-claim")
    undated = real.xpath("//ul[@data-list='undated']/li/@data-claim")

    starts = [frame.loc[name, "start"] for name in dated]
    known = [start for start in starts if not pd.isna(start)]
    assert known == sorted(known)
    assert set(dated) == set(frame.index[frame["period"].notna()])
    assert set(undated) == set(frame.index[frame["period"].isna()])


def test_every_claim_has_its_card(real: Any, draft: Dataset) -> None:
    """A card says all that the trace says but how to cite, and names the record's file."""
    for claim in draft:
        card = real.get_element_by_id(claim.id)
        text = words(card)
        for section in draft.trace(claim.id).card(full=True, alone=False).sections:
            if section.heading != "To cite":
                assert all(" ".join(line.text.split()) in text for line in section.lines)
        assert f"{claim.id} in data/claims/{claim.topic}.yaml" in text
        assert card.xpath(f".//*[@id='claim-{claim.id}']")


def test_a_retired_claim_stays_at_its_address(small: Any, world: Dataset) -> None:
    """Its card has the notice and leads to its successor; no list or count has it."""
    (retired,) = (claim for claim in world if claim.retired)
    card = small.get_element_by_id(retired.id)

    assert world.trace(retired.id).card().notice == words(card.find_class("notice")[0])
    assert f"#{retired.retired.replaced_by}" in card.xpath(".//a/@href")  # type: ignore[union-attr] # the data of the test has it
    assert small.xpath(f"//*[@data-claim='{retired.id}']") == []


def test_sources_say_where_they_are_used(real: Any, draft: Dataset) -> None:
    """Every source has its reference and the claims of its findings."""
    used = evidence_frame(draft).groupby("source")["claim"].agg(set)

    for source in draft.sources.values():
        entry = real.get_element_by_id(f"source_{source.id}")
        links = set(entry.find_class("used")[0].xpath("./a/@href"))
        assert reference(source) == words(entry.find_class("reference")[0])
        assert {f"#{claim}" for claim in used.get(source.id, set())} == links


def test_every_drawing_has_a_text(real: Any) -> None:
    """Each drawing that means something is an image with a name."""
    drawings = real.xpath("//svg[not(ancestor::svg) and not(@aria-hidden)]")

    assert drawings
    assert all(svg.get("role") == "img" and words(svg.find("title")) for svg in drawings)


def test_records_in_the_page_are_the_canonical_ones(small: Any, world: Dataset) -> None:
    """Whoever takes the records out of the page has the bytes that the digest is taken of."""
    text = unpacked(small, "page_records")

    assert json.loads(canonical(world)) == json.loads(text)
    assert f"sha256:{hashlib.sha256(canonical(world)).hexdigest()}" == world.digest


def test_linked_data_is_valid(real: Any, draft: Dataset) -> None:
    """A processor finds the dataset, and each claim in use with its text in the article."""
    (text,) = real.xpath("//script[@type='application/ld+json']/text()")

    node = expanded(json.loads(text))
    claims = node[f"{SCHEMA}hasPart"]
    article = {node[f"{SCHEMA}isBasedOn"][0]["@id"]}
    assert [f"{SCHEMA}Dataset"] == node["@type"]
    assert {(f"{SCHEMA}Claim",)} == {tuple(claim["@type"]) for claim in claims}
    assert {claim.id: claim.statement for claim in draft.select()} == {
        claim["@id"].partition("#")[2]: claim[f"{SCHEMA}text"][0]["@value"] for claim in claims
    }
    for name in ("appearance", "firstAppearance"):
        assert article == {claim[f"{SCHEMA}{name}"][0]["@id"] for claim in claims}


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
    assert links <= {ADDRESS_ATTACK, "https://example.org/lorem-floods"}
    assert "<script>window.hacked = 1</script>" in tree.text_content()
    assert "{{ 7 * 191 }}" in tree.text_content()
    assert "1337" not in tree.text_content()


def _elements(tree: Any) -> set[str]:
    return {element.tag for element in tree.iter() if isinstance(element.tag, str)}


def _attributes(tree: Any) -> set[str]:
    return {name for element in tree.iter() for name in element.attrib}


def test_hostile_records_survive_in_the_page(world: Dataset) -> None:
    """The embedded records are those of the dataset, whatever they try to end."""
    dataset = hostile(world)
    tree = html.document_fromstring(page(dataset))

    assert json.loads(canonical(dataset)) == json.loads(unpacked(tree, "page_records"))


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(golden_form(page(open_dataset(path=GOOD))), encoding="utf-8")


def test_the_page_of_a_selection_says_how_many_claims_it_leaves_out(world: Dataset) -> None:
    """A page of some claims does not say that it holds every figure and every assertion."""
    some, whole = page(world.select(kind="figure")), page(world.select())
    figures = len(world.select(kind="figure"))

    assert f"This page holds {figures} of the {len(world.select())} claims" in some
    assert "every figure and every assertion" not in some
    assert "every figure and every assertion" in whole
