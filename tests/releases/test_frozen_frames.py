"""Versions: package, data and record format are three numbers, and every place agrees on each."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import yaml

import afpak_claims as ac
from conftest import ROOT

if TYPE_CHECKING:
    from afpak_claims.evidence.dataset import Dataset


def test_the_citation_file_names_the_package_version() -> None:
    """CITATION.cff has the version and the day of the newest release."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    from afpak_claims.releases import versions as releases

    assert ac.__version__ == cited["version"]
    assert releases.history()[0].date == str(cited["date-released"])


def test_the_changelog_has_every_release_newest_first() -> None:
    """Each data version has its heading, in order, and the package version stands below one."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert [*ac.versions()] == re.findall(r"^## Data (\S+)$", text, re.MULTILINE)
    assert f"(package {ac.__version__})" in text


def test_the_draft_is_the_newest_release_or_ahead_of_it(draft: Dataset) -> None:
    """The YAML files name the newest version if they equal it, and a later one if they do not."""
    newest = ac.open_dataset()
    named = draft.header.data_version

    if draft.digest == newest.digest:
        assert named == newest.version
    else:
        assert [*map(int, named.split("."))] > [*map(int, newest.version.split("."))]


def test_the_package_takes_its_version_from_one_place() -> None:
    """The project file has no version of its own."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert "version" in project["dynamic"]
    assert "version" not in project
