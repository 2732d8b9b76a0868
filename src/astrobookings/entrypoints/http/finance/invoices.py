"""Invoices: issuing, tracking, correcting (stories 3.1, 3.2, 3.3, 3.6)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.application.finance.views import InvoiceView
from astrobookings.application.ports.invoices import InvoiceFilter, InvoiceSort
from astrobookings.domain.finance.invoices import InvoiceKind, InvoiceStatus
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId, InvoiceId, LaunchId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.finance.invoice_answers import (
    DueRunAnswer,
    InvoicesAnswer,
    InvoiceWithPaymentsAnswer,
    due_run,
    invoice,
    with_payments,
)
from astrobookings.entrypoints.http.finance.invoice_bodies import (
    CreditNoteText,
    DueDate,
    LaunchToInvoice,
    TransferReference,
)
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfMatch, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import Raw, Reply, paper, tagged
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.shapes import instant, moment, or_none

__all__ = ["InvoicesController"]

OfAgency = Annotated[
    UUID | None, QueryParameter(name="agency_id", description="Only of this agency.")
]
OfLaunch = Annotated[
    UUID | None, QueryParameter(name="launch_id", description="Only for this launch.")
]
OfKind = Annotated[InvoiceKind | None, QueryParameter(name="kind", description="Only these.")]
ByStatus = Annotated[InvoiceStatus | None, QueryParameter(name="status", description="Only these.")]
Overdue = Annotated[
    bool, QueryParameter(name="overdue", description="Only open ones past their due date.")
]
IssuedFrom = Annotated[
    str | None,
    QueryParameter(
        name="issued_from", max_length=40, description="A day or an instant; inclusive."
    ),
]
IssuedBefore = Annotated[
    str | None,
    QueryParameter(name="issued_before", max_length=40, description="A day or an instant."),
]
Words = Annotated[
    str,
    QueryParameter(name="text", max_length=200, description="Part of the number or agency name."),
]
Sort = Annotated[InvoiceSort, QueryParameter(name="sort", description="A minus turns it round.")]


class InvoicesController(Controller):
    """One for each launch and kind; never changed, corrected by credit notes."""

    path = "/invoices"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_invoices",
        summary="List invoices",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        agency_id: OfAgency = None,
        launch_id: OfLaunch = None,
        kind: OfKind = None,
        status: ByStatus = None,
        overdue: Overdue = False,
        issued_from: IssuedFrom = None,
        issued_before: IssuedBefore = None,
        text: Words = "",
        sort: Sort = InvoiceSort.NEWEST,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[InvoicesAnswer]:
        """Finance sees all, an agency its own."""
        today = request.system.clock.now().date()
        filter_ = InvoiceFilter(
            agency_id=None if agency_id is None else AgencyId(agency_id),
            launch_id=None if launch_id is None else LaunchId(launch_id),
            kind=kind,
            statuses=None if status is None else frozenset({status}),
            overdue_on=today if overdue else None,
            issued_from=moment(issued_from, "/issued_from"),
            issued_before=moment(issued_before, "/issued_before"),
            text=text,
        )
        page = request.system.list_invoices(request.by, filter_, sort, request.page(limit, after))
        items = [invoice(view.invoice, view.actions, overdue=view.overdue) for view in page.items]
        return Reply(InvoicesAnswer(items, request.next_cursor(page)))

    @post(
        operation_id="issue_invoice",
        summary="Invoice a launch",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def issue(
        self, request: ApiRequest, data: JSONBody[LaunchToInvoice]
    ) -> Reply[InvoiceWithPaymentsAnswer]:
        """Successful and aborted launches; repeated, it answers with the invoice there is."""
        by = request.by
        issued = request.system.issue_invoice(by, LaunchId(data.launch_id))
        return _told(request.system.view_invoice(by, issued.id), by, status=201)

    @post(
        "/due",
        operation_id="issue_due_invoices",
        summary="Invoice all that is due",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403),
    )
    def issue_due(self, request: ApiRequest) -> Reply[DueRunAnswer]:
        """Every ended launch that never had an invoice; each in a transaction of its own."""
        by = request.by
        return Reply(due_run(request.system.issue_due_invoices(by), by))

    @get(
        "/{invoice_id:uuid}",
        operation_id="view_invoice",
        summary="Look at an invoice",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self, request: ApiRequest, invoice_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[InvoiceWithPaymentsAnswer]:
        """With its payments, and the credit note if it was cancelled."""
        by = request.by
        seen = request.system.view_invoice(by, InvoiceId(invoice_id))
        return tagged(with_payments(seen, by), tag(seen.invoice.version), if_none_match)

    @get(
        "/{invoice_id:uuid}/.pdf",
        operation_id="print_invoice",
        summary="Get the invoice as PDF",
        media_type="application/pdf",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def print_(self, request: ApiRequest, invoice_id: FromPath[UUID]) -> Raw[bytes]:
        """As it was issued; later payments change nothing on it."""
        return paper(request.system.print_invoice(request.by, InvoiceId(invoice_id)))

    @get(
        "/{invoice_id:uuid}/credit-note",
        operation_id="print_credit_note",
        summary="Get the credit note as PDF",
        media_type="application/pdf",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def print_note(self, request: ApiRequest, invoice_id: FromPath[UUID]) -> Raw[bytes]:
        """What cancelled the invoice."""
        return paper(request.system.print_credit_note(request.by, InvoiceId(invoice_id)))

    @post(
        "/{invoice_id:uuid}/credit-note",
        operation_id="credit_invoice",
        summary="Cancel an invoice",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def credit(
        self, request: ApiRequest, invoice_id: FromPath[UUID], data: JSONBody[CreditNoteText]
    ) -> Reply[InvoiceWithPaymentsAnswer]:
        """By a numbered credit note over the whole; refused while payments were not returned."""
        by = request.by
        credited = request.system.credit_invoice(by, InvoiceId(invoice_id), data.reason)
        return _told(credited, by, status=201)

    @post(
        "/{invoice_id:uuid}/due-date",
        operation_id="move_due_date",
        summary="Move the due date",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def move_due_date(
        self,
        request: ApiRequest,
        invoice_id: FromPath[UUID],
        data: JSONBody[DueDate],
        if_match: IfMatch = None,
    ) -> Reply[InvoiceWithPaymentsAnswer]:
        """With a reason that is kept."""
        by = request.by
        moved = request.system.move_due_date(
            by, InvoiceId(invoice_id), data.due_on, data.reason, version_of(if_match)
        )
        return _told(moved, by)

    @post(
        "/{invoice_id:uuid}/settlement",
        operation_id="settle_invoice",
        summary="Settle an invoice",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def settle(
        self, request: ApiRequest, invoice_id: FromPath[UUID], data: JSONBody[TransferReference]
    ) -> Reply[InvoiceWithPaymentsAnswer]:
        """The whole balance was received by transfer."""
        received_at = or_none(data.received_at, lambda value: instant(value, "/received_at"))
        by = request.by
        settled = request.system.settle_invoice(
            by, InvoiceId(invoice_id), data.reference, received_at
        )
        return _told(settled, by)


def _told(
    view: InvoiceView, by: Principal, *, status: int | None = None
) -> Reply[InvoiceWithPaymentsAnswer]:
    return Reply(with_payments(view, by), status=status, etag=tag(view.invoice.version))
