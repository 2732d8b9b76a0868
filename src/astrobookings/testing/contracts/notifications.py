"""What every adapter of `Notifications` must do."""

from collections.abc import Callable
from datetime import timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.notifications import NotificationSort
from astrobookings.domain.kernel.errors import Invalid, NotFound
from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.health import SendingFigures
from astrobookings.domain.notifications.kinds import Lane, NotificationKind
from astrobookings.domain.notifications.notification import (
    Attempt,
    Notification,
    NotificationStatus,
)
from astrobookings.testing.builders import NOW, a_notification, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    refuses_foreign_cursors,
    walk,
)
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
            trail=(Attempt(NOW, "450 busy"), Attempt(NOW + MINUTE, "250 queued as 7F3A")),
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

    def test_a_lane_has_its_own_due_ones(self, store: SystemHarness) -> None:
        usual = self.make(store, priority=1)
        vip = self.make(store, lane=Lane.VIP)

        assert list(store.notifications.due(NOW, 9)) == [usual, vip]
        assert list(store.notifications.due(NOW, 9, Lane.VIP)) == [vip]
        assert list(store.notifications.due(NOW, 9, Lane.NORMAL)) == [usual]

    def test_one_is_read_outside_of_a_transaction_too(self, store: SystemHarness) -> None:
        queued = self.make(store)

        assert store.notifications.get(queued.id) == queued
        with pytest.raises(NotFound):
            store.notifications.get(NotificationId(fresh_id()))

    def test_how_far_an_event_was_told(self, store: SystemHarness) -> None:
        event, kind = EventId(fresh_id()), NotificationKind.NEW_LAUNCH
        assert store.notifications.reached(event, kind, Lane.VIP) is None

        told = [self.make(store, event_id=event, kind=kind, lane=Lane.VIP) for _ in range(3)]
        self.make(store, event_id=event, kind=kind, recipient=UserId(_HIGHEST))
        self.make(store, event_id=event, lane=Lane.VIP, recipient=UserId(_HIGHEST))
        self.make(store, kind=kind, lane=Lane.VIP, recipient=UserId(_HIGHEST))

        reached = store.notifications.reached(event, kind, Lane.VIP)
        assert reached == max(one.recipient for one in told)

    def test_counts_name_every_status(self, store: SystemHarness) -> None:
        self.make(store)
        self.make(store)
        self.make(store, status=NotificationStatus.FAILED)

        counts = store.notifications.counts()

        assert set(counts) == set(NotificationStatus)
        assert {status: count for status, count in counts.items() if count} == {
            NotificationStatus.PENDING: 2,
            NotificationStatus.FAILED: 1,
        }

    def test_the_back_log_is_what_is_due(self, store: SystemHarness) -> None:
        assert store.notifications.count_due(NOW) == 0
        assert store.notifications.oldest_due(NOW) is None

        self.make(store, due_at=NOW - MINUTE)
        self.make(store, due_at=NOW - 2 * MINUTE, lane=Lane.VIP)
        self.make(store, due_at=NOW + MINUTE)
        self.make(store, due_at=NOW - 9 * MINUTE, status=NotificationStatus.SENT)
        self.make(
            store,
            due_at=NOW - 3 * MINUTE,
            status=NotificationStatus.PROCESSING,
            lease_until=NOW + MINUTE,
        )

        assert store.notifications.count_due(NOW) == 2
        assert store.notifications.count_due(NOW, Lane.VIP) == 1
        assert store.notifications.oldest_due(NOW) == NOW - 2 * MINUTE
        assert store.notifications.oldest_due(NOW, Lane.NORMAL) == NOW - MINUTE
        assert store.notifications.oldest_due(NOW + MINUTE) == NOW - 3 * MINUTE

    def test_what_became_of_those_tried_lately(self, store: SystemHarness) -> None:
        assert store.notifications.sending(NOW) == SendingFigures()

        s = NotificationStatus
        early, late = NOW - MINUTE, NOW + MINUTE
        self.make(store, status=s.SENT, last_attempt_at=early, sent_at=early)
        self.make(store, status=s.SENT, last_attempt_at=NOW, sent_at=NOW)
        self.make(store, status=s.BOUNCED, last_attempt_at=NOW, sent_at=late, failure="550 x")
        self.make(store, last_attempt_at=NOW, failure="450 busy")
        self.make(store, status=s.FAILED, last_attempt_at=late, failure="451 later")
        self.make(store, status=s.DELETED, last_attempt_at=late, failure="not wanted")
        self.make(store, failure="")

        assert store.notifications.sending(NOW) == SendingFigures(
            sent=2,
            missed=2,
            last_sent_at=late,
            last_missed_at=late,
            last_failure="451 later",
        )

    @few_examples
    @given(
        sort=st.sampled_from(NotificationSort),
        made=st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2)), max_size=7),
        wanted=limits(),
    )
    def test_pages_are_sorted_as_asked(
        self,
        store: SystemHarness,
        sort: NotificationSort,
        made: list[tuple[int, int]],
        wanted: list[int],
    ) -> None:
        someone = store.given_account().id
        queued = [
            self.make(
                store,
                recipient=someone,
                priority=priority,
                attempts=number,
                due_at=NOW + number * MINUTE,
                created_at=NOW - number * MINUTE,
            )
            for priority, number in made
        ]

        found = walk(lambda page: store.notifications.list(page, sort, recipient=someone), wanted)

        descending = sort.value.startswith("-")
        assert found == sorted(queued, key=_KEYS[sort], reverse=descending)

    def test_lists_are_filtered(self, store: SystemHarness) -> None:
        one = self.make(store)
        two = self.make(
            store,
            status=NotificationStatus.FAILED,
            kind=NotificationKind.NEW_LAUNCH,
            lane=Lane.VIP,
        )

        def found(**filters: Any) -> list[Notification]:
            return first(lambda page: store.notifications.list(page, **filters))

        assert found(status=NotificationStatus.FAILED) == [two]
        assert found(status=NotificationStatus.SENT) == []
        assert found(kind=NotificationKind.NEW_LAUNCH) == [two]
        assert found(lane=Lane.NORMAL) == [one]
        assert found(recipient=one.recipient) == [one]
        assert found(recipient=one.recipient, lane=Lane.VIP) == []
        assert len(found()) == 2

    @pytest.mark.parametrize("sort", NotificationSort)
    def test_cursors_of_other_sorts_are_refused(
        self, store: SystemHarness, sort: NotificationSort
    ) -> None:
        self.make(store)
        self.make(store)
        refuses_foreign_cursors(lambda page: store.notifications.list(page, sort))
        after = store.notifications.list(PageRequest(1), sort).next

        for other in set(NotificationSort) - {sort}:
            with pytest.raises(Invalid):
                store.notifications.list(PageRequest(1, after), other)


_HIGHEST = UUID(int=2**128 - 1)
_S = NotificationSort
_KEYS: dict[NotificationSort, Callable[[Notification], Any]] = {
    _S.NEWEST: attrgetter("created_at", "id"),
    _S.OLDEST: attrgetter("created_at", "id"),
    _S.DUE: attrgetter("due_at", "id"),
    _S.DUE_LAST: attrgetter("due_at", "id"),
    _S.PRIORITY: attrgetter("priority", "due_at", "id"),
    _S.ATTEMPTS: attrgetter("attempts", "id"),
}
