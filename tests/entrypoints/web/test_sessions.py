"""Where one is signed in, by pages (stories 0.3, 0.6)."""

import pytest

from tests.entrypoints.web.guest import Guest, Site

pytestmark = [pytest.mark.story("0.3"), pytest.mark.story("0.6")]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def endings(guest: Guest) -> list[str]:
    """The ways to end a session, this one's first if it is the newest."""
    links = guest.open("/auth/security").links()
    return [one for one in links if one.startswith("/auth/security/sessions/")]


def test_devices_are_listed_with_this_one_marked(site: Site) -> None:
    who = site.world.traveler()
    phone = site.guest()
    phone.client.headers["user-agent"] = FIREFOX
    phone.sign_in_as(site.email_of(who))

    page = site.enter(who).open("/auth/security")

    assert "Firefox on Linux" in page.text
    assert page.text.count("This device") == 1
    assert page.text.count("UTC") >= 4


def test_one_session_is_ended_after_a_question(site: Site) -> None:
    who = site.world.traveler()
    lost, here = site.enter(who), site.enter(who)
    mine = here.open("/auth/security").soup.select_one(".messages .unread a")
    assert mine is not None
    (other,) = [one for one in endings(here) if one != mine["href"]]

    asked = here.open(other)
    assert asked.heading == "End this session?"
    assert lost.open("/auth/profile").heading == "Profile"
    done = asked.send("End it")

    assert done.told == "The session ended."
    assert lost.open("/auth/profile").heading == "Sign in"
    assert here.open("/auth/profile").heading == "Profile"
    assert here.open(other).status == 404


def test_ending_the_session_of_this_device_signs_out(site: Site) -> None:
    guest = site.enter(site.world.traveler())

    left = guest.open(endings(guest)[0]).send("End it")

    assert (left.heading, left.told) == ("Sign in", "You are signed out.")


def test_sessions_of_others_look_like_none(site: Site) -> None:
    guest, other = site.enter(site.world.traveler()), site.enter(site.world.traveler())
    page, theirs = guest.open("/auth/security"), endings(other)[0]

    assert guest.open(theirs).status == 404
    token = guest.open("/auth/profile").value("_csrf_token")
    assert guest.post(theirs, {"_csrf_token": [token]}).status == 404
    assert other.open("/auth/profile").heading == "Profile"
    assert page.soup.find(string="End all others") is None


def test_all_other_sessions_end_together(site: Site) -> None:
    who = site.world.traveler()
    others, here = [site.enter(who), site.enter(who)], site.enter(who)

    asked = here.open("/auth/security").follow("End all others")
    done = asked.send("End the others")

    assert done.told == "Every other session ended."
    assert [one.open("/auth/profile").heading for one in others] == ["Sign in", "Sign in"]
    assert len(endings(here)) == 1


def test_signing_out_everywhere_includes_this_device(site: Site) -> None:
    who = site.world.traveler()
    other, here = site.enter(who), site.enter(who)

    asked = here.open("/auth/security").follow("Sign out everywhere")
    assert "this one too" in asked.text
    done = asked.send("Sign out everywhere")

    assert (done.heading, done.told) == ("Sign in", "You are signed out everywhere.")
    assert other.open("/auth/profile").heading == "Sign in"
    assert here.open("/auth/profile").heading == "Sign in"


@pytest.mark.parametrize(
    "path",
    ["/auth/security", "/auth/security/end-others", "/auth/security/sign-out-everywhere"],
)
def test_visitors_sign_in_first(site: Site, path: str) -> None:
    assert site.guest().open(path).heading == "Sign in"
