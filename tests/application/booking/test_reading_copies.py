"""What people read while the bookings of record cannot be reached."""

from datetime import timedelta

import pytest
from attrs import define, evolve

from astrobookings.application.booking.list_bookings import BookingPeriod, BookingQuery
from astrobookings.application.booking.views import BookingView
from astrobookings.application.ports.booking_copies import BookingSnapshot
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.application.ports.launch_copies import LaunchSnapshot
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Invalid, NotFound, Unavailable
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.faults import StoreDown, failing
from astrobookings.testing.in_memory import in_memory_parts
from astrobookings.testing.world import World

OPERATIONS = ("board", "bookings", "launches", "charges", "refunds", "seat_ledger")
LATER = timedelta(minutes=5)


@define
class Outage:
    """A world whose OperationsDB can go away."""

    world: World
    away: bool = False

    def copy(self, launch: Launch, *travelers: Principal) -> None:
        """Copy *launch* and the bookings of *travelers*, as synchronization does."""
        world, now = self.world, self.world.clock.now()
        parts = world.parts
        card = parts.board.get(launch.id, now=now)
        views = [view for by in travelers for view in bookings_of(world, by).items]
        with parts.system(world.operator.origin("copy", now)):
            parts.launch_copies.put(LaunchSnapshot(card=card, source_version=launch.version))
            for view in views:
                copy = BookingSnapshot.of(view.booking, view.charges, view.refunds)
                parts.booking_copies.put(copy)
            parts.launch_copies.completed(now)
            parts.booking_copies.completed(now)


@pytest.fixture
def outage() -> Outage:
    """Give a world that works so far."""
    parts = in_memory_parts()
    made = Outage(World(parts, parts.clock))  # type: ignore[arg-type]
    switched = {
        name: failing(getattr(parts, name), down=lambda: made.away, error=StoreDown)
        for name in OPERATIONS
    }
    made.world.restart(evolve(parts, **switched))
    return made


def bookings_of(
    world: World, by: Principal, when: BookingPeriod = BookingPeriod.ALL
) -> Page[BookingView]:
    return world.system.list_bookings(by, BookingQuery(when=when), PageRequest())


def search(world: World, text: str = "") -> Page[LaunchCard]:
    wanted = BoardFilter(text=text)
    return world.system.search_launches(world.visitor(), wanted, BoardSort.DATE, PageRequest())


def test_as_long_as_the_source_answers_nothing_is_a_copy(outage: Outage) -> None:
    world = outage.world
    by, launch = world.traveler(), world.launch()
    booked = world.book(by, launch.id)
    outage.copy(launch, by)

    assert search(world).as_of is None
    assert world.system.view_launch(world.visitor(), launch.id).as_of is None
    assert bookings_of(world, by).as_of is None
    assert world.system.view_booking(by, booked.booking.id).as_of is None


@pytest.mark.story("2.1")
def test_the_board_is_shown_from_copies_and_says_as_of_when(outage: Outage) -> None:
    world = outage.world
    launch = world.launch()
    outage.copy(launch)
    copied_at = world.clock.now()
    world.pass_time(LATER)
    outage.away = True

    page = search(world)

    assert [card.launch.id for card in page.items] == [launch.id]
    assert page.as_of == copied_at
    assert search(world, "nothing like it").items == ()
    asked = BoardFilter(from_date=copied_at, to_date=copied_at - LATER)
    with pytest.raises(Invalid):
        world.system.search_launches(world.visitor(), asked, BoardSort.DATE, PageRequest())


@pytest.mark.story("2.1")
def test_a_launch_is_shown_from_its_copy_by_id_and_by_slug(outage: Outage) -> None:
    world = outage.world
    launch = world.launch()
    outage.copy(launch)
    copied_at = world.clock.now()
    world.pass_time(LATER)
    outage.away = True

    for key in (launch.id, launch.slug):
        card = world.system.view_launch(world.visitor(), key)

        assert card.launch.id == launch.id
        assert card.as_of == copied_at


@pytest.mark.story("2.6")
def test_travelers_see_copies_of_their_own_bookings(outage: Outage) -> None:
    world = outage.world
    by, other, launch = world.traveler(), world.traveler(), world.launch()
    booked = world.book(by, launch.id)
    world.book(other, launch.id)
    world.settle()
    before = world.system.view_booking(by, booked.booking.id)
    outage.copy(launch, by, other)
    copied_at = world.clock.now()
    world.pass_time(LATER)
    outage.away = True

    seen = world.system.view_booking(by, booked.booking.id)
    page = bookings_of(world, by, BookingPeriod.UPCOMING)

    assert seen == evolve(before, as_of=copied_at, available_actions=("cancel",))
    assert page.items == (seen,)
    assert page.as_of == copied_at
    assert bookings_of(world, by, BookingPeriod.PAST).items == ()
    with pytest.raises(NotFound):
        world.system.view_booking(other, booked.booking.id)


def test_a_hold_that_lapsed_since_is_seen_as_expired(outage: Outage) -> None:
    world = outage.world
    by, launch = world.traveler(), world.launch()
    held = world.book(by, launch.id, method=None)
    outage.copy(launch, by)
    outage.away = True
    world.pass_time(timedelta(minutes=16))

    seen = world.system.view_booking(by, held.booking.id)

    assert seen.status is BookingStatus.EXPIRED
    assert seen.available_actions == ()


def test_what_has_no_copy_is_not_said_to_be_missing(outage: Outage) -> None:
    world = outage.world
    by, launch = world.traveler(), world.launch()
    outage.copy(launch, by)
    outage.away = True

    with pytest.raises(Unavailable):
        world.system.view_launch(world.visitor(), "scheduled-since")
    with pytest.raises(Unavailable):
        world.system.view_booking(by, BookingId(fresh_id()))


def test_copies_that_were_never_complete_stand_in_for_nothing(outage: Outage) -> None:
    world = outage.world
    by = world.traveler()
    outage.away = True

    with pytest.raises(Unavailable):
        search(world)
    with pytest.raises(Unavailable):
        world.system.view_launch(world.visitor(), "any")
    with pytest.raises(Unavailable):
        bookings_of(world, by)
    with pytest.raises(Unavailable):
        world.system.view_booking(by, BookingId(fresh_id()))
