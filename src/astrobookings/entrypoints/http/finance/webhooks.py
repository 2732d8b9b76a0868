"""Where the payment gateway tells us that something happened (story 2.3)."""

from typing import Annotated, Any, cast

from litestar import Router, post
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import HeaderParameter

from astrobookings.domain.booking.errors import SignatureInvalid
from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.http.auth import identify
from astrobookings.entrypoints.http.finance.answers import Received
from astrobookings.entrypoints.http.openapi import problems_of
from astrobookings.entrypoints.http.queries import refuse_unknown_parameters
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["webhooks"]

_MOST = 256 * 1024
"""Bytes of a signal: a charge with all that hangs on it."""

Signature = Annotated[
    str,
    HeaderParameter(name="Stripe-Signature", description="When the body was signed, and how."),
]


async def _admit_signed(
    connection: "ASGIConnection[Any, Any, Any, Any]", handler: BaseRouteHandler
) -> None:
    """Guard: as `admit`, but a gateway may call as often as it has to: only forgeries count."""
    request = cast("ApiRequest", connection)
    if request.token is not None:
        await identify(connection, handler)
    else:
        service, request_id = request.service, request.request_id
        request.caller = Principal.visitor(service=service, request_id=request_id)
    await refuse_unknown_parameters(connection, handler)


@post(
    "/payments",
    operation_id="hear_gateway",
    summary="Hear the payment gateway",
    status_code=202,
    request_max_body_size=_MOST,
    responses=problems_of(413),
)
async def hear_gateway(request: ApiRequest, signature: Signature = "") -> Reply[Received]:
    """For the gateway alone: it may call late, twice and in any order."""
    body = await request.body()
    hear = request.system.hear_gateway
    try:
        await sync_to_thread(hear, body, signature, request_id=request.request_id)
    except SignatureInvalid:
        await request.http.limits.visit(request.origin, changing=True)
        raise
    return Reply(Received(), status=202)


def webhooks() -> Router:
    """The routes that others call of their own accord."""
    return Router(
        "/api/v1/finance/webhooks",
        route_handlers=[hear_gateway],
        guards=[_admit_signed],
        opt={"service": "finance"},
        tags=["finance"],
    )
