"""Workers and schedulers as processes of their own, on real servers, killed and doubled."""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from attrs import evolve, frozen

from astrobookings.adapters.memory.passwords import MemoryPasswords
from astrobookings.adapters.system.clock import ShiftedClock
from astrobookings.application.identity.register_traveler import TravelerRegistration
from astrobookings.application.ports.heartbeats import WorkerKind
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.notification import NotificationStatus
from astrobookings.entrypoints.bootstrap import create_keys, migrate_stores, open_parts
from astrobookings.entrypoints.settings import settings_from
from astrobookings.testing.laws import all_bookings, broken_when_settled
from astrobookings.testing.world import PASSWORD, MovableClock, World
from tests.full_stack import Stack, stack_settings
from tests.servers import MailServer, PostgresServer, RedisServer, free_port

PATIENCE = 90.0
"""Seconds."""


@frozen
class Platform:
    """Processes, and a system on the same servers to act and look with."""

    stack: Stack
    world: World
    mails: MailServer

    def start(self, *names: str) -> None:
        """Start processes called `worker…` or `scheduler…`."""
        for name in names:
            self.stack.start(name, name.rstrip("0123456789"))
        for name in names:
            until(partial(self._works, name), f"{name} works")

    def _works(self, name: str) -> bool:
        log = self.stack.log(name).read_text()
        assert name in self.stack.alive(), log[-4000:]
        return " works." in log

    def register(self, count: int, first: int = 0) -> list[str]:
        """So many travelers, whose addresses are to be confirmed by mail; their addresses."""
        world, emails = self.world, []
        for number in range(first, first + count):
            emails.append(f"traveler{number}@example.test")
            registration = TravelerRegistration(
                email=emails[-1],
                password=PASSWORD,
                first_name="Ada",
                last_name=f"Moreno{number}",
                birth_date=date(1990, 4, 12),
                phone="+34600123456",
                address="Calle Mayor 1, Madrid",
                country="ES",
                tax_id="12345678Z",
            )
            origin = f"10.3.{number // 250}.{number % 250}"
            world.system.register_traveler(world.visitor(), registration, origin)
        return emails

    def sent(self) -> Counter[str]:
        """How many mails the server took for each address."""
        return Counter(to for recipients in list(self.mails.recipients) for to in recipients)

    def settled(self) -> bool:
        """Whether nothing waits any more."""
        parts = self.world.parts
        counts = parts.notifications.counts()
        open_ones = NotificationStatus.PENDING, NotificationStatus.PROCESSING
        return not (
            parts.system_outbox.waiting()
            or parts.operations_outbox.waiting()
            or any(counts.get(status, 0) for status in open_ones)
        )

    def dead(self) -> int:
        parts = self.world.parts
        letters = (parts.system_dead_letters, parts.operations_dead_letters)
        return sum(len(one.list(PageRequest()).items) for one in letters)


def until(done: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.02)


@contextmanager
def running(
    folder: Path, postgres: PostgresServer, mongo: str, redis: RedisServer, mails: MailServer
) -> Iterator[Platform]:
    clock = ShiftedClock(folder / "clock")
    settings = stack_settings(
        folder,
        operations_url=postgres.new_database(),
        system_url=mongo,
        cache_url=redis.url,
        port=free_port(),
        smtp_url=mails.url,
        more={"ASTRO_CLOCK_FILE": str(folder / "clock")},
    )
    stack = Stack(settings, folder, settings["ASTRO_PUBLIC_URL"])
    with ExitStack() as opened:
        opened.callback(stack.close)
        read = settings_from(settings)
        create_keys(read)
        migrate_stores(read)
        parts = open_parts(read, clock=clock)
        opened.callback(parts.close)
        yield Platform(
            stack,
            World(evolve(parts, passwords=MemoryPasswords()), cast("MovableClock", clock)),
            mails,
        )


@pytest.fixture
def platform(
    tmp_path: Path,
    postgres_server: PostgresServer,
    mongo_url: str,
    redis_server: RedisServer,
    mail_server: MailServer,
) -> Iterator[Platform]:
    redis_server.clear()
    with running(tmp_path, postgres_server, mongo_url, redis_server, mail_server) as found:
        yield found


def repeated(mails: MailServer) -> dict[str, set[str]]:
    """The Message-IDs of those who were written to more than once."""
    ids = defaultdict(list)
    for message, recipients in zip(list(mails.messages), list(mails.recipients), strict=False):
        ids[recipients[0]].append(str(message["Message-ID"]))
    return {to: set(found) for to, found in ids.items() if len(found) > 1}


@pytest.mark.story("4.7")
def test_a_worker_killed_in_the_middle_of_500_notifications_loses_none(
    platform: Platform,
) -> None:
    platform.start("worker1", "scheduler1")
    emails = platform.register(500)
    until(lambda: sum(platform.sent().values()) >= 150, "150 mails")

    platform.stack.kill("worker1")
    before = sum(platform.sent().values())
    platform.world.clock.move(timedelta(minutes=2))
    platform.start("worker2")

    until(platform.settled, "everything is sent")
    assert before < 500
    assert set(platform.sent()) == set(emails)
    twice = repeated(platform.mails)
    assert len(twice) <= 2, "more than what two threads had in their hands"
    assert all(len(ids) == 1 for ids in twice.values()), "repeated under another Message-ID"
    assert platform.world.parts.notifications.counts()[NotificationStatus.SENT] == 500
    assert platform.dead() == 0


@pytest.mark.story("4.7")
def test_a_worker_asked_to_stop_ends_what_it_does_and_leaves_the_rest_to_others(
    platform: Platform,
) -> None:
    platform.start("worker1", "scheduler1")
    emails = platform.register(80)
    until(lambda: sum(platform.sent().values()) >= 15, "15 mails")

    assert platform.stack.stop("worker1") == 0
    in_hand = platform.world.parts.notifications.counts().get(NotificationStatus.PROCESSING, 0)
    platform.start("worker2")

    until(platform.settled, "everything is sent")
    assert in_hand == 0
    assert platform.sent() == Counter(emails)
    assert platform.stack.stop("worker2") == platform.stack.stop("scheduler1") == 0


@pytest.mark.story("1.5")
@pytest.mark.story("4.7")
def test_two_workers_and_two_schedulers_double_nothing(platform: Platform) -> None:
    world = platform.world
    travelers, launch = [world.traveler() for _ in range(6)], world.launch(seats=24)
    for traveler in travelers:
        world.book(traveler, launch.id, 2)
    world.settle()
    before = platform.sent()
    names = ("worker1", "worker2", "scheduler1", "scheduler2")
    platform.start(*names)

    world.system.abort_launch(world.owner_of(launch), launch.id, "Engine trouble")
    emails = platform.register(50, first=1000)
    until(platform.settled, "everything is sent")
    until(lambda: not world.parts.refunds.due(world.clock.now(), 50), "all refunds are executed")
    until(lambda: broken_when_settled(world.parts) == [], "the laws hold at rest")
    until(platform.settled, "everything is sent")

    bookings = list(all_bookings(world.parts, world.clock.now()))
    assert {one.status for one in bookings} == {BookingStatus.CANCELLED}
    assert Counter(emails) == Counter({to: platform.sent()[to] for to in emails})
    assert platform.dead() == 0
    told = platform.sent() - before
    assert len({told[f"traveler{number}@example.test"] for number in range(1, 6)}) == 1
    assert repeated_ids(platform.mails) == []
    alive = world.parts.heartbeats.since(world.clock.now() - timedelta(seconds=30))
    kinds = Counter(one.kind for one in alive)
    assert kinds == {WorkerKind.WORKER: 2, WorkerKind.SCHEDULER: 2}
    assert {platform.stack.stop(name) for name in names} == {0}


def repeated_ids(mails: MailServer) -> list[str]:
    """The Message-IDs that came more than once."""
    counted = Counter(str(message["Message-ID"]) for message in list(mails.messages))
    return [one for one, times in counted.items() if times > 1]


def test_losing_redis_costs_speed_and_nothing_else(
    tmp_path: Path,
    postgres_server: PostgresServer,
    mongo_url: str,
    own_redis: RedisServer,
    mail_server: MailServer,
) -> None:
    with running(tmp_path, postgres_server, mongo_url, own_redis, mail_server) as platform:
        platform.start("worker1", "scheduler1")
        emails = platform.register(20)
        own_redis.process.kill()
        emails += platform.register(20, first=20)
        platform.world.clock.move(timedelta(minutes=2))
        until(platform.settled, "everything is sent without Redis")

        own_redis.process.start()
        emails += platform.register(20, first=40)
        until(platform.settled, "everything is sent with Redis back")

        assert set(platform.sent()) == set(emails)
        assert platform.dead() == 0
        assert set(platform.stack.alive()) == {"worker1", "scheduler1"}


def test_events_reach_everybody_while_threads_and_processes_hand_out_at_once(
    platform: Platform,
) -> None:
    """The inline way of `reconcile` beside a worker takes nothing twice either."""
    emails = platform.register(40)
    platform.start("worker1")
    helpers = [threading.Thread(target=platform.world.settle) for _ in range(2)]
    for helper in helpers:
        helper.start()
    for helper in helpers:
        helper.join()

    until(platform.settled, "everything is sent")
    assert platform.sent() == Counter(emails)
