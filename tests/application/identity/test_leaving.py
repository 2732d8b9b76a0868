"""People get what is held about them, and leave for good (story 0.6)."""

from contextlib import suppress
from datetime import date, timedelta

import pytest

from astrobookings.application.identity.close_account import CloseAccount
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.errors import SessionEnded, WrongCredentials
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotSignedIn
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.kinds import NotificationKind as Kind
from astrobookings.domain.privacy.errors import AccountInUse, EmployeeAccount
from astrobookings.domain.privacy.records import NOBODY, address_of_nobody
from astrobookings.testing.faults import Fuse, ProcessDied, mortal
from astrobookings.testing.laws import broken_laws
from astrobookings.testing.world import PASSWORD, World
from tests.application.identity.people import principal, register, sign_in
from tests.application.notifications.queue import email_of, mails_to, told

ALL = PageRequest(100)
SECRETS = ("password", "secret", "pm_", "$argon2", "token")


def flown(world: World, by: Principal) -> Launch:
    """A launch that *by* flew on, with a passenger named."""
    launch = world.launch(days=10)
    booked = world.book(by, launch.id, 2).booking
    world.system.name_passengers(by, booked.id, (a_passenger(),))
    world.settle()
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    return launch


def a_passenger() -> Passenger:
    return Passenger(first_name="Grace", last_name="Okafor", birth_date=date(1991, 1, 1))


def everything_about(world: World, by: Principal) -> str:
    """All that both stores say of somebody: records and their changes."""
    parts, person = world.parts, signed_in(by)
    found = [
        record
        for records in (parts.system_person_records, parts.operations_person_records)
        for kind in records.of(person).values()
        for record in kind
    ]
    keys = [person, *(one.id for one in found)]  # type: ignore[attr-defined]
    logs = (parts.system_changes, parts.operations_changes)
    changes = [change.fields for log in logs for key in keys for change in log.of(key)]
    copies = parts.booking_copies.list(ALL, traveler_id=signed_in(by), now=world.clock.now()).items
    return repr((found, changes, copies))


@pytest.mark.story("0.6")
def test_people_get_everything_held_about_them(world: World) -> None:
    by, other = world.traveler(), world.traveler()
    flown(world, by)

    held = world.system.export_me(by)

    assert held.user_id == by.user_id
    assert {kind: len(records) for kind, records in held.business.items()} == {
        **{"billing_copy": 1, "booking": 1, "charge": 1, "receipt": 1}
    }
    assert held.account["account"][0]["email"] == email_of(world, by)
    (booking,) = held.business["booking"]
    assert booking["passengers"][0]["last_name"] == "Okafor"  # type: ignore[index]
    assert len(held.account["notification"]) == len(told(world, by))
    assert {change.kind for change in held.changes} == {"account", "profile", "billing_copy"}
    assert email_of(world, other) not in repr(held)


@pytest.mark.story("0.6")
def test_no_secret_is_told(world: World) -> None:
    by = world.traveler()
    flown(world, by)

    held = world.system.export_me(by)

    texts = repr([held.account, held.business]).lower()
    assert [secret for secret in SECRETS if secret in texts] == []


@pytest.mark.story("0.6")
def test_an_agency_gets_its_fleet_launches_and_invoices(world: World) -> None:
    traveler = world.traveler()
    launch = flown(world, traveler)
    world.system.issue_invoice(world.employee(Position.FINANCE), launch.id)

    held = world.system.export_me(world.owner_of(launch))

    assert {"agency", "rocket", "launch", "invoice"} <= held.business.keys()
    assert held.business["launch"][0]["slug"] == launch.slug


@pytest.mark.story("0.6")
def test_nobody_else_is_asked_for(world: World) -> None:
    for use_case in (
        lambda: world.system.export_me(world.visitor()),
        lambda: world.system.close_account(world.visitor(), PASSWORD),
    ):
        with pytest.raises(NotSignedIn):
            use_case()


@pytest.mark.story("0.6")
def test_who_leaves_is_in_no_record_any_more(world: World) -> None:
    by = world.traveler()
    launch = flown(world, by)
    address = email_of(world, by)
    before = world.parts.ledger.balances()

    world.system.close_account(by, PASSWORD, "I do not fly any more.")
    world.settle()

    account = world.parts.users.get(signed_in(by))
    assert account.status is AccountStatus.CLOSED
    assert account.email == address_of_nobody(account.id)
    all_of_it = everything_about(world, by)
    for personal in (address, "Moreno", "Ada", "Okafor", "12345678Z", "Calle Mayor", "+34600"):
        assert personal not in all_of_it
    (booking,) = world.parts.bookings.list(ALL, traveler_id=account.id, now=world.clock.now()).items
    (receipt,) = world.parts.receipts.of_booking(booking.id)
    assert (receipt.number, receipt.traveler.name) == ("RC-2027-000001", NOBODY)
    assert (receipt.amount, booking.launch_id) == (booking.total_price, launch.id)
    assert world.parts.ledger.balances() == before
    assert broken_laws(world.parts) == []


@pytest.mark.story("0.6")
def test_the_last_mail_goes_to_the_address_that_is_given_up(world: World) -> None:
    by = world.traveler()
    address = email_of(world, by)

    world.system.close_account(by, PASSWORD)
    world.settle()

    assert mails_to(world, address)[-1].subject == "Account closed"
    assert told(world, by)[-1] is Kind.ACCOUNT_CLOSED
    (last,) = (
        one
        for one in world.parts.notifications.list(ALL, recipient=signed_in(by)).items
        if one.kind is Kind.ACCOUNT_CLOSED
    )
    assert (last.details, last.failure) == ({}, "")


@pytest.mark.story("0.6")
def test_sessions_end_and_the_address_is_free(world: World) -> None:
    by = world.traveler()
    address = email_of(world, by)
    signed = sign_in(world, address)

    world.system.close_account(by, PASSWORD)

    with pytest.raises(SessionEnded):
        principal(world, signed)
    with pytest.raises(WrongCredentials):
        sign_in(world, address)
    assert register(world, email=address).id != by.user_id


@pytest.mark.story("0.6")
def test_an_account_with_something_open_stays(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=4)
    booked = world.book(by, launch.id, 1)
    world.book(world.traveler(), launch.id, 3)
    world.system.make_wish(by, launch.id, 1)

    with pytest.raises(AccountInUse) as refusal:
        world.system.close_account(by, PASSWORD)

    assert refusal.value.reasons == (
        "bookings that are not over: 1",
        "wishes that wait for seats: 1",
    )
    assert world.parts.users.get(signed_in(by)).status is AccountStatus.ACTIVE
    world.system.withdraw_wish(by, launch.id)
    world.cancel(by, booked)
    with pytest.raises(AccountInUse, match="refunds that are not executed: 1"):
        world.system.close_account(by, PASSWORD)
    world.settle()
    world.system.close_account(by, PASSWORD)


@pytest.mark.story("0.6")
def test_an_agency_leaves_when_its_launches_and_invoices_are_over(world: World) -> None:
    traveler = world.traveler()
    launch = flown(world, traveler)
    agency = world.owner_of(launch)
    finance = world.employee(Position.FINANCE)
    invoice = world.system.issue_invoice(finance, launch.id)
    planned = world.launch(agency)

    with pytest.raises(AccountInUse) as refusal:
        world.system.close_account(agency, PASSWORD)
    world.system.abort_launch(agency, planned.id, "we leave")
    world.system.credit_invoice(finance, invoice.id, "agreed")
    world.settle()
    world.system.close_account(agency, PASSWORD)
    world.settle()

    assert refusal.value.reasons == (
        "launches that are not over: 1",
        "invoices that are not paid: 1",
    )
    left = world.parts.agencies.get(AgencyId(signed_in(agency)))
    assert left.contact_person == NOBODY
    assert left.company_name.startswith("Perigee Lines")
    assert world.parts.invoices.get(invoice.id).agency == invoice.agency


@pytest.mark.story("0.6")
@pytest.mark.parametrize("flies", [True, False])
def test_a_booking_made_at_the_same_moment_is_forgotten_when_it_is_over(
    world: World, monkeypatch: pytest.MonkeyPatch, flies: bool
) -> None:
    by, launch = world.traveler(), world.launch(days=10)
    booked = world.book(by, launch.id, 1).booking
    world.system.name_passengers(by, booked.id, (a_passenger(),))
    world.settle()
    monkeypatch.setattr(f"{CloseAccount.__module__}.require_idle", lambda _: None)
    world.system.close_account(by, PASSWORD)
    world.settle()
    aboard = world.parts.bookings.get(booked.id).passengers

    if flies:
        world.pass_time(timedelta(days=11))
        world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    else:
        world.system.abort_launch(world.owner_of(launch), launch.id, "no fuel")
    world.settle()

    assert aboard == (a_passenger(),)
    assert world.parts.bookings.get(booked.id).passengers == (None,)
    assert "Okafor" not in everything_about(world, by)


@pytest.mark.story("0.6")
def test_employees_do_not_leave_by_themselves(world: World) -> None:
    with pytest.raises(EmployeeAccount):
        world.system.close_account(world.employee(Position.OPERATIONS), PASSWORD)


@pytest.mark.story("0.6")
def test_leaving_takes_the_password(world: World) -> None:
    by = world.traveler()

    with pytest.raises(WrongCredentials):
        world.system.close_account(by, "not the password at all")
    with pytest.raises(Invalid):
        world.system.close_account(by, PASSWORD, "x" * 501)

    assert world.parts.users.get(signed_in(by)).status is AccountStatus.ACTIVE


@pytest.mark.story("0.6")
@pytest.mark.parametrize("after", [False, True])
def test_forgetting_cut_short_anywhere_goes_on(world: World, after: bool) -> None:
    by = world.traveler()
    flown(world, by)
    address = email_of(world, by)
    world.system.close_account(by, PASSWORD)
    whole = world.parts

    for calls in range(1, 25):
        world.restart(mortal(whole, Fuse(calls, after=after)))
        with suppress(ProcessDied):
            world.jobs.until_idle()
        world.pass_time(timedelta(minutes=2))
    world.restart(whole)
    world.settle()

    assert address not in everything_about(world, by)
    assert [mail.subject for mail in mails_to(world, address)].count("Account closed") >= 1
