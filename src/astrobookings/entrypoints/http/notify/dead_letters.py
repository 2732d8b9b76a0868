"""Events that could not be heard (story 4.7)."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath

from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.notify.dead_letter_answers import (
    DeadLetterAnswer,
    DeadLettersAnswer,
    dead_letter,
)
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, Limit
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["DeadLettersController"]


class DeadLettersController(Controller):
    """IT employees see them, and have them tried again once the cause is gone."""

    path = "/queue/dead-letters"

    @get(
        operation_id="list_dead_letters",
        summary="List events that could not be heard",
        security=BEARER,
        opt=MEMBERS_ONLY,
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self, request: ApiRequest, limit: Limit = DEFAULT_LIMIT, after: After = None
    ) -> Reply[DeadLettersAnswer]:
        """Of both stores, oldest first."""
        page = request.system.list_dead_letters(request.by, request.page(limit, after))
        items = [dead_letter(one) for one in page.items]
        return Reply(DeadLettersAnswer(items, request.next_cursor(page)))

    @post(
        "/{store:str}/{event_id:uuid}/retry",
        operation_id="retry_dead_letter",
        summary="Have a dead event tried again",
        security=BEARER,
        opt=MEMBERS_ONLY,
        status_code=202,
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def retry(
        self, request: ApiRequest, store: FromPath[str], event_id: FromPath[UUID]
    ) -> Reply[DeadLetterAnswer]:
        """By those who could not hear it, from the first attempt on."""
        letter = request.system.retry_dead_letter(request.by, store, EventId(event_id))
        return Reply(dead_letter(letter))
