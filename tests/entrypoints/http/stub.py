"""A platform of a few canned answers, for tests of the HTTP side alone."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from litestar.testing import TestClient

from astrobookings.adapters.memory.board_version import MemoryBoardVersion
from astrobookings.domain.identity.errors import BadToken
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.ids import SessionId, UserId
from astrobookings.domain.kernel.pages import Page
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.system import System

__all__ = ["GOOD", "QUIET", "Clock", "bearer", "client_of", "stub_system"]

GOOD = "good-token"
QUIET = HttpSettings(access_log=False)
_SOMEBODY = "0197c3a0-0000-7000-8000-000000000001"


class Clock:
    """Stands still until moved."""

    def __init__(self) -> None:
        self._now = datetime(2027, 1, 15, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def move(self, span: timedelta) -> None:
        self._now += span


def _authenticate(token: str, *, service: str, request_id: str, fresh: bool = False) -> Principal:
    if token != GOOD:
        raise BadToken
    return Principal(
        standing=Standing.TRAVELER,
        user_id=UserId(UUID(_SOMEBODY)),
        session_id=SessionId(UUID(_SOMEBODY)),
        service=service,
        request_id=request_id,
    )


def stub_system(**parts: Any) -> System:
    """A system with *parts*, use-cases mostly, and what every request needs."""
    usual: dict[str, Any] = {
        "clock": Clock(),
        "mailbox": None,
        "board_version": MemoryBoardVersion(),
        "board_answers": None,
        "authenticate": _authenticate,
        "search_launches": lambda *_: Page(()),
        "list_spaceports": lambda *_: Page(()),
        "parts": SimpleNamespace(
            policy_changes=SimpleNamespace(after=lambda _: ()),
            heartbeats=SimpleNamespace(beat=lambda _: None),
        ),
    }
    return cast("System", SimpleNamespace(**(usual | parts)))


def client_of(system: System, settings: HttpSettings = QUIET) -> TestClient[Any]:
    """A client of all services of *system*."""
    return TestClient(
        create_app(system, *SERVICES, settings=settings), raise_server_exceptions=False
    )


def bearer(token: str = GOOD) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}
