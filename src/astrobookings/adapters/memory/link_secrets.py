"""Secrets of the links in mails, from the standard library."""

from hashlib import sha256
from secrets import token_urlsafe

__all__ = ["MemoryLinkSecrets"]

_BYTES = 32


class MemoryLinkSecrets:
    """256 random bits; a plain SHA-256 is enough to keep such a secret unreadable."""

    def new(self) -> str:
        return token_urlsafe(_BYTES)

    def hash(self, secret: str) -> str:
        return sha256(secret.encode()).hexdigest()
