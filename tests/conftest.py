"""What several test modules need: the fabricated world, the shared texts, the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from afpak_claims.api import open_dataset
from command_line import run_here

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afpak_claims.evidence.dataset import Dataset

ROOT = Path(__file__).parents[1]
GOOD = ROOT / "tests" / "fixtures" / "good"
SHARED = ROOT.parent / "shared"
_LEFT = pytest.StashKey[int]()
"""How many tests this run leaves to `make slow`."""


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count the tests that are left to `make slow`."""
    config = items[0].config
    left = sum(any(map(item.get_closest_marker, ("slow", "alone"))) for item in items)
    if hasattr(config, "workeroutput"):
        config.workeroutput["left"] = left
    config.stash[_LEFT] = left


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the count from a worker, each of which collects all tests."""
    node.config.stash[_LEFT] = getattr(node, "workeroutput", {}).get("left", 0)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how many tests were left, and how to run them."""
    left = config.stash.get(_LEFT, 0)
    if left and "not slow" in config.option.markexpr:
        terminalreporter.write_line(f"slow tests left to .ci/run: {left}; run them: make slow")


@pytest.fixture(scope="session")
def world() -> Dataset:
    """Open the fabricated world."""
    return open_dataset(path=GOOD)


@pytest.fixture(scope="session")
def draft() -> Dataset:
    """Open the real YAML files."""
    return open_dataset("draft")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of texts that only the maintainers have; skip where it is absent."""
    if not (SHARED / "article").is_dir():
        if os.environ.get("AFPAK_CLAIMS_REQUIRE_SHARED"):
            pytest.fail("AFPAK_CLAIMS_REQUIRE_SHARED is set and ../shared is absent")
        pytest.skip("the article's text is not part of the project and not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs the command line in this process."""

    def command(*args: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        return run_here([str(arg) for arg in args], cwd)

    return command


@pytest.fixture(scope="session")
def run_process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs the command line in a process of its own, as a user does."""

    def command(
        *args: str | Path, cwd: Path = ROOT, **env: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "afpak_claims", *map(str, args)],
            capture_output=True,
            text=True,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **env},
            check=False,
        )

    return command
