"""What every route of the API asks before its handler runs."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from astrobookings.entrypoints.http.auth import identify
from astrobookings.entrypoints.http.queries import refuse_unknown_parameters

__all__ = ["admit"]


async def admit(
    connection: "ASGIConnection[Any, Any, Any, Any]", handler: BaseRouteHandler
) -> None:
    """Guard: know the caller, then refuse unknown parameters; raises as these do.

    One guard for both, since Litestar copies the handler for each.
    """
    await identify(connection, handler)
    await refuse_unknown_parameters(connection, handler)
