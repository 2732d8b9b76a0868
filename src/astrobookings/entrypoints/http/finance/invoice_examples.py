"""One example for each described shape of invoices."""

from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.finance.invoices import InvoiceKind, InvoiceStatus
from astrobookings.domain.finance.payments import PaymentKind, PaymentStatus
from astrobookings.entrypoints.http.finance import invoice_answers as answers
from astrobookings.entrypoints.http.finance import invoice_bodies as bodies
from astrobookings.entrypoints.http.shapes import MoneyShape

__all__ = ["INVOICE_EXAMPLES"]


def _id(number: int) -> UUID:
    return UUID(f"0197c3a0-0000-7000-8000-{number:012d}")


_AGENCY, _LAUNCH, _INVOICE, _PAYMENT = _id(2), _id(5), _id(40), _id(41)
_ISSUED = datetime(2027, 6, 2, 9, 30, tzinfo=UTC)
_HALF, _FEE, _NONE = MoneyShape("500000.00"), MoneyShape("1000000.00"), MoneyShape("0.00")
_PAID = answers.InvoicePaymentAnswer(
    id=_PAYMENT,
    invoice_id=_INVOICE,
    kind=PaymentKind.RECORDED,
    status=PaymentStatus.RECEIVED,
    amount=_HALF,
    reference="TRF 2027-0611",
    next_action=None,
    decline_reason="",
    received_at=_ISSUED,
    available_actions=["return"],
    created_at=_ISSUED,
    updated_at=_ISSUED,
    version=1,
)
_LISTED = answers.InvoiceAnswer(
    id=_INVOICE,
    number="INV-2027-000123",
    kind=InvoiceKind.LAUNCH_FEE,
    status=InvoiceStatus.PARTIALLY_PAID,
    overdue=False,
    agency_id=_AGENCY,
    agency=answers.PartyShape("Orbita", "A12345674", "Calle Alta 2, Madrid"),
    launch=answers.InvoicedLaunchShape(
        id=_LAUNCH,
        slug="falcon-kourou-moon-2027-06-01",
        destination=Destination.MOON,
        launch_at=datetime(2027, 6, 1, 12, tzinfo=UTC),
        time_zone="America/Cayenne",
        rocket="Falcon",
        spaceport="Kourou",
        seats=80,
        reason="",
    ),
    revenue=MoneyShape("100000000.00"),
    rate="0.01",
    reliability=Reliability.NEW,
    explanation="1 % of the revenue; 0.8 % after 2 successful launches",
    amount=_FEE,
    paid=_HALF,
    under_way=_NONE,
    balance=_HALF,
    issued_at=_ISSUED,
    due_on=date(2027, 7, 2),
    due_changes=[],
    reminders=0,
    available_actions=["record_payment", "settle", "move_due_date", "return_payment"],
    created_at=_ISSUED,
    updated_at=_ISSUED,
    version=2,
)

INVOICE_EXAMPLES: tuple[msgspec.Struct, ...] = (
    bodies.LaunchToInvoice(launch_id=_LAUNCH),
    bodies.InvoicePaymentBody(amount=_HALF, payment_method="pm_ok", reference="TRF 2027-0611"),
    bodies.TransferReference(reference="TRF 2027-0611"),
    bodies.TransferBack(reference="TRF BACK 2027-0612"),
    bodies.DueDate(due_on=date(2027, 8, 1), reason="Agreed by phone."),
    bodies.CreditNoteText(reason="The address was wrong."),
    _LISTED,
    answers.InvoicesAnswer([_LISTED], None),
    _PAID,
    answers.InvoiceWithPaymentsAnswer(
        **{name: getattr(_LISTED, name) for name in _LISTED.__struct_fields__},
        payments=[_PAID],
        credit_note=None,
    ),
    answers.DueRunAnswer([_LISTED], [answers.NotInvoicedShape(_id(50), "it had no revenue")]),
)
