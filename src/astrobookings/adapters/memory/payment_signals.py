"""Calls of a payment gateway in memory."""

import hashlib
import hmac
import json

from attrs import field, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.payment_signals import PaymentSignal
from astrobookings.domain.booking.errors import SignatureInvalid

__all__ = ["MemoryPaymentSignals"]

_OLDEST = 300
"""Seconds between signing and reading."""


@frozen
class MemoryPaymentSignals:
    """Believes `{"provider_id": ...}` signed by whoever knows the *secret*; `sign` signs."""

    secret: str = field(repr=False)
    clock: Clock

    def read(self, body: bytes, signature: str) -> PaymentSignal:
        moment, _, _ = signature.partition(".")
        fresh = moment.isdecimal() and int(moment) >= self.clock.now().timestamp() - _OLDEST
        if not fresh or not hmac.compare_digest(signature.encode(), self._signed(body, moment)):
            raise SignatureInvalid
        return PaymentSignal(json.loads(body).get("provider_id"))

    def sign(self, body: bytes) -> str:
        """The signature of *body* now."""
        return self._signed(body, str(int(self.clock.now().timestamp()))).decode()

    def _signed(self, body: bytes, moment: str) -> bytes:
        told = hmac.new(self.secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
        return f"{moment}.{told.hexdigest()}".encode()
