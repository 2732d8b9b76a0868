"""Wishes for seats of a sold-out launch, on memory adapters."""

from datetime import timedelta

import pytest

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.changes import AddedSeats
from astrobookings.domain.booking.errors import (
    NotOnSale,
    SeatLimitExceeded,
    SoldOut,
    TooManyHolds,
)
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.booking.wishes import SeatsLeft, Wish, WishStatus, WishWaiting
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from astrobookings.domain.kernel.ids import WishId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.kinds import NotificationKind
from astrobookings.testing.laws import broken_when_settled
from astrobookings.testing.world import World

DAY = timedelta(days=1)


def sold_out(world: World, *, seats: int = 4) -> tuple[Principal, Launch]:
    """A launch whose every seat one traveler has booked."""
    by, launch = world.traveler(), world.launch(seats=seats)
    world.book(by, launch.id, seats)
    world.settle()
    return by, launch


def give_up(world: World, by: Principal) -> None:
    """Cancel the one booking of *by*."""
    found = world.parts.bookings.list(PageRequest(), traveler_id=by.user_id, now=world.clock.now())
    quote = world.system.quote_cancellation(by, found.items[-1].id)
    world.system.cancel_booking(by, found.items[-1].id, quote.id)


def wish_of(world: World, wish: Wish) -> Wish:
    return world.parts.wishes.get(WishId(wish.id))


@pytest.mark.story("2.3")
def test_the_oldest_wish_gets_a_hold_of_its_own_when_seats_come_back(world: World) -> None:
    owner, launch = sold_out(world)
    first, second = world.traveler(), world.traveler()
    older = world.system.make_wish(first, launch.id, 2)
    world.pass_time(timedelta(minutes=1))
    younger = world.system.make_wish(second, launch.id, 4)

    give_up(world, owner)

    granted, waiting = wish_of(world, older), wish_of(world, younger)
    assert (granted.status, waiting.status) == (WishStatus.GRANTED, WishStatus.WAITING)
    assert granted.booking_id is not None
    held = world.system.view_booking(first, granted.booking_id)
    assert (held.status, len(held.booking.seats)) == (BookingStatus.HELD, 2)
    assert held.booking.expires_at == world.clock.now() + DAY
    assert world.seats_left(launch.id) == 2
    world.settle()
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.3")
def test_nobody_at_the_door_comes_before_those_who_wait(world: World) -> None:
    owner, launch = sold_out(world)
    wish = world.system.make_wish(world.traveler(), launch.id, 4)

    give_up(world, owner)

    with pytest.raises(SoldOut):
        world.book(world.traveler(), launch.id, 1)
    assert wish_of(world, wish).status is WishStatus.GRANTED


@pytest.mark.story("2.3")
def test_a_wish_that_does_not_fit_keeps_its_place_and_holds_up_nobody(world: World) -> None:
    launch = world.launch(seats=4)
    one, other = world.traveler(), world.traveler()
    world.book(one, launch.id, 2)
    world.book(other, launch.id, 2)
    large = world.system.make_wish(world.traveler(), launch.id, 4)
    world.pass_time(timedelta(minutes=1))
    small = world.system.make_wish(world.traveler(), launch.id, 1)

    give_up(world, one)
    world.book(world.traveler(), launch.id, 1)
    granted = wish_of(world, small)

    assert wish_of(world, large).status is WishStatus.WAITING
    assert granted.status is WishStatus.GRANTED
    assert broken_when_settled(world.parts) == []


def test_a_hold_that_lapses_goes_to_those_who_wait_before_anybody_else(world: World) -> None:
    launch = world.launch(seats=4)
    world.book(world.traveler(), launch.id, 4, method=None)
    wish = world.system.make_wish(world.traveler(), launch.id, 4)
    world.pass_time(timedelta(minutes=16))

    with pytest.raises(SoldOut):
        world.book(world.traveler(), launch.id, 1)

    assert wish_of(world, wish).status is WishStatus.GRANTED


def test_a_granted_hold_that_is_not_paid_goes_to_the_next_one(world: World) -> None:
    owner, launch = sold_out(world)
    first = world.system.make_wish(world.traveler(), launch.id, 4)
    world.pass_time(timedelta(minutes=1))
    second = world.system.make_wish(world.traveler(), launch.id, 4)
    give_up(world, owner)

    world.pass_time(DAY)
    world.settle()

    assert wish_of(world, first).status is WishStatus.GRANTED
    assert wish_of(world, second).status is WishStatus.GRANTED
    assert broken_when_settled(world.parts) == []


def test_the_hold_is_paid_like_any_other_and_at_today_s_price(world: World) -> None:
    owner, launch = sold_out(world)
    by = world.traveler()
    wish = world.system.make_wish(by, launch.id, 2)
    give_up(world, owner)
    booking_id = wish_of(world, wish).booking_id
    assert booking_id is not None

    paid = world.system.pay_booking(by, booking_id, "pm_ok", world.key(by))
    world.settle()

    assert paid.status is BookingStatus.CONFIRMED
    assert paid.booking.total_price == Money.of("500000.00")
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("4.2")
def test_who_gets_the_seats_is_told(world: World) -> None:
    owner, launch = sold_out(world)
    by = world.traveler()
    wish = world.system.make_wish(by, launch.id, 2)
    give_up(world, owner)
    world.settle()

    kinds = {one.kind for one in world.parts.notices.list(wish.traveler_id, PageRequest()).items}

    assert wish_of(world, wish).booking_id is not None
    assert NotificationKind.WISH_GRANTED in kinds


def test_the_hold_never_outlasts_the_lift_off(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=2, days=1)
    world.book(by, launch.id, 2)
    world.settle()
    wish = world.system.make_wish(world.traveler(), launch.id, 1)
    world.pass_time(timedelta(hours=20))

    give_up(world, by)

    booking_id = wish_of(world, wish).booking_id
    assert booking_id is not None
    assert world.parts.bookings.get(booking_id).expires_at == launch.launch_at


def test_a_wish_is_made_once_and_keeps_its_place(world: World) -> None:
    _, launch = sold_out(world)
    by = world.traveler()
    wish = world.system.make_wish(by, launch.id, 2)
    world.pass_time(timedelta(minutes=1))

    assert world.system.make_wish(by, launch.id, 2) == wish
    with pytest.raises(WishWaiting):
        world.system.make_wish(by, launch.id, 3)


def test_nobody_waits_for_what_can_be_booked(world: World) -> None:
    launch = world.launch(seats=4)
    world.book(world.traveler(), launch.id, 2)

    with pytest.raises(SeatsLeft):
        world.system.make_wish(world.traveler(), launch.id, 2)
    assert world.system.make_wish(world.traveler(), launch.id, 3).seats == 3


def test_a_wish_obeys_the_limit_of_seats(world: World) -> None:
    owner, launch = sold_out(world)
    with pytest.raises(SeatLimitExceeded):
        world.system.make_wish(owner, launch.id, 1)
    for seats in (0, 5, 1001):
        with pytest.raises((Invalid, SeatLimitExceeded)):
            world.system.make_wish(world.traveler(), launch.id, seats)


def test_who_may_not_have_the_seats_now_is_passed_over(world: World) -> None:
    launch = world.launch(seats=6)
    owner, holder = world.traveler(), world.traveler()
    world.book(owner, launch.id, 4)
    for _ in range(2):
        world.book(holder, launch.id, 1, method=None)
    theirs = world.system.make_wish(holder, launch.id, 2)
    world.pass_time(timedelta(minutes=1))
    other = world.system.make_wish(world.traveler(), launch.id, 4)
    with pytest.raises(TooManyHolds):
        world.book(holder, launch.id, 1, method=None)

    give_up(world, owner)

    assert wish_of(world, theirs).status is WishStatus.WAITING
    assert wish_of(world, other).status is WishStatus.GRANTED


def test_nothing_can_be_waited_for_once_the_sale_is_over(world: World) -> None:
    _, launch = sold_out(world)
    world.system.abort_launch(world.owner_of(launch), launch.id, "a cracked valve")

    with pytest.raises(NotOnSale):
        world.system.make_wish(world.traveler(), launch.id, 2)


def test_wishes_of_an_ended_launch_are_closed(world: World) -> None:
    _, launch = sold_out(world)
    wish = world.system.make_wish(world.traveler(), launch.id, 2)
    world.system.abort_launch(world.owner_of(launch), launch.id, "a cracked valve")
    world.settle()

    closed = wish_of(world, wish)

    assert (closed.status, closed.booking_id) == (WishStatus.CLOSED, None)
    assert closed.ended_at == world.clock.now()
    notices = world.parts.notices.list(wish.traveler_id, PageRequest()).items
    assert [one.kind for one in notices] == [NotificationKind.WISH_CLOSED]


def test_wishes_are_closed_at_lift_off(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=2, days=10)
    world.book(by, launch.id, 2)
    wish = world.system.make_wish(world.traveler(), launch.id, 2)
    world.pass_time(10 * DAY)

    world.settle()

    assert wish_of(world, wish).status is WishStatus.CLOSED


def test_a_suspended_agency_s_wishes_wait_for_its_return(world: World) -> None:
    owner, launch = sold_out(world)
    wish = world.system.make_wish(world.traveler(), launch.id, 2)
    manager = world.employee(Position.OPERATIONS)
    world.system.suspend_agency(manager, launch.agency_id, "papers are missing")
    give_up(world, owner)
    world.settle()
    assert wish_of(world, wish).status is WishStatus.WAITING

    world.system.reinstate_agency(manager, launch.agency_id)
    world.settle()

    assert wish_of(world, wish).status is WishStatus.GRANTED


def test_a_withdrawn_wish_is_not_granted(world: World) -> None:
    owner, launch = sold_out(world)
    by = world.traveler()
    wish = world.system.make_wish(by, launch.id, 2)

    gone = world.system.withdraw_wish(by, launch.id)
    give_up(world, owner)

    assert (gone.id, gone.status) == (wish.id, WishStatus.WITHDRAWN)
    assert world.seats_left(launch.id) == 4
    with pytest.raises(NotFound):
        world.system.withdraw_wish(by, launch.id)


def test_travelers_see_their_own_wishes(world: World) -> None:
    _, launch = sold_out(world)
    by, other = world.traveler(), world.traveler()
    wish = world.system.make_wish(by, launch.id, 2)

    assert world.system.view_wish(by, launch.id) == wish
    assert world.system.list_wishes(by, PageRequest()).items == (wish,)
    assert world.system.list_wishes(by, PageRequest(), status=WishStatus.GRANTED).items == ()
    assert world.system.list_wishes(other, PageRequest()).items == ()
    with pytest.raises(NotFound):
        world.system.view_wish(other, launch.id)


def test_only_travelers_wait(world: World) -> None:
    _, launch = sold_out(world)
    for by in (world.agency(), world.employee(Position.CUSTOMER_SERVICE)):
        with pytest.raises(NotAllowed):
            world.system.make_wish(by, launch.id, 2)
    with pytest.raises(NotSignedIn):
        world.system.make_wish(world.visitor(), launch.id, 2)
    with pytest.raises(NotAllowed):
        world.system.tend_wishes(world.traveler())


def test_dropped_seats_go_to_those_who_wait(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=4)
    booked = world.book(by, launch.id, 4)
    world.settle()
    wish = world.system.make_wish(world.traveler(), launch.id, 2)

    world.drop(by, booked, 1, 3)
    granted = wish_of(world, wish)
    world.settle()

    assert granted.booking_id is not None
    assert world.parts.bookings.get(granted.booking_id).seat_numbers == (1, 3)
    assert broken_when_settled(world.parts) == []


def test_seats_that_were_added_and_not_paid_go_to_those_who_wait(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=2)
    booked = world.book(by, launch.id, 1)
    world.settle()
    waiting = world.system.make_wish(world.traveler(), launch.id, 2)
    world.pass_time(timedelta(minutes=1))
    one_seat = adding_while_waited(world, by, booked, launch)

    assert wish_of(world, waiting).status is WishStatus.WAITING
    assert wish_of(world, one_seat).status is WishStatus.GRANTED
    assert broken_when_settled(world.parts) == []


def adding_while_waited(world: World, by: Principal, booked: BookingView, launch: Launch) -> Wish:
    """Somebody wishes for the seat that *by* tries to add while the bank takes its time."""
    world.change(
        by, booked, AddedSeats(wanted=Wanted.seats(1), payment_method="pm_requires_action")
    )
    wish = world.system.make_wish(world.traveler(), launch.id, 1)
    world.pass_time(timedelta(hours=1))
    world.settle()
    return wish
