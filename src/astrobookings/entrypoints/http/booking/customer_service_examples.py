"""Examples of what customer service sends and is told."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec

from astrobookings.entrypoints.http.booking.answers import OnBehalfAnswer
from astrobookings.entrypoints.http.booking.bodies import OnBehalfOfShape
from astrobookings.entrypoints.http.booking.customer_service_bodies import (
    BankTransfer,
    HoldExtension,
)
from astrobookings.entrypoints.http.booking.traveler_answers import (
    FoundTravelerAnswer,
    FoundTravelersAnswer,
)
from astrobookings.entrypoints.http.shapes import MoneyShape

__all__ = ["CUSTOMER_SERVICE_EXAMPLES"]

_TRAVELER = UUID("0197c3a0-0000-7000-8000-000000000001")
_EMPLOYEE = UUID("0197c3a0-0000-7000-8000-000000000051")
_MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_FOUND = FoundTravelerAnswer(
    id=_TRAVELER,
    first_name="Ada",
    last_name="Lovelace",
    email="ada@example.org",
    phone="+34600000000",
    country="ES",
    active=True,
    available_actions=["book"],
    created_at=_MADE,
    updated_at=_MADE,
    version=1,
)

CUSTOMER_SERVICE_EXAMPLES: tuple[msgspec.Struct, ...] = (
    OnBehalfOfShape(_TRAVELER, "Called; cannot reach the site."),
    OnBehalfAnswer(_EMPLOYEE, "Called; cannot reach the site."),
    HoldExtension(minutes=2880, reason="The transfer takes two days."),
    BankTransfer(
        amount=MoneyShape("2500000.00"),
        reference="TRF 2026-0302",
        reason="Seen on the statement of 2 March.",
    ),
    _FOUND,
    FoundTravelersAnswer([_FOUND], None),
)
