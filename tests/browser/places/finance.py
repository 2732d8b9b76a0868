"""A look at every page of finance in SystemWeb."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from urllib.parse import urlencode

from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.testing.world import World
from tests.entrypoints.web import money

__all__ = ["PLACES"]

Place = Callable[[World], tuple[Principal | None, str]]


def _invoices(world: World) -> tuple[Principal, str]:
    invoice = money.invoiced(world)
    money.paid(world, invoice, "2000.00")
    money.invoiced(world)
    world.pass_time(timedelta(days=40))
    money.invoiced(world)
    money.called_off(world)
    return money.finance(world), "/system/invoices"


def _due(world: World) -> tuple[Principal, str]:
    money.flown(world)
    money.flown(world, seats=0)
    money.called_off(world)
    return money.finance(world), "/system/invoices/due"


def _all_due(world: World) -> tuple[Principal, str]:
    by, path = _due(world)
    return by, f"{path}/all"


def _one_due(world: World) -> tuple[Principal, str]:
    return money.finance(world), f"/system/invoices/due/{money.flown(world).id}"


def _invoice(world: World) -> tuple[Principal, str]:
    invoice, by = money.invoiced(world), money.finance(world)
    money.paid(world, invoice, "2000.00")
    returned = money.paid(world, invoice, "500.00", "TRF 2")
    world.system.return_payment(by, invoice.id, returned.id, "TRF 3")
    due_on = invoice.due_on + timedelta(days=14)
    world.system.move_due_date(by, invoice.id, due_on, "Their bank moves house.")
    return by, f"/system/invoices/{invoice.id}"


def _invoice_act(act: str) -> Place:
    def place(world: World) -> tuple[Principal, str]:
        return money.finance(world), f"/system/invoices/{money.invoiced(world).id}/{act}"

    return place


def _return(world: World) -> tuple[Principal, str]:
    invoice = money.invoiced(world)
    payment = money.paid(world, invoice, "2000.00")
    return money.finance(world), f"/system/invoices/{invoice.id}/payments/{payment.id}/return"


def _refunds(world: World) -> tuple[Principal, str]:
    money.given_up(world)
    money.for_hand(world)
    money.owed(world)
    return money.finance(world), "/system/refunds"


def _refund(act: str = "") -> Place:
    def place(world: World) -> tuple[Principal, str]:
        return money.finance(world), f"/system/refunds/{money.given_up(world).id}{act}"

    return place


def _year(world: World) -> Principal:
    """A year in which something happened: three launches of one agency, one of another."""
    agency = world.agency()
    for number in range(3):
        invoice = money.invoiced(world, agency)
        money.paid(world, invoice, "2500.00", f"TRF {number}")
    money.called_off(world)
    launch = world.launch(agency, days=200)
    world.book(world.traveler(), launch.id, 3)
    return agency


def _annual(world: World) -> tuple[Principal, str]:
    _year(world)
    return money.finance(world), "/system/reports/annual?year=2027"


def _agencies(world: World) -> tuple[Principal, str]:
    _year(world)
    return money.operations(world), "/system/reports/agencies?year=2027&by=quarter"


def _agency(world: World) -> tuple[Principal, str]:
    agency_id = AgencyId(_year(world).user_id)  # type: ignore[arg-type]  # agencies are users
    return money.finance(world), f"/system/reports/agencies/{agency_id}?year=2027"


def _operations(world: World) -> tuple[Principal, str]:
    _year(world)
    return money.operations(world), "/system/reports/operations?year=2027&by=quarter"


def _exports(world: World) -> tuple[Principal, str]:
    by = money.finance(world)
    money.owed(world)
    money.exported(world, by)
    world.settle()
    money.exported(world, money.operations(world))
    return by, "/system/exports"


def _export(world: World) -> tuple[Principal, str]:
    by = money.finance(world)
    return by, f"/system/exports/{money.exported(world, by).id}"


def _export_request(world: World) -> tuple[Principal, str]:
    return money.finance(world), "/system/exports/new"


def _policies(world: World) -> tuple[Principal, str]:
    by = money.operations(world)
    money.announced(world, by)
    money.announced(world, by, "finance.fees.abort_fee", "1200.00")
    return by, "/system/policies"


def _history(world: World) -> tuple[Principal, str]:
    by, _ = _policies(world)
    withdrawn = money.announced(world, by, "policies.seats.vip", 8)
    world.system.withdraw_policy_change(by, withdrawn.change.id, "Not this year.")
    return by, "/system/policies/history"


def _figure(world: World) -> tuple[Principal, str]:
    by, _ = _policies(world)
    return by, "/system/policies/figures/policies.holds.lasts"


def _figure_change(world: World) -> tuple[Principal, str]:
    by, path = _figure(world)
    at = world.clock.now() + timedelta(days=30)
    asked = {"value": "25 minutes", "effective_from": at.strftime("%Y-%m-%dT%H:%M"), "reason": "So"}
    return by, f"{path}/change?{urlencode(asked)}"


def _withdrawal(world: World) -> tuple[Principal, str]:
    by = money.operations(world)
    change = money.announced(world, by).change
    return by, f"/system/policies/changes/{change.id}/withdrawal"


_ONE = "/system/invoices/{invoice_id:uuid}"
_REFUND = "/system/refunds/{refund_id:uuid}"
_EXPORTS = "/system/exports"
_POLICIES = "/system/policies"

PLACES: Mapping[str, Place] = {
    "/system/invoices": _invoices,
    "/system/invoices/due": _due,
    "/system/invoices/due/all": _all_due,
    "/system/invoices/due/{launch_id:uuid}": _one_due,
    _ONE: _invoice,
    f"{_ONE}/due-date": _invoice_act("due-date"),
    f"{_ONE}/credit-note": _invoice_act("credit-note"),
    f"{_ONE}/payments/new": _invoice_act("payments/new"),
    f"{_ONE}/settlement": _invoice_act("settlement"),
    _ONE + "/payments/{payment_id:uuid}/return": _return,
    "/system/refunds": _refunds,
    _REFUND: _refund(),
    f"{_REFUND}/retry": _refund("/retry"),
    f"{_REFUND}/settlement": _refund("/settlement"),
    "/system/reports/annual": _annual,
    "/system/reports/agencies": _agencies,
    "/system/reports/agencies/{agency_id:uuid}": _agency,
    "/system/reports/operations": _operations,
    _EXPORTS: _exports,
    f"{_EXPORTS}/new": _export_request,
    _EXPORTS + "/{export_id:uuid}": _export,
    _POLICIES: _policies,
    f"{_POLICIES}/history": _history,
    _POLICIES + "/changes/{change_id:uuid}/withdrawal": _withdrawal,
    _POLICIES + "/figures/{name:str}": _figure,
    _POLICIES + "/figures/{name:str}/change": _figure_change,
}
