"""Claim cards: one claim as HTML, the answer first, the evidence folded below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from afpak_claims.evidence.headlines import answer_parts
from afpak_claims.evidence.results import ATTRIBUTION_CHECKS, VERDICTS
from afpak_claims.records.claims import Figure
from afpak_claims.website.evidence import Group, Place, groups_of, read_at, terms_of
from afpak_claims.website.pictures import Picture, picture
from afpak_claims.website.templates import template, text_fragment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afpak_claims.cards import Line
    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.evidence.traces import Trace

__all__ = [
    "ClaimView",
    "claim_answer",
    "claim_card",
    "claim_evidence",
    "claim_view",
    "claim_views",
    "wordings",
]


_LEAST_OTHERS = 3
"""From so many findings on that decide nothing they are drawn; fewer are only listed."""
_OF_THE_ANSWER = ("Rests on", "Difference", "Would change")
"""The lines of a card that are not said by its mark, its headline and its evidence."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What the templates show of one claim."""

    trace: Trace
    said: str
    """What the article says: the first half of the headline."""
    found: str
    """What was found: the other half; empty where a data version has no headlines."""
    picture: Picture | None
    """What counts toward the verdict, drawn."""
    others: Picture | None
    """What counts a part or something else, drawn."""
    groups: list[Group]
    attribution: list[Group]
    read_at: list[Place]
    terms: Mapping[str, str]
    answer_lines: list[Line]
    """What the card says of the verdict, beyond its words."""
    article_lines: list[Line]
    """What the card says of the article; that nobody is credited goes without saying."""
    in_article: str | None
    """The address of the article, opening at the quantity phrase unless that is one plain word;
    None where there is none."""
    related: list[tuple[str, str, str]]
    """How other claims are tied to it, their ids and statements."""


def claim_views(dataset: Dataset) -> list[ClaimView]:
    """Return what the templates show of each claim of a dataset, in their order."""
    related = _related(dataset)
    return [_view(dataset, claim.id, related.get(claim.id, [])) for claim in dataset]


def claim_view(dataset: Dataset, claim_id: str) -> ClaimView:
    """Return what the templates show of one claim of a dataset."""
    return _view(dataset, claim_id, _related(dataset).get(claim_id, []))


def _view(dataset: Dataset, claim_id: str, related: list[tuple[str, str, str]]) -> ClaimView:
    trace = dataset.trace(claim_id)
    claim = trace.claim
    said, found = answer_parts(trace)
    wording = claim.estimate.wording if isinstance(claim, Figure) else None
    where = trace.article.where_read
    sections = {part.heading: part.lines for part in trace.card(full=True, alone=False).sections}
    return ClaimView(
        trace,
        said,
        found,
        picture(trace, lambda comparison: comparison.decides),
        picture(trace, lambda comparison: not comparison.decides, least=_LEAST_OTHERS),
        groups_of(trace),
        groups_of(trace, about_attribution=True),
        read_at(trace),
        terms_of(trace),
        [line for line in sections[""] if line.label in _OF_THE_ANSWER],
        [
            line
            for line in sections["The article"]
            if line.label != "Credits" or claim.attribution.naming != "none"
        ],
        text_fragment(where, wording) if where and wording else None,
        related,
    )


def claim_card(view: ClaimView, classes: str = "") -> Markup:
    """Return a claim as one element whose id is the claim's: answer, picture, folded evidence."""
    return _made("card", view, classes)


def claim_answer(view: ClaimView, level: int, link: str | None = None) -> Markup:
    """Return verdict and headline of a claim, and where what counts was read.

    Args:
        view: The claim.
        level: The level of the heading.
        link: Where the headline leads, if anywhere.
    """
    return _made("answer", view, level, link)


def claim_evidence(view: ClaimView) -> Markup:
    """Return all that was found on a claim, by who says it."""
    return _made("evidence", view, True)  # noqa: FBT003 - a parameter of the template


def _made(macro: str, *values: object) -> Markup:
    module = template("claim_card.html").make_module(wordings())
    return Markup(getattr(module, macro)(*values))  # noqa: S704 - made by our template, escaped there


def wordings() -> dict[str, object]:
    """Return the words that the template of a card takes from its surroundings."""
    return {"verdicts": VERDICTS, "checks": ATTRIBUTION_CHECKS}


def _related(dataset: Dataset) -> dict[str, list[tuple[str, str, str]]]:
    """Return the claims that each claim is tied to, with how, from both ends."""
    related: dict[str, list[tuple[str, str, str]]] = {}
    for claim in dataset:
        successor = claim.retired.replaced_by if claim.retired else None
        for other, there, back in (
            (claim.part_of, "part of", "contains"),
            (claim.disputes, "disputes", "disputed by"),
            (successor, "replaced by", "replaces"),
        ):
            if other and other in dataset.claims:
                statement = dataset.claims[other].statement
                related.setdefault(claim.id, []).append((there, other, statement))
                related.setdefault(other, []).append((back, claim.id, claim.statement))
    return related
