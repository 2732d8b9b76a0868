"""Every port call of booking, paying, changing, cancelling and refunding is once the last one.

The calls are counted by a run that survives, then each is made the last in a run of its own,
before and after it takes effect. After a restart and the background work the laws hold, and the
client that never got an answer asks again under the same key or quote and is served once.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.application.booking.book_seats import OnBehalfOf, SeatRequest
from astrobookings.application.booking.record_transfer import TransferSeen
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.changes import (
    AddedSeats,
    DroppedSeats,
    SeatChange,
    SwappedSeats,
)
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.testing.faults import Fuse, ProcessDied, mortal
from astrobookings.testing.laws import all_bookings, broken_laws, broken_when_settled
from astrobookings.testing.world import World
from tests.faults.worlds import make_world

Act = Callable[[World, Principal, LaunchId], object]


def _book(world: World, by: Principal, launch_id: LaunchId) -> object:
    return world.book(by, launch_id, 2, key=world.key(by, "book"))


def _book_two_charges(world: World, by: Principal, launch_id: LaunchId) -> object:
    return world.book(by, launch_id, 4, key=world.key(by, "book"))


def _book_declined(world: World, by: Principal, launch_id: LaunchId) -> object:
    key = world.key(by, "book")
    return world.book(by, launch_id, 2, method="pm_declined", key=key)


def _pay(world: World, by: Principal, launch_id: LaunchId) -> object:
    (held,) = all_bookings(world.parts, world.clock.now())
    return world.system.pay_booking(by, held.id, "pm_ok", world.key(by, "pay"))


def _cancel(world: World, by: Principal, launch_id: LaunchId) -> object:
    (booked,) = all_bookings(world.parts, world.clock.now())
    quote = world.system.quote_cancellation(by, booked.id)
    return world.system.cancel_booking(by, booked.id, quote.id)


def _refund(world: World, by: Principal, launch_id: LaunchId) -> object:
    return world.system.execute_refunds(world.operator)


def _abort(world: World, by: Principal, launch_id: LaunchId) -> object:
    launch = world.parts.launches.get(launch_id)
    world.system.abort_launch(world.owner_of(launch), launch_id, "Engine")
    return world.jobs()


def _nothing(world: World, by: Principal, launch_id: LaunchId) -> None:
    return None


def _held(world: World, by: Principal, launch_id: LaunchId) -> None:
    world.book(by, launch_id, 2, method=None)


def _paid(world: World, by: Principal, launch_id: LaunchId) -> None:
    world.book(by, launch_id, 2)


def _one(world: World, by: Principal, launch_id: LaunchId) -> None:
    world.book(by, launch_id, 1)


def _cancelled(world: World, by: Principal, launch_id: LaunchId) -> None:
    world.cancel(by, world.book(by, launch_id, 2))


def _change(world: World, by: Principal, change: SeatChange) -> object:
    """Change the booking; a payment that was given up has changed nothing."""
    (booked,) = all_bookings(world.parts, world.clock.now())
    return world.system.change_seats(by, booked.id, change, world.key(by, "change"))


def _add(world: World, by: Principal, launch_id: LaunchId) -> object:
    return _change(world, by, AddedSeats(wanted=Wanted.seats(1), payment_method="pm_ok"))


def _add_in_two_charges(world: World, by: Principal, launch_id: LaunchId) -> object:
    return _change(world, by, AddedSeats(wanted=Wanted.seats((5, 8, 3)), payment_method="pm_ok"))


def _add_declined(world: World, by: Principal, launch_id: LaunchId) -> object:
    return _change(world, by, AddedSeats(wanted=Wanted.seats(1), payment_method="pm_declined"))


def _add_to_held(world: World, by: Principal, launch_id: LaunchId) -> object:
    return _change(world, by, AddedSeats(wanted=Wanted.seats(1)))


def _drop(world: World, by: Principal, launch_id: LaunchId) -> object:
    (booked,) = all_bookings(world.parts, world.clock.now())
    quote = world.system.quote_cancellation(by, booked.id, booked.seat_numbers[:1])
    return _change(world, by, DroppedSeats(numbers=quote.seats, quote_id=quote.id))


def _swap(world: World, by: Principal, launch_id: LaunchId) -> object:
    return _change(world, by, SwappedSeats(numbers=(1,), others=(8,)))


def _clerk(by: Principal, launch_id: LaunchId) -> Principal:
    """Somebody of customer service, always the same."""
    return evolve(by, standing=Standing.CUSTOMER_SERVICE, user_id=UserId(launch_id))


def _book_for(world: World, by: Principal, launch_id: LaunchId) -> object:
    clerk, whom = _clerk(by, launch_id), OnBehalfOf(signed_in(by), "Called.")
    request = SeatRequest(launch_id=launch_id, seats=2, payment_method="pm_ok", on_behalf_of=whom)
    return world.system.book_seats(clerk, request, world.key(clerk, "book"))


def _extend(world: World, by: Principal, launch_id: LaunchId) -> object:
    (held,) = all_bookings(world.parts, world.clock.now())
    until = held.created_at + timedelta(days=1)
    return world.system.extend_hold(_clerk(by, launch_id), held.id, until, "Asked for it.")


def _record(world: World, by: Principal, launch_id: LaunchId) -> object:
    (held,) = all_bookings(world.parts, world.clock.now())
    seen = TransferSeen(held.total_price, "TRF 1", "On the statement.")
    return world.system.record_transfer(_clerk(by, launch_id), held.id, seen)


SCENES: dict[str, tuple[Act, Act, frozenset[BookingStatus]]] = {
    "booking": (_nothing, _book, frozenset({BookingStatus.CONFIRMED})),
    "booking in two charges": (
        _nothing,
        _book_two_charges,
        frozenset({BookingStatus.CONFIRMED}),
    ),
    "a declined booking": (
        _nothing,
        _book_declined,
        frozenset({BookingStatus.HELD, BookingStatus.EXPIRED}),
    ),
    "paying": (_held, _pay, frozenset({BookingStatus.CONFIRMED})),
    "cancelling": (_paid, _cancel, frozenset({BookingStatus.CANCELLED})),
    "refunding": (_cancelled, _refund, frozenset({BookingStatus.CANCELLED})),
    "aborting": (_paid, _abort, frozenset({BookingStatus.CANCELLED})),
    "adding a seat": (_paid, _add, frozenset({BookingStatus.CONFIRMED})),
    "adding in two charges": (_one, _add_in_two_charges, frozenset({BookingStatus.CONFIRMED})),
    "a declined addition": (_paid, _add_declined, frozenset({BookingStatus.CONFIRMED})),
    "adding to a hold": (_held, _add_to_held, frozenset({BookingStatus.HELD})),
    "dropping a seat": (_paid, _drop, frozenset({BookingStatus.CONFIRMED})),
    "swapping a seat": (_paid, _swap, frozenset({BookingStatus.CONFIRMED})),
    "booking for a traveler": (_nothing, _book_for, frozenset({BookingStatus.CONFIRMED})),
    "extending a hold": (_held, _extend, frozenset({BookingStatus.HELD})),
    "recording a transfer": (_held, _record, frozenset({BookingStatus.CONFIRMED})),
}
SEATS = {
    "adding a seat": {2, 3},
    "adding in two charges": {1, 4},
    "a declined addition": {2},
    "adding to a hold": {3},
    "dropping a seat": {1},
    "swapping a seat": {2},
}
"""How many seats a changed booking may have at last: all that were asked for, or none of them."""


def _prepare(world: World, before: Act) -> tuple[Principal, LaunchId]:
    by = world.traveler()
    launch = world.launch(seats=8, price="400000.00", days=400)
    before(world, by, launch.id)
    return by, launch.id


def _calls(scene: str) -> list[str]:
    """The port calls of a run that survives, in order."""
    before, act, _ = SCENES[scene]
    with make_world("memory") as world:
        by, launch_id = _prepare(world, before)
        fuse = Fuse()
        world.restart(mortal(world.parts, fuse))
        act(world, by, launch_id)
        return fuse.calls


def _leaves_a_trace(call: str) -> bool:
    """Whether *call* outlives the process: what happens inside a transaction is rolled back."""
    return call.startswith("gateway.") or call.endswith((".commit", ".take", ".take_over"))


def _crash(world: World, act: Act, by: Principal, launch_id: LaunchId, fuse: Fuse) -> None:
    """Let *act* die where *fuse* burns, and start anew on the same stores."""
    parts = world.parts
    world.restart(mortal(parts, fuse))
    with pytest.raises(ProcessDied):
        act(world, by, launch_id)
    world.restart(parts)


def _after_a_crash(kind: str, scene: str, fuse: Fuse) -> None:
    before, act, ends = SCENES[scene]
    with make_world(kind) as world:
        by, launch_id = _prepare(world, before)
        _crash(world, act, by, launch_id, fuse)
        assert broken_laws(world.parts) == [], f"at once, {fuse.calls[-1]}"

        world.pass_time(timedelta(seconds=61))
        _ask_again(world, act, by, launch_id)
        for _ in range(3):
            world.settle()
            world.pass_time(timedelta(seconds=61))
        world.settle()

        assert broken_when_settled(world.parts) == [], f"at rest, {fuse.calls[-1]}"
        found = list(all_bookings(world.parts, world.clock.now()))
        assert {one.status for one in found} <= ends, fuse.calls[-1]
        assert len(found) == 1, fuse.calls[-1]
        assert len(found[0].seats) in SEATS.get(scene, {2, 4}), fuse.calls[-1]


def _ask_again(world: World, act: Act, by: Principal, launch_id: LaunchId) -> None:
    """The client that got no answer sends the same request again."""
    try:
        act(world, by, launch_id)
    except AstroBookingsError:
        # Done already, or under way: what counts is where things come to rest.
        world.settle()


@pytest.mark.parametrize("scene", SCENES)
def test_any_port_call_may_be_the_last_in_memory(scene: str) -> None:
    calls = _calls(scene)

    assert len(calls) > 5
    for step in range(1, len(calls) + 1):
        for after in (False, True):
            _after_a_crash("memory", scene, Fuse(at=step, after=after))


@pytest.mark.parametrize("scene", SCENES)
def test_any_call_that_leaves_a_trace_may_be_the_last_on_sqlite(scene: str) -> None:
    """Dying before a call is dying after the one before it, so that one side is enough."""
    steps = [step for step, call in enumerate(_calls(scene), 1) if _leaves_a_trace(call)]

    assert steps
    for step in steps:
        _after_a_crash("sqlite", scene, Fuse(at=step, after=True))


def test_without_reconciling_some_crash_leaves_a_payment_open() -> None:
    """The negative control: the same crashes break the laws of rest when nobody settles."""
    broken = []
    for step in range(1, len(_calls("booking")) + 1):
        with make_world("memory") as world:
            by, launch_id = _prepare(world, _nothing)
            _crash(world, _book, by, launch_id, Fuse(at=step, after=True))
            broken += broken_when_settled(world.parts)

    assert any("payment under way" in law for law in broken)
    assert any("not paid" in law for law in broken)


def test_without_reconciling_some_crash_leaves_seats_being_added() -> None:
    """The negative control of added seats."""
    broken = []
    for step in range(1, len(_calls("adding a seat")) + 1):
        with make_world("memory") as world:
            by, launch_id = _prepare(world, _paid)
            _crash(world, _add, by, launch_id, Fuse(at=step, after=True))
            broken += broken_when_settled(world.parts)

    assert any("seats being added" in law for law in broken)
    assert any("not paid" in law for law in broken)
