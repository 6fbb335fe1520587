"""Starting: the files of a new dataset, valid from the start, with commented examples."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import yaml

from afpak_claims.errors import UsageError
from afpak_claims.files.article_text import split_sentences
from afpak_claims.files.folders import canonical_text
from afpak_claims.records.plain_values import plain
from afpak_claims.records.scalars import Slug
from afpak_claims.records.validation import validate
from afpak_claims.releases.versions import open_version
from afpak_claims.stamps import SCHEMA_MINOR, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afpak_claims.files.article_text import Sentence

__all__ = ["name_of", "starting_files"]

NOT_CODED = "Not coded yet."
"""Why a sentence of a new outline has no claim."""
_SOURCE = "article"
_TOPIC = "first-topic"
_EMPTY = ("units", "metrics", "places", "actors", "cautions")
_EXAMPLES = {
    "sources.yaml": """\
# The article is the first source; every publication that you read becomes another one:
#   - id: lorem-yearbook-1996
#     type: report
#     title: The printed title, where it was shown
#     author:
#       - {literal: Lorem Survey}
#     issued: '1996-03'
#     URL: https://example.org/yearbook
""",
    "vocabulary/units.yaml": """\
# A unit that your metrics count in:
#   - {id: people, label: people, singular: person, plural: people, dimension: count}
""",
    "vocabulary/metrics.yaml": """\
# What your figures count, with its definition:
#   - id: people_displaced
#     label: People displaced
#     definition: Number of people who had to leave the place where they lived, over a period.
#     unit: people
#     additive: false
#     whole: true
#     nature: flow
""",
    "vocabulary/places.yaml": """\
# Where your claims hold:
#   - {id: lorem-basin, name: The Lorem basin, definition: The land that the river drains.}
""",
    "vocabulary/actors.yaml": """\
# Who is credited, and who counted:
#   - {id: lorem-survey, name: Lorem Survey, definition: The office that measures the river.}
""",
    f"claims/{_TOPIC}.yaml": """\
# A claim, in your own words; `afpak-claims new ID` prints one with its place and digest:
#   - id: floods-displaced
#     kind: figure
#     statement: More than 1,200 people were displaced by floods of the Lorem from 1990 to 1995.
#     metric: people_displaced
#     estimate: {low: 1200, low_open: true, wording: 'more than 1,200'}
#     period: {edtf: 1990/1995, holds: cumulative, wording: between 1990 and 1995}
#     places: [lorem-basin]
#     article: {paragraph: 1, sentence: 1, digest: 0123456789abcdef}
#     attribution: {naming: named, to: [lorem-survey]}
# What stands in a heading, a caption, a list or a table, on a page or in a recording, has a spot:
#     article: {paragraph: 1, sentence: 1, digest: 0123456789abcdef, spot: {part: caption}}
# Then delete the reason of that sentence in article.yaml.
# What others published on it stands in evidence/first-topic.yaml:
#   topic: first-topic
#   findings:
#     - id: floods-displaced-survey
#       claim: floods-displaced
#       about: value
#       origin: [lorem-survey]
#       source: lorem-yearbook-1996
#       estimate: {best: 1150}
#       period: {edtf: 1990/1995, holds: cumulative}
#       reading: primary
""",
}


def starting_files(name: str, title: str, text: str, language: str | None = None) -> dict[str, str]:
    """Return the text of every file of a new dataset on an article, by file name.

    Args:
        name: The dataset's name.
        title: Its title.
        text: The article, a paragraph a line; only digests of its sentences are kept.
        language: The language of the article, if it is not English.

    Raises:
        UsageError: The text has no sentence.
    """
    sentences = split_sentences(text)
    if not sentences:
        message = "found no sentence; expected the text of an article, a paragraph a line"
        raise UsageError(message)
    values: dict[str, dict[str, Any]] = {
        "dataset.yaml": {
            "name": name,
            "title": title,
            "description": "Every claim of one article, beside what others published.",
            "data_version": "0.1.0",
            "schema_version": SCHEMA_VERSION,
            "schema_minor": SCHEMA_MINOR,
            "licences": {"records": "CC-BY-4.0", "code": "MIT"},
            **({"language": language} if language else {}),
        },
        "article.yaml": {
            "source": _SOURCE,
            "sentences": [
                {**one._asdict(), **({"reason": NOT_CODED} if n else {})}
                for n, one in enumerate(sentences)
            ],
        },
        "sources.yaml": {"sources": [{"id": _SOURCE, "type": "webpage"}]},
        **{f"vocabulary/{kind}.yaml": {kind: []} for kind in _EMPTY},
        "vocabulary/quantifiers.yaml": {"quantifiers": _bundled("quantifiers")},
        f"claims/{_TOPIC}.yaml": {
            "topic": _TOPIC,
            "title": "The first topic",
            "claims": [_first_claim(sentences[0])],
        },
    }
    return {name: _written(name, value) for name, value in values.items()}


def _first_claim(sentence: Sentence) -> dict[str, Any]:
    """Return a claim that holds of every article, until a person writes what it claims."""
    return {
        "id": "first-sentence",
        "kind": "assertion",
        "type": "event",
        "statement": "The article begins with this sentence.",
        "article": sentence._asdict(),
        "attribution": {"naming": "none"},
        "note": "An example that holds of every article; replace it by what the sentence claims.",
    }


def name_of(title: str) -> str:
    """Return a dataset's name made from its title.

    >>> name_of("The floods of 1990: a count")
    'the-floods-of-1990-a-count'
    >>> name_of("Con")
    'con-claims'
    """
    plain_letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", plain_letters)) or "claims"
    is_free = not validate(Slug, name)[1]
    return name if is_free else f"{name}-claims"  # the name of a device of Windows


def _bundled(kind: str) -> list[dict[str, Any]]:
    """Return the words of a vocabulary of the bundled dataset that suits any article."""
    records: Iterable[Any] = getattr(open_version(), kind).values()
    return [plain(record) for record in records]


def _examples(name: str) -> str:
    """Return the comment above a file; the cautions are examples that only a claim can use."""
    if name != "vocabulary/cautions.yaml":
        return _EXAMPLES.get(name, "")
    known = yaml.safe_dump(_bundled("cautions"), allow_unicode=True, sort_keys=False, width=1000)
    lines = "".join(f"#   {line}\n" for line in known.splitlines())
    return f"# Copy from here the cautions that your claims use:\n{lines}"


def _written(name: str, value: Mapping[str, Any]) -> str:
    raw = _examples(name) + yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False)
    return canonical_text(name, raw.encode()) or raw
