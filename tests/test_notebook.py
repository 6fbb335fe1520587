"""Notebook cards: every object shows itself, escaped, and in plain words in a terminal."""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import afpak_claims as ac
from afpak_claims.records.names import Name
from conftest import GOOD
from examples import examples
from strategies import estimates, periods

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records.estimates import Estimate
    from afpak_claims.records.periods import Period

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'"
KNOWN_TAGS = {
    *("style", "div", "h3", "h4", "p", "small", "strong", "dl", "dt", "dd", "a", "br"),
}


class Reader(HTMLParser):
    """Collects the tags and the text of a card, and whether every tag is closed."""

    def __init__(self, text: str) -> None:
        """Read a card."""
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and what it loads or leads to."""
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)
        self.addresses += [str(value) for name, value in attrs if name in {"href", "src"}]

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the text that a reader sees."""
        if "style" not in self.open:
            self.words.append(data)


def read(shown: Any) -> Reader:
    """Return the card of an object as a notebook reads it."""
    reader = Reader(shown._repr_html_())
    assert reader.open == []
    assert reader.tags <= KNOWN_TAGS
    return reader


def objects(world: Dataset) -> dict[str, Any]:
    """Return one object of each sort that has a card."""
    figure = world["floods-displaced-dolor"]
    return {
        "dataset": world,
        "figure": figure,
        "assertion": world["dam-opened"],
        "retired": world["floods-drowned-june"],
        "source": world.sources["dolor-courier-1994"],
        "estimate": figure.estimate,  # type: ignore[attr-defined] # it is a figure
        "period": figure.period,
        "trace": world.trace("floods-displaced"),
        "total": ac.total(["floods-drowned"], path=GOOD),
        "total with a note": ac.total(
            ["floods-displaced", "floods-displaced-dolor"], path=GOOD, allow_overlap=True
        ),
    }


def test_every_card_is_whole_and_loads_nothing(world: Dataset) -> None:
    """Tags are closed, none is unknown, and links alone lead out."""
    for name, shown in objects(world).items():
        reader = read(shown)
        assert "".join(reader.words).strip(), name
        assert all(address.startswith("https://example.") for address in reader.addresses), name


def test_every_card_takes_its_colours_from_the_page(world: Dataset) -> None:
    """No colour is fixed, so that a card is readable on light and on dark ground alike."""
    for shown in objects(world).values():
        style = shown._repr_html_().partition("</style>")[0]
        assert "currentColor" in style
        assert "a{color:inherit}" in style
        assert "#" not in style


@pytest.mark.parametrize("name", ["figure", "source", "dataset"])
def test_markup_in_a_record_is_shown_and_not_run(world: Dataset, name: str) -> None:
    """Whatever a record says is text."""
    changed = {
        "figure": dataclasses.replace(world["floods-displaced"], statement=HOSTILE, note=HOSTILE),
        "source": dataclasses.replace(
            world.sources["dolor-courier-1994"], title=HOSTILE, author=(Name(literal=HOSTILE),)
        ),
        "dataset": dataclasses.replace(
            world, header=dataclasses.replace(world.header, title=HOSTILE)
        ),
    }[name]
    assert HOSTILE in "".join(read(changed).words)


def test_the_card_of_a_claim_has_its_facts(world: Dataset) -> None:
    """Range, dates, place, whom the article credits, and how to go on from there."""
    text = "|".join(read(world["floods-displaced-dolor"]).words)
    for fact in (
        "estimate|300 to 999",
        "period|1990 to 1995",
        "attribution|lorem-survey",
        "part of|floods-displaced",
        "Dataset.trace('floods-displaced-dolor')",
    ):
        assert fact in text


def test_the_card_of_a_trace_has_the_answer_first(draft: Dataset) -> None:
    """The headline is the title, and pastes as it is; verdict, basis and own number follow."""
    trace = draft.trace("afghan-civilians-killed")
    shown = read(trace)

    assert isinstance(trace.headline, str)
    assert shown.words[0] == trace.headline
    assert "Higher than every figure found" in shown.words[1]
    own = next(w for w in shown.words if "40,211 people" in w)
    assert shown.words[2] == "Rests on"
    assert shown.words[4:6] == ["Own count", own]
    assert shown.addresses[0].startswith("http")


def test_a_retired_claim_says_so_first(world: Dataset) -> None:
    """Nobody reads a withdrawn number before reading that it is withdrawn."""
    for text in (
        "".join(read(world["floods-drowned-june"]).words),
        str(world["floods-drowned-june"]),
    ):
        assert text.startswith(
            "RETIRED in data version 0.2.0: The sentence names the days. "
            "Use 'floods-drowned' instead."
        )


def test_the_card_of_a_dataset_counts_its_claims(world: Dataset) -> None:
    """The counts of the topics are those of the claims, and only topics with claims are listed."""
    text = "|".join(read(world).words)
    assert "river-floods|Floods on the Lorem: people and fields (7 figures, 1 assertion)" in text
    assert str(world.stamp) in text
    assert "river-floods" not in "|".join(read(world.select(topic="lorem-dam")).words)


def test_the_card_of_a_source_links_to_it(world: Dataset) -> None:
    """Its addresses are there, and nothing else is."""
    source = world.sources["dolor-courier-1994"]
    assert read(source).addresses == [source.url, source.read_at, source.archive]
    assert str(source).startswith("Water in the fields: what we saw\n")


def test_an_unknown_title_is_said_to_be_unknown(world: Dataset) -> None:
    """No title is made up for a source without one."""
    assert str(world.sources["upstream-gift"]).startswith("[title unknown]\n")


def test_the_card_of_a_total_says_what_may_count_twice(world: Dataset) -> None:
    """The note is on the card, with what was added and that it is no confidence interval."""
    total = objects(world)["total with a note"]
    text = "|".join(read(total).words)
    for fact in (total.note, "; ".join(total.ids), "not a confidence interval", str(world.stamp)):
        assert fact in text


@given(estimate=estimates())
@settings(max_examples=examples(40))
def test_the_card_of_an_estimate_has_every_bound(estimate: Estimate) -> None:
    """Each bound is there with what is to know of it, and the words are the title."""
    reader = read(estimate)
    assert reader.words[0] == str(estimate)
    labels = {"low", "best", "high"} & set(reader.words)
    assert labels == {
        name for name in ("low", "best", "high") if getattr(estimate, name) is not None
    }
    text = "".join(reader.words)
    assert text.count("excluded") >= estimate.low_open + estimate.high_open
    assert text.count("by convention") >= len(estimate.interpreted)


@given(period=periods())
@settings(max_examples=examples(40))
def test_the_card_of_a_period_has_its_days(period: Period) -> None:
    """The first and the last day are there, or that they are open or unknown."""
    text = "|".join(read(period).words)
    assert str(period) == period.in_words()
    for label, day in (("first day", period.start), ("last day", period.end)):
        assert f"{label}|{day or ('open' if period.edtf else 'unknown')}" in text
