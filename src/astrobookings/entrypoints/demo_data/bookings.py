"""Wishes become bookings as far as the rules allow: seats left, limits, early sale."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from attrs import Factory, define, evolve, field

from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.policies import DelayAnswerPolicy, SeatLimitPolicy
from astrobookings.entrypoints.demo_data.people import COMPANIONS
from astrobookings.entrypoints.demo_data.values import (
    DelayAnswer,
    DemoBooking,
    DemoLaunch,
    DemoTraveler,
)
from astrobookings.entrypoints.demo_data.wishes import Wish, sold_until

__all__ = ["bookings"]

PAYMENT_METHOD = "pm_ok"
_HOUR = timedelta(hours=1)
_NOTICES = ((366, 420), (95, 340), (3, 80))
"""Days before lift-off at which fickle travelers cancel: for most, some and nothing back."""
_LOST = {LaunchStatus.ABORTED, LaunchStatus.FAILED}
_LIMITS = SeatLimitPolicy()
_ANSWERS = DelayAnswerPolicy()


def bookings(
    now: datetime,
    launches: Sequence[DemoLaunch],
    travelers: Sequence[DemoTraveler],
    wished: Sequence[Wish],
    random: Random,
) -> tuple[DemoBooking, ...]:
    """The bookings that come of what is *wished*, oldest first."""
    people = {one.email: one for one in travelers}
    desk = _Desk(now, {one.key: one.plan.seats_total for one in launches}, random)
    for launch in launches:
        if launch.end is not None and launch.end.status in _LOST:
            desk.note(launch.end.at, launch.key)
    for wish in wished:
        desk.book(wish, people[wish.traveler])
    return tuple(desk.books)


@define
class _Desk:
    """Sells seats in the order of time and knows who holds what."""

    now: datetime
    left: dict[str, int]
    random: Random
    books: list[DemoBooking] = Factory(list)
    _booked: dict[str, set[str]] = field(factory=lambda: defaultdict(set))
    _ahead: list[tuple[datetime, int, DemoBooking | str]] = Factory(list)
    _turn: Iterator[int] = Factory(count)

    def note(self, at: datetime, what: DemoBooking | str) -> None:
        """At *at* a booking is given up, or the launch of this key is lost."""
        heappush(self._ahead, (at, next(self._turn), what))

    def book(self, wish: Wish, traveler: DemoTraveler) -> None:
        """Book as many of the wished seats as may be had, if any."""
        self._catch_up(wish.at)
        seats = min(wish.seats, self._limit(wish), self.left[wish.launch.key])
        if seats <= 0:
            return
        booking = DemoBooking(
            key=f"B{1 + len(self.books):03}",
            at=wish.at,
            traveler=wish.traveler,
            launch=wish.launch.key,
            seats=seats,
            passengers=tuple(self._party(traveler, seats)),
            payment_method=PAYMENT_METHOD,
        )
        self._keep(self._second_thoughts(booking, wish))

    def _keep(self, booking: DemoBooking) -> None:
        self.books.append(booking)
        self.left[booking.launch] -= booking.seats
        self._booked[booking.traveler].add(booking.launch)
        answer = booking.delay_answer
        refused_at = answer.at if answer is not None and not answer.accept else None
        given_up = booking.cancelled_at or refused_at
        if given_up is not None:
            self.note(given_up, booking)

    def _catch_up(self, at: datetime) -> None:
        while self._ahead and self._ahead[0][0] <= at:
            _, _, what = heappop(self._ahead)
            if isinstance(what, DemoBooking):
                self.left[what.launch] += what.seats
                self._booked[what.traveler].discard(what.launch)
            else:
                for keys in self._booked.values():
                    keys.discard(what)

    def _limit(self, wish: Wish) -> int:
        """Seats this traveler may have; everybody books a launch once."""
        booked = self._booked[wish.traveler]
        vip = _LIMITS.is_vip(len(booked))
        sale = wish.launch.plan.general_sale_at
        if wish.launch.key in booked or (sale is not None and wish.at < sale and not vip):
            return 0
        return _LIMITS.limit(vip=vip)

    def _second_thoughts(self, booking: DemoBooking, wish: Wish) -> DemoBooking:
        if wish.fickle:
            return evolve(booking, cancelled_at=self._cancelled_at(wish))
        delay = wish.launch.delay
        if delay is None or wish.refuses_delay is None or wish.at >= delay.at:
            return booking
        told = delay.at + timedelta(days=2, minutes=len(self.books))
        if told >= min(sold_until(wish.launch, self.now), delay.at + _ANSWERS.window):
            return booking
        return evolve(booking, delay_answer=DelayAnswer(at=told, accept=not wish.refuses_delay))

    def _cancelled_at(self, wish: Wish) -> datetime | None:
        """A moment of one of the notices in turns, or else halfway to the end of the sale."""
        turn, last = len(self.books) % len(_NOTICES), sold_until(wish.launch, self.now)
        for least, most in (*_NOTICES[turn:], *_NOTICES[:turn]):
            notice = timedelta(days=self.random.randint(least, most))
            at = wish.launch.plan.launch_at - notice
            if wish.at + _HOUR < at < last:
                return at
        return wish.at + (last - wish.at) / 2 if wish.at + _HOUR < last else None

    def _party(self, traveler: DemoTraveler, seats: int) -> Iterator[Passenger]:
        """The traveler first; now and then the others are named later."""
        own = traveler.registration
        yield Passenger(
            first_name=own.first_name, last_name=own.last_name, birth_date=own.birth_date
        )
        if self.random.random() < 0.2:
            return
        for name in self.random.sample(COMPANIONS, seats - 1):
            first, last = name.split()
            yield Passenger(first_name=first, last_name=last, birth_date=self._birth_date())

    def _birth_date(self) -> date:
        return date(self.now.year, 1, 1) - timedelta(days=self.random.randint(22 * 366, 64 * 365))
