"""Credit notes: how an invoice, never changed, is taken back (story 3.1)."""

from datetime import datetime

from attrs import field, frozen

from astrobookings.domain.booking.receipts import Party
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import refuse_faults
from astrobookings.domain.kernel.ids import AgencyId, CreditNoteId, InvoiceId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["CreditNote", "credit_note_number", "crediting"]


@frozen(kw_only=True)
class CreditNote(Entity):
    """Cancels the whole of one invoice; never changed once issued."""

    id: CreditNoteId
    number: str
    """`CN-2026-000001`: gapless within a UTC year of issue."""
    invoice_id: InvoiceId
    invoice_number: str
    agency_id: AgencyId
    agency: Party
    amount: Money
    reason: str
    issued_at: datetime = field(validator=aware)


def credit_note_number(year: int, count: int) -> str:
    """`CN-2026-000001`."""
    return f"CN-{year}-{count:06d}"


def crediting(note_id: CreditNoteId, invoice: Invoice, *, reason: str, now: datetime) -> CreditNote:
    """The note that cancels *invoice*.

    Raises:
        Invalid: no reason.
    """
    refuse_faults((text_fault("/reason", reason, longest=1000, one_line=False),))
    return CreditNote(
        id=note_id,
        number="",
        invoice_id=invoice.id,
        invoice_number=invoice.number,
        agency_id=invoice.agency_id,
        agency=invoice.agency,
        amount=invoice.amount,
        reason=reason.strip(),
        issued_at=now,
        created_at=now,
        updated_at=now,
    )
