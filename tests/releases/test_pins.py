"""Pins: what a project pins is the result, with its digest at the door."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import hashlib
import json
import pickle
import shutil
import subprocess
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pandas as pd
import pytest

import afpak_claims as ac
from afpak_claims.evidence.dataset import Dataset
from afpak_claims.evidence.results import ClaimResult
from afpak_claims.frames.columns import table_digest
from afpak_claims.records.claims import Claim
from afpak_claims.releases import freezing, pins
from afpak_claims.releases import versions as releases
from afpak_claims.releases.bundled_data import bundled_folder
from afpak_claims.stamps import SCHEMA_VERSION
from command_line import run_here

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "fixtures" / "good"
VERSIONS = releases.versions()
FRAMES: dict[str, Callable[..., pd.DataFrame]] = {
    "claims": ac.load_claims,
    "evidence": ac.load_evidence,
    "sources": ac.load_sources,
}


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """Return a fabricated world with two releases."""
    folder = Path(shutil.copytree(GOOD, tmp_path / "data"))
    edit(folder / "dataset.yaml", "data_version: '0.2.0'", "data_version: 1.0.0")
    run_here(["fmt", str(folder)], tmp_path)
    freezing.freeze(folder, "1.0.0", date=dt.date(2030, 1, 31), notes="The first.")
    edit(folder / "dataset.yaml", "data_version: '1.0.0'", "data_version: '1.1.0'")
    edit(folder / "evidence/river-floods.yaml", "{best: 38.5}", "{best: 28.5}")
    freezing.freeze(folder, "1.1.0", date=dt.date(2030, 2, 28), notes="A correction.")
    return folder


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def results_of(version: str) -> dict[str, Any]:
    """Return the frozen results of a bundled version."""
    file = bundled_folder().joinpath("releases", f"{version}.results.json")
    return dict(json.loads(file.read_bytes()))


class TestResults:
    """A version hands out the results that were computed when it was released."""

    @pytest.mark.parametrize("version", VERSIONS)
    @pytest.mark.parametrize("table", FRAMES)
    def test_frames(self, version: str, table: str) -> None:
        """Every frame of every version has the cells that it had at its release."""
        frozen = results_of(version)["frames"][table]
        dataset = ac.open_dataset(version)

        assert frozen["digest"] == table_digest(dataset, table, frozen["columns"])

    @pytest.mark.parametrize("version", VERSIONS)
    @pytest.mark.parametrize("table", FRAMES)
    def test_pandas(self, version: str, table: str) -> None:
        """The frames that pandas makes have these cells too."""
        frozen = results_of(version)["frames"][table]
        frame = FRAMES[table](version)
        cells: dict[str, list[Any]] = {"id": list(frame.index)}
        for name in frozen["columns"]:
            column = frame[name].astype(object)
            cells[name] = [
                value.date().isoformat() if isinstance(value, pd.Timestamp) else value
                for value in column.where(column.notna(), None)
            ]
        text = json.dumps(cells, ensure_ascii=False, separators=(",", ":"))

        assert frozen["digest"] == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"

    def test_another_method_changes_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whatever a later package would compute, a pinned version says what it said."""
        before = ac.load_claims("1.0.0")["verdict"].tolist()
        another: tuple[ClaimResult, dict[str, Any]] = (ClaimResult(verdict="contested"), {})
        monkeypatch.setattr("afpak_claims.evidence.comparison.compared", lambda *_: another)

        assert ac.load_claims("1.0.0")["verdict"].tolist() == before
        anew = ac.open_dataset("1.0.0", method="newest")
        assert {anew.verdict(claim) for claim in anew.claims} == {"contested"}
        assert anew.stamp.note == "computed anew"
        assert "(computed anew)" in str(anew.stamp)

    def test_cards_and_exports(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Cards, exports and the page have the frozen results too."""
        before = ac.open_dataset("1.0.0").trace("drone-strikes-count").card().text()
        ac.export("json", tmp_path / "before.json", "1.0.0")
        page = ac.page("1.0.0")
        another: tuple[ClaimResult, dict[str, Any]] = (ClaimResult(verdict="contested"), {})
        monkeypatch.setattr("afpak_claims.evidence.comparison.compared", lambda *_: another)

        assert ac.open_dataset("1.0.0").trace("drone-strikes-count").card().text() == before
        ac.export("json", tmp_path / "after.json", "1.0.0")
        assert (tmp_path / "before.json").read_bytes() == (tmp_path / "after.json").read_bytes()
        assert ac.page("1.0.0") == page

    def test_changed_results_are_refused(self, released: Path) -> None:
        """Results that are not those of the index, or of another version, are refused."""
        file = released / "releases" / "1.0.0.results.json"
        raw = file.read_bytes()
        file.write_bytes(raw.replace(b'"unchecked"', b'"consistent"', 1))
        with pytest.raises(ac.DataError, match="a frozen version never changes"):
            ac.open_dataset("1.0.0", released)
        file.write_bytes((released / "releases" / "1.1.0.results.json").read_bytes())
        with pytest.raises(ac.DataError, match="a frozen version never changes"):
            ac.open_dataset("1.0.0", released)
        file.write_bytes(raw)
        assert ac.open_dataset("1.0.0", released).version == "1.0.0"

    @pytest.mark.parametrize("content", [b"null", b"[]", b"{}", b'{"method": NaN}', b"x"])
    def test_results_that_are_none_are_refused(self, released: Path, content: bytes) -> None:
        """A file that holds no results is told in one line, even if the index has its digest."""
        folder = released / "releases"
        index = json.loads((folder / "index.json").read_bytes())
        index["releases"][1]["results"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
        (folder / "index.json").write_text(json.dumps(index))
        (folder / "1.0.0.results.json").write_bytes(content)
        with pytest.raises(ac.DataError, match="found no results"):
            ac.open_dataset("1.0.0", released)

    @pytest.mark.parametrize("content", [b"null", b"[]", b"{}", b'{"schema_version": NaN}', b"x"])
    def test_records_that_are_none_are_refused(self, released: Path, content: bytes) -> None:
        """A file that holds no records is told in one line, even if the index has its digest."""
        folder = released / "releases"
        index = json.loads((folder / "index.json").read_bytes())
        index["releases"][1]["digest"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
        del index["releases"][1]["results"]
        (folder / "index.json").write_text(json.dumps(index))
        (folder / "1.0.0.json").write_bytes(content)
        with pytest.raises(ac.DataError, match="found no records"):
            ac.open_dataset("1.0.0", released)

    def test_swapped_files_are_refused(self, released: Path) -> None:
        """Two versions that change places, files and index together, do not open."""
        folder = released / "releases"
        index = json.loads((folder / "index.json").read_bytes())
        one, other = index["releases"]
        for end in ("json", "results.json"):
            a, b = folder / f"1.0.0.{end}", folder / f"1.1.0.{end}"
            first, second = a.read_bytes(), b.read_bytes()
            a.write_bytes(second)
            b.write_bytes(first)
        for name in ("digest", "results"):
            one[name], other[name] = other[name], one[name]
        (folder / "index.json").write_text(json.dumps(index))
        with pytest.raises(ac.DataError, match="found the results"):
            ac.open_dataset("1.0.0", released)

    def test_schemas(self) -> None:
        """Every frozen file fits the JSON Schema of its kind."""
        folder = bundled_folder()
        for kind in ("release", "results"):
            for release in releases.history():
                of = "" if release.schema_version == SCHEMA_VERSION else "-1"
                schema = json.loads((ROOT / "data" / "schema" / f"{kind}{of}.json").read_bytes())
                validator = jsonschema.Draft202012Validator(schema)
                end = "results.json" if kind == "results" else "json"
                name = f"{release.version}.{end}"
                values = json.loads(folder.joinpath("releases", name).read_bytes())
                assert [error.message for error in validator.iter_errors(values)] == [], name


class TestDoor:
    """A digest is asked for where the data is opened."""

    def test_opens_only_what_has_it(self) -> None:
        """The right digest opens a version, another one does not, whatever opens it."""
        digest = ac.open_dataset("1.0.0").digest
        assert len(ac.load_claims("1.0.0", digest=digest)) == 100
        ac.require(">=1", digest=digest, version="1.0.0")
        for refused in (
            lambda: ac.open_dataset("1.1.0", digest=digest),
            lambda: ac.load_claims("1.1.0", digest=digest),
            lambda: ac.load_sources(digest=digest),
            lambda: ac.require(">=1", digest=digest, version="1.1.0"),
            lambda: ac.open_dataset("draft", digest=digest),
            lambda: ac.load_claims(dataset=ac.open_dataset("1.1.0"), digest=digest),
        ):
            with pytest.raises(ac.UsageError, match="found digest"):
                refused()

    def test_consistent_tampering_is_found_by_the_pinner(self, released: Path) -> None:
        """Who changes records, results and index together is found by a digest kept elsewhere."""
        digest = ac.open_dataset("1.0.0", released).digest
        pinned = pins.pin("1.0.0", released)
        folder = released / "releases"
        raw = (folder / "1.0.0.json").read_bytes().replace(b"1200", b"1300")
        forged = f"sha256:{hashlib.sha256(raw).hexdigest()}"
        results = (
            (folder / "1.0.0.results.json").read_bytes().replace(digest.encode(), forged.encode())
        )
        index = (folder / "index.json").read_text()
        index = index.replace(digest, forged).replace(
            str(pinned.results_digest), f"sha256:{hashlib.sha256(results).hexdigest()}"
        )
        (folder / "1.0.0.json").write_bytes(raw)
        (folder / "1.0.0.results.json").write_bytes(results)
        (folder / "index.json").write_text(index)

        assert ac.open_dataset("1.0.0", released).digest == forged
        with pytest.raises(ac.UsageError, match="found digest"):
            ac.open_dataset("1.0.0", released, digest=digest)

    def test_lock(self, released: Path, tmp_path: Path) -> None:
        """A lock file pins a version with its results, and says what differs."""
        lock = str(tmp_path / "lock.json")
        assert (
            run_here(["lock", "--path", str(released), "--output", lock], tmp_path).returncode == 0
        )
        values = json.loads(Path(lock).read_text())
        assert values == pins.pin(None, released)._asdict()
        same = run_here(["verify-lock", lock, "--path", str(released)], tmp_path)
        assert (same.returncode, same.stdout.split(":")[0]) == (
            0,
            f"data version 1.1.0 is what {lock} pins",
        )
        Path(lock).write_text(json.dumps({**values, "results_digest": "sha256:" + "0" * 64}))
        other = run_here(["verify-lock", lock, "--path", str(released)], tmp_path)
        assert other.returncode == 1
        assert other.stderr.startswith("found results_digest sha256:")
        Path(lock).write_text("{}")
        assert "found no pin in" in run_here(["verify-lock", lock], tmp_path).stderr

    def test_node_recomputes_the_digest(self, tmp_path: Path) -> None:
        """Fifteen lines in another language find the digest of an export."""
        node = shutil.which("node")
        if node is None:
            pytest.skip("found no node; expected it for the script of another language")
        ac.export("json", tmp_path / "claims.json", "draft")
        found = subprocess.run(
            [node, ROOT / "tests/proofs/digest.cjs", tmp_path / "claims.json"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert found.stdout.strip() == ac.open_dataset("draft").digest


class TestChanges:
    """What changed, verdicts first."""

    def test_verdicts_come_first(self, released: Path) -> None:
        """A diff leads with the verdicts that differ; they ask for no step of their own."""
        changes = ac.diff("1.0.0", "1.1.0", released)
        first = changes.iloc[0]
        assert (first["collection"], first["id"], first["field"]) == (
            "results",
            "fields-under-water",
            "verdict",
        )
        assert (first["old"], first["new"]) == ("consistent", "undecided")
        assert changes.attrs["bump"] == "minor"

    def test_only_what_belongs_to_a_claim(self, released: Path) -> None:
        """Asked for some ids, the answer has them, their findings and sources, and nothing else."""
        found = ac.changes_for("fields-under-water", since="1.0.0", path=released, version="1.1.0")
        assert set(found["id"]) == {"fields-under-water", "fields-bulletin"}
        assert ac.changes_for("dam-opened", "1.0.0", "1.1.0", released).empty
        with pytest.raises(ac.UnknownValueError, match="did you mean 'dam-opened'"):
            ac.changes_for("dam-openned", "1.0.0", "1.1.0", released)

    def test_exit_status(self, released: Path, tmp_path: Path) -> None:
        """The command exits with 1 if something changed and with 0 if nothing did."""
        options = ["--since", "1.0.0", "--data-version", "1.1.0", "--path", str(released)]
        changed = run_here(["changes", "fields-under-water", *options], tmp_path)
        same = run_here(["changes", "dam-opened", *options], tmp_path)
        assert (changed.returncode, same.returncode) == (1, 0)
        assert "fields-under-water" in changed.stdout

    def test_an_advisory_is_shown(self, released: Path, tmp_path: Path) -> None:
        """What is known to be wrong with a version stands beside it, outside of its digest."""
        index = released / "releases" / "index.json"
        values = json.loads(index.read_text())
        values["releases"][1]["advisory"] = "Superseded by 1.1.0: a share of fields was corrected."
        index.write_text(json.dumps(values))
        found = run_here(["versions", "--path", str(released)], tmp_path)
        assert "Superseded by 1.1.0" in found.stdout
        assert ac.open_dataset("1.0.0", released).version == "1.0.0"


class TestBehaviour:
    """A dataset behaves like a value of Python."""

    def test_pickle_and_copies(self) -> None:
        """What comes back from a pickle, a copy or another process is equal and unchanged."""
        for dataset in (
            ac.open_dataset("1.0.0"),
            ac.open_dataset("1.0.0").select(topic="displacement"),
            ac.open_dataset(path=GOOD),
        ):
            back = pickle.loads(pickle.dumps(dataset))  # noqa: S301 - made here
            assert back == dataset
            assert back.stamp == dataset.stamp
            assert hash(back) == hash(dataset)
            assert copy.deepcopy(dataset) == dataset
            assert [claim.id for claim in back] == [claim.id for claim in dataset]

    def test_another_process(self) -> None:
        """Processes can share the work on a dataset."""
        dataset = ac.open_dataset("1.0.0").select(topic="displacement")
        with ProcessPoolExecutor(1) as pool:
            assert list(pool.map(len, [dataset])) == [len(dataset)]

    def test_in_and_get(self) -> None:
        """Claims are found by id and by themselves."""
        dataset = ac.open_dataset("1.0.0")
        claim = dataset["drone-strikes-count"]
        assert "drone-strikes-count" in dataset
        assert claim in dataset
        assert "no-such-claim" not in dataset
        assert dataset.get("drone-strikes-count") is claim
        assert dataset.get("no-such-claim") is None
        assert isinstance(claim, Claim)

    def test_short_reprs(self) -> None:
        """A collection tells how many it has, and the first ids."""
        assert repr(ac.open_dataset("1.0.0").claims).startswith("<100: '")
        assert len(repr(ac.open_dataset("1.0.0").findings)) < 200

    def test_a_changed_record_is_seen(self) -> None:
        """A dataset whose records were replaced has another digest, and says so."""
        dataset = ac.open_dataset("1.0.0")
        claim = dataclasses.replace(dataset["drone-strikes-count"], note="Another.")
        changed = dataclasses.replace(dataset, claims={**dataset.claims, claim.id: claim})
        assert changed.digest != dataset.digest
        assert changed != dataset
        assert "not a released version" in str(changed.stamp)
        assert changed.results is None
        assert "not a released version" in str(changed.select(topic="drone-strikes").stamp)
        frame = ac.load_claims(dataset=changed)
        assert frame.attrs["afpak_claims"]["note"] == changed.stamp.note
        assert frame.loc[claim.id, "note"] == "Another."

    def test_versions_of_two_frames_do_not_mix(self) -> None:
        """Two versions below each other claim the provenance of neither."""
        both = pd.concat([ac.load_figures("1.0.0"), ac.load_figures("1.1.0")])
        assert "afpak_claims" not in both.attrs

    def test_its_own_name(self, released: Path) -> None:
        """A dataset of one's own has its own name in stamps and citations."""
        dataset = ac.open_dataset("1.0.0", released)
        assert str(dataset.stamp).startswith("lorem-floods data 1.0.0 (sha256:")
        assert "(lorem-floods, data version 1.0.0, " in dataset.citation


class TestFolders:
    """Versions of one's own dataset open like the bundled ones."""

    def test_path(self, released: Path, tmp_path: Path) -> None:
        """A folder opens as its YAML files, as one of its releases, or as a frozen file."""
        assert ac.versions(released) == ("1.1.0", "1.0.0")
        assert ac.open_dataset(path=released).version == "draft"
        assert ac.load_claims("1.0.0", released).attrs["afpak_claims"]["data_version"] == "1.0.0"
        file = released / "releases" / "1.0.0.json"
        assert ac.open_dataset(path=file) == ac.open_dataset("1.0.0", released)
        alone = shutil.copy(file, tmp_path / "somebodys.json")
        assert ac.open_dataset(path=alone).digest == ac.open_dataset("1.0.0", released).digest
        ac.require("==1.1.0", path=released)
        found = run_here(["list", "--path", str(released), "--data-version", "1.0.0"], tmp_path)
        assert found.returncode == 0
        found = run_here(["diff", "1.0.0", "1.1.0", "--path", str(released)], tmp_path)
        assert "fields-bulletin" in found.stdout


class TestOverlay:
    """A folder of one's own findings is laid over a version."""

    @pytest.fixture
    def overlay(self, tmp_path: Path) -> Path:
        """Return an overlay with one finding and its source."""
        folder = tmp_path / "mine"
        (folder / "evidence").mkdir(parents=True)
        (folder / "sources.yaml").write_text(
            "sources:\n  - id: my-notes\n    type: report\n    title: Notes\n    issued: '2000'\n"
        )
        (folder / "evidence/river-floods.yaml").write_text(
            "topic: river-floods\n"
            "findings:\n"
            "  - id: drowned-notes\n"
            "    claim: floods-drowned\n"
            "    about: value\n"
            "    origin: []\n"
            "    source: my-notes\n"
            "    estimate: {best: 25}\n"
            "    period: {edtf: '1994-06-12/1994-06-14', holds: cumulative}\n"
            "    reading: primary\n"
        )
        return folder

    def test_adds(self, released: Path, overlay: Path, tmp_path: Path) -> None:
        """The finding counts, the stamp says so, and a diff shows what was added."""
        base = ac.open_dataset("1.0.0", released)
        laid = ac.open_dataset("1.0.0", released, overlay=overlay)
        assert (base.verdict("floods-drowned"), laid.verdict("floods-drowned")) == (
            "below",
            "contested",
        )
        assert laid.stamp.data_version.startswith("1.0.0 + overlay ")
        assert "not a released version" in str(laid.stamp)
        changes = ac.diff(base, laid)
        assert set(changes["id"]) == {"floods-drowned", "drowned-notes", "my-notes"}
        options = ["--path", str(released), "--data-version", "1.0.0", "--overlay", str(overlay)]
        for command in (
            ["list"],
            ["show", "floods-drowned"],
            ["export", "json", "--output", "out.json"],
            ["page", "--output", "out.html"],
        ):
            assert run_here([*command, *options], tmp_path).returncode == 0
        assert "drowned-notes" in (tmp_path / "out.json").read_text(encoding="utf-8")

    def test_is_checked(self, released: Path, overlay: Path) -> None:
        """An overlay that breaks a rule is refused with its line."""
        edit(
            overlay / "evidence/river-floods.yaml", "claim: floods-drowned", "claim: floods-drownd"
        )
        with pytest.raises(ac.DataError) as error:
            ac.open_dataset("1.0.0", released, overlay=overlay)
        assert str(error.value).startswith(
            "evidence/river-floods.yaml:4:12: findings[0].claim: found 'floods-drownd'; "
        )


class TestErrorsOfUse:
    """A request that cannot be met names the argument and the near word."""

    @pytest.mark.parametrize(
        ("ask", "message"),
        [
            (lambda: ac.load_claims(verson="1.0.0"), "did you mean 'version'?"),  # type: ignore[call-arg]
            (lambda: ac.load_claims(during=2014), "write it as during='2014'"),  # type: ignore[arg-type]
            (lambda: ac.load_claims(certain="yes"), "certain='yes'; expected True"),  # type: ignore[arg-type]
            (lambda: ac.load_claims(include_retired="no"), "'no'; expected True"),  # type: ignore[arg-type]
            (
                lambda: ac.load_claims(during=dt.date(2014, 6, 1)),  # type: ignore[arg-type]
                "write it as during='2014-06-01'",
            ),
            (lambda: ac.load_claims(during=pd.Period("2014")), "write it as during='2014'"),  # type: ignore[arg-type]
            (lambda: ac.load_claims(during="20144"), "during: found '20144'"),
            (lambda: ac.load_claims(topic=["border"]), "call select once per word"),  # type: ignore[arg-type]
            (lambda: ac.load_claims(topic="bordr"), "did you mean 'border'"),
            (lambda: ac.load_evidence(ac.open_dataset()), "pass it as dataset="),  # type: ignore[arg-type]
            (lambda: ac.total(ac.load_figures()), "total(list(frame.index))"),  # type: ignore[arg-type]
            (lambda: ac.plot_ranges(ac.load_figures()["low"]), "expected a frame"),  # type: ignore[arg-type]
            (lambda: ac.open_dataset(1.0), "write it in quotes"),  # type: ignore[arg-type]
            (lambda: ac.open_dataset(method="old"), "expected a value of method"),
            (lambda: ac.load_claims(dataset="1.0.0"), "expected a dataset"),  # type: ignore[arg-type]
            (lambda: ac.load_evidence(during=2014), "write it as during='2014'"),  # type: ignore[arg-type]
            (lambda: ac.load_evidence(claim=["a", "b"]), "ask for one at a time"),  # type: ignore[arg-type]
            (lambda: ac.search(2014), "write it as query='2014'"),  # type: ignore[arg-type]
            (lambda: ac.load_claims(path=3), "found path=3; expected a path"),  # type: ignore[arg-type]
            (lambda: ac.load_claims(overlay=3), "found overlay=3; expected a path"),  # type: ignore[arg-type]
            (lambda: ac.load_claims(digest=3), "found digest=3; expected a string"),  # type: ignore[arg-type]
            (lambda: ac.cite(None), "found None in record_id; expected an id"),  # type: ignore[arg-type]
            (lambda: ac.cite(ac.load_figures()), "pass list(frame.index)"),  # type: ignore[arg-type]
            (lambda: ac.total(ac.load_figures()["low"]), "pass list(frame.index)"),
            (lambda: ac.changes_for(3, since="1.0.0"), "found 3 in ids; expected an id"),  # type: ignore[arg-type]
            (lambda: ac.require(1.0), "expected versions as in PEP 440"),  # type: ignore[arg-type]
        ],
    )
    def test_names_it(self, ask: Callable[[], object], message: str) -> None:
        """The error is one of this library, and says how to write it."""
        with pytest.raises(ac.ClaimsError) as error:
            ask()
        assert message in str(error.value)

    def test_help_lists_the_keywords(self) -> None:
        """The signature of a function that selects has every keyword."""
        import inspect

        keywords = {*inspect.signature(Dataset.select).parameters} - {"self"}
        for load in (ac.load_claims, ac.load_figures, ac.load_evidence, ac.export, ac.page):
            assert keywords <= {*inspect.signature(load).parameters}
