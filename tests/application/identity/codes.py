"""A device that shows codes, as an authenticator does."""

from base64 import b32decode
from datetime import datetime
from hmac import digest

__all__ = ["code_at"]


def code_at(secret: str, moment: datetime) -> str:
    """The six digits that a device shows at *moment* (RFC 6238)."""
    step = int(moment.timestamp()) // 30
    mac = digest(b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 0xF
    return f"{(int.from_bytes(mac[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"
