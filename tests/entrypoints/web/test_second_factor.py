"""A second factor of one's own, by pages (stories 0.2, 0.6)."""

from collections.abc import Iterator

import pytest
from attrs import evolve
from litestar.testing import TestClient

from astrobookings.domain.identity.roles import Position
from astrobookings.domain.identity.second_factor import SecondFactorPolicy
from astrobookings.entrypoints.http.app import APPLICATIONS, create_app
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD
from tests.entrypoints.web.accounts import STEP, Device
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import Guest, Sheet, Site

pytestmark = [pytest.mark.story("0.2"), pytest.mark.story("0.6")]

HERE = "/auth/security/second-factor"


def secret_on(page: Sheet) -> str:
    """What somebody without a camera types into the device."""
    shown = page.soup.select_one(".key")
    assert shown is not None
    return shown.get_text("").replace(" ", "")


def codes_on(page: Sheet) -> list[str]:
    return [one.get_text("", strip=True) for one in page.soup.select(".codes li")]


def switched_on(site: Site) -> tuple[Guest, Device, list[str]]:
    """Somebody who set a second factor up by pages, the device and the recovery codes."""
    guest = site.enter(site.world.traveler())
    form = guest.open("/auth/security").follow("Set it up")
    shown = form.send("Begin", password=PASSWORD)
    device = Device(site.world, secret_on(shown))
    codes = codes_on(shown.send("Switch it on", code=device.code))
    site.world.pass_time(STEP)
    return guest, device, codes


def test_a_second_factor_comes_into_force_with_its_first_code(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    form = guest.open("/auth/security").follow("Set it up")

    wrong = form.send("Begin", password="wrong")
    assert wrong.fault("password") == "This is not your password."
    shown = wrong.send("Begin", password=PASSWORD)
    assert shown.soup.select_one(".qr-code svg[role=img]")
    assert shown.answer.headers["cache-control"] == "no-store"
    assert "You began" in guest.open("/auth/security").text
    device = Device(site.world, secret_on(shown))
    mistyped = shown.send("Switch it on", code="000000")
    assert (mistyped.status, mistyped.soup.select_one(".key")) == (422, None)
    done = mistyped.send("Switch it on", code=device.code)

    assert done.heading == "Keep your recovery codes"
    assert len(set(codes_on(done))) == 10
    security = done.follow("I have kept them")
    assert "10 recovery codes left" in security.text


def test_who_left_in_between_goes_on_with_the_code(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    device = Device(
        site.world, secret_on(guest.open(f"{HERE}/begin").send("Begin", password=PASSWORD))
    )

    later = guest.open("/auth/security").follow("Type the first code")

    assert secretless(later)
    assert codes_on(later.send("Switch it on", code=device.code))


def secretless(page: Sheet) -> bool:
    return page.soup.select_one(".key, .qr-code") is None


def test_other_recovery_codes_replace_the_old_ones(site: Site) -> None:
    guest, device, old = switched_on(site)
    form = guest.open("/auth/security").follow("Get other recovery codes")

    wrong = form.send("Get other codes", password=PASSWORD, code="000000")
    assert (wrong.status, bool(wrong.fault("code"))) == (422, True)
    fresh = codes_on(wrong.send("Get other codes", password=PASSWORD, code=device.code))

    assert len(fresh) == 10
    assert not set(fresh) & set(old)


def test_it_is_switched_off_by_password_and_code(site: Site) -> None:
    guest, _, codes = switched_on(site)
    form = guest.open("/auth/security").follow("Switch it off")

    wrong = form.send("Switch it off", password="wrong", code=codes[0])
    assert wrong.fault("password") == "This is not your password."
    done = wrong.send("Switch it off", password=PASSWORD, code=codes[0])

    assert done.told == "The second factor is switched off."
    assert "Set it up" in done.text


def test_one_in_force_is_not_set_up_again(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    old_form = guest.open(f"{HERE}/begin")
    confirm = old_form.send("Begin", password=PASSWORD)
    device = Device(site.world, secret_on(confirm))
    confirm.send("Switch it on", code=device.code)

    for page in (
        guest.open(f"{HERE}/begin"),
        guest.open(f"{HERE}/confirm"),
        old_form.send("Begin", password=PASSWORD),
    ):
        assert (page.path, "in force already" in page.told) == ("/auth/security", True)


def test_without_one_there_is_nothing_to_renew_or_to_switch_off(site: Site) -> None:
    guest = site.enter(site.world.traveler())

    for page in ("recovery-codes", "end"):
        shown = guest.open(f"{HERE}/{page}")
        assert shown.has_button("Get other codes") is shown.has_button("Switch it off") is False
        assert "You have no second factor yet." in shown.text
        token = shown.value("_csrf_token")
        sent = {"_csrf_token": [token], "password": [PASSWORD], "code": ["1"]}
        refused = guest.post(f"{HERE}/{page}", sent)
        assert (refused.status, "no second factor" in refused.told) == (409, True)
    assert guest.open(f"{HERE}/confirm").path == f"{HERE}/begin"


@pytest.fixture
def strict() -> Iterator[Site]:
    """Give a platform whose IT employees need a second factor."""
    world = in_memory_world()
    world.restart(evolve(world.parts, second_factor_policy=SecondFactorPolicy("it")))
    with TestClient(create_app(world.system, *APPLICATIONS, settings=ROOMY)) as client:
        yield Site(world, client)


def test_a_compulsory_one_cannot_be_switched_off(strict: Site) -> None:
    who = strict.world.employee(Position.IT)
    device, _ = Device.enrolled(strict.world, who)
    page = strict.guest().open("/auth/sign-in")
    step = page.send("Sign in", email=strict.email_of(who), password=PASSWORD)
    guest = step.send("Sign in", code=device.code).guest
    strict.world.pass_time(STEP)

    assert "cannot be switched off" in guest.open("/auth/security").text
    shown = guest.open(f"{HERE}/end")
    assert not shown.has_button("Switch it off")
    sent = {
        "_csrf_token": [shown.value("_csrf_token")],
        "password": [PASSWORD],
        "code": [device.code],
    }
    refused = guest.post(f"{HERE}/end", sent)

    assert (refused.status, "cannot be switched off" in refused.told) == (409, True)


@pytest.mark.parametrize("page", ["begin", "confirm", "recovery-codes", "end"])
def test_visitors_sign_in_first(site: Site, page: str) -> None:
    assert site.guest().open(f"{HERE}/{page}").heading == "Sign in"
