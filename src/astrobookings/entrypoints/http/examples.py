"""One example for each described shape."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec

from astrobookings.application.booking.views import BookingPaymentStatus
from astrobookings.application.ports.heartbeats import WorkerKind
from astrobookings.domain.agencies.agency import AgencyStatus, Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.roles import Role
from astrobookings.domain.kernel.deliveries import DeliveryStatus
from astrobookings.domain.monitoring.alerts import AlertStatus
from astrobookings.domain.monitoring.entries import Level
from astrobookings.domain.monitoring.metrics import Metric
from astrobookings.domain.notifications.health import ServiceState
from astrobookings.domain.notifications.kinds import Lane, NotificationKind, Topic
from astrobookings.domain.notifications.notification import NotificationStatus
from astrobookings.domain.sync.booking_request import RequestKind, RequestStatus
from astrobookings.entrypoints.http.agencies import answers as of_agencies
from astrobookings.entrypoints.http.agencies import bodies as for_agencies
from astrobookings.entrypoints.http.agencies.booking_examples import BOOKING_EXAMPLES
from astrobookings.entrypoints.http.booking import answers as of_booking
from astrobookings.entrypoints.http.booking import bodies as for_booking
from astrobookings.entrypoints.http.booking.change_examples import CHANGE_EXAMPLES
from astrobookings.entrypoints.http.booking.customer_service_examples import (
    CUSTOMER_SERVICE_EXAMPLES,
)
from astrobookings.entrypoints.http.booking.people_answers import NeighboursAnswer
from astrobookings.entrypoints.http.booking.people_examples import PEOPLE_EXAMPLES
from astrobookings.entrypoints.http.booking.request_answers import (
    BookingRequestAnswer,
    ReasonAnswer,
)
from astrobookings.entrypoints.http.booking.timeline_examples import TIMELINE_EXAMPLES
from astrobookings.entrypoints.http.finance.answers import Received
from astrobookings.entrypoints.http.finance.export_examples import EXPORT_EXAMPLES
from astrobookings.entrypoints.http.finance.invoice_examples import INVOICE_EXAMPLES
from astrobookings.entrypoints.http.finance.report_examples import REPORT_EXAMPLES
from astrobookings.entrypoints.http.identity import answers as of_identity
from astrobookings.entrypoints.http.identity import bodies as for_identity
from astrobookings.entrypoints.http.identity.identity_examples import IDENTITY_EXAMPLES
from astrobookings.entrypoints.http.identity.privacy_examples import PRIVACY_EXAMPLES
from astrobookings.entrypoints.http.launch_shapes import (
    AgencyRef,
    LaunchShape,
    OwnLaunchesAnswer,
    OwnLaunchShape,
    RocketRef,
    SpaceportRef,
    StatusChangeShape,
)
from astrobookings.entrypoints.http.notify import answers as of_notify
from astrobookings.entrypoints.http.notify import bodies as for_notify
from astrobookings.entrypoints.http.notify import dead_letter_answers as of_dead_letters
from astrobookings.entrypoints.http.problems import Problem, ProblemFault
from astrobookings.entrypoints.http.shapes import MoneyShape
from astrobookings.entrypoints.http.system import answers as of_system
from astrobookings.entrypoints.http.system.policy_examples import POLICY_EXAMPLES
from astrobookings.entrypoints.http.system.sync_examples import SYNC_EXAMPLES

__all__ = ["EXAMPLES"]


def _id(number: int) -> UUID:
    return UUID(f"0197c3a0-0000-7000-8000-{number:012d}")


_TRAVELER, _AGENCY, _ROCKET, _SPACEPORT, _LAUNCH = map(_id, range(1, 6))
_BOOKING, _QUOTE, _DELAY, _RECEIPT = map(_id, range(6, 10))
_MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_LIFT_OFF = datetime(2027, 6, 1, 12, tzinfo=UTC)
_PRICE = MoneyShape("1250000.00")
_TOTAL = MoneyShape("2500000.00")
_DEAF = of_dead_letters.HearingAnswer(
    context="notifications",
    heard=False,
    dead=True,
    attempts=10,
    failure="KeyError: see the log",
    failed_at=datetime(2026, 3, 2, 9, 41, tzinfo=UTC),
)
_DEAD_LETTER = of_dead_letters.DeadLetterAnswer(
    id=_id(10),
    store="operations",
    event="booking-confirmed",
    status=DeliveryStatus.DEAD,
    happened_at=_MADE,
    request_id="7c1f0f52",
    hearings=[_DEAF],
)
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
    available_actions=["edit", "change_password", "change_email"],
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
    reliability=Reliability.NEW,
    available_actions=["edit"],
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
    payment=of_booking.PaymentAnswer(BookingPaymentStatus.SUCCEEDED, None),
    passengers=[of_booking.PassengerAnswer("Ada", "Lovelace", date(1990, 12, 10)), None],
    refunds=[],
    adding=[],
    open_delays=[],
    cancelled_by=None,
    available_actions=["cancel", "change_seats", "name_passengers"],
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
    available_actions=["edit", "delete"],
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
    available_actions=[],
    created_at=_MADE,
    updated_at=_MADE,
    version=1,
)
_ENTRY = of_system.EntryAnswer(
    id=UUID("0197c3a0-2222-7000-8000-000000000001"),
    at=_MADE,
    level=Level.WARNING,
    component="system",
    event="sign-in-refused",
    message="POST /api/v1/system/auth/login was answered 401 wrong-credentials.",
    actor=None,
    request_id="0197c3a0-1111-7000-8000-000000000001",
    facts={"method": "POST", "status": 401, "origin": "203.0.113.7"},
    trace="",
)
_POINT = of_system.PointAnswer(_MADE, 42.0, 12.0, 180.0)
_SERIES = of_system.SeriesAnswer(Metric.LATENCY_P95_MS, "ms", [_POINT])
_ALERT = of_system.AlertAnswer(
    id=UUID("0197c3a0-3333-7000-8000-000000000001"),
    rule="latency_p95_ms",
    subject="",
    level=Level.WARNING,
    title="Answers are slow",
    figure="latency_p95_ms is 1350",
    threshold="at most 1000",
    status=AlertStatus.OPEN,
    raised_at=_MADE,
    resolved_at=None,
    version=1,
)
_QUEUED = of_notify.NotificationAnswer(
    id=UUID("0197c3a0-4444-7000-8000-000000000001"),
    event_id=UUID("0197c3a0-4444-7000-8000-000000000002"),
    kind=NotificationKind.BOOKING_CONFIRMED,
    recipient=_TRAVELER,
    subject_id=_BOOKING,
    status=NotificationStatus.PENDING,
    priority=2,
    lane=Lane.NORMAL,
    due_at=_MADE + timedelta(seconds=30),
    attempts=1,
    last_attempt_at=_MADE,
    lease_until=None,
    sent_at=None,
    failure="refused: 451 try again later",
    trail=[of_notify.AttemptAnswer(_MADE, "refused: 451 try again later")],
    available_actions=["delete", "mark_sent"],
    created_at=_MADE,
    updated_at=_MADE,
    version=3,
)
_TOLD = of_notify.NoticeAnswer(
    id=UUID("0197c3a0-4444-7000-8000-000000000001"),
    kind=NotificationKind.BOOKING_CONFIRMED,
    text="Booking AB-7K2M9Q to the Moon is confirmed: seats 1 and 2.",
    path=f"/traveler/bookings/{_BOOKING}",
    read_at=None,
    available_actions=["read"],
    created_at=_MADE,
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
    *IDENTITY_EXAMPLES,
    *PRIVACY_EXAMPLES,
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
    _ENTRY,
    of_system.EntriesAnswer([_ENTRY], None),
    _POINT,
    _SERIES,
    of_system.MetricsAnswer(_MADE, _MADE + timedelta(hours=1), 30, [_SERIES]),
    _ALERT,
    of_system.AlertsAnswer([_ALERT], None),
    *POLICY_EXAMPLES,
    *SYNC_EXAMPLES,
    of_system.StatusAnswer(
        healthy=True,
        as_of=_MADE,
        figures=[of_system.FigureAnswer(Metric.OUTBOX_WAITING, "count", 3.0)],
        processes=[
            of_system.ProcessAnswer("web-1:4711", WorkerKind.WORKER, _MADE, _MADE),
        ],
        alerts=[_ALERT],
    ),
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
    NeighboursAnswer([_LAUNCH_SHAPE]),
    *PEOPLE_EXAMPLES,
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
        [],
    ),
    of_booking.ReceiptsAnswer([_PAID]),
    *CHANGE_EXAMPLES,
    *CUSTOMER_SERVICE_EXAMPLES,
    *EXPORT_EXAMPLES,
    *INVOICE_EXAMPLES,
    *REPORT_EXAMPLES,
    _QUEUED,
    of_notify.AttemptAnswer(_MADE, "250 queued as 7F3A"),
    of_notify.NotificationsAnswer([_QUEUED], None),
    of_notify.BackLogAnswer(Lane.VIP, 0, None, None),
    of_notify.QueueAnswer(
        as_of=_MADE,
        pending=1,
        processing=0,
        sent=980,
        delivered=0,
        bounced=0,
        failed=2,
        deleted=0,
        lanes=[of_notify.BackLogAnswer(Lane.NORMAL, 1, _MADE, 12.5)],
    ),
    of_notify.ServiceAnswer(
        state=ServiceState.UP,
        as_of=_MADE + timedelta(hours=1),
        since=_MADE,
        sent=120,
        missed=3,
        success_rate=0.9756,
        per_minute=2.0,
        due=1,
        oldest_due_at=_MADE + timedelta(minutes=59),
        oldest_age=60.0,
        last_sent_at=_MADE + timedelta(minutes=59),
        last_missed_at=_MADE + timedelta(minutes=20),
        last_failure="refused: 451 try again later",
    ),
    _TOLD,
    of_notify.NoticesAnswer([_TOLD], None, 1),
    of_notify.ChoiceAnswer(Topic.NEW_LAUNCHES, None, "New launches."),
    of_notify.PreferencesAnswer(
        [of_notify.ChoiceAnswer(Topic.NEW_LAUNCHES, True, "New launches.")], ["choose"], 1
    ),
    for_notify.NotificationMove(NotificationStatus.DELETED),
    for_notify.PreferencesChange(new_launches=True),
    Received(),
    _DEAF,
    *BOOKING_EXAMPLES,
    *TIMELINE_EXAMPLES,
    _DEAD_LETTER,
    of_dead_letters.DeadLettersAnswer([_DEAD_LETTER], None),
    ReasonAnswer("sold-out", "You asked for 2 seats; 1 are left."),
    BookingRequestAnswer(
        id=_RECEIPT,
        kind=RequestKind.BOOKING,
        status=RequestStatus.WAITING,
        launch_id=_LAUNCH,
        booking_id=None,
        reason=None,
        expires_at=datetime(2026, 3, 2, 15, 30, tzinfo=UTC),
        decided_at=None,
        created_at=_MADE,
        updated_at=_MADE,
        version=1,
    ),
)

EXAMPLES: Mapping[str, msgspec.Struct] = {type(one).__name__: one for one in _ALL}
"""By the name of the shape."""
