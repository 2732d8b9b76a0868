"""A Stripe on this machine, for the tests of this folder."""

from collections.abc import Iterator

import pytest

from astrobookings.adapters.stripe.account import StripeAccount
from astrobookings.adapters.stripe.gateway import StripeGateway

from .peer import StripePeer, running_stripe

BACK = "https://book.example/traveler/bookings"


@pytest.fixture(scope="session")
def peer() -> Iterator[StripePeer]:
    """Give the Stripe of this test process."""
    with running_stripe() as started:
        yield started


@pytest.fixture
def account(peer: StripePeer) -> StripeAccount:
    return StripeAccount.of(peer.url)


@pytest.fixture
def gateway(account: StripeAccount) -> StripeGateway:
    return StripeGateway(account, BACK)
