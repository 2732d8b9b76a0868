"""Customer service cancels for a traveler, by the rules or by an override (stories 2.5, 2.8)."""

from decimal import Decimal, InvalidOperation, localcontext
from typing import Any
from uuid import UUID

from litestar import Controller, Response, post
from litestar.params import FromPath

from astrobookings.application.booking.cancel_booking import Override, allow_override
from astrobookings.application.booking.views import BookingView
from astrobookings.domain.booking.cancellation import Quote
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.domain.kernel.ids import BookingId, QuoteId
from astrobookings.domain.kernel.money import ZERO, Money, total
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.customers.acting import booking_page, to_booking
from astrobookings.entrypoints.web.system_web.desk import employee

__all__ = ["CancellingController", "paid_for"]

_FIELDS = {"/override/reason": "reason", "/override/refund_share": "percent"}
_PRECISE = 40
"""Digits with which an amount becomes a share, so that the share gives the amount to the cent."""


class CancellingController(Controller):
    """A quote first; the quote replays its first answer, so that nothing happens twice."""

    path = "/system/bookings/{booking_id:uuid}"

    @post("/quote", status_code=200, sync_to_thread=True, opt=REPEATABLE)
    def quote(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """What comes back by the rules, and the way to give back something else."""
        by = employee(request, Action.CANCEL_BOOKINGS)
        view = request.system.view_booking(by, BookingId(booking_id))
        return _quoted(request, by, view, Form())

    @post("/override", status_code=200, sync_to_thread=True, opt=REPEATABLE)
    def weigh(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """What another share comes to, before anything is done."""
        by, form = employee(request, Action.OVERRIDE_REFUNDS), request.sent
        view = request.system.view_booking(by, BookingId(booking_id))
        try:
            override = Override(_share(form, paid_for(view)), form.value("reason"))
            allow_override(by, override)
            quote = request.system.quote_cancellation(by, view.booking.id)
        except AstroBookingsError as error:
            return _quoted(request, by, view, form.refused(error, _FIELDS))
        return _overriding(request, by, view, quote, override)

    @post("/cancel", status_code=200, sync_to_thread=True, opt=REPEATABLE)
    def cancel(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        by, form = employee(request, Action.CANCEL_BOOKINGS), request.sent
        view = request.system.view_booking(by, BookingId(booking_id))
        try:
            quote_id, override = QuoteId(form.uuid("quote_id")), _override(form)
            ended = request.system.cancel_booking(by, view.booking.id, quote_id, override)
        except AstroBookingsError as error:
            return _quoted(request, by, view, form.refused(error, _FIELDS))
        return to_booking(request, booking_id, _told(ended))


def paid_for(view: BookingView) -> Money:
    """What was paid for the seats of the booking and is not owed back already."""
    return total(charge.refundable for charge in view.charges) - view.booking.retained


def _told(ended: BookingView) -> str:
    back = ended.refunds[-1].amount if ended.refunds else ZERO
    if not back:
        return f"{ended.booking.reference} is cancelled. Nothing comes back."
    return f"{ended.booking.reference} is cancelled. The traveler gets {back} back."


def _quoted(request: WebRequest, by: Principal, view: BookingView, form: Form) -> Response[str]:
    """A fresh quote, beside what was typed.

    Raises:
        NoSuchBookingMove, PaymentInProgress: nothing can be cancelled now.
    """
    quote = request.system.quote_cancellation(by, view.booking.id)
    return booking_page(request, by, view, "cancel", form, quote=quote, paid=paid_for(view))


def _overriding(
    request: WebRequest, by: Principal, view: BookingView, quote: Quote, override: Override
) -> Response[str]:
    paid = paid_for(view)
    back = paid.share(override.refund_share)
    more = back - quote.refund
    return booking_page(
        request,
        by,
        view,
        "override",
        Form(),
        quote=quote,
        override=override,
        paid=paid,
        back=back,
        more=more,
        less=-more,
    )


def _override(form: Form) -> Override | None:
    """The override that was confirmed; None leaves it to the rules."""
    said = form.value("refund_share")
    return Override(_number(said, "percent"), form.value("reason")) if said else None


def _share(form: Form, paid: Money) -> Decimal:
    """The share that was typed, as percent or as an amount of what was *paid*.

    Raises:
        Invalid: neither, both, or out of range.
    """
    percent, amount = form.value("percent"), form.value("amount")
    if bool(percent) == bool(amount):
        detail = "give a percentage or an amount, one of the two"
        raise Invalid((Fault("/percent", detail, "required"),))
    if percent:
        share = _number(percent.removesuffix("%").strip(), "percent") / 100
        return _in_range(share, "/percent", "must be from 0 to 100")
    wanted = form.money("amount")
    with localcontext(prec=_PRECISE):
        share = wanted.amount / paid.amount if paid else Decimal(-1)
    return _in_range(share, "/amount", f"must be at most {paid}, which was paid")


def _in_range(share: Decimal, pointer: str, detail: str) -> Decimal:
    if not 0 <= share <= 1:
        raise Invalid((Fault(pointer, detail, "out-of-range"),))
    return share


def _number(text: str, name: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Invalid((Fault(f"/{name}", "is a number such as 70", "type"),))
    return number
