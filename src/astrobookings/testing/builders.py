"""Plain examples of every entity; any field can be given by keyword.

    an_agency(company_name="Perigee Lines", status=AgencyStatus.PENDING)

Ids are fresh unless given; `numbered(7)` is the same id each time. Records refer to each other only
where told: pass `rocket_id=rocket.id` and the like.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.application.ports.seat_ledger import SeatOrder
from astrobookings.domain.agencies.agency import Agency, AgencyStatus, Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.booking.booking import Booking, SeatFare
from astrobookings.domain.booking.cancellation import Quote
from astrobookings.domain.booking.charges import Charge
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.booking.ledger import Account as LedgerAccount
from astrobookings.domain.booking.ledger import JournalEntry, Posting
from astrobookings.domain.booking.offer import Verdict, Wanted
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.policies import HoldPolicy, QuotePolicy
from astrobookings.domain.booking.receipts import Party, Receipt, ReceiptKind
from astrobookings.domain.booking.refund_policy import DEFAULT_TIERS
from astrobookings.domain.booking.refunds import Refund, RefundPart, RefundReason
from astrobookings.domain.booking.testimonials import Flight, Testimonial
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.booking.wishes import Wish
from astrobookings.domain.finance.credit_notes import CreditNote
from astrobookings.domain.finance.exports import Export, ExportFormat, ExportKind
from astrobookings.domain.finance.invoices import Invoice, InvoicedLaunch, InvoiceKind
from astrobookings.domain.finance.payments import InvoicePayment, PaymentKind, PaymentStatus
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.links import Link, LinkKind
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.identity.roles import Role
from astrobookings.domain.identity.second_factor import SecondFactor
from astrobookings.domain.identity.sessions import Session
from astrobookings.domain.kernel.ids import ChargeId, LaunchId, booking_reference
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.origins import Origin
from astrobookings.domain.monitoring.alerts import Alert
from astrobookings.domain.monitoring.entries import Entry, Level
from astrobookings.domain.monitoring.metrics import Metric, Sample
from astrobookings.domain.monitoring.traffic import Traffic, TrafficReport
from astrobookings.domain.notifications.notices import Notice
from astrobookings.domain.notifications.notification import Notification, NotificationKind
from astrobookings.domain.policies.changes import NewFigure, PolicyChange
from astrobookings.domain.sync.booking_request import BookingRequest, RequestPolicy, WantedSeats
from astrobookings.domain.sync.conflicts import SyncConflict
from astrobookings.domain.sync.runs import SyncRun, SyncSet

__all__ = [
    "NOW",
    "PRICE",
    "a_billing_copy",
    "a_booking",
    "a_booking_request",
    "a_charge",
    "a_credit_note",
    "a_journal_entry",
    "a_keyed_request",
    "a_launch",
    "a_link",
    "a_notice",
    "a_notification",
    "a_passenger",
    "a_policy_change",
    "a_profile",
    "a_quote",
    "a_receipt",
    "a_refund",
    "a_rocket",
    "a_sample",
    "a_seat_order",
    "a_second_factor",
    "a_session",
    "a_spaceport",
    "a_sync_conflict",
    "a_sync_run",
    "a_testimonial",
    "a_traffic_report",
    "a_wish",
    "an_account",
    "an_agency",
    "an_export",
    "an_invoice",
    "an_invoice_payment",
    "an_alert",
    "an_entry",
    "an_origin",
    "fresh_id",
    "numbered",
]

NOW = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)
"""When everything was made."""
PRICE = Money.of("250000.00")
"""What a seat costs."""

_IDS = MemoryIds(MemoryClock(NOW))


def fresh_id() -> UUID:
    """An id not given before."""
    return _IDS.new()


def numbered(number: int) -> UUID:
    """The id *number*: a UUIDv7 that is the same in every run."""
    return UUID(int=int(NOW.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62 | number)


def _made(**fields: Any) -> dict[str, Any]:
    return {"created_at": NOW, "updated_at": NOW, **fields}


def an_origin(**fields: Any) -> Origin:
    """Of a change made at `NOW` by somebody."""
    said = {"service": "test", "action": "try-out", "request_id": "request-1", "at": NOW}
    return Origin(**{"actor": fresh_id(), **said, **fields})


def an_agency(**fields: Any) -> Agency:
    """Approved."""
    return Agency(
        **_made(
            **{
                "id": fresh_id(),
                "company_name": "Perigee Lines",
                "contact_person": "Noor Haddad",
                "contact_email": "desk@example.test",
                "contact_phone": "+34600123456",
                "tax_id": "B58378431",
                "legal_address": "Gran Via 1, Madrid",
                "country": "ES",
                "status": AgencyStatus.APPROVED,
                **fields,
            }
        )
    )


def a_rocket(**fields: Any) -> Rocket:
    """With 10 places, able to reach Mars."""
    return Rocket(
        **_made(
            **{
                "id": fresh_id(),
                "agency_id": fresh_id(),
                "name": "Heron",
                "model": "II",
                "capacity": 10,
                "range": Destination.MARS,
                **fields,
            }
        )
    )


def a_spaceport(**fields: Any) -> Spaceport:
    """In Florida; its name ends in its id, since names are unique."""
    key = fields.get("id", fresh_id())
    return Spaceport(
        **_made(
            **{
                "id": key,
                "name": f"Cape {key}",
                "location": "Florida",
                "latitude": 28.5,
                "longitude": -80.625,
                "time_zone": "America/New_York",
                **fields,
            }
        )
    )


def a_launch(**fields: Any) -> Launch:
    """On sale, with 8 seats, 400 days after `NOW`; its slug ends in its id."""
    key = fields.get("id", fresh_id())
    return Launch(
        **_made(
            **{
                "id": key,
                "slug": f"heron-cape-moon-{key}",
                "agency_id": fresh_id(),
                "rocket_id": fresh_id(),
                "spaceport_id": fresh_id(),
                "destination": Destination.MOON,
                "launch_at": NOW + timedelta(days=400),
                "price": PRICE,
                "seats_total": 8,
                "minimum_occupancy": Decimal("0.5"),
                **fields,
            }
        )
    )


def a_passenger(**fields: Any) -> Passenger:
    """37 years old on a launch day."""
    said = {"first_name": "Ada", "last_name": "Moreno", "birth_date": date(1990, 4, 12)}
    return Passenger(**{**said, **fields})


def a_seat_order(**fields: Any) -> SeatOrder:
    """For one seat, by a traveler who may hold four; `seats` may be a number or seat numbers."""
    key = fields.get("booking_id", fresh_id())
    wanted = Wanted.seats(fields.pop("seats", 1))
    price = fields.pop("price", PRICE)
    verdict = Verdict(
        limit=fields.pop("limit", 4), vip=fields.pop("vip", False), price=price,
        total=price * wanted.count,
    )  # fmt: skip
    return SeatOrder(
        **{
            "booking_id": key,
            "reference": booking_reference(key),
            "traveler_id": fresh_id(),
            "launch_id": fresh_id(),
            "agency_id": fresh_id(),
            "wanted": wanted,
            "passengers": (),
            "verdict": verdict,
            "most_holds": HoldPolicy().most_open,
            "expires_at": NOW + HoldPolicy().lasts,
            "refund_tiers": DEFAULT_TIERS,
            "on_behalf": None,
            "key": None,
            **fields,
        }
    )


def a_keyed_request(**fields: Any) -> KeyedRequest:
    """Under a key of its own."""
    said = {"user_id": fresh_id(), "method": "POST", "path": "/bookings", "digest": "0" * 64}
    return KeyedRequest(**{**said, "key": str(fresh_id()), **fields})


def a_booking(**fields: Any) -> Booking:
    """Holding seats 1 and 2 for 15 minutes, unnamed."""
    key = fields.get("id", fresh_id())
    seats = fields.get("seats", (SeatFare(1, PRICE), SeatFare(2, PRICE)))
    until = fields.get("expires_at", NOW + HoldPolicy().lasts)
    return Booking(
        **_made(
            **{
                "id": key,
                "reference": booking_reference(key),
                "traveler_id": fresh_id(),
                "launch_id": fresh_id(),
                "agency_id": fresh_id(),
                "seats": seats,
                "passengers": (None,) * len(seats),
                "expires_at": until,
                "held_until": until,
                "refund_tiers": DEFAULT_TIERS,
                **fields,
            }
        )
    )


def a_booking_request(**fields: Any) -> BookingRequest:
    """For two seats, taken at `NOW` under a key of its own."""
    seats = WantedSeats(
        launch_id=LaunchId(fresh_id()), count=2, payment_method="pm_ok", at_most=PRICE * 2
    )
    said = {
        "id": fresh_id(),
        "user_id": fresh_id(),
        "service": "booking",
        "request_id": "request-1",
        "method": "POST",
        "path": "/bookings",
        "key": str(fresh_id()),
        "digest": "0" * 64,
        "wanted_seats": seats,
        "expires_at": NOW + RequestPolicy().lasts,
    }
    return BookingRequest(**_made(**{**said, **fields}))


def a_charge(**fields: Any) -> Charge:
    """Pending, in the hands of its process for a minute."""
    return Charge(
        **_made(
            **{
                "id": fresh_id(),
                "booking_id": fresh_id(),
                "attempt_id": fresh_id(),
                "amount": PRICE,
                "method": "pm_ok",
                "lease_until": NOW + timedelta(minutes=1),
                **fields,
            }
        )
    )


def a_refund(**fields: Any) -> Refund:
    """Due at once, of one charge."""
    amount = fields.get("amount", PRICE)
    return Refund(
        **_made(
            **{
                "id": fresh_id(),
                "booking_id": fresh_id(),
                "launch_id": fresh_id(),
                "agency_id": fresh_id(),
                "traveler_id": fresh_id(),
                "amount": amount,
                "reason": RefundReason.CANCELLATION,
                "parts": (RefundPart(charge_id=ChargeId(fresh_id()), amount=amount),),
                "due_at": NOW,
                **fields,
            }
        )
    )


def a_quote(**fields: Any) -> Quote:
    """Of 70 %, unused."""
    return Quote(
        **_made(
            **{
                "id": fresh_id(),
                "booking_id": fresh_id(),
                "booking_version": 1,
                "delays": 0,
                "refund": PRICE.share(Decimal("0.7")),
                "share": Decimal("0.7"),
                "explanation": "100 days before lift-off give back 70%.",
                "expires_at": NOW + QuotePolicy().lasts,
                **fields,
            }
        )
    )


def a_journal_entry(**fields: Any) -> JournalEntry:
    """The gateway took the price of a seat, for an agency."""
    amount = fields.pop("amount", PRICE)
    return JournalEntry(
        **{
            "id": fresh_id(),
            "at": NOW,
            "kind": "charge-captured",
            "subject": fresh_id(),
            "booking_id": fresh_id(),
            "launch_id": fresh_id(),
            "agency_id": fresh_id(),
            "postings": (
                Posting(LedgerAccount.GATEWAY, amount),
                Posting(LedgerAccount.AGENCIES, -amount),
            ),
            **fields,
        }
    )


def a_receipt(**fields: Any) -> Receipt:
    """For a payment, not numbered yet."""
    return Receipt(
        **_made(
            **{
                "id": fresh_id(),
                "number": "",
                "kind": ReceiptKind.PAYMENT,
                "subject": fresh_id(),
                "booking_id": fresh_id(),
                "booking_reference": "AB-000000",
                "traveler_id": fresh_id(),
                "agency_id": fresh_id(),
                "amount": PRICE,
                "issued_at": NOW,
                "traveler": Party(name="Ada Moreno", tax_id="12345678Z", address="Madrid, ES"),
                "agency": Party(name="Perigee Lines", tax_id="B58378431", address="Madrid, ES"),
                **fields,
            }
        )
    )


def an_invoice(**fields: Any) -> Invoice:
    """A launch fee, not numbered yet, due 30 days after it is issued."""
    issued_at = fields.get("issued_at", NOW)
    due_on = fields.pop("due_on", (issued_at + timedelta(days=30)).astimezone(UTC).date())
    return Invoice(
        **_made(
            **{
                "id": fresh_id(),
                "number": "",
                "kind": InvoiceKind.LAUNCH_FEE,
                "agency_id": fresh_id(),
                "launch_id": fresh_id(),
                "agency": Party(name="Perigee Lines", tax_id="B58378431", address="Gran Via 1"),
                "launch": InvoicedLaunch(
                    slug="heron-cape-moon-2027-02-01",
                    destination=Destination.MOON,
                    launch_at=NOW,
                    time_zone="America/New_York",
                    rocket_name="Heron",
                    spaceport_name="Cape",
                    seats=2,
                ),
                "revenue": PRICE * 100,
                "rate": Decimal("0.01"),
                "reliability": Reliability.NEW,
                "explanation": "1 % of the revenue",
                "amount": PRICE,
                "issued_at": issued_at,
                "due_on": due_on,
                **fields,
            }
        )
    )


def an_invoice_payment(**fields: Any) -> InvoicePayment:
    """Under way online, in the hands of a process for a minute."""
    return InvoicePayment(
        **_made(
            **{
                "id": fresh_id(),
                "invoice_id": fresh_id(),
                "agency_id": fresh_id(),
                "kind": PaymentKind.ONLINE,
                "amount": PRICE,
                "status": PaymentStatus.PENDING,
                "method": "pm_ok",
                "lease_until": NOW + timedelta(seconds=60),
                **fields,
            }
        )
    )


def a_credit_note(**fields: Any) -> CreditNote:
    """Not numbered yet."""
    return CreditNote(
        **_made(
            **{
                "id": fresh_id(),
                "number": "",
                "invoice_id": fresh_id(),
                "invoice_number": "INV-2027-000001",
                "agency_id": fresh_id(),
                "agency": Party(name="Perigee Lines", tax_id="B58378431", address="Gran Via 1"),
                "amount": PRICE,
                "reason": "The address was wrong.",
                "issued_at": NOW,
                **fields,
            }
        )
    )


def a_testimonial(**fields: Any) -> Testimonial:
    """Five stars, not moderated yet."""
    return Testimonial(
        **_made(
            **{
                "id": fresh_id(),
                "traveler_id": fresh_id(),
                "launch_id": fresh_id(),
                "agency_id": fresh_id(),
                "flight": Flight(
                    slug="heron-cape-moon-2027-02-01",
                    destination=Destination.MOON,
                    launch_at=NOW,
                    agency_name="Perigee Lines",
                    rocket_name="Heron",
                ),
                "stars": 5,
                "text": "Two sunrises before breakfast.",
                "shown_name": "Ada M.",
                **fields,
            }
        )
    )


def a_wish(**fields: Any) -> Wish:
    """For two seats, waiting."""
    return Wish(
        **_made(
            **{
                "id": fresh_id(),
                "traveler_id": fresh_id(),
                "launch_id": fresh_id(),
                "agency_id": fresh_id(),
                "seats": 2,
                **fields,
            }
        )
    )


def a_billing_copy(**fields: Any) -> BillingCopy:
    """Of somebody who may book."""
    return BillingCopy(
        **_made(
            **{
                "id": fresh_id(),
                "first_name": "Ada",
                "last_name": "Moreno",
                "email": "ada@example.test",
                "phone": "+34600123456",
                "address": "Calle Mayor 1, Madrid",
                "country": "ES",
                "tax_id": "12345678Z",
                "active": True,
                "source_version": 1,
                **fields,
            }
        )
    )


def an_account(**fields: Any) -> Account:
    """Of an active traveler; its address begins with its id, since addresses are unique."""
    key = fields.get("id", fresh_id())
    return Account(
        **_made(
            **{
                "id": key,
                "email": f"{key}@example.test",
                "password_hash": "hash-of-a-password",
                "role": Role.TRAVELER,
                "first_name": "Ada",
                "last_name": "Moreno",
                "status": AccountStatus.ACTIVE,
                **fields,
            }
        )
    )


def a_profile(**fields: Any) -> TravelerProfile:
    """Of a traveler in Madrid."""
    return TravelerProfile(
        **_made(
            **{
                "user_id": fresh_id(),
                "first_name": "Ada",
                "last_name": "Moreno",
                "birth_date": date(1990, 4, 12),
                "phone": "+34600123456",
                "address": "Calle Mayor 1, Madrid",
                "country": "ES",
                "tax_id": "12345678Z",
                **fields,
            }
        )
    )


def a_session(**fields: Any) -> Session:
    """Open for 30 days."""
    return Session(
        **_made(
            **{
                "id": fresh_id(),
                "user_id": fresh_id(),
                "origin": "192.0.2.7",
                "user_agent": "Test/1.0",
                "expires_at": NOW + timedelta(days=30),
                "refreshed_at": NOW,
                **fields,
            }
        )
    )


def a_link(**fields: Any) -> Link:
    """For confirming an address, still without a secret."""
    return Link(
        **_made(
            **{
                "id": fresh_id(),
                "user_id": fresh_id(),
                "kind": LinkKind.CONFIRM_EMAIL,
                "expires_at": NOW + timedelta(hours=24),
                **fields,
            }
        )
    )


def a_second_factor(**fields: Any) -> SecondFactor:
    """Begun; its first code is awaited."""
    return SecondFactor(
        **_made(**{"user_id": fresh_id(), "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", **fields})
    )


def a_notification(**fields: Any) -> Notification:
    """Due at once."""
    return Notification(
        **_made(
            **{
                "id": fresh_id(),
                "event_id": fresh_id(),
                "recipient": fresh_id(),
                "kind": NotificationKind.BOOKING_CONFIRMED,
                "subject_id": fresh_id(),
                "due_at": NOW,
                **fields,
            }
        )
    )


def a_notice(**fields: Any) -> Notice:
    """Not read yet."""
    return Notice(
        **_made(
            **{
                "id": fresh_id(),
                "recipient": fresh_id(),
                "kind": NotificationKind.BOOKING_CONFIRMED,
                "text": "Your booking is confirmed.",
                "path": "/traveler/bookings/1",
                **fields,
            }
        )
    )


def an_entry(**fields: Any) -> Entry:
    """Somebody did something."""
    return Entry(
        **{
            "id": fresh_id(),
            "at": NOW,
            "component": "test",
            "event": "something-done",
            "message": "Something was done",
            "request_id": "r",
            **fields,
        }
    )


def a_sample(**fields: Any) -> Sample:
    """Of the outbox."""
    return Sample(**{"metric": Metric.OUTBOX_LAG_SECONDS, "at": NOW, "value": 3.0, **fields})


def a_traffic_report(**fields: Any) -> TrafficReport:
    """One quick request in a process of its own."""
    source = f"process-{fresh_id()}"
    return TrafficReport(**{"source": source, "at": NOW, "traffic": Traffic.of(4, 200), **fields})


def an_alert(**fields: Any) -> Alert:
    """Open."""
    return Alert(
        **_made(
            **{
                "id": fresh_id(),
                "rule": "outbox_lag_seconds",
                "level": Level.ERROR,
                "title": "Events are not carried on",
                "figure": "outbox_lag_seconds is 130",
                "threshold": "at most 120",
                "raised_at": NOW,
                **fields,
            }
        )
    )


def an_export(**fields: Any) -> Export:
    """Pending, of all bookings of a year, as CSV."""
    said = {
        "id": fresh_id(),
        "kind": ExportKind.BOOKINGS,
        "format": ExportFormat.CSV,
        "since": date(2027, 1, 1),
        "until": date(2027, 12, 31),
        "agency_id": None,
        "requested_by": fresh_id(),
    }
    return Export(**_made(**{**said, **fields}))


def a_sync_run(**fields: Any) -> SyncRun:
    """Pending, of the profiles."""
    said = {"id": fresh_id(), "which": SyncSet.PROFILES, "full": False, "started_by": None}
    return SyncRun(**_made(**{**said, **fields}))


def a_policy_change(**fields: Any) -> PolicyChange:
    """The first decision: holds last longer, from tomorrow on."""
    said = {
        "id": fresh_id(),
        "number": 1,
        "figures": (NewFigure("policies.holds.lasts", "20 minutes"),),
        "effective_from": NOW + timedelta(days=1),
        "reason": "Travelers asked for it.",
        "decided_by": fresh_id(),
        "decided_at": NOW,
    }
    return PolicyChange(**_made(**{**said, **fields}))


def a_sync_conflict(**fields: Any) -> SyncConflict:
    """Open, of a traveler whose address differs."""
    said = {
        "id": fresh_id(),
        "which": SyncSet.PROFILES,
        "key": fresh_id(),
        "source": {"address": "Calle Mayor 1", "active": True, "source_version": 4},
        "source_version": 4,
        "copy": {"address": "Calle Menor 2", "active": True, "source_version": 3},
        "copy_digest": "0" * 64,
        "found_at": NOW,
    }
    return SyncConflict(**_made(**{**said, **fields}))
