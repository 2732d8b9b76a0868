"""Agencies schedule and edit launches (story 1.3)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import define, evolve, field
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.agencies.edit_launch import LaunchUpdate
from astrobookings.application.ports.launches import LaunchFilter, LaunchSort
from astrobookings.domain.agencies.agency import AgencyNotApproved
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import (
    Launch,
    LaunchStatus,
    NoSuchLaunchMove,
    SlugTaken,
    TurnAroundTooShort,
)
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import Invalid, NotFound, Stale
from astrobookings.domain.kernel.ids import SpaceportId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.in_memory import START, in_memory_world
from astrobookings.testing.world import World
from tests.application.agencies.fleet import events, fly, pointers, rocket, spaceport


@pytest.mark.story("1.3")
def test_an_approved_agency_schedules_a_launch_with_its_first_history_entry(world: World) -> None:
    by = world.agency()

    launch = fly(world, by, rocket(world, by), spaceport(world))

    assert (launch.status, launch.version) == (LaunchStatus.SCHEDULED, 1)
    assert launch.agency_id == by.user_id
    assert launch.slug == "heron-cape-canaveral-moon-2028-02-19"
    assert [entry.by for entry in launch.history] == [by.user_id]
    assert world.system.view_agency_launch(by, launch.id) == launch
    assert events(world)[-1] == "launch-scheduled"


@pytest.mark.story("1.3")
def test_a_slug_says_the_date_of_the_spaceports_calendar(world: World) -> None:
    by = world.agency()
    night = datetime(2028, 3, 1, 2, 0, tzinfo=UTC)

    launch = fly(world, by, rocket(world, by), spaceport(world), launch_at=night)

    assert launch.slug.endswith("2028-02-29")


@pytest.mark.story("1.3")
@pytest.mark.story("1.8")
def test_only_an_approved_agency_publishes(world: World) -> None:
    by, port = world.agency(approved=False), spaceport(world)
    ship = rocket(world, by)

    with pytest.raises(AgencyNotApproved):
        fly(world, by, ship, port)

    world.system.approve_agency(world.operator, ship.agency_id)
    fly(world, by, ship, port)
    world.system.suspend_agency(world.operator, ship.agency_id, "unpaid invoices")
    with pytest.raises(AgencyNotApproved):
        fly(world, by, ship, port, days=500)


@pytest.mark.story("1.3")
def test_every_fault_of_a_plan_is_named(world: World) -> None:
    by = world.agency()

    with pytest.raises(Invalid) as refusal:
        fly(
            world,
            by,
            rocket(world, by),
            spaceport(world),
            days=0,
            destination=Destination.MARS,
            seats_total=11,
            price=Money.of("0.00"),
            minimum_occupancy=Decimal("1.1"),
        )

    assert pointers(refusal.value) == {
        "/launch_at",
        "/destination",
        "/seats_total",
        "/price",
        "/minimum_occupancy",
    }


@pytest.mark.story("1.3")
def test_a_date_no_calendar_knows_is_a_fault(world: World) -> None:
    by = world.agency()
    late = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    ship, port = rocket(world, by), spaceport(world, time_zone="Pacific/Kiritimati")

    with pytest.raises(Invalid) as refusal:
        fly(world, by, ship, port, launch_at=late)

    assert pointers(refusal.value) == {"/launch_at"}


@pytest.mark.story("1.3")
def test_a_launch_needs_a_spaceport_that_is_there(world: World) -> None:
    by = world.agency()
    nowhere = evolve(spaceport(world), id=SpaceportId(world.parts.ids.new()))

    with pytest.raises(NotFound):
        fly(world, by, rocket(world, by), nowhere)


@pytest.mark.story("1.3")
@given(hours=st.lists(st.integers(24, 200), min_size=2, max_size=8))
def test_no_two_launches_of_a_rocket_are_within_a_day(hours: list[int]) -> None:
    world = in_memory_world()
    by, port = world.agency(), spaceport(world)
    ship = rocket(world, by)
    kept: list[datetime] = []

    for hour in hours:
        wanted = START + timedelta(hours=hour)
        near = any(abs(wanted - other) < timedelta(hours=24) for other in kept)
        if near:
            with pytest.raises(TurnAroundTooShort):
                fly(world, by, ship, port, launch_at=wanted)
        else:
            fly(world, by, ship, port, launch_at=wanted)
            kept.append(wanted)

    flown = [launch.launch_at for launch in world.parts.launches.of_rocket(ship.id)]
    assert flown == sorted(kept)


@pytest.mark.story("1.3")
def test_an_aborted_launch_leaves_its_date_to_others(world: World) -> None:
    by, port = world.agency(), spaceport(world)
    ship = rocket(world, by)
    first = fly(world, by, ship, port)
    world.system.abort_launch(by, first.id, "weather")

    second = fly(world, by, ship, port)

    assert second.slug == f"{first.slug}-2"


@pytest.mark.story("1.3")
def test_two_agencies_with_like_named_rockets_get_different_addresses(world: World) -> None:
    port = spaceport(world)

    slugs = [
        fly(world, by, rocket(world, by), port).slug for by in (world.agency(), world.agency())
    ]

    assert slugs[1] == f"{slugs[0]}-2"


@define
class _Contested:
    """Launches whose address somebody else takes the first few times."""

    inner: Any
    times: int
    tried: list[str] = field(factory=list)

    def __getattr__(self, verb: str) -> Any:
        return getattr(self.inner, verb)

    def add(self, launch: Launch) -> Launch:
        self.tried.append(launch.slug)
        if len(self.tried) <= self.times:
            raise SlugTaken(launch.slug)
        added: Launch = self.inner.add(launch)
        return added


@pytest.mark.story("1.3")
@pytest.mark.parametrize(("times", "scheduled"), [(1, True), (4, True), (5, False)])
def test_an_address_taken_in_between_is_looked_for_again(
    world: World, times: int, scheduled: bool
) -> None:
    by, port = world.agency(), spaceport(world)
    ship = rocket(world, by)
    before = events(world)
    contested: Any = _Contested(world.parts.launches, times)
    world.restart(evolve(world.parts, launches=contested))

    if scheduled:
        fly(world, by, ship, port)
        assert events(world) == [*before, "launch-scheduled"]
    else:
        with pytest.raises(SlugTaken):
            fly(world, by, ship, port)
        assert events(world) == before


@pytest.mark.story("1.3")
def test_price_minimum_and_opening_of_the_sale_can_be_edited(world: World) -> None:
    by = world.agency()
    launch = fly(world, by, rocket(world, by), spaceport(world))
    opening = START + timedelta(days=30)

    edited = world.system.edit_launch(
        by,
        launch.id,
        LaunchUpdate(
            price=Money.of("99.99"), minimum_occupancy=Decimal("0.25"), general_sale_at=opening
        ),
        launch.version,
    )
    cleared = world.system.edit_launch(by, launch.id, LaunchUpdate(clear_general_sale=True))

    assert (edited.price, edited.minimum_occupancy) == (Money.of("99.99"), Decimal("0.25"))
    assert (edited.general_sale_at, cleared.general_sale_at) == (opening, None)
    assert (cleared.price, cleared.launch_at) == (edited.price, launch.launch_at)
    assert events(world)[-2:] == ["launch-changed"] * 2


@pytest.mark.story("1.3")
def test_an_edit_that_changes_nothing_says_nothing(world: World) -> None:
    by = world.agency()
    launch = fly(world, by, rocket(world, by), spaceport(world))
    before = events(world)

    assert world.system.edit_launch(by, launch.id, LaunchUpdate(price=launch.price)) == launch
    assert events(world) == before


@pytest.mark.story("1.3")
def test_an_edit_of_a_final_or_changed_launch_is_refused(world: World) -> None:
    by = world.agency()
    launch = fly(world, by, rocket(world, by), spaceport(world))
    cheaper = LaunchUpdate(price=Money.of("1.00"))
    with pytest.raises(Invalid):
        world.system.edit_launch(by, launch.id, LaunchUpdate(price=Money.of("0.00")))

    world.system.abort_launch(by, launch.id, "weather")

    with pytest.raises(Stale):
        world.system.edit_launch(by, launch.id, cheaper, launch.version)
    with pytest.raises(NoSuchLaunchMove):
        world.system.edit_launch(by, launch.id, cheaper)


@pytest.mark.story("1.3")
def test_launches_are_listed_by_date_and_status(world: World) -> None:
    by, port = world.agency(), spaceport(world)
    ship = rocket(world, by)
    late, early = fly(world, by, ship, port, days=500), fly(world, by, ship, port, days=400)
    aborted = world.system.abort_launch(by, late.id, "weather")

    assert world.system.list_agency_launches(by, PageRequest()).items == (early, aborted)
    only = LaunchFilter(status=LaunchStatus.ABORTED)
    assert world.system.list_agency_launches(by, PageRequest(), filter_=only).items == (aborted,)
    assert world.system.list_agency_launches(
        by, PageRequest(), sort=LaunchSort.DATE_DESCENDING
    ).items == (aborted, early)


@pytest.mark.story("1.5")
def test_an_operations_manager_says_whose_launches(world: World) -> None:
    operations = world.employee(Position.OPERATIONS)
    launch = world.launch()

    listed = world.system.list_agency_launches(
        operations, PageRequest(), agency_id=launch.agency_id
    )

    assert listed.items == (launch,)
    with pytest.raises(Invalid) as refusal:
        world.system.list_agency_launches(operations, PageRequest())
    assert pointers(refusal.value) == {"/agency_id"}
