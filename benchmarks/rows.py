"""Agencies, launches and travelers in bulk, straight into the tables."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, NullPool, Table, create_engine, insert

from astrobookings.adapters.sql.tables import operations, system
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.roles import Role
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, SessionId, UserId

__all__ = [
    "AGENCY_ID",
    "LAUNCH",
    "PRICE_SQL",
    "SEATS",
    "TRAVELER",
    "TRAVELERS",
    "launch_id",
    "launch_at",
    "load_bookings",
    "load_launches",
    "load_travelers",
    "numbered",
    "price_cents",
    "session_id",
    "traveler_id",
]

SEATS = 1000
"""Seats of each launch: as many as the largest rocket has."""
TRAVELERS = 64
PRICE_SQL = "10000000 + (:launch * 7919 % 1000) * 100000"
"""What `price_cents` says, for pgbench."""

_EPOCH = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
_BETWEEN = timedelta(minutes=10)
_FIRST = _EPOCH + timedelta(days=30)
_ROCKETS = 200
"""So many that launches of one rocket are a day apart."""
_CHUNK = 2000
_AGENCY, _ROCKET, _SPACEPORT, LAUNCH, TRAVELER, _SESSION, _HOLD = range(1, 8)
_STORED = {"created_at": _EPOCH, "updated_at": _EPOCH, "version": 1}

Row = dict[str, Any]


def numbered(kind: int, number: int) -> UUID:
    """A UUID that says what it is; SQL can make the same of *number*."""
    return UUID(f"{kind:08x}-0000-7000-8000-{number:012x}")


AGENCY_ID = AgencyId(numbered(_AGENCY, 0))


def price_cents(launch: int) -> int:
    """The price of a seat on the launch of that number."""
    return 10_000_000 + launch * 7919 % 1000 * 100_000


def launch_at(launch: int) -> datetime:
    """When the launch of that number lifts off."""
    return _FIRST + launch * _BETWEEN


def launch_id(number: int) -> LaunchId:
    return LaunchId(numbered(LAUNCH, number))


def traveler_id(number: int) -> UserId:
    return UserId(numbered(TRAVELER, number))


def session_id(number: int) -> SessionId:
    return SessionId(numbered(_SESSION, number))


def load_launches(url: str, count: int) -> None:
    """An agency with *count* launches on sale, numbered from 0, ten minutes apart."""
    engine = _engine(url)
    with engine.begin() as connection:
        _fill(connection, operations.agencies, iter([_agency()]))
        _fill(connection, operations.spaceports, iter([_spaceport()]))
        _fill(connection, operations.rockets, map(_rocket, range(_ROCKETS)))
        _fill(connection, operations.launches, map(_launch, range(count)))
        _fill(connection, operations.travelers, map(_traveler, range(TRAVELERS)))


def load_bookings(url: str, launches: int) -> None:
    """A hold of two seats on every fifth launch, half of them overdue."""
    engine = _engine(url)
    with engine.begin() as connection:
        _fill(connection, operations.bookings, map(_hold, range(0, launches, 5)))


def load_travelers(url: str) -> None:
    """The travelers' accounts, each with an open session."""
    engine = _engine(url)
    with engine.begin() as connection:
        _fill(connection, system.users, map(_user, range(TRAVELERS)))
        _fill(connection, system.sessions, map(_session, range(TRAVELERS)))


def _engine(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


def _fill(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
        return
    while chunk := list(islice(rows, _CHUNK)):
        connection.execute(insert(table), chunk)


def _copy(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    first = next(rows)
    columns = ", ".join(first)
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for row in chain([first], rows):
            copy.write_row([_text(value) for value in row.values()])


def _text(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list) else value


def _agency() -> Row:
    return _STORED | {
        "id": AGENCY_ID,
        "company_name": "Perihelion Lines",
        "description": "",
        "contact_person": "Ada Byron",
        "contact_email": "ada@perihelion.example",
        "contact_phone": "+12025550101",
        "tax_id": "12-3456789",
        "legal_address": "1 Apogee Way",
        "country": "US",
        "status": AgencyStatus.APPROVED.value,
        "status_reason": "",
        "successful_launches": 2,
        "search_text": "perihelion lines",
    }


def _spaceport() -> Row:
    return _STORED | {
        "id": numbered(_SPACEPORT, 0),
        "name": "Cape Serenity",
        "location": "Florida, United States",
        "latitude": 28.5,
        "longitude": -80.6,
        "time_zone": "America/New_York",
        "description": "",
    }


def _rocket(number: int) -> Row:
    return _STORED | {
        "id": numbered(_ROCKET, number),
        "agency_id": AGENCY_ID,
        "name": f"Meridian {number}",
        "model": "Meridian Heavy",
        "capacity": SEATS,
        "range": Destination.MARS.value,
        "description": "",
    }


def _launch(number: int) -> Row:
    lift_off = launch_at(number)
    rocket = number % _ROCKETS
    destinations: Sequence[Destination] = tuple(Destination)
    return _STORED | {
        "id": launch_id(number),
        "slug": f"perihelion-{number}",
        "agency_id": AGENCY_ID,
        "rocket_id": numbered(_ROCKET, rocket),
        "spaceport_id": numbered(_SPACEPORT, 0),
        "destination": destinations[number % len(destinations)].value,
        "launch_at": lift_off,
        "price_cents": price_cents(number),
        "seats_total": SEATS,
        "minimum_occupancy": "0.5",
        "general_sale_at": None,
        "suspended": False,
        "status": LaunchStatus.SCHEDULED.value,
        "delays": [],
        "history": [],
        "search_text": f"perihelion-{number}\nperihelion lines\nmeridian {rocket}\ncape serenity",
        "rocket_no": rocket,
        "launch_us": int(lift_off.timestamp()) * 1_000_000,
        "sold": 0,
        "taken": "0" * SEATS,
    }


def _traveler(number: int) -> Row:
    return _STORED | {
        "id": traveler_id(number),
        "first_name": "Grace",
        "last_name": f"Traveler {number}",
        "email": f"traveler{number}@example.com",
        "phone": "+12025550102",
        "address": "2 Orbit Road",
        "country": "US",
        "tax_id": "",
        "active": True,
        "source_version": 1,
    }


def _hold(launch: int) -> Row:
    until = _EPOCH + timedelta(days=1 if launch % 2 else -1)
    return _STORED | {
        "id": numbered(_HOLD, launch),
        "reference": f"AB-{launch}",
        "traveler_id": traveler_id(launch % TRAVELERS),
        "launch_id": launch_id(launch),
        "agency_id": AGENCY_ID,
        "seats": [],
        "seat_count": 2,
        "passengers": [],
        "status": BookingStatus.HELD.value,
        "expires_at": until,
        "held_until": until,
        "refund_tiers": [],
        "cancel_reason": "",
        "accepted_delays": [],
    }


def _user(number: int) -> Row:
    return _STORED | {
        "id": traveler_id(number),
        "email": f"traveler{number}@example.com",
        "password_hash": "-",
        "role": Role.TRAVELER.value,
        "position": None,
        "department": "",
        "phone": "+12025550102",
        "first_name": "Grace",
        "last_name": f"Traveler {number}",
        "status": AccountStatus.ACTIVE.value,
        "pending_email": None,
        "company": None,
        "search_text": f"traveler {number}",
    }


def _session(number: int) -> Row:
    now = datetime.now(UTC)
    return _STORED | {
        "id": session_id(number),
        "user_id": traveler_id(number),
        "origin": "127.0.0.1",
        "user_agent": "benchmark",
        "expires_at": now + timedelta(days=1),
        "refreshed_at": now,
        "generation": 0,
        "ended_at": None,
        "end_reason": None,
    }
