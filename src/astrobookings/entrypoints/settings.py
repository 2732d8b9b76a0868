"""Settings, read once from the environment (`ASTRO_...`)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import fields, frozen

__all__ = ["BadSettings", "Settings", "embedded_settings", "settings_from"]


class BadSettings(Exception):
    """A setting is missing or makes no sense; the text says which and what to do."""


@frozen(kw_only=True)
class Settings:
    """Where the parts of the platform are; chosen by URL scheme."""

    operations_url: str = ""
    """`sqlite:///file`, `postgresql+psycopg://…` or `memory://`."""
    system_url: str = ""
    """As `operations_url`."""
    smtp_url: str = ""
    """`smtp://…`, `smtps://…` or `mailbox:///file`."""
    payments_url: str = ""
    """`sandbox:///file`, with `?faults=1` for the fault methods."""
    public_url: str = ""
    """How people reach the platform, without a slash at the end."""
    keys_file: str = ""
    """The signing keys of tokens."""
    mail_from: str = "AstroBookings <no-reply@astrobookings.example>"
    embedded: bool = False
    """One process with its data in files: mailbox and sandbox pages are served."""
    clock_file: str = ""
    """Embedded mode only: holds the offset that `astrobookings demo clock` sets."""

    def __attrs_post_init__(self) -> None:
        names = ("operations_url", "system_url", "smtp_url", "payments_url", "public_url")
        missing = [name for name in (*names, "keys_file") if not getattr(self, name)]
        if missing:
            told = ", ".join(f"ASTRO_{name.upper()}" for name in missing)
            raise BadSettings(f"Set {told}, or use embedded mode (serve --embedded).")


def embedded_settings(
    folder: Path, *, port: int, host: str = "127.0.0.1", faults: bool = False
) -> Settings:
    """Everything in *folder*, served at *host*:*port*."""
    folder.mkdir(parents=True, exist_ok=True)
    return Settings(
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

    Raises:
        BadSettings: one that is needed is missing.
    """
    texts = [field.name for field in fields(Settings) if field.type is str]
    found = {name: environment.get(f"ASTRO_{name.upper()}") for name in texts}
    given: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    return Settings(**given)
