"""Putting launches on the calendar (story 1.3)."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.agency import AgencyNotApproved, AgencyStatus
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import (
    FINAL,
    OPEN,
    Launch,
    LaunchStatus,
    NoSuchLaunchMove,
    TurnAroundPolicy,
    TurnAroundTooShort,
    launch_slug,
)
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.scheduling import (
    LaunchPlan,
    edit,
    require_turn_around,
    schedule,
    unused_slug,
)
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.strategies import (
    destinations,
    instants,
    launch_plans,
    launches,
    lines,
    rockets,
    spaceports,
)
from tests.domain.examples import (
    INSTANT,
    LAUNCH_AT,
    NOW,
    a_launch,
    a_rocket,
    a_spaceport,
    an_agency,
    number,
    usd,
)

MOST = "999999999.99"
PLAN = LaunchPlan(
    destination=Destination.ISS, launch_at=LAUNCH_AT, price=usd("45000.00"), seats_total=10
)


def scheduled(
    plan: LaunchPlan = PLAN,
    *,
    rocket: Rocket | None = None,
    spaceport: Spaceport | None = None,
    status: AgencyStatus = AgencyStatus.APPROVED,
    taken: frozenset[str] = frozenset(),
) -> Launch:
    return schedule(
        LaunchId(number(50)),
        plan,
        agency=an_agency(status=status),
        rocket=rocket or a_rocket(),
        spaceport=spaceport or a_spaceport(),
        taken_slugs=taken,
        now=NOW,
    )


def pointers(**changes: Any) -> list[str]:
    """Where a plan with *changes* is at fault."""
    try:
        scheduled(evolve(PLAN, **changes))
    except Invalid as refusal:
        return [fault.pointer for fault in refusal.faults]
    return []


@pytest.mark.story("1.3")
def test_a_launch_is_scheduled_as_planned() -> None:
    launch = scheduled()

    assert (launch.status, launch.version, launch.suspended) == (LaunchStatus.SCHEDULED, 0, False)
    assert (launch.price, launch.seats_total) == (PLAN.price, PLAN.seats_total)
    assert launch.minimum_occupancy == Decimal("0.5")
    assert launch.slug == "swift-andalusia-field-iss-2027-09-01"
    (entry,) = launch.history
    assert (entry.at, entry.by, entry.launch_at) == (NOW, launch.agency_id, LAUNCH_AT)


@pytest.mark.story("1.3")
@given(st.data(), rockets(), spaceports())
def test_every_plan_within_the_rules_is_accepted(
    data: st.DataObject, rocket: Rocket, spaceport: Spaceport
) -> None:
    plan = data.draw(launch_plans(rocket, now=NOW))

    launch = scheduled(plan, rocket=rocket, spaceport=spaceport)

    assert launch.launch_at > NOW
    assert 1 <= launch.seats_total <= rocket.capacity
    assert launch.destination.distance <= rocket.range.distance


@pytest.mark.story("1.3")
@pytest.mark.parametrize("status", [AgencyStatus.PENDING, AgencyStatus.SUSPENDED])
def test_an_agency_that_is_not_approved_publishes_nothing(status: AgencyStatus) -> None:
    with pytest.raises(AgencyNotApproved):
        scheduled(status=status)


@pytest.mark.story("1.3")
@pytest.mark.parametrize("destination", Destination)
@pytest.mark.parametrize("range_", Destination)
def test_a_destination_is_within_the_range_of_the_rocket(
    range_: Destination, destination: Destination
) -> None:
    plan, rocket = evolve(PLAN, destination=destination), a_rocket(range=range_)

    if destination.distance <= range_.distance:
        assert scheduled(plan, rocket=rocket).destination is destination
    else:
        with pytest.raises(Invalid) as refusal:
            scheduled(plan, rocket=rocket)
        assert [fault.pointer for fault in refusal.value.faults] == ["/destination"]


@pytest.mark.story("1.3")
@pytest.mark.parametrize(
    ("launch_at", "faults"),
    [(NOW - INSTANT, ["/launch_at"]), (NOW, ["/launch_at"]), (NOW + INSTANT, [])],
)
def test_a_launch_lies_in_the_future(launch_at: datetime, faults: list[str]) -> None:
    assert pointers(launch_at=launch_at) == faults


@pytest.mark.parametrize(
    ("launch_at", "faults"),
    [
        (datetime(2999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), []),
        (datetime(3000, 1, 1, tzinfo=UTC), ["/launch_at"]),
    ],
)
def test_a_launch_lies_before_the_year_3000(launch_at: datetime, faults: list[str]) -> None:
    assert pointers(launch_at=launch_at) == faults


@pytest.mark.parametrize(
    ("seats", "faults"), [(0, ["/seats_total"]), (1, []), (10, []), (11, ["/seats_total"])]
)
def test_a_launch_sells_one_seat_up_to_the_capacity(seats: int, faults: list[str]) -> None:
    assert pointers(seats_total=seats) == faults


@pytest.mark.parametrize(
    ("price", "faults"),
    [
        ("-0.01", ["/price"]),
        ("0.00", ["/price"]),
        ("0.01", []),
        (MOST, []),
        ("1000000000.00", ["/price"]),
    ],
)
def test_a_price_is_above_nothing_and_below_a_billion(price: str, faults: list[str]) -> None:
    assert pointers(price=usd(price)) == faults


@pytest.mark.parametrize(
    ("share", "faults"),
    [
        ("-0.01", ["/minimum_occupancy"]),
        ("0", []),
        ("1", []),
        ("1.01", ["/minimum_occupancy"]),
        ("NaN", ["/minimum_occupancy"]),
        ("sNaN", ["/minimum_occupancy"]),
        ("Infinity", ["/minimum_occupancy"]),
    ],
)
def test_a_minimum_occupancy_is_a_share(share: str, faults: list[str]) -> None:
    assert pointers(minimum_occupancy=Decimal(share)) == faults


@pytest.mark.story("2.10")
@pytest.mark.parametrize(
    ("opens", "faults"),
    [
        (LAUNCH_AT - INSTANT, []),
        (LAUNCH_AT, ["/general_sale_at"]),
        (LAUNCH_AT + INSTANT, ["/general_sale_at"]),
    ],
)
def test_the_general_sale_opens_before_the_launch(opens: datetime, faults: list[str]) -> None:
    assert pointers(general_sale_at=opens) == faults


def test_every_fault_of_a_plan_is_told_at_once() -> None:
    assert pointers(
        destination=Destination.MARS,
        launch_at=NOW,
        price=usd(0),
        seats_total=0,
        minimum_occupancy=Decimal(2),
        general_sale_at=NOW,
    ) == [
        "/launch_at",
        "/destination",
        "/seats_total",
        "/price",
        "/minimum_occupancy",
        "/general_sale_at",
    ]


@given(lines(), lines(), destinations(), instants(), spaceports())
def test_a_slug_ends_in_destination_and_date_whatever_the_names(
    rocket: str, port: str, destination: Destination, launch_at: datetime, spaceport: Spaceport
) -> None:
    made = launch_slug(rocket, port, destination, launch_at, spaceport.zone)

    day = launch_at.astimezone(spaceport.zone).date()
    assert made.endswith(f"{destination.value.replace('_', '-')}-{day.isoformat()}")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)


def test_the_date_of_a_slug_is_the_day_at_the_spaceport() -> None:
    midnight = datetime(2027, 9, 1, 0, 30, tzinfo=UTC)

    def day(zone: str) -> str:
        return launch_slug("Swift", "X", Destination.ISS, midnight, ZoneInfo(zone))[-10:]

    assert day("UTC") == "2027-09-01"
    assert day("America/New_York") == "2027-08-31"


def test_a_taken_slug_is_numbered_from_2() -> None:
    taken = frozenset({"swift-andalusia-field-iss-2027-09-01"})
    more = taken | {"swift-andalusia-field-iss-2027-09-01-2"}

    assert scheduled(taken=taken).slug.endswith("2027-09-01-2")
    assert scheduled(taken=more).slug.endswith("2027-09-01-3")


@given(st.integers(0, 5), st.sets(st.integers(2, 7)))
def test_a_slug_is_never_one_that_is_taken(first: int, numbers: set[int]) -> None:
    taken = frozenset({"a"} if first else set()) | {f"a-{one}" for one in numbers}

    chosen = unused_slug("a", taken)

    assert chosen not in taken
    assert chosen == "a" or "a" in taken


@pytest.mark.story("1.3")
@pytest.mark.parametrize("status", LaunchStatus)
@pytest.mark.parametrize("side", [1, -1])
def test_a_rocket_rests_24_hours_between_launches_that_were_not_aborted(
    status: LaunchStatus, side: int
) -> None:
    day, policy = timedelta(hours=24), TurnAroundPolicy()
    too_near = a_launch(status=status, launch_at=LAUNCH_AT + side * (day - INSTANT))
    far_enough = a_launch(status=status, launch_at=LAUNCH_AT + side * day)

    require_turn_around(LAUNCH_AT, [far_enough], policy)
    if status is LaunchStatus.ABORTED:
        require_turn_around(LAUNCH_AT, [too_near], policy)
    else:
        with pytest.raises(TurnAroundTooShort):
            require_turn_around(LAUNCH_AT, [far_enough, too_near], policy)


def edited(launch: Launch, **changes: Any) -> Launch:
    values: dict[str, Any] = {
        "price": launch.price,
        "minimum_occupancy": launch.minimum_occupancy,
        "general_sale_at": launch.general_sale_at,
    }
    return edit(launch, **(values | changes))


@given(launches(status=st.sampled_from(sorted(OPEN))))
def test_an_edit_of_an_open_launch_never_moves_its_date(launch: Launch) -> None:
    after = edited(launch, price=usd("7.50"), minimum_occupancy=Decimal(1), general_sale_at=None)

    assert after == evolve(
        launch, price=usd("7.50"), minimum_occupancy=Decimal(1), general_sale_at=None
    )


@given(launches(status=st.sampled_from(sorted(FINAL))))
def test_a_final_launch_is_not_edited(launch: Launch) -> None:
    with pytest.raises(NoSuchLaunchMove):
        edited(launch, price=usd(1))


def test_an_edit_obeys_the_rules_of_a_plan() -> None:
    with pytest.raises(Invalid) as refusal:
        edited(
            a_launch(),
            price=Money.of(0),
            minimum_occupancy=Decimal("NaN"),
            general_sale_at=LAUNCH_AT,
        )

    assert [fault.pointer for fault in refusal.value.faults] == [
        "/price",
        "/minimum_occupancy",
        "/general_sale_at",
    ]
