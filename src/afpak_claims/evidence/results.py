"""Results: what a method says of the claims and the findings of a dataset.

A released version hands out the results that were computed when it was released, whatever a
later package would compute. What an earlier method did not say is None.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ATTRIBUTION_CHECKS",
    "HEADLINES_SINCE",
    "RELATIONS",
    "VERDICTS",
    "ClaimResult",
    "FindingResult",
    "Results",
    "Wording",
    "as_plain",
    "percent",
    "relation_words",
    "result_of",
]

HEADLINES_SINCE = 2
"""Results of an earlier method have no headline."""


class Wording(NamedTuple):
    """How a reader is told a word that the method uses."""

    mark: str
    """A mark of its own shape, so that colour is never alone."""
    phrase: str
    """Six words at most."""
    sentence: str
    """What it means."""
    counted: str
    """The word behind a count of claims."""
    once: str = ""
    """The word behind a count of one; empty where it is the same."""
    plainly: str = ""
    """What it means, without a word of the records; empty where the sentence has none."""

    @property
    def told(self) -> str:
        """Return what it means as a reader is told; exports keep the sentence, whose bytes stay."""
        return self.plainly or self.sentence

    def said_of(self, number: int) -> str:
        """Say how many claims it is true of.

        >>> VERDICTS["consistent"].said_of(7), VERDICTS["consistent"].said_of(1)
        ('7 fit', '1 fits')
        """
        return f"{number} {(number == 1 and self.once) or self.counted}"


VERDICTS: dict[str, Wording] = {
    "contradicted": Wording(
        "\u25a0",
        "Sources found say otherwise",
        "What was found says something else than the article does.",
        "say otherwise",
        "says otherwise",
    ),
    "above": Wording(
        "\u25b2",
        "Higher than every figure found",
        "Each figure found for the same thing is lower than the article's.",
        "higher",
    ),
    "below": Wording(
        "\u25bc",
        "Lower than every figure found",
        "Each figure found for the same thing is higher than the article's.",
        "lower",
    ),
    "contested": Wording(
        "\u25c6",
        "Sources found disagree",
        "Some of what was found goes with the article, some does not.",
        "disagree",
        "disagrees",
    ),
    "mixed": Wording(
        "\u25c7",
        "One source's own reports disagree",
        "Only one body reports on it, and its own reports do not agree.",
        "mixed",
    ),
    "borderline": Wording(
        "\u25c8",
        "Level with what was found",
        "The ranges meet at one number that the article's words just leave out.",
        "level",
    ),
    "consistent": Wording(
        "\u25cf",
        "Fits every figure found",
        "Each figure found for the same thing lies within the article's range, or shares a part "
        "of it.",
        "fit",
        "fits",
    ),
    "supported": Wording(
        "\u25cf",
        "Others report the same",
        "Every report found says what the article says.",
        "the same",
    ),
    "qualified": Wording(
        "\u25d0",
        "Others report it in part",
        "What was found says it only in part, or under conditions.",
        "in part",
    ),
    "undecided": Wording(
        "\u25ce",
        "What was found settles nothing",
        "There are findings, but they count a part or something else, or nothing was found.",
        "settle nothing",
        "settles nothing",
        plainly="What was found counts a part or something else, or was looked for in vain.",
    ),
    "unchecked": Wording(
        "\u25cb",
        "Nothing found to compare",
        "No finding bears on it; that says nothing against it.",
        "nothing found",
        plainly="No publication that bears on it was found; that says nothing against it.",
    ),
    "not-checkable": Wording(
        "\u2013",
        "A judgement, not checkable",
        "A judgement, a forecast, advice or a count of the article's own: no publication can "
        "settle it.",
        "judgements",
        "judgement",
    ),
}
"""The wording of each verdict, in the order in which a reader is shown claims."""

ATTRIBUTION_CHECKS: dict[str, Wording] = {
    "confirmed": Wording(
        "\u25cf",
        "Credited source said it",
        "The body that the article credits published it, and that was read.",
        "confirmed",
    ),
    "partly": Wording(
        "\u25d0",
        "Credited source said part of it",
        "The body that the article credits published a part of it.",
        "partly",
    ),
    "not-found": Wording(
        "\u25c7",
        "Not found at credited source",
        "Looked for at the body that the article credits and not found; that does not prove that "
        "it does not exist.",
        "not found",
    ),
    "contradicted": Wording(
        "\u25a0",
        "Credited source says otherwise",
        "What the body that the article credits published does not say so.",
        "contradicted",
    ),
    "unchecked": Wording(
        "\u25cb",
        "Credited source not checked",
        "Nothing found says whether the body that the article credits published it.",
        "unchecked",
    ),
}
"""The wording of each attribution check."""

RELATIONS: dict[str, str] = {
    "meets": "fits",
    "overlaps": "fits",
    "touches": "level with it",
    "above": "article higher",
    "below": "article lower",
    "excludes": "says otherwise",
    "silent": "settles nothing",
}
"""The wording of each relation of a claim to a finding, without its size."""


def relation_words(result: FindingResult, *, least: bool = False) -> str:
    """Say how a claim lies to a finding, with the size of the difference.

    >>> relation_words(FindingResult(relation="above", gap=5789, relative_gap=0.14397))
    'article 14% higher'
    """
    if result.relation is None:
        return ""
    words = RELATIONS[result.relation]
    if result.relation not in {"above", "below"} or not result.gap:
        is_touch = result.gap == 0 and result.relation in {"above", "below"}
        return RELATIONS["touches"] if is_touch else words
    share = percent(result.relative_gap, least=least or bool(result.at_least))
    return f"article {share} {words.split()[-1]}".replace("  ", " ")


_EXACT = 9
"""The decimals of a percentage that computing with fractions leaves exact."""


def percent(share: float | None, *, least: bool = False) -> str:
    """Write a share in percent; nothing where it is unknown.

    A share that is a least one says so, and is not rounded up.

    >>> percent(0.14697), percent(0.004), percent(0.14697, least=True)
    ('15%', '0.4%', 'at least 14%')
    """
    if share is None:
        return ""
    part = round(share * 100, _EXACT)  # 0.29 * 100 is a little less than 29
    decimals = 0 if part >= 1 or not part else -math.floor(math.log10(part))
    shown = math.floor(part * 10**decimals) / 10**decimals if least else round(part, decimals)
    return f"{'at least ' if least else ''}{shown:.{0 if shown >= 1 else decimals}f}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimResult:
    """What a method says of one claim."""

    verdict: str
    """What all comparisons of the claim say together."""
    attribution_check: str | None = None
    """Whether the credited source published the claim; None where nobody is named."""
    credited: str | None = None
    """How the credited body's own numbers lie; None where nobody is named."""
    headline: str | None = None
    """The answer in two sentences; None where it was not frozen."""
    words: str | None = None
    """The verdict in words."""
    basis: str | None = None
    """What the verdict rests on, in words."""
    n_findings: int | None = None
    """How many findings count toward the verdict."""
    n_origins: int | None = None
    """How many voices they are, those of unknown origin not counted."""
    independent: int | None = None
    """How many of these voices belong to no party to the conflict."""
    gap: float | None = None
    """The least gap on the side that the verdict names."""
    relative_gap: float | None = None
    """That gap over the size of the bound of the finding that it is measured from."""
    at_least: bool | None = None
    """Whether that gap is a least one."""
    robust: bool | None = None
    """Whether no single change flips the verdict; None where nothing decides."""
    flips: Mapping[str, str] = field(default_factory=dict)
    """The changes that give another verdict, each with that verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingResult:
    """What a method says of one finding."""

    relation: str | None = None
    """How what it leaves of the quantity lies to the claim; None where it is about no value."""
    side: str | None = None
    """``above`` or ``below``, for a touch."""
    gap: float | None = None
    """The distance between the bounds that face each other."""
    relative_gap: float | None = None
    """That distance over the size of the finding's bound; None where that is 0."""
    at_least: bool | None = None
    """Whether the gap is a least one."""
    decides: bool = False
    """Whether it counts toward the verdict."""
    coverage: str | None = None
    """How its quantity lies to the claim's; None where it is about no value."""
    words: str | None = None
    """How it lies to the claim, or why it says nothing, in words."""


R = TypeVar("R", ClaimResult, FindingResult)


def result_of(kind: type[R], values: Mapping[str, Any]) -> R:
    """Return a result that was frozen; what its method did not say is None."""
    return kind(**{name: values[name] for name in _names(cast("Any", kind)) if name in values})


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def as_plain(result: ClaimResult | FindingResult) -> dict[str, Any]:
    """Return a result as plain values, every field of it."""
    return {f.name: _plain(getattr(result, f.name)) for f in fields(result)}


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value == int(value) else value


class Results(NamedTuple):
    """The results of one data version, by id."""

    method: int
    """The number of the method that they were computed with."""
    claims: Mapping[str, Mapping[str, Any]]
    """The fields of the `ClaimResult` of each claim."""
    findings: Mapping[str, Mapping[str, Any]]
    """The fields of the `FindingResult` of each finding."""
    digest: str | None = None
    """The digest of the file that they were read from; None where they were just computed."""
