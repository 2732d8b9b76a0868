"""The stores of each technology, as the suites ask for them."""

import pytest

from astrobookings.adapters.memory.agencies import MemoryAgencies
from astrobookings.adapters.memory.alerts import MemoryAlerts
from astrobookings.adapters.memory.audiences import MemoryAudiences
from astrobookings.adapters.memory.booking_copies import MemoryBookingCopies
from astrobookings.adapters.memory.booking_requests import MemoryBookingRequests
from astrobookings.adapters.memory.bookings import MemoryBookings
from astrobookings.adapters.memory.changes import MemoryChanges
from astrobookings.adapters.memory.charges import MemoryCharges
from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.copy_sources import (
    MemoryBookingSource,
    MemoryLaunchSource,
    MemoryProfileSource,
)
from astrobookings.adapters.memory.credit_notes import MemoryCreditNotes
from astrobookings.adapters.memory.dead_letters import MemoryDeadLetters
from astrobookings.adapters.memory.deliveries import MemoryDeliveries
from astrobookings.adapters.memory.entry_log import MemoryEntryLog
from astrobookings.adapters.memory.event_mails import MemoryEventMails
from astrobookings.adapters.memory.export_source import MemoryExportSource
from astrobookings.adapters.memory.exports import MemoryExports
from astrobookings.adapters.memory.flight_figures import MemoryFlightFigures
from astrobookings.adapters.memory.handled import MemoryHandled
from astrobookings.adapters.memory.heartbeats import MemoryHeartbeats
from astrobookings.adapters.memory.idempotency_keys import MemoryIdempotencyKeys
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.memory.invoice_payments import MemoryInvoicePayments
from astrobookings.adapters.memory.invoices import MemoryInvoices
from astrobookings.adapters.memory.launch_board import MemoryLaunchBoard
from astrobookings.adapters.memory.launch_bookings import MemoryLaunchBookings
from astrobookings.adapters.memory.launch_books import MemoryLaunchBooks
from astrobookings.adapters.memory.launch_copies import MemoryLaunchCopies
from astrobookings.adapters.memory.launches import MemoryLaunches
from astrobookings.adapters.memory.ledger import MemoryLedger
from astrobookings.adapters.memory.links import MemoryLinks
from astrobookings.adapters.memory.metrics import MemoryMetrics
from astrobookings.adapters.memory.notices import MemoryNotices
from astrobookings.adapters.memory.notifications import MemoryNotifications
from astrobookings.adapters.memory.occupancies import MemoryOccupancies
from astrobookings.adapters.memory.outbox import MemoryOutbox
from astrobookings.adapters.memory.person_records import MemoryPersonRecords
from astrobookings.adapters.memory.policy_changes import MemoryPolicyChanges
from astrobookings.adapters.memory.preferences import MemoryPreferences
from astrobookings.adapters.memory.profiles import MemoryProfiles
from astrobookings.adapters.memory.quotes import MemoryQuotes
from astrobookings.adapters.memory.receipts import MemoryReceipts
from astrobookings.adapters.memory.refunds import MemoryRefunds
from astrobookings.adapters.memory.reports import MemoryReports
from astrobookings.adapters.memory.rockets import MemoryRockets
from astrobookings.adapters.memory.seat_ledger import MemorySeatLedger
from astrobookings.adapters.memory.second_factors import MemorySecondFactors
from astrobookings.adapters.memory.sessions import MemorySessions
from astrobookings.adapters.memory.spaceports import MemorySpaceports
from astrobookings.adapters.memory.store import MemoryStore
from astrobookings.adapters.memory.sync_conflicts import MemorySyncConflicts
from astrobookings.adapters.memory.sync_runs import MemorySyncRuns
from astrobookings.adapters.memory.testimonials import MemoryTestimonials
from astrobookings.adapters.memory.transactions import MemoryTransactions
from astrobookings.adapters.memory.travelers import MemoryTravelers
from astrobookings.adapters.memory.turns import MemoryTurns
from astrobookings.adapters.memory.unreported_launches import MemoryUnreportedLaunches
from astrobookings.adapters.memory.users import MemoryUsers
from astrobookings.adapters.memory.wishes import MemoryWishes
from astrobookings.adapters.mongo.alerts import MongoAlerts
from astrobookings.adapters.mongo.booking_copies import MongoBookingCopies
from astrobookings.adapters.mongo.booking_requests import MongoBookingRequests
from astrobookings.adapters.mongo.changes import MongoChanges
from astrobookings.adapters.mongo.copy_sources import MongoProfileSource
from astrobookings.adapters.mongo.dead_letters import MongoDeadLetters
from astrobookings.adapters.mongo.deliveries import MongoDeliveries
from astrobookings.adapters.mongo.entry_log import MongoEntryLog
from astrobookings.adapters.mongo.event_mails import MongoEventMails
from astrobookings.adapters.mongo.exports import MongoExports
from astrobookings.adapters.mongo.handled import MongoHandled
from astrobookings.adapters.mongo.heartbeats import MongoHeartbeats
from astrobookings.adapters.mongo.launch_copies import MongoLaunchCopies
from astrobookings.adapters.mongo.links import MongoLinks
from astrobookings.adapters.mongo.metrics import MongoMetrics
from astrobookings.adapters.mongo.notices import MongoNotices
from astrobookings.adapters.mongo.notifications import MongoNotifications
from astrobookings.adapters.mongo.outbox import MongoOutbox
from astrobookings.adapters.mongo.person_records import MongoPersonRecords
from astrobookings.adapters.mongo.policy_changes import MongoPolicyChanges
from astrobookings.adapters.mongo.preferences import MongoPreferences
from astrobookings.adapters.mongo.profiles import MongoProfiles
from astrobookings.adapters.mongo.second_factors import MongoSecondFactors
from astrobookings.adapters.mongo.sessions import MongoSessions
from astrobookings.adapters.mongo.store.database import MongoStore
from astrobookings.adapters.mongo.sync_conflicts import MongoSyncConflicts
from astrobookings.adapters.mongo.sync_runs import MongoSyncRuns
from astrobookings.adapters.mongo.transactions import MongoTransactions
from astrobookings.adapters.mongo.turns import MongoTurns
from astrobookings.adapters.mongo.users import MongoUsers
from astrobookings.adapters.sql.agencies import SqlAgencies
from astrobookings.adapters.sql.alerts import SqlAlerts
from astrobookings.adapters.sql.audiences import SqlAudiences
from astrobookings.adapters.sql.booking_copies import SqlBookingCopies
from astrobookings.adapters.sql.booking_requests import SqlBookingRequests
from astrobookings.adapters.sql.bookings import SqlBookings
from astrobookings.adapters.sql.changes import SqlChanges
from astrobookings.adapters.sql.charges import SqlCharges
from astrobookings.adapters.sql.copy_sources import (
    SqlBookingSource,
    SqlLaunchSource,
    SqlProfileSource,
)
from astrobookings.adapters.sql.credit_notes import SqlCreditNotes
from astrobookings.adapters.sql.dead_letters import SqlDeadLetters
from astrobookings.adapters.sql.deliveries import SqlDeliveries
from astrobookings.adapters.sql.entry_log import SqlEntryLog
from astrobookings.adapters.sql.event_mails import SqlEventMails
from astrobookings.adapters.sql.export_source import SqlExportSource
from astrobookings.adapters.sql.exports import SqlExports
from astrobookings.adapters.sql.flight_figures import SqlFlightFigures
from astrobookings.adapters.sql.handled import SqlHandled
from astrobookings.adapters.sql.heartbeats import SqlHeartbeats
from astrobookings.adapters.sql.idempotency_keys import SqlIdempotencyKeys
from astrobookings.adapters.sql.invoice_payments import SqlInvoicePayments
from astrobookings.adapters.sql.invoices import SqlInvoices
from astrobookings.adapters.sql.launch_board import SqlLaunchBoard
from astrobookings.adapters.sql.launch_bookings import SqlLaunchBookings
from astrobookings.adapters.sql.launch_books import SqlLaunchBooks
from astrobookings.adapters.sql.launch_copies import SqlLaunchCopies
from astrobookings.adapters.sql.launches import SqlLaunches
from astrobookings.adapters.sql.ledger import SqlLedger
from astrobookings.adapters.sql.links import SqlLinks
from astrobookings.adapters.sql.metrics import SqlMetrics
from astrobookings.adapters.sql.notices import SqlNotices
from astrobookings.adapters.sql.notifications import SqlNotifications
from astrobookings.adapters.sql.occupancies import SqlOccupancies
from astrobookings.adapters.sql.outbox import SqlOutbox
from astrobookings.adapters.sql.person_records import SqlPersonRecords
from astrobookings.adapters.sql.policy_changes import SqlPolicyChanges
from astrobookings.adapters.sql.preferences import SqlPreferences
from astrobookings.adapters.sql.profiles import SqlProfiles
from astrobookings.adapters.sql.quotes import SqlQuotes
from astrobookings.adapters.sql.receipts import SqlReceipts
from astrobookings.adapters.sql.refunds import SqlRefunds
from astrobookings.adapters.sql.reports import SqlReports
from astrobookings.adapters.sql.rockets import SqlRockets
from astrobookings.adapters.sql.seat_ledger import SqlSeatLedger
from astrobookings.adapters.sql.second_factors import SqlSecondFactors
from astrobookings.adapters.sql.sessions import SqlSessions
from astrobookings.adapters.sql.spaceports import SqlSpaceports
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.sync_conflicts import SqlSyncConflicts
from astrobookings.adapters.sql.sync_runs import SqlSyncRuns
from astrobookings.adapters.sql.testimonials import SqlTestimonials
from astrobookings.adapters.sql.transactions import SqlTransactions
from astrobookings.adapters.sql.travelers import SqlTravelers
from astrobookings.adapters.sql.turns import SqlTurns
from astrobookings.adapters.sql.unreported_launches import SqlUnreportedLaunches
from astrobookings.adapters.sql.users import SqlUsers
from astrobookings.adapters.sql.wishes import SqlWishes
from astrobookings.domain.privacy.records import OPERATIONS_RECORDS, SYSTEM_RECORDS
from astrobookings.testing.contracts.harness import OperationsHarness, StoreHarness, SystemHarness

__all__ = [
    "OnBothStores",
    "OnOperations",
    "OnSystem",
    "memory_operations",
    "memory_system",
    "mongo_system",
    "sql_operations",
    "sql_system",
]


def memory_operations(clock: MemoryClock) -> OperationsHarness:
    store = MemoryStore(MemoryIds(clock))
    return OperationsHarness(
        transaction=MemoryTransactions(store),
        outbox=MemoryOutbox(store),
        deliveries=MemoryDeliveries(store),
        dead_letters=MemoryDeadLetters(store),
        changes=MemoryChanges(store),
        person_records=MemoryPersonRecords(store),
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
        audiences=MemoryAudiences(store),
        charges=MemoryCharges(store),
        refunds=MemoryRefunds(store),
        quotes=MemoryQuotes(store),
        ledger=MemoryLedger(store),
        receipts=MemoryReceipts(store),
        credit_notes=MemoryCreditNotes(store),
        invoice_payments=MemoryInvoicePayments(store),
        invoices=MemoryInvoices(store),
        launch_bookings=MemoryLaunchBookings(store),
        launch_books=MemoryLaunchBooks(store),
        occupancies=MemoryOccupancies(store),
        reports=MemoryReports(store),
        export_source=MemoryExportSource(store),
        wishes=MemoryWishes(store),
        testimonials=MemoryTestimonials(store),
        flight_figures=MemoryFlightFigures(store),
        unreported_launches=MemoryUnreportedLaunches(store),
        launch_source=MemoryLaunchSource(store),
        booking_source=MemoryBookingSource(store),
        travelers=MemoryTravelers(store),
        keys=MemoryIdempotencyKeys(store),
    )


def memory_system(clock: MemoryClock) -> SystemHarness:
    store = MemoryStore(MemoryIds(clock))
    return SystemHarness(
        transaction=MemoryTransactions(store),
        outbox=MemoryOutbox(store),
        deliveries=MemoryDeliveries(store),
        dead_letters=MemoryDeadLetters(store),
        changes=MemoryChanges(store),
        person_records=MemoryPersonRecords(store),
        handled=MemoryHandled(store),
        ids=store.ids,
        clock=clock,
        users=MemoryUsers(store),
        profiles=MemoryProfiles(store),
        sessions=MemorySessions(store),
        links=MemoryLinks(store),
        second_factors=MemorySecondFactors(store),
        profile_source=MemoryProfileSource(store),
        launch_copies=MemoryLaunchCopies(store),
        booking_copies=MemoryBookingCopies(store),
        sync_runs=MemorySyncRuns(store),
        sync_conflicts=MemorySyncConflicts(store),
        notifications=MemoryNotifications(store),
        event_mails=MemoryEventMails(store),
        booking_requests=MemoryBookingRequests(store),
        notices=MemoryNotices(store),
        preferences=MemoryPreferences(store),
        entry_log=MemoryEntryLog(store),
        metrics=MemoryMetrics(store),
        alerts=MemoryAlerts(store),
        turns=MemoryTurns(store),
        heartbeats=MemoryHeartbeats(store),
        exports=MemoryExports(store),
        policy_changes=MemoryPolicyChanges(store),
    )


def sql_operations(store: SqlStore, clock: MemoryClock) -> OperationsHarness:
    return OperationsHarness(
        transaction=SqlTransactions(store),
        outbox=SqlOutbox(store),
        deliveries=SqlDeliveries(store),
        dead_letters=SqlDeadLetters(store),
        changes=SqlChanges(store),
        person_records=SqlPersonRecords(store, OPERATIONS_RECORDS),
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
        audiences=SqlAudiences(store),
        charges=SqlCharges(store),
        refunds=SqlRefunds(store),
        quotes=SqlQuotes(store),
        ledger=SqlLedger(store),
        receipts=SqlReceipts(store),
        credit_notes=SqlCreditNotes(store),
        invoice_payments=SqlInvoicePayments(store),
        invoices=SqlInvoices(store),
        launch_bookings=SqlLaunchBookings(store),
        launch_books=SqlLaunchBooks(store),
        occupancies=SqlOccupancies(store),
        reports=SqlReports(store),
        export_source=SqlExportSource(store),
        wishes=SqlWishes(store),
        testimonials=SqlTestimonials(store),
        flight_figures=SqlFlightFigures(store),
        unreported_launches=SqlUnreportedLaunches(store),
        launch_source=SqlLaunchSource(store),
        booking_source=SqlBookingSource(store),
        travelers=SqlTravelers(store),
        keys=SqlIdempotencyKeys(store),
    )


def sql_system(store: SqlStore, clock: MemoryClock) -> SystemHarness:
    return SystemHarness(
        transaction=SqlTransactions(store),
        outbox=SqlOutbox(store),
        deliveries=SqlDeliveries(store),
        dead_letters=SqlDeadLetters(store),
        changes=SqlChanges(store),
        person_records=SqlPersonRecords(store, SYSTEM_RECORDS),
        handled=SqlHandled(store),
        ids=store.ids,
        clock=clock,
        users=SqlUsers(store),
        profiles=SqlProfiles(store),
        sessions=SqlSessions(store),
        links=SqlLinks(store),
        second_factors=SqlSecondFactors(store),
        profile_source=SqlProfileSource(store),
        launch_copies=SqlLaunchCopies(store),
        booking_copies=SqlBookingCopies(store),
        sync_runs=SqlSyncRuns(store),
        sync_conflicts=SqlSyncConflicts(store),
        notifications=SqlNotifications(store),
        event_mails=SqlEventMails(store),
        booking_requests=SqlBookingRequests(store),
        notices=SqlNotices(store),
        preferences=SqlPreferences(store),
        entry_log=SqlEntryLog(store),
        metrics=SqlMetrics(store),
        alerts=SqlAlerts(store),
        turns=SqlTurns(store),
        heartbeats=SqlHeartbeats(store),
        exports=SqlExports(store),
        policy_changes=SqlPolicyChanges(store),
    )


def mongo_system(store: MongoStore, clock: MemoryClock) -> SystemHarness:
    return SystemHarness(
        transaction=MongoTransactions(store),
        outbox=MongoOutbox(store),
        deliveries=MongoDeliveries(store),
        dead_letters=MongoDeadLetters(store),
        changes=MongoChanges(store),
        person_records=MongoPersonRecords(store),
        handled=MongoHandled(store),
        ids=store.ids,
        clock=clock,
        users=MongoUsers(store),
        profiles=MongoProfiles(store),
        sessions=MongoSessions(store),
        links=MongoLinks(store),
        second_factors=MongoSecondFactors(store),
        profile_source=MongoProfileSource(store),
        launch_copies=MongoLaunchCopies(store),
        booking_copies=MongoBookingCopies(store),
        sync_runs=MongoSyncRuns(store),
        sync_conflicts=MongoSyncConflicts(store),
        notifications=MongoNotifications(store),
        event_mails=MongoEventMails(store),
        booking_requests=MongoBookingRequests(store),
        notices=MongoNotices(store),
        preferences=MongoPreferences(store),
        entry_log=MongoEntryLog(store),
        metrics=MongoMetrics(store),
        alerts=MongoAlerts(store),
        turns=MongoTurns(store),
        heartbeats=MongoHeartbeats(store),
        exports=MongoExports(store),
        policy_changes=MongoPolicyChanges(store),
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
    """Runs a suite on both stores of every technology; `conftest` names the pairs."""

    @pytest.fixture
    def store(self, technology: str, request: pytest.FixtureRequest) -> StoreHarness:
        harness: StoreHarness = request.getfixturevalue(request.param)
        return harness
