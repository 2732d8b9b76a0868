"""What customer service is told of travelers."""

from datetime import datetime
from uuid import UUID

import msgspec

from astrobookings.domain.booking.travelers import BillingCopy

__all__ = ["FoundTravelerAnswer", "FoundTravelersAnswer", "found_traveler"]


class FoundTravelerAnswer(msgspec.Struct, kw_only=True):
    """Enough to know a traveler by; tax data stay with the bookings."""

    id: UUID
    first_name: str
    last_name: str
    email: str
    phone: str
    country: str
    active: bool
    """Whether the account may sign in, and so be booked for."""
    available_actions: list[str]
    """`book`, on the traveler's behalf; or nothing."""
    created_at: datetime
    updated_at: datetime
    version: int


class FoundTravelersAnswer(msgspec.Struct):
    """Some travelers, by last name, and the cursor of those that follow."""

    items: list[FoundTravelerAnswer]
    next: str | None


def found_traveler(copy: BillingCopy) -> FoundTravelerAnswer:
    return FoundTravelerAnswer(
        id=copy.id,
        first_name=copy.first_name,
        last_name=copy.last_name,
        email=copy.email,
        phone=copy.phone,
        country=copy.country,
        active=copy.active,
        available_actions=["book"] if copy.active else [],
        created_at=copy.created_at,
        updated_at=copy.updated_at,
        version=copy.version,
    )
