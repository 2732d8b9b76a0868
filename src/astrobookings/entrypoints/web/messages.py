"""What the platform told somebody, in each application (stories 4.1, 4.2)."""

from typing import Any, ClassVar
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.notifications.notices import Notice
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import go, page, pages
from astrobookings.entrypoints.web.requests import ON_A_PAGE, WebRequest
from astrobookings.entrypoints.web.signing import safe_return

__all__ = ["messages_controller"]


class _MessagesController(Controller):
    """The list; reading one is a form of its own, since looking at a page changes nothing."""

    standings: ClassVar[tuple[Standing, ...]] = ()

    @get(sync_to_thread=True)
    def messages(self, request: WebRequest) -> Response[str]:
        """Newest first; `?show=unread` leaves out what was read."""
        by, asked = request.member(*self.standings), request.asked
        only_unread = asked.value("show") == "unread"
        found = request.system.list_notices(by, request.listed(), unread=only_unread)
        return page(
            request,
            "messages/messages.html",
            form=asked,
            notices=found.page.items,
            unread=found.unread,
            only_unread=only_unread,
            here=_here(request),
            pages=pages(request, found.page),
        )

    @post("/{notice_id:uuid}/open", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def open_message(self, request: WebRequest, notice_id: FromPath[UUID]) -> Response[Any]:
        """On to what the message is about; it is read from now on."""
        told = self._read(request, notice_id)
        return go(request, safe_return(told.path, str(self.path)))

    @post("/{notice_id:uuid}/read", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def read_message(self, request: WebRequest, notice_id: FromPath[UUID]) -> Response[Any]:
        """Back to the list as it was."""
        self._read(request, notice_id)
        return self._back(request)

    @post("/read", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def read_shown(self, request: WebRequest) -> Response[Any]:
        """As many as a page of the list shows, in one go."""
        for shown in request.ticked("notice")[:ON_A_PAGE]:
            self._read(request, Form({"notice": shown}).uuid("notice"))
        return self._back(request)

    def _back(self, request: WebRequest) -> Response[Any]:
        """To the list as it was looked at."""
        return go(request, safe_return(request.sent.value("back"), str(self.path)))

    def _read(self, request: WebRequest, notice_id: UUID) -> Notice:
        """Raises: NotFound: no such message, or another's."""
        by = request.member(*self.standings)
        return request.system.read_notice(by, NotificationId(notice_id))


def messages_controller(prefix: str, *standings: Standing) -> type[Controller]:
    """The messages at *prefix*, such as `/traveler/notifications`, for members of *standings*."""

    class MessagesController(_MessagesController):
        path = prefix

    MessagesController.standings = standings
    return MessagesController


def _here(request: WebRequest) -> str:
    """The list as it is looked at, to come back to."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
