"""The stores of each technology, as the suites ask for them."""

import pytest

from astrobookings.adapters.memory.agencies import MemoryAgencies
from astrobookings.adapters.memory.bookings import MemoryBookings
from astrobookings.adapters.memory.changes import MemoryChanges
from astrobookings.adapters.memory.charges import MemoryCharges
from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.handled import MemoryHandled
from astrobookings.adapters.memory.idempotency_keys import MemoryIdempotencyKeys
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.memory.launch_board import MemoryLaunchBoard
from astrobookings.adapters.memory.launches import MemoryLaunches
from astrobookings.adapters.memory.ledger import MemoryLedger
from astrobookings.adapters.memory.links import MemoryLinks
from astrobookings.adapters.memory.notifications import MemoryNotifications
from astrobookings.adapters.memory.outbox import MemoryOutbox
from astrobookings.adapters.memory.profiles import MemoryProfiles
from astrobookings.adapters.memory.quotes import MemoryQuotes
from astrobookings.adapters.memory.receipts import MemoryReceipts
from astrobookings.adapters.memory.refunds import MemoryRefunds
from astrobookings.adapters.memory.rockets import MemoryRockets
from astrobookings.adapters.memory.seat_ledger import MemorySeatLedger
from astrobookings.adapters.memory.sessions import MemorySessions
from astrobookings.adapters.memory.spaceports import MemorySpaceports
from astrobookings.adapters.memory.store import MemoryStore
from astrobookings.adapters.memory.transactions import MemoryTransactions
from astrobookings.adapters.memory.travelers import MemoryTravelers
from astrobookings.adapters.memory.users import MemoryUsers
from astrobookings.adapters.sql.agencies import SqlAgencies
from astrobookings.adapters.sql.bookings import SqlBookings
from astrobookings.adapters.sql.changes import SqlChanges
from astrobookings.adapters.sql.charges import SqlCharges
from astrobookings.adapters.sql.handled import SqlHandled
from astrobookings.adapters.sql.idempotency_keys import SqlIdempotencyKeys
from astrobookings.adapters.sql.launch_board import SqlLaunchBoard
from astrobookings.adapters.sql.launches import SqlLaunches
from astrobookings.adapters.sql.ledger import SqlLedger
from astrobookings.adapters.sql.links import SqlLinks
from astrobookings.adapters.sql.notifications import SqlNotifications
from astrobookings.adapters.sql.outbox import SqlOutbox
from astrobookings.adapters.sql.profiles import SqlProfiles
from astrobookings.adapters.sql.quotes import SqlQuotes
from astrobookings.adapters.sql.receipts import SqlReceipts
from astrobookings.adapters.sql.refunds import SqlRefunds
from astrobookings.adapters.sql.rockets import SqlRockets
from astrobookings.adapters.sql.seat_ledger import SqlSeatLedger
from astrobookings.adapters.sql.sessions import SqlSessions
from astrobookings.adapters.sql.spaceports import SqlSpaceports
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.transactions import SqlTransactions
from astrobookings.adapters.sql.travelers import SqlTravelers
from astrobookings.adapters.sql.users import SqlUsers
from astrobookings.testing.contracts.harness import OperationsHarness, StoreHarness, SystemHarness

__all__ = [
    "OnBothStores",
    "OnOperations",
    "OnSystem",
    "memory_operations",
    "memory_system",
    "sql_operations",
    "sql_system",
]


def memory_operations(clock: MemoryClock) -> OperationsHarness:
    store = MemoryStore(MemoryIds(clock))
    return OperationsHarness(
        transaction=MemoryTransactions(store),
        outbox=MemoryOutbox(store),
        changes=MemoryChanges(store),
        handled=MemoryHandled(store),
        ids=store.ids,
        clock=clock,
        agencies=MemoryAgencies(store),
        rockets=MemoryRockets(store),
        spaceports=MemorySpaceports(store),
        launches=MemoryLaunches(store),
        board=MemoryLaunchBoard(store),
        seat_ledger=MemorySeatLedger(store),
        bookings=MemoryBookings(store),
        charges=MemoryCharges(store),
        refunds=MemoryRefunds(store),
        quotes=MemoryQuotes(store),
        ledger=MemoryLedger(store),
        receipts=MemoryReceipts(store),
        travelers=MemoryTravelers(store),
        keys=MemoryIdempotencyKeys(store),
    )


def memory_system(clock: MemoryClock) -> SystemHarness:
    store = MemoryStore(MemoryIds(clock))
    return SystemHarness(
        transaction=MemoryTransactions(store),
        outbox=MemoryOutbox(store),
        changes=MemoryChanges(store),
        handled=MemoryHandled(store),
        ids=store.ids,
        clock=clock,
        users=MemoryUsers(store),
        profiles=MemoryProfiles(store),
        sessions=MemorySessions(store),
        links=MemoryLinks(store),
        notifications=MemoryNotifications(store),
    )


def sql_operations(store: SqlStore, clock: MemoryClock) -> OperationsHarness:
    return OperationsHarness(
        transaction=SqlTransactions(store),
        outbox=SqlOutbox(store),
        changes=SqlChanges(store),
        handled=SqlHandled(store),
        ids=store.ids,
        clock=clock,
        agencies=SqlAgencies(store),
        rockets=SqlRockets(store),
        spaceports=SqlSpaceports(store),
        launches=SqlLaunches(store),
        board=SqlLaunchBoard(store),
        seat_ledger=SqlSeatLedger(store),
        bookings=SqlBookings(store),
        charges=SqlCharges(store),
        refunds=SqlRefunds(store),
        quotes=SqlQuotes(store),
        ledger=SqlLedger(store),
        receipts=SqlReceipts(store),
        travelers=SqlTravelers(store),
        keys=SqlIdempotencyKeys(store),
    )


def sql_system(store: SqlStore, clock: MemoryClock) -> SystemHarness:
    return SystemHarness(
        transaction=SqlTransactions(store),
        outbox=SqlOutbox(store),
        changes=SqlChanges(store),
        handled=SqlHandled(store),
        ids=store.ids,
        clock=clock,
        users=SqlUsers(store),
        profiles=SqlProfiles(store),
        sessions=SqlSessions(store),
        links=SqlLinks(store),
        notifications=SqlNotifications(store),
    )


class OnOperations:
    """Runs a suite on the operations store of every technology."""

    @pytest.fixture
    def store(self, operations: OperationsHarness) -> OperationsHarness:
        return operations


class OnSystem:
    """Runs a suite on the system store of every technology."""

    @pytest.fixture
    def store(self, system: SystemHarness) -> SystemHarness:
        return system


class OnBothStores:
    """Runs a suite on both stores of every technology."""

    @pytest.fixture(params=["operations", "system"])
    def store(self, technology: str, request: pytest.FixtureRequest) -> StoreHarness:
        harness: StoreHarness = request.getfixturevalue(request.param)
        return harness
