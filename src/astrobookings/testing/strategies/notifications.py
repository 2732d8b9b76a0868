"""Messages and where they stand in their queue."""

from datetime import datetime

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.domain.notifications.notification import (
    DeliveryPolicy,
    Notification,
    NotificationKind,
    NotificationStatus,
    claim,
    missed,
    sent,
)
from astrobookings.testing.strategies.kernel import ids, instants, lines, uuids, versions

__all__ = ["notification_statuses", "notifications"]


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
    if status in {NotificationStatus.PROCESSING, NotificationStatus.SENT}:
        note = claim(note, now, policy)
    if status is NotificationStatus.SENT:
        note = sent(note, now)
    if status is NotificationStatus.DELETED:
        note = evolve(note, status=status)
    return evolve(note, updated_at=now)
