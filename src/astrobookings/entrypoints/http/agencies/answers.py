"""What is told of agencies, rockets and spaceports."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.spaceport import Spaceport

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


def _same(shape: type[S], value: Any) -> S:
    """A *shape* with the fields of *value* that have its names."""
    return shape(**{name: getattr(value, name) for name in shape.__struct_fields__})


def agency(value: Agency) -> AgencyAnswer:
    return _same(AgencyAnswer, value)


def rocket(value: Rocket) -> RocketAnswer:
    return _same(RocketAnswer, value)


def spaceport(value: Spaceport) -> SpaceportAnswer:
    return _same(SpaceportAnswer, value)
