"""Between password and code (story 0.2): what was proven so far, sealed in a cookie.

It is encrypted, so that neither the page nor the browser's disk holds a password; no script can
read it, no other site sends it along, and it is worth nothing after a few minutes. Processes that
share a secret can open each other's.
"""

from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import msgspec
from attrs import field, frozen
from cryptography.fernet import Fernet, InvalidToken

from astrobookings.application.identity.credentials_proof import Credentials
from astrobookings.application.identity.sign_in import SignInRequest
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["HalfWay"]

_LASTS = timedelta(minutes=10)


@frozen
class HalfWay:
    """The address and password of somebody who still has to show a code."""

    email: str
    password: str = field(repr=False)

    @classmethod
    def of(cls, request: WebRequest) -> "HalfWay | None":
        """Who is half-way in this browser; nobody if it is too long ago."""
        sealed, now = request.cookies.get(request.jar.name("half-way"), ""), _seconds(request)
        try:
            opened = _box(request).decrypt_at_time(sealed, int(_LASTS.total_seconds()), now)
        except (InvalidToken, ValueError):  # anything may stand in a cookie
            return None
        return cls(*msgspec.json.decode(opened, type=tuple[str, str]))

    def keep(self, request: WebRequest) -> None:
        """Have the browser bring it along for the next step."""
        told = msgspec.json.encode((self.email, self.password))
        sealed = _box(request).encrypt_at_time(told, _seconds(request))
        cookie = request.jar.cookie("half-way", sealed.decode(), _LASTS)
        request.set_cookie(replace(cookie, samesite="strict"))

    @staticmethod
    def forget(request: WebRequest) -> None:
        request.set_cookie(request.jar.gone("half-way"))

    def credentials(self, request: WebRequest) -> Credentials:
        return Credentials(email=self.email, password=self.password, origin_address=request.origin)

    def sign_in(self, request: WebRequest, code: str | None = None) -> SignInRequest:
        return SignInRequest(
            email=self.email,
            password=self.password,
            code=code,
            origin_address=request.origin,
            user_agent=request.headers.get("user-agent", ""),
        )


def _box(request: WebRequest) -> Fernet:
    secret = request.http.settings.cursor_secret
    return Fernet(urlsafe_b64encode(sha256(b"half-way" + secret).digest()))


def _seconds(request: WebRequest) -> int:
    return int(request.system.clock.now().timestamp())
