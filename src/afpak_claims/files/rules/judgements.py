"""Judgements: what only a person can decide, and where a second look is worth it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.records.claims import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.vocabulary import Place

__all__ = [
    "attribution_fits",
    "cautions_fit",
    "origin_counts",
    "places_fit",
    "stance_fits_note",
]

_AGAINST = re.compile(
    r"\b(?:contradicts?|contradicted|denie[sd]|refutes?|refuted|disproves?|the opposite"
    r"|rejects?|rejected|does not mention|no (?:report|mention|trace)(?: of it)? was found)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:confirms?|confirmed|supports?|says the same|reports the same)\b")
_OPENING = re.compile(r"(?:According to|As reported by|Citing) (?:the )?")
_CREDITS = re.compile(r"^(?:According to|As reported by|Citing)\b|\b(?:is|are) credited\b")


def stance_fits_note(draft: Draft) -> Iterator[RuleViolation]:
    """A note does not speak against the stance of its finding."""
    for entry in draft.findings:
        note, stance = entry.record.note or "", entry.record.stance
        against, in_favour = _AGAINST.search(note), _FOR.search(note)
        word = None
        if stance == "supports" and not in_favour:
            word = against
        elif stance == "contradicts" and not against:
            word = in_favour
        if word:
            yield RuleViolation(
                entry,
                ("stance",),
                f"found {stance!r} with {word[0]!r} in the note; expected a stance that fits the "
                "note; read the source again, then change one of them",
            )


def attribution_fits(draft: Draft) -> Iterator[RuleViolation]:
    """A statement that credits somebody has an attribution, and one in it is not left out."""
    names = _names(draft)
    for entry in draft.claims:
        attribution, statement = entry.record.attribution, entry.record.statement
        if attribution.naming == "none" and _CREDITS.search(statement):
            yield RuleViolation(
                entry,
                ("attribution",),
                "found naming 'none' with a statement that credits somebody; expected who the "
                "article cites; add who that is, or reword the statement",
            )
        opening = _OPENING.match(statement)
        named = _first_name(statement[opening.end() :], names) if opening else None
        if named and attribution.naming == "named" and named not in attribution.to:
            yield RuleViolation(
                entry,
                ("attribution", "to"),
                f"found a statement that credits {named!r}; expected it in attribution.to; add it, "
                "or reword the statement",
            )


def _names(draft: Draft) -> dict[str, str]:
    """Return the actor of each name, alias and short form, longest first."""
    named = {
        name.casefold().removeprefix("the "): actor.id
        for actor in (entry.record for entry in draft.actors)
        for name in (*actor.aliases, actor.short or "", actor.name)
        if name
    }
    return dict(sorted(named.items(), key=lambda item: -len(item[0])))


def _first_name(words: str, names: dict[str, str]) -> str | None:
    """Return the actor with whose name a text begins."""
    text = words.casefold()
    return next(
        (
            actor
            for name, actor in names.items()
            if text.startswith(name) and not text[len(name) :][:1].isalnum()
        ),
        None,
    )


def origin_counts(draft: Draft) -> Iterator[RuleViolation]:
    """A number read at second hand is not the count of the paper that prints it."""
    actors, sources = draft.index(draft.actors), draft.index(draft.sources)
    for entry in draft.findings:
        found, source = entry.record, sources.get(entry.record.source)
        if found.estimate is None or found.reading != "secondary":
            continue
        if source is None or source.container_title is None:
            continue
        for n, name in enumerate(found.origin):
            if name in actors and actors[name].name.casefold() == source.container_title.casefold():
                yield RuleViolation(
                    entry,
                    ("origin", n),
                    f"found {name!r}, which printed the number, with reading 'secondary'; expected "
                    "the body that counted; name it, or leave origin empty",
                )


def places_fit(draft: Draft) -> Iterator[RuleViolation]:
    """A place that a statement names is among the places of the claim, or around or within one."""
    places = draft.index(draft.places)
    named = {
        place.id: (
            f"in {place.name}",
            re.compile(rf"\bin {re.escape(place.name)}\b(?!['\u2019])"),
        )
        for place in places.values()
    }
    for entry in draft.claims:
        statement = entry.record.statement
        for name, (words, pattern) in named.items():
            # Most statements name no place like that, which is seen without the pattern.
            if words not in statement or not pattern.search(statement):
                continue
            given = set(entry.record.places)
            related = {around for each in given for around in _around(places, each)}
            if name not in related and not given & set(_around(places, name)):
                yield RuleViolation(
                    entry,
                    ("places",),
                    f"found {places[name].name!r} in the statement; expected {name!r} in places, "
                    "or a place around or within it; add it, or reword the statement",
                )


def _around(places: dict[str, Place], name: str) -> Iterator[str]:
    seen: set[str] = set()
    at: str | None = name
    while at in places and at not in seen:
        seen.add(at)
        yield at
        at = places[at].within


def cautions_fit(draft: Draft) -> Iterator[RuleViolation]:
    """Cautions that follow from other fields are there exactly where they follow."""
    known = {entry.record.id for entry in draft.cautions}
    for entry in draft.claims:
        claim = entry.record
        yield from _unfounded(entry, known)
        follows = {
            "interpreted-bounds": isinstance(claim, Figure) and bool(claim.estimate.interpreted),
            "subset": claim.part_of is not None,
        }
        for caution, due in follows.items():
            given = caution in claim.cautions
            if caution in known and given != due:
                found, remedy = ("found", "delete it") if given else ("missing", "add it")
                yield RuleViolation(
                    entry,
                    ("cautions",),
                    f"{found} caution {caution!r}; expected it exactly if the record calls for it; "
                    f"{remedy}, or change the record",
                )


_ROUND = 10


def _unfounded(entry: Entry[Claim], known: set[str]) -> Iterator[RuleViolation]:
    """Say which caution the other fields rule out."""
    claim = entry.record
    bounds = [getattr(claim.estimate, n) for n in _BOUNDS] if isinstance(claim, Figure) else []
    ruled_out = {
        "rounded": bool(bounds) and all(bound is None or bound % _ROUND for bound in bounds),
        "carried-attribution": claim.attribution.naming == "none",
        "unclear-period": claim.period is not None and claim.period.edtf is not None,
    }
    for caution, is_out in ruled_out.items():
        if caution in known and is_out and caution in claim.cautions:
            yield RuleViolation(
                entry,
                ("cautions",),
                f"found caution {caution!r}, which the other fields rule out; expected a caution "
                "that fits them; delete it, or change the record",
            )


_BOUNDS = ("low", "best", "high")
