"""What every adapter of `BookingRequests` must do."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from attrs import evolve

from astrobookings.domain.booking.errors import SoldOut
from astrobookings.domain.kernel.ids import BookingId, BookingRequestId, QuoteId, UserId
from astrobookings.domain.sync.booking_request import (
    BookingRequest,
    Reason,
    WantedCancellation,
    WantedSeats,
    refused,
    settled,
)
from astrobookings.testing.builders import (
    NOW,
    PRICE,
    a_booking_request,
    a_passenger,
    fresh_id,
    numbered,
)
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.records import (
    ChangesContract,
    LocksContract,
    SavesContract,
    TellsAbsenceContract,
)
from astrobookings.testing.contracts.threads import at_once

__all__ = ["BookingRequestsContract"]

SECOND = timedelta(seconds=1)
SOLD_OUT = Reason.of(SoldOut(2, 1))


def _fresh() -> BookingRequestId:
    return BookingRequestId(fresh_id())


def _taken(store: SystemHarness, **fields: Any) -> BookingRequest:
    """A request of somebody with an account, taken now."""
    said = {"user_id": store.given_account().id, "created_at": store.clock.now(), **fields}
    request = a_booking_request(**said)
    with store.writing():
        assert store.booking_requests.add(request)
    return store.booking_requests.get(request.id)


class BookingRequestsContract(
    SavesContract[SystemHarness, BookingRequest],
    ChangesContract[SystemHarness, BookingRequest],
    LocksContract[SystemHarness, BookingRequest],
    TellsAbsenceContract[SystemHarness],
):
    """The conventions; one request per user, path and key; first come, first served."""

    kind = "booking_request"

    def make(self, store: SystemHarness, /) -> BookingRequest:
        return _taken(store)

    def changed(self, request: BookingRequest, /) -> BookingRequest:
        return settled(request, BookingId(numbered(7)), NOW)

    def save(self, store: SystemHarness, request: BookingRequest, /) -> BookingRequest:
        return store.booking_requests.save(request)

    def read(self, store: SystemHarness, key: Any, /) -> BookingRequest:
        return store.booking_requests.get(key)

    def lock(self, store: SystemHarness, key: Any, /) -> BookingRequest:
        return store.booking_requests.lock(key)

    def test_wanted_seats_are_kept_as_they_were_asked_for(self, store: SystemHarness) -> None:
        seats = WantedSeats(
            launch_id=a_booking_request().wanted_seats.launch_id,  # type: ignore[union-attr]
            count=2,
            chosen=(3, 8),
            passengers=(a_passenger(), a_passenger(first_name="Žofie")),
            payment_method="pm_ok",
            at_most=PRICE * 2,
        )

        assert _taken(store, wanted_seats=seats).wanted_seats == seats

    def test_a_wanted_cancellation_is_kept_as_it_was_asked_for(self, store: SystemHarness) -> None:
        wanted = WantedCancellation(
            booking_id=BookingId(fresh_id()),
            quote_id=QuoteId(fresh_id()),
            refund_share=Decimal("0.85"),
            reason="a kindness",
        )

        taken = _taken(store, wanted_seats=None, wanted_cancellation=wanted)

        assert (taken.wanted_cancellation, taken.wanted_seats) == (wanted, None)

    def test_a_user_path_and_key_have_one_request(self, store: SystemHarness) -> None:
        first = _taken(store)
        again = evolve(first, id=_fresh(), digest="f" * 64, version=0)

        with store.writing():
            assert not store.booking_requests.add(again)

        assert store.booking_requests.find(again.keyed) == first

    def test_others_have_their_own(self, store: SystemHarness) -> None:
        first = _taken(store)
        somebody = store.given_account(email="other@example.test").id
        for other in (
            evolve(first, user_id=somebody),
            evolve(first, path="/elsewhere"),
            evolve(first, key="another"),
        ):
            request = evolve(other, id=_fresh(), version=0)
            assert store.booking_requests.find(request.keyed) is None
            with store.writing():
                assert store.booking_requests.add(request)

        assert store.booking_requests.find(first.keyed) == first

    def test_one_of_many_at_once_is_taken(self, store: SystemHarness) -> None:
        user_id = store.given_account().id

        def take(number: int) -> bool:
            request = a_booking_request(user_id=user_id, key="one", digest=str(number) * 64)
            with store.writing():
                return store.booking_requests.add(request)

        taken = at_once([partial(take, number) for number in range(4)])

        assert sorted(taken) == [False, False, False, True]

    def test_a_decided_request_still_has_its_key(self, store: SystemHarness) -> None:
        request = _taken(store)
        with store.writing():
            store.booking_requests.save(refused(request, SOLD_OUT, NOW))

        with store.writing():
            assert not store.booking_requests.add(evolve(request, id=_fresh(), version=0))
        found = store.booking_requests.find(request.keyed)
        assert found is not None
        assert found.reason == SOLD_OUT

    def test_a_payment_method_is_in_no_change_log(self, store: SystemHarness) -> None:
        request = _taken(store)

        (change,) = store.changes.of(request.id)

        assert "pm_ok" not in repr(change)

    def test_those_of_a_user_that_wait_are_counted(self, store: SystemHarness) -> None:
        user_id = store.given_account().id
        other = _taken(store, user_id=store.given_account(email="other@example.test").id)
        made = [_taken_by(store, user_id) for _ in range(3)]
        assert store.booking_requests.waiting_of(user_id) == 3

        with store.writing():
            store.booking_requests.save(refused(made[0], SOLD_OUT, NOW))
            assert store.booking_requests.waiting_of(user_id) == 2

        assert store.booking_requests.waiting_of(user_id) == 2
        assert store.booking_requests.waiting_of(other.user_id) == 1
        assert store.booking_requests.waiting_of(UserId(fresh_id())) == 0

    def test_those_that_wait_come_first_come_first(self, store: SystemHarness) -> None:
        user_id = UserId(store.given_account().id)
        made = []
        for seconds in (2, 0, 1):
            at = NOW + seconds * SECOND
            made.append(_taken_by(store, user_id, created_at=at))
        second_of_then = _taken_by(store, user_id, created_at=NOW)
        order = [made[1], second_of_then, made[2], made[0]]

        assert list(store.booking_requests.waiting(9)) == order
        assert list(store.booking_requests.waiting(2)) == order[:2]

        with store.writing():
            store.booking_requests.save(settled(order[0], BookingId(fresh_id()), NOW))
            store.booking_requests.save(refused(order[2], SOLD_OUT, NOW))
        assert list(store.booking_requests.waiting(9)) == [order[1], order[3]]


def _taken_by(store: SystemHarness, user_id: UserId, **fields: Any) -> BookingRequest:
    request = a_booking_request(user_id=user_id, **fields)
    with store.writing():
        assert store.booking_requests.add(request)
    return store.booking_requests.get(request.id)
