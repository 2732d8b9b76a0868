"""Problem documents (RFC 9457)."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from attrs import frozen
from litestar import Response

from astrobookings.domain.kernel.errors import Fault
from astrobookings.entrypoints.http.catalogue import title_of

__all__ = ["PROBLEM_TYPE", "Problem", "ProblemFault", "Rejected", "problem", "problem_document"]

PROBLEM_TYPE = "application/problem+json"

_STANDARD = frozenset({"type", "title", "status", "detail", "code", "errors", "request_id"})


class ProblemFault(msgspec.Struct):
    """One fault of the input."""

    pointer: str
    detail: str
    code: str


class Problem(msgspec.Struct, omit_defaults=True):
    """What went wrong; further members depend on the code."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: list[ProblemFault] = []


@frozen(kw_only=True)
class Rejected(Exception):
    """A request that the HTTP side itself turns down."""

    status: int
    code: str
    detail: str
    faults: tuple[Fault, ...] = ()
    members: Mapping[str, Any] = {}
    headers: Mapping[str, str] = {}

    def __str__(self) -> str:
        return self.detail


def problem_document(
    status: int,
    code: str,
    detail: str,
    *,
    request_id: str,
    public_url: str = "",
    faults: Iterable[Fault] = (),
    members: Mapping[str, Any] = MappingProxyType({}),
) -> bytes:
    """The document of a problem; *members* are added to the standard ones, never over them."""
    document: dict[str, Any] = {
        "type": f"{public_url}/problems/{code}",
        "title": title_of(code),
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": request_id,
        **{name: value for name, value in members.items() if name not in _STANDARD},
    }
    errors = [ProblemFault(fault.pointer, fault.detail, fault.code) for fault in faults]
    if errors:
        document["errors"] = errors
    return msgspec.json.encode(document, enc_hook=str)


def problem(
    document: bytes, status: int, *, headers: Mapping[str, str] = MappingProxyType({})
) -> Response[bytes]:
    """The answer that carries *document*."""
    return Response(
        document,
        status_code=status,
        media_type=PROBLEM_TYPE,
        headers={"cache-control": "no-store", **headers},
    )
