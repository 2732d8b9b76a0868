"""SystemWeb: what agencies paid on an invoice, and what they got back (story 3.3)."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from attrs import evolve
from litestar import Controller, Response, get, post
from litestar.params import FromPath
from uuid_utils.compat import uuid7

from astrobookings.application.finance.record_payment import Transfer
from astrobookings.application.finance.views import InvoiceView
from astrobookings.domain.finance.errors import Overpayment
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.finance.payments import (
    InvoicePayment,
    NoSuchPaymentMove,
    PaymentKey,
    PaymentStatus,
)
from astrobookings.domain.identity.permissions import Action, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, NotFound
from astrobookings.domain.kernel.ids import InvoiceId, InvoicePaymentId
from astrobookings.entrypoints.http.finance.invoice_bodies import InvoicePaymentBody
from astrobookings.entrypoints.http.idempotency import digest
from astrobookings.entrypoints.http.shapes import money_shape
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import go
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.asking import ask_with

__all__ = ["InvoicePaymentsController"]

_FIELDS = {"/received_at": "received_on"}
_LONGEST_KEY = 200


class InvoicePaymentsController(Controller):
    """Transfers as the bank statement shows them."""

    path = "/system/invoices/{invoice_id:uuid}"

    @get("/payments/new", sync_to_thread=True)
    def ask_payment(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """An amount, its reference, its day."""
        view = _view(request, invoice_id)
        if "record_payment" not in view.actions:
            return _unpayable(request, view)
        return _payment(request, view, Form({"key": str(uuid7())}))

    @post("/payments/new", status_code=200, sync_to_thread=True, opt=REPEATABLE)
    def record(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """The same form books a transfer once; more than the balance is refused with it."""
        by = employee(request, Action.MANAGE_INVOICES)
        form = request.sent
        try:
            transfer = _transfer(form)
            key = _key(by, form, transfer)
            request.system.record_payment(by, InvoiceId(invoice_id), transfer, key)
        except AstroBookingsError as error:
            return _payment(request, _view(request, invoice_id), _refused(form, error))
        invoice = _view(request, invoice_id).invoice
        told = f"{transfer.amount} recorded; {invoice.open} are still open."
        return go(request, _address(invoice), told)

    @get("/settlement", sync_to_thread=True)
    def ask_settlement(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """What settling all of it brings about."""
        view = _view(request, invoice_id)
        if "settle" not in view.actions:
            return _unpayable(request, view)
        return _settlement(request, view, Form())

    @post("/settlement", status_code=200, sync_to_thread=True)
    def settle(self, request: WebRequest, invoice_id: FromPath[UUID]) -> Response[Any]:
        """The whole balance came by transfer."""
        by = employee(request, Action.MANAGE_INVOICES)
        form = request.sent
        try:
            received_at = _received_at(form)
            settled = request.system.settle_invoice(
                by, InvoiceId(invoice_id), form.value("reference"), received_at
            )
        except AstroBookingsError as error:
            return _settlement(
                request, _view(request, invoice_id), form.refused(error, fields=_FIELDS)
            )
        return go(request, _address(settled.invoice), f"{settled.invoice.number} is paid.")

    @get("/payments/{payment_id:uuid}/return", sync_to_thread=True)
    def ask_return(
        self, request: WebRequest, invoice_id: FromPath[UUID], payment_id: FromPath[UUID]
    ) -> Response[Any]:
        """What giving a payment back brings about."""
        view = _view(request, invoice_id)
        payment = _payment_of(view, payment_id)
        if payment.status is not PaymentStatus.RECEIVED:
            return _unreturnable(request, view)
        return _return(request, view, payment, Form())

    @post("/payments/{payment_id:uuid}/return", status_code=200, sync_to_thread=True)
    def give_back(
        self, request: WebRequest, invoice_id: FromPath[UUID], payment_id: FromPath[UUID]
    ) -> Response[Any]:
        """It was transferred back to the agency."""
        by = employee(request, Action.MANAGE_INVOICES)
        form, reference = request.sent, request.sent.value("reference")
        try:
            view = request.system.return_payment(
                by, InvoiceId(invoice_id), InvoicePaymentId(payment_id), reference
            )
        except NoSuchPaymentMove:
            return _unreturnable(request, _view(request, invoice_id))
        except AstroBookingsError as error:
            view = _view(request, invoice_id)
            return _return(request, view, _payment_of(view, payment_id), form.refused(error))
        told = f"The payment was given back; {view.invoice.open} are open now."
        return go(request, _address(view.invoice), told)


def _view(request: WebRequest, invoice_id: UUID) -> InvoiceView:
    by = employee(request, Action.MANAGE_INVOICES)
    return request.system.view_invoice(by, InvoiceId(invoice_id))


def _address(invoice: Invoice) -> str:
    return f"/system/invoices/{invoice.id}"


def _payment_of(view: InvoiceView, payment_id: UUID) -> InvoicePayment:
    """Raises: NotFound: none on this invoice."""
    for one in view.payments:
        if one.id == payment_id:
            return one
    raise NotFound("payment", str(payment_id))


def _received_at(form: Form) -> datetime | None:
    """The first instant of the value date (UTC), None if none was typed.

    Raises:
        Invalid: it is no day.
    """
    if not form.value("received_on"):
        return None
    return datetime.combine(form.day("received_on"), time(), UTC)


def _transfer(form: Form) -> Transfer:
    """Raises: Invalid: with the field of each fault."""
    reading = Reading()
    amount = reading(form.money, "amount")
    received_at = reading(lambda _: _received_at(form), "received_on")
    reading.done()
    return Transfer(amount=amount, reference=form.value("reference"), received_at=received_at)


def _key(by: Principal, form: Form, transfer: Transfer) -> PaymentKey:
    """What makes a form that is sent twice the same payment."""
    body = InvoicePaymentBody(
        amount=money_shape(transfer.amount),
        reference=transfer.reference,
        received_at=transfer.received_at,
    )
    key = form.value("key")[:_LONGEST_KEY] or str(uuid7())
    return PaymentKey(user_id=signed_in(by), key=key, digest=digest(body))


def _refused(form: Form, error: AstroBookingsError) -> Form:
    """An overpayment is the amount's fault, and says the balance beside it."""
    refused = form.refused(error, fields=_FIELDS)
    if not isinstance(error, Overpayment):
        return refused
    told = f"That is too much: {error.balance} can still be paid in."
    return evolve(refused, faults={"amount": told}, refusal="")


def _unreturnable(request: WebRequest, view: InvoiceView) -> Response[Any]:
    told = "This payment was never received, or was given back before."
    return go(request, _address(view.invoice), told, tone="warn")


def _unpayable(request: WebRequest, view: InvoiceView) -> Response[Any]:
    invoice = view.invoice
    told = (
        "An online payment is under way; wait until the gateway settled it."
        if invoice.under_way
        else f"Nothing of {invoice.number} is left to be paid."
    )
    return go(request, _address(invoice), told, tone="warn")


def _balance(invoice: Invoice) -> tuple[str, ...]:
    """What may still be paid in, and what is on its way."""
    open_ = f"Of {invoice.amount}, {invoice.payable} can still be paid in."
    if not invoice.under_way:
        return (open_,)
    return (open_, f"{invoice.under_way} are on their way through the payment gateway.")


def _payment(request: WebRequest, view: InvoiceView, form: Form) -> Response[str]:
    invoice = view.invoice
    return ask_with(
        request,
        "payment.html",
        form,
        title=f"Record a payment on {invoice.number}",
        says=(
            *_balance(invoice),
            f"{invoice.agency.name} is told by mail that the payment came in.",
            "A payment that was recorded by mistake can be given back, not deleted.",
        ),
        button="Record the payment",
        back=_address(invoice),
        hidden={"key": form.value("key")},
        today=request.system.clock.now().date(),
    )


def _settlement(request: WebRequest, view: InvoiceView, form: Form) -> Response[str]:
    invoice = view.invoice
    return ask_with(
        request,
        "settlement.html",
        form,
        title=f"Settle {invoice.number}?",
        says=(
            f"The whole balance, {invoice.payable}, is recorded as one transfer.",
            f"The invoice is paid then, and {invoice.agency.name} is told by mail.",
        ),
        button="Settle the invoice",
        back=_address(invoice),
        today=request.system.clock.now().date(),
    )


def _return(
    request: WebRequest, view: InvoiceView, payment: InvoicePayment, form: Form
) -> Response[str]:
    invoice = view.invoice
    return ask_with(
        request,
        "return.html",
        form,
        title="Give this payment back?",
        says=(
            f"{payment.amount} on {invoice.number} counts as paid no more: "
            f"{invoice.open + payment.amount} are open then.",
            "Nothing is transferred from here: do that at the bank first, and note its reference.",
            "A payment that was given back stays so.",
        ),
        button="Note that it was given back",
        back=_address(invoice),
        danger=True,
    )
