"""The platform on PostgreSQL as benchmarks use it: settings, rows, tokens of its travelers."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import evolve

from astrobookings.adapters.system.signing_keys import load_or_create_keys
from astrobookings.application.ports.tokens import AccessClaims
from astrobookings.domain.booking.policies import BookingPolicies, HoldPolicy, SeatLimitPolicy
from astrobookings.domain.identity.roles import Standing
from astrobookings.entrypoints.bootstrap import migrate_stores, open_system
from astrobookings.entrypoints.settings import Settings
from astrobookings.entrypoints.system import System, assemble
from benchmarks.rows import (
    TRAVELERS,
    load_launches,
    load_travelers,
    session_id,
    traveler_id,
)
from benchmarks.servers import Postgres

__all__ = ["OPERATIONS", "ROOMY", "bearers", "opened", "settled_platform"]

OPERATIONS = "operations"
"""The name of the database that bookings are in."""
_MANY = 1_000_000
ROOMY = BookingPolicies(
    seats=SeatLimitPolicy(regular=_MANY, vip=_MANY), holds=HoldPolicy(most_open=_MANY)
)
"""Few travelers book a lot: only the limits per traveler are raised."""


def settled_platform(server: Postgres, folder: Path, launches: int) -> Settings:
    """Both databases of *server* with so many *launches*, and the settings for them."""
    settings = Settings(
        operations_url=server.create(OPERATIONS),
        system_url=server.create("system"),
        smtp_url=f"mailbox:///{folder / 'mailbox.db'}",
        payments_url=f"sandbox:///{folder / 'gateway.db'}",
        public_url="http://127.0.0.1",
        keys_file=str(folder / "keys.json"),
    )
    load_or_create_keys(settings.keys_file)
    migrate_stores(settings)
    load_launches(settings.operations_url, launches)
    load_travelers(settings.system_url)
    server.settle(OPERATIONS)
    server.settle("system")
    return settings


def opened(settings: Settings) -> System:
    """The platform with room for travelers who book a lot."""
    return assemble(evolve(open_system(settings).parts, policies=ROOMY))


def bearers(settings: Settings) -> Sequence[str]:
    """An Authorization header for each traveler."""
    system = open_system(settings)
    tokens = system.parts.tokens
    now = datetime.now(UTC).replace(microsecond=0)
    claims = (
        AccessClaims(
            user_id=traveler_id(number),
            standing=Standing.TRAVELER,
            session_id=session_id(number),
            issued_at=now,
            expires_at=now + timedelta(hours=1),
        )
        for number in range(TRAVELERS)
    )
    headers = [f"Bearer {tokens.access(one)}" for one in claims]
    system.close()
    return headers
