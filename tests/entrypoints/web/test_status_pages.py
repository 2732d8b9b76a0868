"""The state of the platform by pages (stories 6.3, 6.4)."""

from datetime import timedelta

import pytest

from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.sync.runs import SyncSet
from tests.entrypoints.web.guest import Guest, Site
from tests.entrypoints.web.it_records import (
    a_conflict,
    a_dead_letter,
    a_waiting_mail,
    an_open_alert,
    processes,
    somebody_of_it,
)

PATH = "/system/status"


@pytest.fixture
def it(site: Site) -> Guest:
    return site.enter(somebody_of_it(site.world))


@pytest.mark.story("6.4")
def test_a_platform_that_runs_says_so(site: Site, it: Guest) -> None:
    processes(site.world)
    site.world.system.run_sync(site.world.operator, SyncSet.PROFILES)

    sheet = it.open(PATH)

    assert sheet.heading == "Everything runs"
    for words in ("OperationsDB Up", "Workers Up 1 process", "Scheduler Up", "Mail service Up"):
        assert words in sheet.text
    assert "web-1:worker Worker 5 hours" in sheet.text


@pytest.mark.story("6.4")
def test_what_is_down_is_told_in_words(site: Site, it: Guest) -> None:
    class Away:
        def __getattr__(self, name: str) -> object:
            raise Unavailable

    gauges = site.world.system.view_status.gauges
    object.__setattr__(gauges, "operations_outbox", Away())

    sheet = it.open(PATH)

    assert sheet.heading == "Something is broken"
    assert "OperationsDB Down Travelers see copies" in sheet.text
    assert "Workers Down Nothing happens in the background" in sheet.text


@pytest.mark.story("6.4")
def test_open_alerts_conflicts_and_dead_letters_show_first(site: Site, it: Guest) -> None:
    a_conflict(site.world)
    a_dead_letter(site.world)
    an_open_alert(site.world)

    sheet = it.open(PATH)

    assert "Answers are slow : 1,240 ms instead of at most 1,000 ms" in sheet.text
    assert "Events Given up 1 could not be heard" in sheet.text
    assert "Synchronization Waits for you" in sheet.text
    assert {"/system/dead-letters", "/system/alerts?status=open"} <= set(sheet.links())


@pytest.mark.story("6.3")
def test_the_mail_service_tells_its_last_error(site: Site, it: Guest) -> None:
    a_waiting_mail(site.world)

    sheet = it.open(PATH)

    assert "Mail service Degraded" in sheet.text
    assert "Not taken 2" in sheet.text
    assert "refused: 451 greylisted" in sheet.text
    assert "The figures are those of the last 1 hour" in sheet.text


@pytest.mark.story("6.3")
def test_mails_that_nobody_sends_are_a_service_that_is_down(site: Site, it: Guest) -> None:
    a_waiting_mail(site.world)
    site.world.pass_time(timedelta(hours=2))

    sheet = it.open(PATH)

    assert "Mail service Down No mails get through" in sheet.text
    assert "Due now 2" in sheet.text
    assert "Got through none tried" in sheet.text


def test_the_status_is_for_it_alone(site: Site) -> None:
    assert site.enter(site.world.employee(Position.FINANCE)).open(PATH).status == 403
    assert site.guest().open(PATH).heading == "Sign in"


@pytest.mark.story("6.4")
def test_a_platform_that_was_not_synchronized_yet_is_to_be_looked_at(site: Site, it: Guest) -> None:
    processes(site.world)

    sheet = it.open(PATH)

    assert sheet.heading == "The platform runs, but look at this"
    assert "Synchronization Not run yet" in sheet.text
