"""Words: the types that editors complete are those of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from afpak_claims import filter_values as words
from afpak_claims.commands.generated import words_module
from afpak_claims.evidence.results import VERDICTS
from conftest import ROOT

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset


def test_the_module_is_what_the_data_makes(draft: Dataset) -> None:
    """A word that is new in the data is written here with the command in the message."""
    kept = (ROOT / "src" / "afpak_claims" / "filter_values.py").read_text(encoding="utf-8")
    assert kept == words_module(draft), "words.py is stale; run: afpak-claims generate"


def test_every_type_has_exactly_the_words_that_select_takes(world: Dataset) -> None:
    """The module of another dataset has that one's words."""
    made: dict[str, Any] = {}
    exec(words_module(world), made)  # noqa: S102 - that the text is a module is what is tested
    assert {name: set(get_args(made[name])) for name in words.__all__} == {
        "Topic": set(world.topics),
        "Kind": {"assertion", "figure"},
        "Metric": set(world.metrics),
        "AttributedTo": {"dolor-council", "lorem-survey"},
        "Place": set(world.places),
        "Actor": set(world.actors),
        "Verdict": set(VERDICTS),
    }


def test_every_word_selects(draft: Dataset) -> None:
    """Each word of each type is one that the selection knows."""
    options = {
        "topic": words.Topic,
        "kind": words.Kind,
        "metric": words.Metric,
        "attributed_to": words.AttributedTo,
        "place": words.Place,
        "actor": words.Actor,
        "verdict": words.Verdict,
    }
    for option, kind in options.items():
        for word in get_args(kind):
            assert len(draft.select(**{option: word})) <= len(draft)
