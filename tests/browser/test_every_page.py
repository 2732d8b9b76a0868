"""Every page there is, opened in light and in dark, wide and narrow."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve, frozen
from playwright.sync_api import Browser

from astrobookings.testing.in_memory import in_memory_world
from tests.architecture.pages import PAGES
from tests.browser.places import Place, every_place
from tests.browser.served_world import Look, ServedWorld, Window, served

LOOKS = (Look(1280, script=True, dark=False), Look(360, script=True, dark=True))
"""axe is a script."""
HEAVIEST = 100_000
"""Bytes of a page without its images."""
PLACES = [*every_place()]

LOOKED_AT = """() => ({
  language: document.documentElement.lang,
  title: document.title,
  levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => +one.tagName[1]),
  bytes: ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))
    .filter((one) => one.initiatorType !== 'img')
    .reduce((sum, one) => sum + one.encodedBodySize, 0),
})"""


@frozen
class Gallery:
    """Windows that stay open from page to page, which is quicker than opening new ones."""

    site: ServedWorld
    windows: tuple[Window, ...]


@pytest.fixture(scope="session")
def gallery(chromium: Browser) -> Iterator[Gallery]:
    """Give a window for each look."""
    nowhere = ServedWorld(in_memory_world(), "", chromium, LOOKS[0])
    yield Gallery(nowhere, tuple(nowhere.window(look=look) for look in LOOKS))
    nowhere.close()


@pytest.mark.parametrize(
    "place",
    [pytest.param(place, id=f"{area}:{route}") for area, route, place in PLACES],
)
def test_a_page_is_in_order(gallery: Gallery, place: Place) -> None:
    world = in_memory_world(faults=True)
    with served(world) as base:
        by, path = place(world)
        site = evolve(gallery.site, world=world, base=base)
        for window in gallery.windows:
            window.base = base
            site.hand_over(window, by)
            _look(window, path)


def _look(window: Window, path: str) -> None:
    window.complaints.clear()
    answer = window.page.goto(f"{window.base}{path}")

    assert answer is not None
    assert answer.status == 200, f"{path} answers {answer.status}"
    assert answer.headers["content-type"].startswith("text/html")
    assert window.path == path
    window.check()
    _check(window.page.evaluate(LOOKED_AT))
    violations = window.violations()
    assert not violations, violations


def _check(seen: Mapping[str, Any]) -> None:
    levels = seen["levels"]
    assert seen["language"] == "en"
    assert seen["title"].endswith(" · AstroBookings")
    assert levels[:1] == [1], "the first heading is the page's own"
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), (
        f"headings skip a level: {levels}"
    )
    assert seen["bytes"] < HEAVIEST, f"{seen['bytes']} bytes"


def test_every_page_has_one_place() -> None:
    placed = Counter(route for _, route, _ in PLACES)

    assert PAGES - placed.keys() == set(), "pages without a place"
    assert placed.keys() - PAGES == set(), "places of no page"
    assert max(placed.values()) == 1, placed.most_common(3)
