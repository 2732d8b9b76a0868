"""The payment gateway is chosen by its URL."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from attrs import evolve

from astrobookings.adapters.gateway.gateway import SandboxGateway
from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.stripe.account import StripeAccount
from astrobookings.adapters.stripe.gateway import StripeGateway
from astrobookings.adapters.stripe.payment_signals import StripePaymentSignals
from astrobookings.domain.booking.errors import SignatureInvalid
from astrobookings.entrypoints.bootstrap.outside import open_payments
from astrobookings.entrypoints.settings import BadSettings, Settings, embedded_settings
from astrobookings.testing.builders import NOW

CLOCK = MemoryClock(NOW)
STRIPE = "stripe://sk_live_hidden@api.stripe.com?webhook_secret=whsec_hidden"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return embedded_settings(tmp_path, port=8000)


def test_stripe_is_chosen_by_its_scheme(settings: Settings) -> None:
    chosen = evolve(settings, payments_url=STRIPE, public_url="https://book.example")

    with ExitStack() as opened:
        gateway, signals = open_payments(chosen, CLOCK, opened)

    account = StripeAccount("https://api.stripe.com", "sk_live_hidden", "whsec_hidden")
    assert gateway == StripeGateway(account, "https://book.example/traveler/bookings")
    assert signals == StripePaymentSignals(account)
    assert "hidden" not in f"{gateway!r} {signals!r} {chosen!r}"


def test_what_stripe_lacks_is_told_without_its_secrets(settings: Settings) -> None:
    chosen = evolve(settings, payments_url="stripe://sk_live_hidden@api.stripe.com")

    with ExitStack() as opened, pytest.raises(BadSettings, match="webhook") as refusal:
        open_payments(chosen, CLOCK, opened)

    assert "hidden" not in str(refusal.value)


def test_nobody_can_call_in_the_name_of_the_sandbox(settings: Settings) -> None:
    with ExitStack() as opened:
        gateway, signals = open_payments(settings, CLOCK, opened)

        assert isinstance(gateway, SandboxGateway)
        for signature in ("", "1.2", f"{int(NOW.timestamp())}."):
            with pytest.raises(SignatureInvalid):
                signals.read(b"{}", signature)
