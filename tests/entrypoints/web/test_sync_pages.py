"""Synchronization by pages (stories 5.1, 5.2, 5.3, 5.6)."""

import json
from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.application.identity.update_me import ProfileUpdate
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.sync.conflicts import ConflictStatus, Resolution
from astrobookings.domain.sync.runs import SyncSet, SyncStatus
from astrobookings.testing.builders import a_sync_run
from tests.entrypoints.web.guest import ABSENT, Guest, Site
from tests.entrypoints.web.it_records import (
    THEIRS,
    a_conflict,
    a_failed_run,
    a_half_done_run,
    somebody_of_it,
)

RUNS, CONFLICTS, CHANGES = "/system/sync", "/system/sync/conflicts", "/system/sync/changes"


@pytest.fixture
def by(site: Site) -> Principal:
    return somebody_of_it(site.world)


@pytest.fixture
def it(site: Site, by: Principal) -> Guest:
    return site.enter(by)


@pytest.mark.story("5.2", "5.3")
def test_a_run_is_started_and_followed_to_its_end(site: Site, it: Guest) -> None:
    site.world.traveler()
    assert "Nothing has run yet" in it.open(RUNS).text

    started = it.open(RUNS).send("Start", sets=["profiles", "launches"], full="yes")

    assert started.told == "Profiles and launches wait for the next free worker."
    assert "Pending" in started.text
    site.world.system.sync_due(site.world.operator)
    (run,) = site.world.system.list_sync_runs(
        somebody_of_it(site.world), PageRequest(1), which=SyncSet.PROFILES
    ).items
    shown = it.open(f"{RUNS}/runs/{run.id}")
    assert "Done 100 %" in shown.text
    assert "Records seen 1 of 1" in shown.text
    assert "Asked for by You" in shown.text


@pytest.mark.story("5.2")
def test_all_sets_are_started_if_none_is_ticked(site: Site, it: Guest) -> None:
    started = it.open(RUNS).send("Start")

    assert len(started.soup.select("tbody tr")) == len(SyncSet)


@pytest.mark.story("5.2")
def test_a_second_run_of_one_set_is_refused(site: Site, it: Guest) -> None:
    it.open(RUNS).send("Start", sets=["profiles"])

    refused = it.open(RUNS).send("Start", sets=["profiles", "bookings"], full="yes")

    assert refused.status == 409
    assert refused.told == "The profiles are being synchronized already."
    ticked = {str(one["value"]) for one in refused.soup.select("input[checked]")}
    assert ticked == {"profiles", "bookings", "yes"}
    assert len(refused.soup.select("tbody tr")) == 1


@pytest.mark.story("5.3")
def test_a_run_under_way_tells_how_far_it_is(site: Site, it: Guest) -> None:
    run = a_half_done_run(site.world)
    page = it.open(f"{RUNS}/runs/{run.id}")
    listed = it.open(RUNS)
    assert "33 %" in page.text
    assert "1 of 3" in listed.text

    for sheet in (page, listed):
        (region,) = sheet.soup.select("[data-live]")
        told = json.loads(it.client.get(str(region["data-live"])).text)
        assert told["figures"][f"{run.id}-percent"] == "33 %"
        assert not told["over"]
    address = str(listed.soup.select("[data-live]")[0]["data-live"])
    site.world.system.run_sync(site.world.operator, SyncSet.LAUNCHES, full=True)

    assert json.loads(it.client.get(address).text)["over"]
    assert json.loads(it.client.get(f"{RUNS}/runs/{run.id}/figures").text)["over"]
    assert not it.open(f"{RUNS}/runs/{run.id}").soup.select("[data-live]")


@pytest.mark.story("5.3", "5.6")
def test_a_failed_run_says_why(site: Site, it: Guest) -> None:
    run = a_failed_run(site.world)

    sheet = it.open(RUNS).send("Show these", status="failed", set="launches")
    shown = it.open(f"{RUNS}/runs/{run.id}")

    assert len(sheet.soup.select("tbody tr")) == 1
    assert "RuntimeError: the index is damaged" in shown.text
    assert "No run is like that" in sheet.send("Show these", set="profiles").text
    assert "synchronization of launches failed" in it.open("/system/alerts").text


@pytest.mark.story("5.6")
def test_records_that_could_not_be_copied_are_named(site: Site, it: Guest) -> None:
    world, traveler = site.world, site.world.traveler()
    travelers = world.parts.travelers

    class Broken:
        def __getattr__(self, name: str) -> object:
            return getattr(travelers, name)

        def put(self, *_: object, **__: object) -> bool:
            raise RuntimeError("no room")

    object.__setattr__(world.system.run_sync.copying.routes, "travelers", Broken())
    world.system.update_me(traveler, ProfileUpdate(address="Rue Haute 3, Bruxelles"))
    run = world.system.run_sync(world.operator, SyncSet.PROFILES)

    shown = it.open(f"{RUNS}/runs/{run.id}")

    assert run.status is SyncStatus.PARTIAL
    assert f"{traveler.user_id} RuntimeError: no room" in shown.text
    assert "1 record had to be left out" in shown.text


@pytest.mark.story("5.6")
def test_many_runs_go_on_from_page_to_page(site: Site, it: Guest) -> None:
    world = site.world
    with world.parts.system(world.operator.origin("run", world.clock.now())):
        for number in range(27):
            made = world.clock.now() - timedelta(minutes=number)
            run = a_sync_run(status=SyncStatus.SUCCESS, created_at=made)
            world.parts.sync_runs.add(evolve(run, ended_at=made))

    first = it.open(RUNS).send("Show these", status="success")
    second = first.follow("Earlier runs")

    assert [len(each.soup.select("tbody tr")) for each in (first, second)] == [25, 2]


@pytest.mark.story("5.2")
def test_a_conflict_shows_both_versions_field_by_field(site: Site, it: Guest) -> None:
    assert "No conflicts" in it.open(CONFLICTS).text
    conflict = a_conflict(site.world)

    listed = it.open(CONFLICTS).send("Show these", status="open", set="profiles")
    shown = it.open(f"{CONFLICTS}/{conflict.id}")

    assert str(conflict.key) in listed.text
    assert f"Address Calle Mayor 1, Madrid {THEIRS}" in shown.text
    assert "No conflict is like that" in listed.send("Show these", status="resolved").text


@pytest.mark.story("5.2")
@pytest.mark.parametrize(
    ("button", "says", "address", "how"),
    [
        ("Keep the source", "is lost", "Calle Mayor 1, Madrid", Resolution.KEEP_SOURCE),
        ("Keep the copy", "rules of the record's owner", THEIRS, Resolution.KEEP_COPY),
    ],
)
def test_a_conflict_is_decided_once_asked(
    site: Site, it: Guest, button: str, says: str, address: str, how: Resolution
) -> None:
    conflict = a_conflict(site.world)
    asked = it.open(f"{CONFLICTS}/{conflict.id}").follow(button)
    assert says in asked.text
    assert THEIRS in asked.text

    done = asked.send(button, reason="She told us")

    decided = site.world.parts.sync_conflicts.get(conflict.id)
    assert (decided.status, decided.resolution) == (ConflictStatus.RESOLVED, how)
    assert site.world.parts.profiles.get(UserId(conflict.key)).address == address
    assert "Reason She told us" in done.text
    assert "Decided by You" in done.text
    assert not [link for link in done.links() if "/keep-" in link]


@pytest.mark.story("5.2")
def test_a_decided_conflict_is_not_decided_again(site: Site, it: Guest, by: Principal) -> None:
    conflict = a_conflict(site.world)
    asked = it.open(f"{CONFLICTS}/{conflict.id}/keep-copy")
    site.world.system.resolve_conflict(by, conflict.id, Resolution.KEEP_SOURCE)

    refused = asked.send("Keep the copy")

    assert refused.status == 409
    assert refused.told == "This conflict was resolved already."


@pytest.mark.story("5.2")
def test_what_the_owner_may_not_change_is_named_in_words(site: Site, it: Guest) -> None:
    world, traveler = site.world, site.world.traveler()
    world.parts.travelers.edit(  # type: ignore[attr-defined]
        signed_in(traveler), lambda copy: evolve(copy, email="else@example.test")
    )
    world.system.run_sync(world.operator, SyncSet.PROFILES, full=True)
    conflict = world.parts.sync_conflicts.list(PageRequest(1)).items[0]

    refused = it.open(f"{CONFLICTS}/{conflict.id}/keep-copy").send(
        "Keep the copy", reason="Perhaps"
    )

    assert refused.status == 409
    assert refused.told == ("Nobody may change this at the source: Email. Keep the source instead.")
    assert refused.value("reason") == "Perhaps"


@pytest.mark.story("5.2")
def test_the_rules_of_the_owner_are_told_in_words(site: Site, it: Guest) -> None:
    world, traveler = site.world, site.world.traveler()
    world.parts.travelers.edit(  # type: ignore[attr-defined]
        signed_in(traveler), lambda copy: evolve(copy, address=" ")
    )
    world.system.run_sync(world.operator, SyncSet.PROFILES, full=True)
    conflict = world.parts.sync_conflicts.list(PageRequest(1)).items[0]

    refused = it.open(f"{CONFLICTS}/{conflict.id}/keep-copy").send("Keep the copy")

    assert refused.status == 422
    assert refused.told.startswith("The source does not take what the copy says. Address:")


@pytest.mark.story("5.1")
def test_changes_tell_who_changed_what(site: Site, it: Guest) -> None:
    traveler = site.world.traveler()
    site.world.system.update_me(traveler, ProfileUpdate(address="Rue Haute 3, Bruxelles"))

    sheet = it.open(CHANGES).send("Show these", set="profiles", state="pending")

    (item,) = sheet.soup.select("ol.changes > li")
    text = " ".join(item.get_text(" ").split())
    assert "Profile version 2 Pending" in text
    assert "Address: Calle Mayor 1, Madrid → became Rue Haute 3, Bruxelles" in text
    assert f"“Update me” · User {traveler.user_id}" in text
    site.world.settle()
    assert not it.open(f"{CHANGES}?set=profiles&state=pending").soup.select("ol.changes")


@pytest.mark.story("5.1")
def test_changes_never_show_secrets(site: Site, it: Guest) -> None:
    site.world.traveler()

    sheet = it.open(f"{CHANGES}?set=profiles")

    assert "Password hash: a secret, which is not shown" in sheet.text
    assert "***" not in sheet.text


@pytest.mark.story("5.1")
def test_changes_go_on_from_page_to_page(site: Site, it: Guest) -> None:
    for _ in range(3):
        site.world.book(site.world.traveler(), site.world.launch().id)

    first = it.open(CHANGES).send("Show these", state="")
    second = first.follow("Earlier changes")

    assert len(first.soup.select("ol.changes > li")) == 25
    assert second.soup.select("ol.changes > li")
    assert "No change is like that" in it.open(f"{CHANGES}?state=failed").text


@pytest.mark.parametrize(
    "path",
    [
        f"{RUNS}/runs/{ABSENT}",
        f"{CONFLICTS}/{ABSENT}",
        f"{CONFLICTS}/{ABSENT}/keep-source",
        f"{CONFLICTS}/{ABSENT}/keep-copy",
    ],
)
def test_absent_records_are_not_found(it: Guest, path: str) -> None:
    assert it.open(path).status == 404


@pytest.mark.parametrize("path", [RUNS, CONFLICTS, CHANGES])
def test_synchronization_is_for_it_alone(site: Site, path: str) -> None:
    assert site.enter(site.world.employee(Position.CUSTOMER_SERVICE)).open(path).status == 403
    assert site.guest().open(path).heading == "Sign in"


@pytest.mark.story("5.2")
def test_a_set_that_there_is_not_starts_nothing(it: Guest) -> None:
    refused = it.open(RUNS).send("Start", sets=["moons"])

    assert refused.status == 422
    assert "Tick some of the list, or none" in refused.told
    assert "Nothing has run yet" in refused.text
