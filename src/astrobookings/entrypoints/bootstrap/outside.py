"""What speaks with the world: mail, payments; and what the machine gives: time, keys."""

import secrets
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from astrobookings.adapters.gateway.gateway import SandboxGateway
from astrobookings.adapters.memory.payment_signals import MemoryPaymentSignals
from astrobookings.adapters.smtp.local_mailbox import LocalMailbox
from astrobookings.adapters.smtp.mail import SmtpMail
from astrobookings.adapters.system.clock import ShiftedClock, SystemClock
from astrobookings.adapters.system.signing_keys import (
    BadKeys,
    SigningKey,
    load_or_create_keys,
    rotate_keys,
)
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.gateway import Gateway
from astrobookings.application.ports.mail import Mail, Mailbox
from astrobookings.application.ports.payment_signals import PaymentSignals
from astrobookings.entrypoints.bootstrap.closing import closing
from astrobookings.entrypoints.settings import BadSettings, Settings

__all__ = [
    "create_keys",
    "move_clock",
    "open_mail",
    "open_payments",
    "renew_keys",
    "signing_keys",
    "ticking",
]


def open_mail(settings: Settings, opened: ExitStack) -> tuple[Mail, Mailbox | None]:
    """Outgoing mail, and the box that shows it where one process has everything."""
    scheme = urlsplit(settings.smtp_url).scheme
    if scheme == "mailbox":
        box = closing(opened, LocalMailbox(settings.smtp_url))
        return box, box
    if scheme in {"smtp", "smtp+starttls", "smtps"}:
        return _smtp(settings), None
    raise BadSettings(
        "ASTRO_SMTP_URL begins with smtp://, smtp+starttls://, smtps:// or mailbox:///."
    )


def _smtp(settings: Settings) -> SmtpMail:
    try:
        return SmtpMail(settings.smtp_url, settings.mail_from)
    except ValueError as error:
        raise BadSettings(f"ASTRO_SMTP_URL or ASTRO_MAIL_FROM: {error}.") from None


def open_payments(
    settings: Settings, clock: Clock, opened: ExitStack
) -> tuple[Gateway, PaymentSignals]:
    """The payment gateway, and how its calls are known; the sandbox makes none."""
    url = urlsplit(settings.payments_url)
    if url.scheme == "stripe":
        return _open_stripe(settings)
    if url.scheme == "sandbox":
        faults = parse_qs(url.query).get("faults") == ["1"]
        gateway = closing(opened, SandboxGateway(settings.payments_url, faults))
        return gateway, MemoryPaymentSignals(secrets.token_hex(), clock)
    raise BadSettings("ASTRO_PAYMENTS_URL begins with stripe:// or sandbox:///.")


def _open_stripe(settings: Settings) -> tuple[Gateway, PaymentSignals]:
    from astrobookings.adapters.stripe.account import StripeAccount
    from astrobookings.adapters.stripe.gateway import StripeGateway
    from astrobookings.adapters.stripe.payment_signals import StripePaymentSignals

    try:
        account = StripeAccount.of(settings.payments_url)
    except ValueError as error:
        raise BadSettings(f"ASTRO_PAYMENTS_URL: {error}.") from None
    gateway = StripeGateway(account, f"{settings.public_url}/traveler/bookings")
    return gateway, StripePaymentSignals(account)


def signing_keys(settings: Settings) -> tuple[SigningKey, ...]:
    """The keys that tokens are signed with; embedded mode makes them when they are not there."""
    if not settings.embedded and not Path(settings.keys_file).exists():
        told = f"ASTRO_KEYS_FILE: there is no file {settings.keys_file}"
        raise BadSettings(f"{told}; run astrobookings keys create, or copy it from where it is.")
    try:
        return load_or_create_keys(settings.keys_file)
    except OSError as error:
        told = f"ASTRO_KEYS_FILE: {settings.keys_file} cannot be read: {error.strerror}"
        raise BadSettings(f"{told}; it belongs to the user that the platform runs as.") from error
    except BadKeys as error:
        raise BadSettings(f"ASTRO_KEYS_FILE: {error}") from error


def create_keys(settings: Settings) -> bool:
    """Make the file of signing keys; False if it is there already."""
    if Path(settings.keys_file).exists():
        return False
    load_or_create_keys(settings.keys_file)
    return True


def renew_keys(settings: Settings, *, keep: int) -> int:
    """Sign with a fresh key from now on, and keep so many in total; how many there are."""
    signing_keys(settings)
    return len(rotate_keys(settings.keys_file, keep=keep))


def ticking(settings: Settings) -> Clock:
    """The time, or in embedded mode the time as `move_clock` set it."""
    return ShiftedClock(settings.clock_file) if settings.clock_file else SystemClock()


def move_clock(folder: Path, step: timedelta | None) -> datetime:
    """Move the embedded clock of *folder* by *step*, or back to real time; what it then says."""
    clock = ShiftedClock(folder / "clock")
    return clock.reset() if step is None else clock.move(step)
