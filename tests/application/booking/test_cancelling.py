"""Cancelling, delays and refunds, on memory adapters (stories 1.5, 2.4, 2.5)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from astrobookings.application.booking.cancel_booking import Override
from astrobookings.application.booking.list_bookings import BookingPeriod, BookingQuery
from astrobookings.application.booking.views import BookingPaymentStatus
from astrobookings.domain.booking.booking import BookingStatus, CancelledBy, NoSuchBookingMove
from astrobookings.domain.booking.errors import NoOpenDelay, QuoteExpired
from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.booking.refunds import RefundStatus
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, NotFound
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.laws import broken_when_settled
from astrobookings.testing.world import World


@pytest.mark.story("2.5")
@pytest.mark.parametrize(
    ("days", "refund"),
    [(400, "450000.00"), (365, "450000.00"), (364.9, "350000.00"), (90, "350000.00"), (89.9, "0")],
)
def test_the_refund_follows_the_notice(world: World, days: float, refund: str) -> None:
    by, launch = world.traveler(), world.launch(days=days, price="250000.00")
    booked = world.book(by, launch.id, 2)

    quote = world.system.quote_cancellation(by, booked.booking.id)
    cancelled = world.system.cancel_booking(by, booked.booking.id, quote.id)
    world.settle()

    assert quote.refund == Money.of(refund)
    assert "before lift-off" in quote.explanation
    assert cancelled.status is BookingStatus.CANCELLED
    assert world.seats_left(launch.id) == launch.seats_total
    refunds = world.parts.refunds.of_booking(booked.booking.id)
    assert [one.amount for one in refunds] == ([Money.of(refund)] if refund != "0" else [])
    assert all(one.status is RefundStatus.SUCCEEDED for one in refunds)
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.5")
def test_cancelling_with_the_same_quote_again_gives_the_first_answer(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    booked = world.book(by, launch.id, 1)
    quote = world.system.quote_cancellation(by, booked.booking.id)
    first = world.system.cancel_booking(by, booked.booking.id, quote.id)

    again = world.system.cancel_booking(by, booked.booking.id, quote.id)
    world.settle()

    assert again.refunds[0].id == first.refunds[0].id
    assert len(world.parts.refunds.of_booking(booked.booking.id)) == 1
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.5")
def test_a_quote_is_good_for_fifteen_minutes_and_void_after_a_delay(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    booked = world.book(by, launch.id, 1)
    old = world.system.quote_cancellation(by, booked.booking.id)
    world.pass_time(timedelta(minutes=15))
    with pytest.raises(QuoteExpired):
        world.system.cancel_booking(by, booked.booking.id, old.id)

    fresh = world.system.quote_cancellation(by, booked.booking.id)
    later = launch.launch_at + timedelta(days=30)
    world.system.delay_launch(world.owner_of(launch), launch.id, later, "Weather")

    with pytest.raises(QuoteExpired):
        world.system.cancel_booking(by, booked.booking.id, fresh.id)
    full = world.system.quote_cancellation(by, booked.booking.id)
    assert full.refund == booked.booking.total_price


@pytest.mark.story("2.5")
def test_an_unpaid_hold_is_cancelled_without_a_refund(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    held = world.book(by, launch.id, 2, method=None)

    cancelled = world.cancel(by, held)

    assert cancelled.status is BookingStatus.CANCELLED
    assert cancelled.refunds == ()
    assert world.seats_left(launch.id) == launch.seats_total


@pytest.mark.story("2.5")
def test_the_tiers_of_the_time_of_booking_stay_with_the_booking(world: World) -> None:
    by, launch = world.traveler(), world.launch(days=400)
    booked = world.book(by, launch.id, 1)

    assert booked.booking.refund_tiers == world.system.policies.refunds.tiers
    world.pass_time(timedelta(days=40))
    assert world.system.quote_cancellation(by, booked.booking.id).share == Decimal("0.7")


@pytest.mark.story("2.4")
def test_a_refused_delay_gives_everything_back(world: World) -> None:
    by, launch = world.traveler(), world.launch(days=50, price="250000.00")
    booked = world.book(by, launch.id, 2)
    world.pass_time(timedelta(hours=1))
    later = launch.launch_at + timedelta(days=30)
    world.system.delay_launch(world.owner_of(launch), launch.id, later, "Weather")
    seen = world.system.view_booking(by, booked.booking.id)
    (delay,) = seen.open_delays

    refused = world.system.answer_delay(by, booked.booking.id, delay.id, accept=False)
    again = world.system.answer_delay(by, booked.booking.id, delay.id, accept=False)
    world.settle()

    assert "answer_delay" in seen.available_actions
    assert refused.booking.cancelled_by is CancelledBy.DELAY_REFUSED
    assert refused.refunds[0].amount == Money.of("500000.00")
    assert again.refunds[0].id == refused.refunds[0].id
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.4")
def test_an_accepted_delay_closes_that_delay_only(world: World) -> None:
    by, launch = world.traveler(), world.launch(days=50)
    booked = world.book(by, launch.id, 1)
    owner = world.owner_of(launch)
    for month in (1, 2):
        world.pass_time(timedelta(hours=1))
        later = launch.launch_at + timedelta(days=30 * month)
        world.system.delay_launch(owner, launch.id, later, "Weather")
    first, second = world.system.view_booking(by, booked.booking.id).open_delays

    after = world.system.answer_delay(by, booked.booking.id, first.id, accept=True)

    assert [delay.id for delay in after.open_delays] == [second.id]
    assert after.status is BookingStatus.CONFIRMED


@pytest.mark.story("2.4")
def test_silence_accepts_a_delay_after_fourteen_days(world: World) -> None:
    by, launch = world.traveler(), world.launch(days=50)
    booked = world.book(by, launch.id, 1)
    world.pass_time(timedelta(hours=1))
    later = launch.launch_at + timedelta(days=30)
    world.system.delay_launch(world.owner_of(launch), launch.id, later, "Weather")
    (delay,) = world.system.view_booking(by, booked.booking.id).open_delays

    world.pass_time(timedelta(days=14))

    with pytest.raises(NoOpenDelay):
        world.system.answer_delay(by, booked.booking.id, delay.id, accept=False)


@pytest.mark.story("1.5")
def test_an_aborted_launch_gives_every_booking_everything_back(world: World) -> None:
    launch = world.launch(seats=200, days=5)
    travelers = [world.traveler() for _ in range(3)]
    paid = [(by, world.book(by, launch.id, 2)) for by in travelers]
    held = world.book(travelers[0], launch.id, 1, method=None)

    world.system.abort_launch(world.owner_of(launch), launch.id, "Engine")
    before = world.system.quote_cancellation(travelers[0], paid[0][1].booking.id)
    world.settle()

    assert before.share == 1
    for by, view in paid:
        ended = world.system.view_booking(by, view.booking.id)
        assert ended.booking.cancelled_by is CancelledBy.LAUNCH_ABORTED
        assert ended.payment.status is BookingPaymentStatus.REFUNDED
    assert world.parts.bookings.get(held.booking.id).status is BookingStatus.CANCELLED
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("1.5")
def test_a_failed_launch_gives_everything_back_and_a_successful_one_completes(
    world: World,
) -> None:
    by = world.traveler()
    lost, flown = world.launch(days=5), world.launch(days=5)
    first, second = world.book(by, lost.id, 1), world.book(by, flown.id, 1)
    world.pass_time(timedelta(days=5))

    world.system.fail_launch(world.owner_of(lost), lost.id, "Lost")
    world.system.mark_launch_successful(world.owner_of(flown), flown.id)
    world.settle()

    failed = world.parts.bookings.get(first.booking.id)
    assert failed.cancelled_by is CancelledBy.LAUNCH_FAILED
    assert world.parts.bookings.get(second.booking.id).status is BookingStatus.COMPLETED
    with pytest.raises(NoSuchBookingMove):
        world.system.quote_cancellation(by, second.booking.id)
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.5")
def test_only_customer_service_overrides_a_refund_and_says_why(world: World) -> None:
    by, launch = world.traveler(), world.launch(days=10, price="250000.00")
    booked = world.book(by, launch.id, 1)
    service = world.employee(Position.CUSTOMER_SERVICE)
    override = Override(Decimal("0.5"), "Illness")
    mine = world.system.quote_cancellation(by, booked.booking.id)
    with pytest.raises(NotAllowed):
        world.system.cancel_booking(by, booked.booking.id, mine.id, override)
    for share in (Decimal(2), Decimal("NaN"), Decimal("-0.1")):
        with pytest.raises(Invalid):
            world.system.cancel_booking(
                service, booked.booking.id, mine.id, Override(share, "Too kind")
            )

    quote = world.system.quote_cancellation(service, booked.booking.id)
    cancelled = world.system.cancel_booking(service, booked.booking.id, quote.id, override)

    assert cancelled.booking.cancelled_by is CancelledBy.EMPLOYEE
    assert cancelled.booking.cancel_reason == "Illness"
    assert cancelled.refunds[0].amount == Money.of("125000.00")


def test_foreign_bookings_and_quotes_are_not_found(world: World) -> None:
    owner, other, launch = world.traveler(), world.traveler(), world.launch()
    mine = world.book(owner, launch.id, 1)
    theirs = world.book(other, launch.id, 1)
    quote = world.system.quote_cancellation(owner, mine.booking.id)

    with pytest.raises(NotFound):
        world.system.quote_cancellation(other, mine.booking.id)
    with pytest.raises(NotFound):
        world.system.cancel_booking(other, mine.booking.id, quote.id)
    with pytest.raises(NotFound):
        world.system.cancel_booking(other, theirs.booking.id, quote.id)


@pytest.mark.story("2.11")
def test_each_payment_and_refund_has_one_numbered_receipt(world: World) -> None:
    by, launch = world.traveler(), world.launch(price="250000.00")
    booked = world.book(by, launch.id, 2)
    world.cancel(by, booked)
    world.settle()
    world.settle()

    payment, refund = world.system.list_receipts(by, booked.booking.id)

    assert (payment.kind, payment.number) == (ReceiptKind.PAYMENT, "RC-2027-000001")
    assert (refund.kind, refund.number) == (ReceiptKind.REFUND, "RC-2027-000002")
    assert (payment.amount, refund.amount) == (Money.of("500000.00"), Money.of("450000.00"))
    assert payment.traveler.tax_id == "12345678Z"
    assert payment.agency.tax_id == "B58378431"
    paper = world.system.print_receipt(by, booked.booking.id, payment.id)
    assert payment.number in paper.filename
    with pytest.raises(NotFound):
        world.system.print_receipt(world.traveler(), booked.booking.id, payment.id)


@pytest.mark.story("2.6")
def test_travelers_find_their_bookings_by_period(world: World) -> None:
    by, other = world.traveler(), world.traveler()
    past, coming = world.launch(days=5), world.launch(days=50)
    flown, ahead = world.book(by, past.id, 1), world.book(by, coming.id, 1)
    gone = world.book(by, coming.id, 1)
    world.cancel(by, gone)
    world.book(other, coming.id, 1)
    world.pass_time(timedelta(days=5, minutes=1))

    def found(when: BookingPeriod) -> set[object]:
        page = world.system.list_bookings(by, BookingQuery(when=when), PageRequest())
        return {view.booking.id for view in page.items}

    assert found(BookingPeriod.PAST) == {flown.booking.id}
    assert found(BookingPeriod.UPCOMING) == {ahead.booking.id}
    assert found(BookingPeriod.CANCELLED) == {gone.booking.id}
    assert len(found(BookingPeriod.ALL)) == 3


@pytest.mark.story("2.4")
def test_a_launchs_history_shows_every_change(world: World) -> None:
    launch = world.launch(days=50)
    owner = world.owner_of(launch)
    later = launch.launch_at + timedelta(days=30)
    world.system.delay_launch(owner, launch.id, later, "Weather")
    world.system.abort_launch(owner, launch.id, "Engine")

    card = world.system.view_launch(world.visitor(), launch.slug)

    told = [(entry.status, entry.reason) for entry in card.launch.history]
    assert told == [("scheduled", ""), ("delayed", "Weather"), ("aborted", "Engine")]


def test_a_refund_of_nothing_is_no_refund(world: World) -> None:
    by, launch = world.traveler(), world.launch(days=10)
    booked = world.book(by, launch.id, 1)

    cancelled = world.cancel(by, booked)

    assert cancelled.refunds == ()
    assert world.parts.ledger.balances(booked.booking.id)[Account.REFUNDS_OWED] == ZERO
