"""The collections of notifications."""

from astrobookings.adapters.mongo.collections.definition import (
    ENTITY,
    INSTANT,
    Definition,
    Index,
    choice,
    required,
)
from astrobookings.domain.notifications.kinds import Lane, NotificationKind
from astrobookings.domain.notifications.notification import NotificationStatus

__all__ = ["NOTICES", "NOTIFICATIONS", "PREFERENCES", "UNREAD", "WAITING", "WANTED"]

WAITING = {
    "status": {"$in": [NotificationStatus.PENDING.value, NotificationStatus.PROCESSING.value]}
}
"""The notification is still to be sent."""

NOTIFICATIONS = Definition(
    "notifications",
    {
        **required("_id", "event_id", "recipient", "subject_id", of="binData"),
        "kind": choice(NotificationKind),
        "status": choice(NotificationStatus),
        "lane": choice(Lane),
        "priority": {"bsonType": ["int", "long"], "minimum": 1, "maximum": 5},
        "due_at": INSTANT,
        **ENTITY,
    },
    (
        Index(
            "uq_notifications_event_id_recipient_kind",
            ("event_id", "recipient", "kind"),
            unique=True,
        ),
        Index("ix_notifications_waiting", ("priority", "due_at", "_id"), where=WAITING),
        Index("ix_notifications_lane", ("lane", "priority", "due_at", "_id"), where=WAITING),
        Index("ix_notifications_created", ("created_at", "_id")),
        Index("ix_notifications_status", ("status", "created_at", "_id")),
        Index("ix_notifications_recipient", ("recipient", "created_at", "_id")),
        Index("ix_notifications_attempted", ("last_attempt_at",)),
    ),
)

UNREAD = {"read_at": None}
"""The in-app copy was not read yet."""

NOTICES = Definition(
    "notices",
    {
        **required("_id", "recipient", of="binData"),
        **required("text", "path"),
        "kind": choice(NotificationKind),
        **ENTITY,
    },
    (
        Index("ix_notices_recipient", ("recipient", "created_at", "_id")),
        Index("ix_notices_unread", ("recipient", "read_at", "created_at", "_id")),
    ),
)

WANTED = {"new_launches": True}
"""Somebody asked to hear of new launches."""

PREFERENCES = Definition(
    "preferences",
    {**required("_id", of="binData"), **ENTITY},
    (Index("ix_preferences_new_launches", ("new_launches", "_id"), where=WANTED),),
)
