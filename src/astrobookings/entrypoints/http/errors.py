"""Which status each error gets: the one place that knows."""

import traceback
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import structlog
from attrs import fields, has
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from astrobookings.domain.booking.errors import (
    KeyReused,
    SeatLimitExceeded,
    SignatureInvalid,
)
from astrobookings.domain.identity.errors import AccountBarred
from astrobookings.domain.kernel.errors import (
    AstroBookingsError,
    Declined,
    Fault,
    Invalid,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Refused,
    Stale,
    TooMany,
    Unavailable,
)
from astrobookings.entrypoints.http.problems import Rejected, problem, problem_document

__all__ = ["EXCEPTION_HANDLERS", "headers_of", "status_of"]

_STATUSES: tuple[tuple[type[AstroBookingsError], int], ...] = (
    (SeatLimitExceeded, 422),
    (KeyReused, 422),
    (SignatureInvalid, 400),
    (AccountBarred, 403),
    (Invalid, 422),
    (NotSignedIn, 401),
    (NotAllowed, 403),
    (NotFound, 404),
    (Refused, 409),
    (Declined, 402),
    (TooMany, 429),
    (Unavailable, 503),
)
_RETRY_UNAVAILABLE = 5
"""Seconds after which an unavailable system may be tried again."""

_FEW = 3
"""Faults that the detail itself still tells."""

_CODES = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "unsupported-media-type",
}

_log = structlog.get_logger("astrobookings.http")

AnyRequest = Request[Any, Any, Any]


def status_of(error: AstroBookingsError, *, if_match: bool = False) -> int:
    """The status of *error*; *if_match* tells whether the request named a version."""
    if isinstance(error, Stale):
        return 412 if if_match else 409
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def _members(error: AstroBookingsError) -> dict[str, Any]:
    kind = type(error)
    names = (attribute.name for attribute in fields(kind)) if has(kind) else ()
    return {name: getattr(error, name) for name in names if name != "faults"}


def headers_of(error: AstroBookingsError) -> dict[str, str]:
    """The headers that tell what to do about *error*."""
    if isinstance(error, NotSignedIn):
        hint = ', error="invalid_token"' if error.code in {"invalid-token", "session-ended"} else ""
        return {"www-authenticate": f'Bearer realm="astrobookings"{hint}'}
    if isinstance(error, TooMany):
        return {"retry-after": str(max(error.retry_after, 1))}
    if isinstance(error, Unavailable):
        return {"retry-after": str(_RETRY_UNAVAILABLE)}
    return {}


def _answer(
    request: AnyRequest,
    status: int,
    code: str,
    detail: str,
    *,
    faults: tuple[Fault, ...] = (),
    members: Mapping[str, Any] = MappingProxyType({}),
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Response[bytes]:
    request.scope["state"]["problem"] = code
    document = problem_document(
        status,
        code,
        detail,
        request_id=request.scope["state"].get("request_id", ""),
        public_url=request.app.state.http.settings.public_url,
        faults=faults,
        members=members,
    )
    return problem(document, status, headers=headers)


def _domain(request: AnyRequest, error: AstroBookingsError) -> Response[bytes]:
    status = status_of(error, if_match="if-match" in request.headers)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _unforeseen(request, error)
    if isinstance(error, Invalid):
        return _invalid(request, error)
    members, headers = _members(error), headers_of(error)
    return _answer(request, status, error.code, str(error), members=members, headers=headers)


def _invalid(request: AnyRequest, error: Invalid) -> Response[bytes]:
    many = len(error.faults) > _FEW
    detail = f"{len(error.faults)} faults were found; see errors." if many else str(error)
    return _answer(request, status_of(error), error.code, detail, faults=error.faults)


def _rejected(request: AnyRequest, error: Rejected) -> Response[bytes]:
    return _answer(
        request,
        error.status,
        error.code,
        error.detail,
        faults=error.faults,
        members=error.members,
        headers=error.headers,
    )


def _parameters(request: AnyRequest, error: ValidationException) -> Response[bytes]:
    found = error.extra if isinstance(error.extra, list) else []
    if any(one.get("key") == "data" for one in found):
        return _answer(request, 400, "not-json", "The body must be a JSON document.")
    if not found:
        return _answer(request, 400, "bad-request", error.detail)
    faults = tuple(
        Fault(f"/{one.get('key', '')}", one["message"].replace("`", "")) for one in found
    )
    return _invalid(request, Invalid(faults))


def _framework(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    if error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _unforeseen(request, error)
    code = _CODES.get(error.status_code, "bad-request")
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    return _answer(request, error.status_code, code, error.detail, headers=headers)


def _unforeseen(request: AnyRequest, error: Exception) -> Response[bytes]:
    told = "".join(traceback.format_exception(error))  # without the values of variables
    _log.error("request failed", path=request.scope["path"], exception=told)
    detail = "Something went wrong on our side; it was noted under the request id."
    return _answer(request, 500, "internal-error", detail)


EXCEPTION_HANDLERS: Mapping[int | type[Exception], Any] = {
    AstroBookingsError: _domain,
    Rejected: _rejected,
    ValidationException: _parameters,
    HTTPException: _framework,
    Exception: _unforeseen,
}
