"""What every adapter of `Transactions` must do."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest

from astrobookings.domain.identity.events import PasswordChanged
from astrobookings.domain.kernel.ids import EventId, UserId
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.harness import StoreHarness
from astrobookings.testing.contracts.threads import at_once

__all__ = ["TransactionsContract"]


class TransactionsContract:
    """All or nothing; one origin for all of it."""

    def test_leaving_commits(self, store: StoreHarness) -> None:
        with store.writing():
            key = store.add_example()

        assert store.has_example(key)

    def test_reads_inside_see_the_transaction_s_own_writes(self, store: StoreHarness) -> None:
        with store.writing():
            key = store.add_example()
            seen = store.has_example(key)

        assert seen

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_an_exception_rolls_everything_back(
        self, store: StoreHarness, error: type[BaseException]
    ) -> None:
        event_id = EventId(fresh_id())
        waiting = store.outbox.waiting()
        keys: list[UUID] = []

        with suppress(error), store.writing():
            keys += [store.add_example(), store.add_example()]
            store.outbox.add(PasswordChanged(UserId(fresh_id())))
            store.handled.first_time(event_id, "handler")
            raise error

        assert len(keys) == 2
        for key in keys:
            assert not store.has_example(key)
            assert len(store.changes.of(key)) == 0
        assert store.outbox.waiting() == waiting
        with store.writing():
            assert store.handled.first_time(event_id, "handler")

    def test_the_exception_goes_on(self, store: StoreHarness) -> None:
        with pytest.raises(ZeroDivisionError), store.writing():
            raise ZeroDivisionError

    def test_after_a_rollback_the_store_goes_on(self, store: StoreHarness) -> None:
        with suppress(ZeroDivisionError), store.writing():
            raise ZeroDivisionError

        with store.writing():
            key = store.add_example()

        assert store.has_example(key)

    def test_transactions_are_not_nested(self, store: StoreHarness) -> None:
        with store.writing():
            key = store.add_example()
            with pytest.raises(RuntimeError), store.writing():
                pass

        assert store.has_example(key)

    def test_nothing_is_written_outside(self, store: StoreHarness) -> None:
        with pytest.raises(RuntimeError):
            store.add_example()

    def test_the_origin_stands_on_changes_and_events(self, store: StoreHarness) -> None:
        store.clock.move(timedelta(hours=1))
        origin = store.origin(actor=None, service="worker", action="tidy", request_id="r-7")

        with store.transaction(origin):
            key = store.add_example()
            store.outbox.add(PasswordChanged(UserId(key)))

        (change,) = store.changes.of(key)
        assert change.origin == origin
        assert store.outbox.unpublished(99)[-1].origin == origin

    def test_other_threads_do_not_share_the_transaction(self, store: StoreHarness) -> None:
        def write() -> UUID:
            with store.writing():
                return store.add_example()

        keys = at_once([write] * 4)

        assert len(set(keys)) == 4
        assert all(store.has_example(key) for key in keys)
