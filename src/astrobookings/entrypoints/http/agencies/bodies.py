"""What requests about agencies, rockets, spaceports and launches bring."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

from astrobookings.application.agencies.add_rocket import RocketDetails
from astrobookings.application.agencies.add_spaceport import SpaceportDetails
from astrobookings.application.agencies.edit_launch import LaunchUpdate
from astrobookings.application.agencies.edit_rocket import RocketUpdate
from astrobookings.application.agencies.edit_spaceport import SpaceportUpdate
from astrobookings.application.agencies.schedule_launch import LaunchRequest
from astrobookings.application.agencies.update_agency_profile import AgencyUpdate
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.scheduling import DEFAULT_MINIMUM_OCCUPANCY, LaunchPlan
from astrobookings.domain.kernel.ids import RocketId, SpaceportId
from astrobookings.entrypoints.http.shapes import (
    Instant,
    Line,
    MoneyShape,
    Share,
    Text,
    instant,
    money,
    or_none,
)

__all__ = [
    "AgencyChange",
    "LaunchChange",
    "LaunchDelay",
    "NewLaunch",
    "NewRocket",
    "NewSpaceport",
    "Reason",
    "RocketChange",
    "SpaceportChange",
]

Count = Annotated[int, Meta(ge=-(2**31), le=2**31)]
Degrees = Annotated[float, Meta(ge=-360, le=360)]


class AgencyChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Fields that are left out stay as they are."""

    company_name: Line | None = None
    description: Text | None = None
    contact_person: Line | None = None
    contact_email: Line | None = None
    contact_phone: Line | None = None
    tax_id: Line | None = None
    legal_address: Line | None = None
    country: Line | None = None

    def update(self) -> AgencyUpdate:
        return AgencyUpdate(**msgspec.structs.asdict(self))


class NewRocket(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A rocket; its capacity counts passengers, its range is the farthest destination."""

    name: Line
    model: Line
    capacity: Count
    range: Destination
    description: Text = ""

    def details(self) -> RocketDetails:
        return RocketDetails(**msgspec.structs.asdict(self))


class RocketChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Fields that are left out stay as they are."""

    name: Line | None = None
    model: Line | None = None
    capacity: Count | None = None
    range: Destination | None = None
    description: Text | None = None

    def update(self) -> RocketUpdate:
        return RocketUpdate(**msgspec.structs.asdict(self))


class NewSpaceport(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A spaceport; degrees north and east, and an IANA time zone."""

    name: Line
    location: Line
    latitude: Degrees
    longitude: Degrees
    time_zone: Line
    description: Text = ""

    def details(self) -> SpaceportDetails:
        return SpaceportDetails(**msgspec.structs.asdict(self))


class SpaceportChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Fields that are left out stay as they are."""

    name: Line | None = None
    location: Line | None = None
    latitude: Degrees | None = None
    longitude: Degrees | None = None
    time_zone: Line | None = None
    description: Text | None = None

    def update(self) -> SpaceportUpdate:
        return SpaceportUpdate(**msgspec.structs.asdict(self))


class NewLaunch(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A launch; before `general_sale_at` only VIP travelers book."""

    rocket_id: UUID
    spaceport_id: UUID
    destination: Destination
    launch_at: Instant
    price: MoneyShape
    seats_total: Count
    minimum_occupancy: Share = str(DEFAULT_MINIMUM_OCCUPANCY)
    general_sale_at: Instant | None = None

    def request(self) -> LaunchRequest:
        """Raises: Invalid: an instant or amount that no calendar or purse holds."""
        plan = LaunchPlan(
            destination=self.destination,
            launch_at=instant(self.launch_at, "/launch_at"),
            price=money(self.price, "/price"),
            seats_total=self.seats_total,
            minimum_occupancy=Decimal(self.minimum_occupancy),
            general_sale_at=or_none(
                self.general_sale_at, lambda when: instant(when, "/general_sale_at")
            ),
        )
        return LaunchRequest(
            rocket_id=RocketId(self.rocket_id),
            spaceport_id=SpaceportId(self.spaceport_id),
            plan=plan,
        )


class LaunchChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Fields that are left out stay; null for `general_sale_at` opens the sale to all at once."""

    price: MoneyShape | None = None
    minimum_occupancy: Share | None = None
    general_sale_at: Instant | UnsetType | None = UNSET

    def update(self) -> LaunchUpdate:
        """Raises: Invalid: as `NewLaunch.request`."""
        return LaunchUpdate(
            price=or_none(self.price, lambda price: money(price, "/price")),
            minimum_occupancy=or_none(self.minimum_occupancy, Decimal),
            general_sale_at=or_none(
                self.general_sale_at, lambda when: instant(when, "/general_sale_at")
            ),
            clear_general_sale=self.general_sale_at is None,
        )


class LaunchDelay(msgspec.Struct, forbid_unknown_fields=True):
    """A later date, and why."""

    launch_at: Instant
    reason: Text


class Reason(msgspec.Struct, forbid_unknown_fields=True):
    """Why; kept in the history."""

    reason: Text
