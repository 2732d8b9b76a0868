"""The queue of mails (stories 4.4, 4.5, 4.6)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.notifications.check_service import ServiceStatus
from astrobookings.application.notifications.list_notifications import NotificationQuery
from astrobookings.application.notifications.view_queue import QueueStatus
from astrobookings.application.ports.notifications import NotificationSort
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid
from astrobookings.domain.kernel.ids import NotificationId, UserId
from astrobookings.domain.kernel.pages import Page
from astrobookings.domain.notifications.kinds import MANNERS, Lane, NotificationKind, Subject
from astrobookings.domain.notifications.notification import (
    BY_HAND,
    NoSuchNotificationMove,
    Notification,
    NotificationStatus,
)
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import ask, go, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import chosen, employee, options
from astrobookings.entrypoints.web.system_web.it.sayings import age
from astrobookings.entrypoints.web.system_web.it.shown import Live, live, shown

__all__ = ["QueueController", "mail_figures"]

_PATH = "/system/queue"
_SORTS = (
    (NotificationSort.NEWEST.value, "Newest first"),
    (NotificationSort.OLDEST.value, "Oldest first"),
    (NotificationSort.PRIORITY.value, "Most urgent first, as they are sent"),
    (NotificationSort.DUE.value, "Due first"),
    (NotificationSort.DUE_LAST.value, "Due last"),
    (NotificationSort.ATTEMPTS.value, "Most attempts first"),
)
_LANES = (("", "Both"), (Lane.NORMAL.value, "Everybody's"), (Lane.VIP.value, "VIP travelers'"))


@frozen
class _Act:
    """What may be done with a mail by hand, and what it means."""

    wanted: NotificationStatus
    path: str
    title: str
    says: tuple[str, ...]
    button: str
    told: str
    danger: bool = True


_MARK_SENT = _Act(
    NotificationStatus.SENT,
    "mark-sent",
    "Count this mail as sent?",
    (
        "No mail goes out: choose this if the recipient was told by other means.",
        "It leaves the queue for good, and the log says that it was marked by hand.",
    ),
    "Count it as sent",
    "The mail counts as sent.",
    danger=False,
)
_DELETE = _Act(
    NotificationStatus.DELETED,
    "delete",
    "Delete this mail?",
    (
        "The recipient never gets it; among the messages on the platform it can still be read.",
        "It cannot be put back into the queue.",
    ),
    "Delete the mail",
    "The mail was deleted; it will not be sent.",
)


class QueueController(Controller):
    """Mails that wait, went out or failed; what they say is shown to nobody."""

    path = _PATH

    @get(sync_to_thread=True)
    def queue(self, request: WebRequest) -> Response[str]:
        """How full the queue is, and what is in it."""
        by, form = employee(request, Action.MANAGE_NOTIFICATIONS), request.asked
        found: Page[Notification] = Page(())
        try:
            found = request.system.list_notifications(by, _query(form), request.listed())
        except Invalid as error:
            form = form.refused(error)
        status = request.system.view_queue(by)
        figures = mail_figures(status, request.system.check_service(by))
        return shown(
            request,
            "queue",
            form=form,
            found=found,
            pages=pages(request, found),
            figures=figures,
            says=_says(figures),
            back_log=status.lanes,
            filtered=any(form.value(name) for name in ("status", "kind", "lane", "recipient")),
            statuses=options(NotificationStatus, "Any state"),
            kinds=options(NotificationKind, "Any kind"),
            lanes=_LANES,
            sorts=_SORTS,
        )

    @get("/figures", sync_to_thread=True)
    def figures(self, request: WebRequest) -> Response[bytes]:
        """The counts of now, for a page that is being looked at."""
        by = employee(request, Action.MANAGE_NOTIFICATIONS)
        told = mail_figures(request.system.view_queue(by), request.system.check_service(by))
        return live(Live(told, _says(told)))

    @get("/{notification_id:uuid}", sync_to_thread=True)
    def notification(self, request: WebRequest, notification_id: FromPath[UUID]) -> Response[str]:
        """Where a mail stands, what became of its attempts, and what may be done with it."""
        by = employee(request, Action.MANAGE_NOTIFICATIONS)
        seen = request.system.view_notification(by, NotificationId(notification_id))
        return _notification(request, seen)

    @get("/{notification_id:uuid}/mark-sent", sync_to_thread=True)
    def ask_to_mark_sent(
        self, request: WebRequest, notification_id: FromPath[UUID]
    ) -> Response[Any]:
        return _ask(request, notification_id, _MARK_SENT)

    @post("/{notification_id:uuid}/mark-sent", status_code=200, sync_to_thread=True)
    def mark_sent(self, request: WebRequest, notification_id: FromPath[UUID]) -> Response[Any]:
        return _act(request, notification_id, _MARK_SENT)

    @get("/{notification_id:uuid}/delete", sync_to_thread=True)
    def ask_to_delete(self, request: WebRequest, notification_id: FromPath[UUID]) -> Response[Any]:
        return _ask(request, notification_id, _DELETE)

    @post("/{notification_id:uuid}/delete", status_code=200, sync_to_thread=True)
    def delete(self, request: WebRequest, notification_id: FromPath[UUID]) -> Response[Any]:
        return _act(request, notification_id, _DELETE)

    @post("/{notification_id:uuid}/retry", status_code=200, sync_to_thread=True)
    def retry(self, request: WebRequest, notification_id: FromPath[UUID]) -> Response[Any]:
        """Have a mail that failed tried again."""
        by = employee(request, Action.MANAGE_NOTIFICATIONS)
        wanted, mail = NotificationStatus.PENDING, NotificationId(notification_id)
        try:
            request.system.move_notification(by, mail, wanted)
        except NoSuchNotificationMove as error:
            seen = request.system.view_notification(by, mail)
            return _notification(request, seen, Form().refused(error))
        return go(request, f"{_PATH}/{mail}", "The mail waits again and is due now.")


def mail_figures(status: QueueStatus, service: ServiceStatus) -> Mapping[str, str]:
    """What the head of the queue tells, by the names its elements have."""
    counts = {state.value: f"{count:,}" for state, count in status.counts.items()}
    return {
        **counts,
        "due": f"{service.due:,}",
        "oldest": age(service.oldest_due_at, service.at),
        "throughput": _throughput(service),
    }


def _throughput(service: ServiceStatus) -> str:
    """`2.5 a minute`, or `8 an hour` if it is less than one a minute."""
    hours = (service.at - service.since) / timedelta(hours=1)
    hourly = service.figures.sent / hours
    return f"{hourly / 60:.1f} a minute" if hourly >= 60 else f"{hourly:.0f} an hour"


def _says(figures: Mapping[str, str]) -> str:
    """What of *figures* those hear who do not see them."""
    return f"Waiting: {figures['pending']}. Failed: {figures['failed']}."


def _query(form: Form) -> NotificationQuery:
    """Raises: Invalid: the recipient is no id."""
    return NotificationQuery(
        sort=chosen(form, "sort", NotificationSort) or NotificationSort.NEWEST,
        status=chosen(form, "status", NotificationStatus),
        kind=chosen(form, "kind", NotificationKind),
        lane=chosen(form, "lane", Lane),
        recipient=UserId(form.uuid("recipient")) if form.value("recipient") else None,
    )


def _notification(
    request: WebRequest, seen: Notification, form: Form | None = None
) -> Response[str]:
    return shown(
        request,
        "notification",
        form=form,
        mail=seen,
        about=_about(seen),
        acts=[one for one in (_MARK_SENT, _DELETE) if _may(seen, one.wanted)],
        may_retry=_may(seen, NotificationStatus.PENDING),
    )


def _about(mail: Notification) -> str:
    """What kind of record the mail is about; empty if of none."""
    about = MANNERS[mail.kind].about
    return "" if about is Subject.NOTHING else about.value


def _may(mail: Notification, wanted: NotificationStatus) -> bool:
    return wanted in BY_HAND.get(mail.status, ())


def _ask(
    request: WebRequest, notification_id: UUID, act: _Act, form: Form | None = None
) -> Response[Any]:
    by = employee(request, Action.MANAGE_NOTIFICATIONS)
    seen = request.system.view_notification(by, NotificationId(notification_id))
    if not _may(seen, act.wanted):
        refusal = NoSuchNotificationMove(seen.status, act.wanted)
        return _notification(request, seen, Form().refused(refusal))
    return ask(
        request,
        title=act.title,
        says=act.says,
        button=act.button,
        back=f"{_PATH}/{seen.id}",
        hidden={"version": str(seen.version)},
        danger=act.danger,
        form=form,
    )


def _act(request: WebRequest, notification_id: UUID, act: _Act) -> Response[Any]:
    """Move the mail, unless it moved on since somebody was asked."""
    by, mail = employee(request, Action.MANAGE_NOTIFICATIONS), NotificationId(notification_id)
    try:
        version = request.sent.whole("version")
        request.system.move_notification(by, mail, act.wanted, version=version)
    except AstroBookingsError as error:
        return _ask(request, notification_id, act, Form().refused(error))
    return go(request, f"{_PATH}/{mail}", act.told)
