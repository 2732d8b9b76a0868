"""One plain example of each thing; keyword arguments make it particular."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from attrs import evolve

from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Delay, Launch
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.booking.booking import Booking, SeatFare
from astrobookings.domain.booking.charges import Charge, ChargeStatus
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.refund_policy import DEFAULT_TIERS
from astrobookings.domain.booking.refunds import Refund, RefundPart, RefundReason
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.roles import Principal, Role, Standing
from astrobookings.domain.kernel.ids import (
    AgencyId,
    AttemptId,
    BookingId,
    ChargeId,
    DelayId,
    LaunchId,
    RefundId,
    RocketId,
    SpaceportId,
    UserId,
)
from astrobookings.domain.kernel.money import Money

__all__ = [
    "INSTANT",
    "LAUNCH_AT",
    "NOW",
    "SECOND",
    "a_booking",
    "a_charge",
    "a_delay",
    "a_launch",
    "a_passenger",
    "a_principal",
    "a_refund",
    "a_rocket",
    "a_spaceport",
    "an_account",
    "an_agency",
    "number",
    "usd",
]

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LAUNCH_AT = datetime(2027, 9, 1, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
INSTANT = timedelta(microseconds=1)
"""The shortest time a clock tells."""


def number(count: int) -> UUID:
    """A UUIDv7 that one can tell from others."""
    return UUID(int=7 << 76 | 2 << 62 | count)


def usd(text: str | int) -> Money:
    return Money.of(text)


def an_account(**changes: Any) -> Account:
    account = Account(
        id=UserId(number(1)),
        email="ana@mail.example",
        password_hash="hash",
        role=Role.TRAVELER,
        first_name="Ana",
        last_name="Prieto",
        status=AccountStatus.ACTIVE,
        created_at=NOW,
        updated_at=NOW,
    )
    return evolve(account, **changes)


def a_principal(standing: Standing, user: int = 1) -> Principal:
    nobody = standing in {Standing.VISITOR, Standing.SYSTEM}
    user_id = None if nobody else UserId(number(user))
    return Principal(standing=standing, user_id=user_id, service="tests", request_id="r-1")


def an_agency(**changes: Any) -> Agency:
    agency = Agency(
        id=AgencyId(number(2)),
        company_name="Perihelion Lines",
        contact_person="Iria Souto",
        contact_email="hello@perihelion.example",
        contact_phone="+34911222333",
        tax_id="B12345674",
        legal_address="Calle Mayor 1, Madrid",
        country="ES",
        status=AgencyStatus.APPROVED,
        created_at=NOW,
        updated_at=NOW,
    )
    return evolve(agency, **changes)


def a_rocket(**changes: Any) -> Rocket:
    rocket = Rocket(
        id=RocketId(number(3)),
        agency_id=AgencyId(number(2)),
        name="Swift",
        model="PL-3",
        capacity=10,
        range=Destination.MOON,
        created_at=NOW,
        updated_at=NOW,
    )
    return evolve(rocket, **changes)


def a_spaceport(**changes: Any) -> Spaceport:
    spaceport = Spaceport(
        id=SpaceportId(number(4)),
        name="Andalusia Field",
        location="Huelva, Spain",
        latitude=37.1,
        longitude=-6.7,
        time_zone="Europe/Madrid",
        created_at=NOW,
        updated_at=NOW,
    )
    return evolve(spaceport, **changes)


def a_launch(**changes: Any) -> Launch:
    launch = Launch(
        id=LaunchId(number(5)),
        slug="swift-andalusia-field-moon-2027-09-01",
        agency_id=AgencyId(number(2)),
        rocket_id=RocketId(number(3)),
        spaceport_id=SpaceportId(number(4)),
        destination=Destination.MOON,
        launch_at=LAUNCH_AT,
        price=usd("1000.00"),
        seats_total=10,
        minimum_occupancy=Decimal("0.5"),
        created_at=NOW,
        updated_at=NOW,
    )
    return evolve(launch, **changes)


def a_delay(**changes: Any) -> Delay:
    delay = Delay(
        id=DelayId(number(6)),
        at=NOW + timedelta(days=30),
        launch_at_before=LAUNCH_AT - timedelta(days=90),
        launch_at=LAUNCH_AT,
        reason="weather",
    )
    return evolve(delay, **changes)


def a_booking(**changes: Any) -> Booking:
    """Two seats, held from NOW for 15 minutes."""
    until = NOW + timedelta(minutes=15)
    booking = Booking(
        id=BookingId(number(7)),
        reference="AB-000007",
        traveler_id=UserId(number(1)),
        launch_id=LaunchId(number(5)),
        agency_id=AgencyId(number(2)),
        seats=(SeatFare(1, usd("1000.00")), SeatFare(2, usd("1000.00"))),
        passengers=(None, None),
        expires_at=until,
        held_until=until,
        refund_tiers=DEFAULT_TIERS,
        created_at=NOW,
        updated_at=NOW,
        version=1,
    )
    return evolve(booking, **changes)


def a_passenger(birth_date: date = date(1990, 5, 17)) -> Passenger:
    return Passenger(first_name="Ana", last_name="Prieto", birth_date=birth_date)


def a_charge(**changes: Any) -> Charge:
    charge = Charge(
        id=ChargeId(number(8)),
        booking_id=BookingId(number(7)),
        attempt_id=AttemptId(number(9)),
        amount=usd("2000.00"),
        method="pm_ok",
        status=ChargeStatus.SUCCEEDED,
        lease_until=NOW + timedelta(minutes=1),
        created_at=NOW,
        updated_at=NOW,
    )
    return evolve(charge, **changes)


def a_refund(**changes: Any) -> Refund:
    refund = Refund(
        id=RefundId(number(10)),
        booking_id=BookingId(number(7)),
        launch_id=LaunchId(number(5)),
        agency_id=AgencyId(number(2)),
        traveler_id=UserId(number(1)),
        amount=usd("1400.00"),
        reason=RefundReason.CANCELLATION,
        parts=(RefundPart(charge_id=ChargeId(number(8)), amount=usd("1400.00")),),
        due_at=NOW,
        created_at=NOW,
        updated_at=NOW,
    )
    return evolve(refund, **changes)
