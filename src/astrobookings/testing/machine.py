"""A state machine over long histories of one platform (design §8).

Travelers book, pay, are declined, let holds lapse, change seats, cancel, wait for seats, answer
delays; customer service books for them, extends holds and records transfers; agencies delay, abort,
fail and fly; the background work runs at any moment. After every step the laws must hold.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from astrobookings.application.booking.book_seats import OnBehalfOf, SeatRequest
from astrobookings.application.booking.record_transfer import TransferSeen
from astrobookings.application.booking.views import BookingView
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import LIVE, BookingStatus
from astrobookings.domain.booking.changes import AddedSeats, SwappedSeats
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.booking.refunds import RefundStatus, by_hand
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.testing.laws import all_bookings, broken_laws, broken_when_settled
from astrobookings.testing.world import World

__all__ = ["PlatformMachine"]

_SEATS = 6
_METHODS = st.sampled_from(
    ("pm_ok", "pm_ok", "pm_ok", "pm_declined", "pm_requires_action", "pm_timeout_then_ok", None)
)
_SPANS = st.sampled_from(
    (
        timedelta(seconds=61),
        timedelta(minutes=16),
        timedelta(minutes=31),
        timedelta(days=15),
        timedelta(days=120),
    )
)


class PlatformMachine(RuleBasedStateMachine):
    """Subclass it and give `make_world`, a world on the adapters to be tried."""

    world: World
    travelers: list[Principal]
    launches: list[Launch]
    clerk: Principal
    finance: Principal
    done: int
    """Acts that were not refused."""

    def make_world(self) -> World:
        """A fresh world with fault methods switched on."""
        raise LookupError("a subclass says on which adapters")

    @initialize()
    def begin(self) -> None:
        self.world = self.make_world()
        self.travelers = [self.world.traveler() for _ in range(3)]
        agency = self.world.agency()
        self.launches = [
            self.world.launch(agency, seats=_SEATS, price="800000.00", days=days)
            for days in (100, 400)
        ]
        self.clerk = self.world.employee(Position.CUSTOMER_SERVICE)
        self.finance = self.world.employee(Position.FINANCE)
        self.done = 0

    def _bookings(self, launch: Launch, by: Principal) -> list[BookingView]:
        now = self.world.clock.now()
        mine = [
            booking
            for booking in all_bookings(self.world.parts, now)
            if booking.launch_id == launch.id and booking.traveler_id == by.user_id
        ]
        return [self.world.system.view_booking(by, booking.id) for booking in mine]

    @rule(
        traveler=st.integers(0, 2),
        launch=st.integers(0, 1),
        seats=st.one_of(
            st.integers(1, 5),
            st.sets(st.integers(1, _SEATS), min_size=1, max_size=3).map(
                lambda found: tuple(sorted(found))
            ),
        ),
        method=_METHODS,
    )
    def book(
        self, traveler: int, launch: int, seats: int | tuple[int, ...], method: str | None
    ) -> None:
        by = self.travelers[traveler]
        self._try(lambda: self.world.book(by, self.launches[launch].id, seats, method=method))

    @rule(traveler=st.integers(0, 2), launch=st.integers(0, 1), method=_METHODS)
    def pay(self, traveler: int, launch: int, method: str | None) -> None:
        by = self.travelers[traveler]
        for view in self._bookings(self.launches[launch], by):
            booking_id = view.booking.id
            key = self.world.key(by)
            pay_booking = self.world.system.pay_booking
            self._try(partial(pay_booking, by, booking_id, method or "pm_ok", key))

    @rule(traveler=st.integers(0, 2), launch=st.integers(0, 1))
    def cancel_one(self, traveler: int, launch: int) -> None:
        by = self.travelers[traveler]
        for view in self._bookings(self.launches[launch], by)[:1]:
            self._try(partial(self.world.cancel, by, view))

    def _live(self, which: int) -> list[tuple[Principal, BookingView]]:
        """One of the live bookings and its traveler, if there are any."""
        views = [
            (by, view)
            for by in self.travelers
            for launch in self.launches
            for view in self._bookings(launch, by)
            if view.status in LIVE
        ]
        return [views[which % len(views)]] if views else []

    @rule(
        which=st.integers(0, 5),
        seats=st.integers(1, 3) | st.sets(st.integers(1, _SEATS), min_size=1, max_size=2),
        method=_METHODS,
    )
    def add_seats(self, which: int, seats: int | set[int], method: str | None) -> None:
        wanted = Wanted.seats(seats if isinstance(seats, int) else tuple(sorted(seats)))
        for by, view in self._live(which):
            held = view.status is BookingStatus.HELD
            change = AddedSeats(wanted=wanted, payment_method=None if held else method)
            self._try(partial(self.world.change, by, view, change))

    @rule(which=st.integers(0, 5), places=st.sets(st.integers(0, 2), min_size=1, max_size=2))
    def drop_seats(self, which: int, places: set[int]) -> None:
        for by, view in self._live(which):
            numbers = view.booking.seat_numbers
            named = {numbers[place % len(numbers)] for place in places}
            self._try(partial(self.world.drop, by, view, *named))

    @rule(which=st.integers(0, 5), other=st.integers(1, _SEATS))
    def swap_seats(self, which: int, other: int) -> None:
        for by, view in self._live(which):
            mine = view.booking.seat_numbers[0]
            change = SwappedSeats(numbers=(mine,), others=(other,))
            self._try(partial(self.world.change, by, view, change))

    @rule(
        traveler=st.integers(0, 2),
        launch=st.integers(0, 1),
        seats=st.integers(1, 5),
        method=_METHODS,
    )
    def book_for(self, traveler: int, launch: int, seats: int, method: str | None) -> None:
        whom = OnBehalfOf(signed_in(self.travelers[traveler]), "Called.")
        request = SeatRequest(
            launch_id=self.launches[launch].id,
            seats=seats,
            payment_method=method,
            on_behalf_of=whom,
        )
        book, key = self.world.system.book_seats, self.world.key(self.clerk)
        self._try(partial(book, self.clerk, request, key))

    @rule(traveler=st.integers(0, 2), launch=st.integers(0, 1), span=_SPANS)
    def extend_holds(self, traveler: int, launch: int, span: timedelta) -> None:
        extend = self.world.system.extend_hold
        for view in self._bookings(self.launches[launch], self.travelers[traveler]):
            until = view.booking.expires_at + span
            self._try(partial(extend, self.clerk, view.booking.id, until, "Asked for it."))

    @rule(traveler=st.integers(0, 2), launch=st.integers(0, 1), number=st.integers(1, 4))
    def record_transfers(self, traveler: int, launch: int, number: int) -> None:
        record = self.world.system.record_transfer
        for view in self._bookings(self.launches[launch], self.travelers[traveler])[:2]:
            seen = TransferSeen(view.booking.total_price, f"TRF {number}", "On the statement.")
            self._try(partial(record, self.clerk, view.booking.id, seen))

    @rule()
    def settle_by_hand(self) -> None:
        self._settle_by_hand()

    def _settle_by_hand(self) -> None:
        page = PageRequest(MAX_LIMIT)
        waiting = self.world.parts.refunds.list(page, statuses=frozenset({RefundStatus.FAILED}))
        for refund in waiting.items:
            if by_hand(refund):
                self.world.system.settle_refund(self.finance, refund.id, "BACK")

    @rule(traveler=st.integers(0, 2), launch=st.integers(0, 1), seats=st.integers(1, 5))
    def wish(self, traveler: int, launch: int, seats: int) -> None:
        make_wish = self.world.system.make_wish
        self._try(partial(make_wish, self.travelers[traveler], self.launches[launch].id, seats))

    @rule(traveler=st.integers(0, 2), launch=st.integers(0, 1))
    def withdraw_wish(self, traveler: int, launch: int) -> None:
        withdraw = self.world.system.withdraw_wish
        self._try(partial(withdraw, self.travelers[traveler], self.launches[launch].id))

    @rule(traveler=st.integers(0, 2), launch=st.integers(0, 1), accept=st.booleans())
    def answer_delay(self, traveler: int, launch: int, accept: bool) -> None:
        by = self.travelers[traveler]
        for view in self._bookings(self.launches[launch], by):
            for delay in view.open_delays[:1]:
                answer = self.world.system.answer_delay
                self._try(partial(answer, by, view.booking.id, delay.id, accept=accept))

    @rule(span=_SPANS)
    def time_passes(self, span: timedelta) -> None:
        self.world.pass_time(span)

    @rule()
    def background_work(self) -> None:
        self.world.settle()

    @rule(launch=st.integers(0, 1), days=st.sampled_from((30, 400)))
    def delay(self, launch: int, days: int) -> None:
        found = self._launch(launch)
        later = max(found.launch_at, self.world.clock.now()) + timedelta(days=days)
        by = self.world.owner_of(found)
        self._try(lambda: self.world.system.delay_launch(by, found.id, later, "Weather"))

    @precondition(lambda self: self.done > 4)
    @rule(launch=st.integers(0, 1), end=st.sampled_from(("abort", "fail", "succeed")))
    def end_launch(self, launch: int, end: str) -> None:
        found = self._launch(launch)
        by = self.world.owner_of(found)
        system = self.world.system
        ends = {
            "abort": lambda: system.abort_launch(by, found.id, "Engine"),
            "fail": lambda: system.fail_launch(by, found.id, "Lost"),
            "succeed": lambda: system.mark_launch_successful(by, found.id),
        }
        self._try(ends[end])

    def _launch(self, place: int) -> Launch:
        return self.world.parts.launches.get(self.launches[place].id)

    def _try(self, act: Callable[[], object]) -> None:
        """Do *act*; a refusal is an answer too, a crash is not."""
        with suppress(AstroBookingsError):
            act()
            self.done += 1

    @invariant()
    def laws_hold(self) -> None:
        if hasattr(self, "world"):
            assert broken_laws(self.world.parts) == []

    @invariant()
    def nobody_holds_more_than_the_limit(self) -> None:
        if not hasattr(self, "world"):
            return
        limits = self.world.system.policies.seats
        now = self.world.clock.now()
        for by in self.travelers:
            for launch in self.launches:
                live = [view for view in self._bookings(launch, by) if view.status in LIVE]
                booked = {
                    booking.launch_id
                    for booking in all_bookings(self.world.parts, now)
                    if booking.traveler_id == by.user_id and booking.confirmed_at is not None
                }
                vip = limits.is_vip(len(booked))
                assert sum(len(view.booking.kept_numbers) for view in live) <= limits.limit(vip=vip)

    def teardown(self) -> None:
        """Everything under way comes to an end, and the laws of rest hold."""
        if not hasattr(self, "world"):
            return
        for _ in range(14):
            self.world.pass_time(timedelta(minutes=61))
            self.world.settle()
        self._settle_by_hand()
        assert broken_when_settled(self.world.parts) == []
