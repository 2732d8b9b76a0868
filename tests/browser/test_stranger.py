"""The README's path of a stranger, from the board to a confirmed booking, as it is printed."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.served_world import LOOKS, Look
from tests.browser.stranger import Stranger
from tests.entrypoints.served import serve

README = Path(__file__).parents[2] / "README.md"
TWO_MINUTES = 120.0


@pytest.fixture(params=[LOOKS[0], LOOKS[3]], ids=str)
def stranger(
    request: pytest.FixtureRequest, chromium: Browser, demo_data: Path
) -> Iterator[Stranger]:
    """Give somebody before what `make run` serves: in a wide window, and in a narrow one without
    script.
    """
    look: Look = request.param
    with serve(demo_data, "--demo") as served:
        context = chromium.new_context(
            viewport={"width": look.width, "height": 800}, java_script_enabled=look.script
        )
        yield Stranger(context.new_page(), served.base)
        context.close()


@pytest.mark.story("0.1")
@pytest.mark.story("0.2")
@pytest.mark.story("2.2")
@pytest.mark.story("2.3")
def test_a_stranger_has_a_confirmed_booking_within_two_minutes(stranger: Stranger) -> None:
    started = time.monotonic()

    stranger.arrives()
    stranger.registers()
    stranger.confirms()
    stranger.signs_in()
    stranger.chooses_a_launch()
    stranger.ticks_two_seats()
    stranger.pays()

    assert "Paid and confirmed" in stranger.page.get_by_role("status").inner_text()
    assert time.monotonic() - started < TWO_MINUTES
    assert stranger.pressed == _words_in_bold()


def _words_in_bold() -> list[str]:
    """What the README has the stranger press, in that order."""
    section = README.read_text("utf-8").partition("### A stranger's path\n")[2]
    return re.findall(r"\*\*(.+?)\*\*", section.partition("\n### ")[0])
