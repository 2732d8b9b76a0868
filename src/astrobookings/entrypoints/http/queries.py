"""Query strings hold the parameters a list knows, each at most once."""

from collections import Counter
from typing import Any

from litestar.connection import ASGIConnection
from litestar.constants import RESERVED_KWARGS
from litestar.enums import ParamType
from litestar.handlers import BaseRouteHandler
from litestar.params import ParameterKwarg

from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.entrypoints.http.problems import Rejected

__all__ = ["known_parameters", "refuse_unknown_parameters"]


def known_parameters(handler: BaseRouteHandler) -> tuple[str, ...]:
    """The query parameters of *handler*."""
    found = []
    for name, field in handler.parsed_fn_signature.parameters.items():
        how = field.kwarg_definition
        if name in RESERVED_KWARGS or not isinstance(how, ParameterKwarg):
            continue
        if how.param_type is ParamType.QUERY:
            found.append(how.name or name)
    return tuple(found)


async def refuse_unknown_parameters(
    connection: "ASGIConnection[Any, Any, Any, Any]", handler: BaseRouteHandler
) -> None:
    """Let the request go on only with parameters the route declares.

    Raises:
        Rejected: 400, unknown ones, or one given twice.
        Invalid: a value with a NUL in it.
    """
    if not connection.scope["query_string"]:
        return
    allowed = known_parameters(handler)
    given = list(connection.query_params.multi_items())
    wrong = [name for name, times in Counter(name for name, _ in given).items() if times > 1]
    wrong += [name for name, _ in given if name not in allowed]
    if wrong:
        told = ", ".join(allowed) or "none"
        raise Rejected(
            status=400,
            code="unknown-parameter",
            detail=f"Unknown or repeated: {wrong[0][:100]}. Allowed, once each: {told}.",
            members={"allowed": list(allowed)},
        )
    nul = [name for name, value in given if "\0" in value]
    if nul:
        detail = "must not contain control characters"
        raise Invalid(tuple(Fault(f"/{name}", detail, "control-characters") for name in nul))
