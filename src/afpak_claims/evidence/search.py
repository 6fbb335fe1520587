"""Search: the claims that words and numbers ask for, the best first.

One index for the library, the command line and the page. Numbers are found in every writing
(46000, 46,000, 46k, forty-six thousand, digits of other scripts); whole words count more than
parts, and what the article says more than what is noted beside it. Addresses are never searched.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.files.quantity_phrases import NUMBER_WORDS, SCALES
from afpak_claims.records.claims import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records.estimates import Estimate

__all__ = ["Answer", "Index", "Term", "index_of", "search", "terms_of"]

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
    "troops": "soldiers",
    "truce": "ceasefire",
    "inflation": "inflation",
    "pricing": "inflation",
    "tehreek-e-taliban": "ttp",
    "\u0637\u0627\u0644\u0628\u0627\u0646": "taliban",
    "\u06a9\u0627\u0628\u0644": "kabul",
    "\u067e\u0627\u06a9\u0633\u062a\u0627\u0646": "pakistan",
    "\u0627\u0641\u063a\u0627\u0646\u0633\u062a\u0627\u0646": "afghanistan",
}
"""What a reader types, and the word that the records have for it."""
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
    ]
)
_WEIGHTS = {"number": 12, "found": 10, "title": 6, "name": 5, "text": 3, "note": 1}
_PART = 0.4
"""What a part of a word counts, beside the whole of it."""
_LEAST_PART = 3
_NEAR = 0.8


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


class Index(NamedTuple):
    """What can be found, by claim."""

    words: Mapping[str, Mapping[str, float]]
    """The weight of each word of a claim."""
    numbers: Mapping[str, Mapping[float, float]]
    """The weight of each number of a claim."""


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


def terms_of(query: str) -> list[Term]:
    """Return what a question asks for: its numbers in every writing, and its words.

    >>> [term.number or term.word for term in terms_of("46k civilians, forty-six thousand")]
    [46000.0, 'civilians', 46000.0]
    """
    text = folded(_plain_digits(query))
    terms: list[Term] = []
    at = 0
    for start, end, value in _numbers(text):
        terms += [Term(word) for word in words_of(text[at:start])]
        terms.append(Term(text[start:end].strip(), value))
        at = end
    terms += [Term(word) for word in words_of(text[at:])]
    kept = [term for term in terms if term.number is not None or term.word not in _STOP]
    return [
        term if term.number is not None else Term(SYNONYMS.get(term.word, term.word))
        for term in kept or terms
    ]


def _plain_digits(text: str) -> str:
    """Return a text with the digits of every script as those of ASCII."""
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text
    ).replace("\u066c", ",")


_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {
    **NUMBER_WORDS,
    **{
        word: number
        for number, word in enumerate(
            ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"), 13
        )
    },
    **{word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)},
}
_SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, **SCALES}
_DIGITS = re.compile(r"\d{1,3}(?:[,.\u2019' ]\d{3})+(?![\d])|\d+(?:\.\d+)?")
_WORD_NUMBER = rf"(?:{'|'.join(sorted(_SMALL, key=len, reverse=True))})"
_WORDS = re.compile(
    rf"\b(?:{_WORD_NUMBER}|half a|an?)(?:[ -]{_WORD_NUMBER})*(?:[ -](?:{'|'.join(SCALES)}))+\b"
    rf"|\b(?:{'|'.join(_TENS)})[ -]{_WORD_NUMBER}\b"
)


def _numbers(text: str) -> Iterator[tuple[int, int, float]]:
    """Return the numbers that a text writes, in digits or in words, with where they stand."""
    found: list[tuple[int, int, float]] = []
    for match in _DIGITS.finditer(text):
        raw = match[0]
        grouped = re.fullmatch(r"\d{1,3}(?:[,.\u2019' ]\d{3})+", raw)
        value = float(re.sub(r"[,.\u2019' ]", "", raw)) if grouped else float(raw)
        end = match.end()
        scale = re.match(rf" ?({'|'.join(sorted(_SUFFIXES, key=len, reverse=True))})\b", text[end:])
        if scale:
            value *= _SUFFIXES[scale[1]]
            end += scale.end()
        found.append((match.start(), end, value))
    for match in _WORDS.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in found):
            found.append((match.start(), match.end(), _of_words(match[0])))
    return iter(sorted(found))


def _of_words(text: str) -> float:
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]", text):
        if word == "half":
            current = 0.5
        elif word in {"a", "an"}:
            current = current or 1
        elif word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current *= 100
        else:
            total += current * SCALES[word]
            current = 0
    return total + current


def index_of(dataset: Dataset) -> Index:
    """Return what can be found of the claims of a dataset."""
    words: dict[str, dict[str, float]] = {}
    numbers: dict[str, dict[float, float]] = {}
    for claim in dataset:
        if claim.retired is None:
            words[claim.id], numbers[claim.id] = {}, {}
            for kind, text in _texts(dataset, claim.id):
                for word in words_of(_plain_digits(text)):
                    weight = _WEIGHTS[kind]
                    if weight > words[claim.id].get(word, 0):
                        words[claim.id][word] = weight
            for kind, estimate in _estimates(dataset, claim.id):
                for value in (estimate.low, estimate.best, estimate.high):
                    if value is not None:
                        old = numbers[claim.id].get(value, 0)
                        numbers[claim.id][value] = max(old, _WEIGHTS[kind])
    return Index(words, numbers)


def _texts(dataset: Dataset, claim_id: str) -> Iterator[tuple[str, str]]:
    """Return the texts by which a claim is found, each with how much it counts."""
    claim = dataset[claim_id]
    yield "title", claim.statement
    yield "title", claim.id.replace("-", " ")
    yield "name", dataset.topics[claim.topic]
    if isinstance(claim, Figure):
        yield "title", claim.short or ""
        yield "text", dataset.metrics[claim.metric].label
        yield "text", claim.estimate.wording or ""
    for name in claim.places:
        place = dataset.places[name]
        yield "name", " ".join([place.name, *place.aliases])
    credited = set(claim.attribution.to)
    for name in (*claim.attribution.to, *claim.actors):
        actor = dataset.actors[name]
        text = " ".join([actor.name, actor.called, name.replace("-", " "), *actor.aliases])
        yield "title" if name in credited else "name", text
    if claim.period and claim.period.edtf:
        years = re.findall(r"\d{4}", claim.period.edtf)
        yield "text", " ".join(years)
    yield "note", claim.note or ""
    for comparison in dataset.comparisons(claim_id):
        finding = comparison.finding
        for name in finding.origin:
            actor = dataset.actors[name]
            yield "text", " ".join([actor.name, actor.called, name, *actor.aliases])
        source = dataset.sources[finding.source]
        yield "note", " ".join(filter(None, (source.title, source.issuer)))
        yield "note", re.sub(r"https?://\S+", " ", finding.note or "")


def _estimates(dataset: Dataset, claim_id: str) -> Iterator[tuple[str, Estimate]]:
    claim = dataset[claim_id]
    if isinstance(claim, Figure):
        yield "number", claim.estimate
    for comparison in dataset.comparisons(claim_id):
        estimate = comparison.finding.estimate
        if estimate is not None and not comparison.is_input:
            yield "found" if comparison.decides else "text", estimate


def search(index: Index, query: str) -> tuple[list[Answer], dict[str, str]]:
    """Return the claims that a question asks for, the best first, and what it may have meant.

    Every term must be found; where no claim has them all, those that have the most come first.
    A term that no claim has is taken for the nearest word that there is.

    Returns:
        The answers, and by term that was not found the word that was looked for instead.
    """
    terms = terms_of(query)
    known = {word for words in index.words.values() for word in words}
    meant: dict[str, str] = {}
    asked: list[Term] = []
    for term in terms:
        if term.number is None and not _is_known(term.word, known):
            near = difflib.get_close_matches(term.word, known, n=1, cutoff=_NEAR)
            if near:
                meant[term.word] = near[0]
                asked.append(Term(near[0]))
                continue
        asked.append(term)
    answers = []
    for claim, words in index.words.items():
        scores = [_score(term, words, index.numbers[claim]) for term in asked]
        matched = tuple(t.word for t, s in zip(asked, scores, strict=True) if s)
        if matched:
            answers.append(Answer(claim, sum(scores), matched))
    most = max((len(answer.matched) for answer in answers), default=0)
    answers = [answer for answer in answers if len(answer.matched) == most]
    order = {claim: n for n, claim in enumerate(index.words)}
    answers.sort(key=lambda answer: (-answer.score, order[answer.claim]))
    return answers, meant


def _is_known(word: str, known: Iterable[str]) -> bool:
    return any(word == other or (len(word) >= _LEAST_PART and word in other) for other in known)


def _score(term: Term, words: Mapping[str, float], numbers: Mapping[float, float]) -> float:
    if term.number is not None:
        exact = numbers.get(term.number, 0)
        whole = int(term.number) if term.number == int(term.number) else None
        return max(exact, words.get(str(whole), 0) if whole is not None else 0)
    best = words.get(term.word, 0)
    if best or len(term.word) < _LEAST_PART:
        return best
    return max((w * _PART for other, w in words.items() if term.word in other), default=0)
