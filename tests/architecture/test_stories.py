"""Every story that is delivered has a test that says so."""

from tests.architecture.pages import OF_NOBODY, PAGES, spoken
from tests.architecture.stories import OF_MACHINES, PAGES_OF, ROUTES_OF, TITLES, stories_told
from tests.architecture.story_page import IN_A_BROWSER, OF_USE_CASES, OVER_HTTP, PAGE, page
from tests.entrypoints.http.test_every_route import ROUTES

DELIVERED = frozenset(
    "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 "
    "1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9 "
    "2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11 "
    "3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 "
    "4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 "
    "5.1 5.2 5.3 5.4 5.5 5.6 "
    "6.1 6.2 6.3 6.4 6.5 6.6".split()
)
OPERATIONS = {operation["operationId"] for _, _, operation in ROUTES}


def test_every_delivered_story_is_told_through_http_and_to_its_use_case() -> None:
    told = stories_told()

    for folders in (OVER_HTTP, OF_USE_CASES):
        untold = {
            story
            for story in DELIVERED
            if not any(test.startswith(folders) for test in told.get(story, ()))
        }
        assert untold == set()


def test_every_operation_serves_a_story() -> None:
    served = {name for names in ROUTES_OF.values() for name in names}

    assert OPERATIONS - served == OF_MACHINES
    assert served - OPERATIONS == set()
    assert ROUTES_OF.keys() == TITLES.keys()


def test_every_page_serves_a_story() -> None:
    named = {path for paths in PAGES_OF.values() for path in paths}

    assert {spoken(path) for path in PAGES - OF_NOBODY} - named == set()
    assert named - {spoken(path) for path in PAGES} == set()
    assert PAGES_OF.keys() <= TITLES.keys()


def test_every_story_with_a_page_is_walked_in_a_browser() -> None:
    told = stories_told()

    unwalked = {
        story
        for story in PAGES_OF
        if not any(test.startswith(IN_A_BROWSER) for test in told.get(story, ()))
    }
    assert unwalked == set()


def test_every_story_that_a_test_names_exists() -> None:
    unknown = {story: where for story, where in stories_told().items() if story not in TITLES}

    assert unknown == {}


def test_every_delivered_story_exists() -> None:
    assert TITLES.keys() >= DELIVERED


def test_the_page_of_stories_is_as_generated() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make stories`"
