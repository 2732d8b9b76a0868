"""What is told of agencies, rockets and spaceports."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from astrobookings.domain.agencies.agency import (
    Agency,
    AgencyStatus,
    Reliability,
    ReliabilityPolicy,
)
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.identity.permissions import Action, may
from astrobookings.domain.identity.roles import Principal

__all__ = [
    "AgenciesAnswer",
    "AgencyAnswer",
    "RocketAnswer",
    "RocketsAnswer",
    "SpaceportAnswer",
    "SpaceportsAnswer",
    "agency",
    "rocket",
    "spaceport",
]

S = TypeVar("S", bound=msgspec.Struct)

_MOVES: Mapping[AgencyStatus, tuple[str, ...]] = {
    AgencyStatus.PENDING: ("approve", "suspend"),
    AgencyStatus.APPROVED: ("suspend",),
    AgencyStatus.SUSPENDED: ("reinstate",),
}


class AgencyAnswer(msgspec.Struct, kw_only=True):
    """A company that flies rockets."""

    id: UUID
    company_name: str
    description: str
    contact_person: str
    contact_email: str
    contact_phone: str
    tax_id: str
    legal_address: str
    country: str
    status: AgencyStatus
    status_reason: str
    successful_launches: int
    reliability: Reliability
    """`reliable` once enough launches were successful, which lowers the fee."""
    available_actions: list[str]
    """What whoever asks can do: `edit`, `approve`, `suspend`, `reinstate`."""
    created_at: datetime
    updated_at: datetime
    version: int


class RocketAnswer(msgspec.Struct, kw_only=True):
    """A spacecraft; its capacity counts passengers."""

    id: UUID
    agency_id: UUID
    name: str
    model: str
    capacity: int
    range: Destination
    description: str
    available_actions: list[str]
    """What whoever asks can do: `edit`; `delete` while no launch names it."""
    created_at: datetime
    updated_at: datetime
    version: int


class SpaceportAnswer(msgspec.Struct, kw_only=True):
    """A place rockets start from; degrees north and east."""

    id: UUID
    name: str
    location: str
    latitude: float
    longitude: float
    time_zone: str
    description: str
    available_actions: list[str]
    """What whoever asks can do: `edit`; `delete` while no launch names it."""
    created_at: datetime
    updated_at: datetime
    version: int


class AgenciesAnswer(msgspec.Struct):
    """Some agencies, and the cursor of those that follow."""

    items: list[AgencyAnswer]
    next: str | None


class RocketsAnswer(msgspec.Struct):
    """Some rockets, and the cursor of those that follow."""

    items: list[RocketAnswer]
    next: str | None


class SpaceportsAnswer(msgspec.Struct):
    """Some spaceports, and the cursor of those that follow."""

    items: list[SpaceportAnswer]
    next: str | None


def _same(shape: type[S], value: Any, **others: Any) -> S:
    """A *shape* with *others*, and the fields of *value* that have its names."""
    names = (name for name in shape.__struct_fields__ if name not in others)
    return shape(**{name: getattr(value, name) for name in names}, **others)


def _agency_actions(value: Agency, by: Principal) -> list[str]:
    moves = _MOVES[value.status] if may(by, Action.MANAGE_AGENCIES, value.id) else ()
    edits = ("edit",) if may(by, Action.MANAGE_AGENCY_PROFILE, value.id) else ()
    return [*edits, *moves]


def agency(value: Agency, by: Principal, policy: ReliabilityPolicy) -> AgencyAnswer:
    """The agency as *by* sees it."""
    return _same(
        AgencyAnswer,
        value,
        reliability=policy.rate(value.successful_launches),
        available_actions=_agency_actions(value, by),
    )


def _changes(*, allowed: bool, used: bool) -> list[str]:
    if not allowed:
        return []
    return ["edit"] if used else ["edit", "delete"]


def rocket(value: Rocket, by: Principal, *, used: bool) -> RocketAnswer:
    """The rocket as *by* sees it; *used* says that a launch names it."""
    allowed = may(by, Action.MANAGE_ROCKETS, value.agency_id)
    return _same(RocketAnswer, value, available_actions=_changes(allowed=allowed, used=used))


def spaceport(value: Spaceport, by: Principal, *, used: bool) -> SpaceportAnswer:
    """The spaceport as *by* sees it; *used* says that a launch names it."""
    allowed = may(by, Action.MANAGE_SPACEPORTS, value.id)
    return _same(SpaceportAnswer, value, available_actions=_changes(allowed=allowed, used=used))
