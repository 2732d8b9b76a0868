"""What an agency owes the platform, and paying it online (stories 3.3, 3.6)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from attrs import evolve
from litestar import Controller, Response, get, post
from litestar.params import FromPath
from uuid_utils.compat import uuid7

from astrobookings.application.finance.views import InvoiceView
from astrobookings.application.ports.invoices import InvoiceFilter, InvoiceSort
from astrobookings.application.ports.tables import PDF
from astrobookings.domain.booking.errors import PaymentDeclined
from astrobookings.domain.finance.invoices import OPEN_INVOICES, InvoiceKind, InvoiceStatus
from astrobookings.domain.finance.payments import InvoicePayment, PaymentKey, PaymentStatus
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.domain.kernel.ids import InvoiceId
from astrobookings.domain.kernel.money import total
from astrobookings.entrypoints.http.finance.invoice_bodies import InvoicePaymentBody
from astrobookings.entrypoints.http.idempotency import digest
from astrobookings.entrypoints.http.pages.sandbox import PayerActions
from astrobookings.entrypoints.http.replies import paper
from astrobookings.entrypoints.http.shapes import money_shape
from astrobookings.entrypoints.web.agency_web.choices import (
    INVOICE_KINDS,
    INVOICE_ORDERS,
    INVOICE_STATUSES,
    Choices,
)
from astrobookings.entrypoints.web.agency_web.reading import every, one_of, truth
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import go, page, pages
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["InvoicesController"]

_FIELDS = ("status", "kind", "overdue", "sort", "text")
_LONGEST_METHOD = 200
_TEST_METHODS: Choices = [
    ("pm_ok", "Test card that pays"),
    ("pm_requires_action", "Test card that asks you to confirm"),
    ("pm_declined", "Test card that is declined"),
    ("pm_insufficient_funds", "Test card without enough money"),
]
"""What the sandbox takes for a card."""
_DECLINES: Mapping[str, str] = {
    "declined": "The bank declined the payment; nothing was charged. Try another method.",
    "insufficient-funds": "There is not enough money on the account; nothing was charged.",
}


class InvoicesController(Controller):
    """The own ones alone; what an invoice says never changes."""

    path = "/agency/invoices"

    @get(sync_to_thread=True)
    def invoices(self, request: WebRequest) -> Response[str]:
        """Filtered by state, kind and number; what is open in all is told above."""
        by, system = request.member(Standing.AGENCY), request.system
        form = Form({name: request.asked.value(name) for name in _FIELDS})
        found = None
        try:
            filter_, sort = _filter(request, form)
            found = system.list_invoices(by, filter_, sort, request.listed())
        except Invalid as error:
            form = form.refused(error)
        unpaid = InvoiceFilter(statuses=OPEN_INVOICES)
        owed = [*every(lambda wanted: system.list_invoices(by, unpaid, InvoiceSort.DUE, wanted))]
        return page(
            request,
            "agency/invoices.html",
            form=form,
            invoices=found.items if found else (),
            owed=total(one.invoice.payable for one in owed),
            open_ones=len(owed),
            overdue=[one for one in owed if one.overdue],
            statuses=INVOICE_STATUSES,
            kinds=INVOICE_KINDS,
            orders=INVOICE_ORDERS,
            pages=pages(request, found),
        )

    @get("/{invoice_id:uuid}", sync_to_thread=True)
    def invoice(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[str]:
        """What it is for, and what was paid on it."""
        return page(request, "agency/invoice.html", view=_view(request, invoice_id))

    @get("/{invoice_id:uuid}/invoice.pdf", media_type=PDF, sync_to_thread=True)
    def pdf(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """As it was issued."""
        by = request.member(Standing.AGENCY)
        return paper(request.system.print_invoice(by, InvoiceId(invoice_id)))

    @get("/{invoice_id:uuid}/credit-note.pdf", media_type=PDF, sync_to_thread=True)
    def credit_note(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """What cancelled it."""
        by = request.member(Standing.AGENCY)
        return paper(request.system.print_credit_note(by, InvoiceId(invoice_id)))

    @get("/{invoice_id:uuid}/pay", sync_to_thread=True)
    def paying(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """The balance, or as much of it as can be paid at once."""
        view = _view(request, invoice_id)
        if "pay" not in view.actions:
            told = "Nothing is left to pay on this invoice."
            return go(request, f"/agency/invoices/{invoice_id}", told, tone="warn")
        most = min(view.invoice.payable, request.system.parts.finance.largest_payment)
        form = Form({"amount": f"{most.amount:.2f}", "key": str(uuid7())})
        return _form(request, view, form)

    @post("/{invoice_id:uuid}/pay", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def pay(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """In whole or in part; the same form pays once however often it is sent."""
        view, form = _view(request, invoice_id), request.sent
        try:
            payment = _paid(request, view, form)
        except AstroBookingsError as error:
            again = _refused(form, error).with_values(key=str(uuid7()))
            return _form(request, _view(request, invoice_id), again)
        return _told(request, payment)


def _view(request: WebRequest, invoice_id: UUID) -> InvoiceView:
    return request.system.view_invoice(request.member(Standing.AGENCY), InvoiceId(invoice_id))


def _filter(request: WebRequest, form: Form) -> tuple[InvoiceFilter, InvoiceSort]:
    """Raises: Invalid: with the field of each fault."""
    reading = Reading()
    status = reading(lambda name: one_of(form, name, InvoiceStatus), "status")
    overdue = reading(lambda name: truth(form, name), "overdue")
    filter_ = InvoiceFilter(
        kind=reading(lambda name: one_of(form, name, InvoiceKind), "kind"),
        statuses=None if status is None else frozenset({status}),
        overdue_on=request.system.clock.now().date() if overdue else None,
        text=form.value("text")[:200],
    )
    sort = reading(lambda name: one_of(form, name, InvoiceSort), "sort")
    reading.done()
    return filter_, sort or InvoiceSort.NEWEST


def _paid(request: WebRequest, view: InvoiceView, form: Form) -> InvoicePayment:
    """Raises: PaymentDeclined, or as `PayInvoice`."""
    by = request.member(Standing.AGENCY)
    reading = Reading()
    amount = reading(form.money, "amount")
    method = reading(lambda name: _method(form, name), "payment_method")
    sent_as = reading(form.uuid, "key")
    reading.done()
    body = InvoicePaymentBody(amount=money_shape(amount), payment_method=method)
    key = PaymentKey(user_id=signed_in(by), key=str(sent_as), digest=digest(body))
    payment = request.system.pay_invoice(by, view.invoice.id, amount, method, key)
    if payment.status is PaymentStatus.FAILED:
        raise PaymentDeclined(payment.decline_reason or "released")
    return payment


def _refused(form: Form, error: AstroBookingsError) -> Form:
    told = form.refused(error)
    if isinstance(error, PaymentDeclined):
        return evolve(told, refusal=_DECLINES.get(error.reason, _DECLINES["declined"]))
    return told


def _method(form: Form, name: str) -> str:
    said = form.value(name)
    if not 1 <= len(said) <= _LONGEST_METHOD:
        raise Invalid((Fault(f"/{name}", "say how you pay"),))
    return said


def _told(request: WebRequest, payment: InvoicePayment) -> Response[Any]:
    path = f"/agency/invoices/{payment.invoice_id}"
    if payment.status is PaymentStatus.RECEIVED:
        return go(request, path, f"{payment.amount} received. Thank you!")
    if payment.status is PaymentStatus.REQUIRES_ACTION:
        told = "Your bank asks you to confirm the payment; the link is below."
        return go(request, path, told, tone="warn")
    told = "The payment is under way; the bank has not answered yet. Do not pay again."
    return go(request, path, told, tone="warn")


def _form(request: WebRequest, view: InvoiceView, form: Form) -> Response[str]:
    sandbox = isinstance(request.system.gateway, PayerActions)
    return page(
        request,
        "agency/invoice_pay.html",
        form=form,
        view=view,
        methods=_TEST_METHODS if sandbox else [],
        largest=request.system.parts.finance.largest_payment,
    )
