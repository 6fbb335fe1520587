"""Registry: every kind of record, and the collection that holds it."""

from __future__ import annotations

from typing import Any

from afpak_claims.records.claims import Assertion, Attribution, Claim, Figure, Locator, Rank
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.findings import Covers, Finding, Judged
from afpak_claims.records.header import Article, Header, Licences, OutlineSentence
from afpak_claims.records.names import Name
from afpak_claims.records.periods import Period
from afpak_claims.records.retirement import Retired
from afpak_claims.records.sources import Source
from afpak_claims.records.spots import Spot
from afpak_claims.records.vocabulary import (
    VOCABULARY,
    Actor,
    Alternative,
    Caution,
    Metric,
    Place,
    Quantifier,
    Unit,
)

__all__ = ["COLLECTIONS", "RECORDS"]

COLLECTIONS: dict[str, Any] = {
    "claims": Claim,
    "findings": Finding,
    "sources": Source,
    **VOCABULARY,
}
"""The record class of each collection of a dataset."""

RECORDS: dict[type, str] = {
    Claim: "Claim, both kinds",
    Figure: "Figure, besides",
    Assertion: "Assertion, besides",
    Estimate: "Estimate",
    Period: "Period",
    Rank: "Rank",
    Locator: "Locator (article)",
    Spot: "Spot",
    Attribution: "Attribution",
    Retired: "Retired",
    Finding: "Finding",
    Covers: "Covers",
    Judged: "Judged coverage",
    Source: "Source",
    Name: "Author",
    Article: "Article",
    OutlineSentence: "Outline sentence",
    Header: "Dataset header",
    Licences: "Licences",
    Metric: "Metric",
    Unit: "Unit",
    Place: "Place",
    Actor: "Actor",
    Quantifier: "Quantifier",
    Alternative: "Alternative reading",
    Caution: "Caution",
}
"""Every record class with its title in the codebook."""
