"""Settings, read once from the environment (`ASTRO_...`); `docs/deploy.md` explains each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from attrs import Attribute, field, fields, frozen

from astrobookings.application.policies.policy_book import Setting

__all__ = [
    "BadSettings",
    "Settings",
    "embedded_settings",
    "is_configured",
    "setting_names",
    "settings_from",
    "shown",
    "without_secrets",
]


class BadSettings(Exception):
    """A setting is missing or makes no sense; the text says which and what to do."""


def without_secrets(url: str) -> str:
    """*url* as it may be shown: no user's password, no key, no query."""
    user, at, rest = url.rpartition("@")
    scheme, slashes, _ = user.partition("://")
    shown = f"{scheme}{slashes}***@{rest}" if at else url
    place, mark, _ = shown.partition("?")
    return f"{place}?***" if mark else place


def _url(*schemes: str, default: str = "") -> Any:
    """A field that holds an URL with one of *schemes*; where it is shown, without its secrets."""

    def check(_: "Settings", attribute: "Attribute[str]", value: str) -> None:
        if value and urlsplit(value).scheme not in schemes:
            *others, last = (f"{scheme}://" for scheme in schemes)
            begins = f"{', '.join(others)} or {last}" if others else last
            name = f"ASTRO_{attribute.name.upper()}"
            raise BadSettings(f"{name} begins with {begins}, not as {without_secrets(value)!r}.")

    return field(default=default, validator=check, repr=without_secrets)


_SQL = ("sqlite", "postgresql", "postgresql+psycopg")
_MONGO = ("mongodb", "mongodb+srv")
_REDIS = ("redis", "rediss")


@frozen(kw_only=True)
class Settings:
    """Where the parts of the platform are; chosen by URL scheme."""

    operations_url: str = _url(*_SQL)
    """OperationsDB: `postgresql+psycopg://…` or `sqlite:///file`."""
    system_url: str = _url(*_SQL, *_MONGO)
    """SystemDB: `mongodb://…/database?replicaSet=…`, or as `operations_url`."""
    cache_url: str = _url(*_REDIS, "memory", default="memory://")
    """CacheDB and the worker's broker: `redis://…`, or `memory://` for a process that is alone."""
    smtp_url: str = _url("smtp", "smtp+starttls", "smtps", "mailbox")
    """Outgoing mail: `smtp://…`, `smtp+starttls://…`, `smtps://…` or `mailbox:///file`."""
    payments_url: str = _url("stripe", "sandbox")
    """The payment gateway: `stripe://…`, or `sandbox:///file`, with `?faults=1` for its faults."""
    public_url: str = _url("https", "http")
    """How people reach the platform, without a slash at the end."""
    keys_file: str = ""
    """The signing keys of tokens."""
    mail_from: str = "AstroBookings <no-reply@astrobookings.example>"
    """Whom mails come from."""
    policies_file: str = ""
    """Figures of policies that differ from the defaults; empty: none do."""
    forwarded_hops: int = 0
    """Proxies in front whose X-Forwarded-For is believed; rate limits go by the address in it."""
    visitor_rate: str = "600/minute"
    """Requests of one address without a valid token."""
    sign_in_rate: str = "60/minute"
    """Of these, the ones that change something, signing in among them."""
    metrics_token: str = field(default="", repr=False)
    """Lets a bearer of it read /metrics from elsewhere; empty: only the machine itself may."""
    embedded: bool = False
    """One process with its data in files: mailbox and sandbox pages are served."""
    clock_file: str = ""
    """Holds the offset that `astrobookings demo clock` sets; for demonstrations and tests."""

    def __attrs_post_init__(self) -> None:
        names = ("operations_url", "system_url", "smtp_url", "payments_url", "public_url")
        missing = [name for name in (*names, "keys_file") if not getattr(self, name)]
        if missing:
            told = ", ".join(f"ASTRO_{name.upper()}" for name in missing)
            raise BadSettings(f"Set {told}, or use embedded mode (serve --embedded).")

    @property
    def system_on_mongo(self) -> bool:
        """Whether SystemDB is MongoDB."""
        return urlsplit(self.system_url).scheme in _MONGO

    @property
    def shared_cache(self) -> bool:
        """Whether CacheDB is a Redis that processes share."""
        return urlsplit(self.cache_url).scheme in _REDIS


_NOTHING: Mapping[str, str] = {}
_NO_PLACES = {
    *("mail_from", "policies_file", "metrics_token"),
    *("forwarded_hops", "visitor_rate", "sign_in_rate"),
}
"""Settings that have a meaning in embedded mode too."""


def embedded_settings(
    folder: Path,
    *,
    port: int,
    host: str = "127.0.0.1",
    faults: bool = False,
    environment: Mapping[str, str] = _NOTHING,
) -> Settings:
    """Everything in *folder*, served at *host*:*port*; *environment* may say the rest.

    Raises:
        BadSettings: something in *environment* makes no sense.
    """
    folder.mkdir(parents=True, exist_ok=True)
    others = {name: value for name, value in _given(environment).items() if name in _NO_PLACES}
    return Settings(
        **others,
        operations_url=f"sqlite:///{folder / 'operations.db'}",
        system_url=f"sqlite:///{folder / 'system.db'}",
        smtp_url=f"mailbox:///{folder / 'mailbox.db'}",
        payments_url=f"sandbox:///{folder / 'gateway.db'}" + ("?faults=1" if faults else ""),
        public_url=f"http://{host}:{port}",
        keys_file=str(folder / "keys.json"),
        embedded=True,
        clock_file=str(folder / "clock"),
    )


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings that *environment* says, each as ASTRO_ and its name.

    ASTRO_, the name and _FILE names a file that holds the value instead: secrets need not stand in
    the environment.

    Raises:
        BadSettings: one that is needed is missing, or makes no sense.
    """
    return Settings(**_given(environment))


def _given(environment: Mapping[str, str]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for one in fields(Settings):
        name = f"ASTRO_{one.name.upper()}"
        if one.type in {str, int} and (value := _value(environment, name)):
            given[one.name] = value if one.type is str else _number(name, value)
    return given


def shown(settings: Settings) -> tuple[Setting, ...]:
    """*settings* as they may be shown: no passwords, keys or tokens."""
    return tuple(
        Setting(f"ASTRO_{one.name.upper()}", _masked(one, settings), _is_default(one, settings))
        for one in fields(Settings)
    )


def _masked(one: "Attribute[Any]", settings: Settings) -> str:
    value = getattr(settings, one.name)
    if callable(one.repr):
        return one.repr(value)
    return str(value) if one.repr or not value else "***"


def _is_default(one: "Attribute[Any]", settings: Settings) -> bool:
    return bool(getattr(settings, one.name) == one.default)


def setting_names() -> tuple[str, ...]:
    """The variables that `settings_from` reads, without those that end in _FILE for another."""
    return tuple(f"ASTRO_{one.name.upper()}" for one in fields(Settings) if one.type in {str, int})


def is_configured(environment: Mapping[str, str]) -> bool:
    """Whether *environment* names any of the systems, so that embedded mode was not meant."""
    urls = (f"ASTRO_{one.name.upper()}" for one in fields(Settings) if one.name.endswith("_url"))
    return any(environment.get(url) or environment.get(f"{url}_FILE") for url in urls)


def _number(name: str, value: str) -> int:
    if not value.isdecimal():
        raise BadSettings(f"{name} is a whole number, not {value!r}.")
    return int(value)


def _value(environment: Mapping[str, str], name: str) -> str:
    value, file = environment.get(name, ""), environment.get(f"{name}_FILE", "")
    if value and file:
        raise BadSettings(f"Set {name} or {name}_FILE, not both.")
    if not file:
        return value
    try:
        return Path(file).read_text("utf-8").strip()
    except OSError as error:
        raise BadSettings(f"{name}_FILE: {file} cannot be read: {error.strerror}.") from error
