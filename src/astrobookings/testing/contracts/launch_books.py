"""What every adapter of `LaunchBooks` must do."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from astrobookings.application.ports.launch_books import LaunchBook
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.booking import complete
from astrobookings.domain.booking.ledger import Account, Posting
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.builders import NOW, PRICE, a_journal_entry, an_invoice, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness

__all__ = ["LaunchBooksContract"]

DAY = timedelta(days=1)


def _ended(store: OperationsHarness, status: LaunchStatus, **fields: Any) -> Launch:
    launch = store.given_launch(**fields)
    with store.writing():
        return store.launches.save(evolve(store.launches.get(launch.id), status=status))


def _post(store: OperationsHarness, launch: Launch, kind: str, amount: Money) -> None:
    """*amount* for the agency of *launch*."""
    lines = Posting(Account.GATEWAY, amount), Posting(Account.AGENCIES, -amount)
    with store.writing():
        store.ledger.post(a_journal_entry(launch_id=launch.id, kind=kind, postings=lines))


class LaunchBooksContract:
    """Figures of launches, as bookings and ledger have them."""

    def test_a_launch_nobody_knows_has_no_book(self, store: OperationsHarness) -> None:
        with pytest.raises(NotFound):
            store.launch_books.of(LaunchId(fresh_id()))

    def test_an_empty_launch_brought_in_nothing(self, store: OperationsHarness) -> None:
        book = store.launch_books.of(store.given_launch().id)

        assert book == LaunchBook(revenue=ZERO, seats=0, live_bookings=0, successes_before=0)

    def test_revenue_is_what_was_collected_less_what_is_owed_back(
        self, store: OperationsHarness
    ) -> None:
        one, other = store.given_launch(), store.given_launch()
        _post(store, one, "charge-captured", PRICE * 3)
        _post(store, one, "refund-owed", -PRICE)
        _post(store, other, "charge-captured", PRICE)

        assert store.launch_books.of(one.id).revenue == PRICE * 2
        assert store.launch_books.of(other.id).revenue == PRICE

    def test_an_entry_posted_twice_counts_once(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        entry = a_journal_entry(launch_id=launch.id)

        for _ in range(2):
            with store.writing():
                store.ledger.post(entry)

        assert store.launch_books.of(launch.id).revenue == PRICE

    def test_what_concerns_no_agency_is_no_revenue(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        lines = Posting(Account.RECEIVABLES, PRICE), Posting(Account.FEES, -PRICE)
        with store.writing():
            store.ledger.post(a_journal_entry(launch_id=launch.id, booking_id=None, postings=lines))

        assert store.launch_books.of(launch.id).revenue == ZERO

    def test_seats_and_live_bookings_are_counted(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        done = store.confirm(store.given_hold(launch, wanted=Wanted.seats(2)))
        store.confirm(store.given_hold(launch, wanted=Wanted.seats(3)))
        store.given_hold(launch)
        store.expire(store.given_hold(launch))
        with store.writing():
            store.bookings.save(complete(done, NOW))

        book = store.launch_books.of(launch.id)

        assert (book.seats, book.live_bookings) == (5, 2)

    def test_earlier_successes_of_the_agency_are_counted(self, store: OperationsHarness) -> None:
        first = _ended(store, LaunchStatus.SUCCESSFUL)
        fleet = {"agency_id": first.agency_id, "rocket_id": first.rocket_id}
        second = _ended(
            store, LaunchStatus.SUCCESSFUL, **fleet, launch_at=first.launch_at + 2 * DAY
        )
        _ended(store, LaunchStatus.FAILED, **fleet, launch_at=first.launch_at + 4 * DAY)
        _ended(store, LaunchStatus.SUCCESSFUL)
        third = store.given_launch(**fleet, launch_at=first.launch_at + 6 * DAY)

        counts = [store.launch_books.of(one.id).successes_before for one in (first, second, third)]

        assert counts == [0, 1, 2]

    def test_ended_launches_that_never_had_an_invoice_are_to_be_invoiced(
        self, store: OperationsHarness
    ) -> None:
        flown = _ended(store, LaunchStatus.SUCCESSFUL)
        aborted = _ended(store, LaunchStatus.ABORTED)
        _ended(store, LaunchStatus.FAILED)
        store.given_launch()
        invoiced = _ended(store, LaunchStatus.SUCCESSFUL)
        with store.writing():
            store.invoices.issue(an_invoice(launch_id=invoiced.id, agency_id=invoiced.agency_id))

        wanted = sorted([flown.id, aborted.id])
        books = store.launch_books

        assert list(books.to_invoice(9)) == wanted
        assert list(books.to_invoice(1)) == wanted[:1]
        assert list(books.to_invoice(9, wanted[0])) == wanted[1:]
