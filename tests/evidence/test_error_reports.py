"""Error reports: a template names the record, its data and where it was seen."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from afpak_claims.errors import UnknownValueError
from afpak_claims.evidence.error_reports import error_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from afpak_claims.evidence.dataset import Dataset

from conftest import GOOD


def test_a_report_names_record_version_digest_and_place(world: Dataset) -> None:
    """Who reads the report can open the same record of the same data."""
    claim = next(iter(world))
    text = error_report(world, claim.id, "the page").text

    assert text.startswith(
        f"Record: {claim.id}\nData: lorem-floods draft, {world.digest}\nSeen: the page\n"
    )
    assert f"It says: {world.headline(claim.id)}\nVerdict: {world.verdict(claim.id)}\n" in text
    assert text.endswith("Where that can be read (address, and page or table):\n")


def test_findings_and_sources_are_reported_too(world: Dataset) -> None:
    """A report on a finding names its claim; one on a source its reference."""
    finding = next(iter(world.findings.values()))

    assert f"Claim: {finding.claim}\n" in error_report(world, finding.id).text
    assert "It says: " in error_report(world, finding.source).text


def test_a_mailbox_opens_a_message_that_holds_the_report(world: Dataset) -> None:
    """The link of a mailto contact has the subject and the whole text."""
    made = error_report(world, next(iter(world.claims)))
    assert made.link is not None
    asked = parse_qs(urlsplit(made.link).query)

    assert made.link.startswith("mailto:errors@example.org?subject=")
    assert [made.subject] == asked["subject"]
    assert made.text.splitlines() == asked["body"][0].splitlines()


@pytest.mark.parametrize("contact", [None, "https://example.org/errors"])
def test_another_contact_is_the_link(world: Dataset, contact: str | None) -> None:
    """A web address is linked as it is; where there is none, there is no link."""
    header = dataclasses.replace(world.header, contact=contact)
    changed = dataclasses.replace(world, header=header)

    assert error_report(changed, next(iter(world.claims))).link == contact


def test_an_unknown_id_names_the_nearest(world: Dataset) -> None:
    """A misspelt id is explained."""
    claim = next(iter(world.claims))
    with pytest.raises(UnknownValueError, match=claim):
        error_report(world, claim[:-1] + "q")


def test_the_command_prints_the_template_and_the_contact(
    run: Callable[..., CompletedProcess[str]], world: Dataset
) -> None:
    """What is printed is the subject, the template and where to send it."""
    claim = next(iter(world.claims))
    out = run("report", claim, "--path", GOOD).stdout
    made = error_report(world, claim, f"afpak-claims report {claim}")

    assert out == f"{made.subject}\n\n{made.text}\nSend it to: mailto:errors@example.org\n"


def test_the_card_says_how_to_report_an_error(world: Dataset) -> None:
    """Both cards name the command; the full one has the contact."""
    claim = next(iter(world.claims))
    trace = world.trace(claim)

    assert f"report {claim}" in " ".join(trace.text().split())
    assert f"afpak-claims report {claim}\n" in trace.text(full=True)
    assert "mailto:errors@example.org" in trace._repr_html_() + trace.text(full=True)
