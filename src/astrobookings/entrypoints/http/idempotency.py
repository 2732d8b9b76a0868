"""Requests that carry a key book or pay once (design §5)."""

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import msgspec
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from astrobookings.domain.booking.idempotency import Answer, KeyedRequest
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Unavailable
from astrobookings.entrypoints.http.problems import PROBLEM_TYPE, Rejected
from astrobookings.entrypoints.http.replies import PRIVATE, Raw, Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["KEY_HEADER", "digest", "keyed", "once", "require_key", "valid_key"]

T = TypeVar("T")

KEY_HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_KEPT = frozenset({201, 202, 402})
"""Answers that took seats or began a payment; refusals leave the key free."""


def valid_key(header: str | None) -> str:
    """The key in *header*.

    Raises:
        Rejected: 400, missing or not 1 to 200 visible ASCII characters.
    """
    if not header:
        detail = f"Send an {KEY_HEADER} header, so that a retry does not act twice."
        raise Rejected(status=400, code="idempotency-key-missing", detail=detail)
    if not _KEY.fullmatch(header):
        detail = f"{KEY_HEADER} must be 1 to 200 visible ASCII characters."
        raise Rejected(status=400, code="idempotency-key-invalid", detail=detail)
    return header


async def require_key(
    connection: "ASGIConnection[Any, Any, Any, Any]", _: BaseRouteHandler
) -> None:
    """Guard: let the request go on only with a key; raises as `valid_key`."""
    valid_key(connection.headers.get(KEY_HEADER))


def digest(data: msgspec.Struct) -> str:
    """SHA-256 of *data* as canonical JSON: the order of fields does not count."""
    return hashlib.sha256(msgspec.json.encode(data, order="sorted")).hexdigest()


def keyed(request: ApiRequest, by: Principal, key: str, data: msgspec.Struct) -> KeyedRequest:
    """*request* of *by* under its idempotency *key*.

    Raises:
        NotSignedIn: keys belong to users.
        Rejected: as `valid_key`.
    """
    return KeyedRequest(
        user_id=signed_in(by),
        method=request.scope["method"],
        path=request.scope["path"],
        key=valid_key(key),
        digest=digest(data),
    )


def once(
    request: ApiRequest,
    header: str,
    data: msgspec.Struct,
    work: Callable[[Principal, KeyedRequest], Reply[T]],
    *,
    guarded: bool = False,
) -> Reply[T]:
    """The answer of *work*, or the recorded one of the same request under the same key.

    *guarded* work never acts twice under a key, whoever asks: it goes first, and the record is
    looked for only when it refuses, so that a new request need not ask.

    Raises:
        NotSignedIn: keys belong to users.
        KeyReused: the key came with another body.
        BookingRequestRefused: the request came before, in an outage, and was refused for good.
    """
    by = request.by
    key = keyed(request, by, header, data)
    earlier = None if guarded else request.system.find_answer(key)
    if earlier is not None:
        return _replayed(earlier)
    try:
        reply = work(by, key)
    except AstroBookingsError:
        earlier = request.system.find_answer(key) if guarded else None
        if earlier is None:
            raise
        return _replayed(earlier)
    if reply.status_code in _KEPT:
        with suppress(Unavailable):  # it is done; a retry is shown what came of it
            request.system.keep_answer(key, Answer(reply.status_code, reply.encoded.decode()))
    return reply


def _replayed(earlier: Answer) -> Reply[Any]:
    headers = {**PRIVATE, "idempotency-replayed": "true"}
    booked = msgspec.json.decode(earlier.body)
    if earlier.status in {201, 202} and "id" in booked:
        headers["location"] = f"/api/v1/booking/bookings/{booked['id']}"
    media_type = PROBLEM_TYPE if earlier.status == 402 else "application/json"
    return Raw(earlier.body.encode(), status=earlier.status, media_type=media_type, headers=headers)
