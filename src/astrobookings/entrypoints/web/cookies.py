"""The cookies of pages: who is signed in, and the token that forms carry.

Where the platform is reached by https they are `__Host-` cookies, which no other host can set.
Plain http is for a machine of one's own; there the port is in the name, so that two platforms on
one machine do not sign each other's people out.
"""

from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

from attrs import frozen
from litestar.datastructures import Cookie

__all__ = ["CookieJar"]

Kind = Literal["access", "refresh", "half-way", "form", "flash"]


@frozen
class CookieJar:
    """Names and marks of the cookies at one public address."""

    public_url: str

    @property
    def secure(self) -> bool:
        return self.public_url.startswith("https:")

    def name(self, kind: Kind) -> str:
        if self.secure:
            return f"__Host-astro-{kind}"
        port = urlsplit(self.public_url).port
        return f"astro-{kind}-{port}" if port else f"astro-{kind}"

    def cookie(self, kind: Kind, value: str, lasts: timedelta) -> Cookie:
        return Cookie(
            key=self.name(kind),
            value=value,
            max_age=int(lasts.total_seconds()),
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )

    def gone(self, kind: Kind) -> Cookie:
        return self.cookie(kind, "", timedelta(0))
