"""The outermost layer: request ids, the access log, and the board before anything else runs."""

import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from uuid_utils.compat import uuid7

from astrobookings.entrypoints.http.board_cache import BoardEntry
from astrobookings.entrypoints.http.etags import matches
from astrobookings.entrypoints.http.observed import observe
from astrobookings.entrypoints.http.state import HttpState
from astrobookings.entrypoints.observing.observer import Observer

__all__ = ["BOARD_HEADERS", "BOARD_PATH", "Front"]

BOARD_PATH = "/api/v1/booking/launches"
BOARD_HEADERS = {"cache-control": "no-cache"}
"""Anybody may keep the board, but asks before showing it again."""

_SANE_ID = re.compile(rb"[A-Za-z0-9._:/+=-]{1,128}")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_log = structlog.get_logger("astrobookings.access")


class Front:
    """Wraps an application; answers for the board at once while they are fresh."""

    def __init__(
        self,
        app: ASGIApp,
        state: HttpState,
        *,
        board: bool,
        board_headers: Mapping[str, str],
        after_change: Callable[[str, int], Awaitable[None]],
        observer: Observer | None = None,
    ) -> None:
        self._app = app
        self._state = state
        self._board_path = BOARD_PATH if board else None
        self._logs = state.settings.access_log
        self._hops = state.settings.forwarded_hops
        self._observer = observer
        self._after_change = after_change
        usual = {**BOARD_HEADERS, **board_headers}
        self._board_headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in usual.items()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        started = time.perf_counter_ns()
        headers = dict(scope["headers"])
        request_id = _request_id(headers.get(b"x-request-id"))
        entry = self._board_entry(scope, headers)
        if entry is not None:
            scope["path_template"] = BOARD_PATH
            status = await self._answer_board(entry, headers, request_id, send)
        else:
            status = await self._pass_on(scope, receive, send, request_id)
        ms = (time.perf_counter_ns() - started) / 1e6
        if self._observer is not None:
            observe(self._observer, scope, status, request_id, ms, hops=self._hops)
        if self._logs:
            _note(scope, status, request_id, ms)

    def _board_entry(self, scope: HTTPScope, headers: dict[bytes, bytes]) -> BoardEntry | None:
        if scope["path"] != self._board_path or scope["method"] != "GET":
            return None
        token = headers.get(b"authorization")
        if token is not None and not self._is_known(token):
            return None
        return self._state.board.ready(scope["query_string"])

    def _is_known(self, authorization: bytes) -> bool:
        scheme, _, token = authorization.partition(b" ")
        known = self._state.callers.knows
        return scheme.lower() == b"bearer" and known(token.strip().decode("latin-1"))

    async def _answer_board(
        self, entry: BoardEntry, headers: dict[bytes, bytes], request_id: str, send: Send
    ) -> int:
        asked = headers.get(b"if-none-match")
        same = asked is not None and matches(asked.decode("latin-1"), entry.etag)
        body = b"" if same else entry.body
        status = 304 if same else 200
        extra = [(b"etag", entry.etag.encode()), (b"x-request-id", request_id.encode())]
        if not same:
            extra.append((b"content-type", b"application/json"))
            extra.append((b"content-length", str(len(body)).encode()))
        started: Any = {
            "type": "http.response.start",
            "status": status,
            "headers": [*self._board_headers, *extra],
        }
        await send(started)
        await send({"type": "http.response.body", "body": body, "more_body": False})
        return status

    async def _pass_on(
        self, scope: HTTPScope, receive: Receive, send: Send, request_id: str
    ) -> int:
        scope["state"] = {**scope["state"], "request_id": request_id}
        structlog.contextvars.bind_contextvars(request_id=request_id)
        changing = scope["method"] not in _SAFE
        told, status = scope["path"], 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if changing:
                    await self._after_change(told, status)
                message["headers"] = [
                    *message["headers"],
                    (b"x-request-id", request_id.encode()),
                ]
            await send(message)

        await self._app(scope, receive, noting)
        return status


def _request_id(given: bytes | None) -> str:
    if given is not None and _SANE_ID.fullmatch(given):
        return given.decode()
    return str(uuid7())


def _note(scope: HTTPScope, status: int, request_id: str, ms: float) -> None:
    _log.info(
        "request",
        method=scope["method"],
        path=scope["path"],
        status=status,
        ms=round(ms, 2),
        request_id=request_id,
    )
