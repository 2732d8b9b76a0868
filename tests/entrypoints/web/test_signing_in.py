"""Signing in and out by pages (stories 0.2, 0.3)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from attrs import evolve
from litestar.testing import TestClient

from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.identity.second_factor import SecondFactorPolicy
from astrobookings.entrypoints.http.app import create_app
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD
from tests.entrypoints.web.accounts import FRESH, STEP, TRAVELER, Device, mailed_link
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import Guest, Sheet, Site


def half_way(site: Site, by: Principal, asked: str = "/auth/sign-in") -> Sheet:
    """The page for the code, after the right password."""
    page = site.guest().open(asked)
    return page.send("Sign in", email=site.email_of(by), password=PASSWORD)


def cookies(guest: Guest) -> dict[str, str]:
    return {one.name: one.value or "" for one in guest.client.cookies.jar}


@pytest.mark.story("0.2")
def test_signing_in_leads_back_to_the_page_that_was_asked_for(site: Site) -> None:
    email = site.email_of(site.world.traveler())
    asked = site.guest().open("/traveler?from=mail")

    assert asked.heading == "Sign in"
    landed = asked.send("Sign in", email=email, password=PASSWORD)

    assert landed.path == "/traveler?from=mail"


@pytest.mark.story("0.2")
def test_the_role_decides_where_one_lands(site: Site) -> None:
    people = {
        "/traveler": site.world.traveler(),
        "/agency": site.world.agency(),
        "/system": site.world.employee(Position.FINANCE),
    }

    for home, who in people.items():
        page = site.guest().open("/auth/sign-in")
        landed = page.send("Sign in", email=site.email_of(who), password=PASSWORD)
        assert landed.path == home


@pytest.mark.story("0.2")
def test_who_is_signed_in_goes_on(site: Site) -> None:
    guest = site.enter(site.world.traveler())

    assert guest.open("/auth/sign-in?next=%2Fauth%2Fprofile").path == "/auth/profile"
    assert guest.open("/auth/sign-in/code").path == "/traveler"
    assert guest.open("/auth/register").path == "/traveler"


@pytest.mark.story("0.2")
@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%0d%0aSet-Cookie:x=1",
        " https://evil.example",
    ],
)
def test_signing_in_never_leads_elsewhere(site: Site, elsewhere: str) -> None:
    email = site.email_of(site.world.traveler())
    page = site.guest().open("/auth/sign-in")

    landed = page.send("Sign in", email=email, password=PASSWORD, next=elsewhere)

    assert landed.answer.url.host == "testserver.local"
    assert landed.status == 200 or elsewhere.startswith("/%0d")


@pytest.mark.story("0.2")
def test_a_wrong_password_and_an_unknown_address_look_the_same(site: Site) -> None:
    email = site.email_of(site.world.traveler())
    page = site.guest().open("/auth/sign-in")

    wrong = page.send("Sign in", email=email, password="wrong")
    unknown = page.send("Sign in", email="nobody@example.test", password="wrong")

    assert (wrong.status, unknown.status) == (422, 422)
    assert wrong.told == unknown.told == "The e-mail address or the password is wrong."
    assert wrong.value("email") == email
    assert wrong.value("password") == ""


@pytest.mark.story("0.2")
def test_who_guesses_too_often_is_told_how_long_to_wait(site: Site) -> None:
    email, page = site.email_of(site.world.traveler()), site.guest().open("/auth/sign-in")
    allowed = site.world.parts.throttle.per_account
    for _ in range(allowed):
        page.send("Sign in", email=email, password="wrong")

    late = page.send("Sign in", email=email, password=PASSWORD)

    assert late.status == 429
    assert "Too many attempts; try again in" in late.told
    assert int(late.answer.headers["retry-after"]) > 0


@pytest.mark.story("0.1")
@pytest.mark.story("0.2")
def test_who_did_not_confirm_yet_gets_the_link_again(site: Site) -> None:
    guest = site.guest()
    guest.open("/auth/register").send("Register", **TRAVELER)
    page = guest.open("/auth/sign-in")

    refused = page.send("Sign in", email=TRAVELER["email"], password=PASSWORD)
    assert (refused.status, "Confirm your e-mail address" in refused.told) == (403, True)
    guessed = page.send("Sign in", email=TRAVELER["email"], password="wrong")
    assert not guessed.has_button("Send the link again")

    assert "link is on its way" in refused.send("Send the link again").told
    guest.open(mailed_link(site.world, TRAVELER["email"])).send("Confirm my address")
    landed = guest.open("/auth/sign-in").send("Sign in", email=TRAVELER["email"], password=PASSWORD)
    assert landed.path == "/traveler"


@pytest.mark.story("0.3")
def test_signing_out_ends_the_session_at_once(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    kept = cookies(guest)

    left = guest.open("/traveler").send("Sign out")

    assert left.heading == "Sign in"
    assert left.told == "You are signed out."
    assert guest.open("/traveler").heading == "Sign in"
    thief = site.guest()
    thief.client.cookies.update(kept)
    assert thief.open("/traveler").heading == "Sign in"


@pytest.mark.story("0.2")
def test_the_second_step_takes_a_code_of_the_device(site: Site) -> None:
    who = site.world.traveler()
    device, _ = Device.enrolled(site.world, who)
    step = half_way(site, who, "/traveler?from=mail")
    assert step.heading == "One more step"
    assert step.guest.open("/traveler").heading == "Sign in"

    wrong = step.send("Sign in", code="000000")
    assert wrong.status == 422
    assert "wrong" in wrong.fault("code")
    landed = wrong.send("Sign in", code=device.code)

    assert landed.path == "/traveler?from=mail"


@pytest.mark.story("0.2")
def test_a_recovery_code_signs_in_once(site: Site) -> None:
    who = site.world.traveler()
    _, codes = Device.enrolled(site.world, who)

    assert half_way(site, who).send("Sign in", code=codes[0].lower()).path == "/traveler"
    again = half_way(site, who).send("Sign in", code=codes[0])

    assert (again.status, bool(again.fault("code"))) == (422, True)


@pytest.mark.story("0.2")
def test_no_page_and_no_cookie_tells_the_password(site: Site) -> None:
    who = site.world.traveler()
    Device.enrolled(site.world, who)

    step = half_way(site, who)
    (kept,) = [one for one in step.guest.client.cookies.jar if "half-way" in one.name]

    assert PASSWORD not in step.answer.text
    assert PASSWORD not in str(cookies(step.guest))
    assert site.email_of(who) not in str(kept.value)
    assert kept.has_nonstandard_attr("HttpOnly")
    assert kept.get_nonstandard_attr("SameSite") == "strict"
    assert step.answer.headers["cache-control"] in {"no-store", "no-cache"}


@pytest.mark.story("0.2")
def test_the_second_step_must_follow_soon(site: Site) -> None:
    who = site.world.traveler()
    device, _ = Device.enrolled(site.world, who)
    step = half_way(site, who)

    site.world.pass_time(timedelta(minutes=11))
    late = step.send("Sign in", code=device.code)

    assert late.heading == "Sign in"
    assert "password first" in late.told
    assert late.guest.open("/traveler").heading == "Sign in"


@pytest.mark.story("0.2")
@pytest.mark.parametrize("sealed", ["", "x", "gAAAAA", "%C3%A9"])
def test_a_forged_first_step_is_none(site: Site, sealed: str) -> None:
    guest = site.guest()
    guest.client.headers["cookie"] = f"astro-half-way={sealed}"

    assert guest.open("/auth/sign-in/code?next=%2Fagency").value("next") == "/agency"
    assert guest.open("/auth/sign-in/set-up").heading == "Sign in"
    assert guest.open("/auth/sign-in/set-up/confirm").heading == "Sign in"


@pytest.mark.story("0.2")
def test_a_password_that_was_changed_meanwhile_is_worth_nothing(site: Site) -> None:
    who = site.world.traveler()
    device, _ = Device.enrolled(site.world, who)
    step = half_way(site, who)
    site.world.system.change_password(who, PASSWORD, FRESH)

    refused = step.send("Sign in", code=device.code)

    assert (refused.status, refused.heading) == (422, "Sign in")
    assert "wrong" in refused.told


@pytest.mark.story("0.2")
def test_codes_are_not_guessed_at_forever(site: Site) -> None:
    who = site.world.traveler()
    device, _ = Device.enrolled(site.world, who)
    step = half_way(site, who)
    for _ in range(site.world.parts.throttle.per_account):
        step = step.send("Sign in", code="000000")

    late = step.send("Sign in", code=device.code)

    assert late.status == 429
    assert late.heading == "One more step"


@pytest.fixture
def strict() -> Iterator[Site]:
    """Give a platform whose finance employees need a second factor."""
    world = in_memory_world()
    policy = SecondFactorPolicy("finance")
    world.restart(evolve(world.parts, second_factor_policy=policy))
    with TestClient(create_app(world.system, settings=ROOMY)) as client:
        yield Site(world, client)


@pytest.mark.story("0.2")
@pytest.mark.story("0.6")
def test_employees_are_led_to_the_second_factor_they_need(strict: Site) -> None:
    who = strict.world.employee(Position.FINANCE)
    start = half_way(strict, who, "/system?from=mail")
    assert start.heading == "You need a second factor"
    shown = start.send("Begin")
    device = Device(strict.world, shown.soup.select_one(".key").get_text("").replace(" ", ""))  # type: ignore[union-attr]
    assert shown.soup.select_one(".qr-code svg path")
    assert PASSWORD not in shown.answer.text

    wrong = shown.send("Switch it on", code="000000")
    assert (wrong.status, bool(wrong.fault("code"))) == (422, True)
    assert wrong.soup.select_one(".key") is None
    codes = wrong.send("Switch it on", code=device.code)
    assert len(codes.soup.select(".codes li")) == 10
    step = codes.follow("I have kept them, sign in")
    assert step.send("Sign in", code=device.code).status == 422
    strict.world.pass_time(STEP)
    landed = step.send("Sign in", code=device.code)

    assert landed.path == "/system?from=mail"


@pytest.mark.story("0.2")
def test_setting_up_twice_leads_to_the_second_step(strict: Site) -> None:
    who = strict.world.employee(Position.FINANCE)
    start = half_way(strict, who)
    assert start.guest.open("/auth/sign-in/set-up/confirm").heading == "The first code"
    assert start.guest.post(
        "/auth/sign-in/set-up/confirm", {"code": ["1"], "_csrf_token": [start.value("_csrf_token")]}
    ).path.startswith("/auth/sign-in/set-up")
    Device.enrolled(strict.world, who)

    assert start.send("Begin").heading == "One more step"
    again = start.guest.open("/auth/sign-in/set-up/confirm").send("Switch it on", code="1")
    assert again.heading == "One more step"


@pytest.mark.story("0.2")
def test_setting_up_needs_a_password_shown_just_now(strict: Site) -> None:
    start = half_way(strict, strict.world.employee(Position.FINANCE))
    begun = start.send("Begin")
    strict.world.pass_time(timedelta(minutes=11))

    assert "password first" in start.send("Begin").told
    assert "password first" in begun.send("Switch it on", code="1").told
