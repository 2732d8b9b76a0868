"""Agencies, rockets, spaceports, launches and their delays."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import (
    FINAL,
    Delay,
    Launch,
    LaunchStatus,
    StatusChange,
    abort,
    delay,
    fail,
    launch_slug,
    succeed,
)
from astrobookings.domain.agencies.occupancy import Occupancy, minimum_seats
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.scheduling import LaunchPlan
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.kernel.ids import AgencyId, DelayId, LaunchId, RocketId, SpaceportId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.strategies.identity import countries, emails, phones
from astrobookings.testing.strategies.kernel import (
    entities,
    ids,
    instants,
    lines,
    prices,
    shares,
    spans,
    versions,
)

__all__ = [
    "agencies",
    "agency_statuses",
    "delays",
    "destinations",
    "launch_plans",
    "launch_statuses",
    "launches",
    "occupancies",
    "rockets",
    "spaceports",
    "status_changes",
    "time_zones",
]

_SCHEDULED_BEFORE = timedelta(days=800)


def destinations() -> SearchStrategy[Destination]:
    """Where launches go; they shrink to the nearest."""
    return st.sampled_from(Destination)


def agency_statuses() -> SearchStrategy[AgencyStatus]:
    """Where agencies stand."""
    return st.sampled_from(AgencyStatus)


def launch_statuses() -> SearchStrategy[LaunchStatus]:
    """Where launches stand."""
    return st.sampled_from(LaunchStatus)


def time_zones() -> SearchStrategy[str]:
    """IANA zones, east, west and half an hour off."""
    return st.sampled_from(
        ["UTC", "Europe/Madrid", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]
    )


def agencies(
    *,
    id: SearchStrategy[AgencyId] = ids(AgencyId),
    status: SearchStrategy[AgencyStatus] = agency_statuses(),
    successful_launches: SearchStrategy[int] = st.integers(0, 3),
    version: SearchStrategy[int] = versions(),
) -> SearchStrategy[Agency]:
    """Agencies."""
    return entities(
        Agency,
        version=version,
        id=id,
        company_name=lines(),
        description=st.just("") | lines(longest=40),
        contact_person=lines(),
        contact_email=emails(),
        contact_phone=phones(),
        tax_id=lines(),
        legal_address=lines(),
        country=countries(),
        status=status,
        status_reason=st.just("") | lines(),
        successful_launches=successful_launches,
    )


def rockets(
    *,
    agency_id: SearchStrategy[AgencyId] = ids(AgencyId),
    capacity: SearchStrategy[int] = st.integers(1, 12),
    range_: SearchStrategy[Destination] = destinations(),
    version: SearchStrategy[int] = versions(),
) -> SearchStrategy[Rocket]:
    """Rockets; small means few passengers."""
    return entities(
        Rocket,
        version=version,
        id=ids(RocketId),
        agency_id=agency_id,
        name=lines(),
        model=lines(),
        capacity=capacity,
        range=range_,
        description=st.just("") | lines(longest=40),
    )


def spaceports(
    *,
    time_zone: SearchStrategy[str] = time_zones(),
    version: SearchStrategy[int] = versions(),
) -> SearchStrategy[Spaceport]:
    """Spaceports in different zones."""
    return entities(
        Spaceport,
        version=version,
        id=ids(SpaceportId),
        name=lines(),
        location=lines(),
        latitude=st.integers(-90, 90).map(float),
        longitude=st.integers(-180, 180).map(float),
        time_zone=time_zone,
        description=st.just("") | lines(longest=40),
    )


def status_changes() -> SearchStrategy[StatusChange]:
    """Entries of a launch's history."""
    return st.builds(
        StatusChange,
        at=instants(),
        status=launch_statuses(),
        launch_at=instants(),
        reason=st.just("") | lines(),
        by=st.none() | ids(AgencyId),
    )


@st.composite
def delays(draw: DrawFn, *, at: SearchStrategy[datetime] = instants()) -> Delay:
    """Postponements, announced before the present date."""
    announced = draw(at)
    before = announced + draw(spans(least=timedelta(days=1), most=timedelta(days=400)))
    return Delay(
        id=draw(ids(DelayId)),
        at=announced,
        launch_at_before=before,
        launch_at=before + draw(spans(least=timedelta(days=1), most=timedelta(days=60))),
        reason=draw(lines()),
    )


@st.composite
def launch_plans(
    draw: DrawFn, rocket: Rocket, *, now: datetime, price: SearchStrategy[Money] = prices()
) -> LaunchPlan:
    """Plans that *rocket* can fly after *now*."""
    near_enough = [one for one in Destination if one.distance <= rocket.range.distance]
    hour = timedelta(hours=1)
    launch_at = now + draw(spans(least=hour, most=_SCHEDULED_BEFORE))
    sale = instants(after=now, before=launch_at - hour)
    return LaunchPlan(
        destination=draw(st.sampled_from(near_enough)),
        launch_at=launch_at,
        price=draw(price),
        seats_total=draw(st.integers(1, rocket.capacity)),
        minimum_occupancy=draw(shares()),
        general_sale_at=draw(st.none() | sale),
    )


@st.composite
def launches(
    draw: DrawFn,
    *,
    status: SearchStrategy[LaunchStatus] = launch_statuses(),
    agency_id: SearchStrategy[AgencyId] = ids(AgencyId),
    rocket_id: SearchStrategy[RocketId] = ids(RocketId),
    spaceport_id: SearchStrategy[SpaceportId] = ids(SpaceportId),
    price: SearchStrategy[Money] = prices(),
    seats_total: SearchStrategy[int] = st.integers(1, 12),
    created_at: SearchStrategy[datetime] = instants(),
    notice: SearchStrategy[timedelta] = spans(least=timedelta(days=30), most=_SCHEDULED_BEFORE),
    early_sale: SearchStrategy[bool] = st.booleans(),
    version: SearchStrategy[int] = versions(),
) -> Launch:
    """Launches with the history that led to their *status*; *notice* is from creation to date."""
    wanted, created = draw(status), draw(created_at)
    launch = _scheduled(
        created,
        created + draw(notice),
        id=draw(ids(LaunchId)),
        agency_id=draw(agency_id),
        rocket_id=draw(rocket_id),
        spaceport_id=draw(spaceport_id),
        destination=draw(destinations()),
        price=draw(price),
        seats_total=draw(seats_total),
        minimum_occupancy=draw(shares()),
        version=draw(version),
    )
    if draw(early_sale):
        opens = instants(after=created, before=launch.launch_at - timedelta(seconds=1))
        launch = evolve(launch, general_sale_at=draw(opens))
    for _ in range(draw(_delays_until(wanted))):
        launch = _delayed(draw, launch)
    return _ended(draw, launch, wanted) if wanted in FINAL else launch


def _scheduled(created: datetime, launch_at: datetime, **values: Any) -> Launch:
    where = (str(values["rocket_id"]), str(values["spaceport_id"]), values["destination"])
    first = StatusChange(
        at=created, status=LaunchStatus.SCHEDULED, launch_at=launch_at, by=values["agency_id"]
    )
    return Launch(
        slug=launch_slug(*where, launch_at, ZoneInfo("UTC")),
        launch_at=launch_at,
        history=(first,),
        created_at=created,
        updated_at=created,
        **values,
    )


def _delays_until(status: LaunchStatus) -> SearchStrategy[int]:
    if status is LaunchStatus.SCHEDULED:
        return st.just(0)
    return st.integers(1 if status is LaunchStatus.DELAYED else 0, 2)


def _delayed(draw: DrawFn, launch: Launch) -> Launch:
    at = draw(instants(after=launch.history[-1].at, before=launch.launch_at))
    to = launch.launch_at + draw(spans(least=timedelta(days=1), most=timedelta(days=60)))
    moved, _ = delay(
        launch, delay_id=draw(ids(DelayId)), to=to, reason=draw(lines()), by=None, now=at
    )
    return evolve(moved, updated_at=at)


def _ended(draw: DrawFn, launch: Launch, status: LaunchStatus) -> Launch:
    late = launch.launch_at + draw(spans())
    ended: Launch
    if status is LaunchStatus.ABORTED:
        late = draw(instants(after=launch.history[-1].at, before=late))
        ended, _ = abort(launch, reason=draw(lines()), by=None, now=late)
    elif status is LaunchStatus.FAILED:
        ended, _ = fail(launch, reason=draw(lines()), by=None, now=late)
    else:
        ended, _ = succeed(launch, by=None, now=late)
    return evolve(ended, updated_at=late)


@st.composite
def occupancies(draw: DrawFn) -> Occupancy:
    """Seats of a small launch, some of them sold or held."""
    total = draw(st.integers(1, 12))
    sold = draw(st.integers(0, total))
    held = draw(st.integers(0, total - sold))
    minimum = minimum_seats(total, draw(shares()))
    return Occupancy(seats_total=total, sold=sold, held=held, minimum=minimum)
