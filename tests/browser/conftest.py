"""Headless Chromium on the web applications.

`site`   a world in memory behind a port, looked at in each of four ways: 1280 and 360 pixels wide,
         with and without script, in light and dark colours
"""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from astrobookings.testing.in_memory import in_memory_world
from tests.browser.served_world import LOOKS, ServedWorld, looked_at
from tests.servers import absent

_QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]
"""Chromium refuses to run as root with its sandbox, and likes to call home."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give one browser per test process."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        absent("Chromium", FileNotFoundError("make chromium installs Debian's package"))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=LOOKS, ids=str)
def site(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[ServedWorld]:
    """Give a fresh world, its address, and a way to look at it."""
    with looked_at(in_memory_world(faults=True), chromium, request.param) as site:
        yield site
