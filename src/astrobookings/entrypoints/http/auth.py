"""Who asks: the bearer token, and nothing else."""

from typing import Any, cast

from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotSignedIn
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["MEMBERS_ONLY", "identify"]

MEMBERS_ONLY = {"members_only": True}
"""`opt` of routes that turn visitors away before they look at the request."""


async def identify(
    connection: "ASGIConnection[Any, Any, Any, Any]", handler: BaseRouteHandler
) -> None:
    """Set the request's caller.

    Raises:
        NotSignedIn: a visitor asks for what only members get.
        BadToken, SessionEnded: there is a token, but it is not good, whatever the route.
        TooManyRequests: a visitor asks too often.
    """
    request = cast("ApiRequest", connection)
    token = request.token
    if token is None:
        request.caller = await _visitor(request)
        if handler.opt.get("members_only"):
            raise NotSignedIn
        return
    service, request_id = request.service, request.request_id
    known = request.http.callers.recall(token, service=service, request_id=request_id)
    request.caller = known or await _checked(request, token)


async def _visitor(request: ApiRequest) -> Principal:
    await request.http.limits.visit(request.origin, changing=request.changing)
    return Principal.visitor(service=request.service, request_id=request.request_id)


async def _checked(request: ApiRequest, token: str) -> Principal:
    callers = request.http.callers
    era = callers.era
    try:
        by = await sync_to_thread(
            request.system.authenticate,
            token,
            service=request.service,
            request_id=request.request_id,
        )
    except NotSignedIn:
        await _visitor(request)  # counts as one
        raise
    callers.keep(token, by, era)
    return by
