"""What every adapter of `Outbox` must do."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given

from astrobookings.domain.identity.events import SessionsEnded
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import SessionId, UserId
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.harness import StoreHarness
from astrobookings.testing.contracts.paging import few_examples
from astrobookings.testing.strategies import events

__all__ = ["OutboxContract"]


def _an_event() -> SessionsEnded:
    return SessionsEnded(UserId(fresh_id()), (SessionId(fresh_id()),), "signed_out")


def _sent(store: StoreHarness, *sent: Event) -> list[Envelope]:
    """Add events, and return what is waiting then."""
    with store.writing():
        for event in sent or (_an_event(),):
            store.outbox.add(event)
    return list(store.outbox.unpublished(1000))


class OutboxContract:
    """Events kept with their transaction, given until they are marked."""

    def test_an_event_waits_with_its_origin(self, store: StoreHarness) -> None:
        event = _an_event()
        store.clock.move(timedelta(hours=1))
        with store.writing() as origin:
            store.outbox.add(event)

        (envelope,) = store.outbox.unpublished(10)

        assert envelope.event == event
        assert (envelope.origin, envelope.at) == (origin, store.clock.now())
        assert envelope.id.version == 7

    @few_examples
    @given(event=events())
    def test_every_kind_of_event_comes_back_as_it_was(
        self, store: StoreHarness, event: Event
    ) -> None:
        assert _sent(store, event)[-1].event == event

    def test_oldest_events_come_first(self, store: StoreHarness) -> None:
        sent = [_an_event() for _ in range(5)]
        for event in sent:
            store.clock.move(timedelta(seconds=1))
            _sent(store, event)

        assert [one.event for one in store.outbox.unpublished(3)] == sent[:3]
        assert [one.event for one in store.outbox.unpublished(99)] == sent

    def test_events_of_one_transaction_keep_their_order(self, store: StoreHarness) -> None:
        sent = [_an_event() for _ in range(5)]

        assert [one.event for one in _sent(store, *sent)] == sent

    def test_an_unmarked_event_is_given_again(self, store: StoreHarness) -> None:
        waiting = _sent(store)

        assert list(store.outbox.unpublished(10)) == waiting

    def test_marked_events_are_never_given_again(self, store: StoreHarness) -> None:
        one, two, three = _sent(store, _an_event(), _an_event(), _an_event())

        store.outbox.mark_published([one.id, three.id])
        store.outbox.mark_published([one.id])

        assert list(store.outbox.unpublished(10)) == [two]
        assert store.outbox.waiting() == 1

    def test_marking_nothing_is_fine(self, store: StoreHarness) -> None:
        _sent(store)

        store.outbox.mark_published([])

        assert store.outbox.waiting() == 1

    def test_an_empty_outbox_waits_for_nothing(self, store: StoreHarness) -> None:
        assert (store.outbox.waiting(), store.outbox.oldest_waiting()) == (0, None)
        assert list(store.outbox.unpublished(10)) == []

    def test_the_oldest_that_waits_tells_how_far_behind_we_are(self, store: StoreHarness) -> None:
        _sent(store)
        oldest = store.clock.now()
        store.clock.move(timedelta(seconds=5))
        first, second = _sent(store)

        assert store.outbox.oldest_waiting() == oldest
        store.outbox.mark_published([first.id])
        assert store.outbox.oldest_waiting() == second.at

    def test_nothing_is_added_outside_of_a_transaction(self, store: StoreHarness) -> None:
        with pytest.raises(RuntimeError):
            store.outbox.add(_an_event())

        assert store.outbox.waiting() == 0

    def test_a_rollback_sends_nothing(self, store: StoreHarness) -> None:
        with suppress(ZeroDivisionError), store.writing():
            store.outbox.add(_an_event())
            raise ZeroDivisionError

        assert store.outbox.waiting() == 0
