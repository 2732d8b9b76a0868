"""Which mails to get, by pages (story 4.8)."""

import pytest

from astrobookings.domain.identity.roles import Position, Standing
from astrobookings.domain.notifications.kinds import MANNERS, NotificationKind, Topic
from astrobookings.domain.notifications.preferences import topics_of
from astrobookings.entrypoints.web.auth_web.mail_kinds import TOPICS, always_mailed
from tests.entrypoints.web.guest import Sheet, Site

pytestmark = pytest.mark.story("4.8")

MEMBERS = [one for one in Standing if one not in {Standing.VISITOR, Standing.SYSTEM}]


def chosen(page: Sheet, topic: str) -> str:
    ticked = page.soup.select_one(f"[name={topic}][checked]")
    assert ticked is not None
    return str(ticked["value"])


def test_a_traveler_chooses_about_new_launches(site: Site) -> None:
    page = site.enter(site.world.traveler()).open("/auth/preferences")
    assert chosen(page, "new_launches") == ""

    for choice in ("yes", "no", ""):
        page = page.send("Keep my choice", new_launches=choice)
        assert page.told == "Your choice counts from now on."
        assert chosen(page, "new_launches") == choice


def test_an_agency_chooses_about_its_bookings(site: Site) -> None:
    who = site.world.agency()

    page = site.enter(who).open("/auth/preferences")
    page.send("Keep my choice", launch_bookings="no")

    own = site.world.system.read_preferences(who)
    assert own.choices == {Topic.LAUNCH_BOOKINGS: False}


def test_what_always_comes_is_shown_with_its_reason(site: Site) -> None:
    page = site.enter(site.world.traveler()).open("/auth/preferences")

    boxes = page.soup.select("input[type=checkbox]")
    assert boxes
    assert all(one.has_attr("checked") and one.has_attr("disabled") for one in boxes)
    assert "A refund was paid out" in page.text
    assert "They say where your money is." in page.text


def test_an_employee_has_nothing_to_choose(site: Site) -> None:
    page = site.enter(site.world.employee(Position.IT)).open("/auth/preferences")

    assert not page.has_button("Keep my choice")
    assert "Something is out of order" in page.text


def test_choices_made_elsewhere_are_not_overwritten(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    old = guest.open("/auth/preferences").send("Keep my choice", new_launches="yes")
    guest.open("/auth/preferences").send("Keep my choice", new_launches="no")

    refused = old.send("Keep my choice", new_launches="yes")

    assert (refused.status, "changed in between" in refused.told) == (409, True)
    fresh = refused.follow("Load your choices as they are now")
    assert chosen(fresh, "new_launches") == "no"


def test_topics_of_others_are_refused(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    page = guest.open("/auth/preferences")
    sent = {name: [page.value(name)] for name in ("_csrf_token", "version")}

    refused = guest.post("/auth/preferences", sent | {"launch_bookings": ["no"]})

    assert (refused.status, "nothing you are mailed about" in refused.told) == (422, True)


def test_visitors_sign_in_first(site: Site) -> None:
    assert site.guest().open("/auth/preferences").heading == "Sign in"


@pytest.mark.parametrize("kind", NotificationKind)
def test_every_mail_is_chosen_about_or_said_to_come_always(kind: NotificationKind) -> None:
    always = {mail for who in MEMBERS for group in always_mailed(who) for mail in group.mails}

    assert (MANNERS[kind].topic is None) is (kind in always)


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_has_its_words(topic: Topic) -> None:
    assert set(TOPICS[topic].choices) == {"yes", "no", ""}
    assert any(topic in topics_of(who) for who in MEMBERS)
