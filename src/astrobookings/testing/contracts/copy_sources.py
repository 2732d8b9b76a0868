"""What every adapter of `CopySource` must do, for each set."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from attrs import evolve

from astrobookings.application.ports.booking_copies import BookingSnapshot
from astrobookings.application.ports.copy_sources import CopySource
from astrobookings.application.ports.launch_copies import LaunchSnapshot
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.charges import ChargeStatus
from astrobookings.domain.booking.travelers import BillingCopy, billing_copy
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.builders import (
    a_charge,
    a_profile,
    a_refund,
    fresh_id,
)
from astrobookings.testing.contracts.harness import (
    OperationsHarness,
    StoreHarness,
    SystemHarness,
)

__all__ = ["BookingSourceContract", "LaunchSourceContract", "ProfileSourceContract"]

HOLD = timedelta(minutes=15)


class _Made(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def source_version(self) -> int: ...


H = TypeVar("H", bound=StoreHarness)
S = TypeVar("S", bound=_Made)


class _SourceContract(ABC, Generic[H, S]):
    """Walking through the records by id, with versions that agree with what is read."""

    @abstractmethod
    def source(self, store: H, /) -> CopySource[S]:
        """The port."""

    @abstractmethod
    def make(self, store: H, /) -> UUID:
        """Add a record."""

    def read(self, store: H, key: UUID) -> S:
        (found,) = self.source(store).read([key])
        return found

    def version(self, store: H, key: UUID) -> int:
        """As both reads have it."""
        listed = {one.key: one.version for one in self.source(store).versions(None, 200)}
        assert listed[key] == self.read(store, key).source_version
        return listed[key]

    def grows(self, store: H, key: UUID, steps: list[Callable[[], object]]) -> None:
        """Require that each of *steps* raises the version."""
        versions = [self.version(store, key)]
        for step in steps:
            step()
            versions.append(self.version(store, key))
        assert all(one < other for one, other in pairwise(versions)), versions

    def test_an_empty_store_has_none(self, store: H) -> None:
        assert self.source(store).count() == 0
        assert list(self.source(store).versions(None, 5)) == []

    def test_the_records_are_walked_by_id(self, store: H) -> None:
        made = sorted(self.make(store) for _ in range(5))
        source = self.source(store)

        walked, after = [], None
        while found := source.versions(after, 2):
            assert len(found) <= 2
            walked += [one.key for one in found]
            after = walked[-1]

        assert walked == made
        assert source.count() == 5

    def test_only_what_is_there_is_read(self, store: H) -> None:
        key = self.make(store)
        self.make(store)

        assert [one.id for one in self.source(store).read([key, fresh_id()])] == [key]
        assert list(self.source(store).read([])) == []

    def test_several_are_read_at_once(self, store: H) -> None:
        keys = {self.make(store) for _ in range(3)}

        found = self.source(store).read(list(keys))

        assert {one.id for one in found} == keys
        assert all(one == self.read(store, one.id) for one in found)


class LaunchSourceContract(_SourceContract[OperationsHarness, LaunchSnapshot]):
    """Launches with their names and availability."""

    def source(self, store: OperationsHarness, /) -> CopySource[LaunchSnapshot]:
        return store.launch_source

    def make(self, store: OperationsHarness, /) -> UUID:
        return store.given_launch().id

    def same_as_board(self, store: OperationsHarness, key: UUID) -> None:
        """Require that a snapshot of now says at any later moment what the board says then."""
        snapshot = self.read(store, key)
        for later in (timedelta(0), HOLD - timedelta(seconds=1), HOLD, 2 * HOLD, 9 * HOLD):
            then = store.clock.now() + later
            assert snapshot.at(then) == store.board.get(key, now=then)

    def test_a_snapshot_says_what_the_board_says(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=20)
        self.same_as_board(store, launch.id)
        store.given_hold(launch, seats=2)
        store.clock.move(HOLD / 3)
        store.given_hold(launch, seats=3)
        self.same_as_board(store, launch.id)
        store.confirm(store.given_hold(launch, seats=4))
        store.expire(store.given_hold(launch, seats=1))
        self.same_as_board(store, launch.id)
        store.clock.move(HOLD)
        self.same_as_board(store, launch.id)

    def test_every_change_of_seats_raises_the_version(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        held: list[Booking] = []

        def hold() -> None:
            held.append(store.given_hold(launch, seats=2))

        def keep_longer() -> None:
            with store.writing():
                later = evolve(held[0], held_until=held[0].held_until + HOLD)
                held[0] = store.bookings.save(later)

        def pay() -> None:
            held[0] = store.confirm(held[0])

        def expire() -> None:
            held[1] = store.expire(held[1])

        def give_back_paid() -> None:
            with store.writing():
                store.seat_ledger.give_back(held[0])

        def take_again() -> None:
            with store.writing():
                assert store.seat_ledger.take_again(held[1], limit=4)

        self.grows(
            store,
            launch.id,
            [hold, hold, keep_longer, keep_longer, pay, hold, expire, give_back_paid, take_again],
        )

    def test_every_change_of_a_name_raises_the_version(self, store: OperationsHarness) -> None:
        launch = store.given_launch()

        def save(port: Any, key: UUID, **changed: object) -> Callable[[], None]:
            def saved() -> None:
                with store.writing():
                    port.save(evolve(port.get(key), **changed))

            return saved

        self.grows(
            store,
            launch.id,
            [
                save(store.launches, launch.id, price=Money.of(7)),
                save(store.agencies, launch.agency_id, company_name="Zenith"),
                save(store.agencies, launch.agency_id, successful_launches=2),
                save(store.rockets, launch.rocket_id, name="Gannet"),
                save(store.spaceports, launch.spaceport_id, name="Esrange"),
            ],
        )

    def test_bookings_of_other_launches_leave_the_version(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        version = self.version(store, launch.id)

        store.confirm(store.given_hold())

        assert self.version(store, launch.id) == version


class BookingSourceContract(_SourceContract[OperationsHarness, BookingSnapshot]):
    """Bookings with their payment."""

    def source(self, store: OperationsHarness, /) -> CopySource[BookingSnapshot]:
        return store.booking_source

    def make(self, store: OperationsHarness, /) -> UUID:
        return store.given_hold().id

    def test_a_snapshot_has_what_was_paid_and_given_back(self, store: OperationsHarness) -> None:
        booking, other = store.confirm(store.given_hold()), store.given_hold()
        with store.writing():
            whose = {"booking_id": booking.id}
            later = {**whose, "created_at": store.clock.now() + HOLD}
            newer = store.charges.add(a_charge(**later))
            older = store.charges.add(a_charge(**whose))
            refund = store.refunds.add(a_refund(**whose))
            store.charges.add(a_charge(booking_id=other.id))

        snapshot = self.read(store, booking.id)

        assert snapshot.booking == booking
        assert snapshot.charges == (older, newer)
        assert snapshot.refunds == (refund,)

    def test_every_change_raises_the_version(self, store: OperationsHarness) -> None:
        booking = store.given_hold()
        charge, refund = a_charge(booking_id=booking.id), a_refund(booking_id=booking.id)

        def add_charge() -> None:
            with store.writing():
                store.charges.add(charge)

        def capture() -> None:
            with store.writing():
                found = store.charges.get(charge.id)
                store.charges.save(evolve(found, status=ChargeStatus.SUCCEEDED))

        def add_refund() -> None:
            with store.writing():
                store.refunds.add(refund)

        def try_refund() -> None:
            with store.writing():
                store.refunds.save(evolve(store.refunds.lock(refund.id), attempts=1))

        self.grows(
            store,
            booking.id,
            [lambda: store.confirm(booking), add_charge, capture, add_refund, try_refund],
        )


class ProfileSourceContract(_SourceContract[SystemHarness, BillingCopy]):
    """Travelers as bookings know them."""

    def source(self, store: SystemHarness, /) -> CopySource[BillingCopy]:
        return store.profile_source

    def make(self, store: SystemHarness, /) -> UUID:
        account = store.given_account(email=f"{fresh_id()}@example.test")
        with store.writing():
            return store.profiles.add(a_profile(user_id=account.id)).id

    def test_accounts_without_a_profile_do_not_travel(self, store: SystemHarness) -> None:
        store.given_account()

        assert self.source(store).count() == 0

    def test_a_copy_has_profile_and_account(self, store: SystemHarness) -> None:
        key = self.make(store)
        account, profile = store.users.get(key), store.profiles.get(key)  # type: ignore[arg-type]

        assert self.read(store, key) == billing_copy(account, profile)

    def test_every_change_raises_the_version(self, store: SystemHarness) -> None:
        key: Any = self.make(store)

        def suspend() -> None:
            with store.writing():
                suspended = evolve(store.users.get(key), status=AccountStatus.SUSPENDED)
                store.users.save(suspended)

        def move() -> None:
            with store.writing():
                moved = evolve(store.profiles.get(key), birth_date=date(1964, 2, 29))
                store.profiles.save(moved)

        self.grows(store, key, [suspend, move, suspend])
