"""Search: the claims that words and numbers ask for, the best first.

One index for the library, the command line and the page. Numbers are found in every writing
(46000, 46,000, 46k, forty-six thousand, digits of other scripts), and a number that nothing has
leads to the nearest one; a whole word counts more than the beginning of one, and what the article
says more than what is noted beside it. A name of several words counts once more where the whole of
it is asked for. A year that is asked for may not be missing, and counts more where there is a
figure of this year alone. The id of a claim leads to it. Addresses are never searched.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from afpak_claims.files.quantity_phrases import tokens
from afpak_claims.files.quantity_phrases.numbers import numbers_in
from afpak_claims.files.quantity_phrases.tables import table_of
from afpak_claims.files.quantity_phrases.tokens import normal
from afpak_claims.records.claims import Figure
from afpak_claims.records.estimates import format_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records.estimates import Estimate
    from afpak_claims.records.periods import Period
    from afpak_claims.records.vocabulary import Actor

__all__ = ["Answer", "Index", "Term", "for_script", "index_of", "search", "terms_of"]

SYNONYMS: dict[str, str] = {
    "idp": "displaced",
    "idps": "displaced",
    "refugee": "displaced",
    "refugees": "displaced",
    "dead": "killed",
    "deaths": "killed",
    "died": "killed",
    "fatalities": "killed",
    "wounded": "injured",
    "hurt": "injured",
    "toll": "killed",
    "uav": "drone",
    "uavs": "drone",
    "withdrawal": "withdrew",
    "pullout": "withdrew",
    "closure": "closed",
    "closures": "closed",
    "displacement": "displaced",
    "truce": "ceasefire",
    "fence": "fencing",
    "pricing": "inflation",
    "ousted": "removed",
    "ouster": "removed",
    "toppled": "removed",
    "deposed": "removed",
    "no-confidence": "removed",
    "pull-out": "withdrew",
    "durand-line": "border",
    "tehreek-e-taliban": "ttp",
    "\u0637\u0627\u0644\u0628\u0627\u0646": "taliban",
    "\u06a9\u0627\u0628\u0644": "kabul",
    "\u067e\u0627\u06a9\u0633\u062a\u0627\u0646": "pakistan",
    "\u0627\u0641\u063a\u0627\u0646\u0633\u062a\u0627\u0646": "afghanistan",
    "\u0688\u0631\u0648\u0646": "drone",
    "\u0645\u06c1\u0627\u062c\u0631\u06cc\u0646": "displaced",
    "\u0645\u0647\u0627\u062c\u0631\u06cc\u0646": "displaced",
    "\u0645\u06c1\u0646\u06af\u0627\u0626\u06cc": "inflation",
    "\u06c1\u0644\u0627\u06a9": "killed",
    "\u0634\u06c1\u0631\u06cc": "civilians",
    "\u0633\u0631\u062d\u062f": "border",
}
"""What a reader types, folded, and the word that the records have for it.

One with hyphens is found without them too."""
ALSO: dict[str, tuple[str, ...]] = {
    "casualties": ("killed", "injured"),
    "casualty": ("killed", "injured"),
    "victims": ("killed", "injured"),
    "troops": ("soldiers", "forces"),
    "terrorists": ("militants",),
    "negotiations": ("talks",),
}
"""What a reader types, and words for a kind of it, which count for less than the word itself."""
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "by",
        "and",
        "or",
        "to",
        "for",
        "with",
        "from",
        "is",
        "was",
        "were",
        "are",
        "how",
        "many",
        "what",
        "who",
        "did",
        "does",
        "it",
        "that",
        "no",
        "al",
    ]
)
_WEIGHTS = {"number": 12, "found": 10, "title": 6, "name": 5, "text": 3, "year": 2, "note": 1}
_PART = 0.125
"""What the beginning of a word counts, beside the whole of it: less in a title than a whole word in
a note. A power of two, so that sums are exact and a script orders equals alike."""
_LEAST_PART = 4
"""Shorter words are searched for as they are: many of them are abbreviations."""
_ALSO = 0.5
"""What a word for a kind of the thing, or another form of the word, counts beside itself."""
_NEAR = 0.025
"""By so large a share a number may differ from the nearest one, which is taken for it."""
_YEARS = range(1900, 2100)
"""Whole numbers that are searched as words only, since they are years."""
_NAMED = 100
"""What the claim counts whose id is asked for: more than all words that another has."""
_LEAST_TOLD = 5
"""Fewer letters are too few to tell a slip from another word."""
_SHORT_WORD = 7
"""Words up to so many letters are misspelt by one slip, longer ones by two."""


class Term(NamedTuple):
    """One thing that is asked for: a word, or a number."""

    word: str
    number: float | None = None


class Answer(NamedTuple):
    """One claim that answers a question."""

    claim: str
    score: float
    matched: tuple[str, ...]
    """The terms that were found, in the order of the question."""
    is_whole: bool = True
    """Whether these are all terms of the question."""


class Index(NamedTuple):
    """What can be found, and in which claims."""

    claims: tuple[str, ...]
    """The claims, figures first, else in their order: the order of what is found equally."""
    words: Mapping[str, Mapping[str, float]]
    """By word the claims that have it, each with its weight."""
    numbers: Mapping[float, Mapping[str, float]]
    """By number the claims that have it, each with its weight."""
    names: Mapping[str, Mapping[str, float]] = MappingProxyType({})
    """By name of several words the claims that have it, each with its weight."""
    forms: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """By stem the words that are forms of one."""


def folded(text: str) -> str:
    """Return a text without case, accents and other ways of writing the same letter.

    >>> folded("Pré, \u0643\u0627\u0628\u0644")
    'pre, \u06a9\u0627\u0628\u0644'
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return text.replace("\u0643", "\u06a9").replace("\u064a", "\u06cc").replace("\u0649", "\u06cc")


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded; a number is one word without its separators."""
    return re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", folded(text))


def parts_of(word: str) -> list[str]:
    """Return the parts of a word between its hyphens.

    >>> parts_of("cross-border")
    ['cross', 'border']
    """
    return word.split("-")


def terms_of(query: str, language: str = "en") -> list[Term]:
    """Return what a question asks for: its numbers in every writing, and its words.

    Args:
        query: The question.
        language: The language of its number words and scales.

    Example:
        >>> [term.number or term.word for term in terms_of("46k civilians, forty-six thousand")]
        [46000, 'civilians', 46000]
    """
    text = normal(query)
    terms: list[Term] = []
    at = 0
    for found in numbers_in(text, language, "either"):
        if found.is_spelled and found.value <= _SMALL:
            continue
        terms += [Term(word) for word in words_of(text[at : found.start])]
        terms.append(Term(text[found.start : found.end], found.value))
        terms += [Term("percent")] * text.startswith(_PERCENT, found.end)
        at = found.end
    terms += [Term(word) for word in words_of(text[at:])]
    return _telling(terms)


def _telling(terms: list[Term]) -> list[Term]:
    """Return terms without words that say nothing, each as the records have it."""
    terms = _as_written(terms)
    kept = [term for term in terms if term.number is not None or term.word not in _STOP]
    return kept or terms


def _as_written(terms: list[Term]) -> list[Term]:
    """Return terms as the records have them, also where one is written without its hyphens.

    >>> [term.word for term in _as_written([Term("no"), Term("confidence"), Term("vote")])]
    ['removed', 'vote']
    """
    written: list[Term] = []
    rest = list(terms)
    while rest:
        for length in (_MOST_JOINED, 2, 1):
            joined = "-".join(term.word for term in rest[:length])
            if joined in SYNONYMS and all(term.number is None for term in rest[:length]):
                written.append(Term(SYNONYMS[joined]))
                del rest[:length]
                break
        else:
            written.append(rest.pop(0))
    return written


_MOST_JOINED = 3
"""So many words at most are one word with hyphens."""


_PERCENT = ("%", " %")
_SMALL = 12
"""Words for numbers up to here are searched for as words."""


def index_of(dataset: Dataset) -> Index:
    """Return what can be found of the claims of a dataset."""
    current = [claim for claim in dataset if claim.retired is None]
    current.sort(key=lambda claim: not isinstance(claim, Figure))
    claims = tuple(claim.id for claim in current)
    names: dict[str, dict[str, float]] = {}
    words: dict[str, dict[str, float]] = {}
    numbers: dict[float, dict[str, float]] = {}
    for claim in claims:
        for kind, text in _texts(dataset, claim):
            for word in words_of(normal(text)):
                for each in {word, *parts_of(word)}:
                    _weigh(words.setdefault(each, {}), claim, kind)
            for number in _numbers(text):
                _weigh(numbers.setdefault(number, {}), claim, kind)
        for kind, text in _names(dataset, claim):
            name = " ".join(_parts_in(text))
            if " " in name:
                _weigh(names.setdefault(name, {}), claim, kind)
        for kind, estimate in _estimates(dataset, claim):
            for value in (estimate.low, estimate.best, estimate.high):
                if value is not None:
                    _weigh(numbers.setdefault(value, {}), claim, kind)
    forms: dict[str, tuple[str, ...]] = {}
    for word in words:
        forms[stem_of(word)] = (*forms.get(stem_of(word), ()), word)
    return Index(claims, words, numbers, names, forms)


def stem_of(word: str) -> str:
    """Return what the forms of an English word have in common, as far as their ends say it.

    >>> [stem_of(word) for word in ("mediation", "mediators", "accuses", "accused", "states")]
    ['mediat', 'mediat', 'accus', 'accus', 'stat']
    """
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word.removesuffix(ending)
    return word


_ENDINGS = (
    *(("ings", 4), ("ions", 5), ("ing", 4), ("ion", 5), ("ors", 5), ("ers", 5), ("ies", 5)),
    *(("ed", 4), ("es", 4), ("or", 5), ("er", 5), ("e", 4), ("s", 4), ("y", 5)),
)
"""Ends of English words, the longest first, each with how many letters stand before it at least."""


def _parts_in(text: str) -> list[str]:
    """Return the words of a text, and of a word with hyphens its parts."""
    return [part for word in words_of(normal(text)) for part in parts_of(word)]


def _weigh(found: dict[str, float], claim: str, kind: str) -> None:
    found[claim] = max(found.get(claim, 0), _WEIGHTS[kind])


def _numbers(text: str) -> Iterator[float]:
    """Return the numbers that a text has in digits, but no years."""
    if not re.search(r"\d", text):
        return
    for found in numbers_in(normal(text), "en", "either"):
        if not found.is_spelled and found.value not in _YEARS:
            yield found.value


def _texts(dataset: Dataset, claim_id: str) -> Iterator[tuple[str, str]]:
    """Return the texts by which a claim is found, each with how much it counts."""
    claim = dataset[claim_id]
    yield "title", claim.statement
    yield "title", claim.id.replace("-", " ")
    yield "name", dataset.topics[claim.topic]
    if isinstance(claim, Figure):
        yield "title", claim.short or ""
        metric = dataset.metrics[claim.metric]
        yield "text", f"{metric.label} {metric.unit}"
        yield "text", claim.estimate.wording or ""
    yield from _names(dataset, claim_id)
    if claim.period and claim.period.edtf:
        kind = "name" if _is_of_one_year(claim.period) else "text"
        yield kind, " ".join(re.findall(r"\d{4}", claim.period.edtf))
        yield "note", _years_of(claim.period)
    yield "note", claim.note or ""
    credited = set(claim.attribution.to)
    for comparison in dataset.comparisons(claim_id):
        finding = comparison.finding
        kind = "text" if credited.intersection(finding.origin) else "year"
        yield kind if _is_of_one_year(finding.period) else "note", _years_of(finding.period)
        source = dataset.sources[finding.source]
        yield "note", " ".join(filter(None, (source.title, source.issuer)))
        yield "note", re.sub(r"https?://\S+", " ", finding.note or "")


def _names(dataset: Dataset, claim_id: str) -> Iterator[tuple[str, str]]:
    """Return the names of places and bodies by which a claim is found, with how much each counts.

    The credited body's name of one word counts most; one that only reports on the claim, least.
    """
    claim = dataset[claim_id]
    for place in map(dataset.places.__getitem__, claim.places):
        for text in (place.name, *place.aliases):
            yield "name", text
    credited = set(claim.attribution.to)
    for name in (*claim.attribution.to, *claim.actors):
        for text in _names_of(dataset.actors[name]):
            yield "title" if name in credited and len(_parts_in(text)) == 1 else "name", text
    for comparison in dataset.comparisons(claim_id):
        for name in comparison.finding.origin:
            for text in _names_of(dataset.actors[name]):
                yield "text", text


def _names_of(actor: Actor) -> tuple[str, ...]:
    return actor.name, actor.called, actor.id.replace("-", " "), *actor.aliases


def _is_of_one_year(period: Period | None) -> bool:
    return len(_years_of(period)) == len("2001")


def _years_of(period: Period | None) -> str:
    """Return the years of a period with both ends."""
    if period is None or period.start is None or period.end is None:
        return ""
    return " ".join(map(str, range(period.start.year, period.end.year + 1)))


def _estimates(dataset: Dataset, claim_id: str) -> Iterator[tuple[str, Estimate]]:
    claim = dataset[claim_id]
    if isinstance(claim, Figure):
        yield "number", claim.estimate
    for comparison in dataset.comparisons(claim_id):
        estimate = comparison.finding.estimate
        if estimate is not None:
            kind = "found" if comparison.decides else "note" if comparison.is_input else "text"
            yield kind, estimate


def search(index: Index, query: str) -> tuple[list[Answer], dict[str, str]]:
    """Return the claims that a question asks for, the best first, and what it may have meant.

    The claims that have all terms come first, or of those that have the most; one that lacks one of
    three or more terms stands among them if what it has counts more. Words with hyphens are looked
    for by their parts, and a word or a number that no claim has is taken for the nearest that there
    is. The claim whose id is asked for comes first.

    Returns:
        The answers, and by term that was not found the word that was looked for instead.
    """
    meant: dict[str, str] = {}
    asked: list[Term] = []
    for term in _together(terms_of(query), index):
        near = _nearest_term(term, index)
        if near:
            meant[term.word] = near.word
        asked += _parted([near or term])
    found = [_found(term, index) for term in asked]
    costs = [_cost_without(term, its) for term, its in zip(asked, found, strict=True)]
    whole = _named_in(query, index)
    named = folded(query).strip()
    in_id = [frozenset(_in_both_numbers(term.word)) for term in asked]
    has = Counter(claim for its in found for claim in its)
    least = max(has.values(), default=1)
    least -= least >= _MANY
    answers = []
    for claim in index.claims:
        if has[claim] < least and claim != named:
            continue
        score = whole.get(claim, 0) + _NAMED * (claim == named)
        score += len(asked) > 1 and _fits_id(claim, in_id)
        for its, cost in zip(found, costs, strict=True):
            score += its.get(claim, -cost)
        matched = tuple(t.word for t, its in zip(asked, found, strict=True) if claim in its)
        answers.append(Answer(claim, score, matched, len(matched) == len(asked)))
    return sorted(answers, key=lambda answer: -answer.score), meant


def _fits_id(claim: str, asked: list[frozenset[str]]) -> float:
    """Return what it counts that the id of a claim has a form of every word that is asked for.

    An id and a question both begin with what they are about, which decides between equals.
    """
    its = parts_of(claim)
    about = _ABOUT * (its[0] in asked[0])
    return about if any(map(frozenset(its).isdisjoint, asked)) else about + 1


def _cost_without(term: Term, found: Mapping[str, float]) -> int:
    """Return what it costs a claim that it lacks a term which others have."""
    if term.number in _YEARS:
        return _MISSING_YEAR
    is_rare = len(found) <= _RARE and max(found.values(), default=0) >= _WEIGHTS["text"]
    return _MISSING_RARE if is_rare else _MISSING


_MANY = 3
"""Of so many terms one may be missing."""
_MISSING = 3
"""What a missing term costs."""
_RARE = 3
"""What so many claims at most have is rare, if one has it in more than a note."""
_MISSING_RARE = 6
"""What a missing rare term costs: who asks for it means the claims that have it."""
_ABOUT = 0.5
"""What it counts that a claim begins with what the question begins with: less than any word."""
_MISSING_YEAR = 12
"""What a missing year costs: what is of another time is no answer where another is."""


def _named_in(query: str, index: Index) -> dict[str, float]:
    """Return the claims that have names of several words that are asked for, and what that adds.

    Of names within each other the longest is meant.
    """
    found: dict[str, float] = {}
    rest = _parts_in(query)
    longest = max((name.count(" ") + 1 for name in index.names), default=0)
    while rest:
        for length in range(min(longest, len(rest)), 1, -1):
            its = index.names.get(" ".join(rest[:length]))
            if its is not None:
                for claim, weight in its.items():
                    found[claim] = found.get(claim, 0) + weight
                del rest[: length - 1]
                break
        del rest[0]
    return found


def _together(terms: list[Term], index: Index) -> list[Term]:
    """Return terms ready to be looked for.

    Two words that the records write as one are one, and a word with hyphens is its parts where
    each of them is known.
    """
    ready: list[Term] = []
    for term in terms:
        before = ready[-1] if ready else None
        if before and before.number is None and term.number is None:
            joined = before.word + term.word
            if _is_known(joined, index.words):
                ready[-1] = Term(joined)
                continue
        parts = _parted([term])
        is_slip = not all(_is_known(part.word, index.words) for part in parts)
        ready += [term] if is_slip and _nearest(term.word, index) else parts
    return ready


def _parted(terms: list[Term]) -> list[Term]:
    """Return terms, and for a word with hyphens its parts."""
    parted = (
        [term] if term.number is not None else [Term(part) for part in parts_of(term.word)]
        for term in terms
    )
    return _telling([each for parts in parted for each in parts])


def _nearest_term(term: Term, index: Index) -> Term | None:
    """Return what a term may have meant; None where some claim has it, or nothing is near."""
    if term.number is None:
        near = _nearest(term.word, index)
        return Term(near) if near else None
    asked = term.number
    if asked in index.numbers or asked in _YEARS or _written(asked) in index.words:
        return None
    off, number = min(((abs(each - asked), each) for each in index.numbers), default=(asked, asked))
    return Term(format_number(number), number) if off <= _NEAR * abs(asked) else None


def _written(number: float) -> str:
    return str(int(number)) if number == int(number) else ""


def _is_known(word: str, known: Mapping[str, object]) -> bool:
    return any(one in known for one in _in_both_numbers(word))


def _nearest(word: str, index: Index) -> str | None:
    """Return the nearest word that there is; None where a form of it is there, or none is near."""
    known = index.words
    if len(word) < _LEAST_TOLD or _is_known(word, known) or stem_of(word) in index.forms:
        return None
    if any(other.startswith(word) for other in known):
        return None
    most = 1 if len(word) <= _SHORT_WORD else 2
    near = (
        (slips, other)
        for other in known
        if other[0] == word[0] and -1 <= len(other) - len(word) <= most
        if (slips := _slips(word, other)) <= most
    )
    return min(near, default=(0, None))[1]


def _slips(one: str, other: str) -> int:
    """Return how many slips lie between two words.

    A slip is a letter left out, added or changed, or two neighbours in each other's place.

    >>> _slips("dorne", "drone"), _slips("havens", "have")
    (1, 2)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, its in enumerate(other):
            least = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter != its))
            if i and j and letter == other[j - 1] and one[i - 1] == its:
                least = min(least, before[j - 1] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]


def _found(term: Term, index: Index) -> Mapping[str, float]:
    """Return the claims that have a term, each with how much that counts."""
    if term.number is not None:
        found = dict(index.numbers.get(term.number, {}))
        _join(found, index.words.get(_written(term.number), {}))
        return found
    found = {}
    for word in _in_both_numbers(term.word):
        _join(found, index.words.get(word, {}))
    also: dict[str, float] = {}
    for word in (*ALSO.get(term.word, ()), *index.forms.get(stem_of(term.word), ())):
        _join(also, {claim: n * _ALSO for claim, n in index.words.get(word, {}).items()})
    found = {**also, **found}
    if len(term.word) < _LEAST_PART:
        return found
    parts: dict[str, float] = {}
    for word, claims in index.words.items():
        if word.startswith(term.word):
            _join(parts, {claim: weight * _PART for claim, weight in claims.items()})
    return {**parts, **found}


def _in_both_numbers(word: str) -> tuple[str, ...]:
    """Return an English word in the singular and the plural.

    >>> _in_both_numbers("casualty"), _in_both_numbers("drones")
    (('casualty', 'casualtys', 'casualties'), ('drones', 'drone'))
    """
    if word.endswith("ies"):
        return word, word.removesuffix("s"), f"{word.removesuffix('ies')}y"
    if word.endswith("s"):
        return word, word.removesuffix("s")
    if word.endswith("y"):
        return word, f"{word}s", f"{word.removesuffix('y')}ies"
    return word, f"{word}s"


def _join(found: dict[str, float], more: Mapping[str, float]) -> None:
    for claim, weight in more.items():
        found[claim] = max(found.get(claim, 0), weight)


def for_script(index: Index) -> dict[str, Any]:
    """Return an index and the rules by which it is asked as plain values for a script.

    Claims are named by their place. The claims of a word stand by weight, a semicolon between two
    weights, each as its distance from the one before, which compresses well. A word begins with a
    letter for how much of the word before it shares: A for nothing, B for its first letter.
    """
    at = {claim: place for place, claim in enumerate(index.claims)}
    words = sorted(index.words)
    return {
        "claims": list(index.claims),
        "words": " ".join(_by_beginning(words)),
        "found": " ".join(_by_weight(index.words[word], at) for word in words),
        "numbers": [[value, _by_weight(its, at)] for value, its in sorted(index.numbers.items())],
        "weights": sorted(set(_WEIGHTS.values()), reverse=True),
        "part": _PART,
        "also": {"weight": _ALSO, "words": ALSO},
        "endings": _ENDINGS,
        "near": _NEAR,
        "years": [_YEARS.start, _YEARS.stop],
        "many": _MANY,
        "missing": _MISSING,
        "missing_year": _MISSING_YEAR,
        "missing_rare": _MISSING_RARE,
        "rare": [_RARE, _WEIGHTS["text"]],
        "about": _ABOUT,
        "joined": _MOST_JOINED,
        "names": [[name, _by_weight(its, at)] for name, its in sorted(index.names.items())],
        "least_part": _LEAST_PART,
        "named": _NAMED,
        "least_told": _LEAST_TOLD,
        "short_word": _SHORT_WORD,
        "stop": sorted(_STOP),
        "synonyms": SYNONYMS,
        **_numbers_for_script(),
    }


def _numbers_for_script() -> dict[str, Any]:
    """Return the number words of English and patterns that find numbers, for a script."""
    table = table_of("en")
    small = {words[0]: int(n) for words, n in table.numbers.items() if len(words) == 1 and n}
    scales = {words[0]: int(n) for words, n in table.scales.items() if len(words) == 1}
    letters = {letter: int(n) for letter, n in {**table.suffixes, **table.money_suffixes}.items()}
    tens, large = (
        _any_of(word for word, n in small.items() if n >= least) for least in (20, _SMALL + 1)
    )
    every, scale = _any_of(small), _any_of(scales)
    return {
        "digits": tokens.for_script(),
        "number_words": (
            rf"\b(?:{every}|half a|an?)(?:[ -]{every})*(?:[ -]{scale})+\b"
            rf"|\b{tens}[ -]{every}\b|\b{large}\b"
        ),
        "small": small,
        "scales": scales,
        "suffixes": {**letters, **scales},
    }


def _any_of(words: Iterable[str]) -> str:
    return rf"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


def _by_beginning(words: Iterable[str]) -> Iterator[str]:
    """Yield words as what they do not share with the beginning of the word before.

    >>> list(_by_beginning(["drone", "drones", "dust"]))
    ['Adrone', 'Fs', 'Bust']
    """
    before = ""
    for word in words:
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False))
        shared = min(len(list(alike)), _MOST_SHARED)
        yield f"{chr(ord('A') + shared)}{word[shared:]}"
        before = word


_MOST_SHARED = 25
"""The letters of the alphabet after A."""


def _by_weight(found: Mapping[str, float], at: Mapping[str, int]) -> str:
    rows = []
    for weight in sorted(set(_WEIGHTS.values()), reverse=True):
        places = sorted(at[claim] for claim, its in found.items() if its == weight)
        steps = (place - before for place, before in zip(places, [0, *places], strict=False))
        rows.append(",".join(map(str, steps)))
    return ";".join(rows).rstrip(";")
