"""What agencies are mailed of their invoices, as they read it over HTTP."""

from datetime import timedelta

import pytest

from astrobookings.domain.identity.permissions import signed_in

from .conftest import Platform
from .test_finance_routes import flown, issued

NOTICES = "/api/v1/notify/me/notifications"


def kinds(platform: Platform, email: str) -> list[str]:
    items = platform.sign_in_as(email).get(NOTICES).json()["items"]
    return [item["kind"] for item in items if item["kind"].startswith("invoice")]


@pytest.mark.story("3.3")
@pytest.mark.story("4.1")
def test_an_agency_reads_of_invoices_reminders_and_payments(platform: Platform) -> None:
    world = platform.world
    launch = flown(platform)
    invoice = issued(platform, launch)
    email = world.parts.users.get(signed_in(world.owner_of(launch))).email
    world.settle()
    world.pass_time(timedelta(days=30))
    world.settle()
    payment = {"amount": invoice["balance"], "payment_method": "pm_ok"}
    agency = platform.sign_in_as(email)

    agency.post(f"/api/v1/finance/invoices/{invoice['id']}/payments", payment)
    world.settle()

    assert kinds(platform, email) == ["invoice_paid", "invoice_reminder", "invoice_issued"]
    mails = platform.client.get("/mailbox.json", headers={"host": "127.0.0.1"})
    if mails.status_code == 200:
        (mail,) = (one for one in mails.json() if one["subject"].startswith("Invoice issued"))
        assert [one["content_type"] for one in mail["attachments"]] == ["application/pdf"]
