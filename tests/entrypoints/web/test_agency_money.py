"""AgencyWeb: invoices, paying them, and the year in figures (stories 3.3, 3.6)."""

from datetime import timedelta

import pytest

from astrobookings.domain.finance.invoices import InvoiceStatus
from astrobookings.domain.identity.roles import Position
from tests.entrypoints.web.agency_scenes import flown, invoiced
from tests.entrypoints.web.guest import Site


@pytest.mark.story("3.6")
def test_invoices_are_listed_with_their_state(site: Site) -> None:
    world = site.world
    agency = world.agency()
    issued = invoiced(world, agency)
    guest = site.enter(agency)
    page = guest.open("/agency/invoices")
    assert issued.number in page.text
    assert "To be paid 10,000.00 USD" in page.text
    assert "Overdue 0" in page.text
    assert "No invoice fits" in page.send("Show invoices", status="paid").text
    assert guest.open("/agency/invoices?kind=gift").fault("kind")
    world.pass_time(timedelta(days=31))
    late = site.enter(agency).open("/agency/invoices")
    assert "One invoice is overdue." in late.text
    assert issued.number in late.follow("Show it").text


@pytest.mark.story("3.6")
def test_an_agency_without_invoices_reads_when_there_will_be_some(site: Site) -> None:
    assert "No invoice yet" in site.enter(site.world.agency()).open("/agency/invoices").text


@pytest.mark.story("3.6")
def test_many_invoices_have_pages(site: Site) -> None:
    world = site.world
    agency = world.agency()
    finance = world.employee(Position.FINANCE)
    for number in range(26):
        launch = world.launch(agency, days=30 + number)
        world.system.abort_launch(agency, launch.id, "weather")
    world.settle()
    world.system.issue_due_invoices(finance)
    first = site.enter(agency).open("/agency/invoices?kind=abort_fee&sort=issued_at")
    assert "Open invoices 26" in first.text
    second = first.follow("More invoices")
    assert len([link for link in second.links() if link.count("/") == 3]) == 1


@pytest.mark.story("3.6")
def test_an_invoice_says_what_it_is_for_and_comes_as_pdf(site: Site) -> None:
    agency = site.world.agency()
    issued = invoiced(site.world, agency)
    guest = site.enter(agency)
    page = guest.open("/agency/invoices").follow(issued.number)
    for said in ("4 seats flown", "1,000,000.00 USD", "1 %", "10,000.00 USD", "17 March 2027"):
        assert said in page.text
    file = guest.file(f"/agency/invoices/{issued.id}/invoice.pdf")
    assert issued.number in file.headers["content-disposition"]
    assert guest.open(f"/agency/invoices/{issued.id}/credit-note.pdf").status == 404


@pytest.mark.story("3.2")
def test_an_invoice_for_an_aborted_launch_names_the_reason(site: Site) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency)
    world.system.abort_launch(agency, launch.id, "The engine cracked.")
    world.settle()
    world.system.issue_invoice(world.employee(Position.FINANCE), launch.id)
    page = site.enter(agency).open("/agency/invoices").follow("INV-2027-000001")
    assert "Abort fee" in page.text
    assert "The engine cracked." in page.text
    assert "1,000.00 USD" in page.text


@pytest.mark.story("3.3")
def test_a_credited_invoice_says_that_nothing_is_owed(site: Site) -> None:
    world = site.world
    agency = world.agency()
    issued = invoiced(world, agency)
    world.system.credit_invoice(world.employee(Position.FINANCE), issued.id, "Wrong launch.")
    guest = site.enter(agency)
    page = guest.open(f"/agency/invoices/{issued.id}")
    assert "Nothing is owed. Reason: Wrong launch." in page.text
    assert f"/agency/invoices/{issued.id}/pay" not in page.links()
    note = guest.file(f"/agency/invoices/{issued.id}/credit-note.pdf")
    assert "CN-2027-000001" in note.headers["content-disposition"]
    assert guest.open(f"/agency/invoices/{issued.id}/pay").told == (
        "Nothing is left to pay on this invoice."
    )


@pytest.mark.story("3.3")
def test_an_invoice_is_paid_online_in_parts(site: Site) -> None:
    world = site.world
    agency = world.agency()
    issued = invoiced(world, agency)
    form = site.enter(agency).open(f"/agency/invoices/{issued.id}").follow("Pay online")
    assert form.value("amount") == "10000.00"
    part = form.send("Pay now", amount="4,000.00", payment_method="pm_ok")
    assert part.told == "4,000.00 USD received. Thank you!"
    assert "Partially paid" in part.text
    assert "6,000.00 USD open" in part.text
    whole = part.follow("Pay online").send("Pay now", payment_method="pm_ok")
    assert "Paid" in whole.text
    assert world.parts.invoices.get(issued.id).status is InvoiceStatus.PAID


@pytest.mark.story("3.3")
def test_a_payment_that_is_sent_twice_pays_once(site: Site) -> None:
    world = site.world
    agency = world.agency()
    issued = invoiced(world, agency)
    form = site.enter(agency).open(f"/agency/invoices/{issued.id}/pay")
    for _ in range(2):
        sent = form.send("Pay now", amount="4000.00", payment_method="pm_ok")
        assert sent.told == "4,000.00 USD received. Thank you!"
    assert world.parts.invoices.get(issued.id).paid.amount == 4000
    other = form.send("Pay now", amount="5000.00", payment_method="pm_ok")
    assert other.status == 422
    assert world.parts.invoices.get(issued.id).paid.amount == 4000


@pytest.mark.story("3.3")
def test_a_declined_payment_is_told_and_another_method_pays(site: Site) -> None:
    world = site.world
    agency = world.agency()
    issued = invoiced(world, agency)
    form = site.enter(agency).open(f"/agency/invoices/{issued.id}/pay")
    declined = form.send("Pay now", amount="4000.00", payment_method="pm_declined")
    assert declined.status == 402
    assert "The bank declined the payment; nothing was charged." in declined.told
    assert declined.value("amount") == "4000.00"
    poor = declined.send("Pay now", payment_method="pm_insufficient_funds")
    assert "not enough money" in poor.told
    assert "received" in poor.send("Pay now", payment_method="pm_ok").told
    page = site.enter(agency).open(f"/agency/invoices/{issued.id}")
    assert "Came to nothing" in page.text


@pytest.mark.story("3.3")
def test_a_payment_that_the_bank_asks_about_leads_to_the_bank(site: Site) -> None:
    world = site.world
    agency = world.agency()
    issued = invoiced(world, agency)
    form = site.enter(agency).open(f"/agency/invoices/{issued.id}/pay")
    asked = form.send("Pay now", payment_method="pm_requires_action")
    assert "Your bank asks you to confirm" in asked.told
    assert "Payment under way" in asked.text
    (payment,) = world.parts.invoice_payments.of_invoice(issued.id)
    assert "Confirm it with your bank" in asked.text
    assert payment.next_action in asked.links()


@pytest.mark.story("3.3")
def test_a_silent_bank_is_waited_for(site: Site) -> None:
    world = site.world
    agency = world.agency()
    issued = invoiced(world, agency)
    form = site.enter(agency).open(f"/agency/invoices/{issued.id}/pay")
    key = form.value("key")
    sent = form.guest.post(
        f"/agency/invoices/{issued.id}/pay",
        {
            "_csrf_token": [form.value("_csrf_token")],
            "key": [key],
            "amount": ["4000.00"],
            "payment_method": ["pm_timeout_then_ok"],
        },
    )
    assert "Do not pay again" in sent.told
    assert "Payment under way" in sent.text


@pytest.mark.story("3.3")
def test_faults_and_overpayments_are_told(site: Site) -> None:
    agency = site.world.agency()
    issued = invoiced(site.world, agency)
    form = site.enter(agency).open(f"/agency/invoices/{issued.id}/pay")
    again = form.send("Pay now", amount="much", payment_method=None)
    assert "US dollars" in again.fault("amount")
    assert again.fault("payment_method") == "Say how you pay."
    assert again.send("Pay now", amount="0", payment_method="pm_ok").fault("amount")
    over = form.send("Pay now", amount="10000.01", payment_method="pm_ok")
    assert over.status == 409
    assert "Only 10,000.00 USD of the invoice are still open." in over.told


def test_invoices_of_others_look_like_absent_ones(site: Site) -> None:
    issued = invoiced(site.world, site.world.agency())
    guest = site.enter(site.world.agency())
    for path in ("", "/pay", "/invoice.pdf"):
        assert guest.open(f"/agency/invoices/{issued.id}{path}").status == 404
    assert issued.number not in guest.open("/agency/invoices").text


@pytest.mark.story("3.6")
def test_the_report_divides_the_year(site: Site) -> None:
    world = site.world
    agency = world.agency()
    invoiced(world, agency)
    world.launch(agency, days=120)
    guest = site.enter(agency)
    report = guest.open("/agency/reports")
    assert report.heading == "Report of 2027"
    assert "February" in report.text
    assert "June" in report.text
    assert "Revenue 1,000,000.00 USD" in report.text
    assert "Fees invoiced 10,000.00 USD" in report.text
    quarters = report.send("Show the report", by="quarter")
    assert "Quarter 1" in quarters.text
    assert "Quarter 2" in quarters.text
    assert "2027 2" in report.send("Show the report", by="year").text
    assert "No launch in 2026" in report.follow("2026").text


@pytest.mark.story("3.6")
def test_a_year_that_no_launch_flies_in_is_a_fault(site: Site) -> None:
    guest = site.enter(site.world.agency())
    assert guest.open("/agency/reports?year=1999").fault("year")
    assert guest.open("/agency/reports?year=soon").fault("year")
    assert guest.open("/agency/reports?by=week").fault("by")


@pytest.mark.story("3.6")
@pytest.mark.parametrize("what", ["periods", "launches"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_report_comes_as_files(site: Site, what: str, ending: str) -> None:
    agency = site.world.agency()
    launch = flown(site.world, agency)
    guest = site.enter(agency)
    page = guest.open("/agency/reports?by=quarter")
    address = f"/agency/reports/{what}.{ending}?year=2027&by=quarter"
    assert address in page.links()
    file = guest.file(address)
    assert f".{ending}" in file.headers["content-disposition"]
    if ending == "csv":
        assert ("2027 Q1" if what == "periods" else launch.slug) in file.text


def test_the_report_of_an_agency_shows_its_own_launches_alone(site: Site) -> None:
    world = site.world
    flown(world, world.agency())
    assert "No launch in 2027" in site.enter(world.agency()).open("/agency/reports").text


@pytest.mark.story("3.6")
def test_the_report_says_how_much_of_the_fees_is_paid(site: Site) -> None:
    agency = site.world.agency()
    issued = invoiced(site.world, agency)
    guest = site.enter(agency)
    assert "10,000.00 USD 0.00 USD paid" in guest.open("/agency/reports").text
    guest.open(f"/agency/invoices/{issued.id}/pay").send("Pay now", payment_method="pm_ok")
    assert "10,000.00 USD all paid" in guest.open("/agency/reports").text
