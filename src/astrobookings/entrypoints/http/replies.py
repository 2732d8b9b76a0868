"""Answers, encoded where the use-case ran."""

from collections.abc import Mapping
from typing import TypeVar, cast

import msgspec
from litestar import Response
from litestar.enums import MediaType

from astrobookings.application.ports.papers import Paper
from astrobookings.entrypoints.http.etags import matches

__all__ = ["PRIVATE", "Raw", "Reply", "paper", "tagged"]

T = TypeVar("T")

_encode = msgspec.json.Encoder(decimal_format="string").encode

PRIVATE = {"cache-control": "private, no-cache"}


class Reply(Response[T]):
    """An answer of type T (for the API description), encoded as it was made."""

    __slots__ = ("encoded",)

    def __init__(
        self,
        answer: T,
        *,
        status: int | None = None,
        etag: str | None = None,
        headers: Mapping[str, str] = PRIVATE,
    ) -> None:
        self._carry(
            _encode(answer),
            status=status,
            media_type=MediaType.JSON,
            headers={**headers} if etag is None else {**headers, "etag": etag},
        )

    def _carry(
        self, encoded: bytes, *, status: int | None, media_type: str, headers: dict[str, str]
    ) -> None:
        content = cast("T", encoded)  # bytes are sent as they are
        super().__init__(content, status_code=status, media_type=media_type, headers=headers)
        self.encoded = encoded


class Raw(Reply[T]):
    """An answer whose bytes are there already."""

    __slots__ = ()

    def __init__(
        self,
        encoded: bytes,
        *,
        status: int,
        media_type: str = MediaType.JSON,
        headers: Mapping[str, str] = PRIVATE,
    ) -> None:
        self._carry(encoded, status=status, media_type=media_type, headers={**headers})


def tagged(answer: T, etag: str, if_none_match: str | None) -> Reply[T]:
    """*answer* with its tag, or 304 when the client has it already."""
    if matches(if_none_match, etag):
        return Raw(b"", status=304, headers={**PRIVATE, "etag": etag})
    return Reply(answer, etag=etag)


def paper(document: Paper) -> Raw[bytes]:
    """A file for people, to be saved under its own name."""
    name = document.filename.replace('"', "")
    disposition = {"content-disposition": f'attachment; filename="{name}"'}
    return Raw(
        document.content,
        status=200,
        media_type=document.content_type,
        headers={**PRIVATE, **disposition},
    )
