"""The platform as one value: a field for every use-case."""

from collections.abc import Mapping
from typing import Any, TypeVar

import attrs
from attrs import frozen

from astrobookings.application.agencies.abort_launch import AbortLaunch
from astrobookings.application.agencies.add_rocket import AddRocket
from astrobookings.application.agencies.add_spaceport import AddSpaceport
from astrobookings.application.agencies.approve_agency import ApproveAgency
from astrobookings.application.agencies.create_agency import CreateAgency
from astrobookings.application.agencies.delay_launch import DelayLaunch
from astrobookings.application.agencies.delete_rocket import DeleteRocket
from astrobookings.application.agencies.delete_spaceport import DeleteSpaceport
from astrobookings.application.agencies.edit_launch import EditLaunch
from astrobookings.application.agencies.edit_rocket import EditRocket
from astrobookings.application.agencies.edit_spaceport import EditSpaceport
from astrobookings.application.agencies.fail_launch import FailLaunch
from astrobookings.application.agencies.list_agencies import ListAgencies
from astrobookings.application.agencies.list_agency_launches import ListAgencyLaunches
from astrobookings.application.agencies.list_launch_bookings import ListLaunchBookings
from astrobookings.application.agencies.list_occupancy import ListOccupancy
from astrobookings.application.agencies.list_rockets import ListRockets
from astrobookings.application.agencies.list_spaceports import ListSpaceports
from astrobookings.application.agencies.mark_launch_successful import MarkLaunchSuccessful
from astrobookings.application.agencies.read_agency_profile import ReadAgencyProfile
from astrobookings.application.agencies.reinstate_agency import ReinstateAgency
from astrobookings.application.agencies.report_bookings import ReportBookings
from astrobookings.application.agencies.schedule_launch import ScheduleLaunch
from astrobookings.application.agencies.suspend_agency import SuspendAgency
from astrobookings.application.agencies.tell_unreported import TellUnreported
from astrobookings.application.agencies.update_agency_profile import UpdateAgencyProfile
from astrobookings.application.agencies.view_agency import ViewAgency
from astrobookings.application.agencies.view_agency_launch import ViewAgencyLaunch
from astrobookings.application.agencies.view_occupancy import ViewOccupancy
from astrobookings.application.agencies.view_rocket import ViewRocket
from astrobookings.application.agencies.view_spaceport import ViewSpaceport
from astrobookings.application.booking.answer_delay import AnswerDelay
from astrobookings.application.booking.boarding_pass import BoardingPass
from astrobookings.application.booking.book_seats import BookSeats
from astrobookings.application.booking.calendar_file import CalendarFile
from astrobookings.application.booking.cancel_booking import CancelBooking
from astrobookings.application.booking.change_seats import ChangeSeats
from astrobookings.application.booking.end_bookings import EndBookings
from astrobookings.application.booking.execute_refunds import ExecuteRefunds
from astrobookings.application.booking.expire_holds import ExpireHolds
from astrobookings.application.booking.extend_hold import ExtendHold
from astrobookings.application.booking.find_answer import FindAnswer
from astrobookings.application.booking.find_travelers import FindTravelers
from astrobookings.application.booking.follow_launches import FollowLaunches
from astrobookings.application.booking.give_testimonial import GiveTestimonial
from astrobookings.application.booking.hear_gateway import HearGateway
from astrobookings.application.booking.keep_answer import KeepAnswer
from astrobookings.application.booking.list_bookings import ListBookings
from astrobookings.application.booking.list_receipts import ListReceipts
from astrobookings.application.booking.list_testimonials import ListTestimonials
from astrobookings.application.booking.list_wishes import ListWishes
from astrobookings.application.booking.make_wish import MakeWish
from astrobookings.application.booking.moderate_testimonial import ModerateTestimonial
from astrobookings.application.booking.name_passengers import NamePassengers
from astrobookings.application.booking.pay_booking import PayBooking
from astrobookings.application.booking.print_receipt import PrintReceipt
from astrobookings.application.booking.quote_cancellation import QuoteCancellation
from astrobookings.application.booking.read_about import ReadAbout
from astrobookings.application.booking.record_transfer import RecordTransfer
from astrobookings.application.booking.refresh_board import RefreshBoard
from astrobookings.application.booking.request_cancellation import RequestCancellation
from astrobookings.application.booking.request_seats import RequestSeats
from astrobookings.application.booking.search_launches import SearchLaunches
from astrobookings.application.booking.settle_booking_requests import SettleBookingRequests
from astrobookings.application.booking.settle_payments import SettlePayments
from astrobookings.application.booking.tend_wishes import TendWishes
from astrobookings.application.booking.view_booking import ViewBooking
from astrobookings.application.booking.view_booking_request import ViewBookingRequest
from astrobookings.application.booking.view_launch import ViewLaunch
from astrobookings.application.booking.view_neighbours import ViewNeighbours
from astrobookings.application.booking.view_seat_map import ViewSeatMap
from astrobookings.application.booking.view_timeline import ViewTimeline
from astrobookings.application.booking.view_wish import ViewWish
from astrobookings.application.booking.withdraw_wish import WithdrawWish
from astrobookings.application.finance.agency_report import MakeAgencyReport
from astrobookings.application.finance.annual_report import MakeAnnualReport
from astrobookings.application.finance.credit_invoice import CreditInvoice
from astrobookings.application.finance.forget_exports import ForgetExports
from astrobookings.application.finance.issue_due_invoices import IssueDueInvoices
from astrobookings.application.finance.issue_invoice import IssueInvoice
from astrobookings.application.finance.launches_report import MakeLaunchesReport
from astrobookings.application.finance.list_exports import ListExports
from astrobookings.application.finance.list_invoices import ListInvoices
from astrobookings.application.finance.list_refunds import ListRefunds
from astrobookings.application.finance.move_due_date import MoveDueDate
from astrobookings.application.finance.operations_report import MakeOperationsReport
from astrobookings.application.finance.pay_invoice import PayInvoice
from astrobookings.application.finance.print_invoice import PrintCreditNote, PrintInvoice
from astrobookings.application.finance.record_payment import RecordPayment
from astrobookings.application.finance.remind_of_invoices import RemindOfInvoices
from astrobookings.application.finance.request_export import RequestExport
from astrobookings.application.finance.retry_refund import RetryRefund
from astrobookings.application.finance.return_payment import ReturnPayment
from astrobookings.application.finance.settle_invoice import SettleInvoice
from astrobookings.application.finance.settle_invoice_payments import SettleInvoicePayments
from astrobookings.application.finance.settle_refund import SettleRefund
from astrobookings.application.finance.view_export import FetchExport, ViewExport
from astrobookings.application.finance.view_invoice import ViewInvoice
from astrobookings.application.finance.view_refund import ViewRefund
from astrobookings.application.finance.write_exports import WriteExports
from astrobookings.application.identity.announce_ended_sessions import AnnounceEndedSessions
from astrobookings.application.identity.authenticate import Authenticate
from astrobookings.application.identity.begin_second_factor import BeginSecondFactor
from astrobookings.application.identity.change_email import ChangeEmail
from astrobookings.application.identity.change_password import ChangePassword
from astrobookings.application.identity.change_user import ChangeUser
from astrobookings.application.identity.close_account import CloseAccount
from astrobookings.application.identity.confirm_email import ConfirmEmail
from astrobookings.application.identity.confirm_second_factor import ConfirmSecondFactor
from astrobookings.application.identity.create_employee import CreateEmployee
from astrobookings.application.identity.end_other_sessions import EndOtherSessions
from astrobookings.application.identity.end_second_factor import EndSecondFactor
from astrobookings.application.identity.end_session import EndSession
from astrobookings.application.identity.export_me import ExportMe
from astrobookings.application.identity.forget_person import ForgetPerson
from astrobookings.application.identity.invite_again import InviteAgain
from astrobookings.application.identity.list_sessions import ListSessions
from astrobookings.application.identity.list_users import ListUsers
from astrobookings.application.identity.prove_second_factor import ProveSecondFactor
from astrobookings.application.identity.read_me import ReadMe
from astrobookings.application.identity.refresh_session import RefreshSession
from astrobookings.application.identity.register_agency import RegisterAgency
from astrobookings.application.identity.register_traveler import RegisterTraveler
from astrobookings.application.identity.renew_recovery_codes import RenewRecoveryCodes
from astrobookings.application.identity.request_password_reset import RequestPasswordReset
from astrobookings.application.identity.resend_confirmation import ResendConfirmation
from astrobookings.application.identity.reset_password import ResetPassword
from astrobookings.application.identity.reset_second_factor import ResetSecondFactor
from astrobookings.application.identity.set_up_second_factor import SetUpSecondFactor
from astrobookings.application.identity.sign_in import SignIn
from astrobookings.application.identity.sign_out import SignOut
from astrobookings.application.identity.sign_out_everywhere import SignOutEverywhere
from astrobookings.application.identity.update_me import UpdateMe
from astrobookings.application.identity.view_second_factor import ViewSecondFactor
from astrobookings.application.identity.view_user import ViewUser
from astrobookings.application.monitoring.check_anomalies import CheckAnomalies
from astrobookings.application.monitoring.export_entries import ExportEntries
from astrobookings.application.monitoring.forget_old_records import ForgetOldRecords
from astrobookings.application.monitoring.hear_sync_run import HearSyncRun
from astrobookings.application.monitoring.list_alerts import ListAlerts
from astrobookings.application.monitoring.note_event import NoteEvent
from astrobookings.application.monitoring.read_figures import ReadFigures
from astrobookings.application.monitoring.record_entries import RecordEntries
from astrobookings.application.monitoring.report_traffic import ReportTraffic
from astrobookings.application.monitoring.sample_metrics import SampleMetrics
from astrobookings.application.monitoring.search_entries import SearchEntries
from astrobookings.application.monitoring.view_metrics import ViewMetrics
from astrobookings.application.monitoring.view_status import ViewStatus
from astrobookings.application.notifications.check_service import CheckNotificationService
from astrobookings.application.notifications.choose_preferences import ChoosePreferences
from astrobookings.application.notifications.list_notices import ListNotices
from astrobookings.application.notifications.list_notifications import ListNotifications
from astrobookings.application.notifications.move_notification import MoveNotification
from astrobookings.application.notifications.note_delivery import NoteDelivery
from astrobookings.application.notifications.queue_account_news import QueueAccountNews
from astrobookings.application.notifications.queue_agency_news import QueueAgencyNews
from astrobookings.application.notifications.queue_alert_mail import QueueAlertMail
from astrobookings.application.notifications.queue_booking_news import QueueBookingNews
from astrobookings.application.notifications.queue_booking_request_news import (
    QueueBookingRequestNews,
)
from astrobookings.application.notifications.queue_invoice_news import QueueInvoiceNews
from astrobookings.application.notifications.queue_launch_news import QueueLaunchNews
from astrobookings.application.notifications.queue_link_mail import QueueLinkMail
from astrobookings.application.notifications.queue_new_launch import QueueNewLaunch
from astrobookings.application.notifications.queue_unreported_launch import QueueUnreportedLaunch
from astrobookings.application.notifications.queue_wish_news import QueueWishNews
from astrobookings.application.notifications.read_notice import ReadNotice
from astrobookings.application.notifications.read_preferences import ReadPreferences
from astrobookings.application.notifications.send_notifications import SendNotifications
from astrobookings.application.notifications.view_notification import ViewNotification
from astrobookings.application.notifications.view_queue import ViewQueue
from astrobookings.application.policies.announce_policy_change import AnnouncePolicyChange
from astrobookings.application.policies.list_policy_changes import ListPolicyChanges
from astrobookings.application.policies.policy_book import PolicyBook
from astrobookings.application.policies.view_policies import ViewPolicies
from astrobookings.application.policies.withdraw_policy_change import WithdrawPolicyChange
from astrobookings.application.ports.board_answers import BoardAnswers
from astrobookings.application.ports.board_version import BoardVersion
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.gateway import Gateway
from astrobookings.application.ports.mail import Mailbox
from astrobookings.application.relay.list_dead_letters import ListDeadLetters
from astrobookings.application.relay.retry_dead_letter import RetryDeadLetter
from astrobookings.application.resolve_conflict import ResolveConflict
from astrobookings.application.sync.bring_profile import BringProfile
from astrobookings.application.sync.copy_booking import CopyBooking
from astrobookings.application.sync.copy_launch import CopyLaunch
from astrobookings.application.sync.copy_traveler import CopyTraveler
from astrobookings.application.sync.forget_sync_runs import ForgetSyncRuns
from astrobookings.application.sync.list_sync_changes import ListSyncChanges
from astrobookings.application.sync.list_sync_conflicts import ListSyncConflicts
from astrobookings.application.sync.list_sync_runs import ListSyncRuns
from astrobookings.application.sync.run_sync import RunSync
from astrobookings.application.sync.start_sync import StartSync
from astrobookings.application.sync.sync_due import SyncDue
from astrobookings.application.sync.view_sync_conflict import ViewSyncConflict
from astrobookings.application.sync.view_sync_run import ViewSyncRun
from astrobookings.application.sync_requests import SyncRequests
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.identity.sessions import SessionPolicy
from astrobookings.entrypoints.parts import Parts, standard_policies

__all__ = ["System", "assemble"]


@frozen(kw_only=True)
class System:
    """Every use-case, ready to be called; entrypoints and embedders receive one."""

    parts: Parts

    register_traveler: RegisterTraveler
    register_agency: RegisterAgency
    confirm_email: ConfirmEmail
    resend_confirmation: ResendConfirmation
    sign_in: SignIn
    refresh_session: RefreshSession
    sign_out: SignOut
    sign_out_everywhere: SignOutEverywhere
    authenticate: Authenticate
    read_me: ReadMe
    update_me: UpdateMe
    export_me: ExportMe
    close_account: CloseAccount
    change_password: ChangePassword
    change_email: ChangeEmail
    request_password_reset: RequestPasswordReset
    reset_password: ResetPassword
    create_employee: CreateEmployee
    list_sessions: ListSessions
    end_session: EndSession
    end_other_sessions: EndOtherSessions
    view_second_factor: ViewSecondFactor
    begin_second_factor: BeginSecondFactor
    confirm_second_factor: ConfirmSecondFactor
    renew_recovery_codes: RenewRecoveryCodes
    end_second_factor: EndSecondFactor
    set_up_second_factor: SetUpSecondFactor
    prove_second_factor: ProveSecondFactor
    reset_second_factor: ResetSecondFactor
    list_users: ListUsers
    view_user: ViewUser
    change_user: ChangeUser
    invite_again: InviteAgain

    read_agency_profile: ReadAgencyProfile
    update_agency_profile: UpdateAgencyProfile
    add_rocket: AddRocket
    edit_rocket: EditRocket
    delete_rocket: DeleteRocket
    list_rockets: ListRockets
    view_rocket: ViewRocket
    schedule_launch: ScheduleLaunch
    edit_launch: EditLaunch
    view_agency_launch: ViewAgencyLaunch
    list_agency_launches: ListAgencyLaunches
    list_occupancy: ListOccupancy
    view_occupancy: ViewOccupancy
    list_launch_bookings: ListLaunchBookings
    report_bookings: ReportBookings
    delay_launch: DelayLaunch
    abort_launch: AbortLaunch
    fail_launch: FailLaunch
    mark_launch_successful: MarkLaunchSuccessful
    tell_unreported: TellUnreported
    list_agencies: ListAgencies
    view_agency: ViewAgency
    approve_agency: ApproveAgency
    suspend_agency: SuspendAgency
    reinstate_agency: ReinstateAgency
    add_spaceport: AddSpaceport
    edit_spaceport: EditSpaceport
    delete_spaceport: DeleteSpaceport
    list_spaceports: ListSpaceports
    view_spaceport: ViewSpaceport

    search_launches: SearchLaunches
    view_launch: ViewLaunch
    view_seat_map: ViewSeatMap
    view_neighbours: ViewNeighbours
    read_about: ReadAbout
    book_seats: BookSeats
    pay_booking: PayBooking
    list_bookings: ListBookings
    view_booking: ViewBooking
    view_timeline: ViewTimeline
    name_passengers: NamePassengers
    quote_cancellation: QuoteCancellation
    cancel_booking: CancelBooking
    change_seats: ChangeSeats
    answer_delay: AnswerDelay
    extend_hold: ExtendHold
    record_transfer: RecordTransfer
    find_travelers: FindTravelers
    request_seats: RequestSeats
    request_cancellation: RequestCancellation
    view_booking_request: ViewBookingRequest
    list_receipts: ListReceipts
    print_receipt: PrintReceipt
    calendar_file: CalendarFile
    boarding_pass: BoardingPass
    make_wish: MakeWish
    view_wish: ViewWish
    list_wishes: ListWishes
    withdraw_wish: WithdrawWish
    give_testimonial: GiveTestimonial
    list_testimonials: ListTestimonials
    moderate_testimonial: ModerateTestimonial
    find_answer: FindAnswer
    keep_answer: KeepAnswer

    credit_invoice: CreditInvoice
    issue_due_invoices: IssueDueInvoices
    issue_invoice: IssueInvoice
    list_invoices: ListInvoices
    move_due_date: MoveDueDate
    pay_invoice: PayInvoice
    print_credit_note: PrintCreditNote
    print_invoice: PrintInvoice
    record_payment: RecordPayment
    return_payment: ReturnPayment
    settle_invoice: SettleInvoice
    settle_invoice_payments: SettleInvoicePayments
    remind_of_invoices: RemindOfInvoices
    view_invoice: ViewInvoice
    list_refunds: ListRefunds
    retry_refund: RetryRefund
    settle_refund: SettleRefund
    view_refund: ViewRefund
    agency_report: MakeAgencyReport
    launches_report: MakeLaunchesReport
    annual_report: MakeAnnualReport
    operations_report: MakeOperationsReport
    request_export: RequestExport
    list_exports: ListExports
    view_export: ViewExport
    fetch_export: FetchExport
    write_exports: WriteExports
    forget_exports: ForgetExports
    view_queue: ViewQueue
    check_service: CheckNotificationService
    list_notifications: ListNotifications
    view_notification: ViewNotification
    move_notification: MoveNotification
    note_delivery: NoteDelivery
    list_notices: ListNotices
    read_notice: ReadNotice
    read_preferences: ReadPreferences
    choose_preferences: ChoosePreferences

    create_agency: CreateAgency
    copy_traveler: CopyTraveler
    bring_profile: BringProfile
    copy_launch: CopyLaunch
    copy_booking: CopyBooking
    start_sync: StartSync
    run_sync: RunSync
    sync_due: SyncDue
    sync_requests: SyncRequests
    forget_sync_runs: ForgetSyncRuns
    list_sync_runs: ListSyncRuns
    view_sync_run: ViewSyncRun
    list_sync_conflicts: ListSyncConflicts
    view_sync_conflict: ViewSyncConflict
    resolve_conflict: ResolveConflict
    list_sync_changes: ListSyncChanges
    announce_ended_sessions: AnnounceEndedSessions
    forget_person: ForgetPerson
    refresh_board: RefreshBoard
    end_bookings: EndBookings
    queue_link_mail: QueueLinkMail
    queue_account_news: QueueAccountNews
    queue_booking_news: QueueBookingNews
    queue_launch_news: QueueLaunchNews
    queue_invoice_news: QueueInvoiceNews
    queue_new_launch: QueueNewLaunch
    queue_unreported_launch: QueueUnreportedLaunch
    queue_agency_news: QueueAgencyNews
    queue_alert_mail: QueueAlertMail
    queue_wish_news: QueueWishNews
    send_notifications: SendNotifications
    settle_payments: SettlePayments
    hear_gateway: HearGateway
    settle_booking_requests: SettleBookingRequests
    queue_booking_request_news: QueueBookingRequestNews
    execute_refunds: ExecuteRefunds
    expire_holds: ExpireHolds
    tend_wishes: TendWishes
    follow_launches: FollowLaunches
    list_dead_letters: ListDeadLetters
    retry_dead_letter: RetryDeadLetter

    search_entries: SearchEntries
    export_entries: ExportEntries
    view_metrics: ViewMetrics
    list_alerts: ListAlerts
    view_status: ViewStatus
    record_entries: RecordEntries
    report_traffic: ReportTraffic
    note_event: NoteEvent
    hear_sync_run: HearSyncRun
    sample_metrics: SampleMetrics
    read_figures: ReadFigures
    check_anomalies: CheckAnomalies
    forget_old_records: ForgetOldRecords

    view_policies: ViewPolicies
    announce_policy_change: AnnouncePolicyChange
    withdraw_policy_change: WithdrawPolicyChange
    list_policy_changes: ListPolicyChanges

    def close(self) -> None:
        """Give back what the adapters keep open."""
        self.parts.close()

    @property
    def clock(self) -> Clock:
        return self.parts.clock

    @property
    def gateway(self) -> Gateway:
        return self.parts.gateway

    @property
    def board_version(self) -> BoardVersion:
        return self.parts.board_version

    @property
    def board_answers(self) -> BoardAnswers | None:
        return self.parts.board_answers

    @property
    def mailbox(self) -> Mailbox | None:
        return self.parts.mailbox

    @property
    def session_policy(self) -> SessionPolicy:
        return self.parts.session_policy

    @property
    def policies(self) -> BookingPolicies:
        return self.parts.policies


T = TypeVar("T")


def _booked(parts: Parts) -> Parts:
    """*parts* with a book of their policies, unless there is one already."""
    if parts.policy_book.configured:
        return parts
    standard = standard_policies()
    book = PolicyBook(standard, {name: getattr(parts, name) for name in standard})
    return attrs.evolve(parts, policy_book=book)


def assemble(parts: Parts) -> System:
    """Give each use-case the parts its fields name; collaborators are made once and shared.

    Raises:
        LookupError: a field names nothing there is, or names it with another type.
    """
    parts = _booked(parts)
    known: dict[str, object] = {
        field.name: getattr(parts, field.name) for field in attrs.fields(Parts)
    }
    known["parts"] = parts
    types = {field.name: field.type for field in attrs.fields(Parts)}
    return _made(System, known, types)


def _made(cls: type[T], known: dict[str, object], types: Mapping[str, Any]) -> T:
    arguments = {}
    for field in attrs.fields(cls):  # type: ignore[arg-type]  # cls is one of our attrs classes
        kind: Any = field.type
        if field.name not in known:
            if not (isinstance(kind, type) and attrs.has(kind)):
                raise LookupError(f"{cls.__name__}.{field.name}: there is no such part")
            known[field.name] = _made(kind, known, types)
        elif types.get(field.name, kind) != kind:
            raise LookupError(f"{cls.__name__}.{field.name} is no {kind}")
        arguments[field.name] = known[field.name]
    return cls(**arguments)
