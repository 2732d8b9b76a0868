"""Refusals that no form shows, as pages with a word about what to do."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from attrs import frozen
from litestar import Request, Response
from litestar.exceptions import HTTPException, PermissionDeniedException

from astrobookings.domain.kernel.errors import (
    AstroBookingsError,
    NotFound,
    NotSignedIn,
    Unavailable,
)
from astrobookings.entrypoints.http.catalogue import title_of
from astrobookings.entrypoints.http.errors import EXCEPTION_HANDLERS, headers_of, status_of
from astrobookings.entrypoints.web.once import SentTwice
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.signing import sign_in_first

__all__ = ["FAILURES", "no_such_address"]

AnyRequest = Request[Any, Any, Any]


@frozen
class _Words:
    """What a page of a refusal says."""

    title: str
    detail: str
    remedy: str


_OF_THE_SERVER: Mapping[int, _Words] = {
    403: _Words(
        "This form is too old",
        "It was not sent from a page that you opened here lately.",
        "Go back, load the page again and send it once more; nothing was changed.",
    ),
    404: _Words(
        "There is no such page",
        "The address may be misspelt, or what was here is gone.",
        "Start again from the launch board.",
    ),
    405: _Words(
        "This page takes no such request",
        "It was asked in a way that only its own form would.",
        "Open the page again and use its buttons.",
    ),
    413: _Words(
        "That is too much at once",
        "What was typed is longer than any form takes.",
        "Go back and shorten it; nothing was changed.",
    ),
}
_NOT_UNDERSTOOD = _Words(
    "That was not understood",
    "The request is not one that a page of ours would send.",
    "Open the page again and use its buttons; nothing was changed.",
)
_REMEDIES: Mapping[int, str] = {
    403: "Sign in with an account that may, or ask somebody who has one.",
    409: "Load the page again, see how things stand now, and decide anew.",
    422: "Go back and correct it; nothing was changed.",
    429: "Wait a little, then try again.",
    503: "Try again in a moment; whatever was not said to be done is not done.",
}
"""What people do, by status; the catalogue speaks to programs."""


def _seen(request: AnyRequest) -> WebRequest:
    return request if isinstance(request, WebRequest) else WebRequest(request.scope)


def _page(
    request: AnyRequest,
    status: int,
    words: _Words,
    *,
    headers: Mapping[str, str] = MappingProxyType({}),
    back: str = "",
) -> Response[Any]:
    return page(
        _seen(request),
        "refused.html",
        status=status,
        headers={"cache-control": "no-store", **headers},
        title=words.title,
        detail=words.detail,
        remedy=words.remedy,
        back=back,
    )


def _refused(failed: AnyRequest, error: AstroBookingsError) -> Response[Any]:
    """Who is not signed in is asked to; what nobody foresaw is noted."""
    request = _seen(failed)
    if isinstance(error, NotSignedIn):
        return sign_in_first(request)
    status = status_of(error)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _unforeseen(request, error)
    back = request.referring_page if request.changing else ""
    return _page(request, status, _words(error, status), headers=_headers(error), back=back)


def _words(error: AstroBookingsError, status: int) -> _Words:
    if isinstance(error, NotFound):
        detail = f"There is no {error.kind.replace('_', ' ')} here, or none that you may see."
        return _Words("There is no such page", detail, "Start again from the launch board.")
    if isinstance(error, Unavailable):
        detail = "A part of the platform that this page needs does not answer right now."
        return _Words("Not possible for the moment", detail, _REMEDIES[status])
    remedy = _REMEDIES.get(status, _REMEDIES[409])
    return _Words(title_of(error.code), str(error), remedy)


def _headers(error: AstroBookingsError) -> dict[str, str]:
    return {name: said for name, said in headers_of(error).items() if name == "retry-after"}


def _refused_by_server(request: AnyRequest, error: HTTPException) -> Response[Any]:
    status = error.status_code
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _unforeseen(request, error)
    if isinstance(error, PermissionDeniedException):
        status = HTTPStatus.FORBIDDEN
    told = {name.lower(): said for name, said in (error.headers or {}).items()}
    allowed = {"allow": told["allow"]} if "allow" in told else {}
    words = _OF_THE_SERVER.get(status, _NOT_UNDERSTOOD)
    return _page(request, status, words, headers=allowed)


def _sent_twice(failed: AnyRequest, _: SentTwice) -> Response[Any]:
    request = _seen(failed)
    words = _Words(
        "Sent twice",
        "The same form arrived a second time; it counts once.",
        "Look at the page again to see what came of it.",
    )
    return _page(request, HTTPStatus.CONFLICT, words, back=request.referring_page)


def _unforeseen(request: AnyRequest, error: Exception) -> Response[Any]:
    EXCEPTION_HANDLERS[Exception](request, error)  # notes it
    told = request.scope["state"].get("request_id", "")
    words = _Words(
        "That did not work",
        f"Something went wrong on our side; it was noted as {told}.",
        "Try again in a moment. Whatever was not said to be done is not done.",
    )
    return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, words)


def no_such_address(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """What leads nowhere, as a page for people and as a problem for programs."""
    of_the_api = request.scope["path"].startswith("/api/")
    if of_the_api or "text/html" not in request.headers.get("accept", ""):
        answer: Response[Any] = EXCEPTION_HANDLERS[HTTPException](request, error)
        return answer
    return _refused_by_server(request, error)


FAILURES: Mapping[int | type[Exception], Any] = {
    AstroBookingsError: _refused,
    HTTPException: _refused_by_server,
    SentTwice: _sent_twice,
    Exception: _unforeseen,
}
