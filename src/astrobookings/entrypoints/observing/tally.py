"""Requests that this process served, counted by route."""

import threading
from bisect import bisect_left
from collections.abc import Mapping

from attrs import define, field, frozen

from astrobookings.domain.monitoring.traffic import BOUNDS_MS, Traffic

__all__ = ["OTHER", "RouteCounts", "Served", "Tally"]

OTHER = "other"
_MOST_ROUTES = 300
_METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"})


@frozen
class Served:
    """A route as figures name it: a template such as `/api/v1/booking/launches/{id}`."""

    service: str
    method: str
    route: str


_REST = Served(OTHER, OTHER, OTHER)


@frozen
class RouteCounts:
    """What was served on one route since the process began."""

    durations: tuple[int, ...]
    """How many requests lasted up to each of `BOUNDS_MS`, and longer."""
    seconds: float
    """All together."""
    statuses: Mapping[int, int]


@define
class _Counts:
    durations: list[int] = field(factory=lambda: [0] * (len(BOUNDS_MS) + 1))
    ms: float = 0.0
    statuses: dict[int, int] = field(factory=dict)


@define
class Tally:
    """Figures of requests. Routes and methods are those that are known, so that nobody can make up
    new ones and fill the memory of whoever reads them.
    """

    _routes: dict[Served, _Counts] = field(factory=dict, init=False)
    _fresh: _Counts = field(factory=_Counts, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def add(self, service: str, method: str, route: str, status: int, ms: float) -> None:
        """Count a request that lasted *ms* milliseconds."""
        served = Served(service, method if method in _METHODS else OTHER, route)
        place = bisect_left(BOUNDS_MS, ms)
        with self._lock:
            counts = self._routes.get(served)
            if counts is None:
                full = len(self._routes) >= _MOST_ROUTES
                counts = self._routes.setdefault(_REST if full else served, _Counts())
            for one in (counts, self._fresh):
                one.durations[place] += 1
                one.ms += ms
                one.statuses[status] = one.statuses.get(status, 0) + 1

    def take(self) -> Traffic:
        """What was served since the last time."""
        with self._lock:
            fresh, self._fresh = self._fresh, _Counts()
        statuses = fresh.statuses.items()
        return Traffic(
            tuple(fresh.durations),
            refused=sum(count for status, count in statuses if 400 <= status < 500),
            failed=sum(count for status, count in statuses if status >= 500),
        )

    def routes(self) -> dict[Served, RouteCounts]:
        """What was served since the process began, by route."""
        with self._lock:
            return {
                served: RouteCounts(tuple(one.durations), one.ms / 1000, dict(one.statuses))
                for served, one in self._routes.items()
            }
