"""Agencies keep their profile (story 1.1)."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.agencies.update_agency_profile import AgencyUpdate
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Invalid, NotFound, Stale
from astrobookings.domain.kernel.events import Envelope
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.strategies.kernel import lines
from astrobookings.testing.world import World, principal_of
from tests.application.agencies.fleet import events, pointers, rocket
from tests.application.identity.people import HOME, PERIGEE


def registered(world: World) -> tuple[Principal, Envelope]:
    """An agency whose registration no handler has heard of yet, and the event of it."""
    account = world.system.register_agency(world.visitor(), PERIGEE, HOME)
    envelope = world.parts.system_outbox.unpublished(1)[0]
    return principal_of(account), envelope


@pytest.mark.story("1.1")
def test_until_the_agency_exists_its_profile_answers_from_the_registration(world: World) -> None:
    by, _ = registered(world)
    before = world.system.read_agency_profile(by)

    world.settle()
    after = world.system.read_agency_profile(by)

    assert (before.version, before.status) == (0, AgencyStatus.PENDING)
    assert after == evolve(before, version=1, updated_at=after.updated_at)


@pytest.mark.story("1.1")
def test_until_the_agency_exists_nothing_can_be_written_for_it(world: World) -> None:
    by, _ = registered(world)

    with pytest.raises(NotFound):
        world.system.update_agency_profile(by, AgencyUpdate(description="New"))
    with pytest.raises(NotFound):
        rocket(world, by)


@pytest.mark.story("1.1")
def test_an_agency_is_created_once_however_often_its_event_comes(world: World) -> None:
    by, envelope = registered(world)

    world.system.create_agency(envelope)
    world.system.update_agency_profile(by, AgencyUpdate(company_name="Apogee Lines"))
    world.system.create_agency(envelope)

    assert world.system.read_agency_profile(by).company_name == "Apogee Lines"
    assert events(world) == ["agency-profile-changed"] * 2


@pytest.mark.story("1.1")
def test_a_travelers_registration_makes_no_agency(world: World) -> None:
    world.traveler()

    assert events(world) == []


@pytest.mark.story("1.1")
def test_an_agency_is_created_in_the_name_of_who_registered_it(world: World) -> None:
    by, envelope = registered(world)

    world.system.create_agency(envelope)

    assert by.user_id is not None
    origin = world.parts.operations_changes.of(by.user_id)[0].origin
    assert (origin.service, origin.action, origin.actor) == ("agency", "create-agency", by.user_id)
    assert origin.request_id == envelope.origin.request_id


@pytest.mark.story("1.1")
@given(
    update=st.builds(
        AgencyUpdate,
        company_name=st.none() | lines(),
        description=st.none() | st.just("") | lines(),
        contact_person=st.none() | lines(),
        contact_phone=st.none() | st.sampled_from(["+34600123456", "+34611222333"]),
        legal_address=st.none() | lines(),
    )
)
def test_only_what_is_given_changes_and_updating_twice_is_updating_once(
    update: AgencyUpdate,
) -> None:
    world = in_memory_world()
    by = world.agency()
    before = world.system.read_agency_profile(by)

    once = world.system.update_agency_profile(by, update)
    twice = world.system.update_agency_profile(by, update)

    assert twice == once
    assert (once.version > before.version) == (once != before)
    for name in ("company_name", "description", "contact_person", "contact_phone"):
        given_value = getattr(update, name)
        kept = getattr(before, name) if given_value is None else given_value.strip()
        assert getattr(once, name) == kept


@pytest.mark.story("1.1")
def test_required_fields_and_formats_are_checked_together(world: World) -> None:
    by = world.agency()
    update = AgencyUpdate(
        company_name=" ", contact_email="desk", contact_phone="??", tax_id="", legal_address=""
    )

    with pytest.raises(Invalid) as refusal:
        world.system.update_agency_profile(by, update)

    assert pointers(refusal.value) == {
        "/company_name",
        "/contact_email",
        "/contact_phone",
        "/tax_id",
        "/legal_address",
    }
    assert events(world) == []


@pytest.mark.story("1.1")
def test_another_country_must_be_one(world: World) -> None:
    by = world.agency()

    with pytest.raises(Invalid) as refusal:
        world.system.update_agency_profile(by, AgencyUpdate(country="Nowhere"))

    assert pointers(refusal.value) == {"/country"}


@pytest.mark.story("1.1")
def test_an_update_of_what_was_changed_in_between_is_refused(world: World) -> None:
    by = world.agency()
    seen = world.system.read_agency_profile(by)
    world.system.update_agency_profile(by, AgencyUpdate(description="First"), seen.version)

    with pytest.raises(Stale):
        world.system.update_agency_profile(by, AgencyUpdate(description="Second"), seen.version)
