"""The rockets of an agency (story 1.2)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from attrs import evolve
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.agencies.add_rocket import RocketDetails
from astrobookings.application.agencies.edit_rocket import RocketUpdate
from astrobookings.application.ports.rockets import RocketSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import OPEN, Launch
from astrobookings.domain.agencies.rocket import MAX_CAPACITY, Rocket, RocketInUse
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid, Stale
from astrobookings.domain.kernel.ids import RocketId
from astrobookings.entrypoints.web.agency_web.choices import (
    FLEET_ORDERS,
    REACHES,
    named_destinations,
)
from astrobookings.entrypoints.web.agency_web.reading import one_of
from astrobookings.entrypoints.web.agency_web.revisions import (
    Difference,
    differences,
    overtaken,
    version_of,
)
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.rendering import go, page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.words import destination_name

__all__ = ["FleetController"]

_FIELDS = ("reaches", "text", "sort")
_LABELS: Mapping[str, str] = {
    "name": "Name",
    "model": "Model",
    "capacity": "Passengers",
    "range": "Range",
    "description": "Description",
}


class FleetController(Controller):
    """What an agency flies with; rockets of open launches keep the seats and range these need."""

    path = "/agency/rockets"

    @get(sync_to_thread=True)
    def fleet(self, request: WebRequest) -> Response[str]:
        """By how far they fly and part of a name."""
        by = request.member(Standing.AGENCY)
        form = Form({name: request.asked.value(name) for name in _FIELDS})
        found = None
        try:
            found = request.system.list_rockets(
                by,
                request.listed(),
                sort=one_of(form, "sort", RocketSort) or RocketSort.NAME,
                reaches=one_of(form, "reaches", Destination),
                text=form.value("text")[:200],
            )
        except Invalid as error:
            form = form.refused(error)
        rockets = found.items if found else ()
        return page(
            request,
            "agency/rockets.html",
            form=form,
            rockets=rockets,
            used=request.system.parts.rockets.used([one.id for one in rockets]),
            ranges=REACHES,
            orders=FLEET_ORDERS,
            pages=pages(request, found),
        )

    @get("/new", sync_to_thread=True)
    def adding(self, request: WebRequest) -> Response[str]:
        """An empty form."""
        request.member(Standing.AGENCY)
        return _form(request, Form())

    @post("/new", status_code=200, sync_to_thread=True)
    def add(self, request: WebRequest) -> Response[Any]:
        """One more rocket."""
        by, form = request.member(Standing.AGENCY), request.sent
        try:
            made = request.system.add_rocket(by, _details(form))
        except AstroBookingsError as error:
            return _form(request, form.refused(error))
        return go(request, "/agency/rockets", f"{made.name} joined your fleet.")

    @get("/{rocket_id:uuid}/edit", sync_to_thread=True)
    def editing(self, request: WebRequest, rocket_id: FromPath[UUID]) -> Response[str]:
        """What is on record, in a form."""
        rocket = _rocket(request, rocket_id)
        return _form(request, Form(_values(rocket)), rocket)

    @post("/{rocket_id:uuid}/edit", status_code=200, sync_to_thread=True)
    def edit(self, request: WebRequest, rocket_id: FromPath[UUID]) -> Response[Any]:
        """Describe it anew, as far as its open launches still fit it."""
        by, form, rocket = (
            request.member(Standing.AGENCY),
            request.sent,
            _rocket(request, rocket_id),
        )
        try:
            wanted = _details(form)
            update = RocketUpdate(
                name=wanted.name,
                model=wanted.model,
                capacity=wanted.capacity,
                range=wanted.range,
                description=wanted.description,
            )
            saved = request.system.edit_rocket(by, rocket.id, update, if_version=version_of(form))
        except Stale as error:
            return _stale(request, form, error, rocket_id)
        except RocketInUse as error:
            told = evolve(form.refused(error), refusal=_needed(_open_launches(request, rocket.id)))
            return _form(request, told, rocket)
        except AstroBookingsError as error:
            return _form(request, form.refused(error), rocket)
        return go(request, "/agency/rockets", f"{saved.name} is saved.")

    @get("/{rocket_id:uuid}/delete", sync_to_thread=True)
    def deleting(self, request: WebRequest, rocket_id: FromPath[UUID]) -> Response[str]:
        """What it means, or why it cannot be."""
        return _ask(request, _rocket(request, rocket_id), Form())

    @post("/{rocket_id:uuid}/delete", status_code=200, sync_to_thread=True)
    def delete(self, request: WebRequest, rocket_id: FromPath[UUID]) -> Response[Any]:
        """Out of the fleet for good."""
        by, rocket = request.member(Standing.AGENCY), _rocket(request, rocket_id)
        try:
            request.system.delete_rocket(by, rocket.id)
        except AstroBookingsError as error:
            return _ask(request, rocket, request.sent.refused(error))
        return go(request, "/agency/rockets", f"{rocket.name} left your fleet.")


def _rocket(request: WebRequest, rocket_id: UUID) -> Rocket:
    return request.system.view_rocket(request.member(Standing.AGENCY), RocketId(rocket_id))


def _details(form: Form) -> RocketDetails:
    """Raises: Invalid: with every field that cannot be read."""
    reading = Reading()
    capacity = reading(form.whole, "capacity")
    reach = reading(lambda name: _range(form, name), "range")
    reading.done()
    return RocketDetails(
        name=form.value("name"),
        model=form.value("model"),
        capacity=capacity,
        range=reach,
        description=form.value("description"),
    )


def _range(form: Form, name: str) -> Destination:
    chosen = one_of(form, name, Destination)
    if chosen is None:
        raise Invalid((Fault(f"/{name}", "choose one of the list"),))
    return chosen


def _values(rocket: Rocket) -> dict[str, str]:
    texts = {name: str(getattr(rocket, name)) for name in _LABELS}
    return {**texts, "version": str(rocket.version)}


def _stale(request: WebRequest, form: Form, error: Stale, rocket_id: UUID) -> Response[str]:
    now = _rocket(request, rocket_id)
    on_record = _values(now)
    changed = differences(form, on_record, _LABELS)
    return _form(request, overtaken(form, error, on_record["version"]), now, changed)


def _open_launches(request: WebRequest, rocket_id: RocketId) -> list[Launch]:
    flights = request.system.parts.launches.of_rocket(rocket_id)
    return [one for one in flights if one.status in OPEN]


def _needed(launches: list[Launch]) -> str:
    """What open *launches* ask of their rocket."""
    if not launches:
        return "A launch uses this rocket as it is."
    seats = max(one.seats_total for one in launches)
    farthest = max((one.destination for one in launches), key=lambda one: one.distance)
    return (
        f"Open launches of this rocket sell up to {seats} seats and go as far as "
        f"{destination_name(farthest)}; it cannot have less than that."
    )


def _form(
    request: WebRequest,
    form: Form,
    rocket: Rocket | None = None,
    changed: tuple[Difference, ...] = (),
) -> Response[str]:
    return page(
        request,
        "agency/rocket_form.html",
        form=form,
        rocket=rocket,
        changed=changed,
        ranges=[("", "Choose"), *named_destinations()],
        most=MAX_CAPACITY,
    )


def _ask(request: WebRequest, rocket: Rocket, form: Form) -> Response[str]:
    launches = request.system.parts.launches.of_rocket(rocket.id)
    return page(
        request,
        "agency/rocket_delete.html",
        form=form,
        rocket=rocket,
        launches=launches,
        still_open=sum(one.status in OPEN for one in launches),
    )
