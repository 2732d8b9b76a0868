"""Every process follows changes of policies at the instant they were announced for."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from astrobookings.adapters.memory.work_queue import MemoryWorkQueue
from astrobookings.adapters.queue.broker import broker_at
from astrobookings.adapters.queue.work_queue import DramatiqWorkQueue
from astrobookings.application.policies.announce_policy_change import NewFigures
from astrobookings.application.ports.heartbeats import WorkerKind
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import PolicyChangeId
from astrobookings.domain.policies.changes import NewFigure
from astrobookings.entrypoints.bootstrap import migrate_stores, open_system
from astrobookings.entrypoints.doctor import Verdict, examine
from astrobookings.entrypoints.living import Following, Living
from astrobookings.entrypoints.scheduler.scheduler import Scheduler
from astrobookings.entrypoints.settings import Settings, embedded_settings
from astrobookings.entrypoints.system import System, assemble
from astrobookings.entrypoints.worker.background import BackgroundWorker
from astrobookings.entrypoints.worker.pulse import heart
from astrobookings.entrypoints.worker.relays import relays_of
from astrobookings.testing.builders import a_policy_change
from astrobookings.testing.faults import StoreDown, failing
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World

MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def world() -> World:
    """Give an empty world."""
    return in_memory_world()


def announce(world: World, ahead: timedelta = MINUTE, **figures: Any) -> PolicyChangeId:
    """Announce figures, with `__` for each dot of their names."""
    wanted = NewFigures(
        figures=tuple(NewFigure(name.replace("__", "."), value) for name, value in figures.items()),
        effective_from=world.clock.now() + ahead,
        reason="As the board decided.",
    )
    by = world.employee(Position.OPERATIONS)
    return world.system.announce_policy_change(by, wanted).change.id


def regular(living: Living) -> int:
    return living.system.policies.seats.regular


def test_all_processes_turn_at_the_same_instant(world: World) -> None:
    processes = [Living(world.system) for _ in range(3)]
    announce(world, policies__seats__regular=5)
    for living in processes:
        living.look()

    world.clock.move(MINUTE - INSTANT)
    before = {regular(living) for living in processes}
    world.clock.move(INSTANT)

    assert (before, {regular(living) for living in processes}) == ({4}, {5})


def test_a_process_that_starts_later_follows_what_holds_already(world: World) -> None:
    announce(world, policies__seats__regular=5)
    world.clock.move(2 * MINUTE)
    started = Living(world.system)

    started.look()

    assert regular(started) == 5


def test_without_changes_the_system_is_the_one_given(world: World) -> None:
    living = Living(world.system)

    living.look()

    assert living.system is world.system


def test_while_the_store_is_away_the_last_ones_known_go_on(world: World) -> None:
    down = False
    whole = world.parts.policy_changes
    away = failing(whole, down=lambda: down, error=StoreDown)
    living = Living(assemble(evolve(world.parts, policy_changes=away)))
    announce(world, policies__seats__regular=5)
    living.look()

    down = True
    world.clock.move(MINUTE)
    with pytest.raises(Unavailable):
        living.look()
    living.look_if_possible()

    assert regular(living) == 5


def test_a_withdrawn_change_does_not_come(world: World) -> None:
    living = Living(world.system)
    change = announce(world, timedelta(hours=1), policies__seats__regular=5)
    living.look()
    world.system.withdraw_policy_change(world.employee(Position.OPERATIONS), change, "Not now.")
    living.look()

    world.clock.move(timedelta(hours=2))

    assert regular(living) == 4


def test_a_clock_that_is_set_back_is_followed_at_the_next_look(world: World) -> None:
    living = Living(world.system)
    announce(world, policies__seats__regular=5)
    living.look()
    world.clock.move(MINUTE)
    assert regular(living) == 5

    world.clock.move(-MINUTE)
    living.look()

    assert regular(living) == 4


def test_figures_that_make_no_sense_to_this_release_are_left_aside(world: World) -> None:
    now = world.clock.now()
    odd = (
        NewFigure("policies.seats.regular", 9),
        NewFigure("nothing.such", 1),
        NewFigure("policies.holds.lasts", "20 minutes"),
    )
    with world.parts.system(world.operator.origin("test", now)):
        world.parts.policy_changes.add(
            a_policy_change(figures=odd, decided_at=now, effective_from=now + MINUTE)
        )
    living = Living(world.system)
    living.look()

    world.clock.move(MINUTE)

    assert regular(living) == 4
    assert living.system.policies.holds.lasts == timedelta(minutes=20)


def test_what_is_made_of_the_system_follows_it(world: World) -> None:
    living = Living(world.system)
    relays = Following(living, relays_of)
    announce(world, relay_policy__attempts=3)
    living.look()
    before = [relay.policy.attempts for relay in relays.values()]

    world.clock.move(MINUTE)

    assert before == [10, 10]
    assert [relay.policy.attempts for relay in relays.values()] == [3, 3]
    assert relays["system"] is relays["system"]
    assert (set(relays), len(relays)) == ({"system", "operations"}, 2)


def test_workers_and_schedulers_follow_too(world: World) -> None:
    announce(world, retention__entries="1 day")
    queue = DramatiqWorkQueue(broker_at("memory://"))
    worker = BackgroundWorker(world.system, queue.broker, queue, threads=1)
    scheduler = Scheduler(world.system, MemoryWorkQueue(), sweep=lambda: None)

    world.clock.move(MINUTE)

    for process in (worker, scheduler):
        policy = process.living.system.parts.retention
        assert policy.entries == timedelta(days=1)
        assert process.jobs["forget-old-records"].every == timedelta(hours=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings of migrated stores in files."""
    ready = embedded_settings(tmp_path / "var", port=8000)
    migrate_stores(ready)
    return ready


def decided(system: System) -> None:
    """An hour ago somebody decided for half an hour ago."""
    now = system.clock.now()
    change = a_policy_change(
        figures=(NewFigure("policies.seats.regular", 5),),
        decided_at=now - 60 * MINUTE,
        effective_from=now - 30 * MINUTE,
        created_at=now,
    )
    with system.parts.system(World(system.parts, system.clock).operator.origin("test", now)):  # type: ignore[arg-type]
        system.parts.policy_changes.add(change)


def test_a_change_wins_over_the_file(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "policies.toml"
    file.write_text("[policies.seats]\nregular = 3\nvip = 9\n")
    told = evolve(settings, policies_file=str(file))
    first = open_system(told)
    decided(first)
    first.close()

    started = open_system(told)
    seats = started.policies.seats
    started.close()

    assert first.policies.seats.regular == 3
    assert (seats.regular, seats.vip) == (5, 9)


def test_the_doctor_tells_of_processes_with_stale_policies(settings: Settings) -> None:
    system = open_system(settings)
    deaf, living = Living(system), Living(system)
    decided(system)
    living.look()

    def said() -> str:
        return "\n".join(
            one.sentence
            for one in examine(settings, {})
            if one.verdict is Verdict.WRONG and "policies" in one.sentence
        )

    heart(living, WorkerKind.SERVER)()
    well = said()
    heart(deaf, WorkerKind.WORKER)()
    ill = said()
    system.close()

    assert well == ""
    assert "the policies of worker " in ill
    assert "has not heard of decision 1" in ill
