"""Where Stripe is and how it knows us."""

from ipaddress import ip_address
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from attrs import field, frozen

__all__ = ["StripeAccount"]

_SHAPE = "write it like stripe://sk_live_…@api.stripe.com?webhook_secret=whsec_…"


@frozen
class StripeAccount:
    """The account that payments go to; shows no secret wherever it is printed."""

    api: str
    """The address of the API."""
    secret_key: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    """What Stripe signs its calls to us with."""

    @classmethod
    def of(cls, url: str) -> Self:
        """The account at `stripe://<secret key>@<host[:port]>?webhook_secret=…`.

        Spoken to in the clear on this machine alone, where nobody listens.

        Raises:
            ValueError: something is missing; the text repeats no secret.
        """
        parts = urlsplit(url)
        key, host = unquote(parts.username or ""), parts.hostname or ""
        (secret, *_) = parse_qs(parts.query).get("webhook_secret", [""])
        if parts.scheme != "stripe" or not host:
            raise ValueError(_SHAPE)
        if not key.startswith(("sk_", "rk_")):
            raise ValueError(f"the secret key of the account is missing; {_SHAPE}")
        if not secret:
            raise ValueError(f"the signing secret of the webhook is missing; {_SHAPE}")
        scheme = "http" if _on_this_machine(host) else "https"
        shown = f"[{host}]" if ":" in host else host
        place = f"{shown}:{parts.port}" if parts.port else shown
        return cls(f"{scheme}://{place}", key, secret)


def _on_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
