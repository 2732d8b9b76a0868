"""No secret stands in the entry log, wherever it slipped in."""

import base64
import json
import string
from collections.abc import Callable
from urllib.parse import quote
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.adapters.system.link_secrets import RandomLinkSecrets
from astrobookings.adapters.system.passwords import Argon2Passwords
from astrobookings.domain.monitoring.entries import Entry
from astrobookings.domain.monitoring.redaction import (
    HIDDEN,
    names_a_secret,
    redacted,
    redacted_facts,
)
from astrobookings.testing.builders import an_entry

BASE64 = string.ascii_letters + string.digits + "-_"

tokens = st.text(BASE64, min_size=20, max_size=60)
passwords = st.text(
    string.ascii_letters + string.digits + "!#$%+-./:?@^_~ ", min_size=12, max_size=40
).filter(lambda text: text.strip() == text and len(set(text)) > 6)


@st.composite
def access_tokens(draw: DrawFn) -> str:
    """As `SignedTokens` makes them: three parts, the first of which is JSON."""
    head = base64.urlsafe_b64encode(json.dumps({"alg": "EdDSA", "kid": draw(tokens)}).encode())
    body = base64.urlsafe_b64encode(json.dumps({"sub": str(draw(st.uuids()))}).encode())
    return f"{head.decode().rstrip('=')}.{body.decode().rstrip('=')}.{draw(tokens)}"


@st.composite
def link_tokens(draw: DrawFn) -> str:
    """As they stand in mails: the id of the link, a point, the secret."""
    return f"{draw(st.uuids())}.{draw(tokens)}"


@st.composite
def cards(draw: DrawFn) -> str:
    """Numbers with the right check digit, written in groups or not."""
    digits = [int(one) for one in draw(st.text(string.digits, min_size=15, max_size=15))]
    doubled = [
        sum(divmod(2 * one, 10)) if place % 2 == 0 else one for place, one in enumerate(digits)
    ]
    number = "".join(map(str, [*digits, -sum(doubled) % 10]))
    gap = draw(st.sampled_from(["", " ", "-"]))
    return gap.join(number[begin : begin + 4] for begin in range(0, 16, 4))


methods = st.text(string.ascii_letters + string.digits, min_size=6, max_size=24).map("pm_{}".format)
keys = st.builds(
    "{}_{}_{}".format,
    st.sampled_from(["sk", "rk", "pk", "whsec"]),
    st.sampled_from(["live", "test"]),
    st.text(string.ascii_letters + string.digits, min_size=16, max_size=40),
)

BARE: dict[str, SearchStrategy[str]] = {
    "access token": access_tokens(),
    "link token": link_tokens(),
    "payment method": methods,
    "key of the gateway": keys,
    "card number": cards(),
}
"""Secrets that give themselves away wherever they stand."""

NAMED = ["password", "new_password", "refresh_token", "api_key", "client_secret", "payment_method"]
WRAPPINGS: dict[str, Callable[[str, str], str]] = {
    "repr": lambda name, secret: f"SignInRequest(email='a@b.example', {name}={secret!r}, x=1)",
    "JSON": lambda name, secret: json.dumps({"email": "a@b.example", name: secret, "x": 1}),
    "cut JSON": lambda name, secret: json.dumps({name: secret})[:-2],
    "form": lambda name, secret: f"email=a%40b.example&{name}={quote(secret)}&x=1",
    "line": lambda name, secret: f"{name}: {secret}\nx: 1",
}
"""Ways in which a name and a secret come to stand in a text."""


def shreds(secret: str) -> set[str]:
    """What must not be left of *secret*: itself, as it is and as forms have it, and its halves."""
    half = len(secret) // 2
    return {secret, quote(secret), secret[:half], secret[half:]}


@pytest.mark.story("6.1")
@pytest.mark.parametrize("kind", BARE)
@given(data=st.data(), before=st.text(max_size=20), after=st.text(max_size=20))
def test_secrets_are_known_by_what_they_look_like(
    kind: str, data: st.DataObject, before: str, after: str
) -> None:
    secret = data.draw(BARE[kind])
    assume(secret[len(secret) // 2 :] not in before + after)

    for text in (f"{before} {secret} {after}", f"{before}({secret}). {after}", f"x={secret}, y"):
        shown = redacted(text)

        assert HIDDEN in shown
        assert secret not in shown
        assert secret[len(secret) // 2 :] not in shown


@pytest.mark.story("6.1")
@pytest.mark.parametrize("wrapping", WRAPPINGS)
@given(name=st.sampled_from(NAMED), secret=passwords)
def test_secrets_are_known_by_their_names(wrapping: str, name: str, secret: str) -> None:
    text = WRAPPINGS[wrapping](name, secret)

    shown = redacted(text)

    assert HIDDEN in shown
    assert not [shred for shred in shreds(secret) if shred in shown]


@given(scheme=st.sampled_from(["Bearer", "bearer", "Basic"]), secret=tokens)
def test_credentials_in_headers_are_hidden(scheme: str, secret: str) -> None:
    for text in (
        f"Authorization: {scheme} {secret}",
        f"authorization={scheme} {secret}",
        f"[(b'authorization', b'{scheme} {secret}')]",
        f"Proxy-Authorization: {scheme} {secret}",
        f"Cookie: a=b; __Host-access={secret}; c={secret}",
        f"Set-Cookie: __Host-refresh={secret}; HttpOnly",
    ):
        assert secret not in redacted(text)


@given(
    scheme=st.sampled_from(["postgresql+psycopg", "mongodb", "redis", "smtp", "stripe"]),
    secret=st.text(BASE64 + "@:!%", min_size=8, max_size=30),
)
def test_passwords_in_addresses_of_servers_are_hidden(scheme: str, secret: str) -> None:
    shown = redacted(f"cannot reach {scheme}://astro:{secret}@db.example:5432/system?x=1")

    assert secret not in shown
    assert shown.endswith("@db.example:5432/system?x=1")


def test_what_our_own_adapters_make_is_hidden() -> None:
    secret = RandomLinkSecrets().new()
    passwords_ = Argon2Passwords()
    hashed = passwords_.hash("orbit-velvet-cinnamon-42")
    passwords_.close()

    shown = redacted(f"secret of the link {secret} and hash {hashed} of it")

    assert secret not in shown
    assert hashed[-20:] not in shown


def test_private_keys_are_hidden_even_when_cut_off() -> None:
    begin = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\n"

    assert "MC4C" not in redacted(f"key {begin}-----END PRIVATE KEY----- end")
    assert redacted(f"key {begin}-----END PRIVATE KEY----- end").endswith(" end")
    assert "MC4C" not in redacted(begin)


@given(facts=st.dictionaries(st.text(max_size=10), passwords), name=st.sampled_from(NAMED))
def test_facts_are_hidden_by_their_names(facts: dict[str, str], name: str) -> None:
    shown = redacted_facts({**facts, name: "correct horse", f"old_{name}": 12345, "left": None})

    assert (shown[name], shown[f"old_{name}"], shown["left"]) == (HIDDEN, HIDDEN, None)


@given(text=st.text(max_size=200) | st.sampled_from(NAMED).map("{}=x y, z".format))
def test_hiding_twice_changes_nothing(text: str) -> None:
    assert redacted(redacted(text)) == redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "POST /api/v1/booking/bookings was answered 409 sold-out.",
        "Booking confirmed by book-seats.",
        f"the job settle-payments waits for a system {UUID(int=7)}",
        "event 0197c3a0-1111-7000-8000-000000000001 (booking-confirmed) was not handled",
        "the token expired a minute ago",
        "outbox_lag_seconds is 730",
        "2027-01-15T12:00:00+00:00 AB-7K2M9Q 1250000.00 USD for ada@example.org",
        '  File "/srv/astrobookings/application/identity/sign_in.py", line 62, in __call__',
        "KeyError: 'launch_copies_of_the_system_store_in_the_second_version'",
        "",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    "name", ["password", "Authorization", "card_number", "X-Api-Key", "apiKey", "csrf_token"]
)
def test_names_tell_of_secrets(name: str) -> None:
    assert names_a_secret(name)


@pytest.mark.parametrize("name", ["status", "path", "refund_id", "session_id", "origin", "count"])
def test_other_names_do_not(name: str) -> None:
    assert not names_a_secret(name)


@pytest.mark.story("6.1")
@given(data=st.data(), kind=st.sampled_from(sorted(BARE)))
def test_no_field_of_an_entry_lets_a_secret_through(data: st.DataObject, kind: str) -> None:
    secret = data.draw(BARE[kind])
    padding = data.draw(st.sampled_from([0, 900, 3990, 16_000, 63_990]))
    text = f"{'so ' * (padding // 3)}{secret} and so on\n"

    entry = an_entry(
        message=text, request_id=secret, facts={"detail": text, secret: 1}, trace=text * 2
    )

    told = repr(entry) + entry.trace
    assert secret not in told
    assert secret[len(secret) // 2 :] not in told


def test_the_trace_of_a_crash_does_not_tell_what_was_typed() -> None:
    typed = "-".join(["orbit", "velvet", "cinnamon", "42"])

    def sign_in(password: str) -> None:
        raise ValueError(f"cannot read {{'password': '{password}'}}")

    entry = _crash_of(lambda: sign_in(typed))

    assert "ValueError: cannot read {'password': ***}" in entry.trace
    assert typed not in entry.trace


def _crash_of(act: Callable[[], None]) -> Entry:
    import traceback

    try:
        act()
    except ValueError as error:
        return an_entry(trace="".join(traceback.format_exception(error)))
    raise AssertionError("nothing crashed")
