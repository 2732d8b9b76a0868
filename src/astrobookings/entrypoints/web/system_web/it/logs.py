"""The entry log (stories 6.1, 6.2)."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from attrs import evolve
from litestar import Controller, Response, get
from litestar.params import FromPath
from litestar.response import Stream

from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Invalid, NotFound
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import MAX_LIMIT, Page, PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter, Level
from astrobookings.domain.monitoring.words import Sought, sought
from astrobookings.entrypoints.http.shapes import moment
from astrobookings.entrypoints.http.system.logs import LogFormat, entries_file
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.rendering import pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import chosen, employee
from astrobookings.entrypoints.web.system_web.it.choices import chosen_moment
from astrobookings.entrypoints.web.system_web.it.shown import shown

__all__ = ["LogsController"]

_PATH = "/system/logs"
_FILTERS = ("since", "until", "level", "component", "event", "actor", "request_id", "text")
_LEVELS = (
    ("", "Everything"),
    (Level.WARNING.value, "Warnings and worse"),
    (Level.ERROR.value, "Errors and worse"),
    (Level.CRITICAL.value, "Only what is critical"),
)
_INSTANT = timedelta(milliseconds=1)
"""As fine as every store keeps the time of an entry."""


class LogsController(Controller):
    """What happened, searched, read and taken along."""

    path = _PATH

    @get(sync_to_thread=True)
    def entries(self, request: WebRequest) -> Response[str]:
        """The newest first."""
        by, form = employee(request, Action.VIEW_MONITORING), request.asked
        found: Page[Entry] = Page(())
        try:
            found = request.system.search_entries(by, request.listed(), _wanted(form))
        except Invalid as error:
            form = form.refused(error)
        return shown(
            request,
            "logs",
            form=form,
            found=found,
            pages=pages(request, found),
            levels=_LEVELS,
            filtered=any(form.value(name) for name in _FILTERS),
            address=_address,
            file=lambda kind: _file(form, kind),
        )

    @get("/export", sync_to_thread=True)
    def export(self, request: WebRequest) -> Stream:
        """Every entry that the same search finds, as a file."""
        by, form = employee(request, Action.VIEW_MONITORING), request.asked
        kind = chosen(form, "format", LogFormat) or LogFormat.CSV
        return entries_file(kind, request.system.export_entries(by, _wanted(form)))

    @get("/{entry_id:uuid}", sync_to_thread=True)
    def entry(self, request: WebRequest, entry_id: FromPath[UUID]) -> Response[Any]:
        """All that an entry tells, with the stack of a crash; its address says when it was."""
        by = employee(request, Action.VIEW_MONITORING)
        try:
            at = moment(request.asked.value("at") or None, "/at")
        except Invalid:
            at = None
        found = _entry(request, by, entry_id, at)
        return shown(request, "entry", entry=found, viewed_by=by.user_id)


def _wanted(form: Form) -> EntryFilter:
    """Raises: Invalid: no moments, no user, or a text without a word."""
    read = Reading()
    wanted = EntryFilter(
        level=chosen(form, "level", Level),
        component=form.value("component") or None,
        event=form.value("event") or None,
        actor=read(lambda name: _user(form, name), "actor"),
        request_id=form.value("request_id") or None,
        since=read(lambda name: chosen_moment(form, name), "since"),
        until=read(lambda name: chosen_moment(form, name), "until"),
        sought=read(lambda name: _sought(form, name), "text") or Sought(),
    )
    read.done()
    return wanted


def _user(form: Form, name: str) -> UserId | None:
    return UserId(form.uuid(name)) if form.value(name) else None


def _sought(form: Form, name: str) -> Sought | None:
    return sought(form.value(name)) if form.value(name) else None


def _address(entry: Entry) -> str:
    """Where *entry* is read: entries are found by their time."""
    return f"{_PATH}/{entry.id}?{urlencode({'at': entry.at.isoformat()})}"


def _file(form: Form, kind: str) -> str:
    """Where what *form* finds is to be had as a file."""
    asked = {name: form.value(name) for name in _FILTERS if form.value(name)}
    return f"{_PATH}/export?{urlencode({**asked, 'format': kind})}"


def _entry(request: WebRequest, by: Principal, entry_id: UUID, at: datetime | None) -> Entry:
    """The entry *entry_id* among those of the instant *at*.

    Raises:
        NotFound: there is none.
    """
    if at is None:
        raise NotFound("entry", str(entry_id))
    wanted = EntryFilter(since=at - _INSTANT, until=at + _INSTANT)
    page = PageRequest(MAX_LIMIT)
    while True:
        shown_now = request.system.search_entries(by, page, wanted)
        for one in shown_now.items:
            if one.id == entry_id:
                return one
        if shown_now.next is None:
            raise NotFound("entry", str(entry_id))
        page = evolve(page, after=shown_now.next)
