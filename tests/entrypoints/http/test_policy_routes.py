"""Operations managers view policies and settings, and change figures over HTTP (story 6.6)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from httpx import Response
from litestar.testing import TestClient

from astrobookings.domain.identity.roles import Position
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.settings import embedded_settings, shown
from astrobookings.testing.in_memory import in_memory_parts
from astrobookings.testing.world import World

from .conftest import ROOMY, Person, Platform

POLICIES = "/api/v1/system/policies"
BOOKINGS = "/api/v1/booking/bookings"
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.story("6.6")


@pytest.fixture
def manager(platform: Platform) -> Person:
    """Give an operations manager."""
    return platform.employee(Position.OPERATIONS)


def change(platform: Platform, by: Person, ahead: timedelta = MINUTE, **figures: Any) -> Response:
    """Send a change of *figures* of `policies.seats`."""
    body = {
        "changes": [
            {"figure": f"policies.seats.{name}", "value": value} for name, value in figures.items()
        ],
        "effective_from": (platform.world.clock.now() + ahead).isoformat(),
        "reason": "As the board decided.",
    }
    return by.patch(POLICIES, body)


def figure(by: Person, name: str) -> dict[str, Any]:
    answer = by.get(POLICIES).json()
    return next(one for one in answer["figures"] if one["figure"] == name)


def test_every_figure_says_where_it_comes_from_and_what_follows(
    platform: Platform, manager: Person
) -> None:
    announced = change(platform, manager, regular=5)

    seen = figure(manager, "policies.seats.regular")

    assert announced.status_code == 200, announced.text
    assert seen == {
        "figure": "policies.seats.regular",
        "kind": "whole",
        "value": 4,
        "default": 4,
        "configured": 4,
        "source": "release",
        "changed_by": None,
        "since": None,
        "takes_effect": "Bookings made from then on; nobody loses seats.",
        "fixed_because": None,
        "planned": [
            {
                "change_id": announced.json()["id"],
                "value": 5,
                "effective_from": announced.json()["effective_from"],
            }
        ],
        "available_actions": ["change"],
    }


def test_the_server_follows_a_change_at_its_instant(platform: Platform, manager: Person) -> None:
    world = platform.world
    traveler, launch = platform.traveler(), world.launch(seats=20)
    wanted = {"launch_id": str(launch.id), "seats": 5}
    change(platform, manager, regular=5)

    world.clock.move(MINUTE - timedelta(microseconds=1))
    before = traveler.post(BOOKINGS, wanted)
    world.clock.move(timedelta(microseconds=1))
    after = traveler.post(BOOKINGS, wanted)

    assert (before.status_code, after.status_code) == (422, 201)
    assert figure(manager, "policies.seats.regular")["source"] == "change"


def test_another_server_follows_it_at_the_same_instant(platform: Platform, manager: Person) -> None:
    world = platform.world
    launch = world.launch(seats=20)
    change(platform, manager, regular=5)
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        other = Platform(world, client).traveler()
        client.app.state.http.living.look()
        world.clock.move(MINUTE)

        booked = other.post(BOOKINGS, {"launch_id": str(launch.id), "seats": 5})

    assert booked.status_code == 201, booked.text


def test_the_history_tells_who_decided_what_and_why(platform: Platform, manager: Person) -> None:
    first = change(platform, manager, regular=5).json()
    second = change(platform, manager, timedelta(days=1), vip=9).json()

    withdrawn = manager.post(
        f"{POLICIES}/changes/{second['id']}/withdrawal", {"reason": "Not before the summer."}
    )
    page = manager.get(f"{POLICIES}/history?limit=1").json()
    rest = manager.get(f"{POLICIES}/history?limit=1&after={page['next']}").json()

    assert withdrawn.status_code == 200, withdrawn.text
    assert [one["id"] for one in page["items"] + rest["items"]] == [second["id"], first["id"]]
    assert page["items"] == [withdrawn.json()]
    assert withdrawn.json()["status"] == "withdrawn"
    assert withdrawn.json()["withdrawal"]["reason"] == "Not before the summer."
    assert first["available_actions"] == ["withdraw"]
    assert withdrawn.json()["available_actions"] == []
    planned = manager.get(f"{POLICIES}/history?status=planned&figure=policies.seats").json()
    assert [one["id"] for one in planned["items"]] == [first["id"]]


def test_a_change_in_force_is_not_withdrawn(platform: Platform, manager: Person) -> None:
    made = change(platform, manager, regular=5).json()
    platform.world.pass_time(MINUTE)

    refused = manager.post(f"{POLICIES}/changes/{made['id']}/withdrawal", {"reason": "Too many."})

    assert (refused.status_code, refused.json()["code"]) == (409, "policy-change-settled")


def test_a_change_that_others_build_on_is_not_withdrawn(
    platform: Platform, manager: Person
) -> None:
    made = change(platform, manager, timedelta(days=1), vip=9).json()
    change(platform, manager, timedelta(days=2), regular=8)

    refused = manager.post(f"{POLICIES}/changes/{made['id']}/withdrawal", {"reason": "Too many."})

    assert (refused.status_code, refused.json()["code"]) == (409, "policies-disagree")


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"changes": []}, "/changes"),
        ({"changes": [{"figure": "policies.seats.cats", "value": 1}]}, "/changes/0/figure"),
        ({"changes": [{"figure": "policies.seats.vip", "value": "9"}]}, "/changes/0/value"),
        ({"changes": [{"figure": "policies.seats.vip", "value": None}]}, "/changes/0/value"),
        ({"changes": [{"figure": "policies.seats.vip", "value": 2**70}]}, "/changes/0/value"),
        ({"changes": [{"figure": "policies.seats.vip", "value": 1}]}, "/changes"),
        ({"changes": [{"figure": "turn_around.between", "value": "1 hour"}]}, "/changes/0/figure"),
        ({"effective_from": "2027-01-15T12:00:00Z"}, "/effective_from"),
        ({"effective_from": "2999-01-15T12:00:00Z"}, "/effective_from"),
        ({"effective_from": "tomorrow"}, "/effective_from"),
        ({"reason": ""}, "/reason"),
    ],
)
def test_what_makes_no_sense_is_named(manager: Person, said: dict[str, Any], pointer: str) -> None:
    body = {
        "changes": [{"figure": "policies.seats.vip", "value": 9}],
        "effective_from": "2027-04-01T00:00:00Z",
        "reason": "As the board decided.",
    }

    refused = manager.patch(POLICIES, body | said)

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid-input")
    assert [one["pointer"] for one in refused.json()["errors"]] == [pointer], refused.text
    assert manager.get(f"{POLICIES}/history").json()["items"] == []


def test_refund_tiers_are_sent_as_a_list(platform: Platform, manager: Person) -> None:
    tiers = [{"notice": "30 days", "share": "0.95"}, {"notice": "7 days", "share": "0.5"}]
    body = {
        "changes": [{"figure": "policies.refunds.tiers", "value": tiers}],
        "effective_from": (platform.world.clock.now() + MINUTE).isoformat(),
        "reason": "As the board decided.",
    }

    answer = manager.patch(POLICIES, body)
    platform.world.clock.move(MINUTE)

    assert answer.status_code == 200, answer.text
    assert figure(manager, "policies.refunds.tiers")["value"] == tiers


def test_settings_are_shown_without_secrets(tmp_path: Path) -> None:
    settings = evolve(
        embedded_settings(tmp_path, port=8000),
        cache_url="redis://astro:tiger@cache:6379/0",
        metrics_token="s3cret",
        smtp_url="smtps://me:tiger@mail.example",
    )
    parts = evolve(in_memory_parts(), settings=shown(settings))
    world = World(parts, parts.clock)  # type: ignore[arg-type]
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        answer = Platform(world, client).employee(Position.OPERATIONS).get(POLICIES)

    told = {one["name"]: one for one in answer.json()["settings"]}
    assert told["ASTRO_CACHE_URL"]["value"] == "redis://***@cache:6379/0"
    assert told["ASTRO_METRICS_TOKEN"]["value"] == "***"
    assert told["ASTRO_VISITOR_RATE"] == {
        "name": "ASTRO_VISITOR_RATE",
        "value": "600/minute",
        "is_default": True,
    }
    assert "tiger" not in answer.text
    assert "s3cret" not in answer.text
