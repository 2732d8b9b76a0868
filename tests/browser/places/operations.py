"""The pages of operations managers."""

from collections.abc import Mapping
from datetime import timedelta

from astrobookings.application.identity.user_changes import UserChange
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.ids import AgencyId, UserId
from astrobookings.testing.world import World
from tests.browser.places import Place

__all__ = ["PLACES"]


def _manager(world: World) -> Principal:
    return world.employee(Position.OPERATIONS)


def _sold(world: World) -> Launch:
    """A launch with bookings, delayed once."""
    launch = world.launch(days=30, destination=Destination.ISS)
    world.book(world.traveler(), launch.id, 3)
    world.book(world.traveler(), launch.id, 1, method=None)
    later, why = launch.launch_at + timedelta(days=5), "An engine needs another test."
    delayed = world.system.delay_launch(world.owner_of(launch), launch.id, later, why)
    world.settle()
    return delayed


def users(world: World) -> tuple[Principal, str]:
    """Of every role."""
    world.traveler()
    world.agency()
    world.employee(Position.IT)
    return _manager(world), "/system/users"


def new_user(world: World) -> tuple[Principal, str]:
    return _manager(world), "/system/users/new"


def _on_clerk(page: str = "") -> Place:
    def place(world: World) -> tuple[Principal, str]:
        clerk = world.employee(Position.CUSTOMER_SERVICE)
        return _manager(world), f"/system/users/{clerk.user_id}{page}"

    return place


def reactivation(world: World) -> tuple[Principal, str]:
    """Of somebody who is deactivated."""
    clerk, manager = world.employee(Position.CUSTOMER_SERVICE), _manager(world)
    change = UserChange(status=AccountStatus.SUSPENDED, reason="Left the company.")
    user_id = UserId(clerk.user_id)  # type: ignore[arg-type]
    world.system.change_user(manager, user_id, change)
    return manager, f"/system/users/{user_id}/reactivation"


def agencies(world: World) -> tuple[Principal, str]:
    """One approved, one that waits."""
    world.agency()
    world.agency(approved=False)
    return _manager(world), "/system/agencies"


def agency(world: World) -> tuple[Principal, str]:
    """With a launch to come."""
    return _manager(world), f"/system/agencies/{_sold(world).agency_id}"


def suspension(world: World) -> tuple[Principal, str]:
    return _manager(world), f"/system/agencies/{_sold(world).agency_id}/suspension"


def reinstatement(world: World) -> tuple[Principal, str]:
    """Of an agency that is suspended."""
    manager, agency_id = _manager(world), AgencyId(_sold(world).agency_id)
    world.system.suspend_agency(manager, agency_id, "Unpaid invoices.")
    world.settle()
    return manager, f"/system/agencies/{agency_id}/reinstatement"


def spaceports(world: World) -> tuple[Principal, str]:
    """One in use, one not."""
    world.launch()
    world.spaceport()
    return _manager(world), "/system/spaceports"


def new_spaceport(world: World) -> tuple[Principal, str]:
    return _manager(world), "/system/spaceports/new"


def _on_spaceport(page: str) -> Place:
    def place(world: World) -> tuple[Principal, str]:
        return _manager(world), f"/system/spaceports/{world.spaceport().id}/{page}"

    return place


def launches(world: World) -> tuple[Principal, str]:
    _sold(world)
    world.launch()
    return _manager(world), "/system/launches"


def _on_launch(page: str = "") -> Place:
    def place(world: World) -> tuple[Principal, str]:
        return _manager(world), f"/system/launches/{_sold(world).id}{page}"

    return place


_USER = "/system/users/{user_id:uuid}"
_AGENCY = "/system/agencies/{agency_id:uuid}"
_SPACEPORT = "/system/spaceports/{spaceport_id:uuid}"
_LAUNCH = "/system/launches/{launch_id:uuid}"

PLACES: Mapping[str, Place] = {
    "/system/users": users,
    "/system/users/new": new_user,
    _USER: _on_clerk(),
    f"{_USER}/edit": _on_clerk("/edit"),
    f"{_USER}/position": _on_clerk("/position"),
    f"{_USER}/deactivation": _on_clerk("/deactivation"),
    f"{_USER}/reactivation": reactivation,
    f"{_USER}/second-factor": _on_clerk("/second-factor"),
    "/system/agencies": agencies,
    _AGENCY: agency,
    f"{_AGENCY}/suspension": suspension,
    f"{_AGENCY}/reinstatement": reinstatement,
    "/system/spaceports": spaceports,
    "/system/spaceports/new": new_spaceport,
    f"{_SPACEPORT}/edit": _on_spaceport("edit"),
    f"{_SPACEPORT}/delete": _on_spaceport("delete"),
    "/system/launches": launches,
    _LAUNCH: _on_launch(),
    f"{_LAUNCH}/bookings": _on_launch("/bookings"),
    f"{_LAUNCH}/becomes/{{change:str}}": _on_launch("/becomes/delayed"),
}
