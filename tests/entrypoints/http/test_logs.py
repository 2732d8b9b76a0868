"""Each request leaves one line, which gives nothing away."""

import io
import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import structlog

from astrobookings.entrypoints.http import logs
from astrobookings.entrypoints.http.settings import HttpSettings

from .stub import bearer, client_of, stub_system


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.BytesIO]:
    """Give what the configured logs write."""
    written = io.BytesIO()
    monkeypatch.setattr(logs, "sys", SimpleNamespace(stderr=SimpleNamespace(buffer=written)))
    logs.configure_logs(cache=False)
    yield written
    structlog.reset_defaults()


def test_a_request_is_one_line_without_secrets(lines: io.BytesIO) -> None:
    with client_of(stub_system(), HttpSettings()) as client:
        client.cookies.set("session", "cookie-secret")
        client.get(
            "/api/v1/booking/launches?text=query-secret",
            headers=bearer() | {"x-request-id": "req-7"},
        )

    (line,) = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert (line["event"], line["level"]) == ("request", "info")
    assert (line["method"], line["path"]) == ("GET", "/api/v1/booking/launches")
    assert (line["status"], line["request_id"]) == (200, "req-7")
    assert line["ms"] >= 0
    text = lines.getvalue().decode()
    assert not [
        secret for secret in ("cookie-secret", "query-secret", "good-token") if secret in text
    ]


def test_the_board_in_memory_is_logged_too(lines: io.BytesIO) -> None:
    with client_of(stub_system(), HttpSettings()) as client:
        for _ in range(2):
            client.get("/api/v1/booking/launches")

    assert len(lines.getvalue().splitlines()) == 2
