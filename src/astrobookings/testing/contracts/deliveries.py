"""What every adapter of `Deliveries` must do."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.events import SessionsEnded
from astrobookings.domain.kernel.deliveries import Delivery, DeliveryStatus, Hearing
from astrobookings.domain.kernel.events import Event, UnreadableEvent
from astrobookings.domain.kernel.ids import EventId, SessionId, UserId
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.harness import StoreHarness
from astrobookings.testing.contracts.paging import few_examples
from astrobookings.testing.contracts.threads import at_once
from astrobookings.testing.strategies import hearings

__all__ = ["DeliveriesContract", "claim", "send"]

LEASE = timedelta(seconds=60)
INSTANT = timedelta(microseconds=1)


def send(store: StoreHarness, count: int = 1) -> list[EventId]:
    """Add *count* events a second apart; their ids."""
    ids = []
    for _ in range(count):
        store.clock.move(timedelta(seconds=1))
        with store.writing():
            store.outbox.add(
                SessionsEnded(UserId(fresh_id()), (SessionId(fresh_id()),), "signed_out")
            )
        ids.append(store.outbox.unpublished(1000)[-1].id)
    return ids


def claim(store: StoreHarness, limit: int = 100) -> list[Delivery]:
    """Claim what is due now, for a minute."""
    now = store.clock.now()
    return list(store.deliveries.claim(limit, now, now + LEASE))


def _ids(claimed: list[Delivery]) -> list[EventId]:
    return [one.envelope.id for one in claimed]


def _save(store: StoreHarness, event_id: EventId, **fields: Any) -> None:
    with store.writing():
        delivery = store.deliveries.lock(event_id)
        assert delivery is not None
        store.deliveries.save(evolve(delivery, **fields))


@frozen
class _OfAnotherRelease(Event):
    """One that no store knows how to read."""

    name: ClassVar[str] = "of-another-release"


class DeliveriesContract:
    """Each event is in one hand at a time, until it is heard or dead."""

    def test_a_new_event_is_due_at_once_in_its_first_round(self, store: StoreHarness) -> None:
        (event_id,) = send(store)

        (claimed,) = claim(store)

        assert claimed.envelope == store.outbox.unpublished(1)[0]
        assert (claimed.envelope.id, claimed.round) == (event_id, 1)
        assert (claimed.status, claimed.hearings) == (DeliveryStatus.WAITING, {})
        assert claimed.due_at == store.clock.now() + LEASE

    def test_nobody_else_gets_it_before_the_lease_ends(self, store: StoreHarness) -> None:
        send(store)
        claim(store)

        store.clock.move(LEASE - INSTANT)
        assert claim(store) == []

        store.clock.move(INSTANT)
        (again,) = claim(store)
        assert again.round == 2

    def test_a_claimed_event_still_waits(self, store: StoreHarness) -> None:
        send(store)
        claim(store)

        assert store.outbox.waiting() == len(store.outbox.unpublished(9)) == 1

    def test_those_due_longest_come_first(self, store: StoreHarness) -> None:
        first, second, third = send(store, 3)
        _save(store, first, due_at=store.clock.now())

        assert _ids(claim(store, limit=1)) == [second]
        assert _ids(claim(store)) == [first, third]

    def test_what_is_due_later_is_not_claimed(self, store: StoreHarness) -> None:
        put_off, due = send(store, 2)
        _save(store, put_off, due_at=store.clock.now() + INSTANT)

        assert _ids(claim(store)) == [due]

    def test_what_cannot_be_read_holds_up_no_other(self, store: StoreHarness) -> None:
        with store.writing():
            store.outbox.add(_OfAnotherRelease())
        (younger,) = send(store)

        strange, event = claim(store)

        assert event.envelope.id == younger
        assert strange.envelope.event in (
            UnreadableEvent("of-another-release"),
            _OfAnotherRelease(),
        )

    def test_many_who_claim_at_once_get_different_events(self, store: StoreHarness) -> None:
        sent = send(store, 20)

        claims = at_once([partial(claim, store, 7) for _ in range(4)])
        claims.append(claim(store))

        claimed = [event_id for one in claims for event_id in _ids(one)]
        assert sorted(claimed) == sorted(sent)
        assert {one.round for each in claims for one in each} == {1}

    def test_a_marked_event_is_nowhere(self, store: StoreHarness) -> None:
        (event_id,) = send(store)

        store.outbox.mark_published([event_id])

        assert store.deliveries.find(event_id) is None
        assert claim(store) == []
        with store.writing():
            assert store.deliveries.lock(event_id) is None

    def test_an_event_that_everybody_heard_is_nowhere(self, store: StoreHarness) -> None:
        (event_id,) = send(store)

        _save(store, event_id, status=DeliveryStatus.DONE)

        assert store.deliveries.find(event_id) is None
        assert (store.outbox.waiting(), list(store.outbox.unpublished(9))) == (0, [])

    def test_a_dead_event_is_found_but_never_claimed(self, store: StoreHarness) -> None:
        (event_id,) = send(store)

        _save(store, event_id, status=DeliveryStatus.DEAD)

        found = store.deliveries.find(event_id)
        assert found is not None
        assert found.status is DeliveryStatus.DEAD
        assert claim(store) == []
        assert (store.outbox.waiting(), store.outbox.oldest_waiting()) == (0, None)

    @few_examples
    @given(hearings=st.dictionaries(st.sampled_from(["booking", "sync", "x"]), hearings()))
    def test_how_each_context_fares_comes_back_as_it_was(
        self, store: StoreHarness, hearings: dict[str, Hearing]
    ) -> None:
        (event_id,) = send(store)
        _save(store, event_id, hearings=hearings)

        found = store.deliveries.find(event_id)

        assert found is not None
        assert found.hearings == hearings

    def test_an_unknown_event_is_not_found(self, store: StoreHarness) -> None:
        assert store.deliveries.find(EventId(fresh_id())) is None

    def test_nothing_is_locked_or_saved_outside_of_a_transaction(self, store: StoreHarness) -> None:
        send(store)
        (claimed,) = claim(store)

        with pytest.raises(RuntimeError):
            store.deliveries.lock(claimed.envelope.id)
        with pytest.raises(RuntimeError):
            store.deliveries.save(claimed)

    def test_a_rollback_keeps_how_it_fared(self, store: StoreHarness) -> None:
        (event_id,) = send(store)

        with suppress(ZeroDivisionError), store.writing():
            delivery = store.deliveries.lock(event_id)
            assert delivery is not None
            store.deliveries.save(evolve(delivery, status=DeliveryStatus.DEAD))
            raise ZeroDivisionError

        assert store.outbox.waiting() == 1

    def test_contexts_that_report_at_once_do_not_forget_each_other(
        self, store: StoreHarness
    ) -> None:
        (event_id,) = send(store)
        contexts = [f"context{number}" for number in range(4)]

        def report(context: str) -> None:
            with store.writing():
                delivery = store.deliveries.lock(event_id)
                assert delivery is not None
                heard = {**delivery.hearings, context: Hearing(heard=True)}
                store.deliveries.save(evolve(delivery, hearings=heard))

        at_once([partial(report, context) for context in contexts])

        found = store.deliveries.find(event_id)
        assert found is not None
        assert sorted(found.hearings) == contexts
