"""OperationsDB goes away at every port call of a booking once; what was asked is done once.

The calls are counted by a run that meets no outage. Then OperationsDB is cut off at each of them,
before and after it takes effect, the request is taken instead, and settled when it is back; or the
process that settles dies at each of its own calls, and another settles.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from astrobookings.application.booking.book_seats import SeatRequest
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Unavailable
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.sync.booking_request import RequestStatus
from astrobookings.testing.faults import Fuse, Outage, ProcessDied, cut_off, mortal
from astrobookings.testing.laws import all_bookings, broken_laws, broken_when_settled
from astrobookings.testing.world import World
from tests.faults.worlds import make_world

PRICE = Money.of("400000.00")
LEASE = timedelta(seconds=61)
Ends = frozenset[BookingStatus]

CARDS: dict[str, tuple[int, str, Ends, RequestStatus]] = {
    "paid": (2, "pm_ok", frozenset({BookingStatus.CONFIRMED}), RequestStatus.SETTLED),
    "paid in two charges": (
        4,
        "pm_ok",
        frozenset({BookingStatus.CONFIRMED}),
        RequestStatus.SETTLED,
    ),
    "declined": (
        2,
        "pm_declined",
        frozenset({BookingStatus.HELD, BookingStatus.EXPIRED}),
        RequestStatus.REFUSED,
    ),
}
pytestmark = pytest.mark.story("5.5")


def _wanted(launch_id: LaunchId, card: str) -> SeatRequest:
    seats, method, _, _ = CARDS[card]
    return SeatRequest(
        launch_id=launch_id,
        seats=seats,
        payment_method=method,
        expected_total=PRICE * seats,
    )


def _prepare(world: World) -> tuple[Principal, LaunchId]:
    return world.traveler(), world.launch(seats=8, price="400000.00").id


def _front_door(world: World, by: Principal, launch_id: LaunchId, card: str) -> None:
    """What the HTTP side does with a booking: book, or else take the request."""
    wanted, key = _wanted(launch_id, card), world.key(by, "one")
    try:
        world.system.book_seats(by, wanted, key)
    except Unavailable:
        world.system.request_seats(by, wanted, key)


def _calls_of(act: Callable[[World, Principal, LaunchId], object]) -> int:
    """How many port calls of OperationsDB *act* makes when nothing happens."""
    with make_world("memory") as world:
        by, launch_id = _prepare(world)
        outage = Outage()
        world.restart(cut_off(world.parts, outage))
        act(world, by, launch_id)
        return len(outage.calls)


def _come_to_rest(world: World) -> None:
    for _ in range(4):
        world.settle()
        world.pass_time(LEASE)
    world.settle()


def _booked_once(world: World, card: str, told: str) -> None:
    ends = CARDS[card][2]
    found = list(all_bookings(world.parts, world.clock.now()))
    requests = world.parts.booking_requests.waiting(9)
    assert requests == (), told
    assert len(found) == 1, told
    assert found[0].status in ends, told
    assert broken_laws(world.parts) + broken_when_settled(world.parts) == [], told


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_the_connection_may_break_at_any_call_of_a_booking(card: str, *, after: bool) -> None:
    calls = _calls_of(lambda world, by, launch: _front_door(world, by, launch, card))

    assert calls > 10
    for step in range(1, calls + 1):
        with make_world("memory") as world:
            by, launch_id = _prepare(world)
            parts, outage = world.parts, Outage(at=step, after=after)
            world.restart(cut_off(parts, outage))
            _front_door(world, by, launch_id, card)
            told = f"{outage.calls[-1]}, {after=}"
            assert outage.down, told
            (request,) = parts.booking_requests.waiting(9)

            outage.end()
            _come_to_rest(world)

            _booked_once(world, card, told)
            assert parts.booking_requests.get(request.id).status is CARDS[card][3], told


@pytest.mark.parametrize("card", CARDS)
def test_the_process_that_settles_may_die_at_any_call(card: str) -> None:
    def settle(world: World) -> None:
        world.system.settle_booking_requests(world.operator)

    fuse = Fuse()
    with make_world("memory") as world:
        by, launch_id = _prepare(world)
        world.system.request_seats(by, _wanted(launch_id, card), world.key(by, "one"))
        world.restart(mortal(world.parts, fuse))
        settle(world)
    calls = fuse.calls

    assert len(calls) > 15
    for step in range(1, len(calls) + 1):
        for after in (False, True):
            with make_world("memory") as world:
                by, launch_id = _prepare(world)
                world.system.request_seats(by, _wanted(launch_id, card), world.key(by, "one"))
                parts = world.parts
                world.restart(mortal(parts, Fuse(at=step, after=after)))
                with suppress(ProcessDied):
                    settle(world)
                world.restart(parts)

                _come_to_rest(world)

                _booked_once(world, card, f"{calls[step - 1]}, {after=}")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_the_process_that_refuses_may_die_at_any_call(*, after: bool) -> None:
    """And the seats come free at once: whoever was told no gets none of them by a retry."""
    step = 0
    while True:
        step += 1
        with make_world("memory") as world:
            rival, (by, launch_id) = world.traveler(), _prepare(world)
            rivals = [world.book(rival, launch_id, 4, method="pm_ok")]
            other = world.traveler()
            rivals.append(world.book(other, launch_id, 4, method="pm_ok"))
            key = world.key(by, "one")
            request = world.system.request_seats(by, _wanted(launch_id, "paid"), key)
            parts, fuse = world.parts, Fuse(at=step, after=after)
            world.restart(mortal(parts, fuse))
            try:
                world.system.settle_booking_requests(world.operator)
            except ProcessDied:
                pass
            else:
                assert step > 10
                return
            finally:
                world.restart(parts)
            world.cancel(rival, rivals[0])

            with suppress(AstroBookingsError):
                world.system.book_seats(by, _wanted(launch_id, "paid"), key)
            _come_to_rest(world)

            decided = parts.booking_requests.get(request.id)
            mine = [
                one
                for one in all_bookings(parts, world.clock.now())
                if one.traveler_id == by.user_id
            ]
            booked = decided.status is RequestStatus.SETTLED
            assert [one.id for one in mine] == ([decided.booking_id] if booked else []), fuse.calls
            assert decided.status is not RequestStatus.WAITING, fuse.calls
            assert broken_when_settled(parts) == [], fuse.calls


def test_without_the_keys_some_outage_would_book_twice() -> None:
    """The negative control: settling under another key than the one that was asked with."""
    calls = _calls_of(lambda world, by, launch: _front_door(world, by, launch, "paid"))
    most = 0
    for step in range(1, calls + 1):
        with make_world("memory") as world:
            by, launch_id = _prepare(world)
            outage = Outage(at=step, after=True)
            world.restart(cut_off(world.parts, outage))
            _front_door(world, by, launch_id, "paid")
            outage.end()

            with suppress(AstroBookingsError):
                world.system.book_seats(by, _wanted(launch_id, "paid"), world.key(by, "other"))
            _come_to_rest(world)

            most = max(most, len(list(all_bookings(world.parts, world.clock.now()))))

    assert most == 2
