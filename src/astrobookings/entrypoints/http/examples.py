"""One example for each described shape."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from astrobookings.application.booking.views import PaymentStatus
from astrobookings.domain.agencies.agency import AgencyStatus, Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.roles import Role
from astrobookings.entrypoints.http.agencies import answers as of_agencies
from astrobookings.entrypoints.http.agencies import bodies as for_agencies
from astrobookings.entrypoints.http.booking import answers as of_booking
from astrobookings.entrypoints.http.booking import bodies as for_booking
from astrobookings.entrypoints.http.identity import answers as of_identity
from astrobookings.entrypoints.http.identity import bodies as for_identity
from astrobookings.entrypoints.http.launch_shapes import (
    AgencyRef,
    LaunchShape,
    OwnLaunchesAnswer,
    OwnLaunchShape,
    RocketRef,
    SpaceportRef,
    StatusChangeShape,
)
from astrobookings.entrypoints.http.problems import Problem, ProblemFault
from astrobookings.entrypoints.http.shapes import MoneyShape

__all__ = ["EXAMPLES"]


def _id(number: int) -> UUID:
    return UUID(f"0197c3a0-0000-7000-8000-{number:012d}")


_TRAVELER, _AGENCY, _ROCKET, _SPACEPORT, _LAUNCH = map(_id, range(1, 6))
_BOOKING, _QUOTE, _DELAY, _RECEIPT = map(_id, range(6, 10))
_MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_LIFT_OFF = datetime(2027, 6, 1, 12, tzinfo=UTC)
_PRICE = MoneyShape("1250000.00")
_TOTAL = MoneyShape("2500000.00")
_ADA = for_booking.PassengerShape("Ada", "Lovelace", date(1990, 12, 10))

_USER = of_identity.UserAnswer(
    id=_TRAVELER,
    email="ada@example.org",
    pending_email=None,
    role=Role.TRAVELER,
    position=None,
    status=AccountStatus.ACTIVE,
    first_name="Ada",
    last_name="Lovelace",
    phone="+34600000000",
    created_at=_MADE,
    updated_at=_MADE,
    version=1,
)
_LAUNCH_SHAPE = LaunchShape(
    id=_LAUNCH,
    slug="falcon-kourou-moon-2027-06-01",
    destination=Destination.MOON,
    launch_at=_LIFT_OFF,
    launch_at_local="2027-06-01T09:00:00-03:00",
    price=_PRICE,
    seats_left=38,
    seats_total=40,
    status=LaunchStatus.SCHEDULED,
    general_sale_at=None,
    agency=AgencyRef(id=_AGENCY, name="Orbita", reliability=Reliability.NEW),
    rocket=RocketRef(id=_ROCKET, name="Falcon", model="F9"),
    spaceport=SpaceportRef(
        id=_SPACEPORT, name="Kourou", location="French Guiana", time_zone="America/Cayenne"
    ),
    available_actions=["book"],
)
_SCHEDULED = StatusChangeShape(
    at=_MADE, status=LaunchStatus.SCHEDULED, launch_at=_LIFT_OFF, reason=""
)

_ORBITA = of_agencies.AgencyAnswer(
    id=_AGENCY,
    company_name="Orbita",
    description="To the Moon and back.",
    contact_person="Grace Hopper",
    contact_email="desk@orbita.example",
    contact_phone="+34910000000",
    tax_id="A12345674",
    legal_address="Calle Alta 2, Madrid",
    country="ES",
    status=AgencyStatus.APPROVED,
    status_reason="",
    successful_launches=0,
    created_at=_MADE,
    updated_at=_MADE,
    version=1,
)
_OWN_LAUNCH = OwnLaunchShape(
    id=_LAUNCH,
    slug=_LAUNCH_SHAPE.slug,
    destination=Destination.MOON,
    launch_at=_LIFT_OFF,
    launch_at_local=_LAUNCH_SHAPE.launch_at_local,
    price=_PRICE,
    seats_left=38,
    seats_total=40,
    minimum_occupancy="0.5",
    general_sale_at=None,
    status=LaunchStatus.SCHEDULED,
    suspended=False,
    agency=_LAUNCH_SHAPE.agency,
    rocket=_LAUNCH_SHAPE.rocket,
    spaceport=_LAUNCH_SHAPE.spaceport,
    delays=[],
    history=[_SCHEDULED],
    available_actions=["edit", "delay", "abort"],
    created_at=_MADE,
    updated_at=_MADE,
    version=1,
)
_BOOKED = of_booking.BookingAnswer(
    id=_BOOKING,
    reference="AB-7K2M9Q",
    status=BookingStatus.CONFIRMED,
    launch_id=_LAUNCH,
    traveler_id=_TRAVELER,
    seats=[1, 2],
    total_price=_TOTAL,
    expires_at=None,
    payment=of_booking.PaymentAnswer(PaymentStatus.SUCCEEDED, None),
    passengers=[of_booking.PassengerAnswer("Ada", "Lovelace", date(1990, 12, 10)), None],
    refunds=[],
    open_delays=[],
    cancelled_by=None,
    available_actions=["cancel", "name_passengers"],
    created_at=_MADE,
    updated_at=_MADE,
    version=2,
)
_PAID = of_booking.ReceiptAnswer(
    _RECEIPT,
    "RC-2026-000123",
    ReceiptKind.PAYMENT,
    _TOTAL,
    _MADE,
    f"/api/v1/booking/bookings/{_BOOKING}/receipts/{_RECEIPT}",
)
_FALCON = of_agencies.RocketAnswer(
    id=_ROCKET,
    agency_id=_AGENCY,
    name="Falcon",
    model="F9",
    capacity=40,
    range=Destination.MOON,
    description="",
    created_at=_MADE,
    updated_at=_MADE,
    version=1,
)
_KOUROU = of_agencies.SpaceportAnswer(
    id=_SPACEPORT,
    name="Kourou",
    location="French Guiana",
    latitude=5.24,
    longitude=-52.77,
    time_zone="America/Cayenne",
    description="",
    created_at=_MADE,
    updated_at=_MADE,
    version=1,
)
_ALL: tuple[msgspec.Struct, ...] = (
    Problem(
        type="https://book.example/problems/invalid-input",
        title="Invalid input",
        status=422,
        detail="/seats: Expected int >= 1",
        code="invalid-input",
        request_id="0197c3a0-1111-7000-8000-000000000001",
        errors=[ProblemFault("/seats", "Expected int >= 1", "type")],
    ),
    for_identity.TravelerSignUp(
        email="ada@example.org",
        password="four-unrelated-words-here",
        first_name="Ada",
        last_name="Lovelace",
        birth_date=date(1990, 12, 10),
        phone="+34 600 000 000",
        address="Calle Mayor 1, Madrid",
        country="ES",
        tax_id="12345678Z",
    ),
    for_identity.AgencySignUp(
        email="fly@orbita.example",
        password="four-unrelated-words-here",
        first_name="Grace",
        last_name="Hopper",
        company_name="Orbita",
        description="To the Moon and back.",
        contact_person="Grace Hopper",
        contact_email="desk@orbita.example",
        contact_phone="+34 910 000 000",
        tax_id="A12345674",
        legal_address="Calle Alta 2, Madrid",
        country="ES",
    ),
    for_identity.LinkToken("0197c3a0-0000-7000-8000-000000000011.c2VjcmV0"),
    for_identity.EmailAddress("ada@example.org"),
    for_identity.Login("ada@example.org", "four-unrelated-words-here"),
    for_identity.RefreshToken("eyJhbGciOiJFZERTQSJ9.eyJzaWQiOiIwMTk3In0.c2ln"),
    for_identity.NewPassword(
        "0197c3a0-0000-7000-8000-000000000012.c2VjcmV0", "five-other-unrelated-words"
    ),
    for_identity.PasswordChange("four-unrelated-words-here", "five-other-unrelated-words"),
    for_identity.NewEmail("four-unrelated-words-here", "lovelace@example.org"),
    for_identity.ProfileChange(phone="+34 600 000 001"),
    _USER,
    of_identity.MeAnswer(
        **msgspec.structs.asdict(_USER),
        profile=of_identity.ProfileAnswer(
            first_name="Ada",
            last_name="Lovelace",
            birth_date=date(1990, 12, 10),
            phone="+34600000000",
            address="Calle Mayor 1, Madrid",
            country="ES",
            tax_id="12345678Z",
            updated_at=_MADE,
            version=1,
        ),
    ),
    of_identity.Mailed(),
    of_identity.LoginAnswer(
        access_token="eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIwMTk3In0.c2ln",
        refresh_token="eyJhbGciOiJFZERTQSJ9.eyJzaWQiOiIwMTk3In0.c2ln",
        expires_in=900,
        user=_USER,
    ),
    for_agencies.AgencyChange(contact_phone="+34 910 000 001"),
    for_agencies.NewRocket(name="Falcon", model="F9", capacity=40, range=Destination.MOON),
    for_agencies.RocketChange(description="Refurbished."),
    for_agencies.NewSpaceport(
        name="Kourou",
        location="French Guiana",
        latitude=5.24,
        longitude=-52.77,
        time_zone="America/Cayenne",
    ),
    for_agencies.SpaceportChange(description="Near the equator."),
    for_agencies.NewLaunch(
        rocket_id=_ROCKET,
        spaceport_id=_SPACEPORT,
        destination=Destination.MOON,
        launch_at=_LIFT_OFF,
        price=_PRICE,
        seats_total=40,
    ),
    for_agencies.LaunchChange(price=MoneyShape("1300000.00")),
    for_agencies.LaunchDelay(datetime(2027, 6, 15, 12, tzinfo=UTC), "Weather"),
    for_agencies.Reason("A valve does not close."),
    _ORBITA,
    of_agencies.AgenciesAnswer([_ORBITA], None),
    _FALCON,
    of_agencies.RocketsAnswer([_FALCON], None),
    _KOUROU,
    of_agencies.SpaceportsAnswer([_KOUROU], None),
    _LAUNCH_SHAPE,
    _OWN_LAUNCH,
    OwnLaunchesAnswer([_OWN_LAUNCH], None),
    of_booking.BoardAnswer([_LAUNCH_SHAPE], None, _MADE),
    of_booking.SeatMapAnswer(_LAUNCH, 40, 38, [1, 2]),
    of_booking.HistoryAnswer(_LAUNCH, LaunchStatus.SCHEDULED, [_SCHEDULED], []),
    for_booking.NewBooking(
        launch_id=_LAUNCH,
        seats=2,
        passengers=[_ADA],
        payment_method="pm_ok",
        expected_total=_TOTAL,
    ),
    for_booking.PassengerNames([_ADA, None]),
    for_booking.Payment("pm_ok"),
    for_booking.CancellationBody(_QUOTE),
    for_booking.DelayResponse(_DELAY, accept=True),
    _BOOKED,
    of_booking.BookingsAnswer([_BOOKED], None),
    of_booking.QuoteAnswer(
        _QUOTE,
        _BOOKING,
        MoneyShape("2250000.00"),
        "0.9",
        datetime(2026, 3, 2, 9, 45, tzinfo=UTC),
        "456 days before lift-off give back 90% (365 days or more: 90%; less: 0%).",
    ),
    of_booking.ReceiptsAnswer([_PAID]),
)

EXAMPLES: Mapping[str, msgspec.Struct] = {type(one).__name__: one for one in _ALL}
"""By the name of the shape."""
