"""Codes of a second factor, by pyotp and the machine's source of randomness."""

import secrets
from base64 import b32encode
from datetime import datetime

import pyotp

__all__ = ["TotpCodes"]

_ISSUER = "AstroBookings"


class TotpCodes:
    def new_secret(self) -> str:
        return pyotp.random_base32()

    def uri(self, secret: str, account: str) -> str:
        return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=_ISSUER)

    def step(self, secret: str, code: str, now: datetime) -> int | None:
        codes = pyotp.TOTP(secret)
        present = codes.timecode(now)
        steps = (present, present - 1, present + 1)
        return next(
            (one for one in steps if pyotp.utils.strings_equal(codes.generate_otp(one), code)), None
        )

    def new_recovery_code(self) -> str:
        signs = b32encode(secrets.token_bytes(10)).decode()
        return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))
