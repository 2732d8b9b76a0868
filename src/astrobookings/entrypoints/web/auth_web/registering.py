"""Registering as a traveler or as an agency (stories 0.1, 2.2)."""

from typing import Any

from attrs import fields
from litestar import Controller, Response, get, post

from astrobookings.application.identity.register_agency import AgencyRegistration
from astrobookings.application.identity.register_traveler import TravelerRegistration
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.domain.identity.profiles import ADULT_AGE
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.entrypoints.web.auth_web.refusals import refused_page
from astrobookings.entrypoints.web.countries import COUNTRIES, countries_named
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["RegisteringController"]

_OF_AGENCIES = tuple(one.name for one in fields(AgencyRegistration))
_OF_TRAVELERS = tuple(one.name for one in fields(TravelerRegistration) if one.name != "birth_date")


class RegisteringController(Controller):
    """Accounts begin unconfirmed: a link is mailed, and signing in works once it was followed."""

    path = "/auth"

    @get("/register")
    async def register_page(self, request: WebRequest) -> Response[Any]:
        """The form for travelers."""
        return _form(request, "auth/register.html")

    @post("/register", status_code=200, sync_to_thread=True)
    def register(self, request: WebRequest) -> Response[Any]:
        """A mail with a link is on its way afterwards."""
        form = request.sent
        try:
            request.system.register_traveler(request.visitor, _traveler(form), request.origin)
        except AstroBookingsError as error:
            return _refused(request, "auth/register.html", form, error)
        return _mailed(request, form)

    @get("/register/agency")
    async def register_agency_page(self, request: WebRequest) -> Response[Any]:
        """The form for companies that fly."""
        return _form(request, "auth/register_agency.html")

    @post("/register/agency", status_code=200, sync_to_thread=True)
    def register_agency(self, request: WebRequest) -> Response[Any]:
        """As travelers; launches can be published once the company was approved."""
        form = request.sent
        asked = AgencyRegistration(**{name: form.value(name) for name in _OF_AGENCIES})
        try:
            request.system.register_agency(request.visitor, asked, request.origin)
        except AstroBookingsError as error:
            return _refused(request, "auth/register_agency.html", form, error)
        return _mailed(request, form)

    @get("/registered")
    async def registered(self, request: WebRequest) -> Response[str]:
        """What to do now, and how to get the mail once more."""
        return page(request, "auth/registered.html", policy=request.system.parts.link_policy)


def _traveler(form: Form) -> TravelerRegistration:
    """Raises: Invalid: the birth date is no day."""
    told = {name: form.value(name) for name in _OF_TRAVELERS}
    return TravelerRegistration(birth_date=form.day("birth_date"), **told)


def _form(request: WebRequest, template: str) -> Response[Any]:
    """The empty form; who is signed in has an account."""
    if request.viewer is not None:
        told = "You are signed in already; sign out to register another account."
        return go(request, request.viewer.home, told, tone="warn")
    return page(request, template, **_facts(request))


def _refused(
    request: WebRequest, template: str, form: Form, error: AstroBookingsError
) -> Response[str]:
    taken = isinstance(error, EmailTaken)
    told = Invalid((Fault("/email", str(error)),)) if taken else countries_named(error)
    return refused_page(request, template, form, told, **_facts(request, taken=taken))


def _facts(request: WebRequest, *, taken: bool = False) -> dict[str, Any]:
    return {
        "countries": COUNTRIES,
        "policy": request.system.parts.password_policy,
        "adult_age": ADULT_AGE,
        "taken": taken,
    }


def _mailed(request: WebRequest, form: Form) -> Response[Any]:
    return go(request, "/auth/registered", f"A mail is on its way to {form.value('email')}.")
