"""Dataset: immutable, to look up, to select, to digest."""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import json
import pickle
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import afpak_claims as ac
from afpak_claims.api import open_folder
from afpak_claims.errors import UnknownValueError
from afpak_claims.evidence.dataset import Dataset, canonical, contents, parsed
from conftest import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_claim_is_found_by_id(world: Dataset) -> None:
    """Every claim is found by its own id."""
    for claim in world:
        assert world[claim.id] is claim


def test_an_unknown_id_is_a_key_error_with_a_remedy(world: Dataset) -> None:
    """The error is a KeyError for programs and a sentence for people."""
    with pytest.raises(KeyError) as caught:
        world["floods-drownd"]

    assert "did you mean 'floods-drowned'" in str(caught.value)


FIRST = "RETIRED in data version 0.2.0: The newspaper took the number back. Use 'drowned-courier'"
JUNE = "RETIRED in data version 0.2.0: The sentence names the days. Use 'floods-drowned' instead."


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (lambda ds: ds["drowned-courier-first"], f"expected a claim; it is a finding, {FIRST}"),
        (lambda ds: ds.trace("drowned-courier-first"), f"it is a finding, {FIRST}"),
        (lambda ds: ac.cite("drowned-courier-first", dataset=ds), f"it is a finding, {FIRST}"),
        (lambda ds: ds["drowned-courier"], "it is a finding on the claim 'floods-drowned'"),
        (lambda ds: ds["dolor-courier-1994"], "expected a claim; it is a source"),
        (lambda ds: ds.select()["floods-drowned-june"], f"expected a claim; {JUNE}"),
        (lambda ds: ds.select().claims["floods-drowned-june"], f"expected a claim; {JUNE}"),
        (lambda ds: ds.select().trace("floods-drowned-june"), JUNE),
        (lambda ds: ac.cite("floods-drowned-june", dataset=ds.select()), JUNE),
        (lambda ds: ac.load_evidence(dataset=ds, claim="floods-drowned-june"), JUNE),
        (lambda ds: ds.select().findings["drowned-courier-first"], f"expected a finding; {FIRST}"),
        (lambda ds: ds.select(kind="assertion")["floods-drowned"], "this selection leaves it out"),
        (lambda ds: ds.sources["dolor-courier-1995"], "did you mean 'dolor-courier-1994'"),
    ],
)
def test_an_id_that_is_not_among_what_is_asked_names_what_it_is(
    world: Dataset, asked: Callable[[Dataset], object], answer: str
) -> None:
    """A retired id gives reason and successor, an id of another kind says which."""
    with pytest.raises(UnknownValueError) as caught:
        asked(world)

    assert answer in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - its own


def test_a_retired_source_or_claim_is_cited_with_a_warning(world: Dataset) -> None:
    """The citation is the same, and the warning names the reason and what replaces it."""
    with pytest.warns(ac.RetiredWarning) as caught:
        citation = ac.cite("dolor-courier-reprint", dataset=world)

    assert citation.startswith("[author unknown] (no date). Water in the fields: reprinted.")
    assert str(caught[0].message) == (
        "cited 'dolor-courier-reprint', RETIRED in data version 0.2.0: It reprints another "
        "source. Use 'dolor-courier-1994' instead."
    )
    with pytest.warns(ac.RetiredWarning, match=r"The sentence names the days\."):
        ac.cite(["floods-drowned", "floods-drowned-june"], dataset=world)


def test_a_dataset_cannot_be_changed(world: Dataset) -> None:
    """Neither the dataset, nor its collections, nor a record lets go of a value."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        world.version = "9.9.9"  # type: ignore[misc]
    with pytest.raises(TypeError):
        world.claims["new"] = None  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        next(iter(world)).statement = "Changed."  # type: ignore[misc]


def test_claims_come_in_article_order(draft: Dataset) -> None:
    """Iteration follows paragraphs and sentences."""
    places = [(claim.article.paragraph, claim.article.sentence) for claim in draft]

    assert places == sorted(places)


def test_contents_come_back_equal(world: Dataset) -> None:
    """A dataset made of its canonical contents has the same records and the same digest."""
    values = parsed(canonical(world))
    again = Dataset.from_contents(values, world.version, world.digest)

    assert contents(world) == contents(again)
    assert canonical(world) == canonical(again)
    assert [*world.claims.values()] == [*again.claims.values()]


@pytest.mark.parametrize("collects", [True, False])
@pytest.mark.parametrize("raw", [b"{}", b"{"])
def test_the_garbage_collector_is_left_as_it_was(raw: bytes, *, collects: bool) -> None:
    """Whether parsing works or fails, the program's own choice of collecting stands after it."""
    was = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        with contextlib.suppress(ValueError):
            parsed(raw)

        assert collects == gc.isenabled()
    finally:
        (gc.enable if was else gc.disable)()


def test_the_garbage_collector_rests_while_a_version_is_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What would look through the values again and again does not run meanwhile."""
    seen = []

    def loads(raw: bytes, **_: object) -> dict[str, object]:
        seen.append((raw, gc.isenabled()))
        return {}

    monkeypatch.setattr(json, "loads", loads)
    parsed(b"{}")

    assert [(b"{}", False)] == seen


def test_the_digest_is_blind_to_layout(world: Dataset, tmp_path: Path) -> None:
    """Comments and blank lines change no digest, and one changed word does."""
    folder = tmp_path / "data"
    shutil.copytree(GOOD, folder)
    path = folder / "sources.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"# a comment\n{text}\n\n", "utf-8")
    commented = open_folder(folder).digest
    topic = next((folder / "claims").glob("*.yaml"))
    topic.write_text(topic.read_text("utf-8").replace("title: ", "title: Other ", 1), "utf-8")

    assert world.digest == commented
    assert world.digest != open_folder(folder).digest


def test_the_version_is_no_part_of_the_contents(world: Dataset) -> None:
    """Two datasets that differ in version alone have one digest."""
    header = dataclasses.replace(world.header, data_version="9.9.9")
    renamed = dataclasses.replace(world, header=header, known=None)

    assert world.digest == renamed.digest


@pytest.mark.parametrize(
    ("selection", "fits"),
    [
        ({"topic": "river-floods"}, lambda c: c.topic == "river-floods"),
        ({"kind": "figure"}, lambda c: c.kind == "figure"),
        ({"metric": "people_drowned"}, lambda c: getattr(c, "metric", "") == "people_drowned"),
        ({"attributed_to": "lorem-survey"}, lambda c: "lorem-survey" in c.attribution.to),
        ({"actor": "farmers"}, lambda c: "farmers" in c.actors),
        ({"place": "dolor"}, lambda c: "dolor" in c.places),
    ],
)
def test_selections_choose_what_fits(
    world: Dataset, selection: dict[str, Any], fits: Callable[[Any], bool]
) -> None:
    """A selection has every claim that fits, and no other; retired ones stay out."""
    due = [claim.id for claim in world if fits(claim) and not claim.retired]

    assert due
    assert due == [claim.id for claim in world.select(**selection)]


def test_a_place_takes_in_the_places_within_it(draft: Dataset) -> None:
    """Claims on North Waziristan are claims on Pakistan."""
    ids = {claim.id for claim in draft.select(place="pk", metric="people_displaced")}

    assert {"displaced-north-waziristan-2014", "displaced-total-2008-2016"} == ids


def test_a_selection_keeps_digest_and_findings(world: Dataset) -> None:
    """A part of a dataset still says which data it is from, and has its findings alone."""
    part = world.select(topic="river-floods")

    assert world.digest == part.digest
    assert {f.claim for f in part.findings.values()} <= {*part.claims}


def test_a_version_of_a_folder_without_releases_is_told() -> None:
    """A folder that was never released has no versions."""
    with pytest.raises(ac.DataNotFoundError, match="found no released data version"):
        ac.open_dataset("0.1.0", path=GOOD)


@pytest.mark.parametrize("style", ["text", "markdown", "bibtex", "ris", "csl-json"])
def test_a_citation_of_a_claim_is_stamped(world: Dataset, style: str) -> None:
    """In each style the dataset comes last, with its versions and its digest."""
    text = ac.cite("floods-displaced", style, path=GOOD)

    assert world.stamp.digest[:19] in text
    assert f"package {ac.__version__}" in text


def test_cite_takes_claims_and_sources(world: Dataset) -> None:
    """Either id gives citations; any other is refused with the nearest."""
    source = world.article.source

    assert ac.cite(source, path=GOOD)
    assert (
        ac.cite("floods-displaced", path=GOOD).splitlines()[0] == ac.cite(source, path=GOOD).strip()
    )
    with pytest.raises(ac.UnknownValueError, match="claim or source"):
        ac.cite("flods-displaced", path=GOOD)
