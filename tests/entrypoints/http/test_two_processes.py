"""What one serving process hears of another through Redis."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta

import httpx
import pytest
from attrs import frozen

from astrobookings.domain.identity.roles import Principal
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD, World
from tests.faults.processes import process

API = "/api/v1"
BOARD = f"{API}/booking/launches"
LOGIN = f"{API}/system/auth/login"


@frozen
class Two:
    """Two processes on one world, whose clock stands still unless it is moved."""

    world: World
    here: httpx.Client
    there: httpx.Client

    def token(self, by: Principal) -> dict[str, str]:
        """The header of a fresh sign-in."""
        assert by.user_id is not None
        email = self.world.parts.users.get(by.user_id).email
        answer = self.here.post(LOGIN, json={"email": email, "password": PASSWORD})
        return {"authorization": f"Bearer {answer.json()['access_token']}"}


Serve = Callable[..., Two]


@pytest.fixture
def serve(redis_url: str) -> Iterator[Serve]:
    """Give what serves a world twice."""
    with ExitStack() as stack:

        def two(**settings: str) -> Two:
            world = in_memory_world()
            clients = (
                stack.enter_context(httpx.Client(base_url=one.base, timeout=20))
                for one in [
                    stack.enter_context(process(world, redis_url, **settings)) for _ in range(2)
                ]
            )
            return Two(world, *clients)

        yield two


def soon(done: Callable[[], bool]) -> None:
    """Wait until *done*; a quarter of a second is usual, busy machines take longer."""
    until = time.monotonic() + 5.0
    while not done():
        assert time.monotonic() < until, "it did not come in time"
        time.sleep(0.02)


def test_the_board_is_worked_out_once_for_both(serve: Serve) -> None:
    two = serve()
    two.world.launch()
    soon(lambda: bool(two.here.get(BOARD).json()["items"]))

    tags = {client.get(f"{BOARD}?limit=7").headers["etag"] for client in (two.here, two.there)}
    time.sleep(0.1)
    two.world.clock.move(timedelta(milliseconds=1))
    again = two.there.get(f"{BOARD}?limit=7&seats=1")

    assert len(tags) == 1
    assert again.headers["etag"] not in tags  # a later moment, so another body


@pytest.mark.story("2.1")
def test_seats_taken_here_are_seen_there_though_nothing_grew_old(serve: Serve) -> None:
    two = serve()
    launch, by = two.world.launch(seats=8), two.world.traveler()

    def left(client: httpx.Client) -> int:
        (item,) = client.get(BOARD).json()["items"]
        return int(item["seats_left"])

    soon(lambda: left(two.here) == left(two.there) == 8)
    booked = two.here.post(
        f"{API}/booking/bookings",
        json={"launch_id": str(launch.id), "seats": 2},
        headers={**two.token(by), "idempotency-key": "k"},
    )
    assert booked.status_code == 201

    assert left(two.here) == 6  # at once
    soon(lambda: left(two.there) == 6)


@pytest.mark.story("0.3")
def test_a_session_ended_here_changes_nothing_there_and_soon_reads_nothing(serve: Serve) -> None:
    two = serve()
    token = two.token(two.world.traveler())
    mine = f"{API}/booking/bookings"
    assert two.there.get(mine, headers=token).status_code == 200

    assert two.here.post(f"{API}/system/auth/logout", headers=token).status_code == 204

    changing = two.there.patch(f"{API}/system/auth/me", json={"first_name": "Eve"}, headers=token)
    assert (changing.status_code, changing.json()["code"]) == (401, "session-ended")
    two.world.clock.move(timedelta(seconds=1))
    assert two.there.get(mine, headers=token).status_code == 401


@pytest.mark.story("0.2")
def test_visitors_are_counted_by_both_together(serve: Serve) -> None:
    two = serve(visitor_rate="6/minute")

    statuses = [
        client.get(f"{BOARD}?limit={number}").status_code
        for number in range(1, 6)
        for client in (two.here, two.there)
    ]

    assert statuses == [200] * 6 + [429] * 4


@pytest.mark.story("0.2")
def test_failed_sign_ins_are_counted_by_both_together(serve: Serve) -> None:
    two = serve()
    by = two.world.traveler()
    assert by.user_id is not None
    wrong = {"email": two.world.parts.users.get(by.user_id).email, "password": "not this one"}

    statuses = [
        client.post(LOGIN, json=wrong).status_code
        for _ in range(3)
        for client in (two.here, two.there)
    ]

    assert statuses == [401] * 5 + [429]
