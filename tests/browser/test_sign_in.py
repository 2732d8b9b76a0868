"""Signing in, in a browser (stories 0.2, 0.3)."""

import pytest

from astrobookings.testing.world import PASSWORD
from tests.browser.served_world import ServedWorld
from tests.entrypoints.web.accounts import Device


@pytest.mark.story("0.2")
@pytest.mark.story("0.3")
def test_a_traveler_signs_in_and_out(site: ServedWorld) -> None:
    traveler = site.world.traveler()
    email = site.world.parts.users.get(traveler.user_id).email  # type: ignore[arg-type]
    window = site.window()
    window.open("/traveler")
    assert window.heading == "Sign in"

    window.type(email=email, password="not the password")
    window.press("Sign in")
    assert "wrong" in window.text
    window.check()
    window.type(password=PASSWORD)
    window.press("Sign in")
    assert window.path == "/traveler"
    window.check()
    window.press("Sign out")

    assert "signed out" in window.text


@pytest.mark.story("0.2")
def test_who_has_a_second_factor_shows_a_code_too(site: ServedWorld) -> None:
    traveler = site.world.traveler()
    email = site.world.parts.users.get(traveler.user_id).email  # type: ignore[arg-type]
    device, _ = Device.enrolled(site.world, traveler)
    window = site.window()
    window.open("/traveler")
    window.type(email=email, password=PASSWORD)
    window.press("Sign in")
    assert window.heading == "One more step"
    window.check()
    if site.look.script:
        assert not window.violations()

    window.type(code="000000")
    window.press("Sign in")
    assert "wrong" in window.text
    window.type(code=device.code)
    window.press("Sign in")

    assert window.path == "/traveler"


def test_somebody_who_is_signed_in_already_sees_the_own_pages(site: ServedWorld) -> None:
    window = site.window(site.world.traveler())
    window.open("/traveler")
    assert window.heading == "My journeys"
    window.check()
    if site.look.script:
        assert not window.violations()
