"""Run cases of method 2 against the library: `method_cases.py FILE…`.

Each case names a claim, findings and what is expected of them, in the form of a YAML file with
``world`` and ``cases``. The twelve invariants are tried on each case too. Prints what differs and
a last line "N cases, M faults"; exits with 1 if there are faults.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from afpak_claims.method.robustness import flips
from afpak_claims.method.terms import (
    Actor,
    ClaimTerms,
    FindingTerms,
    Metric,
    Span,
    Time,
    Window,
    World,
)
from afpak_claims.method.verdicts import evaluate
from afpak_claims.method.wordings import basis_words, finding_words, verdict_words
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.periods import bounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from afpak_claims.method.verdicts import Outcome

_MISSING: Any = object()
_NEVER_AFTER_WIDENING = {"above", "below", "contradicted", "contested", "mixed"}
_UNDECIDED = {"unchecked", "undecided"}


class Case(NamedTuple):
    """One case, ready to be evaluated."""

    id: str
    claim: ClaimTerms
    findings: tuple[FindingTerms, ...]
    world: World
    expect: Mapping[str, Any]


def read_cases(path: Path) -> list[Case]:
    """Read the cases of a file."""
    values = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return [_case(value, values.get("world") or {}) for value in values["cases"]]


def _world(*given: Mapping[str, Any]) -> World:
    metrics: dict[str, Any] = {}
    places: dict[str, Any] = {}
    actors: dict[str, Any] = {}
    for world in given:
        metrics |= world.get("metrics") or {}
        places |= world.get("places") or {}
        actors |= world.get("actors") or {}
    return World(
        metrics={name: _metric(value or {}) for name, value in metrics.items()},
        places={name: (value or {}).get("within") for name, value in places.items()},
        actors={
            name: Actor((value or {}).get("speaks_for"), (value or {}).get("party"))
            for name, value in actors.items()
        },
    )


def _metric(value: Mapping[str, Any]) -> Metric:
    checkable = value.get("checkable", True)
    return Metric(
        value.get("nature", "flow"),
        bool(value.get("whole", False)),
        value.get("within"),
        checkable is not False and checkable != "false",
        str(value.get("unit", "")),
    )


def _case(value: Mapping[str, Any], world: Mapping[str, Any]) -> Case:
    given = value["claim"]
    claim = _claim(given)
    findings = tuple(_finding(each, given) for each in value.get("findings") or ())
    return Case(
        value["id"], claim, findings, _world(world, value.get("world") or {}), value["expect"]
    )


def _estimate(value: Mapping[str, Any] | None) -> Estimate | None:
    if value is None:
        return None
    known = {
        name: value[name]
        for name in ("low", "best", "high", "low_open", "high_open")
        if name in value
    }
    return Estimate(**known, interpreted=tuple(value.get("interpreted") or ()))


def _time(period: Any, holds: str | None) -> Time:
    if period is None:
        return Time(holds=holds)
    if isinstance(period, dict):
        holds = period.get("holds", holds)
        if period.get("edtf") is None:
            return Time(given=True, holds=holds)
        period = period["edtf"]
    text = str(period)
    try:
        days = Span(*bounds(text))
    except ValueError:  # words, or no date at all
        return Time(given=True, holds=holds)
    return Time(given=True, days=days, doubtful=bool(re.search("[?~]", text)), holds=holds)


def _claim(value: Mapping[str, Any]) -> ClaimTerms:
    kind = value.get("type")
    estimate = _estimate(value.get("estimate"))
    attribution = value.get("attribution") or {}
    credited = tuple(attribution.get("to") or ()) if attribution.get("naming") == "named" else None
    rank = value.get("rank")
    alternatives = []
    for other in (value.get("estimate") or {}).get("alternatives") or ():
        read = _estimate({**(value.get("estimate") or {}), **other, "interpreted": ()})
        assert read is not None
        alternatives.append((str(other.get("words") or read.in_words()), read))
    return ClaimTerms(
        metric=None if kind else value.get("metric", "killed"),
        estimate=estimate,
        type=kind,
        places=frozenset(value.get("places", ["land"]) or ()),
        time=_time(value.get("period", "1990/1995"), value.get("holds", "cumulative")),
        rank=_window(rank),
        credited=credited,
        alternatives=tuple(alternatives),
    )


def _window(rank: Any) -> Window | None:
    if rank is None:
        return None
    among = rank["among"]
    if isinstance(among, str):
        among = [part[:4] for part in among.split("/")]
    return Window(int(rank["year"]), int(among[0]), int(among[-1]))


def _finding(value: Mapping[str, Any], claim: Mapping[str, Any]) -> FindingTerms:
    is_value = "estimate" in value or "values" in value
    period = value.get("period", claim.get("period", "1990/1995"))
    holds = value.get("holds", claim.get("holds", "cumulative"))
    values = value.get("values")
    covers: dict[str, Any] = {
        axis: word.get("is") if isinstance(word, dict) else word
        for axis, word in (value.get("covers") or {}).items()
    }
    return FindingTerms(
        id=str(value["id"]),
        about=value.get("about") or ("value" if is_value else "event"),
        origin=frozenset(value.get("origin") or ()),
        estimate=_estimate(value.get("estimate")),
        values=None if values is None else {int(y): _value(v) for y, v in values.items()},
        metric=value.get("metric"),
        places=None if "places" not in value else frozenset(value["places"] or ()),
        time=_time(period, holds),
        covers=covers,
        series=value.get("series"),
        inputs=tuple(value.get("inputs") or ()),
        revises=value.get("revises"),
        stance=value.get("stance"),
        reading=value.get("reading", "secondary"),
        retired=bool(value.get("retired")),
    )


def _value(value: Any) -> Estimate:
    made = _estimate(value if isinstance(value, dict) else {"best": value})
    assert made is not None
    return made


# What is expected


def faults(case: Case) -> Iterator[str]:
    """Return what differs from what a case expects, and each invariant that does not hold."""
    outcome = evaluate(case.claim, case.findings, case.world)
    yield from _differences(case, outcome)
    for name, check in INVARIANTS.items():
        for fault in check(case, outcome):
            yield f"invariant {name}: {fault}"


def _differences(case: Case, outcome: Outcome) -> Iterator[str]:
    for name, due in case.expect.items():
        found = _found(case, outcome, name, due)
        if found is _MISSING:
            yield f"cannot tell {name}"
        elif not _same(found, due):
            yield f"{name}: found {found!r}; expected {due!r}"


def _found(case: Case, outcome: Outcome, name: str, due: Any) -> Any:
    by_finding: dict[str, Any] = {
        "relations": lambda each: outcome.lies[each].word if each in outcome.lies else "silent",
        "coverage": outcome.coverage.get,
        "gap": lambda each: outcome.lies[each].gap,
        "relative": lambda each: outcome.lies[each].relative,
    }
    if name in by_finding and isinstance(due, dict):
        return {each: by_finding[name](each) for each in due}
    if name == "flips":
        return flips(case.claim, case.findings, case.world, outcome)
    if name == "basis":
        basis = {
            "reports": len(outcome.decides),
            "origins": outcome.origins,
            "independent": outcome.independent(case.world),
            "best": outcome.reading,
            "judged": outcome.judged,
        }
        return {each: basis.get(each, _MISSING) for each in due}
    if name == "words":
        return {each: _words(case, outcome, each) for each in due}
    plain = {
        "verdict": outcome.verdict,
        "check": outcome.check,
        "credited": outcome.credited,
        "gap": outcome.gap,
    }
    return plain.get(name, _MISSING)


def _words(case: Case, outcome: Outcome, name: str) -> str:
    if name == "basis":
        return basis_words(case.claim, outcome, case.world)
    if name == "verdict":
        return verdict_words(case.claim, outcome)
    finding = next(each for each in case.findings if each.id == name)
    return finding_words(case.claim, finding, outcome, case.world, case.findings)


def _same(found: Any, due: Any) -> bool:
    if isinstance(due, dict) and isinstance(found, dict):
        return found.keys() == due.keys() and all(_same(found[key], due[key]) for key in due)
    if isinstance(due, float | int) and isinstance(found, float | int):
        return abs(found - due) < 1e-9
    return bool(found == due)


# What always holds


def _verdict(case: Case, findings: Sequence[FindingTerms]) -> Outcome:
    return evaluate(case.claim, findings, case.world)


def _order(case: Case, outcome: Outcome) -> Iterator[str]:
    again = _verdict(case, case.findings[::-1])
    if _said(again) != _said(outcome):
        yield f"{_said(again)} in another order"


def _said(outcome: Outcome) -> tuple[Any, ...]:
    lies = {name: lie.word for name, lie in outcome.lies.items()}
    return (
        *(outcome.verdict, outcome.check, outcome.credited, outcome.gap, lies),
        *(outcome.origins, outcome.reading),
    )


def _copies(findings: Sequence[FindingTerms], **change: Any) -> Iterator[FindingTerms]:
    return (each._replace(id=f"{each.id}-again", **change) for each in findings)


def _duplicate(case: Case, outcome: Outcome) -> Iterator[str]:
    for each in outcome.decides:
        if each.series:
            continue
        again = _verdict(case, [*case.findings, *_copies([each], inputs=(), revises=None)])
        if each.inputs and each.reading == "derived":
            again = _verdict(case, [*case.findings, *_copies([each], revises=None)])
        if (again.verdict, again.origins) != (outcome.verdict, outcome.origins):
            yield f"{again.verdict} with {each.id} twice"


def _silent(case: Case, outcome: Outcome) -> Iterator[str]:
    nothing = FindingTerms(
        "nothing-said",
        "value",
        frozenset({"nobody"}),
        Estimate(best=1),
        metric=case.claim.metric,
        places=frozenset(),
        time=Time(),
        reading="secondary",
    )
    if case.claim.metric is None:
        nothing = FindingTerms("nothing-said", "event", stance="not-found", reading=None)
    again = _verdict(case, [*case.findings, nothing])
    if case.claim.metric and again.lies["nothing-said"].relation != "silent":
        return
    due = "undecided" if outcome.verdict == "unchecked" else outcome.verdict
    if again.verdict != due:
        yield f"{again.verdict} with a finding that says nothing"


def _retired(case: Case, outcome: Outcome) -> Iterator[str]:
    again = _verdict(case, [*case.findings, *_copies(case.findings, retired=True)])
    if _said(again) != _said(outcome):
        yield f"{_said(again)} with retired findings"


def _attribution(case: Case, outcome: Outcome) -> Iterator[str]:
    for stance in ("supports", "contradicts", "not-found"):
        more = FindingTerms("attributed", "attribution", frozenset({"x"}), stance=stance)
        again = _verdict(case, [*case.findings, more])
        if again.verdict != outcome.verdict:
            yield f"{again.verdict} with an attribution that {stance}"


def _qualifying(case: Case, outcome: Outcome) -> Iterator[str]:
    if case.claim.metric is None:
        return
    more = FindingTerms("qualified", "event", frozenset({"x"}), stance="qualifies")
    again = _verdict(case, [*case.findings, more])
    due = "undecided" if outcome.verdict == "unchecked" else outcome.verdict
    if again.verdict != due:
        yield f"{again.verdict} with a finding that qualifies"


def _spokesman(case: Case, outcome: Outcome) -> Iterator[str]:
    for each in case.findings:
        for origin in each.origin:
            actors = {**case.world.actors, "a-new-spokesman": Actor(speaks_for=origin)}
            world = case.world._replace(actors=actors)
            told = [
                one._replace(origin=(one.origin - {origin}) | {"a-new-spokesman"})
                if one.id == each.id
                else one
                for one in case.findings
            ]
            again = evaluate(case.claim, told, world)
            if (again.verdict, again.origins) != (outcome.verdict, outcome.origins):
                yield f"{again.verdict} where {each.id} is told by a spokesman"


def _inputs(case: Case, outcome: Outcome) -> Iterator[str]:
    added = {name for each in case.findings if not each.retired for name in each.inputs}
    again = _verdict(case, [each for each in case.findings if each.id not in added])
    if added and again.verdict != outcome.verdict:
        yield f"{again.verdict} without the records of the inputs"


def _wider(estimate: Estimate) -> Iterator[Estimate]:
    low = estimate.low if estimate.low is not None or estimate.high is not None else estimate.best
    high = estimate.high if estimate.low is not None or estimate.high is not None else estimate.best
    for step in (1, 7, 1000):
        yield Estimate(
            low=None if low is None else low - step,
            high=None if high is None else high + step,
        )
    if low is not None:
        yield Estimate(
            low=low, high=None if high is None else high + 10, low_open=estimate.low_open
        )
    if high is not None and low is not None:
        yield Estimate(low=low, low_open=estimate.low_open)


def _wider_finding(case: Case, outcome: Outcome) -> Iterator[str]:
    if outcome.verdict != "consistent":
        return
    for each in case.findings:
        for estimate in _wider(each.estimate) if each.estimate else ():
            changed = [
                o._replace(estimate=estimate) if o.id == each.id else o for o in case.findings
            ]
            again = _verdict(case, changed)
            if again.verdict in _NEVER_AFTER_WIDENING:
                yield f"{again.verdict} with {each.id} as {estimate.in_words()}"


def _wider_claim(case: Case, outcome: Outcome) -> Iterator[str]:
    if outcome.verdict != "consistent" or case.claim.estimate is None:
        return
    for estimate in _wider(case.claim.estimate):
        again = evaluate(case.claim._replace(estimate=estimate), case.findings, case.world)
        if again.verdict in _NEVER_AFTER_WIDENING:
            yield f"{again.verdict} with the claim as {estimate.in_words()}"


def _two_voices(_: Case, outcome: Outcome) -> Iterator[str]:
    voices = len(outcome.voices)
    if (outcome.verdict == "contested" and voices < 2) or (
        outcome.verdict == "mixed" and voices != 1
    ):
        yield f"{outcome.verdict} with {voices} voices"


def _something_decides(case: Case, outcome: Outcome) -> Iterator[str]:
    nothing = outcome.verdict in {*_UNDECIDED, "not-checkable"}
    flipped = flips(case.claim, case.findings, case.world, outcome)
    if nothing and (outcome.gap is not None or flipped or outcome.decides):
        yield f"{outcome.verdict} with a gap, flips or deciding findings"
    if not nothing and not outcome.decides:
        yield f"{outcome.verdict} where nothing decides"


INVARIANTS = {
    "order": _order,
    "duplicate": _duplicate,
    "silent": _silent,
    "retired": _retired,
    "attribution": _attribution,
    "qualifying": _qualifying,
    "spokesman": _spokesman,
    "inputs": _inputs,
    "wider-finding": _wider_finding,
    "wider-claim": _wider_claim,
    "two-voices": _two_voices,
    "something-decides": _something_decides,
}


def main(arguments: Sequence[str]) -> int:
    """Run the cases of files; say what differs, and how many faults there are."""
    count = wrong = 0
    for argument in arguments:
        for case in read_cases(Path(argument)):
            count += 1
            for fault in faults(case):
                wrong += 1
                sys.stdout.write(f"{case.id}: {fault}\n")
    sys.stdout.write(f"{count} cases, {wrong} faults\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
