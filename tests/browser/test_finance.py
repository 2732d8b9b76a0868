"""Finance and policies, in a browser (stories 3.1, 3.2, 3.3, 3.4, 3.5, 3.7, 3.8, 6.6)."""

from datetime import timedelta

import pytest

from tests.browser.served_world import ServedWorld
from tests.entrypoints.web import money


@pytest.mark.story("3.1")
@pytest.mark.story("3.2")
def test_finance_issues_what_is_due(site: ServedWorld) -> None:
    money.flown(site.world)
    money.called_off(site.world)
    window = site.window(money.finance(site.world))
    window.open("/system/invoices")
    window.follow("Launches to invoice")
    window.check()
    window.follow("Issue all due invoices")
    assert "2 launches can be invoiced, 6,000.00 USD together." in window.text
    window.check()
    window.press("Issue all due invoices")
    assert "2 invoices were issued over 6,000.00 USD." in window.text
    window.follow("To the invoices")
    assert "Launch fee" in window.text
    window.page.locator("tbody tr", has_text="Abort fee").get_by_role("link").click()
    assert "a cracked valve" in window.text
    window.check()


@pytest.mark.story("3.3")
def test_finance_records_a_payment_and_settles_the_rest(site: ServedWorld) -> None:
    invoice = money.invoiced(site.world)
    window = site.window(money.finance(site.world))
    window.open("/system/invoices")
    window.check()
    window.follow(invoice.number)
    window.follow("Record a payment")
    window.type(amount="6000", reference="TRF 1")
    window.press("Record the payment")
    assert "That is too much: 5,000.00 USD can still be paid in." in window.text
    window.check()
    window.type(amount="2000", received_on="2027-01-20")
    window.press("Record the payment")
    assert "2,000.00 USD recorded; 3,000.00 USD are still open." in window.text
    window.follow("Settle all of it")
    window.type(reference="TRF 2")
    window.press("Settle the invoice")
    assert f"{invoice.number} is paid." in window.text
    window.check()


@pytest.mark.story("3.3")
def test_finance_moves_a_due_date_and_cancels(site: ServedWorld) -> None:
    invoice = money.invoiced(site.world)
    site.world.pass_time(timedelta(days=31))
    window = site.window(money.finance(site.world))
    window.open(f"/system/invoices/{invoice.id}")
    assert "Overdue" in window.text
    window.follow("Move the due date")
    window.type(due_on="2027-06-01", reason="Their bank moves house.")
    window.press("Move the due date")
    assert "is due on 1 June 2027 now" in window.text
    assert "Overdue" not in window.text
    window.follow("Cancel the invoice")
    window.type(reason="The wrong launch.")
    window.press("Cancel the invoice")
    assert "was cancelled by CN-2027-000001" in window.text
    window.check()


@pytest.mark.story("3.7")
def test_finance_tries_a_refund_again_and_settles_one_by_hand(site: ServedWorld) -> None:
    money.given_up(site.world)
    money.for_hand(site.world)
    window = site.window(money.finance(site.world))
    window.open("/system/refunds")
    window.check()
    window.follow("Show those that wait for you")
    window.page.locator("tbody a").first.click()
    window.follow("Try again")
    window.press("Try again")
    assert "will be tried again at once" in window.text
    window.follow("To all refunds")
    window.follow("Show those that wait for you")
    window.page.locator("tbody a").first.click()
    window.follow("Settle by hand")
    window.type(reference="TRF 9")
    window.press("Settle by hand")
    assert "settled by hand under TRF 9" in window.text
    window.check()


@pytest.mark.story("3.4")
@pytest.mark.story("3.5")
def test_finance_reads_the_year_and_one_agency(site: ServedWorld) -> None:
    invoice = money.invoiced(site.world)
    money.paid(site.world, invoice, "2000.00")
    window = site.window(money.finance(site.world))
    window.open("/system/reports/annual")
    assert "2,000.00 USD" in window.text
    window.check()
    if site.look.script:
        loaded = window.page.evaluate("document.querySelector('.chart img').complete")
        assert loaded
    with window.page.expect_download() as download:
        window.page.get_by_role("link", name="The report as CSV").click()
    assert download.value.suggested_filename == "annual-report-2027.csv"
    window.follow(invoice.agency.name)
    window.page.locator("[name=by]").select_option("quarter")
    window.press("Show the report")
    assert "Quarter 1" in window.text
    window.check()


@pytest.mark.story("3.8")
def test_operations_read_how_launches_fare(site: ServedWorld) -> None:
    money.flown(site.world, seats=4)
    window = site.window(money.operations(site.world))
    window.open("/system/reports/operations")
    window.page.locator("[name=by]").select_option("year")
    window.press("Show the report")
    assert "50 %" in window.text
    window.check()
    window.follow("2028")
    assert "No launch in 2028" in window.text
    window.check()


@pytest.mark.story("3.5")
def test_an_export_is_followed_until_it_is_ready(site: ServedWorld) -> None:
    window = site.window(money.finance(site.world))
    window.open("/system/exports")
    window.follow("Ask for an export")
    window.check()
    window.press("Make the file")
    assert "Waiting" in window.text
    window.check()
    site.world.settle()
    if not site.look.script:
        window.follow("Look again")
    link = window.page.get_by_role("link", name="Download bookings-2027-01-01-2027-01-15.csv")
    link.wait_for()
    with window.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "bookings-2027-01-01-2027-01-15.csv"
    assert window.page.locator("progress").count() == 0
    window.check()


@pytest.mark.story("6.6")
def test_operations_announce_a_figure_and_think_better_of_it(site: ServedWorld) -> None:
    window = site.window(money.operations(site.world))
    window.open("/system/policies")
    window.check()
    window.page.get_by_role("link", name="Time to pay").first.click()
    window.type(value="soon", reason="Travelers asked for more time.")
    window.press("Check the change")
    assert "Is a time such as" in window.text
    window.check()
    window.type(value="20 minutes")
    window.press("Check the change")
    assert window.heading == "Announce this change?"
    window.check()
    window.press("Announce the change")
    assert "Time to pay: 20 minutes from 16 January 2027, 00:00 UTC on." in window.text
    window.page.get_by_role("link", name="Withdraw").first.click()
    window.type(reason="Not before the summer.")
    window.press("Withdraw the change")
    assert "None is announced." in window.text
    window.follow("History of changes")
    assert "Not before the summer." in window.text
    window.check()
