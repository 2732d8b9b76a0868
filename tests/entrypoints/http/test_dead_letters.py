"""IT employees see the events that could not be heard, and have them tried again."""

from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.application.relay import Listeners
from astrobookings.domain.booking.events import BookingConfirmed
from astrobookings.domain.identity.events import ProfileChanged
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.entrypoints.worker.relays import relays_of

from .conftest import Person, Platform

URL = "/api/v1/notify/queue/dead-letters"


def _break(envelope: Envelope) -> None:
    raise KeyError(f"a secret of {envelope.id}")


def _dead(platform: Platform, store: str, event: Event) -> str:
    """An event of *store* that nobody could hear; its id."""
    world = platform.world
    parts = world.parts
    transaction, outbox = (
        (parts.system, parts.system_outbox)
        if store == "system"
        else (parts.operations, parts.operations_outbox)
    )
    with transaction(world.operator.origin("publish", world.clock.now())):
        outbox.add(event)
    (envelope,) = outbox.unpublished(9)
    relay = evolve(relays_of(world.system)[store], listeners=Listeners({type(event): (_break,)}))
    for _ in range(12):
        relay()
        world.pass_time(timedelta(minutes=5))
    return str(envelope.id)


def _events(platform: Platform) -> tuple[ProfileChanged, BookingConfirmed]:
    world = platform.world
    traveler = world.traveler()
    view = world.book(traveler, world.launch().id)
    world.settle()
    booking = view.booking
    assert traveler.user_id is not None
    ids = booking.id, booking.launch_id, booking.agency_id, booking.traveler_id
    return ProfileChanged(traveler.user_id, 1), BookingConfirmed(*ids)


@pytest.fixture
def it(platform: Platform) -> Person:
    return platform.employee(Position.IT)


@pytest.mark.story("4.7")
def test_dead_letters_of_both_stores_are_listed_oldest_first(platform: Platform) -> None:
    changed, confirmed = _events(platform)
    older = _dead(platform, "operations", confirmed)
    younger = _dead(platform, "system", changed)
    it = platform.employee(Position.IT)

    first = it.get(f"{URL}?limit=1").json()
    second = it.get(f"{URL}?limit=1&after={first['next']}").json()

    (one,), (other,) = first["items"], second["items"]
    assert (one["id"], one["store"], one["event"]) == (older, "operations", "booking-confirmed")
    assert (other["id"], other["store"]) == (younger, "system")
    assert second["next"] is None
    (hearing,) = one["hearings"]
    assert (hearing["dead"], hearing["attempts"]) == (True, 10)
    assert hearing["failure"] == "KeyError: see the log"


@pytest.mark.story("4.7")
def test_a_retried_dead_letter_is_heard(platform: Platform) -> None:
    changed, _ = _events(platform)
    event_id = _dead(platform, "system", changed)
    it = platform.employee(Position.IT)

    answer = it.post(f"{URL}/system/{event_id}/retry")

    assert (answer.status_code, answer.json()["status"]) == (202, "waiting")
    assert it.get(URL).json()["items"] == []
    platform.world.settle()
    assert platform.world.parts.system_outbox.waiting() == 0


@pytest.mark.parametrize("store", ["system", "operations", "elsewhere"])
def test_what_is_not_dead_is_not_retried(it: Person, store: str) -> None:
    answer = it.post(f"{URL}/{store}/0197c3a0-0000-7000-8000-000000000001/retry")

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
