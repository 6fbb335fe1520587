"""Releases: what is frozen stays, opens offline, and is refused where it was changed."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import afpak_claims as ac
from afpak_claims.api import open_folder
from afpak_claims.errors import ClaimsError, DataError, DataNotFoundError, UsageError
from afpak_claims.evidence.dataset import Dataset, canonical, contents
from afpak_claims.files import strict_yaml
from afpak_claims.files.folders import canonical_text
from afpak_claims.records.claims import Assertion, Attribution, Figure, Locator, Rank
from afpak_claims.records.estimates import Estimate
from afpak_claims.records.findings import Covers, Finding, Judged
from afpak_claims.records.header import Article, Header, Licences, OutlineSentence
from afpak_claims.records.names import Name
from afpak_claims.records.periods import Period
from afpak_claims.records.registry import COLLECTIONS
from afpak_claims.records.retirement import Retired
from afpak_claims.records.sources import Source
from afpak_claims.records.vocabulary import (
    Actor,
    Alternative,
    Caution,
    Metric,
    Place,
    Quantifier,
    Unit,
)
from afpak_claims.releases import diffs, upgrades
from afpak_claims.releases.bundled_data import bundled_folder
from afpak_claims.releases.freezing import changelog_section, freeze, next_version
from afpak_claims.releases.versions import (
    Release,
    diff,
    history,
    open_version,
    require,
    verify,
    versions,
)
from afpak_claims.stamps import SCHEMA_VERSION, __version__
from examples import examples

if TYPE_CHECKING:
    import random

ROOT = Path(__file__).parents[2]
GOOD = Path(__file__).parents[1] / "fixtures" / "good"
DAY = dt.date(2030, 1, 31)
RESTORE = "install the package again, or restore the file from version control"
UPGRADE = "upgrade the package: pip install -U afpak-claims"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Copy the fabricated world in canonical layout, about to be released as 0.1.0."""
    folder = Path(shutil.copytree(GOOD, tmp_path / "data"))
    name_version(folder, "0.1.0")
    return folder


@pytest.fixture
def released(data: Path) -> Path:
    """Return the fabricated world with one release, 0.1.0."""
    freeze(data, "0.1.0", date=DAY, notes="The first release.", for_whom="Everybody.")
    return data


@pytest.fixture
def twice(released: Path) -> Path:
    """Return the fabricated world with two releases; the second corrects a value."""
    edit(released, "claims/river-floods.yaml", "from 12 to 14 June", "in three days of June")
    edit(released, "evidence/river-floods.yaml", "best: 350", "best: 351")
    publish(released, "0.2.0")
    return released


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def name_version(folder: Path, version: str) -> None:
    """Write a data version into dataset.yaml, and give every file its canonical layout."""
    path = folder / "dataset.yaml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^data_version: .*$", f"data_version: {version}", text)
    path.write_text(text, encoding="utf-8", newline="")
    for path in folder.rglob("*.yaml"):
        layout = canonical_text(path.relative_to(folder).as_posix(), path.read_bytes())
        assert layout, f"{path} has problems"
        path.write_text(layout, encoding="utf-8", newline="")


def publish(folder: Path, version: str) -> Release:
    """Name a version in dataset.yaml and release it."""
    name_version(folder, version)
    return freeze(folder, version, date=DAY, notes="One more.")


def drop(folder: Path, name: str, record: str) -> str:
    """Delete one record of a canonical file; return its text."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    match = re.search(rf"(?ms)^  - id: {record}$.*?(?=^  - id: |\Z)", text)
    assert match
    path.write_text(text.replace(match[0], "").rstrip("\n") + "\n", encoding="utf-8")
    return match[0].rstrip("\n") + "\n"


def message_of(error: pytest.ExceptionInfo[ClaimsError]) -> str:
    """Return what a person reads."""
    return str(error.value)


def digest_of(raw: bytes) -> str:
    """Return a digest as the index has it."""
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def write_index(folder: Path, *entries: dict[str, Any], schema: int = 1) -> None:
    """Write an index by hand."""
    (folder / "releases").mkdir(exist_ok=True, parents=True)
    text = json.dumps({"schema": schema, "releases": entries})
    (folder / "releases" / "index.json").write_text(text, encoding="utf-8")


def entry(version: str, digest: str = "sha256:" + "0" * 64, schema: int = 1) -> dict[str, Any]:
    """Return an entry of an index."""
    return {
        "version": version,
        "date": "2030-01-31",
        "digest": digest,
        "schema_version": schema,
        "notes": "Some.",
        "counts": {},
    }


def write_version(folder: Path, version: str, values: dict[str, Any]) -> None:
    """Freeze contents by hand, whatever is in them, as the only version."""
    raw = json.dumps(values).encode()
    write_index(folder, entry(version, digest_of(raw), values["schema_version"]))
    (folder / "releases" / f"{version}.json").write_bytes(raw)


class TestFreeze:
    """A release is the canonical form of the tree in one file, and an entry in the index."""

    def test_file(self, released: Path) -> None:
        """The frozen file is the canonical form, and its SHA-256 is the digest of the dataset."""
        dataset = open_folder(released)
        raw = (released / "releases" / "0.1.0.json").read_bytes()
        assert canonical(dataset) == raw
        assert dataset.digest == digest_of(raw)

    def test_index(self, data: Path) -> None:
        """The index has the version with its digest, day, notes and counts, and returns it."""
        release = freeze(data, "0.1.0", date=DAY, notes=" The first. ", for_whom="Everybody.")
        dataset = open_folder(data)
        figures = len(dataset.select(kind="figure", include_retired=True))
        due: dict[str, Any] = {
            "version": "0.1.0",
            "date": "2030-01-31",
            "digest": dataset.digest,
            "schema_version": SCHEMA_VERSION,
            "notes": "The first.",
            "counts": {
                "claims": len(dataset.claims),
                "figures": figures,
                "assertions": len(dataset.claims) - figures,
                "findings": len(dataset.findings),
                "sources": len(dataset.sources),
            },
            "for_whom": "Everybody.",
            "results": digest_of((data / "releases" / "0.1.0.results.json").read_bytes()),
            "package_version": ac.__version__,
        }
        text = (data / "releases" / "index.json").read_text(encoding="utf-8")
        assert {"schema": 2, "releases": [due]} == json.loads(text)
        assert release == Release(**due)
        assert (release,) == history(data)

    def test_files(self, released: Path) -> None:
        """Nothing else is left in the folder."""
        names = sorted(path.name for path in (released / "releases").iterdir())
        assert names == ["0.1.0.json", "0.1.0.results.json", "index.json"]

    def test_data_version_is_no_content(self, released: Path) -> None:
        """The data version names the contents and is no part of them."""
        before = open_folder(released).digest
        name_version(released, "7.8.9")
        assert before == open_folder(released).digest

    def test_earlier_files_stay(self, released: Path) -> None:
        """A later release leaves the bytes of the earlier ones alone."""
        before = (released / "releases" / "0.1.0.json").read_bytes()
        (first,) = history(released)
        drop(released, "evidence/river-floods.yaml", "displaced-dolor-bulletin")
        publish(released, "1.0.0")
        assert before == (released / "releases" / "0.1.0.json").read_bytes()
        assert first == history(released)[1]

    def test_unindexed_file(self, data: Path) -> None:
        """A file that no index names counts for nothing, and a release writes over it."""
        (data / "releases").mkdir()
        (data / "releases" / "0.1.0.json").write_text("half of")
        assert versions(data) == ()
        publish(data, "0.1.0")
        assert verify(data) == ()


class TestFreezeRefuses:
    """A release is refused before anything is written."""

    def refused(self, folder: Path, version: str, kind: type[ClaimsError]) -> str:
        """Return why a release is refused; the folder is as it was."""
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        with pytest.raises(kind) as error:
            freeze(folder, version, date=DAY, notes="One more.")
        assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        return message_of(error)

    def test_problems(self, data: Path) -> None:
        """A tree with problems is not released; all of them are named."""
        edit(
            data,
            "evidence/river-floods.yaml",
            "id: drowned-courier\n    claim: floods-drowned",
            "id: drowned-courier\n    claim: flods",
        )
        edit(data, "sources.yaml", "type: book", "type: boook")
        found = self.refused(data, "0.1.0", DataError)
        assert [line.partition(":")[0] for line in found.splitlines()] == [
            "evidence/river-floods.yaml",
            "sources.yaml",
        ]

    def test_layout(self, data: Path) -> None:
        """A tree that `check` refuses for its layout is not released either."""
        edit(data, "sources.yaml", "type: book", "type:   book")
        assert "run 'afpak-claims fmt'" in self.refused(data, "0.1.0", DataError)

    def test_other_version(self, data: Path) -> None:
        """The tree names the version that it is to be released as."""
        lines = (data / "dataset.yaml").read_text(encoding="utf-8").splitlines()
        line = next(n for n, text in enumerate(lines, 1) if text.startswith("data_version: "))
        assert (
            f"dataset.yaml:{line}:15: data_version: found 0.1.0; expected 0.1.1, the version to "
            "release; write data_version: 0.1.1"
        ) == self.refused(data, "0.1.1", DataError)

    def test_other_schema(self, data: Path) -> None:
        """The tree names the record format of this package."""
        edit(data, "dataset.yaml", "schema_version: 2", "schema_version: 3")
        found = self.refused(data, "0.1.0", DataError)
        assert "schema_version: found 3; expected 2" in found

    @pytest.mark.parametrize("version", ["1.0", "v1.0.0", "1.0.0rc1", "01.0.0", "../1.0.0", ""])
    def test_no_version(self, data: Path, version: str) -> None:
        """A version is three numbers."""
        assert (
            f"found version {version!r}; expected three numbers; write it like 1.0.0"
        ) == self.refused(data, version, UsageError)

    def test_existing(self, released: Path) -> None:
        """A frozen version is never released again."""
        assert self.refused(released, "0.1.0", UsageError) == (
            "found a release 0.1.0; expected a new version, since a frozen one never changes; "
            "release 0.1.1 or later"
        )

    def test_older(self, released: Path) -> None:
        """A version comes after the newest one."""
        assert self.refused(released, "0.0.9", UsageError) == (
            "found version 0.0.9 after 0.1.0; expected a later one; release 0.1.1 or later"
        )

    def test_nothing_changed(self, released: Path) -> None:
        """A release has at least one change."""
        name_version(released, "0.2.0")
        assert self.refused(released, "0.2.0", UsageError) == (
            "found no change since 0.1.0; expected at least one; change the data before you "
            "release it"
        )

    @pytest.mark.parametrize(
        ("name", "old", "new", "due", "version"),
        [
            (
                "evidence/river-floods.yaml",
                "best: 350",
                "best: 351",
                "minor bump, since findings has 'displaced-dolor-bulletin' estimate.best changed",
                "0.2.0",
            ),
            (
                "evidence/lorem-dam.yaml",
                "claim: dam-ended-floods",
                "claim: dam-opened",
                "major bump, since findings has 'dam-ended-floods-bulletin' claim changed",
                "1.0.0",
            ),
        ],
    )
    def test_small_step(  # noqa: PLR0913, PLR0917 - what is edited, and what is due for it
        self, released: Path, name: str, old: str, new: str, due: str, version: str
    ) -> None:
        """A version is not smaller than its changes ask for; the message says which one asks."""
        edit(released, name, old, new)
        name_version(released, "0.1.1")
        assert self.refused(released, "0.1.1", UsageError) == (
            f"found 0.1.1 after 0.1.0, a patch bump; expected a {due}; release {version}"
        )

    @pytest.mark.parametrize("version", ["0.1.1", "0.2.0", "1.0.0"])
    def test_step_at_least(self, released: Path, version: str) -> None:
        """A reworded note may be released as any step."""
        edit(released, "sources.yaml", "The address is not known.", "It has no address.")
        publish(released, version)
        assert (version, "0.1.0") == versions(released)

    def test_major_record_gone(self, released: Path) -> None:
        """A finding may go, with a major step."""
        drop(released, "evidence/river-floods.yaml", "displaced-dolor-bulletin")
        name_version(released, "0.2.0")
        assert self.refused(released, "0.2.0", UsageError) == (
            "found 0.2.0 after 0.1.0, a minor bump; expected a major bump, since findings has "
            "'displaced-dolor-bulletin' removed; release 1.0.0"
        )

    def test_claim_gone(self, released: Path) -> None:
        """A claim never goes, whatever the step."""
        drop(released, "claims/river-floods.yaml", "floods-drowned-june")
        name_version(released, "1.0.0")
        assert self.refused(released, "1.0.0", DataError) == (
            "claims/river-floods.yaml:1:1: claims: missing claim 'floods-drowned-june'; expected "
            "it, since data version 0.1.0 has it; restore it, and retire it if it is withdrawn"
        )

    def test_id_of_another_record(self, released: Path) -> None:
        """An id that was dropped does not come back for something else."""
        text = drop(released, "evidence/river-floods.yaml", "displaced-dolor-bulletin")
        publish(released, "1.0.0")
        path = released / "evidence" / "river-floods.yaml"
        before = path.read_text(encoding="utf-8").rstrip("\n")
        path.write_text(f"{before}\n\n{text.replace('best: 350', 'best: 35')}", encoding="utf-8")
        line = before.count("\n") + 3
        name_version(released, "1.1.0")
        found = self.refused(released, "1.1.0", DataError)
        assert found.startswith(f"evidence/river-floods.yaml:{line}:9: findings[")
        assert found.endswith(
            "].id: found 'displaced-dolor-bulletin', an id of data version 0.1.0; expected one "
            "that was never used, or the record as it was then; change the id"
        )
        path.write_text(f"{before}\n\n{text}", encoding="utf-8")
        publish(released, "1.1.0")
        assert "displaced-dolor-bulletin" in open_version("1.1.0", released).findings

    def test_id_of_another_sort(self, released: Path) -> None:
        """The id of a finding is never that of a claim or a source, later on either."""
        drop(released, "evidence/river-floods.yaml", "displaced-dolor-bulletin")
        path = released / "evidence" / "river-floods.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("source: basin-bulletin", "source: displaced-dolor-bulletin", 1),
            encoding="utf-8",
        )
        source = "\n  - id: displaced-dolor-bulletin\n    type: report\n    note: No title.\n"
        with (released / "sources.yaml").open("a", encoding="utf-8") as stream:
            stream.write(source)
        name_version(released, "1.0.0")
        found = self.refused(released, "1.0.0", DataError)
        assert "found 'displaced-dolor-bulletin', an id of data version 0.1.0" in found

    def test_retired_by_another_version(self, released: Path) -> None:
        """A claim that this release retires says so."""
        path = released / "claims" / "river-advice.yaml"
        text = path.read_text(encoding="utf-8")
        block = re.search(r"(?ms)^  - id: steps-three$.*?attribution: \{naming: none\}\n", text)
        assert block
        retired = f"{block[0]}    retired: {{in: 0.3.0, reason: It counts headings.}}\n"
        path.write_text(text.replace(block[0], retired), encoding="utf-8")
        alone = "sentence: 1, digest: c2d1af1274bd2b86"
        edit(released, "article.yaml", alone, f"{alone}, reason: It counts its own headings.")
        name_version(released, "0.2.0")
        found = self.refused(released, "0.2.0", DataError)
        assert "claims[0].retired.in: found 0.3.0; expected 0.2.0" in found
        edit(released, "claims/river-advice.yaml", "0.3.0", "0.2.0")
        publish(released, "0.2.0")
        later = open_version(None, released)
        assert "steps-three" not in {claim.id for claim in later.select()}
        assert later["steps-three"].retired is not None

    def test_no_notes(self, data: Path) -> None:
        """A release says what it is about."""
        with pytest.raises(UsageError, match=r"^missing notes; expected what the "):
            freeze(data, "0.1.0", date=DAY, notes=" ")

    def test_changed_release(self, released: Path) -> None:
        """A tree with a spoilt release gets no further one."""
        (released / "releases" / "0.1.0.json").write_text("{}")
        name_version(released, "0.2.0")
        assert self.refused(released, "0.2.0", DataError).startswith("releases/0.1.0.json:1:1: ")


CHILD = """
import datetime, os, pathlib, signal, sys
from afpak_claims.releases import freezing

folder, version, action, calls = sys.argv[1:]
calls = int(calls)
replace = os.replace

def stop_or_replace(*args, **kwargs):
    global calls
    if calls == 0:
        if action == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        print("waiting", flush=True)
        sys.stdin.readline()
    calls -= 1
    return replace(*args, **kwargs)

os.replace = stop_or_replace
day = datetime.date(2030, 1, 31)
freezing.freeze(pathlib.Path(folder), version, date=day, notes="One more.")
"""


class TestBothOrNeither:
    """A release writes the frozen file and the index, or leaves the old state."""

    @pytest.mark.slow
    @pytest.mark.parametrize("calls", [0, 1])
    def test_killed(self, released: Path, calls: int) -> None:
        """A run that is killed before either file is put in place leaves the old state valid."""
        index = (released / "releases" / "index.json").read_bytes()
        edit(released, "evidence/river-floods.yaml", "best: 350", "best: 351")
        name_version(released, "0.2.0")
        child = subprocess.run(
            [sys.executable, "-c", CHILD, str(released), "0.2.0", "kill", str(calls)], check=False
        )
        assert child.returncode == -signal.SIGKILL
        assert index == (released / "releases" / "index.json").read_bytes()
        assert (calls == 1) == (released / "releases" / "0.2.0.json").exists()
        assert verify(released) == ()
        assert open_version(None, released).version == "0.1.0"

        publish(released, "0.2.0")
        assert versions(released) == ("0.2.0", "0.1.0")
        names = sorted(path.name for path in (released / "releases").iterdir())
        assert names == [
            *("0.1.0.json", "0.1.0.results.json", "0.2.0.json", "0.2.0.results.json"),
            "index.json",
        ]

    def test_index_cannot_be_written(self, data: Path) -> None:
        """Where the index cannot be put in place, the frozen file goes again."""
        (data / "releases" / "index.json").mkdir(parents=True)
        with pytest.raises(OSError, match=r"index\.json"):
            freeze(data, "0.1.0", date=DAY, notes="The first.")
        assert [path.name for path in (data / "releases").iterdir()] == ["index.json"]

    def test_two_at_once(self, released: Path) -> None:
        """While one run releases, a second one is refused; the first one ends well."""
        edit(released, "evidence/river-floods.yaml", "best: 350", "best: 351")
        name_version(released, "0.2.0")
        command = [sys.executable, "-c", CHILD, str(released), "0.2.0", "wait", "0"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "waiting\n"
            with pytest.raises(UsageError, match="expected no other release in progress"):
                freeze(released, "0.2.0", date=DAY, notes="One more.")
            child.communicate("go on\n")
        assert child.returncode == 0
        assert versions(released) == ("0.2.0", "0.1.0")
        assert verify(released) == ()


class TestOpen:
    """A version opens from its frozen file, after its bytes have matched its digest."""

    def test_same_records(self, released: Path) -> None:
        """What opens has the records and the digest of the tree, and the name of the version."""
        frozen, tree = open_version("0.1.0", released), open_folder(released)
        assert (tree.digest, "0.1.0") == (frozen.digest, frozen.version)
        assert canonical(tree) == canonical(frozen)
        for name in COLLECTIONS:
            assert dict(getattr(tree, name)) == dict(getattr(frozen, name))
        assert (tree.article, dict(tree.topics)) == (frozen.article, dict(frozen.topics))
        assert frozen.header.data_version == "0.1.0"

    def test_newest(self, twice: Path) -> None:
        """The newest version opens where none is named; any earlier one stays as it was."""
        assert open_version(None, twice).version == "0.2.0"
        found = [
            open_version(version, twice).findings["displaced-dolor-bulletin"].estimate
            for version in ("0.1.0", "0.2.0")
        ]
        assert found == [Estimate(best=350), Estimate(best=351)]

    def test_order(self, tmp_path: Path) -> None:
        """Versions are ordered by their numbers, however the index lists them."""
        write_index(tmp_path, *(entry(name) for name in ("0.9.0", "0.10.0", "0.9.10")))
        assert versions(tmp_path) == ("0.10.0", "0.9.10", "0.9.0")

    def test_no_release(self, data: Path) -> None:
        """Without any release, the message names the index and the way to the YAML files."""
        assert versions(data) == ()
        with pytest.raises(DataNotFoundError) as error:
            open_version(None, data)
        assert message_of(error) == (
            f"found no released data version; expected {data / 'releases' / 'index.json'}; "
            "open the YAML files with version='draft', or release one"
        )

    def test_nowhere(self, tmp_path: Path) -> None:
        """A path where no dataset is has no versions, and says so, as does an empty folder."""
        for path, found in ((tmp_path / "nowhere", "no folder"), (tmp_path, "no dataset in")):
            with pytest.raises(DataNotFoundError, match=f"found {found}"):
                versions(path)

    @pytest.mark.parametrize("version", ["0.3.0", "0.1", "../index"])
    def test_unknown(self, twice: Path, version: str) -> None:
        """An unknown version gets the list of the known ones."""
        with pytest.raises(DataNotFoundError) as error:
            open_version(version, twice)
        assert message_of(error) == (
            f"found no data version {version!r}; expected one of 0.2.0, 0.1.0; "
            f"correct the version, or {UPGRADE}"
        )

    def test_many(self, tmp_path: Path) -> None:
        """A long list is cut."""
        write_index(tmp_path, *(entry(f"0.{n}.0") for n in range(11)))
        with pytest.raises(
            DataNotFoundError, match=r"0\.10\.0, 0\.9\.0, .*, 0\.3\.0 and 3 older; "
        ):
            open_version("9.9.9", tmp_path)

    def test_missing(self, released: Path) -> None:
        """A version whose file is missing is refused, with the file and the remedy."""
        (released / "releases" / "0.1.0.json").unlink()
        with pytest.raises(DataError) as error:
            open_version("0.1.0", released)
        assert message_of(error) == (
            "releases/0.1.0.json:1:1: missing file; expected it, since index.json lists it; "
            f"{RESTORE}"
        )
        assert error.value.problems == verify(released)

    @settings(
        max_examples=examples(100),
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
    def test_flipped(self, released: Path, place: float, bit: int) -> None:
        """One bit that differs, anywhere in a frozen file, and it is refused."""
        path = released / "releases" / "0.1.0.json"
        raw = path.read_bytes()
        changed = bytearray(raw)
        changed[int(place * len(raw))] ^= 1 << bit
        path.write_bytes(changed)
        try:
            with pytest.raises(DataError) as error:
                open_version("0.1.0", released)
        finally:
            path.write_bytes(raw)
        assert message_of(error) == (
            f"releases/0.1.0.json:1:1: found digest {digest_of(bytes(changed))}; expected "
            f"{digest_of(raw)}, since a frozen version never changes; {RESTORE}"
        )

    @pytest.mark.parametrize("share", [0, 0.5, 0.99])
    def test_cut(self, released: Path, share: float) -> None:
        """A file that was written in part is refused."""
        path = released / "releases" / "0.1.0.json"
        raw = path.read_bytes()
        path.write_bytes(raw[: int(share * len(raw))])
        with pytest.raises(DataError, match=r"^releases/0\.1\.0\.json:1:1: found digest sha256:"):
            open_version("0.1.0", released)

    def test_other_versions_still_open(self, twice: Path) -> None:
        """One spoilt file leaves the other versions alone."""
        (twice / "releases" / "0.1.0.json").write_text("{}")
        assert open_version(None, twice).version == "0.2.0"
        assert [problem.file for problem in verify(twice)] == ["releases/0.1.0.json"]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "[]",
            "{}",
            '{"schema": 1}',
            '{"schema": "1", "releases": []}',
            '{"schema": 1, "releases": [{"version": "0.1.0"}]}',
            json.dumps({"schema": 1, "releases": [entry("../../0.1.0")]}),
            json.dumps({"schema": 1, "releases": [entry("0.1.0", digest="sha256:0")]}),
            json.dumps({"schema": 1, "releases": [{**entry("0.1.0"), "more": 1}]}),
        ],
    )
    def test_broken_index(self, tmp_path: Path, text: str) -> None:
        """An index that was cut or changed is refused."""
        write_index(tmp_path)
        (tmp_path / "releases" / "index.json").write_text(text)
        with pytest.raises(DataError) as error:
            versions(tmp_path)
        assert message_of(error) == (
            "releases/index.json:1:1: found a damaged list of releases; expected it as it was "
            f"written; {RESTORE}"
        )

    def test_newer_index(self, tmp_path: Path) -> None:
        """An index of a newer package asks for that package."""
        write_index(tmp_path, {"anything": "else"}, schema=3)
        with pytest.raises(DataError) as error:
            versions(tmp_path)
        assert message_of(error) == (
            f"releases/index.json:1:1: found an index of schema 3; expected 2 at most; {UPGRADE}"
        )

    def test_light(self, released: Path) -> None:
        """Opening a version and a record of it loads neither Pydantic nor YAML nor pandas."""
        code = (
            "import pathlib, sys; from afpak_claims.releases import versions as releases; "
            "releases.open_version(None, pathlib.Path(sys.argv[1]))['dam-opened']; "
            "print(sorted({'pydantic', 'yaml', 'pandas', 'packaging'} & sys.modules.keys()))"
        )
        child = subprocess.run(
            [sys.executable, "-c", code, str(released)],
            check=True,
            capture_output=True,
            text=True,
        )
        assert child.stdout == "[]\n"


class TestSchemas:
    """Every older record format stays loadable; a newer one asks for a newer package."""

    def test_newer(self, released: Path) -> None:
        """A file of a newer format is refused, with the way to read it."""
        values = {**contents(open_folder(released)), "schema_version": SCHEMA_VERSION + 1}
        write_version(released, "0.1.0", values)
        with pytest.raises(DataError) as error:
            open_version(None, released)
        assert message_of(error) == (
            f"releases/0.1.0.json:1:1: found schema {SCHEMA_VERSION + 1}; expected "
            f"{SCHEMA_VERSION}, which this package reads; {UPGRADE}"
        )

    def test_chain(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Contents two formats back go through both steps, in order, and open as today's."""
        today = contents(open_folder(data))

        def to_1(values: dict[str, Any]) -> dict[str, Any]:
            """Schema 1 calls claims claims, where schema 0 called them items."""
            return {**{k: v for k, v in values.items() if k != "items"}, "claims": values["items"]}

        def to_2(values: dict[str, Any]) -> dict[str, Any]:
            """Schema 2 calls the statement so, where schema 1 called it text."""
            claims = [{**claim, "statement": claim["text"]} for claim in values["claims"]]
            for claim in claims:
                del claim["text"]
            return {**values, "claims": claims}

        monkeypatch.setitem(upgrades._UPGRADES, 0, to_1)  # noqa: SLF001 - the chain of a later package
        monkeypatch.setitem(upgrades._UPGRADES, 1, to_2)  # noqa: SLF001 - likewise
        old = copy.deepcopy(today)
        for claim in old["claims"]:
            claim["text"] = claim.pop("statement")
        old["items"] = old.pop("claims")
        old["dataset"]["schema_version"] = old["schema_version"] = 0
        write_version(data, "0.0.1", old)
        opened = open_version(None, data)
        assert [c["statement"] for c in today["claims"]] == [c.statement for c in opened]
        raw = (data / "releases" / "0.0.1.json").read_bytes()
        assert digest_of(raw) == opened.digest
        assert (opened.stamp.schema_version, opened.stamp.data_version) == (0, "0.0.1")

        (change,) = diff(opened, open_folder(data))
        assert (
            change.collection,
            change.field,
            change.old,
            change.new,
        ) == ("dataset", "schema_version", 0, SCHEMA_VERSION)
        with pytest.raises(UsageError, match="a minor bump; expected a major bump, since dataset"):
            publish(data, "0.1.0")

    def test_no_gap(self) -> None:
        """There is a step from every format that was ever released to this one."""
        chain = set(upgrades._UPGRADES)  # noqa: SLF001 - the chain is what is tested
        assert chain == set(range(1, SCHEMA_VERSION))


class TestRequire:
    """A project says which data it is made for, and is told when it gets another."""

    @pytest.mark.parametrize("specifier", [">=0.1,<1", "==0.2.0", "~=0.1", "", "!=0.1.0"])
    def test_fits(self, twice: Path, specifier: str) -> None:
        """Nothing happens where the newest version fits."""
        require(specifier, path=twice)
        require(specifier, digest=open_version(None, twice).digest, path=twice)

    @pytest.mark.parametrize(
        ("specifier", "remedy"),
        [
            (">=1.0,<2", f"no version in this package fits: {UPGRADE}"),
            ("<0.2", "open the one that fits: version='0.1.0'"),
        ],
    )
    def test_other_version(self, twice: Path, specifier: str, remedy: str) -> None:
        """Where it does not fit, the message says what there is, what was asked, what to do."""
        with pytest.raises(UsageError) as error:
            require(specifier, path=twice)
        assert message_of(error) == (
            f"found data version 0.2.0 as the newest in afpak-claims {__version__}; "
            f"expected data {specifier}; {remedy}"
        )

    def test_digest_of_another_version(self, twice: Path) -> None:
        """A digest that another version has leads to that version."""
        old, new = open_version("0.1.0", twice).digest, open_version("0.2.0", twice).digest
        with pytest.raises(UsageError) as error:
            require(">=0.1", digest=old, path=twice)
        assert message_of(error) == (
            f"found digest {new} of data version 0.2.0; expected {old}; "
            "open the one that fits: version='0.1.0'"
        )

    def test_unknown_digest(self, twice: Path) -> None:
        """A digest that no version has is refused."""
        unknown = "sha256:" + "0" * 64
        with pytest.raises(
            UsageError, match=f"expected {unknown}; no version in this package fits"
        ):
            require(">=0.1", digest=unknown, path=twice)

    @pytest.mark.parametrize("digest", ["", "sha256:12ab", "0" * 64, "sha256:" + "A" * 64])
    def test_no_digest(self, twice: Path, digest: str) -> None:
        """A digest that was cut proves nothing and is refused."""
        with pytest.raises(UsageError) as error:
            require(">=0.1", digest=digest, path=twice)
        assert message_of(error) == (
            f"found digest {digest!r}; expected sha256: and 64 hex digits; copy all of it"
        )

    def test_changed_bytes(self, released: Path) -> None:
        """With a digest, the bytes are proved and not the index alone."""
        digest = open_version(None, released).digest
        (released / "releases" / "0.1.0.json").write_text("{}")
        require(">=0.1", path=released)
        with pytest.raises(DataError, match="since a frozen version never changes"):
            require(">=0.1", digest=digest, path=released)

    def test_no_specifier(self, twice: Path) -> None:
        """What is no specifier is refused with an example of one."""
        with pytest.raises(UsageError) as error:
            require("newest", path=twice)
        assert message_of(error) == (
            "found 'newest'; expected versions as in PEP 440; write them like '>=1.0,<2'"
        )

    def test_no_release(self, data: Path) -> None:
        """Without a release nothing can fit."""
        with pytest.raises(DataNotFoundError, match=r"^found no released data version; "):
            require(">=0.1", path=data)


class TestDiff:
    """The difference of two versions is all the difference there is."""

    def test_leads_from_one_to_the_other(self, twice: Path) -> None:
        """Applying the diff to the old version gives the bytes of the new one."""
        old, new = open_version("0.1.0", twice), open_version("0.2.0", twice)
        values = diffs.apply(diff(old, new), contents(old))
        assert new.digest == digest_of(canonical(Dataset.from_contents(values, "0.2.0", "")))

    def test_changes(self, twice: Path) -> None:
        """It has each changed field, and nothing else."""
        old, new = open_version("0.1.0", twice), open_version("0.2.0", twice)
        assert [(change.collection, change.id, change.field) for change in diff(old, new)] == [
            ("claims", "floods-drowned", "statement"),
            ("findings", "displaced-dolor-bulletin", "estimate.best"),
        ]


class TestDataSection:
    """The changelog's section on the data is made from the diff."""

    def test_first(self, released: Path) -> None:
        """That of the first release has its stamp, its notes and its counts."""
        (release,) = history(released)
        counts = ", ".join(f"{number} {name}" for name, number in release.counts.items())
        assert changelog_section("0.1.0", released) == (
            "### Data\n"
            "\n"
            f"Data version 0.1.0 of 2030-01-31, schema {SCHEMA_VERSION}, `{release.digest}`.\n"
            "\n"
            "The first release.\n"
            "\n"
            "For whom: Everybody.\n"
            "\n"
            f"In it: {counts}.\n"
        )

    def test_later(self, twice: Path) -> None:
        """That of a later one says what changed since the one before."""
        assert changelog_section(None, twice).endswith(
            "\n"
            "Since 0.1.0, a minor step: 1 claim changed, 1 finding changed.\n"
            "\n"
            "* Claims changed:\n"
            "  * `floods-drowned`: `statement` reworded.\n"
            "* Findings changed:\n"
            "  * `displaced-dolor-bulletin`: `estimate.best` 350 → 351.\n"
        )
        assert "Since" not in changelog_section("0.1.0", twice)


@pytest.mark.parametrize(
    ("step", "due"),
    [("none", "1.4.2"), ("patch", "1.4.3"), ("minor", "1.5.0"), ("major", "2.0.0")],
)
def test_next_version(step: diffs.Step, due: str) -> None:
    """A step sets the smaller numbers back."""
    assert due == next_version("1.4.2", step)


def shuffled(value: Any, order: random.Random) -> Any:
    """Return plain values with the keys of every map in another order."""
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    if isinstance(value, list):
        return [shuffled(part, order) for part in value]
    return value


def place(claim: dict[str, Any]) -> tuple[int, int]:
    """Return the paragraph and the sentence of a claim as the YAML reader gives it."""
    return int(claim["article"]["paragraph"]), int(claim["article"]["sentence"])


class TestDigest:
    """The digest is of the records: it sees all of them and nothing else."""

    @settings(
        max_examples=examples(20),
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(order=st.randoms(use_true_random=False), indent=st.sampled_from([None, 0, 1, 7]))
    def test_blind(
        self, world: Dataset, tmp_path: Path, order: random.Random, indent: int | None
    ) -> None:
        """The order of records and keys, the layout and the comments of files do not matter."""
        folder = tmp_path / "other"
        shutil.rmtree(folder, ignore_errors=True)
        for path in GOOD.rglob("*.yaml"):
            name = path.relative_to(GOOD)
            values = shuffled(strict_yaml.read(path.read_bytes(), name.as_posix()), order)
            for key, items in values.items():
                if isinstance(items, list) and key not in {"sentences", "authors"}:
                    order.shuffle(items)
                if key == "claims":  # which follow the article, as a rule says
                    items.sort(
                        key=lambda c: (
                            int(c["article"]["paragraph"]),
                            int(c["article"]["sentence"]),
                        )
                    )
            text = json.dumps(values, ensure_ascii=False, indent=indent)
            (folder / name).parent.mkdir(exist_ok=True, parents=True)
            (folder / name).write_text(f"# {order.random()}\n{text} # the end\n", encoding="utf-8")
        assert world.digest == open_folder(folder).digest

    def test_sees_every_field(self) -> None:
        """A change of any published field of any record changes the digest."""
        dataset = open_folder(GOOD)
        claims = {key: retired(claim) for key, claim in dataset.claims.items()}
        dataset = replaced(dataset, "claims", claims)
        plain = canonical(dataset)
        seen: set[tuple[type, str]] = set()
        blind: set[tuple[type, str]] = set()
        for name in COLLECTIONS:
            known = getattr(dataset, name)
            for key, record in known.items():
                for at, other in variants(record):
                    seen.add(at)
                    if canonical(replaced(dataset, name, {**known, key: other})) == plain:
                        blind.add(at)
        for name in ("header", "article"):
            for at, other in variants(getattr(dataset, name)):
                seen.add(at)
                if canonical(replaced(dataset, name, other)) == plain:
                    blind.add(at)
        assert blind == {(Header, "data_version")}
        assert seen == {(kind, field.name) for kind in PUBLISHED for field in fields(kind)}

    def test_sees_titles_of_topics(self) -> None:
        """A change of the title of a topic changes the digest."""
        dataset = open_folder(GOOD)
        for topic in dataset.topics:
            titles = {**dataset.topics, topic: "Other"}
            assert canonical(dataset) != canonical(replaced(dataset, "topics", titles))


PUBLISHED = (
    Figure,
    Assertion,
    Rank,
    Locator,
    Attribution,
    Retired,
    Estimate,
    Period,
    Finding,
    Covers,
    Judged,
    Source,
    Name,
    Metric,
    Unit,
    Place,
    Actor,
    Quantifier,
    Alternative,
    Caution,
    Header,
    Licences,
    Article,
    OutlineSentence,
)


def replaced(record: Any, field: str, value: object) -> Any:
    """Return a frozen record with another value, whether or not the value is valid."""
    if isinstance(record, Dataset):
        return dataclasses.replace(record, **{field: value})  # type: ignore[arg-type] # one field of any sort
    other = copy.copy(record)
    object.__setattr__(other, field, value)
    return other


def retired(claim: Any) -> Any:
    """Return a claim as if it were retired."""
    reason = Retired(in_version="0.2.0", reason="So.", replaced_by="other")
    return replaced(claim, "retired", reason)


def variants(record: Any) -> list[tuple[tuple[type, str], Any]]:
    """Return a record with each of its fields changed, however deep, and which field it was."""
    found = []
    for field in fields(record):
        value = getattr(record, field.name)
        found.append(((type(record), field.name), replaced(record, field.name, "changed")))
        if is_dataclass(value):
            found += [(at, replaced(record, field.name, other)) for at, other in variants(value)]
        if isinstance(value, tuple):
            for n, part in enumerate(value):
                if is_dataclass(part):
                    found += [
                        (at, replaced(record, field.name, (*value[:n], other, *value[n + 1 :])))
                        for at, other in variants(part)
                    ]
    return found


class TestShipped:
    """The releases of this project are what they were."""

    def test_whole(self) -> None:
        """Every frozen file has the digest that the index gives, and opens."""
        assert verify() == ()
        for version in versions():
            raw = bundled_folder().joinpath("releases", f"{version}.json").read_bytes()
            assert digest_of(raw) == open_version(version).digest

    def test_immutable(self) -> None:
        """No release of the last tag, or else of the last commit, was changed or dropped since."""
        then = index_then(ROOT)
        if then is None:
            pytest.skip("there is no git checkout, or no release was committed yet")
        assert altered(then, Path(str(bundled_folder()))) == []


def git(folder: Path, *arguments: str) -> str | None:
    """Return what git prints; None where it fails or there is no git."""
    git_program = shutil.which("git")
    if git_program is None:
        return None
    done = subprocess.run(
        [git_program, "-C", str(folder), *arguments], check=False, capture_output=True, text=True
    )
    return done.stdout if done.returncode == 0 else None


def index_then(checkout: Path) -> str | None:
    """Return the index of releases at the last tag, or else at the last commit."""
    if not (checkout / ".git").exists():
        return None
    tag = (git(checkout, "describe", "--tags", "--abbrev=0") or "HEAD").strip()
    return git(checkout, "show", f"{tag}:data/releases/index.json")


def altered(then: str, folder: Path) -> list[str]:
    """Return the versions that an earlier index has and that are not the same now."""
    now = {release.version: release.digest for release in history(folder)}
    spoilt = {Path(problem.file).stem for problem in verify(folder)}
    return [
        release["version"]
        for release in json.loads(then)["releases"]
        if now.get(release["version"]) != release["digest"] or release["version"] in spoilt
    ]


class TestAltered:
    """The test of immutability fails where it should."""

    def commit(self, checkout: Path) -> None:
        """Commit everything in a folder."""
        who = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
        for arguments in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "Release")):
            assert git(checkout, *arguments) is not None

    @pytest.mark.skipif(shutil.which("git") is None, reason="needs git, which is not installed")
    def test_git(self, twice: Path) -> None:
        """A release that was made again with other contents, or dropped, is found."""
        checkout = twice.parent
        assert index_then(checkout) is None
        self.commit(checkout)
        then = index_then(checkout)
        assert then is not None
        assert altered(then, twice) == []

        edit(twice, "evidence/river-floods.yaml", "best: 351", "best: 352")
        publish(twice, "0.3.0")
        assert altered(then, twice) == []

        shutil.rmtree(twice / "releases")
        publish(twice, "0.2.0")
        assert altered(then, twice) == ["0.2.0", "0.1.0"]
