"""What every adapter of `PaymentSignals` must do."""

from collections.abc import Callable

import pytest
from attrs import frozen

from astrobookings.application.ports.payment_signals import PaymentSignals
from astrobookings.domain.booking.errors import SignatureInvalid

__all__ = ["PaymentSignalsContract", "SigningGateway"]


@frozen
class SigningGateway:
    """The signals of a gateway, and the gateway's own side of them."""

    signals: PaymentSignals
    about: Callable[[str | None], bytes]
    """The body of a signal about a charge, or about none."""
    sign: Callable[[bytes, int], str]
    """The signature of a body as of so many seconds ago."""


class PaymentSignalsContract:
    """Only what the gateway signed a moment ago is believed. Needs a fixture `signing`."""

    @pytest.mark.parametrize("provider_id", ["pi_1", None])
    def test_a_signed_signal_is_believed(
        self, signing: SigningGateway, provider_id: str | None
    ) -> None:
        body = signing.about(provider_id)

        for seconds in (0, 299):
            signal = signing.signals.read(body, signing.sign(body, seconds))
            assert signal.provider_id == provider_id

    def test_an_old_signature_is_not(self, signing: SigningGateway) -> None:
        body = signing.about("pi_1")

        with pytest.raises(SignatureInvalid):
            signing.signals.read(body, signing.sign(body, 302))

    def test_a_signature_is_good_for_its_body_to_the_byte(self, signing: SigningGateway) -> None:
        body = signing.about("pi_1")
        signature = signing.sign(body, 0)

        for other in (signing.about("pi_2"), body + b" ", b"", b"\xff" + body):
            with pytest.raises(SignatureInvalid):
                signing.signals.read(other, signature)

    def test_the_time_of_a_signature_cannot_be_changed(self, signing: SigningGateway) -> None:
        body = signing.about("pi_1")
        old, fresh = signing.sign(body, 9000), signing.sign(body, 0)
        moment = next(n for n in _numbers(fresh) if n not in _numbers(old))
        then = next(n for n in _numbers(old) if n not in _numbers(fresh))

        with pytest.raises(SignatureInvalid):
            signing.signals.read(body, old.replace(then, moment, 1))

    @pytest.mark.parametrize("signature", ["", "t=1,v1=", "t=,v1=ab", "1.ab", "v1=é", "\u0661.x"])
    def test_what_is_no_signature_is_refused(self, signing: SigningGateway, signature: str) -> None:
        with pytest.raises(SignatureInvalid):
            signing.signals.read(signing.about("pi_1"), signature)


def _numbers(signature: str) -> list[str]:
    """The parts of *signature* that may be a time."""
    parts = signature.replace("=", ".").replace(",", ".").split(".")
    return [part for part in parts if part.isdecimal() and len(part) == 10]
