"""Records in SQLite or PostgreSQL: `SqlStore` is a database, the rest are ports on it."""

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
from astrobookings.adapters.sql.migrations import Newer, Which, behind, migrate
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

__all__ = [
    "Newer",
    "SqlAgencies",
    "SqlAlerts",
    "SqlAudiences",
    "SqlBookingCopies",
    "SqlBookingSource",
    "SqlBookingRequests",
    "SqlBookings",
    "SqlCreditNotes",
    "SqlInvoicePayments",
    "SqlInvoices",
    "SqlLaunchBookings",
    "SqlLaunchBooks",
    "SqlChanges",
    "SqlCharges",
    "SqlEntryLog",
    "SqlExportSource",
    "SqlExports",
    "SqlDeadLetters",
    "SqlDeliveries",
    "SqlEventMails",
    "SqlFlightFigures",
    "SqlHandled",
    "SqlHeartbeats",
    "SqlIdempotencyKeys",
    "SqlLaunchBoard",
    "SqlLaunchCopies",
    "SqlLaunchSource",
    "SqlLaunches",
    "SqlLedger",
    "SqlLinks",
    "SqlMetrics",
    "SqlNotices",
    "SqlNotifications",
    "SqlOccupancies",
    "SqlOutbox",
    "SqlPersonRecords",
    "SqlPolicyChanges",
    "SqlPreferences",
    "SqlProfileSource",
    "SqlProfiles",
    "SqlQuotes",
    "SqlReceipts",
    "SqlRefunds",
    "SqlReports",
    "SqlRockets",
    "SqlSeatLedger",
    "SqlSecondFactors",
    "SqlSessions",
    "SqlSpaceports",
    "SqlStore",
    "SqlSyncConflicts",
    "SqlSyncRuns",
    "SqlTransactions",
    "SqlTestimonials",
    "SqlTravelers",
    "SqlTurns",
    "SqlUnreportedLaunches",
    "SqlUsers",
    "SqlWishes",
    "Which",
    "behind",
    "migrate",
]
