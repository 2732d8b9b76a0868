"""Looking at copies, and changing them behind the back of synchronization."""

from typing import Any, cast

from attrs import evolve

from astrobookings.adapters.memory.booking_copies import MemoryBookingCopies
from astrobookings.adapters.memory.launch_copies import MemoryLaunchCopies
from astrobookings.adapters.memory.travelers import MemoryTravelers
from astrobookings.application.identity.update_me import ProfileUpdate
from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import BookingId, LaunchId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.sync.conflicts import ConflictStatus, SyncConflict
from astrobookings.domain.sync.runs import SyncRun, SyncSet
from astrobookings.testing.world import World

__all__ = [
    "behind",
    "conflicts",
    "edit_booking",
    "edit_launch",
    "edit_traveler",
    "move",
    "run",
    "traveler_copy",
]


def run(world: World, which: SyncSet, *, full: bool = False) -> SyncRun:
    """Synchronize *which* now."""
    return world.system.run_sync(world.operator, which, full=full)


def behind(world: World, which: SyncSet) -> set[object]:
    """The records whose copies are not those of their source."""
    routes = world.system.run_sync.routes(which)
    walked = routes.source.versions(None, 100_000)
    standing = routes.copies.versions([one.key for one in walked])
    return {one.key for one in walked if standing.get(one.key) != one.version}


def conflicts(world: World, which: SyncSet) -> list[SyncConflict]:
    """The open conflicts of *which*."""
    page = PageRequest(200)
    return list(
        world.parts.sync_conflicts.list(page, which=which, status=ConflictStatus.OPEN).items
    )


def move(world: World, by: Principal, address: str) -> None:
    """Have the traveler *by* move house; nobody hears of it yet."""
    world.system.update_me(by, ProfileUpdate(address=address))


def traveler_copy(world: World, by: Principal) -> BillingCopy:
    found = world.parts.travelers.find(signed_in(by))
    assert found is not None
    return found


def edit_traveler(world: World, by: Principal, **changed: Any) -> None:
    """Change the billing copy of *by* elsewhere."""
    port = cast(MemoryTravelers, world.parts.travelers)
    port.edit(signed_in(by), lambda copy: evolve(copy, **changed))


def edit_booking(world: World, booking_id: BookingId, passenger: Passenger) -> None:
    """Name the first passenger of the booking's copy elsewhere."""
    port = cast(MemoryBookingCopies, world.parts.booking_copies)

    def named(booking: Booking) -> Booking:
        return evolve(booking, passengers=(passenger, *booking.passengers[1:]))

    port.copies.edit(booking_id, lambda copy: evolve(copy, booking=named(copy.booking)))


def edit_launch(world: World, launch_id: LaunchId, **changed: Any) -> None:
    """Change the launch on the card of its copy elsewhere."""
    port = cast(MemoryLaunchCopies, world.parts.launch_copies)

    def card(old: LaunchCard) -> LaunchCard:
        return evolve(old, launch=evolve(old.launch, **changed))

    port.copies.edit(launch_id, lambda copy: evolve(copy, card=card(copy.card)))
