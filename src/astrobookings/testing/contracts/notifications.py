"""What every adapter of `Notifications` must do."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.kernel.ids import EventId, NotificationId
from astrobookings.domain.notifications.notification import (
    Notification,
    NotificationKind,
    NotificationStatus,
)
from astrobookings.testing.builders import NOW, a_notification, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.records import ChangesContract, LocksContract, SavesContract

__all__ = ["NotificationsContract"]

MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)


class NotificationsContract(
    SavesContract[SystemHarness, Notification],
    ChangesContract[SystemHarness, Notification],
    LocksContract[SystemHarness, Notification],
):
    """The conventions, one per event, recipient and kind, and what is due."""

    kind = "notification"

    def make(self, store: SystemHarness, /, **fields: Any) -> Notification:
        if "recipient" not in fields:
            fields["recipient"] = store.given_account().id
        notification = a_notification(**{"details": {"refund": "12.00 USD"}, **fields})
        with store.writing():
            assert store.notifications.add(notification)
            return store.notifications.lock(notification.id)

    def changed(self, notification: Notification, /) -> Notification:
        return evolve(
            notification,
            status=NotificationStatus.SENT,
            attempts=2,
            last_attempt_at=NOW,
            sent_at=NOW,
            failure="450 busy",
        )

    def save(self, store: SystemHarness, notification: Notification, /) -> Notification:
        return store.notifications.save(notification)

    def read(self, store: SystemHarness, key: Any, /) -> Notification:
        try:
            return store.notifications.lock(key)
        except RuntimeError:
            with store.writing():
                return store.notifications.lock(key)

    def lock(self, store: SystemHarness, key: Any, /) -> Notification:
        return store.notifications.lock(key)

    def test_event_recipient_and_kind_have_one(self, store: SystemHarness) -> None:
        queued = self.make(store)
        same = evolve(queued, id=NotificationId(fresh_id()), version=0)

        with store.writing():
            assert not store.notifications.add(same)
            for other in (
                evolve(same, event_id=EventId(fresh_id())),
                evolve(
                    same, id=NotificationId(fresh_id()), kind=NotificationKind.BOOKING_CANCELLED
                ),
            ):
                assert store.notifications.add(other)

        assert len(store.notifications.due(NOW, 9)) == 3
        assert self.read(store, queued.id) == queued

    def test_another_recipient_hears_of_the_event_too(self, store: SystemHarness) -> None:
        queued = self.make(store)

        other = self.make(store, event_id=queued.event_id)

        assert other.recipient != queued.recipient

    def test_nothing_is_queued_outside_of_a_transaction(self, store: SystemHarness) -> None:
        with pytest.raises(RuntimeError):
            store.notifications.add(a_notification(recipient=store.given_account().id))

        assert list(store.notifications.due(NOW, 9)) == []

    def test_pending_ones_are_due_in_their_time(self, store: SystemHarness) -> None:
        queued = self.make(store, due_at=NOW + MINUTE)

        assert list(store.notifications.due(NOW + MINUTE - INSTANT, 9)) == []
        assert list(store.notifications.due(NOW + MINUTE, 9)) == [queued]

    def test_processing_ones_are_due_when_their_lease_is_over(self, store: SystemHarness) -> None:
        queued = self.make(store, status=NotificationStatus.PROCESSING, lease_until=NOW + MINUTE)

        assert list(store.notifications.due(NOW + MINUTE - INSTANT, 9)) == []
        assert list(store.notifications.due(NOW + MINUTE, 9)) == [queued]

    @pytest.mark.parametrize(
        "status",
        [NotificationStatus.SENT, NotificationStatus.FAILED, NotificationStatus.DELETED],
    )
    def test_those_done_are_never_due(
        self, store: SystemHarness, status: NotificationStatus
    ) -> None:
        self.make(store, status=status)

        assert list(store.notifications.due(NOW + MINUTE, 9)) == []

    def test_due_ones_come_by_priority_and_time(self, store: SystemHarness) -> None:
        late = self.make(store, priority=2, due_at=NOW - MINUTE)
        last = self.make(store, priority=4, due_at=NOW - 3 * MINUTE)
        early = self.make(store, priority=2, due_at=NOW - 2 * MINUTE)
        urgent = self.make(store, priority=1, due_at=NOW)

        assert list(store.notifications.due(NOW, 9)) == [urgent, early, late, last]
        assert list(store.notifications.due(NOW, 2)) == [urgent, early]
