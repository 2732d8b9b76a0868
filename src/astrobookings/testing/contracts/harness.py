"""The ports of one store, as the suites ask for them."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from attrs import frozen

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.alerts import Alerts
from astrobookings.application.ports.audiences import Audiences
from astrobookings.application.ports.booking_copies import BookingCopies, BookingSnapshot
from astrobookings.application.ports.booking_requests import BookingRequests
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.changes import Changes
from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.copy_sources import CopySource
from astrobookings.application.ports.credit_notes import CreditNotes
from astrobookings.application.ports.dead_letters import DeadLetters
from astrobookings.application.ports.deliveries import Deliveries
from astrobookings.application.ports.entry_log import EntryLog
from astrobookings.application.ports.event_mails import EventMails
from astrobookings.application.ports.export_source import ExportSource
from astrobookings.application.ports.exports import Exports
from astrobookings.application.ports.flight_figures import FlightFigures
from astrobookings.application.ports.handled import Handled
from astrobookings.application.ports.heartbeats import Heartbeats
from astrobookings.application.ports.idempotency_keys import IdempotencyKeys
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.invoice_payments import InvoicePayments
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.launch_board import LaunchBoard
from astrobookings.application.ports.launch_bookings import LaunchBookings
from astrobookings.application.ports.launch_books import LaunchBooks
from astrobookings.application.ports.launch_copies import LaunchCopies, LaunchSnapshot
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.links import Links
from astrobookings.application.ports.metrics import Metrics
from astrobookings.application.ports.notices import Notices
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.occupancies import Occupancies
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.person_records import PersonRecords
from astrobookings.application.ports.policy_changes import PolicyChanges
from astrobookings.application.ports.preferences import Preferences
from astrobookings.application.ports.profiles import Profiles
from astrobookings.application.ports.quotes import Quotes
from astrobookings.application.ports.receipts import Receipts
from astrobookings.application.ports.refunds import Refunds
from astrobookings.application.ports.reports import Reports
from astrobookings.application.ports.rockets import Rockets
from astrobookings.application.ports.seat_ledger import SeatLedger
from astrobookings.application.ports.second_factors import SecondFactors
from astrobookings.application.ports.sessions import Sessions
from astrobookings.application.ports.spaceports import Spaceports
from astrobookings.application.ports.sync_conflicts import SyncConflicts
from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.application.ports.testimonials import Testimonials
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.travelers import Travelers
from astrobookings.application.ports.turns import Turns
from astrobookings.application.ports.unreported_launches import UnreportedLaunches
from astrobookings.application.ports.users import Users
from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import Booking, confirm, expire
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.domain.kernel.origins import Origin
from astrobookings.testing.builders import (
    a_billing_copy,
    a_launch,
    a_rocket,
    a_seat_order,
    a_spaceport,
    an_account,
    an_agency,
    an_origin,
)

__all__ = ["OperationsHarness", "StoreHarness", "SystemHarness"]


@frozen(kw_only=True)
class StoreHarness(ABC):
    """What both stores have; the clock is only there to be moved by tests."""

    transaction: Transactions
    outbox: Outbox
    deliveries: Deliveries
    dead_letters: DeadLetters
    changes: Changes
    person_records: PersonRecords
    handled: Handled
    ids: Ids
    clock: MemoryClock

    def origin(self, **fields: Any) -> Origin:
        """The origin of a change made now."""
        return an_origin(**{"at": self.clock.now(), **fields})

    @contextmanager
    def writing(self) -> Iterator[Origin]:
        """A transaction of now."""
        origin = self.origin()
        with self.transaction(origin):
            yield origin

    @abstractmethod
    def add_example(self) -> UUID:
        """Add a record of some kind; in a transaction."""

    @abstractmethod
    def has_example(self, key: UUID) -> bool:
        """Whether the record added as example is there."""


@frozen(kw_only=True)
class OperationsHarness(StoreHarness):
    """The ports of OperationsDB."""

    agencies: Agencies
    rockets: Rockets
    spaceports: Spaceports
    launches: Launches
    board: LaunchBoard
    seat_ledger: SeatLedger
    bookings: Bookings
    audiences: Audiences
    charges: Charges
    refunds: Refunds
    quotes: Quotes
    ledger: Ledger
    receipts: Receipts
    credit_notes: CreditNotes
    invoice_payments: InvoicePayments
    invoices: Invoices
    launch_bookings: LaunchBookings
    launch_books: LaunchBooks
    occupancies: Occupancies
    reports: Reports
    export_source: ExportSource
    unreported_launches: UnreportedLaunches
    launch_source: CopySource[LaunchSnapshot]
    booking_source: CopySource[BookingSnapshot]
    flight_figures: FlightFigures
    testimonials: Testimonials
    wishes: Wishes
    travelers: Travelers
    keys: IdempotencyKeys

    def add_example(self) -> UUID:
        return self.agencies.add(an_agency()).id

    def has_example(self, key: UUID) -> bool:
        return self.agencies.find(an_agency(id=key).id) is not None

    def given_launch(self, **fields: Any) -> Launch:
        """A launch with agency, rocket and spaceport of its own where none are named."""
        with self.writing():
            if "agency_id" not in fields:
                fields["agency_id"] = self.agencies.add(an_agency()).id
            if "rocket_id" not in fields:
                rocket = a_rocket(agency_id=fields["agency_id"], capacity=1000)
                fields["rocket_id"] = self.rockets.add(rocket).id
            if "spaceport_id" not in fields:
                fields["spaceport_id"] = self.spaceports.add(a_spaceport()).id
            return self.launches.add(a_launch(**fields))

    def given_traveler(self) -> UserId:
        """A traveler whose billing data have arrived."""
        with self.writing():
            copy = a_billing_copy()
            self.travelers.put(copy)
            return copy.id

    def take(self, launch: Launch, **fields: Any) -> Booking | None:
        """Try to take seats of *launch* now, for 15 minutes."""
        now = self.clock.now()
        said = {
            "launch_id": launch.id,
            "agency_id": launch.agency_id,
            "expires_at": now + timedelta(minutes=15),
        }
        return self.seat_ledger.take(a_seat_order(**{**said, **fields}), self.origin())

    def given_hold(self, launch: Launch | None = None, **fields: Any) -> Booking:
        """Seats held now, of a launch of their own if none is named."""
        booking = self.take(launch or self.given_launch(), **fields)
        assert booking is not None, "the seats could not be taken"
        return booking

    def confirm(self, booking: Booking) -> Booking:
        """Pay for *booking*."""
        with self.writing():
            self.seat_ledger.paid(booking)
            return self.bookings.save(confirm(booking, self.clock.now()))

    def expire(self, booking: Booking) -> Booking:
        """Give the seats of the held *booking* back."""
        with self.writing():
            self.seat_ledger.give_back(booking)
            return self.bookings.save(expire(booking, self.clock.now()))

    def taken(self, launch_id: LaunchId) -> frozenset[int]:
        """The seats not for sale now."""
        return self.seat_ledger.seat_map(launch_id, now=self.clock.now()).taken


@frozen(kw_only=True)
class SystemHarness(StoreHarness):
    """The ports of SystemDB."""

    users: Users
    profiles: Profiles
    sessions: Sessions
    links: Links
    second_factors: SecondFactors
    profile_source: CopySource[BillingCopy]
    launch_copies: LaunchCopies
    booking_copies: BookingCopies
    sync_runs: SyncRuns
    sync_conflicts: SyncConflicts
    notifications: Notifications
    event_mails: EventMails
    booking_requests: BookingRequests
    notices: Notices
    preferences: Preferences
    entry_log: EntryLog
    metrics: Metrics
    alerts: Alerts
    turns: Turns
    heartbeats: Heartbeats
    exports: Exports
    policy_changes: PolicyChanges

    def add_example(self) -> UUID:
        key = an_account().id
        return self.users.add(an_account(id=key, email=f"{key}@example.test")).id

    def has_example(self, key: UUID) -> bool:
        return self.users.find_by_email(f"{key}@example.test") is not None

    def given_account(self, **fields: Any) -> Account:
        """An account, added now."""
        with self.writing():
            return self.users.add(an_account(**fields))
