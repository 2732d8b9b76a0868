"""One's own names, contact data, address and password (story 0.6)."""

from typing import Any

from attrs import fields
from litestar import Controller, Response, get, post

from astrobookings.application.identity.read_me import Me
from astrobookings.application.identity.update_me import ProfileUpdate
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.entrypoints.web.auth_web.refusals import not_proven, refused_page
from astrobookings.entrypoints.web.countries import COUNTRIES, countries_named
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["ProfileController"]

_FIELDS = tuple(one.name for one in fields(ProfileUpdate))
_PROFILE, _EMAIL, _PASSWORD = "/auth/profile", "/auth/profile/email", "/auth/profile/password"


class ProfileController(Controller):
    """Everybody's own; an agency's company has a profile of its own in AgencyWeb."""

    path = _PROFILE

    @get(sync_to_thread=True)
    def profile(self, request: WebRequest) -> Response[str]:
        """What is kept, ready to be changed."""
        me = request.system.read_me(request.member())
        return _profile(request, me, _kept(me))

    @post(status_code=200, sync_to_thread=True)
    def update(self, request: WebRequest) -> Response[Any]:
        """Keeps what was changed; refused if somebody else changed it meanwhile."""
        by, form = request.member(), request.sent
        me = request.system.read_me(by)
        try:
            request.system.update_me(by, _changes(form, _kept(me)), form.whole("version"))
        except AstroBookingsError as error:
            return _profile(request, me, form.refused(countries_named(error)))
        return go(request, _PROFILE, "Your profile is up to date.")

    @get("/email", sync_to_thread=True)
    def email_page(self, request: WebRequest) -> Response[str]:
        """Asks for the new address, and for the password."""
        account = request.system.read_me(request.member()).account
        return page(request, "auth/email.html", account=account)

    @post("/email", status_code=200, sync_to_thread=True)
    def change_email(self, request: WebRequest) -> Response[Any]:
        """The old address counts until the link that is mailed to the new one was followed."""
        by, form = request.member(), request.sent
        try:
            account = request.system.change_email(by, form.value("password"), form.value("email"))
        except AstroBookingsError as error:
            owner, told = request.system.read_me(by).account, _beside_address(not_proven(error))
            return refused_page(request, "auth/email.html", form, told, account=owner)
        told_of = (
            f"A link is on its way to {account.pending_email}; the old address counts until then."
        )
        return go(request, _PROFILE, told_of)

    @get("/password", sync_to_thread=True)
    def password_page(self, request: WebRequest) -> Response[str]:
        """Asks for the password of now and for the next one."""
        request.member()
        policy = request.system.parts.password_policy
        return page(request, "auth/password.html", policy=policy)

    @post("/password", status_code=200, sync_to_thread=True)
    def change_password(self, request: WebRequest) -> Response[Any]:
        """Ends the other sessions."""
        by, form = request.member(), request.sent
        current, new = form.value("current_password"), form.value("new_password")
        try:
            request.system.change_password(by, current, new)
        except AstroBookingsError as error:
            told = not_proven(error, "current_password")
            policy = request.system.parts.password_policy
            return refused_page(request, "auth/password.html", form, told, policy=policy)
        return go(request, "/auth/security", "Your password is changed; every other session ended.")


def _kept(me: Me) -> Form:
    """The profile as a form; what somebody does not have is blank."""
    found = me.profile or me.account
    values = {name: str(getattr(found, name, "")) for name in _FIELDS}
    return Form({**values, "version": str(me.version)})


def _changes(form: Form, kept: Form) -> ProfileUpdate:
    """What *form* says otherwise than is *kept*; fields that it does not have stay."""
    told = {name: form.value(name) for name in _FIELDS if name in form.values}
    return ProfileUpdate(
        **{name: value for name, value in told.items() if value != kept.value(name)}
    )


def _profile(request: WebRequest, me: Me, form: Form) -> Response[str]:
    return page(request, "auth/profile.html", form=form, me=me, countries=COUNTRIES)


def _beside_address(error: AstroBookingsError) -> AstroBookingsError:
    return Invalid((Fault("/email", str(error)),)) if isinstance(error, EmailTaken) else error
