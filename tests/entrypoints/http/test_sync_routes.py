"""Synchronization over HTTP (stories 5.1, 5.2, 5.3, 5.6)."""

from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.sync.runs import SyncSet

from .conftest import Person, Platform

SYNC = "/api/v1/system/sync"
RUNS, CONFLICTS, CHANGES = f"{SYNC}/runs", f"{SYNC}/conflicts", f"{SYNC}/changes"


@pytest.fixture
def it(platform: Platform) -> Person:
    return platform.employee(Position.IT)


def items(person: Person, path: str) -> list[dict[str, Any]]:
    answer = person.get(path)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.mark.story("5.2", "5.3", "5.6")
def test_a_synchronization_is_started_and_followed(platform: Platform, it: Person) -> None:
    platform.world.traveler()

    started = it.post(RUNS, {"sets": ["profiles"], "full": True})

    assert started.status_code == 202, started.text
    (run,) = started.json()["items"]
    assert (run["set"], run["status"], run["full"], run["completion"]) == (
        "profiles",
        "pending",
        True,
        0,
    )
    again = it.post(RUNS, {"sets": ["profiles", "launches"]})
    assert (again.status_code, again.json()["code"]) == (409, "sync-under-way")
    assert again.json()["which"] == "profiles"
    platform.world.system.sync_due(platform.world.operator)

    seen = it.get(f"{RUNS}/{run['id']}")
    assert seen.json()["status"] == "success"
    assert (seen.json()["completion"], seen.json()["seen"]) == (100, 1)
    unchanged = it.get(f"{RUNS}/{run['id']}", if_none_match=seen.headers["etag"])
    assert unchanged.status_code == 304
    assert items(it, f"{RUNS}?set=profiles&status=success") == [seen.json()]
    assert items(it, f"{RUNS}?status=failed") == []


def test_all_sets_are_started_if_none_is_named(it: Person) -> None:
    started = it.post(RUNS, {})

    assert [run["set"] for run in started.json()["items"]] == [one.value for one in SyncSet]


def test_unknown_sets_are_refused(it: Person) -> None:
    assert it.post(RUNS, {"sets": ["moons"]}).status_code == 422
    assert it.get(f"{RUNS}?set=moons").status_code in {400, 422}


@pytest.fixture
def conflict(platform: Platform, it: Person) -> dict[str, Any]:
    """A traveler whose billing copy was changed elsewhere."""
    world = platform.world
    traveler = world.traveler()
    travelers: Any = world.parts.travelers
    travelers.edit(signed_in(traveler), lambda copy: evolve(copy, address="Calle Menor 2"))
    world.system.run_sync(world.operator, SyncSet.PROFILES, full=True)
    (found,) = items(it, f"{CONFLICTS}?status=open")
    return found


@pytest.mark.story("5.2")
def test_a_conflict_shows_both_values_and_is_resolved(it: Person, conflict: dict[str, Any]) -> None:
    assert conflict["values"] == [
        {"field": "address", "source": "Calle Mayor 1, Madrid", "copy": "Calle Menor 2"}
    ]
    assert conflict["available_actions"] == ["keep_source", "keep_copy"]
    path = f"{CONFLICTS}/{conflict['id']}"
    seen = it.get(path)

    stale = it.post(f"{path}/resolution", {"resolution": "keep_source"}, if_match='"9"')
    assert stale.status_code == 412
    decided = it.post(
        f"{path}/resolution",
        {"resolution": "keep_copy", "reason": "She moved"},
        if_match=seen.headers["etag"],
    )

    assert decided.status_code == 200, decided.text
    assert (decided.json()["status"], decided.json()["reason"]) == ("resolved", "She moved")
    assert decided.json()["available_actions"] == []
    again = it.post(f"{path}/resolution", {"resolution": "keep_source"})
    assert (again.status_code, again.json()["code"]) == (409, "conflict-resolved")
    assert items(it, f"{CONFLICTS}?status=open&set=profiles") == []
    assert [one["id"] for one in items(it, CONFLICTS)] == [conflict["id"]]


@pytest.mark.story("5.1")
def test_changes_are_shown_with_their_origin_and_state(platform: Platform, it: Person) -> None:
    traveler = platform.traveler()
    moved = traveler.patch("/api/v1/system/auth/me", {"address": "Rue Haute 3, Bruxelles"})
    assert moved.status_code == 200

    (change,) = items(it, f"{CHANGES}?set=profiles&state=pending")
    assert change["fields"] == {
        "address": {"old": "Calle Mayor 1, Madrid", "new": "Rue Haute 3, Bruxelles"}
    }
    assert change["origin"]["request_id"] == moved.headers["x-request-id"]
    assert (change["origin"]["service"], change["origin"]["action"]) == ("system", "update-me")
    platform.world.settle()

    assert items(it, f"{CHANGES}?set=profiles&state=pending") == []
    assert items(it, f"{CHANGES}?set=profiles&limit=1")[0]["state"] == "done"


def test_pages_of_changes_follow_each_other(platform: Platform, it: Person) -> None:
    platform.world.launch()
    whole = [one["id"] for one in items(it, CHANGES)]

    found, after = [], ""
    while True:
        page = it.get(f"{CHANGES}?limit=2{after}").json()
        found += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert found == whole
