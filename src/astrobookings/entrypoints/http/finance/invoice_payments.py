"""Payments on invoices (story 3.3)."""

from uuid import UUID

from litestar import Controller, post
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, JSONBody

from astrobookings.application.finance.record_payment import Transfer
from astrobookings.domain.booking.errors import PaymentDeclined
from astrobookings.domain.finance.payments import (
    UNDER_WAY,
    InvoicePayment,
    PaymentKey,
    PaymentStatus,
)
from astrobookings.domain.identity.permissions import PERMISSIONS, Action, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.ids import InvoiceId, InvoicePaymentId
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.finance.invoice_answers import (
    InvoicePaymentAnswer,
    InvoiceWithPaymentsAnswer,
    invoice_payment,
    with_payments,
)
from astrobookings.entrypoints.http.finance.invoice_bodies import InvoicePaymentBody, TransferBack
from astrobookings.entrypoints.http.idempotency import digest, require_key, valid_key
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import Key
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.shapes import instant, money, or_none

__all__ = ["InvoicePaymentsController"]

_PENDING = ResponseSpec(
    InvoicePaymentAnswer,
    generate_examples=False,
    description="Under way: the gateway is silent, or asks for an action of the payer.",
)


class InvoicePaymentsController(Controller):
    """Finance records transfers, agencies pay online."""

    path = "/invoices/{invoice_id:uuid}/payments"
    opt = MEMBERS_ONLY
    security = BEARER

    @post(
        operation_id="pay_invoice",
        summary="Pay an invoice, or record a transfer",
        guards=[require_key],
        sync_to_thread=True,
        response_description="Received.",
        responses={202: _PENDING, **problems_of(402, 403, 404, 409, 422)},
    )
    def pay(
        self,
        request: ApiRequest,
        invoice_id: FromPath[UUID],
        data: JSONBody[InvoicePaymentBody],
        idempotency_key: Key,
    ) -> Reply[InvoicePaymentAnswer]:
        """In whole or in part, never more than the balance; the same key pays once."""
        by = request.by
        key = PaymentKey(user_id=signed_in(by), key=valid_key(idempotency_key), digest=digest(data))
        amount = money(data.amount, "/amount")
        if by.standing in PERMISSIONS[Action.PAY_INVOICES].own:
            method = data.payment_method
            if method is None:
                raise Invalid((Fault("/payment_method", "is required", "required"),))
            paid = request.system.pay_invoice(by, InvoiceId(invoice_id), amount, method, key)
        else:
            transfer = Transfer(
                amount=amount,
                reference=data.reference or "",
                received_at=or_none(data.received_at, lambda at: instant(at, "/received_at")),
            )
            paid = request.system.record_payment(by, InvoiceId(invoice_id), transfer, key)
        return _told(paid, by)

    @post(
        "/{payment_id:uuid}/return",
        operation_id="return_payment",
        summary="Note that a payment was given back",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def give_back(
        self,
        request: ApiRequest,
        invoice_id: FromPath[UUID],
        payment_id: FromPath[UUID],
        data: JSONBody[TransferBack],
    ) -> Reply[InvoiceWithPaymentsAnswer]:
        """The invoice is open again by so much, and can be credited."""
        by = request.by
        view = request.system.return_payment(
            by, InvoiceId(invoice_id), InvoicePaymentId(payment_id), data.reference
        )
        return Reply(with_payments(view, by), etag=tag(view.invoice.version))


def _told(payment: InvoicePayment, by: Principal) -> Reply[InvoicePaymentAnswer]:
    """Raises: PaymentDeclined."""
    if payment.status is PaymentStatus.FAILED:
        raise PaymentDeclined(payment.decline_reason or "released")
    status = 202 if payment.status in UNDER_WAY else 201
    return Reply(invoice_payment(payment, by), status=status, etag=tag(payment.version))
