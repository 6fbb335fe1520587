"""Rules: what must hold between records, beyond what each record's own model checks.

Every rule is a generator of breaches over a `Draft`, the records of one folder with the place
where each stands. All rules run, and all breaches of all files are reported at once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from afpak_claims.files.drafts import Breach, Entry, field_path
from afpak_claims.files.quantity_phrases import expected_estimate, numerals
from afpak_claims.records.claims import Assertion, Claim, Figure
from afpak_claims.records.estimates import Estimate, format_number
from afpak_claims.records.findings import Finding
from afpak_claims.records.plain_values import in_words
from afpak_claims.stamps import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from afpak_claims.files.drafts import Draft

__all__ = ["breaches"]

_LONGEST_WORDING = 8


def breaches(draft: Draft) -> Iterator[Breach]:
    """Apply every rule."""
    for rule in _RULES:
        yield from rule(draft)


def _unique_ids(draft: Draft) -> Iterator[Breach]:
    """Claims, findings and sources share one space of ids; each vocabulary has its own."""
    spaces: tuple[list[Entry[Any]], ...] = (
        [*draft.claims, *draft.findings, *draft.sources],
        *(draft.metrics, draft.places, draft.actors, draft.quantifiers, draft.cautions),
    )
    for space in spaces:
        first: dict[str, Entry[Any]] = {}
        for entry in space:
            other = first.setdefault(entry.record.id, entry)
            if other is not entry:
                where = f"{other.file} {field_path(other.path)}"
                yield Breach(
                    entry,
                    ("id",),
                    f"found {entry.record.id!r}, which {where} has; expected an id of its own; "
                    "choose another",
                )


def _known_words(draft: Draft) -> Iterator[Breach]:
    """Every id that a record names is defined."""
    known = {
        kind: {entry.record.id for entry in entries} | draft.invalid
        for kind, entries in (
            ("metrics", draft.metrics),
            ("places", draft.places),
            ("actors", draft.actors),
            ("cautions", draft.cautions),
            ("claims", draft.claims),
            ("sources", draft.sources),
            ("findings", draft.findings),
        )
    }
    for entry, path, kind, word in _references(draft):
        if word not in known[kind] and kind not in draft.unread:
            home = {
                "claims": "claims/",
                "findings": "evidence/",
                "sources": "sources.yaml",
            }.get(kind, f"vocabulary/{kind}.yaml")
            yield Breach(
                entry, path, f"found {word!r}; expected an id of {home}; correct it or add it there"
            )


_Reference = tuple[Entry[Any], tuple[str | int, ...], str, str]


def _references(draft: Draft) -> Iterator[_Reference]:
    """Return every id that a record names: the record, the field, the kind and the id."""
    for entry in draft.claims:
        yield from _claim_references(entry)
    for found in draft.findings:
        yield found, ("claim",), "claims", found.record.claim
        yield found, ("source",), "sources", found.record.source
        for n, word in enumerate(found.record.inputs):
            yield found, ("inputs", n), "findings", word
    for place in draft.places:
        if place.record.within is not None:
            yield place, ("within",), "places", place.record.within
    if draft.article:
        yield draft.article, ("source",), "sources", draft.article.record.source


def _claim_references(entry: Entry[Claim]) -> Iterator[_Reference]:
    claim = entry.record
    if isinstance(claim, Figure):
        yield entry, ("metric",), "metrics", claim.metric
    for name in ("places", "actors", "cautions"):
        for n, word in enumerate(getattr(claim, name)):
            yield entry, (name, n), name, word
    for n, word in enumerate(claim.attribution.to):
        yield entry, ("attribution", "to", n), "actors", word
    for name in ("part_of", "disputes"):
        if (word := getattr(claim, name)) is not None:
            yield entry, (name,), "claims", word
    if claim.retired and claim.retired.replaced_by:
        yield entry, ("retired", "replaced_by"), "claims", claim.retired.replaced_by


def _everything_used(draft: Draft) -> Iterator[Breach]:
    """Every source and every word is used."""
    if not draft.whole:
        return
    used = defaultdict(set)
    for _, _, kind, word in _references(draft):
        used[kind].add(word)
    for kind in ("metrics", "places", "actors", "cautions", "sources"):
        for entry in getattr(draft, kind):
            if entry.record.id not in used[kind]:
                yield Breach(
                    entry, (), "found nothing that uses it; expected a use; use it or delete it"
                )


def _outline(draft: Draft) -> Iterator[Breach]:
    """The outline runs through the article without a gap."""
    if not draft.article:
        return
    paragraph, sentence = 1, 0
    for n, line in enumerate(draft.article.record.sentences):
        due = {(paragraph, sentence + 1), (paragraph + 1, 1)} if n else {(1, 1)}
        if (line.paragraph, line.sentence) not in due:
            yield Breach(
                draft.article,
                ("sentences", n),
                f"found paragraph {line.paragraph} sentence {line.sentence}; expected the sentence "
                f"after paragraph {paragraph} sentence {sentence}; add what is missing",
            )
        paragraph, sentence = line.paragraph, line.sentence


def _located(draft: Draft) -> Iterator[Breach]:
    """Every claim stands in a sentence of the article and carries that sentence's digest."""
    if not draft.article:
        return
    digests = {
        (line.paragraph, line.sentence): line.digest for line in draft.article.record.sentences
    }
    for entry in draft.claims:
        at = entry.record.article
        digest = digests.get((at.paragraph, at.sentence))
        if digest is None:
            yield Breach(
                entry,
                ("article",),
                f"found paragraph {at.paragraph} sentence {at.sentence}; expected a sentence of "
                "article.yaml; correct the locator",
            )
        elif digest != at.digest:
            yield Breach(
                entry,
                ("article", "digest"),
                f"found {at.digest}; expected {digest}, which article.yaml has for paragraph "
                f"{at.paragraph} sentence {at.sentence}; correct the locator or the digest",
            )


def _covered(draft: Draft) -> Iterator[Breach]:
    """Every sentence carries a claim or says why not."""
    if not draft.article:
        return
    carried = {(e.record.article.paragraph, e.record.article.sentence) for e in draft.claims}
    for n, line in enumerate(draft.article.record.sentences):
        is_carried = (line.paragraph, line.sentence) in carried
        if not is_carried and line.reason is None and draft.whole:
            yield Breach(
                draft.article,
                ("sentences", n),
                f"found no claim for paragraph {line.paragraph} sentence {line.sentence}; "
                "expected one, or a reason; add it",
            )
        elif is_carried and line.reason is not None:
            yield Breach(
                draft.article,
                ("sentences", n, "reason"),
                "found a reason for a sentence that carries a claim; expected none; delete it",
            )


def _article_order(draft: Draft) -> Iterator[Breach]:
    """The claims of a file follow the article."""
    last: dict[str, tuple[int, int]] = {}
    for entry in draft.claims:
        at = (entry.record.article.paragraph, entry.record.article.sentence)
        if at < last.get(entry.file, at):
            yield Breach(
                entry,
                ("article",),
                "found a claim after one of a later sentence; expected article order; move it up",
            )
        last[entry.file] = at


def _wording(draft: Draft) -> Iterator[Breach]:
    """A wording is short; its numerals are bounds; its quantifier gives its bounds."""
    quantifiers = [entry.record for entry in draft.quantifiers]
    for entry in draft.claims:
        period = entry.record.period
        if period and period.wording and len(period.wording.split()) > _LONGEST_WORDING:
            yield _too_long(entry, "period", period.wording)
        if not isinstance(entry.record, Figure):
            continue
        estimate = entry.record.estimate
        if estimate.wording is None:
            yield Breach(
                entry,
                ("estimate",),
                "found no wording; expected the quantity phrase of the article; add it",
            )
            continue
        if len(estimate.wording.split()) > _LONGEST_WORDING:
            yield _too_long(entry, "estimate", estimate.wording)
        if draft.unread & {"quantifiers"}:
            continue
        try:
            expected = expected_estimate(estimate.wording, quantifiers)
        except ValueError as error:
            yield Breach(entry, ("estimate", "wording"), str(error))
            continue
        if expected is not None:
            yield from _as_expected(entry, estimate, expected)
        else:
            yield from _numerals_are_bounds(entry, estimate, estimate.wording)


def _too_long(entry: Entry[Any], name: str, wording: str) -> Breach:
    return Breach(
        entry,
        (name, "wording"),
        f"found {len(wording.split())} words; expected {_LONGEST_WORDING} at most; shorten it",
    )


def _as_expected(entry: Entry[Any], estimate: Estimate, expected: Estimate) -> Iterator[Breach]:
    for name in ("low", "best", "high", "low_open", "high_open", "interpreted"):
        found, due = getattr(estimate, name), getattr(expected, name)
        if found != due:
            yield Breach(
                entry,
                ("estimate", name),
                f"found {in_words(found, 'none')}; expected {in_words(due, 'none')}, from the "
                f"wording {estimate.wording!r}; change the bound or the wording",
            )


def _numerals_are_bounds(entry: Entry[Any], estimate: Estimate, wording: str) -> Iterator[Breach]:
    bounds = {estimate.low, estimate.best, estimate.high}
    named = numerals(wording)
    for number in named:
        if number not in bounds:
            yield Breach(
                entry,
                ("estimate", "wording"),
                f"found {format_number(number)}; expected a bound of the estimate; "
                "correct the bound or the wording",
            )
    if not named:
        yield Breach(
            entry,
            ("estimate", "wording"),
            f"found {wording!r}; expected a numeral or a phrase of vocabulary/quantifiers.yaml; "
            "correct it or add the phrase there",
        )


_UNITS_BY_WORD = {
    "percent": "percent",
    "per cent": "percent",
    "%": "percent",
    "decades": "years",
    "decade": "years",
    "years": "years",
    "year": "years",
    "times": "times",
    "time": "times",
    "highest": "rank",
    "lowest": "rank",
    "steps": "steps",
    "step": "steps",
    "strikes": "strikes",
    "strike": "strikes",
    "people": "people",
    "persons": "people",
}
_UNIT_WORD = re.compile(rf"%|(?<![^\s%])(?:{'|'.join(_UNITS_BY_WORD)})(?![^\s%])")


def _named_units(wording: str) -> set[str]:
    """Return the units whose words stand in a wording."""
    return {_UNITS_BY_WORD[word] for word in _UNIT_WORD.findall(wording.lower())}


def _units(draft: Draft) -> Iterator[Breach]:
    """The words of a quantity fit the unit of its metric, and counts are whole and not negative."""
    metrics = draft.index(draft.metrics)
    figures = {e.record.id: e.record for e in draft.claims if isinstance(e.record, Figure)}
    entries: list[Entry[Any]] = [*draft.claims, *draft.findings]
    for entry in entries:
        record = entry.record
        estimate: Estimate | None = getattr(record, "estimate", None)
        figure = figures.get(record.claim) if isinstance(record, Finding) else record
        if estimate is None or not isinstance(figure, Figure) or figure.metric not in metrics:
            continue
        metric = metrics[figure.metric]
        for unit in _named_units(estimate.wording or "") - {metric.unit}:
            yield Breach(
                entry,
                ("estimate", "wording"),
                f"found a quantity in {unit}; expected {metric.unit}, the unit of "
                f"{metric.id}; correct the wording or the metric",
            )
        if metric.whole:
            for name in ("low", "best", "high"):
                value = getattr(estimate, name)
                if value is not None and (value < 0 or value != int(value)):
                    yield Breach(
                        entry,
                        ("estimate", name),
                        f"found {format_number(value)}; expected a whole number, not negative, "
                        f"as {metric.id} counts; correct it",
                    )


def _parts(draft: Draft) -> Iterator[Breach]:
    """A part belongs to a figure of the same unit, is no larger than it, and forms no circle."""
    claims = draft.index(draft.claims)
    units = {entry.record.id: entry.record.unit for entry in draft.metrics}
    for entry in draft.claims:
        part = entry.record
        for name in ("part_of", "disputes"):
            if _circles(claims, part.id, name):
                yield Breach(
                    entry, (name,), "found a circle; expected a chain with an end; remove a link"
                )
        whole = claims.get(part.part_of or "")
        if whole is None:
            continue
        if not isinstance(part, Figure) or not isinstance(whole, Figure):
            yield Breach(
                entry, ("part_of",), "found an assertion; only figures have parts; delete it"
            )
            continue
        if units.get(part.metric) != units.get(whole.metric):
            yield Breach(
                entry,
                ("part_of",),
                f"found {whole.id!r} in {units.get(whole.metric)}; expected a figure in "
                f"{units.get(part.metric)}; correct it",
            )
        elif _larger(part.estimate, whole.estimate):
            yield Breach(
                entry,
                ("estimate",),
                f"found {part.estimate.in_words()}, more than its whole {whole.id!r} with "
                f"{whole.estimate.in_words()}; expected no more; correct a bound or the part_of",
            )


def _larger(part: Estimate, whole: Estimate) -> bool:
    both_high = part.upper is not None and whole.upper is not None
    return (both_high and part.upper > whole.upper) or (  # type: ignore[operator]
        part.compared_with(whole).relation == "above"
    )


def _circles(claims: dict[str, Claim], start: str, name: str) -> bool:
    seen = set()
    at: str | None = start
    while at is not None and at in claims and at not in seen:
        seen.add(at)
        at = getattr(claims[at], name)
    return at == start


def _attributed(draft: Draft) -> Iterator[Breach]:
    """Who is credited is given exactly where somebody is."""
    for entry in draft.claims:
        attribution = entry.record.attribution
        for name, naming in (("to", "named"), ("group", "generic")):
            given = bool(getattr(attribution, name))
            if given and attribution.naming != naming:
                yield Breach(
                    entry,
                    ("attribution", name),
                    f"found {name} where naming is {attribution.naming}; expected it with "
                    f"{naming} only; correct the naming or delete it",
                )
            elif not given and attribution.naming == naming:
                yield Breach(
                    entry,
                    ("attribution",),
                    f"found naming {naming} without {name}; expected it; add who is credited",
                )


def _statements(draft: Draft) -> Iterator[Breach]:
    """Every statement is one sentence of its own."""
    first: dict[str, str] = {}
    for entry in draft.claims:
        statement = entry.record.statement
        if not statement.endswith("."):
            yield Breach(
                entry, ("statement",), "found no full stop at the end; expected one; add it"
            )
        other = first.setdefault(" ".join(statement.casefold().split()), entry.record.id)
        if other != entry.record.id:
            yield Breach(
                entry,
                ("statement",),
                f"found the statement of {other!r}; expected one of its own; rewrite it",
            )


def _findings_fit(draft: Draft) -> Iterator[Breach]:
    """A value bears on a figure, an attribution on a credited claim."""
    claims = draft.index(draft.claims)
    for entry in draft.findings:
        finding = entry.record
        claim = claims.get(finding.claim)
        if finding.about == "value" and isinstance(claim, Assertion):
            yield Breach(
                entry,
                ("about",),
                f"found a value for the assertion {claim.id!r}; expected an event; correct it",
            )
        if finding.about == "attribution" and claim and claim.attribution.naming != "named":
            yield Breach(
                entry,
                ("about",),
                f"found an attribution for {claim.id!r}, which credits nobody by name; "
                "expected an event or a value; correct it",
            )


def _sums(draft: Draft) -> Iterator[Breach]:
    """A derived sum is what its inputs add up to, and they are findings on the same claim."""
    findings = draft.index(draft.findings)
    for entry in draft.findings:
        total = entry.record
        inputs = [findings[name] for name in total.inputs if name in findings]
        if len(inputs) != len(total.inputs) or total.estimate is None or not inputs:
            continue
        for n, part in enumerate(inputs):
            if part.claim != total.claim or part.estimate is None or part.id == total.id:
                yield Breach(
                    entry,
                    ("inputs", n),
                    f"found {part.id!r}; expected another value for {total.claim!r}; correct it",
                )
                break
        else:
            yield from _adds_up(entry, [part.estimate for part in inputs if part.estimate])


def _adds_up(entry: Entry[Finding], parts: list[Estimate]) -> Iterator[Breach]:
    total = entry.record
    repeated = [name for name, count in Counter(total.inputs).items() if count > 1]
    if repeated:
        yield Breach(
            entry,
            ("inputs",),
            f"found {repeated[0]!r} twice; expected each input once; delete one",
        )
    assert total.estimate is not None  # noqa: S101 - only sums with an estimate are added up
    names = ("lower", "upper") if total.estimate.best is None else ("lower", "best", "upper")
    for name in names:
        bounds = [getattr(part, name) for part in parts]
        due = None if None in bounds else round(sum(bounds), 9)
        found = getattr(total.estimate, name)
        if found != due:
            yield Breach(
                entry,
                ("estimate",),
                f"found {in_words(found, 'none')} as {name} bound; expected "
                f"{in_words(due, 'none')}, the sum of the inputs; change the sum or an input",
            )


def _additive(draft: Draft) -> Iterator[Breach]:
    """Only findings of a metric that adds up are summed."""
    claims, metrics = draft.index(draft.claims), draft.index(draft.metrics)
    for entry in draft.findings:
        figure = claims.get(entry.record.claim)
        metric = metrics.get(figure.metric) if isinstance(figure, Figure) else None
        if entry.record.inputs and metric and not metric.additive:
            yield Breach(
                entry,
                ("inputs",),
                f"found a sum of {metric.id}, which does not add up; expected none; delete it",
            )


def _filed_by_topic(draft: Draft) -> Iterator[Breach]:
    """A finding stands in the file of its claim's topic."""
    claims = draft.index(draft.claims)
    for entry in draft.findings:
        claim = claims.get(entry.record.claim)
        if claim and entry.file != f"evidence/{claim.topic}.yaml":
            yield Breach(
                entry,
                ("claim",),
                f"found {claim.id!r} of topic {claim.topic!r}; expected it in "
                f"evidence/{claim.topic}.yaml; move it there",
            )


def _schema_version(draft: Draft) -> Iterator[Breach]:
    """The records are of the format that this package reads."""
    if draft.header and draft.header.record.schema_version != SCHEMA_VERSION:
        yield Breach(
            draft.header,
            ("schema_version",),
            f"found {draft.header.record.schema_version}; expected {SCHEMA_VERSION}, the record "
            "format of this package; correct it, or use the package of that format",
        )


_RULES: tuple[Callable[[Draft], Iterator[Breach]], ...] = (
    _unique_ids,
    _known_words,
    _everything_used,
    _outline,
    _located,
    _covered,
    _article_order,
    _wording,
    _units,
    _parts,
    _attributed,
    _statements,
    _findings_fit,
    _sums,
    _additive,
    _filed_by_topic,
    _schema_version,
)
