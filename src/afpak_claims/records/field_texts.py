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
    "Rank": "What a rank orders: the years of a window, by a metric.",
    "Locator": "Where in the article a claim appears.",
    "Spot": (
        "Where in a text, on paper or in a recording something stands, if not only in a "
        "sentence."
    ),
    "Attribution": "Who the article cites for a claim.",
    "Retired": "Why and since when a record is retired.",
    "Finding": "What one origin reports about what a claim says.",
    "Covers": "The coverage judged by hand, by axis; an axis without it is computed.",
    "Judged": "The coverage of one axis, judged by hand.",
    "Source": "A publication, described with CSL-JSON names; what is unknown is left out.",
    "Name": "An author: a person with a family name, or a body as one literal.",
    "Article": "The outline: the article's sentences as digests, and the article as a source.",
    "OutlineSentence": "One sentence of the article, as its digest.",
    "Header": "What the dataset says about itself.",
    "Licences": "Under what terms the dataset may be used.",
    "Metric": "What a figure counts or measures.",
    "Unit": "What the numbers of a metric are counted or measured in.",
    "Place": "Where something is claimed to hold.",
    "Actor": "A state, body, group or person that acts or is cited.",
    "Quantifier": (
        "How a phrase of quantity becomes bounds.\n"
        "\n"
        "A bound is a number, or N, A or B for the numeral in the phrase, with a factor "
        "before it\n"
        "where the convention says so: ``0.9 N``."
    ),
    "Alternative": "Other bounds that are given to the phrases of a quantifier.",
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
        "reference": (
            "What a growth is measured from: an EDTF date as 2014, or words; null if it is "
            "not said."
        ),
        "rank": (
            "What is ordered among which years, where the figure is a rank; the year is its "
            "period."
        ),
        "short": "What is counted, as a noun phrase of 60 characters at most and without a number.",
        "event": (
            "The one event that is counted; figures of different events never count the same "
            "twice."
        ),
        "partitioned": "Whether its parts are all of it, none of them overlapping.",
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
        "level": (
            "The level in percent, where low and high bound a confidence interval; null for a"
            " range."
        ),
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
    "Rank": {
        "of": "What the years are ordered by; a term of the metrics vocabulary.",
        "among": "The years that are ordered, as an EDTF string.",
    },
    "Locator": {
        "paragraph": "Number of the paragraph, from 1.",
        "sentence": "Number of the sentence in its paragraph, from 1.",
        "digest": "First 16 hex digits of the SHA-256 of the sentence, NFC and white space folded.",
        "spot": (
            "Where it stands, if in a heading, caption, list or table, on a page or in a "
            "recording."
        ),
    },
    "Spot": {
        "part": "What it stands in; null for a sentence of a paragraph.",
        "page": "The page as printed, such as 12, iv or 12-13; null if there are none.",
        "time": "Hours, minutes and seconds from the beginning of a recording, such as 0:14:05.",
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
        "origin": (
            "Who counted it or said it first; actors. Several published it together; empty if"
            " unknown."
        ),
        "source": "The source where it was read.",
        "locator": "Where in the source it appears.",
        "spot": (
            "Where it appears, if in a heading, caption, list or table, on a page or in a "
            "recording."
        ),
        "metric": "What it counts, if that is not the metric of the claim.",
        "places": (
            "Where it counts, if not in the places of the claim; empty if its own place is "
            "unknown."
        ),
        "counted_as": "How the number came about.",
        "estimate": "The range the source gives; findings about a value only.",
        "reference": (
            "What a growth is measured from: an EDTF date as 2014, or words; null if it is "
            "not said."
        ),
        "period": "The dates the source gives.",
        "stance": "How it compares with the claim; findings about an event or an attribution only.",
        "reading": "What was read; null only if a publication was looked for and not found.",
        "series": "A name that joins the values of one series of one origin and one definition.",
        "covers": (
            "The coverage judged by hand, where the computed one is not right; by axis, with "
            "a reason."
        ),
        "operation": (
            "What a derived finding does with its inputs: add them up, or rank a year among "
            "them."
        ),
        "inputs": "The findings that a derived finding is made of.",
        "revises": "The finding whose number its own origin corrected with this one.",
        "note": "What the source says, and what remains open.",
        "retired": "Set when the finding is retired: it counts no more, and its id still resolves.",
    },
    "Covers": {
        "what": "What is counted.",
        "where": "Where it is counted.",
        "when": "When it is counted.",
    },
    "Judged": {
        "coverage": "The coverage that is judged to hold.",
        "why": "The reason.",
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
        "read_at": "The address where it was read, if that differs.",
        "archive": "The address of an archived copy.",
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
        "authors": "Who is cited as its author: persons, or a body; empty if nobody is named.",
        "span": "The years that the dataset is about, as an EDTF string; null if it is not said.",
        "url": "Where the dataset lives; null if it has no address yet.",
        "language": "The language of its wordings, as de or ur; null for English.",
        "decimal": "The mark before decimals in its wordings; null for that of the language.",
        "contact": (
            "Where errors are reported: a web address, or mailto: and an address; null if "
            "nowhere."
        ),
    },
    "Licences": {
        "records": "The licence of the records, as an SPDX identifier.",
        "code": "The licence of the code, as an SPDX identifier.",
    },
    "Metric": {
        "id": "The word.",
        "label": "A short label for tables and plots.",
        "definition": "What is counted, and what is not.",
        "unit": "The unit of every figure of this metric; a term of the units vocabulary.",
        "additive": "Whether figures of disjoint periods and places may be added.",
        "whole": "Whether every value is a whole number and none negative, as counts are.",
        "nature": "Whether it counts over a period, stands on a day, is a rate, a level or a rank.",
        "within": (
            "The metric that it is a part of, by definition: each of its units is one of that"
            " metric."
        ),
        "share_of": (
            "What a share is of, that is what 100 percent would be; null if the metric is no "
            "share."
        ),
        "growth_of": (
            "What grows, where the metric is a growth or a change; its figures say from what "
            "reference."
        ),
        "checkable": "False if no publication can decide a figure of this metric.",
        "not_checkable_because": "Why no publication can decide it; only if checkable is false.",
    },
    "Unit": {
        "id": "The word.",
        "label": "The name of the unit for tables and axes.",
        "singular": "The word behind the number one.",
        "plural": "The word behind any other number.",
        "dimension": "What sort of quantity it is: a count, a ratio, money, time.",
        "base": (
            "How many of the plain unit one is, as 1000000000 for a billion; null if it is "
            "plain."
        ),
        "currency": "The ISO 4217 code of the currency, where it is money.",
        "prices": "The year whose prices are meant, or current; where it is money.",
        "per": (
            "The base of a rate, that is how many of what one number is for, as 100,000 "
            "inhabitants."
        ),
    },
    "Place": {
        "id": "The word.",
        "name": "The name for people.",
        "definition": "What area is meant.",
        "iso": "ISO 3166-1 or 3166-2 code; null if none exists.",
        "within": "The place that contains it.",
        "aliases": "Other spellings, also in other scripts.",
    },
    "Actor": {
        "id": "The word.",
        "name": "The name for people.",
        "definition": "Who is meant.",
        "short": "How a headline calls it; null if the name is short enough.",
        "aliases": "Other spellings, also in other scripts.",
        "speaks_for": "Whose voice it is: a spokesman's is that of the body that he speaks for.",
        "party": "The side of the conflict that it belongs to; null if it belongs to none.",
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
        "alternatives": "Other bounds that the phrases are given, by which a verdict is tried.",
    },
    "Alternative": {
        "low": "The low bound.",
        "best": "The best value.",
        "high": "The high bound.",
        "low_open": "Whether the low bound is exclusive.",
        "high_open": "Whether the high bound is exclusive.",
        "source": "Who reads the phrase so; null if nobody in particular does.",
    },
    "Caution": {
        "id": "The word.",
        "definition": "What it warns of.",
    },
}
