"""The cached launch board, against a bare handler that returns the same bytes."""

import json
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack

import attrs
from attrs import evolve, frozen

from astrobookings.entrypoints.http.front import BOARD_PATH
from astrobookings.entrypoints.settings import Settings
from benchmarks.goals import AUTHENTICATED, CACHED_LIST, SHARED_LIST
from benchmarks.harness import Outcome, Report, Run, Span, in_turn, progress, ratios
from benchmarks.load import Answered, Load, request, send
from benchmarks.platform import bearers, settled_platform
from benchmarks.servers import Granian, granian, postgres, redis, temporary

__all__ = ["run"]

_LAUNCHES = 1000
_QUERY = f"{BOARD_PATH}?destination=moon&seats=2&sort=launch_at&limit=20"
_WARM = 0.3
"""Seconds of load before anything is measured."""


@frozen
class _Served:
    """The answers, and the server's processor time in microseconds for each."""

    answered: Answered
    cpu: float


def run(run: Run) -> Report:
    """Anonymous, with a token, and with Redis beside, in turn with the bare handler."""
    with ExitStack() as stack:
        folder = stack.enter_context(temporary())
        server = stack.enter_context(postgres())
        progress(f"board: {_LAUNCHES} launches on PostgreSQL")
        settings = settled_platform(server, folder, _LAUNCHES)
        bearer = bearers(settings)[0]
        log = folder / "log"
        ours = stack.enter_context(granian("platform", _told(settings), log))
        shared = evolve(settings, cache_url=stack.enter_context(redis()))
        on_redis = stack.enter_context(granian("platform", _told(shared), log))
        body = _body(ours)
        (folder / "body").write_bytes(body)
        told = {"body": str(folder / "body")}
        bare = stack.enter_context(granian("bare", told, log))
        plain = request("GET", _QUERY)
        signed = request("GET", _QUERY, {"authorization": bearer})
        cases = {"bare": (bare, plain), "anonymous": (ours, plain), "signed in": (ours, signed)}
        cases["on Redis"] = (on_redis, plain)
        for target, asked in cases.values():
            _served(target, asked, _WARM)
        found = in_turn(run, {name: _round(*case, run.seconds) for name, case in cases.items()})
        return _report(found, body)


def _told(settings: Settings) -> Mapping[str, object]:
    return attrs.asdict(settings, recurse=False)


def _body(server: Granian) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{_QUERY}", timeout=10) as answer:
        body: bytes = answer.read()
    if len(json.loads(body)["items"]) != 20:
        raise RuntimeError("the board does not fill a page")
    return body


def _round(server: Granian, asked: bytes, seconds: float) -> Callable[[int], _Served]:
    return lambda _: _served(server, asked, seconds)


def _served(server: Granian, asked: bytes, seconds: float) -> _Served:
    before = server.cpu()
    answered = send(Load(server.port, [asked], seconds, again=True))
    count = sum(answered.statuses.values())
    return _Served(answered, (server.cpu() - before) / count * 1e6)


def _report(found: Mapping[str, Sequence[_Served]], body: bytes) -> Report:
    rates = {name: [one.answered.rate for one in served] for name, served in found.items()}
    statuses = {
        status for served in found.values() for one in served for status in one.answered.statuses
    }
    return Report(
        outcomes=(
            Outcome(CACHED_LIST, ratios(rates["anonymous"], rates["bare"])),
            Outcome(SHARED_LIST, ratios(rates["on Redis"], rates["bare"])),
            Outcome(AUTHENTICATED, ratios(rates["signed in"], rates["anonymous"])),
        ),
        notes=(
            f"{_QUERY}: {len(body)} bytes",
            *(_note(name, served) for name, served in found.items()),
        ),
        faults=() if statuses == {200} else (f"the board answered {sorted(statuses)}",),
    )


def _note(name: str, served: Sequence[_Served]) -> str:
    rate = Span.of(one.answered.rate for one in served).told(",.0f")
    cpu = Span.of(one.cpu for one in served).told(".0f")
    tail = Span.of(one.answered.ms(0.99) for one in served).told(".1f")
    return f"{name}: {rate} req/s, server CPU {cpu} µs each, p99 {tail} ms"
