"""What every adapter of `SeatLedger` must do within a transaction that has locked the launch."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.errors import ReferenceTaken
from astrobookings.domain.booking.events import SeatsHeld
from astrobookings.domain.booking.offer import Survey, Wanted
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.builders import a_seat_order, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import few_examples

__all__ = ["SeatsWithinContract"]

HOLD = timedelta(hours=24)


def _order(store: OperationsHarness, launch: Launch, **fields: Any) -> Any:
    said = {
        "launch_id": launch.id,
        "agency_id": launch.agency_id,
        "expires_at": store.clock.now() + HOLD,
        "seats": 2,
    }
    return evolve(a_seat_order(**{**said, **fields}), key=None)


def _held(store: OperationsHarness, launch: Launch, **fields: Any) -> Booking | None:
    order = _order(store, launch, **fields)
    with store.writing():
        store.launches.lock(launch.id)
        return store.seat_ledger.hold(order)


def _survey(
    store: OperationsHarness, launch: Launch, traveler_id: UserId, seats: int | tuple[int, ...] = 1
) -> Survey:
    wanted = Wanted.seats(seats)
    return store.seat_ledger.survey(launch.id, traveler_id, wanted, now=store.clock.now())


class SeatsWithinContract:
    """A hold made in a running transaction is one that `take` could have made."""

    def test_it_is_the_booking_that_taking_makes(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        order = _order(store, launch)

        with store.writing() as origin:
            store.launches.lock(launch.id)
            held = store.seat_ledger.hold(order)

        assert held == store.bookings.get(order.booking_id)
        assert held is not None
        assert (held.status, held.seat_numbers) == (BookingStatus.HELD, (1, 2))
        assert (held.created_at, held.held_until) == (origin.at, order.expires_at)
        taken = store.take(launch, seats=2)
        assert taken is not None
        assert evolve(
            taken,
            id=held.id,
            reference=held.reference,
            traveler_id=held.traveler_id,
            seats=held.seats,
            expires_at=held.expires_at,
            held_until=held.held_until,
        ) == evolve(held, refund_tiers=taken.refund_tiers)
        assert store.seat_ledger.discrepancies() == 0

    def test_it_writes_an_event_and_a_change(self, store: OperationsHarness) -> None:
        launch = store.given_launch()

        held = _held(store, launch, seats=3)

        assert held is not None
        whose = (held.id, held.launch_id, held.agency_id, held.traveler_id)
        events = [one.event for one in store.outbox.unpublished(100)]
        assert SeatsHeld(*whose, 3) in events
        (change,) = store.changes.of(held.id)
        assert (change.kind, change.version) == ("booking", 1)
        assert change.fields["status"].new == "held"

    def test_it_can_be_paid_expired_and_given_back(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        paid, lapsed = _held(store, launch), _held(store, launch, seats=3)
        assert paid is not None
        assert lapsed is not None

        store.confirm(paid)
        store.expire(lapsed)

        assert store.taken(launch.id) == {1, 2}
        assert store.seat_ledger.discrepancies() == 0

    def test_a_survey_inside_sees_what_was_written_there(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(seats_total=8), store.given_traveler()
        first = store.given_hold(launch, seats=(2, 3))

        with store.writing():
            store.launches.lock(launch.id)
            store.seat_ledger.give_back(first)
            store.seat_ledger.hold(_order(store, launch, traveler_id=traveler, seats=(3, 5, 6)))
            inside = _survey(store, launch, traveler, (2, 3, 6))

        outside = _survey(store, launch, traveler, (2, 3, 6))
        assert (inside.seats_left, inside.held, inside.open_holds) == (5, 3, 1)
        assert inside.chosen_taken == (3, 6)
        assert inside.traveler_ready
        assert inside.offer == outside.offer

    def test_overdue_holds_count_as_free_inside_too(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(seats_total=4), UserId(fresh_id())
        store.given_hold(launch, traveler_id=traveler, seats=(1, 2))
        store.clock.move(timedelta(minutes=15))

        outside = _survey(store, launch, traveler, (1, 3))
        with store.writing():
            inside = _survey(store, launch, traveler, (1, 3))

        assert inside == outside
        assert (inside.seats_left, inside.held, inside.chosen_taken) == (4, 0, ())

    def test_seats_in_the_way_are_not_had(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=4)
        store.given_hold(launch, seats=(1, 2, 3))

        assert _held(store, launch, seats=2) is None
        assert _held(store, launch, seats=(3, 4)) is None
        assert _held(store, launch, seats=(5,)) is None
        chosen = _held(store, launch, seats=(4,))
        assert chosen is not None
        assert chosen.seat_numbers == (4,)

    @pytest.mark.parametrize(
        "changed",
        [
            {"status": LaunchStatus.ABORTED},
            {"suspended": True},
            {"general_sale_at": "soon"},
            {"launch_at": "soon"},
        ],
    )
    def test_a_launch_that_does_not_sell(
        self, store: OperationsHarness, changed: dict[str, Any]
    ) -> None:
        soon = store.clock.now() + timedelta(days=1)
        fields = {name: soon if value == "soon" else value for name, value in changed.items()}
        launch = store.given_launch(**fields)
        if "launch_at" in changed:
            store.clock.move(timedelta(days=1))

        assert _held(store, launch) is None

    def test_another_price(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        with store.writing():
            dearer = evolve(launch, price=launch.price * 2)
            store.launches.save(dearer)

        assert _held(store, launch) is None

    def test_the_limits_of_the_traveler(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(seats_total=20), UserId(fresh_id())

        assert _held(store, launch, traveler_id=traveler, seats=5) is None
        assert _held(store, launch, traveler_id=traveler, seats=1) is not None
        assert _held(store, launch, traveler_id=traveler, seats=4) is None
        assert _held(store, launch, traveler_id=traveler, seats=1) is not None
        assert _held(store, launch, traveler_id=traveler, seats=1) is None  # two open holds

    def test_a_reference_is_given_once_and_the_transaction_goes_on(
        self, store: OperationsHarness
    ) -> None:
        launch = store.given_launch()
        first = store.given_hold(launch)

        with store.writing():
            store.launches.lock(launch.id)
            with pytest.raises(ReferenceTaken):
                store.seat_ledger.hold(_order(store, launch, reference=first.reference))
            second = store.seat_ledger.hold(_order(store, launch))

        assert second is not None
        assert store.seat_ledger.discrepancies() == 0

    def test_a_rollback_leaves_nothing(self, store: OperationsHarness) -> None:
        launch = store.given_launch()

        with suppress(ZeroDivisionError), store.writing():
            store.launches.lock(launch.id)
            store.seat_ledger.hold(_order(store, launch))
            raise ZeroDivisionError

        assert store.taken(launch.id) == frozenset()
        assert store.seat_ledger.discrepancies() == 0

    def test_nothing_is_held_outside_of_a_transaction(self, store: OperationsHarness) -> None:
        launch = store.given_launch()

        with pytest.raises(RuntimeError):
            store.seat_ledger.hold(_order(store, launch))

    def test_whatever_comes_before_no_seat_is_sold_twice(self, store: OperationsHarness) -> None:
        @few_examples
        @given(st.lists(st.tuples(st.booleans(), st.integers(1, 4), st.booleans()), max_size=8))
        def check(acts: list[tuple[bool, int, bool]]) -> None:
            launch = store.given_launch(seats_total=6)
            live: list[Booking] = []
            for within, seats, give_back in acts:
                act = _held if within else OperationsHarness.take
                made = act(store, launch, seats=seats)
                free = 6 - sum(len(one.seats) for one in live)
                assert (made is not None) == (seats <= free)
                live += [] if made is None else [made]
                if give_back and live:
                    store.expire(live.pop())
            numbers = [number for one in live for number in one.seat_numbers]
            assert sorted(numbers) == sorted(store.taken(launch.id))
            assert store.seat_ledger.discrepancies() == 0

        check()
