"""Totals: ranges added up, and a refusal of what would count twice or does not add up at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from functools import reduce
from itertools import combinations
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.cards import Card, Line, Section
from afpak_claims.errors import UsageError
from afpak_claims.records.claims import Assertion, Figure
from afpak_claims.records.estimates import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.periods import Period
    from afpak_claims.records.retirement import Retired
    from afpak_claims.records.vocabulary import Metric
    from afpak_claims.stamps import Stamp

__all__ = ["Total", "add_up"]

_MOST_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Total(Estimate):
    """An estimate that was added up: the range, what it counts and what it is made of.

    It is the range that the added reports span together, and no confidence interval. It equals
    an estimate of the same range without a wording.
    """

    metric: Metric
    """What is counted."""
    ids: tuple[str, ...]
    """The claims and findings that were added."""
    note: str | None = None
    """What may count twice, where that was allowed; None where nothing does."""
    stamp: Stamp
    """The versions and the digest of the data."""

    @property
    def unit(self) -> str:
        """The unit of the range."""
        return self.metric.unit

    def __eq__(self, other: object) -> bool:
        """Whether the other is an estimate with the same fields."""
        return _range(self) == _range(other) if isinstance(other, Estimate) else NotImplemented

    def __hash__(self) -> int:
        """Return the hash of an estimate with the same fields."""
        return hash(_range(self))

    def __str__(self) -> str:
        """Return the range in plain words, with what it counts and is made of."""
        text = f"{self.in_words(self.unit)} ({self._made_of()})"
        return f"{text}. {self.note}" if self.note else text

    def _made_of(self) -> str:
        ranges = "1 range" if len(self.ids) == 1 else f"the sum of {len(self.ids)} ranges"
        return f"{self.metric.label}, {ranges}"

    def _repr_html_(self) -> str:
        """Return the total as a card for a notebook."""
        lines = [Line("added", "; ".join(self.ids))]
        if self.note:
            lines.insert(0, Line("careful", self.note))
        meaning = Line("meaning", "a range of what was reported, not a confidence interval")
        sections = (Section("", (*lines, meaning)),)
        title = self.in_words(self.unit)
        return Card(title, f"Total · {self._made_of()}", sections, str(self.stamp)).html()


def _range(estimate: Estimate) -> tuple[object, ...]:
    return tuple(getattr(estimate, field.name) for field in fields(Estimate))


def add_up(dataset: Dataset, ids: Sequence[str], *, allow_overlap: bool = False) -> Total:
    """Add the ranges of figures and findings, as `afpak_claims.total` describes it.

    Raises:
        UnknownValueError: An id that the dataset does not have; the message names the nearest.
        UsageError: The ranges do not add up, or count something twice.
    """
    found = [_found(dataset, record_id) for record_id in ids]
    terms = [term for term in found if isinstance(term, _Term)]
    faults = [fault for fault in found if isinstance(fault, str)]
    faults += [*_without_range(dataset, ids), *_unaddable(dataset, terms)]
    doubles = list(_doubles(dataset, terms))
    if not allow_overlap:
        remedy = "drop one of them, or pass allow_overlap=True"
        faults = [
            f"found {pair}; expected no double counting; {remedy}" for pair in doubles
        ] + faults
    if faults:
        raise UsageError(_listed(faults, "\n"))
    added = reduce(add, (term.estimate for term in terms))
    bounds = {field.name: getattr(added, field.name) for field in fields(Estimate)}
    return Total(
        **{**bounds, "wording": None},
        metric=_metric_of(dataset, terms),
        ids=tuple(ids),
        note=_note(doubles),
        stamp=dataset.stamp,
    )


def _note(doubles: Sequence[str]) -> str | None:
    if not doubles:
        return None
    return f"Overlap was allowed, so that this may count twice: {_listed(doubles, '; ')}."


class _Term(NamedTuple):
    """One range to add, and what decides whether it may be added."""

    id: str
    claim: Figure
    """The figure itself, or the one that the finding bears on."""
    metric: str
    """What is counted."""
    estimate: Estimate
    period: Period | None
    places: tuple[str, ...]
    is_finding: bool


def _found(dataset: Dataset, record_id: str) -> _Term | str | None:
    """Return the range of an id, or what stands in the way of adding it; None for an assertion."""
    if record_id in dataset.findings:
        return _finding_term(dataset, dataset.findings[record_id])
    if record_id not in dataset.claims:
        kind = "claim or finding"
        raise dataset.unknown(kind, record_id, [*dataset.claims, *dataset.findings])
    return _claim_term(dataset.claims[record_id])


def _out_of_use(record_id: str, kind: str, retired: Retired) -> str:
    instead = retired.replaced_by
    remedy = f"add {instead!r} instead" if instead else "leave it out"
    return f"found {record_id!r}, which is retired; expected {kind} in use; {remedy}"


def _claim_term(claim: Claim) -> _Term | str | None:
    if claim.retired:
        return _out_of_use(claim.id, "claims", claim.retired)
    if not isinstance(claim, Figure):
        return None
    return _Term(
        claim.id,
        claim,
        claim.metric,
        claim.estimate,
        claim.period,
        claim.places,
        is_finding=False,
    )


def _finding_term(dataset: Dataset, finding: Finding) -> _Term | str:
    if finding.retired:
        return _out_of_use(finding.id, "findings", finding.retired)
    claim = dataset.claims.get(finding.claim)
    if finding.estimate is None or not isinstance(claim, Figure):
        return (
            f"found {finding.id!r}, a finding about an {finding.about}; expected findings about "
            "a value; leave it out"
        )
    judged = {judged.coverage for judged in finding.covers.axes.values()} if finding.covers else {}
    if "other" in judged:
        return (
            f"found {finding.id!r}, which is judged to count something else than its claim; "
            "expected findings that count it; leave it out, or add its estimate yourself with +"
        )
    places = claim.places if finding.places is None else finding.places
    # What counts more than the claim may count it in more places than the claim has.
    places = () if "whole" in judged else places
    metric = finding.metric or claim.metric
    return _Term(
        finding.id, claim, metric, finding.estimate, finding.period, places, is_finding=True
    )


def _without_range(dataset: Dataset, ids: Sequence[str]) -> Iterator[str]:
    if not ids:
        yield "missing range; expected at least one figure or finding; select some"
    assertions = [name for name in ids if isinstance(dataset.claims.get(name), Assertion)]
    if assertions:
        among = "" if len(assertions) == 1 else f"{len(assertions)} assertions, among them "
        yield (
            f"found {among}{assertions[0]!r}, which has no range; expected figures; "
            "select them with kind='figure'"
        )


def _unaddable(dataset: Dataset, terms: Sequence[_Term]) -> Iterator[str]:
    """Say what is wrong with the terms together, apart from pairs that count twice."""
    for record_id, count in Counter(term.id for term in terms).items():
        if count > 1:
            yield f"found {record_id!r} {count} times; expected it once; drop the others"
    metrics = {term.metric: dataset.metrics[term.metric] for term in terms}
    for metric in metrics.values():
        if not metric.additive:
            yield (
                f"found {metric.id}, in {metric.unit}, which does not add up; expected an "
                "additive metric; take its figures one by one"
            )
    if len(metrics) > 1 and _whole_metric(metrics) is None:
        named = [f"{metric.id} ({metric.unit})" for metric in metrics.values()]
        yield f"found the metrics {', '.join(named)}; expected one; add the figures of one of them"


def _whole_metric(metrics: Mapping[str, Metric]) -> str | None:
    """Return the metric that holds several side by side, none of them within another."""
    wholes = {metric.within for metric in metrics.values()}
    whole = next(iter(wholes))
    return whole if len(wholes) == 1 and whole not in metrics else None


def _metric_of(dataset: Dataset, terms: Sequence[_Term]) -> Metric:
    """Return what a sum counts: the metric of its terms, or the one that holds them all."""
    metrics = {term.metric: dataset.metrics[term.metric] for term in terms}
    whole = _whole_metric(metrics) if len(metrics) > 1 else None
    return dataset.metrics[whole] if whole else next(iter(metrics.values()))


def _doubles(dataset: Dataset, terms: Sequence[_Term]) -> Iterator[str]:
    """Name each pair that would count something twice, and say why."""
    for one, other in combinations(terms, 2):
        if one.id == other.id:
            continue
        if _is_part(dataset, one, other):
            yield f"{one.id!r}, which is a part of {other.id!r}"
        elif _is_part(dataset, other, one):
            yield f"{other.id!r}, which is a part of {one.id!r}"
        elif reason := _overlap(dataset, one, other):
            yield f"{one.id!r} and {other.id!r}, {reason}"


def _is_part(dataset: Dataset, part: _Term, whole: _Term) -> bool:
    """Whether one range is declared as a part of the other, directly or by way of a third."""
    if part.is_finding and whole.is_finding:
        return part.id in _inputs(dataset, whole.id)
    if not part.is_finding and not whole.is_finding:
        return whole.id in _wholes(dataset, part.claim)
    return False


def _wholes(dataset: Dataset, claim: Claim) -> set[str]:
    """Return the figures that contain one, directly or by way of another, selected or not."""
    everything = dataset.parent or dataset
    found: set[str] = set()
    at = claim.part_of
    while at is not None and at not in found:
        found.add(at)
        at = everything[at].part_of
    return found


def _inputs(dataset: Dataset, finding_id: str) -> set[str]:
    """Return the findings that a derived sum adds up, directly or by way of another sum."""
    found: set[str] = set()
    ahead = [finding_id]
    while ahead:
        finding = dataset.findings.get(ahead.pop())
        new = set(finding.inputs) - found if finding else set()
        found |= new
        ahead += new
    return found


def _overlap(dataset: Dataset, one: _Term, other: _Term) -> str | None:
    """Say why two ranges of which none is part of the other count something twice, if they do."""
    if _are_apart(dataset, one.claim, other.claim):
        return None
    when = _common_time(one.period, other.period)
    if when is None:
        return None
    around = (dataset.world.metrics_around(one.metric), dataset.world.metrics_around(other.metric))
    beside = one.metric not in around[1] and other.metric not in around[0]
    apart = beside or _common_place(dataset, one.places, other.places) is None
    if one.claim.id == other.claim.id and not apart:
        return f"rivals on the claim {one.claim.id!r} {when}"
    for part, whole in ((one.claim, other.claim), (other.claim, one.claim)):
        if whole.id in _wholes(dataset, part):
            return f"of which {part.id!r} is a part of {whole.id!r} {when}"
    if beside or not dataset.metrics[one.metric].additive:
        return None
    where = _common_place(dataset, one.places, other.places)
    return where and f"which both count {one.metric} {when} and {where}"


def _are_apart(dataset: Dataset, one: Figure, other: Figure) -> bool:
    """Whether two figures count different events, or are parts of what its parts divide."""
    if one.id == other.id:
        return False
    if one.event and other.event and one.event != other.event:
        return True
    whole = (dataset.parent or dataset).get(one.part_of or "")
    return isinstance(whole, Figure) and whole.partitioned and one.part_of == other.part_of


def _common_time(one: Period | None, other: Period | None) -> str | None:
    """Say in what time two ranges overlap; None where they lie apart."""
    if one is None or other is None or one.edtf is None or other.edtf is None:
        return "with a missing date"
    if one.may_hold_in(other.start, other.end):
        return "with overlapping periods"
    if one.holds != "cumulative" or other.holds != "cumulative":
        return "at two dates, not as totals over periods"
    return None


def _common_place(dataset: Dataset, one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """Say in what place two ranges overlap; None where they lie apart."""
    if not one or not other:
        return "with a missing place"
    for place in one:
        for beside in other:
            if place == beside:
                return f"in {place}"
            if beside in _around(dataset, place):
                return f"in {place}, which is in {beside}"
            if place in _around(dataset, beside):
                return f"in {beside}, which is in {place}"
    return None


def _around(dataset: Dataset, place: str) -> Iterator[str]:
    """Iterate over the places that contain one, from the nearest on."""
    seen = {place}
    at = dataset.places[place].within
    while at is not None and at not in seen:
        yield at
        seen.add(at)
        at = dataset.places[at].within


def _listed(reasons: Sequence[str], between: str) -> str:
    more = len(reasons) - _MOST_LISTED
    listed = between.join(reasons[:_MOST_LISTED])
    return f"{listed}{between}and {more} more" if more > 0 else listed
