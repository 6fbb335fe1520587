"""Field texts: what stands under each field, where the source cannot be read.

This file is generated from the records by `afpak_claims.commands.generated.field_texts_module`.
"""

__all__ = ["FIELD_TEXTS", "RECORD_TEXTS"]

RECORD_TEXTS: dict[str, str] = {
    "Claim": "One atomic statement that the article makes.",
    "Figure": "A claim that is a quantity.",
    "Assertion": "A claim that is not a quantity.",
    "Estimate": (
        'A reported range: low, best, high; null is "not given".\n'
        "\n"
        ">>> Estimate(low=430, low_open=True).in_words()\n"
        "'more than 430'"
    ),
    "Period": (
        "The date range of a claim and how it holds.\n"
        "\n"
        '>>> Period(edtf="2004/2018", holds="cumulative").end\n'
        "datetime.date(2018, 12, 31)"
    ),
    "Locator": "Where in the article a claim appears.",
    "Attribution": "Who the article cites for a claim.",
    "Retired": "Why and since when a record is retired.",
    "Finding": "What one source reports about what a claim says.",
    "Source": "A publication, described with CSL-JSON names; what is unknown is left out.",
    "Name": "An author: a person with a family name, or a body as one literal.",
    "Article": "The outline: the article's sentences as digests, and the article as a source.",
    "OutlineSentence": "One sentence of the article, as its digest.",
    "Header": "What the dataset says about itself.",
    "Licences": "Under what terms the dataset may be used.",
    "Metric": "What a figure counts or measures.",
    "Place": "Where something is claimed to hold.",
    "Actor": "A state, body, group or person that acts or is cited.",
    "Quantifier": (
        "How a phrase of quantity becomes bounds.\n"
        "\n"
        "A bound is a number, or N, A or B for the numeral in the phrase, with a factor "
        "before it\n"
        "where the convention says so: ``0.9 N``."
    ),
    "Caution": "Something to be careful about.",
}

FIELD_TEXTS: dict[str, dict[str, str]] = {
    "Claim": {
        "id": "The claim's own id; unique and never reused.",
        "topic": "The topic, which is the name of the file that holds the claim.",
        "kind": "figure for a quantity, assertion for everything else.",
        "statement": "What is claimed, as one sentence in our own words.",
        "period": "When it is claimed to hold; null if the article says nothing about time.",
        "places": "Where; terms of the places vocabulary.",
        "actors": "Who the claim is about; terms of the actors vocabulary.",
        "article": "Where in the article the claim appears.",
        "attribution": "Who the article cites.",
        "part_of": "The figure that contains this one, so that the two must not be added.",
        "disputes": "The claim that this one rejects.",
        "cautions": "What to be careful about; terms of the cautions vocabulary.",
        "note": "What the article leaves open, second readings, what was carried over.",
        "retired": "Set when the claim is retired; its id still resolves.",
    },
    "Figure": {
        "kind": "figure: the claim is a quantity.",
        "metric": (
            "What is counted or measured; a term of the metrics vocabulary, which gives its "
            "unit."
        ),
        "estimate": "The range that the article gives.",
    },
    "Assertion": {
        "kind": "assertion: the claim is not a quantity.",
        "type": "What sort of assertion it is.",
    },
    "Estimate": {
        "low": "The lowest value reported; null when none was given.",
        "best": "The single or best value reported; null when none was given.",
        "high": "The highest value reported; null when none was given.",
        "low_open": 'True if the low bound is exclusive, as in "more than 430".',
        "high_open": 'True if the high bound is exclusive, as in "nearly five million".',
        "interpreted": "The bounds that come from the quantifier conventions, not from the words.",
        "wording": "The quantity phrase as the source has it, eight words at most.",
    },
    "Period": {
        "edtf": "The dates as an EDTF string; null when the article gives only words.",
        "holds": (
            "How the claim holds: a total over the period, on every day, or on at least one "
            "day of it."
        ),
        "wording": "The words of time as the source has them, eight words at most.",
    },
    "Locator": {
        "paragraph": "Number of the paragraph, from 1.",
        "sentence": "Number of the sentence in its paragraph, from 1.",
        "digest": "First 16 hex digits of the SHA-256 of the sentence, NFC and white space folded.",
    },
    "Attribution": {
        "naming": "Whether the article names who says it, cites a class of people, or nobody.",
        "to": "The actors cited; given exactly if naming is named.",
        "group": "The class of people cited, in our own words; given exactly if naming is generic.",
    },
    "Retired": {
        "in_version": "The data version that retired the record.",
        "reason": "Why it was retired.",
        "replaced_by": "The record of its kind that replaces it, if there is one.",
    },
    "Finding": {
        "id": "The finding's own id; unique and never reused.",
        "claim": "The claim that the finding is about.",
        "about": (
            "Whether it reports a value, an event, or whether the cited source published the "
            "claim."
        ),
        "source": "The source that reports it.",
        "locator": "Where in the source it appears.",
        "estimate": "The range the source gives; findings about a value only.",
        "period": "The dates the source gives.",
        "stance": "How it compares with the claim; findings about an event or an attribution only.",
        "scope": "What the source counts, seen from the claim; findings about a value only.",
        "reading": "What was read; null only if a publication was looked for and not found.",
        "inputs": "The findings that a derived sum adds up.",
        "note": "What the source says, why the scope is what it is, what remains open.",
        "retired": "Set when the finding is retired: it counts no more, and its id still resolves.",
    },
    "Source": {
        "id": "The source's own id.",
        "type": "What it is, as CSL names it.",
        "title": "The printed title; null if unknown.",
        "author": "Who wrote it; empty if unknown.",
        "container_title": "The newspaper, site or series it appeared in.",
        "publisher": "Who published it.",
        "issued": "When it was published, as an EDTF string, as precise as known and no more.",
        "accessed": "When it was read, as an EDTF string.",
        "url": "The publication's own address.",
        "archive": "The address where it was read, if that differs.",
        "licence": "The licence that the source states.",
        "note": "What is unknown, and what to be careful about.",
        "retired": (
            "Set when the source is retired: nothing in use rests on it, and its id still "
            "resolves."
        ),
    },
    "Name": {
        "family": "Family name of a person.",
        "given": "Given names of a person.",
        "literal": "Name of a body, or of a person whose name has no parts.",
    },
    "Article": {
        "source": "The article's own entry among the sources.",
        "sentences": "Every sentence of the body, in order.",
    },
    "OutlineSentence": {
        "paragraph": "Number of the paragraph, from 1.",
        "sentence": "Number of the sentence in its paragraph, from 1.",
        "digest": "First 16 hex digits of the SHA-256 of the sentence, NFC and white space folded.",
        "reason": "Why the sentence has no claim, if it has none.",
    },
    "Header": {
        "name": "A short name for files and citations.",
        "title": "The title.",
        "description": "What is in it, and what it is not.",
        "data_version": "The version that these records are, or are about to be released as.",
        "schema_version": "The version of the record format.",
        "schema_minor": "Its minor part: a step for each optional field that was added.",
        "licences": "The licences of the records and of the code.",
        "span": "The years that the dataset is about, as an EDTF string; null if it is not said.",
        "url": "Where the dataset lives; null if it has no address yet.",
    },
    "Licences": {
        "records": "The licence of the records, as an SPDX identifier.",
        "code": "The licence of the code, as an SPDX identifier.",
    },
    "Metric": {
        "id": "The word.",
        "label": "A short label for tables and plots.",
        "definition": "What is counted, and what is not.",
        "unit": "The unit of every figure of this metric.",
        "additive": "Whether figures of disjoint periods and places may be added.",
        "whole": "Whether every value is a whole number and none negative, as counts are.",
    },
    "Place": {
        "id": "The word.",
        "name": "The name for people.",
        "definition": "What area is meant.",
        "iso": "ISO 3166-1 or 3166-2 code; null if none exists.",
        "within": "The place that contains it.",
    },
    "Actor": {
        "id": "The word.",
        "name": "The name for people.",
        "definition": "Who is meant.",
    },
    "Quantifier": {
        "id": "The word.",
        "phrases": "The phrases it covers; N, A and B stand for numerals.",
        "definition": "What it means, and why the bounds are what they are.",
        "low": "The low bound.",
        "best": "The best value.",
        "high": "The high bound.",
        "low_open": "Whether the low bound is exclusive.",
        "high_open": "Whether the high bound is exclusive.",
        "interpreted": "The bounds that are convention and not words.",
    },
    "Caution": {
        "id": "The word.",
        "definition": "What it warns of.",
    },
}
