"""Access and refresh tokens signed with a shared secret."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac
from secrets import token_bytes
from uuid import UUID

from astrobookings.application.ports.tokens import AccessClaims
from astrobookings.domain.identity.errors import BadToken
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import SessionId, UserId

__all__ = ["MemoryTokens"]


class MemoryTokens:
    """HMAC-SHA256 with one secret: whoever can read tokens can also make them.

    Keys never rotate; the tokens are no JSON Web Tokens. Without a *secret* a random one is made,
    so that tokens do not outlive the process.
    """

    def __init__(self, secret: bytes | None = None) -> None:
        self._secret = token_bytes(32) if secret is None else secret

    def access(self, claims: AccessClaims) -> str:
        said = {
            "user_id": str(claims.user_id),
            "standing": claims.standing.value,
            "session_id": str(claims.session_id),
            "issued_at": claims.issued_at.timestamp(),
            "expires_at": claims.expires_at.timestamp(),
        }
        return self._signed("access", urlsafe_b64encode(json.dumps(said).encode()).decode())

    def read_access(self, token: str, now: datetime) -> AccessClaims:
        said = self._read("access", token)
        try:
            claims = _claims(json.loads(urlsafe_b64decode(said)))
        except (ValueError, KeyError, TypeError):
            raise BadToken from None
        if now >= claims.expires_at:
            raise BadToken
        return claims

    def refresh(self, session_id: SessionId, generation: int) -> str:
        return self._signed("refresh", f"{session_id}:{generation}")

    def read_refresh(self, token: str) -> tuple[SessionId, int]:
        said = self._read("refresh", token)
        try:
            session_id, generation = said.split(":")
            return SessionId(UUID(session_id)), int(generation)
        except ValueError:
            raise BadToken from None

    def _signed(self, use: str, said: str) -> str:
        return f"{said}.{self._signature(use, said)}"

    def _read(self, use: str, token: str) -> str:
        said, _, signature = token.partition(".")
        if not compare_digest(signature.encode(), self._signature(use, said).encode()):
            raise BadToken
        return said

    def _signature(self, use: str, said: str) -> str:
        return hmac(self._secret, f"{use}:{said}".encode(), sha256).hexdigest()


def _claims(said: dict[str, object]) -> AccessClaims:
    return AccessClaims(
        user_id=UserId(UUID(str(said["user_id"]))),
        standing=Standing(str(said["standing"])),
        session_id=SessionId(UUID(str(said["session_id"]))),
        issued_at=_instant(said["issued_at"]),
        expires_at=_instant(said["expires_at"]),
    )


def _instant(seconds: object) -> datetime:
    return datetime.fromtimestamp(float(str(seconds)), UTC)
