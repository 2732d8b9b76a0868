"""The mail queue by pages (stories 4.4, 4.5, 4.6)."""

import json

import pytest

from astrobookings.domain.identity.roles import Position
from astrobookings.domain.notifications.notification import NotificationStatus
from astrobookings.testing.builders import a_notification, fresh_id
from tests.entrypoints.web.guest import Guest, Site
from tests.entrypoints.web.it_records import a_failed_mail, a_waiting_mail, somebody_of_it

NOBODY = "0197c3a0-0000-7000-8000-000000000001"


@pytest.fixture
def it(site: Site) -> Guest:
    return site.enter(somebody_of_it(site.world))


def _queue(site: Site, count: int) -> None:
    world = site.world
    with world.parts.system(world.operator.origin("queue", world.clock.now())):
        for _ in range(count):
            world.parts.notifications.add(a_notification())


@pytest.mark.story("4.4")
def test_an_empty_queue_says_so(it: Guest) -> None:
    sheet = it.open("/system/queue")

    assert (sheet.status, sheet.heading) == (200, "Mail queue")
    assert "Oldest that is due nothing waits" in sheet.text


@pytest.mark.story("4.4")
def test_the_queue_is_counted_with_the_age_of_the_oldest(site: Site, it: Guest) -> None:
    a_waiting_mail(site.world)
    _queue(site, 3)

    sheet = it.open("/system/queue")

    assert "Waiting 5" in sheet.text
    assert "Due now 3" in sheet.text
    assert "Oldest that is due 0 seconds" in sheet.text


@pytest.mark.story("4.4")
def test_the_queue_is_filtered_and_sorted(site: Site, it: Guest) -> None:
    mail = a_waiting_mail(site.world)

    found = it.open("/system/queue").send(
        "Show these", status="pending", kind="booking_confirmed", lane="normal", sort="-attempts"
    )

    assert found.value("kind") == "booking_confirmed"
    rows = found.soup.select("tbody tr")
    assert len(rows) == 1
    assert str(mail.id) in str(rows[0])
    nobody = found.send("Show these", recipient=NOBODY)
    assert "No mail is like that" in nobody.text
    assert found.send("Show these", recipient=mail.recipient).soup.select("tbody tr")


def test_an_odd_recipient_is_told_beside_the_field(it: Guest) -> None:
    odd = it.open("/system/queue").send("Show these", recipient="me")

    assert odd.status == 422
    assert odd.fault("recipient")
    assert odd.value("recipient") == "me"


@pytest.mark.story("4.4")
def test_a_long_queue_goes_on_from_page_to_page(site: Site, it: Guest) -> None:
    _queue(site, 30)
    first = it.open("/system/queue").send("Show these", status="pending", sort="priority")

    second = first.follow("More mails")

    shown = [{link for link in each.links() if "/queue/0" in link} for each in (first, second)]
    assert (len(shown[0]), len(shown[1])) == (25, 5)
    assert not shown[0] & shown[1]
    assert second.value("status") == "pending"
    assert second.follow("First page").value("sort") == "priority"


@pytest.mark.story("4.4")
def test_a_page_that_is_seen_asks_for_figures(site: Site, it: Guest) -> None:
    _queue(site, 2)

    told = it.client.get("/system/queue/figures")

    assert told.headers["cache-control"] == "no-store"
    answer = json.loads(told.text)
    assert answer["figures"]["pending"] == "2"
    assert answer["says"] == "Waiting: 2. Failed: 0."
    sheet = it.open("/system/queue")
    (region,) = sheet.soup.select("[data-live]")
    assert region["data-live"] == "/system/queue/figures"
    shown = {str(one["data-figure"]) for one in region.select("[data-figure]")}
    assert shown <= set(answer["figures"])


@pytest.mark.story("4.6")
def test_a_mail_tells_its_attempts_and_what_the_server_said(site: Site, it: Guest) -> None:
    mail = a_waiting_mail(site.world)

    sheet = it.open(f"/system/queue/{mail.id}")

    assert sheet.heading == "Booking confirmed"
    assert "Refused: 451 greylisted" in sheet.text
    assert str(mail.recipient) in sheet.text


@pytest.mark.story("4.5")
def test_a_waiting_mail_is_deleted_once_asked(site: Site, it: Guest) -> None:
    mail = a_waiting_mail(site.world)
    asked = it.open(f"/system/queue/{mail.id}").follow("Delete the mail")
    assert "The recipient never gets it" in asked.text

    done = asked.send("Delete the mail")

    assert done.told == "The mail was deleted; it will not be sent."
    assert "Nothing: only mails that wait or have failed" in done.text
    assert site.world.parts.notifications.get(mail.id).status is NotificationStatus.DELETED


@pytest.mark.story("4.5")
def test_a_waiting_mail_counts_as_sent(site: Site, it: Guest) -> None:
    mail = a_waiting_mail(site.world)
    asked = it.open(f"/system/queue/{mail.id}").follow("Count it as sent")
    assert "No mail goes out" in asked.text

    done = asked.send("Count it as sent")

    assert done.told == "The mail counts as sent."
    assert "Marked as sent by hand" in done.text


@pytest.mark.story("4.5")
def test_a_failed_mail_is_tried_again(site: Site, it: Guest) -> None:
    mail = a_failed_mail(site.world)
    page = it.open(f"/system/queue/{mail.id}")

    done = page.send("Try to send it again")

    assert done.told == "The mail waits again and is due now."
    assert site.world.parts.notifications.get(mail.id).status is NotificationStatus.PENDING
    site.world.settle()
    assert site.world.parts.notifications.get(mail.id).status is NotificationStatus.SENT


@pytest.mark.story("4.5")
def test_other_moves_are_refused(site: Site, it: Guest) -> None:
    mail = a_failed_mail(site.world)
    page = it.open(f"/system/queue/{mail.id}")
    assert not {link for link in page.links() if link.endswith(("delete", "mark-sent"))}

    refused = it.open(f"/system/queue/{mail.id}/delete")

    assert refused.status == 409
    assert refused.told == "A notification that is failed cannot become deleted."
    page.send("Try to send it again")
    site.world.settle()
    again = page.send("Try to send it again")
    assert (again.status, again.heading) == (409, "Sent twice")
    fresh = it.open(f"/system/queue/{mail.id}")
    assert not fresh.has_button("Try to send it again")


@pytest.mark.story("4.5")
def test_a_mail_that_moved_on_is_not_deleted(site: Site, it: Guest) -> None:
    mail = a_waiting_mail(site.world)
    asked = it.open(f"/system/queue/{mail.id}/delete")
    by = somebody_of_it(site.world)
    site.world.system.move_notification(by, mail.id, NotificationStatus.SENT)

    refused = asked.send("Delete the mail")

    assert refused.status == 409
    assert "cannot become deleted" in refused.told
    assert site.world.parts.notifications.get(mail.id).status is NotificationStatus.SENT


@pytest.mark.story("4.5")
def test_a_form_without_its_version_changes_nothing(site: Site, it: Guest) -> None:
    mail = a_waiting_mail(site.world)

    refused = it.open(f"/system/queue/{mail.id}/delete").send("Delete the mail", version=None)

    assert refused.status == 422
    assert site.world.parts.notifications.get(mail.id).status is NotificationStatus.PENDING


@pytest.mark.parametrize("end", ["", "/delete", "/mark-sent"])
def test_an_absent_mail_is_not_found(it: Guest, end: str) -> None:
    assert it.open(f"/system/queue/{fresh_id()}{end}").status == 404


@pytest.mark.parametrize("path", ["/system/queue", f"/system/queue/{NOBODY}"])
def test_the_queue_is_for_it_alone(site: Site, path: str) -> None:
    assert site.enter(site.world.employee(Position.FINANCE)).open(path).status == 403
    assert site.enter(site.world.traveler()).open(path).status == 403
    assert site.guest().open(path).heading == "Sign in"


@pytest.mark.story("0.7")
@pytest.mark.parametrize("path", ["/system/queue/figures", "/system/logs/export"])
def test_whoever_is_renewed_on_the_way_stays_signed_in(site: Site, it: Guest, path: str) -> None:
    site.world.pass_time(site.world.parts.session_policy.access)
    it.client.cookies.delete("astro-access")

    renewed = it.client.get(path)

    assert renewed.status_code == 200
    assert "astro-access=" in renewed.headers["set-cookie"]
    site.world.pass_time(site.world.parts.session_policy.reuse_grace * 2)
    assert it.open("/system/queue").heading == "Mail queue"


def test_figures_are_for_it_alone(site: Site) -> None:
    finance = site.enter(site.world.employee(Position.FINANCE))

    for path in ("/system/queue/figures", "/system/sync/figures"):
        assert finance.open(path).status == 403
        assert site.guest().open(path).heading == "Sign in"
