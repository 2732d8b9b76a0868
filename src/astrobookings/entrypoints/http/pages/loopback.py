"""Pages for people at this machine alone."""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler

__all__ = ["loopback_only"]

_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


async def loopback_only(
    connection: "ASGIConnection[Any, Any, Any, Any]", _: BaseRouteHandler
) -> None:
    """Let in browsers on this machine that asked for it by a local name, and no proxy.

    A page elsewhere whose name was bent to this address brings a foreign Host header.

    Raises:
        NotFoundException: anybody else asks.
    """
    host = urlsplit(f"//{connection.headers.get('host', '')}").hostname
    here = connection.client is not None and _is_loopback(connection.client.host)
    through_proxy = {"x-forwarded-for", "forwarded"} & set(connection.headers)
    if not here or through_proxy or host not in _NAMES:
        raise NotFoundException
