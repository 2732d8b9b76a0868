"""POST bookings through HTTP, against pgbench running the same statement."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack

import attrs
from attrs import frozen

from benchmarks.bookkeeping import books
from benchmarks.goals import HOT, HOT_P99, SPREAD
from benchmarks.harness import Outcome, Report, Run, Span, in_turn, progress, ratios
from benchmarks.load import Answered, Load, request, send
from benchmarks.platform import OPERATIONS, bearers, settled_platform
from benchmarks.rows import SEATS, TRAVELERS, launch_id
from benchmarks.same_statement import BOOKINGS_PATH, SEATS_EACH, script
from benchmarks.servers import Granian, Postgres, granian, postgres, temporary

__all__ = ["run"]

_SPREAD = 1000
"""Launches that bookings are spread over."""
_FASTEST = 8000
"""Bookings a second that nobody reaches here: how many are prepared, and launches for them."""
_A_LAUNCH = SEATS // SEATS_EACH
"""Bookings that fill a launch."""
_CLIENT = _A_LAUNCH // 8
"""Bookings of each of the 8 clients of pgbench until it goes on to the next hot launch."""
_WARM = 0.5


@frozen
class _Booked:
    """One round: bookings made, their rate; of HTTP also latencies in ms and processor time."""

    done: int
    rate: float
    p50: float = 0.0
    p99: float = 0.0
    cpu: float = 0.0
    """Microseconds of the server for each."""


@frozen
class _Hot:
    """Launches that are sold one after the other, everybody at the same: so many a round."""

    each: int

    def first(self, number: int, *, half: int) -> int:
        """The first launch of a round, for HTTP (half 0) or pgbench (1)."""
        return _SPREAD + (2 * number + half) * self.each


def run(run: Run) -> Report:
    """Spread and hot, HTTP and pgbench in turn; then the books are compared."""
    hot = _Hot(int(_FASTEST * max(run.seconds, 1.0)) // (8 * _CLIENT) + 2)
    with ExitStack() as stack:
        folder = stack.enter_context(temporary())
        server = stack.enter_context(postgres())
        progress("booking: launches and travelers on PostgreSQL")
        settings = settled_platform(server, folder, _SPREAD + 2 * run.rounds * hot.each)
        told = attrs.asdict(settings, recurse=False)
        ours = stack.enter_context(granian("platform", told, folder / "log"))
        http = _Http(ours, bearers(settings), run.seconds)
        bench = _Pgbench(server, settings.operations_url, run.seconds)
        warm = http.spread(0, seconds=_WARM)
        found = in_turn(
            run,
            {
                "HTTP, spread": http.spread,
                "pgbench, spread": lambda number: bench.spread(number),
                "HTTP, hot": lambda number: http.hot(hot.first(number, half=0)),
                "pgbench, hot": lambda number: bench.hot(number, hot.first(number, half=1)),
            },
        )
        done = warm.done + sum(one.done for booked in found.values() for one in booked)
        kept = books(server.url(OPERATIONS))
        return _report(found, (kept.told(),), tuple(kept.faults(expected=done)))


class _Http:
    """Bookings through the API, under keys that never come twice."""

    def __init__(self, server: Granian, bearers: Sequence[str], seconds: float) -> None:
        self._server = server
        self._bearers = bearers
        self._seconds = seconds
        self._random = random.Random(7)
        self._keys = iter(range(1 << 60))

    def spread(self, _: int, *, seconds: float | None = None) -> _Booked:
        """Any launch of the many."""
        lasting = seconds or self._seconds
        places = (self._random.randrange(_SPREAD) for _ in range(int(_FASTEST * lasting)))
        return self._booked(places, lasting)

    def hot(self, first: int) -> _Booked:
        """All on one launch; on the next when it is full."""
        count = int(_FASTEST * self._seconds)
        return self._booked((first + done // _A_LAUNCH for done in range(count)), self._seconds)

    def _booked(self, launches: Iterator[int], seconds: float) -> _Booked:
        asked = [self._request(launch) for launch in launches]
        before = self._server.cpu()
        answered = send(Load(self._server.port, asked, seconds))
        used = self._server.cpu() - before
        return _told(answered, used)

    def _request(self, launch: int) -> bytes:
        number = next(self._keys)
        headers = {
            "authorization": self._bearers[number % TRAVELERS],
            "idempotency-key": f"booking-{number}",
        }
        body = json.dumps({"launch_id": str(launch_id(launch)), "seats": SEATS_EACH})
        return request("POST", BOOKINGS_PATH, headers, body.encode())


def _told(answered: Answered, cpu: float) -> _Booked:
    if set(answered.statuses) != {201}:
        raise RuntimeError(f"not every booking was accepted: {answered.statuses}")
    done = answered.statuses[201]
    figures = (answered.ms(0.5), answered.ms(0.99), cpu / done * 1e6)
    return _Booked(done, answered.rate, *figures)


class _Pgbench:
    """The same statement without anything around it."""

    def __init__(self, server: Postgres, url: str, seconds: float) -> None:
        self._server = server
        self._url = url
        self._seconds = seconds
        self._runs = iter(range(1, 1 << 20))

    def spread(self, _: int) -> _Booked:
        return self._booked(f"random(0, {_SPREAD - 1})")

    def hot(self, _: int, first: int) -> _Booked:
        return self._booked(f"{first} + (:i - 1) / {_CLIENT}")

    def _booked(self, launch: str) -> _Booked:
        text, values = script(self._url, launch)
        base = next(self._runs) * 100_000_000
        bench = self._server.pgbench(OPERATIONS, text, {**values, "base": base}, self._seconds)
        return _Booked(bench.done, bench.rate)


def _report(
    found: Mapping[str, Sequence[_Booked]], notes: tuple[str, ...], faults: tuple[str, ...]
) -> Report:
    rates = {name: [one.rate for one in booked] for name, booked in found.items()}
    p99 = {name: [one.p99 for one in booked] for name, booked in found.items()}
    return Report(
        outcomes=(
            Outcome(SPREAD, ratios(rates["HTTP, spread"], rates["pgbench, spread"])),
            Outcome(HOT, ratios(rates["HTTP, hot"], rates["pgbench, hot"])),
            Outcome(HOT_P99, ratios(p99["HTTP, hot"], p99["HTTP, spread"])),
        ),
        notes=(*(_note(name, booked) for name, booked in found.items()), *notes),
        faults=faults,
    )


def _note(name: str, booked: Sequence[_Booked]) -> str:
    rate = f"{name}: {Span.of(one.rate for one in booked).told(',.0f')} bookings/s"
    if not booked[0].p99:
        return rate
    p50 = Span.of(one.p50 for one in booked).told(".1f")
    p99 = Span.of(one.p99 for one in booked).told(".1f")
    cpu = Span.of(one.cpu for one in booked).told(".0f")
    return f"{rate}, p50 {p50} ms, p99 {p99} ms, server CPU {cpu} µs each"
