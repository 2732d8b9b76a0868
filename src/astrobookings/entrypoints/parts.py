"""What use-cases are made of: an adapter for each port, and the policies."""

from collections.abc import Callable
from typing import Any

import attrs
from attrs import frozen

from astrobookings.application.policies.policy_book import PolicyBook, Setting
from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.alerts import Alerts
from astrobookings.application.ports.attempts import Attempts
from astrobookings.application.ports.audiences import Audiences
from astrobookings.application.ports.board_answers import BoardAnswers
from astrobookings.application.ports.board_version import BoardVersion
from astrobookings.application.ports.booking_copies import BookingCopies, BookingSnapshot
from astrobookings.application.ports.booking_requests import BookingRequests
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.changes import Changes
from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.charts import Charts
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.copy_sources import CopySource
from astrobookings.application.ports.credit_notes import CreditNotes
from astrobookings.application.ports.dead_letters import DeadLetters
from astrobookings.application.ports.deliveries import Deliveries
from astrobookings.application.ports.ended_sessions import EndedSessions
from astrobookings.application.ports.entry_log import EntryLog
from astrobookings.application.ports.event_mails import EventMails
from astrobookings.application.ports.export_source import ExportSource
from astrobookings.application.ports.exports import Exports
from astrobookings.application.ports.flight_figures import FlightFigures
from astrobookings.application.ports.gateway import Gateway
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
from astrobookings.application.ports.letters import Letters
from astrobookings.application.ports.link_secrets import LinkSecrets
from astrobookings.application.ports.links import Links
from astrobookings.application.ports.mail import Mail, Mailbox
from astrobookings.application.ports.metrics import Metrics
from astrobookings.application.ports.notices import Notices
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.occupancies import Occupancies
from astrobookings.application.ports.one_time_codes import OneTimeCodes
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.papers import Papers
from astrobookings.application.ports.passwords import Passwords
from astrobookings.application.ports.payment_signals import PaymentSignals
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
from astrobookings.application.ports.sheets import Sheets
from astrobookings.application.ports.spaceports import Spaceports
from astrobookings.application.ports.sync_conflicts import SyncConflicts
from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.application.ports.tables import Tables
from astrobookings.application.ports.testimonials import Testimonials
from astrobookings.application.ports.tokens import Tokens
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.travelers import Travelers
from astrobookings.application.ports.turns import Turns
from astrobookings.application.ports.unreported_launches import UnreportedLaunches
from astrobookings.application.ports.users import Users
from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.agencies.agency import ReliabilityPolicy
from astrobookings.domain.agencies.launch import ReportingPolicy, TurnAroundPolicy
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.finance.exports import ExportPolicy
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.identity.links import LinkPolicy
from astrobookings.domain.identity.passwords import PasswordPolicy
from astrobookings.domain.identity.second_factor import SecondFactorPolicy
from astrobookings.domain.identity.sessions import SessionPolicy
from astrobookings.domain.identity.throttle import ThrottlePolicy
from astrobookings.domain.kernel.deliveries import RelayPolicy
from astrobookings.domain.monitoring.alerts import AlertPolicy
from astrobookings.domain.monitoring.metrics import SamplingPolicy
from astrobookings.domain.monitoring.retention import RetentionPolicy
from astrobookings.domain.notifications.health import HealthPolicy
from astrobookings.domain.notifications.news import NewsPolicy
from astrobookings.domain.notifications.notification import DeliveryPolicy
from astrobookings.domain.policies.policy import AnnouncementPolicy
from astrobookings.domain.sync.booking_request import RequestPolicy
from astrobookings.domain.sync.runs import SyncPolicy

__all__ = ["Parts", "standard_policies"]


def _nothing() -> None:
    """Memory needs no closing."""


@frozen(kw_only=True)
class Parts:
    """What use-cases are made of: an adapter for each port, and the policies."""

    operations: Transactions
    operations_outbox: Outbox
    operations_deliveries: Deliveries
    operations_dead_letters: DeadLetters
    operations_changes: Changes
    operations_person_records: PersonRecords
    operations_handled: Handled
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
    travelers: Travelers
    keys: IdempotencyKeys
    credit_notes: CreditNotes
    invoice_payments: InvoicePayments
    invoices: Invoices
    launch_bookings: LaunchBookings
    launch_books: LaunchBooks
    occupancies: Occupancies
    reports: Reports
    export_source: ExportSource
    wishes: Wishes
    testimonials: Testimonials
    flight_figures: FlightFigures
    unreported_launches: UnreportedLaunches
    system: Transactions
    system_outbox: Outbox
    system_deliveries: Deliveries
    system_dead_letters: DeadLetters
    system_changes: Changes
    system_person_records: PersonRecords
    system_handled: Handled
    users: Users
    profiles: Profiles
    sessions: Sessions
    links: Links
    second_factors: SecondFactors
    launch_source: CopySource[LaunchSnapshot]
    booking_source: CopySource[BookingSnapshot]
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
    ended_sessions: EndedSessions
    attempts: Attempts
    board_version: BoardVersion
    clock: Clock
    ids: Ids
    passwords: Passwords
    tokens: Tokens
    link_secrets: LinkSecrets
    one_time_codes: OneTimeCodes
    contact_rules: ContactRules
    gateway: Gateway
    payment_signals: PaymentSignals
    mail: Mail
    letters: Letters
    papers: Papers
    tables: Tables
    sheets: Sheets
    charts: Charts
    jitter: Callable[[], float]
    public_url: str
    mailbox: Mailbox | None = None
    """Embedded mode: the mails that were sent."""
    board_answers: BoardAnswers | None = None
    """Answers of the board, where several processes give them."""
    close: Callable[[], None] = _nothing
    """Gives back what the adapters keep open: connections, files, threads."""
    policies: BookingPolicies = BookingPolicies()
    finance: FinancePolicies = FinancePolicies()
    export_policy: ExportPolicy = ExportPolicy()
    password_policy: PasswordPolicy = PasswordPolicy()
    session_policy: SessionPolicy = SessionPolicy()
    link_policy: LinkPolicy = LinkPolicy()
    throttle: ThrottlePolicy = ThrottlePolicy()
    second_factor_policy: SecondFactorPolicy = SecondFactorPolicy()
    reliability: ReliabilityPolicy = ReliabilityPolicy()
    turn_around: TurnAroundPolicy = TurnAroundPolicy()
    reporting: ReportingPolicy = ReportingPolicy()
    delivery: DeliveryPolicy = DeliveryPolicy()
    sync_policy: SyncPolicy = SyncPolicy()
    request_policy: RequestPolicy = RequestPolicy()
    health: HealthPolicy = HealthPolicy()
    news: NewsPolicy = NewsPolicy()
    alert_policy: AlertPolicy = AlertPolicy()
    sampling: SamplingPolicy = SamplingPolicy()
    retention: RetentionPolicy = RetentionPolicy()
    relay_policy: RelayPolicy = RelayPolicy()
    announcements: AnnouncementPolicy = AnnouncementPolicy()
    policy_book: PolicyBook = PolicyBook()
    """The policies before anybody changed them from a date on; `assemble` writes it."""
    settings: tuple[Setting, ...] = ()
    """What this process was told, as it may be shown."""


def standard_policies() -> dict[str, Any]:
    """The policies that every system has, as the release has them."""
    return {
        field.name: field.default
        for field in attrs.fields(Parts)
        if attrs.has(type(field.default)) and type(field.default).__module__.find(".domain.") > 0
    }
