"""Events reach those who want to hear of them, at least once."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.relay import Relay
from astrobookings.domain.agencies.events import RocketChanged, SpaceportChanged
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import RocketId, SpaceportId
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World


def publish(world: World, *events: Event) -> Outbox:
    outbox = world.parts.operations_outbox
    with world.parts.operations(world.operator.origin("publish", world.clock.now())):
        for event in events:
            outbox.add(event)
    return outbox


def a_rocket(world: World) -> RocketChanged:
    return RocketChanged(RocketId(world.parts.ids.new()))


def a_spaceport(world: World) -> SpaceportChanged:
    return SpaceportChanged(SpaceportId(world.parts.ids.new()))


class Deaf:
    """Breaks the first *times* that an event comes, and remembers what it heard after."""

    def __init__(self, times: int = 0) -> None:
        self.times = times
        self.heard: list[Event] = []

    def __call__(self, envelope: Envelope) -> None:
        if self.times:
            self.times -= 1
            raise RuntimeError("not now")
        self.heard.append(envelope.event)


def test_events_are_heard_in_order_by_the_handlers_of_their_type(world: World) -> None:
    events = a_rocket(world), a_spaceport(world), a_rocket(world)
    outbox = publish(world, *events)
    rockets, spaceports = Deaf(), Deaf()
    relay = Relay(outbox, {RocketChanged: (rockets,), SpaceportChanged: (spaceports,)})

    assert relay() == 3
    assert relay() == 0

    assert rockets.heard == [events[0], events[2]]
    assert spaceports.heard == [events[1]]
    assert outbox.waiting() == 0


def test_an_event_that_nobody_wants_to_hear_does_not_wait(world: World) -> None:
    outbox = publish(world, a_rocket(world))

    assert Relay(outbox, {})() == 1
    assert outbox.waiting() == 0


def test_a_broken_handler_keeps_its_event_alone_for_the_next_round(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = a_rocket(world), a_rocket(world)
    outbox = publish(world, first, second)
    broken, sound = Deaf(times=1), Deaf()
    relay = Relay(outbox, {RocketChanged: (broken, sound)})

    assert relay() == 1
    assert "rocket-changed" in caplog.text
    assert [one.event for one in outbox.unpublished(10)] == [first]
    assert sound.heard == [first, second]

    assert relay() == 1
    assert broken.heard == [second, first]
    assert outbox.waiting() == 0


def test_a_process_that_dies_in_a_round_repeats_it_rather_than_lose_an_event(
    world: World,
) -> None:
    outbox = publish(world, a_rocket(world), a_rocket(world))
    heard: list[Envelope] = []

    def die_at_the_second(envelope: Envelope) -> None:
        heard.append(envelope)
        if len(heard) == 2:
            raise KeyboardInterrupt

    relay = Relay(outbox, {RocketChanged: (die_at_the_second,)})
    with pytest.raises(KeyboardInterrupt):
        relay()

    assert relay() == 2
    assert Counter(one.id for one in heard) == {heard[0].id: 2, heard[1].id: 2}


def test_a_round_takes_no_more_than_its_limit(world: World) -> None:
    outbox = publish(world, *(a_rocket(world) for _ in range(5)))

    assert Relay(outbox, {})(limit=2) == 2
    assert outbox.waiting() == 3


@given(failures=st.lists(st.integers(0, 3), min_size=1, max_size=4), events=st.integers(0, 6))
def test_every_event_is_heard_by_every_handler_in_the_end(failures: list[int], events: int) -> None:
    world = in_memory_world()
    published = [a_rocket(world) for _ in range(events)]
    outbox = publish(world, *published)
    handlers = tuple(Deaf(times) for times in failures)
    relay = Relay(outbox, {RocketChanged: handlers})

    marked = sum(relay() for _ in range(sum(failures) + 1))

    assert marked == events
    for handler in handlers:
        assert set(handler.heard) == set(published)


def test_an_event_of_another_store_is_not_touched(world: World) -> None:
    publish(world, a_rocket(world))
    other = world.parts.system_outbox

    assert Relay(other, {})() == other.waiting() == 0
    assert world.parts.operations_outbox.waiting() == 1
