"""Every change can be seen with its origin, and how far it has come (story 5.1)."""

import pytest

from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import NotAllowed
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.sync.changes import ChangeState, QueuedChange
from astrobookings.domain.sync.runs import SyncSet, SyncStatus
from astrobookings.testing.builders import a_sync_run
from astrobookings.testing.contracts.paging import walk
from astrobookings.testing.world import World
from tests.application.sync.copied import edit_traveler, move, run

pytestmark = pytest.mark.story("5.1")


@pytest.fixture
def it(world: World) -> Principal:
    return world.employee(Position.IT)


def listed(world: World, it: Principal, **narrowed: object) -> list[QueuedChange]:
    return walk(
        lambda page: world.system.list_sync_changes(it, page, **narrowed),  # type: ignore[arg-type]
        [200],
    )


def newest(world: World, it: Principal) -> QueuedChange:
    page = world.system.list_sync_changes(it, PageRequest(1), which=SyncSet.PROFILES)
    return page.items[0]


def test_a_change_is_done_once_its_copy_has_it(world: World, it: Principal) -> None:
    traveler = world.traveler()
    move(world, traveler, "Rue Haute 3, Bruxelles")

    queued = newest(world, it)
    assert (queued.state, queued.which) == (ChangeState.PENDING, SyncSet.PROFILES)
    assert queued.change.fields["address"].new == "Rue Haute 3, Bruxelles"
    assert (queued.change.origin.action, queued.change.origin.actor) == (
        "update-me",
        traveler.user_id,
    )

    world.settle()

    assert newest(world, it).state is ChangeState.DONE


def test_what_was_copied_before_stays_done(world: World, it: Principal) -> None:
    traveler = world.traveler()
    move(world, traveler, "Rue Haute 3, Bruxelles")
    before = listed(world, it, which=SyncSet.PROFILES, state=ChangeState.DONE)

    assert len(before) == len(listed(world, it, which=SyncSet.PROFILES)) - 1
    assert all(one.change.origin.action != "update-me" for one in before)


def test_a_run_under_way_is_told(world: World, it: Principal) -> None:
    move(world, world.traveler(), "Rue Haute 3, Bruxelles")
    with world.parts.system(world.operator.origin("begin", world.clock.now())):
        world.parts.sync_runs.add(a_sync_run(status=SyncStatus.RUNNING))

    assert newest(world, it).state is ChangeState.RUNNING


def test_what_somebody_has_to_decide_has_failed(world: World, it: Principal) -> None:
    traveler = world.traveler()
    edit_traveler(world, traveler, address="Calle Menor 2")
    move(world, traveler, "Rue Haute 3, Bruxelles")
    run(world, SyncSet.PROFILES)

    assert newest(world, it).state is ChangeState.FAILED


def test_the_changes_of_both_stores_are_one_list(world: World, it: Principal) -> None:
    world.book(world.traveler(), world.launch().id)

    everything = listed(world, it)
    pages = walk(lambda page: world.system.list_sync_changes(it, page), [3])

    ids = [one.change.id for one in everything]
    assert ids == sorted(ids, reverse=True)
    assert {one.change.kind for one in everything} == {
        "account",
        "profile",
        "agency",
        "rocket",
        "spaceport",
        "launch",
        "booking",
        "charge",
    }
    assert [one.change.id for one in pages] == ids


def test_names_and_payments_arrive_with_a_run(world: World, it: Principal) -> None:
    world.book(world.traveler(), world.launch().id)
    world.settle()
    waiting = listed(world, it, state=ChangeState.PENDING)
    assert {one.change.kind for one in waiting} <= {"agency", "rocket", "spaceport", "charge"}
    world.clock.move(world.parts.sync_policy.every)

    for which in (SyncSet.PROFILES, SyncSet.LAUNCHES, SyncSet.BOOKINGS):
        run(world, which)

    assert listed(world, it, state=ChangeState.PENDING) == []


def test_no_secrets_are_shown(world: World, it: Principal) -> None:
    world.traveler()

    hashes = [
        one.change.fields["password_hash"]
        for one in listed(world, it)
        if "password_hash" in one.change.fields
    ]

    assert hashes
    assert all((one.old, one.new) == ("***", "***") for one in hashes)


def test_only_it_employees_look(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.system.list_sync_changes(world.traveler(), PageRequest())
