"""Registry: every rule of ``check`` with its id and what must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from afpak_claims.files.drafts import RuleViolation
from afpak_claims.files.rules import (
    bases,
    copies,
    coverage,
    dates,
    definitions,
    duplicates,
    findings,
    iso_codes,
    judgements,
    natures,
    outline,
    parts,
    references,
    retirements,
    slips,
    statements,
    template_text,
    wordings,
)
from afpak_claims.stamps import SCHEMA_MINOR, SCHEMA_VERSION

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
    severity: Literal["error", "warning"] = "error"
    """``warning`` where only a person can judge; `check --strict` makes it count."""


def _schema_version(draft: Draft) -> Iterator[RuleViolation]:
    if draft.header and draft.header.record.schema_version != SCHEMA_VERSION:
        yield RuleViolation(
            draft.header,
            ("schema_version",),
            f"found {draft.header.record.schema_version}; expected {SCHEMA_VERSION}, the record "
            "format of this package; change it, or use the package of that format",
        )
    elif draft.header and draft.header.record.schema_minor > SCHEMA_MINOR:
        yield RuleViolation(
            draft.header,
            ("schema_minor",),
            f"found {draft.header.record.schema_minor}; expected {SCHEMA_MINOR} at most, the "
            "minor part of the record format of this package; use a newer package",
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
        "Every source and every vocabulary term is used; a source also by a note with its address.",
        references.everything_used,
    ),
    Rule(
        "outline-without-gap",
        "The outline runs through the article without a gap.",
        outline.outline_without_gap,
    ),
    Rule(
        "located",
        "Every claim is in a sentence of the article and has its digest, and those of one sentence "
        "have one spot.",
        outline.located,
    ),
    Rule("covered", "Every sentence has a claim in use or a reason why not.", outline.covered),
    Rule("article-order", "The claims of a file follow the article.", outline.article_order),
    Rule(
        "wordings",
        "A wording has at most eight words; where it is understood or a quantifier of the dataset, "
        "the bounds are those that it gives.",
        wordings.wordings,
    ),
    Rule(
        "wordings-understood",
        "A wording is understood; otherwise its bounds rest on the coder alone.",
        wordings.wordings_understood,
        "warning",
    ),
    Rule(
        "units",
        "The words of a quantity fit the unit of its metric; counts are whole and not negative.",
        wordings.units,
    ),
    Rule(
        "no-cycles",
        "No chain of part_of, disputes, within, speaks_for or revises comes back to its start.",
        parts.no_cycles,
    ),
    Rule(
        "parts-fit",
        "A part belongs to a figure of the same unit, around its time and places, and no smaller.",
        parts.parts_fit,
    ),
    Rule(
        "partitions",
        "The parts of a figure that they divide add up to it.",
        parts.partitions_add_up,
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
    Rule(
        "numerals-in-statement",
        "A numeral in a figure's statement is a bound, a date, or in a wording or the unit.",
        wordings.numerals_in_statement,
    ),
    Rule(
        "percent-of-a-count",
        "The statement of a figure that is no share calls none of its bounds a percentage.",
        wordings.percent_of_a_count,
    ),
    Rule(
        "successors-live",
        "What replaces a retired record is in use, directly or by way of other successors.",
        retirements.successors_live,
    ),
    Rule(
        "part-of-live-whole",
        "A claim in use is no part of a retired one.",
        retirements.part_of_live_whole,
    ),
    Rule(
        "nothing-rests-on-retired",
        "A finding in use rests on a source in use, and adds up findings in use.",
        retirements.nothing_rests_on_retired,
    ),
    Rule(
        "inputs-fit-sum",
        "The inputs of a sum do not overlap, and the sum runs as long as they do.",
        findings.inputs_fit_sum,
    ),
    Rule(
        "inputs-of-one-origin",
        "The inputs of a derived finding come of one origin.",
        natures.inputs_of_one_origin,
    ),
    Rule(
        "holds-fits-nature",
        "A flow never holds throughout, a stock is never cumulative.",
        natures.holds_fits_nature,
    ),
    Rule(
        "ranks-fit",
        "A figure has a rank exactly if its metric is one; its year lies in the window, its place "
        "is one of as many as there are years.",
        natures.ranks_fit,
    ),
    Rule(
        "ranks-recomputed",
        "A derived rank is what its inputs give, which are yearly values of one definition.",
        natures.ranks_recomputed,
    ),
    Rule(
        "bases-named",
        "From schema 2.2 on a share says what it is of, a growth what grows, a rate what it is "
        "for; none of them has parts.",
        bases.bases_named,
    ),
    Rule(
        "within-fits",
        "A metric within another is of its nature and unit, and a share or a growth of the same.",
        bases.within_fits,
    ),
    Rule(
        "references-fit",
        "Only a figure or value of a growth has a reference.",
        bases.references_fit,
    ),
    Rule(
        "references-known",
        "A growth says what it is measured from; else it decides nothing.",
        bases.references_known,
        "warning",
    ),
    Rule(
        "levels-named",
        "From schema 2.2 on a wording that names the level of a confidence interval gives it.",
        bases.levels_named,
    ),
    Rule(
        "revises-fits",
        "A finding revises one of its own origin, claim, metric, places and period.",
        natures.revises_fits,
    ),
    Rule(
        "revises-later",
        "What revises a number was published no earlier than it.",
        natures.revises_later,
        "warning",
    ),
    Rule(
        "covers-differ",
        "Coverage judged by hand differs from the computed one, and joins no two units, wholes of "
        "shares or references of growth; a part by its places is no whole.",
        coverage.covers_differ,
    ),
    Rule(
        "not-the-article",
        "No finding rests on the article itself, under whatever address.",
        findings.not_the_article,
    ),
    Rule(
        "not-found-reads-nothing",
        "A finding with stance not-found has no reading of a publication.",
        findings.not_found_reads_nothing,
    ),
    Rule(
        "finding-before-source",
        "A finding is not later than the date of its source.",
        dates.finding_before_source,
    ),
    Rule(
        "no-future-dates",
        "No date is later than the day of the check, but that of a prediction.",
        dates.no_future_dates,
    ),
    Rule(
        "accessed-after-issued",
        "A source was not accessed before it was issued.",
        dates.accessed_after_issued,
    ),
    Rule(
        "period-within-span",
        "A period lies within the span that the dataset states, or its note names the year.",
        dates.period_within_span,
    ),
    Rule(
        "year-agrees-with-wording",
        "The years of a period, and its months in English, agree with those in its wording.",
        dates.year_agrees_with_wording,
    ),
    Rule(
        "year-agrees-with-id",
        "A year in the id of a value is one of its period, its source or its reference.",
        dates.year_agrees_with_id,
        "warning",
    ),
    Rule(
        "years-in-statement",
        "A year in the statement of an assertion is one of its period, or just beside it.",
        dates.years_in_statement,
        "warning",
    ),
    Rule(
        "nothing-twice",
        "No actor, place, caution, input or alias stands twice in one record.",
        duplicates.nothing_twice,
    ),
    Rule(
        "iso-codes",
        "The ISO code of a place exists, and is of the country around it.",
        iso_codes.iso_codes_exist,
    ),
    Rule("one-iso-code-one-place", "No two places have one ISO code.", duplicates.iso_once),
    Rule(
        "one-phrase-one-quantifier",
        "No phrase belongs to two quantifiers.",
        duplicates.one_phrase_one_quantifier,
    ),
    Rule(
        "one-url-one-source",
        "No two sources have one URL, with or without a slash at its end, as http or https; none "
        "is kept at that of another.",
        duplicates.one_url_one_source,
    ),
    Rule(
        "findings-differ",
        "No two findings are alike but for their id.",
        duplicates.findings_differ,
    ),
    Rule(
        "values-differ",
        "No number of one source stands twice on a claim, of one metric, place and time.",
        copies.values_differ,
    ),
    Rule(
        "figures-differ",
        "No two figures of one sentence have the same bounds, metric, places, actors and period.",
        copies.figures_differ,
        "warning",
    ),
    Rule(
        "names-differ",
        "No two places, actors, metrics or figures go by one name.",
        copies.names_differ,
    ),
    Rule(
        "notes-differ",
        "No two findings of one source on one claim have notes that differ in one word only.",
        copies.notes_differ,
        "warning",
    ),
    Rule(
        "one-publication-one-source",
        "No two sources have one title, date and publisher.",
        copies.publications_differ,
        "warning",
    ),
    Rule(
        "additive-fits-nature",
        "A rate, a level or a rank does not add up.",
        definitions.additive_fits_nature,
    ),
    Rule(
        "whole-fits-unit",
        "What is counted one by one is counted in whole numbers.",
        definitions.whole_fits_unit,
        "warning",
    ),
    Rule(
        "base-fits-words",
        "A unit whose words have a scale, as billion, has the base of that scale.",
        definitions.base_fits_words,
        "warning",
    ),
    Rule(
        "numbers-of-note",
        "A note has no number with the digits of a bound in another order.",
        slips.numbers_of_note,
        "warning",
    ),
    Rule(
        "no-part-above-whole",
        "A count of one body over a shorter time is no larger than that over a longer one.",
        slips.no_part_above_whole,
        "warning",
    ),
    Rule(
        "series-without-leap",
        "No value of a series is ten times, or a tenth of, both values beside it, or nearly so.",
        slips.series_without_leap,
        "warning",
    ),
    Rule(
        "no-template-text",
        "No text is one of a template, or a mark of unfinished work.",
        template_text.no_template_text,
    ),
    Rule(
        "stance-fits-note",
        "A note does not speak against the stance of its finding.",
        judgements.stance_fits_note,
        "warning",
    ),
    Rule(
        "attribution-fits",
        "A statement that credits somebody has an attribution.",
        judgements.attribution_fits,
        "warning",
    ),
    Rule(
        "origin-counts",
        "A number read at second hand is not the count of the paper that prints it.",
        judgements.origin_counts,
        "warning",
    ),
    Rule(
        "places-fit",
        "A place that a statement names is among the places of the claim, around or within one.",
        judgements.places_fit,
        "warning",
    ),
    Rule(
        "cautions-fit",
        "A caution that follows from other fields is there exactly where it follows; none is there "
        "that they rule out.",
        judgements.cautions_fit,
        "warning",
    ),
    Rule("schema-version", "The records have the format that this package reads.", _schema_version),
)
"""Every rule, in the order in which they are applied."""


def violations(draft: Draft) -> Iterator[tuple[Rule, RuleViolation]]:
    """Apply every rule to a draft and return everything that breaks one, with the rule."""
    for rule in RULES:
        for violation in rule.apply(draft):
            yield rule, violation
