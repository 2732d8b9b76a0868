"""What a change of a launch's status brings about is said with the figures of now (story 1.5)."""

from datetime import timedelta

import pytest

from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.changes import DroppedSeats
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.entrypoints.web.consequences import consequences_of
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World

pytestmark = pytest.mark.story("1.5")

CHANGES = [one for one in LaunchStatus if one is not LaunchStatus.SCHEDULED]


@pytest.fixture
def world() -> World:
    """Give a world of its own."""
    return in_memory_world(faults=True)


def said(world: World, launch: Launch, change: LaunchStatus) -> str:
    return " ".join(consequences_of(world.system, world.owner_of(launch), launch, change))


@pytest.mark.parametrize("change", CHANGES)
def test_a_launch_that_nobody_booked_concerns_nobody(world: World, change: LaunchStatus) -> None:
    assert "Nobody has booked a seat" in said(world, world.launch(), change)


@pytest.mark.parametrize("change", CHANGES)
def test_bookings_travelers_and_seats_are_counted(world: World, change: LaunchStatus) -> None:
    launch, ada, leo = world.launch(), world.traveler(), world.traveler()
    for by, seats in ((ada, 2), (ada, 1), (leo, 1)):
        world.book(by, launch.id, seats)

    assert "There are 3 confirmed bookings of 2 travelers (4 seats)" in said(world, launch, change)


@pytest.mark.parametrize("change", [LaunchStatus.ABORTED, LaunchStatus.FAILED])
def test_everything_paid_and_not_yet_given_back_is_due(world: World, change: LaunchStatus) -> None:
    launch, ada = world.launch(), world.traveler()
    view = world.book(ada, launch.id, (1, 2))
    quote = world.system.quote_cancellation(ada, view.booking.id, (2,))
    world.change(ada, view, DroppedSeats(numbers=(2,), quote_id=quote.id))

    told = said(world, launch, change)

    assert "250,000.00 USD in total" in told
    before = {one.id for one in world.parts.refunds.of_booking(view.booking.id)}
    by = world.owner_of(launch)
    if change is LaunchStatus.FAILED:
        world.pass_time(timedelta(days=401))
        world.system.fail_launch(by, launch.id, "Lost.")
    else:
        world.system.abort_launch(by, launch.id, "Engine fault.")
    world.settle()
    (due,) = (
        one for one in world.parts.refunds.of_booking(view.booking.id) if one.id not in before
    )
    assert str(due.amount) == "250,000.00 USD"


def test_holds_that_nobody_paid_for_end(world: World) -> None:
    launch = world.launch()
    world.book(world.traveler(), launch.id, method=None)

    told = said(world, launch, LaunchStatus.ABORTED)

    assert "Nobody has paid for a seat yet" in told
    assert "1 hold that nobody paid for yet will end" in told
    world.pass_time(timedelta(hours=1))
    assert "hold that nobody" not in said(world, launch, LaunchStatus.ABORTED)


def test_the_fee_is_that_of_the_policies(world: World) -> None:
    launch = world.launch()
    world.book(world.traveler(), launch.id, 2)
    fees = world.parts.finance.fees

    assert f"{fees.abort_fee}" in said(world, launch, LaunchStatus.ABORTED)
    assert "No fee" in said(world, launch, LaunchStatus.FAILED)
    told = said(world, launch, LaunchStatus.SUCCESSFUL)
    assert "a fee of 5,000.00 USD on a revenue of 500,000.00 USD" in told
    assert fees.explain(0) in told


def test_a_payment_under_way_is_said_before_success_is_reported(world: World) -> None:
    launch = world.launch()
    assert "under way" not in said(world, launch, LaunchStatus.SUCCESSFUL)

    world.book(world.traveler(), launch.id, method="pm_requires_action")

    assert "A payment is still under way" in said(world, launch, LaunchStatus.SUCCESSFUL)


def test_a_launch_without_revenue_has_no_fee(world: World) -> None:
    assert "no fee is invoiced" in said(world, world.launch(), LaunchStatus.SUCCESSFUL)


def test_more_bookings_than_a_page_has_are_all_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("astrobookings.entrypoints.web.consequences.MAX_LIMIT", 2)
    launch = world.launch(seats=10)
    for _ in range(5):
        world.book(world.traveler(), launch.id, 1)

    assert "5 confirmed bookings of 5 travelers" in said(world, launch, LaunchStatus.DELAYED)


def test_another_agency_is_told_nothing(world: World) -> None:
    launch = world.launch()
    with pytest.raises(NotFound):
        consequences_of(world.system, world.agency(), launch, LaunchStatus.ABORTED)


def test_an_operations_manager_is_told_the_same(world: World) -> None:
    launch = world.launch()
    world.book(world.traveler(), launch.id, 2)
    manager = world.employee(Position.OPERATIONS)

    told = consequences_of(world.system, manager, launch, LaunchStatus.DELAYED)

    assert " ".join(told) == said(world, launch, LaunchStatus.DELAYED)
