"""A real browser for the tests of pages."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


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
