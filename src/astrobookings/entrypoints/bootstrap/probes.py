"""Is each system there, and as it should be? What to do if not."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial

from attrs import frozen

from astrobookings.adapters.smtp.mail import SmtpMail
from astrobookings.application.ports.mail import MailRefused
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.kernel.errors import NotFound, Unavailable
from astrobookings.entrypoints.bootstrap.outside import open_mail, open_payments, ticking
from astrobookings.entrypoints.bootstrap.schemas import Schema, schemas
from astrobookings.entrypoints.settings import Settings, without_secrets

__all__ = ["Probe", "Trouble", "probes"]

_NO_CHARGE = "pi_of_the_doctor"
"""A charge that no gateway has; who says so has let us in."""


class Trouble(Exception):
    """What is wrong with a system, and what to do."""


@frozen
class Probe:
    """A look at one system."""

    name: str
    """The setting that names it, such as `ASTRO_SYSTEM_URL`."""
    where: str
    look: Callable[[], str]
    """What is fine about it. Raises: Trouble."""


def probes(settings: Settings) -> Iterator[Probe]:
    """A look at each system that *settings* name.

    Raises:
        BadSettings: a library for one of them is not installed.
    """
    urls = {"operations": settings.operations_url, "system": settings.system_url}
    for schema in schemas(settings):
        setting = f"ASTRO_{schema.name.upper()}_URL"
        look = partial(_store, settings, schema, setting)
        yield Probe(setting, without_secrets(urls[schema.name]), look)
    if settings.shared_cache:
        where = without_secrets(settings.cache_url)
        yield Probe("ASTRO_CACHE_URL", where, lambda: _cache(settings))
    where = without_secrets(settings.smtp_url)
    yield Probe("ASTRO_SMTP_URL", where, lambda: _mail(settings))
    where = without_secrets(settings.payments_url)
    yield Probe("ASTRO_PAYMENTS_URL", where, lambda: _gateway(settings))


def _store(settings: Settings, schema: Schema, setting: str) -> str:
    try:
        if schema.name == "system" and settings.system_on_mongo:
            _require_a_replica_set(settings.system_url)
        behind = schema.is_behind()
    except Unavailable as error:
        raise Trouble(_away(error, setting)) from error
    if behind:
        raise Trouble("is not at the present schema; run: astrobookings migrate")
    return "answers and is at the present schema"


def _require_a_replica_set(url: str) -> None:
    from astrobookings.adapters.mongo import Standalone, mongo_standalone

    if mongo_standalone(url):
        raise Trouble(f"cannot be used. {Standalone()}")


def _away(error: Unavailable, setting: str) -> str:
    reason = str(error.__cause__ or error).strip().splitlines()[0]
    return (
        f"does not answer ({reason}); is it running, and does {setting} name the right host, "
        "port, user and password?"
    )


def _cache(settings: Settings) -> str:
    from astrobookings.adapters.redis.store import RedisStore

    with closing(RedisStore(settings.cache_url)) as store:
        try:
            store.run(lambda redis: redis.set(store.key("doctor"), b"", px=1000))
        except Unavailable as error:
            told = _away(error, "ASTRO_CACHE_URL")
            raise Trouble(f"{told} Until then everything goes on, slower.") from error
    return "answers and may be written to"


def _mail(settings: Settings) -> str:
    with ExitStack() as opened:
        mail, _ = open_mail(settings, opened)
        if not isinstance(mail, SmtpMail):
            return "keeps mails in a file; nobody gets them"
        try:
            mail.check()
        except MailRefused as error:
            raise Trouble(
                f"takes no mails ({error}); is the server running, and does ASTRO_SMTP_URL have "
                "the right port, user and password? Mails wait until it does."
            ) from error
    return "lets us in"


def _gateway(settings: Settings) -> str:
    with ExitStack() as opened:
        gateway, _ = open_payments(settings, ticking(settings), opened)
        try:
            gateway.retrieve(_NO_CHARGE)
        except NotFound:
            pass
        except GatewaySilent as error:
            raise Trouble("does not answer; can this machine reach it? Payments wait.") from error
        except Exception as error:
            raise Trouble(
                f"refuses us ({type(error).__name__}: {error}); is the secret key in "
                "ASTRO_PAYMENTS_URL right?"
            ) from error
    return "lets us in"
