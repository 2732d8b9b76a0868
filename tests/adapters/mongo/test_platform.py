"""The platform with its SystemDB on MongoDB: its laws hold, and those who meet do no harm."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, cast

import pytest
from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.mail import MemoryMail
from astrobookings.adapters.mongo import MongoStore
from astrobookings.adapters.mongo.collections import COLLECTIONS
from astrobookings.adapters.sql import SqlStore, migrate
from astrobookings.application.identity.sign_in import SignInRequest
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.entrypoints.bootstrap import operations_parts
from astrobookings.entrypoints.bootstrap.mongo_parts import mongo_parts
from astrobookings.testing.contracts.threads import at_once
from astrobookings.testing.in_memory import in_memory_parts
from astrobookings.testing.machine import PlatformMachine
from astrobookings.testing.world import PASSWORD, World
from tests.application.identity.people import HOME, member, register

THREADS = 4


@contextmanager
def mongo_world(url: str) -> Iterator[World]:
    """A world whose operations are in a SQLite file, and the rest in the emptied store at *url*."""
    rest = in_memory_parts(faults=True)
    with (
        TemporaryDirectory(prefix="astro-mongo-") as folder,
        closing(MongoStore(url, rest.ids)) as system,
    ):
        for definition in COLLECTIONS:
            system.collection(definition.name).delete_many({})
        file = f"sqlite:///{Path(folder) / 'operations.db'}"
        migrate(file, "operations")
        with closing(SqlStore(file, rest.ids, durable=False)) as operations:
            parts = evolve(rest, **operations_parts(operations), **mongo_parts(system))
            yield World(parts, cast("MemoryClock", parts.clock))


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    """Give a world of this test's own."""
    with mongo_world(migrated_url) as made:
        yield made


class MongoPlatform(PlatformMachine):
    url: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._opened = ExitStack()

    def make_world(self) -> World:
        return self._opened.enter_context(mongo_world(self.url))

    def teardown(self) -> None:
        with self._opened:
            super().teardown()


def test_the_laws_hold_over_long_histories(migrated_url: str) -> None:
    MongoPlatform.url = migrated_url

    run_state_machine_as_test(
        MongoPlatform,
        settings=settings(
            max_examples=3,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )


def outcome(call: Callable[[], object]) -> str:
    try:
        call()
    except EmailTaken:
        return "taken"
    return "done"


def test_one_of_many_registers_an_address(world: World) -> None:
    outcomes = at_once([partial(outcome, partial(register, world)) for _ in range(THREADS)])

    world.settle()
    assert sorted(outcomes) == ["done", *["taken"] * (THREADS - 1)]
    assert len(cast("MemoryMail", world.parts.mail).mailbox) == 1


def test_a_token_refreshed_by_many_at_once_has_one_successor(world: World) -> None:
    account = member(world)
    request = SignInRequest(
        email=account.email, password=PASSWORD, origin_address=HOME, user_agent="browser"
    )
    signed_in = world.system.sign_in(world.visitor(), request)

    renewed = at_once(
        [partial(world.system.refresh_session, world.visitor(), signed_in.refresh_token)] * THREADS
    )

    (session,) = world.parts.sessions.open_of(account.id)
    assert session.generation == 1
    assert len({one.refresh_token for one in renewed}) == 1


def test_many_senders_send_each_mail_once(world: World) -> None:
    for number in range(12):
        register(world, f"203.0.113.{number}", email=f"traveler{number}@example.test")
    for relay in world.jobs.relays:
        relay()

    sent = at_once([world.system.send_notifications] * THREADS)

    assert sum(sent) == 12
    mailbox = cast("MemoryMail", world.parts.mail).mailbox
    assert sorted(message.to for message in mailbox) == sorted({message.to for message in mailbox})
    assert len(mailbox) == 12
