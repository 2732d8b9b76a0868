"""IT looks after the platform, in a browser."""

import re

import pytest
from playwright.sync_api import expect

from astrobookings.application.identity.update_me import ProfileUpdate
from astrobookings.domain.monitoring.metrics import Metric
from astrobookings.testing.builders import a_notification
from tests.browser.served_world import ServedWorld, Window
from tests.entrypoints.web.it_records import (
    THEIRS,
    a_conflict,
    a_crash,
    a_failed_mail,
    a_failed_run,
    an_open_alert,
    processes,
    samples,
    somebody_of_it,
)


def _window(site: ServedWorld) -> Window:
    return site.window(somebody_of_it(site.world))


def _follow(window: Window, words: str) -> None:
    """Click the first link that begins with *words*; what is hidden tells it from others."""
    window.page.get_by_role("link", name=re.compile(f"^{re.escape(words)}")).first.click()
    window.page.wait_for_load_state()


@pytest.mark.story("4.4")
@pytest.mark.story("4.5")
@pytest.mark.story("4.6")
def test_a_failed_mail_is_found_and_tried_again(site: ServedWorld) -> None:
    mail = a_failed_mail(site.world)
    window = _window(site)
    window.open("/system")
    assert "2 mails given up" in window.text
    window.check()
    window.follow("See failed mails")
    assert "Failed 2" in window.text
    window.check()
    _follow(window, f"Booking confirmed to user {mail.recipient}")
    assert "Refused: 550 no such mailbox" in window.text
    window.check()
    window.press("Try to send it again")
    assert "The mail waits again" in window.text
    window.follow("Delete the mail")
    assert "The recipient never gets it" in window.text
    window.check()
    window.press("Delete the mail")
    assert "will not be sent" in window.text


@pytest.mark.story("4.4")
def test_the_figures_of_the_queue_follow_what_happens(site: ServedWorld) -> None:
    world, window = site.world, _window(site)
    if site.look.script:
        window.page.clock.install()
    window.open("/system/queue")
    waiting = window.page.locator("[data-figure='pending']")
    expect(waiting).to_have_text("0")

    with world.parts.system(world.operator.origin("queue", world.clock.now())):
        world.parts.notifications.add(a_notification())
    if site.look.script:
        window.page.clock.fast_forward(6000)
    else:
        assert window.page.get_by_role("button", name="Pause").count() == 0
        window.follow("Look again")

    expect(waiting).to_have_text("1")
    if site.look.script:
        expect(window.page.locator("[data-live-says]")).to_have_text("Waiting: 1. Failed: 0.")
        window.press("Pause")
        expect(window.page.get_by_role("button", name="Go on")).to_be_visible()
    window.check()


@pytest.mark.story("5.2")
@pytest.mark.story("5.3")
@pytest.mark.story("5.6")
def test_a_run_is_started_and_followed(site: ServedWorld) -> None:
    a_failed_run(site.world)
    window = _window(site)
    window.open("/system/sync")
    window.page.get_by_label("Launches").check()
    window.page.get_by_label("Thoroughly").check()
    window.press("Start")
    assert "wait for the next free worker" in window.text
    window.check()
    site.world.system.sync_due(site.world.operator)
    window.follow("Look again")
    assert "Success" in window.text
    window.open("/system/sync?status=failed")
    _follow(window, "Launches asked for")
    assert "the index is damaged" in window.text
    window.check()


@pytest.mark.story("5.1")
@pytest.mark.story("5.2")
def test_a_conflict_is_decided_and_its_change_is_told(site: ServedWorld) -> None:
    conflict = a_conflict(site.world)
    window = _window(site)
    window.open("/system/sync")
    window.follow("Conflicts")
    window.check()
    _follow(window, "Profiles")
    assert THEIRS in window.text
    window.check()
    window.follow("Keep the copy")
    window.type(reason="She told us")
    window.check()
    window.press("Keep the copy")
    assert "The source now says what the copy said" in window.text
    window.open("/system/sync")
    window.follow("Changes")
    assert THEIRS in window.text
    assert str(conflict.key) in window.text
    window.check()


@pytest.mark.story("6.2")
def test_the_log_is_searched_read_and_taken_along(site: ServedWorld) -> None:
    a_crash(site.world)
    window = _window(site)
    window.open("/system/logs")
    window.type(text="broke*")
    window.page.locator("[name='level']").select_option("error")
    window.press("Search")
    assert "A background job broke" in window.text
    window.check()
    with window.page.expect_download() as saved:
        window.page.get_by_role("link", name="Save as CSV").click()
    assert saved.value.suggested_filename == "entries.csv"
    _follow(window, "job-broke")
    assert "ZeroDivisionError" in window.text
    window.check()


@pytest.mark.story("6.3")
@pytest.mark.story("6.4")
@pytest.mark.story("6.5")
def test_status_metrics_and_alerts_lead_to_each_other(site: ServedWorld) -> None:
    processes(site.world)
    samples(site.world, Metric.REQUESTS_PER_SECOND, 2, 5, 3)
    an_open_alert(site.world)
    window = _window(site)
    window.open("/system/status")
    assert "Answers are slow" in window.text
    assert "Mail service" in window.text
    window.check()
    window.follow("1 open alert")
    assert "1,240 ms" in window.text
    window.check()
    _follow(window, "Slow answer time over time")
    assert window.heading == "Slow answer time"
    window.check()
    window.follow("Back to all metrics")
    assert "3 a second" in window.text
    window.check()


@pytest.mark.story("5.1")
def test_a_change_tells_what_was_before(site: ServedWorld) -> None:
    traveler = site.world.traveler()
    site.world.system.update_me(traveler, ProfileUpdate(address="Rue Haute 3, Bruxelles"))
    window = _window(site)
    window.open("/system/sync/changes?set=profiles&state=pending")
    assert "Calle Mayor 1, Madrid" in window.text
    assert "Rue Haute 3, Bruxelles" in window.text
    window.check()
