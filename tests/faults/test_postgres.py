"""PostgreSQL is stopped under load and started again: nobody's request is lost or doubled."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest
from attrs import define, field
from httpx import Response
from litestar.testing import TestClient

from astrobookings.adapters.memory.gateway import MemoryGateway
from astrobookings.adapters.memory.mail import MemoryMail
from astrobookings.adapters.sql import migrate
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.kernel.money import total
from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.testing.laws import all_bookings, broken_laws, broken_when_settled
from astrobookings.testing.sql_world import database_world
from astrobookings.testing.world import World
from tests.servers import PostgresServer

BOOKINGS = "/api/v1/booking/bookings"
TRAVELERS = 4
EACH = 4
PRICE = {"amount": "250000.00", "currency": "USD"}
ROOMY = HttpSettings(access_log=False, visitor_rate="100000/minute", sign_in_rate="100000/minute")
pytestmark = [
    pytest.mark.story("5.5"),
    # A connection in use while its pool is given up for broken is left to the collector to close.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@contextmanager
def platform(postgres: PostgresServer, folder: Path) -> Iterator[tuple[World, TestClient[Any]]]:
    """A world whose OperationsDB is *postgres*, behind its HTTP side."""
    operations, system = postgres.new_database(), f"sqlite:///{folder / 'system.db'}"
    migrate(operations, "operations")
    migrate(system, "system")
    with (
        database_world(operations, system) as world,
        TestClient(create_app(world.system, settings=ROOMY)) as client,
    ):
        yield world, client
    gc.collect()  # so that what is left to the collector is not found by another test


@define
class Buyer:
    """A program that books one seat at a time, and repeats itself until it is answered."""

    client: TestClient[Any]
    token: str
    launches: list[str]
    answers: list[Response] = field(factory=list)
    retried: int = 0

    def run(self, halfway: Event) -> None:
        for number, launch_id in enumerate(self.launches):
            if number == len(self.launches) // 2:
                halfway.set()
            self.answers.append(self._book(f"key-{number}", launch_id))

    def _book(self, key: str, launch_id: str) -> Response:
        headers = {"authorization": f"Bearer {self.token}", "idempotency-key": key}
        body = {
            "launch_id": launch_id,
            "seats": 1,
            "payment_method": "pm_ok",
            "expected_total": PRICE,
        }
        while True:
            answer = self.client.post(BOOKINGS, json=body, headers=headers)
            if answer.status_code in {201, 202}:
                return answer
            assert answer.status_code in {409, 503}, answer.text
            self.retried += 1

    def get(self, path: str) -> Response:
        return self.client.get(path, headers={"authorization": f"Bearer {self.token}"})


def come_to_rest(world: World) -> None:
    for _ in range(3):
        world.settle()
        world.pass_time(timedelta(seconds=61))
    world.settle()


def test_bookings_are_taken_while_it_is_stopped_and_settled_after(
    own_postgres: PostgresServer, tmp_path: Path
) -> None:
    with platform(own_postgres, tmp_path) as (world, client):
        launches = [str(world.launch(seats=8).id) for _ in range(EACH)]
        people = [world.traveler() for _ in range(TRAVELERS)]
        buyers = [Buyer(client, world.token(by), launches) for by in people]
        world.system.sync_due(world.operator)
        halfway = Event()

        with ThreadPoolExecutor(TRAVELERS) as crowd:
            running = [crowd.submit(buyer.run, halfway) for buyer in buyers]
            assert halfway.wait(30)
            own_postgres.stop()
            for one in running:
                one.result(60)
        board = client.get("/api/v1/booking/launches")
        later = buyers[0]._book("while-it-is-away", launches[0])

        assert board.status_code == 200
        assert later.status_code == 202
        assert buyers[0].get(later.headers["location"]).json()["status"] == "waiting"
        assert world.system.settle_booking_requests(world.operator) == 0
        own_postgres.start()
        come_to_rest(world)

        taken = [
            buyer.get(answer.headers["location"]).json()
            for buyer in buyers
            for answer in buyer.answers
            if answer.status_code == 202
        ]
        assert len(taken) >= 1
        assert {one["status"] for one in taken} == {"settled"}
        assert buyers[0].get(later.headers["location"]).json()["status"] == "settled"

        found = list(all_bookings(world.parts, world.clock.now()))
        assert len(found) == TRAVELERS * EACH + 1
        assert {one.status for one in found} == {BookingStatus.CONFIRMED}
        captured = cast(MemoryGateway, world.system.gateway).captured()
        assert captured == total(one.total_price for one in found)
        assert broken_laws(world.parts) + broken_when_settled(world.parts) == []


def test_each_of_them_is_told_what_came_of_it(own_postgres: PostgresServer, tmp_path: Path) -> None:
    with platform(own_postgres, tmp_path) as (world, client):
        launch = str(world.launch(seats=1).id)
        people = [world.traveler() for _ in range(2)]
        own_postgres.stop()
        for by in people:
            world.pass_time(timedelta(seconds=1))
            buyer = Buyer(client, world.token(by), [launch])
            buyer.run(Event())
            assert buyer.answers[0].status_code == 202
        own_postgres.start()
        come_to_rest(world)

        mails = cast(MemoryMail, world.system.mailbox).mailbox
        told = [mail.subject for mail in mails if "request" in mail.subject]
        assert sorted(told) == ["Booking request refused", "Booking request settled"]
        assert broken_when_settled(world.parts) == []
