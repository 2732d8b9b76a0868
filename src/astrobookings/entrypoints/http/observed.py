"""What is noted of a request once it is answered (story 6.1)."""

from typing import Any

from litestar import Request
from litestar.types import HTTPScope

from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.monitoring.entries import Level
from astrobookings.domain.monitoring.redaction import Fact
from astrobookings.entrypoints.http.requests import SAFE, origin_address
from astrobookings.entrypoints.observing.observer import Observer
from astrobookings.entrypoints.observing.tally import OTHER

__all__ = ["observe"]

_API = "/api/v1/"
_TELLING = frozenset({401, 403, 429})
"""Refusals of reads that matter; nobody gains by knowing who looked for what is not there."""
_SIGN_IN = "/api/v1/system/auth/login"


def observe(
    observer: Observer, scope: HTTPScope, status: int, request_id: str, ms: float, *, hops: int
) -> None:
    """Count the request, and note it if it was to change something or was refused."""
    route = scope.get("path_template") or OTHER
    service = _service(route)
    observer.tally.add(service, scope["method"], route, status, ms)
    refused = status >= 400
    if scope["method"] in SAFE and status < 500 and status not in _TELLING:
        return
    if refused and status < 500 and not observer.refusals.take():
        return
    caller: Principal | None = scope["state"].get("caller")
    code = scope["state"].get("problem")
    answered = f"{status} {code}" if code else str(status)
    facts: dict[str, Fact] = {
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "code": code,
        "ms": round(ms, 1),
        "origin": _origin(scope, hops),
    }
    observer.journal.note(
        service,
        _event(scope["path"], status),
        f"{scope['method']} {scope['path']} was answered {answered}.",
        level=_level(status),
        actor=None if caller is None else caller.user_id,
        request_id=request_id,
        facts=facts,
    )


def _service(route: str) -> str:
    """By our own routes alone, never by what somebody asked for."""
    if route == OTHER:
        return OTHER
    return route.removeprefix(_API).partition("/")[0] if route.startswith(_API) else "site"


def _event(path: str, status: int) -> str:
    if status >= 500:
        return "request-failed"
    if status >= 400:
        return "sign-in-refused" if path == _SIGN_IN else "request-refused"
    return "request-served"


def _level(status: int) -> Level:
    if status >= 500:
        return Level.ERROR
    return Level.WARNING if status in _TELLING else Level.INFO


def _origin(scope: HTTPScope, hops: int) -> str:
    request: Request[Any, Any, Any] = Request(scope)
    return origin_address(request, hops)
