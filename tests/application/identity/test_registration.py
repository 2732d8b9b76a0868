"""Visitors register (stories 0.1, 2.2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.identity.create_employee import EmployeeDetails
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.errors import EmailTaken, TooManyAttempts
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD, World
from tests.application.identity.people import (
    HOME,
    PERIGEE,
    account_of,
    events,
    newest_mail,
    pointers,
    register,
    sign_in,
)

BROKEN_TRAVELER: dict[str, Any] = {
    "email": "nobody at all",
    "password": "short",
    "first_name": "  ",
    "last_name": "",
    "birth_date": date(2026, 1, 1),
    "address": "x" * 301,
}
"""Each of these values is wrong in itself, whatever the others are."""

BROKEN_AGENCY: dict[str, Any] = {
    "email": "nobody at all",
    "password": "short",
    "first_name": "",
    "last_name": "",
    "company_name": " ",
    "description": "x" * 4001,
    "contact_person": "",
    "contact_email": "desk",
    "contact_phone": "",
    "tax_id": "",
    "legal_address": "",
}


@pytest.mark.story("0.1")
@pytest.mark.story("2.2")
def test_a_visitor_becomes_an_unconfirmed_traveler_with_a_profile(world: World) -> None:
    account = register(world, email="  Ada@Example.TEST ")

    assert (account.role, account.status) == (Role.TRAVELER, AccountStatus.UNCONFIRMED)
    assert account.email == "ada@example.test"
    profile = world.parts.profiles.get(account.id)
    assert (profile.first_name, profile.phone, profile.country) == ("Ada", "+34600123456", "ES")
    assert set(events(world)) == {"account-registered", "link-requested", "profile-changed"}


@pytest.mark.story("0.1")
def test_a_password_is_kept_as_a_hash_and_never_in_the_change_log(world: World) -> None:
    account = register(world)

    assert PASSWORD not in account.password_hash
    assert PASSWORD not in repr(account)
    logged = repr(world.parts.system_changes.of(account.id))
    assert PASSWORD not in logged
    assert account.password_hash not in logged


@pytest.mark.story("0.1")
def test_a_registration_is_mailed_a_confirmation_link(world: World) -> None:
    register(world)

    mail = newest_mail(world)

    assert mail.to == "ada@example.test"
    assert "/auth/confirm?token=" in mail.text


@pytest.mark.story("0.1")
def test_an_address_is_registered_once_whatever_its_case(world: World) -> None:
    register(world)

    with pytest.raises(EmailTaken):
        register(world, email="ADA@example.test")
    taken = evolve(PERIGEE, email="Ada@Example.Test")
    with pytest.raises(EmailTaken):
        world.system.register_agency(world.visitor(), taken, HOME)


@pytest.mark.story("0.1")
def test_a_refused_registration_leaves_nothing_behind(world: World) -> None:
    register(world)
    before = events(world)

    with pytest.raises(EmailTaken):
        register(world)
    with pytest.raises(Invalid):
        register(world, email="bea@example.test", address="")

    assert events(world) == before
    assert world.parts.users.find_by_email("bea@example.test") is None


@pytest.mark.story("2.2")
@given(broken=st.sets(st.sampled_from(sorted(BROKEN_TRAVELER)), min_size=1))
def test_a_traveler_hears_of_every_fault_at_once(broken: set[str]) -> None:
    world = in_memory_world()

    with pytest.raises(Invalid) as refusal:
        register(world, **{name: BROKEN_TRAVELER[name] for name in broken})

    assert pointers(refusal.value) == {f"/{name}" for name in broken}


@pytest.mark.story("1.1")
@given(broken=st.sets(st.sampled_from(sorted(BROKEN_AGENCY)), min_size=1))
def test_an_agency_hears_of_every_fault_at_once(broken: set[str]) -> None:
    world = in_memory_world()
    registration = evolve(PERIGEE, **{name: BROKEN_AGENCY[name] for name in broken})

    with pytest.raises(Invalid) as refusal:
        world.system.register_agency(world.visitor(), registration, HOME)

    assert pointers(refusal.value) == {f"/{name}" for name in broken}


@pytest.mark.story("2.2")
@pytest.mark.parametrize("field", ["country", "phone", "tax_id"])
def test_contact_data_are_checked_by_country(world: World, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        register(world, **{field: "??"})

    assert pointers(refusal.value) == {f"/{field}"}


@pytest.mark.story("2.2")
def test_travelers_are_adults_from_their_eighteenth_birthday(world: World) -> None:
    today = world.clock.now().date()
    eighteen = today.replace(year=today.year - 18)

    register(world, birth_date=eighteen)

    with pytest.raises(Invalid) as refusal:
        register(world, email="bea@example.test", birth_date=eighteen + timedelta(days=1))
    assert pointers(refusal.value) == {"/birth_date"}


@pytest.mark.story("0.1")
@pytest.mark.parametrize("password", ["aaaaaaaaaaaa", "my-ada@example.test", "x" * 129])
def test_a_weak_personal_or_endless_password_is_refused(world: World, password: str) -> None:
    with pytest.raises(Invalid) as refusal:
        register(world, password=password)

    assert pointers(refusal.value) == {"/password"}


@pytest.mark.story("0.1")
def test_the_eleventh_registration_within_an_hour_from_one_origin_waits(world: World) -> None:
    for number in range(10):
        register(world, email=f"ada{number}@example.test")

    with pytest.raises(TooManyAttempts) as refusal:
        register(world)
    assert refusal.value.retry_after == 3600
    register(world, origin="198.51.100.1", email="bea@example.test")
    world.pass_time(timedelta(seconds=refusal.value.retry_after))
    register(world)


@pytest.mark.story("0.1")
def test_asking_after_taken_addresses_counts_as_registering(world: World) -> None:
    register(world)

    for _ in range(9):
        with pytest.raises(EmailTaken):
            register(world)
    with pytest.raises(TooManyAttempts):
        register(world)


@pytest.mark.story("0.1")
@pytest.mark.story("1.1")
def test_a_registered_agency_is_created_pending(world: World) -> None:
    account = world.system.register_agency(world.visitor(), PERIGEE, HOME)
    assert world.parts.agencies.find(AgencyId(account.id)) is None

    world.settle()

    agency = world.parts.agencies.get(AgencyId(account.id))
    assert (agency.company_name, agency.status) == ("Perigee Lines", AgencyStatus.PENDING)
    assert (agency.tax_id, agency.contact_email) == ("B58378431", "desk@perigee.test")


EMPLOYEE = EmployeeDetails(
    email="mae@astro.test",
    password=PASSWORD,
    first_name="Mae",
    last_name="Ito",
    position=Position.FINANCE,
    department="Books",
    phone="+14155552671",
    country="",
)


@pytest.mark.story("0.1")
def test_an_employee_may_sign_in_at_once(world: World) -> None:
    operations = world.employee(Position.OPERATIONS)

    created = world.system.create_employee(operations, EMPLOYEE)

    assert (created.role, created.position) == (Role.EMPLOYEE, Position.FINANCE)
    assert sign_in(world, EMPLOYEE.email).account.id == created.id


@pytest.mark.story("0.1")
def test_an_employees_details_are_checked_together(world: World) -> None:
    broken = evolve(EMPLOYEE, email="mae", first_name="", phone="??", password="short")

    with pytest.raises(Invalid) as refusal:
        world.system.create_employee(world.operator, broken)

    assert pointers(refusal.value) == {"/email", "/first_name", "/phone", "/password"}
    world.system.create_employee(world.operator, EMPLOYEE)
    with pytest.raises(EmailTaken):
        world.system.create_employee(world.operator, EMPLOYEE)


@pytest.mark.story("0.1")
def test_the_origin_of_a_registration_is_the_one_who_registers(world: World) -> None:
    register(world)

    account = account_of(world)
    change = world.parts.system_changes.of(account.id)[0]

    assert (change.origin.action, change.origin.actor) == ("register-traveler", account.id)
