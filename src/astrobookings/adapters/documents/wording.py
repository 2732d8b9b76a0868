"""How figures, moments and words of the domain are written for people."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import CancelledBy
from astrobookings.domain.finance.invoices import InvoiceKind
from astrobookings.domain.kernel.money import Money

__all__ = [
    "became",
    "calendar_day",
    "cancelled_subject",
    "count_of_seats",
    "destination_name",
    "fee_name",
    "local_day",
    "local_time",
    "money_back",
    "seat_list",
    "second_factor_now",
    "utc_time",
    "what_follows",
    "who_cancelled",
    "why_cancelled",
    "why_declined",
]

_DESTINATIONS = {
    Destination.LOW_EARTH_ORBIT: "low Earth orbit",
    Destination.ISS: "the International Space Station",
    Destination.MOON: "the Moon",
    Destination.MARS: "Mars",
}
_WHY = {
    CancelledBy.TRAVELER: "you cancelled this booking.",
    CancelledBy.EMPLOYEE: "our customer service cancelled this booking for you.",
    CancelledBy.LAUNCH_ABORTED: "{agency} called off this launch, so your booking has ended.",
    CancelledBy.LAUNCH_FAILED: "this launch failed, so your booking has ended.",
    CancelledBy.DELAY_REFUSED: "you chose not to fly at the later date; your booking has ended.",
}
_WHO = {
    CancelledBy.TRAVELER: "the traveler cancelled a booking of your launch.",
    CancelledBy.EMPLOYEE: "our customer service cancelled a booking of your launch.",
    CancelledBy.LAUNCH_ABORTED: "the launch was called off, so the booking has ended.",
    CancelledBy.LAUNCH_FAILED: "the launch failed, so the booking has ended.",
    CancelledBy.DELAY_REFUSED: "the traveler chose not to fly at the later date.",
}
_DECLINED = {
    "insufficient-funds": "there was not enough money for it",
    "expired-card": "the card has expired",
    "amount-too-large": "the amount is more than the payment service takes at once",
    "action-refused": "it was not approved",
    "unknown-payment-method": "the payment method is not known",
    "released": "the seats had been sold in between",
}
_BECAME = {
    LaunchStatus.SCHEDULED: "is on sale",
    LaunchStatus.DELAYED: "is put off",
    LaunchStatus.ABORTED: "is called off",
    LaunchStatus.FAILED: "is reported as failed",
    LaunchStatus.SUCCESSFUL: "is reported as a success",
}
_FOLLOWS = {
    LaunchStatus.SCHEDULED: "Travelers can book it from now on.",
    LaunchStatus.DELAYED: "Its travelers are told, and may refuse the new date.",
    LaunchStatus.ABORTED: "Its travelers are told and get back all they paid.",
    LaunchStatus.FAILED: "Its travelers are told and get back all they paid.",
    LaunchStatus.SUCCESSFUL: "Its bookings are completed.",
}
_FEES = {
    InvoiceKind.LAUNCH_FEE: "the fee for your successful launch",
    InvoiceKind.ABORT_FEE: "the fee for your aborted launch",
}
_SECOND_FACTOR = {
    "enabled": "was turned on: from now on, signing in takes your password and a code",
    "disabled": "was turned off: from now on, your password alone signs you in",
    "reset": "was reset by an operations manager: set it up again when you next sign in",
    "recovery_codes_renewed": "has new recovery codes: the former ones do not work any more",
}
_IN_FULL = {CancelledBy.LAUNCH_ABORTED, CancelledBy.LAUNCH_FAILED, CancelledBy.DELAY_REFUSED}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def destination_name(destination: Destination | str) -> str:
    """As it follows "to": `the Moon`."""
    return _DESTINATIONS[Destination(destination)]


def local_time(moment: datetime, time_zone: str) -> str:
    """`Thursday 20 May 2027, 09:30 CEST (Europe/Madrid)`; *time_zone* is an IANA name."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return f"{_day(local)}, {local:%H:%M} {local.tzname()} ({time_zone})"


def local_day(moment: datetime, time_zone: str) -> str:
    """`Thursday 20 May 2027`, as the calendar there says; *time_zone* is an IANA name."""
    return _day(moment.astimezone(ZoneInfo(time_zone)))


def utc_time(moment: datetime) -> str:
    """`Thursday 20 May 2027, 07:30 UTC`."""
    utc = moment.astimezone(UTC)
    return f"{_day(utc)}, {utc:%H:%M} UTC"


def seat_list(seats: Sequence[int]) -> str:
    """`seat 4`, `seats 4 and 7`, `seats 4, 5 and 7`."""
    *first, last = map(str, seats)
    return f"seats {', '.join(first)} and {last}" if first else f"seat {last}"


def count_of_seats(seats: Sequence[int]) -> str:
    """`1 seat`, `2 seats`."""
    return "1 seat" if len(seats) == 1 else f"{len(seats)} seats"


def cancelled_subject(
    reason: CancelledBy | str, reference: str, destination: Destination | str
) -> str:
    """Without a full stop."""
    where = destination_name(destination)
    match CancelledBy(reason):
        case CancelledBy.LAUNCH_ABORTED:
            return f"Your launch to {where} is called off, booking {reference} is cancelled"
        case CancelledBy.LAUNCH_FAILED:
            return f"Your launch to {where} failed, booking {reference} is cancelled"
        case _:
            return f"Booking {reference} to {where} is cancelled"


def who_cancelled(reason: CancelledBy | str) -> str:
    """The sentence after the greeting, to the agency."""
    return _WHO[CancelledBy(reason)]


def why_declined(reason: str) -> str:
    """What the gateway's word *reason* means, as it follows a colon."""
    return _DECLINED.get(reason.replace("_", "-"), "the bank did not agree to it")


def calendar_day(day: date) -> str:
    """`Thursday 20 May 2027`."""
    return _day(day)


def fee_name(fee: InvoiceKind | str) -> str:
    """What an invoice is for, within a sentence to the agency."""
    return _FEES[InvoiceKind(fee)]


def second_factor_now(change: str) -> str:
    """What became of it, as it follows "the second factor"."""
    return _SECOND_FACTOR.get(change, "was changed")


def became(status: LaunchStatus | str) -> str:
    """As it follows "the launch"."""
    return _BECAME[LaunchStatus(status)]


def what_follows(status: LaunchStatus | str) -> str:
    """A sentence to the agency whose launch got *status*."""
    return _FOLLOWS[LaunchStatus(status)]


def why_cancelled(reason: CancelledBy | str, agency: str) -> str:
    """The sentence after the greeting."""
    return _WHY[CancelledBy(reason)].format(agency=agency)


def money_back(refund: Money, total: Money, reason: CancelledBy | str, paid: bool) -> str:
    """What comes back of *total*, and why if nothing does."""
    if refund:
        return (
            f"You get back {refund} of {total}, the way you paid. "
            "It can take your bank a few days to show it."
        )
    if not paid or CancelledBy(reason) in _IN_FULL:
        return "Nothing was charged, so there is nothing to give back."
    return f"This near to lift-off, nothing of {total} is given back."


def _day(moment: date) -> str:
    """Without asking the locale of the machine."""
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
