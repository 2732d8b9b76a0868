"""The payment gateway tells us that something happened to a charge (story 2.3)."""

from attrs import frozen

from astrobookings.application.booking.settle_payments import SettlePayments
from astrobookings.application.ports.payment_signals import PaymentSignals
from astrobookings.domain.identity.roles import Principal

__all__ = ["HearGateway"]


@frozen
class HearGateway:
    """A signal only wakes the settling of its charge, which asks the gateway how things stand.

    So it does not matter how often signals come, how late, in which order, or whether at all.
    """

    payment_signals: PaymentSignals
    settle_payments: SettlePayments

    def __call__(self, body: bytes, signature: str, *, request_id: str) -> bool:
        """Whether the gateway, asked about the signal in *body*, spoke of a payment of ours.

        Raises:
            SignatureInvalid: it does not come from the gateway.
            Unavailable: it is worth sending again.
        """
        signal = self.payment_signals.read(body, signature)
        if signal.provider_id is None:
            return False
        by = Principal.system(service="finance", request_id=request_id)
        return self.settle_payments(by, provider_id=signal.provider_id) > 0
