"""Argon2id hashes on threads of their own; strength as zxcvbn scores it."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TypeVar

from argon2 import Parameters, PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from attrs import frozen
from zxcvbn import zxcvbn

from astrobookings.domain.kernel.errors import Unavailable

__all__ = ["INTERACTIVE", "Argon2Passwords", "PasswordsBusy"]

INTERACTIVE = Parameters(
    type=Type.ID,
    version=19,
    salt_len=16,
    hash_len=32,
    time_cost=2,
    memory_cost=19 * 1024,
    parallelism=1,
)
"""Argon2id over 19 MiB (given in KiB), two passes, one lane: about 50 ms."""

_MEASURED = 72
"""Characters whose strength is measured; zxcvbn takes seconds for much more."""

T = TypeVar("T")


@frozen
class PasswordsBusy(Unavailable):
    """More passwords wait to be hashed than can be soon; `retry_after` is in seconds."""

    retry_after: int = 5

    def __str__(self) -> str:
        return f"Many people are signing in right now; try again in {self.retry_after} seconds."


class Argon2Passwords:
    """Hashes on `threads` threads, by default one per core, so that sign-ins starve nobody else.

    At most `waiting` passwords queue for them; beyond that every verb that hashes raises
    `PasswordsBusy`.
    """

    def __init__(
        self,
        parameters: Parameters = INTERACTIVE,
        *,
        threads: int | None = None,
        waiting: int = 64,
    ) -> None:
        count = threads or os.cpu_count() or 1
        self._hasher = PasswordHasher.from_parameters(parameters)
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="argon2")
        self._places = BoundedSemaphore(count + waiting)
        self._nobody = self._hasher.hash("nobody's password")

    def hash(self, password: str) -> str:
        """Raises: PasswordsBusy."""
        return self._on_pool(lambda: self._hasher.hash(_bytes(password)))

    def verify(self, password_hash: str, password: str) -> bool:
        """Raises: PasswordsBusy."""
        return self._on_pool(lambda: self._matches(password_hash, password))

    def waste_time(self, password: str) -> None:
        """Raises: PasswordsBusy."""
        self._on_pool(lambda: self._matches(self._nobody, password))

    def strength(self, password: str, personal: tuple[str, ...]) -> int:
        """Of the first 72 characters."""
        if not password:
            return 0
        words = [word for word in personal if word]
        measured = zxcvbn(password[:_MEASURED], user_inputs=words, max_length=_MEASURED)
        return int(measured["score"])

    def close(self) -> None:
        """Finish what was begun and end the threads."""
        self._pool.shutdown()

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False

    def _on_pool(self, work: Callable[[], T]) -> T:
        if not self._places.acquire(blocking=False):
            raise PasswordsBusy
        try:
            return self._pool.submit(work).result()
        finally:
            self._places.release()


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
