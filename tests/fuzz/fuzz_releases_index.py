"""Any bytes as the index of releases: refused with a remedy, or a list from which data opens."""

from __future__ import annotations

from functools import cache

from claims_under_test import GOOD, InMemory, is_one_clear_line

from afpak_claims.api import open_dataset
from afpak_claims.errors import DataError, DataNotFoundError
from afpak_claims.evidence.dataset import canonical
from afpak_claims.releases import freezing
from afpak_claims.releases import versions as releases


def one_input(raw: bytes) -> None:
    """List the releases, open the newest, verify them all and write the newest's changelog."""
    root = InMemory({"releases/index.json": raw, "releases/0.1.0.json": _frozen()})  # type: ignore[abstract] # only what is read is written
    try:
        names = releases.versions(root)
    except DataError as error:
        assert [is_one_clear_line(problem) for problem in error.problems] == [True]
        return
    assert all(is_one_clear_line(problem) for problem in releases.verify(root))
    assert names == tuple(
        sorted(names, key=lambda name: [int(part) for part in name.split(".")], reverse=True)
    )
    try:
        assert releases.open_version(None, root).version == names[0]
        assert freezing.changelog_section(names[0], root).startswith("### Data\n")
    except DataNotFoundError:
        assert not names
    except DataError as error:
        assert [is_one_clear_line(problem) for problem in error.problems] == [True]


@cache
def _frozen() -> bytes:
    return canonical(open_dataset(path=GOOD))
