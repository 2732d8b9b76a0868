"""Refusals as pages for people, and as problems for programs."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from attrs import define, evolve
from litestar.testing import TestClient

from astrobookings.domain.identity.roles import Position
from astrobookings.entrypoints.http.app import APPLICATIONS, create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.testing.faults import Outage, cut_off
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import Guest, Sheet, Site

SECRET = "postgres://astro:hunter2@db"


@define
class _Broken:
    """A port that fails in a way nobody foresaw."""

    def __getattr__(self, verb: str) -> Any:
        raise RuntimeError(SECRET)


def site_of(world: World, settings: HttpSettings = ROOMY) -> Iterator[Site]:
    app = create_app(world.system, *APPLICATIONS, settings=settings)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Site(world, client)


@pytest.fixture
def broken() -> Iterator[Site]:
    """Give a platform whose board breaks."""
    world = in_memory_world()
    world.restart(evolve(world.parts, board=_Broken()))
    yield from site_of(world)


@pytest.fixture
def cut() -> Iterator[Site]:
    """Give a platform whose launches are away, without copies of them."""
    world = in_memory_world()
    world.restart(cut_off(world.parts, Outage(down=True)))
    yield from site_of(world)


def raw(guest: Guest, method: str, path: str, **more: Any) -> httpx.Response:
    return guest.client.request(method, path, **more)


def test_people_find_a_page_where_there_is_none(site: Site) -> None:
    missing = site.guest().open("/nowhere/at/all")

    assert missing.status == 404
    assert missing.heading == "There is no such page"
    assert "/" in missing.links()


@pytest.mark.parametrize(
    ("path", "accept"),
    [("/nowhere", "application/json"), ("/nowhere", "*/*"), ("/api/v1/nowhere", "text/html")],
)
def test_programs_get_a_problem(site: Site, path: str, accept: str) -> None:
    answer = raw(site.guest(), "GET", path, headers={"accept": accept})

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not-found"


def test_a_page_asked_in_the_wrong_way_says_so(site: Site) -> None:
    people = raw(site.guest(), "DELETE", "/about")
    programs = raw(site.guest(), "DELETE", "/about", headers={"accept": "application/json"})

    assert people.status_code == programs.status_code == 405
    assert "GET" in people.headers["allow"]
    assert people.headers["content-type"].startswith("text/html")
    assert "use its buttons" in people.text
    assert programs.json()["code"] == "method-not-allowed"


def test_a_form_of_endless_length_is_refused(site: Site) -> None:
    guest = site.guest()
    page = guest.open("/auth/sign-in")

    refused = page.send("Sign in", email="x" * 70_000, password="y")

    assert refused.status == 413
    assert refused.heading == "That is too much at once"


def test_records_of_others_look_like_records_that_are_not(site: Site) -> None:
    view = site.world.book(site.world.traveler(), site.world.launch().id)
    stranger = site.enter(site.world.traveler())

    theirs = stranger.open(f"/traveler/bookings/{view.booking.id}")
    nobodys = stranger.open("/traveler/bookings/0197c3a0-0000-7000-8000-000000000001")

    assert theirs.status == nobodys.status == 404
    assert theirs.text == nobodys.text


def test_who_has_no_right_to_a_page_is_told(site: Site) -> None:
    refused = site.enter(site.world.employee(Position.IT)).open("/agency/rockets")

    assert refused.status == 403
    assert "may not" in refused.text
    assert "Sign in with an account that may" in refused.text


def test_what_breaks_is_noted_and_tells_no_secrets(broken: Site) -> None:
    answer = raw(broken.guest(), "GET", "/")

    assert answer.status_code == 500
    page = Sheet(broken.guest(), answer)
    assert page.heading == "That did not work"
    assert answer.headers["x-request-id"] in page.text
    assert "hunter2" not in answer.text
    assert not re.search(r"Traceback|RuntimeError|\.py", answer.text)
    assert answer.headers["cache-control"] == "no-store"


def test_what_breaks_is_written_to_the_log(
    broken: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    raw(broken.guest(), "GET", "/")

    assert "request failed" in capsys.readouterr().out


def test_while_a_store_is_away_the_page_asks_for_patience(cut: Site) -> None:
    answer = raw(cut.guest(), "GET", "/")

    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "does not answer right now" in answer.text
    assert "store" not in Sheet(cut.guest(), answer).text.lower()


def test_who_asks_too_often_is_told_to_wait() -> None:
    settings = evolve(ROOMY, visitor_rate="3/hour")
    for site in site_of(in_memory_world(), settings):
        guest = site.guest()
        answers = [raw(guest, "GET", "/about") for _ in range(4)]

        assert [one.status_code for one in answers] == [200, 200, 200, 429]
        assert int(answers[-1].headers["retry-after"]) > 0
        assert "Wait a little" in answers[-1].text


@pytest.mark.parametrize(
    "path", ["/", "/about", "/launches/nowhere", "/problems", "/robots.txt", "/livez", "/nowhere"]
)
def test_head_is_get_without_its_text(site: Site, path: str) -> None:
    guest = site.guest()
    whole, head = raw(guest, "GET", path), raw(guest, "HEAD", path)

    assert head.status_code == whole.status_code
    assert head.content == b""
    assert whole.content
    assert head.headers["content-type"] == whole.headers["content-type"]
