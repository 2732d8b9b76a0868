"""SystemWeb: launches that wait to be invoiced, and invoicing them (stories 3.1, 3.2)."""

from typing import Any
from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.finance.issue_due_invoices import DueRun
from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.application.ports.launch_books import LaunchBook
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money, total
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.rendering import ask, go, page
from astrobookings.entrypoints.web.requests import ON_A_PAGE, WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.words import destination_name

__all__ = ["InvoicingController"]

_LIST = "/system/invoices/due"


@frozen
class _Waiting:
    """An ended launch without an invoice, and what its invoice would come to."""

    card: LaunchCard
    book: LaunchBook
    finance: FinancePolicies

    @property
    def aborted(self) -> bool:
        return self.card.launch.status is LaunchStatus.ABORTED

    @property
    def fee(self) -> Money:
        fees = self.finance.fees
        if self.aborted:
            return fees.abort_fee
        return self.book.revenue.share(fees.rate(self.book.successes_before))

    @property
    def explanation(self) -> str:
        """Where the fee comes from."""
        if self.aborted:
            return "fixed fee for an aborted launch"
        return self.finance.fees.explain(self.book.successes_before)

    @property
    def hindrance(self) -> str:
        """Why it cannot be invoiced now; nothing if it can."""
        if self.aborted:
            return ""
        if self.book.live_bookings:
            return "Its bookings are still being completed; look again in a minute."
        return "" if self.fee else "It brought in nothing, so there is nothing to invoice."

    @property
    def name(self) -> str:
        launch = self.card.launch
        return f"{destination_name(launch.destination)} with {self.card.rocket_name}"


class InvoicingController(Controller):
    """Whatever is repeated, a launch is invoiced once."""

    path = _LIST

    @get(sync_to_thread=True)
    def waiting(self, request: WebRequest) -> Response[str]:
        """Successful and aborted launches that never had an invoice."""
        employee(request, Action.ISSUE_INVOICES)
        found = _all_waiting(request.system)
        return page(
            request,
            "system/finance/due.html",
            waiting=found[:ON_A_PAGE],
            more=len(found) > ON_A_PAGE,
            ready=any(not one.hindrance for one in found),
        )

    @get("/all", sync_to_thread=True)
    def ask_all(self, request: WebRequest) -> Response[Any]:
        """What invoicing all of them brings about."""
        employee(request, Action.ISSUE_INVOICES)
        found = _all_waiting(request.system)
        ready = [one for one in found if not one.hindrance]
        if not ready:
            return go(request, _LIST, "No launch can be invoiced right now.", tone="warn")
        says = [f"So far {_of(ready, found)}", *_follows(request)]
        return ask(
            request,
            title="Issue all due invoices?",
            says=says,
            button="Issue all due invoices",
            back=_LIST,
            danger=False,
        )

    @post("/all", status_code=200, sync_to_thread=True)
    def issue_all(self, request: WebRequest) -> Response[Any]:
        """Each in a transaction of its own; repeated, nothing is issued twice."""
        by = employee(request, Action.ISSUE_INVOICES)
        return go(request, _LIST, _told(request.system.issue_due_invoices(by)))

    @get("/{launch_id:uuid}", sync_to_thread=True)
    def ask_one(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """What invoicing the launch brings about."""
        employee(request, Action.ISSUE_INVOICES)
        one = _waiting(request.system, LaunchId(launch_id))
        says = [
            one.hindrance
            or f"{one.card.agency_name} is invoiced {one.fee} for it: {one.explanation}.",
            *_follows(request),
        ]
        return ask(
            request,
            title=f"Invoice the launch to {one.name}?",
            says=says,
            button="Issue the invoice",
            back=_LIST,
            danger=False,
        )

    @post("/{launch_id:uuid}", status_code=200, sync_to_thread=True)
    def issue_one(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[Any]:
        """To the invoice: the one just issued, or the one there is."""
        by = employee(request, Action.ISSUE_INVOICES)
        try:
            issued = request.system.issue_invoice(by, LaunchId(launch_id))
        except AstroBookingsError as error:
            return _refused(request, error)
        told = f"{issued.number} over {issued.amount} was issued to {issued.agency.name}."
        return go(request, f"/system/invoices/{issued.id}", told)


def _refused(request: WebRequest, error: AstroBookingsError) -> Response[Any]:
    """Back to the list with the reason, if it is one that people can do something about."""
    refused = request.sent.refused(error)
    if refused.status == 404:
        raise error
    return go(request, _LIST, refused.refusal, tone="bad")


def _follows(request: WebRequest) -> tuple[str, ...]:
    """What comes after an invoice was issued."""
    term = request.system.parts.finance.invoices.term.days
    return (
        f"The agency is told by mail, and has {term} days to pay.",
        "An invoice is never changed; it can only be taken back by a credit note.",
        "A launch that has an invoice by then keeps it: nothing is issued twice.",
    )


def _waiting(system: System, launch_id: LaunchId) -> _Waiting:
    """Raises: NotFound."""
    card = system.parts.board.get(launch_id, now=system.clock.now())
    return _Waiting(card, system.parts.launch_books.of(launch_id), system.parts.finance)


_BATCH = 100


def _all_waiting(system: System) -> list[_Waiting]:
    """At most a batch, what was launched first in front."""
    ids = system.parts.launch_books.to_invoice(_BATCH)
    found = [_waiting(system, one) for one in ids]
    return sorted(found, key=lambda one: (bool(one.hindrance), one.card.launch.launch_at))


def _of(ready: list[_Waiting], found: list[_Waiting]) -> str:
    """`2 launches can be invoiced, 1,500.00 USD together; 1 is passed over.`"""
    amount = total(one.fee for one in ready)
    launches = "1 launch" if len(ready) == 1 else f"{len(ready)} launches"
    passed = len(found) - len(ready)
    rest = f"; {passed} {'is' if passed == 1 else 'are'} passed over" if passed else ""
    return f"{launches} can be invoiced, {amount} together{rest}."


def _told(run: DueRun) -> str:
    """`2 invoices were issued over 6,000.00 USD. 1 launch was passed over; see why.`"""
    count = len(run.issued)
    invoices = "1 invoice was" if count == 1 else f"{count} invoices were"
    amount = total(one.amount for one in run.issued)
    passed = len(run.passed_over)
    told = f"{invoices} issued over {amount}."
    if not passed:
        return told
    return (
        f"{told} {passed} {'launch was' if passed == 1 else 'launches were'} passed over; see why."
    )
