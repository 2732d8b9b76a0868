"""Those who wait come before those at the door, whoever is quicker, on SQLite and on PostgreSQL.

With the grant taken out of the transaction that gives seats back, the same race must break the law.
"""

import threading
from datetime import timedelta

import pytest

from astrobookings.application.booking.wish_granting import WishGranting
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.wishes import WishStatus
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.ids import BookingId, WishId
from astrobookings.testing.faults import Fuse, ProcessDied, mortal
from astrobookings.testing.laws import broken_when_settled
from astrobookings.testing.world import World
from tests.faults.worlds import make_world

AT_THE_DOOR = 8
OWNERS = 3
WISHES = 4


def _waited_for(world: World) -> tuple[Launch, list[tuple[Principal, BookingId]], list[WishId]]:
    """A launch sold out to owners of two seats each, and wishes for two, oldest first."""
    launch = world.launch(seats=2 * OWNERS, price="1000.00")
    owners = [world.traveler() for _ in range(OWNERS)]
    booked = [(by, world.book(by, launch.id, 2).booking.id) for by in owners]
    world.settle()
    made = []
    for _ in range(WISHES):
        world.pass_time(timedelta(seconds=1))
        made.append(world.system.make_wish(world.traveler(), launch.id, 2).id)
    return launch, booked, made


def _race(
    world: World, launch: Launch, owners: list[tuple[Principal, BookingId]]
) -> tuple[list[str], list[str]]:
    """All owners give up while people at the door try without pause: what these got, and what went
    wrong.
    """
    door = [world.traveler() for _ in range(AT_THE_DOOR)]
    got: list[str] = []
    crashes: list[str] = []
    over, start = threading.Event(), threading.Barrier(AT_THE_DOOR + OWNERS)

    def buyer(by: Principal) -> None:
        start.wait()
        while not over.is_set():
            try:
                got.append(world.book(by, launch.id, 1, method=None).booking.reference)
            except AstroBookingsError:
                continue
            except Exception as crash:
                crashes.append(repr(crash))
            return

    def owner(by: Principal, booking_id: BookingId) -> None:
        start.wait()
        try:
            quote = world.system.quote_cancellation(by, booking_id)
            world.system.cancel_booking(by, booking_id, quote.id)
        except Exception as crash:
            crashes.append(repr(crash))

    leaving = [threading.Thread(target=owner, args=one) for one in owners]
    buying = [threading.Thread(target=buyer, args=(one,)) for one in door]
    for thread in (*leaving, *buying):
        thread.start()
    for thread in leaving:
        thread.join()
    over.wait(0.3)
    over.set()
    for thread in buying:
        thread.join()
    return got, crashes


@pytest.mark.story("2.3")
def test_seats_given_back_go_to_the_oldest_wishes_and_not_to_the_door(world: World) -> None:
    launch, owners, made = _waited_for(world)

    got, crashes = _race(world, launch, owners)

    statuses = [world.parts.wishes.get(one).status for one in made]
    assert (got, crashes) == ([], [])
    assert statuses == [WishStatus.GRANTED] * OWNERS + [WishStatus.WAITING]
    assert world.parts.seat_ledger.discrepancies() == 0


def test_without_the_grant_in_the_transaction_the_door_is_quicker(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    launch, owners, made = _waited_for(world)
    monkeypatch.setattr(WishGranting, "__call__", lambda *_: 0)

    got, crashes = _race(world, launch, owners)
    monkeypatch.undo()
    world.system.tend_wishes(world.operator)

    granted = [world.parts.wishes.get(one).status for one in made].count(WishStatus.GRANTED)
    assert crashes == []
    assert got
    assert granted < OWNERS


def _waiting(world: World) -> tuple[Principal, BookingId, WishId]:
    """Somebody who has all seats of a launch, and a wish for two of them."""
    by, launch = world.traveler(), world.launch(seats=2, price="400000.00")
    booked = world.book(by, launch.id, 2)
    world.settle()
    return by, booked.booking.id, world.system.make_wish(world.traveler(), launch.id, 2).id


def _give_up(world: World, by: Principal, booking_id: BookingId) -> None:
    quote = world.system.quote_cancellation(by, booking_id)
    world.system.cancel_booking(by, booking_id, quote.id)


def _calls() -> int:
    """The port calls of giving up, if nobody dies."""
    with make_world("memory") as world:
        by, booking_id, _ = _waiting(world)
        fuse = Fuse()
        world.restart(mortal(world.parts, fuse))
        _give_up(world, by, booking_id)
        assert "seat_ledger.hold" in fuse.calls
        return len(fuse.calls)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, _calls() + 1))
def test_killed_anywhere_the_seats_are_granted_or_still_booked(at: int, after: bool) -> None:
    with make_world("memory") as world:
        by, booking_id, wish_id = _waiting(world)
        parts = world.parts
        world.restart(mortal(parts, Fuse(at, after)))
        with pytest.raises(ProcessDied):
            _give_up(world, by, booking_id)
        world.restart(parts)

        cancelled = parts.bookings.get(booking_id).status is BookingStatus.CANCELLED
        granted = parts.wishes.get(wish_id).status is WishStatus.GRANTED
        if not cancelled:
            _give_up(world, by, booking_id)
        world.settle()

        assert granted == cancelled
        assert parts.wishes.get(wish_id).status is WishStatus.GRANTED
        assert broken_when_settled(parts) == []
