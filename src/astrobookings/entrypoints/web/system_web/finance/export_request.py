"""SystemWeb: asking for records as a file (stories 3.5, 3.7)."""

from typing import Any

from litestar import Controller, Response, get, post

from astrobookings.domain.finance.exports import ExportFormat, ExportKind, ExportOrder
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.choices import (
    agency_named,
    id_in,
    must_choose,
    named_agency,
)

__all__ = ["ExportRequestController"]

_KINDS = {
    ExportKind.BOOKINGS: "Bookings, by the day they were made",
    ExportKind.LEDGER: "Ledger, a line for each posting",
    ExportKind.INVOICES: "Invoices, by the day of issue",
    ExportKind.REFUNDS: "Refunds, by the day they were owed from",
}
_FORMATS = {ExportFormat.CSV: "CSV, for any program", ExportFormat.XLSX: "Excel workbook"}
_FIELDS = {"/from": "since", "/to": "until"}


class ExportRequestController(Controller):
    """Which records, of which days, in which form."""

    path = "/system/exports/new"

    @get(sync_to_thread=True)
    def ask(self, request: WebRequest) -> Response[str]:
        """The present month of all agencies, unless the address says otherwise."""
        employee(request, Action.EXPORT_RECORDS)
        today, said = request.system.clock.now().date(), request.asked
        agency_id = id_in(said, "agency_id")
        form = Form(
            {
                "kind": said.value("kind") or ExportKind.BOOKINGS.value,
                "format": ExportFormat.CSV.value,
                "since": said.value("since") or today.replace(day=1).isoformat(),
                "until": said.value("until") or today.isoformat(),
                "agency": named_agency(
                    request.system, None if agency_id is None else AgencyId(agency_id)
                ),
            }
        )
        return _page(request, form)

    @post(status_code=200, sync_to_thread=True)
    def request_(self, request: WebRequest) -> Response[Any]:
        """The next free worker begins."""
        by, form = employee(request, Action.EXPORT_RECORDS), request.sent
        try:
            export = request.system.request_export(by, _order(request, form))
        except Invalid as error:
            return _page(request, form.refused(error, fields=_FIELDS))
        told = "Your export is being made; you need not wait here."
        return go(request, f"/system/exports/{export.id}", told)


def _order(request: WebRequest, form: Form) -> ExportOrder:
    """Raises: Invalid: with the field of each fault."""
    reading = Reading()
    kind = reading(lambda name: must_choose(form, name, ExportKind), "kind")
    format_ = reading(lambda name: must_choose(form, name, ExportFormat), "format")
    since, until = reading(form.day, "since"), reading(form.day, "until")
    agency_id = reading(lambda name: agency_named(request.system, form, name), "agency")
    reading.done()
    if until < since:
        raise Invalid((Fault("/until", "is not before the first day"),))
    return ExportOrder(kind=kind, format=format_, since=since, until=until, agency_id=agency_id)


def _page(request: WebRequest, form: Form) -> Response[str]:
    return page(
        request,
        "system/finance/export_request.html",
        form=form,
        kinds=[(one.value, said) for one, said in _KINDS.items()],
        formats=[(one.value, said) for one, said in _FORMATS.items()],
        kept=request.system.parts.export_policy.kept.days,
    )
