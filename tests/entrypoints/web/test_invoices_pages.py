"""Invoices by pages: issuing, tracking, correcting (stories 3.1, 3.2, 3.3)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from astrobookings.domain.finance.payments import PaymentKey
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.laws import broken_laws
from tests.entrypoints.web.guest import Sheet, Site
from tests.entrypoints.web.money import called_off, finance, flown, invoiced, paid

LIST = "/system/invoices"


@pytest.mark.story("3.1")
def test_a_launch_that_flew_is_invoiced_once(site: Site) -> None:
    flown(site.world)
    guest = site.enter(finance(site.world))

    due = guest.open(LIST).follow("Launches to invoice")
    asked = guest.open(next(one for one in due.links() if one.startswith(f"{LIST}/due/0")))
    assert "is invoiced 5,000.00 USD" in asked.text
    issued = asked.send("Issue the invoice")

    assert issued.heading == "Invoice INV-2027-000001"
    for said in (
        "500,000.00 USD",
        "1 %, new agency",
        "2 seats",
        "5,000.00 USD",
        "25 Feb 2027",
        "0.8 % after 2 successful launches",
    ):
        assert said in issued.text
    again = asked.send("Issue the invoice")
    assert "twice" in again.heading.lower()
    assert guest.open(f"{LIST}/due").text.count("No launch waits") == 1


@pytest.mark.story("3.1")
@pytest.mark.story("3.2")
def test_all_that_is_due_is_invoiced_in_one_act_and_the_rest_explained(site: Site) -> None:
    flown(site.world)
    called_off(site.world)
    flown(site.world, seats=0)
    guest = site.enter(finance(site.world))

    asked = guest.open(f"{LIST}/due").follow("Issue all due invoices")
    assert "2 launches can be invoiced, 6,000.00 USD together; 1 is passed over." in asked.text
    done = asked.send("Issue all due invoices")

    assert "2 invoices were issued over 6,000.00 USD." in done.told
    assert "It brought in nothing" in done.text
    assert not done.has_button("Issue all due invoices")
    assert guest.open(f"{LIST}/due/all").told == "No launch can be invoiced right now."
    assert broken_laws(site.world.parts) == []


@pytest.mark.story("3.1")
def test_a_launch_without_revenue_is_refused_with_the_reason(site: Site) -> None:
    launch = flown(site.world, seats=0)
    guest = site.enter(finance(site.world))

    refused = guest.open(f"{LIST}/due/{launch.id}").send("Issue the invoice")

    assert refused.told == "This launch cannot be invoiced: it had no revenue."
    assert guest.open(f"{LIST}/due/{uuid4()}").status == 404


@pytest.mark.story("3.2")
def test_the_invoice_of_an_aborted_launch_names_fee_and_reason(site: Site) -> None:
    launch = called_off(site.world, "a cracked valve")
    guest = site.enter(finance(site.world))

    issued = guest.open(f"{LIST}/due/{launch.id}").send("Issue the invoice")

    assert "Fixed fee for aborted launches" in issued.text
    assert "a cracked valve" in issued.text
    assert "1,000.00 USD" in issued.text


@pytest.mark.story("3.3")
def test_the_list_says_what_is_overdue_and_filters_by_it(site: Site) -> None:
    first = invoiced(site.world)
    site.world.pass_time(timedelta(days=40))
    second = invoiced(site.world)
    guest = site.enter(finance(site.world))

    everything = guest.open(LIST)
    assert first.number in everything.text
    assert second.number in everything.text
    overdue = everything.send("Show invoices", state="overdue")
    assert first.number in overdue.text
    assert second.number not in overdue.text
    assert "state=overdue" in overdue.path
    assert overdue.value("state") == "overdue"
    named = everything.send("Show invoices", text=second.agency.name)
    assert first.number not in named.text
    by_day = everything.send("Show invoices", issued_until=f"{first.issued_at:%Y-%m-%d}")
    assert second.number not in by_day.text
    nothing = everything.send("Show invoices", state="cancelled")
    assert "No invoice fits" in nothing.text


@pytest.mark.story("3.3")
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("state=lost", "state"),
        ("kind=tip", "kind"),
        ("sort=colour", "sort"),
        ("issued_from=yesterday", "issued_from"),
        ("issued_until=9999-99-99", "issued_until"),
    ],
)
def test_a_filter_that_makes_no_sense_is_told_beside_its_field(
    site: Site, query: str, field: str
) -> None:
    shown = site.enter(finance(site.world)).open(f"{LIST}?{query}&text=kept")
    assert shown.status == 422
    assert shown.fault(field)
    assert shown.value("text") == "kept"


@pytest.mark.story("3.3")
def test_an_empty_and_a_long_list(site: Site) -> None:
    by, agency = finance(site.world), site.world.agency()
    guest = site.enter(by)
    assert "Nothing was invoiced yet" in guest.open(LIST).text
    for _ in range(26):
        launch = site.world.launch(agency, days=100)
        site.world.system.abort_launch(agency, launch.id, "a storm")
    site.world.system.issue_due_invoices(by)

    first = guest.open(f"{LIST}?kind=abort_fee")
    rest = first.follow("More invoices")

    assert len(first.soup.select("tbody tr")) == 25
    assert len(rest.soup.select("tbody tr")) == 1
    assert "kind=abort_fee" in rest.path
    assert rest.follow("First page").text == first.text


@pytest.mark.story("3.3")
def test_an_agency_is_asked_for_by_its_id_too(site: Site) -> None:
    mine, other = invoiced(site.world), invoiced(site.world)
    guest = site.enter(finance(site.world))
    shown = guest.open(f"{LIST}/{mine.id}").follow(f"All invoices of {mine.agency.name}")
    assert f"Only those of {mine.agency.name}." in shown.text
    assert other.number not in shown.text
    assert guest.open(f"{LIST}?agency_id=nobody").status == 404


def paying(site: Site) -> tuple[Sheet, str]:
    """The page for a payment on an invoice over 5,000.00 USD, and the invoice's address."""
    path = f"{LIST}/{invoiced(site.world).id}"
    return site.enter(finance(site.world)).open(path).follow("Record a payment"), path


@pytest.mark.story("3.3")
def test_a_payment_in_part_leaves_a_balance(site: Site) -> None:
    form, _ = paying(site)
    assert "Of 5,000.00 USD, 5,000.00 USD can still be paid in." in form.text

    done = form.send(
        "Record the payment", amount="1,500.00", reference="TRF 9", received_on="2027-01-20"
    )

    assert done.told == "1,500.00 USD recorded; 3,500.00 USD are still open."
    assert "Partially paid" in done.text
    assert "TRF 9" in done.text
    assert "20 Jan 2027" in done.text
    assert broken_laws(site.world.parts) == []


@pytest.mark.story("3.3")
def test_an_overpayment_is_refused_with_the_balance_beside_the_amount(site: Site) -> None:
    form, path = paying(site)

    refused = form.send("Record the payment", amount="5000.01", reference="TRF 9")

    assert refused.status == 409
    assert refused.fault("amount") == "That is too much: 5,000.00 USD can still be paid in."
    assert (refused.value("amount"), refused.value("reference")) == ("5000.01", "TRF 9")
    done = refused.send("Record the payment", amount="5000.00")
    assert (done.path, "Paid" in done.text) == (path, True)


@pytest.mark.story("3.3")
def test_every_fault_of_a_payment_is_told_at_once(site: Site) -> None:
    form, _ = paying(site)

    refused = form.send("Record the payment", amount="much", reference="", received_on="soon")
    assert refused.status == 422
    assert "amount in US dollars" in refused.fault("amount")
    assert "day" in refused.fault("received_on")
    assert refused.value("amount") == "much"

    refused = form.send("Record the payment", amount="10", reference=" ", received_on="2027-12-01")
    assert refused.fault("reference") == "Must not be empty."
    assert refused.fault("received_on") == "Must not be in the future."
    assert refused.value("received_on") == "2027-12-01"

    assert form.send("Record the payment", amount="0", reference="x").fault("amount")


@pytest.mark.story("3.3")
def test_a_payment_sent_twice_counts_once(site: Site) -> None:
    form, _ = paying(site)

    form.send("Record the payment", amount="1500", reference="TRF 9")
    again = form.send("Record the payment", amount="1500", reference="TRF 9")

    assert again.told == "1,500.00 USD recorded; 3,500.00 USD are still open."
    other = form.send("Record the payment", amount="99", reference="TRF 9")
    assert other.status in {409, 422}
    assert "3,500.00 USD can still be paid in" in other.text


@pytest.mark.story("3.3")
def test_an_invoice_is_settled_in_one_act(site: Site) -> None:
    invoice = invoiced(site.world)
    paid(site.world, invoice, "2000.00")
    guest = site.enter(finance(site.world))

    asked = guest.open(f"{LIST}/{invoice.id}").follow("Settle all of it")
    assert "The whole balance, 3,000.00 USD, is recorded as one transfer." in asked.text
    refused = asked.send("Settle the invoice", reference="", received_on="never")
    assert refused.fault("received_on")
    refused = refused.send("Settle the invoice", reference="", received_on="")
    assert refused.fault("reference") == "Must not be empty."
    done = refused.send("Settle the invoice", reference="TRF 2")

    assert done.told == f"{invoice.number} is paid."
    assert "Settle all of it" not in done.text
    assert "Nothing of" in guest.open(f"{LIST}/{invoice.id}/settlement").told
    assert "Nothing of" in guest.open(f"{LIST}/{invoice.id}/payments/new").told


@pytest.mark.story("3.3")
def test_a_payment_is_given_back_and_the_invoice_can_be_cancelled_then(site: Site) -> None:
    invoice = invoiced(site.world)
    payment = paid(site.world, invoice, "2000.00")
    path = f"{LIST}/{invoice.id}"
    guest = site.enter(finance(site.world))

    early = guest.open(f"{path}/credit-note")
    assert "return them first" in early.told
    asked = guest.open(f"{path}/payments/{payment.id}/return")
    assert "5,000.00 USD are open then" in asked.text
    assert asked.send("Note that it was given back", reference="").fault("reference")
    back = asked.send("Note that it was given back", reference="TRF 8")
    assert back.told == "The payment was given back; 5,000.00 USD are open now."
    assert "given back before" in guest.open(f"{path}/payments/{payment.id}/return").told
    assert guest.open(f"{path}/payments/{uuid4()}/return").status == 404

    asked = back.follow("Cancel the invoice")
    assert "A numbered credit note over the whole 5,000.00 USD" in asked.text
    assert asked.send("Cancel the invoice", reason=" ").fault("reason") == "Must not be empty."
    done = asked.send("Cancel the invoice", reason="Wrong launch.")
    assert done.told == f"{invoice.number} was cancelled by CN-2027-000001."
    assert "Wrong launch." in done.text
    assert "cancelled before" in guest.open(f"{path}/credit-note").told
    note = guest.file(f"{path}/credit-note.pdf")
    assert "CN-2027-000001" in note.headers["content-disposition"]
    anew = done.follow("Invoice the launch anew").send("Issue the invoice")
    assert anew.heading == "Invoice INV-2027-000002"
    assert broken_laws(site.world.parts) == []


@pytest.mark.story("3.3")
def test_the_due_date_moves_with_a_reason_and_overdue_follows(site: Site) -> None:
    invoice = invoiced(site.world)
    site.world.pass_time(timedelta(days=31))
    path = f"{LIST}/{invoice.id}"
    guest = site.enter(finance(site.world))
    late = guest.open(path)
    assert "Overdue" in late.text

    form = late.follow("Move the due date")
    assert form.value("due_on") == invoice.due_on.isoformat()
    refused = form.send("Move the due date", due_on="2026-01-01", reason="")
    assert refused.fault("due_on") == "Must not be before the day of issue."
    assert refused.fault("reason") == "Must not be empty."
    refused = form.send("Move the due date", due_on="tomorrow", reason="Kept.")
    assert refused.fault("due_on")
    assert refused.value("reason") == "Kept."
    moved = refused.send("Move the due date", due_on="2027-04-01")

    assert moved.told == f"{invoice.number} is due on 1 April 2027 now."
    assert "Overdue" not in moved.text
    assert "Kept." in moved.text
    stale = form.send("Move the due date", due_on="2027-05-01", reason="Later.")
    assert stale.status == 409
    assert "changed in between" in stale.told


@pytest.mark.story("3.3")
def test_the_due_date_of_a_paid_invoice_stays(site: Site) -> None:
    invoice = invoiced(site.world)
    paid(site.world, invoice, "5000.00")
    told = site.enter(finance(site.world)).open(f"{LIST}/{invoice.id}/due-date").told
    assert told == f"{invoice.number} is paid; its due date no longer matters."


@pytest.mark.story("3.1")
def test_the_invoice_is_a_file_too(site: Site) -> None:
    invoice = invoiced(site.world)
    guest = site.enter(finance(site.world))
    file = guest.file(f"{LIST}/{invoice.id}/invoice.pdf")
    assert invoice.number in file.headers["content-disposition"]
    assert file.content
    assert guest.open(f"{LIST}/{invoice.id}/credit-note.pdf").status == 404


@pytest.mark.story("3.3")
def test_an_online_payment_under_way_is_waited_for(site: Site) -> None:
    invoice = invoiced(site.world)
    agency = site.world.owner_of(site.world.parts.launches.get(invoice.launch_id))
    key = PaymentKey(user_id=signed_in(agency), key="online", digest="0" * 64)
    amount = Money.of("1000.00")
    site.world.system.pay_invoice(agency, invoice.id, amount, "pm_requires_action", key)
    guest = site.enter(finance(site.world))

    shown = guest.open(f"{LIST}/{invoice.id}")
    assert "On its way online" in shown.text
    assert "Waits for the payer" in shown.text
    assert "under way" in guest.open(f"{LIST}/{invoice.id}/settlement").told
    form = shown.follow("Record a payment")
    assert "1,000.00 USD are on their way through the payment gateway." in form.text
    refused = form.send("Record the payment", amount="4500", reference="TRF 1")
    assert "4,000.00 USD can still be paid in" in refused.fault("amount")


def test_only_finance_looks_after_invoices(site: Site) -> None:
    one = f"{LIST}/{uuid4()}"
    acts = ("", "/invoice.pdf", "/due-date", "/credit-note", "/payments/new", "/settlement")
    manager = site.enter(site.world.employee(Position.OPERATIONS))
    agency, visitor = site.enter(site.world.agency()), site.guest()
    for path in (LIST, f"{LIST}/due", f"{LIST}/due/all", *(f"{one}{act}" for act in acts)):
        assert manager.open(path).status == 403, path
        assert agency.open(path).status == 403, path
        assert visitor.open(path).heading == "Sign in", path


def test_an_invoice_that_is_not_there_is_not_found(site: Site) -> None:
    guest = site.enter(finance(site.world))
    for act in ("", "/due-date", "/credit-note", "/payments/new", "/settlement"):
        assert guest.open(f"{LIST}/{uuid4()}{act}").status == 404
    form = {"reference": ["x"], "reason": ["x"], "due_on": ["2027-03-01"], "version": ["1"]}
    form["amount"] = ["1"]
    token = guest.open(LIST).soup.select_one("[name=_csrf_token]")
    assert token is not None
    form["_csrf_token"] = [str(token["value"])]
    for act in ("/due-date", "/credit-note", "/payments/new", "/settlement"):
        assert guest.post(f"{LIST}/{uuid4()}{act}", form).status == 404
