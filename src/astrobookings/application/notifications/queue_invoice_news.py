"""Agencies are to hear of their invoices, and of what they paid (stories 3.3, 4.1)."""

from collections.abc import Mapping

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.domain.finance.events import (
    InvoiceIssued,
    InvoicePaymentReceived,
    InvoiceReminderDue,
)
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["TOLD_OF_INVOICES", "QueueInvoiceNews"]

TOLD_OF_INVOICES: Mapping[type[Event], NotificationKind] = {
    InvoiceIssued: NotificationKind.INVOICE_ISSUED,
    InvoiceReminderDue: NotificationKind.INVOICE_REMINDER,
    InvoicePaymentReceived: NotificationKind.INVOICE_PAID,
}
"""Events that agencies are told of, and as what."""


@frozen
class QueueInvoiceNews:
    """Hears of invoices issued, due and paid; these mails cannot be turned off."""

    queueing: Queueing

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        kind = TOLD_OF_INVOICES.get(type(event))
        if kind is None:
            return
        agency, invoice_id = event.agency_id, event.invoice_id  # type: ignore[attr-defined]
        self.queueing(envelope, UserId(agency), kind, invoice_id, details=_details(event))


def _details(event: Event) -> Mapping[str, str]:
    match event:
        case InvoiceReminderDue():
            return {"reminder": str(event.reminder)}
        case InvoicePaymentReceived():
            return {"amount": str(event.amount.amount)}
        case _:
            return {}
