"""List cursors: opaque, signed, good for one list with one set of filters."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

import msgspec
from attrs import field, frozen

from astrobookings.entrypoints.http.problems import Rejected

__all__ = ["Cursors"]

_MAC_BYTES = 16
_LONGEST = 2000

Key = tuple[str, ...]


@frozen
class Cursors:
    """Writes and reads cursors; *scope* names the list, its filters and its order."""

    secret: bytes = field(repr=False)

    def write(self, key: Key, scope: str) -> str:
        body = msgspec.json.encode(key)
        return urlsafe_b64encode(self._mac(body, scope) + body).decode().rstrip("=")

    def read(self, cursor: str, scope: str) -> Key:
        """The sort key in *cursor*.

        Raises:
            Rejected: 400, not made by this list with these filters.
        """
        try:
            raw = urlsafe_b64decode(cursor[:_LONGEST] + "=" * (-len(cursor) % 4))
        except (NotBase64, ValueError):
            raise _invalid() from None
        mac, body = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(body, scope)):
            raise _invalid()
        return msgspec.json.decode(body, type=Key)

    def _mac(self, body: bytes, scope: str) -> bytes:
        signed = hashlib.sha256(scope.encode()).digest() + body
        return hmac.digest(self.secret, signed, "sha256")[:_MAC_BYTES]


def _invalid() -> Rejected:
    detail = "The cursor was not made by this list with these filters and this order."
    return Rejected(status=400, code="invalid-cursor", detail=detail)
