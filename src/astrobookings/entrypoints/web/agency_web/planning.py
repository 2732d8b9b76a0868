"""Planning a launch: filled in, looked at, published (story 1.3)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.agencies.edit_launch import LaunchUpdate
from astrobookings.application.agencies.schedule_launch import LaunchRequest
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.agencies.destinations import Destination, reaches
from astrobookings.domain.agencies.launch import (
    FINAL,
    Launch,
    NoSuchLaunchMove,
)
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.scheduling import (
    DEFAULT_MINIMUM_OCCUPANCY,
    LaunchPlan,
    schedule,
)
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import (
    AstroBookingsError,
    Fault,
    Invalid,
    NotFound,
    Stale,
)
from astrobookings.domain.kernel.ids import LaunchId, RocketId, SpaceportId
from astrobookings.entrypoints.web.agency_web.choices import Choices, named_destinations
from astrobookings.entrypoints.web.agency_web.reading import (
    as_typed,
    every,
    one_of,
    percent,
    share,
)
from astrobookings.entrypoints.web.agency_web.revisions import differences, overtaken, version_of
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.turn_around import refuse_clash
from astrobookings.entrypoints.web.words import destination_name

__all__ = ["PlanningController"]

_FIELDS = (
    "rocket_id",
    "destination",
    "spaceport_id",
    "launch_at",
    "seats_total",
    "minimum_occupancy",
    "price",
    "general_sale_at",
)
_UNSAVED = LaunchId(UUID(int=0))
"""The id of a launch that is only looked at."""


@frozen
class _Draft:
    """A launch as it would be, with what it is made of."""

    launch: Launch
    rocket: Rocket
    spaceport: Spaceport
    request: LaunchRequest


class PlanningController(Controller):
    """A launch is shown as it will be before it is published; the address keeps what was typed."""

    path = "/agency/launches"

    @get("/new", sync_to_thread=True)
    def planning(self, request: WebRequest) -> Response[str]:
        """The form; what the address says is filled in."""
        by, asked = request.member(Standing.AGENCY), _asked(request)
        usual = percent(DEFAULT_MINIMUM_OCCUPANCY)
        filled = asked if asked.filled else asked.with_values(minimum_occupancy=usual)
        return _form(request, by, filled)

    @get("/new/review", sync_to_thread=True)
    def review(self, request: WebRequest) -> Response[str]:
        """The launch as it would be; nothing is published yet."""
        by, form = request.member(Standing.AGENCY), _asked(request)
        try:
            draft = _drafted(request, by, form)
        except AstroBookingsError as error:
            return _form(request, by, form.refused(error))
        return page(
            request,
            "agency/launch_review.html",
            form=form,
            fields=_FIELDS,
            launch=draft.launch,
            rocket=draft.rocket,
            spaceport=draft.spaceport,
            public=f"{request.http.settings.public_url}/launches/{draft.launch.slug}",
            back=f"/agency/launches/new?{request.url.query}",
        )

    @post("/new", status_code=200, sync_to_thread=True)
    def publish(self, request: WebRequest) -> Response[Any]:
        """On sale from now on."""
        by, form = request.member(Standing.AGENCY), request.sent
        try:
            draft = _drafted(request, by, form)
            made = request.system.schedule_launch(by, draft.request)
        except AstroBookingsError as error:
            return _form(request, by, form.refused(error))
        told = f"Published: {destination_name(made.destination)} with {draft.rocket.name}."
        return go(request, f"/agency/launches/{made.id}", told)

    @get("/{launch_id:uuid}/edit", sync_to_thread=True)
    def editing(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """What may change of a published launch."""
        by = request.member(Standing.AGENCY)
        launch = request.system.view_agency_launch(by, LaunchId(launch_id))
        if launch.status in FINAL:
            raise NoSuchLaunchMove(launch.status, launch.status)
        zone = request.system.view_launch(by, launch.id).time_zone
        return _edit_form(request, by, launch, Form(_values(launch, zone)))

    @post("/{launch_id:uuid}/edit", status_code=200, sync_to_thread=True)
    def edit(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[Any]:
        """Another price for later bookings, minimum or opening of the sale."""
        by, form, system = request.member(Standing.AGENCY), request.sent, request.system
        launch = system.view_agency_launch(by, LaunchId(launch_id))
        zone = system.view_launch(by, launch.id).time_zone
        try:
            system.edit_launch(by, launch.id, _update(form, zone), if_version=version_of(form))
        except Stale as error:
            on_record = _values(system.view_agency_launch(by, launch.id), zone)
            fresh = overtaken(form, error, on_record["version"])
            changed = differences(form, on_record, _LABELS)
            return _edit_form(request, by, launch, fresh, changed)
        except AstroBookingsError as error:
            return _edit_form(request, by, launch, form.refused(error))
        return go(request, f"/agency/launches/{launch.id}", "The launch is saved.")


_LABELS = {
    "price": "Price per seat",
    "minimum_occupancy": "Minimum occupancy",
    "general_sale_at": "General sale",
}


def _asked(request: WebRequest) -> Form:
    return Form({name: request.asked.value(name) for name in _FIELDS})


def _drafted(request: WebRequest, by: Principal, form: Form) -> _Draft:
    """The launch that *form* describes, as the rules would have it.

    Raises:
        AgencyNotApproved: the agency is pending or suspended.
        Invalid: with every fault.
    """
    reading = Reading()
    rocket = reading(lambda name: _rocket(request, by, form, name), "rocket_id")
    spaceport = reading(lambda name: _spaceport(request, by, form, name), "spaceport_id")
    zone = getattr(spaceport, "time_zone", "UTC")  # nothing to read times by while none is chosen
    destination = reading(lambda name: _destination(form, name, rocket), "destination")
    launch_at = reading(lambda name: form.moment(name, zone), "launch_at")
    price = reading(form.money, "price")
    seats_total = reading(form.whole, "seats_total")
    minimum = reading(lambda name: share(form, name), "minimum_occupancy")
    opens = reading(lambda name: _opening(form, name, zone), "general_sale_at")
    reading.done()
    plan = LaunchPlan(
        destination=destination,
        launch_at=launch_at,
        price=price,
        seats_total=seats_total,
        minimum_occupancy=minimum,
        general_sale_at=opens,
    )
    launch = _looked_at(request, by, plan, rocket, spaceport)
    refuse_clash(request.system, rocket.id, launch_at, zone)
    wanted = LaunchRequest(rocket_id=rocket.id, spaceport_id=spaceport.id, plan=plan)
    return _Draft(launch, rocket, spaceport, wanted)


def _looked_at(
    request: WebRequest, by: Principal, plan: LaunchPlan, rocket: Rocket, spaceport: Spaceport
) -> Launch:
    """The launch with the address that it would have now."""
    system = request.system

    def scheduled(taken: frozenset[str]) -> Launch:
        return schedule(
            _UNSAVED,
            plan,
            agency=system.read_agency_profile(by),
            rocket=rocket,
            spaceport=spaceport,
            taken_slugs=taken,
            now=system.clock.now(),
        )

    wanted = scheduled(frozenset()).slug
    return scheduled(system.parts.launches.slugs_like(wanted))


def _rocket(request: WebRequest, by: Principal, form: Form, name: str) -> Rocket:
    try:
        return request.system.view_rocket(by, RocketId(form.uuid(name)))
    except NotFound:
        raise _unlisted(name) from None


def _spaceport(request: WebRequest, by: Principal, form: Form, name: str) -> Spaceport:
    try:
        return request.system.view_spaceport(by, SpaceportId(form.uuid(name)))
    except NotFound:
        raise _unlisted(name) from None


def _destination(form: Form, name: str, rocket: Rocket | None) -> Destination:
    chosen = one_of(form, name, Destination)
    if chosen is None:
        raise _unlisted(name)
    if rocket is not None and not reaches(rocket.range, chosen):
        detail = f"{rocket.name} flies as far as {destination_name(rocket.range)}"
        raise Invalid((Fault(f"/{name}", detail),))
    return chosen


def _opening(form: Form, name: str, zone: str) -> datetime | None:
    """When everybody may book; None: at once."""
    return form.moment(name, zone) if form.value(name) else None


def _unlisted(name: str) -> Invalid:
    return Invalid((Fault(f"/{name}", "choose one of the list"),))


def _update(form: Form, zone: str) -> LaunchUpdate:
    """Raises: Invalid: with every field that cannot be read."""
    reading = Reading()
    price = reading(form.money, "price")
    minimum = reading(lambda name: share(form, name), "minimum_occupancy")
    opens = reading(lambda name: _opening(form, name, zone), "general_sale_at")
    reading.done()
    return LaunchUpdate(
        price=price,
        minimum_occupancy=minimum,
        general_sale_at=opens,
        clear_general_sale=opens is None,
    )


def _values(launch: Launch, zone: str) -> dict[str, str]:
    opens = launch.general_sale_at
    return {
        "price": f"{launch.price.amount:.2f}",
        "minimum_occupancy": percent(launch.minimum_occupancy),
        "general_sale_at": as_typed(opens, zone) if opens else "",
        "version": str(launch.version),
    }


def _form(request: WebRequest, by: Principal, form: Form) -> Response[str]:
    system = request.system
    fleet = [*every(lambda wanted: system.list_rockets(by, wanted))]
    ports = [*every(lambda wanted: system.list_spaceports(by, wanted))]
    agency = system.read_agency_profile(by)
    return page(
        request,
        "agency/launch_form.html",
        form=form,
        agency=agency,
        approved=agency.status is AgencyStatus.APPROVED,
        fleet=fleet,
        rockets=_rocket_choices(fleet),
        spaceports=_spaceport_choices(ports),
        destinations=[("", "Choose"), *named_destinations()],
        between=system.parts.turn_around.between,
        vip_launches=system.policies.seats.vip_launches,
    )


def _rocket_choices(fleet: list[Rocket]) -> Choices:
    return [("", "Choose"), *((str(one.id), _described(one)) for one in fleet)]


def _described(rocket: Rocket) -> str:
    reach = destination_name(rocket.range)
    return f"{rocket.name} {rocket.model}: {rocket.capacity} seats, as far as {reach}"


def _spaceport_choices(ports: list[Spaceport]) -> Choices:
    named = [(str(one.id), f"{one.name}, {one.location} ({one.time_zone})") for one in ports]
    return [("", "Choose"), *named]


def _edit_form(
    request: WebRequest, by: Principal, launch: Launch, form: Form, changed: tuple[Any, ...] = ()
) -> Response[str]:
    seen = request.system.view_occupancy(by, launch.id)
    return page(
        request,
        "agency/launch_edit.html",
        form=form,
        launch=launch,
        card=seen.card,
        occupancy=seen.occupancy,
        changed=changed,
        vip_launches=request.system.policies.seats.vip_launches,
    )
