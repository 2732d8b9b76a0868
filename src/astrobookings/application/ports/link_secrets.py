"""Secrets of the links in mails."""

from typing import Protocol

__all__ = ["LinkSecrets"]


class LinkSecrets(Protocol):
    """Makes secrets nobody can guess, and the hashes to know them by."""

    def new(self) -> str:
        """At least 128 random bits as URL-safe text."""
        ...

    def hash(self, secret: str) -> str: ...
