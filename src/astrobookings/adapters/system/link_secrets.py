"""Secrets from the machine's source of randomness, known by their SHA-256."""

import secrets
from hashlib import sha256

__all__ = ["RandomLinkSecrets"]

_BYTES = 32


class RandomLinkSecrets:
    """256 random bits each, so that a plain hash suffices."""

    def new(self) -> str:
        return secrets.token_urlsafe(_BYTES)

    def hash(self, secret: str) -> str:
        return sha256(secret.encode("utf-8", "replace")).hexdigest()
