"""The composition root: the only place that picks adapters, by the scheme of each URL."""

import random
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qs, urlsplit

from astrobookings.adapters.documents.letters import JinjaLetters
from astrobookings.adapters.documents.papers import DocumentPapers
from astrobookings.adapters.gateway.gateway import SandboxGateway
from astrobookings.adapters.memory.attempts import MemoryAttempts
from astrobookings.adapters.memory.ended_sessions import MemoryEndedSessions
from astrobookings.adapters.smtp.local_mailbox import LocalMailbox
from astrobookings.adapters.smtp.mail import SmtpMail
from astrobookings.adapters.sql import (
    SqlAgencies,
    SqlBookings,
    SqlChanges,
    SqlCharges,
    SqlHandled,
    SqlIdempotencyKeys,
    SqlLaunchBoard,
    SqlLaunches,
    SqlLedger,
    SqlLinks,
    SqlNotifications,
    SqlOutbox,
    SqlProfiles,
    SqlQuotes,
    SqlReceipts,
    SqlRefunds,
    SqlRockets,
    SqlSeatLedger,
    SqlSessions,
    SqlSpaceports,
    SqlStore,
    SqlTravelers,
    SqlUsers,
    Which,
    behind,
    migrate,
)
from astrobookings.adapters.system.clock import ShiftedClock, SystemClock
from astrobookings.adapters.system.contact_rules import LibraryContactRules
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.adapters.system.link_secrets import RandomLinkSecrets
from astrobookings.adapters.system.passwords import Argon2Passwords
from astrobookings.adapters.system.signing_keys import load_or_create_keys
from astrobookings.adapters.system.tokens import SignedTokens
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.mail import Mail, Mailbox
from astrobookings.entrypoints.settings import BadSettings, Settings
from astrobookings.entrypoints.system import Parts, System, assemble

__all__ = [
    "System",
    "migrate_stores",
    "move_clock",
    "open_parts",
    "open_system",
    "store_parts",
    "stores_behind",
]


def open_system(settings: Settings) -> System:
    """The system that *settings* describe, on stores that are migrated already.

    Raises:
        BadSettings: an URL of an unknown kind.
    """
    return assemble(open_parts(settings))


def open_parts(settings: Settings, *, clock: Clock | None = None, durable: bool = True) -> Parts:
    """An adapter for each port, as *settings* have it; *durable* as `SqlStore` says.

    Raises:
        BadSettings: an URL of an unknown kind.
    """
    ids = SystemIds()
    ticking = clock or _clock(settings)
    with ExitStack() as opened:
        operations = _closing(opened, SqlStore(settings.operations_url, ids, durable=durable))
        system = _closing(opened, SqlStore(settings.system_url, ids, durable=durable))
        gateway = _closing(opened, _gateway(settings))
        passwords = _closing(opened, Argon2Passwords())
        mail, mailbox = _mail(settings, opened)
        return Parts(
            **store_parts(operations, system),
            ended_sessions=MemoryEndedSessions(ticking),
            attempts=MemoryAttempts(),
            clock=ticking,
            ids=ids,
            passwords=passwords,
            tokens=SignedTokens(_keys(settings)),
            link_secrets=RandomLinkSecrets(),
            contact_rules=LibraryContactRules(),
            gateway=gateway,
            mail=mail,
            mailbox=mailbox,
            letters=JinjaLetters(),
            papers=DocumentPapers(),
            jitter=random.SystemRandom().random,
            public_url=settings.public_url,
            close=opened.pop_all().close,
        )


class _Closes(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=_Closes)


def _closing(opened: ExitStack, part: C) -> C:
    opened.callback(part.close)
    return part


def store_parts(operations: SqlStore, system: SqlStore) -> dict[str, Any]:
    """The parts of `Parts` that live in the two databases."""
    return {
        "operations": operations.transaction,
        "operations_outbox": SqlOutbox(operations),
        "operations_changes": SqlChanges(operations),
        "operations_handled": SqlHandled(operations),
        "agencies": SqlAgencies(operations),
        "rockets": SqlRockets(operations),
        "spaceports": SqlSpaceports(operations),
        "launches": SqlLaunches(operations),
        "board": SqlLaunchBoard(operations),
        "seat_ledger": SqlSeatLedger(operations),
        "bookings": SqlBookings(operations),
        "charges": SqlCharges(operations),
        "refunds": SqlRefunds(operations),
        "quotes": SqlQuotes(operations),
        "ledger": SqlLedger(operations),
        "receipts": SqlReceipts(operations),
        "travelers": SqlTravelers(operations),
        "keys": SqlIdempotencyKeys(operations),
        "system": system.transaction,
        "system_outbox": SqlOutbox(system),
        "system_changes": SqlChanges(system),
        "system_handled": SqlHandled(system),
        "users": SqlUsers(system),
        "profiles": SqlProfiles(system),
        "sessions": SqlSessions(system),
        "links": SqlLinks(system),
        "notifications": SqlNotifications(system),
    }


def migrate_stores(settings: Settings) -> tuple[str, ...]:
    """Bring both databases to the present schema; the names of those that were behind."""
    moved = []
    for name, url in _stores(settings).items():
        if behind(url, name):
            migrate(url, name)
            moved.append(name)
    return tuple(moved)


def stores_behind(settings: Settings) -> tuple[str, ...]:
    """The names of the databases whose schema is not the present one."""
    return tuple(name for name, url in _stores(settings).items() if behind(url, name))


def _stores(settings: Settings) -> dict[Which, str]:
    return {"operations": settings.operations_url, "system": settings.system_url}


def move_clock(folder: Path, step: timedelta | None) -> datetime:
    """Move the embedded clock of *folder* by *step*, or back to real time; what it then says."""
    clock = ShiftedClock(folder / "clock")
    return clock.reset() if step is None else clock.move(step)


def _clock(settings: Settings) -> Clock:
    return ShiftedClock(settings.clock_file) if settings.clock_file else SystemClock()


def _keys(settings: Settings) -> Any:
    if not settings.embedded and not Path(settings.keys_file).exists():
        raise BadSettings(f"ASTRO_KEYS_FILE: there is no file {settings.keys_file}.")
    return load_or_create_keys(settings.keys_file)


def _mail(settings: Settings, opened: ExitStack) -> tuple[Mail, Mailbox | None]:
    scheme = urlsplit(settings.smtp_url).scheme
    if scheme == "mailbox":
        box = _closing(opened, LocalMailbox(settings.smtp_url))
        return box, box
    if scheme in {"smtp", "smtps"}:
        return SmtpMail(settings.smtp_url, settings.mail_from), None
    raise BadSettings("ASTRO_SMTP_URL begins with smtp://, smtps:// or mailbox:///.")


def _gateway(settings: Settings) -> SandboxGateway:
    url = urlsplit(settings.payments_url)
    if url.scheme != "sandbox":
        raise BadSettings("ASTRO_PAYMENTS_URL begins with sandbox:///.")
    return SandboxGateway(settings.payments_url, parse_qs(url.query).get("faults") == ["1"])
