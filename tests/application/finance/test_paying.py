"""Agencies pay what they owe, at once or in parts (story 3.3)."""

from datetime import timedelta

import pytest

from astrobookings.application.finance.record_payment import Transfer
from astrobookings.domain.booking.errors import KeyReused
from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.finance.errors import (
    InvoiceClosed,
    Overpayment,
    PaymentTooLarge,
    PaymentUnderWay,
)
from astrobookings.domain.finance.invoices import Invoice, InvoiceStatus
from astrobookings.domain.finance.payments import NoSuchPaymentMove, PaymentKey, PaymentStatus
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, NotFound
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.faults import Fuse, ProcessDied, mortal
from astrobookings.testing.laws import broken_laws
from astrobookings.testing.world import World
from tests.application.finance.test_invoicing import flown

FEE = Money.of("5000.00")


def invoiced(world: World) -> tuple[Invoice, Principal]:
    """An invoice over 5,000.00 USD, and the agency that owes it."""
    launch = flown(world)
    invoice = world.system.issue_invoice(world.employee(Position.FINANCE), launch.id)
    assert invoice.amount == FEE
    return invoice, world.owner_of(launch)


def key_of(by: Principal, text: str = "k1", digest: str = "0" * 64) -> PaymentKey:
    assert by.user_id is not None
    return PaymentKey(user_id=by.user_id, key=text, digest=digest)


def paid(world: World, invoice: Invoice) -> tuple[InvoiceStatus, Money, Money]:
    now = world.parts.invoices.get(invoice.id)
    return now.status, now.paid, now.under_way


@pytest.mark.story("3.3")
def test_transfers_are_recorded_until_nothing_is_open(world: World) -> None:
    finance = world.employee(Position.FINANCE)
    invoice, _ = invoiced(world)
    record = world.system.record_payment
    half = Money.of("2500.00")

    record(finance, invoice.id, Transfer(amount=half, reference="T1"), key_of(finance, "a"))
    assert paid(world, invoice) == (InvoiceStatus.PARTIALLY_PAID, half, ZERO)
    record(finance, invoice.id, Transfer(amount=half, reference="T2"), key_of(finance, "b"))

    assert paid(world, invoice) == (InvoiceStatus.PAID, FEE, ZERO)
    assert world.parts.ledger.balances()[Account.BANK] == FEE
    assert world.parts.ledger.balances()[Account.RECEIVABLES] == ZERO
    with pytest.raises(InvoiceClosed):
        record(finance, invoice.id, Transfer(amount=half, reference="T3"), key_of(finance, "c"))


@pytest.mark.story("3.3")
def test_the_same_record_sent_twice_is_booked_once(world: World) -> None:
    finance = world.employee(Position.FINANCE)
    invoice, _ = invoiced(world)
    transfer = Transfer(amount=Money.of("100.00"), reference="T1")

    first = world.system.record_payment(finance, invoice.id, transfer, key_of(finance))
    again = world.system.record_payment(finance, invoice.id, transfer, key_of(finance))

    assert again == first
    assert paid(world, invoice)[1] == Money.of("100.00")
    other = key_of(finance, digest="1" * 64)
    with pytest.raises(KeyReused):
        world.system.record_payment(finance, invoice.id, transfer, other)


@pytest.mark.story("3.3")
def test_an_overpayment_is_refused_with_the_balance(world: World) -> None:
    finance = world.employee(Position.FINANCE)
    invoice, _ = invoiced(world)
    too_much = Transfer(amount=Money.of("5000.01"), reference="T1")

    with pytest.raises(Overpayment) as refusal:
        world.system.record_payment(finance, invoice.id, too_much, key_of(finance))

    assert refusal.value.balance == FEE
    assert world.parts.invoice_payments.of_invoice(invoice.id) == ()


@pytest.mark.story("3.3")
@pytest.mark.parametrize("amount", ["0.00", "-5.00"])
def test_nothing_cannot_be_paid(world: World, amount: str) -> None:
    finance = world.employee(Position.FINANCE)
    invoice, agency = invoiced(world)

    nothing = Money.of(amount)
    transfer = Transfer(amount=nothing, reference="T1")
    with pytest.raises(Invalid):
        world.system.record_payment(finance, invoice.id, transfer, key_of(finance))
    with pytest.raises(Invalid):
        world.system.pay_invoice(agency, invoice.id, nothing, "pm_ok", key_of(agency))
    assert paid(world, invoice) == (InvoiceStatus.PENDING, ZERO, ZERO)


@pytest.mark.story("3.3")
def test_a_transfer_of_tomorrow_or_without_a_reference_is_refused(world: World) -> None:
    finance = world.employee(Position.FINANCE)
    invoice, _ = invoiced(world)
    tomorrow = world.clock.now() + timedelta(days=1)
    wrong = Transfer(amount=Money.of("1.00"), reference=" ", received_at=tomorrow)

    with pytest.raises(Invalid) as refusal:
        world.system.record_payment(finance, invoice.id, wrong, key_of(finance))

    assert {one.pointer for one in refusal.value.faults} == {"/reference", "/received_at"}


@pytest.mark.story("3.3")
def test_an_agency_pays_online(world: World) -> None:
    invoice, agency = invoiced(world)

    payment = world.system.pay_invoice(agency, invoice.id, FEE, "pm_ok", key_of(agency))

    assert payment.status is PaymentStatus.RECEIVED
    assert payment.received_at == world.clock.now()
    assert paid(world, invoice) == (InvoiceStatus.PAID, FEE, ZERO)
    assert world.parts.ledger.balances()[Account.RECEIVABLES] == ZERO
    assert broken_laws(world.parts) == []


@pytest.mark.story("3.3")
def test_a_declined_payment_leaves_the_invoice_as_it_was(world: World) -> None:
    invoice, agency = invoiced(world)

    payment = world.system.pay_invoice(agency, invoice.id, FEE, "pm_declined", key_of(agency))

    assert payment.status is PaymentStatus.FAILED
    assert payment.decline_reason
    assert paid(world, invoice) == (InvoiceStatus.PENDING, ZERO, ZERO)


@pytest.mark.story("3.3")
def test_a_payment_under_way_counts_against_the_balance(world: World) -> None:
    finance = world.employee(Position.FINANCE)
    invoice, agency = invoiced(world)
    most = Money.of("4000.00")

    under_way = world.system.pay_invoice(
        agency, invoice.id, most, "pm_requires_action", key_of(agency)
    )

    assert under_way.status is PaymentStatus.REQUIRES_ACTION
    assert under_way.next_action
    with pytest.raises(Overpayment) as refusal:
        world.system.pay_invoice(agency, invoice.id, most, "pm_ok", key_of(agency, "k2"))
    assert refusal.value.balance == Money.of("1000.00")
    with pytest.raises(PaymentUnderWay):
        world.system.settle_invoice(finance, invoice.id, "T1")
    world.pass_time(timedelta(hours=25))
    assert world.system.settle_invoice_payments(world.operator) == 1
    assert paid(world, invoice) == (InvoiceStatus.PENDING, ZERO, ZERO)


@pytest.mark.story("3.3")
def test_more_than_the_gateway_takes_at_once_is_paid_in_parts(world: World) -> None:
    invoice, agency = invoiced(world)

    million = Money.of("1000000.00")
    with pytest.raises(PaymentTooLarge):
        world.system.pay_invoice(agency, invoice.id, million, "pm_ok", key_of(agency))


@pytest.mark.story("3.3")
def test_an_agency_pays_no_invoice_of_another(world: World) -> None:
    invoice, agency = invoiced(world)
    other = world.agency()

    with pytest.raises(NotFound):
        world.system.pay_invoice(other, invoice.id, FEE, "pm_ok", key_of(other))
    transfer = Transfer(amount=FEE, reference="T1")
    with pytest.raises(NotAllowed):
        world.system.record_payment(agency, invoice.id, transfer, key_of(agency))


@pytest.mark.story("3.3")
def test_a_payment_is_returned_once(world: World) -> None:
    finance = world.employee(Position.FINANCE)
    invoice, _ = invoiced(world)
    world.system.settle_invoice(finance, invoice.id, "T1")
    (payment,) = world.parts.invoice_payments.of_invoice(invoice.id)

    world.system.return_payment(finance, invoice.id, payment.id, "BACK-1")

    assert paid(world, invoice) == (InvoiceStatus.PENDING, ZERO, ZERO)
    with pytest.raises(NoSuchPaymentMove):
        world.system.return_payment(finance, invoice.id, payment.id, "BACK-2")


def calls_of_a_payment() -> int:
    from astrobookings.testing.in_memory import in_memory_world

    world = in_memory_world(faults=True)
    invoice, agency = invoiced(world)
    fuse = Fuse()
    world.restart(mortal(world.parts, fuse))
    world.system.pay_invoice(agency, invoice.id, FEE, "pm_ok", key_of(agency))
    return len(fuse.calls)


@pytest.mark.story("3.3")
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, calls_of_a_payment() + 1))
def test_any_call_of_a_payment_may_be_the_last_and_money_moves_at_most_once(
    world: World, at: int, after: bool
) -> None:
    invoice, agency = invoiced(world)
    whole = world.parts
    world.restart(mortal(whole, Fuse(at=at, after=after)))
    with pytest.raises(ProcessDied):
        world.system.pay_invoice(agency, invoice.id, FEE, "pm_ok", key_of(agency))
    world.restart(whole)

    world.pass_time(timedelta(minutes=2))
    world.system.settle_invoice_payments(world.operator)
    first = world.system.pay_invoice(agency, invoice.id, FEE, "pm_ok", key_of(agency))

    status, received, under_way = paid(world, invoice)
    assert under_way == ZERO
    payments = whole.invoice_payments.of_invoice(invoice.id)
    assert [one.id for one in payments] == [first.id]
    assert received == (FEE if first.status is PaymentStatus.RECEIVED else ZERO)
    assert (status is InvoiceStatus.PAID) == (received == FEE)
    assert whole.ledger.balances()[Account.RECEIVABLES] == FEE - received
    assert broken_laws(whole) == []
