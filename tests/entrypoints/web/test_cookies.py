"""The cookies of pages, by https and on one's own machine."""

from datetime import timedelta
from http.cookies import SimpleCookie

import httpx
import pytest
from attrs import evolve
from litestar.testing import TestClient

from astrobookings.entrypoints.http.app import APPLICATIONS, create_app
from astrobookings.entrypoints.web.cookies import CookieJar
from astrobookings.testing.in_memory import in_memory_world
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import Guest, Site

SECURE = "https://book.example"
KINDS = ("access", "refresh", "form", "flash")


def test_names_say_who_may_set_them() -> None:
    assert {CookieJar(SECURE).name(kind) for kind in KINDS} == {  # type: ignore[arg-type]
        f"__Host-astro-{kind}" for kind in KINDS
    }
    assert CookieJar("http://127.0.0.1:8123").name("access") == "astro-access-8123"
    assert CookieJar("").name("access") == "astro-access"


def test_a_cookie_that_is_gone_has_no_time_left() -> None:
    gone = CookieJar(SECURE).gone("access")

    assert (gone.value, gone.max_age, gone.secure, gone.httponly) == ("", 0, True, True)


def test_a_cookie_lasts_as_long_as_what_is_in_it() -> None:
    assert CookieJar(SECURE).cookie("access", "x", timedelta(minutes=15)).max_age == 900


@pytest.mark.story("0.2")
@pytest.mark.parametrize("public_url", [SECURE, "http://book.test:8123"])
def test_every_cookie_is_as_safe_as_its_address_allows(public_url: str) -> None:
    world = in_memory_world()
    traveler = world.traveler()
    settings = evolve(ROOMY, public_url=public_url)
    told: list[str] = []
    with TestClient(create_app(world.system, *APPLICATIONS, settings=settings)) as client:
        browser = httpx.Client(
            transport=client._transport,
            base_url=public_url,
            headers={"accept": "text/html"},
            follow_redirects=True,
            event_hooks={"response": [lambda one: told.extend(one.headers.get_list("set-cookie"))]},
        )
        guest = Guest(browser)
        guest.sign_in_as(Site(world, client).email_of(traveler))
        guest.open("/about").send("Sign out")

    assert {one.partition("=")[0] for one in told} >= {
        CookieJar(public_url).name(kind) for kind in ("access", "refresh", "form")
    }
    for one in told:
        (morsel,) = SimpleCookie(one).values()
        assert morsel["httponly"], one
        assert morsel["samesite"].lower() in {"lax", "strict"}, one
        assert morsel["path"] == "/", one
        assert not morsel["domain"], one
        assert bool(morsel["secure"]) == (public_url == SECURE), one
        assert morsel.key.startswith("__Host-") == (public_url == SECURE)
