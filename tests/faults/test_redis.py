"""Redis killed, hung and started again under load: nothing fails, and nothing needs a restart."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from attrs import define, field, frozen

from astrobookings.domain.agencies.launch import Launch
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.laws import broken_laws
from astrobookings.testing.world import PASSWORD, World
from tests.faults.processes import Process, process
from tests.servers import RedisServer

API = "/api/v1"
BOARD = f"{API}/booking/launches"
LOGIN = f"{API}/system/auth/login"


@frozen
class Answer:
    status: int
    seconds: float
    at: float


@define
class Load:
    """What people do all the time, and what they were answered."""

    processes: tuple[Process, ...]
    world: World
    launch: Launch
    answers: list[Answer] = field(factory=list)
    errors: list[Exception] = field(factory=list)
    _stop: threading.Event = field(factory=threading.Event)
    _keys: Iterator[int] = field(factory=lambda: iter(range(10**9)))
    _lock: threading.Lock = field(factory=threading.Lock)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Do all of it at once until the block ends."""
        people = (self._look, self._look_closely, self._book, self._sign_in_and_out)
        with ThreadPoolExecutor(len(people) * len(self.processes)) as pool:
            futures = [
                pool.submit(self._live, person, one) for one in self.processes for person in people
            ]
            try:
                yield
            finally:
                self._stop.set()
                for future in futures:
                    future.result(60)

    def _live(self, person: Callable[["_Client"], None], where: Process) -> None:
        with httpx.Client(base_url=where.base, timeout=20) as client:
            told = _Client(client, self)
            while not self._stop.is_set():
                try:
                    person(told)
                except Exception as error:
                    self.errors.append(error)
                    return

    def key(self) -> str:
        with self._lock:
            return f"load-{next(self._keys)}"

    def _look(self, client: "_Client") -> None:
        client.ask("GET", f"{BOARD}?limit=5")

    def _look_closely(self, client: "_Client") -> None:
        client.ask("GET", f"{BOARD}/{self.launch.id}")
        client.ask("GET", f"{BOARD}?seats={int(time.monotonic() * 50) % 50 + 1}")

    def _book(self, client: "_Client") -> None:
        token = client.sign_in(self._newcomer())
        headers = {**token, "idempotency-key": self.key()}
        asked = {"launch_id": str(self.launch.id), "seats": 1}
        client.ask("POST", f"{API}/booking/bookings", json=asked, headers=headers)
        client.ask("GET", f"{API}/booking/bookings", headers=token)

    def _sign_in_and_out(self, client: "_Client") -> None:
        token = client.sign_in(self._newcomer())
        client.ask("GET", f"{API}/booking/bookings", headers=token)
        client.ask("POST", f"{API}/system/auth/logout", headers=token)
        ended = client.ask("POST", f"{API}/system/auth/logout", headers=token)
        assert ended.status_code == 401, "an ended session changed something"

    def _newcomer(self) -> str:
        """The address of somebody who has just registered."""
        with self._lock:
            user_id = self.world.traveler().user_id
        assert user_id is not None
        return self.world.parts.users.get(user_id).email


@define
class _Client:
    _client: httpx.Client
    _load: Load

    def sign_in(self, email: str) -> dict[str, str]:
        """The header of a fresh token."""
        answer = self.ask("POST", LOGIN, json={"email": email, "password": PASSWORD})
        return {"authorization": f"Bearer {answer.json()['access_token']}"}

    def ask(self, method: str, path: str, **told: Any) -> httpx.Response:
        started = time.monotonic()
        answer = self._client.request(method, path, **told)
        ended = time.monotonic()
        self._load.answers.append(Answer(answer.status_code, ended - started, started))
        return answer


@pytest.fixture
def world() -> World:
    """Give the stores that both processes work on."""
    return in_memory_world()


@pytest.fixture
def load(world: World, own_redis: RedisServer) -> Iterator[Load]:
    """Give two processes on one Redis, and people who use them."""
    launch = world.launch(seats=500)
    with process(world, own_redis.url) as one, process(world, own_redis.url) as other:
        yield Load((one, other), world, launch)


def killed(redis: RedisServer) -> None:
    redis.process.kill()
    time.sleep(1.5)
    redis.process.start()


def restarted(redis: RedisServer) -> None:
    redis.process.kill()
    redis.process.start()


def hung(redis: RedisServer) -> None:
    os.kill(redis.process._process.pid, signal.SIGSTOP)  # type: ignore[union-attr]
    time.sleep(2.5)
    os.kill(redis.process._process.pid, signal.SIGCONT)  # type: ignore[union-attr]


@pytest.mark.parametrize("fault", [killed, restarted, hung])
def test_people_notice_nothing(
    load: Load, own_redis: RedisServer, fault: Callable[[RedisServer], None]
) -> None:
    with load.running():
        time.sleep(0.5)
        fault(own_redis)
        back = time.monotonic()
        time.sleep(2.0)

    assert load.errors == []
    statuses = Counter(answer.status for answer in load.answers)
    assert not [status for status in statuses if status >= 500], statuses
    assert not [answer for answer in load.answers if answer.seconds > 5]
    assert statuses[429] == 0
    assert {201, 200, 204} <= set(statuses)
    assert [answer for answer in load.answers if answer.at > back + 0.5]
    assert broken_laws(load.world.parts) == []
