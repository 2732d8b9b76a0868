"""`python -m tests.browser.screenshots`: the main pages of the demonstration as images.

They are written to var/screenshots/, each in four looks; three of them, smaller, to docs/images/
for the README.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from astrobookings.entrypoints.demo_data import PASSWORD
from tests.browser.stranger import Stranger
from tests.entrypoints.served import Served, serve

ROOT = Path(__file__).parents[2]
EVERYTHING = ROOT / "var" / "screenshots"
OF_THE_README = ROOT / "docs" / "images"
COLOURS = 200
"""Of an image for the README: enough for flat pages, at a third of the size."""
WIDTHS = (1280, 360)


@frozen
class View:
    """A page, who looks at it (nobody: a visitor), and the links to follow to it."""

    name: str
    path: str
    who: str = ""
    follow: tuple[str, ...] = ()


VIEWS = (
    View("board", "/"),
    View("launch", "/", follow=("main a[href^='/launches/']",)),
    View("sign-in", "/auth/sign-in"),
    View(
        "seats",
        "/",
        "vip",
        ("main a[href^='/launches/']", "main a[href^='/traveler/book/']"),
    ),
    View("journeys", "/traveler", "vip"),
    View("booking", "/traveler/bookings", "vip", ("main a[href^='/traveler/bookings/0']",)),
    View("agency", "/agency", "agency"),
    View("occupancy", "/agency/occupancy", "agency"),
    View("flight", "/agency/launches", "agency", ("main a[href^='/agency/launches/0']",)),
    View("workplace", "/system", "operations"),
    View("find-bookings", "/system/bookings", "service"),
    View("invoices", "/system/invoices", "finance"),
    View("annual-report", "/system/reports/annual", "finance"),
    View("status", "/system/status", "it"),
    View("queue", "/system/queue", "it"),
    View("logs", "/system/logs", "it"),
)


def main() -> None:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        sys.exit("Chromium is not there: `make chromium` says how to get it.")
    with sync_playwright() as driver, _demonstration() as served:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        _draw_the_readme(browser, served.base)
        _draw_everything(browser, served.base)
        browser.close()


@contextmanager
def _demonstration() -> Iterator[Served]:
    print("Loading the demonstration data ...")
    with tempfile.TemporaryDirectory(prefix="screenshots") as folder:
        data = Path(folder) / "var"
        command = [sys.executable, "-m", "astrobookings.entrypoints.cli", "--data", str(data)]
        subprocess.run([*command, "demo"], check=True, stderr=subprocess.DEVNULL)
        with serve(data, "--demo") as served:
            yield served


def _draw_the_readme(browser: Browser, base: str) -> None:
    """What the README's stranger sees on the way."""
    OF_THE_README.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    stranger = Stranger(context.new_page(), base)
    stranger.arrives()
    _keep(stranger.page, "board")
    stranger.registers()
    stranger.confirms()
    stranger.signs_in()
    stranger.chooses_a_launch()
    stranger.ticks_two_seats()
    _keep(stranger.page, "seats")
    stranger.pays()
    _keep(stranger.page, "confirmed")
    context.close()


def _keep(page: Page, name: str) -> None:
    """Write what the window shows, in few colours."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = drawn.quantize(COLOURS, dither=Image.Dither.NONE)
    file = OF_THE_README / f"{name}.png"
    few.save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")


def _draw_everything(browser: Browser, base: str) -> None:
    shutil.rmtree(EVERYTHING, ignore_errors=True)
    EVERYTHING.mkdir(parents=True)
    _issue_invoices(browser, base)
    for width in WIDTHS:
        for dark in (False, True):
            _draw(browser, base, width, dark=dark)
    print(f"{len(VIEWS)} pages in four looks: {EVERYTHING.relative_to(ROOT)}/")


def _draw(browser: Browser, base: str, width: int, *, dark: bool) -> None:
    look = f"{width}-{'dark' if dark else 'light'}"
    windows: dict[str, BrowserContext] = {}
    for view in VIEWS:
        if view.who not in windows:
            windows[view.who] = _window(browser, base, view.who, width, dark=dark)
        page = windows[view.who].new_page()
        page.goto(f"{base}{view.path}")
        for selector in view.follow:
            page.goto(f"{base}{page.locator(selector).first.get_attribute('href')}")
        page.screenshot(path=EVERYTHING / f"{view.name}-{look}.png", full_page=True)
        page.close()
    for window in windows.values():
        window.close()


def _window(
    browser: Browser, base: str, who: str, width: int = 1280, *, dark: bool = False
) -> BrowserContext:
    """A window of the demonstration's *who*, signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
    )
    if who:
        page = context.new_page()
        page.goto(f"{base}/auth/sign-in")
        page.locator("[name='email']").fill(f"{who}@demo.test")
        page.locator("[name='password']").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_load_state()
        page.close()
    return context


def _issue_invoices(browser: Browser, base: str) -> None:
    """Let finance invoice what is due, so that there are invoices to look at."""
    window = _window(browser, base, "finance")
    page = window.new_page()
    page.goto(f"{base}/system/invoices/due/all")
    page.locator("main form[method='post'] button").first.click()
    page.wait_for_load_state()
    window.close()


if __name__ == "__main__":
    main()
