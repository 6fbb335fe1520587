"""Outline: sentences and claims fit each other, and the claims follow the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afpak_claims.files.drafts import RuleViolation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afpak_claims.files.drafts import Draft, Entry
    from afpak_claims.records.claims import Claim

__all__ = ["article_order", "covered", "located", "outline_without_gap"]


def outline_without_gap(draft: Draft) -> Iterator[RuleViolation]:
    """The outline runs through the article without a gap."""
    if not draft.article:
        return
    paragraph, sentence = 1, 0
    for n, line in enumerate(draft.article.record.sentences):
        due = {(paragraph, sentence + 1), (paragraph + 1, 1)} if n else {(1, 1)}
        if (line.paragraph, line.sentence) not in due:
            yield RuleViolation(
                draft.article,
                ("sentences", n),
                f"found paragraph {line.paragraph} sentence {line.sentence}; expected the sentence "
                f"after paragraph {paragraph} sentence {sentence}; add the missing sentence",
            )
        paragraph, sentence = line.paragraph, line.sentence


def located(draft: Draft) -> Iterator[RuleViolation]:
    """Every claim stands in a sentence, with its digest; those of one sentence have one spot."""
    if not draft.article:
        return
    digests = {
        (line.paragraph, line.sentence): line.digest for line in draft.article.record.sentences
    }
    spots: dict[tuple[int, int], Entry[Claim]] = {}
    for entry in draft.claims:
        at = entry.record.article
        if at.spot:
            first = spots.setdefault((at.paragraph, at.sentence), entry).record
            if first.article.spot != at.spot:
                yield RuleViolation(
                    entry,
                    ("article", "spot"),
                    f"found {at.spot}; expected {first.article.spot}, as {first.id!r} of the same "
                    "sentence has; correct one of them",
                )
        digest = digests.get((at.paragraph, at.sentence))
        if digest is None:
            yield RuleViolation(
                entry,
                ("article",),
                f"found paragraph {at.paragraph} sentence {at.sentence}; expected a sentence of "
                "article.yaml; change the locator",
            )
        elif digest != at.digest:
            yield RuleViolation(
                entry,
                ("article", "digest"),
                f"found {at.digest}; expected {digest}, the digest of paragraph {at.paragraph} "
                f"sentence {at.sentence} in article.yaml; change the locator or the digest",
            )


def covered(draft: Draft) -> Iterator[RuleViolation]:
    """Every sentence carries a claim in use or says why not."""
    if not draft.article:
        return
    carried = {
        (entry.record.article.paragraph, entry.record.article.sentence)
        for entry in draft.claims
        if not entry.record.retired
    }
    for n, line in enumerate(draft.article.record.sentences):
        is_carried = (line.paragraph, line.sentence) in carried
        if not is_carried and line.reason is None and draft.complete:
            yield RuleViolation(
                draft.article,
                ("sentences", n),
                f"missing claim for paragraph {line.paragraph} sentence {line.sentence}; "
                "expected a claim in use or a reason for every sentence; add one of them",
            )
        elif is_carried and line.reason is not None:
            yield RuleViolation(
                draft.article,
                ("sentences", n, "reason"),
                "found a reason for a sentence that has a claim; expected reasons only for "
                "sentences without one; delete it",
            )


def article_order(draft: Draft) -> Iterator[RuleViolation]:
    """The claims of a file follow the article."""
    last: dict[str, tuple[int, int]] = {}
    for entry in draft.claims:
        at = (entry.record.article.paragraph, entry.record.article.sentence)
        if at < last.get(entry.file, at):
            yield RuleViolation(
                entry,
                ("article",),
                "found a claim after one of a later sentence; expected article order; move it up",
            )
        last[entry.file] = at
