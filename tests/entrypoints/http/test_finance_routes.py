"""Invoices, refunds and reports over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Position

from .conftest import Person, Platform

FINANCE = "/api/v1/finance"


def flown(platform: Platform) -> Launch:
    """A launch with two seats at 250,000.00 USD, flown with success."""
    world = platform.world
    launch = world.launch(days=10)
    world.book(world.traveler(), launch.id, 2)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    return launch


def operator(platform: Platform) -> Person:
    return platform.sign_in(platform.world.employee(Position.FINANCE))


def usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


def issued(platform: Platform, launch: Launch) -> Any:
    answer = operator(platform).post(f"{FINANCE}/invoices", {"launch_id": str(launch.id)})
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.mark.story("3.1")
def test_a_launch_is_invoiced_once_and_the_invoice_is_a_pdf(platform: Platform) -> None:
    launch = flown(platform)
    invoice = issued(platform, launch)
    finance = operator(platform)

    run = finance.post(f"{FINANCE}/invoices/due").json()
    paper = finance.get(f"{FINANCE}/invoices/{invoice['id']}.pdf")

    assert (invoice["amount"], invoice["status"]) == (usd("5000.00"), "pending")
    assert invoice["available_actions"] == ["record_payment", "settle", "move_due_date", "credit"]
    assert run == {"issued": [], "passed_over": []}
    assert issued(platform, launch)["number"] == invoice["number"]
    assert invoice["number"] in paper.headers["content-disposition"]


@pytest.mark.story("3.2")
def test_an_aborted_launch_is_invoiced_with_its_reason(platform: Platform) -> None:
    world = platform.world
    launch = world.launch()
    world.system.abort_launch(world.owner_of(launch), launch.id, "a cracked valve")
    world.settle()

    (invoice,) = operator(platform).post(f"{FINANCE}/invoices/due").json()["issued"]

    assert (invoice["kind"], invoice["amount"]) == ("abort_fee", usd("1000.00"))
    assert invoice["launch"]["reason"] == "a cracked valve"


@pytest.mark.story("3.3")
def test_an_invoice_is_paid_in_parts_and_never_above_the_balance(platform: Platform) -> None:
    launch = flown(platform)
    path = f"{FINANCE}/invoices/{issued(platform, launch)['id']}"
    finance, agency = operator(platform), platform.sign_in(platform.world.owner_of(launch))

    transfer = {"amount": usd("3000.00"), "reference": "TRF 1"}
    first = finance.post(f"{path}/payments", transfer, idempotency_key="one")
    again = finance.post(f"{path}/payments", transfer, idempotency_key="one")
    reused = finance.post(
        f"{path}/payments", transfer | {"reference": "TRF 2"}, idempotency_key="one"
    )
    declined = agency.post(
        f"{path}/payments", {"amount": usd("10.00"), "payment_method": "pm_declined"}
    )
    over = agency.post(f"{path}/payments", {"amount": usd("2000.01"), "payment_method": "pm_ok"})
    paid = agency.post(f"{path}/payments", {"amount": usd("2000.00"), "payment_method": "pm_ok"})

    assert (first.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency-key-reused")
    assert (declined.status_code, declined.json()["code"]) == (402, "payment-declined")
    assert (over.status_code, over.json()["code"]) == (409, "overpayment")
    assert "2,000.00 USD" in over.json()["detail"]
    assert (paid.status_code, paid.json()["status"]) == (201, "received")
    assert agency.get(path).json()["status"] == "paid"


@pytest.mark.story("3.3")
def test_what_is_wrong_with_a_payment_is_said_beside_the_field(platform: Platform) -> None:
    launch = flown(platform)
    path = f"{FINANCE}/invoices/{issued(platform, launch)['id']}/payments"
    agency = platform.sign_in(platform.world.owner_of(launch))

    nothing = agency.post(path, {"amount": usd("0.00"), "payment_method": "pm_ok"})
    no_method = agency.post(path, {"amount": usd("1.00")})
    no_reference = operator(platform).post(path, {"amount": usd("1.00")})

    told = [answer.json()["errors"][0]["pointer"] for answer in (nothing, no_method, no_reference)]
    assert told == ["/amount", "/payment_method", "/reference"]


@pytest.mark.story("3.3")
def test_a_due_date_moves_only_from_the_version_that_was_seen(platform: Platform) -> None:
    invoice = issued(platform, flown(platform))
    path, finance = f"{FINANCE}/invoices/{invoice['id']}/due-date", operator(platform)
    body = {"due_on": "2027-12-01", "reason": "Agreed by phone."}

    moved = finance.post(path, body, if_match='"1"')
    stale = finance.post(path, body | {"due_on": "2027-12-02"}, if_match='"1"')

    assert (moved.status_code, moved.json()["due_on"]) == (200, "2027-12-01")
    assert stale.status_code == 412


@pytest.mark.story("3.1")
def test_a_credit_note_cancels_an_invoice_once_its_payments_are_returned(
    platform: Platform,
) -> None:
    path = f"{FINANCE}/invoices/{issued(platform, flown(platform))['id']}"
    finance = operator(platform)
    settled = finance.post(f"{path}/settlement", {"reference": "TRF 1"}).json()
    payment = settled["payments"][0]["id"]

    refused = finance.post(f"{path}/credit-note", {"reason": "Too much."})
    finance.post(f"{path}/payments/{payment}/return", {"reference": "BACK 1"})
    credited = finance.post(f"{path}/credit-note", {"reason": "Too much."})

    assert (refused.status_code, refused.json()["code"]) == (409, "invoice-holds-payments")
    assert (credited.status_code, credited.json()["status"]) == (201, "cancelled")
    assert credited.json()["credit_note"]["number"].startswith("CN-2027-")
    assert finance.get(f"{path}/credit-note").status_code == 200


@pytest.mark.story("3.6")
def test_an_agency_lists_its_own_invoices_whatever_it_asks_for(platform: Platform) -> None:
    one, other = flown(platform), flown(platform)
    own, foreign = issued(platform, one), issued(platform, other)
    agency = platform.sign_in(platform.world.owner_of(one))

    listed = agency.get(f"{FINANCE}/invoices?agency_id={other.agency_id}").json()["items"]
    overdue = agency.get(f"{FINANCE}/invoices?overdue=true").json()["items"]

    assert [item["id"] for item in listed] == [own["id"]]
    assert overdue == []
    assert agency.get(f"{FINANCE}/invoices/{foreign['id']}").status_code == 404


@pytest.mark.story("3.7")
def test_a_refund_is_settled_by_hand(platform: Platform) -> None:
    world = platform.world
    by, launch = world.traveler(), world.launch()
    world.cancel(by, world.book(by, launch.id, 1))
    finance = operator(platform)

    (refund,) = finance.get(f"{FINANCE}/refunds?status=pending").json()["items"]
    settled = finance.post(f"{FINANCE}/refunds/{refund['id']}/settlement", {"reference": "TRF 9"})
    again = finance.post(f"{FINANCE}/refunds/{refund['id']}/retry")

    assert refund["available_actions"] == ["settle"]
    assert settled.json()["status"] == "settled_by_hand"
    assert (again.status_code, again.json()["code"]) == (409, "refund-status")


@pytest.mark.story("3.5")
def test_the_annual_report_says_the_same_in_every_form(platform: Platform) -> None:
    issued(platform, flown(platform))
    finance, path = operator(platform), f"{FINANCE}/reports/annual/2027"

    report = finance.get(path).json()
    exported = finance.get(f"{path}.csv").text

    assert report["total"]["pending"] == usd("5000.00")
    assert report["by_month"][0]["launch_revenue"] == usd("500000.00")
    assert len(report["by_month"]) == 12
    assert b"Total" in finance.get(f"{path}.pdf").content
    assert "Total" in exported
    assert finance.get(f"{path}.xlsx").status_code == 200
    assert finance.get(f"{path}/chart.svg").headers["content-type"].startswith("image/svg+xml")
    assert finance.get(f"{FINANCE}/reports/annual/1066").status_code == 422


@pytest.mark.story("3.4")
@pytest.mark.story("3.8")
def test_reports_of_agencies_and_operations_have_their_periods(platform: Platform) -> None:
    launch = flown(platform)
    manager = platform.sign_in(platform.world.employee(Position.OPERATIONS))
    agency = platform.sign_in(platform.world.owner_of(launch))

    agencies = manager.get(f"{FINANCE}/reports/agencies?year=2027&by=quarter").json()
    operations = manager.get(f"{FINANCE}/reports/operations?by=year").json()
    own = agency.get(f"{FINANCE}/reports/agencies/{launch.agency_id}").json()

    assert [(line["period"], line["launches"], line["seats"]) for line in own["lines"]] == [
        (1, 1, 2)
    ]
    assert agencies["lines"][0]["period"] == 1
    assert operations["total"]["seats_sold"] == 2
    assert operations["total"]["occupancy"] == 0.25
    assert manager.get(f"{FINANCE}/reports/operations.xlsx").status_code == 200
    assert agency.get(f"{FINANCE}/reports/agencies.csv").status_code == 200
