"""Booking seats, on memory adapters (stories 2.3, 2.10)."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from astrobookings.application.booking.book_seats import SeatRequest
from astrobookings.application.booking.views import BookingPaymentStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.errors import (
    EarlySaleOnly,
    KeyInUse,
    KeyReused,
    NotOnSale,
    PriceChanged,
    SeatLimitExceeded,
    SeatsTaken,
    SoldOut,
    TooManyHolds,
    TravelerNotReady,
)
from astrobookings.domain.booking.events import BookingConfirmed, SeatsHeld
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from astrobookings.domain.kernel.ids import BookingId, LaunchId, UserId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.laws import broken_when_settled
from astrobookings.testing.world import World


def _vip(world: World) -> Principal:
    by = world.traveler()
    for _ in range(2):
        world.book(by, world.launch().id, 1)
    return by


@pytest.mark.story("2.3")
def test_paid_seats_are_confirmed_and_leave_the_sale(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=8, price="250000.00")

    view = world.book(by, launch.id, 2, method="pm_ok")

    assert view.status is BookingStatus.CONFIRMED
    assert view.booking.seat_numbers == (1, 2)
    assert view.booking.total_price == Money.of("500000.00")
    assert view.payment.status is BookingPaymentStatus.SUCCEEDED
    assert world.seats_left(launch.id) == 6
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.3")
def test_seats_without_a_payment_are_held_for_fifteen_minutes(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=4)

    view = world.book(by, launch.id, 3, method=None)

    assert view.status is BookingStatus.HELD
    assert view.booking.expires_at == world.clock.now() + timedelta(minutes=15)
    assert view.available_actions == ("pay", "cancel", "change_seats", "name_passengers")
    assert world.seats_left(launch.id) == 1


@pytest.mark.story("2.3")
def test_a_lapsed_hold_blocks_nobody_even_before_it_is_swept(world: World) -> None:
    first, second, launch = world.traveler(), world.traveler(), world.launch(seats=4)
    held = world.book(first, launch.id, 4, method=None)

    world.pass_time(timedelta(minutes=15))

    assert world.seats_left(launch.id) == 4
    assert world.book(second, launch.id, 4).status is BookingStatus.CONFIRMED
    assert world.system.view_booking(first, held.booking.id).status is BookingStatus.EXPIRED
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.3")
def test_a_traveler_may_hold_four_seats_on_one_launch_over_all_bookings(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=20)
    world.book(by, launch.id, 3)

    with pytest.raises(SeatLimitExceeded) as refused:
        world.book(by, launch.id, 2)

    assert (refused.value.limit, refused.value.held, refused.value.wanted) == (4, 3, 2)
    assert world.book(by, launch.id, 1).status is BookingStatus.CONFIRMED


@pytest.mark.story("2.3")
def test_a_vip_may_hold_six(world: World) -> None:
    vip, launch = _vip(world), world.launch(seats=20)

    world.book(vip, launch.id, 6)

    with pytest.raises(SeatLimitExceeded):
        world.book(vip, launch.id, 1)


@pytest.mark.story("2.3")
def test_cancelled_and_expired_seats_do_not_count_against_the_limit(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=20)
    world.cancel(by, world.book(by, launch.id, 4))
    world.book(by, launch.id, 4, method=None)
    world.pass_time(timedelta(minutes=15))

    assert world.book(by, launch.id, 4).status is BookingStatus.CONFIRMED


@pytest.mark.story("2.3")
def test_a_seat_of_somebody_else_cannot_be_chosen(world: World) -> None:
    first, second, launch = world.traveler(), world.traveler(), world.launch(seats=8)
    world.book(first, launch.id, (3, 5))

    with pytest.raises(SeatsTaken) as refused:
        world.book(second, launch.id, (5, 6))

    assert refused.value.seats == (5,)
    assert world.book(second, launch.id, 3).booking.seat_numbers == (1, 2, 4)


@pytest.mark.story("2.3")
def test_more_seats_than_are_left_are_refused_with_the_number_left(world: World) -> None:
    first, second, launch = world.traveler(), world.traveler(), world.launch(seats=4)
    world.book(first, launch.id, 3)

    with pytest.raises(SoldOut) as refused:
        world.book(second, launch.id, 2)

    assert (refused.value.wanted, refused.value.left) == (2, 1)


@pytest.mark.story("2.3")
def test_a_third_unpaid_booking_of_one_launch_is_refused(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=20)
    world.book(by, launch.id, 1, method=None)
    world.book(by, launch.id, 1, method=None)

    with pytest.raises(TooManyHolds):
        world.book(by, launch.id, 1, method=None)

    world.pass_time(timedelta(minutes=15))
    assert world.book(by, launch.id, 1, method=None).status is BookingStatus.HELD


@pytest.mark.story("2.3")
def test_the_same_request_sent_twice_books_once(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=8)
    key = world.key(by)
    first = world.book(by, launch.id, 2, key=key)

    with pytest.raises(KeyInUse):
        world.book(by, launch.id, 2, key=key)

    world.pass_time(timedelta(seconds=61))
    resumed = world.book(by, launch.id, 2, key=key)
    assert resumed.booking.id == first.booking.id
    assert world.seats_left(launch.id) == 6


@pytest.mark.story("2.3")
def test_a_key_with_another_request_is_refused(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=8)
    key = world.key(by)
    world.book(by, launch.id, 2, key=key)

    with pytest.raises(KeyReused):
        world.book(by, launch.id, 3, key=evolve(key, digest="1" * 64))


@pytest.mark.story("2.3")
def test_a_refusal_leaves_the_key_free(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=3)
    key = world.key(by)
    with pytest.raises(SoldOut):
        world.book(by, launch.id, 4, key=key)

    assert world.book(by, launch.id, 2, key=key).status is BookingStatus.CONFIRMED


@pytest.mark.story("2.3")
def test_a_resumed_request_pays_for_the_seats_it_already_has(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=8)
    key = world.key(by)
    held = world.book(by, launch.id, 2, method=None, key=key)
    world.pass_time(timedelta(seconds=61))

    view = world.book(by, launch.id, 2, method="pm_ok", key=key)

    assert (view.booking.id, view.status) == (held.booking.id, BookingStatus.CONFIRMED)
    assert world.seats_left(launch.id) == 6


@pytest.mark.story("2.3")
@pytest.mark.parametrize("seats", [0, -1, 2**63, (), (0,), (1, 1), (9,)])
def test_seats_wrong_in_themselves_are_invalid(world: World, seats: int | tuple[int, ...]) -> None:
    by, launch = world.traveler(), world.launch(seats=8)

    with pytest.raises(Invalid) as refused:
        world.book(by, launch.id, seats)

    assert refused.value.faults[0].pointer == "/seats"
    assert world.seats_left(launch.id) == 8


@pytest.mark.story("2.3")
def test_another_total_than_expected_is_refused(world: World) -> None:
    by, launch = world.traveler(), world.launch(price="250000.00")
    request = SeatRequest(launch_id=launch.id, seats=2, expected_total=Money.of("400000.00"))

    with pytest.raises(PriceChanged):
        world.system.book_seats(by, request, world.key(by))


@pytest.mark.story("2.3")
def test_passengers_are_eighteen_to_seventy_on_the_launch_day(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    child = Passenger(first_name="Kim", last_name="Ito", birth_date=date(2015, 1, 1))
    request = SeatRequest(launch_id=launch.id, seats=2, passengers=(child,))

    with pytest.raises(Invalid) as refused:
        world.system.book_seats(by, request, world.key(by))

    assert refused.value.faults[0].pointer == "/passengers/0/birth_date"


@pytest.mark.story("2.10")
def test_before_the_general_sale_only_vips_book(world: World) -> None:
    vip, other = _vip(world), world.traveler()
    launch = world.launch(vip_days=10)

    with pytest.raises(EarlySaleOnly):
        world.book(other, launch.id, 1)
    assert world.book(vip, launch.id, 1).status is BookingStatus.CONFIRMED

    world.pass_time(timedelta(days=10))
    assert world.book(other, launch.id, 1).status is BookingStatus.CONFIRMED


@pytest.mark.story("2.3")
def test_nothing_is_sold_from_the_launch_on(world: World) -> None:
    by, launch = world.traveler(), world.launch(days=10)
    world.pass_time(timedelta(days=10))

    with pytest.raises(NotOnSale):
        world.book(by, launch.id, 1)


@pytest.mark.story("1.8")
def test_a_suspended_agency_sells_nothing_and_its_bookings_stand(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    booked = world.book(by, launch.id, 1)
    operations = world.employee(Position.OPERATIONS)

    world.system.suspend_agency(operations, launch.agency_id, "Papers missing")

    with pytest.raises(NotOnSale):
        world.book(by, launch.id, 1)
    assert world.system.view_booking(by, booked.booking.id).status is BookingStatus.CONFIRMED
    world.system.reinstate_agency(operations, launch.agency_id)
    assert world.book(by, launch.id, 1).status is BookingStatus.CONFIRMED


def test_only_ready_travelers_book(world: World) -> None:
    launch = world.launch()
    stranger = evolve(world.traveler(), user_id=UserId(world.parts.ids.new()))

    with pytest.raises(TravelerNotReady):
        world.book(stranger, launch.id, 1)
    with pytest.raises(NotSignedIn):
        world.system.book_seats(
            world.visitor(), SeatRequest(launch_id=launch.id, seats=1), world.key(stranger)
        )
    with pytest.raises(NotAllowed):
        world.book(world.owner_of(launch), launch.id, 1)


def test_an_unknown_launch_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.book(world.traveler(), LaunchId(world.parts.ids.new()), 1)


@pytest.mark.story("2.3")
def test_booking_and_payment_leave_their_events_and_origins(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    view = world.book(by, launch.id, 2)

    waiting = world.parts.operations_outbox.unpublished(50)
    changes = world.parts.operations_changes.of(view.booking.id)

    assert [type(one.event) for one in waiting] == [SeatsHeld, BookingConfirmed]
    assert {one.origin.actor for one in waiting} == {by.user_id}
    assert [change.origin.action for change in changes][:2] == ["book-seats", "pay-booking"]
    assert changes[-1].version == world.parts.bookings.get(view.booking.id).version


def test_who_may_not_look_at_bookings_learns_nothing_of_which_exist(world: World) -> None:
    launch = world.launch()
    view = world.book(world.traveler(), launch.id, 1)
    it, absent = world.employee(Position.IT), BookingId(world.parts.ids.new())

    for booking_id in (view.booking.id, absent):
        with pytest.raises(NotAllowed):
            world.system.view_booking(it, booking_id)
        with pytest.raises(NotAllowed):
            world.system.quote_cancellation(it, booking_id)
        with pytest.raises(NotAllowed):
            world.system.list_receipts(it, booking_id)
