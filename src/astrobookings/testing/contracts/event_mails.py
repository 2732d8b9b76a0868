"""What every adapter of `EventMails` must do."""

from datetime import timedelta

from astrobookings.domain.kernel.ids import EventId, UserId
from astrobookings.domain.notifications.notification import Notification
from astrobookings.testing.builders import a_notification, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness

__all__ = ["EventMailsContract"]


def queued(store: SystemHarness, event_id: EventId) -> Notification:
    """A notification of the event, to somebody else each time."""
    store.clock.move(timedelta(seconds=1))
    now = store.clock.now()
    one = a_notification(
        event_id=event_id, recipient=UserId(fresh_id()), created_at=now, updated_at=now
    )
    with store.writing():
        assert store.notifications.add(one)
    return store.notifications.get(one.id)


class EventMailsContract:
    """Notifications by their events."""

    def test_mails_of_the_events_come_oldest_first(self, store: SystemHarness) -> None:
        first, second, other = (EventId(fresh_id()) for _ in range(3))
        made = [queued(store, event) for event in (second, first, second)]
        queued(store, other)

        assert list(store.event_mails.of([first, second])) == made
        assert list(store.event_mails.of({first})) == [made[1]]

    def test_no_events_have_no_mails(self, store: SystemHarness) -> None:
        queued(store, EventId(fresh_id()))

        assert list(store.event_mails.of(())) == []
        assert list(store.event_mails.of([EventId(fresh_id())])) == []
