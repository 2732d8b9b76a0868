"""The mails people get, in their own words: what always comes, and why (story 4.8)."""

from collections.abc import Mapping

from attrs import frozen

from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.notifications.kinds import NotificationKind, Topic

__all__ = ["TOPICS", "Always", "TopicWords", "always_mailed"]

_K = NotificationKind


@frozen
class Always:
    """Mails that cannot be turned off, and the reason."""

    name: str
    reason: str
    mails: Mapping[NotificationKind, str]


@frozen
class TopicWords:
    """Mails to choose about: what they are, and what each choice means.

    The choice "" goes by what AstroBookings does for those who never chose.
    """

    name: str
    about: str
    choices: Mapping[str, str]


_ACCOUNT = Always(
    "Your account",
    "They keep your account yours: you asked for them, or have to know if it was not you.",
    {
        _K.CONFIRM_EMAIL: "The link to confirm your address",
        _K.CHANGE_EMAIL: "The link to confirm a new address",
        _K.RESET_PASSWORD: "The link to choose a new password",
        _K.PASSWORD_CHANGED: "Your password was changed",
        _K.EMAIL_CHANGE_REQUESTED: "Another address was asked for",
        _K.EMAIL_CHANGED: "Your address was changed",
        _K.SECOND_FACTOR_CHANGED: "Your second factor was changed",
        _K.ACCOUNT_CLOSED: "Your account is closed",
    },
)
_INVITATION = Always(
    "Your invitation",
    "You could not begin without it.",
    {_K.INVITATION: "The link to choose your first password"},
)
_JOURNEYS = Always(
    "Your bookings and wishes",
    "They are about seats of yours, and some wait for your answer.",
    {
        _K.BOOKING_CONFIRMED: "A booking is confirmed",
        _K.BOOKING_CANCELLED: "A booking is cancelled",
        _K.BOOKING_COMPLETED: "A journey is over",
        _K.HOLD_EXPIRED: "Seats are no longer held for you",
        _K.PASSENGERS_CHANGED: "Passengers were changed",
        _K.SEATS_CHANGED: "Seats were changed",
        _K.LAUNCH_DELAYED: "A launch you booked is delayed",
        _K.DELAY_ACCEPTED: "You accepted a delay",
        _K.WISH_GRANTED: "Seats you wished for are held for you",
        _K.WISH_CLOSED: "A launch you wished for is no longer sold",
        _K.BOOKING_REQUEST_SETTLED: "A request of yours was booked",
        _K.BOOKING_REQUEST_REFUSED: "A request of yours could not be booked",
    },
)
_OWN_MONEY = Always(
    "Your money",
    "They say where your money is.",
    {
        _K.PAYMENT_DECLINED: "A payment was declined",
        _K.REFUND_EXECUTED: "A refund was paid out",
        _K.REFUND_DELAYED: "A refund takes longer",
    },
)
_FLIGHTS = Always(
    "Your launches",
    "Travelers rely on what becomes of them.",
    {
        _K.AGENCY_LAUNCH_STATUS: "The status of a launch changed",
        _K.LAUNCH_UNREPORTED: "A launch waits for you to report how it went",
    },
)
_INVOICES = Always(
    "Your invoices",
    "They say what is owed and what was paid.",
    {
        _K.INVOICE_ISSUED: "An invoice was issued",
        _K.INVOICE_REMINDER: "An invoice is overdue",
        _K.INVOICE_PAID: "A payment was received",
    },
)
_COMPANY = Always(
    "Your company",
    "They decide whether you can publish launches.",
    {
        _K.AGENCY_APPROVED: "Your company was approved",
        _K.AGENCY_SUSPENDED: "Your company was suspended",
        _K.AGENCY_REINSTATED: "Your company was reinstated",
    },
)
_UNREPORTED = Always(
    "Launches",
    "Somebody has to find out what became of them.",
    {_K.LAUNCH_UNREPORTED: "Nobody reported how a launch went"},
)
_ALERTS = Always(
    "The platform",
    "Somebody has to look at it now.",
    {
        _K.ALERT_RAISED: "Something is out of order",
        _K.ALERT_RESOLVED: "Something is in order again",
    },
)

_ALWAYS: Mapping[Standing, tuple[Always, ...]] = {
    Standing.TRAVELER: (_JOURNEYS, _OWN_MONEY, _ACCOUNT),
    Standing.AGENCY: (_FLIGHTS, _INVOICES, _COMPANY, _ACCOUNT),
    Standing.OPERATIONS: (_UNREPORTED, _ACCOUNT, _INVITATION),
    Standing.IT: (_ALERTS, _ACCOUNT, _INVITATION),
}

TOPICS: Mapping[Topic, TopicWords] = {
    Topic.NEW_LAUNCHES: TopicWords(
        "New launches",
        "When agencies publish launches that you can book.",
        {
            "yes": "Mail me",
            "no": "Do not mail me",
            "": "As usual: VIP travelers are mailed, others are not",
        },
    ),
    Topic.LAUNCH_BOOKINGS: TopicWords(
        "Bookings of your launches",
        "Each booking, each change of seats and each cancellation.",
        {"yes": "Mail me", "no": "Do not mail me", "": "As usual: you are mailed"},
    ),
}


def always_mailed(standing: Standing) -> tuple[Always, ...]:
    """What somebody of *standing* is mailed whatever was chosen."""
    return _ALWAYS.get(standing, (_ACCOUNT, _INVITATION))
