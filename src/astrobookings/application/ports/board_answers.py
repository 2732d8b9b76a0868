"""Encoded answers of the launch board that processes share for a moment (CacheDB)."""

from datetime import timedelta
from typing import Protocol

from attrs import frozen

__all__ = ["BoardAnswers", "SharedAnswer"]


@frozen
class SharedAnswer:
    """The bytes of an answer, and how much longer they may be shown."""

    body: bytes
    left: timedelta


class BoardAnswers(Protocol):
    """Answers by key, each worked out by one process while the others wait for it.

    Every call raises `Unavailable` while the cache cannot be reached.
    """

    def find(self, key: str) -> SharedAnswer | None: ...

    def claim(self, key: str, lease: timedelta) -> bool:
        """Whether the caller is to work the answer out: it is not there, and nobody is at work.

        Nobody else is told to for *lease*, unless the caller puts or releases it before.
        """
        ...

    def put(self, key: str, body: bytes, left: timedelta) -> None:
        """Share an answer for *left*, and end the claim on it."""
        ...

    def release(self, key: str) -> None:
        """End a claim that came to nothing."""
        ...
