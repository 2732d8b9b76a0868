"""What every adapter of `IdempotencyKeys` must do."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from attrs import evolve

from astrobookings.domain.booking.errors import KeyInUse
from astrobookings.domain.booking.idempotency import (
    KEY_LEASE,
    KEY_LIFETIME,
    Answer,
    KeyedRequest,
    KeyRecord,
)
from astrobookings.domain.kernel.ids import BookingId, UserId
from astrobookings.testing.builders import NOW, a_keyed_request, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.threads import at_once

__all__ = ["IdempotencyKeysContract"]

INSTANT = timedelta(microseconds=1)


def _begun(store: OperationsHarness, request: KeyedRequest | None = None) -> KeyRecord:
    """A request noted at `NOW`, with a booking of its own."""
    noted = request or a_keyed_request()
    booking_id = store.given_hold().id
    with store.writing():
        store.keys.begin(noted, booking_id, NOW)
    return KeyRecord(
        request=noted, booking_id=booking_id, created_at=NOW, lease_until=NOW + KEY_LEASE
    )


class IdempotencyKeysContract:
    """Requests noted once, leases, answers and their end."""

    def test_an_unknown_request_has_no_record(self, store: OperationsHarness) -> None:
        assert store.keys.find(a_keyed_request(), NOW) is None

    def test_a_request_begun_can_be_found(self, store: OperationsHarness) -> None:
        record = _begun(store)

        assert store.keys.find(record.request, NOW) == record

    def test_the_record_tells_the_first_body(self, store: OperationsHarness) -> None:
        record = _begun(store)

        found = store.keys.find(evolve(record.request, digest="f" * 64), NOW)

        assert found == record

    def test_the_scope_is_user_method_path_and_key(self, store: OperationsHarness) -> None:
        request = _begun(store).request

        for other in (
            evolve(request, user_id=UserId(fresh_id())),
            evolve(request, method="PUT"),
            evolve(request, path="/bookings/1/payment"),
            evolve(request, key="another"),
        ):
            assert store.keys.find(other, NOW) is None
            _begun(store, other)

    def test_a_live_record_keeps_the_scope(self, store: OperationsHarness) -> None:
        record = _begun(store)
        retry = evolve(record.request, digest="f" * 64)
        last = NOW + KEY_LIFETIME - INSTANT

        with pytest.raises(KeyInUse), store.writing():
            store.keys.begin(retry, BookingId(fresh_id()), last)

        assert store.keys.find(record.request, last) == record

    def test_a_record_ends_with_its_lifetime(self, store: OperationsHarness) -> None:
        record = _begun(store)
        end = NOW + KEY_LIFETIME
        booking_id = store.given_hold().id
        assert store.keys.find(record.request, end) is None

        with store.writing():
            store.keys.begin(record.request, booking_id, end)

        renewed = store.keys.find(record.request, end)
        assert renewed is not None
        assert (renewed.booking_id, renewed.created_at) == (booking_id, end)
        assert (renewed.lease_until, renewed.answer) == (end + KEY_LEASE, None)

    def test_nothing_is_begun_outside_of_a_transaction(self, store: OperationsHarness) -> None:
        request, booking_id = a_keyed_request(), store.given_hold().id

        with pytest.raises(RuntimeError):
            store.keys.begin(request, booking_id, NOW)

        assert store.keys.find(request, NOW) is None

    def test_a_rollback_leaves_the_key_free(self, store: OperationsHarness) -> None:
        request, booking_id = a_keyed_request(), store.given_hold().id

        with suppress(ZeroDivisionError), store.writing():
            store.keys.begin(request, booking_id, NOW)
            raise ZeroDivisionError

        assert store.keys.find(request, NOW) is None

    def test_a_lease_is_taken_over_as_it_was_seen(self, store: OperationsHarness) -> None:
        record = _begun(store)
        mine = evolve(record, lease_until=NOW + 2 * KEY_LEASE)
        late = evolve(record, lease_until=NOW + 3 * KEY_LEASE)

        assert store.keys.take_over(mine, record.lease_until)
        assert not store.keys.take_over(late, record.lease_until)

        assert store.keys.find(record.request, NOW) == mine

    def test_an_unknown_lease_is_not_taken_over(self, store: OperationsHarness) -> None:
        record = KeyRecord(
            request=a_keyed_request(),
            booking_id=BookingId(fresh_id()),
            created_at=NOW,
            lease_until=NOW,
        )

        assert not store.keys.take_over(record, NOW)

    def test_one_of_many_takes_over_a_lease(self, store: OperationsHarness) -> None:
        record = _begun(store)
        tries = [
            partial(
                store.keys.take_over,
                evolve(record, lease_until=NOW + KEY_LEASE * (2 + number)),
                record.lease_until,
            )
            for number in range(5)
        ]

        assert sorted(at_once(tries)) == [False, False, False, False, True]

    def test_an_answer_is_kept(self, store: OperationsHarness) -> None:
        record = _begun(store)
        other = _begun(store)
        answer = Answer(201, '{"status": "confirmed", "note": "ünïcode"}')

        store.keys.finish(record.request, answer)

        assert store.keys.find(record.request, NOW) == evolve(record, answer=answer)
        assert store.keys.find(other.request, NOW) == other

    def test_an_answer_without_a_record_is_not_kept(self, store: OperationsHarness) -> None:
        request = a_keyed_request()

        store.keys.finish(request, Answer(409, "{}"))

        assert store.keys.find(request, NOW) is None

    def test_a_request_refused_for_good_takes_nothing_later(self, store: OperationsHarness) -> None:
        request, refusal = a_keyed_request(), Answer(409, '{"reason": "ünïcode"}')
        with store.writing():
            store.keys.refuse(request, refusal, NOW)
        booking_id = store.given_hold().id

        with pytest.raises(KeyInUse), store.writing():
            store.keys.begin(request, booking_id, NOW)

        assert store.keys.find(request, NOW) == KeyRecord(
            request=request, booking_id=None, created_at=NOW, lease_until=NOW, answer=refusal
        )

    def test_what_took_something_is_not_refused_any_more(self, store: OperationsHarness) -> None:
        record = _begun(store)

        with pytest.raises(KeyInUse), store.writing():
            store.keys.refuse(record.request, Answer(409, "{}"), NOW)

        assert store.keys.find(record.request, NOW) == record

    def test_a_refusal_ends_with_its_lifetime(self, store: OperationsHarness) -> None:
        request, end = a_keyed_request(), NOW + KEY_LIFETIME
        with store.writing():
            store.keys.refuse(request, Answer(409, "{}"), NOW)
        booking_id = store.given_hold().id

        with store.writing():
            store.keys.begin(request, booking_id, end)

        renewed = store.keys.find(request, end)
        assert renewed is not None
        assert (renewed.booking_id, renewed.answer) == (booking_id, None)

    def test_old_records_are_forgotten(self, store: OperationsHarness) -> None:
        record = _begun(store)

        assert store.keys.forget_before(NOW) == 0
        assert store.keys.find(record.request, NOW) == record
        assert store.keys.forget_before(NOW + INSTANT) == 1
        assert store.keys.find(record.request, NOW) is None
