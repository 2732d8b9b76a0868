"""For those who watch over the server."""

import asyncio

import msgspec
import structlog
from litestar import get
from litestar.concurrency import sync_to_thread

from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.http.openapi import problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["Health", "livez", "readyz"]

_PATIENCE = 3.0
"""Seconds for the stores to answer."""
_UNKEPT = {"cache-control": "no-store"}

_log = structlog.get_logger("astrobookings.http")


class Health(msgspec.Struct):
    status: str


class NotReady(Unavailable):
    """The store of bookings does not answer."""

    def __str__(self) -> str:
        return "The server cannot do its work now."


@get("/livez", operation_id="livez", summary="Is the process alive?", tags=["health"])
async def livez() -> Reply[Health]:
    """Answers as long as the process does."""
    return Reply(Health("alive"), headers=_UNKEPT)


@get(
    "/readyz",
    operation_id="readyz",
    summary="Can the server work?",
    tags=["health"],
    responses=problems_of(always=(503,)),
)
async def readyz(request: ApiRequest) -> Reply[Health]:
    """Answers 503 while the store of bookings does not answer."""
    by = Principal.visitor(service="system", request_id=request.request_id)
    look = sync_to_thread(request.http.system.list_spaceports, by, PageRequest(limit=1))
    try:
        await asyncio.wait_for(look, _PATIENCE)
    except Exception as error:
        _log.warning("not ready", error=repr(error))
        raise NotReady from error
    return Reply(Health("ready"), headers=_UNKEPT)
