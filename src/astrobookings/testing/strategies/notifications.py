"""Messages and where they stand in their queue."""

from datetime import datetime, timedelta

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.domain.notifications.health import SendingFigures
from astrobookings.domain.notifications.kinds import Lane, NotificationKind
from astrobookings.domain.notifications.notices import Notice, read
from astrobookings.domain.notifications.notification import (
    DeliveryPolicy,
    Notification,
    NotificationStatus,
    bounced,
    claim,
    delivered,
    missed,
    sent,
)
from astrobookings.domain.notifications.preferences import MailPreferences
from astrobookings.testing.strategies.kernel import ids, instants, lines, uuids, versions

__all__ = [
    "mail_preferences",
    "notices",
    "notification_statuses",
    "notifications",
    "sending_figures",
]


_TAKEN = {NotificationStatus.SENT, NotificationStatus.DELIVERED, NotificationStatus.BOUNCED}


def notification_statuses() -> SearchStrategy[NotificationStatus]:
    """Where notifications stand."""
    return st.sampled_from(NotificationStatus)


@st.composite
def notifications(
    draw: DrawFn,
    *,
    id: SearchStrategy[NotificationId] = ids(NotificationId),
    event_id: SearchStrategy[EventId] = ids(EventId),
    recipient: SearchStrategy[UserId] = ids(UserId),
    kind: SearchStrategy[NotificationKind] = st.sampled_from(NotificationKind),
    status: SearchStrategy[NotificationStatus] = notification_statuses(),
    created_at: SearchStrategy[datetime] = instants(),
    version: SearchStrategy[int] = versions(),
    policy: DeliveryPolicy = DeliveryPolicy(),
) -> Notification:
    """Notifications with the attempts that led to their *status*."""
    now = draw(created_at)
    pending = Notification(
        id=draw(id),
        event_id=draw(event_id),
        recipient=draw(recipient),
        kind=draw(kind),
        subject_id=draw(uuids()),
        priority=draw(st.integers(1, 5)),
        lane=draw(st.sampled_from(Lane)),
        due_at=now,
        details=draw(st.dictionaries(st.just("refund"), lines(), max_size=1)),
        created_at=now,
        updated_at=now,
        version=draw(version),
    )
    return _attempted(draw, pending, draw(status), policy)


def _attempted(
    draw: DrawFn, pending: Notification, status: NotificationStatus, policy: DeliveryPolicy
) -> Notification:
    note, failures = pending, draw(st.integers(0, 2))
    if status is NotificationStatus.FAILED:
        failures = policy.attempts
    for _ in range(failures):
        at = note.due_at
        jitter = draw(st.floats(0, 1))
        note = missed(claim(note, at, policy), "no answer", now=at, jitter=jitter, policy=policy)
    now = note.due_at
    if status in {NotificationStatus.PROCESSING} | _TAKEN:
        note = claim(note, now, policy)
    if status in _TAKEN:
        note = sent(note, now, "250 queued")
    if status is NotificationStatus.DELIVERED:
        note = delivered(note, now)
    if status is NotificationStatus.BOUNCED:
        note = bounced(note, now, "550 no such mailbox")
    if status is NotificationStatus.DELETED:
        note = evolve(note, status=status)
    return evolve(note, updated_at=now)


@st.composite
def notices(draw: DrawFn, *, created_at: SearchStrategy[datetime] = instants()) -> Notice:
    """In-app copies, some of them read."""
    now = draw(created_at)
    made = Notice(
        id=draw(ids(NotificationId)),
        recipient=draw(ids(UserId)),
        kind=draw(st.sampled_from(NotificationKind)),
        text=draw(lines()),
        path=f"/traveler/bookings/{draw(uuids())}",
        created_at=now,
        updated_at=now,
        version=draw(versions()),
    )
    return read(made, now) if draw(st.booleans()) else made


@st.composite
def mail_preferences(
    draw: DrawFn, *, user_id: SearchStrategy[UserId] = ids(UserId)
) -> MailPreferences:
    """What somebody chose, or did not."""
    now, choices = draw(instants()), st.none() | st.booleans()
    return MailPreferences(
        user_id=draw(user_id),
        new_launches=draw(choices),
        launch_bookings=draw(choices),
        created_at=now,
        updated_at=now,
        version=draw(versions()),
    )


@st.composite
def sending_figures(draw: DrawFn) -> SendingFigures:
    """What became of mails within an hour."""
    now, sent_, missed_ = draw(instants()), draw(st.integers(0, 99)), draw(st.integers(0, 9))
    ago = st.integers(0, 60).map(lambda minutes: now - timedelta(minutes=minutes))
    return SendingFigures(
        sent=sent_,
        missed=missed_,
        last_sent_at=draw(ago) if sent_ else None,
        last_missed_at=draw(ago) if missed_ else None,
        last_failure=draw(lines()) if missed_ else "",
    )
