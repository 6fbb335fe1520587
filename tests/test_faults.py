"""Faults of the machine: kills, full disks, missing rights, rivals, cut installations, bombs.

Nothing is played: processes are killed by the kernel, disks are small file systems that are full,
and folders cannot be written because they are mounted so.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afpak_claims.api import open_dataset, open_folder
from afpak_claims.errors import DataError
from afpak_claims.exports.formats import describe, export
from afpak_claims.files.folders import DataFile, canonical_text, data_files, read_bytes
from afpak_claims.releases import freezing
from afpak_claims.releases import versions as releases
from conftest import GOOD, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

pytestmark = pytest.mark.slow

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
NOTES = ("--notes", "One more.", "--for-whom", "All.", "--date", "2030-01-31")
RELEASE = ("release", "0.3.0", *NOTES)
posix = pytest.mark.skipif(os.name != "posix", reason="kills and mounts are those of POSIX systems")
linux = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the memory of a process is read from Linux"
)


def contents(place: Path) -> dict[str, bytes]:
    """Return a file, or the files of a folder, hidden ones left out."""
    found = {place.name: place} if place.is_file() else {}
    for path in place.rglob("*"):
        inner = path.relative_to(place)
        if path.is_file() and not any(part.startswith(".") for part in inner.parts):
            found[inner.as_posix()] = path
    return {name: path.read_bytes() for name, path in found.items()}


def hidden(folder: Path) -> list[str]:
    """Return what lies in a folder, at any depth, that a whole run would have cleared away."""
    names = [path.name for path in folder.rglob("*")]
    return sorted(name for name in names if name.startswith(".") or name.endswith(".lock"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a fabricated world with the release 0.2.0, changed and about to be 0.3.0."""
    folder = Path(shutil.copytree(GOOD, tmp_path / "data"))
    make_ready(folder)
    return folder


def make_ready(folder: Path) -> None:
    """Release the world in a folder, and change it for the next release."""
    freezing.freeze(folder, "0.2.0", date=dt.date(2030, 1, 1), notes="The first.")
    header = folder / "dataset.yaml"
    header.write_bytes(header.read_bytes().replace(b"0.2.0", b"0.3.0"))
    evidence = folder / "evidence" / "river-floods.yaml"
    evidence.write_bytes(evidence.read_bytes().replace(b"best: 350", b"best: 351"))


# Killed at every step that touches the disk


KILLER = """
import os, signal, sys
from importlib import import_module
import pandas, openpyxl, pyarrow.parquet
from afpak_claims.commands import cli
from afpak_claims import api as door
from afpak_claims.exports import formats as exports
from afpak_claims.website import page
from afpak_claims.releases import freezing
from afpak_claims.releases import versions as releases

def steps_until_killed(arguments, last):
    '''Run the command line in a child that dies before a step; say how it ended.'''
    read, write = os.pipe()
    child = os.fork()
    if not child:
        steps = 0
        def step():
            nonlocal steps
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)
        def hear(event, arguments):
            writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            moves = event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
            if (writes or moves) and str(arguments[0]).startswith(root):
                step()
        fsync = os.fsync
        os.fsync = lambda descriptor: (step(), fsync(descriptor))
        sys.addaudithook(hear)
        sys.argv[1:] = arguments
        sys.stdout = open(os.devnull, "w")
        try:
            cli.main()
        except SystemExit as end:
            os.write(write, b"%d %d" % (end.code or 0, steps))
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with open(read) as said:
        return said.read() or "killed"

root, good = sys.argv[1:]
page.page(door.open_dataset(path=good))  # what is made once is made before the children
for name in exports.FORMATS:
    import_module("afpak_claims.exports." + exports.describe(name).module)
for line in sys.stdin:
    last, *arguments = eval(line)
    print(steps_until_killed(arguments, last), flush=True)
"""


class Killer:
    """A process that runs commands and kills each before a step of its work on the disk."""

    def __init__(self, root: Path) -> None:
        """Start it; it counts only the steps below a folder."""
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", KILLER, root, GOOD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
        )

    def run(self, *arguments: str | Path, kill_before: int = 0) -> str:
        """Return "killed", or the exit code of a command that came to its end and its steps."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{[kill_before, *map(str, arguments)]!r}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """End it."""
        self._process.communicate()


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    """Return a killer for the steps in the folders of the tests."""
    made = Killer(tmp_path_factory.getbasetemp())
    yield made
    made.close()


@posix
class TestKilled:
    """Killed before any step, a command leaves the old state or the new one; the next one works."""

    def test_release(self, data: Path, tmp_path: Path, killer: Killer) -> None:
        """A release is there with its index or is not there; the next run needs no hand."""
        old = contents(data)
        whole = Path(shutil.copytree(data, tmp_path / "whole"))
        status, steps = killer.run(*RELEASE, "--path", whole).split()
        assert status == "0"
        for moment in range(1, int(steps) + 1):
            folder = Path(shutil.copytree(data, tmp_path / f"data-{moment}"))
            assert killer.run(*RELEASE, "--path", folder, kill_before=moment) == "killed"
            known = releases.versions(folder)
            assert releases.verify(folder) == ()
            assert known in {("0.2.0",), ("0.3.0", "0.2.0")}
            kept = {name: raw for name, raw in contents(folder).items() if name in old}
            assert kept.pop("releases/index.json") in {
                old["releases/index.json"],
                (folder / "releases" / "index.json").read_bytes(),
            }
            assert kept == {name: old[name] for name in kept}
            again = killer.run(*RELEASE, "--path", folder)
            assert again.startswith("0 ") == (known == ("0.2.0",))
            assert releases.versions(folder) == ("0.3.0", "0.2.0")
            assert releases.verify(folder) == ()
            assert hidden(folder) == []
        assert contents(whole) == contents(folder)

    def test_fmt(self, tmp_path: Path, killer: Killer) -> None:
        """Each file is as it was or in canonical form."""
        due = contents(GOOD)
        untidy = {**due}
        for name in ("sources.yaml", "claims/lorem-dam.yaml"):
            untidy[name] = due[name].replace(b"\n\n", b"\n\n\n")
        folder = Path(shutil.copytree(GOOD, tmp_path / "data"))

        def run(kill_before: int = 0) -> str:
            for name, raw in untidy.items():
                (folder / name).write_bytes(raw)
            return killer.run("fmt", folder, kill_before=kill_before)

        status, steps = run().split()
        assert (status, contents(folder)) == ("0", due)
        for moment in range(1, int(steps) + 1):
            assert run(kill_before=moment) == "killed"
            found = contents(folder)
            assert found.keys() == due.keys()
            assert [n for n, raw in found.items() if raw not in {untidy[n], due[n]}] == []
            assert killer.run("fmt", folder).startswith("0 ")
            assert contents(folder) == due

    @pytest.mark.parametrize("name", ["csv", "sqlite", "json", "page"])
    def test_exports_and_page(self, name: str, tmp_path: Path, killer: Killer) -> None:
        """What stood there stays until the new one is whole; where it was moved, it comes back.

        One folder of texts, one with a database, one file and the page; every other format is put
        in place by the same two functions, and killed half-way in the tests of the exports.
        """
        command = ("page",) if name == "page" else ("export", name)
        files = () if name == "page" else describe(name).files
        arguments = (*command, "--path", GOOD, "--force", "--output")
        place, moved = tmp_path / "place", tmp_path / ".place.afpak-claims-old"

        def restore() -> dict[str, bytes]:
            if files:
                place.mkdir(exist_ok=True)
            for file in files or ("",):
                (place / file).write_bytes(b"old")
            return contents(place)

        old = restore()
        status, steps = killer.run(*arguments, place).split()
        due = contents(place)
        assert restore() == old
        last = int(steps)
        assert status == "0"
        for moment in sorted({1, last // 2, *range(last - 4, last + 1)} - {0}):
            assert killer.run(*arguments, place, kill_before=moment) == "killed"
            assert contents(place if place.exists() else moved) in (old, due)
        assert killer.run(*arguments, place).startswith("0 ")
        assert contents(place) == due
        assert not moved.exists()


# Full disks, and folders that nobody may write


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of one megabyte."""
    yield from _mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=1m", "tmpfs")


def _mounted(folder: Path, *arguments: str | Path) -> Iterator[Path]:
    folder.mkdir()
    if shutil.which("mount") is None:
        pytest.skip("there is no program mount")
    done = subprocess.run(
        ["mount", *arguments, folder], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"mounting a file system is for root alone: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path, leave: int = 0) -> None:
    """Use up the room of a disk but for some bytes."""
    with (disk / "ballast").open("wb", buffering=0) as stream:
        for size in (65536, 4096):
            try:
                while stream.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    if leave:
        os.truncate(disk / "ballast", (disk / "ballast").stat().st_size - leave)


def test_a_full_disk_is_told_in_one_line(run: Run, small_disk: Path) -> None:
    """What would write says what it could not, exits with 1, and leaves everything as it was."""
    data = Path(shutil.copytree(GOOD, small_disk / "data"))
    make_ready(data)
    for name in ("page.html", "ranges.png"):
        (small_disk / name).write_text("old")
    export(open_dataset(path=GOOD), "csv", small_disk / "csv")
    fill(small_disk, leave=4096)
    old = contents(small_disk)

    results = {
        "release": run(*RELEASE, "--path", data),
        "page": run("page", "--path", GOOD, "--force", "--output", small_disk / "page.html"),
        "plot": run(
            "plot", "ranges", "--path", GOOD, "--force", "--output", small_disk / "ranges.png"
        ),
        "csv": run("export", "csv", "--path", GOOD, "--output", small_disk / "csv"),
        "sqlite": run("export", "sqlite", "--path", GOOD, "--output", small_disk / "base"),
    }
    after = contents(small_disk)
    untidy = data / "sources.yaml"
    untidy.write_bytes(untidy.read_bytes().replace(b"\n\n", b"\n\n\n"))
    fill(small_disk)
    before = untidy.read_bytes()
    results["fmt"] = run("fmt", data)

    assert before == untidy.read_bytes()
    assert old == after
    assert hidden(small_disk) == []
    for name, result in results.items():
        assert result.returncode == 1, name
        assert len(result.stderr.splitlines()) == 1, name
        said = result.stderr.lower()
        assert "no space left on device" in said or "disk is full" in said, name


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Return what makes a folder read-only for everybody, root too."""
    mounted: list[Path] = []

    def lock(folder: Path) -> None:
        if os.geteuid() != 0:
            folder.chmod(0o555)
            return
        for options in (["--bind"], ["-o", "remount,ro,bind"]):
            command = ["mount", *options, folder, folder]
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # type: ignore[arg-type] # what the test passes fits
            if done.returncode:
                pytest.skip(f"mounting a folder is not allowed here: {done.stderr.strip()}")
            mounted[:] = [folder]

    yield lock
    for folder in mounted:
        subprocess.run(["umount", "--lazy", folder], check=True)
    for path in tmp_path.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)


def test_a_folder_that_nobody_may_write_is_told(
    run: Run, data: Path, read_only: Callable[[Path], None]
) -> None:
    """Each command that would write there says so in one line; reading goes on as before."""
    ready = data / "dataset.yaml"
    tidy = ready.read_bytes()
    (data / "sources.yaml").write_bytes((data / "sources.yaml").read_bytes() + b"\n")
    (data / "page.html").write_text("old")
    old = contents(data)
    read_only(data)

    results = {
        "fmt": run("fmt", data),
        "release": run(*RELEASE, "--path", data),
        "page": run("page", "--path", GOOD, "--force", "--output", data / "page.html"),
        "plot": run(
            "plot", "timeline", "--path", GOOD, "--force", "--output", data / "timeline.svg"
        ),
        "json": run("export", "json", "--path", GOOD, "--force", "--output", data / "claims.json"),
        "parquet": run(
            "export", "parquet", "--path", GOOD, "--force", "--output", data / "parquet"
        ),
        "schema": run("schema", "--output", data / "schema"),
    }

    for name, result in results.items():
        assert result.returncode == 1, name
        assert len(result.stderr.splitlines()) == 1, name
        said = result.stderr.lower()
        assert "read-only file system" in said or "permission" in said, name
    assert results["fmt"].stderr.startswith(
        f"afpak-claims: can't read or write '{data / 'sources.yaml'}': read-only file system;"
    )
    assert old == contents(data)
    assert tidy == ready.read_bytes()
    assert hidden(data) == []
    assert run("list", "--path", data).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no /dev/full")
@pytest.mark.parametrize("command", [("list", "--format", "csv"), ("schema",)])
def test_output_that_finds_no_room_is_told(command: tuple[str, ...]) -> None:
    """Results that the system does not take are an error, said in one line."""
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "afpak_claims", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
            check=False,
        )

    assert result.returncode == 1
    assert result.stderr == (
        "afpak-claims: can't read or write the output: no space left on device; expected free "
        "disk space; free some and run the command again (nothing was half written)\n"
    )


@posix
@pytest.mark.parametrize("command", [("page",), ("export", "json"), ("plot", "timeline")])
def test_what_is_no_file_is_not_replaced(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """A pipe or a device stays what it is, also where its owner could put a file there."""
    place = tmp_path / "pipe.svg"
    os.mkfifo(place)
    result = run(*command, "--path", GOOD, "--output", place)

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "no file that could be replaced" in result.stderr
    assert place.is_fifo()
    assert hidden(tmp_path) == []


@posix
def test_what_a_link_points_to_is_replaced(run: Run, tmp_path: Path) -> None:
    """The link stays a link, for a page and a picture as for an export."""
    (tmp_path / "page.html").write_text("old")
    (tmp_path / "link.html").symlink_to("page.html")
    result = run("page", "--path", GOOD, "--force", "--output", tmp_path / "link.html")

    assert result.returncode == 0
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!")


# Rivals


def test_of_several_releases_at_once_one_wins(data: Path) -> None:
    """The others are told that another one is under way, or that it was first."""
    command = [sys.executable, "-m", "afpak_claims", *RELEASE, "--path", str(data)]
    rivals = [
        subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
        )
        for _ in range(4)
    ]
    said = {rival.pid: rival.communicate()[1] for rival in rivals}
    lost = [rival for rival in rivals if rival.returncode]

    assert [rival.returncode for rival in lost] == [1, 1, 1]
    for rival in lost:
        assert len(said[rival.pid].splitlines()) == 1
        assert (
            "expected no other release in progress" in said[rival.pid]
            or "found a release 0.3.0; expected a new version" in said[rival.pid]
        )
    assert releases.versions(data) == ("0.3.0", "0.2.0")
    assert releases.verify(data) == ()
    assert hidden(data) == []


CHURN = """
import pathlib, random, shutil, sys
good, folder = map(pathlib.Path, sys.argv[2:])
random.seed(1)
names = [path.relative_to(good) for path in good.rglob("*.yaml")]
print("ready", flush=True)
while sys.argv[1] == "folders":
    for name in ("vocabulary", "claims"):
        (folder / name).rename(folder / "elsewhere")
        (folder / "elsewhere").rename(folder / name)
while True:
    name = random.choice(names)
    place, raw = folder / name, (good / name).read_bytes()
    what = random.randrange(4)
    if what:
        place.unlink()
    if what == 1:
        place.write_bytes(raw[: random.randrange(len(raw))])
    if what == 2:
        place.mkdir()
        place.rmdir()
    if what == 3:
        shutil.rmtree(place.parent if name.parent.name else folder / "claims")
        shutil.copytree(good, folder, dirs_exist_ok=True)
    place.write_bytes(raw)
"""


@contextlib.contextmanager
def churning(what: str, folder: Path) -> Iterator[None]:
    """Let another process change the files or the folders of a folder without end."""
    command = [sys.executable, "-c", CHURN, what, GOOD, folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as churn:  # type: ignore[arg-type] # what the test passes fits
        try:
            assert churn.stdout is not None
            assert churn.stdout.readline() == "ready\n"
            yield
            assert churn.poll() is None
        finally:
            churn.kill()


@pytest.mark.parametrize("churned", ["files", "folders"])
def test_a_folder_that_changes_while_it_is_read_is_read_or_refused(
    churned: str, tmp_path: Path
) -> None:
    """What goes, is cut or becomes another thing makes problems, and no other error."""
    folder = Path(shutil.copytree(GOOD, tmp_path / "data"))
    read = refused = 0
    with churning(churned, folder):
        end = time.monotonic() + 3
        while time.monotonic() < end and (read + refused < 20 or refused < 3):
            try:
                read += open_folder(folder).header.name == "lorem-floods"
            except DataError as error:
                refused += bool(error.problems)
            for _ in range(50):
                list(data_files(folder))
            list(tidied(folder))

    assert read + refused > 1
    assert refused


def tidied(folder: Path) -> Iterator[str | None]:
    """Lay out each file of a folder, as `fmt` does before it writes."""
    for file in data_files(folder):
        if isinstance(file, DataFile):
            with contextlib.suppress(DataError):
                yield canonical_text(file.name, read_bytes(file, folder))


# Installations that are not whole


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of packages with this one, laid out as its wheel lays it out."""
    folder = tmp_path_factory.mktemp("site")
    package = folder / "afpak_claims"
    # With its bytecode, which the times of the files keep valid: no process compiles it again.
    shutil.copytree(ROOT / "src" / "afpak_claims", package)
    shutil.copytree(ROOT / "data", package / "_data")
    return folder


def _delete(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


_NEWEST = f"releases/{releases.versions()[0]}.json"
_INDEX = "releases/index.json"
_AGAIN = "install the package again"
_RESTORE = f"{_AGAIN}, or restore the file from version control"
_NO_FILE = f"{_NEWEST}:1:1: missing file; expected it"
_OTHER = f"{_NEWEST}:1:1: found digest sha256:"
_NO_LIST = f"{_INDEX}:1:1: found a damaged list of releases"
_NO_RELEASE = "found no released data version; expected "
_OR_DRAFT = f"open the YAML files with version='draft', or {_AGAIN}"


@pytest.mark.parametrize(
    ("harm", "name", "said"),
    [
        (_delete, _NEWEST, (_NO_FILE, _RESTORE)),
        (_cut, _NEWEST, (_OTHER, _RESTORE)),
        (_empty, _NEWEST, (_OTHER, _RESTORE)),
        (_cut, _INDEX, (_NO_LIST, _RESTORE)),
        (_empty, _INDEX, (_NO_LIST, _RESTORE)),
        (_delete, _INDEX, (_NO_RELEASE, _OR_DRAFT)),
        (_delete, "releases", (_NO_RELEASE, _OR_DRAFT)),
        (_delete, "", ("found no data beside ", _AGAIN)),
    ],
)
def test_an_installation_that_was_cut_says_so(
    harm: Callable[[Path], None], name: str, said: tuple[str, str], site: Path, tmp_path: Path
) -> None:
    """Whatever is missing or cut of the data is named with its remedy, in one line."""
    here = Path(shutil.copytree(site, tmp_path / "site"))
    harm(here / "afpak_claims" / "_data" / name)
    result = installed(here, "list")
    begin, remedy = said

    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith(begin)
    assert result.stderr.endswith(f"; {remedy}\n")
    assert len(result.stderr.splitlines()) == 1


def test_an_installation_with_cut_yaml_files_still_opens_its_releases(
    site: Path, tmp_path: Path
) -> None:
    """A draft that was cut is refused with its lines; the frozen versions need none of it."""
    here = Path(shutil.copytree(site, tmp_path / "site"))
    _cut(here / "afpak_claims" / "_data" / "sources.yaml")
    draft = installed(here, "list", "--data-version", "draft")

    assert installed(here, "list").returncode == 0
    assert draft.returncode == 1
    assert draft.stderr.startswith(("sources.yaml:", "evidence/", "article.yaml:"))
    assert "Traceback" not in draft.stderr


def installed(site: Path, *arguments: str) -> CompletedProcess[str]:
    """Run the command line of an installation, with no source tree in sight."""
    return subprocess.run(
        [sys.executable, "-m", "afpak_claims", *arguments],
        capture_output=True,
        text=True,
        cwd=site.parent,
        env={**os.environ, "PYTHONPATH": str(site)},
        check=False,
    )


# Bombs

_MEGA = 1_000_000
_LAUGHS = 'a0: &a0 ["lol"]\n' + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)
MEMORY = """
import json, re, sys
from pathlib import Path
from afpak_claims.files.folders import read_draft

good, folder = map(Path, sys.argv[1:])
read_draft(good)
_, problems = read_draft(folder)
status = Path("/proc/self/status").read_text()
megabytes = int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024
found = [str(problem) for problem in problems if problem.file == "sources.yaml"]
print(json.dumps([megabytes, len(found), found[0]]))
"""


@linux
@pytest.mark.parametrize(
    ("begin", "repeated", "said"),
    [
        pytest.param(_LAUGHS, ("", 0), "1:5: found the anchor &a0;", id="billion laughs"),
        pytest.param(
            "", ("[", 60 * _MEGA), "1:21: found more than 20 levels of nesting;", id="levels"
        ),
        pytest.param(
            "", ("{a: ", 15 * _MEGA), "1:81: found more than 20 levels of nesting;", id="maps"
        ),
        pytest.param(
            "sources:\n",
            ("- ab\n", 12 * _MEGA),
            "999997:3: found more than 1,000,000 keys, values and ends;",
            id="values",
        ),
        pytest.param(
            "sources: [",
            ("[],", 20 * _MEGA),
            "1:1500003: found more than 1,000,000 keys, values and ends;",
            id="lists",
        ),
        pytest.param(
            "sources: ", ("a", 60 * _MEGA), "1:10: found a text of 60,000,000 ", id="one text"
        ),
        pytest.param('"', ("a ", 30 * _MEGA), "1:60000002: found unexpected end", id="no end"),
        pytest.param("a", ("a", 68 * _MEGA), "1:1: found more than 67,108,864 bytes;", id="bytes"),
    ],
)
def test_a_bomb_is_refused_in_bounded_memory(
    begin: str, repeated: tuple[str, int], said: str, tmp_path: Path
) -> None:
    """A hostile file of any sort costs half a gigabyte at most, six times its largest size."""
    folder = Path(shutil.copytree(GOOD, tmp_path / "data"))
    with (folder / "sources.yaml").open("w", encoding="utf-8") as stream:
        stream.write(begin)
        text, times = repeated
        stream.write(text * times)
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, GOOD, folder],
        capture_output=True,
        text=True,
        timeout=60,
        env=ENVIRONMENT,
        check=True,
    )
    (folder / "sources.yaml").unlink()
    megabytes, count, problem = json.loads(done.stdout)

    assert count == 1
    assert problem.startswith(f"sources.yaml:{said}")
    assert megabytes < 512
