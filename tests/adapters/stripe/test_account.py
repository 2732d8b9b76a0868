"""The URL of the settings says where Stripe is, and nothing shows its secrets."""

import pytest

from astrobookings.adapters.stripe.account import StripeAccount

KEY, SECRET = "sk_live_abc", "whsec_xyz"


@pytest.mark.parametrize(
    ("host", "api"),
    [
        ("api.stripe.com", "https://api.stripe.com"),
        ("stripe.example:8443", "https://stripe.example:8443"),
        ("127.0.0.1:8420", "http://127.0.0.1:8420"),
        ("localhost:8420", "http://localhost:8420"),
        ("[::1]:8420", "http://[::1]:8420"),
        ("10.0.0.7:8420", "https://10.0.0.7:8420"),
        ("localhost.example", "https://localhost.example"),
    ],
)
def test_only_this_machine_is_spoken_to_in_the_clear(host: str, api: str) -> None:
    account = StripeAccount.of(f"stripe://{KEY}@{host}?webhook_secret={SECRET}")

    assert account == StripeAccount(api, KEY, SECRET)


def test_secrets_may_be_percent_encoded() -> None:
    account = StripeAccount.of("stripe://rk_a%2Fb@api.stripe.com?webhook_secret=whsec_%2Bx")

    assert (account.secret_key, account.webhook_secret) == ("rk_a/b", "whsec_+x")


@pytest.mark.parametrize(
    "url",
    [
        "stripe://",
        "stripe://api.stripe.com?webhook_secret=whsec_xyz",
        "stripe://pk_live_abc@api.stripe.com?webhook_secret=whsec_xyz",
        "stripe://sk_live_abc@api.stripe.com",
        "stripe://sk_live_abc@?webhook_secret=whsec_xyz",
        "https://sk_live_abc@api.stripe.com?webhook_secret=whsec_xyz",
    ],
)
def test_what_is_missing_is_told_without_repeating_the_rest(url: str) -> None:
    with pytest.raises(ValueError, match="write it like stripe://sk_live_…@api") as refusal:
        StripeAccount.of(url)

    assert KEY not in str(refusal.value)
    assert SECRET not in str(refusal.value)


def test_no_secret_is_shown() -> None:
    account = StripeAccount("https://api.stripe.com", KEY, SECRET)

    assert repr(account) == "StripeAccount(api='https://api.stripe.com')"
