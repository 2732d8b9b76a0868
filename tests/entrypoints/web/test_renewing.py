"""A session goes on while somebody looks around (story 0.7)."""

from datetime import timedelta

import pytest

from astrobookings.domain.identity.roles import Position, Standing
from tests.entrypoints.web.guest import Guest, Site


def _later(site: Site, guest: Guest) -> str:
    """The refresh token of *guest*, once the access token has run out."""
    jar = {one.name: one.value or "" for one in guest.client.cookies.jar}
    access = next(name for name in jar if "access" in name)
    guest.client.cookies.delete(access)
    site.world.pass_time(timedelta(minutes=20))
    return next(value for name, value in jar.items() if "refresh" in name)


def _kept(guest: Guest) -> str:
    return next(one.value or "" for one in guest.client.cookies.jar if "refresh" in one.name)


@pytest.mark.story("0.7")
@pytest.mark.parametrize(
    ("position", "path"),
    [
        (Position.IT, "/system/logs/export?format=csv"),
        (Position.FINANCE, "/system/reports/annual.xlsx?year=2027"),
        (Position.IT, "/system"),
    ],
)
def test_tokens_are_renewed_on_the_way_whatever_is_asked_for(
    site: Site, position: Position, path: str
) -> None:
    guest = site.enter(site.world.employee(position))
    before = _later(site, guest)

    assert guest.client.get(path).status_code == 200

    assert _kept(guest) != before
    site.world.pass_time(timedelta(minutes=1))
    assert guest.open("/system").heading != "Sign in"


@pytest.mark.story("0.7")
def test_two_pages_that_renew_at_once_do_not_end_the_session(site: Site) -> None:
    traveler = site.world.traveler()
    assert traveler.standing is Standing.TRAVELER
    guest = site.enter(traveler)
    _later(site, guest)
    twin = site.guest()
    twin.client.cookies.update(dict(guest.client.cookies))

    assert guest.open("/traveler").heading == "My journeys"
    assert twin.open("/traveler").heading == "My journeys"
    assert guest.open("/traveler").heading == "My journeys"


@pytest.mark.story("0.7")
def test_a_refresh_token_that_comes_back_too_late_ends_the_session(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    _later(site, guest)
    thief = site.guest()
    thief.client.cookies.update(dict(guest.client.cookies))
    assert guest.open("/traveler").heading == "My journeys"
    site.world.pass_time(timedelta(seconds=30))

    assert thief.open("/traveler").heading == "Sign in"
    assert guest.open("/traveler").heading == "Sign in"
