"""Agreement of two codings of findings: `python tests/evidence/coding_agreement.py`.

Compares the findings of data 2.0.0 with ``second_coding.tsv``: the same findings, coded again from
the evidence by somebody who had not seen the first coding. Prints one line for each field, as a
row of the table in docs/method.md.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import afpak_claims as ac
from afpak_claims.method.coverage import axis_coverage
from afpak_claims.method.records import claim_terms, finding_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from afpak_claims.evidence.dataset import Dataset

SECOND = Path(__file__).with_name("second_coding.tsv")
FIRST = "2.0.0"


class Agreement(NamedTuple):
    """How often two codings of one field are equal."""

    field: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def equal(self) -> int:
        """The number of findings that both coded alike."""
        return sum(one == other for one, other in self.pairs)

    @property
    def kappa(self) -> float:
        """Cohen's kappa: agreement beyond what the shares of the words give by chance."""
        n = len(self.pairs)
        first, second = (Counter(each) for each in zip(*self.pairs, strict=True))
        by_chance = sum(first[word] * second[word] for word in first) / n**2
        return (self.equal / n - by_chance) / (1 - by_chance)

    def row(self) -> str:
        """Return the row of the table in the docs."""
        n = len(self.pairs)
        return f"| {self.field} | {n} | {self.equal} ({self.equal / n:.0%}) | {self.kappa:.2f} |"


def second_coding() -> list[dict[str, str]]:
    """Return the second coding, a mapping for each finding."""
    with SECOND.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def agreements() -> list[Agreement]:
    """Compare the two codings, field by field."""
    dataset = ac.open_dataset(FIRST)
    rows = second_coding()
    origins = [(dataset.findings[row["finding"]].origin, _names(row["origin"])) for row in rows]
    counted = list(_coverages(dataset, rows))
    return [
        Agreement(
            "stance",
            tuple(
                (str(dataset.findings[row["finding"]].stance), row["stance"])
                for row in rows
                if row["stance"]
            ),
        ),
        *(
            Agreement(f"coverage: {axis}", tuple((one[n], other[n]) for one, other in counted))
            for n, axis in enumerate(("what", "where", "when"))
        ),
        Agreement("origin", tuple((_joined(one), _joined(other)) for one, other in origins)),
        Agreement(
            "origin: for whom it speaks",
            tuple((_roots(dataset, one), _roots(dataset, other)) for one, other in origins),
        ),
    ]


def _coverages(
    dataset: Dataset, rows: Iterable[dict[str, str]]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Pair the words of the three axes, of findings with a value on a figure."""
    for row in rows:
        finding = dataset.findings[row["finding"]]
        if row["what"] and finding.about == "value" and finding.claim:
            ours = claim_terms(dataset.claims[finding.claim])
            first = axis_coverage(ours, finding_terms(finding), dataset.world)
            yield first, (row["what"], row["where"], row["when"])


def _names(origin: str) -> tuple[str, ...]:
    return () if origin == "unknown" else tuple(origin.split(";"))


def _joined(names: Iterable[str]) -> str:
    return ";".join(sorted(names)) or "unknown"


def _roots(dataset: Dataset, names: Iterable[str]) -> str:
    return _joined({dataset.world.root(n) if n in dataset.actors else n for n in names})


if __name__ == "__main__":
    print("\n".join(agreement.row() for agreement in agreements()))
