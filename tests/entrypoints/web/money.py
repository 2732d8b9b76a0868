"""What several tests of finance pages begin with: launches that ended, invoices, refunds."""

from datetime import date, timedelta

from attrs import evolve

from astrobookings.application.booking.record_transfer import TransferSeen
from astrobookings.application.finance.record_payment import Transfer
from astrobookings.application.policies.announce_policy_change import NewFigures
from astrobookings.application.policies.views import PolicyChangeView
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.finance.exports import Export, ExportFormat, ExportKind, ExportOrder
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.finance.payments import InvoicePayment, PaymentKey
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.policies.changes import NewFigure
from astrobookings.testing.faults import failing
from astrobookings.testing.world import World

__all__ = [
    "announced",
    "called_off",
    "exported",
    "finance",
    "flown",
    "for_hand",
    "given_up",
    "invoiced",
    "operations",
    "owed",
    "paid",
]


def finance(world: World) -> Principal:
    return world.employee(Position.FINANCE)


def operations(world: World) -> Principal:
    return world.employee(Position.OPERATIONS)


def flown(
    world: World, agency: Principal | None = None, *, seats: int = 2, price: str = "250000.00"
) -> Launch:
    """A launch of so many *seats* sold that was successful."""
    launch = world.launch(agency, days=10, price=price)
    if seats:
        world.book(world.traveler(), launch.id, seats)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    return launch


def called_off(world: World, reason: str = "a cracked valve") -> Launch:
    """A launch that was aborted."""
    launch = world.launch(days=100)
    world.book(world.traveler(), launch.id, 1)
    world.system.abort_launch(world.owner_of(launch), launch.id, reason)
    world.settle()
    return launch


def invoiced(world: World, agency: Principal | None = None) -> Invoice:
    """An invoice over 5,000.00 USD."""
    return world.system.issue_invoice(finance(world), flown(world, agency).id)


def paid(world: World, invoice: Invoice, amount: str, reference: str = "TRF 1") -> InvoicePayment:
    """A transfer on *invoice*."""
    by = finance(world)
    key = PaymentKey(user_id=signed_in(by), key=reference, digest="0" * 64)
    transfer = Transfer(amount=Money.of(amount), reference=reference)
    return world.system.record_payment(by, invoice.id, transfer, key)


def owed(world: World) -> Refund:
    """A refund of 225,000.00 USD that nobody has begun."""
    by, launch = world.traveler(), world.launch(price="250000.00")
    view = world.cancel(by, world.book(by, launch.id, 1))
    (refund,) = world.parts.refunds.of_booking(view.booking.id)
    return refund


def given_up(world: World) -> Refund:
    """A refund that the gateway refused for hours."""
    refund, whole = owed(world), world.parts
    silent = failing(whole.gateway, down=lambda: True, error=GatewaySilent)
    world.restart(evolve(whole, gateway=silent))
    for _ in range(whole.policies.charges.refund_attempts + 1):
        world.system.execute_refunds(world.operator)
        world.pass_time(timedelta(hours=1, minutes=1))
    world.restart(whole)
    return whole.refunds.get(refund.id)


def for_hand(world: World) -> Refund:
    """A refund of a booking that was paid by bank transfer."""
    by, clerk = world.traveler(), world.employee(Position.CUSTOMER_SERVICE)
    held = world.book(by, world.launch().id, 1, method=None)
    seen = TransferSeen(held.booking.total_price, "TRF 7", "Paid at the bank.")
    world.cancel(by, world.system.record_transfer(clerk, held.booking.id, seen))
    (refund,) = world.parts.refunds.of_booking(held.booking.id)
    return refund


def exported(
    world: World, by: Principal, kind: ExportKind = ExportKind.BOOKINGS, **fields: object
) -> Export:
    """An export of the present year that was just asked for."""
    year = world.clock.now().year
    usual = {"format": ExportFormat.CSV, "since": date(year, 1, 1), "until": date(year, 12, 31)}
    order = ExportOrder(kind=kind, **{**usual, **fields})  # type: ignore[arg-type]  # by name
    return world.system.request_export(by, order)


def announced(
    world: World,
    by: Principal,
    figure: str = "policies.holds.lasts",
    value: object = "20 minutes",
    reason: str = "Travelers asked for more time to pay.",
) -> PolicyChangeView:
    """A figure that changes in a week."""
    at = world.clock.now() + timedelta(days=7)
    wanted = NewFigures(figures=(NewFigure(figure, value),), effective_from=at, reason=reason)
    return world.system.announce_policy_change(by, wanted)
