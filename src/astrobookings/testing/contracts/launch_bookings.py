"""What every adapter of `LaunchBookings` must do."""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.launch_bookings import LaunchBooking
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import Booking, BookingStatus, CancelledBy, cancel
from astrobookings.domain.booking.ledger import Account, Posting
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.builders import a_billing_copy, a_journal_entry
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    refuses_foreign_cursors,
    walk,
)

__all__ = ["LaunchBookingsContract"]

FARE = Money.of("100.10")


def given_named(store: OperationsHarness, **fields: Any) -> BillingCopy:
    with store.writing():
        copy = a_billing_copy(**fields)
        store.travelers.put(copy)
    found = store.travelers.find(copy.id)
    assert found is not None
    return found


def earn(store: OperationsHarness, booking: Booking, amount: Money) -> None:
    lines = Posting(Account.GATEWAY, amount), Posting(Account.AGENCIES, -amount)
    entry = a_journal_entry(launch_id=booking.launch_id, booking_id=booking.id, postings=lines)
    with store.writing():
        store.ledger.post(entry)


def call_off(store: OperationsHarness, booking: Booking) -> Booking:
    with store.writing():
        store.seat_ledger.give_back(booking)
        ended = cancel(booking, by=CancelledBy.TRAVELER, reason="", now=store.clock.now())
        return store.bookings.save(ended)


def listed(store: OperationsHarness, launch: Launch, **wanted: Any) -> list[LaunchBooking]:
    now = store.clock.now()
    return first(lambda page: store.launch_bookings.list(launch.id, page, now=now, **wanted))


def ids_of(found: Any) -> list[Any]:
    return [one.booking.id for one in found]


class LaunchBookingsContract:
    """Bookings of a launch with their travelers and revenue."""

    def test_a_booking_is_told_with_its_traveler_and_revenue(
        self, store: OperationsHarness
    ) -> None:
        traveler = given_named(store, first_name="Ada", last_name="Moreno")
        launch = store.given_launch()
        booking = store.confirm(store.given_hold(launch, traveler_id=traveler.id))
        earn(store, booking, FARE)
        earn(store, booking, -Money.of("0.10"))

        (found,) = listed(store, launch)

        assert found == LaunchBooking(
            booking=store.bookings.get(booking.id), traveler=traveler, revenue=Money.of("100.00")
        )

    def test_an_unknown_traveler_is_none(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        store.given_hold(launch)

        (found,) = listed(store, launch)

        assert (found.traveler, found.revenue) == (None, ZERO)

    def test_only_bookings_of_the_launch_are_listed(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        own = store.given_hold(launch)
        store.given_hold()

        assert ids_of(listed(store, launch)) == [own.id]

    def test_the_status_is_that_of_the_moment(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        paid = store.confirm(store.given_hold(launch))
        lapsed = store.given_hold(launch)
        store.clock.move(timedelta(minutes=20))
        held = store.given_hold(launch)
        wanted = {
            BookingStatus.CONFIRMED: [paid.id],
            BookingStatus.EXPIRED: [lapsed.id],
            BookingStatus.HELD: [held.id],
            BookingStatus.CANCELLED: [],
        }

        found = {status: ids_of(listed(store, launch, status=status)) for status in wanted}

        assert found == wanted

    def test_names_and_references_are_searched_in_any_case(self, store: OperationsHarness) -> None:
        ada = given_named(store, first_name="Ángela", last_name="Straße")
        launch = store.given_launch()
        one = store.given_hold(launch, traveler_id=ada.id)
        other = store.given_hold(launch)

        for text in ("ángela s", "STRASSE", one.reference.lower()):
            assert ids_of(listed(store, launch, text=text)) == [one.id]
        assert ids_of(listed(store, launch, text=other.reference)) == [other.id]
        assert listed(store, launch, text="none %") == []

    @few_examples
    @given(gaps=st.lists(st.integers(0, 1), max_size=6), wanted=limits())
    def test_pages_are_complete_newest_first(
        self, store: OperationsHarness, gaps: list[int], wanted: list[int]
    ) -> None:
        launch = store.given_launch()
        made = []
        for gap in gaps:
            store.clock.move(timedelta(seconds=gap))
            made.append(store.given_hold(launch, wanted=Wanted.seats(1)))
        now = store.clock.now()

        found = walk(lambda page: store.launch_bookings.list(launch.id, page, now=now), wanted)

        newest = sorted(made, key=lambda one: (one.created_at, one.id), reverse=True)
        assert ids_of(found) == [one.id for one in newest]

    def test_a_foreign_cursor_is_invalid(self, store: OperationsHarness) -> None:
        launch, now = store.given_launch(), store.clock.now()

        refuses_foreign_cursors(lambda page: store.launch_bookings.list(launch.id, page, now=now))

    def test_what_flew_and_what_left_revenue_is_earning(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        retained = store.confirm(store.given_hold(launch))
        earn(store, retained, FARE)
        call_off(store, retained)
        returned = store.confirm(store.given_hold(launch))
        earn(store, returned, FARE)
        earn(store, returned, -FARE)
        call_off(store, returned)
        store.clock.move(timedelta(seconds=1))
        flown = store.confirm(store.given_hold(launch))
        store.given_hold(launch)
        store.confirm(store.given_hold())

        found = store.launch_bookings.earning(launch.id)

        assert ids_of(found) == [retained.id, flown.id]
        assert [one.revenue for one in found] == [FARE, ZERO]
