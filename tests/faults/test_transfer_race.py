"""Many clerks, the payer and the sweeper want one hold at once; it is paid once (story 2.8).

With the guards off the same race must break the law.
"""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import pytest
from attrs import evolve

from astrobookings.application.booking import record_transfer
from astrobookings.application.booking.record_transfer import TransferSeen
from astrobookings.application.booking.views import BookingView
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.testing.laws import broken_laws, broken_when_settled
from astrobookings.testing.world import World

CLERKS = 8


def _at_once(calls: list[Callable[[], BookingView]]) -> Counter[str]:
    """What became of each call, by name."""
    outcomes: Counter[str] = Counter()
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], BookingView]) -> None:
        start.wait()
        try:
            outcomes[call().status.value] += 1
        except AstroBookingsError as refusal:
            outcomes[refusal.code] += 1
        except Exception as crash:
            outcomes[f"crash: {crash!r}"] += 1

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def _recordings(
    world: World, clerk: Principal, view: BookingView, *, references: int
) -> list[Callable[[], BookingView]]:
    """Every clerk sees a transfer that pays *view*, under so many references in all."""

    def record(number: int) -> Callable[[], BookingView]:
        seen = TransferSeen(view.booking.total_price, f"TRF {number}", "On the statement.")
        return lambda: world.system.record_transfer(clerk, view.booking.id, seen)

    return [record(number % references) for number in range(CLERKS)]


@pytest.mark.story("2.8")
@pytest.mark.parametrize("references", [1, CLERKS])
def test_a_hold_is_paid_once_whoever_comes_first(world: World, references: int) -> None:
    traveler, clerk = world.traveler(), world.employee(Position.CUSTOMER_SERVICE)
    view = world.book(traveler, world.launch().id, method=None)
    key = world.key(traveler)

    outcomes = _at_once(
        [
            *_recordings(world, clerk, view, references=references),
            lambda: world.system.pay_booking(traveler, view.booking.id, "pm_ok", key),
        ]
    )
    world.settle()

    assert not any(name.startswith("crash") for name in outcomes), outcomes
    assert outcomes[BookingStatus.CONFIRMED.value] >= 1
    assert world.parts.bookings.get(view.booking.id).status is BookingStatus.CONFIRMED
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.8")
def test_one_transfer_pays_one_of_many_bookings(world: World) -> None:
    clerk, launch = world.employee(Position.CUSTOMER_SERVICE), world.launch(seats=CLERKS * 2)
    views = [world.book(world.traveler(), launch.id, method=None) for _ in range(CLERKS)]

    calls = [_recordings(world, clerk, view, references=1)[0] for view in views]
    outcomes = _at_once(calls)

    assert outcomes == {"confirmed": 1, "transfer-recorded": CLERKS - 1}
    assert broken_laws(world.parts) == []


def test_without_the_guards_it_would_be_paid_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def confirm(booking: Booking, now: datetime) -> Booking:
        return evolve(booking, status=BookingStatus.CONFIRMED, confirmed_at=now)

    monkeypatch.setattr(record_transfer, "require_open_hold", lambda *_: None)
    monkeypatch.setattr(record_transfer, "confirm", confirm)
    clerk = world.employee(Position.CUSTOMER_SERVICE)
    view = world.book(world.traveler(), world.launch().id, method=None)
    monkeypatch.setattr(type(world.parts.seat_ledger), "paid", lambda *_: None)

    outcomes = _at_once(_recordings(world, clerk, view, references=CLERKS))

    assert outcomes[BookingStatus.CONFIRMED.value] > 1
    assert any("charged twice" in broken for broken in broken_laws(world.parts))
