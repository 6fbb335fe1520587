"""CITATION.cff and codemeta.json: what they say is what the newest release is."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import yaml

import afpak_claims as ac
from afpak_claims.releases.versions import history
from command_line import run_here
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_the_citation_file_names_one_licence() -> None:
    """Two licences would mean a choice between them; what is cited is the data."""
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert said["type"] == "dataset"
    assert said["license"] == ac.open_dataset().header.licences.records


def test_every_citation_names_the_same_authors() -> None:
    """The authors of the dataset stand in both files, as `cite` prints them."""
    authors = [str(name) for name in ac.open_dataset(path=ROOT / "data").header.authors]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    meta = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))

    assert authors
    assert [author["name"] for author in cited["authors"]] == authors
    assert [author["name"] for author in meta["author"]] == authors
    for style in ("text", "bibtex", "ris", "csl-json"):
        written = ac.cite("afpak-claims", style, path=ROOT / "data").replace("\\_", "_")
        assert all(author in written for author in authors), style


def test_codemeta_is_of_this_package() -> None:
    """Version, licence and date of the code are those of the package."""
    said = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))

    assert said["version"] == ac.__version__
    assert said["license"].endswith(f"/{ac.open_dataset().header.licences.code}")
    assert said["datePublished"] == next(
        release.date for release in history() if release.package_version == ac.__version__
    )


def test_a_release_moves_citation_changelog_and_index_together(tmp_path: Path) -> None:
    """The release command writes version and date wherever a reader finds them."""
    shutil.copytree(ROOT / "tests/fixtures/good", tmp_path / "data")
    shutil.copy(ROOT / "CITATION.cff", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\nSomething.\n")
    options = ["--notes", "The first.", "--for-whom", "All.", "--date", "2030-01-31"]
    found = run_here(["release", "0.2.0", *options], tmp_path)

    assert found.returncode == 0
    cited = yaml.safe_load((tmp_path / "CITATION.cff").read_text(encoding="utf-8"))
    assert (str(cited["version"]), str(cited["date-released"])) == ("0.2.0", "2030-01-31")
    changelog = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased\n\n## Data 0.2.0\n\n<!-- generated: data 0.2.0 -->" in changelog
    assert history(tmp_path / "data")[0].version == "0.2.0"


def test_the_readme_is_whole_on_a_package_index() -> None:
    """It is shown there alone, so a link is an address or a heading of the README itself."""
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
