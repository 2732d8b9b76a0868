"""Records that copies are made of, in memory."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from astrobookings.adapters.memory.launch_board import MemoryLaunchBoard
from astrobookings.adapters.memory.store import MemoryStore, Records, Rows
from astrobookings.application.ports.booking_copies import BookingSnapshot
from astrobookings.application.ports.copy_sources import SourceVersion
from astrobookings.application.ports.launch_copies import LaunchSnapshot, OpenHold
from astrobookings.domain.agencies.agency import Agency, ReliabilityPolicy
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.charges import Charge
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.booking.travelers import BillingCopy, billing_copy
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["MemoryBookingSource", "MemoryLaunchSource", "MemoryProfileSource"]


class _Made(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def source_version(self) -> int: ...


E = TypeVar("E", bound=Entity)
S = TypeVar("S", bound=_Made)

_RELIABILITY = ReliabilityPolicy()
_ID = attrgetter("id")


class _Source(ABC, Generic[E, S]):
    """Copies made of the records of one kind, each in one moment."""

    def __init__(self, store: MemoryStore, kind: str) -> None:
        self._store = store
        self._records: Records[E] = Records(store, kind)

    @abstractmethod
    def _made(self, record: E) -> S:
        """What a copy of *record* is made of."""

    def count(self) -> int:
        return len(self._records.all())

    def versions(self, after: UUID | None, limit: int) -> Sequence[SourceVersion]:
        with self._store.lock:
            ordered = sorted(self._records.all(), key=_ID)
            later = [one for one in ordered if after is None or _ID(one) > after]
            made = [self._made(one) for one in later[:limit]]
        return tuple(SourceVersion(one.id, one.source_version) for one in made)

    def read(self, keys: Collection[UUID]) -> Sequence[S]:
        with self._store.lock:
            found = (self._records.find(key) for key in sorted(keys))
            return tuple(self._made(one) for one in found if one is not None)


def _oldest_first(found: Iterable[E]) -> Sequence[E]:
    return sorted(found, key=attrgetter("created_at", "id"))


class MemoryLaunchSource(_Source[Launch, LaunchSnapshot]):
    def __init__(self, store: MemoryStore, reliability: ReliabilityPolicy = _RELIABILITY) -> None:
        super().__init__(store, "launch")
        self._agencies: Records[Agency] = Records(store, "agency")
        self._rockets: Records[Rocket] = Records(store, "rocket")
        self._spaceports: Records[Spaceport] = Records(store, "spaceport")
        self._bookings: Records[Booking] = Records(store, "booking")
        self._seats: Rows[LaunchId, int] = store.rows("seat_versions")
        self._board = MemoryLaunchBoard(store, reliability)

    def _made(self, launch: Launch) -> LaunchSnapshot:
        held = [
            one
            for one in self._bookings.all()
            if one.launch_id == launch.id and one.status is BookingStatus.HELD
        ]
        told: tuple[Entity, ...] = (
            launch,
            self._agencies.get(launch.agency_id),
            self._rockets.get(launch.rocket_id),
            self._spaceports.get(launch.spaceport_id),
            *held,
        )
        versions = sum(one.version for one in told)
        return LaunchSnapshot(
            card=self._board.unsold(launch),
            holds=tuple(sorted(OpenHold(one.held_until, len(one.seats)) for one in held)),
            source_version=versions + (self._seats.find(launch.id) or 0),
        )


class MemoryBookingSource(_Source[Booking, BookingSnapshot]):
    def __init__(self, store: MemoryStore) -> None:
        super().__init__(store, "booking")
        self._charges: Records[Charge] = Records(store, "charge")
        self._refunds: Records[Refund] = Records(store, "refund")

    def _made(self, booking: Booking) -> BookingSnapshot:
        paid = (one for one in self._charges.all() if one.booking_id == booking.id)
        given_back = (one for one in self._refunds.all() if one.booking_id == booking.id)
        return BookingSnapshot.of(booking, _oldest_first(paid), _oldest_first(given_back))


class MemoryProfileSource(_Source[TravelerProfile, BillingCopy]):
    def __init__(self, store: MemoryStore) -> None:
        super().__init__(store, "profile")
        self._accounts: Records[Account] = Records(store, "account")

    def _made(self, profile: TravelerProfile) -> BillingCopy:
        return billing_copy(self._accounts.get(profile.user_id), profile)
