"""Password hashing and strength."""

from typing import Protocol

__all__ = ["Passwords"]


class Passwords(Protocol):
    """Slow, salted hashes."""

    def hash(self, password: str) -> str: ...

    def verify(self, password_hash: str, password: str) -> bool: ...

    def waste_time(self, password: str) -> None:
        """Take as long as `verify`, for addresses nobody registered."""
        ...

    def strength(self, password: str, personal: tuple[str, ...]) -> int:
        """0 (guessed at once) to 4; *personal* words make it weaker."""
        ...
