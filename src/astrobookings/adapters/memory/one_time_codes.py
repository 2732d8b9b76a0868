"""Codes of a second factor, from the standard library."""

import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from hmac import compare_digest
from hmac import digest as hmac
from urllib.parse import quote, urlencode

__all__ = ["MemoryOneTimeCodes"]

_ISSUER = "AstroBookings"
_DIGITS = 6
_SECONDS = 30


class MemoryOneTimeCodes:
    """RFC 6238 in full: its codes are those of any authenticator."""

    def new_secret(self) -> str:
        return b32encode(secrets.token_bytes(20)).decode()

    def uri(self, secret: str, account: str) -> str:
        label = quote(f"{_ISSUER}:{account}", safe="")
        said = urlencode({"secret": secret, "issuer": _ISSUER}, quote_via=quote)
        return f"otpauth://totp/{label}?{said}"

    def step(self, secret: str, code: str, now: datetime) -> int | None:
        present = int(now.timestamp()) // _SECONDS
        steps = (present, present - 1, present + 1)
        given = code.encode()
        return next((one for one in steps if compare_digest(_code(secret, one), given)), None)

    def new_recovery_code(self) -> str:
        signs = b32encode(secrets.token_bytes(10)).decode()
        return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def _code(secret: str, step: int) -> bytes:
    """The digits of *step* (RFC 4226)."""
    mac = hmac(b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 0xF
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**_DIGITS:0{_DIGITS}}".encode()
