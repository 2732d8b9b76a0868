"""Operations managers approve, suspend and reinstate agencies (story 1.8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.launch_board import BoardFilter, BoardSort
from astrobookings.domain.agencies.agency import AgencyStatus, NoSuchAgencyMove
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.errors import NotOnSale
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid, NotFound
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.application.agencies.fleet import events, pointers


def on_sale(world: World) -> int:
    page = world.parts.board.on_sale(
        BoardFilter(), BoardSort.DATE, PageRequest(), now=world.clock.now()
    )
    return len(page.items)


@pytest.mark.story("1.8")
def test_an_operations_manager_approves_a_pending_agency(world: World) -> None:
    operations = world.employee(Position.OPERATIONS)
    by = world.agency(approved=False)
    assert by.user_id is not None

    approved = world.system.approve_agency(operations, AgencyId(by.user_id))

    assert approved.status is AgencyStatus.APPROVED
    assert world.system.view_agency(operations, approved.id) == approved
    assert events(world) == ["agency-status-changed"]


@pytest.mark.story("1.8")
def test_a_suspended_agencys_launches_stop_selling_and_bookings_stand(world: World) -> None:
    launch = world.launch()
    traveler = world.traveler()
    booked = world.book(traveler, launch.id, 2)

    suspended = world.system.suspend_agency(world.operator, launch.agency_id, "unpaid invoices")

    assert (suspended.status, suspended.status_reason) == (
        AgencyStatus.SUSPENDED,
        "unpaid invoices",
    )
    assert world.parts.launches.get(launch.id).suspended
    assert on_sale(world) == 0
    with pytest.raises(NotOnSale):
        world.book(traveler, launch.id, 1)
    view = world.system.view_booking(traveler, booked.booking.id)
    assert view.status is BookingStatus.CONFIRMED


@pytest.mark.story("1.8")
def test_a_reinstated_agency_sells_again(world: World) -> None:
    launch = world.launch()
    world.system.suspend_agency(world.operator, launch.agency_id, "unpaid invoices")

    reinstated = world.system.reinstate_agency(world.operator, launch.agency_id)

    assert (reinstated.status, reinstated.status_reason) == (AgencyStatus.APPROVED, "")
    assert on_sale(world) == 1
    world.book(world.traveler(), launch.id, 1)


@pytest.mark.story("1.8")
def test_a_suspension_needs_a_reason(world: World) -> None:
    launch = world.launch()

    with pytest.raises(Invalid) as refusal:
        world.system.suspend_agency(world.operator, launch.agency_id, "  ")

    assert pointers(refusal.value) == {"/reason"}
    assert on_sale(world) == 1


@pytest.mark.story("1.8")
@given(acts=st.lists(st.sampled_from(["approve", "suspend", "reinstate"]), max_size=6))
def test_launches_are_on_sale_exactly_while_their_agency_is_approved(acts: list[str]) -> None:
    world = in_memory_world()
    launch = world.launch()
    starts = {
        "approve": {AgencyStatus.PENDING},
        "suspend": {AgencyStatus.PENDING, AgencyStatus.APPROVED},
        "reinstate": {AgencyStatus.SUSPENDED},
    }

    for act in acts:
        before = world.parts.agencies.get(launch.agency_id).status
        try:
            _act(world, launch.agency_id, act)
        except NoSuchAgencyMove:
            assert before not in starts[act]
        else:
            assert before in starts[act]
        now = world.parts.agencies.get(launch.agency_id).status
        assert on_sale(world) == (now is AgencyStatus.APPROVED)


def _act(world: World, agency_id: AgencyId, act: str) -> None:
    if act == "approve":
        world.system.approve_agency(world.operator, agency_id)
    elif act == "suspend":
        world.system.suspend_agency(world.operator, agency_id, "unpaid invoices")
    else:
        world.system.reinstate_agency(world.operator, agency_id)


@pytest.mark.story("1.8")
def test_nobody_is_approved_suspended_or_reinstated_who_is_not_there(world: World) -> None:
    nobody = AgencyId(world.parts.ids.new())

    for act in ("approve", "suspend", "reinstate"):
        with pytest.raises(NotFound):
            _act(world, nobody, act)
    with pytest.raises(AstroBookingsError):
        world.system.view_agency(world.operator, nobody)


@pytest.mark.story("1.8")
def test_agencies_are_found_by_status_and_name(world: World) -> None:
    operations = world.employee(Position.OPERATIONS)
    pending, approved = world.agency(approved=False), world.agency()

    found = world.system.list_agencies(operations, PageRequest(), AgencyStatus.PENDING)
    assert [agency.id for agency in found.items] == [pending.user_id]
    everyone = world.system.list_agencies(operations, PageRequest(), text="PERIGEE")
    assert {agency.id for agency in everyone.items} == {pending.user_id, approved.user_id}
    assert world.system.list_agencies(operations, PageRequest(), text="nobody").items == ()
