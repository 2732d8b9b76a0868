"""Agencies are invoiced for what flew and for what was called off (stories 3.1, 3.2)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.finance.errors import HoldsPayments, InvoiceClosed, NotInvoiceable
from astrobookings.domain.finance.events import InvoiceIssued
from astrobookings.domain.finance.invoices import InvoiceKind, InvoiceStatus
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, NotFound
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.laws import broken_laws
from astrobookings.testing.world import World


def flown(world: World, agency: Principal | None = None, *, seats: int = 2) -> Launch:
    """A launch with *seats* booked at 250,000.00 USD each, flown with success."""
    launch = world.launch(agency, days=10)
    world.book(world.traveler(), launch.id, seats)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    return launch


def called_off(world: World) -> Launch:
    launch = world.launch(days=100)
    world.book(world.traveler(), launch.id, 1)
    world.system.abort_launch(world.owner_of(launch), launch.id, "a cracked valve")
    world.settle()
    return launch


@pytest.mark.story("3.1")
def test_a_new_agency_owes_one_percent_of_what_the_launch_brought_in(world: World) -> None:
    launch = flown(world)

    invoice = world.system.issue_invoice(world.employee(Position.FINANCE), launch.id)

    today = world.clock.now().date()
    assert invoice.number == f"INV-{today.year}-000001"
    assert (invoice.kind, invoice.rate) == (InvoiceKind.LAUNCH_FEE, Decimal("0.01"))
    assert (invoice.revenue, invoice.amount) == (Money.of("500000.00"), Money.of("5000.00"))
    assert invoice.due_on == today + timedelta(days=30)
    assert (invoice.launch.seats, invoice.launch.slug) == (2, launch.slug)
    assert broken_laws(world.parts) == []


@pytest.mark.story("3.1")
def test_the_third_success_of_an_agency_costs_less(world: World) -> None:
    agency, finance = world.agency(), world.employee(Position.FINANCE)
    invoices = [world.system.issue_invoice(finance, flown(world, agency).id) for _ in range(3)]

    rates = [(one.reliability, one.rate) for one in invoices]

    assert rates == [
        (Reliability.NEW, Decimal("0.01")),
        (Reliability.NEW, Decimal("0.01")),
        (Reliability.RELIABLE, Decimal("0.008")),
    ]
    assert invoices[2].amount == Money.of("4000.00")


@pytest.mark.story("3.1")
def test_retained_shares_of_cancelled_bookings_count_as_revenue(world: World) -> None:
    launch = world.launch(days=200)
    by = world.traveler()
    world.cancel(by, world.book(by, launch.id, 1))
    world.book(world.traveler(), launch.id, 1)
    world.pass_time(timedelta(days=201))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()

    invoice = world.system.issue_invoice(world.employee(Position.FINANCE), launch.id)

    assert invoice.revenue == Money.of("325000.00")
    assert invoice.amount == Money.of("3250.00")


@pytest.mark.story("3.2")
def test_an_aborted_launch_costs_a_fixed_fee_and_names_the_reason(world: World) -> None:
    launch = called_off(world)

    invoice = world.system.issue_invoice(world.employee(Position.FINANCE), launch.id)

    assert (invoice.kind, invoice.amount) == (InvoiceKind.ABORT_FEE, Money.of("1000.00"))
    assert (invoice.revenue, invoice.rate) == (ZERO, None)
    assert invoice.launch.reason == "a cracked valve"
    assert "a cracked valve" in invoice.explanation


@pytest.mark.story("3.1")
def test_whatever_is_repeated_a_launch_has_one_invoice(world: World) -> None:
    launch, finance = flown(world), world.employee(Position.FINANCE)
    first = world.system.issue_invoice(finance, launch.id)

    again = world.system.issue_invoice(finance, launch.id)
    run = world.system.issue_due_invoices(finance)

    assert again == first
    assert run.issued == ()
    waiting = [one.event for one in world.parts.operations_outbox.unpublished(100)]
    assert sum(isinstance(event, InvoiceIssued) for event in waiting) == 1
    assert world.parts.ledger.balances()[Account.FEES] == -first.amount


@pytest.mark.story("3.1")
def test_a_run_invoices_all_there_is_and_says_what_it_passed_over(world: World) -> None:
    finance = world.employee(Position.FINANCE)
    success, abort = flown(world), called_off(world)
    empty = world.launch(days=1)
    world.pass_time(timedelta(days=2))
    world.system.mark_launch_successful(world.owner_of(empty), empty.id)
    world.settle()

    run = world.system.issue_due_invoices(finance)

    assert {one.launch_id for one in run.issued} == {success.id, abort.id}
    assert sorted(one.number[-6:] for one in run.issued) == ["000001", "000002"]
    assert [(one.launch_id, one.reason) for one in run.passed_over] == [
        (empty.id, "it had no revenue")
    ]


@pytest.mark.story("3.1")
def test_a_launch_that_has_not_ended_well_cannot_be_invoiced(world: World) -> None:
    finance, planned = world.employee(Position.FINANCE), world.launch()
    lost = world.launch(days=5)
    world.pass_time(timedelta(days=6))
    world.system.fail_launch(world.owner_of(lost), lost.id, "an engine stopped")
    world.settle()

    with pytest.raises(NotInvoiceable, match="scheduled"):
        world.system.issue_invoice(finance, planned.id)
    with pytest.raises(NotInvoiceable, match="failed"):
        world.system.issue_invoice(finance, lost.id)


@pytest.mark.story("3.1")
def test_bookings_are_completed_before_their_launch_is_invoiced(world: World) -> None:
    launch, finance = world.launch(days=10), world.employee(Position.FINANCE)
    world.book(world.traveler(), launch.id, 1)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)

    with pytest.raises(NotInvoiceable, match="not completed"):
        world.system.issue_invoice(finance, launch.id)

    world.settle()
    assert world.system.issue_invoice(finance, launch.id).amount == Money.of("2500.00")


@pytest.mark.story("3.1")
def test_a_credit_note_takes_an_invoice_back_and_the_launch_can_be_invoiced_anew(
    world: World,
) -> None:
    launch, finance = flown(world), world.employee(Position.FINANCE)
    wrong = world.system.issue_invoice(finance, launch.id)

    view = world.system.credit_invoice(finance, wrong.id, "The address was wrong.")
    assert world.system.issue_due_invoices(finance).issued == ()
    right = world.system.issue_invoice(finance, launch.id)

    assert view.credit_note is not None
    assert view.credit_note.number == f"CN-{world.clock.now().year}-000001"
    assert view.invoice.status is InvoiceStatus.CANCELLED
    assert (view.invoice.amount, view.invoice.open) == (wrong.amount, ZERO)
    assert right.number.endswith("000002")
    assert world.parts.ledger.balances()[Account.RECEIVABLES] == right.amount
    with pytest.raises(InvoiceClosed):
        world.system.credit_invoice(finance, wrong.id, "Again.")


@pytest.mark.story("3.1")
def test_a_credit_note_needs_a_reason_and_an_invoice_without_payments(world: World) -> None:
    finance = world.employee(Position.FINANCE)
    invoice = world.system.issue_invoice(finance, flown(world).id)

    with pytest.raises(Invalid):
        world.system.credit_invoice(finance, invoice.id, " ")
    world.system.settle_invoice(finance, invoice.id, "TRF-1")
    with pytest.raises(HoldsPayments):
        world.system.credit_invoice(finance, invoice.id, "Too much.")

    (payment,) = world.system.view_invoice(finance, invoice.id).payments
    world.system.return_payment(finance, invoice.id, payment.id, "TRF-BACK-1")
    view = world.system.credit_invoice(finance, invoice.id, "Too much.")
    assert view.invoice.status is InvoiceStatus.CANCELLED
    assert world.parts.ledger.balances()[Account.BANK] == ZERO
    assert broken_laws(world.parts) == []


@pytest.mark.story("3.3")
def test_another_due_date_has_a_reason(world: World) -> None:
    finance = world.employee(Position.FINANCE)
    invoice = world.system.issue_invoice(finance, flown(world).id)
    world.pass_time(timedelta(days=31))
    assert world.system.view_invoice(finance, invoice.id).overdue
    later = invoice.due_on + timedelta(days=60)

    view = world.system.move_due_date(finance, invoice.id, later, "Agreed by phone.")

    assert (view.overdue, view.invoice.due_on) == (False, later)
    (change,) = view.invoice.due_changes
    assert (change.before, change.reason) == (invoice.due_on, "Agreed by phone.")
    with pytest.raises(Invalid):
        world.system.move_due_date(finance, invoice.id, date(2020, 1, 1), "")


@pytest.mark.story("3.6")
def test_an_agency_sees_its_own_invoices_alone(world: World) -> None:
    one, other, finance = world.agency(), world.agency(), world.employee(Position.FINANCE)
    own = world.system.issue_invoice(finance, flown(world, one).id)
    foreign = world.system.issue_invoice(finance, flown(world, other).id)

    assert world.system.view_invoice(one, own.id).actions == ("pay",)
    with pytest.raises(NotFound):
        world.system.view_invoice(one, foreign.id)
    with pytest.raises(NotAllowed):
        world.system.issue_invoice(one, own.launch_id)
    with pytest.raises(NotAllowed):
        world.system.credit_invoice(world.employee(Position.IT), own.id, "No reason.")
