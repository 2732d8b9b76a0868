"""SystemWeb: money on its way back to travelers, and what got stuck (story 3.7)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.domain.booking.refunds import (
    REFUND_MOVES,
    NoSuchRefundMove,
    Refund,
    RefundReason,
    RefundStatus,
    by_hand,
)
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid
from astrobookings.domain.kernel.ids import RefundId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import ask, go, page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.asking import ask_with
from astrobookings.entrypoints.web.system_web.finance.choices import (
    agency_named,
    chosen,
    named_agency,
)
from astrobookings.entrypoints.web.system_web.finance.saying import how_long

__all__ = ["RefundsController"]

_LIST = "/system/refunds"
_STATES: Mapping[RefundStatus, tuple[str, str]] = {
    RefundStatus.PENDING: ("Waiting", ""),
    RefundStatus.EXECUTING: ("Being made", "accent"),
    RefundStatus.FAILED: ("Given up", "bad"),
    RefundStatus.SUCCEEDED: ("Made", "good"),
    RefundStatus.SETTLED_BY_HAND: ("Settled by hand", "good"),
}
"""How a state is called, and the tone of its badge."""
_BY_HAND = ("To be paid by hand", "warn")
_REASONS: Mapping[RefundReason, str] = {
    RefundReason.CANCELLATION: "The traveler cancelled",
    RefundReason.DELAY_REFUSED: "The traveler refused the new date",
    RefundReason.LAUNCH_ABORTED: "The launch was aborted",
    RefundReason.LAUNCH_FAILED: "The launch failed",
    RefundReason.SEATS_DROPPED: "Seats were given back",
    RefundReason.LATE_PAYMENT: "The payment came when the seats were gone",
}


@frozen
class _Row:
    """A refund as the pages say it."""

    refund: Refund
    agency: str
    now: datetime

    @property
    def state(self) -> str:
        return self._named[0]

    @property
    def tone(self) -> str:
        return self._named[1]

    @property
    def _named(self) -> tuple[str, str]:
        return _BY_HAND if by_hand(self.refund) else _STATES[self.refund.status]

    @property
    def reason(self) -> str:
        return _REASONS[self.refund.reason]

    @property
    def age(self) -> str:
        """How long it has been owed."""
        return how_long(self.now - self.refund.created_at)

    @property
    def may_retry(self) -> bool:
        return self.refund.status is RefundStatus.FAILED and not by_hand(self.refund)

    @property
    def may_settle(self) -> bool:
        return RefundStatus.SETTLED_BY_HAND in REFUND_MOVES[self.refund.status]


class RefundsController(Controller):
    """Tried again by themselves for some hours, then given up and left to people."""

    path = _LIST

    @get(sync_to_thread=True)
    def refunds(self, request: WebRequest) -> Response[str]:
        """The queue, what is owed longest in front."""
        by, system = employee(request, Action.PROCESS_REFUNDS), request.system
        form = Form({name: request.asked.value(name) for name in ("status", "agency")})
        try:
            found = system.list_refunds(
                by,
                request.listed(),
                status=chosen(form, "status", RefundStatus),
                agency_id=agency_named(system, form),
            )
        except Invalid as error:
            form, found = form.refused(error), None
        stuck = system.list_refunds(by, PageRequest(1), status=RefundStatus.FAILED)
        return page(
            request,
            "system/finance/refunds.html",
            form=form,
            rows=_rows(system, found.items if found else ()),
            states=[("", "Any state"), *((one.value, said) for one, (said, _) in _STATES.items())],
            stuck=bool(stuck.items),
            pages=pages(request, found),
        )

    @get("/{refund_id:uuid}", sync_to_thread=True)
    def refund(self, request: WebRequest, refund_id: FromPath[UUID]) -> Response[str]:
        """Its attempts, and what can be done."""
        by, system = employee(request, Action.PROCESS_REFUNDS), request.system
        row = _row(request, refund_id)
        return page(
            request,
            "system/finance/refund.html",
            row=row,
            booking=system.view_booking(by, row.refund.booking_id).booking,
            most=system.policies.charges.refund_attempts,
        )

    @get("/{refund_id:uuid}/retry", sync_to_thread=True)
    def ask_retry(self, request: WebRequest, refund_id: FromPath[UUID]) -> Response[Any]:
        """What trying again brings about."""
        row = _row(request, refund_id)
        if not row.may_retry:
            return _nothing_to_do(request, row)
        most = request.system.policies.charges.refund_attempts
        return ask(
            request,
            title=f"Try to give back {row.refund.amount} again?",
            says=(
                f"The payment gateway is asked once more, at most {most} times with longer and "
                "longer pauses.",
                "What it made before is not made twice.",
            ),
            button="Try again",
            back=_address(row.refund),
            danger=False,
        )

    @post("/{refund_id:uuid}/retry", status_code=200, sync_to_thread=True)
    def retry(self, request: WebRequest, refund_id: FromPath[UUID]) -> Response[Any]:
        """Due at once."""
        by = employee(request, Action.PROCESS_REFUNDS)
        try:
            waiting = request.system.retry_refund(by, RefundId(refund_id))
        except NoSuchRefundMove:
            return _nothing_to_do(request, _row(request, refund_id))
        return go(request, _address(waiting), f"{waiting.amount} will be tried again at once.")

    @get("/{refund_id:uuid}/settlement", sync_to_thread=True)
    def ask_settlement(self, request: WebRequest, refund_id: FromPath[UUID]) -> Response[Any]:
        """What settling by hand brings about."""
        row = _row(request, refund_id)
        if not row.may_settle:
            return _nothing_to_do(request, row)
        return _settlement(request, row, Form())

    @post("/{refund_id:uuid}/settlement", status_code=200, sync_to_thread=True)
    def settle(self, request: WebRequest, refund_id: FromPath[UUID]) -> Response[Any]:
        """It was transferred to the traveler; refused while the gateway works on it."""
        by, form = employee(request, Action.PROCESS_REFUNDS), request.sent
        try:
            settled = request.system.settle_refund(by, RefundId(refund_id), form.value("reference"))
        except NoSuchRefundMove:
            return _nothing_to_do(request, _row(request, refund_id))
        except AstroBookingsError as error:
            return _settlement(request, _row(request, refund_id), form.refused(error))
        told = f"{settled.amount} are settled by hand under {settled.reference}."
        return go(request, _address(settled), told)


def _address(refund: Refund) -> str:
    return f"{_LIST}/{refund.id}"


def _row(request: WebRequest, refund_id: UUID) -> _Row:
    """Raises: NotSignedIn, NotAllowed, NotFound."""
    by, system = employee(request, Action.PROCESS_REFUNDS), request.system
    refund = system.view_refund(by, RefundId(refund_id))
    return _Row(refund, named_agency(system, refund.agency_id), system.clock.now())


def _rows(system: System, refunds: tuple[Refund, ...]) -> list[_Row]:
    now = system.clock.now()
    names = {one: named_agency(system, one) for one in {each.agency_id for each in refunds}}
    return [_Row(one, names[one.agency_id], now) for one in refunds]


def _nothing_to_do(request: WebRequest, row: _Row) -> Response[Any]:
    told = f"Not now: this refund is “{row.state.lower()}”."
    return go(request, _address(row.refund), told, tone="warn")


def _settlement(request: WebRequest, row: _Row, form: Form) -> Response[str]:
    return ask_with(
        request,
        "settlement_by_hand.html",
        form,
        title=f"Settle {row.refund.amount} by hand?",
        says=(
            "Nothing is transferred from here: do that at the bank first, and note its reference.",
            "The payment gateway is not asked any more; the traveler is told by mail and gets a "
            "receipt.",
            "This cannot be undone.",
        ),
        button="Settle by hand",
        back=_address(row.refund),
        danger=True,
    )
