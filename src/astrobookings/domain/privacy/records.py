"""Which records are about a person, what in them is personal, and what takes its place.

| kind | personal | takes its place |
|---|---|---|
| account, profile, billing_copy | names, addresses, phone, birth date, tax id, company | `Former customer`, an address that nobody has, blanks |
| session | address it came from, device | blanks |
| sync_conflict of a profile | both values | nothing |
| notification, notice | details, answers of mail servers, the sentence shown in-app | blanks |
| booking, once it is over | passengers, reasons given | nobody, blanks |
| receipt | the traveler as payer | `Former customer` |
| testimonial | the name shown | `Former customer` |
| agency | the contact person | `Former customer`, blanks; the company stays |

Ids, amounts, dates, numbers and states stay: charges, refunds, ledger, receipts and invoices go on
adding up, under an id that leads to nobody. What the change log says of these fields is hidden too.
"""  # noqa: E501

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.booking.booking import LIVE, Booking
from astrobookings.domain.booking.cancellation import Quote
from astrobookings.domain.booking.charges import Charge
from astrobookings.domain.booking.receipts import Party, Receipt
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.booking.testimonials import Testimonial
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.booking.wishes import Wish
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.finance.payments import InvoicePayment
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.identity.sessions import Session
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.notifications.kinds import NotificationKind
from astrobookings.domain.notifications.notices import Notice
from astrobookings.domain.notifications.notification import Notification, NotificationStatus
from astrobookings.domain.notifications.preferences import MailPreferences
from astrobookings.domain.sync.booking_request import BookingRequest
from astrobookings.domain.sync.conflicts import SyncConflict

__all__ = [
    "ACCOUNT",
    "NOBODY",
    "OPERATIONS_RECORDS",
    "PROFILE",
    "SYSTEM_RECORDS",
    "RecordPolicy",
    "address_of_nobody",
    "personal_fields",
]

E = TypeVar("E", bound=Entity)

NOBODY = "Former customer"
_FIRST_NAME, _LAST_NAME = NOBODY.split()
_NO_DATE = date(1900, 1, 1)


def address_of_nobody(person: Any) -> str:
    """The e-mail address in place of that of the one with this id; no server has it."""
    return f"{person}@closed.invalid"


def _always(value: object) -> Callable[[Any], object]:
    return lambda _: value


def _never(_: object) -> bool:
    return False


@frozen
class RecordPolicy:
    """How records of one kind treat the person they are about."""

    kind: str
    """The name of the kind in the change log."""
    entity: type[Entity]
    person: str = "user_id"
    """The field with the person's id, or with the id of a record of the kind `of`."""
    of: str = ""
    instead: Mapping[str, Callable[[Any], object]] = field(factory=dict)
    """What takes the place of each personal field; made of the record."""
    needed: Callable[[Any], bool] = _never
    """Whether the record cannot do without the person yet."""
    untold: frozenset[str] = frozenset()
    """Fields that are for the platform alone, such as tokens."""

    def anonymous(self, record: E) -> E:
        """*record* without its person."""
        made: dict[str, Any] = {name: make(record) for name, make in self.instead.items()}
        return evolve(record, **made)


def _told_elsewhere(one: Notification) -> bool:
    """Whether it is the last mail, which is still to be sent."""
    waits = one.status in {NotificationStatus.PENDING, NotificationStatus.PROCESSING}
    return waits and one.kind is NotificationKind.ACCOUNT_CLOSED


def _without_reason(booking: Booking) -> object:
    return None if booking.on_behalf is None else evolve(booking.on_behalf, reason="")


_NAMED = {"first_name": _always(_FIRST_NAME), "last_name": _always(_LAST_NAME)}
_REACHED = {name: _always("") for name in ("phone", "address", "country", "tax_id")}
_GATEWAY = frozenset({"method", "provider_id", "next_action", "lease_until"})

ACCOUNT = RecordPolicy(
    "account",
    Account,
    "id",
    instead={
        **_NAMED,
        "email": lambda one: address_of_nobody(one.id),
        "pending_email": _always(None),
        "phone": _always(""),
        "department": _always(""),
        "company": _always(None),
    },
)
PROFILE = RecordPolicy(
    "profile",
    TravelerProfile,
    instead={**_NAMED, **_REACHED, "birth_date": _always(_NO_DATE)},
)

SYSTEM_RECORDS: tuple[RecordPolicy, ...] = (
    ACCOUNT,
    PROFILE,
    RecordPolicy("session", Session, instead={"origin": _always(""), "user_agent": _always("")}),
    RecordPolicy("preferences", MailPreferences),
    RecordPolicy(
        "notification",
        Notification,
        "recipient",
        instead={"details": _always({}), "failure": _always(""), "trail": _always(())},
        needed=_told_elsewhere,
    ),
    RecordPolicy("notice", Notice, "recipient", instead={"text": _always("")}),
    RecordPolicy(
        "sync_conflict",
        SyncConflict,
        "key",
        instead={"source": _always({}), "copy": _always({})},
    ),
    RecordPolicy("booking_request", BookingRequest, untold=frozenset({"digest", "key"})),
)
"""In SystemDB."""

OPERATIONS_RECORDS: tuple[RecordPolicy, ...] = (
    RecordPolicy(
        "billing_copy",
        BillingCopy,
        "id",
        instead={**_NAMED, **_REACHED, "email": lambda one: address_of_nobody(one.id)},
    ),
    RecordPolicy(
        "booking",
        Booking,
        "traveler_id",
        instead={
            "passengers": lambda one: (None,) * len(one.passengers),
            "cancel_reason": _always(""),
            "on_behalf": _without_reason,
        },
        needed=lambda one: one.status in LIVE,
    ),
    RecordPolicy(
        "charge", Charge, "booking_id", "booking", untold=_GATEWAY | frozenset({"attempt_id"})
    ),
    RecordPolicy("refund", Refund, "traveler_id", untold=frozenset({"lease_until", "parts"})),
    RecordPolicy("quote", Quote, "booking_id", "booking"),
    RecordPolicy(
        "receipt",
        Receipt,
        "booking_id",
        "booking",
        instead={"traveler": _always(Party(name=NOBODY, tax_id="", address=""))},
    ),
    RecordPolicy(
        "testimonial", Testimonial, "traveler_id", instead={"shown_name": _always(NOBODY)}
    ),
    RecordPolicy("wish", Wish, "traveler_id"),
    RecordPolicy(
        "agency",
        Agency,
        "id",
        instead={
            "contact_person": _always(NOBODY),
            "contact_email": lambda one: address_of_nobody(one.id),
            "contact_phone": _always(""),
        },
    ),
    RecordPolicy("rocket", Rocket, "agency_id"),
    RecordPolicy("launch", Launch, "agency_id"),
    RecordPolicy("invoice", Invoice, "agency_id"),
    RecordPolicy(
        "invoice_payment",
        InvoicePayment,
        "invoice_id",
        "invoice",
        untold=_GATEWAY | frozenset({"key"}),
    ),
)
"""In OperationsDB; a kind stands after the kinds it refers to."""


def personal_fields(kind: str) -> frozenset[str]:
    """The personal fields of records of *kind*."""
    both = (*SYSTEM_RECORDS, *OPERATIONS_RECORDS)
    return frozenset(next((one.instead for one in both if one.kind == kind), ()))
