"""Servers that are killed, that hang, and that come back."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager

import pytest
from attrs import evolve

from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.mongo import MongoStore, migrate_mongo
from astrobookings.domain.identity.events import PasswordChanged
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from tests.servers import MongoServer, ServerProcess, absent, running_mongo

PATIENCE = 6.0
"""Seconds until a server that is away must have been found out: two waits of 2 s, and some."""
AT_ONCE = 0.5
"""Seconds in which a server known to be away is refused."""
SOON = 15.0
"""Seconds until a server that came back must be used again."""


@pytest.fixture(scope="module")
def running() -> Iterator[MongoServer]:
    """Give a server that only these tests use."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_mongo())
        except Exception as error:
            absent("MongoDB", error)
        yield server


@pytest.fixture(scope="module")
def migrated_url(running: MongoServer) -> str:
    """Give the URL of a database there with the newest schema."""
    url = running.new_database()
    migrate_mongo(url)
    return url


@pytest.fixture
def server(running: MongoServer) -> Iterator[ServerProcess]:
    """Give the server's process, which is running again afterwards, however the test ended."""
    yield running.process
    if not running.process.running:
        running.process.start()


def refused(call: Callable[[], object]) -> float:
    """The seconds until *call* is told that the server is away."""
    begun = time.monotonic()
    with pytest.raises(Unavailable, match="does not answer"):
        call()
    return time.monotonic() - begun


def answers_soon(call: Callable[[], object]) -> None:
    """Require that *call* is answered again before long."""
    deadline = time.monotonic() + SOON
    while True:
        try:
            call()
        except Unavailable:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


def write(system: SystemHarness) -> None:
    with system.writing():
        system.outbox.add(PasswordChanged(UserId(fresh_id())))


def test_a_server_that_was_killed_is_unavailable_and_used_when_it_is_back(
    system: SystemHarness, server: ServerProcess
) -> None:
    write(system)

    server.kill()

    assert refused(system.outbox.waiting) < PATIENCE
    assert refused(system.outbox.waiting) < AT_ONCE
    assert refused(lambda: write(system)) < AT_ONCE
    server.start()
    answers_soon(lambda: write(system))
    assert system.outbox.waiting() == 2


def test_a_server_killed_in_the_middle_keeps_nothing(
    store: MongoStore, system: SystemHarness, server: ServerProcess
) -> None:
    def add_two() -> None:
        with system.writing():
            system.add_example()
            server.kill()
            system.add_example()

    assert refused(add_two) < PATIENCE

    server.start()
    answers_soon(system.outbox.waiting)
    assert store.count("users", {}) == 0


def test_a_server_killed_before_the_commit_keeps_nothing(
    store: MongoStore, system: SystemHarness, server: ServerProcess
) -> None:
    def add() -> None:
        with system.writing():
            system.add_example()
            server.kill()

    assert refused(add) < PATIENCE

    server.start()
    answers_soon(system.outbox.waiting)
    assert store.count("users", {}) == 0


@pytest.mark.parametrize("before", ["a write", "the commit"])
def test_a_transaction_gets_over_a_restart_of_the_server(
    system: SystemHarness, server: ServerProcess, before: str
) -> None:
    account = system.given_account(phone="0")

    with system.writing():
        saved = system.users.save(evolve(account, phone="1"))
        server.kill()
        server.start()
        if before == "a write":
            system.outbox.add(PasswordChanged(account.id))

    assert system.users.get(account.id) == saved
    assert len(system.changes.of(account.id)) == 2


def test_reads_get_over_a_restart_of_the_server(
    system: SystemHarness, server: ServerProcess
) -> None:
    account = system.given_account()
    server.stop()
    server.start()

    assert system.users.get(account.id) == account


@contextmanager
def hanging(server: ServerProcess) -> Iterator[None]:
    """The server neither answers nor closes its connections."""
    process = server._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process.pid, signal.SIGCONT)


def test_a_server_that_hangs_is_unavailable(system: SystemHarness, server: ServerProcess) -> None:
    write(system)

    with hanging(server):
        found_out = refused(lambda: write(system))
        known = refused(system.outbox.waiting)

    assert found_out < 2 * PATIENCE
    assert known < AT_ONCE
    answers_soon(lambda: write(system))


LOCKS_AND_WAITS = """
import sys, time
from uuid import UUID
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.mongo import MongoStore, MongoUsers
from astrobookings.testing.builders import an_origin

store = MongoStore(sys.argv[1], MemoryIds())
with store.transaction(an_origin()):
    MongoUsers(store).lock(UUID(sys.argv[2]))
    print("locked", flush=True)
    time.sleep(60)
"""


def test_a_writer_killed_in_the_middle_is_forgotten_by_the_server(
    store: MongoStore, system: SystemHarness
) -> None:
    store.client.admin.command("setParameter", 1, transactionLifetimeLimitSeconds=2)
    account = system.given_account(phone="0")
    command = [sys.executable, "-c", LOCKS_AND_WAITS, store.url, str(account.id)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"locked\n"
        writer.kill()

    with system.writing():
        saved = system.users.save(evolve(system.users.lock(account.id), phone="1"))

    assert system.users.get(account.id) == saved


def test_a_server_that_was_never_there_is_unavailable() -> None:
    with closing(MongoStore("mongodb://127.0.0.1:1/nothing", MemoryIds())) as store:
        assert refused(store.check) < PATIENCE
        assert refused(store.check) < AT_ONCE
