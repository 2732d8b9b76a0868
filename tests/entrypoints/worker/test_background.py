"""Workers and schedulers as threads: what they do, how they end, and how often."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.adapters.memory.work_queue import MemoryWorkQueue
from astrobookings.adapters.queue.broker import broker_at
from astrobookings.adapters.queue.work_queue import DramatiqWorkQueue
from astrobookings.application.ports.heartbeats import WorkerKind
from astrobookings.application.ports.work_queue import Errand, Lane
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.scheduler.jobs import PeriodicJob, periodic_jobs
from astrobookings.entrypoints.scheduler.scheduler import Scheduler
from astrobookings.entrypoints.system import assemble
from astrobookings.entrypoints.worker.actors import Actors, run_job
from astrobookings.entrypoints.worker.background import BackgroundWorker
from astrobookings.entrypoints.worker.embedded import EmbeddedWorker
from astrobookings.entrypoints.worker.loops import Loop
from astrobookings.entrypoints.worker.relays import HandingOut, relays_of
from astrobookings.testing.faults import StoreDown, failing
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World

PATIENCE = 20.0


@pytest.fixture
def world() -> World:
    return in_memory_world()


def until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def a_queue() -> DramatiqWorkQueue:
    return DramatiqWorkQueue(broker_at("memory://"))


@contextmanager
def embedded(world: World) -> Iterator[EmbeddedWorker]:
    queue = a_queue()
    worker = EmbeddedWorker.of(world.system, queue.broker, queue)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


class Away(MemoryWorkQueue):
    """A queue that does not answer."""

    def deliver(self, errand: Errand) -> None:
        raise Unavailable

    def run(self, job: str, lane: Lane = Lane.JOBS) -> None:
        raise Unavailable

    def waiting(self, lane: Lane) -> int:
        raise Unavailable


def scheduler(world: World, queue: MemoryWorkQueue) -> Scheduler:
    return Scheduler(world.system, queue, sweep=lambda: None)


def test_an_embedded_worker_hears_events_and_sends_the_mails_that_follow(world: World) -> None:
    with embedded(world):
        agency = world.agency()

        until(lambda: world.parts.system_outbox.waiting() == 0)
        mailbox = world.system.mailbox
        assert mailbox is not None
        until(lambda: len(mailbox.newest(10)) > 0)
        assert agency.user_id is not None
        kinds = {one.kind for one in world.parts.heartbeats.since(world.clock.now())}
        assert kinds == {WorkerKind.WORKER, WorkerKind.SCHEDULER}


def test_stopping_leaves_no_thread_and_nothing_half_done(world: World) -> None:
    before = threading.active_count()
    with embedded(world):
        for _ in range(20):
            world.spaceport()

    assert threading.active_count() <= before + 1  # Dramatiq's keeper of time limits stays
    waiting = world.parts.operations_outbox.unpublished(100)
    assert all(
        (found := world.parts.operations_deliveries.find(one.id)) is not None and found.round == 0
        for one in waiting
    )


def test_a_worker_of_one_lane_leaves_the_others_alone(world: World) -> None:
    queue = a_queue()
    worker = BackgroundWorker(world.system, queue.broker, queue, lanes=(Lane.VIP_MAIL,), threads=1)
    worker.start()
    queue.run("send-mail", Lane.MAIL)
    queue.run("send-vip-mail", Lane.VIP_MAIL)
    until(lambda: queue.waiting(Lane.VIP_MAIL) == 0)

    assert queue.waiting(Lane.MAIL) == 1
    worker.stop()


def test_slow_runs_of_one_job_leave_threads_to_others() -> None:
    begun, go_on = threading.Semaphore(0), threading.Event()

    def slow() -> None:
        begun.release()
        go_on.wait(PATIENCE)

    queue = a_queue()
    Actors({}, {"send-mail": PeriodicJob("send-mail", timedelta(1), slow)}, queue).declare(
        queue.broker
    )
    run = queue.broker.get_actor("mail")
    threads = [threading.Thread(target=run.fn, args=("send-mail",)) for _ in range(2)]
    for thread in threads:
        thread.start()
        assert begun.acquire(timeout=PATIENCE)

    run.fn("send-mail")

    assert not begun.acquire(blocking=False)
    go_on.set()
    for thread in threads:
        thread.join()


def test_an_unknown_job_of_another_release_is_passed_over(world: World) -> None:
    queue = a_queue()
    Actors({}, {}, queue).declare(queue.broker)

    queue.broker.get_actor("jobs").fn("dance")


def test_every_job_runs_on_an_idle_platform(world: World, caplog: pytest.LogCaptureFixture) -> None:
    for job in periodic_jobs(world.system):
        run_job(job)

    assert [record for record in caplog.records if record.levelname != "INFO"] == []


def test_a_job_that_breaks_is_logged_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise RuntimeError("broken")

    run_job(PeriodicJob("dance", timedelta(1), fail))

    assert "the job dance broke" in caplog.text


def test_of_two_schedulers_one_hands_out_each_job(world: World) -> None:
    queue = MemoryWorkQueue()
    both = scheduler(world, queue), scheduler(world, queue)
    slow = [job for job in periodic_jobs(world.system) if job.in_turns and not job.by_scheduler]

    for job in slow:
        for one in both:
            one.tick(job)

    assert [name for _, name in queue.jobs] == [job.name for job in slow]
    world.pass_time(timedelta(hours=1))
    both[1].tick(slow[0])
    assert len(queue.jobs) == len(slow) + 1


def test_while_nobody_can_tell_whose_turn_it_is_everybody_has_it(world: World) -> None:
    down = failing(world.parts.turns, down=lambda: True, error=StoreDown)
    queue = MemoryWorkQueue()
    alone = Scheduler(assemble(evolve(world.parts, turns=down)), queue, sweep=lambda: None)
    done = PeriodicJob("dance", timedelta(minutes=1), lambda: 1)

    alone.tick(done)

    assert list(queue.jobs) == [(Lane.JOBS, "dance")]


def test_without_a_queue_the_scheduler_does_the_jobs_itself(world: World) -> None:
    danced: list[int] = []
    job = PeriodicJob("dance", timedelta(minutes=1), lambda: danced.append(1))

    scheduler(world, Away()).tick(job)

    assert danced == [1]


def test_without_a_queue_events_are_heard_by_who_hands_them_out(world: World) -> None:
    world.spaceport()
    relays = tuple(relays_of(world.system).values())

    HandingOut(relays, Away())()

    assert world.parts.operations_outbox.waiting() == 0


def test_a_store_that_is_away_holds_up_no_other(world: World) -> None:
    world.spaceport()
    relays = relays_of(world.system)
    away = failing(relays["system"].deliveries, down=lambda: True, error=StoreDown)
    broken = evolve(relays["system"], deliveries=away)
    queue = MemoryWorkQueue()
    handing_out = HandingOut((broken, relays["operations"]), queue)

    assert handing_out() == 1
    with pytest.raises(Unavailable):
        handing_out()
    assert len(queue.errands) > 0


def test_no_more_is_handed_out_than_workers_can_do_soon(world: World) -> None:
    for _ in range(3):
        world.spaceport()
    queue = MemoryWorkQueue()
    relays = tuple(relays_of(world.system).values())
    HandingOut(relays, queue, enough=1)()
    handed = len(queue.errands)
    world.spaceport()

    assert HandingOut(relays, queue, enough=1)() == 0
    assert len(queue.errands) == handed


def test_a_loop_goes_on_after_failures_and_tells_of_an_outage_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("astrobookings.entrypoints.worker.loops._AFTER_FAILURE", 0.0)
    steps: list[Callable[[], object]] = [
        lambda: 1,
        lambda: (_ for _ in ()).throw(Unavailable()),
        lambda: (_ for _ in ()).throw(Unavailable()),
        lambda: (_ for _ in ()).throw(RuntimeError("broken")),
    ]
    ended = threading.Event()

    def step() -> object:
        if steps:
            return steps.pop(0)()
        ended.set()
        return 0

    loop = Loop("relay", step, 0.01)
    loop.start()
    assert ended.wait(PATIENCE)
    loop.stop()

    assert [record.levelname for record in caplog.records] == ["WARNING", "ERROR"]
