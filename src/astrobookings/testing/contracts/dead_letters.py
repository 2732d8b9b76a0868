"""What every adapter of `DeadLetters` must do."""

import pytest
from attrs import evolve

from astrobookings.domain.kernel.deliveries import DeliveryStatus, Hearing
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.deliveries import claim, send
from astrobookings.testing.contracts.harness import StoreHarness
from astrobookings.testing.contracts.paging import refuses_foreign_cursors, walk

__all__ = ["DeadLettersContract"]

DEAD = Hearing(dead=True, attempts=10, counted=10, failure="KeyError: see the log")


def _kill(store: StoreHarness, *ids: EventId) -> None:
    for event_id in ids:
        with store.writing():
            delivery = store.deliveries.lock(event_id)
            assert delivery is not None
            hearings = {"booking": DEAD}
            store.deliveries.save(evolve(delivery, status=DeliveryStatus.DEAD, hearings=hearings))


class DeadLettersContract:
    """Seen, and brought back to life."""

    def test_there_are_none_at_first(self, store: StoreHarness) -> None:
        send(store)

        assert store.dead_letters.count() == 0
        assert store.dead_letters.list(PageRequest()).items == ()

    @pytest.mark.parametrize("limit", [1, 2, 5])
    def test_they_are_listed_oldest_first_page_by_page(
        self, store: StoreHarness, limit: int
    ) -> None:
        first, second, third, _ = send(store, 4)
        _kill(store, third, first, second)

        found = walk(store.dead_letters.list, [limit])
        assert [one.envelope.id for one in found] == [first, second, third]
        assert store.dead_letters.count() == 3

    def test_one_says_what_was_wrong(self, store: StoreHarness) -> None:
        (event_id,) = send(store)
        envelope = store.outbox.unpublished(1)[0]
        _kill(store, event_id)

        (dead,) = store.dead_letters.list(PageRequest()).items

        assert (dead.envelope, dead.status) == (envelope, DeliveryStatus.DEAD)
        assert dead.hearings == {"booking": DEAD}

    def test_a_cursor_of_another_list_is_refused(self, store: StoreHarness) -> None:
        refuses_foreign_cursors(store.dead_letters.list)

    def test_a_revived_one_is_handed_out_again(self, store: StoreHarness) -> None:
        (event_id,) = send(store)
        _kill(store, event_id)
        now = store.clock.now()

        with store.writing():
            revived = store.dead_letters.revive(event_id, now)

        assert (revived.status, revived.due_at) == (DeliveryStatus.WAITING, now)
        assert not revived.of("booking").dead
        assert store.dead_letters.count() == 0
        assert [one.envelope.id for one in claim(store)] == [event_id]

    def test_only_dead_ones_are_revived(self, store: StoreHarness) -> None:
        alive, heard = send(store, 2)
        store.outbox.mark_published([heard])

        for event_id in (alive, heard, EventId(fresh_id())):
            with pytest.raises(NotFound, match="dead letter"), store.writing():
                store.dead_letters.revive(event_id, store.clock.now())

    def test_nothing_is_revived_outside_of_a_transaction(self, store: StoreHarness) -> None:
        (event_id,) = send(store)
        _kill(store, event_id)

        with pytest.raises(RuntimeError):
            store.dead_letters.revive(event_id, store.clock.now())
