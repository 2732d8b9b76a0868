"""What the HTTP side of one process keeps between requests."""

from typing import TYPE_CHECKING

from attrs import frozen

from astrobookings.entrypoints.http.board_cache import BoardCache, BoardVersion
from astrobookings.entrypoints.http.callers import Callers
from astrobookings.entrypoints.http.cursors import Cursors
from astrobookings.entrypoints.http.limits import RateLimits
from astrobookings.entrypoints.http.settings import HttpSettings

if TYPE_CHECKING:
    from astrobookings.entrypoints.system import System

__all__ = ["HttpState", "http_state"]


@frozen(eq=False)
class HttpState:
    system: "System"
    settings: HttpSettings
    board_version: BoardVersion
    board: BoardCache
    callers: Callers
    cursors: Cursors
    limits: RateLimits


def http_state(system: "System", settings: HttpSettings) -> HttpState:
    """A fresh state; what it remembers ages by the clock of *system*."""

    def now() -> float:
        return system.clock.now().timestamp()

    version = BoardVersion()
    return HttpState(
        system=system,
        settings=settings,
        board_version=version,
        board=BoardCache(
            version,
            ttl=settings.board_ttl.total_seconds(),
            entries=settings.board_entries,
            clock=now,
        ),
        callers=Callers(ttl=settings.caller_ttl.total_seconds(), clock=now),
        cursors=Cursors(settings.cursor_secret),
        limits=RateLimits(settings),
    )
