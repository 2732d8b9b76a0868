"""Work reaches the workers through every kind of queue, and its loss is told."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import dramatiq
import pytest
from attrs import define, field

from astrobookings.adapters.memory.work_queue import MemoryWorkQueue
from astrobookings.adapters.queue.broker import broker_at
from astrobookings.adapters.queue.work_queue import DramatiqWorkQueue
from astrobookings.application.ports.work_queue import Errand, Lane, WorkQueue
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import EventId
from astrobookings.testing.contracts.work_queue import Done, WorkQueueContract, an_errand
from tests.servers import RedisServer


@define
class Listening:
    """Workers that remember what they were given."""

    queue: DramatiqWorkQueue
    given: list[object] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        for context in ("booking", "notifications"):
            self._actor(self._hearing(context), context, Lane.EVENTS)
        for lane in (Lane.JOBS, Lane.MAIL, Lane.VIP_MAIL):
            self._actor(self.given.append, lane, lane)

    def _actor(self, do: Callable[..., None], name: str, lane: Lane) -> None:
        broker = self.queue.broker
        dramatiq.actor(broker=broker, actor_name=str(name), queue_name=str(lane))(do)

    def _hearing(self, context: str) -> Callable[[str, str, int], None]:
        def hear(store: str, event_id: str, this_round: int) -> None:
            self.given.append(
                Errand(
                    store=store, event_id=EventId(UUID(event_id)), context=context, round=this_round
                )
            )

        return hear

    def done(self) -> list[object]:
        with self.working():
            deadline = time.monotonic() + 20
            while any(self.queue.waiting(lane) for lane in Lane):
                assert time.monotonic() < deadline, "the workers do nothing"
                time.sleep(0.01)
        given, self.given[:] = list(self.given), []
        return given

    @contextmanager
    def working(self) -> Iterator[None]:
        worker = dramatiq.Worker(self.queue.broker, worker_threads=2, worker_timeout=20)
        worker.start()
        yield
        worker.stop()


class TestMemory(WorkQueueContract):
    @pytest.fixture
    def queue(self) -> MemoryWorkQueue:
        return MemoryWorkQueue()

    @pytest.fixture
    def done(self, queue: MemoryWorkQueue) -> Done:
        def done() -> list[object]:
            given = [*queue.errands, *(job for _, job in queue.jobs)]
            queue.errands.clear()
            queue.jobs.clear()
            return given

        return done


class OnDramatiq(WorkQueueContract):
    @pytest.fixture
    def listening(self, queue: DramatiqWorkQueue) -> Listening:
        return Listening(queue)

    @pytest.fixture
    def done(self, listening: Listening) -> Done:
        return listening.done


class TestInProcess(OnDramatiq):
    @pytest.fixture
    def queue(self) -> DramatiqWorkQueue:
        return DramatiqWorkQueue(broker_at("memory://"))


class TestRedis(OnDramatiq):
    @pytest.fixture
    def queue(self, redis_url: str) -> DramatiqWorkQueue:
        return DramatiqWorkQueue(broker_at(redis_url))


def _refused(queue: WorkQueue) -> float:
    """How many seconds it takes to be told that nothing is taken."""
    begun = time.monotonic()
    for act in (
        lambda: queue.deliver(an_errand()),
        lambda: queue.run("expire-holds"),
        lambda: queue.waiting(Lane.EVENTS),
    ):
        with pytest.raises(Unavailable, match="queue"):
            act()
    return time.monotonic() - begun


def test_a_redis_that_is_away_is_told_at_once_and_asked_again_when_back(
    own_redis: RedisServer,
) -> None:
    now = 0.0
    queue = DramatiqWorkQueue(broker_at(own_redis.url), lambda: now)
    queue.deliver(an_errand())

    own_redis.process.kill()
    assert _refused(queue) < 2

    own_redis.process.start()
    assert _refused(queue) < 0.1
    now = 2.0
    queue.deliver(an_errand())
    assert queue.waiting(Lane.EVENTS) == 1


def test_workers_survive_a_redis_that_comes_back_empty(own_redis: RedisServer) -> None:
    queue = DramatiqWorkQueue(broker_at(own_redis.url))
    listening = Listening(queue)
    with listening.working():
        own_redis.process.kill()
        time.sleep(0.2)
        own_redis.process.start()
        time.sleep(0.1)
        queue.run("expire-holds")

        deadline = time.monotonic() + 20
        while not listening.given and time.monotonic() < deadline:
            time.sleep(0.05)

    assert listening.given == ["expire-holds"]


def test_other_mistakes_are_not_taken_for_an_outage() -> None:
    queue = DramatiqWorkQueue(broker_at("memory://"))
    queue.broker.close()

    with pytest.raises(TypeError):
        queue.deliver(an_errand(this_round=object()))  # type: ignore[arg-type]
    queue.deliver(an_errand())
