"""Plain words: what a verdict rests on and what would change it, as a reader is told.

Results keep the words of the method; these are made from the same facts, for frozen results too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.evidence.headlines import listed_some, speakers
from afpak_claims.evidence.results import VERDICTS, relation_words
from afpak_claims.records.claims import Figure
from afpak_claims.records.findings import COVERAGES, PUBLISHED, READINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afpak_claims.evidence.comparison import Comparison
    from afpak_claims.evidence.headlines import Told
    from afpak_claims.records.claims import Claim
    from afpak_claims.records.findings import Finding, Reading

__all__ = ["basis", "changes", "how_close", "lies", "verdict_within"]

_NAMED = 3
_CHANGES = {
    "without tertiary readings": "without what was read in compilations only",
    "without dates that are uncertain or approximate": "without figures of uncertain date",
    "without coverage judged by hand": "without what was judged by hand",
}
_WITHOUT = "without "
_READ_AS = "read as "


def lies(claim: Claim, comparison: Comparison) -> str:
    """Say how a report lies to a claim, or how much of it a report covers that says nothing.

    A difference is a least one where an end is open, or where a range stands on either side.
    """
    finding, result = comparison.finding, comparison.result
    if result.relation and result.relation != "silent":
        ours = claim.estimate if isinstance(claim, Figure) else None
        both = [each for each in (ours, finding.estimate) if each]
        return relation_words(result, least=any(each.lower != each.upper for each in both))
    if result.coverage and finding.about == "value":
        return COVERAGES[result.coverage].phrase  # type: ignore[index] # one of four words
    return ""


def basis(trace: Told) -> str:
    """Say what a verdict rests on: how many reports, whose, and how well they were read.

    Nothing where no report counts toward the verdict.
    """
    deciding = [c.finding for c, _ in trace.comparisons if c.decides]
    if not deciding:
        return ""
    are_figures = isinstance(trace.claim, Figure) and all(each.estimate for each in deciding)
    noun = "figure" if are_figures else "report"
    number = f"{len(deciding)} {noun}{'s' * (len(deciding) != 1)}"
    parts = [f"{number} from {listed_some(speakers(trace), _NAMED)}"]
    result = trace.result
    is_known = all(each.origin for each in deciding)
    if is_known and result.n_origins and result.independent == 0:
        one = "a party" if result.n_origins == 1 else "parties"
        parts.append(f"{one} to the conflict")
    by_id = {c.finding.id: c.finding for c, _ in trace.comparisons}
    read = [reading for each in deciding if (reading := _read(each, by_id))]
    if read:
        best = READINGS[min(read, key=PUBLISHED.index)].sentence
        parts.append(best if len(deciding) == 1 else f"at best {best}")
    judged = sum(bool(each.covers and each.covers.axes) for each in deciding)
    if judged:
        some = f" for {judged} of them" if judged < len(deciding) else ""
        they = "it counts" if len(deciding) == 1 else "they count"
        parts.append(f"whether {they} the same was judged by hand{some}")
    return ", ".join(parts)


def _read(finding: Finding, by_id: Mapping[str, Finding]) -> Reading | None:
    """Return how a finding was read; one that is worked out is read as its weakest input."""
    if finding.reading != "derived":
        return finding.reading
    inputs = [_read(by_id[name], by_id) for name in finding.inputs if name in by_id]
    known = [reading for reading in inputs if reading in PUBLISHED]
    return max(known, key=PUBLISHED.index, default=None)


def how_close(reading: Reading | None) -> int:
    """Return how far what was read is from the publication itself; 0 is the publication."""
    return PUBLISHED.index(reading) if reading in PUBLISHED else len(PUBLISHED)


def changes(trace: Told) -> list[str]:
    """Say what would change the verdict, and into which, one change each."""
    return [
        f"{_change(change, trace.names)}: {verdict_within(verdict)}"
        for change, verdict in trace.result.flips.items()
    ]


def _change(change: str, names: Mapping[str, str]) -> str:
    """Say what is changed; bodies by their names.

    >>> _change("without lwj and tbij", {"lwj": "the Long War Journal", "tbij": "TBIJ"})
    'without the Long War Journal and TBIJ'
    """
    if change in _CHANGES:
        return _CHANGES[change]
    if change.startswith(_READ_AS):
        return f"if the article\u2019s words are {change}"
    bodies = change.removeprefix(_WITHOUT).split(" and ")
    return f"{_WITHOUT}{' and '.join(names.get(body, body) for body in bodies)}"


def verdict_within(verdict: str) -> str:
    """Return the phrase of a verdict within a sentence.

    >>> verdict_within("consistent")
    'fits every figure found'
    """
    phrase = VERDICTS[verdict].phrase
    return f"{phrase[0].lower()}{phrase[1:]}"
