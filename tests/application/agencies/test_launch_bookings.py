"""An agency sees who booked its launches, and what a successful one came to (stories 1.6, 1.7)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.agencies.bookings_table import bookings_table
from astrobookings.application.agencies.report_bookings import BookingsReport
from astrobookings.application.ports.launch_bookings import LaunchBooking
from astrobookings.domain.agencies.launch import Launch, LaunchNotSuccessful, LaunchStatus
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import NotAllowed, NotFound
from astrobookings.domain.kernel.money import Money, total
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import NOW
from astrobookings.testing.strategies import billing_copies, bookings, launches, prices
from astrobookings.testing.world import World

PAGE = PageRequest()
ADA = Passenger(first_name="Ada", last_name="Moreno", birth_date=date(1990, 4, 12))


def fly(world: World, launch: Launch) -> None:
    """Let the launch succeed."""
    world.pass_time(launch.launch_at - world.clock.now() + timedelta(hours=1))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()


def flown(world: World) -> tuple[Launch, Principal]:
    """A launch with two seats flown, one of them named, and one cancelled for 70 %."""
    launch = world.launch(days=200)
    traveler, other = world.traveler(), world.traveler()
    booked = world.book(traveler, launch.id, 2).booking
    world.system.name_passengers(traveler, booked.id, (ADA,))
    world.cancel(other, world.book(other, launch.id, 1))
    world.book(world.traveler(), launch.id, 1, method=None)
    fly(world, launch)
    return launch, traveler


@pytest.mark.story("1.7")
def test_an_agency_sees_the_bookings_of_a_launch(world: World) -> None:
    launch, by = world.launch(), world.traveler()
    booked = world.book(by, launch.id, 2).booking
    world.book(world.traveler(), world.launch().id)

    (seen,) = world.system.list_launch_bookings(world.owner_of(launch), launch.id, PAGE).items

    assert seen.booking.id == booked.id
    assert seen.traveler is not None
    assert seen.traveler.id == by.user_id
    assert seen.revenue == Money.of("500000.00")


@pytest.mark.story("1.7")
def test_bookings_are_listed_by_status_and_text(world: World) -> None:
    launch, agency = world.launch(days=500), world.agency()
    agency = world.owner_of(launch)
    first, second = world.traveler(), world.traveler()
    paid = world.book(first, launch.id, 1).booking
    gone = world.cancel(second, world.book(second, launch.id, 1)).booking
    lapsed = world.book(second, launch.id, 1, method=None).booking
    world.pass_time(timedelta(minutes=16))

    def listed(status: BookingStatus | None = None, text: str = "") -> list[object]:
        found = world.system.list_launch_bookings(agency, launch.id, PAGE, status=status, text=text)
        return [one.booking.id for one in found.items]

    name = world.parts.travelers.find(paid.traveler_id)
    assert name is not None
    assert listed(BookingStatus.CANCELLED) == [gone.id]
    assert listed(BookingStatus.EXPIRED) == [lapsed.id]
    assert listed(text=paid.reference.lower()) == [paid.id]
    assert listed(text=f"ada {name.last_name}".upper()) == [paid.id]
    assert len(listed()) == 3


@pytest.mark.story("1.7")
def test_bookings_of_others_launches_are_not_to_be_seen(world: World) -> None:
    launch, stranger = world.launch(), world.agency()

    with pytest.raises(NotFound):
        world.system.list_launch_bookings(stranger, launch.id, PAGE)
    with pytest.raises(NotAllowed):
        world.system.list_launch_bookings(world.employee(Position.FINANCE), launch.id, PAGE)
    operations = world.employee(Position.OPERATIONS)
    assert world.system.list_launch_bookings(operations, launch.id, PAGE).items == ()


@pytest.mark.story("1.6")
def test_a_successful_launch_has_a_report_of_who_flew_and_what_it_brought_in(
    world: World,
) -> None:
    launch, by = flown(world)

    report = world.system.report_bookings(world.owner_of(launch), launch.id)

    (first, second), book = report.lines, world.parts.launch_books.of(launch.id)
    assert [one.booking.status for one in report.flown] == [BookingStatus.COMPLETED]
    assert (report.seats, report.unnamed) == (2, 1)
    assert first.traveler is not None
    assert (first.traveler.id, first.traveler.tax_id) == (by.user_id, "12345678Z")
    assert second.booking.status is BookingStatus.CANCELLED
    assert second.revenue == Money.of("75000.00")
    assert report.revenue == Money.of("575000.00") == book.revenue


@pytest.mark.story("1.6")
def test_only_successful_launches_have_the_report(world: World) -> None:
    launch = world.launch(days=10)
    agency = world.owner_of(launch)

    with pytest.raises(LaunchNotSuccessful) as refusal:
        world.system.report_bookings(agency, launch.id)

    assert refusal.value.status is LaunchStatus.SCHEDULED
    world.system.abort_launch(agency, launch.id, "Funds")
    with pytest.raises(LaunchNotSuccessful):
        world.system.report_bookings(agency, launch.id)


@pytest.mark.story("1.6")
def test_the_report_is_for_the_agency_and_for_employees_who_need_it(world: World) -> None:
    launch, by = flown(world)

    for position in (Position.CUSTOMER_SERVICE, Position.FINANCE, Position.OPERATIONS):
        seen = world.system.report_bookings(world.employee(position), launch.id)
        assert seen.seats == 2
    with pytest.raises(NotFound):
        world.system.report_bookings(world.agency(), launch.id)
    for stranger in (by, world.employee(Position.IT)):
        with pytest.raises(NotAllowed):
            world.system.report_bookings(stranger, launch.id)


def lines() -> st.SearchStrategy[LaunchBooking]:
    return st.builds(
        LaunchBooking,
        booking=bookings(),
        traveler=st.none() | billing_copies(),
        revenue=prices(),
    )


@pytest.mark.story("1.6")
@given(launch=launches(), found=st.lists(lines(), max_size=4).map(tuple))
def test_the_totals_are_those_of_the_lines(
    launch: Launch, found: tuple[LaunchBooking, ...]
) -> None:
    report = BookingsReport(launch=launch, as_of=NOW, lines=found)
    table = bookings_table(report)

    assert table.totals is not None
    assert {len(row) for row in (*table.rows, table.totals)} == {len(table.columns)}
    assert table.totals[-1] == total(row[-1] for row in table.rows)  # type: ignore[misc]  # amounts
    assert report.seats == sum(len(one.booking.seats) for one in found if _flew(one.booking))
    assert report.unnamed <= report.seats


def _flew(booking: Booking) -> bool:
    return booking.status in {BookingStatus.CONFIRMED, BookingStatus.COMPLETED}
