"""Who hears which event."""

from collections.abc import Mapping

from astrobookings.application.booking.follow_launches import OF_WISHED_LAUNCHES
from astrobookings.application.relay import Handler
from astrobookings.application.sync.copy_booking import OF_BOOKINGS
from astrobookings.application.sync.copy_launch import OF_LAUNCHES
from astrobookings.domain.agencies.events import (
    AgencyProfileChanged,
    AgencyStatusChanged,
    LaunchAborted,
    LaunchChanged,
    LaunchDelayed,
    LaunchFailed,
    LaunchScheduled,
    LaunchSucceeded,
    LaunchUnreported,
    RocketChanged,
    SpaceportChanged,
)
from astrobookings.domain.booking.events import (
    BookingCancelled,
    BookingCompleted,
    BookingConfirmed,
    DelayAccepted,
    HoldExpiredEvent,
    PassengersNamed,
    PaymentDeclinedEvent,
    RefundExecuted,
    RefundFailed,
    SeatsChanged,
    SeatsHeld,
)
from astrobookings.domain.booking.wish_events import WishClosed, WishGranted
from astrobookings.domain.finance.events import (
    InvoiceIssued,
    InvoicePaymentReceived,
    InvoiceReminderDue,
)
from astrobookings.domain.identity.events import (
    AccountConfirmed,
    AccountRegistered,
    AccountStatusChanged,
    EmailChanged,
    LinkRequested,
    PasswordChanged,
    ProfileChanged,
    SecondFactorChanged,
    SessionsEnded,
)
from astrobookings.domain.kernel.events import Event
from astrobookings.domain.monitoring.events import AlertRaised, AlertResolved
from astrobookings.domain.sync.events import SyncRunEnded
from astrobookings.domain.sync.request_events import (
    BookingRequestSettled,
    BookingRequestTurnedDown,
)
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.worker.every_event import EVERY_EVENT

__all__ = ["handlers"]


def handlers(system: System) -> Mapping[type[Event], tuple[Handler, ...]]:
    """The handlers of each event; the entry log hears of everything."""
    heard: dict[type[Event], tuple[Handler, ...]] = {
        AccountRegistered: (system.create_agency,),
        AccountConfirmed: (system.copy_traveler,),
        AccountStatusChanged: (system.copy_traveler, system.forget_person),
        EmailChanged: (system.copy_traveler, system.queue_account_news),
        ProfileChanged: (system.copy_traveler,),
        LinkRequested: (system.queue_link_mail,),
        SessionsEnded: (system.announce_ended_sessions,),
        SeatsHeld: (system.refresh_board,),
        BookingConfirmed: (system.queue_booking_news, system.refresh_board),
        BookingCancelled: (
            system.queue_booking_news,
            system.refresh_board,
            system.forget_person,
        ),
        BookingRequestSettled: (system.queue_booking_request_news,),
        BookingRequestTurnedDown: (system.queue_booking_request_news,),
        LaunchAborted: (system.end_bookings, system.refresh_board, system.queue_launch_news),
        LaunchFailed: (system.end_bookings, system.refresh_board, system.queue_launch_news),
        LaunchSucceeded: (system.end_bookings, system.refresh_board, system.queue_launch_news),
        LaunchUnreported: (system.queue_unreported_launch,),
        LaunchScheduled: (system.refresh_board, system.queue_launch_news, system.queue_new_launch),
        LaunchChanged: (system.refresh_board,),
        LaunchDelayed: (system.refresh_board, system.queue_launch_news),
        AgencyProfileChanged: (system.refresh_board,),
        AgencyStatusChanged: (system.refresh_board, system.queue_agency_news),
        RocketChanged: (system.refresh_board,),
        SpaceportChanged: (system.refresh_board,),
        BookingCompleted: (system.queue_booking_news, system.forget_person),
        PaymentDeclinedEvent: (system.queue_booking_news, system.refresh_board),
        SeatsChanged: (system.queue_booking_news, system.refresh_board),
        HoldExpiredEvent: (system.queue_booking_news, system.forget_person),
        PassengersNamed: (system.queue_booking_news,),
        WishGranted: (system.queue_wish_news,),
        WishClosed: (system.queue_wish_news,),
        DelayAccepted: (system.queue_booking_news,),
        RefundExecuted: (system.queue_booking_news,),
        RefundFailed: (system.queue_booking_news,),
        InvoiceIssued: (system.queue_invoice_news,),
        InvoiceReminderDue: (system.queue_invoice_news,),
        InvoicePaymentReceived: (system.queue_invoice_news,),
        PasswordChanged: (system.queue_account_news,),
        SecondFactorChanged: (system.queue_account_news,),
        AlertRaised: (system.queue_alert_mail,),
        AlertResolved: (system.queue_alert_mail,),
        SyncRunEnded: (system.hear_sync_run,),
    }
    for kind in OF_WISHED_LAUNCHES:
        heard[kind] = (*heard.get(kind, ()), system.follow_launches)
    for kind in OF_LAUNCHES:
        heard[kind] = (*heard.get(kind, ()), system.copy_launch)
    for fact in OF_BOOKINGS:
        heard[fact] = (*heard.get(fact, ()), system.copy_booking)
    return {kind: (*heard.get(kind, ()), system.note_event) for kind in EVERY_EVENT}
