"""Registry: every rule of ``check`` with its id and what must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.files.rules import findings, outline, parts, references, statements, wordings
from afpak_claims.stamps import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from afpak_claims.files.drafts import Draft

__all__ = ["RULES", "Rule", "violations"]


class Rule(NamedTuple):
    """Something that must hold between the records of a dataset."""

    id: str
    """Its name in the docs."""
    statement: str
    """What must hold, in one sentence."""
    apply: Callable[[Draft], Iterator[RuleViolation]]
    """Returns where it does not hold."""


def _schema_version(draft: Draft) -> Iterator[RuleViolation]:
    if draft.header and draft.header.record.schema_version != SCHEMA_VERSION:
        yield RuleViolation(
            draft.header,
            ("schema_version",),
            f"found {draft.header.record.schema_version}; expected {SCHEMA_VERSION}, the record "
            "format of this package; change it, or use the package of that format",
        )


RULES = (
    Rule(
        "unique-ids",
        "Claims, findings and sources share one space of ids; each vocabulary has its own.",
        references.unique_ids,
    ),
    Rule("known-ids", "Every id that a record names is defined.", references.known_ids),
    Rule(
        "everything-used",
        "Every source and every vocabulary term is used.",
        references.everything_used,
    ),
    Rule(
        "outline-without-gap",
        "The outline runs through the article without a gap.",
        outline.outline_without_gap,
    ),
    Rule(
        "located",
        "Every claim is in a sentence of the article and has the digest of that sentence.",
        outline.located,
    ),
    Rule("covered", "Every sentence has a claim or a reason why not.", outline.covered),
    Rule("article-order", "The claims of a file follow the article.", outline.article_order),
    Rule(
        "wordings",
        "A wording has at most eight words; its numbers are bounds; its quantifier gives its "
        "bounds.",
        wordings.wordings,
    ),
    Rule(
        "units",
        "The words of a quantity fit the unit of its metric; counts are whole and not negative.",
        wordings.units,
    ),
    Rule(
        "no-cycles",
        "No chain of part_of or of disputes comes back to where it began.",
        parts.no_cycles,
    ),
    Rule(
        "parts-fit",
        "A part belongs to a figure of the same unit and is no larger than it.",
        parts.parts_fit,
    ),
    Rule(
        "attributed",
        "Cited actors are given exactly if they are named, a cited group exactly if it is generic.",
        statements.attributed,
    ),
    Rule("statements", "Every statement is one sentence and unique.", statements.statements),
    Rule(
        "findings-fit",
        "A value is about a figure, an attribution about a claim that cites a source by name.",
        findings.findings_fit,
    ),
    Rule(
        "sums",
        "A derived sum is the sum of its inputs, which are findings on the same claim.",
        findings.sums,
    ),
    Rule("additive", "Only findings of an additive metric are summed.", findings.additive),
    Rule(
        "filed-by-topic",
        "A finding is in the file of its claim's topic.",
        findings.filed_by_topic,
    ),
    Rule("schema-version", "The records have the format that this package reads.", _schema_version),
)
"""Every rule, in the order in which they are applied."""


def violations(draft: Draft) -> Iterator[RuleViolation]:
    """Apply every rule to a draft and return everything that breaks one."""
    for rule in RULES:
        yield from rule.apply(draft)
