"""Events reach those who want to hear of them, at least once."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.adapters.memory.work_queue import MemoryWorkQueue
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.work_queue import Errand
from astrobookings.application.relay import Handler, Listeners, Relay
from astrobookings.application.relay.listeners import context_of
from astrobookings.domain.agencies.events import RocketChanged, SpaceportChanged
from astrobookings.domain.kernel.deliveries import DeliveryStatus
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.events import Envelope, Event, UnreadableEvent
from astrobookings.domain.kernel.ids import RocketId, SpaceportId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.worker.relays import relays_of
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World

LEASE = timedelta(seconds=60)


def publish(world: World, *events: Event) -> Outbox:
    outbox = world.parts.operations_outbox
    with world.parts.operations(world.operator.origin("publish", world.clock.now())):
        for event in events:
            outbox.add(event)
    return outbox


def a_relay(world: World, handlers: Mapping[type[Event], tuple[Handler, ...]]) -> Relay:
    """The relay of OperationsDB, to other ears."""
    return evolve(relays_of(world.system)["operations"], listeners=Listeners(handlers))


def a_rocket(world: World) -> RocketChanged:
    return RocketChanged(RocketId(world.parts.ids.new()))


def a_spaceport(world: World) -> SpaceportChanged:
    return SpaceportChanged(SpaceportId(world.parts.ids.new()))


class Deaf:
    """Breaks the first *times* that an event comes, and remembers what it heard after."""

    def __init__(self, times: int = 0, error: Callable[[], Exception] = RuntimeError) -> None:
        self.times = times
        self.error = error
        self.heard: list[Event] = []

    def __call__(self, envelope: Envelope) -> None:
        if self.times:
            self.times -= 1
            raise self.error()
        self.heard.append(envelope.event)


def of_context(name: str, handler: Deaf) -> Deaf:
    """*handler* as if it stood among the use-cases of context *name*."""
    vars(handler)["__module__"] = f"astrobookings.application.{name}.handler"
    return handler


def test_events_are_heard_in_order_by_the_handlers_of_their_type(world: World) -> None:
    events = a_rocket(world), a_spaceport(world), a_rocket(world)
    outbox = publish(world, *events)
    rockets, spaceports = Deaf(), Deaf()
    relay = a_relay(world, {RocketChanged: (rockets,), SpaceportChanged: (spaceports,)})

    assert relay() == 3
    assert relay() == 0

    assert rockets.heard == [events[0], events[2]]
    assert spaceports.heard == [events[1]]
    assert outbox.waiting() == 0


def test_an_event_that_nobody_wants_to_hear_does_not_wait(world: World) -> None:
    outbox = publish(world, a_rocket(world))

    assert a_relay(world, {})() == 1
    assert outbox.waiting() == 0


def test_a_broken_handler_keeps_its_event_alone_for_later(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = a_rocket(world), a_rocket(world)
    outbox = publish(world, first, second)
    broken, sound = Deaf(times=1), Deaf()
    relay = a_relay(world, {RocketChanged: (broken, sound)})

    assert relay() == 1
    assert "rocket-changed" in caplog.text
    assert [one.event for one in outbox.unpublished(10)] == [first]
    assert sound.heard == [first, second]

    assert relay() == 0
    world.pass_time(timedelta(seconds=1))
    assert relay() == 1
    assert broken.heard == [second, first]
    assert outbox.waiting() == 0


def test_a_context_that_heard_is_not_told_again_when_another_breaks(world: World) -> None:
    publish(world, a_rocket(world))
    broken, sound = of_context("booking", Deaf(times=1)), of_context("sync", Deaf())
    relay = a_relay(world, {RocketChanged: (broken, sound)})

    relay()
    world.pass_time(timedelta(seconds=1))

    assert relay() == 1
    assert (len(broken.heard), len(sound.heard)) == (1, 1)


def test_a_process_that_dies_in_a_round_repeats_it_rather_than_lose_an_event(
    world: World,
) -> None:
    outbox = publish(world, a_rocket(world), a_rocket(world))
    heard: list[Envelope] = []

    def die_at_the_second(envelope: Envelope) -> None:
        heard.append(envelope)
        if len(heard) == 2:
            raise KeyboardInterrupt

    relay = a_relay(world, {RocketChanged: (die_at_the_second,)})
    with pytest.raises(KeyboardInterrupt):
        relay()

    assert relay() == 0
    assert outbox.waiting() == 2
    world.pass_time(LEASE)
    assert relay() == 2
    assert Counter(one.id for one in heard) == {heard[0].id: 2, heard[1].id: 2}


def test_a_round_takes_no_more_than_its_limit(world: World) -> None:
    outbox = publish(world, *(a_rocket(world) for _ in range(5)))

    assert a_relay(world, {})(limit=2) == 2
    assert outbox.waiting() == 3


@given(failures=st.lists(st.integers(0, 3), min_size=1, max_size=4), events=st.integers(0, 6))
def test_every_event_is_heard_by_every_handler_in_the_end(failures: list[int], events: int) -> None:
    world = in_memory_world()
    published = [a_rocket(world) for _ in range(events)]
    outbox = publish(world, *published)
    handlers = tuple(
        of_context(f"context{number % 2}", Deaf(times)) for number, times in enumerate(failures)
    )
    relay = a_relay(world, {RocketChanged: handlers})

    for _ in range(sum(failures) + 1):
        relay()
        world.pass_time(LEASE)

    assert outbox.waiting() == 0
    for handler in handlers:
        assert set(handler.heard) == set(published)


def test_an_event_of_another_store_is_not_touched(world: World) -> None:
    publish(world, a_rocket(world))
    other = relays_of(world.system)["system"]

    assert other() == other.outbox.waiting() == 0
    assert world.parts.operations_outbox.waiting() == 1


@pytest.mark.story("4.7")
def test_poison_becomes_a_dead_letter_and_holds_up_nobody(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    poison, younger = a_rocket(world), a_spaceport(world)
    outbox = publish(world, poison, younger)
    sound = Deaf()
    relay = a_relay(world, {RocketChanged: (Deaf(times=10**6),), SpaceportChanged: (sound,)})

    relay()
    assert sound.heard == [younger]
    for _ in range(20):
        world.pass_time(timedelta(minutes=5))
        relay()

    (dead,) = world.parts.operations_dead_letters.list(PageRequest()).items
    assert (dead.envelope.event, dead.status) == (poison, DeliveryStatus.DEAD)
    assert dead.of("test_relay").attempts == 10
    assert dead.of("test_relay").failure == "RuntimeError: see the log"
    assert "is a dead letter" in caplog.text
    assert outbox.waiting() == 0


def test_what_cannot_be_read_is_refused_until_it_is_dead(world: World) -> None:
    outbox = publish(world, UnreadableEvent("booking-teleported"))
    relay = a_relay(world, {})

    for _ in range(11):
        relay()
        world.pass_time(timedelta(minutes=5))

    (dead,) = world.parts.operations_dead_letters.list(PageRequest()).items
    assert dead.of("relay").failure == (
        "Unreadable: 'booking-teleported' cannot be read by this release"
    )
    assert outbox.waiting() == 0


def test_an_outage_however_long_kills_no_event(world: World) -> None:
    outbox = publish(world, a_rocket(world))
    waiting = Deaf(times=50, error=Unavailable)
    relay = a_relay(world, {RocketChanged: (waiting,)})

    for _ in range(51):
        relay()
        world.pass_time(timedelta(seconds=5))

    assert len(waiting.heard) == 1
    assert outbox.waiting() == world.parts.operations_dead_letters.count() == 0


def test_an_event_that_kills_workers_dies_too(world: World) -> None:
    publish(world, a_rocket(world))
    deaths = 0

    def kill(_: Envelope) -> None:
        nonlocal deaths
        deaths += 1
        raise KeyboardInterrupt

    relay = a_relay(world, {RocketChanged: (kill,)})
    for _ in range(20):
        try:
            relay()
        except KeyboardInterrupt:
            world.pass_time(LEASE)

    (dead,) = world.parts.operations_dead_letters.list(PageRequest()).items
    assert deaths == 11
    assert "never ended" in dead.of(context_of(kill)).failure


class Gone(MemoryWorkQueue):
    """A queue that takes the first few errands and then does not answer."""

    def __init__(self, takes: int = 0) -> None:
        super().__init__()
        self.takes = takes

    def deliver(self, errand: Errand) -> None:
        if len(self.errands) == self.takes:
            raise Unavailable
        super().deliver(errand)


def test_each_context_gets_an_errand_of_its_own(world: World) -> None:
    event = a_rocket(world)
    outbox = publish(world, event)
    booking, sync = of_context("booking", Deaf()), of_context("sync", Deaf())
    relay = a_relay(world, {RocketChanged: (booking, sync)})
    queue = MemoryWorkQueue()

    assert relay.hand_out(queue) == 1
    assert relay.hand_out(queue) == 0
    assert [one.context for one in queue.errands] == ["booking", "sync"]
    assert booking.heard == sync.heard == []

    relay.hear(queue.errands.popleft())
    assert (booking.heard, sync.heard, outbox.waiting()) == ([event], [], 1)
    relay.hear(queue.errands.popleft())
    assert (booking.heard, sync.heard, outbox.waiting()) == ([event], [event], 0)


def test_what_the_queue_lost_is_handed_out_again_after_the_lease(world: World) -> None:
    outbox = publish(world, a_rocket(world))
    ear = Deaf()
    relay = a_relay(world, {RocketChanged: (ear,)})
    lost, queue = MemoryWorkQueue(), MemoryWorkQueue()
    relay.hand_out(lost)

    world.pass_time(LEASE)
    relay.hand_out(queue)
    relay.hear(queue.errands[0])

    assert len(ear.heard) == 1
    assert outbox.waiting() == 0


def test_what_a_slow_round_has_no_time_for_is_left_to_others(world: World) -> None:
    outbox = publish(world, *(a_rocket(world) for _ in range(3)))
    slow = a_relay(world, {RocketChanged: (lambda _: world.pass_time(LEASE / 2),)})

    assert slow() == 2
    assert outbox.waiting() == 1
    assert slow() == 1


def test_an_errand_done_twice_or_too_late_is_heard_once(world: World) -> None:
    publish(world, a_rocket(world), a_rocket(world))
    ear = Deaf()
    relay = a_relay(world, {RocketChanged: (ear,)})
    queue = MemoryWorkQueue()
    relay.hand_out(queue)
    first, second = queue.errands

    relay.hear(first)
    relay.hear(first)
    assert len(ear.heard) == 1

    world.pass_time(LEASE)
    relay.hand_out(queue)
    relay.hear(second)
    assert len(ear.heard) == 1
    relay.hear(queue.errands[-1])
    assert len(ear.heard) == 2


@pytest.mark.parametrize("takes", [0, 1, 2])
def test_while_the_queue_is_away_events_are_heard_at_once(world: World, takes: int) -> None:
    outbox = publish(world, a_rocket(world), a_rocket(world))
    ear = Deaf()
    relay = a_relay(world, {RocketChanged: (ear,)})
    queue = Gone(takes)

    assert relay.hand_out(queue) == 2

    assert (len(ear.heard), outbox.waiting()) == (2 - takes, takes)
    for errand in queue.errands:
        relay.hear(errand)
    assert (len(ear.heard), outbox.waiting()) == (2, 0)


def test_a_broken_errand_reports_and_is_handed_out_again(world: World) -> None:
    outbox = publish(world, a_rocket(world))
    ear = Deaf(times=1)
    relay = a_relay(world, {RocketChanged: (ear,)})
    queue = MemoryWorkQueue()
    relay.hand_out(queue)
    relay.hear(queue.errands.popleft())

    world.pass_time(timedelta(seconds=1))
    assert relay.hand_out(queue) == 1
    relay.hear(queue.errands.popleft())

    assert (len(ear.heard), outbox.waiting()) == (1, 0)


def test_handlers_belong_to_the_folder_of_their_use_case(world: World) -> None:
    def context(handler: Any) -> str:
        return context_of(handler)

    assert context(world.system.create_agency) == "agencies"
    assert context(world.system.end_bookings) == "booking"
    assert set(relays_of(world.system)["system"].listeners.all_contexts()) >= {
        "agencies",
        "booking",
        "notifications",
    }
