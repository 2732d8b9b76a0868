"""The entry log (story 6.2)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import msgspec
from attrs import frozen
from litestar import Controller, get
from litestar.openapi.spec import OpenAPIMediaType, Operation, Schema
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import QueryParameter
from litestar.response import Stream

from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.domain.monitoring.entries import Entry
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, Limit
from astrobookings.entrypoints.http.replies import PRIVATE, Reply
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.system.answers import EntriesAnswer, entry
from astrobookings.entrypoints.http.system.entry_filter import (
    ByActor,
    ByComponent,
    ByEvent,
    ByLevel,
    ByRequest,
    Since,
    Until,
    Words,
    entry_filter,
)
from astrobookings.entrypoints.http.tables import csv_lines

__all__ = ["LogFormat", "LogsController", "entries_file"]

_COLUMNS = (
    "at",
    "level",
    "component",
    "event",
    "message",
    "actor",
    "request_id",
    "facts",
    "trace",
    "id",
)
_encode = msgspec.json.Encoder().encode


class LogFormat(StrEnum):
    CSV = "csv"
    JSONL = "jsonl"


@frozen
class _File:
    """How a format is written, batch by batch."""

    media_type: str
    head: bytes
    written: Callable[[Sequence[Entry]], bytes]


def _rows(entries: Iterable[Entry]) -> bytes:
    return csv_lines(
        (
            one.at.isoformat(),
            one.level.value,
            one.component,
            one.event,
            one.message,
            one.actor,
            one.request_id,
            _encode(one.facts).decode(),
            one.trace,
            one.id,
        )
        for one in entries
    )


def _lines(entries: Iterable[Entry]) -> bytes:
    return b"".join(_encode(entry(one)) + b"\n" for one in entries)


_FILES = {
    LogFormat.CSV: _File("text/csv", csv_lines([_COLUMNS]), _rows),
    LogFormat.JSONL: _File("application/x-ndjson", b"", _lines),
}

As = Annotated[LogFormat, QueryParameter(name="format", description="The kind of file.")]


@dataclass
class _Export(Operation):
    """Describes each kind of file."""

    def __post_init__(self) -> None:
        answer = (self.responses or {})["200"]
        text = Schema(type=OpenAPIType.STRING)
        answer.content = {  # type: ignore[union-attr]  # it is no reference
            one.media_type: OpenAPIMediaType(schema=text) for one in _FILES.values()
        }


class LogsController(Controller):
    """Entries are added by the platform alone, and changed by nobody."""

    path = "/logs"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="search_entries",
        summary="Search the entry log",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def search(
        self,
        request: ApiRequest,
        level: ByLevel = None,
        component: ByComponent = None,
        event: ByEvent = None,
        actor: ByActor = None,
        request_id: ByRequest = None,
        since: Since = None,
        until: Until = None,
        text: Words = None,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[EntriesAnswer]:
        """By what entries are about and by their words, the newest first."""
        wanted = entry_filter(
            level=level,
            component=component,
            event=event,
            actor=actor,
            request_id=request_id,
            since=since,
            until=until,
            text=text,
        )
        page = request.system.search_entries(request.by, request.page(limit, after), wanted)
        return Reply(EntriesAnswer([entry(one) for one in page.items], request.next_cursor(page)))

    @get(
        "/export",
        operation_id="export_entries",
        summary="Export the entry log",
        operation_class=_Export,
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def export(
        self,
        request: ApiRequest,
        level: ByLevel = None,
        component: ByComponent = None,
        event: ByEvent = None,
        actor: ByActor = None,
        request_id: ByRequest = None,
        since: Since = None,
        until: Until = None,
        text: Words = None,
        format: As = LogFormat.CSV,  # noqa: A002
    ) -> Stream:
        """All entries that the same search finds, as a file: CSV, or one JSON object a line."""
        wanted = entry_filter(
            level=level,
            component=component,
            event=event,
            actor=actor,
            request_id=request_id,
            since=since,
            until=until,
            text=text,
        )
        return entries_file(format, request.system.export_entries(request.by, wanted))


def entries_file(kind: LogFormat, batches: Iterator[Sequence[Entry]]) -> Stream:
    """*batches* of entries as a file to save, written while it is sent."""
    chosen = _FILES[kind]
    name = f'attachment; filename="entries.{kind.value}"'
    return Stream(
        _written(chosen, batches),
        media_type=chosen.media_type,
        headers={**PRIVATE, "content-disposition": name},
    )


def _written(file: _File, batches: Iterator[Sequence[Entry]]) -> Iterator[bytes]:
    yield file.head
    for batch in batches:
        yield file.written(batch)
