"""History: what changed in which data version, claim by claim, in words that readers see."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.evidence.results import ATTRIBUTION_CHECKS, VERDICTS
from afpak_claims.records.plain_values import in_words
from afpak_claims.releases.versions import diff, history, numbers, open_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.releases.diffs import Change

__all__ = ["ClaimChange", "VersionChanges", "of_claim", "version_changes"]

_LONGEST = 60
_SORTS = ("added", "changed", "retired")
_NOT_SAID = frozenset({"short", "note"})
"""Fields that word something and say nothing new of the claim."""
_COMPUTED = {"verdict": VERDICTS, "attribution_check": ATTRIBUTION_CHECKS}


class ClaimChange(NamedTuple):
    """What a data version changed of one claim."""

    claim: str
    words: tuple[str, ...]
    """What changed, the verdict first."""
    corrects: bool
    """Whether a verdict, a check or a value changed, and not only what was read beside it."""

    @property
    def said(self) -> str:
        """Say it as a sentence of its own."""
        text = "; ".join(self.words)
        return f"{text[:1].upper()}{text[1:]}."


class VersionChanges(NamedTuple):
    """What one data version changed."""

    version: str
    date: str
    notes: str
    advisory: str | None
    """What is known to be wrong with this version, where something is."""
    claims: tuple[ClaimChange, ...]

    @property
    def corrections(self) -> tuple[ClaimChange, ...]:
        """The claims of which a verdict, a check or a value changed."""
        return tuple(change for change in self.claims if change.corrects)


def version_changes(dataset: Dataset) -> tuple[VersionChanges, ...]:
    """Return what each version changed, up to that of the dataset, the newest first.

    A dataset that is no bundled version has no history: nobody released what came before it.
    """
    releases = history()
    known = {release.version: release for release in releases}
    current = known.get(dataset.version)
    if current is None or current.digest != dataset.digest:
        return ()
    until = numbers(dataset.version)
    listed = [release for release in releases if numbers(release.version) <= until]
    opened = {release.version: open_version(release.version) for release in listed}
    found = []
    for release, before in zip(listed, [*listed[1:], None], strict=True):
        new = opened[release.version]
        told = _of_claims(diff(opened[before.version], new), new) if before else _first(new)
        found.append(
            VersionChanges(
                release.version,
                release.date,
                release.notes,
                release.advisory,
                tuple(change for change in told if change.claim in dataset.claims),
            )
        )
    return tuple(found)


def of_claim(claim: str, versions: Iterable[VersionChanges]) -> list[tuple[VersionChanges, str]]:
    """Return what the versions changed of one claim, the newest first."""
    return [
        (version, "; ".join(change.words))
        for version in versions
        for change in version.claims
        if change.claim == claim
    ]


def _first(dataset: Dataset) -> Iterator[ClaimChange]:
    for claim in dataset:
        yield ClaimChange(claim.id, ("first published",), corrects=False)


def _of_claims(changes: Sequence[Change], new: Dataset) -> Iterator[ClaimChange]:
    about: dict[str, list[Change]] = {}
    for change in changes:
        if change.field in _NOT_SAID:
            continue
        if change.collection in {"results", "claims"}:
            about.setdefault(change.id, []).append(change)
        elif change.collection == "findings" and change.id in new.findings:
            about.setdefault(new.findings[change.id].claim, []).append(change)
    for claim in new:
        if claim.id in about:
            yield _in_words(claim.id, about[claim.id])


def _in_words(claim: str, changes: Sequence[Change]) -> ClaimChange:
    words = [
        *dict.fromkeys(_words(change) for change in changes if change.collection != "findings")
    ]
    findings = Counter(
        (change.id, change.change) for change in changes if change.collection == "findings"
    )
    counts = {sort: sum(one == sort for _, one in findings) for sort in _SORTS}
    words += [f"{n} {'reports' if n > 1 else 'report'} {sort}" for sort, n in counts.items() if n]
    corrects = any(
        change.collection == "results"
        or (change.collection == "claims" and change.step in {"minor", "major"})
        for change in changes
    )
    return ClaimChange(claim, tuple(words), corrects)


def _words(change: Change) -> str:
    if change.change == "added":
        return "new in this version"
    if change.change == "retired":
        return f"retired: {change.new['reason']}"
    if change.collection == "results":
        wordings = _COMPUTED[change.field]
        is_verdict = change.field == "verdict"
        empty = "none" if is_verdict else "nobody credited"
        phrases = (wordings[side].phrase if side else empty for side in (change.old, change.new))
        return f"{'verdict: ' if is_verdict else ''}{' → '.join(phrases)}"
    name = change.field.replace("_", " ").replace(".", ", ")
    sides = (in_words(side, "not given") for side in (change.old, change.new))
    said = " → ".join(sides)
    return f"{name} reworded" if len(said) > _LONGEST else f"{name}: {said}"
