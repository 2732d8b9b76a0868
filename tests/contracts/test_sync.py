"""The stores of synchronization keep their contracts."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve, frozen

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.application.ports.booking_copies import BookingSnapshot
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.application.ports.launch_copies import LaunchSnapshot
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.testing.contracts.booking_copies import BookingCopiesContract
from astrobookings.testing.contracts.bookings import BookingListsContract
from astrobookings.testing.contracts.copy_sources import (
    BookingSourceContract,
    LaunchSourceContract,
    ProfileSourceContract,
)
from astrobookings.testing.contracts.harness import OperationsHarness, SystemHarness
from astrobookings.testing.contracts.launch_board import LaunchBoardContract
from astrobookings.testing.contracts.launch_copies import LaunchCopiesContract
from astrobookings.testing.contracts.sync_conflicts import SyncConflictsContract
from astrobookings.testing.contracts.sync_runs import SyncRunsContract
from astrobookings.testing.contracts.travelers import TravelersContract
from tests.contracts.edits import edit_booking, edit_launch, edit_traveler
from tests.contracts.stores import OnOperations, OnSystem, memory_operations


class TestTravelers(OnOperations, TravelersContract):
    def edit(self, store: OperationsHarness, edited: BillingCopy, /) -> None:
        edit_traveler(store.travelers, edited)


class TestLaunchCopies(OnSystem, LaunchCopiesContract):
    def edit(self, store: SystemHarness, edited: LaunchSnapshot, /) -> None:
        edit_launch(store.launch_copies, edited)


class TestBookingCopies(OnSystem, BookingCopiesContract):
    def edit(self, store: SystemHarness, edited: BookingSnapshot, /) -> None:
        edit_booking(store.booking_copies, edited)


class TestLaunchSource(OnOperations, LaunchSourceContract):
    pass


class TestBookingSource(OnOperations, BookingSourceContract):
    pass


class TestProfileSource(OnSystem, ProfileSourceContract):
    pass


class TestSyncRuns(OnSystem, SyncRunsContract):
    pass


class TestSyncConflicts(OnSystem, SyncConflictsContract):
    pass


READ = ("memory", "sqlite", "mongo")
"""SQL is the same on both databases here, and a database for each test takes its time."""


def copy_all(operations: OperationsHarness, system: SystemHarness) -> None:
    """Bring all copies up to date."""
    with system.writing():
        for source, copies in (
            (operations.launch_source, system.launch_copies),
            (operations.booking_source, system.booking_copies),
        ):
            port: Any = copies
            for one in source.read([one.key for one in source.versions(None, 10_000)]):
                port.put(one)


@frozen
class CopiedBoard:
    """The board, read from copies that are brought up to date for every look."""

    operations: OperationsHarness
    system: SystemHarness

    def on_sale(
        self, filter_: BoardFilter, sort: BoardSort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchCard]:
        copy_all(self.operations, self.system)
        return self.system.launch_copies.on_sale(filter_, sort, page, now=now)

    def get(self, key: UUID | str, *, now: datetime) -> LaunchCard:
        copy_all(self.operations, self.system)
        return self.system.launch_copies.get(key, now=now)


@frozen
class CopiedBookings:
    """Bookings whose lists are read from copies."""

    operations: OperationsHarness
    system: SystemHarness

    def __getattr__(self, name: str) -> Any:
        return getattr(self.operations.bookings, name)

    def get(self, booking_id: BookingId) -> Booking:
        copy_all(self.operations, self.system)
        return self.system.booking_copies.get(booking_id).booking

    def list(self, page: PageRequest, **narrowed: Any) -> Page[Booking]:
        copy_all(self.operations, self.system)
        found = self.system.booking_copies.list(page, **narrowed)
        return Page(tuple(copy.booking for copy in found.items), found.next)


class TestTheBoardReadFromCopies(LaunchBoardContract):
    technologies = READ

    @pytest.fixture
    def store(self, system: SystemHarness, clock: MemoryClock) -> OperationsHarness:
        operations = memory_operations(clock)
        return evolve(operations, board=CopiedBoard(operations, system))


class TestBookingsReadFromCopies(BookingListsContract):
    technologies = READ

    @pytest.fixture
    def store(self, system: SystemHarness, clock: MemoryClock) -> OperationsHarness:
        operations = memory_operations(clock)
        return evolve(operations, bookings=CopiedBookings(operations, system))
