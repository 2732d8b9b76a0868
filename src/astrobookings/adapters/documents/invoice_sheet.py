"""Invoices and credit notes, each on one page."""

from astrobookings.adapters.documents.sheet import Sheet
from astrobookings.adapters.documents.wording import destination_name, local_time, utc_time
from astrobookings.domain.booking.receipts import Party
from astrobookings.domain.finance.credit_notes import CreditNote
from astrobookings.domain.finance.invoices import Invoice, InvoiceKind

__all__ = ["credit_note_sheet", "invoice_sheet"]

_ISSUER = Party(name="AstroBookings", tax_id="", address="The booking platform for rocket launches")
_NOTE = (
    "Please pay by the due date, by transfer under the number of this invoice or online. The "
    "revenue is what was collected for the launch less what was owed back to travelers."
)


def invoice_sheet(invoice: Invoice) -> bytes:
    """*invoice* as it was issued, as PDF: later payments change nothing on it."""
    sheet = Sheet(f"Invoice {invoice.number}", made_at=invoice.issued_at)
    due_on = invoice.due_changes[0].before if invoice.due_changes else invoice.due_on
    sheet.head(
        "Invoice",
        f"No. {invoice.number}",
        f"Issued on {utc_time(invoice.issued_at)}",
        f"Due on {due_on:%d %B %Y}",
    )
    sheet.parties(("Issued by", _ISSUER), ("Issued to", invoice.agency))
    sheet.table(_lines(invoice), ("Amount due", str(invoice.amount)))
    sheet.note(f"{invoice.explanation}. {_NOTE}")
    return sheet.content()


def _lines(invoice: Invoice) -> list[tuple[str, str]]:
    launch = invoice.launch
    lines = [
        ("Launch", launch.slug),
        ("Rocket", f"{launch.rocket_name} to {destination_name(launch.destination)}"),
        ("Spaceport", launch.spaceport_name),
        ("Lift-off", local_time(launch.launch_at, launch.time_zone)),
    ]
    if invoice.kind is InvoiceKind.ABORT_FEE:
        return [*lines, ("For", "Fee for an aborted launch"), ("Reason", launch.reason)]
    rate = "–" if invoice.rate is None else f"{(invoice.rate * 100).normalize():f} %"
    return [
        *lines,
        ("Passengers", str(launch.seats)),
        ("Revenue", str(invoice.revenue)),
        ("Rate", rate),
    ]


def credit_note_sheet(note: CreditNote) -> bytes:
    """*note* as PDF."""
    sheet = Sheet(f"Credit note {note.number}", made_at=note.issued_at)
    sheet.head("Credit note", f"No. {note.number}", f"Issued on {utc_time(note.issued_at)}")
    sheet.parties(("Issued by", _ISSUER), ("Issued to", note.agency))
    sheet.table(
        [("Cancels invoice", note.invoice_number), ("Reason", note.reason)],
        ("Amount credited", str(note.amount)),
    )
    sheet.note("The invoice named here is cancelled as a whole; nothing of it is to be paid.")
    return sheet.content()
