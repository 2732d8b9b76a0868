"""People read what they were told and choose their mails (stories 4.1, 4.2, 4.8)."""

import pytest

from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotFound, NotSignedIn, Stale
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.kinds import NotificationKind as Kind
from astrobookings.domain.notifications.kinds import Topic
from astrobookings.testing.world import World
from tests.application.notifications.queue import notices_of


def booked(world: World) -> tuple[Principal, Principal]:
    """A traveler and an agency, both told of a booking."""
    traveler, agency = world.traveler(), world.agency()
    world.book(traveler, world.launch(agency).id, 1)
    world.settle()
    return traveler, agency


@pytest.mark.story("4.1")
@pytest.mark.story("4.2")
def test_everybody_finds_what_they_were_told_newest_first(world: World) -> None:
    traveler, agency = booked(world)

    own = world.system.list_notices(traveler, PageRequest())
    theirs = world.system.list_notices(agency, PageRequest())

    assert [one.kind for one in own.page.items] == [Kind.BOOKING_CONFIRMED]
    assert [one.kind for one in theirs.page.items] == [
        *(Kind.AGENCY_BOOKING_CONFIRMED, Kind.AGENCY_LAUNCH_STATUS, Kind.AGENCY_APPROVED),
    ]
    assert (own.unread, theirs.unread) == (1, 3)


@pytest.mark.story("4.2")
def test_reading_marks_once_and_one_s_own_alone(world: World) -> None:
    traveler, agency = booked(world)
    (notice,) = notices_of(world, traveler)

    first = world.system.read_notice(traveler, notice.id)
    again = world.system.read_notice(traveler, notice.id)

    assert first.read_at == world.clock.now()
    assert again == first
    assert world.system.list_notices(traveler, PageRequest(), unread=True).page.items == ()
    assert world.system.list_notices(traveler, PageRequest()).unread == 0
    for by, key in ((agency, notice.id), (traveler, NotificationId(world.parts.ids.new()))):
        with pytest.raises(NotFound):
            world.system.read_notice(by, key)


@pytest.mark.story("4.8")
def test_a_choice_is_kept_changed_and_taken_back(world: World) -> None:
    traveler = world.traveler()
    system = world.system
    assert system.read_preferences(traveler).choices == {Topic.NEW_LAUNCHES: None}

    for version, choice in enumerate((True, False, None), start=1):
        chosen = system.choose_preferences(traveler, {Topic.NEW_LAUNCHES: choice})
        assert (chosen.choices, chosen.version) == ({Topic.NEW_LAUNCHES: choice}, version)
        assert system.read_preferences(traveler) == chosen

    origin = world.parts.system_changes.of(signed_in(traveler))[-1].origin
    assert origin.action == "choose-preferences"


@pytest.mark.story("4.8")
def test_only_what_concerns_one_and_is_not_urgent_can_be_chosen(world: World) -> None:
    traveler, agency, it = world.traveler(), world.agency(), world.employee(Position.IT)

    assert list(world.system.read_preferences(agency).choices) == [Topic.LAUNCH_BOOKINGS]
    assert world.system.read_preferences(it).choices == {}
    for by, topic in (
        (traveler, Topic.LAUNCH_BOOKINGS),
        (agency, Topic.NEW_LAUNCHES),
        (it, Topic.NEW_LAUNCHES),
    ):
        with pytest.raises(Invalid):
            world.system.choose_preferences(by, {topic: False})


@pytest.mark.story("4.8")
def test_choices_changed_elsewhere_are_not_overwritten(world: World) -> None:
    traveler = world.traveler()
    world.system.choose_preferences(traveler, {Topic.NEW_LAUNCHES: True}, version=0)

    with pytest.raises(Stale):
        world.system.choose_preferences(traveler, {Topic.NEW_LAUNCHES: False}, version=0)

    assert world.system.read_preferences(traveler).choices == {Topic.NEW_LAUNCHES: True}


def test_visitors_were_told_nothing_and_choose_nothing(world: World) -> None:
    by, system = world.visitor(), world.system
    for act in (
        lambda: system.list_notices(by, PageRequest()),
        lambda: system.read_notice(by, NotificationId(world.parts.ids.new())),
        lambda: system.read_preferences(by),
        lambda: system.choose_preferences(by, {}),
    ):
        with pytest.raises(NotSignedIn):
            act()
