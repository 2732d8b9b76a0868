"""An agency sees how full its launches are (story 1.4)."""

import pytest
from attrs import evolve

from astrobookings.application.ports.occupancies import OccupancyFilter, OccupancySort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.occupancy import Occupancy
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import NotAllowed, NotFound, NotSignedIn
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.world import World

ALL, BY_DATE, PAGE = OccupancyFilter(), OccupancySort.DATE, PageRequest()


@pytest.mark.story("1.4")
def test_an_agency_sees_how_full_its_launches_are(world: World) -> None:
    agency = world.agency()
    later = world.launch(agency, seats=4, days=500)
    launch = world.launch(agency, seats=4)
    world.launch()
    world.book(world.traveler(), launch.id, 2)
    world.book(world.traveler(), launch.id, 1, method=None)

    first, second = world.system.list_occupancy(agency, ALL, BY_DATE, PAGE).items

    assert (first.card.launch.id, second.card.launch.id) == (launch.id, later.id)
    assert first.occupancy == Occupancy(seats_total=4, sold=2, held=1, minimum=2)
    assert (first.occupancy.viable, second.occupancy.viable) == (True, False)
    assert world.system.view_occupancy(agency, launch.id) == first


@pytest.mark.story("1.4")
def test_launches_are_sorted_and_narrowed(world: World) -> None:
    agency = world.agency()
    moon = world.launch(agency, seats=8)
    mars = world.launch(agency, seats=4, days=500, destination=Destination.MARS)
    world.book(world.traveler(), moon.id, 3)
    world.book(world.traveler(), mars.id, 2)

    def listed(filter_: OccupancyFilter, sort: OccupancySort) -> list[object]:
        page = world.system.list_occupancy(agency, filter_, sort, PAGE)
        return [one.card.launch.id for one in page.items]

    assert listed(ALL, OccupancySort.RATE) == [moon.id, mars.id]
    assert listed(ALL, OccupancySort.SOLD) == [mars.id, moon.id]
    assert listed(ALL, OccupancySort.SOLD_DESCENDING) == [moon.id, mars.id]
    assert listed(evolve(ALL, viable=True), BY_DATE) == [mars.id]
    assert listed(evolve(ALL, destination=Destination.MOON), BY_DATE) == [moon.id]


@pytest.mark.story("1.4")
def test_agencies_see_their_own_and_operations_all(world: World) -> None:
    launch, other = world.launch(), world.launch()
    agency, operations = world.owner_of(launch), world.employee(Position.OPERATIONS)

    everything = world.system.list_occupancy(operations, ALL, BY_DATE, PAGE)
    of_one = evolve(ALL, agency_id=other.agency_id)

    assert len(everything.items) == 2
    assert len(world.system.list_occupancy(operations, of_one, BY_DATE, PAGE).items) == 1
    with pytest.raises(NotFound):
        world.system.list_occupancy(agency, of_one, BY_DATE, PAGE)
    with pytest.raises(NotFound):
        world.system.view_occupancy(agency, other.id)
    with pytest.raises(NotAllowed):
        world.system.list_occupancy(world.traveler(), ALL, BY_DATE, PAGE)
    with pytest.raises(NotSignedIn):
        world.system.view_occupancy(world.visitor(), launch.id)
    assert AgencyId(agency.user_id) == launch.agency_id  # type: ignore[arg-type]  # signed in
