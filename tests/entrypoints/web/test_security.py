"""What no page does, and what every form asks for (design §5, §6)."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast

import pytest
from bs4 import BeautifulSoup
from litestar.testing import TestClient

from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.web.signing import safe_return
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.browser.places import Place, every_place
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import BASE, Guest, Site

_SHELVES = (
    files("astrobookings.entrypoints.web") / "templates",
    files("astrobookings.entrypoints.http.pages") / "templates",
)
_INLINE = {
    "a style of its own": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script in its text": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", re.IGNORECASE
    ),
    "a script for an address": re.compile(r"javascript:", re.IGNORECASE),
    "text that is not escaped": re.compile(r"\|\s*safe\b|autoescape\s+false"),
    "something from elsewhere": re.compile(r"<(script|link|img)[^>]+(src|href)=[\"']?(https?:)?//"),
}


def _templates(shelf: Traversable) -> Iterator[Traversable]:
    for one in shelf.iterdir():
        if one.is_dir():
            yield from _templates(one)
        elif one.name.endswith(".html"):
            yield one


TEMPLATES = sorted((one for shelf in _SHELVES for one in _templates(shelf)), key=str)
_OF_THIS_MACHINE = {"/mailbox"}
_PULSE = "heartbeats"
PLACES = [one for one in every_place() if one[1] not in _OF_THIS_MACHINE]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: str(one).split("templates/")[1])
def test_no_template_has_anything_inline(template: Traversable) -> None:
    text = template.read_text("utf-8")

    found = {what for what, pattern in _INLINE.items() if pattern.search(text)}
    assert not found


@pytest.mark.parametrize(
    "wrong",
    [
        '<p style="x">',
        "<a onclick='x()'>",
        "<script>x()</script>",
        '<a href="javascript:x">',
        "{{ x | safe }}",
        '<script src="https://cdn.example/x.js">',
    ],
)
def test_the_search_for_such_things_finds_them(wrong: str) -> None:
    assert any(pattern.search(wrong) for pattern in _INLINE.values())


def test_every_form_that_changes_something_carries_a_token() -> None:
    forms = [
        (template.name, form)
        for template in TEMPLATES
        for form in re.findall(
            r"<form[^>]*method=\"post\".*?</form>", template.read_text("utf-8"), re.DOTALL
        )
    ]
    bank = "/sandbox/actions/"  # not ours: it stands in for the page of a bank

    assert forms
    assert [name for name, form in forms if "csrf()" not in form and bank not in form] == []


def snapshot(world: World) -> Mapping[str, Mapping[str, dict[Any, Any]]]:
    """Everything that both stores hold, but for the signs of life of the server itself."""
    stores = {
        "operations": cast("Any", world.parts.operations).__self__,
        "system": cast("Any", world.parts.system).__self__,
    }
    return {
        name: {table: dict(rows) for table, rows in store.tables.items() if table != _PULSE}
        for name, store in stores.items()
    }


@pytest.mark.parametrize(
    "place", [pytest.param(place, id=f"{area}:{route}") for area, route, place in PLACES]
)
def test_looking_at_a_page_changes_nothing_and_runs_nothing_inline(
    site: Site, place: Place
) -> None:
    by, path = place(site.world)
    guest = site.guest() if by is None else site.enter(by)
    before = snapshot(site.world)

    page = guest.open(path)

    assert page.status == 200, page.text[:300]
    assert snapshot(site.world) == before
    _check_headers(page.answer.headers)
    _check_text(page.soup)


def _check_headers(headers: Mapping[str, str]) -> None:
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def _check_text(soup: BeautifulSoup) -> None:
    assert not soup.find_all("style")
    for tag in soup.find_all(True):
        handlers = [name for name in tag.attrs if name.startswith("on") or name == "style"]
        assert not handlers, tag
    inside = [one for one in soup.find_all("script") if not one.get("src")]
    assert all(one.get("type") == "application/ld+json" for one in inside)


@pytest.mark.parametrize("token", ["", "forged", None])
def test_a_form_from_elsewhere_changes_nothing(site: Site, token: str | None) -> None:
    traveler = site.world.traveler()
    guest = site.enter(traveler)
    before = snapshot(site.world)
    sent = {} if token is None else {"_csrf_token": [token]}

    refused = guest.post("/auth/sign-out", sent, referer="https://evil.example/")

    assert refused.status == 403
    assert refused.heading == "This form is too old"
    assert "nothing was changed" in refused.text
    assert snapshot(site.world) == before
    assert guest.open("/traveler").path == "/traveler"


def test_the_token_of_one_browser_is_good_in_no_other(site: Site) -> None:
    mine, theirs = site.enter(site.world.traveler()), site.guest()
    token = _token(theirs)

    assert mine.post("/auth/sign-out", {"_csrf_token": [token]}).status == 403
    assert mine.open("/traveler").path == "/traveler"


def _token(guest: Guest) -> str:
    return guest.open("/auth/sign-in").value("_csrf_token")


def test_who_bears_a_token_of_the_api_is_nobody_on_pages(site: Site) -> None:
    token = site.world.token(site.world.traveler())
    guest = site.guest()

    answer = guest.client.get("/traveler", headers={"authorization": f"Bearer {token}"})

    assert str(answer.url).startswith(f"{BASE}/auth/sign-in")


def test_cookies_of_pages_are_nobody_in_the_api() -> None:
    world = in_memory_world()
    with TestClient(create_app(world.system, settings=ROOMY)) as client:
        guest = Site(world, client).enter(world.traveler())
        answer = guest.client.get("/api/v1/system/auth/me", headers={"accept": "application/json"})

    assert answer.status_code == 401


@pytest.mark.story("0.2")
@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "evil.example",
        "",
    ],
)
def test_no_address_of_others_is_returned_to(elsewhere: str) -> None:
    assert safe_return(elsewhere, "/traveler") == "/traveler"


@pytest.mark.parametrize("ours", ["/", "/traveler?from=mail", "/launches/heron-cape-moon"])
def test_addresses_of_ours_are_returned_to(ours: str) -> None:
    assert safe_return(ours, "/traveler") == ours


@pytest.mark.parametrize("referer", ["https://evil.example/x", "//evil.example", "nonsense"])
def test_a_refused_form_never_leads_back_to_others(site: Site, referer: str) -> None:
    guest = site.guest()
    page = guest.open("/auth/sign-in")
    form = {name: [page.value(name)] for name in ("_csrf_token", "_once")}
    form |= {"email": ["x" * 70_000], "password": ["x"]}

    refused = guest.post("/auth/sign-in", form, referer=referer)

    assert refused.status == 413
    assert all(one.startswith("/") and not one.startswith("//") for one in refused.links())


def test_what_belongs_to_somebody_is_kept_by_nobody(site: Site) -> None:
    public = site.guest().open("/about").answer
    private = site.enter(site.world.traveler()).open("/about").answer

    assert private.headers["cache-control"] == "no-store"
    assert public.headers["cache-control"] == "no-cache"
    assert "cookie" in public.headers["vary"]


def test_assets_are_kept_for_good_and_found_under_one_address(site: Site) -> None:
    guest = site.guest()
    style = str(guest.open("/about").soup.select_one("link[rel=stylesheet]")["href"])  # type: ignore[index]

    kept = guest.client.get(style)
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert kept.headers["content-type"].startswith("text/css")
    version = style.split("/")[2]
    for wrong in (
        style.replace(version, "0" * 12),
        f"/assets/{version}/..%2Fapp.py",
        "/assets/app.py",
        f"/assets/{version}/nothing.css",
    ):
        assert guest.client.get(wrong).status_code == 404
