"""SystemWeb: what agencies owe, filtered and sorted (story 3.3)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from attrs import frozen
from litestar import Controller, Response, get

from astrobookings.application.ports.invoices import InvoiceFilter, InvoiceSort
from astrobookings.domain.finance.invoices import InvoiceKind, InvoiceStatus
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.ids import AgencyId, LaunchId
from astrobookings.entrypoints.http.shapes import moment
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.choices import (
    chosen,
    id_in,
    named_agency,
    options,
)

__all__ = ["InvoicesController"]

_OVERDUE = "overdue"
_STATES = [
    ("", "Any state"),
    (InvoiceStatus.PENDING.value, "Pending"),
    (InvoiceStatus.PARTIALLY_PAID.value, "Partially paid"),
    (_OVERDUE, "Overdue"),
    (InvoiceStatus.PAID.value, "Paid"),
    (InvoiceStatus.CANCELLED.value, "Cancelled"),
]
_ORDERS = [
    (InvoiceSort.NEWEST.value, "Newest first"),
    (InvoiceSort.OLDEST.value, "Oldest first"),
    (InvoiceSort.DUE.value, "Due soonest first"),
    (InvoiceSort.LARGEST.value, "Largest first"),
]
_FIELDS = (
    "text",
    "state",
    "kind",
    "issued_from",
    "issued_until",
    "sort",
    "agency_id",
    "launch_id",
)
_UNSAID: Mapping[str, str] = {"sort": InvoiceSort.NEWEST.value}


@frozen
class _Search:
    filter: InvoiceFilter
    sort: InvoiceSort


class InvoicesController(Controller):
    """The invoices of all agencies."""

    path = "/system/invoices"

    @get(sync_to_thread=True)
    def invoices(self, request: WebRequest) -> Response[str]:
        """What the address asks for, and whether launches have no invoice yet."""
        by = employee(request, Action.MANAGE_INVOICES)
        system = request.system
        form = Form({name: request.asked.value(name) or _UNSAID.get(name, "") for name in _FIELDS})
        agency_id = id_in(form, "agency_id")
        try:
            search = _search(form, system.clock.now())
            found = system.list_invoices(by, search.filter, search.sort, request.listed())
        except Invalid as error:
            form, found = form.refused(error), None
        return page(
            request,
            "system/finance/invoices.html",
            form=form,
            filtered=any(form.value(name) for name in _FIELDS if name != "sort"),
            views=found.items if found else (),
            agency_name=named_agency(system, None if agency_id is None else AgencyId(agency_id)),
            waiting=bool(system.parts.launch_books.to_invoice(1)),
            states=_STATES,
            kinds=options(InvoiceKind, "Any fee"),
            orders=_ORDERS,
            pages=pages(request, found),
        )


def _search(form: Form, now: datetime) -> _Search:
    """Raises: Invalid: with the field of each fault; NotFound: an id that is none."""
    until = moment(form.value("issued_until") or None, "/issued_until", end_of_day=True)
    agency_id, launch_id = id_in(form, "agency_id"), id_in(form, "launch_id")
    return _Search(
        InvoiceFilter(
            agency_id=None if agency_id is None else AgencyId(agency_id),
            launch_id=None if launch_id is None else LaunchId(launch_id),
            kind=chosen(form, "kind", InvoiceKind),
            issued_from=moment(form.value("issued_from") or None, "/issued_from"),
            issued_before=None if until is None else until + timedelta(microseconds=1),
            text=form.value("text")[:200],
            **_state(form, now),
        ),
        chosen(form, "sort", InvoiceSort) or InvoiceSort.NEWEST,
    )


def _state(form: Form, now: datetime) -> dict[str, Any]:
    """The sides of the filter that a state stands for; overdue is an open invoice past its day."""
    said = form.value("state")
    if said not in dict(_STATES):
        raise Invalid((Fault("/state", "choose one of the list"),))
    if said == _OVERDUE:
        return {"overdue_on": now.date()}
    return {"statuses": frozenset({InvoiceStatus(said)}) if said else None}
