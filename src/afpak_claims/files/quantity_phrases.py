"""Quantities in words: the numerals and the quantifier phrases of a wording, and their bounds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from afpak_claims.records.estimates import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afpak_claims.records.estimates import Bound
    from afpak_claims.records.vocabulary import Alternative, Quantifier

__all__ = ["NUMBER_WORDS", "SCALES", "alternative_estimates", "expected_estimate", "numerals"]

NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_NUMERAL = (
    rf"(?:\d[\d,]{{0,17}}(?:\.\d{{1,9}})?|\b(?:{'|'.join(NUMBER_WORDS)})\b)"
    rf"(?:[ -](?:{'|'.join(SCALES)})\b){{0,2}}"
)


def numerals(wording: str) -> list[float]:
    """Return the numbers that a wording names, in order.

    >>> numerals("between 2,500 and five million")
    [2500, 5000000]
    """
    return [_value(text) for text in re.findall(_NUMERAL, wording.lower())]


def expected_estimate(wording: str, quantifiers: Iterable[Quantifier]) -> Estimate | None:
    """Return the bounds that the conventions give a wording; None where no phrase matches.

    The longest phrase found decides, so that "several hundred" is not read as "several".
    """
    found = _longest_match(wording, quantifiers)
    if found is None:
        return None
    quantifier, values = found
    return _estimate(quantifier, values, quantifier.interpreted)


def alternative_estimates(wording: str, quantifiers: Iterable[Quantifier]) -> list[Estimate]:
    """Return the other bounds that the phrase of a wording is given."""
    found = _longest_match(wording, quantifiers)
    if found is None:
        return []
    quantifier, values = found
    return [_estimate(other, values) for other in quantifier.alternatives]


def _longest_match(
    wording: str, quantifiers: Iterable[Quantifier]
) -> tuple[Quantifier, dict[str, float]] | None:
    text = wording.lower()
    matches = [
        (len(match[0]), quantifier, match)
        for quantifier in quantifiers
        for phrase in quantifier.phrases
        if (match := _pattern(phrase).search(text))
    ]
    if not matches:
        return None
    _, quantifier, match = max(matches, key=lambda found: found[0])
    return quantifier, {name: _value(numeral) for name, numeral in match.groupdict().items()}


def _estimate(
    reading: Quantifier | Alternative, values: dict[str, float], interpreted: tuple[Bound, ...] = ()
) -> Estimate:
    return Estimate(
        low=_bound(reading.low, values),
        best=_bound(reading.best, values),
        high=_bound(reading.high, values),
        low_open=reading.low_open,
        high_open=reading.high_open,
        interpreted=interpreted,
    )


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = [
        f"(?P<{word}>{_NUMERAL})" if word in {"N", "A", "B"} else re.escape(word.lower())
        for word in phrase.split()
    ]
    pattern = " ".join(words)
    return re.compile(rf"(?<!\w){pattern}(?!\w)")


def _value(numeral: str) -> float:
    first, *scales = re.split(r"[ -]", numeral)
    digits = first.replace(",", "")
    value = NUMBER_WORDS.get(first) or (float(digits) if "." in digits else int(digits))
    for scale in scales:
        value *= SCALES[scale]
    return value


def _bound(expression: str | None, values: dict[str, float]) -> float | None:
    if expression is None:
        return None
    *factor, last = expression.split()
    value = values[last] if last in values else float(last)
    value = round(float(factor[0]) * value, 9) if factor else value
    return int(value) if value == int(value) else value
