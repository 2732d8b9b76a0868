"""Operations managers look after spaceports (story 1.9)."""

import re
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.agencies.add_spaceport import SpaceportDetails
from astrobookings.application.agencies.edit_spaceport import SpaceportUpdate
from astrobookings.application.ports.spaceports import SpaceportSort
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.domain.kernel.ids import SpaceportId
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.rendering import ask, go, page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import chosen, employee

__all__ = ["SpaceportsController"]

_HERE = "/system/spaceports"
_SORTS = (
    (SpaceportSort.NAME.value, "By name"),
    (SpaceportSort.NAME_DESCENDING.value, "By name, from the end"),
)
_DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d{1,10})?")
_ZONES = (
    ("", "Choose a time zone"),
    *((zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone),
)
_TEXTS = ("name", "location", "time_zone", "description")


class SpaceportsController(Controller):
    """Places that rockets start from."""

    path = _HERE

    @get(sync_to_thread=True)
    def list_(self, request: WebRequest) -> Response[str]:
        """By part of name or location."""
        by, form = employee(request, Action.MANAGE_SPACEPORTS), request.asked
        sort = chosen(form, "sort", SpaceportSort) or SpaceportSort.NAME
        found = request.system.list_spaceports(
            by, request.listed(), sort=sort, text=form.value("text")
        )
        used = request.system.parts.spaceports.used([one.id for one in found.items])
        return page(
            request,
            "system/operations/spaceports.html",
            form=form,
            spaceports=[(one, one.id in used) for one in found.items],
            sorts=_SORTS,
            pages=pages(request, found),
        )

    @get("/new", sync_to_thread=True)
    def add_what(self, request: WebRequest) -> Response[str]:
        """Where it is, and what its clocks show."""
        employee(request, Action.MANAGE_SPACEPORTS)
        return _form(request, Form(), "Add a spaceport", "Add the spaceport")

    @post("/new", status_code=200, sync_to_thread=True)
    def add(self, request: WebRequest) -> Response[Any]:
        by, form = employee(request, Action.MANAGE_SPACEPORTS), request.sent
        try:
            made = request.system.add_spaceport(by, _details(form))
        except AstroBookingsError as error:
            return _form(request, form.refused(error), "Add a spaceport", "Add the spaceport")
        return go(request, _HERE, f"{made.name} is added; agencies can start from there.")

    @get("/{spaceport_id:uuid}/edit", sync_to_thread=True)
    def edit_what(self, request: WebRequest, spaceport_id: FromPath[UUID]) -> Response[str]:
        """The spaceport as it is described now."""
        _, seen = _seen(request, spaceport_id)
        return _form(request, _described(seen), f"Edit {seen.name}", "Save the changes")

    @post("/{spaceport_id:uuid}/edit", status_code=200, sync_to_thread=True)
    def edit(self, request: WebRequest, spaceport_id: FromPath[UUID]) -> Response[Any]:
        """Another time zone changes the local times of its launches, not the instants."""
        by, seen = _seen(request, spaceport_id)
        form = request.sent
        try:
            update = _update(_details(form))
            now = request.system.edit_spaceport(
                by, seen.id, update, if_version=form.whole("version")
            )
        except AstroBookingsError as error:
            return _form(request, form.refused(error), f"Edit {seen.name}", "Save the changes")
        return go(request, _HERE, f"{now.name} is described anew.")

    @get("/{spaceport_id:uuid}/delete", sync_to_thread=True)
    def delete_what(self, request: WebRequest, spaceport_id: FromPath[UUID]) -> Response[str]:
        """What is lost with it."""
        _, seen = _seen(request, spaceport_id)
        return _deletion(request, seen, Form())

    @post("/{spaceport_id:uuid}/delete", status_code=200, sync_to_thread=True)
    def delete(self, request: WebRequest, spaceport_id: FromPath[UUID]) -> Response[Any]:
        """Only if no launch names it."""
        by, seen = _seen(request, spaceport_id)
        try:
            request.system.delete_spaceport(by, seen.id)
        except AstroBookingsError as error:
            return _deletion(request, seen, request.sent.refused(error))
        return go(request, _HERE, f"{seen.name} is deleted.")


def _seen(request: WebRequest, spaceport_id: UUID) -> tuple[Principal, Spaceport]:
    by = employee(request, Action.MANAGE_SPACEPORTS)
    return by, request.system.view_spaceport(by, SpaceportId(spaceport_id))


def _details(form: Form) -> SpaceportDetails:
    """Raises: Invalid: degrees that are none."""
    read = Reading()
    latitude = read(lambda name: _degrees(form, name), "latitude")
    longitude = read(lambda name: _degrees(form, name), "longitude")
    read.done()
    said = {name: form.value(name) for name in _TEXTS}
    return SpaceportDetails(latitude=latitude, longitude=longitude, **said)


def _update(details: SpaceportDetails) -> SpaceportUpdate:
    said = {name: getattr(details, name) for name in _TEXTS}
    return SpaceportUpdate(latitude=details.latitude, longitude=details.longitude, **said)


def _degrees(form: Form, name: str) -> float:
    said = form.value(name)
    if not _DEGREES.fullmatch(said):
        raise Invalid((Fault(f"/{name}", "is a number of degrees such as 28.5", "type"),))
    return float(said)


def _described(spaceport: Spaceport) -> Form:
    """The form as the spaceport is now."""
    said = {name: getattr(spaceport, name) for name in _TEXTS}
    figures = {name: str(getattr(spaceport, name)) for name in ("latitude", "longitude", "version")}
    return Form(said | figures)


def _form(request: WebRequest, form: Form, title: str, button: str) -> Response[str]:
    return page(
        request,
        "system/operations/spaceport.html",
        form=form,
        title=title,
        button=button,
        zones=_zones(form.value("time_zone")),
    )


def _zones(now: str) -> tuple[tuple[str, str], ...]:
    """The zones to choose from, and the one that is set *now* if it is none of them."""
    if any(now == zone for zone, _ in _ZONES):
        return _ZONES
    return (*_ZONES, (now, now))


def _deletion(request: WebRequest, seen: Spaceport, form: Form) -> Response[str]:
    return ask(
        request,
        form=form,
        title=f"Delete {seen.name}?",
        says=(
            "Agencies can no longer choose it for new launches. This cannot be undone.",
            "A spaceport that any launch ever named cannot be deleted.",
        ),
        button="Delete the spaceport",
        back=_HERE,
    )
