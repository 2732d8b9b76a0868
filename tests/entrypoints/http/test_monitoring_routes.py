"""IT watches over the platform: logs, metrics, alerts, state; and Prometheus does."""

import asyncio
import csv
import io
import json
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, cast

import pytest
from attrs import define, evolve
from httpx import Response
from litestar.testing import TestClient
from prometheus_client.parser import text_string_to_metric_families

from astrobookings.application.ports.entry_log import EntryLog
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter, Level
from astrobookings.domain.monitoring.metrics import Metric
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.http.tables import csv_lines
from astrobookings.entrypoints.observing.observer import Observer
from astrobookings.testing.builders import a_sample, an_entry
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD, World

from .conftest import ROOMY, Person, Platform

SYSTEM = "/api/v1/system"
LOGS = f"{SYSTEM}/logs"
BOOKINGS = "/api/v1/booking/bookings"


@define
class Watched:
    """A platform that is observed, and an employee of IT who watches."""

    platform: Platform
    observer: Observer
    it: Person

    @property
    def world(self) -> World:
        return self.platform.world

    def entries(self, query: str = "") -> list[Any]:
        """What the log tells once everything noted is written."""
        self.observer.flush()
        answer = self.it.get(f"{LOGS}?limit=200{query}")
        assert answer.status_code == 200, answer.text
        return cast("list[Any]", answer.json()["items"])

    def figures(self) -> dict[str, Any]:
        """What Prometheus reads, by family."""
        answer = self.platform.client.get("/metrics", headers={"authorization": "Bearer s3cret"})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain")
        return {one.name: one for one in text_string_to_metric_families(answer.text)}


def watched_in(world: World) -> Iterator[Watched]:
    observer = Observer.of(world.system)
    settings = evolve(ROOMY, metrics_token="s3cret")
    with TestClient(
        create_app(world.system, *SERVICES, settings=settings, observer=observer),
        raise_server_exceptions=False,
    ) as client:
        platform = Platform(world, client)
        yield Watched(platform, observer, platform.employee(Position.IT))


@pytest.fixture
def watched() -> Iterator[Watched]:
    yield from watched_in(in_memory_world(faults=True))


@pytest.mark.story("6.1")
def test_changes_and_refusals_are_noted_with_who_asked(watched: Watched) -> None:
    world = watched.world
    traveler, launch = world.traveler(), world.launch()
    person = watched.platform.sign_in(traveler)

    booked = person.post(
        BOOKINGS, {"launch_id": str(launch.id), "seats": 1, "payment_method": "pm_ok"}
    )
    refused = person.post(BOOKINGS, {"launch_id": str(launch.id), "seats": 9})
    person.get(f"{SYSTEM}/logs")
    person.get(BOOKINGS)

    ids = [answer.headers["x-request-id"] for answer in (booked, refused)]
    served, denied = (watched.entries(f"&request_id={one}&component=booking")[-1] for one in ids)
    assert (served["event"], served["facts"]["status"]) == ("request-served", 201)
    assert (denied["event"], denied["facts"]["code"]) == ("request-refused", "seat-limit-exceeded")
    assert {served["actor"], denied["actor"]} == {str(traveler.user_id)}
    (forbidden,) = watched.entries("&component=system&event=request-refused")
    assert (forbidden["facts"]["status"], forbidden["level"]) == (403, "warning")
    assert not [one for one in watched.entries() if one["facts"].get("path") == BOOKINGS][2:]


@pytest.mark.story("6.1")
def test_failed_sign_ins_are_noted_without_what_was_typed(watched: Watched) -> None:
    traveler = watched.world.traveler()
    account = watched.world.parts.users.get(traveler.user_id)  # type: ignore[arg-type]
    for password in ("wrong-cinnamon-velvet-1", PASSWORD):
        watched.platform.client.post(
            f"{SYSTEM}/auth/login", json={"email": account.email, "password": password}
        )
    watched.world.settle()

    (refused,) = watched.entries("&event=sign-in-refused")
    assert (refused["facts"]["code"], refused["level"]) == ("wrong-credentials", "warning")
    assert refused["facts"]["origin"]
    assert [one["actor"] for one in watched.entries("&event=session-opened")][:1] == [
        str(traveler.user_id)
    ]
    assert "cinnamon" not in json.dumps(watched.entries())


@pytest.mark.story("6.1")
def test_nothing_in_the_log_is_a_secret(watched: Watched) -> None:
    world, client = watched.world, watched.platform.client
    person = watched.platform.sign_in(world.traveler())
    launch = world.launch()
    token = person.headers["authorization"].partition(" ")[2]
    link = "0197c3a0-0000-7000-8000-000000000011.c2VjcmV0LW9mLXRoZS1saW5r"
    for path, body in (
        (f"{SYSTEM}/auth/email-confirmations", {"token": link}),
        (f"{SYSTEM}/auth/password-resets/confirm", {"token": link, "password": "orbit-9-x"}),
        (f"{SYSTEM}/auth/refresh", {"refresh_token": token}),
        (f"{SYSTEM}/auth/me/password", {"password": PASSWORD, "new_password": "velvet-7-y"}),
        (BOOKINGS, {"launch_id": str(launch.id), "seats": 1, "payment_method": "pm_declined"}),
        (BOOKINGS, {"launch_id": str(launch.id), "seats": 1, "payment_method": "4242424242424242"}),
        (f"{SYSTEM}/auth/{token}?token={link}", {"password": PASSWORD}),
    ):
        person.post(path, body)
        client.post(path, json=body, headers={"cookie": f"access={token}", "x-request-id": token})
    world.settle()

    kept = world.parts.entry_log.search(PageRequest(200), EntryFilter())
    told = json.dumps(watched.entries()) + str(kept)
    for secret in (token, link, link.partition(".")[2], PASSWORD, "velvet-7-y", "orbit-9-x"):
        assert secret not in told
    assert "pm_declined" not in told
    assert "4242" not in told


def test_a_crash_is_noted_with_the_request(watched: Watched) -> None:
    def crash(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    object.__setattr__(watched.world.system, "list_spaceports", crash)

    answer = watched.platform.client.get("/api/v1/agency/spaceports")

    (entry,) = watched.entries(f"&request_id={answer.headers['x-request-id']}")
    assert (entry["event"], entry["level"]) == ("request-failed", "error")


def test_a_flood_of_refusals_is_summed_up(watched: Watched) -> None:
    client = watched.platform.client
    watched.observer.flush()
    for _ in range(80):
        client.get(BOOKINGS)

    refused = watched.entries("&event=request-refused&component=booking")
    (summed,) = watched.entries("&event=requests-refused")

    assert len(refused) == 50
    assert summed["facts"] == {"requests": 30}


@pytest.mark.story("6.2")
def test_entries_are_searched_by_words_and_filters(watched: Watched) -> None:
    world = watched.world
    somebody = world.traveler().user_id
    now = world.clock.now()
    world.system.record_entries(
        world.operator,
        [
            an_entry(at=now, level=Level.ERROR, message="Payment declined", actor=somebody),
            an_entry(at=now - timedelta(hours=2), component="worker", message="payment captured"),
        ],
    )

    def found(query: str) -> list[str]:
        return [one["message"] for one in watched.entries(f"&event=something-done{query}")]

    assert found("&text=PAYMENT") == ["Payment declined", "payment captured"]
    assert found("&text=declin* payment") == ["Payment declined"]
    assert found("&level=warning") == ["Payment declined"]
    assert found("&component=worker") == ["payment captured"]
    assert found(f"&actor={somebody}") == ["Payment declined"]
    assert found("&since=2027-01-15T11:00:00Z") == ["Payment declined"]
    assert found("&until=2027-01-15T11:00:00Z") == ["payment captured"]
    assert found("&until=2027-01-14") == []


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("text=!!!", "/text"),
        ("level=loud", "/level"),
        ("actor=me", "/actor"),
        ("since=yesterday", "/since"),
        ("text=%00", "/text"),
    ],
)
def test_odd_searches_are_refused(watched: Watched, query: str, pointer: str) -> None:
    for path in (LOGS, f"{LOGS}/export"):
        answer = watched.it.get(f"{path}?{query}")

        assert answer.status_code == 422
        assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


@pytest.mark.story("6.2")
def test_the_log_is_exported_as_json_lines(watched: Watched) -> None:
    entries = [an_entry(message=f"number {number}", facts={"n": number}) for number in range(450)]
    watched.world.system.record_entries(watched.world.operator, _past(watched, entries))

    answer = watched.it.get(f"{LOGS}/export?format=jsonl&event=something-done")

    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert answer.headers["content-disposition"] == 'attachment; filename="entries.jsonl"'
    assert {one["facts"]["n"] for one in lines} == set(range(450))
    assert lines[0].keys() == watched.entries()[0].keys()


def _past(watched: Watched, entries: list[Entry]) -> list[Entry]:
    """*entries* of a moment ago: an export tells what was before it was asked for."""
    return [evolve(one, at=watched.world.clock.now() - timedelta(seconds=1)) for one in entries]


@pytest.mark.story("6.2")
def test_no_cell_of_the_exported_table_is_a_formula(watched: Watched) -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", ' =HYPERLINK("http://x")', '"=1"']
    entries = [an_entry(message=text, component=text) for text in evil]
    watched.world.system.record_entries(watched.world.operator, _past(watched, entries))

    answer = watched.it.get(f"{LOGS}/export?event=something-done")

    assert answer.headers["content-type"].startswith("text/csv")
    head, *rows = csv.reader(io.StringIO(answer.text, newline=""))
    assert (head[0], len(rows)) == ("at", len(evil))
    for row in rows:
        assert not [cell for cell in row if cell.strip().startswith(("=", "+", "-", "@"))]
    assert {row[4].removeprefix("'") for row in rows} == set(evil)


def test_cells_of_all_kinds_are_written() -> None:
    rows: Sequence[Sequence[object]] = [("a", None, 1, 2.5, 'q"x', "l1\nl2", -3)]

    (row,) = csv.reader(io.StringIO(csv_lines(rows).decode(), newline=""))

    assert row == ["a", "", "1", "2.5", 'q"x', "l1\nl2", "-3"]


@pytest.mark.story("6.2")
def test_a_large_export_needs_little_memory(watched: Watched) -> None:
    batch = [an_entry(message="x" * 500, trace="y" * 2000) for _ in range(200)]
    size = 0

    def batches(*_: object) -> Iterator[Sequence[Entry]]:
        return (batch for _ in range(40))

    async def send(message: Any) -> None:
        nonlocal size
        size += len(message.get("body", b""))

    object.__setattr__(watched.world.system, "export_entries", batches)
    tracemalloc.start()
    begun = tracemalloc.get_traced_memory()[0]
    asyncio.run(_ask(watched, f"{LOGS}/export", send))
    peak = tracemalloc.get_traced_memory()[1] - begun
    tracemalloc.stop()

    assert size > 20_000_000
    assert peak < 5_000_000


async def _ask(watched: Watched, path: str, send: Any) -> None:
    """As a server asks the app, keeping nothing of the answer."""
    told = [(name.encode(), value.encode()) for name, value in watched.it.headers.items()]
    scope = {
        **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http"},
        **{"method": "GET", "path": path, "raw_path": path.encode(), "query_string": b""},
        **{"headers": told, "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80)},
        **{"root_path": "", "state": {}},
    }

    done = asyncio.Event()

    async def receive() -> Any:
        await done.wait()
        return {"type": "http.disconnect"}

    async def sent(message: Any) -> None:
        await send(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            done.set()

    await watched.platform.client.app(cast("Any", scope), receive, sent)


def test_an_export_is_refused_while_the_log_is_away(watched: Watched) -> None:
    class Away:
        def search(self, *_: object) -> None:
            raise Unavailable

    world = in_memory_world()
    world.restart(evolve(world.parts, entry_log=cast("EntryLog", Away())))
    for other in watched_in(world):
        answer = other.it.get(f"{LOGS}/export")

        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


@pytest.mark.story("6.4")
def test_metrics_are_shown_over_time(watched: Watched) -> None:
    now = watched.world.clock.now()
    watched.world.parts.metrics.add(
        [a_sample(at=now - age * timedelta(seconds=30), value=age) for age in range(1, 5)]
    )

    answer = watched.it.get(f"{SYSTEM}/metrics?metric=outbox_lag_seconds")
    every = watched.it.get(f"{SYSTEM}/metrics")

    (series,) = answer.json()["items"]
    assert (series["metric"], series["unit"]) == ("outbox_lag_seconds", "seconds")
    assert [point["mean"] for point in series["points"]] == [4, 3, 2, 1]
    assert answer.json()["step"] == 30
    assert len(every.json()["items"]) == len(Metric)


def test_an_odd_span_of_metrics_is_refused(watched: Watched) -> None:
    answer = watched.it.get(f"{SYSTEM}/metrics?since=2027-01-15&until=2027-01-14")

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/until")


@pytest.mark.story("6.5")
def test_alerts_and_the_state_of_the_platform_are_shown(watched: Watched) -> None:
    world = watched.world
    world.parts.metrics.add([a_sample(metric=Metric.OUTBOX_DEAD, at=world.clock.now(), value=2)])
    world.system.check_anomalies(world.operator)

    (alert,) = watched.it.get(f"{SYSTEM}/alerts?status=open").json()["items"]
    state = watched.it.get(f"{SYSTEM}/status").json()

    assert (alert["rule"], alert["figure"]) == ("outbox_dead", "outbox_dead is 2")
    assert (state["healthy"], state["alerts"]) == (False, [alert])
    assert {"metric": "operations_up", "unit": "count", "value": 1.0} in state["figures"]
    assert watched.it.get(f"{SYSTEM}/alerts?status=resolved").json()["items"] == []


@pytest.mark.story("6.4")
def test_prometheus_reads_requests_by_route(watched: Watched) -> None:
    client = watched.platform.client
    for _ in range(3):
        client.get("/api/v1/booking/launches")
    client.get(BOOKINGS)

    figures = watched.figures()

    requests = figures["astrobookings_http_requests"].samples
    board = [one for one in requests if one.labels["route"] == "/api/v1/booking/launches"]
    assert [(one.labels["status"], one.value) for one in board] == [("200", 3)]
    refused = [one for one in requests if one.labels["status"] == "401"]
    assert [one.labels["method"] for one in refused] == ["GET"]
    durations = figures["astrobookings_http_request_duration_seconds"].samples
    counted = {
        one.name.rpartition("_")[2]: one.value
        for one in durations
        if one.labels["route"] == BOOKINGS and one.labels.get("le") in {None, "+Inf"}
    }
    assert counted["bucket"] == counted["count"] == 1
    assert counted["sum"] > 0


@pytest.mark.story("6.4")
def test_nobody_can_make_up_labels(watched: Watched) -> None:
    client = watched.platform.client
    for number in range(30):
        client.get(f"/nowhere/{number}")
        client.get(f"/api/v1/made-up-{number}/x")
        client.get(f"{BOOKINGS}/{number}")
        client.request(f"VERB{number}", "/livez")

    samples = watched.figures()["astrobookings_http_requests"].samples

    assert {one.labels["method"] for one in samples} <= {"GET", "POST", "other"}
    assert {one.labels["service"] for one in samples} <= {"system", "booking", "site", "other"}
    assert not [one for one in samples if any(digit in one.labels["route"] for digit in "234567")]


@pytest.mark.story("6.4")
def test_prometheus_reads_the_newest_samples(watched: Watched) -> None:
    watched.world.system.sample_metrics(watched.world.operator)

    figures = watched.figures()

    assert figures["astrobookings_operations_up"].samples[0].value == 1
    assert "astrobookings_outbox_lag_seconds" in figures


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}])
def test_figures_are_for_this_machine_and_those_with_the_token(
    watched: Watched, headers: dict[str, str]
) -> None:
    answer: Response = watched.platform.client.get("/metrics", headers=headers)

    assert answer.status_code == 404
