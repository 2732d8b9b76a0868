"""Agencies hear of their invoices, and are reminded of what they still owe (stories 3.3, 4.1)."""

from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.finance.record_payment import Transfer
from astrobookings.domain.finance.errors import InvoiceClosed
from astrobookings.domain.finance.events import InvoiceReminderDue
from astrobookings.domain.finance.invoices import Invoice, payment_received, reminded
from astrobookings.domain.finance.policies import InvoicePolicy
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import NotAllowed
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.notifications.kinds import NotificationKind as Kind
from astrobookings.testing.builders import an_invoice
from astrobookings.testing.contracts.threads import at_once
from astrobookings.testing.faults import Fuse, ProcessDied, mortal
from astrobookings.testing.world import World
from tests.application.finance.test_paying import invoiced, key_of
from tests.application.notifications.queue import email_of, mail_about, mails_to, relay, told

DAY = timedelta(days=1)
DUE = date(2027, 3, 1)


def reminders(world: World, agency: Principal) -> int:
    return told(world, agency).count(Kind.INVOICE_REMINDER)


def pass_days(world: World, days: int) -> None:
    for _ in range(days):
        world.pass_time(DAY)
        world.settle()


def pay(world: World, invoice: Invoice, amount: str) -> None:
    finance = world.employee(Position.FINANCE)
    transfer = Transfer(amount=Money.of(amount), reference="T1")
    world.system.record_payment(finance, invoice.id, transfer, key_of(finance))
    world.settle()


@pytest.mark.story("3.3")
@pytest.mark.story("4.1")
def test_an_agency_gets_its_invoice_by_mail(world: World) -> None:
    invoice, agency = invoiced(world)
    world.settle()

    mail = mail_about(world, agency, "Invoice issued")

    assert invoice.number in mail.text
    assert f"/agency/invoices/{invoice.id}" in mail.text
    (paper,) = mail.attachments
    assert invoice.number in paper.filename


@pytest.mark.story("3.3")
@pytest.mark.story("4.1")
def test_every_payment_is_thanked_for(world: World) -> None:
    invoice, agency = invoiced(world)

    pay(world, invoice, "2000.00")

    mail = mail_about(world, agency, "Invoice paid")
    assert "amount: 2,000.00 USD" in mail.text
    assert "open: 3,000.00 USD" in mail.text


@pytest.mark.story("3.3")
def test_an_agency_is_reminded_on_the_due_day_and_weekly_at_most_four_times(world: World) -> None:
    _, agency = invoiced(world)
    seen = []
    for _ in range(80):
        pass_days(world, 1)
        seen.append(reminders(world, agency))

    days = [next(day for day, sum_ in enumerate(seen, 1) if sum_ == n) for n in range(1, 5)]
    assert days == [30, 37, 44, 51]
    assert seen[-1] == 4


@pytest.mark.story("3.3")
def test_reminders_end_when_nothing_is_open(world: World) -> None:
    invoice, agency = invoiced(world)
    pass_days(world, 30)

    pay(world, invoice, "5000.00")
    pass_days(world, 30)

    assert reminders(world, agency) == 1


@pytest.mark.story("3.3")
def test_a_reminder_overtaken_by_the_payment_is_not_mailed(world: World) -> None:
    invoice, agency = invoiced(world)
    world.settle()
    world.pass_time(30 * DAY)
    assert world.system.remind_of_invoices(world.operator) == 1

    pay(world, invoice, "5000.00")

    about = [mail.subject for mail in mails_to(world, email_of(world, agency))]
    assert "Invoice paid" in about
    assert "Invoice reminder" not in about


@pytest.mark.story("3.3")
def test_a_later_due_date_puts_the_reminder_off(world: World) -> None:
    invoice, agency = invoiced(world)
    later = invoice.due_on + 10 * DAY
    world.system.move_due_date(world.employee(Position.FINANCE), invoice.id, later, "Agreed.")

    pass_days(world, 39)
    before = reminders(world, agency)
    pass_days(world, 1)

    assert (before, reminders(world, agency)) == (0, 1)


@pytest.mark.story("3.3")
def test_what_was_missed_while_nobody_reminded_comes_once(world: World) -> None:
    _, agency = invoiced(world)
    world.settle()

    world.pass_time(60 * DAY)
    world.settle()

    assert reminders(world, agency) == 1


@pytest.mark.story("3.3")
def test_many_who_remind_at_once_remind_once(world: World) -> None:
    _, agency = invoiced(world)
    world.settle()
    world.pass_time(30 * DAY)

    at_once([partial(world.system.remind_of_invoices, world.operator) for _ in range(4)])
    world.settle()

    assert reminders(world, agency) == 1


@pytest.mark.story("3.3")
@pytest.mark.parametrize("after", [False, True])
def test_a_round_of_reminders_cut_short_anywhere_reminds_once(world: World, after: bool) -> None:
    _, agency = invoiced(world)
    world.settle()
    world.pass_time(30 * DAY)
    whole = world.parts

    for calls in range(1, 12):
        world.restart(mortal(whole, Fuse(calls, after=after)))
        with suppress(ProcessDied):
            world.system.remind_of_invoices(world.operator)
    world.restart(whole)
    relay(world)

    assert reminders(world, agency) == 1


def test_only_the_platform_itself_reminds(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.system.remind_of_invoices(world.employee(Position.FINANCE))


@given(
    waits=st.lists(st.integers(0, 20), max_size=9),
    every=st.integers(1, 14),
    most=st.integers(1, 6),
)
def test_reminders_are_never_too_many_or_too_close(waits: list[int], every: int, most: int) -> None:
    policy = InvoicePolicy(reminder_every=every * DAY, most_reminders=most)
    invoice = an_invoice(due_on=DUE, remind_on=DUE)
    now = invoice.issued_at + (DUE - invoice.issued_at.date()) - DAY
    days = []
    for wait in waits:
        now += wait * DAY
        if invoice.to_remind(now):
            invoice = reminded(invoice, now, policy)
            days.append(now.date())

    assert len(days) == invoice.reminders <= most
    assert all(day >= DUE for day in days)
    assert all(later - day >= every * DAY for day, later in pairwise(days))


@pytest.mark.parametrize(
    "figures", [{"reminder_every": timedelta(hours=23)}, {"most_reminders": 0}]
)
def test_reminders_that_never_or_always_come_are_no_policy(figures: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a day between two"):
        InvoicePolicy(**figures)


def test_a_closed_invoice_and_an_early_reminder_are_refused() -> None:
    policy, invoice = InvoicePolicy(), an_invoice(due_on=DUE, remind_on=DUE)
    paid = payment_received(invoice, invoice.amount)

    with pytest.raises(InvoiceClosed):
        reminded(paid, invoice.issued_at, policy)
    with pytest.raises(ValueError, match="no reminder"):
        reminded(invoice, invoice.issued_at, policy)
    with pytest.raises(ValueError, match="no reminder"):
        reminded(evolve(invoice, remind_on=None), invoice.issued_at + 999 * DAY, policy)


@pytest.mark.story("3.3")
def test_each_reminder_says_which_one_it_is(world: World) -> None:
    invoiced(world)
    world.settle()
    world.pass_time(30 * DAY)
    world.system.remind_of_invoices(world.operator)

    events = [one.event for one in world.parts.operations_outbox.unpublished(100)]

    assert [one.reminder for one in events if isinstance(one, InvoiceReminderDue)] == [1]
