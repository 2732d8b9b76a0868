"""The entry log by pages (story 6.2)."""

import csv
import io
import json
from datetime import timedelta

import pytest

from astrobookings.domain.identity.roles import Position
from astrobookings.domain.monitoring.entries import Level
from astrobookings.entrypoints.web.system_web.it import sayings
from astrobookings.testing.builders import an_entry, fresh_id
from tests.entrypoints.web.guest import ABSENT, Guest, Site
from tests.entrypoints.web.it_records import a_crash, somebody_of_it

PATH = "/system/logs"


@pytest.fixture
def it(site: Site) -> Guest:
    return site.enter(somebody_of_it(site.world))


def _events(guest: Guest, path: str) -> list[str]:
    return [one.get_text() for one in guest.open(path).soup.select("tbody td a code")]


@pytest.mark.story("6.2")
def test_the_log_is_searched_by_words_and_filters(site: Site, it: Guest) -> None:
    somebody = fresh_id()
    a_crash(site.world, actor=somebody, request_id="request-7")
    a_crash(site.world, event="job-done", level=Level.INFO, message="Mails sent", component="mail")
    page = it.open(PATH)

    for fields in (
        {"text": "broke*"},
        {"level": "warning"},
        {"component": "worker"},
        {"event": "job-broke"},
        {"actor": somebody},
        {"request_id": "request-7"},
    ):
        found = page.send("Search", **fields)
        assert [one.get_text() for one in found.soup.select("tbody td code")] == ["job-broke"]
        name = next(iter(fields))
        assert found.value(name) == str(fields[name])
    assert "Nothing was found" in page.send("Search", text="moonshine").text


@pytest.mark.story("6.2")
def test_the_log_is_searched_by_time(site: Site, it: Guest) -> None:
    now = site.world.clock.now()
    a_crash(site.world, at=now - timedelta(hours=3), event="long-ago")
    a_crash(site.world, at=now - timedelta(minutes=3), event="just-now")
    since = f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}"

    assert _events(it, f"{PATH}?since={since}") == ["just-now"]
    assert _events(it, f"{PATH}?until={since}") == ["long-ago"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("since", "yesterday"),
        ("until", "0001-01-01T00:00"),
        ("since", "0001-01-01T00:00+14:00"),
        ("actor", "me"),
        ("text", "!!!"),
    ],
)
def test_odd_searches_are_told_beside_their_field(it: Guest, name: str, said: str) -> None:
    odd = it.open(PATH).send("Search", **{name: said})

    assert odd.status == 422
    assert odd.fault(name)
    assert odd.value(name) == said


def test_odd_exports_are_refused(it: Guest) -> None:
    assert it.open(f"{PATH}/export?actor=me").status == 422


@pytest.mark.story("6.2")
def test_many_entries_go_on_from_page_to_page(site: Site, it: Guest) -> None:
    moment = site.world.clock.now() - timedelta(minutes=1)
    site.world.system.record_entries(site.world.operator, [an_entry(at=moment) for _ in range(30)])

    first = it.open(PATH).send("Search", event="something-done")
    second = first.follow("Earlier entries")

    assert [len(each.soup.select("tbody tr")) for each in (first, second)] == [25, 5]


@pytest.mark.story("6.1", "6.2")
def test_an_entry_tells_everything_with_the_stack(site: Site, it: Guest) -> None:
    entry = a_crash(site.world)
    for _ in range(3):
        a_crash(site.world, at=entry.at)
    listed = it.open(f"{PATH}?event=job-broke")
    (link,) = (one for one in listed.links() if f"/logs/{entry.id}" in one)

    shown = it.open(link)

    assert shown.heading == "job-broke"
    assert "ZeroDivisionError: division by zero" in shown.text
    assert "Attempt 3" in shown.text
    assert "Component worker" in shown.text


@pytest.mark.parametrize("at", ["", "?at=", "?at=noon", "?at=2027-01-15T12:00:00Z"])
def test_an_absent_entry_is_not_found(site: Site, it: Guest, at: str) -> None:
    assert it.open(f"{PATH}/{fresh_id()}{at}").status == 404


@pytest.mark.story("6.2")
def test_what_was_found_is_taken_along_as_csv_and_json_lines(site: Site, it: Guest) -> None:
    a_crash(site.world)
    a_crash(site.world, event="job-done", level=Level.INFO)
    found = it.open(PATH).send("Search", level="error")
    addresses = [link for link in found.links() if "/export?" in link]

    files = [it.file(address) for address in addresses]

    assert [one.headers["content-type"].split(";")[0] for one in files] == [
        "text/csv",
        "application/x-ndjson",
    ]
    head, row = csv.reader(io.StringIO(files[0].text, newline=""))
    assert (head[3], row[3]) == ("event", "job-broke")
    (line,) = (json.loads(one) for one in files[1].text.splitlines())
    assert line["event"] == "job-broke"
    assert 'filename="entries.jsonl"' in files[1].headers["content-disposition"]


@pytest.mark.parametrize("path", [PATH, f"{PATH}/export", f"{PATH}/{ABSENT}"])
def test_the_log_is_for_it_alone(site: Site, path: str) -> None:
    assert site.enter(site.world.employee(Position.OPERATIONS)).open(path).status == 403
    assert site.guest().open(path).heading == "Sign in"


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (None, "nothing"),
        (True, "yes"),
        (7, "7"),
        ("plain words", "plain words"),
        ("2027-01-15T12:00:00+00:00", "15 Jan 2027, 12:00:00 UTC"),
        ("2027-13-99T12:00:00Z", "2027-13-99T12:00:00Z"),
        ([1, "two"], "1; two"),
        ([], "none"),
        ({"first_name": "Ada"}, "First name: Ada"),
    ],
)
def test_values_of_any_kind_are_told(fact: object, said: str) -> None:
    assert sayings.value(fact) == said
