"""Only tokens that we signed, unchanged and in time, are believed (stories 0.4, 0.5)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.adapters.system.signing_keys import new_key
from astrobookings.adapters.system.tokens import SignedTokens
from astrobookings.application.ports.tokens import AccessClaims
from astrobookings.domain.identity.errors import BadToken
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import SessionId, UserId

KEY = new_key()
TOKENS = SignedTokens([KEY])
NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)
CLAIMS = AccessClaims(
    user_id=UserId(UUID(int=1)),
    standing=Standing.TRAVELER,
    session_id=SessionId(UUID(int=2)),
    issued_at=NOW,
    expires_at=NOW + timedelta(minutes=15),
)
ACCESS = TOKENS.access(CLAIMS)
REFRESH = TOKENS.refresh(CLAIMS.session_id, 3)

moments = st.timedeltas(timedelta(0), timedelta(days=27_000)).map(lambda age: NOW + age)
claims = st.builds(
    AccessClaims,
    user_id=st.uuids().map(UserId),
    standing=st.sampled_from(Standing),
    session_id=st.uuids().map(SessionId),
    issued_at=moments,
    expires_at=moments,
)
signs = st.characters(codec="utf-8") | st.sampled_from("=.-_ \n+/A")


def refused(token: str, *, tokens: SignedTokens = TOKENS, now: datetime = NOW) -> bool:
    try:
        tokens.read_access(token, now)
    except BadToken:
        return True
    return False


def refresh_refused(token: str, *, tokens: SignedTokens = TOKENS) -> bool:
    try:
        tokens.read_refresh(token)
    except BadToken:
        return True
    return False


def payload() -> dict[str, Any]:
    return jwt.decode(ACCESS, options={"verify_signature": False})


def signed(changes: dict[str, Any], headers: dict[str, Any] | None = None) -> str:
    """A token with our own signature, whose payload has *changes*; None takes a claim away."""
    told = {name: value for name, value in (payload() | changes).items() if value is not None}
    header = {"kid": KEY.kid, "typ": "at+jwt"} | (headers or {})
    return jwt.encode(told, KEY.private, algorithm="EdDSA", headers=header)


@given(claims)
def test_a_token_says_what_it_was_made_of_until_it_expires(made: AccessClaims) -> None:
    token = TOKENS.access(made)

    assert TOKENS.read_access(token, made.expires_at - timedelta(microseconds=1)) == made
    assert refused(token, now=made.expires_at)


def test_time_is_told_by_the_caller_not_by_the_machine() -> None:
    past = evolve(CLAIMS, issued_at=NOW - timedelta(days=9000), expires_at=NOW)

    assert TOKENS.read_access(TOKENS.access(past), NOW - timedelta(seconds=1)) == past


@given(place=st.integers(0, len(ACCESS) - 1), sign=signs)
def test_a_token_with_any_sign_changed_is_refused(place: int, sign: str) -> None:
    changed = ACCESS[:place] + sign + ACCESS[place + 1 :]

    assert refused(changed) == (changed != ACCESS)


@given(place=st.integers(0, len(ACCESS)), sign=signs)
def test_a_token_with_anything_put_in_is_refused(place: int, sign: str) -> None:
    assert refused(ACCESS[:place] + sign + ACCESS[place:])


@given(part=st.integers(0, 2), bit=st.integers(0))
def test_a_token_with_any_bit_flipped_is_refused(part: int, bit: int) -> None:
    parts = ACCESS.split(".")
    raw = bytearray(urlsafe_b64decode(parts[part] + "=="))
    bit %= len(raw) * 8
    raw[bit // 8] ^= 1 << bit % 8
    parts[part] = urlsafe_b64encode(raw).rstrip(b"=").decode()

    assert refused(".".join(parts))


def test_every_other_spelling_of_the_signature_is_refused() -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    spellings = [ACCESS[:-1] + letter for letter in alphabet] + [f"{ACCESS}==", f"{ACCESS}\n"]

    assert [one for one in spellings if not refused(one)] == [ACCESS]


@given(st.text() | st.text("ey.J0-_=", max_size=60))
def test_nonsense_is_refused(token: str) -> None:
    assert refused(token)
    assert refresh_refused(token)


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "sid", "standing", "iat", "exp"])
def test_a_token_without_one_of_its_claims_is_refused(claim: str) -> None:
    assert refused(signed({claim: None}))


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "elsewhere"},
        {"aud": "elsewhere"},
        {"aud": ["astrobookings", "elsewhere"]},
        {"sub": "ada"},
        {"sub": 7},
        {"sid": 7},
        {"standing": "emperor"},
        {"exp": "tomorrow"},
        {"exp": 1e300},
        {"iat": [1]},
    ],
)
def test_a_token_with_odd_claims_is_refused(changes: dict[str, Any]) -> None:
    assert not refused(signed({}))
    assert refused(signed(changes))


@pytest.mark.parametrize(
    "headers", [{"typ": "JWT"}, {"typ": None}, {"kid": None}, {"kid": "another"}, {"kid": 7}]
)
def test_a_token_with_an_odd_header_is_refused(headers: dict[str, Any]) -> None:
    told = {name: value for name, value in headers.items() if value is not None}
    header = {"alg": "EdDSA", "kid": KEY.kid, "typ": "at+jwt"} | headers
    raw = json.dumps({name: value for name, value in header.items() if value is not None} | told)
    start = urlsafe_b64encode(raw.encode()).rstrip(b"=").decode() + "." + ACCESS.split(".")[1]
    mark = urlsafe_b64encode(KEY.private.sign(start.encode())).rstrip(b"=").decode()

    assert refused(f"{start}.{mark}")


@pytest.mark.filterwarnings("ignore::jwt.InsecureKeyLengthWarning")
def test_unsigned_tokens_and_other_algorithms_are_refused() -> None:
    header = {"kid": KEY.kid, "typ": "at+jwt"}
    public = KEY.private.public_key().public_bytes_raw()

    unsigned = jwt.encode(payload(), "", algorithm="none", headers=header)
    confused = jwt.encode(payload(), public, algorithm="HS256", headers=header)

    assert refused(unsigned)
    assert refused(confused)


def test_tokens_of_an_unknown_key_or_another_audience_are_refused() -> None:
    assert refused(SignedTokens([new_key()]).access(CLAIMS))
    assert refused(SignedTokens([evolve(new_key(), kid=KEY.kid)]).access(CLAIMS))
    assert refused(SignedTokens([KEY], audience="elsewhere").access(CLAIMS))
    assert refused(SignedTokens([KEY], issuer="elsewhere").access(CLAIMS))


def test_after_a_rotation_old_tokens_are_good_and_new_ones_have_the_new_key() -> None:
    fresh = new_key()
    rotated = SignedTokens([fresh, KEY])

    assert not refused(ACCESS, tokens=rotated)
    assert rotated.read_refresh(REFRESH) == (CLAIMS.session_id, 3)
    assert jwt.get_unverified_header(rotated.access(CLAIMS))["kid"] == fresh.kid
    assert refused(rotated.access(CLAIMS))
    assert refresh_refused(rotated.refresh(CLAIMS.session_id, 3))
    assert refused(ACCESS, tokens=SignedTokens([fresh]))


def test_tokens_without_a_key_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="need a key"):
        SignedTokens([])


def test_a_token_is_verified_once_but_its_time_is_asked_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tokens = SignedTokens([KEY])
    tokens.read_access(ACCESS, NOW)

    monkeypatch.setattr(jwt, "decode", None)

    assert tokens.read_access(ACCESS, NOW) == CLAIMS
    assert refused(ACCESS, tokens=tokens, now=CLAIMS.expires_at)
    assert refused(ACCESS, tokens=tokens)  # forgotten once it was seen to have expired


def test_only_so_many_tokens_are_remembered() -> None:
    tokens = SignedTokens([KEY], remembered=3)

    for number in range(10):
        one = evolve(CLAIMS, user_id=UserId(UUID(int=number)))
        assert tokens.read_access(tokens.access(one), NOW) == one

    assert len(tokens._memory._claims) == 3


@given(session=st.uuids().map(SessionId), generation=st.integers(0, 10**9))
def test_a_refresh_token_is_the_same_each_time_and_can_be_read(
    session: SessionId, generation: int
) -> None:
    token = TOKENS.refresh(session, generation)

    assert token == TOKENS.refresh(session, generation)
    assert TOKENS.read_refresh(token) == (session, generation)


@given(place=st.integers(0, len(REFRESH) - 1), sign=signs)
def test_a_refresh_token_with_any_sign_changed_is_refused(place: int, sign: str) -> None:
    changed = REFRESH[:place] + sign + REFRESH[place + 1 :]

    assert refresh_refused(changed) == (changed != REFRESH)


@pytest.mark.parametrize(
    ("old", "new"), [(".3.", ".4."), (".3.", ".03."), (".3.", ".+3."), (".3.", ". 3."), ("-", "")]
)
def test_another_generation_or_spelling_needs_another_signature(old: str, new: str) -> None:
    assert refresh_refused(REFRESH.replace(old, new))


def test_neither_kind_of_token_passes_for_the_other() -> None:
    assert refused(REFRESH)
    assert refresh_refused(ACCESS)
