"""What every adapter of `Letters` must do."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from astrobookings.application.ports.letters import Letters
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus, CancelledBy
from astrobookings.domain.finance.invoices import InvoiceKind
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.notifications.kinds import (
    MANNERS,
    NotificationKind,
    Subject,
)

__all__ = ["LIFT_OFF", "URL", "LettersContract", "facts_for", "what_matters"]

URL = "https://astrobookings.example"
LIFT_OFF = datetime(2027, 5, 20, 7, 30, tzinfo=UTC)

_K = NotificationKind
_LAUNCH: Mapping[str, object] = {
    "destination": Destination.MOON,
    "spaceport": "Cabo Norte",
    "launch_at": LIFT_OFF,
    "time_zone": "Europe/Madrid",
    "agency": "Łódź Orbit & Sons",
    "rocket": "Kestrel",
    "url": f"{URL}/traveler/bookings/1",
}
_BOOKING: Mapping[str, object] = {
    **_LAUNCH,
    "reference": "AB-7K3M9Q",
    "seats": [4, 7],
    "total": Money.of("1250000.00"),
}
_SALES: Mapping[str, object] = {"seats_sold": 31, "seats_total": 40}
_CANCELLATION: Mapping[str, object] = {
    "refund": Money.of("875000.00"),
    "reason": CancelledBy.TRAVELER,
}
_SEATS: Mapping[str, object] = {
    "added": "7",
    "dropped": "2, 3",
    "paid": Money.of("625000.00"),
    "refund": Money.of("437500.00"),
}
_INVOICE: Mapping[str, object] = {
    **_LAUNCH,
    "number": "INV-2027-000123",
    "fee": InvoiceKind.LAUNCH_FEE,
    "total": Money.of("12500.00"),
    "due_on": date(2027, 6, 19),
    "url": f"{URL}/agency/invoices/1",
}
_OPEN: Mapping[str, object] = {"open": Money.of("7500.00")}
_ALERT: Mapping[str, object] = {
    "name": "Notifications are not sent",
    "figure": "the oldest waits for 12 minutes",
    "threshold": "at most 10 minutes",
    "url": f"{URL}/system/alerts",
}
_ABOUT: Mapping[Subject, Mapping[str, object]] = {
    Subject.LINK: {"link": f"{URL}/auth/confirm?token=1.a-b_c", "expires_at": LIFT_OFF},
    Subject.ACCOUNT: {"url": f"{URL}/auth/profile"},
    Subject.BOOKING: _BOOKING,
    Subject.LAUNCH: _LAUNCH,
    Subject.AGENCY: {"agency": "Łódź Orbit & Sons", "url": f"{URL}/agency/launches"},
    Subject.INVOICE: _INVOICE,
    Subject.NOTHING: {},
}
_HELD: Mapping[str, object] = {"status": BookingStatus.HELD, "expires_at": LIFT_OFF}
_OF_KIND: Mapping[NotificationKind, Mapping[str, object]] = {
    _K.PASSWORD_CHANGED: {"email": "ada@example.org"},
    _K.EMAIL_CHANGED: {"email": "ada@example.org"},
    _K.EMAIL_CHANGE_REQUESTED: {"address": "old@example.org"},
    _K.SECOND_FACTOR_CHANGED: {"email": "ada@example.org", "change": "enabled"},
    _K.ACCOUNT_CLOSED: {"address": "old@example.org"},
    _K.BOOKING_CONFIRMED: {"passengers": ["Ada Moreno", "Grace Ito"]},
    _K.BOOKING_CANCELLED: {**_CANCELLATION, "cancel_reason": "", "paid": True},
    _K.PAYMENT_DECLINED: {"reason": "insufficient-funds", **_HELD},
    _K.PASSENGERS_CHANGED: {"passengers": ["Ada Moreno", "Grace Ito"]},
    _K.SEATS_CHANGED: _SEATS,
    _K.WISH_GRANTED: {"expires_at": LIFT_OFF},
    _K.REFUND_EXECUTED: {"amount": Money.of("875000.00")},
    _K.REFUND_DELAYED: {"amount": Money.of("875000.00")},
    _K.BOOKING_REQUEST_SETTLED: _HELD,
    _K.BOOKING_REQUEST_REFUSED: {"reason": "Only 1 seat is left."},
    _K.LAUNCH_DELAYED: {
        "references": ["AB-7K3M9Q", "AB-000001"],
        "launch_before": LIFT_OFF - timedelta(days=30),
        "answer_until": LIFT_OFF - timedelta(days=16),
        "reason": "Strong winds",
    },
    _K.NEW_LAUNCH: {
        "price": Money.of("625000.00"),
        "seats_left": 9,
        "seats_total": 40,
        "early_until": LIFT_OFF - timedelta(days=90),
    },
    _K.AGENCY_BOOKING_CONFIRMED: _SALES,
    _K.AGENCY_BOOKING_CANCELLED: {**_CANCELLATION, **_SALES},
    _K.AGENCY_SEATS_CHANGED: {**_SEATS, **_SALES},
    _K.LAUNCH_UNREPORTED: _SALES,
    _K.INVOICE_REMINDER: {**_OPEN, "reminder": "2", "overdue": True},
    _K.INVOICE_PAID: {**_OPEN, "amount": Money.of("5000.00")},
    _K.AGENCY_LAUNCH_STATUS: {
        **_SALES,
        "status": LaunchStatus.DELAYED,
        "reason": "Strong winds",
        "launch_before": LIFT_OFF - timedelta(days=30),
    },
    _K.AGENCY_SUSPENDED: {"reason": "Its licence has expired."},
    _K.ALERT_RAISED: _ALERT,
    _K.ALERT_RESOLVED: _ALERT,
}


def facts_for(kind: NotificationKind) -> Mapping[str, object]:
    """The facts that a letter of *kind* is written from, and no others."""
    manner = MANNERS[kind]
    common = {
        "first_name": "Ada",
        "public_url": URL,
        "may_be_turned_off": manner.topic is not None,
    }
    return {**common, **_ABOUT[manner.about], **_OF_KIND.get(kind, {})}


def what_matters(kind: NotificationKind) -> str:
    """What a letter of *kind* must not leave out."""
    facts = facts_for(kind)
    names = ("link", "number", "reference", "reason", "figure", "agency", "email", "address")
    return next(str(facts[name]) for name in names if name in facts)


@pytest.mark.parametrize("kind", list(NotificationKind))
class LettersContract:
    """Needs a fixture `letters`."""

    def test_a_letter_has_a_subject_of_one_line_a_text_and_html(
        self, letters: Letters, kind: NotificationKind
    ) -> None:
        letter = letters.write(kind, facts_for(kind))

        assert letter.subject.strip()
        assert "\n" not in letter.subject
        assert letter.text.strip()
        assert "<" in letter.html

    def test_a_letter_tells_what_matters(self, letters: Letters, kind: NotificationKind) -> None:
        letter = letters.write(kind, facts_for(kind))

        matters = what_matters(kind)
        assert matters in letter.text
        assert matters.replace("&", "&amp;") in letter.html

    def test_its_notice_is_one_sentence_without_the_link(
        self, letters: Letters, kind: NotificationKind
    ) -> None:
        notice = letters.write(kind, facts_for(kind)).notice

        assert notice.endswith(".")
        assert "\n" not in notice
        assert "token" not in notice

    def test_no_fact_becomes_markup(self, letters: Letters, kind: NotificationKind) -> None:
        evil = "<script>alert(1)</script>"
        told = [name for name, fact in facts_for(kind).items() if _is_told_by_people(name, fact)]

        letter = letters.write(kind, {**facts_for(kind), **dict.fromkeys(told, evil)})

        assert "<script" not in letter.html

    def test_the_same_facts_give_the_same_letter(
        self, letters: Letters, kind: NotificationKind
    ) -> None:
        assert letters.write(kind, facts_for(kind)) == letters.write(kind, facts_for(kind))


def _is_told_by_people(name: str, fact: object) -> bool:
    """Whether it is a text, neither an address of ours nor a word of the domain."""
    ours = name in {"destination", "status", "fee", "time_zone", "link", "url", "public_url"}
    return type(fact) is str and not ours
