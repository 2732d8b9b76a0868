"""Which mails to get (story 4.8)."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post

from astrobookings.application.notifications.read_preferences import ChosenMails
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.notifications.kinds import Topic
from astrobookings.entrypoints.web.auth_web.mail_kinds import TOPICS, always_mailed
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.menus import home_of
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["PreferencesController"]

_MEANING: Mapping[str, bool | None] = {"yes": True, "no": False, "": None}
_WORDS = {meant: said for said, meant in _MEANING.items()}


class PreferencesController(Controller):
    """Turned off, everything is still among one's messages."""

    path = "/auth/preferences"

    @get(sync_to_thread=True)
    def preferences(self, request: WebRequest) -> Response[str]:
        """What can be chosen, and what always comes with the reason why."""
        own = request.system.read_preferences(request.member())
        return _page(request, own, _kept(own))

    @post(status_code=200, sync_to_thread=True)
    def choose(self, request: WebRequest) -> Response[Any]:
        """Keeps the choices, unless they were changed elsewhere meanwhile."""
        by, form = request.member(), request.sent
        try:
            choices, version = _choices(form), form.whole("version")
            request.system.choose_preferences(by, choices, version=version)
        except AstroBookingsError as error:
            own = request.system.read_preferences(by)
            return _page(request, own, form.refused(error))
        return go(request, "/auth/preferences", "Your choice counts from now on.")


def _kept(own: ChosenMails) -> Form:
    chosen = {topic.value: _WORDS[choice] for topic, choice in own.choices.items()}
    return Form({**chosen, "version": str(own.version)})


def _choices(form: Form) -> Mapping[Topic, bool | None]:
    """What *form* says of the topics it has; anything odd takes a choice back."""
    return {
        topic: _MEANING.get(form.value(topic.value))
        for topic in Topic
        if topic.value in form.values
    }


def _page(request: WebRequest, own: ChosenMails, form: Form) -> Response[str]:
    topics = {topic.value: TOPICS[topic] for topic in own.choices}
    return page(
        request,
        "auth/preferences.html",
        form=form,
        topics=topics,
        always=always_mailed(request.caller.standing),
        messages=f"{home_of(request.caller.standing).path}/notifications",
    )
