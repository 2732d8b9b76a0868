"""64 clients want more seats than there are (design §8), on SQLite and on PostgreSQL.

Each bound is also tried with its guard off: then the same race must break the law.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from attrs import define, evolve

from astrobookings.adapters.sql.seat_ledger import postgres
from astrobookings.application.booking.views import BookingView
from astrobookings.application.ports.seat_ledger import SeatOrder
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.changes import AddedSeats, SeatChange, SwappedSeats
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.testing.laws import all_bookings, broken_when_settled
from astrobookings.testing.world import World

CLIENTS = 64
TRAVELERS = 24
SEATS = 40


def _wanted(chance: random.Random) -> int | tuple[int, ...]:
    if chance.random() < 0.5:
        return chance.randint(1, 3)
    return tuple(chance.sample(range(1, SEATS + 1), chance.randint(1, 3)))


def _race(
    world: World, travelers: list[Principal], launch_id: LaunchId, *, sure: int | None = None
) -> Counter[str]:
    """All clients at once, each with a few requests; what became of them, by name."""
    outcomes: Counter[str] = Counter()
    start = threading.Barrier(CLIENTS)
    keys = [
        [world.key(travelers[one % len(travelers)]) for _ in range(3)] for one in range(CLIENTS)
    ]

    def client(number: int) -> None:
        chance, by = random.Random(number), travelers[number % len(travelers)]
        start.wait()
        for key in keys[number]:
            try:
                view = world.book(by, launch_id, sure or _wanted(chance), key=key)
                outcomes[view.status.value] += 1
            except AstroBookingsError as refusal:
                outcomes[refusal.code] += 1
            except Exception as crash:
                outcomes[f"crash: {crash!r}"] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def _sold(world: World, launch_id: LaunchId) -> tuple[list[int], Counter[Any]]:
    """The seat numbers of confirmed bookings, and how many each traveler has."""
    numbers: list[int] = []
    held: Counter[Any] = Counter()
    for booking in all_bookings(world.parts, world.clock.now()):
        if booking.launch_id == launch_id and booking.status is BookingStatus.CONFIRMED:
            numbers += booking.seat_numbers
            held[booking.traveler_id] += len(booking.seats)
    return numbers, held


@pytest.mark.story("2.3")
def test_no_seat_is_sold_twice_and_nobody_has_more_than_allowed(world: World) -> None:
    travelers = [world.traveler() for _ in range(TRAVELERS)]
    for _ in range(2):
        world.book(travelers[0], world.launch().id, 1)
    launch = world.launch(seats=SEATS, price="1000.00")

    outcomes = _race(world, travelers, launch.id)

    assert not [name for name in outcomes if name.startswith("crash")], outcomes
    numbers, held = _sold(world, launch.id)
    assert len(numbers) == len(set(numbers)) <= SEATS
    assert len(numbers) > SEATS - 3
    assert world.seats_left(launch.id) == SEATS - len(numbers)
    assert held.pop(travelers[0].user_id, 0) <= 6
    assert max(held.values()) <= 4
    assert broken_when_settled(world.parts) == []


@define
class _Unguarded:
    """A seat ledger told no bounds: what the use-case decided from its earlier read is believed."""

    _ledger: Any

    def take(self, order: SeatOrder, origin: Any) -> Any:
        boundless = evolve(order, verdict=evolve(order.verdict, limit=10**6), most_holds=10**6)
        return self._ledger.take(boundless, origin)

    def take_more(self, booking: Any, wanted: Any, verdict: Any, **more: Any) -> Any:
        return self._ledger.take_more(booking, wanted, evolve(verdict, limit=10**6), **more)

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(self._ledger, verb)
        return found


def _changes(world: World, launch_id: LaunchId, act: Callable[[int], object]) -> Counter[str]:
    """All clients at once, each acting a few times; what became of it, by name."""
    outcomes: Counter[str] = Counter()
    start = threading.Barrier(CLIENTS)

    def client(number: int) -> None:
        start.wait()
        for _ in range(3):
            try:
                act(number)
                outcomes["done"] += 1
            except AstroBookingsError as refusal:
                outcomes[refusal.code] += 1
            except Exception as crash:
                outcomes[f"crash: {crash!r}"] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def _changing(world: World, views: list[tuple[Principal, BookingView]]) -> Callable[[int], object]:
    """Clients that add to bookings, drop from them and swap within the launch, by chance."""
    chances = [random.Random(number) for number in range(CLIENTS)]

    def act(number: int) -> object:
        chance, (by, view) = chances[number], views[number % len(views)]
        seats = world.parts.bookings.get(view.booking.id).seat_numbers
        other = chance.randint(1, SEATS)
        match chance.choice(["add", "choose", "drop", "swap"]):
            case "add":
                wanted = Wanted.seats(chance.randint(1, 2))
                change: SeatChange = AddedSeats(wanted=wanted, payment_method="pm_ok")
            case "choose":
                change = AddedSeats(wanted=Wanted.seats((other,)), payment_method="pm_ok")
            case "drop":
                return world.drop(by, view, seats[0])
            case _:
                change = SwappedSeats(numbers=seats[:1], others=(other,))
        return world.change(by, view, change)

    return act


@pytest.mark.story("2.8")
def test_seats_changed_by_many_at_once_are_nobody_elses(world: World) -> None:
    launch = world.launch(seats=SEATS, price="1000.00")
    travelers = [world.traveler() for _ in range(TRAVELERS)]
    views = [(by, world.book(by, launch.id, 1)) for by in travelers]

    outcomes = _changes(world, launch.id, _changing(world, views))

    assert not [name for name in outcomes if name.startswith("crash")], outcomes
    assert outcomes["done"] > CLIENTS / 8, outcomes
    numbers, held = _sold(world, launch.id)
    assert len(numbers) == len(set(numbers)) <= SEATS
    assert world.seats_left(launch.id) == SEATS - len(numbers)
    assert max(held.values()) <= 4
    for _ in range(2):
        world.pass_time(timedelta(seconds=61))
        world.settle()
    assert broken_when_settled(world.parts) == []


def _growing_holds(world: World) -> int:
    """How many seats a traveler comes to whose two holds grow at many counters at once."""
    by, launch = world.traveler(), world.launch(seats=900, price="1000.00")
    views = [world.book(by, launch.id, 1, method=None) for _ in range(2)]
    more = AddedSeats(wanted=Wanted.seats(1))

    outcomes = _changes(world, launch.id, lambda one: world.change(by, views[one % 2], more))

    assert not [name for name in outcomes if name.startswith("crash")], outcomes
    return sum(len(world.parts.bookings.get(view.booking.id).seats) for view in views)


def test_holds_that_grow_at_once_stay_within_the_limit(world: World) -> None:
    assert _growing_holds(world) == 4


def test_without_the_guard_holds_grow_beyond_the_limit(world: World) -> None:
    world.restart(evolve(world.parts, seat_ledger=_Unguarded(world.parts.seat_ledger)))

    assert _growing_holds(world) > 4


def test_without_the_counters_guard_somebody_gets_more_than_allowed(world: World) -> None:
    travelers = [world.traveler() for _ in range(2)]
    launch = world.launch(seats=900, price="1000.00")
    world.restart(evolve(world.parts, seat_ledger=_Unguarded(world.parts.seat_ledger)))

    _race(world, travelers, launch.id, sure=2)

    _, held = _sold(world, launch.id)
    assert max(held.values()) > 4


def test_without_lock_and_constraint_a_seat_is_sold_twice(
    postgres_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = postgres_world
    travelers = [world.traveler() for _ in range(TRAVELERS)]
    launch = world.launch(seats=SEATS, price="1000.00")
    unlocked = {
        kind: statement.replace(b"FOR NO KEY UPDATE", b"").replace(
            b"launches.id = l.id RETURNING",
            b"launches.id = l.id AND pg_sleep(0.01) IS NOT NULL RETURNING",
        )
        for kind, statement in postgres._STATEMENTS.items()
    }
    monkeypatch.setattr(postgres, "_STATEMENTS", unlocked)
    store = world.parts.seat_ledger.store  # type: ignore[attr-defined]
    with store.engine.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE seats DROP CONSTRAINT pk_seats")

    _race(world, travelers, launch.id)

    numbers, _ = _sold(world, launch.id)
    assert len(numbers) > len(set(numbers))
