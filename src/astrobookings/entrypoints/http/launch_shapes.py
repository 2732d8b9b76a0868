"""How a launch looks, to travelers and to agencies."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import UNSET, UnsetType

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import OPEN, Launch, LaunchStatus
from astrobookings.domain.identity.permissions import Action, may
from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.http.shapes import MoneyShape, money_shape

__all__ = [
    "AgencyRef",
    "DelayShape",
    "LaunchShape",
    "OwnLaunchShape",
    "OwnLaunchesAnswer",
    "RocketRef",
    "SpaceportRef",
    "StatusChangeShape",
    "agency_ref",
    "delays_of",
    "history_of",
    "launch_shape",
    "own_launch",
    "own_launch_listed",
    "rocket_ref",
    "spaceport_ref",
]


class AgencyRef(msgspec.Struct, kw_only=True):
    """Who flies."""

    id: UUID
    name: str | UnsetType = UNSET
    reliability: Reliability | UnsetType = UNSET


class RocketRef(msgspec.Struct, kw_only=True):
    """What flies."""

    id: UUID
    name: str | UnsetType = UNSET
    model: str | UnsetType = UNSET


class SpaceportRef(msgspec.Struct, kw_only=True):
    """Where it starts."""

    id: UUID
    name: str | UnsetType = UNSET
    location: str | UnsetType = UNSET
    time_zone: str | UnsetType = UNSET


class LaunchShape(msgspec.Struct, kw_only=True):
    """A launch as everybody sees it."""

    id: UUID
    slug: str
    destination: Destination
    launch_at: datetime
    launch_at_local: str
    """The same instant as the spaceport's clocks show it."""
    price: MoneyShape
    """Per seat."""
    seats_left: int
    seats_total: int
    status: LaunchStatus
    general_sale_at: datetime | None
    """Before it only VIP travelers book."""
    agency: AgencyRef
    rocket: RocketRef
    spaceport: SpaceportRef
    available_actions: list[str]
    """What can be done now: `book`, before the general sale `book_early`; sold out, `wish`."""
    as_of: datetime | UnsetType = UNSET
    """Only while the launches of record cannot be reached: the moment that this shows."""


class DelayShape(msgspec.Struct, kw_only=True):
    """A postponement."""

    id: UUID
    at: datetime
    launch_at_before: datetime
    launch_at: datetime
    reason: str


class StatusChangeShape(msgspec.Struct, kw_only=True):
    """One entry of a launch's history."""

    at: datetime
    status: LaunchStatus
    launch_at: datetime
    reason: str


class OwnLaunchShape(msgspec.Struct, kw_only=True):
    """A launch as its agency sees it; lists leave out names, seats left, local time."""

    id: UUID
    slug: str
    destination: Destination
    launch_at: datetime
    launch_at_local: str | UnsetType = UNSET
    price: MoneyShape
    seats_left: int | UnsetType = UNSET
    seats_total: int
    minimum_occupancy: str
    general_sale_at: datetime | None
    status: LaunchStatus
    suspended: bool
    agency: AgencyRef
    rocket: RocketRef
    spaceport: SpaceportRef
    delays: list[DelayShape]
    history: list[StatusChangeShape]
    available_actions: list[str]
    """What whoever asks can do: `edit`, `delay`, `abort`, `report_failure`, `report_success`."""
    created_at: datetime
    updated_at: datetime
    version: int


class OwnLaunchesAnswer(msgspec.Struct):
    """Some launches, and the cursor of those that follow."""

    items: list[OwnLaunchShape]
    next: str | None


def _traveler_actions(card: LaunchCard, now: datetime) -> list[str]:
    launch = card.launch
    selling = launch.status in OPEN and not launch.suspended and now < launch.launch_at
    if not selling:
        return []
    if card.seats_left < 1:
        return ["wish"]
    early = launch.general_sale_at is not None and now < launch.general_sale_at
    return ["book_early" if early else "book"]


def _agency_actions(launch: Launch, by: Principal, now: datetime) -> list[str]:
    if launch.status not in OPEN:
        return []
    edits = ["edit"] if may(by, Action.SCHEDULE_LAUNCHES, launch.agency_id) else []
    reports = ["report_failure", "report_success"] if now >= launch.launch_at else []
    return [*edits, "delay", "abort", *reports]


def _local(launch: Launch, time_zone: str) -> str:
    return launch.launch_at.astimezone(ZoneInfo(time_zone)).isoformat()


def agency_ref(card: LaunchCard) -> AgencyRef:
    return AgencyRef(id=card.launch.agency_id, name=card.agency_name, reliability=card.reliability)


def rocket_ref(card: LaunchCard) -> RocketRef:
    return RocketRef(id=card.launch.rocket_id, name=card.rocket_name, model=card.rocket_model)


def spaceport_ref(card: LaunchCard) -> SpaceportRef:
    return SpaceportRef(
        id=card.launch.spaceport_id,
        name=card.spaceport_name,
        location=card.spaceport_location,
        time_zone=card.time_zone,
    )


def launch_shape(card: LaunchCard, now: datetime) -> LaunchShape:
    """The launch of *card* for everybody, as of *now*."""
    launch = card.launch
    return LaunchShape(
        id=launch.id,
        slug=launch.slug,
        destination=launch.destination,
        launch_at=launch.launch_at,
        launch_at_local=_local(launch, card.time_zone),
        price=money_shape(launch.price),
        seats_left=card.seats_left,
        seats_total=launch.seats_total,
        status=launch.status,
        general_sale_at=launch.general_sale_at,
        agency=agency_ref(card),
        rocket=rocket_ref(card),
        spaceport=spaceport_ref(card),
        available_actions=_traveler_actions(card, now),
        as_of=card.as_of or UNSET,
    )


def delays_of(launch: Launch) -> list[DelayShape]:
    names = DelayShape.__struct_fields__
    return [DelayShape(**{name: getattr(one, name) for name in names}) for one in launch.delays]


def history_of(launch: Launch) -> list[StatusChangeShape]:
    names = StatusChangeShape.__struct_fields__
    return [
        StatusChangeShape(**{name: getattr(one, name) for name in names}) for one in launch.history
    ]


def own_launch_listed(launch: Launch, by: Principal, now: datetime) -> OwnLaunchShape:
    """*launch* for the list that *by* asked for, as of *now*."""
    return OwnLaunchShape(
        id=launch.id,
        slug=launch.slug,
        destination=launch.destination,
        launch_at=launch.launch_at,
        price=money_shape(launch.price),
        seats_total=launch.seats_total,
        minimum_occupancy=f"{launch.minimum_occupancy:f}",
        general_sale_at=launch.general_sale_at,
        status=launch.status,
        suspended=launch.suspended,
        agency=AgencyRef(id=launch.agency_id),
        rocket=RocketRef(id=launch.rocket_id),
        spaceport=SpaceportRef(id=launch.spaceport_id),
        delays=delays_of(launch),
        history=history_of(launch),
        available_actions=_agency_actions(launch, by, now),
        created_at=launch.created_at,
        updated_at=launch.updated_at,
        version=launch.version,
    )


def own_launch(launch: Launch, card: LaunchCard, by: Principal, now: datetime) -> OwnLaunchShape:
    """*launch* with all that *card* tells, for whoever asks."""
    shape = own_launch_listed(launch, by, now)
    shape.launch_at_local = _local(launch, card.time_zone)
    shape.seats_left = card.seats_left
    shape.agency = agency_ref(card)
    shape.rocket = rocket_ref(card)
    shape.spaceport = spaceport_ref(card)
    return shape
