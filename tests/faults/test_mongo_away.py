"""MongoDB stops: the board and bookings go on, changes of profiles wait, and all is caught up."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from attrs import frozen

from tests.full_stack import full_stack, stack_settings
from tests.servers import (
    MongoServer,
    PostgresServer,
    RedisServer,
    free_port,
    running_mail_server,
)
from tests.stories.flights import Flight, book, scheduled
from tests.stories.platform import Person, Platform, SentMails, eventually

BEHIND_A_PROXY = {"ASTRO_FORWARDED_HOPS": "1"}


@frozen
class Scene:
    """A platform whose MongoDB may be stopped, and who is there."""

    platform: Platform
    mongo: MongoServer
    flight: Flight
    traveler: Person


@pytest.fixture
def scene(
    tmp_path: Path,
    postgres_server: PostgresServer,
    own_mongo: MongoServer,
    redis_server: RedisServer,
) -> Iterator[Scene]:
    redis_server.clear()
    with running_mail_server() as mail:
        settings = stack_settings(
            tmp_path,
            operations_url=postgres_server.new_database(),
            system_url=own_mongo.new_database(),
            cache_url=redis_server.url,
            smtp_url=mail.url,
            port=free_port(),
            more=BEHIND_A_PROXY,
        )
        with full_stack(settings, tmp_path) as stack:
            platform = Platform(stack, SentMails(mail))
            flight = scheduled(platform, platform.employee("operations"))
            traveler = platform.traveler()
            book(traveler, flight, seats=1)
            yield Scene(platform, own_mongo, flight, traveler)


@pytest.mark.story("2.3")
@pytest.mark.story("0.6")
def test_booking_goes_on_while_mongo_is_away_and_everything_is_caught_up(scene: Scene) -> None:
    platform, traveler, flight = scene.platform, scene.traveler, scene.flight

    scene.mongo.process.kill()
    board = platform.visit("/booking/launches", destination="moon")["items"]
    seen = platform.visit(f"/booking/launches/{flight.slug}")
    booked = traveler.try_to_post(
        "/booking/bookings", {"launch_id": flight.id, "seats": 2, "payment_method": "pm_ok"}
    )
    refused = traveler.try_to_patch("/system/auth/me", {"first_name": "Grace"})
    signing_in = httpx.post(
        f"{platform.base}/api/v1/system/auth/login",
        json={"email": traveler.email, "password": "orbit-velvet-cinnamon-42"},
        headers={"X-Forwarded-For": "10.9.9.9"},
        timeout=30,
    )

    assert [item["id"] for item in board] == [flight.id]
    assert seen["seats_left"] == 7
    assert booked.status_code == 201, booked.text
    assert refused.status_code == 503
    assert "retry-after" in refused.headers
    assert signing_in.status_code == 503
    assert httpx.get(f"{platform.base}/readyz", timeout=10).status_code == 200
    assert set(platform.stack.alive()) == {"worker", "scheduler", "serve"}

    scene.mongo.process.start()
    reference = booked.json()["reference"]
    changed = eventually(lambda: _changed(traveler), "a change of the profile")

    assert changed["first_name"] == "Grace"
    eventually(
        lambda: [one for one in platform.mails.to(traveler.email) if reference in one.text] or None,
        "the mail of the booking made meanwhile",
    )
    assert platform.sign_in(traveler.email).token
    told = [one for one in platform.mails.to(traveler.email) if reference in one.text]
    assert len(told) == 1


def _changed(traveler: Person) -> dict[str, str] | None:
    answer = traveler.try_to_patch("/system/auth/me", {"first_name": "Grace"})
    return answer.json() if answer.status_code == 200 else None
