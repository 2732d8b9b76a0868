"""Seats of a booking added, dropped and swapped, on memory adapters (story 2.8)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

import pytest
from attrs import evolve

from astrobookings.adapters.memory.gateway import MemoryGateway
from astrobookings.application.booking.list_bookings import BookingQuery
from astrobookings.application.booking.views import BookingPaymentStatus, BookingView
from astrobookings.domain.booking.booking import (
    Booking,
    BookingStatus,
    NoSuchBookingMove,
    OnBehalf,
)
from astrobookings.domain.booking.changes import AddedSeats, DroppedSeats, SwappedSeats
from astrobookings.domain.booking.errors import (
    CancelInstead,
    EarlySaleOnly,
    KeyInUse,
    KeyReused,
    NotOnSale,
    PaymentInProgress,
    PriceChanged,
    QuoteExpired,
    SeatLimitExceeded,
    SeatsTaken,
    SoldOut,
)
from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.booking.refunds import RefundReason
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid, NotAllowed, NotFound
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.kinds import NotificationKind
from astrobookings.testing.laws import broken_laws, broken_when_settled
from astrobookings.testing.world import World

pytestmark = pytest.mark.story("2.8")

PRICE = Money.of("250000.00")
ADA = Passenger(first_name="Ada", last_name="King", birth_date=date(1990, 12, 10))
LIN = Passenger(first_name="Lin", last_name="Wu", birth_date=date(1991, 1, 11))


def adding(
    seats: int | tuple[int, ...] = 1,
    method: str | None = "pm_ok",
    expected_total: Money | None = None,
) -> AddedSeats:
    wanted = Wanted.seats(seats)
    return AddedSeats(wanted=wanted, payment_method=method, expected_total=expected_total)


def swap(seat: int, other: int) -> SwappedSeats:
    return SwappedSeats(numbers=(seat,), others=(other,))


def captured(world: World) -> Money:
    return cast(MemoryGateway, world.parts.gateway).captured()


def stored(world: World, view: BookingView) -> Booking:
    return world.parts.bookings.get(view.booking.id)


def mailed(world: World, kind: NotificationKind) -> list[dict[str, str]]:
    """The details of the mails of *kind*."""
    page = world.parts.notifications.list(PageRequest(50))
    return [dict(one.details) for one in page.items if one.kind is kind]


class TestAdding:
    def test_added_seats_are_paid_and_the_bookings(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(price="250000.00")
        booked = world.book(by, launch.id, 2)

        changed = world.change(by, booked, adding((7,)))
        world.settle()

        assert changed.booking.seat_numbers == (1, 2, 7)
        assert changed.booking.passengers == (None, None, None)
        assert changed.status is BookingStatus.CONFIRMED
        assert (changed.declined, changed.booking.adding) == (None, ())
        assert changed.payment.status is BookingPaymentStatus.SUCCEEDED
        assert captured(world) == PRICE * 3
        assert world.seats_left(launch.id) == launch.seats_total - 3
        assert broken_when_settled(world.parts) == []

    def test_added_seats_cost_todays_price(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(price="250000.00")
        booked = world.book(by, launch.id, 1)
        with world.parts.operations(world.operator.origin("edit", world.clock.now())):
            current = world.parts.launches.lock(launch.id)
            dearer = Money.of("300000.00")
            world.parts.launches.save(evolve(current, price=dearer))

        with pytest.raises(PriceChanged):
            world.change(by, booked, adding(expected_total=PRICE))
        changed = world.change(by, booked, adding(expected_total=dearer))

        assert [seat.price for seat in changed.booking.seats] == [PRICE, dearer]
        assert changed.booking.total_price == PRICE + dearer

    def test_each_payment_has_its_receipt(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(price="250000.00")
        booked = world.book(by, launch.id, 2)

        world.change(by, booked, adding(1))

        receipts = world.system.list_receipts(by, booked.booking.id)
        assert [one.amount for one in receipts] == [PRICE * 2, PRICE]
        assert {one.kind for one in receipts} == {ReceiptKind.PAYMENT}

    def test_traveler_and_agency_are_told(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(price="250000.00")
        booked = world.book(by, launch.id, 2)

        world.change(by, booked, adding((8, 4)))
        world.settle()

        told = {"added": "4, 8", "dropped": "", "paid": "500000.00", "refund": "0.00"}
        assert mailed(world, NotificationKind.SEATS_CHANGED) == [told]
        assert mailed(world, NotificationKind.AGENCY_SEATS_CHANGED) == [told]

    def test_a_large_addition_is_paid_in_parts(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(price="700000.00")
        booked = world.book(by, launch.id, 1)

        world.change(by, booked, adding(3))

        charges = world.parts.charges.of_booking(booked.booking.id)
        assert [one.amount for one in charges[1:]] == [Money.of("700000.00")] * 3
        assert broken_when_settled(world.parts) == []

    def test_a_declined_payment_changes_nothing(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 2)

        declined = world.change(by, booked, adding(1, "pm_declined"))
        world.settle()

        assert declined.declined == "declined"
        assert declined.booking.seats == booked.booking.seats
        assert declined.status is BookingStatus.CONFIRMED
        assert "change_seats" in declined.available_actions
        assert world.seats_left(launch.id) == launch.seats_total - 2
        assert broken_when_settled(world.parts) == []
        assert world.change(by, booked, adding(1)).booking.seat_numbers == (1, 2, 3)

    def test_a_silent_gateway_leaves_the_seats_pending(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 2)

        pending = world.change(by, booked, adding(1, "pm_timeout_then_ok"))

        assert [seat.number for seat in pending.booking.adding] == [3]
        assert pending.booking.seat_numbers == (1, 2)
        assert pending.payment.status is BookingPaymentStatus.PENDING
        assert "change_seats" not in pending.available_actions
        assert world.seats_left(launch.id) == launch.seats_total - 3
        assert broken_laws(world.parts) == []
        world.pass_time(timedelta(seconds=61))
        world.settle()
        settled = stored(world, pending)
        assert (settled.seat_numbers, settled.adding) in {((1, 2, 3), ()), ((1, 2), ())}
        assert broken_when_settled(world.parts) == []

    def test_a_payer_who_must_act_keeps_the_seats_for_half_an_hour(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 2)

        waiting = world.change(by, booked, adding(1, "pm_requires_action"))

        assert waiting.payment.status is BookingPaymentStatus.REQUIRES_ACTION
        assert waiting.payment.next_action is not None
        world.pass_time(timedelta(minutes=29))
        world.settle()
        assert world.seats_left(launch.id) == launch.seats_total - 3
        world.pass_time(timedelta(minutes=2))
        world.settle()
        assert world.seats_left(launch.id) == launch.seats_total - 2
        assert stored(world, waiting).adding == ()
        assert broken_when_settled(world.parts) == []

    def test_a_pending_addition_blocks_other_changes_and_cancelling(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 2)
        quote = world.system.quote_cancellation(by, booked.booking.id)
        world.change(by, booked, adding(1, "pm_requires_action"))

        refused: list[Callable[[], object]] = [
            lambda: world.change(by, booked, adding(1)),
            lambda: world.change(by, booked, swap(1, 8)),
            lambda: world.drop(by, booked, 1),
            lambda: world.cancel(by, booked),
        ]
        for act in refused:
            with pytest.raises(PaymentInProgress):
                act()
        with pytest.raises(QuoteExpired):
            world.system.cancel_booking(by, booked.booking.id, quote.id)

    def test_a_held_booking_gets_more_seats_to_be_paid_with_the_rest(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(price="250000.00")
        held = world.book(by, launch.id, 1, method=None)

        changed = world.change(by, held, adding(2, None))

        assert changed.status is BookingStatus.HELD
        assert changed.booking.expires_at == held.booking.expires_at
        assert changed.booking.total_price == PRICE * 3
        paid = world.system.pay_booking(by, held.booking.id, "pm_ok", world.key(by))
        world.settle()
        assert paid.status is BookingStatus.CONFIRMED
        assert captured(world) == PRICE * 3
        assert broken_when_settled(world.parts) == []

    def test_an_extended_hold_that_lapses_gives_everything_back(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        held = world.book(by, launch.id, 1, method=None)
        world.change(by, held, adding(2, None))

        world.pass_time(timedelta(minutes=15))

        assert world.seats_left(launch.id) == launch.seats_total
        world.settle()
        assert broken_when_settled(world.parts) == []
        with pytest.raises(NoSuchBookingMove):
            world.change(by, held, adding(1, None))

    @pytest.mark.parametrize("method", ["pm_ok", None])
    def test_the_method_fits_the_booking(self, world: World, method: str | None) -> None:
        by, launch = world.traveler(), world.launch()
        other = None if method else "pm_ok"
        booking = world.book(by, launch.id, 1, method=other)

        with pytest.raises(Invalid) as refusal:
            world.change(by, booking, adding(1, method))

        assert [fault.pointer for fault in refusal.value.faults] == ["/payment_method"]
        assert world.seats_left(launch.id) == launch.seats_total - 1

    def test_a_lapsed_hold_of_another_does_not_stand_in_the_way(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(seats=3)
        booked = world.book(by, launch.id, 1)
        world.book(world.traveler(), launch.id, 2, method=None)
        with pytest.raises(SoldOut):
            world.change(by, booked, adding(1))
        with pytest.raises(SeatsTaken):
            world.change(by, booked, swap(1, 3))
        world.pass_time(timedelta(minutes=15))

        changed = world.change(by, booked, adding((3,)))
        swapped = world.change(by, booked, swap(1, 2))

        assert changed.booking.seat_numbers == (1, 3)
        assert swapped.booking.seat_numbers == (2, 3)
        assert broken_when_settled(world.parts) == []

    def test_the_limits_hold_for_added_seats(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 3)

        with pytest.raises(SeatLimitExceeded):
            world.change(by, booked, adding(2))
        with pytest.raises(SeatsTaken):
            world.change(by, booked, adding((2,)))
        with pytest.raises(Invalid):
            world.change(by, booked, adding((9,)))
        assert world.change(by, booked, adding(1)).booking.seat_numbers == (1, 2, 3, 4)

    def test_two_open_holds_do_not_keep_a_booking_from_growing(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        first = world.book(by, launch.id, 1, method=None)
        world.book(by, launch.id, 1, method=None)

        assert len(world.change(by, first, adding(1, None)).booking.seats) == 2

    def test_a_vip_may_add_up_to_six(self, world: World) -> None:
        by = world.traveler()
        for _ in range(2):
            world.book(by, world.launch().id, 1)
        launch = world.launch()
        booked = world.book(by, launch.id, 4)

        assert len(world.change(by, booked, adding(2)).booking.seats) == 6

    def test_before_the_general_sale_only_vips_add(self, world: World) -> None:
        vip = world.traveler()
        for _ in range(2):
            world.book(vip, world.launch().id, 1)
        launch = world.launch(vip_days=10)
        booked = world.book(vip, launch.id, 1)
        world.pass_time(timedelta(days=1))
        assert len(world.change(vip, booked, adding(1)).booking.seats) == 2

        for view in world.system.list_bookings(vip, BookingQuery(), PageRequest(50)).items:
            if view.booking.launch_id != launch.id:
                world.cancel(vip, view)
        with pytest.raises(EarlySaleOnly):
            world.change(vip, booked, adding(1))

    def test_nothing_is_added_once_the_launch_sells_no_more(self, world: World) -> None:
        by, agency = world.traveler(), world.agency()
        launch = world.launch(agency, days=10)
        booked = world.book(by, launch.id, 1)
        world.system.suspend_agency(world.operator, launch.agency_id, "Papers missing")
        world.settle()

        with pytest.raises(NotOnSale):
            world.change(by, booked, adding(1))
        assert world.change(by, booked, swap(1, 5)).booking.seat_numbers == (5,)

        world.pass_time(timedelta(days=11))
        with pytest.raises(NotOnSale):
            world.change(by, booked, swap(5, 1))

    def test_an_abort_gives_everything_back_whatever_is_pending(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(price="250000.00")
        booked = world.book(by, launch.id, 2)
        world.change(by, booked, adding(1, "pm_timeout_then_ok"))

        world.system.abort_launch(world.owner_of(launch), launch.id, "Engine")
        for _ in range(4):
            world.settle()
            world.pass_time(timedelta(seconds=61))
        world.settle()

        assert stored(world, booked).status is BookingStatus.CANCELLED
        assert world.parts.ledger.balances()[Account.GATEWAY] == ZERO
        assert broken_when_settled(world.parts) == []


class TestDropping:
    def test_dropped_seats_give_back_their_share(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(days=400, price="250000.00")
        booked = world.book(by, launch.id, 3)

        quote = world.system.quote_cancellation(by, booked.booking.id, (2,))
        changed = world.change(by, booked, DroppedSeats(numbers=(2,), quote_id=quote.id))
        world.settle()

        assert (quote.refund, quote.seats) == (Money.of("225000.00"), (2,))
        assert changed.booking.seat_numbers == (1, 3)
        assert changed.booking.retained == Money.of("25000.00")
        assert [(one.amount, one.reason) for one in changed.refunds] == [
            (quote.refund, RefundReason.SEATS_DROPPED)
        ]
        assert changed.payment.status is BookingPaymentStatus.PARTIALLY_REFUNDED
        assert world.seats_left(launch.id) == launch.seats_total - 2
        receipts = world.system.list_receipts(by, booked.booking.id)
        assert [one.kind for one in receipts] == [ReceiptKind.PAYMENT, ReceiptKind.REFUND]
        assert broken_when_settled(world.parts) == []

    def test_cancelling_the_rest_gives_back_a_share_of_the_rest_alone(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(days=100, price="250000.00")
        booked = world.book(by, launch.id, 2)
        world.drop(by, booked, 1)

        cancelled = world.cancel(by, booked)
        world.settle()

        share = Money.of("175000.00")
        assert [one.amount for one in cancelled.refunds] == [share, share]
        assert world.parts.ledger.balances()[Account.AGENCIES] == -Money.of("150000.00")
        assert broken_when_settled(world.parts) == []

    def test_an_abort_leaves_the_agency_what_dropped_seats_left(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(days=100, price="250000.00")
        booked = world.book(by, launch.id, 2)
        world.drop(by, booked, 1)

        world.system.abort_launch(world.owner_of(launch), launch.id, "Engine")
        world.settle()

        refunds = world.parts.refunds.of_booking(booked.booking.id)
        assert [one.amount for one in refunds] == [Money.of("175000.00"), PRICE]
        assert world.parts.ledger.balances()[Account.AGENCIES] == -Money.of("75000.00")
        assert broken_when_settled(world.parts) == []

    def test_an_open_delay_gives_dropped_seats_back_in_full(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(days=50, price="250000.00")
        booked = world.book(by, launch.id, 2)
        world.pass_time(timedelta(hours=1))
        later = launch.launch_at + timedelta(days=30)
        world.system.delay_launch(world.owner_of(launch), launch.id, later, "Weather")

        dropped = world.drop(by, booked, 2)

        assert [one.amount for one in dropped.refunds] == [PRICE]
        assert dropped.booking.retained == ZERO

    def test_the_refund_comes_from_the_newest_charges_first(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(days=400, price="600000.00")
        booked = world.book(by, launch.id, 2)
        world.change(by, booked, adding(1))

        world.drop(by, booked, 1, 2)
        world.settle()

        first, second, third = world.parts.charges.of_booking(booked.booking.id)
        assert third.refunded == third.amount
        assert first.refunded + second.refunded == Money.of("1080000.00") - third.amount
        assert broken_when_settled(world.parts) == []

    def test_passengers_follow_their_seats(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 3)
        world.system.name_passengers(by, booked.booking.id, (ADA, None, LIN))

        dropped = world.drop(by, booked, 2)
        swapped = world.change(by, booked, swap(1, 8))

        assert dropped.booking.passengers == (ADA, LIN)
        assert (swapped.booking.seat_numbers, swapped.booking.passengers) == ((3, 8), (LIN, ADA))

    def test_a_held_booking_gives_seats_up_for_nothing(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(price="250000.00")
        held = world.book(by, launch.id, 3, method=None)

        dropped = world.drop(by, held, 1, 3)

        assert (dropped.booking.seat_numbers, dropped.refunds) == ((2,), ())
        assert dropped.booking.retained == ZERO
        world.system.pay_booking(by, held.booking.id, "pm_ok", world.key(by))
        assert captured(world) == PRICE
        assert broken_when_settled(world.parts) == []

    def test_the_last_seats_are_cancelled_instead(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 2)

        with pytest.raises(CancelInstead):
            world.system.quote_cancellation(by, booked.booking.id, (1, 2))
        with pytest.raises(Invalid):
            world.system.quote_cancellation(by, booked.booking.id, (1, 5))

    def test_a_quote_is_of_its_seats_and_of_its_booking(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 3)
        other = world.book(by, launch.id, 1)
        quote = world.system.quote_cancellation
        whole = quote(by, booked.booking.id)
        part = quote(by, booked.booking.id, (1,))
        strange = quote(by, other.booking.id)

        with pytest.raises(QuoteExpired):
            world.change(by, booked, DroppedSeats(numbers=(1,), quote_id=whole.id))
        with pytest.raises(QuoteExpired):
            world.change(by, booked, DroppedSeats(numbers=(2,), quote_id=part.id))
        with pytest.raises(NotFound):
            world.change(by, booked, DroppedSeats(numbers=(1,), quote_id=strange.id))
        with pytest.raises(NotFound):
            world.system.cancel_booking(by, booked.booking.id, part.id)
        world.pass_time(timedelta(minutes=15))
        with pytest.raises(QuoteExpired):
            world.change(by, booked, DroppedSeats(numbers=(1,), quote_id=part.id))
        assert stored(world, booked) == booked.booking

    def test_a_change_voids_the_quotes_of_before(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 3)
        whole = world.system.quote_cancellation(by, booked.booking.id)
        world.drop(by, booked, 1)

        with pytest.raises(QuoteExpired):
            world.system.cancel_booking(by, booked.booking.id, whole.id)


class TestAsking:
    def test_the_same_request_acts_once(self, world: World) -> None:
        by, launch = world.traveler(), world.launch(price="250000.00")
        booked = world.book(by, launch.id, 1)
        key = world.key(by, "change")
        world.change(by, booked, adding(1), key=key)

        with pytest.raises(KeyInUse):
            world.change(by, booked, adding(1), key=key)
        world.pass_time(timedelta(seconds=61))
        again = world.change(by, booked, adding(1), key=key)

        assert (again.booking.seat_numbers, again.declined) == ((1, 2), None)
        assert captured(world) == PRICE * 2

    def test_a_declined_request_stays_declined(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 1)
        key = world.key(by, "change")
        world.pass_time(timedelta(seconds=1))
        world.change(by, booked, adding(1, "pm_declined"), key=key)
        world.pass_time(timedelta(seconds=1))
        world.change(by, booked, adding(1))
        world.pass_time(timedelta(seconds=61))

        again = world.change(by, booked, adding(1, "pm_declined"), key=key)

        assert again.declined == "declined"
        assert again.booking.seat_numbers == (1, 2)

    def test_a_key_is_of_one_request(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 1)
        key = world.key(by, "change")
        world.change(by, booked, swap(1, 2), key=key)
        other = evolve(key, digest="1" * 64)

        with pytest.raises(KeyReused):
            world.change(by, booked, swap(2, 3), key=other)

    def test_a_refusal_leaves_the_key_free(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 1)
        key = world.key(by, "change")
        with pytest.raises(Invalid):
            world.change(by, booked, swap(1, 9), key=key)

        assert world.change(by, booked, swap(1, 8), key=key).booking.seat_numbers == (8,)

    def test_customer_service_changes_on_behalf_and_says_why(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 2)
        clerk = world.employee(Position.CUSTOMER_SERVICE)
        with pytest.raises(Invalid) as refusal:
            world.change(clerk, booked, swap(1, 8))
        assert [fault.pointer for fault in refusal.value.faults] == ["/reason"]

        world.change(clerk, booked, swap(1, 8), reason="Called: wants a window")
        added = world.change(clerk, booked, adding(1), reason="Called: her son comes along")

        assert clerk.user_id is not None
        acted = OnBehalf(clerk.user_id, "Called: her son comes along")
        assert added.booking.on_behalf == acted
        assert added.booking.seat_numbers == (1, 2, 8)
        change = world.parts.operations_changes.of(booked.booking.id)[-1]
        assert change.origin.action in {"change-seats", "settle-payment", "confirm-booking"}

    def test_the_limits_are_those_of_the_traveler(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 4)
        clerk = world.employee(Position.CUSTOMER_SERVICE)

        with pytest.raises(SeatLimitExceeded):
            world.change(clerk, booked, adding(1), reason="Called")

    def test_strangers_do_not_know_the_booking(self, world: World) -> None:
        launch = world.launch()
        booked = world.book(world.traveler(), launch.id, 2)
        refused: list[tuple[Principal, type[AstroBookingsError]]] = [
            (world.traveler(), NotFound),
            (world.employee(Position.FINANCE), NotAllowed),
            (world.owner_of(launch), NotAllowed),
        ]

        for by, refusal in refused:
            with pytest.raises(refusal):
                world.change(by, booked, swap(1, 8), reason="Why not")

    def test_copies_follow(self, world: World) -> None:
        by, launch = world.traveler(), world.launch()
        booked = world.book(by, launch.id, 2)
        world.change(by, booked, adding(1))
        world.drop(by, booked, 1)
        world.change(by, booked, swap(2, 8))
        world.settle()

        copy = world.parts.booking_copies.get(booked.booking.id)
        assert copy.booking == stored(world, booked)
        seen = world.parts.launch_copies.get(launch.id, now=world.clock.now())
        assert seen.seats_left == launch.seats_total - 2
        assert mailed(world, NotificationKind.SEATS_CHANGED)
