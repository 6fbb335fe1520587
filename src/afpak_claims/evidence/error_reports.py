"""Error reports: a template that says which record of which data is meant, to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from afpak_claims.evidence.citations.text import reference

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset

__all__ = ["ErrorReport", "blank_report", "error_report"]

_QUESTIONS = (
    "What is wrong:",
    "What it should say:",
    "Where that can be read (address, and page or table):",
)
_MAIL = "mailto:"


class ErrorReport(NamedTuple):
    """A report of an error, the questions still to be answered."""

    subject: str
    """One line for the subject of a message or the title of an issue."""
    text: str
    """What is known of the record, then a question per paragraph."""
    contact: str | None = None
    """Where the dataset wants errors reported; None if it does not say."""

    @property
    def link(self) -> str | None:
        """The contact, as a link; one to a mailbox opens a message that holds the report."""
        if self.contact is None or not self.contact.startswith(_MAIL):
            return self.contact
        text = quote(self.text.replace("\n", "\r\n"), safe="")
        return f"{self.contact}?subject={quote(self.subject, safe='')}&body={text}"


def error_report(dataset: Dataset, record_id: str, seen: str = "") -> ErrorReport:
    """Return the template for reporting an error in a claim, a finding or a source.

    Args:
        dataset: The data in which the error was seen.
        record_id: The id of the claim, finding or source.
        seen: Where it was seen, such as ``the page``; left to be filled in if empty.

    Raises:
        UnknownValueError: There is no such record; the message names the nearest.

    Example:
        >>> import afpak_claims as ac
        >>> report = error_report(ac.open_dataset("2.0.0"), "afghan-civilians-killed", "the page")
        >>> print(report.subject)
        Error in afghan-civilians-killed (afpak-claims data 2.0.0)
        >>> print(report.text.splitlines()[2])
        Seen: the page
    """
    return _report(dataset, record_id, seen, _shown(dataset, record_id))


def blank_report(dataset: Dataset, seen: str = "") -> ErrorReport:
    """Return the template for a claim that is named later, as the script of a page does.

    Args:
        dataset: The data in which the error was seen.
        seen: Where it was seen.
    """
    return _report(dataset, "", seen, ("It says:", "Verdict:"))


def _report(dataset: Dataset, record_id: str, seen: str, shown: tuple[str, ...]) -> ErrorReport:
    stamp = dataset.stamp
    facts = (
        f"Record: {record_id}",
        f"Data: {stamp.name} {stamp.data_version}, {stamp.digest}",
        f"Seen: {seen}",
        *shown,
    )
    return ErrorReport(
        f"Error in {record_id or 'a claim'} ({stamp.name} data {stamp.data_version})",
        "\n".join(fact.rstrip() for fact in facts) + "\n\n" + "\n\n".join(_QUESTIONS) + "\n",
        dataset.header.contact,
    )


def _shown(dataset: Dataset, record_id: str) -> tuple[str, ...]:
    """Return what is shown of a record."""
    if record_id in dataset.claims:
        says = dataset.headline(record_id) or dataset[record_id].statement
        return (f"It says: {says}", f"Verdict: {dataset.verdict(record_id)}")
    if record_id in dataset.findings:
        finding = dataset.findings[record_id]
        return (f"Claim: {finding.claim}", f"Source: {reference(dataset.sources[finding.source])}")
    if record_id in dataset.sources:
        return (f"It says: {reference(dataset.sources[record_id])}",)
    kind, known = "claim, finding or source", [*dataset.claims, *dataset.findings, *dataset.sources]
    raise dataset.unknown(kind, record_id, known)
