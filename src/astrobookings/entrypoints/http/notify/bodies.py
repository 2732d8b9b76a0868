"""What requests about notifications hold."""

from collections.abc import Mapping

import msgspec
from msgspec import UNSET, UnsetType

from astrobookings.domain.notifications.kinds import Topic
from astrobookings.domain.notifications.notification import NotificationStatus

__all__ = ["NotificationMove", "PreferencesChange"]


class NotificationMove(msgspec.Struct, forbid_unknown_fields=True):
    """What a notification is to become: `sent` or `deleted` from pending, `pending` from failed."""

    status: NotificationStatus


class PreferencesChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Mails to turn on or off; null takes a choice back, what is left out stays as it is."""

    new_launches: bool | UnsetType | None = UNSET
    launch_bookings: bool | UnsetType | None = UNSET

    def choices(self) -> Mapping[Topic, bool | None]:
        given = {topic: getattr(self, topic.value) for topic in Topic}
        return {topic: choice for topic, choice in given.items() if choice is not UNSET}
