"""Seats sold and held, in memory."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from attrs import evolve, frozen

from astrobookings.adapters.memory.idempotency_keys import MemoryIdempotencyKeys
from astrobookings.adapters.memory.outbox import MemoryOutbox
from astrobookings.adapters.memory.store import MemoryStore, Records, Rows
from astrobookings.application.ports.seat_ledger import SeatMap, SeatOrder
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.booking.booking import Booking, BookingStatus, SeatFare, lapsed
from astrobookings.domain.booking.errors import ReferenceTaken
from astrobookings.domain.booking.events import SeatsHeld
from astrobookings.domain.booking.offer import Offer, Survey, Verdict, Wanted, on_sale
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import BookingId, LaunchId, UserId
from astrobookings.domain.kernel.origins import Origin

__all__ = ["MemorySeatLedger"]

_BOOKED = frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED})


@frozen
class _Holding:
    """What a traveler has of a launch, overdue holds included."""

    seats: int = 0
    holds: int = 0


class MemorySeatLedger:
    """A row for each seat taken, and one for each traveler of a launch."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._launches: Records[Launch] = Records(store, "launch")
        self._spaceports: Records[Spaceport] = Records(store, "spaceport")
        self._bookings: Records[Booking] = Records(store, "booking")
        self._travelers: Records[BillingCopy] = Records(store, "billing_copy")
        self._seats: Rows[tuple[LaunchId, int], BookingId] = store.rows("seats")
        self._holdings: Rows[tuple[LaunchId, UserId], _Holding] = store.rows("holdings")
        self._versions: Rows[LaunchId, int] = store.rows("seat_versions")
        self._keys = MemoryIdempotencyKeys(store)
        self._outbox = MemoryOutbox(store)

    def survey(
        self, launch_id: LaunchId, traveler_id: UserId, wanted: Wanted, *, now: datetime
    ) -> Survey:
        with self._store.lock:
            launch = self._launches.get(launch_id)
            taken = self._taken(launch, now)
            mine = [one for one in self._bookings.all() if one.traveler_id == traveler_id]
            here = [
                one
                for one in mine
                if one.launch_id == launch_id and _counts(one) and not lapsed(one, now)
            ]
            copy = self._travelers.find(traveler_id)
            return Survey(
                offer=self._offer(launch),
                seats_left=launch.seats_total - len(taken),
                chosen_taken=tuple(sorted(taken.intersection(wanted.chosen or ()))),
                held=sum(len(one.kept_numbers) for one in here),
                open_holds=sum(one.status is BookingStatus.HELD for one in here),
                launches_booked=len({one.launch_id for one in mine if one.status in _BOOKED}),
                traveler_ready=copy is not None and copy.active,
            )

    def take(self, order: SeatOrder, origin: Origin) -> Booking | None:
        with self._store.transaction(origin):
            launch = self._launches.find(order.launch_id)
            if launch is None or not self._allowed(launch, order, origin.at):
                return None
            numbers = self._numbers(launch, order.wanted)
            if numbers is None:
                return None
            return self._write(order, numbers, origin)

    def hold(self, order: SeatOrder) -> Booking | None:
        origin = self._store.origin
        launch = self._launches.get(order.launch_id)
        if not self._allowed(launch, order, origin.at):
            return None
        numbers = self._numbers(launch, order.wanted)
        return None if numbers is None else self._write(order, numbers, origin)

    def seat_map(self, launch_id: LaunchId, *, now: datetime) -> SeatMap:
        with self._store.lock:
            launch = self._launches.get(launch_id)
            return SeatMap(launch.seats_total, self._taken(launch, now))

    def unsold(self, launch: Launch) -> int:
        """How many seats are neither sold nor held."""
        return launch.seats_total - len(self._sold(launch))

    def paid(self, booking: Booking) -> None:
        self._hold(booking, seats=0, holds=-1)
        self._pass_on(booking)

    def give_back(self, booking: Booking) -> None:
        mine = self._give(booking, booking.kept_numbers)
        was_held = bool(mine) and booking.status is BookingStatus.HELD
        self._hold(booking, seats=-len(mine), holds=-1 if was_held else 0)
        if mine:
            self._pass_on(booking)

    def take_again(self, booking: Booking, *, limit: int) -> bool:
        keys = [(booking.launch_id, number) for number in booking.seat_numbers]
        held = self._holding(booking.launch_id, booking.traveler_id).seats
        if any(self._seats.find(key) is not None for key in keys) or held + len(keys) > limit:
            return False
        self._keep(booking, booking.seat_numbers)
        self._hold(booking, seats=len(keys), holds=0)
        self._pass_on(booking)
        return True

    def take_more(
        self, booking: Booking, wanted: Wanted, verdict: Verdict, *, now: datetime
    ) -> tuple[int, ...] | None:
        launch = self._launches.get(booking.launch_id)
        held = self._holding(launch.id, booking.traveler_id).seats
        numbers = self._numbers(launch, wanted)
        sells = self._sells(launch, verdict, now)
        if numbers is None or not sells or held + len(numbers) > verdict.limit:
            return None
        self._keep(booking, numbers)
        self._hold(booking, seats=len(numbers), holds=0)
        self._grow(launch.id)
        return numbers

    def drop(self, booking: Booking, numbers: Sequence[int]) -> None:
        given = self._give(booking, numbers)
        self._hold(booking, seats=-len(given), holds=0)
        self._grow(booking.launch_id)

    def swap(self, booking: Booking, numbers: Sequence[int], others: Sequence[int]) -> bool:
        launch = self._launches.get(booking.launch_id)
        if self._numbers(launch, Wanted(len(others), tuple(others))) is None:
            return False
        self._give(booking, numbers)
        self._keep(booking, others)
        self._grow(launch.id)
        return True

    def discrepancies(self) -> int:
        with self._store.lock:
            return sum(not self._agree(launch) for launch in self._launches.all())

    def _agree(self, launch: Launch) -> bool:
        """Whether seat rows are those of the launch's live bookings, and travelers' sums agree."""
        live = [one for one in self._bookings.all() if one.launch_id == launch.id and _counts(one)]
        rows = {(number, one.id) for one in live for number in one.kept_numbers}
        sums = {one.traveler_id: _Holding() for one in live}
        for one in live:
            before = sums[one.traveler_id]
            held = one.status is BookingStatus.HELD
            kept = before.seats + len(one.kept_numbers)
            sums[one.traveler_id] = _Holding(kept, before.holds + held)
        return rows == set(self._sold(launch).items()) and all(
            self._holding(launch.id, traveler_id) == summed for traveler_id, summed in sums.items()
        )

    def _offer(self, launch: Launch) -> Offer:
        return Offer(
            launch_id=launch.id,
            agency_id=launch.agency_id,
            status=launch.status,
            suspended=launch.suspended,
            launch_at=launch.launch_at,
            general_sale_at=launch.general_sale_at,
            price=launch.price,
            seats_total=launch.seats_total,
            time_zone=self._spaceports.get(launch.spaceport_id).time_zone,
        )

    def _taken(self, launch: Launch, now: datetime) -> frozenset[int]:
        return frozenset(
            number
            for number, booking_id in self._sold(launch).items()
            if not lapsed(self._bookings.get(booking_id), now)
        )

    def _sold(self, launch: Launch) -> dict[int, BookingId]:
        """Seats with a row, whether or not their hold has lapsed."""
        rows = ((one, self._seats.find((launch.id, one))) for one in _all_seats(launch))
        return {number: booking_id for number, booking_id in rows if booking_id is not None}

    def _allowed(self, launch: Launch, order: SeatOrder, now: datetime) -> bool:
        held = self._holding(launch.id, order.traveler_id)
        return (
            self._sells(launch, order.verdict, now)
            and held.seats + order.wanted.count <= order.verdict.limit
            and held.holds < order.most_holds
        )

    def _sells(self, launch: Launch, verdict: Verdict, now: datetime) -> bool:
        opens = launch.general_sale_at
        return (
            on_sale(self._offer(launch), now)
            and (opens is None or opens <= now or verdict.vip)
            and launch.price == verdict.price
        )

    def _numbers(self, launch: Launch, wanted: Wanted) -> tuple[int, ...] | None:
        """The chosen seats, or the lowest free ones; None if they cannot be had."""
        sold = self._sold(launch)
        free = [number for number in _all_seats(launch) if number not in sold]
        if wanted.chosen is not None:
            return wanted.chosen if set(wanted.chosen) <= set(free) else None
        return tuple(free[: wanted.count]) if len(free) >= wanted.count else None

    def _write(self, order: SeatOrder, numbers: tuple[int, ...], origin: Origin) -> Booking:
        if any(one.reference == order.reference for one in self._bookings.all()):
            raise ReferenceTaken
        if order.key is not None:
            self._keys.begin(order.key, order.booking_id, origin.at)
        booking = self._bookings.add(_held(order, numbers, origin.at))
        for number in numbers:
            self._seats.put((order.launch_id, number), order.booking_id)
        self._hold(booking, seats=len(numbers), holds=1)
        whose = (order.booking_id, order.launch_id, order.agency_id, order.traveler_id)
        self._outbox.add(SeatsHeld(*whose, len(numbers)))
        return booking

    def _keep(self, booking: Booking, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._seats.put((booking.launch_id, number), booking.id)

    def _give(self, booking: Booking, numbers: Iterable[int]) -> Sequence[tuple[LaunchId, int]]:
        """Free those of *numbers* that *booking* has; which they are."""
        keys = [(booking.launch_id, number) for number in numbers]
        mine = [key for key in keys if self._seats.find(key) == booking.id]
        for key in mine:
            self._seats.drop(key)
        return mine

    def _pass_on(self, booking: Booking) -> None:
        """Raise the version of the launch's seats, by that of *booking* if it was held so far."""
        held = booking.status is BookingStatus.HELD
        self._grow(booking.launch_id, 1 + (booking.version if held else 0))

    def _grow(self, launch_id: LaunchId, by: int = 1) -> None:
        self._versions.put(launch_id, (self._versions.find(launch_id) or 0) + by)

    def _holding(self, launch_id: LaunchId, traveler_id: UserId) -> _Holding:
        return self._holdings.find((launch_id, traveler_id)) or _Holding()

    def _hold(self, booking: Booking, *, seats: int, holds: int) -> None:
        old = self._holding(booking.launch_id, booking.traveler_id)
        new = evolve(old, seats=old.seats + seats, holds=old.holds + holds)
        self._holdings.put((booking.launch_id, booking.traveler_id), new)


def _counts(booking: Booking) -> bool:
    return booking.status is BookingStatus.HELD or booking.status in _BOOKED


def _all_seats(launch: Launch) -> Iterable[int]:
    return range(1, launch.seats_total + 1)


def _held(order: SeatOrder, numbers: tuple[int, ...], now: datetime) -> Booking:
    unnamed = (None,) * (len(numbers) - len(order.passengers))
    return Booking(
        id=order.booking_id,
        reference=order.reference,
        traveler_id=order.traveler_id,
        launch_id=order.launch_id,
        agency_id=order.agency_id,
        seats=tuple(SeatFare(number, order.verdict.price) for number in numbers),
        passengers=(*order.passengers, *unnamed),
        expires_at=order.expires_at,
        held_until=order.expires_at,
        refund_tiers=order.refund_tiers,
        on_behalf=order.on_behalf,
        created_at=now,
        updated_at=now,
    )
