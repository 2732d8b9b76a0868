"""Runs bring copies up to date, and are told from beginning to end (stories 5.2 to 5.6)."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from astrobookings.application.agencies.update_agency_profile import AgencyUpdate
from astrobookings.domain.identity.accounts import AccountStatus, change_status
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import NotAllowed, Unavailable
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.sync.events import ConflictFound, SyncRunEnded
from astrobookings.domain.sync.runs import SyncPolicy, SyncSet, SyncStatus, SyncUnderWay
from astrobookings.testing.builders import a_sync_run
from astrobookings.testing.world import World
from tests.application.sync.copied import (
    behind,
    conflicts,
    edit_traveler,
    move,
    run,
    traveler_copy,
)

COPIED = (SyncSet.PROFILES, SyncSet.LAUNCHES, SyncSet.BOOKINGS)


def told(world: World, kind: type) -> list[object]:
    """The events of *kind* that wait in SystemDB."""
    waiting = (one.event for one in world.parts.system_outbox.unpublished(1000))
    return [event for event in waiting if isinstance(event, kind)]


def slow(world: World, **figures: Any) -> None:
    """Restart with another policy."""
    world.restart(evolve(world.parts, sync_policy=SyncPolicy(**figures)))


@pytest.mark.story("5.4", "5.5", "5.6")
def test_a_run_copies_what_no_event_brought(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    world.book(traveler, launch.id)
    move(world, traveler, "Rue Haute 3, Bruxelles")
    assert behind(world, SyncSet.PROFILES) == {signed_in(traveler)}
    assert behind(world, SyncSet.LAUNCHES) == {launch.id}
    assert len(behind(world, SyncSet.BOOKINGS)) == 1

    runs = [run(world, which) for which in COPIED]

    assert all(behind(world, which) == set() for which in COPIED)
    assert [one.status for one in runs] == [SyncStatus.SUCCESS] * 3
    assert [(one.total, one.seen, one.written, one.completion) for one in runs] == [
        (1, 1, 1, 100)
    ] * 3
    assert traveler_copy(world, traveler).address == "Rue Haute 3, Bruxelles"


def test_a_run_writes_nothing_where_nothing_changed(world: World) -> None:
    world.book(world.traveler(), world.launch().id)
    world.settle()

    for which in COPIED:
        assert run(world, which).seen == 1
        again = run(world, which)
        assert (again.status, again.seen, again.written) == (SyncStatus.SUCCESS, 1, 0)


def test_copies_say_how_fresh_they_are(world: World) -> None:
    world.launch()
    assert world.parts.launch_copies.as_of() is None
    began = world.clock.now()

    run(world, SyncSet.LAUNCHES)
    world.pass_time(timedelta(hours=1))

    assert world.parts.launch_copies.as_of() == began
    assert world.parts.booking_copies.as_of() is None


@pytest.mark.story("5.4")
def test_copies_follow_events_at_once(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    agency = world.owner_of(launch)
    view = world.book(traveler, launch.id, seats=3)
    world.settle()
    now = world.clock.now()

    assert world.parts.launch_copies.get(launch.id, now=now).seats_left == 5
    copy = world.parts.booking_copies.get(view.booking.id)
    assert copy.booking == world.parts.bookings.get(view.booking.id)
    assert [charge.amount for charge in copy.charges] == [copy.booking.total_price]

    world.system.abort_launch(agency, launch.id, "A valve does not close.")
    world.settle()
    world.settle()

    assert world.parts.launch_copies.get(launch.id, now=now) == world.parts.board.get(
        launch.id, now=now
    )
    for which in COPIED:
        run(world, which)
        assert behind(world, which) == set()


@pytest.mark.story("5.5")
def test_sign_in_status_travels(world: World) -> None:
    traveler = world.traveler()
    assert traveler_copy(world, traveler).active
    with world.parts.system(world.operator.origin("suspend", world.clock.now())):
        account = world.parts.users.lock(signed_in(traveler))
        world.parts.users.save(change_status(account, AccountStatus.SUSPENDED))

    run(world, SyncSet.PROFILES)

    assert not traveler_copy(world, traveler).active


def test_names_on_all_cards_follow(world: World) -> None:
    agency = world.agency()
    launches = [world.launch(agency, days=400 + 2 * place) for place in range(3)]
    world.system.update_agency_profile(agency, AgencyUpdate(company_name="Zenith"))
    assert behind(world, SyncSet.LAUNCHES) == {launch.id for launch in launches}

    world.settle()

    assert behind(world, SyncSet.LAUNCHES) == set()


@pytest.mark.story("5.2")
def test_two_runs_of_a_set_never_overlap(world: World) -> None:
    it = world.employee(Position.IT)
    (pending,) = world.system.start_sync(it, [SyncSet.PROFILES])
    assert pending.started_by == it.user_id

    with pytest.raises(SyncUnderWay):
        world.system.start_sync(it, [SyncSet.PROFILES])
    with pytest.raises(SyncUnderWay):
        world.system.start_sync(it)

    assert {one.which for one in world.system.start_sync(it, [SyncSet.LAUNCHES])} == {
        SyncSet.LAUNCHES
    }
    assert world.parts.sync_runs.open(SyncSet.BOOKINGS) is None


@pytest.mark.story("5.2")
def test_runs_asked_for_are_done_by_the_next_worker(world: World) -> None:
    it = world.employee(Position.IT)
    move(world, world.traveler(), "Rue Haute 3, Bruxelles")
    asked = world.system.start_sync(it, full=True)

    assert world.system.sync_due(world.operator) == 3
    assert world.system.sync_requests(world.operator) == 0

    for one in asked:
        seen = world.system.view_sync_run(it, one.id)
        assert (seen.status, seen.full) == (SyncStatus.SUCCESS, True)
    assert world.system.sync_due(world.operator) == 0
    assert behind(world, SyncSet.PROFILES) == set()


@pytest.mark.story("5.4")
def test_sets_come_round_by_themselves(world: World) -> None:
    policy = world.parts.sync_policy
    assert world.system.sync_due(world.operator) == 3
    assert world.system.sync_due(world.operator) == 0

    world.pass_time(policy.every)
    assert world.system.sync_due(world.operator) == 3
    world.pass_time(policy.full_every)
    assert world.system.sync_due(world.operator) == 3

    it = world.employee(Position.IT)
    runs = world.system.list_sync_runs(it, PageRequest(9), which=SyncSet.BOOKINGS).items
    assert [one.full for one in runs] == [True, False, True]


def test_a_run_of_the_schedule_makes_room_and_is_gone_on_with(world: World) -> None:
    travelers = [world.traveler() for _ in range(5)]
    slow(world, step=2, batch=1, turn=timedelta(0))
    for traveler in travelers:
        move(world, traveler, "Rue Haute 3, Bruxelles")

    seen = []
    for _ in range(3):
        world.system.sync_due(world.operator)
        latest = world.parts.sync_runs.latest(SyncSet.PROFILES)
        assert latest is not None
        seen.append((latest.seen, latest.status))

    assert seen[:2] == [(2, SyncStatus.RUNNING), (4, SyncStatus.RUNNING)]
    assert behind(world, SyncSet.PROFILES) == set()


def test_who_runs_a_set_keeps_it_for_a_while(world: World) -> None:
    policy = world.parts.sync_policy
    world.traveler()
    with world.parts.system(world.operator.origin("begin", world.clock.now())):
        world.parts.sync_runs.add(
            a_sync_run(
                status=SyncStatus.RUNNING,
                holder=UserId(world.parts.ids.new()),
                lease_until=world.clock.now() + policy.lease,
            )
        )

    with pytest.raises(SyncUnderWay):
        run(world, SyncSet.PROFILES)
    assert world.system.sync_due(world.operator) == 2
    world.pass_time(policy.lease)

    assert run(world, SyncSet.PROFILES).status is SyncStatus.SUCCESS


def test_a_full_run_takes_the_place_of_one_left_behind(world: World) -> None:
    it = world.employee(Position.IT)
    (left,) = world.system.start_sync(it, [SyncSet.PROFILES])

    done = run(world, SyncSet.PROFILES, full=True)

    assert (done.full, done.status) == (True, SyncStatus.SUCCESS)
    assert world.system.view_sync_run(it, left.id).status is SyncStatus.FAILED


@pytest.mark.story("5.2")
def test_a_copy_changed_elsewhere_is_kept_as_a_conflict(world: World) -> None:
    one, other = world.traveler(), world.traveler()
    edit_traveler(world, one, address="Calle Menor 2")
    for traveler in (one, other):
        move(world, traveler, "Rue Haute 3, Bruxelles")

    ended = run(world, SyncSet.PROFILES)

    assert (ended.status, ended.written, ended.conflicts) == (SyncStatus.PARTIAL, 1, 1)
    (found,) = conflicts(world, SyncSet.PROFILES)
    assert (found.key, found.run_id, found.fields) == (one.user_id, ended.id, ("address",))
    assert found.source["address"] == "Rue Haute 3, Bruxelles"
    assert found.copy["address"] == "Calle Menor 2"
    assert traveler_copy(world, one).address == "Calle Menor 2"
    assert traveler_copy(world, other).address == "Rue Haute 3, Bruxelles"
    assert told(world, ConflictFound) == [ConflictFound(found.id, "profiles", found.key)]


def test_a_conflict_found_again_stays_as_found(world: World) -> None:
    traveler = world.traveler()
    edit_traveler(world, traveler, address="Calle Menor 2")
    move(world, traveler, "Rue Haute 3, Bruxelles")
    run(world, SyncSet.PROFILES)
    found = conflicts(world, SyncSet.PROFILES)

    world.settle()
    run(world, SyncSet.PROFILES)
    again = run(world, SyncSet.PROFILES, full=True)

    assert again.status is SyncStatus.PARTIAL
    assert conflicts(world, SyncSet.PROFILES) == found


def test_only_a_full_run_looks_at_copies_whose_source_did_not_change(world: World) -> None:
    traveler = world.traveler()
    edit_traveler(world, traveler, address="Calle Menor 2")

    assert run(world, SyncSet.PROFILES).status is SyncStatus.SUCCESS
    assert run(world, SyncSet.PROFILES, full=True).conflicts == 1

    assert traveler_copy(world, traveler).address == "Calle Menor 2"


def test_an_event_does_not_overwrite_either(world: World) -> None:
    traveler = world.traveler()
    edit_traveler(world, traveler, address="Calle Menor 2")
    move(world, traveler, "Rue Haute 3, Bruxelles")

    world.settle()

    assert traveler_copy(world, traveler).address == "Calle Menor 2"
    (found,) = conflicts(world, SyncSet.PROFILES)
    assert found.run_id is None


@pytest.mark.story("5.3", "5.6")
def test_a_record_that_breaks_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, *others = sorted(signed_in(world.traveler()) for _ in range(4))
    source = world.parts.profile_source
    read = source.read

    def refuse(keys: list[UserId]) -> object:
        if broken in keys:
            raise ValueError("no such country")
        return read(keys)

    monkeypatch.setattr(source, "read", refuse)

    ended = run(world, SyncSet.PROFILES, full=True)

    assert (ended.status, ended.seen, ended.failures) == (SyncStatus.PARTIAL, 4, 1)
    assert [(one.key, one.detail) for one in ended.faults] == [
        (broken, "ValueError: no such country")
    ]
    assert len(others) == 3


@pytest.mark.story("5.3", "5.6")
def test_a_store_that_goes_away_ends_the_run_and_it_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.traveler()

    def silent(*_: object) -> object:
        raise Unavailable("OperationsDB does not answer.")

    monkeypatch.setattr(world.parts.travelers, "versions", silent)
    ended = run(world, SyncSet.PROFILES)
    assert (ended.status, ended.error) == (SyncStatus.FAILED, "OperationsDB does not answer.")
    assert told(world, SyncRunEnded) == [SyncRunEnded(ended.id, "profiles", "failed")]

    monkeypatch.undo()

    assert run(world, SyncSet.PROFILES).status is SyncStatus.SUCCESS


def test_a_run_that_breaks_is_given_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> object:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(world.parts.launch_source, "versions", crash)

    ended = run(world, SyncSet.LAUNCHES)

    assert (ended.status, ended.error) == (SyncStatus.FAILED, "ZeroDivisionError: a bug")


@pytest.mark.story("5.1")
def test_origins_are_kept(world: World) -> None:
    traveler = world.traveler()
    move(world, evolve(traveler, service="system", request_id="request-7"), "Rue Haute 3")
    world.settle()

    at_source = world.parts.system_changes.of(signed_in(traveler))[-1]
    at_copy = world.parts.operations_changes.of(signed_in(traveler))[-1]

    for change, service in ((at_source, "system"), (at_copy, "sync")):
        assert change.origin.service == service
        assert change.origin.action == "update-me"
        assert (change.origin.actor, change.origin.request_id) == (traveler.user_id, "request-7")


def test_only_it_employees_and_the_platform_synchronize(world: World) -> None:
    traveler, it = world.traveler(), world.employee(Position.IT)

    for refused in (traveler, world.employee(Position.OPERATIONS)):
        with pytest.raises(NotAllowed):
            world.system.run_sync(refused, SyncSet.PROFILES)
        with pytest.raises(NotAllowed):
            world.system.list_sync_runs(refused, PageRequest())
    with pytest.raises(NotAllowed):
        world.system.sync_due(it)


def test_runs_that_ended_long_ago_are_forgotten(world: World) -> None:
    old = run(world, SyncSet.PROFILES)
    world.pass_time(world.parts.sync_policy.runs_kept)
    assert world.system.forget_sync_runs(world.operator) == 0
    world.pass_time(timedelta(seconds=1))
    young = run(world, SyncSet.PROFILES)

    assert world.system.forget_sync_runs(world.operator) == 1

    kept = world.parts.sync_runs.list(PageRequest(9)).items
    assert [one.id for one in kept] == [young.id]
    assert old.id != young.id
