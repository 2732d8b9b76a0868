"""Codes of a second factor (stories 0.2, 0.6)."""

from datetime import datetime
from typing import Protocol

__all__ = ["OneTimeCodes"]


class OneTimeCodes(Protocol):
    """Codes that change with time: six digits every 30 seconds, after RFC 6238 with SHA-1."""

    def new_secret(self) -> str:
        """160 random bits in base 32."""
        ...

    def uri(self, secret: str, account: str) -> str:
        """The `otpauth://` address by which a device learns *secret* of *account*."""
        ...

    def step(self, secret: str, code: str, now: datetime) -> int | None:
        """The time step *code* belongs to: that of *now* or one of its neighbours, else None."""
        ...

    def new_recovery_code(self) -> str:
        """80 random bits in base 32, in groups of four with dashes between them."""
        ...
