"""Headlines: two sentences that give the answer of a claim, computed from the records.

The first says what the article has and whom it credits, the second what others published and how
the two differ. Nothing in them is typed by hand. Who speaks with one voice is counted once. A
headline that is too long names fewer bodies in shorter words, one at least, then says less of what
the article says; only a statement that is still too long is cut.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol

from afpak_claims.evidence.results import percent
from afpak_claims.records.claims import Assertion, Figure
from afpak_claims.records.estimates import format_number
from afpak_claims.records.findings import READINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.results import ClaimResult
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.estimates import Estimate
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.periods import Period
    from afpak_claims.records.sources import Source
    from afpak_claims.records.vocabulary import Actor, Metric, Unit

__all__ = [
    "LONGEST",
    "amount",
    "answer_parts",
    "headline",
    "is_least",
    "listed",
    "listed_some",
    "order",
    "reference_words",
    "short_period",
    "speakers",
]

LONGEST = 220
"""So many characters a headline has at most."""
_MOST_NAMED = 2
_PAIR = 2
_UNKNOWN = "a report in"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_COVERED = ("same", "part", "whole", "other")
_TYPES = {
    "evaluation": "A judgement: no publication can settle it.",
    "prediction": "A forecast: no publication can settle it.",
    "prescription": "Advice: no publication can settle it.",
}


class Told(Protocol):
    """What a headline is told of a claim."""

    @property
    def claim(self) -> Claim: ...
    @property
    def metric(self) -> Metric | None: ...
    @property
    def unit(self) -> Unit | None: ...
    @property
    def credited(self) -> tuple[Actor, ...]: ...
    @property
    def comparisons(self) -> tuple[tuple[Comparison, Source], ...]: ...
    @property
    def result(self) -> ClaimResult: ...
    @property
    def headline(self) -> str | None: ...
    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def language(self) -> str: ...
    def root(self, actor: str) -> str: ...
    def is_own(self, finding: Finding) -> bool: ...
    def source_of(self, finding: Finding) -> Source: ...


class _Group(NamedTuple):
    """What one voice reports, or a report whose origin is unknown; the first is named first."""

    name: str
    comparisons: tuple[Comparison, ...]
    own: bool
    """Whether it is the body that the article credits."""

    @property
    def first(self) -> Comparison:
        """The report that is named."""
        return self.comparisons[0]

    @property
    def is_known(self) -> bool:
        """Whether it is known who counted or said it."""
        return bool(self.first.finding.origin)


class _Style(NamedTuple):
    """How much room the second sentence takes."""

    most: int
    """So many bodies are named of those who say the same thing."""
    brief: bool = False
    """Whether it is said in fewer words."""
    once: bool = False
    """Whether those who say another thing are counted and not named."""


_STYLES = (_Style(2), _Style(1), _Style(1, brief=True), _Style(1, brief=True, once=True))
"""From the longest to the shortest."""


def headline(trace: Told) -> str:
    """Return the two sentences of a claim, 220 characters at most.

    It names fewer bodies before it leaves out what the numbers rest on, and leaves that out before
    it names those of one side alone or says less of what the article says, which is cut only where
    nothing else is left.
    """
    asides = _asides(trace)
    for shorter, count, style in product((False, True), range(len(asides), -1, -1), _STYLES):
        if style.once and count:
            continue
        said, found = _halves(trace, style, asides[:count], shorter=shorter)
        if not said.endswith("\u2026"):
            return _curly(f"{said} {found}")
    return _curly(" ".join(_halves(trace, _STYLES[-1], (), shorter=True)))


def _halves(trace: Told, style: _Style, asides: Sequence[str], *, shorter: bool) -> tuple[str, str]:
    found = "; ".join((_found(trace, style).removesuffix("."), *asides)) + "."
    return _says(trace, LONGEST - len(found) - 1, shorter=shorter), found


def answer_parts(trace: Told) -> tuple[str, str]:
    """Return what the article says and what was found: the two halves of a headline.

    Where a data version has no headlines, they are the statement and nothing. A headline that was
    frozen with other words than are made now is cut after its first sentence.
    """
    text = trace.headline
    if not text:
        return trace.claim.statement, ""
    plain = _curly(text)
    for style in _STYLES:
        at = plain.rfind(_curly(_found(trace, style)).removesuffix("."))
        if at > 0:
            return text[:at].strip(), text[at:]
    statement = _curly(trace.claim.statement)
    if plain.startswith(statement):
        return text[: len(statement)], text[len(statement) :].strip()
    first = re.match(r".+?[.\u2026](?= [A-Z0-9\u201c])", text)
    return (first[0], text[first.end() :].strip()) if first else (text, "")


def _curly(text: str) -> str:
    """Return a text with one kind of apostrophe, each sign at its place."""
    return text.replace("'", "\u2019")


# What the article says


def _says(trace: Told, room: int, *, shorter: bool) -> str:
    claim = trace.claim
    if not isinstance(claim, Figure):
        text = claim.statement
        return _cut(_without_details(text, room) if shorter else text, room)
    what = _quantity(trace, claim)
    if claim.attribution.naming == "named":
        return _cut(
            f"The article cites {listed(a.called for a in trace.credited)} for {what}.", room
        )
    said = [f"The article gives {what}."]
    if claim.attribution.naming == "generic":
        said.insert(0, f"The article gives {what}, from {claim.attribution.group}.")
        said.insert(1, f"The article gives {what}, citing nobody by name.")
    else:
        said.insert(0, f"The article gives {what}, citing nobody.")
    return next((text for text in said if len(text) <= room), _cut(said[-1], room))


_LISTS = [rf"^((?:[^,]+, ){{{kept}}})(?:[^,]+, )+[^,]+? and " for kept in (2, 1)]
"""The beginning of a statement that lists things, of which so many are kept."""


def _without_details(statement: str, room: int) -> str:
    """Return a statement that is too long without its examples, then without most of a list.

    >>> _without_details("The floods did harm, among them to roads, fields and wells.", 30)
    'The floods did harm.'
    >>> _without_details("Rain, snow, ice, fog, wind, frost and hail made roads unsafe.", 58)
    'Rain, snow and, among others, hail made roads unsafe.'
    """
    if len(statement) <= room:
        return statement
    plain = re.sub(", among them .*(?=[.]$)", "", statement)
    plain = re.sub(", (?:together with|in particular|above all) [^,]*,(?= )", "", plain)
    fewer = [
        re.sub(pattern, lambda found: f"{found[1][:-2]} and, among others, ", plain)
        for pattern in _LISTS
    ]
    return next((text for text in (plain, *fewer) if len(text) <= room), fewer[-1])


def _quantity(trace: Told, claim: Figure) -> str:
    noun = claim.short or (
        _in_a_sentence(trace.metric.label, trace.language) if trace.metric else ""
    )
    when = short_period(claim.period)
    if claim.rank:
        place = claim.estimate.lower
        first = "the highest" if place == 1 else f"rank {claim.estimate.in_words()} by"
        start, _, end = claim.rank.among.partition("/")
        window = f"since {start}" if end == when else f"of {_years(claim.rank.among)}"
        return f"{first} {noun} {window}, in {when}"
    time = f", {when}" if when else ""
    if trace.unit and trace.unit.dimension not in _BEFORE_ITS_NOUN:
        return f"{noun} of {amount(claim.estimate, _unit(trace, claim.estimate))}{_in(when)}"
    amounted = _counted_exactly(claim.estimate) or amount(claim.estimate)
    if claim.estimate.interpreted and claim.estimate.wording:
        last = claim.estimate.wording.split()[-1]
        noun = noun.removeprefix(f"{last} ")
        of = "of " if re.fullmatch(r"\w+s", claim.estimate.wording) else ""
        return f"{amounted} {of}{noun}{time}"
    return f"{amounted} {noun}{time}"


_BEFORE_ITS_NOUN = frozenset({"count", "time", "order"})
"""The dimensions whose number stands before what is counted; another has a unit behind it."""


def _in(when: str) -> str:
    """Say when something measured was so: within one year or month, or between two."""
    return f" in {when}" if re.fullmatch(r"[^\u2013]*\d{4}", when) else f", {when}" if when else ""


def _in_a_sentence(label: str, language: str) -> str:
    """Return a label as it stands within a sentence: German nouns and names keep their capital.

    >>> (
    ...     _in_a_sentence("People killed", "en"),
    ...     _in_a_sentence("IDPs", "en"),
    ...     _in_a_sentence("Bäume", "de"),
    ... )
    ('people killed', 'IDPs', 'Bäume')
    """
    is_lowered = language.startswith("en") and not label[1:2].isupper()
    return label[:1].lower() + label[1:] if is_lowered else label


def _counted_exactly(estimate: Estimate) -> str:
    """Write an exact count below ten in words; nothing for another one."""
    low = estimate.low
    is_exact = low is not None and low == estimate.high and not estimate.interpreted
    return _counted(int(low)) if is_exact and low in range(1, len(_NUMBERS)) else ""  # type: ignore[arg-type] # exact


def _unit(trace: Told, estimate: Estimate) -> str:
    if trace.unit is None or trace.unit.dimension == "count" or _has_its_unit(trace.unit, estimate):
        return ""
    if trace.unit.id == "percent":
        return "%"
    return f" {trace.unit.words(estimate.best)}"


def _has_its_unit(unit: Unit, estimate: Estimate) -> bool:
    """Whether the phrase that stands for a range names the unit already."""
    if not (estimate.interpreted and estimate.wording):
        return False
    named = {unit.singular, unit.plural, "%" if unit.id == "percent" else unit.plural}
    return any(word in estimate.wording for word in named)


def amount(estimate: Estimate, unit: str = "") -> str:
    """Write a range in the fewest words: the phrase of the article where it was interpreted.

    Args:
        estimate: The range.
        unit: What stands behind its number, with the space before it.

    >>> from afpak_claims.records.estimates import Estimate
    >>> amount(Estimate(low=245, high=303)), amount(Estimate(low=46000, low_open=True))
    ('245\u2013303', 'more than 46,000')
    >>> amount(Estimate(low=11.2, best=12.4, high=13.6, level=95), "%")
    '12.4% (11.2\u201313.6)'
    """
    if estimate.level is not None and estimate.best is not None:
        around = f"{format_number(estimate.low or 0)}\u2013{format_number(estimate.high or 0)}"
        return f"{format_number(estimate.best)}{unit} ({around})"
    return f"{_bounds_in_short(estimate)}{unit}"


def _bounds_in_short(estimate: Estimate) -> str:
    if estimate.interpreted and estimate.wording:
        return f"\u201c{estimate.wording[0].lower()}{estimate.wording[1:]}\u201d"
    low, high = estimate.low, estimate.high
    if low is None and high is None:
        return format_number(estimate.best or 0)
    if low is not None and high is not None:
        if low == high:
            return format_number(low)
        return f"{format_number(low)}\u2013{format_number(high)}"
    if low is not None:
        return f"{'more than' if estimate.low_open else 'at least'} {format_number(low)}"
    return f"{'fewer than' if estimate.high_open else 'up to'} {format_number(high or 0)}"


def reference_words(reference: str | None) -> str:
    """Say what a growth is measured from; nothing where that is not said.

    >>> reference_words("2014")
    'measured from 2014'
    """
    return f"measured from {reference}" if reference else ""


def short_period(period: Period | None) -> str:
    """Write a period in the fewest words; nothing where there is no date.

    >>> from afpak_claims.records.periods import Period
    >>> short_period(Period(edtf="2009-01/2021-06", holds="cumulative"))
    'Jan 2009\u2013June 2021'
    """
    return _years(period.edtf) if period and period.edtf else ""


def _years(edtf: str) -> str:
    start, slash, end = edtf.partition("/")
    if not slash:
        return _date(start)
    if end == "..":
        return f"since {_date(start)}"
    if start == "..":
        return f"up to {_date(end)}"
    return f"{_date(start)}\u2013{_date(end)}"


_SHORT_MONTHS = (
    "",
    "Jan",
    "Feb",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
)


def _date(text: str) -> str:
    approximate = "about " if text.endswith("~") else ""
    year, _, rest = text.rstrip("?~").partition("-")
    month, _, day = rest.partition("-")
    words = f"{_SHORT_MONTHS[int(month)]} {year}" if month else year
    return f"{approximate}{f'{int(day)} ' if day else ''}{words}"


# What was found


def _found(trace: Told, style: _Style) -> str:
    verdict, claim = trace.result.verdict, trace.claim
    if verdict == "not-checkable":
        if isinstance(claim, Assertion):
            return _TYPES[claim.type]
        return "Only the article counts this: no publication can settle it."
    if verdict == "unchecked":
        return "No publication on it was found."
    groups = _groups(trace)
    if verdict == "undecided" or not groups:
        return _unsettled(trace, style)
    if isinstance(claim, Assertion):
        return _stances(trace, groups, style)
    return _values(trace, groups, style)


def _unsettled(trace: Told, style: _Style) -> str:
    shown = [c for c, _ in trace.comparisons if c.finding.about != "attribution"]
    findings = [c for c in shown if c.finding.stance != "not-found"]
    if not findings:
        return "It was looked for, and nothing on it was found."
    several = len(findings) > 1
    whose = listed_some((group.name for group in _grouped(trace, findings)), style.most)
    reports = f"{_counted(len(findings))} {'reports' if several else 'report'} ({whose})"
    told = "cover" if several else "covers"
    return f"{_up(reports)} {told} a part of it or something else: nothing settles it."


def _groups(trace: Told) -> list[_Group]:
    """Return what decides by who counted, the report that is named first in front of each.

    Reports with a number come first; those that count the same thing before those of a part, the
    credited body's own before others, better readings before worse, later ones before earlier ones,
    known bodies before unknown ones, and of two alike the wider one, which says less.
    """
    return _grouped(trace, [c for c, _ in trace.comparisons if c.decides])


def speakers(trace: Told) -> list[str]:
    """Return who counts toward the verdict, each voice once; reports of unknown origin last."""
    return _named_once(_groups(trace))


def _grouped(trace: Told, comparisons: Iterable[Comparison]) -> list[_Group]:
    """Group reports by voice, each of unknown origin apart."""
    voices: list[tuple[set[str], list[Comparison]]] = []
    for comparison in comparisons:
        roots = {trace.root(actor) for actor in comparison.finding.origin}
        joined = [voice for voice in voices if voice[0] & roots]
        voices = [voice for voice in voices if voice not in joined]
        members = [each for voice in joined for each in voice[1]]
        voices.append((roots.union(*(voice[0] for voice in joined)), [*members, comparison]))
    groups = [_group(trace, members) for _, members in voices]
    return sorted(groups, key=lambda group: (*order(group.first, own=group.own), group.name))


def _group(trace: Told, members: Iterable[Comparison]) -> _Group:
    members = [*members]
    own = any(trace.is_own(c.finding) for c in members)
    ranked = sorted(members, key=lambda c: order(c, own=own))
    return _Group(_called(trace, ranked), tuple(ranked), own)


def _called(trace: Told, members: Sequence[Comparison]) -> str:
    """Name who speaks: the body itself, or the one in whose name several speak."""
    names = {_name(trace, c.finding) for c in members}
    roots = {trace.root(actor) for c in members for actor in c.finding.origin}
    if len(names) > 1 and len(roots) == 1:
        (root,) = roots
        return trace.names.get(root, root)
    return _name(trace, members[0].finding)


def _only(
    trace: Told, groups: Iterable[_Group], is_wanted: Callable[[Comparison], bool]
) -> list[_Group]:
    """Return groups with those of their reports that are wanted."""
    kept = ([c for c in group.comparisons if is_wanted(c)] for group in groups)
    return [_group(trace, members) for members in kept if members]


def order(
    comparison: Comparison, *, own: bool
) -> tuple[bool, int, bool, int, int, bool, float, str]:
    """Return what reports are sorted by, so that the comparable number comes first.

    Args:
        comparison: A report, compared with its claim.
        own: Whether it is of the body that the article credits.
    """
    finding = comparison.finding
    readings = (*READINGS, None)
    coverage = comparison.result.coverage or "same"
    reading = 0 if finding.reading == "derived" else readings.index(finding.reading)
    end = finding.period.end if finding.period else None
    latest = -end.toordinal() if end else 0
    is_bare = finding.estimate is None
    width = _width(finding.estimate) if finding.estimate else 0
    rank = (is_bare, _COVERED.index(coverage), not own, reading, latest)
    return (*rank, not finding.origin, -width, finding.id)


def _width(estimate: Estimate) -> float:
    """Return how far the bounds of a range lie apart."""
    if estimate.lower is None or estimate.upper is None:
        return float("inf")
    return estimate.upper - estimate.lower


def _name(trace: Told, finding: Finding) -> str:
    if finding.origin:
        first, *others = (trace.names.get(actor, actor) for actor in finding.origin)
        return f"{first} with {listed(others)}" if others else first
    source = trace.source_of(finding)
    return f"{_UNKNOWN} {source.issuer or source.answerable}"


def _silent(trace: Told) -> int:
    """Count what has the same quantity, and does not speak of the time or the day of the claim."""
    return sum(
        c.result.relation == "silent" and c.result.coverage == "same" for c, _ in trace.comparisons
    )


def _values(trace: Told, groups: Sequence[_Group], style: _Style) -> str:
    verdict, most = trace.result.verdict, style.most
    if verdict in {"above", "below"}:
        return _one_side(trace, groups, most)
    if verdict == "consistent":
        told = _told(trace, groups, most)
        reports = sum(len(group.comparisons) for group in groups)
        are_numbers = all(c.finding.estimate for group in groups for c in group.comparisons)
        noun = "figures" if are_numbers else "reports"
        if silent := _silent(trace):
            fits = "fits" if reports == 1 else "fit"
            some = f"{_up(_counted(reports))} of {_counted(reports + silent)}"
            return f"{some} {noun} found {fits}: {told}."
        if reports == 1:
            return f"That fits what was found: {told}."
        many = "Both" if reports == _PAIR else f"All {_counted(reports)}"
        return f"{many} {noun} found fit: {told}."
    if verdict == "borderline":
        return f"{_up(_has(trace, groups, most))}: level with the article\u2019s words."
    if verdict == "contradicted":
        return _otherwise(trace, groups, most)
    fitting = _only(trace, groups, _fits)
    against = _only(trace, groups, lambda comparison: not _fits(comparison))
    parts = []
    if fitting:
        verb = "fits" if len(fitting) == 1 else "fit"
        parts.append(f"{_told(trace, fitting, most)} {verb}")
    if against:
        relation = against[0].first.result.relation or ""
        side = {"above": _fewer(trace), "below": "more", "touches": "just as much"}
        verb = "has" if len(against) == 1 else "have"
        parts.append(f"{_told(trace, against, most)} {verb} {side.get(relation, 'otherwise')}")
    return f"{_up('; '.join(parts))}."


def _fits(comparison: Comparison) -> bool:
    finding = comparison.finding
    return comparison.result.relation in {"meets", "overlaps"} or finding.stance == "supports"


def _fewer(trace: Told) -> str:
    """Return the word for a smaller quantity: what is counted is fewer, what is measured less."""
    return "fewer" if trace.unit and trace.unit.dimension == "count" else "less"


def _one_side(trace: Told, groups: Sequence[_Group], most: int) -> str:
    result = trace.result
    side = "higher" if result.verdict == "above" else "lower"
    by = (
        f"{percent(result.relative_gap, least=is_least(trace))} {side}"
        if result.relative_gap
        else side
    )
    than = {1: "", _PAIR: " than both"}.get(len(groups), " than all of them")
    return f"{_up(_has(trace, groups, most))}: the article\u2019s figure is {by}{than}."


def is_least(trace: Told) -> bool:
    """Whether the difference may be larger: an end is open, or more than one value is compared."""
    claim, result = trace.claim, trace.result
    if not isinstance(claim, Figure):
        return False
    theirs = {
        _ends(comparison.finding.estimate)
        for comparison, _ in trace.comparisons
        if comparison.decides and comparison.result.relation == result.verdict
    }
    is_wide = any(lower != upper for lower, upper in {_ends(claim.estimate), *theirs})
    return bool(result.at_least) or is_wide or len(theirs) > 1


def _ends(estimate: Estimate | None) -> tuple[float | None, float | None]:
    return (estimate.lower, estimate.upper) if estimate else (None, None)


def _has(trace: Told, groups: Sequence[_Group], most: int) -> str:
    """Say what the first bodies have, and how many more there are; one is always named."""
    named = groups[: max(most, 1)]
    told = [_reported(trace, group) for group in named]
    more = len(groups) - len(named)
    if more:
        told.append(f"{_others(more)} {'has another' if more == 1 else 'have others'}")
    return listed(told)


def _reported(trace: Told, group: _Group) -> str:
    finding = group.first.finding
    assert finding.estimate is not None or finding.stance is not None  # noqa: S101 - one of them
    if finding.estimate is None:
        return f"{group.name} says the same"
    value = amount(finding.estimate, _unit(trace, finding.estimate))
    until = _until(trace, finding)
    if finding.operation == "sum":
        own = "own " if group.own else ""
        return f"{_possessive(group.name)} {own}figures add up to {value}{until}"
    return f"{group.name} has {value}{until}"


def _told(trace: Told, groups: Sequence[_Group], most: int) -> str:
    """Name the first bodies with their numbers, and count the others; one is always named."""
    told = []
    named = groups[: max(most, 1)]
    for group in named:
        values = [c.finding.estimate for c in group.comparisons if c.finding.estimate]
        told.append(_with_number(group.name, _spread(trace, values)) if values else group.name)
    more = len(groups) - len(named)
    return listed([*told, _others(more)] if more else told)


def _with_number(name: str, number: str) -> str:
    """Put a number behind a name, in the brackets that the name ends with if it has some."""
    return f"{name[:-1]}: {number})" if name.endswith(")") else f"{name} ({number})"


def _spread(trace: Told, values: Sequence[Estimate]) -> str:
    if len(values) == 1:
        return amount(values[0], _unit(trace, values[0]))
    lows = [v.lower for v in values if v.lower is not None]
    highs = [v.upper for v in values if v.upper is not None]
    unit = _unit(trace, values[0])
    if not highs or not lows:
        return f"{_counted(len(values))} reports"
    if min(lows) == max(highs):
        least = "at least " if len(highs) < len(values) else ""
        return f"{least}{format_number(min(lows))}{unit}"
    return f"{format_number(min(lows))}{unit} to {format_number(max(highs))}{unit}"


def _until(trace: Told, finding: Finding) -> str:
    """Say where a finding ends before the claim does."""
    mine = trace.claim.period
    ends = finding.period.end if finding.period else None
    if mine is None or mine.end is None or ends is None or ends >= mine.end:
        return ""
    _, _, last = (finding.period.edtf or "").rpartition("/") if finding.period else ("", "", "")
    return f" (to {_date(last)})"


def _otherwise(trace: Told, groups: Sequence[_Group], most: int) -> str:
    ranked = _only(trace, groups, lambda c: c.result.relation == "excludes")
    if not ranked:
        return f"{_up(_say(groups, most, 'says otherwise', 'say otherwise'))}."
    group = ranked[0]
    own = "own " if group.own else ""
    words = (group.first.result.words or "").removeprefix("puts ")
    others = [g for g in groups if not {*group.comparisons} & {*g.comparisons}]
    too = "says otherwise too", "say otherwise too"
    beside = f"; {_say(others, most, *too)}" if others else ""
    return f"{_up(_possessive(group.name))} {own}figures put {words}{beside}."


def _stances(trace: Told, groups: Sequence[_Group], style: _Style) -> str:
    """Say who reports the same, who in part and who otherwise."""
    said: dict[str, list[_Group]] = {}
    for group in groups:
        of_stance = {
            stance: _group(trace, [c for c in group.comparisons if c.finding.stance == stance])
            for stance in {str(c.finding.stance) for c in group.comparisons}
        }
        if len({of_stance[s].name for s in _SAME_SIDE if s in of_stance}) == 1:
            # Who reports it and limits it elsewhere, under one name, is named as limiting it.
            of_stance.pop("supports" if "qualifies" in of_stance else "", None)
        for stance, its in of_stance.items():
            said.setdefault(stance, []).append(its)
    words = _BRIEFLY if style.brief else _AT_LENGTH
    parts: list[str] = []
    for stance, verbs in words.items():
        groups_of_it = sorted(said.get(stance, ()), key=lambda group: not group.is_known)
        follows = (
            parts and style.brief and stance == "qualifies"
        )  # with the verb of the part before
        one, several = ("in part", "in part") if follows else verbs
        if groups_of_it:
            most = 0 if parts and style.once else style.most
            parts.append(_say(groups_of_it, most, one, several, brief=style.brief))
    return f"{_up((', ' if style.brief else '; ').join(parts))}."


_SAME_SIDE = ("supports", "qualifies")
_AT_LENGTH = {
    "supports": ("reports the same", "report the same"),
    "qualifies": ("reports it in part", "report it in part"),
    "contradicts": ("says otherwise", "say otherwise"),
}
_BRIEFLY = {
    "supports": ("says so", "say so"),
    "qualifies": ("says so in part", "say so in part"),
    "contradicts": ("says otherwise", "say otherwise"),
}


def _say(
    groups: Sequence[_Group], most: int, one: str, several: str, *, brief: bool = False
) -> str:
    """Say who reports something: the first by name, the others by number; none by name at nought.

    *Brief* leaves out with whom somebody says it.
    """
    names = _named_once(groups)
    if brief:
        names = [name.partition(" with ")[0] for name in names]
    if len(groups) == 1 and not groups[0].is_known:
        one = one.replace("reports", "says")
    is_one = len(names) == 1 and not names[0].startswith("reports in")
    who = listed_some(names, most) if most else _others(len(names))
    return f"{who} {one if is_one else several}"


def _named_once(groups: Iterable[_Group]) -> list[str]:
    """Name voices; reports of unknown origin together, since they may be of one origin."""
    groups = [*groups]
    names = [group.name for group in groups if group.is_known]
    printed = dict.fromkeys(group.name for group in groups if not group.is_known)
    if len(printed) > 1:
        where = listed(name.removeprefix(_UNKNOWN).strip() for name in printed)
        return [*names, f"reports in {where}"]
    return [*names, *printed]


def _others(number: int) -> str:
    return f"{_counted(number)} {'other' if number == 1 else 'others'}"


# What a reader must know besides


def _asides(trace: Told) -> list[str]:
    result, asides = trace.result, []
    claim = trace.claim
    is_position = isinstance(claim, Assertion) and claim.type == "position"
    is_known = all(c.finding.origin for c, _ in trace.comparisons if c.decides)
    one_sided = bool(result.n_findings and result.n_origins and result.independent == 0)
    if one_sided and is_known and not is_position:
        one = result.n_origins == 1
        who = "a party" if one else "parties"
        verbs = ("counts it", "count it") if isinstance(claim, Figure) else ("says so", "say so")
        asides.append(f"only {who} to the conflict {verbs[not one]}")
    if trace.credited and result.attribution_check == "not-found":
        where = listed(a.called for a in trace.credited)
        asides.append(f"the article\u2019s own number was not found at {where}")
    return asides


# Sentences


def listed(names: Iterable[str]) -> str:
    """Join names: commas, and before the last."""
    names = [*names]
    return (
        names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
    )


def listed_some(names: Iterable[str], most: int = _MOST_NAMED) -> str:
    """Join the first names, and count the rest; a single one is named rather than counted."""
    names = [*names]
    if len(names) <= most + (most > 1):
        return listed(names)
    return f"{', '.join(names[:most])} and {_others(len(names) - most)}"


def _counted(number: int) -> str:
    """Write a count of reports as newspapers do: in words below ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _possessive(name: str) -> str:
    return f"{name}\u2019" if name.endswith("s") else f"{name}\u2019s"


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]


_DANGLING = (
    "(an?|and|as|at|by|for|from|in|of|on|or|that|the|their|this|to|which|who|with|.*['\u2019]s?)"
)
"""Words at which no text is cut, for they belong to what comes after them."""


def _cut(text: str, room: int) -> str:
    """Cut a text between two words that do not belong together."""
    if len(text) <= room:
        return text
    words = text[: max(room - 1, 0)].split(" ")[:-1]
    while words and re.fullmatch(_DANGLING, words[-1]):
        words.pop()
    return f"{' '.join(words).rstrip(' ,;:')}\u2026"
