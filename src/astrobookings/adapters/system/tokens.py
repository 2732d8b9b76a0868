"""Signed tokens: access as JWT (EdDSA), refresh as session, generation and MAC."""

import hmac
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from threading import Lock
from typing import Any
from uuid import UUID

import jwt
from jwt.utils import base64url_decode, base64url_encode

from astrobookings.adapters.system.signing_keys import SigningKey
from astrobookings.application.ports.tokens import AccessClaims
from astrobookings.domain.identity.errors import BadToken
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import SessionId, UserId

__all__ = ["SignedTokens"]

_ALGORITHM = "EdDSA"
_TYPE = "at+jwt"
_REQUIRED = ["iss", "aud", "sub", "sid", "standing", "iat", "exp"]
_LONGEST_ACCESS = 2000
_LONGEST_REFRESH = 200


class SignedTokens:
    """Signs with the first of *keys*; tokens of all of them are good.

    Up to `remembered` access tokens are known again by their digest, so that each is verified
    once; whether one has expired is asked every time.
    """

    def __init__(
        self,
        keys: Sequence[SigningKey],
        *,
        issuer: str = "astrobookings",
        audience: str = "astrobookings",
        remembered: int = 10_000,
    ) -> None:
        if not keys:
            raise ValueError("tokens need a key")
        self._keys = tuple(keys)
        self._public = {key.kid: key.private.public_key() for key in keys}
        self._issuer = issuer
        self._audience = audience
        self._memory = _Memory(remembered)

    def access(self, claims: AccessClaims) -> str:
        key = self._keys[0]
        payload = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": str(claims.user_id),
            "sid": str(claims.session_id),
            "standing": claims.standing.value,
            "iat": claims.issued_at.timestamp(),
            "exp": claims.expires_at.timestamp(),
        }
        headers = {"kid": key.kid, "typ": _TYPE}
        return jwt.encode(payload, key.private, algorithm=_ALGORITHM, headers=headers)

    def read_access(self, token: str, now: datetime) -> AccessClaims:
        digest = sha256(_bytes(token)).digest()
        claims = self._memory.recall(digest)
        if claims is None:
            claims = self._verified(token)
            if now < claims.expires_at:
                self._memory.keep(digest, claims)
        if now >= claims.expires_at:
            self._memory.forget(digest)
            raise BadToken
        return claims

    def refresh(self, session_id: SessionId, generation: int) -> str:
        return _refresh_token(self._keys[0], session_id, generation)

    def read_refresh(self, token: str) -> tuple[SessionId, int]:
        session_id, generation = _parts(token)
        given = _bytes(token)
        good = [
            hmac.compare_digest(_refresh_token(key, session_id, generation).encode(), given)
            for key in self._keys
        ]
        if not any(good):
            raise BadToken
        return session_id, generation

    def _verified(self, token: str) -> AccessClaims:
        if len(token) > _LONGEST_ACCESS or not _canonical(token):
            raise BadToken
        try:
            header = jwt.get_unverified_header(token)
            payload = jwt.decode(
                token,
                self._public[header["kid"]],
                algorithms=[_ALGORITHM],
                issuer=self._issuer,
                audience=self._audience,
                options={
                    "require": _REQUIRED,
                    "strict_aud": True,
                    # the time is the caller's to say
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                },
            )
            if header.get("typ") != _TYPE:
                raise BadToken
            return _claims(payload)
        except (jwt.InvalidTokenError, KeyError, TypeError, ValueError, OverflowError):
            raise BadToken from None


class _Memory:
    """Claims of verified tokens by digest; the oldest go first when it is full."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._claims: OrderedDict[bytes, AccessClaims] = OrderedDict()
        self._lock = Lock()

    def recall(self, digest: bytes) -> AccessClaims | None:
        return self._claims.get(digest)

    def keep(self, digest: bytes, claims: AccessClaims) -> None:
        with self._lock:
            self._claims[digest] = claims
            while len(self._claims) > self._most:
                self._claims.popitem(last=False)

    def forget(self, digest: bytes) -> None:
        with self._lock:
            self._claims.pop(digest, None)


def _bytes(token: str) -> bytes:
    return token.encode("utf-8", "surrogatepass")


def _canonical(token: str) -> bool:
    """Whether the signature is spelled the one way its bytes are; others decode to the same."""
    signature = token.rpartition(".")[2]
    try:
        return base64url_encode(base64url_decode(signature)).decode() == signature
    except ValueError:
        return False


def _claims(payload: Mapping[str, Any]) -> AccessClaims:
    return AccessClaims(
        user_id=UserId(UUID(str(payload["sub"]))),
        standing=Standing(payload["standing"]),
        session_id=SessionId(UUID(str(payload["sid"]))),
        issued_at=datetime.fromtimestamp(payload["iat"], UTC),
        expires_at=datetime.fromtimestamp(payload["exp"], UTC),
    )


def _refresh_token(key: SigningKey, session_id: SessionId, generation: int) -> str:
    named = f"{session_id}.{generation}"
    mac = hmac.digest(key.refresh_secret, f"refresh.{named}".encode(), "sha256")
    return f"{named}.{base64url_encode(mac).decode()}"


def _parts(token: str) -> tuple[SessionId, int]:
    """What *token* claims to be; a wrong spelling of it fails the comparison afterwards."""
    try:
        if len(token) > _LONGEST_REFRESH:
            raise ValueError("too long")
        session, generation, _ = token.split(".")
        return SessionId(UUID(session)), int(generation)
    except ValueError:
        raise BadToken from None
