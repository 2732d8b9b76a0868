"""Customer service looks for bookings and acts for travelers (stories 2.6 to 2.8)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from astrobookings.application.booking.book_seats import OnBehalfOf, SeatRequest
from astrobookings.application.booking.cancel_booking import Override
from astrobookings.application.booking.list_bookings import BookingPeriod, BookingQuery
from astrobookings.application.booking.record_transfer import TransferSeen
from astrobookings.application.booking.views import BookingPaymentStatus, BookingView
from astrobookings.domain.booking.booking import (
    BookingStatus,
    CancelledBy,
    NoSuchBookingMove,
    OnBehalf,
)
from astrobookings.domain.booking.customer_service import HoldTooLong
from astrobookings.domain.booking.errors import (
    EarlySaleOnly,
    HoldExpired,
    NotOnSale,
    PaymentInProgress,
    SeatLimitExceeded,
    TooManyHolds,
)
from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.booking.refunds import NoSuchRefundMove, RefundStatus
from astrobookings.domain.booking.transfers import TransferAmount, TransferRecorded
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, NotFound, Unavailable
from astrobookings.domain.kernel.ids import BookingId, LaunchId, UserId
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.kinds import NotificationKind
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.faults import Fuse, ProcessDied, StoreDown, failing, mortal
from astrobookings.testing.laws import broken_laws, broken_when_settled
from astrobookings.testing.world import World

REASON = "Called; cannot reach the site."
FIRST = PageRequest(50)
ADA = Passenger(first_name="Ada", last_name="Lovelace", birth_date=date(1990, 12, 10))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clerk(world: World) -> Principal:
    """Give an employee of customer service."""
    return world.employee(Position.CUSTOMER_SERVICE)


def book_for(
    world: World, clerk: Principal, traveler: Principal, launch_id: LaunchId, **more: Any
) -> BookingView:
    """Two seats booked by *clerk* for *traveler*, held unless a method is named."""
    whom = OnBehalfOf(UserId(traveler.user_id), REASON)  # type: ignore[arg-type]
    said = {"seats": 2, "on_behalf_of": whom, **more}
    return world.system.book_seats(
        clerk, SeatRequest(launch_id=launch_id, **said), world.key(clerk)
    )


def seen(view: BookingView, reference: str = "TRF 1", **other: Any) -> TransferSeen:
    """The transfer that pays the booking of *view*."""
    return evolve(TransferSeen(view.booking.total_price, reference, REASON), **other)


def held(world: World) -> BookingView:
    return world.book(world.traveler(), world.launch().id, method=None)


def reasons_of(world: World, booking_id: BookingId) -> list[Any]:
    """Who acted for the traveler and why, from the change log of the booking."""
    changes = world.parts.operations_changes.of(booking_id)
    return [one.fields["on_behalf"].new for one in changes if "on_behalf" in one.fields]


@pytest.mark.story("2.8")
def test_customer_service_books_for_a_traveler(world: World, clerk: Principal) -> None:
    traveler, launch = world.traveler(), world.launch()

    view = book_for(world, clerk, traveler, launch.id, payment_method="pm_ok")
    world.settle()

    assert (view.status, view.booking.traveler_id) == (BookingStatus.CONFIRMED, traveler.user_id)
    assert view.booking.on_behalf == OnBehalf(UserId(clerk.user_id), REASON)  # type: ignore[arg-type]
    assert world.system.view_booking(traveler, view.booking.id).booking == view.booking
    (first, *_) = world.parts.operations_changes.of(view.booking.id)
    assert (first.origin.actor, first.origin.action) == (clerk.user_id, "book-seats")
    told = world.system.list_notices(traveler, FIRST).page.items
    assert NotificationKind.BOOKING_CONFIRMED in {one.kind for one in told}
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.8")
def test_the_limits_of_the_traveler_hold(world: World, clerk: Principal) -> None:
    traveler, launch = world.traveler(), world.launch(seats=20)
    early = world.launch(vip_days=9)
    world.book(traveler, launch.id, 3)

    with pytest.raises(SeatLimitExceeded) as refusal:
        book_for(world, clerk, traveler, launch.id)
    assert (refusal.value.held, refusal.value.limit) == (3, 4)
    with pytest.raises(EarlySaleOnly):
        book_for(world, clerk, traveler, early.id)
    other, another = world.traveler(), world.launch()
    for _ in range(2):
        book_for(world, clerk, other, another.id, seats=1)
    with pytest.raises(TooManyHolds):
        book_for(world, clerk, other, another.id, seats=1)
    book_for(world, clerk, world.traveler(), another.id)


@pytest.mark.story("2.8")
def test_only_customer_service_books_for_others_and_says_why(
    world: World, clerk: Principal
) -> None:
    traveler, launch = world.traveler(), world.launch()
    others = [world.traveler(), world.agency(), world.employee(Position.OPERATIONS)]

    for by in others:
        with pytest.raises(NotAllowed):
            book_for(world, by, traveler, launch.id)
        with pytest.raises(NotAllowed):
            world.system.request_seats(by, _for(traveler, launch.id), world.key(by))
    with pytest.raises(NotAllowed):
        world.book(clerk, launch.id)
    with pytest.raises(NotFound):
        book_for(world, clerk, evolve(traveler, user_id=UserId(fresh_id())), launch.id)
    silent = OnBehalfOf(UserId(traveler.user_id), "  ")  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        book_for(world, clerk, traveler, launch.id, on_behalf_of=silent)
    assert world.seats_left(launch.id) == launch.seats_total


def _for(traveler: Principal, launch_id: LaunchId) -> SeatRequest:
    whom = OnBehalfOf(UserId(traveler.user_id), REASON)  # type: ignore[arg-type]
    return SeatRequest(
        launch_id=launch_id,
        seats=1,
        payment_method="pm_ok",
        expected_total=Money.of(1),
        on_behalf_of=whom,
    )


@pytest.mark.story("2.8")
def test_nothing_is_taken_for_others_while_bookings_are_interrupted(
    world: World, clerk: Principal
) -> None:
    request = _for(world.traveler(), world.launch().id)

    with pytest.raises(Unavailable):
        world.system.request_seats(clerk, request, world.key(clerk))


@pytest.mark.story("2.8")
def test_the_same_request_for_a_traveler_books_once(world: World, clerk: Principal) -> None:
    traveler, launch = world.traveler(), world.launch()
    request, key = _for(traveler, launch.id), world.key(clerk)
    request = evolve(request, expected_total=launch.price)
    seats = world.parts.seat_ledger
    first = world.system.book_seats(clerk, request, key)
    world.pass_time(timedelta(minutes=2))

    again = world.system.book_seats(clerk, request, key)

    assert again.booking == first.booking
    assert len(seats.seat_map(launch.id, now=world.clock.now()).taken) == 1


@pytest.mark.story("2.8")
def test_a_hold_is_extended_with_a_reason(world: World, clerk: Principal) -> None:
    view = held(world)
    until = view.booking.expires_at + 2 * DAY

    kept = world.system.extend_hold(clerk, view.booking.id, until, REASON)
    world.settle()
    world.pass_time(2 * DAY)
    world.settle()

    assert (kept.booking.expires_at, kept.booking.held_until) == (until, until)
    assert world.system.view_booking(clerk, view.booking.id).status is BookingStatus.HELD
    copy = world.parts.booking_copies.get(view.booking.id)
    assert copy.booking.expires_at == until
    (trail,) = reasons_of(world, view.booking.id)
    assert trail == {"employee_id": str(clerk.user_id), "reason": REASON}
    world.pass_time(HOUR)
    world.settle()
    assert world.parts.bookings.get(view.booking.id).status is BookingStatus.EXPIRED
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.8")
def test_a_hold_is_extended_within_policy_and_launch_only(world: World, clerk: Principal) -> None:
    view = held(world)
    soon = world.launch(days=3)
    near = world.book(world.traveler(), soon.id, method=None)
    extend = world.system.extend_hold

    with pytest.raises(HoldTooLong):
        extend(clerk, view.booking.id, view.booking.created_at + 8 * DAY, REASON)
    with pytest.raises(HoldTooLong) as refusal:
        extend(clerk, near.booking.id, soon.launch_at + HOUR, REASON)
    assert refusal.value.latest == soon.launch_at
    with pytest.raises(Invalid):
        extend(clerk, view.booking.id, view.booking.expires_at, REASON)
    with pytest.raises(Invalid):
        extend(clerk, view.booking.id, view.booking.expires_at + DAY, " ")
    for by in (world.traveler(), world.employee(Position.FINANCE)):
        with pytest.raises(NotAllowed):
            extend(by, view.booking.id, view.booking.expires_at + DAY, REASON)
    with pytest.raises(NotFound):
        extend(clerk, BookingId(fresh_id()), view.booking.expires_at + DAY, REASON)


@pytest.mark.story("2.8")
def test_only_open_holds_are_extended(world: World, clerk: Principal) -> None:
    def until(view: BookingView) -> Any:
        return view.booking.expires_at + DAY

    extend = world.system.extend_hold
    paid = world.book(world.traveler(), world.launch().id)
    with pytest.raises(NoSuchBookingMove):
        extend(clerk, paid.booking.id, until(paid), REASON)
    paying = world.book(world.traveler(), world.launch().id, method="pm_timeout_then_ok")
    with pytest.raises(PaymentInProgress):
        extend(clerk, paying.booking.id, until(paying), REASON)
    lost = held(world)
    world.pass_time(timedelta(minutes=15))
    with pytest.raises(HoldExpired):
        extend(clerk, lost.booking.id, until(lost), REASON)
    launch = world.launch()
    grounded = world.book(world.traveler(), launch.id, method=None)
    world.system.abort_launch(world.owner_of(launch), launch.id, "Storm.")
    with pytest.raises(NotOnSale):
        extend(clerk, grounded.booking.id, until(grounded), REASON)


@pytest.mark.story("2.8")
def test_a_bank_transfer_confirms_the_hold(world: World, clerk: Principal) -> None:
    view = held(world)

    done = world.system.record_transfer(clerk, view.booking.id, seen(view))
    world.settle()

    assert (done.status, done.payment.status) == (
        BookingStatus.CONFIRMED,
        BookingPaymentStatus.SUCCEEDED,
    )
    assert {"cancel", "name_passengers"} <= set(done.available_actions)
    balances = world.parts.ledger.balances()
    assert balances[Account.BANK] == -balances[Account.AGENCIES] == view.booking.total_price
    assert balances[Account.GATEWAY] == ZERO
    (receipt,) = world.parts.receipts.of_booking(view.booking.id)
    assert (receipt.kind, receipt.amount) == (ReceiptKind.PAYMENT, view.booking.total_price)
    (charge,) = done.charges
    (made,) = world.parts.operations_changes.of(charge.id)
    assert (made.origin.actor, made.origin.action) == (clerk.user_id, "record-transfer")
    assert reasons_of(world, view.booking.id)[-1]["reason"] == REASON
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.8")
def test_a_transfer_is_recorded_once(world: World, clerk: Principal) -> None:
    view, other = held(world), held(world)
    record = world.system.record_transfer
    first = record(clerk, view.booking.id, seen(view))

    again = record(clerk, view.booking.id, seen(view, "trf 1 "))

    assert again.booking == first.booking
    assert len(world.parts.charges.of_booking(view.booking.id)) == 1
    with pytest.raises(TransferRecorded):
        record(clerk, other.booking.id, seen(other))
    with pytest.raises(TransferRecorded):
        record(clerk, view.booking.id, seen(view, amount=Money.of(1)))
    with pytest.raises(NoSuchBookingMove):
        record(clerk, view.booking.id, seen(view, "TRF 2"))
    record(clerk, other.booking.id, seen(other, "TRF 3"))
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.8")
@pytest.mark.parametrize("cents", [-1, 1])
def test_a_transfer_of_another_amount_changes_nothing(
    world: World, clerk: Principal, cents: int
) -> None:
    view = held(world)
    odd = view.booking.total_price + Money.from_cents(cents)

    with pytest.raises(TransferAmount):
        world.system.record_transfer(clerk, view.booking.id, seen(view, amount=odd))

    assert world.parts.bookings.get(view.booking.id) == view.booking
    assert list(world.parts.charges.of_booking(view.booking.id)) == []
    assert set(world.parts.ledger.balances().values()) == {ZERO}


@pytest.mark.story("2.8")
def test_a_transfer_pays_open_holds_only(world: World, clerk: Principal) -> None:
    record = world.system.record_transfer
    paying = world.book(world.traveler(), world.launch().id, method="pm_timeout_then_ok")
    with pytest.raises(PaymentInProgress):
        record(clerk, paying.booking.id, seen(paying))
    late = held(world)
    world.pass_time(timedelta(minutes=15))
    with pytest.raises(HoldExpired):
        record(clerk, late.booking.id, seen(late))
    view = held(world)
    for wrong in (seen(view, " "), seen(view, reason="")):
        with pytest.raises(Invalid):
            record(clerk, view.booking.id, wrong)
    for by in (world.traveler(), world.employee(Position.FINANCE)):
        with pytest.raises(NotAllowed):
            record(by, view.booking.id, seen(view))
    with pytest.raises(NotFound):
        record(clerk, BookingId(fresh_id()), seen(view))


@pytest.mark.story("2.8")
def test_a_lost_launch_is_not_paid_for(world: World, clerk: Principal) -> None:
    launch = world.launch()
    view = world.book(world.traveler(), launch.id, method=None)
    world.system.abort_launch(world.owner_of(launch), launch.id, "Storm.")

    with pytest.raises(NotOnSale):
        world.system.record_transfer(clerk, view.booking.id, seen(view))


@pytest.mark.story("2.8")
def test_what_was_transferred_is_given_back_by_hand(world: World, clerk: Principal) -> None:
    launch, traveler = world.launch(days=400), world.traveler()
    view = world.book(traveler, launch.id, method=None)
    world.system.record_transfer(clerk, view.booking.id, seen(view))
    finance = world.employee(Position.FINANCE)

    cancelled = world.cancel(traveler, view)
    world.settle()

    (refund,) = cancelled.refunds
    assert (refund.status, refund.attempts) == (RefundStatus.FAILED, 0)
    assert refund.amount == view.booking.total_price.share(Decimal("0.9"))
    waiting = world.system.list_refunds(finance, FIRST, status=RefundStatus.FAILED).items
    assert [one.id for one in waiting] == [refund.id]
    with pytest.raises(NoSuchRefundMove):
        world.system.retry_refund(finance, refund.id)
    dead = failing(world.parts.gateway, down=lambda: True, error=StoreDown)
    world.restart(evolve(world.parts, gateway=dead))

    settled = world.system.settle_refund(finance, refund.id, "TRF BACK 1")

    assert settled.status is RefundStatus.SETTLED_BY_HAND
    balances = world.parts.ledger.balances(view.booking.id)
    kept = view.booking.total_price - refund.amount
    assert (balances[Account.BANK], balances[Account.AGENCIES]) == (kept, -kept)
    assert (balances[Account.REFUNDS_OWED], balances[Account.GATEWAY]) == (ZERO, ZERO)
    assert broken_laws(world.parts) == []


@pytest.mark.story("2.8")
@pytest.mark.parametrize("after", [False, True])
def test_a_death_while_recording_loses_and_doubles_nothing(
    world: World, clerk: Principal, after: bool
) -> None:
    whole, calls = world.parts, Fuse()
    view = held(world)
    world.restart(mortal(whole, calls))
    world.system.record_transfer(clerk, view.booking.id, seen(view, "TRF 0"))

    for at in range(1, len(calls.calls) + 1):
        world.restart(whole)
        view = held(world)
        world.restart(mortal(whole, Fuse(at=at, after=after)))
        with pytest.raises(ProcessDied):
            world.system.record_transfer(clerk, view.booking.id, seen(view, f"TRF {at}"))
        world.restart(whole)
        assert broken_laws(whole) == []

        done = world.system.record_transfer(clerk, view.booking.id, seen(view, f"TRF {at}"))

        assert done.status is BookingStatus.CONFIRMED
        assert len(whole.receipts.of_booking(view.booking.id)) == 1
    world.settle()
    assert broken_when_settled(whole) == []


@pytest.mark.story("2.8")
def test_passengers_are_renamed_for_a_traveler_with_a_reason(
    world: World, clerk: Principal
) -> None:
    view = world.book(world.traveler(), world.launch(seats=2).id)
    name = world.system.name_passengers

    with pytest.raises(Invalid):
        name(clerk, view.booking.id, (ADA,))
    named = name(clerk, view.booking.id, (ADA,), reason=REASON)

    assert named.booking.passengers == (ADA, None)
    assert named.booking.on_behalf == OnBehalf(UserId(clerk.user_id), REASON)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        name(world.employee(Position.FINANCE), view.booking.id, (ADA,), reason=REASON)


@pytest.mark.story("2.8")
def test_another_share_comes_back_for_a_reason(world: World, clerk: Principal) -> None:
    view = world.book(world.traveler(), world.launch(days=30).id)
    quote = world.system.quote_cancellation(clerk, view.booking.id)
    assert quote.refund == ZERO

    override = Override(Decimal("0.5"), "Illness in the family.")
    done = world.system.cancel_booking(clerk, view.booking.id, quote.id, override)
    world.settle()

    assert (done.status, done.booking.cancelled_by) == (
        BookingStatus.CANCELLED,
        CancelledBy.EMPLOYEE,
    )
    assert done.refunds[0].amount == view.booking.total_price.share(Decimal("0.5"))
    assert done.booking.cancel_reason == "Illness in the family."
    assert reasons_of(world, view.booking.id)[-1]["reason"] == "Illness in the family."
    with pytest.raises(NotAllowed):
        world.system.cancel_booking(world.traveler(), view.booking.id, quote.id, override)
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.8")
def test_actions_are_those_of_the_one_who_asks(world: World, clerk: Principal) -> None:
    traveler = world.traveler()
    view = world.book(traveler, world.launch().id, method=None)
    finance = world.employee(Position.FINANCE)

    def offered(by: Principal) -> set[str]:
        return set(world.system.view_booking(by, view.booking.id).available_actions)

    assert {"pay", "cancel", "name_passengers"} <= offered(traveler)
    assert not {"extend_hold", "record_transfer"} & offered(traveler)
    assert {"cancel", "name_passengers", "extend_hold", "record_transfer"} <= offered(clerk)
    assert "pay" not in offered(clerk)
    assert offered(finance) == set()
    listed = world.system.list_bookings(clerk, BookingQuery(), FIRST).items
    assert set(listed[0].available_actions) == offered(clerk)
    world.system.record_transfer(clerk, view.booking.id, seen(view))
    assert not {"extend_hold", "record_transfer"} & offered(clerk)


def found(world: World, by: Principal, **wanted: Any) -> list[BookingId]:
    views = world.system.list_bookings(by, BookingQuery(**wanted), FIRST).items
    return [view.booking.id for view in views]


@pytest.mark.story("2.7")
def test_employees_look_for_bookings(world: World, clerk: Principal) -> None:
    ada, bob, launch = world.traveler(), world.traveler(), world.launch(days=30)
    one = world.book(ada, launch.id)
    world.pass_time(DAY)
    two = world.book(bob, world.launch(days=60).id, method=None)
    both = [two.booking.id, one.booking.id]
    email = world.parts.users.get(UserId(ada.user_id)).email  # type: ignore[arg-type]
    copy = world.parts.travelers.find(UserId(ada.user_id))  # type: ignore[arg-type]
    assert copy is not None

    assert found(world, clerk) == both
    assert found(world, clerk, text="ADA mor") == both
    assert found(world, clerk, text=copy.last_name) == both[1:]
    assert found(world, clerk, text=email.upper()) == both[1:]
    assert found(world, clerk, text="oreno") == []
    assert found(world, clerk, traveler_id=bob.user_id) == both[:1]
    assert found(world, clerk, reference=f" {one.booking.reference.lower()} ") == both[1:]
    assert found(world, clerk, launch_id=launch.id) == both[1:]
    assert found(world, clerk, status=BookingStatus.HELD) == both[:1]
    assert found(world, clerk, booked_from=two.booking.created_at) == both[:1]
    assert found(world, clerk, booked_to=one.booking.created_at) == both[1:]
    assert found(world, clerk, launch_to=launch.launch_at) == both[1:]
    assert found(world, clerk, launch_from=launch.launch_at + HOUR) == both[:1]
    assert found(world, clerk, text="ada", status=BookingStatus.CONFIRMED) == both[1:]
    with pytest.raises(NotAllowed):
        found(world, ada, text="ada")
    with pytest.raises(NotAllowed):
        found(world, world.agency())


@pytest.mark.story("2.6")
def test_a_traveler_sees_past_upcoming_and_cancelled_trips(world: World) -> None:
    traveler, soon = world.traveler(), world.launch(days=2)
    past = world.book(traveler, soon.id).booking.id
    world.pass_time(3 * DAY)
    world.system.mark_launch_successful(world.owner_of(soon), soon.id)
    world.settle()
    later = world.launch(days=500)
    ahead = world.book(traveler, later.id).booking.id
    given_up = world.cancel(traveler, world.book(traveler, later.id)).booking.id
    world.book(world.traveler(), later.id)

    def trips(**wanted: Any) -> list[BookingId]:
        return found(world, traveler, **wanted)

    assert trips() == [given_up, ahead, past]
    assert trips(when=BookingPeriod.PAST) == [past]
    assert trips(when=BookingPeriod.UPCOMING) == [ahead]
    assert trips(when=BookingPeriod.CANCELLED) == [given_up]
    assert trips(when=BookingPeriod.UPCOMING, launch_to=world.clock.now()) == []
    assert trips(when=BookingPeriod.PAST, launch_from=soon.launch_at) == [past]
    assert trips(when=BookingPeriod.PAST, launch_from=soon.launch_at + HOUR) == []
    assert trips(launch_from=later.launch_at, launch_to=later.launch_at) == [given_up, ahead]
    assert trips(booked_from=world.clock.now()) == [given_up, ahead]


@pytest.mark.story("2.7")
def test_copies_cannot_tell_names(world: World, clerk: Principal) -> None:
    view = world.book(world.traveler(), world.launch().id)
    world.settle()
    away = failing(world.parts.bookings, down=lambda: True, error=StoreDown)
    world.restart(evolve(world.parts, bookings=away))

    with pytest.raises(Unavailable):
        found(world, clerk, text="ada")
    with pytest.raises(Unavailable):
        found(world, clerk, booked_to=view.booking.created_at)


@pytest.mark.story("2.7")
def test_customer_service_finds_travelers(world: World, clerk: Principal) -> None:
    ids = [world.traveler().user_id for _ in range(3)]

    page = world.system.find_travelers(clerk, PageRequest(2), text="moreno")
    rest = world.system.find_travelers(clerk, PageRequest(2, page.next), text="moreno")

    assert [one.id for one in (*page.items, *rest.items)] == ids
    assert rest.next is None
    assert [one.id for one in world.system.find_travelers(clerk, FIRST).items] == ids
    assert world.system.find_travelers(clerk, FIRST, text="nobody").items == ()
    for by in (world.traveler(), world.employee(Position.FINANCE)):
        with pytest.raises(NotAllowed):
            world.system.find_travelers(by, FIRST)
