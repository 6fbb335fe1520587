"""Compare segmenters: how many ends of sentences each finds, misses, or finds where none is.

``python tests/files/segmenters.py [FOLDER]`` prints a table in Markdown by language. The texts are
in FOLDER, else in ``tests/files/sentences``, as ``en.txt`` and so on: a sentence a line, with a
blank line between paragraphs. A segmenter that is not installed is left out, which a line on
stderr says: ``pip install pysbd sentencex``.
The end of a paragraph, which no segmenter can miss, counts for none of them.
"""

from __future__ import annotations

import sys
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from afpak_claims.files import article_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Segmenter = Callable[[str, str], Iterable[str]]

SENTENCES = Path(__file__).parent / "sentences"
LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "ur": "Urdu",
    "ar": "Arabic",
    "zh": "Chinese",
}
_WITHOUT_SPACES = frozenset({"zh"})


class Tally(NamedTuple):
    """What a segmenter did with the ends of sentences inside paragraphs."""

    right: int
    missed: int
    wrong: int

    def __str__(self) -> str:
        """Return the three numbers in the order of the table."""
        return " / ".join(map(str, self))


def main() -> int:
    """Print the table."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else SENTENCES
    found = dict(segmenters())
    print(f"| right / missed / wrong | {' | '.join(found)} |")
    print(f"|---|{'---|' * len(found)}")
    sums = {name: Tally(0, 0, 0) for name in found}
    for language, called in LANGUAGES.items():
        tallies = {
            name: tally(cut, paragraphs(folder, language), language) for name, cut in found.items()
        }
        print(f"| {called} | {' | '.join(map(str, tallies.values()))} |")
        for name, one in tallies.items():
            sums[name] = Tally(*map(sum, zip(sums[name], one, strict=True)))
    print(f"| all | {' | '.join(map(str, sums.values()))} |")
    return 0


def segmenters() -> Iterator[tuple[str, Segmenter]]:
    """Return each segmenter that is installed, by name; ours is first."""
    ours = article_text._sentences  # noqa: SLF001 - of what is public, digests alone are seen
    yield "this package", lambda text, _: ours(text)
    for name, segmenter in (("pysbd", _pysbd), ("sentencex", _sentencex)):
        try:
            yield name, segmenter(import_module(name))
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)


def _pysbd(module: Any) -> Segmenter:
    return lambda text, language: module.Segmenter(language=language, clean=False).segment(text)


def _sentencex(module: Any) -> Segmenter:
    return lambda text, language: module.segment(language, text)


def tally(cut: Segmenter, texts: Iterable[list[str]], language: str) -> Tally:
    """Return how a segmenter cuts paragraphs of a language."""
    right = missed = wrong = 0
    for sentences in texts:
        text = ("" if language in _WITHOUT_SPACES else " ").join(sentences)
        due, found = _ends(sentences), _ends(cut(text, language))
        right += len(due & found)
        missed += len(due - found)
        wrong += len(found - due)
    return Tally(right, missed, wrong)


def paragraphs(folder: Path, language: str) -> list[list[str]]:
    """Return the sentences of a language by paragraph."""
    text = (folder / f"{language}.txt").read_text("utf-8")
    return [part.splitlines() for part in text.strip().split("\n\n")]


def _ends(sentences: Iterable[str]) -> set[int]:
    """Return where sentences end, in characters that are no white space; the last is left out."""
    lengths = [len("".join(sentence.split())) for sentence in sentences]
    ends = set(accumulate(lengths))
    return ends - {sum(lengths)}


if __name__ == "__main__":
    sys.exit(main())
