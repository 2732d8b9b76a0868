"""A device in words (story 0.6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.devices import device_of

MOZILLA = "Mozilla/5.0"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.story("0.6")
@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (
            f"{MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Linux",
        ),
        (f"{MOZILLA} (Windows NT 10.0) {WEBKIT} Chrome/140.0 Safari/537.36", "Chrome on Windows"),
        (
            f"{MOZILLA} (Windows NT 10.0) {WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            f"{MOZILLA} (Linux; Android 16) {WEBKIT} Chrome/140.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        (
            f"{MOZILLA} (Macintosh; Intel Mac OS X 15_0) Version/19.0 Safari/605.1",
            "Safari on macOS",
        ),
        ("curl/8.14.1", "curl"),
        ("python-httpx/0.28.1", "Python"),
        ("", "unknown device"),
    ],
)
def test_a_user_agent_is_told_in_words(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device


@given(st.text())
def test_whatever_is_sent_gets_a_name(user_agent: str) -> None:
    assert device_of(user_agent)
