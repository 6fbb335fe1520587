"""Any wording, and any phrase of a quantifier: numbers that are finite, bounds in order."""

from __future__ import annotations

import math
from functools import cache

from claims_under_test import GOOD

from afpak_claims.files.folders import read_draft
from afpak_claims.files.quantity_phrases.conventions import Writing, outcome
from afpak_claims.files.quantity_phrases.numbers import numerals
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.validation import validate
from afpak_claims.records.vocabulary import Quantifier


def one_input(raw: bytes) -> None:
    """Read the first line as a wording; the second, where there is one, as a phrase with N."""
    wording, _, phrase = raw.decode("utf-8", "replace").partition("\n")
    for number in numerals(wording):
        assert math.isfinite(number)
    quantifier, faults = validate(
        Quantifier,
        {"id": "any", "phrases": [phrase], "definition": "Any.", "low": "N", "high": "2 N"},
    )
    assert (quantifier is None) == bool(faults)
    words = (*_words(), quantifier) if quantifier else _words()  # type: ignore[redundant-expr] # said for the reader
    try:
        estimate = outcome(wording, Writing(quantifiers=words)).estimate
    except ValueError as error:
        assert str(error).startswith("found ")
        return
    assert estimate is None or isinstance(estimate, Estimate)


@cache
def _words() -> tuple[Quantifier, ...]:
    draft, problems = read_draft(GOOD)
    assert problems == []
    return tuple(entry.record for entry in draft.quantifiers)
