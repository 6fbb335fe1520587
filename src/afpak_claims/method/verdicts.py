"""Verdicts: what the findings that decide say together, and what the verdict rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afpak_claims.method.coverage import axis_coverage, coverage_of
from afpak_claims.method.days import one_day_for_many
from afpak_claims.method.relations import value_relation
from afpak_claims.method.voices import Voice, deciding, live, of_credited, voices_of
from afpak_claims.records.findings import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from afpak_claims.method.relations import Lie
    from afpak_claims.method.terms import ClaimTerms, Coverage, FindingTerms, World

__all__ = ["Outcome", "evaluate"]

_NOT_CHECKABLE = frozenset({"evaluation", "prediction", "prescription"})
_FOR = frozenset({"meets", "overlaps", "supports"})
_AGAINST = frozenset({"above", "below", "excludes", "contradicts"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the method says of one claim."""

    verdict: str
    check: str | None
    """The attribution check; None where nobody is credited by name."""
    credited: str | None
    """How the credited body's own numbers lie; None where nobody is credited by name."""
    gap: float | None
    """The least gap of the side that the verdict names."""
    relative_gap: float | None
    """That gap over the size of the finding's facing bound."""
    at_least: bool
    """Whether that gap is a least one."""
    lies: Mapping[str, Lie]
    """The relation of each live finding about a value."""
    coverage: Mapping[str, Coverage]
    """The coverage of each live finding about a value."""
    decides: tuple[FindingTerms, ...]
    """The findings that count toward the verdict."""
    voices: tuple[Voice, ...]
    """Their voices, the unknown last."""
    reading: str | None
    """The best reading among them."""
    judged: int
    """In how many of them the coverage was judged by hand."""

    @property
    def origins(self) -> int:
        """How many voices are known."""
        return sum(bool(voice.roots) for voice in self.voices)

    def parties(self, world: World) -> list[str | None]:
        """Return the party of each known voice; None where one of its bodies has none."""
        return [_party(voice, world) for voice in self.voices if voice.roots]

    def independent(self, world: World) -> int:
        """Return how many known voices belong to no party."""
        return self.parties(world).count(None)


def _party(voice: Voice, world: World) -> str | None:
    found = {world.actors[root].party if root in world.actors else None for root in voice.roots}
    return " and ".join(sorted(str(each) for each in found)) if None not in found else None


def evaluate(claim: ClaimTerms, findings: Sequence[FindingTerms], world: World) -> Outcome:
    """Compare a claim with its findings, and say what they say together."""
    known = live(findings)
    values = [e for e in known if claim.metric and e.about == "value" and _has_value(e)]
    coverage = {each.id: coverage_of(claim, each, world) for each in values}
    lies = {each.id: value_relation(claim, each, coverage[each.id], world) for each in values}
    same_time = [each for each in values if axis_coverage(claim, each, world).when == "same"]
    lies = one_day_for_many(claim, lies, same_time, world)
    is_figure = claim.metric is not None
    decides = deciding(
        [e for e in known if e.about != "value" or e.id in lies], lies, is_figure=is_figure
    )
    voices = voices_of(decides, world)
    words = [_word(each, lies) for each in decides]
    verdict = _verdict(claim, known, words, len(voices), world)
    gap, relative_gap, at_least = _gap(verdict, decides, lies)
    checkable = verdict != "not-checkable"
    return Outcome(
        verdict=verdict,
        check=_check(claim, known, world),
        credited=_credited(claim, decides, lies, world),
        gap=gap,
        relative_gap=relative_gap,
        at_least=at_least,
        lies=lies,
        coverage=coverage,
        decides=tuple(decides) if checkable else (),
        voices=tuple(voices) if checkable else (),
        reading=_best_reading(decides, known) if checkable else None,
        judged=sum(bool(each.covers) for each in decides) if checkable else 0,
    )


def _has_value(finding: FindingTerms) -> bool:
    return finding.estimate is not None or finding.values is not None


def _word(finding: FindingTerms, lies: Mapping[str, Lie]) -> str:
    return lies[finding.id].word if finding.about == "value" else str(finding.stance)


def _verdict(
    claim: ClaimTerms,
    known: Sequence[FindingTerms],
    words: Sequence[str],
    voices: int,
    world: World,
) -> str:
    checkable = claim.type not in _NOT_CHECKABLE and not (
        claim.metric and not world.metrics[claim.metric].checkable
    )
    if not checkable:
        return "not-checkable"
    if not any(each.about in {"value", "event"} for each in known):
        return "unchecked"
    if not words:
        return "undecided"
    return fold({*words}, voices, is_figure=claim.metric is not None)


def fold(words: set[str], voices: int, *, is_figure: bool) -> str:
    """Return what a set of words says together."""
    touches = {word for word in words if word.startswith("touches")}
    said_for, against = words & _FOR, words & _AGAINST
    if not against and "qualifies" in words:
        return "qualified"
    if not against and said_for:
        return "consistent" if is_figure else "supported"
    if not against and touches:
        return "borderline"
    if against and not said_for and "qualifies" not in words:
        for side, other in (("above", "below"), ("below", "above")):
            if side in against and other not in against and f"touches-{other}" not in touches:
                return side
        if against <= {"excludes", "contradicts"}:
            return "contradicted"
    return "contested" if voices > 1 else "mixed"


def _gap(
    verdict: str, decides: Sequence[FindingTerms], lies: Mapping[str, Lie]
) -> tuple[float | None, float | None, bool]:
    if verdict in {"borderline", "consistent"}:
        return 0, 0, False
    if verdict not in {"above", "below"}:
        return None, None, False
    sides = [
        lies[each.id]
        for each in decides
        if each.about == "value" and lies[each.id].relation == verdict
    ]
    nearest = min(sides, key=lambda lie: (lie.gap or 0, lie.at_least))
    return nearest.gap, nearest.relative, nearest.at_least


def _check(claim: ClaimTerms, known: Sequence[FindingTerms], world: World) -> str | None:
    if claim.credited is None:
        return None
    asked = [each for each in known if each.about == "attribution"]
    said = {
        each.stance
        for each in of_credited(asked, claim.credited, world)
        if each.stance != "not-found"
    }
    if said in ({"supports"}, {"supports", "qualifies"}):
        return "confirmed"
    if said == {"contradicts"}:
        return "contradicted"
    if said:
        return "partly"
    return "not-found" if any(each.stance == "not-found" for each in asked) else "unchecked"


def _credited(
    claim: ClaimTerms, decides: Sequence[FindingTerms], lies: Mapping[str, Lie], world: World
) -> str | None:
    if claim.credited is None:
        return None
    own = of_credited(decides, claim.credited, world)
    if not own:
        return "silent"
    return fold({_word(each, lies) for each in own}, 1, is_figure=claim.metric is not None)


def _best_reading(decides: Sequence[FindingTerms], known: Sequence[FindingTerms]) -> str | None:
    by_id = {each.id: each for each in known}
    found = [reading for each in decides if (reading := read_as(each, by_id))]
    return min(found, key=PUBLISHED.index, default=None)


def read_as(
    finding: FindingTerms, by_id: Mapping[str, FindingTerms], seen: frozenset[str] = frozenset()
) -> str | None:
    """Return how a finding was read; a derived one is read as its weakest input."""
    if finding.reading in PUBLISHED:
        return finding.reading
    parts = [
        read_as(by_id[name], by_id, seen | {finding.id})
        for name in finding.inputs
        if name in by_id and name not in seen
    ]
    return max((part for part in parts if part), key=PUBLISHED.index, default=None)
