"""What people were told, by pages (stories 4.1, 4.2)."""

from datetime import timedelta

import pytest

from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.entrypoints.web.requests import ON_A_PAGE
from astrobookings.testing.world import PASSWORD
from tests.entrypoints.web.guest import Guest, Sheet, Site

pytestmark = [pytest.mark.story("4.1"), pytest.mark.story("4.2")]

HERE = "/traveler/notifications"


def told_of_a_booking(site: Site) -> Principal:
    """A traveler with one message."""
    who = site.world.traveler()
    site.world.book(who, site.world.launch().id)
    site.world.settle()
    return who


def opening(page: Sheet) -> str:
    """Where the first message is opened."""
    form = page.soup.select_one("form[action$='/open']")
    assert form is not None
    return str(form["action"])


def unread(guest: Guest, path: str = HERE) -> int:
    return len(guest.open(path).soup.select(".messages .unread"))


def test_without_messages_the_page_says_what_will_come(site: Site) -> None:
    guest = site.enter(site.world.traveler())

    page = guest.open(HERE)

    assert "No messages yet" in page.text
    assert "/auth/preferences" in page.links()
    assert "Nothing new" in guest.open(f"{HERE}?show=unread").text


def test_opening_a_message_leads_to_what_it_is_about_and_marks_it_read(site: Site) -> None:
    guest = site.enter(told_of_a_booking(site))
    page = guest.open(HERE)
    assert "1 unread message" in page.text
    assert unread(guest) == 1

    opened = page.send("Open")

    assert opened.path.startswith("/traveler/bookings/")
    assert opened.status == 200
    assert unread(guest) == 0
    assert opened.path in guest.open(HERE).links()


def test_a_message_is_marked_as_read_where_the_list_stays(site: Site) -> None:
    guest = site.enter(told_of_a_booking(site))

    done = guest.open(HERE).follow("Unread").send("Mark as read")

    assert done.path == f"{HERE}?show=unread"
    assert "You have read everything" in done.text
    assert "Booking confirmed" in done.follow("See all messages").text


def test_looking_marks_nothing(site: Site) -> None:
    guest = site.enter(told_of_a_booking(site))

    assert [unread(guest) for _ in range(2)] == [1, 1]
    assert guest.client.get(opening(guest.open(HERE))).status_code == 405


def test_many_messages_come_page_by_page(site: Site) -> None:
    who = site.world.traveler()
    for _ in range(ON_A_PAGE + 2):
        password = [PASSWORD, "orbit lantern quiet meadow 7"]
        site.world.system.change_password(who, *password)
        site.world.system.change_password(who, *reversed(password))
        site.world.pass_time(timedelta(minutes=1))
    site.world.settle()
    guest = site.enter(who)

    first = guest.open(f"{HERE}?show=unread")
    older = first.follow("Older messages")

    assert len(first.soup.select(".messages > li")) == ON_A_PAGE
    assert older.soup.select(".messages > li")
    assert "show=unread" in older.path
    back = older.send("Mark as read")
    assert back.path == older.path
    assert older.follow("First page").path == f"{HERE}?show=unread"
    assert guest.open(f"{HERE}?after=tampered").status == 200


def test_a_page_of_messages_is_marked_as_read_together(site: Site) -> None:
    who = site.world.traveler()
    for _ in range(2):
        site.world.book(who, site.world.launch().id)
    site.world.settle()
    guest = site.enter(who)
    assert unread(guest) == 2

    done = guest.open(f"{HERE}?show=unread").send("Mark all on this page as read")

    assert (done.path, unread(guest)) == (f"{HERE}?show=unread", 0)
    assert not guest.open(HERE).has_button("Mark all on this page as read")


def test_messages_of_others_look_like_none(site: Site) -> None:
    owner = site.enter(told_of_a_booking(site))
    other = site.enter(told_of_a_booking(site))
    theirs, page = opening(owner.open(HERE)), other.open(HERE)

    token = {"_csrf_token": [page.value("_csrf_token")]}
    assert other.post(theirs, token).status == 404
    stolen = theirs.split("/")[-2]
    assert other.post(f"{HERE}/read", token | {"notice": [stolen]}).status == 404
    assert other.post(f"{HERE}/read", token | {"notice": ["x"]}).status == 422
    assert unread(owner) == 1


def test_a_message_leads_nowhere_else(site: Site) -> None:
    guest = site.enter(told_of_a_booking(site))

    done = guest.open(HERE).send("Mark as read", back="https://evil.example/")

    assert done.path == HERE


def test_agencies_and_employees_have_theirs(site: Site) -> None:
    launch = site.world.launch()
    site.world.book(site.world.traveler(), launch.id)
    site.world.settle()
    agency = site.enter(site.world.owner_of(launch))
    clerk = site.enter(site.world.employee(Position.CUSTOMER_SERVICE))

    assert unread(agency, "/agency/notifications") >= 1
    opened = agency.open("/agency/notifications").send("Open")
    assert opened.status == 200
    assert "No messages yet" in clerk.open("/system/notifications").text


@pytest.mark.parametrize("path", ["/agency/notifications", "/system/notifications"])
def test_the_messages_of_another_role_are_not_for_travelers(site: Site, path: str) -> None:
    assert site.enter(site.world.traveler()).open(path).status == 403
    assert site.guest().open(path).heading == "Sign in"
