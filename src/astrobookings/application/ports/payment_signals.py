"""What the payment gateway calls us about."""

from typing import Protocol

from attrs import frozen

__all__ = ["PaymentSignal", "PaymentSignals"]


@frozen
class PaymentSignal:
    """Something happened at the gateway; what it was is asked of the gateway itself."""

    provider_id: str | None
    """The charge it is about, if it is about one."""


class PaymentSignals(Protocol):
    """Tells the gateway's calls from everybody else's."""

    def read(self, body: bytes, signature: str) -> PaymentSignal:
        """The signal in *body*, to the byte as it came.

        Raises:
            SignatureInvalid: the gateway did not sign this, or too long ago.
        """
        ...
