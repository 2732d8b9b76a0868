"""docs/stories.md: what each story comes to in routes, tests and pages.

`python -m tests.architecture.story_page` writes it anew.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from tests.architecture.stories import PAGES_OF, ROUTES_OF, TITLES, stories_told
from tests.entrypoints.http.test_every_route import ROUTES

PAGE = Path(__file__).parents[2] / "docs" / "stories.md"

HEAD = """\
# Stories

What people can do with the platform, where the API and the pages do it, and which tests show it.
This page is generated: `make stories` writes it anew, and a test compares it with the code.

Tests *through HTTP* call the routes; tests *of the use-case* call the application alone, as a team
does that embeds it; tests *in a browser* walk the pages in Chromium. Rules, stores and servers have
many more tests.
"""
OVER_HTTP = ("entrypoints/http/", "entrypoints/test_readme.py", "stories/")
OF_USE_CASES = ("application/",)
IN_A_BROWSER = ("browser/",)


def page() -> str:
    """The whole page."""
    paths = {operation["operationId"]: f"{verb} {path}" for verb, path, operation in ROUTES}
    told = stories_told()
    chapters: list[str] = []
    for chapter, name in CHAPTERS.items():
        stories = [story for story in TITLES if story.split(".")[0] == chapter]
        sections = [_section(story, paths, told.get(story, set())) for story in stories]
        chapters.append("\n".join([f"## {chapter} {name}\n", *sections]))
    return "\n".join([HEAD, *chapters])


CHAPTERS = {
    "0": "Identity",
    "1": "Agencies and launches",
    "2": "Booking",
    "3": "Finance",
    "4": "Notifications",
    "5": "Synchronization",
    "6": "Monitoring",
}


def _section(story: str, paths: Mapping[str, str], tests: Collection[str]) -> str:
    routes = [f"`{paths[name]}`" for name in ROUTES_OF.get(story, ()) if name in paths]
    lines = [
        f"### {story} {TITLES[story]}\n",
        *_list("Routes", routes),
        *_list("Pages", [f"`{path}`" for path in PAGES_OF.get(story, ())]),
        *_list("Through HTTP", _named(tests, OVER_HTTP)),
        *_list("Of the use-case", _named(tests, OF_USE_CASES)),
        *_list("In a browser", _named(tests, IN_A_BROWSER)),
    ]
    return "\n".join(lines) + "\n"


def _list(name: str, entries: Collection[str]) -> Iterator[str]:
    yield f"- {name}: " + (", ".join(entries) if entries else "none yet")


def _named(tests: Collection[str], folders: tuple[str, ...]) -> list[str]:
    """The tests beneath *folders*, each file once with how many it has, if they are many."""
    by_file: dict[str, list[str]] = {}
    for test in sorted(tests):
        file, _, name = test.partition("::")
        if test.startswith(folders):
            by_file.setdefault(file, []).append(name)
    return [
        f"`{file}` ({_counted(len(names))})" if len(names) > 1 else f"`{file}::{names[0]}`"
        for file, names in by_file.items()
    ]


def _counted(number: int) -> str:
    return f"{number} tests"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
