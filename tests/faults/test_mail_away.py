"""The mail server refuses, goes away and comes back: every mail arrives once (design §8)."""

from collections import Counter
from datetime import timedelta
from itertools import cycle, islice

import pytest
from attrs import evolve

from astrobookings.adapters.smtp.mail import SmtpMail
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.notifications.health import ServiceState
from astrobookings.domain.notifications.notification import NotificationStatus
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.servers import MailServer, free_port, running_mail_server

TRAVELERS = 30


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def world(port: int) -> World:
    """Give a platform that mails over SMTP, with bookings that nobody was told of yet."""
    world = in_memory_world()
    launch = world.launch(seats=TRAVELERS)
    travelers = [world.traveler() for _ in range(TRAVELERS)]
    world.restart(
        evolve(world.parts, mail=SmtpMail(f"smtp://127.0.0.1:{port}", "no-reply@astro.example"))
    )
    for traveler in travelers:
        world.book(traveler, launch.id, 1)
    return world


def work_for(world: World, span: timedelta, step: timedelta = timedelta(minutes=1)) -> None:
    """Let the background work go on for so long."""
    for _ in range(int(span / step)):
        world.jobs()
        world.pass_time(step)


def arrived(*servers: MailServer) -> Counter[str]:
    """How often each mail arrived, by its id."""
    return Counter(str(mail["Message-ID"]) for server in servers for mail in server.messages)


@pytest.mark.story("4.7")
def test_after_the_mail_server_was_away_for_half_a_day_every_mail_arrives_once(
    world: World, port: int
) -> None:
    it = world.employee(Position.IT)
    with running_mail_server(port) as refusing:
        refusing.answer_to_data = "451 try again later"
        work_for(world, timedelta(minutes=3))
        assert world.system.check_service(it).state is ServiceState.DEGRADED
    work_for(world, timedelta(hours=12), timedelta(minutes=10))
    assert world.system.check_service(it).state is ServiceState.DOWN
    failed = world.parts.notifications.counts()[NotificationStatus.FAILED]

    with running_mail_server(port) as back:
        work_for(world, timedelta(hours=2))

    assert failed == 0
    assert set(arrived(refusing, back).values()) == {1}
    counts = world.parts.notifications.counts()
    assert counts[NotificationStatus.SENT] >= 2 * TRAVELERS
    assert len(arrived(back)) + arrived_before(world) == counts[NotificationStatus.SENT]
    assert world.system.check_service(it).state is ServiceState.UP


def arrived_before(world: World) -> int:
    """How many mails the platform sent before it spoke SMTP."""
    return len(world.parts.mailbox.newest(1000)) if world.parts.mailbox else 0


@pytest.mark.story("4.7")
def test_a_server_that_fails_now_and_then_gets_every_mail_once(world: World, port: int) -> None:
    with running_mail_server(port) as server:
        for mood in islice(cycle(["451 not now", None, "421 closing"]), 60):
            server.answer_to_data = mood
            work_for(world, timedelta(minutes=3))
            if len(server.messages) == 2 * TRAVELERS:
                break
        server.answer_to_data = None
        work_for(world, timedelta(hours=1))

    assert set(arrived(server).values()) == {1}
    assert len(arrived(server)) == 2 * TRAVELERS
