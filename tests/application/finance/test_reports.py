"""Reports tell what launches came to, each to whom it concerns."""

import pytest

from astrobookings.application.finance.report_tables import agency_table, launches_table
from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.finance.reports import Period
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, NotFound
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.world import World

YEAR = 2028
"""In which launches of the world fly."""


@pytest.fixture
def finance(world: World) -> Principal:
    return world.employee(Position.FINANCE)


def own_id(agency: Principal) -> AgencyId:
    assert agency.user_id is not None
    return AgencyId(agency.user_id)


@pytest.mark.story("3.4")
@pytest.mark.parametrize(("period", "number"), [("month", 2), ("quarter", 1), ("year", 1)])
def test_revenue_of_an_agency_is_told_by_period(
    world: World, finance: Principal, period: str, number: int
) -> None:
    agency = world.agency()
    launch = world.launch(agency)
    world.book(world.traveler(), launch.id)

    report = world.system.agency_report(finance, YEAR)
    ((_, name, reliability, told, figures),) = report.by(Period(period))

    assert (told, reliability) == (number, Reliability.NEW)
    assert (figures.launches, figures.seats) == (1, 2)
    assert figures.revenue == launch.price * 2
    assert (figures.fees, figures.paid) == (ZERO, ZERO)
    table = agency_table(report, Period(period))
    assert table.rows[0][0] == name
    assert table.totals is not None


@pytest.mark.story("3.6")
def test_an_agency_sees_what_each_of_its_launches_came_to(world: World) -> None:
    agency, other = world.agency(), world.agency()
    first, second = world.launch(agency), world.launch(agency, days=420)
    world.book(world.traveler(), first.id)
    traveler = world.traveler()
    booking = world.book(traveler, second.id, seats=1).booking
    quote = world.system.quote_cancellation(traveler, booking.id)
    world.system.cancel_booking(traveler, booking.id, quote.id)
    world.launch(other)

    report = world.system.launches_report(agency, YEAR, own_id(agency))

    assert [line.launch_id for line in report.lines] == [first.id, second.id]
    flown, emptied = (line.figures for line in report.lines)
    assert (flown.seats, flown.cancellations, flown.revenue) == (2, 0, first.price * 2)
    assert (emptied.seats, emptied.cancellations) == (0, 1)
    assert emptied.refunds == quote.refund
    assert emptied.revenue == second.price - quote.refund
    assert report.lines[0].status is LaunchStatus.SCHEDULED
    by_month = world.system.agency_report(agency, YEAR)
    assert report.total == by_month.total
    table = launches_table(report)
    assert [row[0] for row in table.rows] == [first.slug, second.slug]
    assert table.totals is not None
    assert table.totals[4] == 2


@pytest.mark.story("3.6")
def test_an_agency_sees_no_other_report(world: World, finance: Principal) -> None:
    agency, other = world.agency(), world.agency()
    world.launch(other)

    for make in (world.system.launches_report, world.system.agency_report):
        with pytest.raises(NotFound):
            make(agency, YEAR, own_id(other))
        with pytest.raises(NotFound):
            make(finance, YEAR, AgencyId(fresh_id()))
        with pytest.raises(NotAllowed):
            make(world.traveler(), YEAR, own_id(other))
        with pytest.raises(Invalid):
            make(finance, 1066, own_id(other))
    assert world.system.agency_report(agency, YEAR).lines == ()


@pytest.mark.story("3.5")
def test_open_launches_are_projected(world: World, finance: Principal) -> None:
    launch = world.launch()
    world.book(world.traveler(), launch.id)

    report = world.system.annual_report(finance, YEAR)

    assert report.total.launch_revenue == launch.price * 2
    assert report.total.projected == Money.of("5000.00")
    assert (report.total.actual, report.total.pending) == (ZERO, ZERO)


@pytest.mark.story("3.8")
def test_operations_see_how_launches_fare(world: World, finance: Principal) -> None:
    launch = world.launch()
    world.book(world.traveler(), launch.id)
    manager = world.employee(Position.OPERATIONS)

    report = world.system.operations_report(manager, YEAR)

    ((destination, _, figures),) = report.by(Period.YEAR)
    assert destination is launch.destination
    assert (figures.launches, figures.bookings, figures.seats_sold) == (1, 1, 2)
    assert figures.occupancy == 0.25
    assert figures.revenue == launch.price * 2
    with pytest.raises(NotAllowed):
        world.system.operations_report(finance, YEAR)
