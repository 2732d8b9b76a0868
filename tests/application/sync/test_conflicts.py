"""Somebody decides which of two values stays (story 5.2)."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, Stale
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.sync.conflicts import (
    ConflictMovedOn,
    ConflictResolved,
    ConflictStatus,
    NotAdoptable,
    Resolution,
    SyncConflict,
)
from astrobookings.domain.sync.runs import SyncSet, SyncStatus
from astrobookings.testing.world import World
from tests.application.sync.copied import (
    behind,
    conflicts,
    edit_booking,
    edit_launch,
    edit_traveler,
    move,
    run,
    traveler_copy,
)

pytestmark = pytest.mark.story("5.2")

MINE, THEIRS = "Rue Haute 3, Bruxelles", "Calle Menor 2, Madrid"
SOMEBODY = Passenger(first_name="Mae", last_name="Ito", birth_date=date(1980, 5, 4))


@pytest.fixture
def it(world: World) -> Principal:
    return world.employee(Position.IT)


@pytest.fixture
def traveler(world: World) -> Principal:
    return world.traveler()


@pytest.fixture
def conflict(world: World, traveler: Principal) -> SyncConflict:
    """A traveler moved here, and there to somewhere else."""
    edit_traveler(world, traveler, address=THEIRS)
    move(world, traveler, MINE)
    return found(world, SyncSet.PROFILES)


def found(world: World, which: SyncSet) -> SyncConflict:
    run(world, which, full=True)
    (conflict,) = conflicts(world, which)
    return conflict


def address(world: World, traveler: Principal) -> str:
    return world.parts.profiles.get(signed_in(traveler)).address


def test_the_source_is_kept(
    world: World, it: Principal, traveler: Principal, conflict: SyncConflict
) -> None:
    decided = world.system.resolve_conflict(
        it, conflict.id, Resolution.KEEP_SOURCE, reason="A slip of the pen"
    )

    assert traveler_copy(world, traveler).address == address(world, traveler) == MINE
    assert (decided.status, decided.resolution) == (
        ConflictStatus.RESOLVED,
        Resolution.KEEP_SOURCE,
    )
    assert (decided.resolved_by, decided.reason) == (it.user_id, "A slip of the pen")
    assert run(world, SyncSet.PROFILES, full=True).status is SyncStatus.SUCCESS


def test_the_copy_is_kept_through_the_owner(
    world: World, it: Principal, traveler: Principal, conflict: SyncConflict
) -> None:
    world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_COPY)

    assert traveler_copy(world, traveler).address == address(world, traveler) == THEIRS
    assert behind(world, SyncSet.PROFILES) == set()
    change = world.parts.system_changes.of(signed_in(traveler))[-1]
    assert (change.kind, change.origin.service) == ("profile", f"conflict:{conflict.id}")
    world.settle()
    assert conflicts(world, SyncSet.PROFILES) == []
    assert run(world, SyncSet.PROFILES, full=True).status is SyncStatus.SUCCESS


def test_the_owner_s_rules_stand(world: World, it: Principal, traveler: Principal) -> None:
    edit_traveler(world, traveler, address=" ")
    conflict = found(world, SyncSet.PROFILES)

    with pytest.raises(Invalid):
        world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_COPY)

    assert conflicts(world, SyncSet.PROFILES) == [conflict]
    assert traveler_copy(world, traveler).address == " "


def test_nobody_adopts_what_its_owner_may_not_change(
    world: World, it: Principal, traveler: Principal
) -> None:
    edit_traveler(world, traveler, active=False, address=THEIRS)
    conflict = found(world, SyncSet.PROFILES)

    with pytest.raises(NotAdoptable) as caught:
        world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_COPY)

    assert caught.value.fields == ("active",)
    assert address(world, traveler) != THEIRS


def test_a_conflict_is_decided_once(world: World, it: Principal, conflict: SyncConflict) -> None:
    world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_SOURCE)

    with pytest.raises(ConflictResolved):
        world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_COPY)


def test_an_edit_that_nobody_looked_at_is_not_given_up(
    world: World, it: Principal, traveler: Principal, conflict: SyncConflict
) -> None:
    edit_traveler(world, traveler, address="Somewhere else")

    with pytest.raises(ConflictMovedOn):
        world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_SOURCE)

    assert traveler_copy(world, traveler).address == "Somewhere else"
    (moved,) = conflicts(world, SyncSet.PROFILES)
    assert (moved.id, moved.copy["address"]) == (conflict.id, "Somewhere else")
    with pytest.raises(Stale):
        world.system.resolve_conflict(
            it, conflict.id, Resolution.KEEP_SOURCE, if_version=conflict.version
        )
    world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_SOURCE, if_version=moved.version)
    assert traveler_copy(world, traveler).address == MINE


def test_a_resolution_cut_short_can_be_repeated(
    world: World,
    it: Principal,
    traveler: Principal,
    conflict: SyncConflict,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def die(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(world.parts.sync_conflicts, "save", die)
    with pytest.raises(ZeroDivisionError):
        world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_COPY)
    monkeypatch.undo()

    world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_COPY)

    assert traveler_copy(world, traveler).address == address(world, traveler) == THEIRS
    assert conflicts(world, SyncSet.PROFILES) == []


@pytest.fixture
def booked(world: World, traveler: Principal) -> BookingView:
    view = world.book(traveler, world.launch().id)
    world.settle()
    for which in (SyncSet.LAUNCHES, SyncSet.BOOKINGS):
        run(world, which)
    return view


@pytest.mark.parametrize("how", list(Resolution))
def test_passengers_of_a_booking(
    world: World, it: Principal, booked: BookingView, how: Resolution
) -> None:
    key = booked.booking.id
    edit_booking(world, key, SOMEBODY)
    conflict = found(world, SyncSet.BOOKINGS)
    assert conflict.fields == ("booking/passengers",)

    world.system.resolve_conflict(it, conflict.id, how)

    named = world.parts.bookings.get(key).passengers[0]
    assert named == (SOMEBODY if how is Resolution.KEEP_COPY else None)
    assert world.parts.booking_copies.get(key).booking == world.parts.bookings.get(key)


def test_other_facts_of_a_booking_are_its_owner_s(
    world: World, it: Principal, booked: BookingView
) -> None:
    key = booked.booking.id
    copies = world.parts.booking_copies.copies  # type: ignore[attr-defined]
    copies.edit(key, lambda one: evolve(one, booking=evolve(one.booking, reference="AB-MINE")))
    conflict = found(world, SyncSet.BOOKINGS)

    with pytest.raises(NotAdoptable):
        world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_COPY)


@pytest.fixture
def launch(world: World) -> Launch:
    made = world.launch(vip_days=3)
    run(world, SyncSet.LAUNCHES)
    return made


def test_the_price_of_a_launch(
    world: World, it: Principal, traveler: Principal, launch: Launch
) -> None:
    edit_launch(world, launch.id, price=Money.of(7), general_sale_at=None)
    world.pass_time(timedelta(days=4))
    world.book(traveler, launch.id)
    conflict = found(world, SyncSet.LAUNCHES)

    world.system.resolve_conflict(it, conflict.id, Resolution.KEEP_COPY)

    now = world.parts.launches.get(launch.id)
    assert (now.price, now.general_sale_at) == (Money.of(7), None)
    world.settle()
    assert behind(world, SyncSet.LAUNCHES) == set()


def test_only_it_employees_decide(world: World, conflict: SyncConflict) -> None:
    for refused in (world.traveler(), world.operator, world.employee(Position.OPERATIONS)):
        with pytest.raises(NotAllowed):
            world.system.resolve_conflict(refused, conflict.id, Resolution.KEEP_SOURCE)
