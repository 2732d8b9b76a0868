"""Who hears which event."""

from collections.abc import Mapping

from astrobookings.application.relay import Handler
from astrobookings.domain.agencies.events import LaunchAborted, LaunchFailed, LaunchSucceeded
from astrobookings.domain.booking.events import BookingCancelled, BookingConfirmed
from astrobookings.domain.identity.events import (
    AccountConfirmed,
    AccountRegistered,
    AccountStatusChanged,
    EmailChanged,
    LinkRequested,
    ProfileChanged,
)
from astrobookings.domain.kernel.events import Event
from astrobookings.entrypoints.system import System

__all__ = ["handlers"]


def handlers(system: System) -> Mapping[type[Event], tuple[Handler, ...]]:
    """The handlers of each event; an event nobody hears is only kept."""
    return {
        AccountRegistered: (system.create_agency,),
        AccountConfirmed: (system.copy_traveler,),
        AccountStatusChanged: (system.copy_traveler,),
        EmailChanged: (system.copy_traveler,),
        ProfileChanged: (system.copy_traveler,),
        LinkRequested: (system.queue_link_mail,),
        BookingConfirmed: (system.queue_booking_confirmed,),
        BookingCancelled: (system.queue_booking_cancelled,),
        LaunchAborted: (system.end_bookings,),
        LaunchFailed: (system.end_bookings,),
        LaunchSucceeded: (system.end_bookings,),
    }
