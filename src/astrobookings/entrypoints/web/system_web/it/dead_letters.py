"""Events that nobody could hear (story 4.7)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.ids import EventId
from astrobookings.entrypoints.web.rendering import go, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.it.sayings import event
from astrobookings.entrypoints.web.system_web.it.shown import shown

__all__ = ["DeadLettersController"]

_PATH = "/system/dead-letters"


class DeadLettersController(Controller):
    """Of both stores, with who could not hear them and why."""

    path = _PATH

    @get(sync_to_thread=True)
    def dead_letters(self, request: WebRequest) -> Response[str]:
        """The oldest first."""
        by = employee(request, Action.MANAGE_DEAD_LETTERS)
        found = request.system.list_dead_letters(by, request.listed())
        return shown(request, "dead_letters", found=found, pages=pages(request, found))

    @post("/{store:str}/{event_id:uuid}/retry", status_code=200, sync_to_thread=True)
    def retry(
        self, request: WebRequest, store: FromPath[str], event_id: FromPath[UUID]
    ) -> Response[Any]:
        """Let those who could not hear an event try anew."""
        by = employee(request, Action.MANAGE_DEAD_LETTERS)
        letter = request.system.retry_dead_letter(by, store, EventId(event_id))
        name = event(letter.delivery.envelope.event.name)
        return go(request, _PATH, f"“{name}” is handed out again, to those who missed it.")
