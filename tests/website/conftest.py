"""A real browser for the tests of pages, and the site that they share."""

from __future__ import annotations

import fcntl
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from afpak_claims.api import open_dataset
from afpak_claims.website.site import write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from afpak_claims.evidence.dataset import Dataset

BASE = "https://example.org/claims/"


@pytest.fixture(scope="session")
def released() -> Dataset:
    """Open the newest released version."""
    return open_dataset(version="2.0.0")


@pytest.fixture(scope="session")
def site(released: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the site of the real data once, for all processes of a run together."""
    top = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        top = top.parent
    with (top / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (top / "site").exists():  # which is written whole
            write_site(released, top / "site", BASE)
    return top / "site"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser; skip, or fail where skipping is forbidden."""
    where = shutil.which("chromium")
    if where is None:
        reason = "found no chromium; expected Debian's; run: apt-get install chromium"
        if os.environ.get("AFPAK_CLAIMS_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # Where a browser is, the packages of the test group are wanted: their absence is an error.
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=quiet)
        yield browser
        browser.close()
