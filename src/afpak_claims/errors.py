"""What can go wrong, as one tree of exceptions.

::

    ClaimsError
    ├── DataError          the data failed validation; carries every Problem found
    ├── DataNotFoundError  there is no dataset where one was looked for
    ├── UnknownValueError  an id or a filter value that this dataset does not have
    └── UsageError         a request that cannot be met as it was put

and two warnings: `UndatedWarning`, a date filter excluded claims without a date; `RetiredWarning`,
a record that is out of use was cited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from afpak_claims.printable import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ClaimsError",
    "DataError",
    "DataNotFoundError",
    "Problem",
    "RetiredWarning",
    "UndatedWarning",
    "UnknownValueError",
    "UnknownWordError",
    "UsageError",
]


_FITS_A_LINE = 16


class Problem(NamedTuple):
    """One thing that is wrong in one file, and how to fix it."""

    file: str
    """Path of the file, relative to the data folder."""
    line: int
    """Line, from 1."""
    column: int
    """Column, from 1."""
    field: str
    """The field, as a path such as ``claims[3].estimate.low``; empty for the whole file."""
    message: str
    """What was found; what is expected; how to fix it."""
    severity: Literal["error", "warning"] = "error"
    """``warning`` for what only a person can judge."""
    rule: str = ""
    """The id of the rule that is broken; empty where the form of a file or record is wrong."""

    def __str__(self) -> str:
        """Return the problem as one line, the way compilers print theirs."""
        kind = " warning:" if self.severity == "warning" else ""
        field = f" {self.field}:" if self.field else ""
        line = f"{self.file}:{self.line}:{self.column}:{kind}{field} {self.message}"
        return escaped(line)


class ClaimsError(Exception):
    """Base of every error that this library raises on purpose."""


class DataError(ClaimsError):
    """The data failed validation: one or more problems, all found in one run."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by file, line and column."""
        self.problems = tuple(sorted(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return one line per problem."""
        return "\n".join(str(problem) for problem in self.problems)


class DataNotFoundError(ClaimsError):
    """There is no dataset where one was looked for."""


class UnknownValueError(ClaimsError, KeyError):
    """An id or a filter value that this dataset does not have."""

    def __init__(self, kind: str, word: str, known: Iterable[str], found: str = "") -> None:
        """Keep the word, the kind that it is none of, the known words, and what it is instead."""
        self.kind, self.word, self.known, self.found = kind, word, tuple(sorted(known)), found
        super().__init__(kind, word, self.known, found)

    def __str__(self) -> str:
        """Name the word, and what it is instead or the nearest known ones."""
        article = "an" if self.kind[0] in "aeiou" else "a"
        remedy = self.found or self._nearest()
        return f"found {self.word!r}; expected {article} {self.kind}; {remedy}"

    def _nearest(self) -> str:
        import difflib  # only a word that is wrong needs it

        near = difflib.get_close_matches(self.word, self.known, n=3, cutoff=0.5)
        if near:
            return f"did you mean {' or '.join(repr(word) for word in near)}?"
        if len(self.known) <= _FITS_A_LINE:
            return f"known: {', '.join(self.known) or 'none'}"
        remedy = f"there are {len(self.known)}"
        if "claim" in self.kind:
            remedy += "; find one with 'afpak-claims search', or list them with 'afpak-claims list'"
        return remedy


UnknownWordError = UnknownValueError
"""The name that `UnknownValueError` had until 1.1.0."""


class UsageError(ClaimsError, ValueError):
    """A request that cannot be met as it was put."""


class RetiredWarning(UserWarning):
    """A record that is out of use was cited.

    >>> print(RetiredWarning("floods", "RETIRED in data version 2.0.0: Counted twice."))
    cited 'floods', RETIRED in data version 2.0.0: Counted twice.
    """

    def __init__(self, record_id: str, notice: str) -> None:
        """Keep which record it is, and why it is retired."""
        self.record_id, self.notice = record_id, notice
        super().__init__(record_id, notice)

    def __str__(self) -> str:
        """Name the record, the reason and what replaces it."""
        return f"cited {self.record_id!r}, {self.notice}"


class UndatedWarning(UserWarning):
    """Undated claims match every other filter, and a date filter excluded them.

    >>> UndatedWarning(1).summary
    'excluded 1 undated claim that matches every other filter'
    """

    def __init__(self, count: int) -> None:
        """Keep how many they are."""
        self.count = count
        super().__init__(count)

    @property
    def summary(self) -> str:
        """How many they are, without a remedy."""
        if self.count == 1:
            return "excluded 1 undated claim that matches every other filter"
        return f"excluded {self.count} undated claims that match every other filter"

    @property
    def fact(self) -> str:
        """The summary, by the name that it had in 1.1.0."""
        return self.summary

    def __str__(self) -> str:
        """Say how many they are and how to have them."""
        return (
            f"{self.summary}; pass undated='include' to keep them or undated='only' to see just "
            "those"
        )
