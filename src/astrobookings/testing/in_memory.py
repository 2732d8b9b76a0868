"""The whole platform in memory, with a clock to move."""

import random
from datetime import UTC, datetime
from typing import cast

from astrobookings.adapters.memory.agencies import MemoryAgencies
from astrobookings.adapters.memory.alerts import MemoryAlerts
from astrobookings.adapters.memory.attempts import MemoryAttempts
from astrobookings.adapters.memory.audiences import MemoryAudiences
from astrobookings.adapters.memory.board_version import MemoryBoardVersion
from astrobookings.adapters.memory.booking_copies import MemoryBookingCopies
from astrobookings.adapters.memory.booking_requests import MemoryBookingRequests
from astrobookings.adapters.memory.bookings import MemoryBookings
from astrobookings.adapters.memory.changes import MemoryChanges
from astrobookings.adapters.memory.charges import MemoryCharges
from astrobookings.adapters.memory.charts import MemoryCharts
from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.contact_rules import MemoryContactRules
from astrobookings.adapters.memory.copy_sources import (
    MemoryBookingSource,
    MemoryLaunchSource,
    MemoryProfileSource,
)
from astrobookings.adapters.memory.credit_notes import MemoryCreditNotes
from astrobookings.adapters.memory.dead_letters import MemoryDeadLetters
from astrobookings.adapters.memory.deliveries import MemoryDeliveries
from astrobookings.adapters.memory.ended_sessions import MemoryEndedSessions
from astrobookings.adapters.memory.entry_log import MemoryEntryLog
from astrobookings.adapters.memory.event_mails import MemoryEventMails
from astrobookings.adapters.memory.export_source import MemoryExportSource
from astrobookings.adapters.memory.exports import MemoryExports
from astrobookings.adapters.memory.flight_figures import MemoryFlightFigures
from astrobookings.adapters.memory.gateway import MemoryGateway
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
from astrobookings.adapters.memory.letters import MemoryLetters
from astrobookings.adapters.memory.link_secrets import MemoryLinkSecrets
from astrobookings.adapters.memory.links import MemoryLinks
from astrobookings.adapters.memory.mail import MemoryMail
from astrobookings.adapters.memory.metrics import MemoryMetrics
from astrobookings.adapters.memory.notices import MemoryNotices
from astrobookings.adapters.memory.notifications import MemoryNotifications
from astrobookings.adapters.memory.occupancies import MemoryOccupancies
from astrobookings.adapters.memory.one_time_codes import MemoryOneTimeCodes
from astrobookings.adapters.memory.outbox import MemoryOutbox
from astrobookings.adapters.memory.papers import MemoryPapers
from astrobookings.adapters.memory.passwords import MemoryPasswords
from astrobookings.adapters.memory.payment_signals import MemoryPaymentSignals
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
from astrobookings.adapters.memory.sheets import MemorySheets
from astrobookings.adapters.memory.spaceports import MemorySpaceports
from astrobookings.adapters.memory.store import MemoryStore
from astrobookings.adapters.memory.sync_conflicts import MemorySyncConflicts
from astrobookings.adapters.memory.sync_runs import MemorySyncRuns
from astrobookings.adapters.memory.tables import MemoryTables
from astrobookings.adapters.memory.testimonials import MemoryTestimonials
from astrobookings.adapters.memory.tokens import MemoryTokens
from astrobookings.adapters.memory.travelers import MemoryTravelers
from astrobookings.adapters.memory.turns import MemoryTurns
from astrobookings.adapters.memory.unreported_launches import MemoryUnreportedLaunches
from astrobookings.adapters.memory.users import MemoryUsers
from astrobookings.adapters.memory.wishes import MemoryWishes
from astrobookings.domain.agencies.agency import ReliabilityPolicy
from astrobookings.domain.agencies.launch import TurnAroundPolicy
from astrobookings.entrypoints.parts import Parts
from astrobookings.entrypoints.system import System, assemble
from astrobookings.testing.world import World

__all__ = ["START", "in_memory_parts", "in_memory_system", "in_memory_world"]

START = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)
"""When the clock of an in-memory system begins."""


def in_memory_parts(*, start: datetime = START, faults: bool = False, seed: int = 7) -> Parts:
    """A part for each port, none of which leaves the process.

    *faults* switches on the gateway's fault methods; ids and delays follow *seed*.
    """
    clock = MemoryClock(start)
    ids = MemoryIds(clock, seed=seed)
    mail = MemoryMail()
    operations, system = MemoryStore(ids), MemoryStore(ids)
    return Parts(
        operations=operations.transaction,
        operations_outbox=MemoryOutbox(operations),
        operations_deliveries=MemoryDeliveries(operations),
        operations_dead_letters=MemoryDeadLetters(operations),
        operations_changes=MemoryChanges(operations),
        operations_person_records=MemoryPersonRecords(operations),
        operations_handled=MemoryHandled(operations),
        agencies=MemoryAgencies(operations),
        rockets=MemoryRockets(operations),
        spaceports=MemorySpaceports(operations),
        launches=MemoryLaunches(operations, TurnAroundPolicy()),
        board=MemoryLaunchBoard(operations, ReliabilityPolicy()),
        seat_ledger=MemorySeatLedger(operations),
        bookings=MemoryBookings(operations),
        audiences=MemoryAudiences(operations),
        charges=MemoryCharges(operations),
        refunds=MemoryRefunds(operations),
        quotes=MemoryQuotes(operations),
        ledger=MemoryLedger(operations),
        receipts=MemoryReceipts(operations),
        travelers=MemoryTravelers(operations),
        keys=MemoryIdempotencyKeys(operations),
        credit_notes=MemoryCreditNotes(operations),
        invoice_payments=MemoryInvoicePayments(operations),
        invoices=MemoryInvoices(operations),
        launch_bookings=MemoryLaunchBookings(operations),
        launch_books=MemoryLaunchBooks(operations),
        occupancies=MemoryOccupancies(operations),
        reports=MemoryReports(operations),
        export_source=MemoryExportSource(operations),
        wishes=MemoryWishes(operations),
        testimonials=MemoryTestimonials(operations),
        flight_figures=MemoryFlightFigures(operations),
        unreported_launches=MemoryUnreportedLaunches(operations),
        system=system.transaction,
        system_outbox=MemoryOutbox(system),
        system_deliveries=MemoryDeliveries(system),
        system_dead_letters=MemoryDeadLetters(system),
        system_changes=MemoryChanges(system),
        system_person_records=MemoryPersonRecords(system),
        system_handled=MemoryHandled(system),
        users=MemoryUsers(system),
        profiles=MemoryProfiles(system),
        sessions=MemorySessions(system),
        links=MemoryLinks(system),
        second_factors=MemorySecondFactors(system),
        launch_source=MemoryLaunchSource(operations, ReliabilityPolicy()),
        booking_source=MemoryBookingSource(operations),
        profile_source=MemoryProfileSource(system),
        launch_copies=MemoryLaunchCopies(system),
        booking_copies=MemoryBookingCopies(system),
        sync_runs=MemorySyncRuns(system),
        sync_conflicts=MemorySyncConflicts(system),
        notifications=MemoryNotifications(system),
        event_mails=MemoryEventMails(system),
        booking_requests=MemoryBookingRequests(system),
        notices=MemoryNotices(system),
        preferences=MemoryPreferences(system),
        entry_log=MemoryEntryLog(system),
        metrics=MemoryMetrics(system),
        alerts=MemoryAlerts(system),
        turns=MemoryTurns(system),
        heartbeats=MemoryHeartbeats(system),
        exports=MemoryExports(system),
        policy_changes=MemoryPolicyChanges(system),
        ended_sessions=MemoryEndedSessions(clock),
        attempts=MemoryAttempts(),
        board_version=MemoryBoardVersion(),
        clock=clock,
        ids=ids,
        passwords=MemoryPasswords(),
        tokens=MemoryTokens(),
        link_secrets=MemoryLinkSecrets(),
        one_time_codes=MemoryOneTimeCodes(),
        contact_rules=MemoryContactRules(),
        gateway=MemoryGateway(faults=faults),
        payment_signals=MemoryPaymentSignals("in-memory", clock),
        mail=mail,
        mailbox=mail,
        letters=MemoryLetters(),
        papers=MemoryPapers(),
        tables=MemoryTables(),
        sheets=MemorySheets(),
        charts=MemoryCharts(),
        jitter=random.Random(seed).random,
        public_url="http://127.0.0.1:8000",
    )


def in_memory_system(*, start: datetime = START) -> System:
    """A system whose every part is in memory."""
    return assemble(in_memory_parts(start=start))


def in_memory_world(*, start: datetime = START, faults: bool = False, seed: int = 7) -> World:
    """A world to act in, in memory."""
    parts = in_memory_parts(start=start, faults=faults, seed=seed)
    return World(parts, cast(MemoryClock, parts.clock))
