"""What people are told: every kind of message, what it is about and how urgent it is.

| kinds | `subject_id` | `details` |
|---|---|---|
| confirm_email, change_email, reset_password, invitation | the link | |
| password_changed, email_changed | the user | |
| email_change_requested | the user | `address`: where to write to |
| second_factor_changed | the user | `change`: `enabled`, `disabled`, `reset` or `recovery_codes_renewed` |
| account_closed | the user | `address`: where to write to; `name`: whom to greet; both forgotten once sent |
| booking_confirmed, booking_completed, hold_expired, passengers_changed, delay_accepted | the booking | |
| booking_cancelled, agency_booking_cancelled | the booking | `refund`: an amount; `cancelled_by` |
| payment_declined | the booking | `reason`: the gateway's word |
| refund_executed, refund_delayed | the booking | `amount` |
| seats_changed, agency_seats_changed | the booking | `added`, `dropped`: numbers of seats such as `4, 7`, or empty; `paid`, `refund`: amounts |
| wish_granted | the booking, held for who wished for it | |
| wish_closed | the launch, whose sale is over | |
| booking_request_settled | the booking that came of it | |
| booking_request_refused | the request | `reason`: a sentence |
| launch_delayed | the launch | `delay_id` |
| new_launch | the launch | |
| agency_booking_confirmed | the booking | |
| agency_launch_status | the launch | `status`: a `LaunchStatus`; `delay_id` if delayed |
| launch_unreported | the launch | |
| invoice_issued | the invoice | |
| invoice_reminder | the invoice | `reminder`: which one, from `1` |
| invoice_paid | the invoice | `amount`: what was received |
| agency_approved, agency_suspended, agency_reinstated | the agency | |
| alert_raised, alert_resolved | the alert | `name`: what is wrong; `figure`: what was measured; `threshold`: what would be in order |

Amounts are texts such as `450000.00`; no detail is a secret.
"""  # noqa: E501

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

__all__ = [
    "MANNERS",
    "Lane",
    "Manner",
    "NotificationKind",
    "Subject",
    "Topic",
    "kinds_about",
]


class NotificationKind(StrEnum):
    CONFIRM_EMAIL = "confirm_email"
    CHANGE_EMAIL = "change_email"
    RESET_PASSWORD = "reset_password"
    INVITATION = "invitation"
    PASSWORD_CHANGED = "password_changed"
    EMAIL_CHANGE_REQUESTED = "email_change_requested"
    EMAIL_CHANGED = "email_changed"
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    ACCOUNT_CLOSED = "account_closed"
    BOOKING_CONFIRMED = "booking_confirmed"
    BOOKING_CANCELLED = "booking_cancelled"
    BOOKING_COMPLETED = "booking_completed"
    PAYMENT_DECLINED = "payment_declined"
    HOLD_EXPIRED = "hold_expired"
    PASSENGERS_CHANGED = "passengers_changed"
    SEATS_CHANGED = "seats_changed"
    WISH_GRANTED = "wish_granted"
    WISH_CLOSED = "wish_closed"
    DELAY_ACCEPTED = "delay_accepted"
    REFUND_EXECUTED = "refund_executed"
    REFUND_DELAYED = "refund_delayed"
    BOOKING_REQUEST_SETTLED = "booking_request_settled"
    BOOKING_REQUEST_REFUSED = "booking_request_refused"
    LAUNCH_DELAYED = "launch_delayed"
    NEW_LAUNCH = "new_launch"
    AGENCY_BOOKING_CONFIRMED = "agency_booking_confirmed"
    AGENCY_BOOKING_CANCELLED = "agency_booking_cancelled"
    AGENCY_SEATS_CHANGED = "agency_seats_changed"
    AGENCY_LAUNCH_STATUS = "agency_launch_status"
    LAUNCH_UNREPORTED = "launch_unreported"
    INVOICE_ISSUED = "invoice_issued"
    INVOICE_REMINDER = "invoice_reminder"
    INVOICE_PAID = "invoice_paid"
    AGENCY_APPROVED = "agency_approved"
    AGENCY_SUSPENDED = "agency_suspended"
    AGENCY_REINSTATED = "agency_reinstated"
    ALERT_RAISED = "alert_raised"
    ALERT_RESOLVED = "alert_resolved"


class Lane(StrEnum):
    """The queues, each emptied by workers of its own (story 4.3)."""

    VIP = "vip"
    NORMAL = "normal"


class Subject(StrEnum):
    """What a message is about: the record whose facts it tells."""

    LINK = "link"
    ACCOUNT = "account"
    BOOKING = "booking"
    LAUNCH = "launch"
    AGENCY = "agency"
    INVOICE = "invoice"
    NOTHING = "nothing"
    """Its details say it all."""


class Topic(StrEnum):
    """What people may choose not to be mailed about (story 4.8); the rest is always mailed."""

    NEW_LAUNCHES = "new_launches"
    LAUNCH_BOOKINGS = "launch_bookings"
    """An agency: bookings and cancellations of its launches."""


@frozen
class Manner:
    """How messages of a kind are treated."""

    about: Subject
    priority: int
    """1 the most urgent, 5 the least; what people wait for or must act on is 1 or 2."""
    details: frozenset[str] = frozenset()
    """What their details must name."""
    topic: Topic | None = None
    """What they belong to, if they need not be mailed."""


_K, _S = NotificationKind, Subject
_CANCELLATION = frozenset({"refund", "cancelled_by"})
_SEATS = frozenset({"added", "dropped", "paid", "refund"})
_ALERT = frozenset({"name", "figure", "threshold"})

MANNERS: Mapping[NotificationKind, Manner] = {
    _K.CONFIRM_EMAIL: Manner(_S.LINK, 1),
    _K.CHANGE_EMAIL: Manner(_S.LINK, 1),
    _K.RESET_PASSWORD: Manner(_S.LINK, 1),
    _K.INVITATION: Manner(_S.LINK, 1),
    _K.PASSWORD_CHANGED: Manner(_S.ACCOUNT, 1),
    _K.EMAIL_CHANGE_REQUESTED: Manner(_S.ACCOUNT, 1, frozenset({"address"})),
    _K.EMAIL_CHANGED: Manner(_S.ACCOUNT, 1),
    _K.SECOND_FACTOR_CHANGED: Manner(_S.ACCOUNT, 1, frozenset({"change"})),
    _K.ACCOUNT_CLOSED: Manner(_S.ACCOUNT, 1, frozenset({"address", "name"})),
    _K.BOOKING_CONFIRMED: Manner(_S.BOOKING, 2),
    _K.BOOKING_CANCELLED: Manner(_S.BOOKING, 2, _CANCELLATION),
    _K.BOOKING_COMPLETED: Manner(_S.BOOKING, 2),
    _K.PAYMENT_DECLINED: Manner(_S.BOOKING, 1, frozenset({"reason"})),
    _K.HOLD_EXPIRED: Manner(_S.BOOKING, 2),
    _K.PASSENGERS_CHANGED: Manner(_S.BOOKING, 2),
    _K.SEATS_CHANGED: Manner(_S.BOOKING, 2, _SEATS),
    _K.WISH_GRANTED: Manner(_S.BOOKING, 1),
    _K.WISH_CLOSED: Manner(_S.LAUNCH, 3),
    _K.DELAY_ACCEPTED: Manner(_S.BOOKING, 2),
    _K.REFUND_EXECUTED: Manner(_S.BOOKING, 2, frozenset({"amount"})),
    _K.REFUND_DELAYED: Manner(_S.BOOKING, 2, frozenset({"amount"})),
    _K.BOOKING_REQUEST_SETTLED: Manner(_S.BOOKING, 2),
    _K.BOOKING_REQUEST_REFUSED: Manner(_S.NOTHING, 2, frozenset({"reason"})),
    _K.LAUNCH_DELAYED: Manner(_S.LAUNCH, 2, frozenset({"delay_id"})),
    _K.NEW_LAUNCH: Manner(_S.LAUNCH, 5, topic=Topic.NEW_LAUNCHES),
    _K.AGENCY_BOOKING_CONFIRMED: Manner(_S.BOOKING, 4, topic=Topic.LAUNCH_BOOKINGS),
    _K.AGENCY_BOOKING_CANCELLED: Manner(_S.BOOKING, 4, _CANCELLATION, topic=Topic.LAUNCH_BOOKINGS),
    _K.AGENCY_SEATS_CHANGED: Manner(_S.BOOKING, 4, _SEATS, topic=Topic.LAUNCH_BOOKINGS),
    _K.AGENCY_LAUNCH_STATUS: Manner(_S.LAUNCH, 3, frozenset({"status"})),
    _K.LAUNCH_UNREPORTED: Manner(_S.LAUNCH, 2),
    _K.INVOICE_ISSUED: Manner(_S.INVOICE, 3),
    _K.INVOICE_REMINDER: Manner(_S.INVOICE, 2, frozenset({"reminder"})),
    _K.INVOICE_PAID: Manner(_S.INVOICE, 3, frozenset({"amount"})),
    _K.AGENCY_APPROVED: Manner(_S.AGENCY, 2),
    _K.AGENCY_SUSPENDED: Manner(_S.AGENCY, 2),
    _K.AGENCY_REINSTATED: Manner(_S.AGENCY, 2),
    _K.ALERT_RAISED: Manner(_S.NOTHING, 1, _ALERT),
    _K.ALERT_RESOLVED: Manner(_S.NOTHING, 2, _ALERT),
}


def kinds_about(subject: Subject) -> frozenset[NotificationKind]:
    """The kinds whose messages are about *subject*."""
    return frozenset(kind for kind, manner in MANNERS.items() if manner.about is subject)
