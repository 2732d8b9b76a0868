"""What every adapter of `Handled` must do."""

from contextlib import suppress
from functools import partial

import pytest

from astrobookings.domain.kernel.ids import EventId
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.harness import StoreHarness
from astrobookings.testing.contracts.threads import at_once

__all__ = ["HandledContract"]


def _handle(store: StoreHarness, event_id: EventId, handler: str = "handler") -> bool:
    with store.writing():
        return store.handled.first_time(event_id, handler)


class HandledContract:
    """Once for each event and handler."""

    def test_an_event_is_handled_for_the_first_time_once(self, store: StoreHarness) -> None:
        event_id = EventId(fresh_id())

        assert _handle(store, event_id)
        assert not _handle(store, event_id)

    def test_the_second_time_may_come_in_the_same_transaction(self, store: StoreHarness) -> None:
        event_id = EventId(fresh_id())

        with store.writing():
            assert store.handled.first_time(event_id, "handler")
            assert not store.handled.first_time(event_id, "handler")
            key = store.add_example()

        assert store.has_example(key)

    def test_each_handler_handles_for_itself(self, store: StoreHarness) -> None:
        event_id = EventId(fresh_id())

        assert _handle(store, event_id, "one")
        assert _handle(store, event_id, "other")
        assert _handle(store, EventId(fresh_id()), "one")

    def test_a_failed_handler_may_try_again(self, store: StoreHarness) -> None:
        event_id = EventId(fresh_id())

        with suppress(ZeroDivisionError), store.writing():
            store.handled.first_time(event_id, "handler")
            raise ZeroDivisionError

        assert _handle(store, event_id)

    def test_nothing_is_handled_outside_of_a_transaction(self, store: StoreHarness) -> None:
        with pytest.raises(RuntimeError):
            store.handled.first_time(EventId(fresh_id()), "handler")

    def test_one_of_many_is_the_first(self, store: StoreHarness) -> None:
        event_id = EventId(fresh_id())

        firsts = at_once([partial(_handle, store, event_id) for _ in range(4)])

        assert sorted(firsts) == [False, False, False, True]
