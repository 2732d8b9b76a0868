"""SystemWeb: one invoice, its due date and its end (stories 3.1, 3.2, 3.3)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.finance.views import InvoiceView
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.ids import InvoiceId
from astrobookings.entrypoints.http.replies import Raw, paper
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.asking import ask_with
from astrobookings.entrypoints.web.system_web.finance.saying import how_long, percent

__all__ = ["InvoiceController"]


class InvoiceController(Controller):
    """What it says stands for good; payments, due date and a credit note move."""

    path = "/system/invoices/{invoice_id:uuid}"

    @get(sync_to_thread=True)
    def invoice(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[str]:
        """Launch, fee, payments, and what can be done."""
        view = _view(request, invoice_id)
        rate = view.invoice.rate
        return page(
            request,
            "system/finance/invoice.html",
            view=view,
            rate="" if rate is None else percent(rate),
            late=_late(view, request.system.clock.now()),
        )

    @get("/invoice.pdf", sync_to_thread=True)
    def print_(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Raw[bytes]:
        """As it was issued."""
        by = employee(request, Action.MANAGE_INVOICES)
        return paper(request.system.print_invoice(by, InvoiceId(invoice_id)))

    @get("/credit-note.pdf", sync_to_thread=True)
    def print_note(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Raw[bytes]:
        """What took it back."""
        by = employee(request, Action.MANAGE_INVOICES)
        return paper(request.system.print_credit_note(by, InvoiceId(invoice_id)))

    @get("/due-date", sync_to_thread=True)
    def ask_due_date(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """Another day, and why."""
        view = _view(request, invoice_id)
        if "move_due_date" not in view.actions:
            return _closed(request, view)
        due_on = view.invoice.due_on.isoformat()
        version = str(view.invoice.version)
        return _due_date(request, view, Form({"due_on": due_on, "version": version}))

    @post("/due-date", status_code=200, sync_to_thread=True)
    def move_due_date(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """Refused if somebody else changed the invoice since the page was opened."""
        by = employee(request, Action.MANAGE_INVOICES)
        form, reading = request.sent, Reading()
        try:
            due_on, version = reading(form.day, "due_on"), reading(form.whole, "version")
            reading.done()
            moved = request.system.move_due_date(
                by, InvoiceId(invoice_id), due_on, form.value("reason"), version
            )
        except AstroBookingsError as error:
            return _due_date(request, _view(request, invoice_id), form.refused(error))
        told = f"{moved.invoice.number} is due on {moved.invoice.due_on:%-d %B %Y} now."
        return go(request, _address(moved), told)

    @get("/credit-note", sync_to_thread=True)
    def ask_credit(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """What taking the invoice back brings about."""
        view = _view(request, invoice_id)
        if "credit" not in view.actions:
            return _uncreditable(request, view)
        return _credit(request, view, Form())

    @post("/credit-note", status_code=200, sync_to_thread=True)
    def credit(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """Refused while payments on it were not returned."""
        by = employee(request, Action.MANAGE_INVOICES)
        form = request.sent
        try:
            credited = request.system.credit_invoice(
                by, InvoiceId(invoice_id), form.value("reason")
            )
        except AstroBookingsError as error:
            return _credit(request, _view(request, invoice_id), form.refused(error))
        note = credited.credit_note
        told = f"{credited.invoice.number} was cancelled by {note.number if note else 'a note'}."
        return go(request, _address(credited), told)


def _view(request: WebRequest, invoice_id: UUID) -> InvoiceView:
    by = employee(request, Action.MANAGE_INVOICES)
    return request.system.view_invoice(by, InvoiceId(invoice_id))


def _address(view: InvoiceView) -> str:
    return f"/system/invoices/{view.invoice.id}"


def _late(view: InvoiceView, now: datetime) -> str:
    """Since when it is overdue: `3 days`."""
    due = datetime.combine(view.invoice.due_on, datetime.min.time(), now.tzinfo)
    return how_long(now - due) if view.overdue else ""


def _closed(request: WebRequest, view: InvoiceView) -> Response[Any]:
    state = view.invoice.status.value.replace("_", " ")
    told = f"{view.invoice.number} is {state}; its due date no longer matters."
    return go(request, _address(view), told, tone="warn")


def _uncreditable(request: WebRequest, view: InvoiceView) -> Response[Any]:
    held = view.invoice.paid + view.invoice.under_way
    told = (
        f"{held} were paid on it or are under way; return them first, then cancel it."
        if held
        else f"{view.invoice.number} was cancelled before."
    )
    return go(request, _address(view), told, tone="warn")


def _due_date(request: WebRequest, view: InvoiceView, form: Form) -> Response[str]:
    invoice = view.invoice
    reminders = (
        f"The next reminder goes out on the new day; {invoice.reminders} went out so far."
        if invoice.remind_on is not None
        else "No reminder goes out any more: the agency had all of them."
    )
    return ask_with(
        request,
        "due_date.html",
        form,
        title=f"Move the due date of {invoice.number}?",
        says=(
            f"It is due on {invoice.due_on:%-d %B %Y} (UTC), and overdue from the day after.",
            reminders,
            "The agency sees the new day and the reason with the invoice; no mail goes out.",
        ),
        button="Move the due date",
        back=_address(view),
        hidden={"version": form.value("version")},
    )


def _credit(request: WebRequest, view: InvoiceView, form: Form) -> Response[str]:
    invoice = view.invoice
    return ask_with(
        request,
        "credit.html",
        form,
        title=f"Cancel {invoice.number}?",
        says=(
            f"A numbered credit note over the whole {invoice.amount} is issued to "
            f"{invoice.agency.name}, who finds it with the invoice; no mail goes out.",
            "The invoice takes no payments any more; this cannot be undone.",
            "The launch can be invoiced anew, by hand alone: no run over all due ones does so.",
        ),
        button="Cancel the invoice",
        back=_address(view),
        danger=True,
    )
