"""What a letter tells: the facts as they are when it is written."""

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.launch_board import LaunchBoard, LaunchCard
from astrobookings.domain.agencies.launch import OPEN, Delay
from astrobookings.domain.booking.booking import LIVE, Booking, BookingStatus, status_at
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.finance.invoices import OPEN_INVOICES, Invoice, InvoiceStatus
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.roles import Role
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import AgencyId, BookingId, InvoiceId, LaunchId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.domain.notifications.kinds import MANNERS, NotificationKind, Subject
from astrobookings.domain.notifications.notification import Notification

__all__ = ["Facts", "Matter", "Outdated"]

_K = NotificationKind


class Outdated(Exception):
    """The message need not be sent any more; the text says why."""


@frozen
class Matter:
    """What one message is about."""

    facts: Mapping[str, object]
    path: str = ""
    """Where on the platform to see more."""
    booking: tuple[Booking, LaunchCard] | None = field(default=None)
    invoice: Invoice | None = None


@frozen
class Facts:
    """Collects the facts of a message from the records it is about."""

    bookings: Bookings
    board: LaunchBoard
    agencies: Agencies
    invoices: Invoices
    clock: Clock
    policies: BookingPolicies

    def __call__(self, notification: Notification, account: Account) -> Matter:
        """What to tell *account*, its recipient.

        Raises:
            NotFound: what the message is about is gone.
            Outdated: it does not matter any more.
        """
        match MANNERS[notification.kind].about:
            case Subject.BOOKING:
                return self._of_booking(notification)
            case Subject.LAUNCH:
                return self._of_launch(notification, account)
            case Subject.AGENCY:
                return self._of_agency(notification)
            case Subject.INVOICE:
                return self._of_invoice(notification)
            case Subject.ACCOUNT:
                return _of_account(notification, account)
            case Subject.NOTHING:
                return Matter(dict(notification.details), _path_of_nothing(notification.kind))
            case Subject.LINK:
                return Matter({})

    def _card(self, launch_id: LaunchId) -> LaunchCard:
        return self.board.get(launch_id, now=self.clock.now())

    def _of_booking(self, notification: Notification) -> Matter:
        booking = self.bookings.get(BookingId(notification.subject_id))
        card = self._card(booking.launch_id)
        held = status_at(booking, self.clock.now()) is BookingStatus.HELD
        if notification.kind is _K.WISH_GRANTED and not held:
            raise Outdated("the seats are no longer held for the traveler")
        facts = {
            **_flight_facts(card),
            **_booking_facts(booking, self.clock.now()),
            **_event_facts(notification, booking),
        }
        return Matter(facts, _path_of_booking(notification.kind, booking, card), (booking, card))

    def _of_launch(self, notification: Notification, account: Account) -> Matter:
        card = self._card(LaunchId(notification.subject_id))
        match notification.kind:
            case _K.LAUNCH_DELAYED:
                return self._delay(notification, card)
            case _K.AGENCY_LAUNCH_STATUS:
                return _agency_launch(notification, card)
            case _K.WISH_CLOSED:
                return Matter(_flight_facts(card), _launch_path(card))
            case _K.LAUNCH_UNREPORTED:
                return _unreported(card, account)
            case _:
                return self._new_launch(card)

    def _delay(self, notification: Notification, card: LaunchCard) -> Matter:
        """Of the bookings that may refuse it."""
        launch, now = card.launch, self.clock.now()
        delay = _delay_of(notification, card)
        if launch.status not in OPEN or delay != launch.delays[-1]:
            raise Outdated(f"the launch was put off again, or is {launch.status}")
        page = PageRequest(MAX_LIMIT)
        own = self.bookings.list(
            page, traveler_id=notification.recipient, launch_id=launch.id, statuses=LIVE, now=now
        )
        concerned = [one for one in own.items if one.created_at < delay.at]
        if not concerned:
            raise Outdated("the traveler has no booking of the launch any more")
        facts = {
            **_flight_facts(card),
            "references": [one.reference for one in reversed(concerned)],
            "launch_before": delay.launch_at_before,
            "answer_until": min(delay.at + self.policies.delays.window, delay.launch_at),
            "reason": delay.reason,
        }
        alone = f"/traveler/bookings/{concerned[0].id}"
        return Matter(facts, alone if len(concerned) == 1 else "/traveler")

    def _new_launch(self, card: LaunchCard) -> Matter:
        launch, now = card.launch, self.clock.now()
        for_sale = launch.status in OPEN and not launch.suspended and launch.launch_at > now
        if not (for_sale and card.seats_left):
            raise Outdated("the launch is not on sale any more")
        opens = launch.general_sale_at
        early_until = opens if opens is not None and opens > now else None
        return Matter({**_flight_facts(card), "early_until": early_until}, _launch_path(card))

    def _of_invoice(self, notification: Notification) -> Matter:
        invoice = self.invoices.get(InvoiceId(notification.subject_id))
        issued = notification.kind is _K.INVOICE_ISSUED
        if issued and invoice.status is InvoiceStatus.CANCELLED:
            raise Outdated("the invoice was cancelled by a credit note")
        if notification.kind is _K.INVOICE_REMINDER and invoice.status not in OPEN_INVOICES:
            raise Outdated(f"the invoice is {invoice.status}")
        facts = {**_invoice_facts(invoice), **_invoice_event_facts(notification)}
        if notification.kind is _K.INVOICE_REMINDER:
            facts["overdue"] = invoice.overdue(self.clock.now())
        return Matter(facts, f"/agency/invoices/{invoice.id}", invoice=invoice)

    def _of_agency(self, notification: Notification) -> Matter:
        agency = self.agencies.get(AgencyId(notification.subject_id))
        facts = {"agency": agency.company_name, "reason": agency.status_reason}
        suspended = notification.kind is _K.AGENCY_SUSPENDED
        return Matter(facts, "/agency/profile" if suspended else "/agency/launches")


def _flight_facts(card: LaunchCard) -> dict[str, object]:
    launch = card.launch
    return {
        "destination": launch.destination,
        "spaceport": card.spaceport_name,
        "launch_at": launch.launch_at,
        "time_zone": card.time_zone,
        "agency": card.agency_name,
        "rocket": card.rocket_name,
        "price": launch.price,
        "seats_left": card.seats_left,
        "seats_sold": launch.seats_total - card.seats_left,
        "seats_total": launch.seats_total,
    }


def _booking_facts(booking: Booking, now: datetime) -> dict[str, object]:
    named = [one for one in booking.passengers if one is not None]
    return {
        "reference": booking.reference,
        "seats": list(booking.seat_numbers),
        "total": booking.total_price,
        "status": status_at(booking, now),
        "expires_at": booking.expires_at,
        "passengers": [f"{one.first_name} {one.last_name}" for one in named],
    }


def _event_facts(notification: Notification, booking: Booking) -> dict[str, object]:
    details = notification.details
    match notification.kind:
        case _K.BOOKING_CANCELLED | _K.AGENCY_BOOKING_CANCELLED:
            return {
                "refund": Money.of(details["refund"]),
                "reason": details["cancelled_by"],
                "cancel_reason": booking.cancel_reason,
                "paid": booking.confirmed_at is not None,
            }
        case _K.SEATS_CHANGED | _K.AGENCY_SEATS_CHANGED:
            amounts = {name: Money.of(details[name]) for name in ("paid", "refund")}
            return {**details, **amounts}
        case _K.REFUND_EXECUTED | _K.REFUND_DELAYED:
            return {"amount": Money.of(details["amount"])}
        case _:
            return dict(details)


def _invoice_facts(invoice: Invoice) -> dict[str, object]:
    return {
        "number": invoice.number,
        "fee": invoice.kind,
        "agency": invoice.agency.name,
        "destination": invoice.launch.destination,
        "launch_at": invoice.launch.launch_at,
        "time_zone": invoice.launch.time_zone,
        "rocket": invoice.launch.rocket_name,
        "spaceport": invoice.launch.spaceport_name,
        "total": invoice.amount,
        "open": invoice.open,
        "due_on": invoice.due_on,
    }


def _invoice_event_facts(notification: Notification) -> dict[str, object]:
    details = notification.details
    return {"amount": Money.of(details["amount"])} if "amount" in details else dict(details)


def _of_account(notification: Notification, account: Account) -> Matter:
    facts = {"email": account.email, **notification.details}
    if notification.kind is _K.ACCOUNT_CLOSED and "name" not in facts:
        raise NotFound("address", str(account.id))
    if notification.kind is not _K.ACCOUNT_CLOSED:
        return Matter(facts, "/auth/profile")
    return Matter({**facts, "first_name": notification.details["name"]})


def _unreported(card: LaunchCard, account: Account) -> Matter:
    if card.launch.status not in OPEN:
        raise Outdated(f"the launch is reported as {card.launch.status}")
    desk = "system" if account.role is Role.EMPLOYEE else "agency"
    return Matter(_flight_facts(card), f"/{desk}/launches/{card.launch.id}")


def _agency_launch(notification: Notification, card: LaunchCard) -> Matter:
    status, launch = notification.details["status"], card.launch
    reasons = [entry.reason for entry in launch.history if entry.status == status]
    facts = {
        **_flight_facts(card),
        "status": status,
        "reason": reasons[-1] if reasons else "",
        "launch_before": None,
    }
    if "delay_id" in notification.details:
        delay = _delay_of(notification, card)
        facts |= {
            "reason": delay.reason,
            "launch_before": delay.launch_at_before,
            "launch_at": delay.launch_at,
        }
    return Matter(facts, f"/agency/launches/{launch.id}")


def _delay_of(notification: Notification, card: LaunchCard) -> Delay:
    wanted = notification.details["delay_id"]
    return next(one for one in card.launch.delays if str(one.id) == wanted)


def _path_of_booking(kind: NotificationKind, booking: Booking, card: LaunchCard) -> str:
    match kind:
        case _K.AGENCY_BOOKING_CONFIRMED | _K.AGENCY_BOOKING_CANCELLED | _K.AGENCY_SEATS_CHANGED:
            return f"/agency/launches/{booking.launch_id}"
        case _K.HOLD_EXPIRED:
            return _launch_path(card)
        case _:
            return f"/traveler/bookings/{booking.id}"


def _launch_path(card: LaunchCard) -> str:
    return f"/launches/{card.launch.slug}"


def _path_of_nothing(kind: NotificationKind) -> str:
    return "/system/alerts" if kind in {_K.ALERT_RAISED, _K.ALERT_RESOLVED} else ""
